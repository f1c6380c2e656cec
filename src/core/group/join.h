#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/conversation/scene.h"
#include "store/txn.h"

// Asking to come into a group (mapping 5.2). Open groups take everybody at once; in others owner
// and administrators decide.
namespace koine::group {

inline constexpr int kJoinRequestsListed = 1000;

// Stored in join_request.state: never renumber.
enum class JoinStatus : std::uint8_t { kPending = 1, kApproved = 2, kRejected = 3, kClosed = 4 };

struct JoinRequest {
  JoinRequestId id;
  ConversationId conversation;
  event::Person user;
  std::string message, answer;
  JoinStatus status = JoinStatus::kPending;
  UserId handler;
  std::int64_t created_at = 0, handled_at = 0;
};

struct Applied {
  bool joined = false;    // he is in
  JoinRequestId request;  // else what waits
};
// kGroupNotFound, kGroupDissolved, kGroupBanned, kGroupFull; kConflict "member" when he is in it,
// "join_pending" when he asked before; kBadState "joins_full" when too many of his wait. The
// managers are notified.
Result<Applied> Apply(store::Txn& txn, const access::Principal& who, ConversationId group,
                      const std::string& message);

// The newest first; absent: those of every state. Those who came in otherwise wait no more.
std::vector<JoinRequest> ListJoinRequests(store::Txn& txn, const access::GroupAdmin& place,
                                          std::optional<JoinStatus> status, int limit);

// Lets the applicant in, or not, once; he is notified. kNotFound "join_request" when there is none
// that the principal may know of; kForbidden "request" for an ordinary member and the applicant;
// kRequestHandled; kGroupFull, and it waits on.
Status HandleJoin(store::Txn& txn, const access::Principal& who, JoinRequestId id, bool approve,
                  const std::string& answer);

}  // namespace koine::group
