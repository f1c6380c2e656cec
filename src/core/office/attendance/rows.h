#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/office/attendance/attendance.h"
#include "store/txn.h"

// The SQL of attendance.
namespace koine::attendance {

// Which sides the request asks for, as bits.
enum SideBit : unsigned { kInBit = 1, kOutBit = 2 };

// A record as its row has it; the user's name is still to be found, and what is missing is not
// judged.
struct RecordRow {
  Record record;
  unsigned sides = 0;  // of SideBit
};
// Gives it its id.
void InsertRecord(store::Txn& txn, TenantId tenant, RecordRow* row);
// Everything but whose and which day it is.
void SaveRecord(store::Txn& txn, TenantId tenant, RecordRow* row);
// With `lock` its row stays locked.
std::optional<RecordRow> FindRecord(store::Txn& txn, TenantId tenant, AttendanceId id, bool lock);
std::optional<RecordRow> FindDay(store::Txn& txn, TenantId tenant, UserId user, std::int64_t day,
                                 bool lock);
std::vector<RecordRow> SelectRecords(store::Txn& txn, TenantId tenant, UserId user, Days days,
                                     std::int64_t limit, std::int64_t offset);
std::int64_t CountRecords(store::Txn& txn, TenantId tenant, UserId user, Days days);
// Those of others that a request waits for, by id: of these users, or with none of everybody.
using Users = std::optional<std::span<const std::int64_t>>;
std::vector<RecordRow> SelectWaiting(store::Txn& txn, const access::Principal& who, Users users,
                                     std::int64_t limit, std::int64_t offset);
std::int64_t CountWaiting(store::Txn& txn, const access::Principal& who, Users users);
// In one statement; nothing of who has no record.
std::map<std::int64_t, Totals> SumRecords(store::Txn& txn, TenantId tenant,
                                          std::span<const std::int64_t> users, Days days);

}  // namespace koine::attendance
