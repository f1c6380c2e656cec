#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/office/room/door.h"
#include "core/office/room/room.h"
#include "store/job.h"
#include "store/txn.h"

// Bookings of meeting rooms (ruoyi 19.7 to 19.12, 19.14). Two bookings of one room that wait or are
// confirmed never share a moment; ends that touch do not clash.
namespace koine::room {

// Code points, where nothing else is said.
inline constexpr std::int64_t kTitleChars = 200;
inline constexpr std::int64_t kAgendaChars = 2000;
inline constexpr std::int64_t kNoteChars = 500;  // refreshments, recording, remark, reason
inline constexpr std::int64_t kFeedbackChars = 1000;
inline constexpr std::int64_t kRatingMax = 5;       // from 1
inline constexpr std::int64_t kAttendeesMax = 300;  // whom a booking names
inline constexpr std::int64_t kAheadMax = 500;      // of one user, those to come
inline constexpr std::int64_t kLongestMs = 7LL * 24 * 3600 * 1000;
// So long before it begins booker and attendees are reminded, and may check in.
inline constexpr std::int64_t kRemindMs = 15LL * 60 * 1000;

// Refused in this order: kBadState "room_closed" (not bookable), "room_down" (not available);
// kBadArgument "meeting_order", "meeting_past", "meeting_long" (kLongestMs), "meeting_people" (more
// than the room has seats); kUserNotFound; kConflict "booking" when it is taken; kBadState
// "bookings_full" beyond kAheadMax. The booking is confirmed and attendees are told; where the room
// wants confirmation it waits, its managers are told, and attendees once it is confirmed.
Result<BookingId> Book(store::Txn& txn, const RoomDoor& door, BookIn in);

Booking Get(store::Txn& txn, const SeenBooking& door);
// Booked or attended by the principal, the latest first.
std::vector<Booking> ListOwn(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                             std::int64_t offset);
std::int64_t CountOwn(store::Txn& txn, const access::Principal& who);
// Those of a room that touch this time, by their beginning; none that were called off. At most
// kDayMax. Attendees are left out.
inline constexpr std::int64_t kDayMax = 500;
std::vector<Booking> ListOf(store::Txn& txn, const RoomDoor& door, Span span);

// kBadState "booking_cancel" when it ended or was called off. Everybody else who is in it is told.
Status Cancel(store::Txn& txn, const EndedBooking& door, const std::string& reason);
// kBadState "booking_confirm" unless it waits and is not over.
Status Confirm(store::Txn& txn, const WaitingBooking& door);
// kBadState "booking_state", "checked_in" (the principal, already); "check_in_window" sooner than
// kRemindMs before it begins, or from its end on.
Status CheckIn(store::Txn& txn, const AttendedBooking& door);
// kBadState "check_in_first" when nobody has, "checked_out", "booking_state". The room is free.
Status CheckOut(store::Txn& txn, const OwnBooking& door);
// kBadState "feedback_early" unless it is completed. The last one counts.
Status GiveFeedback(store::Txn& txn, const OwnBooking& door, const std::string& feedback,
                    std::int64_t rating);

// The jobs of bookings, each in one transaction with what it does: reminders, the end of those that
// began `release_ms` ago and to which nobody came (0: never), and of those whose time is over.
void AddJobs(store::JobRunner& jobs, std::int64_t release_ms);

}  // namespace koine::room
