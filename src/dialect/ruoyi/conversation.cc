// Chapter 4: conversations (ruoyi 4, N3).

#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/conversation/direct.h"
#include "core/conversation/group.h"
#include "core/conversation/rows.h"
#include "core/message/read.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kMembersShown = 500;

struct ConversationsIn {
  std::optional<std::string> filter;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ConversationsIn, (filter, pageNum, pageSize))
struct ConversationIn {
  ConversationId id;
};
KOINE_DESCRIBE(ConversationIn, (id))
struct CreateIn {
  std::string type;
  std::optional<UserId> peerUserId;
  std::optional<std::string> name, avatar;
  std::optional<std::vector<std::int64_t>> memberIds;
};
KOINE_DESCRIBE(CreateIn, (type, peerUserId, name, avatar, memberIds))
KOINE_RULES(CreateIn, json::Rule("type").Required("会话类型不能为空"),
            json::Rule("peerUserId").Alias("targetId"),
            json::Rule("name").Alias("groupName").MaxChars(50, "群组名称长度不能超过50个字符"),
            json::Rule("avatar").MaxChars(255),
            json::Rule("memberIds").Alias("userIds").MaxItems(conversation::kNewMembersMax))

namespace {

bool Shown(const ConversationOut& c, const std::string& filter) {
  if (filter == "PRIVATE" || filter == "SINGLE") return c.type == "PRIVATE";
  if (filter == "GROUP") return c.type == "GROUP";
  return filter != "UNREAD" || c.unreadCount > 0;
}

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

Result<std::vector<ConversationOut>> ListConversations(Txn& txn, Call& call, ConversationsIn& in) {
  const std::string filter = Upper(in.filter.value_or("ALL"));
  std::vector<ConversationOut> out;
  for (const conversation::Summary& summary :
       conversation::ListSummaries(txn, call.who.tenant, call.who.user, kListMax)) {
    ConversationOut one = ToConversation(summary, call.who.user, *call.services->presence);
    if (Shown(one, filter)) out.push_back(std::move(one));
  }
  return Paged(call, std::move(out), in.pageNum, in.pageSize);
}

Result<ConversationOut> GetConversation(Txn& txn, Call& call, const access::Member& place,
                                        ConversationIn&) {
  const ConversationId id = place.conversation().id;
  auto summary = conversation::FindSummary(txn, call.who.tenant, call.who.user, id);
  if (!summary) return Error{Code::kConversationNotFound};
  const gateway::Presence& presence = *call.services->presence;
  ConversationOut out = ToConversation(*summary, call.who.user, presence);
  out.members.emplace();
  for (const auto& row :
       conversation::ListMembers(txn, call.who.tenant, id, kMembersShown, 0)) {
    out.members->push_back(ToConversationMember(row, presence.Online(row.user.id)));
  }
  return out;
}

Result<ConversationId> CreateConversation(Txn& txn, Call& call, CreateIn& in) {
  const std::string type = Upper(in.type);
  if (type == "PRIVATE" || type == "SINGLE") {
    if (!in.peerUserId) return FieldError(Code::kMissingArgument, "peerUserId", "用户ID不能为空");
    return conversation::OpenDirect(txn, call.who, *in.peerUserId);
  }
  if (type != "GROUP") return Error{Code::kWrongKind};
  if (!in.name || text::IsBlank(*in.name)) {
    return FieldError(Code::kMissingArgument, "name", "群组名称不能为空");
  }
  conversation::GroupIn group;
  group.name = *in.name;
  group.avatar = in.avatar.value_or("");
  if (in.memberIds) group.members = *in.memberIds;
  return conversation::CreateGroup(txn, call.who, group);
}

Result<Nothing> MarkAsRead(Txn& txn, Call&, const access::Member& place, ConversationIn&) {
  KOINE_CHECK(message::MarkRead(txn, place, place.conversation().last_seq));
  return Nothing{};
}

}  // namespace

void AddConversations(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kMine[] = R"({"id":"{conversation.mine}"})";
  rows->push_back(Ep<&ListConversations>(Method::kGet, "/api/im/conversation/list",
                                         "The own conversations",
                                         {.mode = Mode::kScan, .example = R"({"filter":"all"})",
                                          .ref = "4.1"}));
  rows->push_back(Ep<&GetConversation>(Method::kGet, "/api/im/conversation/{id}",
                                       "A conversation with its members",
                                       {.mode = Mode::kScan, .door = "id", .example = kMine,
                                        .ref = "N3.2"}));
  rows->push_back(Ep<&CreateConversation>(
      Method::kPost, "/api/im/conversation/create", "Open a private chat or make a group",
      {.mode = Mode::kWrite, .ok = "创建成功",
       .example = R"({"type":"PRIVATE","peerUserId":"{user.peer}"})", .ref = "4.2"}));
  rows->push_back(Ep<&MarkAsRead>(Method::kPut, "/api/im/conversation/{id}/markAsRead",
                                  "Read everything of a conversation",
                                  {.mode = Mode::kWrite, .door = "id", .repeatable = true,
                                   .ok = "标记成功", .example = kMine, .ref = "4.7"}));
}

}  // namespace koine::ruoyi
