// Who leaves a group, who may write in it, and its end (openim 4.4).

#include <utility>

#include "core/group/manage.h"
#include "core/group/member.h"
#include "core/group/membership.h"
#include "dialect/openim/group.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct QuitIn {
  std::string groupID, userID;
};
KOINE_DESCRIBE(QuitIn, (groupID, userID))
KOINE_RULES(QuitIn, json::Rule("groupID").Required())
struct KickIn {
  std::string groupID;
  std::vector<std::string> kickedUserIDs;
  std::string reason;
  std::optional<bool> sendMessage;
  Status Check(store::Txn&, const access::Principal&) const {
    return CheckDistinct(kickedUserIDs, "kickedUserIDs");
  }
};
KOINE_DESCRIBE(KickIn, (groupID, kickedUserIDs, reason, sendMessage))
KOINE_RULES(KickIn, json::Rule("groupID").Required(),
            json::Rule("kickedUserIDs").Required().MinItems(1).MaxItems(kListMax))
struct MuteMemberIn {
  std::string groupID, userID;
  std::int64_t mutedSeconds = 0;
};
KOINE_DESCRIBE(MuteMemberIn, (groupID, userID, mutedSeconds))
KOINE_RULES(MuteMemberIn, json::Rule("groupID").Required(), json::Rule("userID").Required(),
            json::Rule("mutedSeconds").Required().Min(1).Max(UINT32_MAX))
struct GroupUserIn {
  std::string groupID, userID;
};
KOINE_DESCRIBE(GroupUserIn, (groupID, userID))
KOINE_RULES(GroupUserIn, json::Rule("groupID").Required(), json::Rule("userID").Required())

namespace {

// The seat in a group of who shall leave it: the caller's, or that of the user named.
class LeavingMember {
 public:
  static constexpr const char* kDoor = "group_member";
  static Result<LeavingMember> Open(Txn& txn, Call& call, const QuitIn& in) {
    KOINE_TRY(const SelfOrAll named, SelfOrAll::Open(txn, call, in.userID));
    const access::Principal& who = named.self() ? named.self()->who() : call.who;
    KOINE_TRY(const ConversationId id, GroupOf(txn, call, in.groupID));
    KOINE_TRY(access::GroupMember place, access::GroupMember::Open(txn, who, id));
    return LeavingMember(std::move(place));
  }
  const access::GroupMember& place() const { return place_; }

 private:
  explicit LeavingMember(access::GroupMember place) : place_(std::move(place)) {}
  access::GroupMember place_;
};

Result<Nothing> QuitGroup(Txn& txn, Call&, const LeavingMember& leaving, QuitIn&) {
  KOINE_CHECK(group::LeaveGroup(txn, leaving.place()));
  return Nothing{};
}

Result<Nothing> KickMembers(Txn& txn, Call& call, const RuledGroup& group, KickIn& in) {
  const group::Manager& by = group.by();
  const auto users = identity::FindNamed(txn, call.who.tenant, in.kickedUserIDs);
  const auto ids = IdsOf(users);
  for (const std::int64_t id : ids) {
    if (UserId(id) == call.who.user || UserId(id) == by.scene().state.owner) {
      return FieldError(Code::kBadArgument, "kickedUserIDs");
    }
  }
  const auto roles = group::FindRoles(txn, by, ids);
  if (roles.size() != in.kickedUserIDs.size()) {
    return Error{Code::kNotMember, "kick", "kickedUserIDs"};
  }
  KOINE_CHECK(group::RemoveMembers(txn, by, ids, !in.sendMessage.value_or(true)));
  return Nothing{};
}

Result<Nothing> SetMuteAll(Txn& txn, const ManagedGroup& group, bool on) {
  KOINE_CHECK(group::MuteAll(txn, group.by(), on));
  return Nothing{};
}

Result<Nothing> MuteGroup(Txn& txn, Call&, const ManagedGroup& group, GroupIn&) {
  return SetMuteAll(txn, group, true);
}

Result<Nothing> UnmuteGroup(Txn& txn, Call&, const ManagedGroup& group, GroupIn&) {
  return SetMuteAll(txn, group, false);
}

Result<Nothing> SetMuted(Txn& txn, Call& call, const ManagedGroup& group, const std::string& handle,
                         std::int64_t until_ms) {
  KOINE_TRY(const identity::User user, identity::GetUser(txn, call.who.tenant, handle));
  KOINE_CHECK(group::MuteMembers(txn, group.by(), {user.id.value}, until_ms));
  return Nothing{};
}

Result<Nothing> MuteMember(Txn& txn, Call& call, const ManagedGroup& group, MuteMemberIn& in) {
  return SetMuted(txn, call, group, in.userID, txn.now_ms() + in.mutedSeconds * 1000);
}

Result<Nothing> UnmuteMember(Txn& txn, Call& call, const ManagedGroup& group, GroupUserIn& in) {
  return SetMuted(txn, call, group, in.userID, 0);
}

}  // namespace

void AddGroupMembers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "groupID"};
  write.ref = "4.4";
  write.example = R"({"groupID":"{group.mine}"})";
  rows->push_back(Ep<&MuteGroup>(kPost, "/group/mute_group", "Mute a group", write));
  rows->push_back(Ep<&UnmuteGroup>(kPost, "/group/cancel_mute_group", "Unmute a group", write));
  write.example = R"({"groupID":"{group.mine}","userID":"{user.peer}","mutedSeconds":60})";
  rows->push_back(Ep<&MuteMember>(kPost, "/group/mute_group_member", "Mute a member", write));
  write.example = R"({"groupID":"{group.mine}","userID":"{user.peer}"})";
  rows->push_back(
      Ep<&UnmuteMember>(kPost, "/group/cancel_mute_group_member", "Unmute a member", write));
  write.example = R"({"groupID":"{group.mine}","kickedUserIDs":["{user.peer}"]})";
  rows->push_back(
      Ep<&KickMembers>(kPost, "/group/kick_group", "Remove members from a group", write));
  write.door = "groupID userID";
  write.example = R"({"groupID":"{group.mine}"})";
  rows->push_back(Ep<&QuitGroup>(kPost, "/group/quit_group", "Leave a group", write));
}

}  // namespace koine::openim
