// Conversations (ruoyi 4).

#include <algorithm>
#include <deque>
#include <utility>

#include "base/memory.h"
#include "base/text.h"
#include "core/access/doors.h"
#include "core/conversation/direct.h"
#include "core/conversation/list.h"
#include "core/conversation/seat_settings.h"
#include "core/conversation/summary.h"
#include "core/group/manage.h"
#include "core/group/member.h"
#include "core/group/membership.h"
#include "core/message/read.h"
#include "core/message/top.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kMembersShown = 500;
constexpr std::int64_t kDraftChars = 5000;  // as long as a text
constexpr std::int64_t kRemarkChars = 50;
constexpr std::int64_t kNameChars = 50;
constexpr char kNameTooLong[] = "群组名称长度不能超过50个字符";

struct ConversationsIn {
  std::optional<std::string> filter;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ConversationsIn, (filter, pageNum, pageSize))
struct ConversationSearchIn {
  std::optional<std::string> keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(ConversationSearchIn, (keyword, pageNum, pageSize))
KOINE_RULES(ConversationSearchIn, json::Rule("keyword").MaxChars(50))
struct ConversationIn {
  ConversationId id;
};
KOINE_DESCRIBE(ConversationIn, (id))
struct ConversationCreateIn {
  std::string type;
  std::optional<UserId> peerUserId;
  std::optional<std::string> name, avatar;
  std::optional<std::vector<std::int64_t>> memberIds;
};
KOINE_DESCRIBE(ConversationCreateIn, (type, peerUserId, name, avatar, memberIds))
KOINE_RULES(ConversationCreateIn, json::Rule("type").Required("会话类型不能为空"),
            json::Rule("peerUserId").Alias("targetId"),
            json::Rule("name").Alias("groupName").MaxChars(kNameChars, kNameTooLong),
            json::Rule("avatar").MaxChars(255),
            json::Rule("memberIds").Alias("userIds").MaxItems(group::kNewMembersMax))
struct ConversationUpdateIn {
  ConversationId id;
  std::optional<std::string> name, remark;
  std::optional<bool> pinned, muted;
};
KOINE_DESCRIBE(ConversationUpdateIn, (id, name, remark, pinned, muted))
KOINE_RULES(ConversationUpdateIn,
            json::Rule("name").Alias("groupName").MaxChars(kNameChars, kNameTooLong),
            json::Rule("remark").MaxChars(kRemarkChars, "备注长度不能超过50个字符"),
            json::Rule("pinned").Alias("isPinned"), json::Rule("muted").Alias("isMuted"))
struct ConversationPinIn {
  ConversationId id;
  std::optional<bool> pinned;
};
KOINE_DESCRIBE(ConversationPinIn, (id, pinned))
KOINE_RULES(ConversationPinIn, json::Rule("pinned").Alias("isPinned"))
struct ConversationPinnedIn {
  ConversationId id;
  bool pinned = false;
};
KOINE_DESCRIBE(ConversationPinnedIn, (id, pinned))
KOINE_RULES(ConversationPinnedIn,
            json::Rule("pinned").Alias("isPinned").Required("置顶状态不能为空"))
struct ConversationMuteIn {
  ConversationId id;
  std::optional<bool> muted;
};
KOINE_DESCRIBE(ConversationMuteIn, (id, muted))
KOINE_RULES(ConversationMuteIn, json::Rule("muted").Alias("isMuted"))
struct ConversationMutedIn {
  ConversationId id;
  bool muted = false;
};
KOINE_DESCRIBE(ConversationMutedIn, (id, muted))
KOINE_RULES(ConversationMutedIn,
            json::Rule("muted").Alias("isMuted").Required("免打扰状态不能为空"))
struct ConversationDraftIn {
  ConversationId id;
  std::optional<std::string> draft;
};
KOINE_DESCRIBE(ConversationDraftIn, (id, draft))
KOINE_RULES(ConversationDraftIn,
            json::Rule("draft").MaxChars(kDraftChars, "草稿长度不能超过5000个字符"))
struct ConversationTopIn {
  ConversationId id;
  MessageId messageId;
};
KOINE_DESCRIBE(ConversationTopIn, (id, messageId))

namespace {

std::string Upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

using conversation::Listing;

Result<Listing> ReadFilter(const std::optional<std::string>& in) {
  const std::string filter = Upper(in.value_or(""));
  if (filter.empty() || filter == "ALL") return Listing::kAll;
  if (filter == "PRIVATE" || filter == "SINGLE") return Listing::kDirect;
  if (filter == "GROUP") return Listing::kGroups;
  if (filter == "UNREAD") return Listing::kUnread;
  return FieldError(Code::kBadArgument, "filter", "不支持的过滤条件");
}

bool Shown(const conversation::Summary& one, Listing listing) {
  switch (listing) {
    case Listing::kDirect:
      return one.conversation.direct();
    case Listing::kGroups:
      return !one.conversation.direct();
    case Listing::kUnread:
      return one.unread > 0;
    case Listing::kAll:
      break;
  }
  return true;
}

// The conversations of a list as JSON, in any order at first.
class ListWriter {
 public:
  explicit ListWriter(const Call& call) : call_(call) {}

  void Take(const conversation::Summary& summary) {
    FillConversation(summary, call_.who.user, *call_.services->presence, &one_);
    if (IsPublished(call_)) PublishLast(summary, &one_);
    std::string& block = Block();
    const std::size_t from = block.size();
    json::Write(one_, call_.dialect->profile(), &block);
    const std::size_t size = block.size() - from;
    pieces_.push_back({conversation::PlaceOf(summary), &block, from, size});
    bytes_ += size + 1;
  }

  // As a list, the uppermost first.
  json::Raw InOrder() {
    std::sort(pieces_.begin(), pieces_.end(),
              [](const Piece& a, const Piece& b) { return b.place < a.place; });
    json::Raw out;
    ReserveFilled(&out.text, bytes_ + kEnvelopeBytes);
    out.text += '[';
    for (const Piece& piece : pieces_) {
      if (&piece != pieces_.data()) out.text += ',';
      out.text.append(*piece.block, piece.from, piece.size);
    }
    out.text += ']';
    return out;
  }

 private:
  static constexpr std::size_t kBlockBytes = 64 << 10;
  static constexpr std::size_t kPieceBytes = 2 << 10;     // that most fit into
  static constexpr std::size_t kEnvelopeBytes = 1 << 10;  // around the list
  struct Piece {
    conversation::ListPlace place;
    const std::string* block = nullptr;
    std::size_t from = 0, size = 0;
  };

  // With room for one more. What is in a block is not moved for those that come after it.
  std::string& Block() {
    if (blocks_.empty() || blocks_.back().size() + kPieceBytes > kBlockBytes) {
      blocks_.emplace_back().reserve(kBlockBytes);
    }
    return blocks_.back();
  }

  const Call& call_;
  ConversationOut one_;  // used again for each
  std::deque<std::string> blocks_;
  std::size_t bytes_ = 0;
  std::vector<Piece> pieces_;
};

// Of a page only what it shows is read. The whole list is written as it is read, and put into order
// then: a thousand objects of all members would take more time than what is in them.
Result<json::Raw> ListConversations(Txn& txn, Call& call, ConversationsIn& in) {
  KOINE_TRY(const Listing listing, ReadFilter(in.filter));
  ListWriter list(call);
  auto take = [&](const conversation::Summary& one) { list.Take(one); };
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  if (!slice.paged) {
    conversation::ScanSummaries(txn, call.who, DialectOf(call).summaries(), [&](const auto& one) {
      if (Shown(one, listing)) take(one);
    });
    return list.InOrder();
  }
  const auto page = conversation::ListPage(txn, call.who, DialectOf(call).places(), listing,
                                           slice.limit, slice.offset);
  conversation::ScanSummariesOf(txn, call.who, page.ids, take);
  json::Raw out = list.InOrder();
  AddPage(call, out, page.total);
  return out;
}

// By the names under which the user sees them.
Result<std::vector<ConversationOut>> SearchConversations(Txn& txn, Call& call,
                                                         ConversationSearchIn& in) {
  const std::string wanted = text::Fold(text::Trim(in.keyword.value_or("")));
  std::vector<ConversationOut> out;
  if (!wanted.empty()) {
    auto has = [&wanted](const std::string& name) {
      return text::Fold(name).find(wanted) != std::string::npos;
    };
    for (const conversation::Summary& one : conversation::ListSummaries(txn, call.who, kListMax)) {
      if (has(one.conversation.name) || has(one.remark) || has(one.peer_remark) ||
          (one.peer && has(one.peer->name))) {
        out.push_back(ToConversation(one, call.who.user, *call.services->presence));
      }
    }
  }
  return Paged(call, std::move(out), in.pageNum, in.pageSize);
}

Result<ConversationOut> GetConversation(Txn& txn, Call& call, const access::Member& place,
                                        ConversationIn&) {
  const ConversationId id = place.conversation().id;
  auto summary = conversation::FindSummary(txn, call.who, id);
  if (!summary) return Error{Code::kConversationNotFound};
  const gateway::Presence& presence = *call.services->presence;
  ConversationOut out = ToConversation(*summary, call.who.user, presence);
  if (IsPublished(call)) PublishLast(*summary, &out);
  if (auto top = message::FindTop(txn, place)) {
    out.pinnedMessageId = top->message.id;
    out.pinnedMessage =
        ToMessage(message::Listed{*std::move(top), std::nullopt, 0, -1, {}}, call.who.user);
  }
  out.members.emplace();
  for (const auto& row : group::ListMembers(txn, place, kMembersShown, 0)) {
    out.members->push_back(ToConversationMember(row, presence.Online(row.user.id)));
  }
  return out;
}

// A published client opens the object that it gets.
ConversationId ShowConversation(Txn& txn, Call& call, ConversationId id) {
  if (!IsPublished(call)) return id;
  const auto summary = conversation::FindSummary(txn, call.who, id);
  if (summary) {
    ShowInstead(call, ToConversation(*summary, call.who.user, *call.services->presence));
  }
  return id;
}

Result<ConversationId> CreateConversation(Txn& txn, Call& call, ConversationCreateIn& in) {
  const std::string type = Upper(in.type);
  if (type == "PRIVATE" || type == "SINGLE") {
    if (!in.peerUserId) return FieldError(Code::kMissingArgument, "peerUserId", "用户ID不能为空");
    KOINE_TRY(const ConversationId id, conversation::OpenDirect(txn, call.who, *in.peerUserId));
    return ShowConversation(txn, call, id);
  }
  if (type != "GROUP") return Error{Code::kWrongKind};
  if (!in.name || text::IsBlank(*in.name)) {
    return FieldError(Code::kMissingArgument, "name", "群组名称不能为空");
  }
  group::GroupIn group;
  group.name = *in.name;
  group.avatar = in.avatar.value_or("");
  group.hidden = true;
  if (in.memberIds) group.members = *in.memberIds;
  KOINE_TRY(const ConversationId id, group::CreateGroup(txn, call.who, group));
  return ShowConversation(txn, call, id);
}

Result<Nothing> MarkAsRead(Txn& txn, Call&, const access::Member& place, ConversationIn&) {
  KOINE_CHECK(message::MarkRead(txn, place, place.conversation().last_seq));
  return Nothing{};
}

Status RenameGroup(Txn& txn, Call& call, ConversationId id, const std::string& name) {
  if (text::IsBlank(name)) {
    return FieldError(Code::kMissingArgument, "name", "群组名称不能为空");
  }
  auto place = access::GroupAdmin::Open(txn, call.who, id);
  if (!place.ok()) {
    Error error = std::move(place).error();
    if (error.Is(Code::kRoleTooLow)) error.text = "无权限修改群组信息";
    return error;
  }
  group::GroupChange change;
  change.name = name;
  return group::UpdateGroup(txn, *place, change);
}

// The name of a group is everybody's; that of a private chat is what the caller calls it.
Result<Nothing> UpdateConversation(Txn& txn, Call& call, const access::Member& place,
                                   ConversationUpdateIn& in) {
  if (place.conversation().group()) {
    if (in.name) KOINE_CHECK(RenameGroup(txn, call, place.conversation().id, *in.name));
  } else if (!in.remark) {
    in.remark = in.name;
  }
  conversation::SettingsIn settings;
  settings.pinned = in.pinned;
  settings.muted = in.muted;
  settings.remark = in.remark;
  conversation::ChangeSettings(txn, place, settings);
  return Nothing{};
}

Result<Nothing> HideConversation(Txn& txn, Call&, const access::Member& place, ConversationIn&) {
  conversation::Hide(txn, place);
  return Nothing{};
}

Result<Nothing> ClearConversation(Txn& txn, Call&, const access::Member& place, ConversationIn&) {
  conversation::Clear(txn, place);
  return Nothing{};
}

Result<Nothing> Pin(Txn& txn, Call& call, const access::Member& place, std::optional<bool> pinned) {
  call.message = conversation::SetPinned(txn, place, pinned) ? "置顶成功" : "取消置顶成功";
  return Nothing{};
}

Result<Nothing> PinConversation(Txn& txn, Call& call, const access::Member& place,
                                ConversationPinIn& in) {
  return Pin(txn, call, place, in.pinned);
}

Result<Nothing> SetPinned(Txn& txn, Call& call, const access::Member& place,
                          ConversationPinnedIn& in) {
  return Pin(txn, call, place, in.pinned);
}

Result<Nothing> MuteConversation(Txn& txn, Call&, const access::Member& place,
                                 ConversationMuteIn& in) {
  conversation::SetMuted(txn, place, in.muted);
  return Nothing{};
}

Result<Nothing> SetMuted(Txn& txn, Call&, const access::Member& place, ConversationMutedIn& in) {
  conversation::SetMuted(txn, place, in.muted);
  return Nothing{};
}

Result<Nothing> SaveDraft(Txn& txn, Call&, const access::Member& place, ConversationDraftIn& in) {
  conversation::SettingsIn settings;
  settings.draft = in.draft.value_or("");
  conversation::ChangeSettings(txn, place, settings);
  return Nothing{};
}

Result<Nothing> PinMessage(Txn& txn, Call&, const access::Member& place, ConversationTopIn& in) {
  KOINE_CHECK(message::SetTop(txn, place, in.messageId));
  return Nothing{};
}

Result<Nothing> UnpinMessage(Txn& txn, Call&, const access::Member& place, ConversationIn&) {
  KOINE_CHECK(message::UnsetTop(txn, place));
  return Nothing{};
}

}  // namespace

namespace {

constexpr char kMine[] = R"({"id":"{conversation.mine}"})";

// Rows of the same function under several names (ruoyi 27).
template <auto F>
void Add(std::vector<gateway::Endpoint>* rows, net::Method method,
         std::initializer_list<const char*> paths, const char* summary, gateway::Options opt) {
  for (const char* path : paths) rows->push_back(gateway::Ep<F>(method, path, summary, opt));
}

void AddSettings(std::vector<gateway::Endpoint>* rows) {
  using gateway::Mode;
  using net::Method;
  // Whoever calls without a value toggles, so such a call is not run twice.
  Add<&PinConversation>(rows, Method::kPut,
                        {"/api/im/conversation/{id}/pin", "/api/im/session/{id}/pin",
                         "/api/im/conversationMember/{id}/togglePin"},
                        "Move a conversation to the top of your list, or back",
                        {.mode = Mode::kWrite, .door = "id", .example = kMine, .ref = "4.5"});
  Add<&SetPinned>(rows, Method::kPut, {"/api/im/conversation/{id}/pinned"},
                  "Move a conversation to the top of your list, or back",
                  {.mode = Mode::kWrite,
                   .door = "id",
                   .repeatable = true,
                   .example = R"({"id":"{conversation.mine}","pinned":true})",
                   .ref = "N3.4"});
  Add<&MuteConversation>(
      rows, Method::kPut,
      {"/api/im/conversation/{id}/mute", "/api/im/session/{id}/mute",
       "/api/im/conversationMember/{id}/toggleMute"},
      "Turn a conversation's notifications off or on",
      {.mode = Mode::kWrite, .door = "id", .ok = "设置成功", .example = kMine, .ref = "4.6"});
  Add<&SetMuted>(rows, Method::kPut, {"/api/im/conversation/{id}/muted"},
                 "Turn a conversation's notifications off or on",
                 {.mode = Mode::kWrite,
                  .door = "id",
                  .repeatable = true,
                  .ok = "设置成功",
                  .example = R"({"id":"{conversation.mine}","muted":true})",
                  .ref = "N3.5"});
  Add<&SaveDraft>(rows, Method::kPut, {"/api/im/conversation/{id}/draft"}, "Save a draft",
                  {.mode = Mode::kWrite,
                   .door = "id",
                   .repeatable = true,
                   .ok = "草稿保存成功",
                   .example = R"({"id":"{conversation.mine}","draft":"later"})",
                   .ref = "27.b"});
  Add<&UpdateConversation>(
      rows, Method::kPut,
      {"/api/im/conversation/{id}", "/api/im/session/{id}", "/api/im/conversationMember/{id}"},
      "Update your settings of a conversation, or a group's name",
      {.mode = Mode::kWrite,
       .door = "id",
       .repeatable = true,
       .ok = "更新成功",
       .example = R"({"id":"{conversation.mine}","remark":"team"})",
       .ref = "4.3"});
  Add<&HideConversation>(
      rows, Method::kDelete,
      {"/api/im/conversation/{id}", "/api/im/session/{id}", "/api/im/conversationMember/{id}"},
      "Delete a conversation from your list",
      {.mode = Mode::kWrite,
       .door = "id",
       .repeatable = true,
       .ok = "删除成功",
       .example = kMine,
       .ref = "4.4"});
  Add<&ClearConversation>(rows, Method::kDelete, {"/api/im/message/conversation/{id}/clear"},
                          "Delete all messages of a conversation for yourself",
                          {.mode = Mode::kWrite,
                           .door = "id",
                           .repeatable = true,
                           .ok = "聊天记录已清空",
                           .example = kMine,
                           .ref = "27.b"});
}

void AddTop(std::vector<gateway::Endpoint>* rows) {
  using gateway::Mode;
  using net::Method;
  Add<&PinMessage>(rows, Method::kPost, {"/api/im/conversation/{id}/pin/{messageId}"},
                   "Pin a message for everybody",
                   {.mode = Mode::kWrite,
                    .door = "id",
                    .repeatable = true,
                    .example = R"({"id":"{conversation.mine}","messageId":"{message.mine}"})",
                    .ref = "27"});
  Add<&UnpinMessage>(
      rows, Method::kDelete, {"/api/im/conversation/{id}/unpin"}, "Unpin the pinned message",
      {.mode = Mode::kWrite, .door = "id", .repeatable = true, .example = kMine, .ref = "27"});
}

}  // namespace

void AddConversations(std::vector<gateway::Endpoint>* rows) {
  using gateway::Mode;
  using net::Method;
  Add<&ListConversations>(rows, Method::kGet,
                          {"/api/im/conversation/list", "/api/im/session/list",
                           "/api/im/conversationMember/list", "/api/im/conversationMember/myList"},
                          "List your conversations",
                          {.mode = Mode::kScan,
                           .example = R"({"filter":"all"})",
                           .ref = "4.1",
                           .about = gateway::About::kCaller});
  Add<&SearchConversations>(rows, Method::kGet, {"/api/im/conversation/search"},
                            "Find your conversations by name",
                            {.mode = Mode::kScan,
                             .example = R"({"keyword":"team"})",
                             .ref = "27",
                             .about = gateway::About::kCaller});
  Add<&GetConversation>(
      rows, Method::kGet,
      {"/api/im/conversation/{id}", "/api/im/session/{id}", "/api/im/conversationMember/{id}"},
      "Get a conversation and its members",
      {.mode = Mode::kScan, .door = "id", .example = kMine, .ref = "N3.2"});
  Add<&CreateConversation>(rows, Method::kPost, {"/api/im/conversation/create"},
                           "Open a private chat or create a group",
                           {.mode = Mode::kWrite,
                            .ok = "创建成功",
                            .example = R"({"type":"PRIVATE","peerUserId":"{user.peer}"})",
                            .ref = "4.2",
                            .about = gateway::About::kPeople});
  AddSettings(rows);
  AddTop(rows);
  Add<&MarkAsRead>(rows, Method::kPut,
                   {"/api/im/conversation/{id}/markAsRead", "/api/im/session/{id}/read",
                    "/api/im/conversationMember/{id}/clearUnread"},
                   "Mark a whole conversation as read",
                   {.mode = Mode::kWrite,
                    .door = "id",
                    .repeatable = true,
                    .chains = true,
                    .needs_rows = true,
                    .ok = "标记成功",
                    .example = kMine,
                    .ref = "4.7"});
}

}  // namespace koine::ruoyi
