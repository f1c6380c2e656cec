// One occurrence of a series and all after it: the series ends before it, and what follows is a
// series of its own.

#include <algorithm>

#include "base/time.h"
#include "core/access/doors.h"
#include "core/office/schedule/remind.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/schedule.h"
#include "core/office/schedule/series.h"
#include "core/office/schedule/when.h"

namespace koine::schedule {

namespace {

using access::Principal;

// The last millisecond before the day of this moment, in the event's zone.
std::int64_t EveOf(std::int64_t ms, const When& when) {
  const Zone& zone = ZoneOf(when);
  Civil day = ToCivil(ms, zone);
  day.hour = day.minute = day.second = day.millisecond = 0;
  return FromCivil(day, zone) - 1;
}

// The series as it is before that occurrence. No rule has two on one day.
Result<Details> Before(const Event& series, const Span& from) {
  Details out = series.what;
  if (out.repeat.written.empty()) {
    out.repeat.last_day = FormatDay(EveOf(from.start_at, out.when), ZoneOf(out.when));
  } else {
    out.repeat.written = RuleBefore(out.when, from.start_at);
  }
  std::erase_if(out.when.except, [&](std::int64_t gap) { return gap >= from.start_at; });
  KOINE_CHECK(Settle(&out));
  return out;
}

// The series as it is from that occurrence on: it ends when it did, with the gaps that it had.
Result<Details> Rest(const Event& series, const Span& from) {
  Details out = series.what;
  if (!out.repeat.written.empty()) {
    out.repeat.written = RuleFrom(out.when, from.start_at);
  } else if (const auto until = UntilOf(out.when)) {
    out.repeat.last_day = FormatDay(*until, ZoneOf(out.when));
  }
  out.when.start_at = from.start_at;
  out.when.end_at = from.end_at;
  std::erase_if(out.when.except, [&](std::int64_t gap) { return gap < from.start_at; });
  KOINE_CHECK(Settle(&out));
  return out;
}

bool IsFirst(const Event& series, std::int64_t start_at) {
  const auto first = NextAfter(series.what.when, series.what.when.start_at - 1);
  return first && first->start_at == start_at;
}

// Answers stay, for nothing of what remains has moved.
void Write(store::Txn& txn, const Principal& who, Event series, Details what) {
  series.what = std::move(what);
  ++series.revision;
  series.updated_at = txn.now_ms();
  UpdateEvent(txn, who.tenant, series);
  MoveSeats(txn, who.tenant, series, false);
  PlanReminder(txn, who.tenant, series);
}

}  // namespace

Result<EventId> ChangeFollowing(store::Txn& txn, const Owned& place, std::int64_t start_at,
                                const Changes& changes) {
  const Principal& who = place.who();
  const Event& series = place.event();
  if (series.cancelled) return Error{Code::kBadState, "schedule_cancelled"};
  KOINE_TRY(const Span from, OccurrenceAt(series, start_at));
  Event rest = series;
  KOINE_TRY(rest.what, Rest(series, from));
  if (IsFirst(series, start_at)) {
    if (rest.what.when != series.what.when) Write(txn, who, series, rest.what);
  } else {
    KOINE_TRY(Details before, Before(series, from));
    Write(txn, who, series, std::move(before));
    rest.revision = 0;
    KOINE_CHECK(InsertBeside(txn, who, series.id, &rest));
  }
  KOINE_TRY(const Owned fresh, Owned::Open(txn, who, rest.id));
  KOINE_CHECK(Change(txn, fresh, changes));
  return rest.id;
}

Status RemoveFollowing(store::Txn& txn, const Owned& place, std::int64_t start_at) {
  const Principal& who = place.who();
  const Event& series = place.event();
  KOINE_TRY(const Span from, OccurrenceAt(series, start_at));
  if (IsFirst(series, start_at)) return Remove(txn, place);
  Event rest = series;
  KOINE_TRY(rest.what, Rest(series, from));
  KOINE_TRY(Details before, Before(series, from));
  Write(txn, who, series, std::move(before));
  if (series.cancelled) return Ok();
  const std::int64_t ids[] = {series.id.value};
  Tell(txn, who.tenant, access::PersonOf(txn, who), Concerned(ListSeats(txn, who.tenant, ids)),
       rest, notification::LineKind::kScheduleCancelled);
  return Ok();
}

}  // namespace koine::schedule
