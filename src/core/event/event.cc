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
