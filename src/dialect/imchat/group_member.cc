// Who is in a group, and may what there (im-chat 2.3.8, 2.3.9, 2.3.12, 2.3.15, 2.3.16).

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/contact/book.h"
#include "core/group/manage.h"
#include "core/group/member.h"
#include "core/group/membership.h"
#include "dialect/imchat/group.h"
#include "dialect/imchat/imchat.h"
#include "gateway/presence.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// No group of any dialect is larger.
constexpr int kMembersListed = 100'000;
constexpr std::int64_t kMuteSecondsMax = 31'536'000;
constexpr std::int64_t kForEver = 253402300799000;

struct MembersIn {
  ConversationId groupId;
};
KOINE_DESCRIBE(MembersIn, (groupId))
struct MemberOut {
  UserId userId;
  std::string nickName;
  std::optional<std::string> headImage;
  std::string role;
  json::Time joinTime;
  bool isMuted = false, isOnline = false;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(MemberOut, (userId, nickName, headImage, role, joinTime, isMuted, isOnline, remark))

namespace {

Result<std::vector<MemberOut>> ListMembers(Txn& txn, Call& call, const access::GroupMember& place,
                                           MembersIn&) {
  const auto& state = place.conversation();
  if (state.banned) return Error{Code::kGroupBanned, "", state.ban_reason};
  const auto rows = group::ListMembers(txn, place, kMembersListed, 0);
  std::vector<UserId> ids;
  std::vector<std::int64_t> numbers;
  for (const auto& row : rows) {
    ids.push_back(row.user.id);
    numbers.push_back(row.user.id.value);
  }
  const std::vector<bool> online = call.services->presence->Online(ids);
  std::map<UserId, std::string> remarks;
  for (const contact::Contact& one : contact::ContactsAmong(txn, call.who, numbers)) {
    if (!one.remark.empty()) remarks[one.peer.id] = one.remark;
  }
  std::vector<MemberOut> out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    const auto remark = remarks.find(row.user.id);
    out.push_back({row.user.id,
                   row.nickname.empty() ? row.user.name() : row.nickname,
                   OptText(row.user.avatar),
                   RoleText(row.role),
                   {row.joined_at},
                   row.muted_until > txn.now_ms(),
                   online[i],
                   remark == remarks.end() ? std::nullopt : std::optional(remark->second)});
  }
  return out;
}

}  // namespace

struct RemoveMembersIn {
  ConversationId groupId;
  std::vector<std::int64_t> memberIds;
};
KOINE_DESCRIBE(RemoveMembersIn, (groupId, memberIds))
KOINE_RULES(RemoveMembersIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("memberIds").Required("memberIds不能为空").MinItems(1).MaxItems(50))
struct MuteMemberIn {
  ConversationId groupId;
  std::optional<std::int64_t> userId;
  std::optional<std::vector<std::int64_t>> userIds;
  bool isMuted = false;
  std::optional<std::int64_t> duration;  // seconds; 0 or none: until it is lifted
};
KOINE_DESCRIBE(MuteMemberIn, (groupId, userId, userIds, isMuted, duration))
KOINE_RULES(MuteMemberIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("userIds").MinItems(1).MaxItems(50),
            json::Rule("isMuted").Required("isMuted不能为空"),
            json::Rule("duration").Min(0).Max(kMuteSecondsMax))
struct ManagerIn {
  ConversationId groupId;
  UserId userId;
};
KOINE_DESCRIBE(ManagerIn, (groupId, userId))
KOINE_RULES(ManagerIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("userId").Required("userId不能为空"))

namespace {

Result<Nothing> RemoveMembers(Txn& txn, Call& call, const access::GroupAdmin& place,
                              RemoveMembersIn& in) {
  // The role is checked first, and then that the caller does not name themselves (im-chat 1.4).
  if (std::erase(in.memberIds, call.who.user.value) > 0) {
    KOINE_CHECK(group::CheckRemovable(txn, place, in.memberIds));
    return Error{Code::kSelfTarget};
  }
  KOINE_TRY([[maybe_unused]] const std::int64_t gone,
            group::RemoveMembers(txn, place, in.memberIds));
  return Nothing{};
}

// Before the door: what is missing is told first (im-chat 1.4).
Status CheckMute(Call&, MuteMemberIn& in) {
  if (in.userId || in.userIds) return Ok();
  return FieldError(Code::kMissingArgument, "userId", "userId不能为空");
}

Result<Nothing> MuteMember(Txn& txn, Call&, const access::GroupAdmin& place, MuteMemberIn& in) {
  std::vector<std::int64_t> users = in.userIds.value_or(std::vector<std::int64_t>());
  if (in.userId) users.push_back(*in.userId);
  // Everybody who is named must be there (im-chat 1.4).
  const std::set<std::int64_t> named(users.begin(), users.end());
  const auto roles = group::FindRoles(txn, place, users);
  if (roles.size() < named.size()) return Error{Code::kNotMember, "target"};
  const std::int64_t seconds = in.duration.value_or(0);
  std::int64_t until = 0;
  if (in.isMuted) until = seconds > 0 ? txn.now_ms() + seconds * 1000 : kForEver;
  KOINE_TRY([[maybe_unused]] const std::int64_t changed,
            group::MuteMembers(txn, place, users, until));
  return Nothing{};
}

Result<Nothing> AddManager(Txn& txn, Call&, const access::GroupOwner& place, ManagerIn& in) {
  KOINE_CHECK(group::SetMemberRole(txn, place, in.userId, true));
  return Nothing{};
}

Result<Nothing> RemoveManager(Txn& txn, Call&, const access::GroupOwner& place, ManagerIn& in) {
  KOINE_CHECK(group::SetMemberRole(txn, place, in.userId, false));
  return Nothing{};
}

}  // namespace

void AddGroupMembers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListMembers>(Method::kGet, "/group/members/{groupId}",
                                   "List the members of a group",
                                   {.mode = Mode::kScan,
                                    .door = "groupId",
                                    .example = R"({"groupId":"{group.mine}"})",
                                    .ref = "2.3.8"}));
  rows->push_back(
      Ep<&RemoveMembers>(Method::kDelete, "/group/members/remove", "Remove members from a group",
                         {.mode = Mode::kWrite,
                          .door = "groupId",
                          .repeatable = true,
                          .example = R"({"groupId":"{group.mine}","memberIds":["{user.peer}"]})",
                          .ref = "2.3.9"}));
  rows->push_back(EpPrepared<&MuteMember, &CheckMute>(
      Method::kPut, "/group/members/muted", "Mute or unmute a member",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .repeatable = true,
       .example = R"({"groupId":"{group.mine}","userId":"{user.peer}","isMuted":true})",
       .ref = "2.3.12"}));
  static constexpr char kPeer[] = R"({"groupId":"{group.mine}","userId":"{user.peer}"})";
  rows->push_back(Ep<&AddManager>(Method::kPost, "/group/manager/add", "Appoint a group manager",
                                  {.mode = Mode::kWrite,
                                   .door = "groupId",
                                   .repeatable = true,
                                   .example = kPeer,
                                   .ref = "2.3.15"}));
  rows->push_back(Ep<&RemoveManager>(Method::kDelete, "/group/manager/remove",
                                     "Dismiss a group manager",
                                     {.mode = Mode::kWrite,
                                      .door = "groupId",
                                      .repeatable = true,
                                      .example = kPeer,
                                      .ref = "2.3.16"}));
}

}  // namespace koine::imchat
