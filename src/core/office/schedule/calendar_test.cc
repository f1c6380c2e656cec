#include "core/office/schedule/calendar.h"

#include <gtest/gtest.h>

#include "base/time.h"

namespace koine::schedule {
namespace {

std::int64_t At(std::string_view text, std::string_view zone = kHomeZone) {
  return *ParseTime(text, *Zone::Find(zone));
}

std::string Whole(const std::string& inner) {
  return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n" + inner + "END:VCALENDAR\r\n";
}

std::string One(const std::string& lines) {
  return "BEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:Sync\r\n" + lines + "END:VEVENT\r\n";
}

Entry Read(const std::string& lines) {
  auto file = ReadCalendar(Whole(One(lines)));
  EXPECT_TRUE(file.ok());
  if (!file.ok() || file->entries.size() != 1) {
    ADD_FAILURE() << lines
                  << (file.ok() && !file->unread.empty() ? file->unread.front().why : "nothing");
    return {};
  }
  return file->entries.front();
}

std::string Why(const std::string& event) {
  const auto file = ReadCalendar(Whole(event));
  if (!file.ok()) return file.error().detail;
  return file->unread.size() == 1 ? file->unread.front().why : "read";
}

TEST(Calendar, TimesAreReadInTheirZones) {
  Entry e = Read("DTSTART:20300506T020000Z\r\nDTEND:20300506T030000Z\r\n");
  EXPECT_EQ(e.what.when.start_at, At("2030-05-06 10:00:00"));
  EXPECT_EQ(e.what.when.zone, "UTC");
  e = Read("DTSTART;TZID=Europe/Berlin:20300506T100000\r\nDURATION:PT30M\r\n");
  EXPECT_EQ(e.what.when.start_at, At("2030-05-06 10:00:00", "Europe/Berlin"));
  EXPECT_EQ(e.what.when.end_at - e.what.when.start_at, 30 * 60'000);
  e = Read("DTSTART;TZID=/example.org/Europe/Berlin:20300506T100000\r\n");
  EXPECT_EQ(e.what.when.zone, "Europe/Berlin");
  e = Read("DTSTART:20300506T100000\r\n");
  EXPECT_EQ(e.what.when.start_at, At("2030-05-06 10:00:00"));
}

TEST(Calendar, DaysEndAtTheirEnd) {
  const Entry e = Read("DTSTART;VALUE=DATE:20300506\r\nDTEND;VALUE=DATE:20300508\r\n");
  EXPECT_TRUE(e.what.when.all_day);
  EXPECT_EQ(e.what.when.start_at, At("2030-05-06 00:00:00"));
  EXPECT_EQ(e.what.when.end_at, At("2030-05-07 23:59:59"));
}

TEST(Calendar, RulesGapsAndRemindersAreRead) {
  const Entry e = Read(
      "DTSTART;TZID=Asia/Shanghai:20300506T100000\r\nDTEND;TZID=Asia/Shanghai:20300506T110000\r\n"
      "RRULE:FREQ=WEEKLY;COUNT=4\r\nEXDATE;TZID=Asia/Shanghai:20300513T100000\r\n"
      "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n");
  EXPECT_EQ(e.what.when.rule, "FREQ=WEEKLY;COUNT=4");
  EXPECT_EQ(e.what.when.except, std::vector<std::int64_t>{At("2030-05-13 10:00:00")});
  EXPECT_EQ(e.what.reminder, 15);
  EXPECT_EQ(Between(e.what.when, At("2030-05-01"), At("2030-07-01"), 10).size(), 3u);
}

TEST(Calendar, AMovedOccurrenceIsAnEventOfItsOwn) {
  const auto file = ReadCalendar(Whole(
      One("DTSTART:20300506T020000Z\r\nDTEND:20300506T030000Z\r\nRRULE:FREQ=DAILY;COUNT=3\r\n") +
      One("RECURRENCE-ID:20300507T020000Z\r\nDTSTART:20300507T050000Z\r\n"
          "DTEND:20300507T060000Z\r\n")));
  ASSERT_TRUE(file.ok());
  ASSERT_EQ(file->entries.size(), 2u);
  EXPECT_EQ(Between(file->entries[0].what.when, At("2030-05-01"), At("2030-06-01"), 10).size(), 2u);
  EXPECT_NE(file->entries[1].uid, "a@x");
  EXPECT_EQ(file->entries[1].what.when.start_at, At("2030-05-07 13:00:00"));
}

TEST(Calendar, WhatCannotBeKeptIsNamed) {
  EXPECT_EQ(Why(One("")), "start");
  EXPECT_EQ(Why("BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART:20300506T020000Z\r\nEND:VEVENT\r\n"), "title");
  EXPECT_EQ(Why("BEGIN:VEVENT\r\nSUMMARY:s\r\nDTSTART:20300506T020000Z\r\nEND:VEVENT\r\n"), "uid");
  EXPECT_EQ(Why(One("DTSTART;TZID=Mars:20300506T020000\r\n")), "time_zone");
  EXPECT_EQ(Why(One("DTSTART:20300506T020000Z\r\nRRULE:FREQ=SECONDLY\r\n")), "recurrence");
  EXPECT_EQ(Why(One("DTSTART:20300506T020000Z\r\nDTEND:20300505T020000Z\r\n")), "time");
  EXPECT_EQ(Why(One("DTSTART:20300506T020000Z\r\nSTATUS:CANCELLED\r\n")), "cancelled");
  EXPECT_EQ(Why(One("DTSTART:20300506T020000Z\r\nRDATE:20300507T020000Z\r\n")), "rdate");
  EXPECT_FALSE(ReadCalendar("").ok());
  EXPECT_FALSE(ReadCalendar("hello").ok());
  EXPECT_FALSE(ReadCalendar("BEGIN:VCARD\r\nEND:VCARD\r\n").ok());
  EXPECT_FALSE(ReadCalendar(std::string(kCalendarMax + 1, 'x')).ok());
  std::string many;
  for (std::size_t i = 0; i <= kCalendarEventsMax; ++i) many += One("DTSTART:20300506T020000Z\r\n");
  EXPECT_EQ(Why(many), "calendar_many");
}

TEST(Calendar, WhatIsWrittenIsReadAsTheSame) {
  std::vector<Event> events(3);
  for (std::size_t i = 0; i < events.size(); ++i) {
    Event& e = events[i];
    e.uid = std::to_string(i) + "@koine";
    e.what.title = "Comma, semicolon; line\nand 中文";
    e.what.location = "Hall";
    e.what.when.zone = "Europe/Berlin";
    e.what.when.start_at = At("2030-05-06 10:00:00", "Europe/Berlin");
    e.what.when.end_at = e.what.when.start_at + 3'600'000;
    e.what.reminder = 30;
  }
  events[1].what.when.rule = "FREQ=DAILY;UNTIL=20300601T215959Z";
  events[1].what.when.except = {events[1].what.when.start_at + 24 * 3'600'000};
  events[2].what.when.all_day = true;
  events[2].what.when.zone = kHomeZone;
  events[2].what.when.start_at = At("2030-05-06 00:00:00");
  events[2].what.when.end_at = At("2030-05-06 23:59:59");
  const std::string text = WriteCalendar(events, At("2030-01-01"));
  EXPECT_NE(text.find("TZID:Europe/Berlin\r\n"), text.npos) << text;
  EXPECT_NE(text.find("DTSTART;VALUE=DATE:20300506\r\n"), text.npos) << text;
  EXPECT_NE(text.find("DTEND;VALUE=DATE:20300507\r\n"), text.npos) << text;
  const auto file = ReadCalendar(text);
  ASSERT_TRUE(file.ok());
  ASSERT_EQ(file->entries.size(), 3u) << text;
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(file->entries[i].uid, events[i].uid);
    EXPECT_EQ(file->entries[i].what.title, events[i].what.title);
    EXPECT_EQ(file->entries[i].what.when, events[i].what.when);
    EXPECT_EQ(file->entries[i].what.reminder, 30);
  }
}

}  // namespace
}  // namespace koine::schedule
