#include "core/office/attendance/door.h"

#include "core/identity/people.h"
#include "core/office/attendance/rows.h"
#include "core/office/organization/organization.h"

namespace koine::attendance {

namespace {

bool IsOneOf(store::Txn& txn, const access::Principal& who, UserId owner, unsigned parts) {
  if (owner == who.user) return (parts & kOwner) != 0;
  if ((parts & kChief) == 0) return false;
  return who.admin() || organization::IsLeaderOver(txn, who.tenant, who.user, owner);
}

}  // namespace

template <unsigned kParts>
Result<DayDoor<kParts>> DayDoor<kParts>::Open(store::Txn& txn, const access::Principal& who,
                                              AttendanceId id) {
  const auto row = FindRecord(txn, who.tenant, id, txn.writable());
  if (!row) return Error{Code::kNotFound, "attendance"};
  if (!IsOneOf(txn, who, row->record.who.id, kParts)) return Error{Code::kRoleTooLow};
  return DayDoor(who, id);
}

Result<OwnDay> OpenPast(store::Txn& txn, const access::Principal& who, const Hours& hours,
                        std::int64_t day) {
  const std::int64_t today = LocalOf(txn.now_ms(), *hours.zone).day;
  if (day >= today || day < today - kPastDays) return Error{Code::kBadArgument, "supplement_day"};
  // Two who make the record at once wait for each other.
  identity::LockSelf(txn, who);
  auto row = FindDay(txn, who.tenant, who.user, day, true);
  if (!row) {
    row.emplace();
    row->record.who.id = who.user;
    row->record.day = day;
    row->record.type = TypeOf(hours, day);
    InsertRecord(txn, who.tenant, &*row);
  }
  return OwnDay(who, row->record.id);
}

template class DayDoor<kOwner | kChief>;
template class DayDoor<kOwner>;
template class DayDoor<kChief>;

}  // namespace koine::attendance
