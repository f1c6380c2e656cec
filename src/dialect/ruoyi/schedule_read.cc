// The schedule as it is read (ruoyi 11, 27 ScheduleEvent).

#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/schedule.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using schedule::Frequency;
using schedule::Visibility;
using store::Txn;

struct SchedulesIn {
  std::optional<json::Time> startTime, endTime;
  std::optional<schedule::State> status;
  std::optional<std::string> keyword;
  bool onlyParticipated = false;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(SchedulesIn,
               (startTime, endTime, status, keyword, onlyParticipated, pageNum, pageSize))
KOINE_RULES(SchedulesIn, json::Rule("endTime").EndOfDay(),
            json::Rule("status").AnyCase().Text("日程状态不正确"),
            json::Rule("keyword").MaxChars(100, "关键词过长"))

struct RangeIn {
  json::Time startTime, endTime;
};
KOINE_DESCRIBE(RangeIn, (startTime, endTime))
KOINE_RULES(RangeIn, json::Rule("startTime").Required("开始时间不能为空"),
            json::Rule("endTime").Required("结束时间不能为空").EndOfDay())

struct BusyIn {
  std::vector<std::int64_t> userIds;
  json::Time startTime, endTime;
};
KOINE_DESCRIBE(BusyIn, (userIds, startTime, endTime))
KOINE_RULES(BusyIn,
            json::Rule("userIds")
                .Required("参与人不能为空")
                .MinItems(1, "参与人不能为空")
                .MaxItems(schedule::kBusyPeopleMax, "参与人数量超出限制"),
            json::Rule("startTime").Required("开始时间不能为空"),
            json::Rule("endTime").Required("结束时间不能为空").EndOfDay())

struct SpanOut {
  json::Time startTime, endTime;
};
KOINE_DESCRIBE(SpanOut, (startTime, endTime))
struct BusyOut {
  UserId userId;
  std::vector<SpanOut> busy;
};
KOINE_DESCRIBE(BusyOut, (userId, busy))

struct SchedulePage : PageOf<ScheduleOut> {};
KOINE_DESCRIBE(SchedulePage, (records, rows, list, total, size, current, pages))

namespace {

constexpr char kUsualCategory[] = "work";
constexpr char kOne[] = R"({"id":"{schedule.mine}"})";
constexpr char kEvent[] = R"({"eventId":"{schedule.mine}"})";

const char* NameOf(schedule::Answer answer) {
  switch (answer) {
    case schedule::Answer::kAccepted:
      return "已接受";
    case schedule::Answer::kDeclined:
      return "已拒绝";
    default:
      return "待确认";
  }
}

const char* NameOf(Frequency frequency) {
  switch (frequency) {
    case Frequency::kNone:
      return "不重复";
    case Frequency::kDaily:
      return "每天";
    case Frequency::kWeekly:
      return "每周";
    case Frequency::kMonthly:
      return "每月";
    case Frequency::kCustom:
      break;
  }
  return "自定义";
}

const char* NameOf(Visibility visibility) {
  switch (visibility) {
    case Visibility::kPrivate:
      return "私有";
    case Visibility::kDepartment:
      return "部门";
    case Visibility::kPublic:
      break;
  }
  return "公开";
}

const char* NameOf(schedule::State state) {
  switch (state) {
    case schedule::State::kScheduled:
      return "已安排";
    case schedule::State::kCancelled:
      return "已取消";
    case schedule::State::kCompleted:
      break;
  }
  return "已完成";
}

Result<ScheduleOut> Get(Txn& txn, Call&, const schedule::Visible& event, ScheduleIdIn&) {
  return ToSchedule(schedule::Show(txn, event), txn.now_ms());
}

Result<std::vector<SeatOut>> Participants(Txn& txn, Call&, const schedule::Visible& event,
                                          EventIdIn&) {
  std::vector<SeatOut> out;
  for (const schedule::Seat& seat : schedule::Show(txn, event).participants) {
    out.push_back(ToParticipant(seat));
  }
  return out;
}

schedule::Filter FilterOf(const SchedulesIn& in) {
  schedule::Filter filter;
  if (in.startTime) filter.from_ms = in.startTime->ms;
  if (in.endTime) filter.to_ms = in.endTime->ms;
  filter.state = in.status;
  filter.keyword = text::Fold(text::Trim(in.keyword.value_or("")));
  filter.only_participated = in.onlyParticipated;
  return filter;
}

std::vector<ScheduleOut> Read(Txn& txn, Call& call, const schedule::Filter& filter,
                              std::int64_t limit, std::int64_t offset) {
  std::vector<ScheduleOut> out;
  for (const schedule::Shown& one : schedule::List(txn, call.who, filter, limit, offset)) {
    out.push_back(ToSchedule(one, txn.now_ms()));
  }
  return out;
}

Result<std::vector<ScheduleOut>> List(Txn& txn, Call& call, SchedulesIn& in) {
  const schedule::Filter filter = FilterOf(in);
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<ScheduleOut> out = Read(txn, call, filter, slice.reach(), slice.offset);
  TellTotal(call, out, slice, [&] { return schedule::Count(txn, call.who, filter); });
  return out;
}

Result<SchedulePage> Page(Txn& txn, Call& call, SchedulesIn& in) {
  const schedule::Filter filter = FilterOf(in);
  const Slice slice = SliceOf(in.pageNum.value_or(1), in.pageSize);
  return PageData<SchedulePage>(call, Read(txn, call, filter, slice.limit, slice.offset),
                                schedule::Count(txn, call.who, filter), slice);
}

Result<std::vector<ScheduleOut>> Range(Txn& txn, Call& call, RangeIn& in) {
  KOINE_TRY(const schedule::Calendar found,
            schedule::Range(txn, call.who, in.startTime.ms, in.endTime.ms));
  std::vector<ScheduleOut> shown, out;
  shown.reserve(found.events.size());
  out.reserve(found.occurrences.size());
  for (const schedule::Shown& one : found.events) shown.push_back(ToSchedule(one, txn.now_ms()));
  std::vector<std::size_t> left(shown.size());  // occurrences of each that are still to come
  for (const schedule::Occurrence& one : found.occurrences) ++left[one.event];
  for (const schedule::Occurrence& one : found.occurrences) {
    const bool last = --left[one.event] == 0;
    ScheduleOut& row = out.emplace_back(last ? std::move(shown[one.event]) : shown[one.event]);
    row.startTime = {one.span.start_at};
    row.endTime = {one.span.end_at};
    row.occurrenceDate = FormatDay(one.span.start_at, Zone::Shanghai());
  }
  return out;
}

Result<std::vector<BusyOut>> ListBusy(Txn& txn, Call& call, BusyIn& in) {
  KOINE_TRY(const auto found,
            schedule::ListBusy(txn, call.who, in.userIds, in.startTime.ms, in.endTime.ms));
  std::vector<BusyOut> out;
  for (const schedule::Busy& one : found) {
    BusyOut& row = out.emplace_back();
    row.userId = one.user;
    for (const schedule::Span& span : one.spans)
      row.busy.push_back({{span.start_at}, {span.end_at}});
  }
  return out;
}

}  // namespace

SeatOut ToParticipant(const schedule::Seat& seat) {
  SeatOut out;
  out.id = seat.id;
  out.userId = seat.person.id;
  out.userName = seat.person.name;
  out.userAvatar = AvatarOf(seat.person.avatar);
  out.status = seat.answer;
  out.statusName = NameOf(seat.answer);
  out.responseTime = OptTime(seat.answered_at);
  out.remark = OptText(seat.remark);
  return out;
}

ScheduleOut ToSchedule(const schedule::Shown& shown, std::int64_t now_ms) {
  const schedule::Event& event = shown.event;
  const schedule::Details& what = event.what;
  ScheduleOut out;
  out.id = event.id;
  out.userId = shown.owner.id;
  out.userName = shown.owner.name;
  out.userAvatar = AvatarOf(shown.owner.avatar);
  out.title = what.title;
  out.description = OptText(what.description);
  out.location = OptText(what.location);
  out.startTime = {what.when.start_at};
  out.endTime = {what.when.end_at};
  out.isAllDay = out.allDay = what.when.all_day;
  out.timeZone = what.when.zone;
  out.recurrenceType = what.repeat.frequency;
  out.recurrenceTypeName = NameOf(what.repeat.frequency);
  out.recurrenceInterval = what.repeat.interval;
  std::string days;
  for (const int day : what.repeat.days) days += (days.empty() ? "" : ",") + std::to_string(day);
  out.recurrenceDays = OptText(days);
  out.recurrenceEndDate = OptText(what.repeat.last_day);
  out.recurrenceRule = OptText(what.when.rule);
  out.color = OptText(what.color);
  out.visibility = what.visibility;
  out.visibilityName = NameOf(what.visibility);
  out.status = event.StateAt(now_ms);
  out.statusName = NameOf(out.status);
  out.reminderMinutes = what.reminder;
  out.reminder = what.reminder ? std::to_string(*what.reminder) : kNoReminder;
  out.createTime = {event.created_at};
  out.updateTime = {event.updated_at};
  for (const schedule::Seat& seat : shown.participants) {
    out.participants.push_back(ToParticipant(seat));
  }
  out.participantCount = std::ssize(out.participants);
  out.participantStatus = shown.mine;
  out.isAccepted = shown.mine == schedule::Answer::kAccepted;
  out.category = what.category.empty() ? kUsualCategory : what.category;
  return out;
}

void AddScheduleReads(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&List>(Method::kGet, "/api/im/schedule/list",
                            "List your events and those that you are invited to",
                            {.mode = Mode::kScan,
                             .example = R"({"status":"SCHEDULED","pageNum":1})",
                             .ref = "11.1",
                             .about = gateway::About::kCaller}));
  rows->push_back(Ep<&Page>(Method::kPost, "/api/im/schedule/page",
                            "List your events and those that you are invited to",
                            {.mode = Mode::kScan,
                             .example = R"({"keyword":"lunch","pageNum":1})",
                             .ref = "11.11",
                             .about = gateway::About::kCaller}));
  rows->push_back(Ep<&Get>(Method::kGet, "/api/im/schedule/{id}", "Get an event",
                           {.door = "id", .example = kOne, .ref = "11.5"}));
  rows->push_back(Ep<&Range>(
      Method::kGet, "/api/im/schedule/range", "List what you have within a time, each occurrence",
      {.mode = Mode::kScan,
       .example = R"({"startTime":"2026-12-01 00:00:00","endTime":"2026-12-31 00:00:00"})",
       .ref = "11.6",
       .about = gateway::About::kCaller}));
  rows->push_back(Ep<&ListBusy>(
      Method::kGet, "/api/im/schedule/busy", "See when people have no time",
      {.mode = Mode::kScan,
       .example =
           R"({"userIds":"{user.peer}","startTime":"2026-12-01","endTime":"2026-12-02 00:00:00"})",
       .ref = "11.6",
       .about = gateway::About::kPeople}));
  rows->push_back(Ep<&Participants>(Method::kGet, "/api/im/schedule/{eventId}/participants",
                                    "List who is invited to an event",
                                    {.door = "eventId", .example = kEvent, .ref = "11.11"}));
}

}  // namespace koine::ruoyi
