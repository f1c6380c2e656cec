#pragma once

#include <string>
#include <string_view>

#include "core/call/call.h"

// What browsers say to each other, as dialects take it and hand it on: any JSON value.
namespace koine::call {

// `value` is JSON: a text is taken as it is, anything else as that JSON; empty: nothing was said.
SignalIn ReadSignal(event::SignalKind kind, std::string_view value);
// The same value back.
std::string SignalValue(const event::CallSignal& signal);

}  // namespace koine::call
