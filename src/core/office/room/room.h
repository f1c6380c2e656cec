#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/room/door.h"
#include "store/txn.h"

// Meeting rooms (ruoyi 19.1 to 19.6, 19.13). Everybody of the tenant sees them; administrators
// make, change and remove them, which is audited. Bookings are in booking.h.
namespace koine::room {

// Code points.
inline constexpr std::int64_t kNameChars = 100;
inline constexpr std::int64_t kNumberChars = 50;
inline constexpr std::int64_t kPlaceChars = 200;  // location
inline constexpr std::int64_t kFloorChars = 20;
inline constexpr std::int64_t kDescriptionChars = 1000;
inline constexpr std::int64_t kRemarkChars = 500;
inline constexpr std::int64_t kItemChars = 500;  // one of `facilities` or `photos`
inline constexpr std::int64_t kItemsMax = 20;    // of each
inline constexpr std::int64_t kCapacityMax = 100'000;
inline constexpr std::int64_t kRoomsMax = 2000;  // of a tenant
// What `Room::bookings` counts: those that began so long ago at most.
inline constexpr std::int64_t kCountedMs = 30LL * 24 * 3600 * 1000;

// Absent = unchanged, or of a new room: as `Room` begins.
struct RoomChange {
  std::optional<std::string> name, number, location, floor, description, remark;
  std::optional<std::int64_t> department, capacity;
  std::optional<bool> projector, whiteboard, video, phone, bookable, confirmed;
  std::optional<std::vector<std::string>> facilities, photos;
  std::optional<MeetingRoomStatus> status;
};

// For administrators: kForbidden. kConflict "room_number" when another has the number; kNotFound
// "department"; kBadState "rooms_full" beyond kRoomsMax. A new room needs a name and a capacity of
// 1 or more.
Result<MeetingRoomId> AddRoom(store::Txn& txn, const access::Principal& who,
                              const RoomChange& what);
Status ChangeRoom(store::Txn& txn, const RoomDoor& door, const RoomChange& change);
// kBadState "room_booked" while a booking waits or is confirmed and its end is to come. Bookings
// that were stay.
Status RemoveRoom(store::Txn& txn, const RoomDoor& door);

// As it is now.
Room GetRoom(store::Txn& txn, const RoomDoor& door);

enum class RoomOrder : std::uint8_t { kNewest, kOldest, kSmallest, kLargest };
struct RoomFilter {
  std::string folded;  // a part of name, number or location; empty: any
  std::int64_t department = 0, min_capacity = 0;
  std::string floor;
  std::optional<MeetingRoomStatus> status;
  std::optional<bool> projector, whiteboard, video;
  RoomOrder order = RoomOrder::kNewest;
};
std::vector<Room> ListRooms(store::Txn& txn, const access::Principal& who, const RoomFilter& filter,
                            std::int64_t limit, std::int64_t offset);
std::int64_t CountRooms(store::Txn& txn, const access::Principal& who, const RoomFilter& filter);

// Those that may be booked, for that time if it is given; the smallest first, then by name.
struct FreeFilter {
  std::optional<Span> span;
  std::int64_t min_capacity = 0;
};
std::vector<Room> ListFree(store::Txn& txn, const access::Principal& who, const FreeFilter& filter,
                           std::int64_t limit, std::int64_t offset);
std::int64_t CountFree(store::Txn& txn, const access::Principal& who, const FreeFilter& filter);
// Whether it may be booked for that time.
bool IsFree(store::Txn& txn, const RoomDoor& door, Span span);

struct Statistics {
  std::int64_t rooms = 0, open = 0, maintenance = 0, disabled = 0, occupied = 0;
  std::int64_t today = 0;  // bookings that begin within `day`
  // Of those to come, the principal's own that wait or are confirmed, and that wait.
  std::int64_t mine = 0, pending = 0;
};
Statistics Count(store::Txn& txn, const access::Principal& who, Span day);

}  // namespace koine::room
