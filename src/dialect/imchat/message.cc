// Private messages (im-chat 2.4).

#include "dialect/imchat/message.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/conversation/direct.h"
#include "core/event/event.h"
#include "core/group/member.h"
#include "core/history/delivery.h"
#include "core/history/render.h"
#include "core/identity/people.h"
#include "core/message/read.h"
#include "core/message/revise.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/lists.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

namespace {

constexpr std::int64_t kPullMs = 90 * kDayMs;     // im-chat 2.4
constexpr std::int64_t kPullAppMs = 30 * kDayMs;  // of telephones
constexpr std::string_view kAppTerminal = "1";

// im-chat 2.4.
Status CheckContent(int type, const std::string& content) {
  if (type == kText && text::CodePoints(content) > kTextCharsMax) {
    return FieldError(Code::kBadArgument, "content", "消息内容不能超过1024个字符");
  }
  if (type != kText && content.size() > static_cast<std::size_t>(kContentBytesMax)) {
    return FieldError(Code::kBadArgument, "content", "消息内容过长");
  }
  return Ok();
}

// What is quoted is there before it is asked who may write (im-chat 1.4).
Status CheckQuoted(Txn& txn, const access::Principal& who, const std::optional<MessageId>& id) {
  if (!id) return Ok();
  const bool there = access::Seated::Around(txn, who, *id).ok();
  return there ? Ok() : Status(Error{Code::kMessageNotFound, "reply"});
}

// What both kinds of messages have in common.
template <class In>
message::SendIn DraftOf(const In& in) {
  message::SendIn draft;
  ParseContent(in.messageType, in.content, &draft.body, &draft.raw);
  draft.client_id = in.clientMsgId.value_or("");
  draft.reply_to = in.quoteMessageId.value_or(MessageId());
  draft.answered = true;
  return draft;
}

// The message as its sender sees it in the answer; a repeated one as it is now.
body::Message Echo(const access::Principal& who, const message::SendIn& draft,
                   const message::Sent& sent) {
  if (sent.before) return *sent.before;
  body::Message m;
  m.seq = sent.seq;
  m.sender = who.user;
  m.origin = static_cast<std::uint8_t>(access::Dialect::kImchat);
  m.body = sent.masked ? body::Body(body::Text{*sent.masked}) : draft.body;
  m.raw = draft.raw;
  m.client_id = draft.client_id;
  m.mention_all = draft.mention_all;
  if (draft.receipt) m.options |= body::kReceiptOption;
  m.sent_at = sent.sent_at;
  return m;
}

}  // namespace

Result<PrivateOut> SendPrivate(Txn& txn, const access::Principal& who, const SendPrivateIn& in) {
  KOINE_CHECK(CheckContent(in.messageType, in.content));
  KOINE_CHECK(CheckQuoted(txn, who, in.quoteMessageId));
  const message::SendIn draft = DraftOf(in);
  auto place = conversation::DirectPlace(txn, who, in.receiverId);
  std::optional<message::Sent> sent;
  if (place.ok()) {
    KOINE_TRY(sent, message::Send(txn, *place, draft));
  } else {
    // What was sent stands, even if the other is gone.
    const auto chat = conversation::FindDirect(txn, who, in.receiverId);
    if (chat) sent = message::FindSent(txn, who, *chat, draft);
    if (!sent) return std::move(place).error();
  }
  PrivateOut out = ToPrivate(Echo(who, draft, *sent), sent->id, std::min(who.user, in.receiverId),
                             std::max(who.user, in.receiverId), who.user);
  out.quoteMessageId = in.quoteMessageId;
  return out;
}

Status SendGroupIn::Check(Txn& txn, const access::Principal& who) const {
  KOINE_CHECK(CheckContent(messageType, content));
  return CheckQuoted(txn, who, quoteMessageId);
}

namespace {

// The answer to who sends again, of whom it names as it is stored.
GroupMessageOut ShowBefore(Txn& txn, const access::Principal& who, const Person& sender,
                           const message::Sent& sent, const SendGroupIn& in) {
  const body::Message& m = *sent.before;
  GroupMessageOut out = ToGroupMessage(m, m.id, sender, who.user);
  out.quoteMessageId = in.quoteMessageId;
  if (m.mention_all) return out;
  const body::Message* const named[] = {&m};
  for (const history::Mentioned& one : history::ListMentioned(txn, who.tenant, named)) {
    out.atUserIds.push_back(one.who.user.value);
  }
  return out;
}

}  // namespace

std::optional<GroupMessageOut> SendGroupIn::Done(Txn& txn, const access::Principal& who) const {
  if (!clientMsgId) return std::nullopt;
  const auto sent = message::FindSent(txn, who, groupId, DraftOf(*this));
  if (!sent) return std::nullopt;
  return ShowBefore(txn, who, access::PersonOf(txn, who), *sent, *this);
}

Result<GroupMessageOut> SendGroup(Txn& txn, const access::Member& place, const SendGroupIn& in) {
  const access::Principal& who = place.who();
  message::SendIn draft = DraftOf(in);
  std::vector<std::int64_t> named;
  for (const std::int64_t user : in.atUserIds.value_or(std::vector<std::int64_t>())) {
    if (user == kAtAll)
      draft.mention_all = true;
    else
      named.push_back(user);
  }
  if (!named.empty()) {
    std::set<std::int64_t> others;
    for (const auto& member : group::FindRoles(txn, place, named)) {
      if (member.user != who.user) others.insert(member.user.value);
    }
    // In the order in which the sender named them, each once.
    for (const std::int64_t user : named) {
      if (others.erase(user) > 0) draft.mentions.push_back(user);
    }
  }
  draft.receipt = in.receipt.value_or(false);
  KOINE_TRY(const message::Sent sent, message::Send(txn, place, draft));
  if (sent.before) return ShowBefore(txn, who, place.member().person, sent, in);
  body::Message m = Echo(who, draft, sent);
  m.conversation = place.conversation().id;
  GroupMessageOut out = ToGroupMessage(m, sent.id, place.member().person, who.user);
  if (!draft.mention_all) out.atUserIds = draft.mentions;
  out.quoteMessageId = in.quoteMessageId;
  return out;
}

std::int64_t PullSince(Txn& txn, const access::Principal& who) {
  const auto login = identity::OwnLogin(txn, who);
  const bool app = login && login->login.terminal == kAppTerminal;
  return txn.now_ms() - (app ? kPullAppMs : kPullMs);
}

Result<std::vector<history::Pulled>> PullFor(Txn& txn, const access::Principal& who, bool groups,
                                             const PullQuery& in) {
  history::PullIn wanted;
  wanted.groups = groups;
  wanted.after = in.minId;
  wanted.since_ms = PullSince(txn, who);
  const std::int64_t size = in.size.value_or(history::kPullMax);
  wanted.limit = static_cast<int>(size < 1 ? history::kPullMax
                                           : std::min<std::int64_t>(size, history::kPullMax));
  return history::Pull(txn, who, wanted);
}

Quoted FindQuoted(Txn& txn, TenantId tenant, const std::vector<const body::Message*>& messages) {
  Quoted out;
  for (const history::SyncEntry& entry : history::ListQuoted(txn, tenant, messages)) {
    out[{entry.message.conversation, entry.message.seq}] = entry.message.id;
  }
  return out;
}

std::optional<MessageId> QuoteOf(const Quoted& quoted, const body::Message& m) {
  const auto it = quoted.find({m.conversation, m.reply_seq});
  return it == quoted.end() ? std::nullopt : std::optional(it->second);
}

// --- im-chat 2.4.2

std::string TipText(const change::Tip& tip, std::string_view by) {
  switch (tip.kind) {
    case event::TipKind::kRaised:
      return "您已成为管理员";
    case event::TipKind::kLowered:
      return "您已不再是管理员";
    case event::TipKind::kPacketTaken:
      break;
  }
  return "'" + std::string(by) + "'领取了'" + tip.of + "'的红包";
}

PrivateOut PrivateMarker(const history::Marker& marker, UserId lo, UserId hi) {
  PrivateOut out;
  out.id = MessageId(marker.position);
  out.senderId = marker.by;
  // The office of the server is neither of the two.
  const bool own = marker.by == lo || marker.by == hi;
  out.receiverId = OtherOf(lo, hi, own ? marker.by : marker.sender);
  out.content =
      marker.tip ? TipText(*marker.tip, marker.by_name) : std::to_string(marker.message.value);
  out.messageType = marker.tip ? kTip : kRecall;
  out.sendTime = {marker.at};
  return out;
}

struct MessageKey {
  MessageId id;
};
KOINE_DESCRIBE(MessageKey, (id))

namespace {

Result<PrivateOut> RecallPrivate(Txn& txn, Call& call, const access::Message& place,
                                 MessageKey& in) {
  const auto& c = place.conversation();
  if (!c.direct()) return Error{Code::kMessageNotFound};
  history::Marker marker;
  const Status done = message::Recall(txn, place, &marker.position);
  if (!done.ok() && !done.error().Is(Code::kAlreadyRecalled)) return done.error();
  if (!done.ok()) {
    const auto found = history::FindMarker(txn, place);
    if (found) return PrivateMarker(*found, c.pair_lo, c.pair_hi);
  }
  marker.message = in.id;
  marker.by = call.who.user;
  marker.at = txn.now_ms();
  return PrivateMarker(marker, c.pair_lo, c.pair_hi);
}

// --- im-chat 2.4.3

// What others wrote of this was delivered to who pulled it (im-chat 2.4).
void NoteDelivered(Call& call, const std::vector<history::Pulled>& pulled) {
  std::vector<history::Delivered> delivered = history::DeliveredBy(call.who, pulled);
  if (delivered.empty()) return;
  call.afterwards = [store = call.services->store, delivered = std::move(delivered)] {
    store->Write(
        {"note delivered", store::kNoKey, true, true},
        [delivered](Txn& txn) -> Status {
          history::RaiseDelivered(txn, delivered);
          return Ok();
        },
        [](const Status&, const store::Numbering&) {});
  };
}

Result<std::vector<PrivateOut>> PullPrivate(Txn& txn, Call& call, PullQuery& in) {
  KOINE_TRY(const auto pulled, PullFor(txn, call.who, false, in));
  std::vector<const body::Message*> messages;
  for (const history::Pulled& one : pulled) {
    if (one.row) messages.push_back(&one.row->message);
  }
  const Quoted quoted = FindQuoted(txn, call.who.tenant, messages);
  NoteDelivered(call, pulled);
  std::vector<PrivateOut> out;
  for (const history::Pulled& one : pulled) {
    if (one.marker) {
      out.push_back(PrivateMarker(*one.marker, one.seat.lo, one.seat.hi));
      continue;
    }
    const body::Message& m = one.row->message;
    PrivateOut shown = ToPrivate(m, m.id, one.seat.lo, one.seat.hi, call.who.user);
    shown.status = PrivateStatus(m, call.who.user, one.seat.own_receipt,
                                 {one.seat.peer_receipt, one.seat.peer_delivered});
    shown.quoteMessageId = QuoteOf(quoted, m);
    out.push_back(std::move(shown));
  }
  return out;
}

}  // namespace

int PrivateStatus(const body::Message& m, UserId reader, std::int64_t own_receipt,
                  const history::Reach& peer) {
  if (m.sender == reader) {
    if (peer.receipt >= m.seq) return kRead;
    return peer.delivered >= m.seq ? kDelivered : kSentStatus;
  }
  return own_receipt >= m.seq ? kRead : kDelivered;
}

// --- im-chat 2.4.4 … 2.4.6

struct ReadIn {
  UserId friendId;
  std::optional<MessageId> maxMessageId;
};
KOINE_DESCRIBE(ReadIn, (friendId, maxMessageId))
KOINE_RULES(ReadIn, json::Rule("friendId").Required("friendId不能为空"))
struct FriendQuery {
  UserId friendId;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(FriendQuery, (friendId, page, size))
KOINE_RULES(FriendQuery, json::Rule("friendId").Required("friendId不能为空"),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct PrivatePage {
  std::int64_t total = 0;
  std::vector<PrivateOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(PrivatePage, (total, records, page, size))

namespace {

// The conversation with another user, if there is one yet. kSelfTarget; kUserNotFound.
class PrivatePlace {
 public:
  static constexpr const char* kDoor = "seat";
  using Key = UserId;
  static Result<PrivatePlace> Open(Txn& txn, Call& call, const UserId& other) {
    const access::Principal& who = call.who;
    if (other == who.user) return Error{Code::kSelfTarget};
    if (!identity::FindUser(txn, who, other)) return Error{Code::kUserNotFound};
    const auto id = conversation::FindDirect(txn, who, other);
    if (!id) return PrivatePlace(std::nullopt);
    KOINE_TRY(access::Seated place, access::Seated::Open(txn, who, *id));
    return PrivatePlace(std::move(place));
  }
  const std::optional<access::Seated>& place() const { return place_; }

 private:
  explicit PrivatePlace(std::optional<access::Seated> place) : place_(std::move(place)) {}
  std::optional<access::Seated> place_;
};

Result<Nothing> ReadPrivate(Txn& txn, Call&, const PrivatePlace& with, ReadIn& in) {
  const auto& place = with.place();
  if (!place) return Nothing{};
  const std::int64_t to =
      in.maxMessageId ? history::SeqUpTo(txn, *place, *in.maxMessageId) : place->visible().to;
  KOINE_CHECK(message::MarkRead(txn, *place, to));
  return Nothing{};
}

// -1: none (im-chat 2.4.5).
Result<std::int64_t> MaxRead(Txn& txn, Call&, const PrivatePlace& with, FriendQuery&) {
  const auto& place = with.place();
  if (!place) return std::int64_t{-1};
  const MessageId last = history::LastRead(txn, *place);
  return last ? last.value : std::int64_t{-1};
}

Result<PrivatePage> PrivateHistory(Txn& txn, Call& call, const PrivatePlace& with,
                                   FriendQuery& in) {
  const Slice slice = SliceOf(in.page, in.size);
  PrivatePage out;
  out.page = slice.page;
  out.size = slice.limit;
  const auto& place = with.place();
  if (!place) return out;
  const auto history = history::ReadHistory(txn, *place, slice.limit, slice.offset());
  out.total = history.total;
  const history::Reach peer = history::PeerReach(txn, *place);
  std::vector<const body::Message*> messages;
  for (const history::Said& one : history.said) {
    if (one.row) messages.push_back(&one.row->message);
  }
  const Quoted quoted = FindQuoted(txn, call.who.tenant, messages);
  const auto& c = place->conversation();
  for (const history::Said& one : history.said) {
    if (one.line) {
      out.records.push_back(PrivateMarker(*one.line, c.pair_lo, c.pair_hi));
      continue;
    }
    const body::Message& m = one.row->message;
    PrivateOut shown = ToPrivate(m, m.id, c.pair_lo, c.pair_hi, call.who.user);
    shown.status = PrivateStatus(m, call.who.user, place->member().receipt_seq, peer);
    shown.quoteMessageId = QuoteOf(quoted, m);
    out.records.push_back(std::move(shown));
  }
  return out;
}

Result<PrivateOut> PostPrivate(Txn& txn, Call& call, const SendPrivateIn& in) {
  return SendPrivate(txn, call.who, in);
}

}  // namespace

void AddPrivateMessages(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&PostPrivate>(Method::kPost, "/message/private/send",
                                   "Send a message to a friend",
                                   {.mode = Mode::kWrite,
                                    .sends = true,
                                    .chains = true,
                                    .example = R"({"receiverId":"{contact.mine}","content":"hi",)"
                                               R"("messageType":1})",
                                    .ref = "2.4.1",
                                    .about = gateway::About::kPeople}));
  rows->push_back(Ep<&RecallPrivate>(Method::kDelete, "/message/private/recall/{id}",
                                     "Recall your message",
                                     {.mode = Mode::kWrite,
                                      .door = "id",
                                      .repeatable = true,
                                      .example = R"({"id":"{message.mine}"})",
                                      .ref = "2.4.2"}));
  rows->push_back(
      Ep<&PullPrivate>(Method::kGet, "/message/private/pullOfflineMessage",
                       "Get private messages after an id, or all unread ones",
                       {.mode = Mode::kScan, .ref = "2.4.3", .about = gateway::About::kCaller}));
  rows->push_back(Ep<&ReadPrivate>(Method::kPut, "/message/private/readed",
                                   "Mark messages of a friend as read",
                                   {.mode = Mode::kWrite,
                                    .door = "friendId",
                                    .repeatable = true,
                                    .chains = true,
                                    .needs_rows = true,
                                    .example = R"({"friendId":"{contact.mine}"})",
                                    .ref = "2.4.4"}));
  rows->push_back(Ep<&MaxRead>(
      Method::kGet, "/message/private/maxReadedId", "Get how far a friend has read your messages",
      {.door = "friendId", .example = R"({"friendId":"{contact.mine}"})", .ref = "2.4.5"}));
  rows->push_back(Ep<&PrivateHistory>(Method::kGet, "/message/private/history",
                                      "List the messages with a friend",
                                      {.mode = Mode::kScan,
                                       .door = "friendId",
                                       .example = R"({"friendId":"{contact.mine}"})",
                                       .ref = "2.4.6"}));
}

}  // namespace koine::imchat
