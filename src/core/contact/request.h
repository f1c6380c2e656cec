#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

// Requests to become contacts, for the two between whom they are.
namespace koine::contact {

// Stored in contact_request.state: never renumber.
enum class RequestStatus : std::uint8_t {
  kPending = 1,
  kApproved = 2,
  kRejected = 3,
  kRecalled = 4,
  kExpired = 5,  // as mapping 4.2 numbers them
};

// A request nobody answered ends after this time (mapping 4.2).
inline constexpr std::int64_t kRequestExpiresMs = 30LL * 24 * 3600 * 1000;

struct Request {
  RequestId id;
  UserId from, to;
  std::string message, group_name, remark, answer, ex;
  RequestStatus status = RequestStatus::kPending;
  std::int64_t created_at = 0, handled_at = 0;
  UserId handler;

  bool pending(std::int64_t now_ms) const {
    return status == RequestStatus::kPending && now_ms - created_at < kRequestExpiresMs;
  }
};
struct RequestRow {
  Request request;
  identity::User other;  // who asked, or in the list of those sent, who was asked
};

// Which of the principal's requests: those to them, or those they sent, of these states (numbered
// as in mapping 4.2; what nobody answered in time counts as expired). Without states: all.
struct RequestFilter {
  bool sent = false;
  std::span<const std::int64_t> states;
};
// The newest first.
std::vector<RequestRow> PageRequests(store::Txn& txn, const access::Principal& who,
                                     const RequestFilter& filter, std::int64_t limit,
                                     std::int64_t offset);
std::int64_t CountRequests(store::Txn& txn, const access::Principal& who,
                           const RequestFilter& filter);
// Those to the principal that wait and came after `after_ms`.
std::int64_t CountWaiting(store::Txn& txn, const access::Principal& who, std::int64_t after_ms);

// One to the principal or from them; to anybody else it looks as if there were none. Locked in a
// write.
std::optional<Request> FindOwnRequest(store::Txn& txn, const access::Principal& who, RequestId id);
// Whether there is a request of this number, between whomever, where a contract tells those of
// others from none (im-chat 2.2.2).
bool RequestExists(store::Txn& txn, const access::Principal& who, RequestId id);
// What this user last asked the principal.
std::optional<Request> FindRequestFrom(store::Txn& txn, const access::Principal& who, UserId from);
// What the two last asked each other: of the first, then of the second. kForbidden "self" unless
// the principal is one of them or an administrator of the server.
Result<std::vector<Request>> RequestsBetween(store::Txn& txn, const access::Principal& who,
                                             UserId first, UserId second);

}  // namespace koine::contact
