#include "core/office/room/rows.h"

#include <map>

#include "base/json.h"
#include "base/text.h"
#include "core/office/states.h"

namespace koine::room {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"meeting_room", 1};

const Sql kLockTenant{"select id from tenant where id = ? {for update}"};
#define KOINE_ROOM                                                                                 \
  "select r.id, r.name, r.number, r.department_id, r.location, r.floor, r.capacity, r.projector, " \
  "r.whiteboard, r.video, r.phone, r.facilities, r.photos, r.status, r.bookable, r.confirmed, "    \
  "r.description, r.remark, r.created_at, r.updated_at from meeting_room r "
#define KOINE_ONE KOINE_ROOM "where r.tenant_id = ? and r.id = ?"
const Sql kFind{KOINE_ONE};
const Sql kOpen{KOINE_ONE " and r.deleted_at = 0"};
const Sql kLock{KOINE_ONE " and r.deleted_at = 0 {for update}"};
const Sql kFindMany{KOINE_ROOM "where {+}r.tenant_id = ? and r.id {in ?}"};
const Sql kCountAll{"select count(*) from meeting_room where tenant_id = ? and deleted_at = 0"};
const Sql kHasNumber{
    "select id from meeting_room where tenant_id = ? and number = ? and number <> '' "
    "and deleted_at = 0 and id <> ?"};
const Sql kInsert{
    "insert into meeting_room (id, tenant_id, name, number, search_text, department_id, location, "
    "floor, capacity, projector, whiteboard, video, phone, facilities, photos, status, bookable, "
    "confirmed, description, remark, created_at, updated_at, deleted_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"};
const Sql kUpdate{
    "update meeting_room set name = ?, number = ?, search_text = ?, department_id = ?, "
    "location = ?, floor = ?, capacity = ?, projector = ?, whiteboard = ?, video = ?, phone = ?, "
    "facilities = ?, photos = ?, status = ?, bookable = ?, confirmed = ?, description = ?, "
    "remark = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"update meeting_room set deleted_at = ? where tenant_id = ? and id = ?"};

// -1, 0 and '' stand for any.
#define KOINE_FILTER                                                                               \
  "where r.tenant_id = ? and r.deleted_at = 0 and (? = '' or {instr}(r.search_text, ?) > 0) "      \
  "and (? = 0 or r.department_id = ?) and r.capacity >= ? and (? = '' or r.floor = ?) "            \
  "and (? = '' or r.status = ?) and (? = -1 or r.projector = ?) and (? = -1 or r.whiteboard = ?) " \
  "and (? = -1 or r.video = ?) "
#define KOINE_PAGE " limit ? offset ?"
// By RoomOrder.
const Sql kSelect[] = {
    Sql{KOINE_ROOM KOINE_FILTER "order by r.created_at desc, r.id desc" KOINE_PAGE},
    Sql{KOINE_ROOM KOINE_FILTER "order by r.created_at, r.id" KOINE_PAGE},
    Sql{KOINE_ROOM KOINE_FILTER "order by r.capacity, r.id" KOINE_PAGE},
    Sql{KOINE_ROOM KOINE_FILTER "order by r.capacity desc, r.id" KOINE_PAGE},
};
const Sql kCountSelected{"select count(*) from meeting_room r " KOINE_FILTER};
// `? = 0`: at any time. Those that hold a room share no moment, so the last of them that begins
// before the end of a time is the one that may reach into it. What began longer ago than the
// longest booking is over.
#define KOINE_FREE                                                                             \
  "where r.tenant_id = ? and r.deleted_at = 0 and r.status = 'AVAILABLE' and r.bookable = 1 "  \
  "and r.capacity >= ? and (? = 0 or coalesce((select b.ends_at from meeting_booking b where " \
  "b.room_id = r.id and b.tenant_id = r.tenant_id and b.starts_at > ? and b.starts_at < ? "    \
  "and b.status in ('PENDING', 'CONFIRMED') order by b.starts_at desc limit 1), 0) <= ?) "
const Sql kFree{KOINE_ROOM KOINE_FREE "order by r.capacity, r.name, r.id" KOINE_PAGE};
const Sql kCountFree{"select count(*) from meeting_room r " KOINE_FREE};

#define KOINE_SUM(condition) "coalesce(sum(case when " condition " then 1 else 0 end), 0){::bigint}"
const Sql kFacts{
    "select room_id, " KOINE_SUM("ends_at > ? and status = 'CONFIRMED'") ", count(*) "
    "from meeting_booking where {+}tenant_id = ? and room_id {in ?} and starts_at > ? "
    "and starts_at <= ? and status <> 'CANCELLED' group by room_id"};
#define KOINE_ROOMS_OPEN KOINE_SUM("status = 'AVAILABLE' and bookable = 1")
#define KOINE_ROOMS_DOWN KOINE_SUM("status = 'MAINTENANCE'")
#define KOINE_ROOMS_OFF KOINE_SUM("status = 'DISABLED'")
const Sql kCountRooms{"select count(*), " KOINE_ROOMS_OPEN ", " KOINE_ROOMS_DOWN
                      ", " KOINE_ROOMS_OFF
                      " from meeting_room where tenant_id = ? and deleted_at = 0"};
#define KOINE_USE(columns, more)                                      \
  "(select " columns                                                  \
  " from meeting_booking b where b.room_id = r.id and b.tenant_id = " \
  "r.tenant_id and b.starts_at >= ? and b.starts_at < ? and " more ")"
#define KOINE_USE_NOW \
  KOINE_USE("b.ends_at", "b.status = 'CONFIRMED' order by b.starts_at desc limit 1")
#define KOINE_USE_DAY KOINE_USE("count(*)", "b.status <> 'CANCELLED'")
const Sql kCountUse{"select coalesce(sum(case when " KOINE_USE_NOW
                    " > ? then 1 else 0 end), 0){::bigint}, "
                    "coalesce(sum(" KOINE_USE_DAY
                    "), 0){::bigint} from meeting_room r where r.tenant_id = ? "
                    "and r.deleted_at = 0"};

const Sql kCountOwnComing{
    "select count(*), coalesce(sum(case when status = 'PENDING' then 1 else 0 end), 0){::bigint} "
    "from meeting_booking where tenant_id = ? and user_id = ? and starts_at > ? "
    "and status in ('PENDING', 'CONFIRMED')"};

std::vector<std::string> ReadList(std::string_view text) {
  auto list = json::Parse<std::vector<std::string>>(text);
  return list.ok() ? *std::move(list) : std::vector<std::string>();
}

Room ReadRoom(const Row& row) {
  Room r;
  r.id = row.Get<MeetingRoomId>(0);
  r.name = row.String(1);
  r.number = row.String(2);
  r.department = row.Int(3);
  r.location = row.String(4);
  r.floor = row.String(5);
  r.capacity = row.Int(6);
  r.has = {row.Int(7) != 0, row.Int(8) != 0, row.Int(9) != 0, row.Int(10) != 0};
  r.facilities = ReadList(row.Text(11));
  r.photos = ReadList(row.Text(12));
  r.status = office::ValueOf<MeetingRoomStatus>(row.Text(13)).value_or(r.status);
  r.bookable = row.Int(14) != 0;
  r.confirmed = row.Int(15) != 0;
  r.description = row.String(16);
  r.remark = row.String(17);
  r.created_at = row.Int(18);
  r.updated_at = row.Int(19);
  return r;
}

std::string SearchText(const Room& room) {
  return text::Fold(room.name + "\n" + room.number + "\n" + room.location);
}

int Flag(const std::optional<bool>& wanted) {
  if (!wanted) return -1;
  return *wanted ? 1 : 0;
}

std::string_view StatusOf(const RoomFilter& filter) {
  return filter.status ? office::WordOf(*filter.status) : std::string_view();
}

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

}  // namespace

std::optional<Room> FindRoom(Txn& txn, TenantId tenant, MeetingRoomId id) {
  return txn.First(kFind, ReadRoom, tenant, id);
}

std::optional<Room> OpenRoom(Txn& txn, TenantId tenant, MeetingRoomId id) {
  return txn.First(txn.writable() ? kLock : kOpen, ReadRoom, tenant, id);
}

std::vector<Room> FindRooms(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kFindMany, ReadRoom, tenant, IntList{ids});
}

void LockRooms(Txn& txn, TenantId tenant) {
  txn.First(kLockTenant, ReadCount, tenant);
}

std::int64_t CountAll(Txn& txn, TenantId tenant) {
  return txn.First(kCountAll, ReadCount, tenant).value_or(0);
}

bool HasNumber(Txn& txn, TenantId tenant, const std::string& number, MeetingRoomId but) {
  return txn.First(kHasNumber, ReadCount, tenant, number, but).has_value();
}

void InsertRoom(Txn& txn, TenantId tenant, Room* room) {
  Room& r = *room;
  r.id = MeetingRoomId(txn.NextId(kIds));
  r.created_at = r.updated_at = txn.now_ms();
  txn.ExecSoon(kInsert, r.id, tenant, r.name, r.number, SearchText(r), r.department, r.location,
               r.floor, r.capacity, r.has.projector, r.has.whiteboard, r.has.video, r.has.phone,
               json::ToText(r.facilities), json::ToText(r.photos), office::WordOf(r.status),
               r.bookable, r.confirmed, r.description, r.remark, r.created_at, r.updated_at);
}

void UpdateRoom(Txn& txn, TenantId tenant, const Room& r) {
  txn.ExecSoon(kUpdate, r.name, r.number, SearchText(r), r.department, r.location, r.floor,
               r.capacity, r.has.projector, r.has.whiteboard, r.has.video, r.has.phone,
               json::ToText(r.facilities), json::ToText(r.photos), office::WordOf(r.status),
               r.bookable, r.confirmed, r.description, r.remark, txn.now_ms(), tenant, r.id);
}

void DeleteRoom(Txn& txn, TenantId tenant, MeetingRoomId id) {
  txn.ExecSoon(kDelete, txn.now_ms(), tenant, id);
}

std::vector<Room> SelectRooms(Txn& txn, TenantId tenant, const RoomFilter& f, std::int64_t limit,
                              std::int64_t offset) {
  const Sql& sql = kSelect[static_cast<std::size_t>(f.order)];
  return txn.All(sql, ReadRoom, tenant, f.folded, f.folded, f.department, f.department,
                 f.min_capacity, f.floor, f.floor, StatusOf(f), StatusOf(f), Flag(f.projector),
                 Flag(f.projector), Flag(f.whiteboard), Flag(f.whiteboard), Flag(f.video),
                 Flag(f.video), limit, offset);
}

std::int64_t CountSelected(Txn& txn, TenantId tenant, const RoomFilter& f) {
  return txn
      .First(kCountSelected, ReadCount, tenant, f.folded, f.folded, f.department, f.department,
             f.min_capacity, f.floor, f.floor, StatusOf(f), StatusOf(f), Flag(f.projector),
             Flag(f.projector), Flag(f.whiteboard), Flag(f.whiteboard), Flag(f.video),
             Flag(f.video))
      .value_or(0);
}

std::vector<Room> SelectFree(Txn& txn, TenantId tenant, const FreeFilter& f, std::int64_t limit,
                             std::int64_t offset) {
  const Span span = f.span.value_or(Span{});
  return txn.All(kFree, ReadRoom, tenant, f.min_capacity, f.span.has_value(),
                 span.begin - kLongestMs, span.end, span.begin, limit, offset);
}

std::int64_t CountSelectedFree(Txn& txn, TenantId tenant, const FreeFilter& f) {
  const Span span = f.span.value_or(Span{});
  return txn
      .First(kCountFree, ReadCount, tenant, f.min_capacity, f.span.has_value(),
             span.begin - kLongestMs, span.end, span.begin)
      .value_or(0);
}

void FillFacts(Txn& txn, TenantId tenant, std::vector<Room>* rooms) {
  if (rooms->empty()) return;
  std::vector<std::int64_t> ids;
  std::map<std::int64_t, Room*> by_id;
  for (Room& room : *rooms) {
    ids.push_back(room.id.value);
    by_id[room.id.value] = &room;
  }
  const std::int64_t now = txn.now_ms();
  auto take = [&](const Row& row) {
    Room& room = *by_id[row.Int(0)];
    room.occupied = row.Int(1) > 0;
    room.bookings = row.Int(2);
  };
  txn.Each(kFacts, take, now, tenant, IntList{ids}, now - kCountedMs, now);
}

Statistics FindStatistics(Txn& txn, const access::Principal& who, Span day) {
  Statistics out;
  const std::int64_t now = txn.now_ms();
  auto rooms = [&](const Row& row) {
    out.rooms = row.Int(0);
    out.open = row.Int(1);
    out.maintenance = row.Int(2);
    out.disabled = row.Int(3);
  };
  txn.Each(kCountRooms, rooms, who.tenant);
  auto use = [&](const Row& row) {
    out.occupied = row.Int(0);
    out.today = row.Int(1);
  };
  txn.Each(kCountUse, use, now - kLongestMs, now + 1, now, day.begin, day.end, who.tenant);
  auto own = [&](const Row& row) {
    out.mine = row.Int(0);
    out.pending = row.Int(1);
  };
  txn.Each(kCountOwnComing, own, who.tenant, who.user, now);
  return out;
}

}  // namespace koine::room
