// Events from and for other calendars, as iCalendar files (beyond ruoyi 11).

#include <utility>

#include "core/office/schedule/exchange.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/schedule.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct CalendarOfIn {
  std::optional<json::Time> startTime, endTime;
};
KOINE_DESCRIBE(CalendarOfIn, (startTime, endTime))
KOINE_RULES(CalendarOfIn, json::Rule("endTime").EndOfDay())

struct CalendarIn {
  std::string content;
  bool dryRun = false;
  schedule::File file = {};  // as Prepare read it
};
KOINE_DESCRIBE(CalendarIn, (content, dryRun))
KOINE_RULES(CalendarIn, json::Rule("content")
                            .NotBlank("日历内容不能为空")
                            .MaxBytes(schedule::kCalendarMax, "日历内容过长"))

struct ImportedOut {
  std::string uid, title;
  json::Time startTime, endTime;
  bool isAllDay = false;
  std::optional<std::string> recurrenceRule;
  office::Fate action = office::Fate::kCreated;
};
KOINE_DESCRIBE(ImportedOut, (uid, title, startTime, endTime, isAllDay, recurrenceRule, action))
struct SkippedOut {
  std::string uid, title, reason;
};
KOINE_DESCRIBE(SkippedOut, (uid, title, reason))
struct CalendarOut {
  bool dryRun = false;
  std::int64_t created = 0, updated = 0, unchanged = 0;
  std::vector<ImportedOut> events;
  std::vector<SkippedOut> skipped;
};
KOINE_DESCRIBE(CalendarOut, (dryRun, created, updated, unchanged, events, skipped))

namespace {

Result<Nothing> Export(Txn& txn, Call& call, CalendarOfIn& in) {
  KOINE_TRY(std::string text, schedule::Export(txn, call.who, in.startTime ? in.startTime->ms : 0,
                                               in.endTime ? in.endTime->ms : schedule::kForever));
  call.response = net::Response::Make(200, "text/calendar; charset=utf-8", std::move(text));
  call.response->Add("Content-Disposition", "attachment; filename=\"schedule.ics\"");
  return Nothing{};
}

// A file of many lines is read before the transaction.
Status ReadImport(Call&, CalendarIn& in) {
  KOINE_TRY(in.file, schedule::ReadCalendar(in.content));
  return Ok();
}

Result<CalendarOut> Import(Txn& txn, Call& call, CalendarIn& in) {
  KOINE_TRY(const std::vector<office::Fate> fates,
            schedule::Import(txn, call.who, in.file, in.dryRun));
  CalendarOut out;
  out.dryRun = in.dryRun;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const schedule::Entry& entry = in.file.entries[i];
    const schedule::When& when = entry.what.when;
    ImportedOut one;
    one.uid = entry.uid;
    one.title = entry.what.title;
    one.startTime = {when.start_at};
    one.endTime = {when.end_at};
    one.isAllDay = when.all_day;
    if (!when.rule.empty()) one.recurrenceRule = when.rule;
    one.action = fates[i];
    out.created += fates[i] == office::Fate::kCreated ? 1 : 0;
    out.updated += fates[i] == office::Fate::kUpdated ? 1 : 0;
    out.unchanged += fates[i] == office::Fate::kUnchanged ? 1 : 0;
    out.events.push_back(std::move(one));
  }
  for (const schedule::Unread& one : in.file.unread) {
    out.skipped.push_back({one.uid, one.title, one.why});
  }
  return out;
}

}  // namespace

void AddCalendarFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Mode;
  using net::Method;
  rows->push_back(gateway::Ep<&Export>(
      Method::kGet, "/api/im/schedule/export", "Get your schedule as an iCalendar file",
      {.mode = Mode::kScan, .ref = "11.10", .binary = true, .about = gateway::About::kCaller}));
  rows->push_back(gateway::EpPrepared<&Import, &ReadImport>(
      Method::kPost, "/api/im/schedule/import",
      "Take over the events of an iCalendar file, or see what would happen",
      {.mode = Mode::kWrite,
       .expensive = true,
       .ok = "导入成功",
       .example = R"({"content":"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n","dryRun":true})",
       .ref = "11.10",
       .about = gateway::About::kCaller}));
}

}  // namespace koine::ruoyi
