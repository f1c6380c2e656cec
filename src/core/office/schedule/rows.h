#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/access/principal.h"
#include "core/office/schedule/event.h"
#include "core/office/schedule/schedule.h"
#include "store/txn.h"

// All SQL on schedule and schedule_seat.
namespace koine::schedule {

std::optional<Event> FindEvent(store::Txn& txn, TenantId tenant, EventId id, bool lock);
// The owner's event of that uid.
std::optional<Event> FindByUid(store::Txn& txn, TenantId tenant, UserId owner,
                               std::string_view uid);
std::optional<Answer> FindAnswer(store::Txn& txn, TenantId tenant, EventId id, UserId user);
// How many a user owns, at most `limit`.
std::int64_t CountOwned(store::Txn& txn, TenantId tenant, UserId owner, std::int64_t limit);

EventId NewEventId(store::Txn& txn);
void InsertEvent(store::Txn& txn, TenantId tenant, const Event& event);
void UpdateEvent(store::Txn& txn, TenantId tenant, const Event& event);
void SetReminded(store::Txn& txn, TenantId tenant, EventId id, std::int64_t reminded_at);
void SetCancelled(store::Txn& txn, TenantId tenant, EventId id);
void DeleteEvent(store::Txn& txn, TenantId tenant, EventId id);

// Seats of these users, each with the answer; those who have one keep it.
void InsertSeats(store::Txn& txn, TenantId tenant, const Event& event,
                 std::span<const std::int64_t> users, Answer answer);
void DeleteSeats(store::Txn& txn, TenantId tenant, EventId id, std::span<const std::int64_t> users);
// All seats get the event's times; answers become kPending if `ask_again`.
void MoveSeats(store::Txn& txn, TenantId tenant, const Event& event, bool ask_again);
void SetAnswer(store::Txn& txn, TenantId tenant, EventId id, UserId user, Answer answer,
               std::string_view remark);
// Of all these events, without the owners' and without names; by event, then as invited.
std::vector<Seat> ListSeats(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> events);

// An event with the answer of whose list it is in.
struct Listed {
  Event event;
  Answer mine = Answer::kOwner;
};
std::vector<Listed> ListEvents(store::Txn& txn, const access::Principal& who, const Filter& filter,
                               std::int64_t limit, std::int64_t offset);
std::int64_t CountEvents(store::Txn& txn, const access::Principal& who, const Filter& filter);
// Not cancelled and not declined, that may have an occurrence within [from, to).
std::vector<Listed> ListWithin(store::Txn& txn, const access::Principal& who, std::int64_t from_ms,
                               std::int64_t to_ms, std::int64_t limit);

// What these users have then, as ListWithin, of what is not private or has a seat of the principal.
struct Taken {
  UserId user, owner;
  Visibility visibility = Visibility::kPrivate;
  bool seated = false;  // the principal has a seat too
  When when;
};
std::vector<Taken> ListTaken(store::Txn& txn, const access::Principal& who,
                             std::span<const std::int64_t> users, std::int64_t from_ms,
                             std::int64_t to_ms, std::int64_t limit);

}  // namespace koine::schedule
