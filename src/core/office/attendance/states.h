#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What a day of attendance may be, and what may become of a request to mend it. Their words are
// stored: never rename them.
namespace koine::attendance {

enum class AttendanceType : std::uint8_t { kWork, kOvertime, kWeekend };
KOINE_ENUM(AttendanceType, (AttendanceType::kWork, "WORK"), (AttendanceType::kOvertime, "OVERTIME"),
           (AttendanceType::kWeekend, "WEEKEND"))

// ABSENT is never stored: it is what a missing time means once the day is over.
enum class CheckInStatus : std::uint8_t { kNormal, kLate, kAbsent };
KOINE_ENUM(CheckInStatus, (CheckInStatus::kNormal, "NORMAL"), (CheckInStatus::kLate, "LATE"),
           (CheckInStatus::kAbsent, "ABSENT"))

enum class CheckOutStatus : std::uint8_t { kNormal, kEarly, kAbsent };
KOINE_ENUM(CheckOutStatus, (CheckOutStatus::kNormal, "NORMAL"), (CheckOutStatus::kEarly, "EARLY"),
           (CheckOutStatus::kAbsent, "ABSENT"))

enum class SupplementSide : std::uint8_t { kIn, kOut };
KOINE_ENUM(SupplementSide, (SupplementSide::kIn, "IN"), (SupplementSide::kOut, "OUT"))

// Of the last request for the day; kNone: there was none.
enum class SupplementStatus : std::uint8_t { kNone, kPending, kApproved, kRejected };
KOINE_ENUM(SupplementStatus, (SupplementStatus::kNone, "NONE"),
           (SupplementStatus::kPending, "PENDING"), (SupplementStatus::kApproved, "APPROVED"),
           (SupplementStatus::kRejected, "REJECTED"))

enum class SupplementAct : std::uint8_t { kApply, kApprove, kReject };
KOINE_ENUM(SupplementAct, (SupplementAct::kApply, "apply"), (SupplementAct::kApprove, "approve"),
           (SupplementAct::kReject, "reject"))

inline constexpr office::Transition<SupplementStatus, SupplementAct> kSupplementStates[] = {
    {SupplementStatus::kNone, SupplementAct::kApply, SupplementStatus::kPending},
    {SupplementStatus::kPending, SupplementAct::kApprove, SupplementStatus::kApproved},
    {SupplementStatus::kPending, SupplementAct::kReject, SupplementStatus::kRejected},
    {SupplementStatus::kApproved, SupplementAct::kApply, SupplementStatus::kPending},
    {SupplementStatus::kRejected, SupplementAct::kApply, SupplementStatus::kPending},
};

inline std::optional<SupplementStatus> After(SupplementStatus from, SupplementAct act) {
  return office::Next(
      std::span<const office::Transition<SupplementStatus, SupplementAct>>(kSupplementStates), from,
      act);
}

}  // namespace koine::attendance
