#include "core/office/schedule/remind.h"

#include <algorithm>

#include "base/time.h"
#include "core/job.h"
#include "core/notification/notification.h"
#include "core/office/schedule/rows.h"
#include "core/office/schedule/schedule.h"

namespace koine::schedule {

namespace {

constexpr char kRemindJob[] = "schedule.remind";
constexpr char kRelatedType[] = "SCHEDULE";

void TellAt(store::Txn& txn, TenantId tenant, const Person& actor, std::span<const UserId> users,
            const Event& event, std::int64_t start_at, notification::Line line) {
  if (users.empty()) return;
  line.actor = actor.name;
  line.topic = event.what.title;
  line.place = event.what.location;
  line.from_ms = start_at;
  line.to_ms = start_at + event.what.when.end_at - event.what.when.start_at;
  notification::Notify(
      txn, tenant, actor.id, users,
      notification::ContentOf(notification::kSchedule, line, kRelatedType, event.id.value));
}

// One occurrence, with its mark, in one transaction; then the job waits for the next. What was
// changed or removed meanwhile is found so, since the event is read here.
Status Remind(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const TenantId tenant = job.tenant;
  auto event = FindEvent(txn, tenant, EventId(job.id), true);
  if (!event || event->cancelled || !event->what.reminder) return Ok();
  const auto next = NextAfter(event->what.when, event->reminded_at);
  if (!next) return Ok();
  const std::int64_t now = txn.now_ms();
  if (next->start_at - *event->what.reminder * kMinuteMs > now) {
    PlanReminder(txn, tenant, *event);
    return Ok();
  }
  event->reminded_at = next->start_at;
  if (next->end_at + kRemindLateMs >= now) {
    std::vector<UserId> users = {event->owner};
    const std::int64_t ids[] = {event->id.value};
    for (const Seat& seat : ListSeats(txn, tenant, ids)) {
      if (seat.answer == Answer::kAccepted) users.push_back(seat.person.id);
    }
    notification::Line line;
    line.kind = notification::LineKind::kScheduleSoon;
    TellAt(txn, tenant, Person(), users, *event, next->start_at, std::move(line));
  } else {
    // Of all that is as late at once: nobody is reminded of it any more.
    const std::int64_t length = next->end_at - next->start_at;
    event->reminded_at = std::max(next->start_at, now - kRemindLateMs - length - 1);
  }
  SetReminded(txn, tenant, event->id, event->reminded_at);
  PlanReminder(txn, tenant, *event);
  return Ok();
}

}  // namespace

void PlanReminder(store::Txn& txn, TenantId tenant, const Event& event) {
  std::optional<Span> next;
  if (event.what.reminder && !event.cancelled) {
    next = NextAfter(event.what.when, event.reminded_at);
  }
  if (!next) return ForgetReminder(txn, event.id);
  PutRowJob(txn, kRemindJob, {tenant, event.id.value},
            next->start_at - *event.what.reminder * kMinuteMs);
}

void ForgetReminder(store::Txn& txn, EventId id) {
  txn.CancelJob(kRemindJob, std::to_string(id.value));
}

void Tell(store::Txn& txn, TenantId tenant, const Person& actor, std::span<const UserId> users,
          const Event& event, notification::LineKind kind, const std::string& text) {
  notification::Line line;
  line.kind = kind;
  line.text = text;
  TellAt(txn, tenant, actor, users, event, event.what.when.start_at, std::move(line));
}

std::vector<UserId> Concerned(const std::vector<Seat>& seats) {
  std::vector<UserId> out;
  for (const Seat& seat : seats) {
    if (seat.answer != Answer::kDeclined) out.push_back(seat.person.id);
  }
  return out;
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kRemindJob, Remind);
}

}  // namespace koine::schedule
