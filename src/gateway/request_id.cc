#include "gateway/request_id.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/log_scope.h"
#include "gateway/dialect.h"

namespace koine::gateway {

namespace {

// The id is the last header of a request: what a client sends under that name comes before it.
constexpr std::string_view kHeader = ":koine-request";
constexpr std::size_t kTraceDigits = 32;

// The trace of "00-TRACE-PARENT-FLAGS"; empty for anything else.
std::string_view TraceOf(std::string_view parent) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  constexpr std::size_t kParentBytes = 55;
  if (parent.size() < kParentBytes || parent[2] != '-' || parent[35] != '-') return {};
  const std::string_view trace = parent.substr(3, kTraceDigits);
  if (trace.find_first_not_of(kDigits) != std::string_view::npos) return {};
  return trace.find_first_not_of('0') == std::string_view::npos ? std::string_view() : trace;
}

}  // namespace

// The system is asked for chance once for each thread, and each next number follows from the one
// before (SplitMix64).
NewId::NewId(Random& random) {
  thread_local std::uint64_t state = random.Next64();
  state += 0x9e3779b97f4a7c15u;
  std::uint64_t mixed = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
  mixed ^= mixed >> 31;
  for (char& digit : digits_) {
    digit = "0123456789abcdef"[mixed >> 60];
    mixed <<= 4;
  }
}

bool FitsLog(std::string_view id) {
  return !id.empty() && id.size() <= log::kRequestIdMax &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                  c == '-' || c == '_' || c == '.' || c == ':';
         });
}

std::string_view IdOfFrame() {
  return log::RequestId();
}

void GiveId(const Dialect* dialect, Random& random, net::Request* request) {
  std::string id(TraceOf(request->Header("traceparent")));
  if (id.empty() && FitsLog(request->Header("x-request-id"))) {
    id = request->Header("x-request-id");
  }
  if (id.empty() && dialect != nullptr && FitsLog(dialect->OperationOf(*request))) {
    id = dialect->OperationOf(*request);
  }
  if (!id.empty()) return request->AddHeader(kHeader, id);
  request->AddHeader(kHeader, NewId(random).text());
}

std::string_view IdOf(const net::Request& request) {
  const std::size_t count = request.header_count();
  if (count == 0 || request.header_name(count - 1) != kHeader) return {};
  return request.header_value(count - 1);
}

}  // namespace koine::gateway
