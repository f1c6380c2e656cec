// Group messages (im-chat 2.5).

#include <algorithm>
#include <utility>

#include "core/history/render.h"
#include "core/message/read.h"
#include "core/message/receipt.h"
#include "core/message/revise.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/lists.h"
#include "dialect/imchat/message.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

GroupMessageOut GroupMarker(const history::Marker& marker, UserId reader) {
  GroupMessageOut out;
  out.id = MessageId(marker.position);
  out.groupId = marker.conversation;
  out.senderId = marker.by;
  out.senderNickName = marker.by ? marker.by_name : kOfficeName;
  out.content =
      marker.tip ? TipText(*marker.tip, marker.by_name) : std::to_string(marker.message.value);
  out.messageType = marker.tip ? kTip : kRecall;
  out.sendTime = {marker.at};
  if (marker.tip) out.recvIds = {reader.value};
  return out;
}

namespace {

// Whom messages name, by conversation and number.
using Named = std::map<std::pair<ConversationId, std::int64_t>, std::vector<std::int64_t>>;
Named FindNamed(Txn& txn, TenantId tenant, const std::vector<const body::Message*>& messages) {
  Named out;
  for (const history::Mentioned& one : history::ListMentioned(txn, tenant, messages)) {
    out[{one.conversation, one.seq}].push_back(one.who.user.value);
  }
  return out;
}

// How far the groups of these messages have been read.
message::Readings ReadingsOf(Txn& txn, TenantId tenant,
                             const std::vector<const body::Message*>& messages) {
  std::vector<std::int64_t> groups;
  for (const body::Message* m : messages) groups.push_back(m->conversation.value);
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return message::Readings(txn, tenant, groups);
}

GroupMessageOut Show(const message::Row& row, UserId reader, std::int64_t own_receipt,
                     const Named& named, const Quoted& quoted, const message::Readings& readings) {
  const body::Message& m = row.message;
  GroupMessageOut out = ToGroupMessage(m, m.id, row.sender, reader);
  const auto count = readings.Of(m.conversation, m.seq, m.sender);
  out.readCount = count.read;
  out.receiptOk = out.receipt && count.all;
  if (m.sender != reader) {
    out.status = own_receipt >= m.seq ? kRead : kDelivered;
  } else if (count.all) {
    out.status = kRead;
  }
  const auto it = named.find({m.conversation, m.seq});
  if (it != named.end() && !m.mention_all) out.atUserIds = it->second;
  out.quoteMessageId = QuoteOf(quoted, m);
  return out;
}

Result<GroupMessageOut> PostGroup(Txn& txn, Call&, const access::GroupMember& place,
                                  const SendGroupIn& in) {
  return SendGroup(txn, place, in);
}

}  // namespace

namespace {

// A message of a group that the caller is in; who is not is told so (im-chat 1.4).
class GroupMessageDoor {
 public:
  static constexpr const char* kDoor = "message";
  using Key = MessageId;
  static Result<GroupMessageDoor> Open(Txn& txn, Call& call, const MessageId& id) {
    KOINE_TRY(access::Message place, access::Message::InGroup(txn, call.who, id));
    return GroupMessageDoor(std::move(place));
  }
  const access::Message& place() const { return place_; }

 private:
  explicit GroupMessageDoor(access::Message place) : place_(std::move(place)) {}
  access::Message place_;
};

}  // namespace

// --- im-chat 2.5.2

struct GroupMessageKey {
  MessageId id;
};
KOINE_DESCRIBE(GroupMessageKey, (id))

namespace {

Result<GroupMessageOut> RecallGroup(Txn& txn, Call& call, const GroupMessageDoor& door,
                                    GroupMessageKey& in) {
  const access::Message& place = door.place();
  history::Marker marker;
  marker.conversation = place.conversation().id;
  const Status done = message::Recall(txn, place, &marker.position);
  if (!done.ok() && !done.error().Is(Code::kAlreadyRecalled)) {
    const bool line = std::string_view(done.error().detail) == "line";
    if (done.error().Is(Code::kNotYourMessage) && !line) return Error{Code::kRoleTooLow};
    return done.error();
  }
  if (!done.ok()) {
    const auto found = history::FindMarker(txn, place);
    if (found) return GroupMarker(*found, call.who.user);
  }
  marker.message = in.id;
  marker.by = call.who.user;
  marker.by_name = place.member().person.name;
  marker.at = txn.now_ms();
  return GroupMarker(marker, call.who.user);
}

// --- im-chat 2.5.3

Result<std::vector<GroupMessageOut>> PullGroup(Txn& txn, Call& call, PullQuery& in) {
  KOINE_TRY(const auto pulled, PullFor(txn, call.who, true, in));
  std::vector<const body::Message*> messages;
  for (const history::Pulled& one : pulled) {
    if (one.row) messages.push_back(&one.row->message);
  }
  const Quoted quoted = FindQuoted(txn, call.who.tenant, messages);
  const Named named = FindNamed(txn, call.who.tenant, messages);
  const message::Readings readings = ReadingsOf(txn, call.who.tenant, messages);
  std::vector<GroupMessageOut> out;
  for (const history::Pulled& one : pulled) {
    if (one.marker) {
      out.push_back(GroupMarker(*one.marker, call.who.user));
      continue;
    }
    out.push_back(Show(*one.row, call.who.user, one.seat.own_receipt, named, quoted, readings));
  }
  return out;
}

}  // namespace

// --- im-chat 2.5.4 … 2.5.6

struct GroupReadIn {
  ConversationId groupId;
  std::optional<MessageId> maxMessageId;
};
KOINE_DESCRIBE(GroupReadIn, (groupId, maxMessageId))
KOINE_RULES(GroupReadIn, json::Rule("groupId").Required("groupId不能为空"))
struct ReadersIn {
  MessageId messageId;
  std::optional<ConversationId> groupId;
};
KOINE_DESCRIBE(ReadersIn, (messageId, groupId))
KOINE_RULES(ReadersIn, json::Rule("messageId").Required("messageId不能为空"))
struct ReaderOut {
  UserId userId;
  std::string nickName;
  std::optional<std::string> headImage;
  std::optional<json::Time> readTime;
};
KOINE_DESCRIBE(ReaderOut, (userId, nickName, headImage, readTime))
struct GroupHistoryIn {
  ConversationId groupId;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(GroupHistoryIn, (groupId, page, size))
KOINE_RULES(GroupHistoryIn, json::Rule("groupId").Required("groupId不能为空"),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct GroupPage {
  std::int64_t total = 0;
  std::vector<GroupMessageOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(GroupPage, (total, records, page, size))

namespace {

Result<Nothing> ReadGroup(Txn& txn, Call&, const access::GroupMember& place, GroupReadIn& in) {
  const std::int64_t to =
      in.maxMessageId ? history::SeqUpTo(txn, place, *in.maxMessageId) : place.visible().to;
  KOINE_CHECK(message::MarkRead(txn, place, to));
  return Nothing{};
}

Result<std::vector<ReaderOut>> Readers(Txn& txn, Call&, const GroupMessageDoor& door,
                                       ReadersIn& in) {
  const access::Message& place = door.place();
  const ConversationId group = place.conversation().id;
  if (in.groupId && *in.groupId != group) return Error{Code::kMessageNotFound};
  KOINE_TRY(const std::vector<message::Reader> readers, message::ReadersOf(txn, place));
  std::vector<ReaderOut> out;
  for (const message::Reader& reader : readers) {
    if (!reader.read) continue;
    out.push_back(
        {reader.who.id, reader.who.name, OptText(reader.who.avatar), OptTime(reader.read_at)});
  }
  std::stable_sort(out.begin(), out.end(), [](const ReaderOut& a, const ReaderOut& b) {
    return a.readTime.value_or(json::Time{}) < b.readTime.value_or(json::Time{});
  });
  return out;
}

Result<GroupPage> GroupHistory(Txn& txn, Call& call, const access::GroupMember& place,
                               GroupHistoryIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  const auto history = history::ReadHistory(txn, place, slice.limit, slice.offset());
  std::vector<const body::Message*> messages;
  for (const history::Said& one : history.said) {
    if (one.row) messages.push_back(&one.row->message);
  }
  const Quoted quoted = FindQuoted(txn, call.who.tenant, messages);
  const Named named = FindNamed(txn, call.who.tenant, messages);
  const message::Readings readings = ReadingsOf(txn, call.who.tenant, messages);
  GroupPage out;
  out.total = history.total;
  out.page = slice.page;
  out.size = slice.limit;
  for (const history::Said& one : history.said) {
    out.records.push_back(one.line ? GroupMarker(*one.line, call.who.user)
                                   : Show(*one.row, call.who.user, place.member().receipt_seq,
                                          named, quoted, readings));
  }
  return out;
}

}  // namespace

void AddGroupMessages(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&PostGroup>(Method::kPost, "/message/group/send", "Send a message to a group",
                     {.mode = Mode::kWrite,
                      .door = "groupId",
                      .sends = true,
                      .chains = true,
                      .example = R"({"groupId":"{group.mine}","content":"hi","messageType":1})",
                      .ref = "2.5.1"}));
  rows->push_back(Ep<&RecallGroup>(Method::kDelete, "/message/group/recall/{id}",
                                   "Recall a message of a group",
                                   {.mode = Mode::kWrite,
                                    .door = "id",
                                    .repeatable = true,
                                    .example = R"({"id":"{groupmessage.mine}"})",
                                    .ref = "2.5.2"}));
  rows->push_back(
      Ep<&PullGroup>(Method::kGet, "/message/group/pullOfflineMessage",
                     "Get group messages after an id, or all unread ones",
                     {.mode = Mode::kScan, .ref = "2.5.3", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&ReadGroup>(Method::kPut, "/message/group/readed",
                                 "Mark messages of a group as read",
                                 {.mode = Mode::kWrite,
                                  .door = "groupId",
                                  .repeatable = true,
                                  .chains = true,
                                  .needs_rows = true,
                                  .example = R"({"groupId":"{group.mine}"})",
                                  .ref = "2.5.4"}));
  rows->push_back(Ep<&Readers>(Method::kGet, "/message/group/findReadedUsers",
                               "List who has read a message",
                               {.mode = Mode::kScan,
                                .door = "messageId",
                                .example = R"({"messageId":"{groupmessage.mine}"})",
                                .ref = "2.5.5"}));
  rows->push_back(Ep<&GroupHistory>(Method::kGet, "/message/group/history",
                                    "List the messages of a group",
                                    {.mode = Mode::kScan,
                                     .door = "groupId",
                                     .example = R"({"groupId":"{group.mine}"})",
                                     .ref = "2.5.6"}));
}

}  // namespace koine::imchat
