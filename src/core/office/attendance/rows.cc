#include "core/office/attendance/rows.h"

#include "base/json.h"
#include "core/office/states.h"

namespace koine::attendance {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"attendance", 1};

const Sql kInsert{
    "insert into attendance (id, tenant_id, user_id, day, type, in_at, out_at, in_status, "
    "out_status, minutes, in_place, out_place, device, reasons, supplement, sides, decider_id, "
    "decided_at, comment, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kSave{
    "update attendance set in_at = ?, out_at = ?, in_status = ?, out_status = ?, minutes = ?, "
    "in_place = ?, out_place = ?, device = ?, reasons = ?, supplement = ?, sides = ?, "
    "decider_id = ?, decided_at = ?, comment = ?, updated_at = ? where tenant_id = ? and id = ?"};
#define KOINE_RECORD                                                                             \
  "select id, user_id, day, type, in_at, out_at, in_status, out_status, minutes, in_place, "     \
  "out_place, device, reasons, supplement, sides, decider_id, decided_at, comment, created_at, " \
  "updated_at from attendance "
#define KOINE_ONE KOINE_RECORD "where tenant_id = ? and id = ?"
#define KOINE_DAY KOINE_RECORD "where tenant_id = ? and user_id = ? and day = ?"
const Sql kFind{KOINE_ONE};
const Sql kLock{KOINE_ONE " {for update}"};
const Sql kFindDay{KOINE_DAY};
const Sql kLockDay{KOINE_DAY " {for update}"};
#define KOINE_DAYS "where tenant_id = ? and user_id = ? and day >= ? and day <= ?"
const Sql kSelect{KOINE_RECORD KOINE_DAYS " order by day desc limit ? offset ?"};
const Sql kCount{"select count(*) from attendance " KOINE_DAYS};
// As the index attendance_waiting has it.
#define KOINE_WAITING "where tenant_id = ? and user_id <> ? and supplement = 'PENDING'"
#define KOINE_LED " and user_id {in ?}"
#define KOINE_PAGE " order by id limit ? offset ?"
const Sql kWaiting{KOINE_RECORD KOINE_WAITING KOINE_PAGE};
const Sql kWaitingLed{KOINE_RECORD KOINE_WAITING KOINE_LED KOINE_PAGE};
const Sql kCountWaiting{"select count(*) from attendance " KOINE_WAITING};
const Sql kCountWaitingLed{"select count(*) from attendance " KOINE_WAITING KOINE_LED};
#define KOINE_SUM(condition) "sum(case when " condition " then 1 else 0 end){::bigint}, "
const Sql kSum{"select user_id, " KOINE_SUM("in_at > 0 and out_at > 0")
                   KOINE_SUM("in_status = 'LATE'") KOINE_SUM("out_status = 'EARLY'")
                       KOINE_SUM("in_at = 0 or out_at = 0")
               "sum(minutes){::bigint} from attendance where {+}tenant_id = ? and user_id {in ?} "
               "and day >= ? and day <= ? group by user_id"};

template <class Enum>
std::string_view WordOrNone(const std::optional<Enum>& value) {
  return value ? office::WordOf(*value) : std::string_view();
}

RecordRow ReadRecord(const Row& row) {
  RecordRow out;
  Record& r = out.record;
  r.id = row.Get<AttendanceId>(0);
  r.who.id = row.Get<UserId>(1);
  r.day = row.Int(2);
  r.type = office::ValueOf<AttendanceType>(row.Text(3)).value_or(r.type);
  r.in_at = row.Int(4);
  r.out_at = row.Int(5);
  r.in = office::ValueOf<CheckInStatus>(row.Text(6));
  r.out = office::ValueOf<CheckOutStatus>(row.Text(7));
  r.minutes = row.Int(8);
  r.in_place = row.String(9);
  r.out_place = row.String(10);
  r.device = row.String(11);
  auto reasons = json::Parse<std::vector<std::string>>(row.Text(12));
  if (reasons.ok()) r.reasons = *std::move(reasons);
  r.supplement = office::ValueOf<SupplementStatus>(row.Text(13)).value_or(r.supplement);
  out.sides = static_cast<unsigned>(row.Int(14));
  r.decider = row.Get<UserId>(15);
  r.decided_at = row.Int(16);
  r.comment = row.String(17);
  r.created_at = row.Int(18);
  r.updated_at = row.Int(19);
  return out;
}

}  // namespace

void InsertRecord(Txn& txn, TenantId tenant, RecordRow* row) {
  Record& r = row->record;
  r.id = AttendanceId(txn.NextId(kIds));
  r.created_at = r.updated_at = txn.now_ms();
  txn.ExecSoon(kInsert, r.id, tenant, r.who.id, r.day, office::WordOf(r.type), r.in_at, r.out_at,
               WordOrNone(r.in), WordOrNone(r.out), r.minutes, r.in_place, r.out_place, r.device,
               json::ToText(r.reasons), office::WordOf(r.supplement),
               static_cast<std::int64_t>(row->sides), r.decider, r.decided_at, r.comment,
               r.created_at, r.updated_at);
}

void SaveRecord(Txn& txn, TenantId tenant, RecordRow* row) {
  Record& r = row->record;
  r.updated_at = txn.now_ms();
  txn.ExecSoon(kSave, r.in_at, r.out_at, WordOrNone(r.in), WordOrNone(r.out), r.minutes, r.in_place,
               r.out_place, r.device, json::ToText(r.reasons), office::WordOf(r.supplement),
               static_cast<std::int64_t>(row->sides), r.decider, r.decided_at, r.comment,
               r.updated_at, tenant, r.id);
}

std::optional<RecordRow> FindRecord(Txn& txn, TenantId tenant, AttendanceId id, bool lock) {
  return txn.First(lock ? kLock : kFind, ReadRecord, tenant, id);
}

std::optional<RecordRow> FindDay(Txn& txn, TenantId tenant, UserId user, std::int64_t day,
                                 bool lock) {
  return txn.First(lock ? kLockDay : kFindDay, ReadRecord, tenant, user, day);
}

std::vector<RecordRow> SelectRecords(Txn& txn, TenantId tenant, UserId user, Days days,
                                     std::int64_t limit, std::int64_t offset) {
  return txn.All(kSelect, ReadRecord, tenant, user, days.first, days.last, limit, offset);
}

std::int64_t CountRecords(Txn& txn, TenantId tenant, UserId user, Days days) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kCount, read, tenant, user, days.first, days.last).value_or(0);
}

std::vector<RecordRow> SelectWaiting(Txn& txn, const access::Principal& who, Users users,
                                     std::int64_t limit, std::int64_t offset) {
  if (!users) return txn.All(kWaiting, ReadRecord, who.tenant, who.user, limit, offset);
  return txn.All(kWaitingLed, ReadRecord, who.tenant, who.user, store::IntList{*users}, limit,
                 offset);
}

std::int64_t CountWaiting(Txn& txn, const access::Principal& who, Users users) {
  auto read = [](const Row& row) { return row.Int(0); };
  if (!users) return txn.First(kCountWaiting, read, who.tenant, who.user).value_or(0);
  return txn.First(kCountWaitingLed, read, who.tenant, who.user, store::IntList{*users})
      .value_or(0);
}

std::map<std::int64_t, Totals> SumRecords(Txn& txn, TenantId tenant,
                                          std::span<const std::int64_t> users, Days days) {
  std::map<std::int64_t, Totals> out;
  if (users.empty()) return out;
  txn.Each(
      kSum,
      [&out](const Row& row) {
        out[row.Int(0)] = {row.Int(1), row.Int(2), row.Int(3), row.Int(4), row.Int(5)};
      },
      tenant, store::IntList{users}, days.first, days.last);
  return out;
}

}  // namespace koine::attendance
