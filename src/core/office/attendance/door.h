#pragma once

#include <cstdint>
#include <utility>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/attendance/hours.h"
#include "store/txn.h"

// The doors of days of attendance (ruoyi 10): whose day it is sees it, and so do administrators and
// whoever leads one of that user's departments, or one above it.
namespace koine::attendance {

using AttendanceId = Id<struct AttendanceTag>;

// A request for a day without a record may be made so many days later.
inline constexpr std::int64_t kPastDays = 30;

// What somebody is to a day.
enum Part : unsigned { kOwner = 1, kChief = 2 };

template <unsigned kParts>
class DayDoor;

// The principal's own record of a past day, which is made if there is none. kBadArgument
// "supplement_day" unless the day is one of the last kPastDays. REQUIRES: txn.writable()
Result<DayDoor<kOwner>> OpenPast(store::Txn& txn, const access::Principal& who, const Hours& hours,
                                 std::int64_t day);

// A day for those who are one of `kParts` to it; its row is locked where something is written.
// kNotFound "attendance"; kRoleTooLow for everybody else. Nobody is their own chief.
template <unsigned kParts>
class DayDoor {
 public:
  static constexpr const char* kDoor = "attendance";
  using Key = AttendanceId;
  static Result<DayDoor> Open(store::Txn& txn, const access::Principal& who, AttendanceId id);

  const access::Principal& who() const { return who_; }
  AttendanceId id() const { return id_; }

 private:
  friend Result<DayDoor<kOwner>> OpenPast(store::Txn& txn, const access::Principal& who,
                                          const Hours& hours, std::int64_t day);
  DayDoor(access::Principal who, AttendanceId id) : who_(std::move(who)), id_(id) {}
  access::Principal who_;
  AttendanceId id_;
};
using SeenDay = DayDoor<kOwner | kChief>;
using OwnDay = DayDoor<kOwner>;
using JudgedDay = DayDoor<kChief>;

}  // namespace koine::attendance
