#include "base/json.h"
#include "core/office/room/rows.h"
#include "core/office/states.h"

namespace koine::room {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kBookingIds{"meeting_booking", 1};

#define KOINE_BOOKING                                                                      \
  "select b.id, b.room_id, b.user_id, b.title, b.type, b.starts_at, b.ends_at, b.people, " \
  "b.agenda, b.resources, b.refreshments, b.recording, b.remark, b.status, b.reason, "     \
  "b.reminded, b.checked_in_at, b.checked_out_at, b.feedback, b.rating, b.created_at, "    \
  "b.updated_at from meeting_booking b "
const Sql kInsertBooking{
    "insert into meeting_booking (id, tenant_id, room_id, user_id, title, type, starts_at, "
    "ends_at, people, agenda, resources, refreshments, recording, remark, status, reason, "
    "reminded, checked_in_at, checked_out_at, feedback, rating, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, 0, 0, '', 0, ?, ?)"};
const Sql kInsertSeats{
    "insert into meeting_attendee (booking_id, user_id, tenant_id, starts_at, checked_in_at) "
    "select ?{::bigint}, t.value, ?{::bigint}, ?{::bigint}, 0 from {list t}"};
#define KOINE_ONE KOINE_BOOKING "where b.tenant_id = ? and b.id = ?"
const Sql kFindBooking{KOINE_ONE};
const Sql kLockBooking{KOINE_ONE " {for update}"};
const Sql kSave{
    "update meeting_booking set status = ?, reason = ?, reminded = ?, checked_in_at = ?, "
    "checked_out_at = ?, feedback = ?, rating = ?, updated_at = ? where tenant_id = ? and id = ?"};
// What began longer ago than the longest booking is over.
#define KOINE_HOLDS "and status in ('PENDING', 'CONFIRMED')"
const Sql kIsTaken{
    "select id from meeting_booking where tenant_id = ? and room_id = ? and starts_at > ? "
    "and starts_at < ? and ends_at > ? " KOINE_HOLDS " limit 1"};
const Sql kHasComing{
    "select id from meeting_booking where tenant_id = ? and room_id = ? and starts_at > ? "
    "and ends_at > ? " KOINE_HOLDS " limit 1"};
#define KOINE_COMING "where tenant_id = ? and user_id = ? and starts_at > ? " KOINE_HOLDS
const Sql kCountComing{"select count(*) from meeting_booking " KOINE_COMING};
const Sql kComing{"select id from meeting_booking " KOINE_COMING " order by starts_at, id limit ?"};
const Sql kOwn{KOINE_BOOKING
               "join (select booking_id, starts_at from meeting_attendee where tenant_id = ? and "
               "user_id = ? order by starts_at desc, booking_id desc limit ? offset ?) a "
               "on a.booking_id = b.id order by b.starts_at desc, b.id desc"};
const Sql kCountOwn{"select count(*) from meeting_attendee where tenant_id = ? and user_id = ?"};
const Sql kOf{KOINE_BOOKING
              "where b.tenant_id = ? and b.room_id = ? and b.starts_at > ? and b.starts_at < ? "
              "and b.ends_at > ? and b.status <> 'CANCELLED' order by b.starts_at, b.id limit ?"};
#define KOINE_SEATS "select booking_id, user_id, checked_in_at from meeting_attendee where "
const Sql kSeats{KOINE_SEATS "{+}tenant_id = ? and booking_id {in ?} order by booking_id, user_id"};
const Sql kSeat{KOINE_SEATS "tenant_id = ? and booking_id = ? and user_id = ?"};
const Sql kCheckIn{
    "update meeting_attendee set checked_in_at = ? where tenant_id = ? and booking_id = ? "
    "and user_id = ?"};
Booking ReadBooking(const Row& row) {
  Booking b;
  b.id = row.Get<BookingId>(0);
  b.room = row.Get<MeetingRoomId>(1);
  b.booker.id = row.Get<UserId>(2);
  b.what.title = row.String(3);
  b.what.type = office::ValueOf<MeetingType>(row.Text(4)).value_or(b.what.type);
  b.what.span = {row.Int(5), row.Int(6)};
  b.what.people = row.Int(7);
  b.what.agenda = row.String(8);
  auto resources = json::Parse<std::vector<std::string>>(row.Text(9));
  if (resources.ok()) b.what.resources = *std::move(resources);
  b.what.refreshments = row.String(10);
  b.what.recording = row.String(11);
  b.what.remark = row.String(12);
  // A word that nobody knows holds nothing.
  b.status = office::ValueOf<BookingStatus>(row.Text(13)).value_or(BookingStatus::kCancelled);
  b.reason = row.String(14);
  b.reminded = row.Int(15) != 0;
  b.checked_in_at = row.Int(16);
  b.checked_out_at = row.Int(17);
  b.feedback = row.String(18);
  b.rating = row.Int(19);
  b.created_at = row.Int(20);
  b.updated_at = row.Int(21);
  return b;
}

Seat ReadSeat(const Row& row) {
  return {row.Get<BookingId>(0), row.Get<UserId>(1), row.Int(2)};
}

std::int64_t ReadNumber(const Row& row) {
  return row.Int(0);
}

}  // namespace

void InsertBooking(Txn& txn, TenantId tenant, Booking* booking) {
  Booking& b = *booking;
  b.id = BookingId(txn.NextId(kBookingIds));
  b.created_at = b.updated_at = txn.now_ms();
  txn.ExecSoon(kInsertBooking, b.id, tenant, b.room, b.booker.id, b.what.title,
               office::WordOf(b.what.type), b.what.span.begin, b.what.span.end, b.what.people,
               b.what.agenda, json::ToText(b.what.resources), b.what.refreshments, b.what.recording,
               b.what.remark, office::WordOf(b.status), b.reminded, b.created_at, b.updated_at);
}

void InsertAttendees(Txn& txn, TenantId tenant, const Booking& row,
                     std::span<const std::int64_t> users) {
  txn.ExecSoon(kInsertSeats, row.id, tenant, row.what.span.begin, IntList{users});
}

std::optional<Booking> FindBooking(Txn& txn, TenantId tenant, BookingId id) {
  return txn.First(kFindBooking, ReadBooking, tenant, id);
}

std::optional<Booking> LockBooking(Txn& txn, TenantId tenant, BookingId id) {
  return txn.First(kLockBooking, ReadBooking, tenant, id);
}

void SaveBooking(Txn& txn, TenantId tenant, const Booking& b) {
  txn.ExecSoon(kSave, office::WordOf(b.status), b.reason, b.reminded, b.checked_in_at,
               b.checked_out_at, b.feedback, b.rating, txn.now_ms(), tenant, b.id);
}

bool IsTaken(Txn& txn, TenantId tenant, MeetingRoomId room, Span span) {
  return txn
      .First(kIsTaken, ReadNumber, tenant, room, span.begin - kLongestMs, span.end, span.begin)
      .has_value();
}

bool HasComing(Txn& txn, TenantId tenant, MeetingRoomId room) {
  const std::int64_t now = txn.now_ms();
  return txn.First(kHasComing, ReadNumber, tenant, room, now - kLongestMs, now).has_value();
}

std::int64_t CountComing(Txn& txn, TenantId tenant, UserId booker) {
  return txn.First(kCountComing, ReadNumber, tenant, booker, txn.now_ms()).value_or(0);
}

std::vector<BookingId> ListComing(Txn& txn, TenantId tenant, UserId booker, std::int64_t limit) {
  return txn.All(
      kComing, [](const Row& row) { return row.Get<BookingId>(0); }, tenant, booker, txn.now_ms(),
      limit);
}

std::vector<Booking> SelectOwn(Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                               std::int64_t offset) {
  return txn.All(kOwn, ReadBooking, tenant, user, limit, offset);
}

std::int64_t CountOwnRows(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kCountOwn, ReadNumber, tenant, user).value_or(0);
}

std::vector<Booking> SelectOf(Txn& txn, TenantId tenant, MeetingRoomId room, Span span,
                              std::int64_t limit) {
  return txn.All(kOf, ReadBooking, tenant, room, span.begin - kLongestMs, span.end, span.begin,
                 limit);
}

std::vector<Seat> FindSeats(Txn& txn, TenantId tenant, std::span<const std::int64_t> bookings) {
  if (bookings.empty()) return {};
  return txn.All(kSeats, ReadSeat, tenant, IntList{bookings});
}

std::optional<Seat> FindSeat(Txn& txn, TenantId tenant, BookingId booking, UserId user) {
  return txn.First(kSeat, ReadSeat, tenant, booking, user);
}

void SetCheckedIn(Txn& txn, TenantId tenant, BookingId booking, UserId user) {
  txn.ExecSoon(kCheckIn, txn.now_ms(), tenant, booking, user);
}

}  // namespace koine::room
