#include "core/office/room/door.h"

#include "core/office/room/people.h"
#include "core/office/room/rows.h"

namespace koine::room {

Result<RoomDoor> RoomDoor::Open(store::Txn& txn, const access::Principal& who, MeetingRoomId id) {
  auto room = OpenRoom(txn, who.tenant, id);
  if (!room) return Error{Code::kNotFound, "meeting_room"};
  return RoomDoor(who, *std::move(room));
}

namespace {

// Whether the principal is one of `parts` to the booking.
bool IsOneOf(store::Txn& txn, const access::Principal& who, const Booking& row, unsigned parts) {
  if ((parts & kBooker) != 0 && row.booker.id == who.user) return true;
  if ((parts & kAttendee) != 0 && FindSeat(txn, who.tenant, row.id, who.user)) return true;
  if ((parts & kManager) == 0) return false;
  const auto room = FindRoom(txn, who.tenant, row.room);
  return Manages(txn, who, room ? room->department : 0);
}

}  // namespace

template <unsigned kParts>
Result<BookingDoor<kParts>> BookingDoor<kParts>::Open(store::Txn& txn, const access::Principal& who,
                                                      BookingId id) {
  auto row = txn.writable() ? LockBooking(txn, who.tenant, id) : FindBooking(txn, who.tenant, id);
  if (!row) return Error{Code::kNotFound, "booking"};
  if (!IsOneOf(txn, who, *row, kParts)) return Error{Code::kRoleTooLow};
  return BookingDoor(who, *std::move(row));
}

template class BookingDoor<kBooker | kAttendee | kManager>;
template class BookingDoor<kBooker | kManager>;
template class BookingDoor<kManager>;
template class BookingDoor<kBooker | kAttendee>;
template class BookingDoor<kBooker>;

}  // namespace koine::room
