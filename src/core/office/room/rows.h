#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/office/room/booking.h"
#include "core/office/room/room.h"
#include "store/txn.h"

// All SQL on meeting_room, meeting_booking and meeting_attendee.
namespace koine::room {

// Without `occupied` and `bookings`; also one that was removed.
std::optional<Room> FindRoom(store::Txn& txn, TenantId tenant, MeetingRoomId id);
// Not one that was removed; its row stays locked where something is written.
std::optional<Room> OpenRoom(store::Txn& txn, TenantId tenant, MeetingRoomId id);
std::vector<Room> FindRooms(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Rooms of the tenant are made, and get numbers, one after the other.
void LockRooms(store::Txn& txn, TenantId tenant);
std::int64_t CountAll(store::Txn& txn, TenantId tenant);
bool HasNumber(store::Txn& txn, TenantId tenant, const std::string& number, MeetingRoomId but);
// Gives it its id.
void InsertRoom(store::Txn& txn, TenantId tenant, Room* room);
void UpdateRoom(store::Txn& txn, TenantId tenant, const Room& room);
void DeleteRoom(store::Txn& txn, TenantId tenant, MeetingRoomId id);
std::vector<Room> SelectRooms(store::Txn& txn, TenantId tenant, const RoomFilter& filter,
                              std::int64_t limit, std::int64_t offset);
std::int64_t CountSelected(store::Txn& txn, TenantId tenant, const RoomFilter& filter);
std::vector<Room> SelectFree(store::Txn& txn, TenantId tenant, const FreeFilter& filter,
                             std::int64_t limit, std::int64_t offset);
std::int64_t CountSelectedFree(store::Txn& txn, TenantId tenant, const FreeFilter& filter);
// Sets `occupied` and `bookings`.
void FillFacts(store::Txn& txn, TenantId tenant, std::vector<Room>* rooms);
Statistics FindStatistics(store::Txn& txn, const access::Principal& who, Span day);

// Of a booking: the booker's id alone, no attendees, no names of the room.

// Gives it its id.
void InsertBooking(store::Txn& txn, TenantId tenant, Booking* row);
// One line for each of `users`.
void InsertAttendees(store::Txn& txn, TenantId tenant, const Booking& row,
                     std::span<const std::int64_t> users);
std::optional<Booking> FindBooking(store::Txn& txn, TenantId tenant, BookingId id);
// The same; its row stays locked.
std::optional<Booking> LockBooking(store::Txn& txn, TenantId tenant, BookingId id);
// status, reason, reminded, checked_in_at, checked_out_at, feedback, rating.
void SaveBooking(store::Txn& txn, TenantId tenant, const Booking& row);
// Whether one that waits or is confirmed shares a moment with this time.
bool IsTaken(store::Txn& txn, TenantId tenant, MeetingRoomId room, Span span);
// Whether one that waits or is confirmed ends later than now.
bool HasComing(store::Txn& txn, TenantId tenant, MeetingRoomId room);
std::int64_t CountComing(store::Txn& txn, TenantId tenant, UserId booker);
// Those of them that begin next.
std::vector<BookingId> ListComing(store::Txn& txn, TenantId tenant, UserId booker,
                                  std::int64_t limit);
std::vector<Booking> SelectOwn(store::Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                               std::int64_t offset);
std::int64_t CountOwnRows(store::Txn& txn, TenantId tenant, UserId user);
std::vector<Booking> SelectOf(store::Txn& txn, TenantId tenant, MeetingRoomId room, Span span,
                              std::int64_t limit);

struct Seat {
  BookingId booking;
  UserId user;
  std::int64_t checked_in_at = 0;
};
// By booking, then by user; the booker among them.
std::vector<Seat> FindSeats(store::Txn& txn, TenantId tenant,
                            std::span<const std::int64_t> bookings);
std::optional<Seat> FindSeat(store::Txn& txn, TenantId tenant, BookingId booking, UserId user);
void SetCheckedIn(store::Txn& txn, TenantId tenant, BookingId booking, UserId user);

}  // namespace koine::room
