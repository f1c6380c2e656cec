#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/call/call.h"
#include "store/txn.h"

// Calls in groups (im-chat 2.6.2): one at a time in a group. A member who is asked is busy only
// once they came in. Verbs lock the group, then the call, so that what happens to one call happens
// in turn.
namespace koine::call {

// Whom a call asks at most.
inline constexpr int kInvitedMax = 500;
inline constexpr int kParticipantsMax = 16;

struct StartGroupIn {
  CallMode mode = CallMode::kVideo;
  std::optional<std::vector<std::int64_t>> users;  // absent: all other members, of more
                                                   // than kInvitedMax the first ones
  int participants_max = 0;  // at once; above what the policy has, and 0: that
};
// Begins a call. Refused as a message would be (mutes, banned group); kCallRefused "group_busy",
// "self_busy"; kUserNotFound, kNotMember "target"; kBadArgument "userIds" when too many are named.
// Those who are in other calls are passed over, and the caller is told.
Result<Started> StartGroup(store::Txn& txn, const access::GroupMember& place,
                           const StartGroupIn& in);

// A call in a group in which the principal is, with that group and both rows locked in a write.
// kCallRefused "gone" when there is none that goes on, or that they may know of.
class GroupCall {
 public:
  static constexpr const char* kDoor = "group_call";
  using Key = CallId;
  static Result<GroupCall> Open(store::Txn& txn, const access::Principal& who, CallId id);
  // The same of a call that may be between two: then there is none here.
  static Result<std::optional<GroupCall>> OpenIfGroup(store::Txn& txn, const access::Principal& who,
                                                      CallId id);

  const access::GroupMember& place() const { return place_; }
  const access::Principal& who() const { return place_.who(); }
  const Call& call() const { return call_; }

 private:
  GroupCall(access::GroupMember place, Call call)
      : place_(std::move(place)), call_(std::move(call)) {}
  access::GroupMember place_;
  Call call_;
};

// A member who was asked comes in. kGroupBanned; kForbidden "call_accept" when they were not;
// kCallRefused "in" when they are in already, "full", "self_busy".
Status AcceptGroup(store::Txn& txn, const GroupCall& on);
// Any member comes in. Refused as AcceptGroup, but that they were not asked.
Status JoinGroup(store::Txn& txn, const GroupCall& on);
// A member who was asked does not come; no effect when they were not. kCallRefused "in".
Status RejectGroup(store::Txn& txn, const GroupCall& on, std::string_view reason);
// The member's device cannot. As RejectGroup.
Status FailGroup(store::Txn& txn, const GroupCall& on, std::string_view reason);
// Goes. The call is over when nobody is left in it, or its host was alone. kForbidden "call_end"
// when the principal is not in it.
Status LeaveGroup(store::Txn& txn, const GroupCall& on);
// The host ends it for all. kForbidden "call_end".
Status CancelGroup(store::Txn& txn, const GroupCall& on);
// A participant asks more members. kBadArgument "userIds"; kUserNotFound, kNotMember "target";
// kGroupBanned; kForbidden "call_signal" when they are none.
Status InviteGroup(store::Txn& txn, const GroupCall& on, const std::vector<std::int64_t>& users);
// The principal switched camera or microphone. kForbidden "call_signal" when they are not in it.
Status SetDevice(store::Txn& txn, const GroupCall& on, std::optional<bool> camera,
                 std::optional<bool> microphone);
// What is told one who is in it. In a read. kForbidden "call_signal"; kNotFound "call_party" when
// the other is not in it.
Status SignalGroup(store::Txn& txn, const GroupCall& on, UserId to, const SignalIn& in);
Status RenewGroup(store::Txn& txn, const GroupCall& on);

// Somebody of a call.
struct Participant {
  Person person;
  bool in = false;  // else they were asked
  bool camera = true, microphone = true;
};
struct GroupView {
  Call call;
  Person host;
  std::vector<Participant> people;  // those in it and those asked, by user
};
// The call that goes on in a group, if there is one.
std::optional<GroupView> FindGroupCall(store::Txn& txn, const access::GroupMember& place);

}  // namespace koine::call
