#include "core/office/room/schedule.h"

#include <iterator>
#include <string>
#include <vector>

#include "core/job.h"
#include "core/office/room/people.h"
#include "core/office/room/system.h"

namespace koine::room {

namespace {

using notification::LineKind;

constexpr char kJob[] = "meeting_booking.next";
constexpr char kEndJob[] = "meeting_booking.end_all";
constexpr std::int64_t kEndSlice = 20;    // bookings that are called off in one transaction
constexpr std::int64_t kEndPauseMs = 50;  // before the next

void PutAt(store::Txn& txn, TenantId tenant, const Booking& row, std::int64_t due_ms) {
  PutRowJob(txn, kJob, {tenant, row.id.value}, due_ms);
}

bool Comes(const Booking& row) {
  return row.status == BookingStatus::kConfirmed;
}

// Tells everybody who takes part that it begins soon, once, and not after it has begun.
void Remind(store::Txn& txn, TenantId tenant, Booking* row) {
  const std::int64_t begin = row->what.span.begin;
  if (row->reminded || txn.now_ms() < begin - kRemindMs) return;
  row->reminded = true;
  if (txn.now_ms() >= begin) return;
  Tell(txn, tenant, *row, LineKind::kMeetingSoon, UserId(), PeopleOf(txn, tenant, *row, UserId()));
}

// Nobody came: the room is free again.
void Release(store::Txn& txn, TenantId tenant, Booking* row, std::int64_t release_ms) {
  if (release_ms == 0 || row->checked_in_at > 0 ||
      txn.now_ms() < row->what.span.begin + release_ms) {
    return;
  }
  const auto next = After(row->status, BookingAct::kRelease);
  if (!next) return;
  row->status = *next;
  Tell(txn, tenant, *row, LineKind::kBookingReleased, UserId(),
       PeopleOf(txn, tenant, *row, UserId()));
}

void Finish(store::Txn& txn, Booking* row) {
  if (row->checked_in_at == 0 || txn.now_ms() < row->what.span.end) return;
  row->status = After(row->status, BookingAct::kFinish).value_or(row->status);
}

Status RunNext(store::Txn& txn, std::string_view key, std::string_view payload,
               std::int64_t release_ms) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const TenantId tenant = job.tenant;
  auto row = LockBooking(txn, tenant, BookingId(job.id));
  if (!row || !Comes(*row)) return Ok();
  Remind(txn, tenant, &*row);
  Release(txn, tenant, &*row, release_ms);
  Finish(txn, &*row);
  SaveBooking(txn, tenant, *row);
  const std::int64_t next = NextMoment(*row, txn.now_ms(), release_ms);
  if (next > 0) PutAt(txn, tenant, *row, next);
  return Ok();
}

// Calls off the next bookings to come of somebody who is gone.
Status RunEnd(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const TenantId tenant = job.tenant;
  const std::vector<BookingId> coming = ListComing(txn, tenant, UserId(job.id), kEndSlice);
  for (const BookingId one : coming) {
    auto row = LockBooking(txn, tenant, one);
    const auto next = row ? After(row->status, BookingAct::kCancel) : std::nullopt;
    if (!next) continue;
    const bool known = Comes(*row);
    row->status = *next;
    SaveBooking(txn, tenant, *row);
    StopNext(txn, *row);
    if (!known) continue;
    Tell(txn, tenant, *row, LineKind::kMeetingCancelled, UserId(),
         PeopleOf(txn, tenant, *row, row->booker.id));
  }
  if (std::ssize(coming) == kEndSlice) {
    txn.PutJob(kEndJob, key, txn.now_ms() + kEndPauseMs, payload);
  }
  return Ok();
}

}  // namespace

void EndBookings(store::Txn& txn, TenantId tenant, UserId user) {
  PutRowJob(txn, kEndJob, {tenant, user.value}, txn.now_ms());
}

std::int64_t NextMoment(const Booking& row, std::int64_t now_ms, std::int64_t release_ms) {
  if (!Comes(row)) return 0;
  const Span span = row.what.span;
  if (!row.reminded) return span.begin - kRemindMs;
  // The time of release is asked for when it has begun: the setting may be another by then.
  if (now_ms < span.begin) return span.begin;
  const bool came = row.checked_in_at > 0;
  if (release_ms > 0 && !came && now_ms < span.begin + release_ms) return span.begin + release_ms;
  return now_ms < span.end ? span.end : 0;
}

void PutNext(store::Txn& txn, TenantId tenant, const Booking& row) {
  const std::int64_t next = NextMoment(row, txn.now_ms(), 0);
  if (next > 0) PutAt(txn, tenant, row, next);
}

void StopNext(store::Txn& txn, const Booking& row) {
  txn.CancelJob(kJob, std::to_string(row.id.value));
}

void AddJobs(store::JobRunner& jobs, std::int64_t release_ms) {
  jobs.Add(kJob, [release_ms](store::Txn& txn, std::string_view key, std::string_view payload) {
    return RunNext(txn, key, payload, release_ms);
  });
  jobs.Add(kEndJob, RunEnd);
}

}  // namespace koine::room
