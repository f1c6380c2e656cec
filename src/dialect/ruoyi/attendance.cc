// When people came and went (ruoyi 10).

#include "core/office/attendance/attendance.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using attendance::AttendanceId;
using attendance::AttendanceType;
using attendance::CheckInStatus;
using attendance::CheckOutStatus;
using attendance::Days;
using attendance::SupplementSide;
using attendance::SupplementStatus;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::int64_t kYearMin = 1970, kYearMax = 9999;

struct PunchIn {
  json::Raw location, deviceInfo;
};
KOINE_DESCRIBE(PunchIn, (location, deviceInfo))
struct AttendanceTodayIn {};
KOINE_DESCRIBE(AttendanceTodayIn, ())
struct AttendanceListIn {
  std::optional<std::string> startDate, endDate;
  std::optional<UserId> userId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(AttendanceListIn, (startDate, endDate, userId, pageNum, pageSize))
struct AttendanceMonthIn {
  std::optional<std::int64_t> year, month;
  std::optional<UserId> userId;
};
KOINE_DESCRIBE(AttendanceMonthIn, (year, month, userId))
KOINE_RULES(AttendanceMonthIn,
            json::Rule("year").Min(kYearMin, "年份不正确").Max(kYearMax, "年份不正确"),
            json::Rule("month").Min(1, "月份必须在1-12之间").Max(12, "月份必须在1-12之间"))
struct AttendanceTeamIn {
  std::optional<std::int64_t> year, month, pageNum, pageSize;
};
KOINE_DESCRIBE(AttendanceTeamIn, (year, month, pageNum, pageSize))
KOINE_RULES(AttendanceTeamIn,
            json::Rule("year").Min(kYearMin, "年份不正确").Max(kYearMax, "年份不正确"),
            json::Rule("month").Min(1, "月份必须在1-12之间").Max(12, "月份必须在1-12之间"))
struct SupplementsIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(SupplementsIn, (pageNum, pageSize))
struct AttendanceRulesIn {
  std::optional<std::int64_t> year, month;
};
KOINE_DESCRIBE(AttendanceRulesIn, (year, month))
KOINE_RULES(AttendanceRulesIn,
            json::Rule("year").Min(kYearMin, "年份不正确").Max(kYearMax, "年份不正确"),
            json::Rule("month").Min(1, "月份必须在1-12之间").Max(12, "月份必须在1-12之间"))
struct SupplementIn {
  AttendanceId id;
  std::string reason;
  std::optional<SupplementSide> type;
  std::optional<std::string> date;
};
KOINE_DESCRIBE(SupplementIn, (id, reason, type, date))
KOINE_RULES(SupplementIn,
            json::Rule("reason")
                .NotBlank("补卡原因不能为空")
                .MaxChars(attendance::kReasonChars, "补卡原因长度不能超过200个字符"),
            json::Rule("type").AnyCase().Text("补卡类型不正确"))
struct SupplementDecisionIn {
  AttendanceId id;
  std::optional<bool> approved;
  std::optional<std::string> comment;
};
KOINE_DESCRIBE(SupplementDecisionIn, (id, approved, comment))
KOINE_RULES(SupplementDecisionIn, json::Rule("approved").Required("审批结果不能为空"),
            json::Rule("comment").MaxChars(attendance::kCommentChars,
                                           "审批意见长度不能超过200个字符"))
struct AttendanceIdIn {
  AttendanceId id;
};
KOINE_DESCRIBE(AttendanceIdIn, (id))

struct AttendanceOut {
  AttendanceId id;
  UserId userId;
  std::string userName, attendanceDate;
  std::optional<json::Time> checkInTime, checkOutTime;
  std::optional<CheckInStatus> checkInStatus;
  std::optional<CheckOutStatus> checkOutStatus;
  std::int64_t workMinutes = 0;
  AttendanceType attendanceType = AttendanceType::kWork;
  std::optional<std::string> remark, checkInLocation, checkOutLocation, deviceInfo;
  std::optional<SupplementStatus> approveStatus;
  std::optional<UserId> approverId;
  std::optional<json::Time> approveTime;
  std::optional<std::string> approveComment;
  json::Time createTime, updateTime;
  std::string status;  // what published clients read (ruoyi 28)
};
KOINE_DESCRIBE(AttendanceOut,
               (id, userId, userName, attendanceDate, checkInTime, checkOutTime, checkInStatus,
                checkOutStatus, workMinutes, attendanceType, remark, checkInLocation,
                checkOutLocation, deviceInfo, approveStatus, approverId, approveTime,
                approveComment, createTime, updateTime, status))
struct AttendanceMonthOut {
  std::int64_t year = 0, month = 0, workDays = 0, totalDays = 0, attendanceDays = 0, lateCount = 0,
               earlyCount = 0, absentCount = 0, totalWorkMinutes = 0;
};
KOINE_DESCRIBE(AttendanceMonthOut, (year, month, workDays, totalDays, attendanceDays, lateCount,
                                    earlyCount, absentCount, totalWorkMinutes))
struct AttendanceMemberOut {
  UserId userId;
  std::string userName, userAvatar;
  std::int64_t year = 0, month = 0, workDays = 0, totalDays = 0, attendanceDays = 0, lateCount = 0,
               earlyCount = 0, absentCount = 0, totalWorkMinutes = 0;
};
KOINE_DESCRIBE(AttendanceMemberOut,
               (userId, userName, userAvatar, year, month, workDays, totalDays, attendanceDays,
                lateCount, earlyCount, absentCount, totalWorkMinutes))

struct AttendanceDayOut {
  std::string date;
  AttendanceType type = AttendanceType::kWork;
};
KOINE_DESCRIBE(AttendanceDayOut, (date, type))
struct AttendanceRulesOut {
  std::string zone, begins, ends;
  json::Time beginTime, endTime;                // of today
  std::int64_t lateAfter = 0, earlyBefore = 0;  // minutes
  std::string today, mendFrom, since;
  json::Time now;
  bool leads = false;
  std::int64_t year = 0, month = 0;
  std::vector<AttendanceDayOut> days;
};
KOINE_DESCRIBE(AttendanceRulesOut, (zone, begins, ends, beginTime, endTime, lateAfter, earlyBefore,
                                    today, mendFrom, since, now, leads, year, month, days))

namespace {

const attendance::Hours& HoursOf(Call& call) {
  return DialectOf(call).settings().hours;
}

std::string RemarkOf(const std::vector<std::string>& reasons) {
  std::string out;
  for (const std::string& reason : reasons) {
    if (!out.empty()) out += ';';
    out += "补卡原因:" + reason;
  }
  return out;
}

AttendanceOut ToAttendance(const attendance::Record& r) {
  AttendanceOut out;
  out.id = r.id;
  out.userId = r.who.id;
  out.userName = r.who.name;
  out.attendanceDate = attendance::DayText(r.day);
  out.checkInTime = OptTime(r.in_at);
  out.checkOutTime = OptTime(r.out_at);
  out.checkInStatus = r.in;
  out.checkOutStatus = r.out;
  out.workMinutes = r.minutes;
  out.attendanceType = r.type;
  out.remark = OptText(RemarkOf(r.reasons));
  out.checkInLocation = OptText(r.in_place);
  out.checkOutLocation = OptText(r.out_place);
  out.deviceInfo = OptText(r.device);
  if (r.supplement != SupplementStatus::kNone) out.approveStatus = r.supplement;
  if (r.decider) out.approverId = r.decider;
  out.approveTime = OptTime(r.decided_at);
  out.approveComment = OptText(r.comment);
  out.createTime = {r.created_at};
  out.updateTime = {r.updated_at};
  out.status = r.Fine() ? "NORMAL" : "ABNORMAL";
  return out;
}

// A text, or any JSON as it was written.
Result<std::string> TextOf(const json::Raw& raw, std::int64_t max_chars, const char* field,
                           const char* too_long) {
  std::string out = raw.text == "null" ? std::string() : raw.text;
  if (out.starts_with('"')) {
    KOINE_TRY(auto texts, json::Parse<std::vector<std::string>>("[" + out + "]"));
    out = texts.empty() ? std::string() : texts.front();
  }
  if (std::cmp_greater(text::CodePoints(out), max_chars)) {
    return FieldError(Code::kBadArgument, field, too_long);
  }
  return out;
}

Result<attendance::Punch> PunchOf(const PunchIn& in) {
  attendance::Punch out;
  KOINE_TRY(out.place, TextOf(in.location, attendance::kPlaceChars, "location",
                              "打卡位置长度不能超过500个字符"));
  KOINE_TRY(out.device, TextOf(in.deviceInfo, attendance::kDeviceChars, "deviceInfo",
                               "设备信息长度不能超过500个字符"));
  return out;
}

// The day that a date or a time names where the contract keeps its time.
Result<std::optional<std::int64_t>> DayOf(const std::optional<std::string>& text,
                                          const char* field) {
  const std::string_view given = text ? text::Trim(*text) : std::string_view();
  if (given.empty()) return std::optional<std::int64_t>();
  const auto ms = ParseTime(given, Zone::Shanghai());
  if (!ms) return FieldError(Code::kBadArgument, field, "日期格式不正确");
  return std::optional(attendance::LocalOf(*ms, Zone::Shanghai()).day);
}

std::int64_t TodayOf(Call& call) {
  return attendance::LocalOf(call.now_ms(), *HoursOf(call).zone).day;
}

struct Month {
  std::int64_t year, month;
  Days days;
};
// The current one where the request does not say which.
Month MonthIn(Call& call, const std::optional<std::int64_t>& year,
              const std::optional<std::int64_t>& month) {
  const Civil now = ToCivil(call.now_ms(), *HoursOf(call).zone);
  const std::int64_t y = year.value_or(now.year), m = month.value_or(now.month);
  return {y, m, attendance::MonthOf(static_cast<int>(y), static_cast<int>(m))};
}

template <class Out>
void Fill(const Month& month, std::int64_t worked, const attendance::Totals& totals, Out* out) {
  out->year = month.year;
  out->month = month.month;
  out->workDays = worked;
  out->totalDays = month.days.last - month.days.first + 1;
  out->attendanceDays = totals.attended;
  out->lateCount = totals.late;
  out->earlyCount = totals.early;
  out->absentCount = totals.absent;
  out->totalWorkMinutes = totals.minutes;
}

// HH:mm
std::string ClockText(std::int64_t seconds) {
  constexpr std::int64_t kMinute = 60, kTwoDigits = 10;
  const std::int64_t hour = seconds / kMinute / kMinute, minute = seconds / kMinute % kMinute;
  auto two = [](std::int64_t n) { return (n < kTwoDigits ? "0" : "") + std::to_string(n); };
  return two(hour) + ":" + two(minute);
}

// The caller's record, by its number, or with 0 that of a past day.
class Supplemented {
 public:
  static constexpr const char* kDoor = "attendance";
  static Result<Supplemented> Open(Txn& txn, Call& call, const SupplementIn& in) {
    KOINE_TRY(const auto day, DayOf(in.date, "date"));
    if (in.id || !day) {
      KOINE_TRY(auto own, attendance::OwnDay::Open(txn, call.who, in.id));
      return Supplemented(std::move(own));
    }
    KOINE_TRY(auto past, attendance::OpenPast(txn, call.who, HoursOf(call), *day));
    return Supplemented(std::move(past));
  }
  const attendance::OwnDay& day() const { return day_; }

 private:
  explicit Supplemented(attendance::OwnDay day) : day_(std::move(day)) {}
  attendance::OwnDay day_;
};

Result<AttendanceOut> ComeIn(Txn& txn, Call& call, PunchIn& in) {
  KOINE_TRY(const attendance::Punch punch, PunchOf(in));
  KOINE_TRY(const attendance::Record done,
            attendance::CheckIn(txn, call.who, HoursOf(call), punch));
  return ToAttendance(done);
}

Result<AttendanceOut> GoOut(Txn& txn, Call& call, PunchIn& in) {
  KOINE_TRY(const attendance::Punch punch, PunchOf(in));
  KOINE_TRY(const attendance::Record done,
            attendance::CheckOut(txn, call.who, HoursOf(call), punch));
  return ToAttendance(done);
}

Result<std::optional<AttendanceOut>> ShowToday(Txn& txn, Call& call, AttendanceTodayIn&) {
  const auto found = attendance::FindToday(txn, call.who, HoursOf(call));
  return found ? std::optional(ToAttendance(*found)) : std::nullopt;
}

Result<AttendanceOut> ShowDay(Txn& txn, Call& call, const attendance::SeenDay& door,
                              AttendanceIdIn&) {
  return ToAttendance(attendance::Get(txn, door, HoursOf(call)));
}

Result<std::vector<AttendanceOut>> ListDays(Txn& txn, Call& call, AttendanceListIn& in) {
  KOINE_TRY(const auto from, DayOf(in.startDate, "startDate"));
  KOINE_TRY(const auto to, DayOf(in.endDate, "endDate"));
  const Days month = attendance::MonthAround(from ? *from : to.value_or(TodayOf(call)));
  const Days days{from.value_or(month.first), to.value_or(month.last)};
  if (days.last < days.first) return Error{Code::kBadArgument, "end_before_start"};
  if (days.last - days.first >= attendance::kRangeDays) {
    return Error{Code::kBadArgument, "schedule_range"};
  }
  KOINE_TRY(const auto of, attendance::Reader::Open(txn, call.who, in.userId));
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<AttendanceOut> out;
  for (const attendance::Record& r :
       attendance::List(txn, of, HoursOf(call), days, slice.reach(), slice.offset)) {
    out.push_back(ToAttendance(r));
  }
  TellTotal(call, out, slice, [&] { return attendance::Count(txn, of, days); });
  return out;
}

Result<AttendanceMonthOut> SumMonth(Txn& txn, Call& call, AttendanceMonthIn& in) {
  const Month month = MonthIn(call, in.year, in.month);
  KOINE_TRY(const auto of, attendance::Reader::Open(txn, call.who, in.userId));
  AttendanceMonthOut out;
  Fill(month, attendance::CountWorked(HoursOf(call), month.days),
       attendance::Sum(txn, of, month.days), &out);
  return out;
}

Result<std::vector<AttendanceMemberOut>> SumMembers(Txn& txn, Call& call, AttendanceTeamIn& in) {
  const Month month = MonthIn(call, in.year, in.month);
  Slice slice = SliceOf(in.pageNum, in.pageSize);
  slice.limit = std::min(slice.limit, attendance::kTeamMax);
  KOINE_TRY(const attendance::Team team,
            attendance::SumTeam(txn, call.who, month.days, slice.limit, slice.offset));
  const std::int64_t worked = attendance::CountWorked(HoursOf(call), month.days);
  std::vector<AttendanceMemberOut> out;
  for (const attendance::MemberTotals& one : team.members) {
    AttendanceMemberOut& member = out.emplace_back();
    member.userId = one.who.id;
    member.userName = one.who.name;
    member.userAvatar = AvatarOf(one.who.avatar);
    Fill(month, worked, one.totals, &member);
  }
  TellTotal(call, out, slice, team.total);
  return out;
}

Result<std::vector<AttendanceOut>> ListRequests(Txn& txn, Call& call, SupplementsIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  const attendance::Waiting found =
      attendance::ListWaiting(txn, call.who, HoursOf(call), slice.limit, slice.offset);
  std::vector<AttendanceOut> out;
  for (const attendance::Record& r : found.records) out.push_back(ToAttendance(r));
  TellTotal(call, out, slice, found.total);
  return out;
}

Result<AttendanceRulesOut> ShowRules(Txn& txn, Call& call, AttendanceRulesIn& in) {
  constexpr std::int64_t kMinute = 60;
  const attendance::Hours& hours = HoursOf(call);
  const Month month = MonthIn(call, in.year, in.month);
  AttendanceRulesOut out;
  out.zone = hours.zone->name();
  out.begins = ClockText(hours.begin);
  out.ends = ClockText(hours.end);
  out.lateAfter = hours.late_after / kMinute;
  out.earlyBefore = hours.early_before / kMinute;
  const std::int64_t today = TodayOf(call);
  out.beginTime = {attendance::MomentOf(hours, today, hours.begin)};
  out.endTime = {attendance::MomentOf(hours, today, hours.end)};
  out.today = attendance::DayText(today);
  out.mendFrom = attendance::DayText(today - attendance::kPastDays);
  out.since = attendance::DayText(attendance::FirstDayOf(txn, call.who, hours));
  out.now = {call.now_ms()};
  out.leads = attendance::Leads(txn, call.who);
  out.year = month.year;
  out.month = month.month;
  for (std::int64_t day = month.days.first; day <= month.days.last; ++day) {
    out.days.push_back({attendance::DayText(day), attendance::TypeOf(hours, day)});
  }
  return out;
}

Result<Nothing> AskForMending(Txn& txn, Call&, const Supplemented& door, SupplementIn& in) {
  KOINE_CHECK(attendance::Apply(txn, door.day(), {in.reason, in.type}));
  return Nothing{};
}

Result<Nothing> DecideMending(Txn& txn, Call& call, const attendance::JudgedDay& door,
                              SupplementDecisionIn& in) {
  KOINE_CHECK(attendance::Decide(txn, door, HoursOf(call), in.approved.value_or(false),
                                 in.comment.value_or("")));
  return Nothing{};
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

void AddMending(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&AskForMending>(Method::kPost, "/api/im/attendance/{id}/supplement",
                         "Ask for a day of attendance to be mended",
                         {.mode = Mode::kWrite,
                          .door = "id date",
                          .ok = "补卡申请已提交",
                          .example = R"({"id":"{attendance.mine}","reason":"Forgot it"})",
                          .ref = "10.6"}));
  rows->push_back(Ep<&DecideMending>(Method::kPost, "/api/im/attendance/{id}/approve",
                                     "Decide whether a day of attendance is mended",
                                     {.mode = Mode::kWrite,
                                      .door = "id",
                                      .example = R"({"id":"{attendance.mine}","approved":true})",
                                      .ref = "10.7"}));
  rows->push_back(Ep<&ListRequests>(Method::kGet, "/api/im/attendance/supplements",
                                    "List the days of attendance that wait for your decision",
                                    {.mode = Mode::kScan, .ref = "10.8", .about = About::kCaller}));
}

}  // namespace

void AddAttendance(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ComeIn>(Method::kPost, "/api/im/attendance/checkIn", "Check in to work",
                              {.mode = Mode::kWrite,
                               .ok = "上班打卡成功",
                               .example = R"({"location":"Tower"})",
                               .ref = "10.1",
                               .about = About::kCaller}));
  rows->push_back(Ep<&GoOut>(Method::kPost, "/api/im/attendance/checkOut", "Check out of work",
                             {.mode = Mode::kWrite,
                              .ok = "下班打卡成功",
                              .example = R"({"location":"Tower"})",
                              .ref = "10.2",
                              .about = About::kCaller}));
  rows->push_back(Ep<&ShowToday>(Method::kGet, "/api/im/attendance/today",
                                 "Get what the caller's attendance of today is",
                                 {.ref = "10.3", .about = About::kCaller}));
  rows->push_back(Ep<&ListDays>(Method::kGet, "/api/im/attendance/list", "List days of attendance",
                                {.mode = Mode::kScan,
                                 .example = R"({"startDate":"2030-05-01","endDate":"2030-05-31"})",
                                 .ref = "10.4",
                                 .about = About::kCaller}));
  rows->push_back(Ep<&SumMonth>(Method::kGet, "/api/im/attendance/statistics",
                                "Sum up a month of attendance",
                                {.mode = Mode::kScan,
                                 .example = R"({"year":2030,"month":5})",
                                 .ref = "10.5",
                                 .about = About::kCaller}));
  rows->push_back(Ep<&SumMembers>(Method::kGet, "/api/im/attendance/statistics/members",
                                  "Sum up a month of attendance of each who is led",
                                  {.mode = Mode::kScan,
                                   .example = R"({"year":2030,"month":5})",
                                   .ref = "10.8",
                                   .about = About::kCaller}));
  rows->push_back(Ep<&ShowRules>(
      Method::kGet, "/api/im/attendance/rules", "Get the hours of work and the days of a month",
      {.example = R"({"year":2030,"month":5})", .ref = "10.8", .about = About::kCaller}));
  AddMending(rows);
  rows->push_back(
      Ep<&ShowDay>(Method::kGet, "/api/im/attendance/{id}", "Get a day of attendance",
                   {.door = "id", .example = R"({"id":"{attendance.mine}"})", .ref = "10.8"}));
}

}  // namespace koine::ruoyi
