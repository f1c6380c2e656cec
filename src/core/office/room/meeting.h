#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "core/office/room/states.h"
#include "core/person.h"

// What a meeting room is, and a booking of it (ruoyi 19).
namespace koine::room {

using MeetingRoomId = Id<struct MeetingRoomTag>;
using BookingId = Id<struct BookingTag>;

struct Equipment {
  bool projector = false, whiteboard = false, video = false, phone = false;
};
struct Room {
  MeetingRoomId id;
  std::string name, number;  // number empty: none
  std::int64_t department = 0;
  std::string department_name;  // empty: none
  std::string location, floor;
  std::int64_t capacity = 0;
  Equipment has;
  std::vector<std::string> facilities, photos;
  MeetingRoomStatus status = MeetingRoomStatus::kAvailable;
  bool bookable = true;
  bool confirmed = false;  // bookings wait until the room's manager confirms them
  std::string description, remark;
  std::int64_t created_at = 0, updated_at = 0;  // ms
  bool occupied = false;                        // now
  std::int64_t bookings = 0;                    // within kCountedMs

  bool open() const { return bookable && status == MeetingRoomStatus::kAvailable; }
};

// A time, ms: from the first moment to the one after the last.
struct Span {
  std::int64_t begin = 0, end = 0;
};

struct BookIn {
  std::string title;
  MeetingType type = MeetingType::kRegular;
  Span span;
  std::int64_t people = 0;
  std::vector<std::int64_t> attendees;
  std::string agenda, refreshments, recording, remark;
  std::vector<std::string> resources;
};
struct Attendee {
  Person who;
  std::int64_t checked_in_at = 0;  // ms; 0: not
};
struct Booking {
  BookingId id;
  MeetingRoomId room;
  std::string room_name, room_location;
  Person booker;
  BookIn what;
  std::vector<Attendee> attendees;  // without the booker; what.attendees is empty
  BookingStatus status = BookingStatus::kConfirmed;
  std::string reason;                                  // why it was called off
  std::int64_t checked_in_at = 0, checked_out_at = 0;  // ms; the first of those who came
  std::string feedback;
  std::int64_t rating = 0;  // 0: none
  std::int64_t created_at = 0, updated_at = 0;
  bool reminded = false;  // everybody was told that it begins soon, or need not be

  // Its time is over, and nobody said what became of it.
  bool ExpiredAt(std::int64_t now_ms) const {
    const bool open = status == BookingStatus::kPending || status == BookingStatus::kConfirmed;
    return open && what.span.end <= now_ms;
  }
};

}  // namespace koine::room
