#include "core/office/room/room.h"

#include <map>
#include <set>
#include <utility>

#include "core/audit/audit.h"
#include "core/office/organization/organization.h"
#include "core/office/room/rows.h"

namespace koine::room {

namespace {

template <class T>
void Set(const std::optional<T>& change, T* value) {
  if (change) *value = *change;
}

void Apply(const RoomChange& change, Room* room) {
  Set(change.name, &room->name);
  Set(change.number, &room->number);
  Set(change.location, &room->location);
  Set(change.floor, &room->floor);
  Set(change.description, &room->description);
  Set(change.remark, &room->remark);
  Set(change.department, &room->department);
  Set(change.capacity, &room->capacity);
  Set(change.projector, &room->has.projector);
  Set(change.whiteboard, &room->has.whiteboard);
  Set(change.video, &room->has.video);
  Set(change.phone, &room->has.phone);
  Set(change.bookable, &room->bookable);
  Set(change.confirmed, &room->confirmed);
  Set(change.facilities, &room->facilities);
  Set(change.photos, &room->photos);
  Set(change.status, &room->status);
}

// kNotFound "department".
Status CheckDepartment(store::Txn& txn, TenantId tenant, std::int64_t id) {
  if (id == 0 || !organization::FindDepartments(txn, tenant, {&id, 1}).empty()) return Ok();
  return Error{Code::kNotFound, "department"};
}

std::string TargetOf(MeetingRoomId id) {
  return "meeting room " + std::to_string(id.value);
}

std::vector<Room> WithFacts(store::Txn& txn, TenantId tenant, std::vector<Room> rooms) {
  FillFacts(txn, tenant, &rooms);
  std::set<std::int64_t> ids;
  for (const Room& room : rooms) {
    if (room.department != 0) ids.insert(room.department);
  }
  if (ids.empty()) return rooms;
  const std::vector<std::int64_t> list(ids.begin(), ids.end());
  std::map<std::int64_t, std::string> names;
  for (auto& found : organization::FindDepartments(txn, tenant, list)) {
    names[found.id.value] = std::move(found.name);
  }
  for (Room& room : rooms) room.department_name = names[room.department];
  return rooms;
}

}  // namespace

Result<MeetingRoomId> AddRoom(store::Txn& txn, const access::Principal& who,
                              const RoomChange& what) {
  if (!who.admin()) return Error{Code::kForbidden};
  Room room;
  Apply(what, &room);
  if (room.name.empty()) return FieldError(Code::kMissingArgument, "roomName");
  if (room.capacity < 1) return FieldError(Code::kBadArgument, "capacity");
  KOINE_CHECK(CheckDepartment(txn, who.tenant, room.department));
  LockRooms(txn, who.tenant);
  if (HasNumber(txn, who.tenant, room.number, MeetingRoomId())) {
    return Error{Code::kConflict, "room_number"};
  }
  if (CountAll(txn, who.tenant) >= kRoomsMax) return Error{Code::kBadState, "rooms_full"};
  InsertRoom(txn, who.tenant, &room);
  audit::Note(txn, who, "meeting_room.create", TargetOf(room.id));
  return room.id;
}

Status ChangeRoom(store::Txn& txn, const RoomDoor& door, const RoomChange& change) {
  const access::Principal& who = door.who();
  if (!who.admin()) return Error{Code::kForbidden};
  Room room = door.room();
  Apply(change, &room);
  if (room.name.empty()) return FieldError(Code::kMissingArgument, "roomName");
  if (room.capacity < 1) return FieldError(Code::kBadArgument, "capacity");
  if (change.department) KOINE_CHECK(CheckDepartment(txn, who.tenant, room.department));
  if (room.number != door.room().number) {
    LockRooms(txn, who.tenant);
    if (HasNumber(txn, who.tenant, room.number, room.id)) {
      return Error{Code::kConflict, "room_number"};
    }
  }
  UpdateRoom(txn, who.tenant, room);
  audit::Note(txn, who, "meeting_room.update", TargetOf(room.id));
  return Ok();
}

Status RemoveRoom(store::Txn& txn, const RoomDoor& door) {
  const access::Principal& who = door.who();
  if (!who.admin()) return Error{Code::kForbidden};
  if (HasComing(txn, who.tenant, door.room().id)) return Error{Code::kBadState, "room_booked"};
  DeleteRoom(txn, who.tenant, door.room().id);
  audit::Note(txn, who, "meeting_room.delete", TargetOf(door.room().id));
  return Ok();
}

Room GetRoom(store::Txn& txn, const RoomDoor& door) {
  return std::move(WithFacts(txn, door.who().tenant, {door.room()}).front());
}

std::vector<Room> ListRooms(store::Txn& txn, const access::Principal& who, const RoomFilter& filter,
                            std::int64_t limit, std::int64_t offset) {
  return WithFacts(txn, who.tenant, SelectRooms(txn, who.tenant, filter, limit, offset));
}

std::int64_t CountRooms(store::Txn& txn, const access::Principal& who, const RoomFilter& filter) {
  return CountSelected(txn, who.tenant, filter);
}

std::vector<Room> ListFree(store::Txn& txn, const access::Principal& who, const FreeFilter& filter,
                           std::int64_t limit, std::int64_t offset) {
  return WithFacts(txn, who.tenant, SelectFree(txn, who.tenant, filter, limit, offset));
}

std::int64_t CountFree(store::Txn& txn, const access::Principal& who, const FreeFilter& filter) {
  return CountSelectedFree(txn, who.tenant, filter);
}

bool IsFree(store::Txn& txn, const RoomDoor& door, Span span) {
  const Room& room = door.room();
  return room.open() && !IsTaken(txn, door.who().tenant, room.id, span);
}

Statistics Count(store::Txn& txn, const access::Principal& who, Span day) {
  return FindStatistics(txn, who, day);
}

}  // namespace koine::room
