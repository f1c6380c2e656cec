// The back office: what was written (im-chat 3.3.2).

#include <utility>

#include "core/access/behalf.h"
#include "core/access/doors.h"
#include "core/audit/audit.h"
#include "core/backoffice/messages.h"
#include "core/message/revise.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/message.h"
#include "dialect/imchat/wire.h"
#include "gateway/note.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct OfficeMessageOut {
  MessageId id;
  UserId senderId;
  std::string senderNickName;
  std::optional<UserId> receiverId;       // of a private one
  std::optional<ConversationId> groupId;  // of one in a group
  std::optional<std::string> groupName;
  std::string content;
  int messageType = 0;
  json::Time sendTime;
  bool isRecalled = false;
  std::optional<json::Time> recallTime;
};
KOINE_DESCRIBE(OfficeMessageOut, (id, senderId, senderNickName, receiverId, groupId, groupName,
                                  content, messageType, sendTime, isRecalled, recallTime))
struct OfficeMessagePage {
  std::int64_t total = 0;
  std::vector<OfficeMessageOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(OfficeMessagePage, (total, records, page, size))
struct OfficeMessagesIn {
  std::optional<UserId> senderId, receiverId;
  std::optional<ConversationId> groupId;
  std::optional<std::string> content;
  std::optional<int> messageType;
  std::optional<json::Time> beginTime, endTime;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OfficeMessagesIn, (senderId, receiverId, groupId, content, messageType, beginTime,
                                  endTime, page, size))
KOINE_RULES(OfficeMessagesIn, json::Rule("content").MaxChars(100), json::Rule("endTime").EndOfDay(),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct OfficeMessageKey {
  MessageId id;
};
KOINE_DESCRIBE(OfficeMessageKey, (id))
KOINE_RULES(OfficeMessageKey, json::Rule("id").Required("id不能为空"))

namespace {

using backoffice::MessageItem;

bool InGroup(const MessageItem& item) {
  return item.kind == ConversationKind::kGroup || item.kind == ConversationKind::kTemporary;
}
bool Private(const MessageItem& item) {
  return item.kind == ConversationKind::kDirect || item.kind == ConversationKind::kSystem;
}

// Recalled ones with what they said.
Content ContentOf(const MessageItem& item) {
  body::Message shown = item.row.message;
  shown.recalled_at = 0;
  return ToContent(shown, UserId());
}

// What ToContent shows as this type.
backoffice::ShownType TypeOf(int type) {
  using body::Kind;
  static constexpr Kind kMedia[] = {Kind::kImage, Kind::kVoice, Kind::kVideo, Kind::kFile,
                                    Kind::kLocation};
  backoffice::ShownType out;
  out.origin = static_cast<std::uint8_t>(access::Dialect::kImchat);
  switch (type) {
    case kText:
      out.kind = Kind::kText;
      out.other = Kind::kCard;
      out.split = Kind::kCustom;
      break;
    case kTip:
      out.kind = Kind::kNotice;
      break;
    case kRedPacket:
      out.kind = Kind::kRedPacket;
      break;
    case kVoiceCall:
    case kVideoCall:
      out.split = Kind::kCallRecord;
      out.own = true;
      out.part = "\"video\":true";
      out.has = type == kVideoCall;
      break;
    default:
      if (type <= kText || type > kLocation) break;
      out.kind = kMedia[type - kText - 1];
      // What was sent as such without being it.
      out.split = Kind::kCustom;
      out.own = true;
      out.part = "\"wire_type\":\"" + std::to_string(type) + "\"";
  }
  return out;
}

OfficeMessageOut ShowMessage(const MessageItem& item) {
  const body::Message& m = item.row.message;
  OfficeMessageOut out;
  out.id = m.id;
  out.senderId = m.sender;
  out.senderNickName = item.row.sender.name;
  if (InGroup(item)) {
    out.groupId = m.conversation;
    out.groupName = OptText(item.conversation_name);
  } else {
    out.receiverId = OtherOf(item.lo, item.hi, m.sender);
  }
  Content content = ContentOf(item);
  out.messageType = content.type;
  if (m.deleted_at == 0) out.content = std::move(content.content);
  out.sendTime = {m.sent_at};
  out.isRecalled = m.recalled();
  out.recallTime = OptTime(m.recalled_at);
  return out;
}

Result<OfficeMessagePage> List(Txn& txn, Call& call, const OfficeMessagesIn& in, bool groups) {
  const Slice slice = SliceOf(in.page, in.size);
  backoffice::MessageFilter filter;
  filter.keyword = in.content.value_or("");
  filter.sender = in.senderId.value_or(UserId());
  filter.places = groups ? backoffice::Places::kGroups : backoffice::Places::kPrivate;
  if (groups) filter.conversation = in.groupId.value_or(ConversationId());
  if (!groups) filter.receiver = in.receiverId.value_or(UserId());
  if (in.messageType) filter.type = TypeOf(*in.messageType);
  if (in.beginTime) filter.from_ms = in.beginTime->ms;
  if (in.endTime) filter.to_ms = in.endTime->ms;
  filter.text = [](const MessageItem& item) { return ShowMessage(item).content; };
  KOINE_TRY(const backoffice::MessagePage found,
            backoffice::FindMessages(txn, call.who, filter, static_cast<int>(slice.limit),
                                     slice.offset()));
  gateway::NoteAfterwards(call, "message.read", "messages " + std::to_string(found.items.size()));
  return PageOf<OfficeMessagePage>(slice, found.total, found.items, ShowMessage);
}

Result<OfficeMessagePage> ListPrivate(Txn& txn, Call& call, OfficeMessagesIn& in) {
  return List(txn, call, in, false);
}
Result<OfficeMessagePage> ListGroup(Txn& txn, Call& call, OfficeMessagesIn& in) {
  return List(txn, call, in, true);
}

Result<MessageItem> FindOf(Txn& txn, Call& call, MessageId id, bool groups) {
  KOINE_TRY(MessageItem item, backoffice::FindMessage(txn, call.who, id));
  if (groups ? !InGroup(item) : !Private(item)) return Error{Code::kMessageNotFound};
  return item;
}

void NoteRead(Call& call, MessageId id) {
  gateway::NoteAfterwards(call, "message.read", "message " + std::to_string(id.value));
}

Result<OfficeMessageOut> GetPrivate(Txn& txn, Call& call, OfficeMessageKey& in) {
  KOINE_TRY(const MessageItem item, FindOf(txn, call, in.id, false));
  NoteRead(call, in.id);
  return ShowMessage(item);
}
Result<OfficeMessageOut> GetGroup(Txn& txn, Call& call, OfficeMessageKey& in) {
  KOINE_TRY(const MessageItem item, FindOf(txn, call, in.id, true));
  NoteRead(call, in.id);
  return ShowMessage(item);
}

// By nobody whom the people there know (im-chat 3.3.2).
Result<Nothing> Recall(Txn& txn, Call& call, MessageId id, bool groups) {
  KOINE_TRY(const MessageItem item, FindOf(txn, call, id, groups));
  KOINE_TRY(const access::AnyConversation place,
            access::AnyConversation::Open(txn, access::InNameOf(call.who, UserId()),
                                          item.row.message.conversation));
  const Status done = message::RecallAsAdmin(txn, place, item.row.message.seq, call.who);
  if (!done.ok()) {
    // A second time changes nothing.
    if (done.error().Is(Code::kAlreadyRecalled)) return Nothing{};
    return Error(done.error());
  }
  return Nothing{};
}

Result<Nothing> RecallPrivateOne(Txn& txn, Call& call, OfficeMessageKey& in) {
  return Recall(txn, call, in.id, false);
}
Result<Nothing> RecallGroupOne(Txn& txn, Call& call, OfficeMessageKey& in) {
  return Recall(txn, call, in.id, true);
}

}  // namespace

void AddOfficeMessages(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  gateway::Options list{.auth = Auth::kAdmin,
                        .also = kAuditors,
                        .mode = Mode::kScan,
                        .expensive = true,
                        .ref = "3.3.2"};
  gateway::Options get{.auth = Auth::kAdmin,
                       .also = kAuditors,
                       .example = R"({"id":"{message.mine}"})",
                       .ref = "3.3.2"};
  gateway::Options recall = get;
  recall.also = 0;
  recall.mode = Mode::kWrite;
  recall.repeatable = true;
  rows->push_back(Ep<&ListPrivate>(Method::kGet, "/im/privateMessage/list",
                                   "List private messages by page", list));
  rows->push_back(Ep<&GetPrivate>(Method::kGet, "/im/privateMessage/{id}",
                                  "Get a private message, even if it was recalled", get));
  rows->push_back(Ep<&RecallPrivateOne>(Method::kPut, "/im/privateMessage/recall",
                                        "Recall a private message", recall));
  get.example = recall.example = R"({"id":"{groupmessage.mine}"})";
  rows->push_back(
      Ep<&ListGroup>(Method::kGet, "/im/groupMessage/list", "List group messages by page", list));
  rows->push_back(Ep<&GetGroup>(Method::kGet, "/im/groupMessage/{id}",
                                "Get a group message, even if it was recalled", get));
  rows->push_back(Ep<&RecallGroupOne>(Method::kPut, "/im/groupMessage/recall",
                                      "Recall a message of a group", recall));
}

}  // namespace koine::imchat
