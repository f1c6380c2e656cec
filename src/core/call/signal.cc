#include "core/call/signal.h"

#include <utility>

#include "base/json.h"
#include "core/event/event.h"

namespace koine::call {

SignalIn ReadSignal(event::SignalKind kind, std::string_view value) {
  SignalIn out;
  out.kind = kind;
  if (value.empty()) return out;
  auto text = json::Parse<std::string>(value);
  out.json = !text.ok();
  out.data = text.ok() ? *std::move(text) : std::string(value);
  return out;
}

std::string SignalValue(const event::CallSignal& signal) {
  if (signal.json) return signal.data;
  std::string out;
  json::Quote(signal.data, &out);
  return out;
}

}  // namespace koine::call
