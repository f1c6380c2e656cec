#include "core/office/schedule/schedule.h"

#include <algorithm>

#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/contact/pair.h"
#include "core/identity/people.h"
#include "core/office/schedule/remind.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/when.h"

namespace koine::schedule {

namespace {

using access::Principal;
using notification::LineKind;

std::vector<UserId> UsersOf(std::span<const std::int64_t> ids) {
  return {ids.begin(), ids.end()};
}

// Whom an invitation of these reaches, once each and in their order.
std::vector<std::int64_t> Invitable(store::Txn& txn, const Principal& who,
                                    std::span<const std::int64_t> users) {
  std::vector<std::int64_t> known;
  for (const identity::User& user : identity::FindUsers(txn, who, users)) {
    if (user.id != who.user && user.status == identity::UserStatus::kActive) {
      known.push_back(user.id.value);
    }
  }
  for (const std::int64_t blocker : contact::BlockersAmong(txn, who, known)) {
    std::erase(known, blocker);
  }
  std::vector<std::int64_t> out;
  for (const std::int64_t user : users) {
    const bool is_known = std::find(known.begin(), known.end(), user) != known.end();
    if (is_known && std::find(out.begin(), out.end(), user) == out.end()) out.push_back(user);
  }
  return out;
}

// Gives seats to who has none yet, and tells them. `there`: how many have one.
Status InviteNew(store::Txn& txn, const Principal& who, const Event& event, std::size_t there,
                 std::span<const std::int64_t> fresh) {
  if (fresh.empty()) return Ok();
  if (there + fresh.size() > kParticipantsMax) {
    return Error{Code::kBadArgument, "participants_many"};
  }
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kInvite));
  InsertSeats(txn, who.tenant, event, fresh, Answer::kPending);
  Tell(txn, who.tenant, access::PersonOf(txn, who), UsersOf(fresh), event,
       LineKind::kScheduleInvited);
  return Ok();
}

std::vector<Seat> SeatsOf(store::Txn& txn, TenantId tenant, EventId id) {
  const std::int64_t ids[] = {id.value};
  return ListSeats(txn, tenant, ids);
}

std::vector<std::int64_t> Without(std::vector<std::int64_t> users, const std::vector<Seat>& seats) {
  for (const Seat& seat : seats) std::erase(users, seat.person.id.value);
  return users;
}

Status CheckActive(const Event& event, std::int64_t now_ms) {
  if (office::Next(kStates, event.StateAt(now_ms), Act::kEdit)) return Ok();
  return Error{Code::kBadState, "schedule_cancelled"};
}

// Those invited become these: who is new is invited, who is missing is told so.
Status ReplaceInvited(store::Txn& txn, const Principal& who, const Event& event,
                      const std::vector<Seat>& seats, std::span<const std::int64_t> wanted) {
  std::vector<std::int64_t> gone;
  std::vector<UserId> told;
  for (const Seat& seat : seats) {
    if (std::find(wanted.begin(), wanted.end(), seat.person.id.value) != wanted.end()) continue;
    gone.push_back(seat.person.id.value);
    if (seat.answer != Answer::kDeclined) told.push_back(seat.person.id);
  }
  if (!gone.empty()) {
    DeleteSeats(txn, who.tenant, event.id, gone);
    Tell(txn, who.tenant, access::PersonOf(txn, who), told, event, LineKind::kScheduleUninvited);
  }
  std::vector<std::int64_t> asked(wanted.begin(), wanted.end());
  return InviteNew(txn, who, event, seats.size() - gone.size(),
                   Invitable(txn, who, Without(std::move(asked), seats)));
}

void Apply(const Changes& changes, Details* what) {
  const auto take = [](const auto& from, auto* to) {
    if (from) *to = *from;
  };
  take(changes.title, &what->title);
  take(changes.description, &what->description);
  take(changes.location, &what->location);
  take(changes.category, &what->category);
  take(changes.color, &what->color);
  take(changes.zone, &what->when.zone);
  take(changes.start_at, &what->when.start_at);
  take(changes.end_at, &what->when.end_at);
  take(changes.all_day, &what->when.all_day);
  take(changes.repeat, &what->repeat);
  take(changes.visibility, &what->visibility);
  take(changes.reminder, &what->reminder);
}

}  // namespace

Result<EventId> Create(store::Txn& txn, const Principal& who, const Draft& draft) {
  // One at a time, so that the count holds.
  identity::LockSelf(txn, who);
  if (CountOwned(txn, who.tenant, who.user, kEventsMax) >= kEventsMax) {
    return Error{Code::kBadState, "events_full"};
  }
  Event event;
  event.what = draft.what;
  KOINE_CHECK(Settle(&event.what));
  event.id = NewEventId(txn);
  event.owner = who.user;
  event.uid = draft.uid.empty() ? std::to_string(event.id.value) + "@koine" : draft.uid;
  event.created_at = event.updated_at = event.reminded_at = txn.now_ms();
  InsertEvent(txn, who.tenant, event);
  const std::int64_t owner[] = {who.user.value};
  InsertSeats(txn, who.tenant, event, owner, Answer::kOwner);
  KOINE_CHECK(InviteNew(txn, who, event, 0, Invitable(txn, who, draft.invited)));
  PlanReminder(txn, who.tenant, event);
  return event.id;
}

Status Change(store::Txn& txn, const Owned& place, const Changes& changes) {
  const Principal& who = place.who();
  Event event = place.event();
  KOINE_CHECK(CheckActive(event, txn.now_ms()));
  const When before = event.what.when;
  Apply(changes, &event.what);
  KOINE_CHECK(Settle(&event.what));
  When& when = event.what.when;
  const bool moved = when != before;
  if (moved) {
    when.except = MovedGaps(before, when);
    ++event.revision;
    event.reminded_at = txn.now_ms();
  }
  if (changes.except) when.except = *changes.except;
  event.updated_at = txn.now_ms();
  UpdateEvent(txn, who.tenant, event);
  const std::vector<Seat> seats = SeatsOf(txn, who.tenant, event.id);
  if (moved) {
    MoveSeats(txn, who.tenant, event, true);
    std::vector<UserId> staying;
    for (const Seat& seat : seats) {
      const std::int64_t user = seat.person.id.value;
      const bool stays =
          !changes.invited || std::find(changes.invited->begin(), changes.invited->end(), user) !=
                                  changes.invited->end();
      if (stays) staying.push_back(seat.person.id);
    }
    Tell(txn, who.tenant, access::PersonOf(txn, who), staying, event, LineKind::kScheduleMoved);
  }
  if (changes.invited) KOINE_CHECK(ReplaceInvited(txn, who, event, seats, *changes.invited));
  PlanReminder(txn, who.tenant, event);
  return Ok();
}

Status Cancel(store::Txn& txn, const Owned& place) {
  const Event& event = place.event();
  if (!office::Next(kStates, event.StateAt(txn.now_ms()), Act::kCancel)) {
    return Error{Code::kBadState, "schedule_over"};
  }
  if (event.cancelled) return Ok();
  const Principal& who = place.who();
  SetCancelled(txn, who.tenant, event.id);
  ForgetReminder(txn, event.id);
  Tell(txn, who.tenant, access::PersonOf(txn, who), Concerned(SeatsOf(txn, who.tenant, event.id)),
       event, LineKind::kScheduleCancelled);
  return Ok();
}

Status Remove(store::Txn& txn, const Owned& place) {
  const Event& event = place.event();
  const Principal& who = place.who();
  std::vector<UserId> told;
  // Whoever was told that it is cancelled is not told again.
  if (!event.cancelled) told = Concerned(SeatsOf(txn, who.tenant, event.id));
  DeleteEvent(txn, who.tenant, event.id);
  ForgetReminder(txn, event.id);
  Tell(txn, who.tenant, access::PersonOf(txn, who), told, event, LineKind::kScheduleCancelled);
  return Ok();
}

Status Invite(store::Txn& txn, const Owned& place, std::span<const std::int64_t> users) {
  const Event& event = place.event();
  KOINE_CHECK(CheckActive(event, txn.now_ms()));
  const Principal& who = place.who();
  const std::vector<Seat> seats = SeatsOf(txn, who.tenant, event.id);
  return InviteNew(txn, who, event, seats.size(), Without(Invitable(txn, who, users), seats));
}

Status Uninvite(store::Txn& txn, const Attended& place, UserId user) {
  const Principal& who = place.who();
  const Event& event = place.event();
  const bool by_owner = event.owner == who.user;
  if (!by_owner && user != who.user) return Error{Code::kForbidden};
  const auto answer = FindAnswer(txn, who.tenant, event.id, user);
  if (!answer || *answer == Answer::kOwner) return Error{Code::kNotFound, "participant"};
  const std::int64_t gone[] = {user.value};
  DeleteSeats(txn, who.tenant, event.id, gone);
  const Person actor = access::PersonOf(txn, who);
  if (by_owner && *answer != Answer::kDeclined && !event.cancelled) {
    Tell(txn, who.tenant, actor, UsersOf(gone), event, LineKind::kScheduleUninvited);
  } else if (!by_owner && *answer != Answer::kDeclined && !event.cancelled) {
    const UserId owner[] = {event.owner};
    Tell(txn, who.tenant, actor, owner, event, LineKind::kScheduleDeclined);
  }
  return Ok();
}

Status Respond(store::Txn& txn, const Invited& place, Reply reply, std::string_view remark) {
  const Principal& who = place.who();
  const Event& event = place.event();
  const auto next = office::Next(kAnswers, place.answer(), reply);
  if (event.cancelled || !next) return Error{Code::kBadState, "schedule_cancelled"};
  SetAnswer(txn, who.tenant, event.id, who.user, *next, remark);
  if (*next == place.answer()) return Ok();
  const UserId owner[] = {event.owner};
  const bool accepted = *next == Answer::kAccepted;
  Tell(txn, who.tenant, access::PersonOf(txn, who), owner, event,
       accepted ? LineKind::kScheduleAccepted : LineKind::kScheduleDeclined, std::string(remark));
  return Ok();
}

}  // namespace koine::schedule
