#include "core/schema/office.h"

namespace koine::core {

// Meeting rooms and their bookings. A room that was removed stays for the bookings that it had.
// `meeting_attendee` has a line for the booker too, and the beginning of the booking, so that one
// index finds what somebody takes part in. Of two bookings of a room that hold, none share a
// moment: whoever writes one locks the room (core/office/room).
const char kRooms[] = R"sql(
create table meeting_room (
  id ID, tenant_id INT not null, name TEXT not null, number TEXT not null,
  search_text TEXT not null, department_id INT not null, location TEXT not null,
  floor TEXT not null, capacity INT not null, projector INT not null, whiteboard INT not null,
  video INT not null, phone INT not null, facilities TEXT not null, photos TEXT not null,
  status TEXT not null, bookable INT not null, confirmed INT not null,
  description TEXT not null, remark TEXT not null, created_at INT not null,
  updated_at INT not null, deleted_at INT not null);
create index meeting_room_tenant on meeting_room (tenant_id, deleted_at);
create unique index meeting_room_number on meeting_room (tenant_id, number)
  where number <> '' and deleted_at = 0;

create table meeting_booking (
  id ID, tenant_id INT not null, room_id INT not null, user_id INT not null,
  title TEXT not null, type TEXT not null, starts_at INT not null, ends_at INT not null,
  people INT not null, agenda TEXT not null, resources TEXT not null,
  refreshments TEXT not null, recording TEXT not null, remark TEXT not null,
  status TEXT not null, reason TEXT not null, reminded INT not null,
  checked_in_at INT not null, checked_out_at INT not null, feedback TEXT not null,
  rating INT not null, created_at INT not null, updated_at INT not null);
create index meeting_booking_room on meeting_booking
  (room_id, starts_at, ends_at, status, tenant_id);
create index meeting_booking_user on meeting_booking (user_id, starts_at, status, tenant_id);

create table meeting_attendee (
  booking_id INT not null, user_id INT not null, tenant_id INT not null, starts_at INT not null,
  checked_in_at INT not null, primary key (booking_id, user_id)) without rowid;
create index meeting_attendee_user on meeting_attendee (user_id, starts_at, booking_id, tenant_id);
)sql";

}  // namespace koine::core
