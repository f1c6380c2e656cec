#include "core/message/top.h"

#include <string>
#include <utility>

#include "core/event/event.h"
#include "core/message/append.h"
#include "core/message/rights.h"
#include "core/message/rows.h"
#include "core/message/top_rows.h"
#include "core/word/word.h"

namespace koine::message {

namespace {

// What is on top now: a message, a text, or nothing.
void Tell(store::Txn& txn, TenantId tenant, const access::ConversationState& conversation,
          const Person& by, const body::Message* message, const std::string& text = {}) {
  event::Event event;
  event.tenant = tenant;
  event.actor = by.id;
  event.place = conversation.place();
  event.to_members = true;
  event::GroupEvent changed;
  changed.action = event::GroupAction::kTopChanged;
  changed.name = conversation.name;
  changed.operator_ = by;
  changed.top = text;
  if (message != nullptr) {
    changed.text = std::to_string(message->id.value);
    changed.top_message =
        event::TopMessage{static_cast<int>(body::KindOf(message->body)), message->origin,
                          body::Encode(message->body), message->raw};
  }
  event.payload = std::move(changed);
  event::Emit(txn, std::move(event));
}

void Tell(store::Txn& txn, const access::Member& place, const body::Message* message,
          const std::string& text = {}) {
  Tell(txn, place.who().tenant, place.conversation(), place.member().person, message, text);
}

}  // namespace

Result<body::Message> SetTop(store::Txn& txn, const access::Member& place, MessageId message) {
  const access::Principal& who = place.who();
  access::ConversationState state = place.conversation();
  KOINE_TRY(const std::int64_t seq, access::SeqIn(txn, place, message));
  if (!place.visible().Has(seq)) return Error{Code::kMessageNotFound};
  KOINE_TRY(Row row, Standing(txn, place, seq));
  KOINE_CHECK(MayWrite(txn, place));
  if (FindTopSeq(txn, who.tenant, state.id) == seq) return std::move(row.message);
  SetTopSeq(txn, who.tenant, state.id, seq, who.user);
  body::Notice line;
  line.kind = body::NoticeKind::kTopSet;
  AppendNotice(txn, who.tenant, &state, who.policy->dialect, place.member().person,
               std::move(line));
  Tell(txn, place, &row.message);
  return std::move(row.message);
}

Result<std::string> SetTopText(store::Txn& txn, const access::GroupAdmin& place,
                               const std::string& given) {
  const access::Principal& who = place.who();
  access::ConversationState state = place.conversation();
  KOINE_CHECK(MayWrite(txn, place));
  KOINE_TRY(const auto masked, word::Masked(txn, who.tenant, state.words, given, "content"));
  const std::string& text = masked ? *masked : given;
  SetTopText(txn, who.tenant, state.id, text, who.user);
  body::Notice line;
  line.kind = body::NoticeKind::kTopSet;
  AppendNotice(txn, who.tenant, &state, who.policy->dialect, place.member().person,
               std::move(line));
  Tell(txn, place, nullptr, text);
  return text;
}

Status UnsetTop(store::Txn& txn, const access::Member& place) {
  const access::Principal& who = place.who();
  KOINE_CHECK(MayWrite(txn, place));
  if (!FindTopOf(txn, who.tenant, place.conversation().id)) return Ok();
  SetTopSeq(txn, who.tenant, place.conversation().id, 0, who.user);
  Tell(txn, place, nullptr);
  return Ok();
}

void DropTop(store::Txn& txn, TenantId tenant, const access::ConversationState& conversation,
             std::int64_t seq, const Person& by) {
  if (!conversation.group() || FindTopSeq(txn, tenant, conversation.id) != seq) return;
  SetTopSeq(txn, tenant, conversation.id, 0, by.id);
  Tell(txn, tenant, conversation, by, nullptr);
}

std::optional<Row> FindTop(store::Txn& txn, const access::Member& place) {
  const access::Principal& who = place.who();
  const ConversationId id = place.conversation().id;
  const std::int64_t seq = FindTopSeq(txn, who.tenant, id);
  if (seq == 0 || !place.visible().Has(seq)) return std::nullopt;
  auto row = Standing(txn, place, seq);
  if (!row.ok() || IsHiddenFor(txn, who.tenant, id, seq, who.user)) return std::nullopt;
  return *std::move(row);
}

}  // namespace koine::message
