#include "core/event/event.h"

#include <utility>

#include "core/event/codec.h"
#include "core/event/rows.h"

namespace koine::event {

namespace {

EventRow RowOf(const Event& event) {
  EventRow row;
  row.tenant = event.tenant;
  row.kind = static_cast<int>(event.payload.index());
  row.conversation = event.place.id;
  row.user = event.actor;
  row.payload = Encode(event);
  row.at = event.at;
  return row;
}

}  // namespace

Payload::Payload() = default;
Payload::Payload(const Payload& other) = default;
Payload::Payload(Payload&& other) noexcept = default;
Payload& Payload::operator=(const Payload& other) = default;
Payload& Payload::operator=(Payload&& other) noexcept = default;
Payload::~Payload() = default;
template <PayloadKind Kind>
Payload::Payload(Kind kind) : AnyPayload(std::move(kind)) {}

template Payload::Payload(MessageCreated);
template Payload::Payload(ConversationRead);
template Payload::Payload(Typing);
template Payload::Payload(PresenceChanged);
template Payload::Payload(StatusChanged);
template Payload::Payload(ConversationAdded);
template Payload::Payload(ConversationRemoved);
template Payload::Payload(ContactEvent);
template Payload::Payload(GroupEvent);
template Payload::Payload(UserChanged);
template Payload::Payload(LoginsRevoked);
template Payload::Payload(MessageRecalled);
template Payload::Payload(MessageEdited);
template Payload::Payload(MessagesDeleted);
template Payload::Payload(ReactionChanged);
template Payload::Payload(ConversationChanged);
template Payload::Payload(Notified);
template Payload::Payload(MemberProfile);
template Payload::Payload(JoinEvent);
template Payload::Payload(ConversationCleared);
template Payload::Payload(CursorMoved);
template Payload::Payload(AccountChanged);
template Payload::Payload(BusinessTold);
template Payload::Payload(MoneyTold);
template Payload::Payload(PacketTaken);
template Payload::Payload(CallChanged);
template Payload::Payload(CallSignal);
template Payload::Payload(SystemTold);
template Payload::Payload(PlaceTaken);
template Payload::Payload(MemberTold);
template Payload::Payload(NoticeTold);
template Payload::Payload(DingTold);

void Emit(store::Txn& txn, Event event) {
  event.at = txn.now_ms();
  const EventRow row = RowOf(event);
  AppendEvent(txn, row, std::make_shared<const Event>(std::move(event)));
}

void Keep(store::Txn& txn, const Event& event) {
  AppendEvent(txn, RowOf(event), nullptr);
}

void EmitTransient(store::Txn& txn, Event event) {
  event.at = txn.now_ms();
  txn.PublishTransient(std::make_shared<const Event>(std::move(event)));
}

}  // namespace koine::event
