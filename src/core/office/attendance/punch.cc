// Coming and going.

#include <utility>

#include "core/identity/people.h"
#include "core/identity/user.h"
#include "core/office/attendance/attendance.h"
#include "core/office/attendance/judge.h"
#include "core/office/attendance/rows.h"

namespace koine::attendance {

namespace {

const Error kOutTwice{Code::kBadState, "attendance_out"};
const Error kInFirst{Code::kBadState, "attendance_in_first"};

// As the one who did it reads it.
Record Shown(RecordRow row, const Hours& hours, std::int64_t now_ms,
             const std::optional<identity::User>& self) {
  if (self) row.record.who = self->person();
  Judge(hours, now_ms, &row.record);
  return std::move(row.record);
}

}  // namespace

Result<Record> CheckIn(store::Txn& txn, const access::Principal& who, const Hours& hours,
                       const Punch& punch) {
  // Two that come at once wait for each other.
  const auto self = identity::LockSelf(txn, who);
  const std::int64_t now = txn.now_ms();
  const std::int64_t today = LocalOf(now, *hours.zone).day;
  auto row = FindDay(txn, who.tenant, who.user, today, true);
  if (row && row->record.in_at > 0) return Error{Code::kBadState, "attendance_in"};
  const bool fresh = !row;
  if (fresh) row.emplace();
  Record& r = row->record;
  r.who.id = who.user;
  r.day = today;
  if (fresh) r.type = TypeOf(hours, today);
  r.in_at = now;
  r.in = StatusIn(hours, today, now);
  r.in_place = punch.place;
  r.device = punch.device;
  if (fresh) {
    InsertRecord(txn, who.tenant, &*row);
  } else {
    SaveRecord(txn, who.tenant, &*row);
  }
  return Shown(*std::move(row), hours, now, self);
}

Result<Record> CheckOut(store::Txn& txn, const access::Principal& who, const Hours& hours,
                        const Punch& punch) {
  const auto self = identity::LockSelf(txn, who);
  const std::int64_t now = txn.now_ms();
  const std::int64_t today = LocalOf(now, *hours.zone).day;
  auto row = FindDay(txn, who.tenant, who.user, today, true);
  if (!row || row->record.in_at == 0) {
    row = FindDay(txn, who.tenant, who.user, today - 1, true);
    if (!row || !MayGoOn(hours, row->record, now)) return kInFirst;
    // Who ended yesterday before midnight has to come first.
    const std::int64_t out_at = row->record.out_at;
    if (out_at > 0 && LocalOf(out_at, *hours.zone).day < today) return kInFirst;
  }
  Record& r = row->record;
  if (r.out_at > 0) return kOutTwice;
  r.out_at = now;
  r.out = StatusOut(hours, r.day, now);
  r.out_place = punch.place;
  if (!punch.device.empty()) r.device = punch.device;
  r.minutes = MinutesOf(r);
  SaveRecord(txn, who.tenant, &*row);
  return Shown(*std::move(row), hours, now, self);
}

std::optional<Record> FindToday(store::Txn& txn, const access::Principal& who, const Hours& hours) {
  const std::int64_t now = txn.now_ms();
  const std::int64_t today = LocalOf(now, *hours.zone).day;
  auto row = FindDay(txn, who.tenant, who.user, today, false);
  if (!row) {
    row = FindDay(txn, who.tenant, who.user, today - 1, false);
    if (!row || row->record.out_at > 0 || !MayGoOn(hours, row->record, now)) return std::nullopt;
  }
  return Shown(*std::move(row), hours, now, identity::FindUser(txn, who, who.user));
}

}  // namespace koine::attendance
