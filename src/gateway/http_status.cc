#include "gateway/http_status.h"

#include <string_view>

namespace koine::gateway {

int StatusOf(const Error& error) {
  switch (error.code) {
    case Code::kBadArgument:
    case Code::kMissingArgument:
      return 400;
    case Code::kUnauthenticated:
    case Code::kTokenExpired:
    case Code::kForbidden:
      return 403;
    case Code::kNotFound:
      return 404;
    case Code::kMethodNotAllowed:
      return 405;
    case Code::kBadState:
    case Code::kConflict:
      return 409;
    case Code::kTooLarge:
      return 413;
    case Code::kFileRejected: {
      const std::string_view why = error.detail;
      if (why == "size") return 413;
      if (why == "quota") return 507;
      return why == "failed" || why == "preview" ? 500 : 400;
    }
    case Code::kRateLimited:
      return 429;
    case Code::kUnavailable:
    case Code::kResultUnknown:
      return 503;
    default:
      return 500;
  }
}

}  // namespace koine::gateway
