#include "core/message/revise.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/audit/audit.h"
#include "core/change/change.h"
#include "core/event/event.h"
#include "core/message/revise_rows.h"
#include "core/message/rights.h"
#include "core/message/rows.h"
#include "core/message/top.h"
#include "core/setting/setting.h"
#include "core/word/word.h"

namespace koine::message {

namespace {

// Not an application of App IM that carries out what the sender wants.
bool Oversteps(const access::Principal& who) {
  return who.user || who.trusted;
}

using access::MemberRole;
using access::RecallOthers;

constexpr char kScope[] = "message";
constexpr char kRecallMinutes[] = "recall_minutes";
constexpr char kRecallOthers[] = "recall_others";

// Everybody who may read the message hears of the change, and it stays in the stream of changes
// for those who were away.
std::int64_t TellChange(store::Txn& txn, const access::Principal& who,
                        access::ConversationState* conversation, change::Kind kind,
                        std::int64_t seq, event::Payload payload) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.payload = std::move(payload);
  return change::Append(txn, conversation, {kind, seq, seq, who.user, {}, {}}, std::move(event));
}

// Whether the principal manages this group and stands above the writer.
bool ManagesWriter(store::Txn& txn, const access::Message& place, UserId writer) {
  const access::Principal& who = place.who();
  const RecallOthers rule = who.policy->recall_others;
  const MemberRole role = place.member().role;
  if (rule == RecallOthers::kNever || !place.conversation().group()) return false;
  if (role < MemberRole::kAdmin || !writer) return false;
  if (rule == RecallOthers::kIfSet && !RecallOthersAllowed(txn, who.tenant)) return false;
  const auto other = access::FindOther(txn, place, writer);
  return role > (other.ok() ? other->role : MemberRole::kMember);
}

// Whether the principal's own messages here may be recalled at any time, too.
bool AnyTime(const access::Message& place) {
  return place.who().policy->recall_others == RecallOthers::kAlways &&
         place.conversation().group() && place.member().role >= MemberRole::kAdmin;
}

Status WithinRecallWindow(store::Txn& txn, const access::Principal& who, std::int64_t sent_at) {
  if (who.policy->recall_ms <= 0) return Ok();
  const std::int64_t window = RecallMinutes(txn, who.tenant, *who.policy) * kMinuteMs;
  if (txn.now_ms() - sent_at <= window) return Ok();
  return Error{Code::kWindowOver, window == who.policy->recall_ms ? "recall" : "recall_set"};
}

// Recalls a message that may be recalled.
Status TakeBack(store::Txn& txn, const access::Principal& who,
                access::ConversationState conversation, const body::Message& m, const Person& by,
                std::int64_t* marker = nullptr) {
  if (!SetRecalled(txn, who.tenant, conversation.id, m.seq, who.user)) {
    return Error{Code::kAlreadyRecalled};
  }
  const std::int64_t seqs[] = {m.seq};
  DeleteMentions(txn, who.tenant, conversation.id, seqs);
  const std::int64_t position =
      TellChange(txn, who, &conversation, change::Kind::kRecall, m.seq,
                 event::MessageRecalled{m.id, m.seq, m.sender, m.sent_at, by});
  if (marker != nullptr) *marker = position;
  message::DropTop(txn, who.tenant, conversation, m.seq, by);
  return Ok();
}

// The message, which is there and no system line.
Result<body::Message> Revisable(store::Txn& txn, const access::AnyConversation& place,
                                std::int64_t seq) {
  const auto& conversation = place.conversation();
  if (seq < conversation.min_seq) return Error{Code::kMessageNotFound};
  auto row = message::FindBySeq(txn, place.who().tenant, conversation.id, seq);
  if (!row || row->message.deleted_at > 0) return Error{Code::kMessageNotFound};
  if (!body::Countable(row->message.body)) return Error{Code::kNotYourMessage, "line"};
  if (row->message.recalled()) return Error{Code::kAlreadyRecalled};
  return std::move(row->message);
}

// What is in a red packet comes back when it ends, not with its message.
Status MayGoBack(const body::Message& m) {
  if (body::KindOf(m.body) == body::Kind::kRedPacket) return Error{Code::kBadState, "red_packet"};
  return Ok();
}

}  // namespace

int RecallMinutes(store::Txn& txn, TenantId tenant, const access::Policy& policy) {
  const auto set = setting::Get(txn, tenant, setting::kTenantWide, kScope, kRecallMinutes);
  const auto minutes = set ? text::ParseInt(*set) : std::nullopt;
  return static_cast<int>(minutes.value_or(policy.recall_ms / kMinuteMs));
}

void SetRecallMinutes(store::Txn& txn, TenantId tenant, int minutes) {
  setting::Put(txn, tenant, setting::kTenantWide, kScope, kRecallMinutes, std::to_string(minutes));
}

bool RecallOthersAllowed(store::Txn& txn, TenantId tenant) {
  return setting::Get(txn, tenant, setting::kTenantWide, kScope, kRecallOthers) == "1";
}

void SetRecallOthers(store::Txn& txn, TenantId tenant, bool allowed) {
  setting::Put(txn, tenant, setting::kTenantWide, kScope, kRecallOthers, allowed ? "1" : "0");
}

Status Recall(store::Txn& txn, const access::Message& place, std::int64_t* marker) {
  const access::Principal& who = place.who();
  const auto& conversation = place.conversation();
  KOINE_TRY(const message::Row row, message::Kept(txn, place, place.seq()));
  const body::Message& m = row.message;
  const bool own = m.sender == who.user;
  if (!own && !ManagesWriter(txn, place, m.sender)) return Error{Code::kNotYourMessage};
  if (!body::Countable(m.body)) return Error{Code::kNotYourMessage, "line"};
  KOINE_CHECK(MayGoBack(m));
  if (m.recalled()) return Error{Code::kAlreadyRecalled};
  if (own && !AnyTime(place)) KOINE_CHECK(WithinRecallWindow(txn, who, m.sent_at));
  return TakeBack(txn, who, conversation, m, place.member().person, marker);
}

Status RecallAsAdmin(store::Txn& txn, const access::AnyConversation& place, std::int64_t seq,
                     const access::Principal& actor) {
  KOINE_TRY(const body::Message m, Revisable(txn, place, seq));
  KOINE_CHECK(MayGoBack(m));
  if (Oversteps(actor)) {
    audit::Note(txn, actor, "message.recall", "message " + std::to_string(m.id.value));
  }
  return TakeBack(txn, place.who(), place.conversation(), m, place.person());
}

Status EditText(store::Txn& txn, const access::Message& place, const std::string& given) {
  const access::Principal& who = place.who();
  access::ConversationState conversation = place.conversation();
  KOINE_TRY(const auto masked, word::Masked(txn, who.tenant, conversation.words, given, "content"));
  const std::string& text = masked ? *masked : given;
  if (text.size() > body::kBodyBytesMax) return FieldError(Code::kTooLarge, "content");
  KOINE_TRY(const message::Row row, message::Kept(txn, place, place.seq()));
  const body::Message& m = row.message;
  if (m.sender != who.user) return Error{Code::kNotYourMessage};
  if (m.recalled()) return Error{Code::kAlreadyRecalled, "edit"};
  const auto* old = std::get_if<body::Text>(&m.body);
  if (old == nullptr) return Error{Code::kWrongKind, "edit"};
  const std::int64_t window = who.policy->edit_ms;
  if (window > 0 && txn.now_ms() - m.sent_at > window) return Error{Code::kWindowOver, "edit"};
  if (old->text == text) return Ok();
  KOINE_CHECK(message::MayWrite(txn, place));
  // Later than the last edit, whose time is part of its key.
  const std::int64_t at = std::max(txn.now_ms(), m.edited_at + 1);
  if (!SetBody(txn, who.tenant, conversation.id, m.seq, text, at)) {
    return Error{Code::kAlreadyRecalled, "edit"};
  }
  InsertEdit(txn, who.tenant, conversation.id,
             Edit{m.seq, at, place.member().person, old->text, text});
  TellChange(
      txn, who, &conversation, change::Kind::kEdit, m.seq,
      event::MessageEdited{m.id, m.seq, m.sender, static_cast<int>(body::Kind::kText), text, at});
  return Ok();
}

Status EditAsAdmin(store::Txn& txn, const access::AnyConversation& place, std::int64_t seq,
                   const body::Body& body, const std::string& raw) {
  const access::Principal& who = place.who();
  access::ConversationState conversation = place.conversation();
  const std::string text = body::Encode(body);
  if (body::SentBytes(body) > body::kBodyBytesMax || raw.size() > body::kRawBytesMax) {
    return FieldError(Code::kTooLarge, "content");
  }
  KOINE_TRY(const body::Message m, Revisable(txn, place, seq));
  if (body::KindOf(m.body) != body::KindOf(body)) return Error{Code::kWrongKind, "edit"};
  if (Oversteps(who)) {
    audit::Note(txn, who, "message.edit", "message " + std::to_string(m.id.value));
  }
  const std::string old = body::Encode(m.body);
  if (old == text && m.raw == raw) return Ok();
  const std::int64_t at = std::max(txn.now_ms(), m.edited_at + 1);
  if (!SetContent(txn, who.tenant, conversation.id, seq, text, raw, at)) {
    return Error{Code::kAlreadyRecalled};
  }
  if (body::KindOf(body) == body::Kind::kText) {
    InsertEdit(txn, who.tenant, conversation.id, Edit{seq, at, place.person(), old, text});
  }
  TellChange(
      txn, who, &conversation, change::Kind::kEdit, seq,
      event::MessageEdited{m.id, seq, m.sender, static_cast<int>(body::KindOf(body)), text, at});
  return Ok();
}

Result<std::vector<Edit>> EditHistory(store::Txn& txn, const access::Message& place) {
  KOINE_CHECK(message::Standing(txn, place, place.seq()));
  return ListEdits(txn, place.who().tenant, place.conversation().id, place.seq(), kEditsShown);
}

Result<std::int64_t> DeleteForAll(store::Txn& txn, const access::Principal& who,
                                  const std::vector<std::int64_t>& ids, std::string_view address) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (ids.size() > kDeleteForAllMax) return FieldError(Code::kBadArgument, "ids");
  const std::vector<Doomed> found = LockDoomed(txn, who.tenant, ids);
  if (found.empty()) return Error{Code::kMessageNotFound};
  std::string target;
  for (auto first = found.begin(); first != found.end();) {
    access::ConversationState conversation = first->conversation;
    std::vector<std::int64_t> seqs;
    for (; first != found.end() && first->conversation.id == conversation.id; ++first) {
      TellChange(txn, who, &conversation, change::Kind::kDelete, first->seq,
                 event::MessagesDeleted{{first->id.value}, true, {first->seq}});
      seqs.push_back(first->seq);
      target += (target.empty() ? "message " : ",") + std::to_string(first->id.value);
    }
    Erase(txn, who.tenant, conversation.id, seqs);
  }
  audit::Record(txn, who, "message.delete", target, "ok", address);
  return static_cast<std::int64_t>(found.size());
}

}  // namespace koine::message
