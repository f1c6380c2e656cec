#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/group/scene.h"
#include "store/txn.h"

// Asking to come into a group (mapping 5.2). Open groups take everybody at once; in others owner
// and administrators decide.
namespace koine::group {

// Stored in join_request.state: never renumber.
enum class JoinStatus : std::uint8_t { kPending = 1, kApproved = 2, kRejected = 3, kClosed = 4 };

struct JoinRequest {
  JoinRequestId id;
  ConversationId conversation;
  Person user;
  UserId inviter;  // who asked for the user; none: nobody else
  access::JoinSource source = access::JoinSource::kNone;
  std::string message, ex, answer;
  JoinStatus status = JoinStatus::kPending;
  UserId handler;
  std::int64_t created_at = 0, handled_at = 0;
};

struct ApplyIn {
  std::string message;
  std::string ex = {};  // free data of the applicant
  access::JoinSource source = access::JoinSource::kNone;
  std::string invite = {};  // what opens a hidden group
};
struct Applied {
  bool joined = false;    // the applicant is in
  JoinRequestId request;  // else what waits
};
// kGroupNotFound, also for a hidden one without its invitation; kGroupDissolved, kGroupBanned,
// kGroupFull; kConflict "member" when they are in it, "join_pending" when they asked before, unless
// the policy lets them ask again: the new request takes the place of the old; kBadState
// "joins_full" when too many of theirs wait; kRateLimited when they came or asked into too many
// today, but for those that they were invited to. The managers are notified.
Result<Applied> Apply(store::Txn& txn, const access::Principal& who, ConversationId group,
                      const ApplyIn& in);

// What lets strangers ask to come into a hidden group: `fresh`, if it had none yet. Empty for any
// other group, into which one may ask by its number. REQUIRES: txn.writable()
inline constexpr std::size_t kInviteBytes = 16;
std::string InvitationOf(store::Txn& txn, const access::GroupMember& place,
                         const std::string& fresh);

// Ends the invitation that was handed out: who holds it knows nothing of a hidden group any more.
// The next one is another one.
void EndInvitation(store::Txn& txn, const access::GroupAdmin& place);
// What who was invited is shown of the group before they ask to come in.
struct InvitedTo {
  ConversationId group;
  std::string name, avatar;
  std::int64_t members = 0;
  bool open = false;    // it takes everybody at once
  bool inside = false;  // the principal is in it
};
// kGroupNotFound, also for a hidden one without its invitation; kGroupDissolved, kGroupBanned.
Result<InvitedTo> LookAtInvitation(store::Txn& txn, const access::Principal& who,
                                   ConversationId group, const std::string& invite);

struct InviteIn {
  std::vector<std::int64_t> users;  // at most kInvitedMax, none twice
  std::string message;
  bool quiet = false;  // without the line
};
inline constexpr std::size_t kInvitedMax = 1000;
struct Invited {
  std::int64_t joined = 0;  // they are in, or soon will be
  std::int64_t asked = 0;   // the managers decide
};
// Brings others in (openim-http 4.4): at once, or, where managers decide of everybody
// (JoinMode::kApplyOrInvite) and the principal is none, by a request for each. kRoleTooLow "invite"
// for an ordinary member where the policy leaves it to managers; kGroupBanned; kGroupFull;
// kConflict "stored" with the field when one is in it already; kBadArgument for more than
// kInvitedMax.
Result<Invited> Invite(store::Txn& txn, const access::GroupMember& place, const InviteIn& in);
Result<Invited> Invite(store::Txn& txn, const access::AnyGroup& place, const InviteIn& in);

// The newest first; absent: those of every state. Those who came in otherwise wait no more.
std::vector<JoinRequest> ListJoinRequests(store::Txn& txn, const access::GroupAdmin& place,
                                          std::optional<JoinStatus> status, std::int64_t limit,
                                          std::int64_t offset = 0);

// A request, for who decides about it. kNotFound "join_request" when there is none that the
// principal may know of; kForbidden "request" for an ordinary member and the applicant.
class ManagedJoin {
 public:
  static constexpr const char* kDoor = "application";
  using Key = JoinRequestId;
  static Result<ManagedJoin> Open(store::Txn& txn, const access::Principal& who, JoinRequestId id);
  const access::GroupAdmin& place() const { return place_; }
  const JoinRequest& request() const { return request_; }

 private:
  ManagedJoin(access::GroupAdmin place, JoinRequest request)
      : place_(std::move(place)), request_(std::move(request)) {}
  access::GroupAdmin place_;
  JoinRequest request_;
};
// Lets the applicant in, or not, once; they are notified. kRequestHandled "join"; kGroupFull, and
// it waits on.
Status HandleJoin(store::Txn& txn, const ManagedJoin& join, bool approve,
                  const std::string& answer);
// The same of this applicant's request. kNotFound "join_request".
Status AnswerJoin(store::Txn& txn, const Manager& by, UserId applicant, bool approve,
                  const std::string& answer);

}  // namespace koine::group
