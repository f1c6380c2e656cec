#pragma once

#include <utility>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/room/meeting.h"
#include "store/txn.h"

// The doors of meeting rooms and bookings (ruoyi 19). That a room is there, and when it is taken,
// anybody of the tenant may know; what is said about a meeting only those who take part, and those
// who look after the room.
namespace koine::room {

// A room of the principal's tenant, locked where something is written: so two who book it wait for
// each other. kNotFound "meeting_room".
class RoomDoor {
 public:
  static constexpr const char* kDoor = "meeting_room";
  using Key = MeetingRoomId;
  static Result<RoomDoor> Open(store::Txn& txn, const access::Principal& who, MeetingRoomId id);

  const access::Principal& who() const { return who_; }
  // Without `occupied`, `bookings` and the department's name.
  const Room& room() const { return room_; }

 private:
  RoomDoor(access::Principal who, Room room) : who_(std::move(who)), room_(std::move(room)) {}
  access::Principal who_;
  Room room_;
};

// What somebody is to a booking.
enum Part : unsigned { kBooker = 1, kAttendee = 2, kManager = 4 };

// A booking for those who are one of `kParts` to it; its row is locked where something is written.
// kNotFound "booking"; kRoleTooLow for everybody else. Who manages a room: administrators, and who
// leads its department.
template <unsigned kParts>
class BookingDoor {
 public:
  static constexpr const char* kDoor = "booking";
  using Key = BookingId;
  static Result<BookingDoor> Open(store::Txn& txn, const access::Principal& who, BookingId id);

  const access::Principal& who() const { return who_; }
  // As its row has it: of the booker the id alone, no attendees, no names of the room.
  const Booking& booking() const { return booking_; }

 private:
  BookingDoor(access::Principal who, Booking booking)
      : who_(std::move(who)), booking_(std::move(booking)) {}
  access::Principal who_;
  Booking booking_;
};
using SeenBooking = BookingDoor<kBooker | kAttendee | kManager>;
using EndedBooking = BookingDoor<kBooker | kManager>;  // who may call it off
using WaitingBooking = BookingDoor<kManager>;          // who may confirm it
using AttendedBooking = BookingDoor<kBooker | kAttendee>;
using OwnBooking = BookingDoor<kBooker>;

}  // namespace koine::room
