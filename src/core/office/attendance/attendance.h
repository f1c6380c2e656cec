#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/office/attendance/door.h"
#include "core/office/attendance/hours.h"
#include "core/office/attendance/states.h"
#include "core/person.h"
#include "store/txn.h"

// When people came and went (ruoyi 10): one record for each user and day, its times judged by the
// hours that hold when they are noted, and requests to mend a record that others decide on.
namespace koine::attendance {

// Code points.
inline constexpr std::int64_t kPlaceChars = 500;   // location
inline constexpr std::int64_t kDeviceChars = 500;  // deviceInfo
inline constexpr std::int64_t kReasonChars = 200;
inline constexpr std::int64_t kCommentChars = 200;
inline constexpr std::int64_t kRangeDays = 366;   // of one list
inline constexpr std::int64_t kTeamMax = 500;     // users in one list of statistics
inline constexpr std::int64_t kJudgedMax = 5000;  // users whose requests one leader is shown
inline constexpr std::size_t kRequestsMax = 5;    // for one day

struct Record {
  AttendanceId id;
  Person who;
  std::int64_t day = 0;
  std::int64_t in_at = 0, out_at = 0;  // ms; 0: not noted
  std::optional<CheckInStatus> in;
  std::optional<CheckOutStatus> out;
  std::int64_t minutes = 0;  // whole ones between the two
  AttendanceType type = AttendanceType::kWork;
  std::string in_place, out_place, device;
  std::vector<std::string> reasons;  // of all requests for the day
  SupplementStatus supplement = SupplementStatus::kNone;
  UserId decider;
  std::int64_t decided_at = 0;
  std::string comment;
  std::int64_t created_at = 0, updated_at = 0;

  // Neither side is late, early or absent.
  bool Fine() const {
    return (!in || *in == CheckInStatus::kNormal) && (!out || *out == CheckOutStatus::kNormal);
  }
};

struct Punch {
  std::string place, device;
};
// Notes that the principal came. kBadState "attendance_in" when that is noted for today.
Result<Record> CheckIn(store::Txn& txn, const access::Principal& who, const Hours& hours,
                       const Punch& punch);
// Notes that the principal went: of today, or, when they have not come today, of yesterday within
// Hours::longest_ms. kBadState "attendance_in_first", "attendance_out" when it is noted.
Result<Record> CheckOut(store::Txn& txn, const access::Principal& who, const Hours& hours,
                        const Punch& punch);
// The record that CheckOut would end, or that of today.
std::optional<Record> FindToday(store::Txn& txn, const access::Principal& who, const Hours& hours);
Record Get(store::Txn& txn, const SeenDay& door, const Hours& hours);

// Whose records the principal asks for: their own unless `user` says so. kRoleTooLow for those of
// whom they are not the chief, kUserNotFound for nobody of the tenant.
class Reader {
 public:
  static Result<Reader> Open(store::Txn& txn, const access::Principal& who,
                             std::optional<UserId> user);
  TenantId tenant() const { return tenant_; }
  UserId user() const { return user_; }

 private:
  Reader(TenantId tenant, UserId user) : tenant_(tenant), user_(user) {}
  TenantId tenant_;
  UserId user_;
};
// The latest day first.
std::vector<Record> List(store::Txn& txn, const Reader& of, const Hours& hours, Days days,
                         std::int64_t limit, std::int64_t offset);
std::int64_t Count(store::Txn& txn, const Reader& of, Days days);

struct Totals {
  std::int64_t attended = 0;  // days with both times
  std::int64_t late = 0, early = 0;
  std::int64_t absent = 0;  // records that lack a time
  std::int64_t minutes = 0;
};
Totals Sum(store::Txn& txn, const Reader& of, Days days);

struct MemberTotals {
  Person who;
  Totals totals;
};
struct Team {
  std::int64_t total = 0;  // how many they are in all
  std::vector<MemberTotals> members;
};
// Of administrators: everybody of the tenant; of others: all under the departments that they lead.
// By id; `limit` at most kTeamMax. As many statements for many as for one.
Result<Team> SumTeam(store::Txn& txn, const access::Principal& who, Days days, std::int64_t limit,
                     std::int64_t offset);

// Whether somebody is led by the principal; administrators lead everybody.
bool Leads(store::Txn& txn, const access::Principal& who);
// The day on which the principal's account was made.
std::int64_t FirstDayOf(store::Txn& txn, const access::Principal& who, const Hours& hours);
struct Waiting {
  std::int64_t total = 0;
  std::vector<Record> records;
};
// Records with a request on which the principal may decide, the oldest record first. As many
// statements for many as for one.
Waiting ListWaiting(store::Txn& txn, const access::Principal& who, const Hours& hours,
                    std::int64_t limit, std::int64_t offset);

struct SupplementIn {
  std::string reason;
  std::optional<SupplementSide> side;  // absent: whatever is wanting
};
// Asks for the record to be mended: kBadState "supplement_pending" while a request waits,
// "supplement_needless" when nothing of it is missing, late or early, "supplement_many" after
// kRequestsMax for the day. Whoever decides is told.
Status Apply(store::Txn& txn, const OwnDay& door, const SupplementIn& in);
// kBadState "supplement_decided" unless a request waits: of two who decide at once, one does.
// Approved: times that are missing become those of `hours`, others count as in time. The owner is
// told.
Status Decide(store::Txn& txn, const JudgedDay& door, const Hours& hours, bool approved,
              const std::string& comment);

}  // namespace koine::attendance
