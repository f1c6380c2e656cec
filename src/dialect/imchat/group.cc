// Groups (im-chat 2.3.1 … 2.3.7, 2.3.10, 2.3.11, 2.3.13, 2.3.14, 2.3.17).

#include "dialect/imchat/group.h"

#include <map>
#include <span>
#include <utility>

#include "base/text.h"
#include "core/access/sight.h"
#include "core/conversation/seat_settings.h"
#include "core/conversation/summary.h"
#include "core/file/chat.h"
#include "core/group/entry.h"
#include "core/group/manage.h"
#include "core/group/view.h"
#include "core/history/tops.h"
#include "core/message/top.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/message.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

const char* RoleText(access::MemberRole role) {
  switch (role) {
    case access::MemberRole::kOwner:
      return "OWNER";
    case access::MemberRole::kAdmin:
      return "MANAGER";
    case access::MemberRole::kMember:
      break;
  }
  return "MEMBER";
}

namespace {

// Nobody is in more.
constexpr int kGroupsListed = 100'000;

// What is on top of each of these groups, where something is; a message that is gone is on none.
std::map<ConversationId, TopOut> ListTops(Txn& txn, const access::Principal& who,
                                          std::span<const std::int64_t> groups) {
  std::map<ConversationId, TopOut> out;
  for (const auto& [id, shown] : history::ListTops(txn, who, groups)) {
    TopOut& to = out[id];
    to.userId = shown.top.by;
    to.time = json::Time{shown.top.at};
    to.content = shown.top.text;
    if (!shown.message) continue;
    to.content = ToContent(*shown.message, UserId()).content;
    to.messageId = shown.message->id;
  }
  return out;
}

Result<GroupOut> ShowGroup(Txn& txn, const access::Principal& who, ConversationId id) {
  KOINE_TRY(const group::Looked looked, group::LookAtGroup(txn, who, id));
  const auto& [info, sight, seat] = looked;
  const access::ConversationState& state = info.state;
  GroupOut out;
  out.id = id;
  out.groupName = state.name;
  out.groupAvatar = OptText(state.avatar);
  out.ownerId = state.owner;
  out.memberCount = state.member_count;
  out.createTime = {info.created_at};
  out.isBanned = state.banned;
  if (sight != access::Sight::kFull) return out;
  out.groupNotice = OptText(info.notice);
  out.isMuted = state.mute_all;
  if (state.banned) out.banReason = OptText(info.ban_reason);
  const std::int64_t ids[] = {id.value};
  const auto tops = ListTops(txn, who, ids);
  if (const auto top = tops.find(id); top != tops.end()) out.topMessage = top->second;
  out.isJoined = seat && seat->status == access::MemberStatus::kActive;
  if (!out.isJoined) return out;
  out.role = RoleText(seat->role);
  out.isDnd = seat->notify == access::Notify::kSilent;
  if (const auto summary = conversation::FindSummary(txn, who, id)) {
    out.unreadCount = summary->unread;
  }
  return out;
}

}  // namespace

// --- im-chat 2.3.1, 2.3.2

struct CreateGroupIn {
  std::string groupName;
  std::optional<std::string> groupAvatar, groupNotice;
  std::optional<std::vector<std::int64_t>> memberIds;
};
KOINE_DESCRIBE(CreateGroupIn, (groupName, groupAvatar, groupNotice, memberIds))
KOINE_RULES(
    CreateGroupIn,
    json::Rule("groupName").NotBlank("群名称不能为空").MaxChars(20, "群名称不能超过20个字符"),
    json::Rule("groupAvatar").MaxChars(255),
    json::Rule("groupNotice").MaxChars(1024, "群公告不能超过1024个字符"),
    json::Rule("memberIds").MaxItems(500))
struct ModifyGroupIn {
  ConversationId groupId;
  std::optional<std::string> groupName, groupAvatar, groupNotice;
};
KOINE_DESCRIBE(ModifyGroupIn, (groupId, groupName, groupAvatar, groupNotice))
KOINE_RULES(
    ModifyGroupIn, json::Rule("groupId").Required("groupId不能为空"),
    json::Rule("groupName").MinChars(1, "群名称不能为空").MaxChars(20, "群名称不能超过20个字符"),
    json::Rule("groupAvatar").MaxChars(255),
    json::Rule("groupNotice").MaxChars(1024, "群公告不能超过1024个字符"))
struct GroupKey {
  ConversationId groupId;
};
KOINE_DESCRIBE(GroupKey, (groupId))

namespace {

Result<GroupOut> CreateGroup(Txn& txn, Call& call, CreateGroupIn& in) {
  group::GroupIn fresh;
  fresh.name = in.groupName;
  fresh.avatar = in.groupAvatar.value_or("");
  fresh.members = in.memberIds.value_or(std::vector<std::int64_t>());
  KOINE_TRY(const ConversationId id,
            group::FoundGroup(txn, call.who, std::move(fresh), in.groupNotice.value_or("")));
  if (in.groupAvatar) file::KeepLinked(txn, call.who, {*in.groupAvatar});
  return ShowGroup(txn, call.who, id);
}

Result<GroupOut> ModifyGroup(Txn& txn, Call& call, const access::GroupAdmin& place,
                             ModifyGroupIn& in) {
  group::GroupChange change;
  change.name = in.groupName;
  change.avatar = in.groupAvatar;
  change.notice = in.groupNotice;
  KOINE_CHECK(group::UpdateGroup(txn, place, change));
  if (in.groupAvatar) file::KeepLinked(txn, call.who, {*in.groupAvatar});
  return ShowGroup(txn, call.who, in.groupId);
}

Result<Nothing> DeleteGroup(Txn& txn, Call&, const access::GroupOwner& place, GroupKey&) {
  KOINE_CHECK(group::Dissolve(txn, place));
  return Nothing{};
}

Result<GroupOut> FindGroup(Txn& txn, Call& call, GroupKey& in) {
  return ShowGroup(txn, call.who, in.groupId);
}

// --- im-chat 2.3.5

Result<std::vector<GroupOut>> ListGroups(Txn& txn, Call& call, Nothing&) {
  const auto groups = conversation::ListGroups(txn, call.who, kGroupsListed);
  std::vector<std::int64_t> ids;
  for (const conversation::Summary& s : groups) ids.push_back(s.conversation.id.value);
  const auto tops = ListTops(txn, call.who, ids);
  std::vector<GroupOut> out;
  for (const conversation::Summary& s : groups) {
    const auto& c = s.conversation;
    GroupOut group;
    if (const auto top = tops.find(c.id); top != tops.end()) group.topMessage = top->second;
    group.id = c.id;
    group.groupName = c.name;
    group.groupAvatar = OptText(c.avatar);
    group.groupNotice = OptText(s.notice);
    group.ownerId = c.owner;
    group.memberCount = c.member_count;
    group.createTime = {s.created_at};
    group.isMuted = c.mute_all;
    group.isJoined = true;
    group.isBanned = c.banned;
    group.banReason = OptText(c.ban_reason);
    group.isDnd = s.member.notify == access::Notify::kSilent;
    group.role = RoleText(s.member.role);
    group.unreadCount = s.unread;
    out.push_back(std::move(group));
  }
  return out;
}

}  // namespace

// --- im-chat 2.3.6, 2.3.7, 2.3.10

struct InviteIn {
  ConversationId groupId;
  std::vector<std::int64_t> memberIds;
};
KOINE_DESCRIBE(InviteIn, (groupId, memberIds))
KOINE_RULES(InviteIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("memberIds").Required("memberIds不能为空").MinItems(1).MaxItems(50))

namespace {

Result<Nothing> Invite(Txn& txn, Call&, const access::GroupMember& place, InviteIn& in) {
  KOINE_CHECK(group::BringFriends(txn, place, in.memberIds));
  return Nothing{};
}

Result<GroupOut> JoinGroup(Txn& txn, Call& call, GroupKey& in) {
  KOINE_CHECK(group::JoinOpen(txn, call.who, in.groupId));
  return ShowGroup(txn, call.who, in.groupId);
}

Result<Nothing> QuitGroup(Txn& txn, Call&, const access::GroupMember& place, GroupKey&) {
  KOINE_CHECK(group::LeaveGroup(txn, place));
  return Nothing{};
}

}  // namespace

// --- im-chat 2.3.11, 2.3.17

struct MuteGroupIn {
  ConversationId groupId;
  bool isMuted = false;
};
KOINE_DESCRIBE(MuteGroupIn, (groupId, isMuted))
KOINE_RULES(MuteGroupIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("isMuted").Required("isMuted不能为空"))
struct DndIn {
  ConversationId groupId;
  bool isDnd = false;
};
KOINE_DESCRIBE(DndIn, (groupId, isDnd))
KOINE_RULES(DndIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("isDnd").Required("isDnd不能为空"))

namespace {

Result<Nothing> MuteGroup(Txn& txn, Call&, const access::GroupAdmin& place, MuteGroupIn& in) {
  KOINE_CHECK(group::MuteAll(txn, place, in.isMuted));
  return Nothing{};
}

Result<Nothing> SetDnd(Txn& txn, Call&, const access::GroupMember& place, DndIn& in) {
  conversation::SetMuted(txn, place, in.isDnd);
  return Nothing{};
}

}  // namespace

// --- im-chat 2.3.13, 2.3.14

struct SetTopIn {
  ConversationId groupId;
  std::optional<std::string> content;
  std::optional<MessageId> messageId;
};
KOINE_DESCRIBE(SetTopIn, (groupId, content, messageId))
KOINE_RULES(SetTopIn, json::Rule("content").MaxChars(1024, "置顶内容不能超过1024个字符"))

namespace {

// Before the door: what is missing is told first (im-chat 1.4).
Status CheckTop(Call&, SetTopIn& in) {
  if (in.messageId || !text::IsBlank(in.content.value_or(""))) return Ok();
  return FieldError(Code::kMissingArgument, "content", "content不能为空");
}

Result<TopOut> SetTop(Txn& txn, Call& call, const access::GroupAdmin& place, SetTopIn& in) {
  TopOut out;
  out.userId = call.who.user;
  out.time = json::Time{txn.now_ms()};
  if (in.messageId) {
    KOINE_TRY(const body::Message message, message::SetTop(txn, place, *in.messageId));
    out.messageId = in.messageId;
    out.content = ToContent(message, call.who.user).content;
    return out;
  }
  KOINE_TRY(out.content, message::SetTopText(txn, place, *in.content));
  return out;
}

Result<Nothing> RemoveTop(Txn& txn, Call&, const access::GroupAdmin& place, GroupKey&) {
  KOINE_CHECK(message::UnsetTop(txn, place));
  return Nothing{};
}

}  // namespace

void AddGroups(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  using net::Method;
  static constexpr char kMine[] = R"({"groupId":"{group.mine}"})";
  rows->push_back(Ep<&CreateGroup>(Method::kPost, "/group/create", "Create a group",
                                   {.mode = Mode::kWrite,
                                    .example = R"({"groupName":"team","memberIds":[]})",
                                    .ref = "2.3.1",
                                    .about = gateway::About::kCaller}));
  rows->push_back(Ep<&ModifyGroup>(Method::kPut, "/group/modify", "Update a group",
                                   {.mode = Mode::kWrite,
                                    .door = "groupId",
                                    .repeatable = true,
                                    .example = R"({"groupId":"{group.mine}","groupName":"team"})",
                                    .ref = "2.3.2"}));
  rows->push_back(Ep<&DeleteGroup>(
      Method::kDelete, "/group/delete/{groupId}", "Dissolve a group",
      {.mode = Mode::kWrite, .door = "groupId", .example = kMine, .ref = "2.3.3"}));
  rows->push_back(
      Ep<&FindGroup>(Method::kGet, "/group/find/{groupId}", "Get a group",
                     {.example = kMine, .ref = "2.3.4", .about = gateway::About::kPeople}));
  rows->push_back(
      Ep<&ListGroups>(Method::kGet, "/group/list", "List your groups",
                      {.mode = Mode::kScan, .ref = "2.3.5", .about = gateway::About::kCaller}));
  rows->push_back(
      Ep<&Invite>(Method::kPost, "/group/invite", "Invite friends to a group",
                  {.mode = Mode::kWrite,
                   .door = "groupId",
                   .repeatable = true,
                   .example = R"({"groupId":"{group.mine}","memberIds":["{contact.mine}"]})",
                   .ref = "2.3.6"}));
  rows->push_back(Ep<&JoinGroup>(Method::kPost, "/group/join/{groupId}", "Join a group",
                                 {.mode = Mode::kWrite,
                                  .repeatable = true,
                                  .example = kMine,
                                  .ref = "2.3.7",
                                  .about = gateway::About::kPeople}));
  rows->push_back(
      Ep<&QuitGroup>(Method::kDelete, "/group/quit/{groupId}", "Leave a group",
                     {.mode = Mode::kWrite, .door = "groupId", .example = kMine, .ref = "2.3.10"}));
  rows->push_back(Ep<&MuteGroup>(Method::kPut, "/group/muted",
                                 "Mute or unmute all ordinary members",
                                 {.mode = Mode::kWrite,
                                  .door = "groupId",
                                  .repeatable = true,
                                  .example = R"({"groupId":"{group.mine}","isMuted":true})",
                                  .ref = "2.3.11"}));
  rows->push_back(EpPrepared<&SetTop, &CheckTop>(
      Method::kPost, "/group/setTopMessage/{groupId}", "Pin a message in a group",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .example = R"({"groupId":"{group.mine}","content":"read this"})",
       .ref = "2.3.13"}));
  rows->push_back(Ep<&RemoveTop>(Method::kDelete, "/group/removeTopMessage/{groupId}",
                                 "Unpin the message of a group",
                                 {.mode = Mode::kWrite,
                                  .door = "groupId",
                                  .repeatable = true,
                                  .example = kMine,
                                  .ref = "2.3.14"}));
  rows->push_back(Ep<&SetDnd>(Method::kPut, "/group/dnd", "Turn a group's notifications off or on",
                              {.mode = Mode::kWrite,
                               .door = "groupId",
                               .repeatable = true,
                               .example = R"({"groupId":"{group.mine}","isDnd":true})",
                               .ref = "2.3.17"}));
}

}  // namespace koine::imchat
