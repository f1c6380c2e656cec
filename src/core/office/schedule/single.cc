// One occurrence of a series, changed or taken out by itself.

#include <algorithm>
#include <map>
#include <vector>

#include "core/access/doors.h"
#include "core/identity/people.h"
#include "core/office/schedule/remind.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/schedule.h"
#include "core/office/schedule/series.h"

namespace koine::schedule {

using access::Principal;
using notification::LineKind;

Result<Span> OccurrenceAt(const Event& event, std::int64_t start_at) {
  if (event.what.when.rule.empty()) return Error{Code::kNotFound, "schedule"};
  const auto found = NextAfter(event.what.when, start_at - 1);
  if (!found || found->start_at != start_at) return Error{Code::kNotFound, "schedule"};
  return *found;
}

Event Alone(const Event& series, const Span& span) {
  Event one = series;
  one.what.repeat = Repeat();
  one.what.when.rule.clear();
  one.what.when.except.clear();
  one.what.when.start_at = span.start_at;
  one.what.when.end_at = span.end_at;
  one.revision = 0;
  return one;
}

namespace {

// Leaves a gap in the series. Answers and reminders of the others stay as they are.
Status TakeOut(store::Txn& txn, const Principal& who, Event series, std::int64_t start_at) {
  std::vector<std::int64_t>& gaps = series.what.when.except;
  if (gaps.size() >= kExceptMax) return Error{Code::kBadState, "events_full"};
  gaps.insert(std::upper_bound(gaps.begin(), gaps.end(), start_at), start_at);
  series.updated_at = txn.now_ms();
  UpdateEvent(txn, who.tenant, series);
  PlanReminder(txn, who.tenant, series);
  return Ok();
}

// The same people with the same answers: a statement for each answer.
void CopySeats(store::Txn& txn, const Principal& who, EventId from, const Event& to) {
  std::map<Answer, std::vector<std::int64_t>> users;
  users[Answer::kOwner] = {to.owner.value};
  const std::int64_t ids[] = {from.value};
  for (const Seat& seat : ListSeats(txn, who.tenant, ids)) {
    users[seat.answer].push_back(seat.person.id.value);
  }
  for (const auto& [answer, some] : users) InsertSeats(txn, who.tenant, to, some, answer);
}

}  // namespace

Status InsertBeside(store::Txn& txn, const Principal& who, EventId from, Event* event) {
  // One at a time, so that the count holds.
  identity::LockSelf(txn, who);
  if (CountOwned(txn, who.tenant, who.user, kEventsMax) >= kEventsMax) {
    return Error{Code::kBadState, "events_full"};
  }
  event->id = NewEventId(txn);
  event->uid = std::to_string(event->id.value) + "@koine";
  event->created_at = event->updated_at = txn.now_ms();
  InsertEvent(txn, who.tenant, *event);
  CopySeats(txn, who, from, *event);
  return Ok();
}

Result<EventId> ChangeOne(store::Txn& txn, const Owned& place, std::int64_t start_at,
                          const Changes& changes) {
  const Principal& who = place.who();
  const Event& series = place.event();
  if (series.cancelled) return Error{Code::kBadState, "schedule_cancelled"};
  if (changes.repeat && changes.repeat->frequency != Frequency::kNone) {
    return Error{Code::kBadArgument, "recurrence"};
  }
  KOINE_TRY(const Span span, OccurrenceAt(series, start_at));
  KOINE_CHECK(TakeOut(txn, who, series, start_at));
  Event one = Alone(series, span);
  KOINE_CHECK(InsertBeside(txn, who, series.id, &one));
  KOINE_TRY(const Owned fresh, Owned::Open(txn, who, one.id));
  KOINE_CHECK(Change(txn, fresh, changes));
  return one.id;
}

Status RemoveOne(store::Txn& txn, const Owned& place, std::int64_t start_at) {
  const Principal& who = place.who();
  const Event& series = place.event();
  KOINE_TRY(const Span span, OccurrenceAt(series, start_at));
  KOINE_CHECK(TakeOut(txn, who, series, start_at));
  if (series.cancelled) return Ok();
  const std::int64_t ids[] = {series.id.value};
  Tell(txn, who.tenant, access::PersonOf(txn, who), Concerned(ListSeats(txn, who.tenant, ids)),
       Alone(series, span), LineKind::kScheduleCancelled);
  return Ok();
}

}  // namespace koine::schedule
