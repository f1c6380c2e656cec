#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "bench/lib/ruoyi.h"

// How a dialect writes messages and reads what comes back, for the traffic of a scenario.
namespace koine::bench {

// To whom a sender writes.
struct Route {
  std::int64_t conversation = 0;  // RuoYi-IM
  User from, to;                  // OpenIM
};

enum class Heard : std::uint8_t { kDelivery, kAck, kOffline, kOther, kRefused };

class Wire {
 public:
  virtual ~Wire() = default;
  // A frame with this text, and whether it is a binary one. Neither text nor id needs escapes.
  virtual std::string Message(const Route& route, std::string_view text,
                              std::string_view client_id) = 0;
  virtual bool binary() const = 0;
  // What a frame is; `text` is where the content of a delivery stands, and may be overwritten by
  // the next call.
  virtual Heard Read(std::string_view frame, std::string_view* text) = 0;
};

}  // namespace koine::bench
