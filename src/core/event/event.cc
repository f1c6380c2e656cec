#include "core/event/event.h"

#include <utility>

#include "core/event/rows.h"

namespace koine::event {

namespace {

// What of an event is kept beside its payload.
struct Head {
  UserId actor;
  Place place;
  bool to_members = false;
  std::vector<UserId> users;
  std::vector<UserId> targets;
  std::vector<Membership> membership;
  std::int64_t change_seq = 0;
  bool own_stream = false;
};
KOINE_DESCRIBE(Head, (actor, place, to_members, users, targets, membership, change_seq,
                      own_stream))

std::string Stored(const Event& event) {
  const Head head{event.actor, event.place,   event.to_members,
                  event.users, event.targets, event.membership, event.change_seq,
                  event.own_stream};
  std::string out = R"({"head":)";
  json::Write(head, {}, &out);
  out += R"(,"data":)";
  std::visit(
      [&out](const auto& payload) {
        using T = std::decay_t<decltype(payload)>;
        if constexpr (!std::is_same_v<T, MessageCreated>) json::Write(payload, {}, &out);
      },
      event.payload);
  out += "}";
  return out;
}

EventRow RowOf(const Event& event) {
  EventRow row;
  row.tenant = event.tenant;
  row.kind = static_cast<int>(event.payload.index());
  row.conversation = event.place.id;
  row.user = event.actor;
  row.payload = Stored(event);
  row.at = event.at;
  return row;
}

}  // namespace

void Emit(store::Txn& txn, Event event) {
  event.at = txn.now_ms();
  const EventRow row = RowOf(event);
  AppendEvent(txn, row, std::make_shared<const Event>(std::move(event)));
}

void Keep(store::Txn& txn, const Event& event) { AppendEvent(txn, RowOf(event), nullptr); }

void EmitTransient(store::Txn& txn, Event event) {
  event.at = txn.now_ms();
  txn.PublishTransient(std::make_shared<const Event>(std::move(event)));
}

}  // namespace koine::event
