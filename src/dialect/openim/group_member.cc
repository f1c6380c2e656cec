// Who leaves a group, who may write in it, and its end (openim 4.4).

#include <utility>

#include "core/group/manage.h"
#include "core/group/member_rows.h"
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

Result<Nothing> QuitGroup(Txn& txn, Call& call, QuitIn& in) {
  access::Principal who = call.who;
  if (!in.userID.empty()) {
    KOINE_TRY(who, ActFor(txn, call, in.userID));
  }
  KOINE_TRY(const ConversationId id, GroupOf(txn, call, in.groupID));
  KOINE_TRY(const access::GroupMember place, access::GroupMember::Open(txn, who, id));
  KOINE_CHECK(group::LeaveGroup(txn, place));
  return Nothing{};
}

Result<Nothing> KickMembers(Txn& txn, Call& call, KickIn& in) {
  KOINE_CHECK(CheckDistinct(in.kickedUserIDs, "kickedUserIDs"));
  auto by = OpenAsManager(txn, call, in.groupID);
  if (!by.ok()) return StrangerMayNot(std::move(by).error());
  const auto users = identity::FindNamed(txn, call.who.tenant, in.kickedUserIDs);
  const auto ids = IdsOf(users);
  for (const std::int64_t id : ids) {
    if (UserId(id) == call.who.user || UserId(id) == by->scene().state.owner) {
      return FieldError(Code::kBadArgument, "kickedUserIDs");
    }
  }
  const auto roles = group::FindRoles(txn, call.who.tenant, by->scene().state.id, ids);
  if (roles.size() != in.kickedUserIDs.size()) {
    return Error{Code::kNotMember, "kick", "kickedUserIDs"};
  }
  KOINE_CHECK(group::RemoveMembers(txn, *by, ids, !in.sendMessage.value_or(true)));
  return Nothing{};
}

Result<Nothing> SetMuteAll(Txn& txn, Call& call, const std::string& handle, bool on) {
  KOINE_TRY(const group::Manager by, OpenAsManager(txn, call, handle));
  KOINE_CHECK(group::MuteAll(txn, by, on));
  return Nothing{};
}

Result<Nothing> MuteGroup(Txn& txn, Call& call, GroupIn& in) {
  return SetMuteAll(txn, call, in.groupID, true);
}

Result<Nothing> UnmuteGroup(Txn& txn, Call& call, GroupIn& in) {
  return SetMuteAll(txn, call, in.groupID, false);
}

Result<Nothing> SetMuted(Txn& txn, Call& call, const GroupUserIn& in, std::int64_t until_ms) {
  KOINE_TRY(const group::Manager by, OpenAsManager(txn, call, in.groupID));
  KOINE_TRY(const identity::User user, identity::GetUser(txn, call.who.tenant, in.userID));
  KOINE_CHECK(group::MuteMembers(txn, by, {user.id.value}, until_ms));
  return Nothing{};
}

Result<Nothing> MuteMember(Txn& txn, Call& call, MuteMemberIn& in) {
  return SetMuted(txn, call, {in.groupID, in.userID}, txn.now_ms() + in.mutedSeconds * 1000);
}

Result<Nothing> UnmuteMember(Txn& txn, Call& call, GroupUserIn& in) {
  return SetMuted(txn, call, in, 0);
}

}  // namespace

void AddGroupMembers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .opens = "group_admin:groupID"};
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
  write.opens = "group_member:groupID";
  write.example = R"({"groupID":"{group.mine}"})";
  rows->push_back(Ep<&QuitGroup>(kPost, "/group/quit_group", "Leave a group", write));
}

}  // namespace koine::openim
