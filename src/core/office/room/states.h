#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a booking, and what a room may be. Their words are stored: never rename them.
namespace koine::room {

// Any of them may follow any other: whoever runs the server says which it is.
enum class MeetingRoomStatus : std::uint8_t { kAvailable, kMaintenance, kDisabled };
KOINE_ENUM(MeetingRoomStatus, (MeetingRoomStatus::kAvailable, "AVAILABLE"),
           (MeetingRoomStatus::kMaintenance, "MAINTENANCE"),
           (MeetingRoomStatus::kDisabled, "DISABLED"))

enum class MeetingType : std::uint8_t { kRegular, kTraining, kInterview, kClient };
KOINE_ENUM(MeetingType, (MeetingType::kRegular, "REGULAR"), (MeetingType::kTraining, "TRAINING"),
           (MeetingType::kInterview, "INTERVIEW"), (MeetingType::kClient, "CLIENT"))

enum class BookingStatus : std::uint8_t { kPending, kConfirmed, kCancelled, kCompleted };
KOINE_ENUM(BookingStatus, (BookingStatus::kPending, "PENDING"),
           (BookingStatus::kConfirmed, "CONFIRMED"), (BookingStatus::kCancelled, "CANCELLED"),
           (BookingStatus::kCompleted, "COMPLETED"))

enum class BookingAct : std::uint8_t {
  kConfirm,
  kCancel,
  kCheckIn,
  kCheckOut,
  kRelease,  // by the server: nobody came
  kFinish,   // by the server: its time is over
  kFeedback,
};
KOINE_ENUM(BookingAct, (BookingAct::kConfirm, "confirm"), (BookingAct::kCancel, "cancel"),
           (BookingAct::kCheckIn, "check in"), (BookingAct::kCheckOut, "check out"),
           (BookingAct::kRelease, "release"), (BookingAct::kFinish, "finish"),
           (BookingAct::kFeedback, "feedback"))

inline constexpr office::Transition<BookingStatus, BookingAct> kBookingStates[] = {
    {BookingStatus::kPending, BookingAct::kConfirm, BookingStatus::kConfirmed},
    {BookingStatus::kPending, BookingAct::kCancel, BookingStatus::kCancelled},
    {BookingStatus::kConfirmed, BookingAct::kCancel, BookingStatus::kCancelled},
    {BookingStatus::kConfirmed, BookingAct::kCheckIn, BookingStatus::kConfirmed},
    {BookingStatus::kConfirmed, BookingAct::kCheckOut, BookingStatus::kCompleted},
    {BookingStatus::kConfirmed, BookingAct::kRelease, BookingStatus::kCancelled},
    {BookingStatus::kConfirmed, BookingAct::kFinish, BookingStatus::kCompleted},
    {BookingStatus::kCompleted, BookingAct::kFeedback, BookingStatus::kCompleted},
};

inline std::optional<BookingStatus> After(BookingStatus from, BookingAct act) {
  return office::Next(
      std::span<const office::Transition<BookingStatus, BookingAct>>(kBookingStates), from, act);
}

}  // namespace koine::room
