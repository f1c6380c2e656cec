#pragma once

#include <string>
#include <string_view>

#include "base/random.h"
#include "net/http_message.h"

namespace koine::gateway {

class Dialect;

// The header of answers that tells the id.
inline constexpr char kTraceHeader[] = "X-Trace-Id";

// By which the log, the answer and whoever asks know a request: what its client or proxy calls it,
// or a number made here.

// Gives a request that came its id: the trace of `traceparent` (W3C Trace Context), `X-Request-Id`,
// the dialect's own word for it (Dialect::OperationOf), each if it is fit to be in a log, else a
// new one. `dialect` may be null. Once, before anything else reads it.
void GiveId(const Dialect* dialect, Random& random, net::Request* request);
// The id; empty where none was given.
std::string_view IdOf(const net::Request& request);

}  // namespace koine::gateway
