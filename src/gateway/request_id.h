#pragma once

#include <array>
#include <string_view>

#include "base/random.h"
#include "net/http_message.h"

namespace koine::gateway {

class Dialect;

// The header of answers that tells the id.
inline constexpr char kTraceHeader[] = "X-Trace-Id";

// By which the log, the answer and whoever asks know a request or a frame: what its client or proxy
// calls it, or a number made here.

// 16 digits that no other request has, with all likelihood. Not a secret.
class NewId {
 public:
  explicit NewId(Random& random);
  std::string_view text() const { return {digits_.data(), digits_.size()}; }

 private:
  std::array<char, 16> digits_;
};

// Whether what a client calls a request is fit to be in a log: up to 64 letters, digits and "-_.:".
bool FitsLog(std::string_view id);

// Gives a request that came its id: the trace of `traceparent` (W3C Trace Context), `X-Request-Id`,
// the dialect's own word for it (Dialect::OperationOf), each if it is fit to be in a log, else a
// new one. `dialect` may be null. Once, before anything else reads it.
void GiveId(const Dialect* dialect, Random& random, net::Request* request);
// The id; empty where none was given.
std::string_view IdOf(const net::Request& request);

// The id of the frame that is being read or answered in this thread; empty outside of both.
std::string_view IdOfFrame();

}  // namespace koine::gateway
