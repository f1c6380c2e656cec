// The schedule (ruoyi 11, 27 ScheduleEvent).

#include "dialect/ruoyi/schedule.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using schedule::EventId;
using schedule::Frequency;
using schedule::Visibility;
using store::Txn;

// What an event is made of; of a change, what is absent stays. People are numbers, or the objects
// that an answer had; `reminder` is the word of published clients for reminderMinutes.
struct ScheduleIn {
  EventId id;
  std::optional<json::Time> occurrence;  // of a series: the start of the only one that changes
  bool following = false;                // with it: that one and all after it
  std::optional<std::string> title;
  std::optional<json::Time> startTime, endTime;
  std::optional<std::string> description, location, category, color, timeZone;
  std::optional<bool> isAllDay;
  std::optional<Frequency> recurrenceType;
  std::optional<std::int64_t> recurrenceInterval;
  std::optional<json::Raw> recurrenceDays;
  std::optional<std::string> recurrenceEndDate, recurrenceRule;
  std::optional<Visibility> visibility;
  std::optional<json::Raw> reminderMinutes, reminder;
  std::optional<std::vector<json::Raw>> participantIds;
};
KOINE_DESCRIBE(ScheduleIn, (id, occurrence, following, title, startTime, endTime, description,
                            location, category, color, timeZone, isAllDay, recurrenceType,
                            recurrenceInterval, recurrenceDays, recurrenceEndDate, recurrenceRule,
                            visibility, reminderMinutes, reminder, participantIds))
#define KOINE_SCHEDULE_RULES                                                                     \
  json::Rule("description").MaxChars(schedule::kTextMax, "日程描述过长"),                        \
      json::Rule("location").MaxChars(schedule::kPlaceMax, "地点过长"),                          \
      json::Rule("category").MaxChars(schedule::kCategoryMax, "分类过长"),                       \
      json::Rule("color").MaxChars(schedule::kColorMax, "颜色格式不正确"),                       \
      json::Rule("timeZone").MaxChars(64, "时区不正确"), json::Rule("isAllDay").Alias("allDay"), \
      json::Rule("recurrenceType").AnyCase().Text("重复类型不正确"),                             \
      json::Rule("recurrenceInterval")                                                           \
          .Min(1, "重复间隔不正确")                                                              \
          .Max(schedule::kIntervalMax, "重复间隔不正确"),                                        \
      json::Rule("recurrenceRule").MaxChars(schedule::kRuleMax, "重复规则不正确"),               \
      json::Rule("visibility").AnyCase().Text("可见范围不正确"),                                 \
      json::Rule("participantIds")                                                               \
          .Alias("participants")                                                                 \
          .MaxItems(schedule::kParticipantsMax, "参与人数量超出限制")
KOINE_RULES(ScheduleIn, json::Rule("title").MaxChars(schedule::kTitleMax, "日程标题过长"),
            json::Rule("endTime").EndOfDay(), KOINE_SCHEDULE_RULES)

struct NewScheduleIn : ScheduleIn {};
KOINE_DESCRIBE(NewScheduleIn,
               (title, startTime, endTime, description, location, category, color, timeZone,
                isAllDay, recurrenceType, recurrenceInterval, recurrenceDays, recurrenceEndDate,
                recurrenceRule, visibility, reminderMinutes, reminder, participantIds))
KOINE_RULES(
    NewScheduleIn,
    json::Rule("title").NotBlank("日程标题不能为空").MaxChars(schedule::kTitleMax, "日程标题过长"),
    json::Rule("startTime").Required("开始时间不能为空"),
    json::Rule("endTime").Required("结束时间不能为空").EndOfDay(), KOINE_SCHEDULE_RULES)

struct RemoveIn {
  EventId id;
  std::optional<json::Time> occurrence;
  bool following = false;
};
KOINE_DESCRIBE(RemoveIn, (id, occurrence, following))

struct ParticipantsIn {
  EventId scheduleId;
  std::vector<json::Raw> userIds;
};
KOINE_DESCRIBE(ParticipantsIn, (scheduleId, userIds))
KOINE_RULES(ParticipantsIn, json::Rule("userIds")
                                .Required("参与人不能为空")
                                .Alias("participantIds")
                                .Alias("participants")
                                .WholeBody()
                                .MinItems(1, "参与人不能为空")
                                .MaxItems(schedule::kParticipantsMax, "参与人数量超出限制"))

struct ParticipantIn {
  EventId scheduleId;
  UserId userId;
};
KOINE_DESCRIBE(ParticipantIn, (scheduleId, userId))

struct ResponseIn {
  EventId scheduleId;
  std::optional<bool> accepted;
  std::optional<schedule::Answer> status;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(ResponseIn, (scheduleId, accepted, status, remark))
KOINE_RULES(ResponseIn, json::Rule("scheduleId").Alias("id"),
            json::Rule("status").Alias("response").AnyCase().Text("请选择接受或拒绝"),
            json::Rule("remark").MaxChars(schedule::kRemarkMax, "备注过长"))
struct RespondIn : ResponseIn {
  EventId id;
};
KOINE_DESCRIBE(RespondIn, (id, accepted, status, remark))
KOINE_RULES(RespondIn, json::Rule("status").Alias("response").AnyCase().Text("请选择接受或拒绝"),
            json::Rule("remark").MaxChars(schedule::kRemarkMax, "备注过长"))

// A person as a client names them back.
struct NamedPerson {
  std::optional<json::Raw> userId, id;
};
KOINE_DESCRIBE(NamedPerson, (userId, id))

namespace {

constexpr char kNoOccurrence[] = "请选择要更改的那一次日程";

// The text of a JSON value that is one, else the value as it stands.
std::string Bare(const json::Raw& raw) {
  if (auto text = json::Parse<std::string>(raw.text); text.ok()) return *std::move(text);
  return raw.text;
}

std::vector<std::int64_t> PeopleOf(const std::vector<json::Raw>& raws) {
  std::vector<std::int64_t> out;
  for (const json::Raw& raw : raws) {
    std::string text = Bare(raw);
    if (auto person = json::Parse<NamedPerson>(raw.text); person.ok()) {
      const auto& id = person->userId ? person->userId : person->id;
      text = id ? Bare(*id) : "";
    }
    if (const auto number = text::ParseInt(text); number && *number > 0) out.push_back(*number);
  }
  return out;
}

Result<std::vector<int>> DaysOf(const json::Raw& raw) {
  std::vector<int> days;
  std::string text = Bare(raw);
  std::erase_if(text, [](char c) { return c == '[' || c == ']' || c == '"' || c == ' '; });
  for (const std::string_view piece : text::Split(text, ',')) {
    if (piece.empty()) continue;
    const auto day = text::ParseInt(piece);
    if (!day || *day < 1 || *day > 7) {
      return FieldError(Code::kBadArgument, "recurrenceDays", "重复日期不正确");
    }
    days.push_back(static_cast<int>(*day));
  }
  std::sort(days.begin(), days.end());
  days.erase(std::unique(days.begin(), days.end()), days.end());
  return days;
}

Result<std::string> LastDayOf(const std::string& text) {
  const std::string day = text.substr(0, 10);
  if (!day.empty() && !ParseDay(day, Zone::Shanghai())) {
    return FieldError(Code::kBadArgument, "recurrenceEndDate", "重复结束日期不正确");
  }
  return day;
}

// Nothing: no reminder was spoken of.
Result<std::optional<std::optional<std::int64_t>>> ReminderOf(const ScheduleIn& in) {
  using Reminder = std::optional<std::int64_t>;
  const auto& raw = in.reminderMinutes ? in.reminderMinutes : in.reminder;
  if (!raw) return std::optional<Reminder>();
  const std::string text = Bare(*raw);
  if (text.empty() || text == kNoReminder) return std::optional<Reminder>(Reminder());
  const auto minutes = text::ParseInt(text);
  if (!minutes || *minutes < 0 || *minutes > schedule::kReminderMax) {
    return FieldError(Code::kBadArgument, in.reminderMinutes ? "reminderMinutes" : "reminder",
                      "提醒时间不正确");
  }
  return std::optional<Reminder>(Reminder(*minutes));
}

// The series that a request speaks of, changed from what there was; nothing when of none.
Result<std::optional<schedule::Repeat>> RepeatOf(const ScheduleIn& in, schedule::Repeat repeat) {
  const bool spoken = in.recurrenceType || in.recurrenceInterval || in.recurrenceDays ||
                      in.recurrenceEndDate || in.recurrenceRule;
  if (!spoken) return std::optional<schedule::Repeat>();
  if (in.recurrenceType) {
    if (*in.recurrenceType != Frequency::kCustom) repeat.written.clear();
    repeat.frequency = *in.recurrenceType;
  }
  if (in.recurrenceInterval) repeat.interval = *in.recurrenceInterval;
  if (in.recurrenceDays) {
    KOINE_TRY(repeat.days, DaysOf(*in.recurrenceDays));
    repeat.written.clear();
  }
  if (in.recurrenceEndDate) {
    KOINE_TRY(repeat.last_day, LastDayOf(*in.recurrenceEndDate));
  }
  if (in.recurrenceRule) {
    repeat.written = text::Trim(*in.recurrenceRule);
    if (!repeat.written.empty()) repeat.frequency = Frequency::kCustom;
  }
  return std::optional(std::move(repeat));
}

std::string TitleOf(const std::string& title) {
  return std::string(text::Trim(title));
}

Result<EventId> Create(Txn& txn, Call& call, NewScheduleIn& in) {
  schedule::Draft draft;
  schedule::Details& what = draft.what;
  what.title = TitleOf(*in.title);
  what.description = in.description.value_or("");
  what.location = in.location.value_or("");
  what.category = in.category.value_or("");
  what.color = in.color.value_or("");
  what.when.start_at = in.startTime->ms;
  what.when.end_at = in.endTime->ms;
  what.when.all_day = in.isAllDay.value_or(false);
  what.when.zone = in.timeZone.value_or(schedule::kHomeZone);
  what.visibility = in.visibility.value_or(Visibility::kPrivate);
  KOINE_TRY(const auto repeat, RepeatOf(in, {}));
  if (repeat) what.repeat = *repeat;
  KOINE_TRY(const auto reminder, ReminderOf(in));
  if (reminder) what.reminder = *reminder;
  if (in.participantIds) draft.invited = PeopleOf(*in.participantIds);
  return schedule::Create(txn, call.who, draft);
}

Result<Nothing> Change(Txn& txn, Call&, const schedule::Owned& event, ScheduleIn& in) {
  schedule::Changes changes;
  if (in.title) {
    changes.title = TitleOf(*in.title);
    if (changes.title->empty()) {
      return FieldError(Code::kBadArgument, "title", "日程标题不能为空");
    }
  }
  changes.description = in.description;
  changes.location = in.location;
  changes.category = in.category;
  changes.color = in.color;
  changes.zone = in.timeZone;
  if (in.startTime) changes.start_at = in.startTime->ms;
  if (in.endTime) changes.end_at = in.endTime->ms;
  changes.all_day = in.isAllDay;
  changes.visibility = in.visibility;
  KOINE_TRY(changes.repeat, RepeatOf(in, event.event().what.repeat));
  KOINE_TRY(changes.reminder, ReminderOf(in));
  if (in.participantIds) changes.invited = PeopleOf(*in.participantIds);
  if (in.occurrence && in.following) {
    KOINE_CHECK(schedule::ChangeFollowing(txn, event, in.occurrence->ms, changes));
  } else if (in.occurrence) {
    KOINE_CHECK(schedule::ChangeOne(txn, event, in.occurrence->ms, changes));
  } else if (in.following) {
    return FieldError(Code::kMissingArgument, "occurrence", kNoOccurrence);
  } else {
    KOINE_CHECK(schedule::Change(txn, event, changes));
  }
  return Nothing{};
}

Result<Nothing> Remove(Txn& txn, Call&, const schedule::Owned& event, RemoveIn& in) {
  if (in.occurrence && in.following) {
    KOINE_CHECK(schedule::RemoveFollowing(txn, event, in.occurrence->ms));
  } else if (in.occurrence) {
    KOINE_CHECK(schedule::RemoveOne(txn, event, in.occurrence->ms));
  } else if (in.following) {
    return FieldError(Code::kMissingArgument, "occurrence", kNoOccurrence);
  } else {
    KOINE_CHECK(schedule::Remove(txn, event));
  }
  return Nothing{};
}

Result<Nothing> Cancel(Txn& txn, Call&, const schedule::Owned& event, EventIdIn&) {
  KOINE_CHECK(schedule::Cancel(txn, event));
  return Nothing{};
}

Result<Nothing> Invite(Txn& txn, Call&, const schedule::Owned& event, ParticipantsIn& in) {
  KOINE_CHECK(schedule::Invite(txn, event, PeopleOf(in.userIds)));
  return Nothing{};
}

Result<Nothing> Uninvite(Txn& txn, Call&, const schedule::Attended& event, ParticipantIn& in) {
  KOINE_CHECK(schedule::Uninvite(txn, event, in.userId));
  return Nothing{};
}

Result<Nothing> Answer(Txn& txn, Call& call, const schedule::Invited& event, const ResponseIn& in) {
  std::optional<bool> accepted = in.accepted;
  if (!accepted && in.status == schedule::Answer::kAccepted) accepted = true;
  if (!accepted && in.status == schedule::Answer::kDeclined) accepted = false;
  if (!accepted) return FieldError(Code::kMissingArgument, "accepted", "请选择接受或拒绝");
  const auto reply = *accepted ? schedule::Reply::kAccept : schedule::Reply::kDecline;
  KOINE_CHECK(schedule::Respond(txn, event, reply, in.remark.value_or("")));
  call.message = *accepted ? "已接受" : "已拒绝";
  return Nothing{};
}

Result<Nothing> Response(Txn& txn, Call& call, const schedule::Invited& event, ResponseIn& in) {
  return Answer(txn, call, event, in);
}

Result<Nothing> Respond(Txn& txn, Call& call, const schedule::Invited& event, RespondIn& in) {
  return Answer(txn, call, event, in);
}

constexpr char kOne[] = R"({"id":"{schedule.mine}"})";
constexpr char kEvent[] = R"({"eventId":"{schedule.mine}"})";

void AddAnswers(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Invite>(
      Method::kPost, "/api/im/schedule/{scheduleId}/participants", "Invite people to an event",
      {.mode = Mode::kWrite,
       .door = "scheduleId",
       .repeatable = true,
       .ok = "添加成功",
       .example = R"({"scheduleId":"{schedule.mine}","userIds":["{user.peer}"]})",
       .ref = "11.7"}));
  rows->push_back(
      Ep<&Uninvite>(Method::kDelete, "/api/im/schedule/{scheduleId}/participants/{userId}",
                    "Remove somebody from an event, or leave it",
                    {.mode = Mode::kWrite,
                     .door = "scheduleId",
                     .ok = "移除成功",
                     .example = R"({"scheduleId":"{schedule.mine}","userId":"{user.peer}"})",
                     .ref = "11.8"}));
  rows->push_back(Ep<&Response>(
      Method::kPost, "/api/im/schedule/{scheduleId}/response", "Answer an invitation to an event",
      {.mode = Mode::kWrite,
       .door = "scheduleId",
       .repeatable = true,
       .example = R"({"scheduleId":"{scheduleinvited.mine}","accepted":true})",
       .ref = "11.9"}));
  rows->push_back(Ep<&Respond>(Method::kPut, "/api/im/schedule/{id}/respond",
                               "Answer an invitation to an event",
                               {.mode = Mode::kWrite,
                                .door = "id",
                                .repeatable = true,
                                .example = R"({"id":"{scheduleinvited.mine}","accepted":true})",
                                .ref = "11.9"}));
}

}  // namespace

void AddSchedules(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  AddScheduleReads(rows);
  for (const char* path : {"/api/im/schedule/create", "/api/im/schedule"}) {
    rows->push_back(
        Ep<&Create>(Method::kPost, path, "Make an event",
                    {.mode = Mode::kWrite,
                     .ok = "创建成功",
                     .example = R"({"title":"Lunch","startTime":"2026-12-01 12:00:00",)"
                                R"("endTime":"2026-12-01 13:00:00","reminderMinutes":15})",
                     .ref = "11.2",
                     .about = gateway::About::kCaller}));
  }
  rows->push_back(Ep<&Change>(Method::kPut, "/api/im/schedule/{id}", "Change an event",
                              {.mode = Mode::kWrite,
                               .door = "id",
                               .repeatable = true,
                               .ok = "更新成功",
                               .example = R"({"id":"{schedule.mine}","title":"Late lunch"})",
                               .ref = "11.3"}));
  rows->push_back(Ep<&Remove>(
      Method::kDelete, "/api/im/schedule/{id}", "Delete an event",
      {.mode = Mode::kWrite, .door = "id", .ok = "删除成功", .example = kOne, .ref = "11.4"}));
  rows->push_back(Ep<&Cancel>(Method::kPut, "/api/im/schedule/{eventId}/cancel",
                              "Cancel an event, which stays in lists",
                              {.mode = Mode::kWrite,
                               .door = "eventId",
                               .repeatable = true,
                               .ok = "取消成功",
                               .example = kEvent,
                               .ref = "11.11"}));
  AddAnswers(rows);
  AddCalendarFiles(rows);
}

}  // namespace koine::ruoyi
