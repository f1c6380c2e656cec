#include "core/office/room/booking.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/identity/people.h"
#include "core/identity/system.h"
#include "core/office/room/people.h"
#include "core/office/room/rows.h"
#include "core/office/room/schedule.h"
#include "core/word/word.h"

namespace koine::room {

namespace {

using notification::LineKind;

Status CheckTime(const BookIn& in, std::int64_t now_ms) {
  if (in.span.begin >= in.span.end) return Error{Code::kBadArgument, "meeting_order"};
  if (in.span.begin < now_ms) return Error{Code::kBadArgument, "meeting_past"};
  if (in.span.end - in.span.begin > kLongestMs) return Error{Code::kBadArgument, "meeting_long"};
  return Ok();
}

Status CheckRoom(const Room& room, const BookIn& in, std::int64_t now_ms) {
  if (!room.bookable) return Error{Code::kBadState, "room_closed"};
  if (!room.open()) return Error{Code::kBadState, "room_down"};
  KOINE_CHECK(CheckTime(in, now_ms));
  if (in.people > room.capacity) return Error{Code::kBadArgument, "meeting_people"};
  return Ok();
}

// Everybody once, without the booker. kUserNotFound for one who has no account.
Result<std::vector<std::int64_t>> AttendeesOf(store::Txn& txn, const access::Principal& who,
                                              std::vector<std::int64_t> ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::erase(ids, who.user.value);
  if (static_cast<std::int64_t>(ids.size()) > kAttendeesMax) {
    return FieldError(Code::kBadArgument, "attendees");
  }
  std::size_t there = 0;
  for (const identity::User& user : identity::FindUsers(txn, who, ids)) {
    if (user.status != identity::UserStatus::kDeregistered) ++there;
  }
  if (there != ids.size()) return Error{Code::kUserNotFound};
  return ids;
}

Result<Done> Mask(store::Txn& txn, TenantId tenant, std::string* text, const char* field) {
  if (text->empty()) return Ok();
  KOINE_TRY(*text, word::TakeText(txn, tenant, *text, field));
  return Ok();
}

// The names of rooms, and with `people` all who are in the bookings, in one statement each.
std::vector<Booking> Filled(store::Txn& txn, TenantId tenant, std::vector<Booking> rows,
                            bool attendees) {
  std::vector<std::int64_t> ids, rooms, users;
  for (const Booking& row : rows) {
    ids.push_back(row.id.value);
    rooms.push_back(row.room.value);
    users.push_back(row.booker.id.value);
  }
  const std::vector<Seat> seats = attendees ? FindSeats(txn, tenant, ids) : std::vector<Seat>();
  for (const Seat& seat : seats) users.push_back(seat.user.value);
  std::sort(rooms.begin(), rooms.end());
  rooms.erase(std::unique(rooms.begin(), rooms.end()), rooms.end());
  const auto people = identity::FindPeople(txn, tenant, std::move(users));
  std::map<MeetingRoomId, Room> by_id;
  for (Room& room : FindRooms(txn, tenant, rooms)) by_id[room.id] = std::move(room);
  for (Booking& b : rows) {
    const UserId booker = b.booker.id;
    b.booker = people.Of(booker);
    b.room_name = by_id[b.room].name;
    b.room_location = by_id[b.room].location;
    auto [from, to] = std::equal_range(
        seats.begin(), seats.end(), Seat{b.id, {}, 0},
        [](const Seat& left, const Seat& right) { return left.booking < right.booking; });
    for (; from != to; ++from) {
      if (from->user == booker) continue;
      b.attendees.push_back({people.Of(from->user), from->checked_in_at});
    }
  }
  return rows;
}

}  // namespace

Result<BookingId> Book(store::Txn& txn, const RoomDoor& door, BookIn in) {
  const access::Principal& who = door.who();
  const Room& room = door.room();
  KOINE_CHECK(CheckRoom(room, in, txn.now_ms()));
  KOINE_CHECK(Mask(txn, who.tenant, &in.title, "meetingTitle"));
  KOINE_CHECK(Mask(txn, who.tenant, &in.agenda, "agenda"));
  KOINE_TRY(std::vector<std::int64_t> users, AttendeesOf(txn, who, std::move(in.attendees)));
  // The door has locked the room: nobody else books it until this is over.
  if (IsTaken(txn, who.tenant, room.id, in.span)) return Error{Code::kConflict, "booking"};
  identity::LockSelf(txn, who);
  if (CountComing(txn, who.tenant, who.user) >= kAheadMax) {
    return Error{Code::kBadState, "bookings_full"};
  }
  Booking b;
  b.booker.id = who.user;
  b.room = room.id;
  b.what = std::move(in);
  b.status = room.confirmed ? BookingStatus::kPending : BookingStatus::kConfirmed;
  // Who is told of it now need not be reminded at once.
  b.reminded = b.what.span.begin - kRemindMs <= txn.now_ms();
  InsertBooking(txn, who.tenant, &b);
  const std::vector<UserId> told(users.begin(), users.end());
  users.push_back(who.user.value);
  InsertAttendees(txn, who.tenant, b, users);
  if (b.status == BookingStatus::kConfirmed) {
    PutNext(txn, who.tenant, b);
    Tell(txn, who.tenant, b, LineKind::kMeetingBooked, who.user, told);
  } else {
    Tell(txn, who.tenant, b, LineKind::kBookingWaits, who.user,
         ManagersOf(txn, who.tenant, room.department, who.user));
  }
  return b.id;
}

Booking Get(store::Txn& txn, const SeenBooking& door) {
  return std::move(Filled(txn, door.who().tenant, {door.booking()}, true).front());
}

std::vector<Booking> ListOwn(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                             std::int64_t offset) {
  return Filled(txn, who.tenant, SelectOwn(txn, who.tenant, who.user, limit, offset), true);
}

std::int64_t CountOwn(store::Txn& txn, const access::Principal& who) {
  return CountOwnRows(txn, who.tenant, who.user);
}

std::vector<Booking> ListOf(store::Txn& txn, const RoomDoor& door, Span span) {
  const TenantId tenant = door.who().tenant;
  return Filled(txn, tenant, SelectOf(txn, tenant, door.room().id, span, kDayMax), false);
}

Status Cancel(store::Txn& txn, const EndedBooking& door, const std::string& reason) {
  const access::Principal& who = door.who();
  Booking b = door.booking();
  const auto next = After(b.status, BookingAct::kCancel);
  if (!next || b.what.span.end <= txn.now_ms()) return Error{Code::kBadState, "booking_cancel"};
  const bool waited = b.status == BookingStatus::kPending;
  b.status = *next;
  b.reason = reason;
  KOINE_CHECK(Mask(txn, who.tenant, &b.reason, "reason"));
  SaveBooking(txn, who.tenant, b);
  StopNext(txn, b);
  // Attendees of one that waited know nothing of it.
  std::vector<UserId> told = PeopleOf(txn, who.tenant, b, who.user);
  if (waited) std::erase_if(told, [&](UserId user) { return user != b.booker.id; });
  Tell(txn, who.tenant, b, LineKind::kMeetingCancelled, who.user, told, b.reason);
  if (b.booker.id != who.user) {
    audit::Note(txn, who, "meeting_booking.cancel",
                "meeting booking " + std::to_string(b.id.value));
  }
  return Ok();
}

Status Confirm(store::Txn& txn, const WaitingBooking& door) {
  const access::Principal& who = door.who();
  Booking b = door.booking();
  const auto next = After(b.status, BookingAct::kConfirm);
  if (!next || b.what.span.end <= txn.now_ms()) return Error{Code::kBadState, "booking_confirm"};
  b.status = *next;
  b.reminded = b.what.span.begin - kRemindMs <= txn.now_ms();
  SaveBooking(txn, who.tenant, b);
  PutNext(txn, who.tenant, b);
  if (b.booker.id != who.user) {
    Tell(txn, who.tenant, b, LineKind::kBookingConfirmed, who.user, {b.booker.id});
  }
  Tell(txn, who.tenant, b, LineKind::kMeetingBooked, b.booker.id,
       PeopleOf(txn, who.tenant, b, b.booker.id));
  audit::Note(txn, who, "meeting_booking.confirm", "meeting booking " + std::to_string(b.id.value));
  return Ok();
}

Status CheckIn(store::Txn& txn, const AttendedBooking& door) {
  const access::Principal& who = door.who();
  Booking b = door.booking();
  const auto next = After(b.status, BookingAct::kCheckIn);
  if (!next) return Error{Code::kBadState, "booking_state"};
  const auto seat = FindSeat(txn, who.tenant, b.id, who.user);
  if (!seat) return Error{Code::kNotFound, "booking"};
  if (seat->checked_in_at > 0) return Error{Code::kBadState, "checked_in"};
  const std::int64_t now = txn.now_ms();
  if (now < b.what.span.begin - kRemindMs || now >= b.what.span.end) {
    return Error{Code::kBadState, "check_in_window"};
  }
  SetCheckedIn(txn, who.tenant, b.id, who.user);
  if (b.checked_in_at > 0) return Ok();
  b.status = *next;
  b.checked_in_at = now;
  SaveBooking(txn, who.tenant, b);
  return Ok();
}

Status CheckOut(store::Txn& txn, const OwnBooking& door) {
  const TenantId tenant = door.who().tenant;
  Booking b = door.booking();
  if (b.checked_in_at == 0) return Error{Code::kBadState, "check_in_first"};
  if (b.checked_out_at > 0) return Error{Code::kBadState, "checked_out"};
  const auto next = After(b.status, BookingAct::kCheckOut);
  if (!next) return Error{Code::kBadState, "booking_state"};
  b.status = *next;
  b.checked_out_at = txn.now_ms();
  SaveBooking(txn, tenant, b);
  StopNext(txn, b);
  return Ok();
}

Status GiveFeedback(store::Txn& txn, const OwnBooking& door, const std::string& feedback,
                    std::int64_t rating) {
  const TenantId tenant = door.who().tenant;
  Booking b = door.booking();
  const auto next = After(b.status, BookingAct::kFeedback);
  if (!next) return Error{Code::kBadState, "feedback_early"};
  b.status = *next;
  b.feedback = feedback;
  b.rating = rating;
  SaveBooking(txn, tenant, b);
  return Ok();
}

}  // namespace koine::room
