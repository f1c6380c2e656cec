#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/office/schedule/schedule.h"
#include "gateway/row.h"

// Events as the contract shows them (ruoyi 11), and what its files share.
namespace koine::ruoyi {

struct SeatOut {
  std::int64_t id = 0;
  UserId userId;
  std::string userName, userAvatar;
  schedule::Answer status = schedule::Answer::kPending;
  std::string statusName;
  std::optional<json::Time> responseTime;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(SeatOut,
               (id, userId, userName, userAvatar, status, statusName, responseTime, remark))

struct ScheduleOut {
  schedule::EventId id;
  UserId userId;
  std::string userName, userAvatar, title;
  std::optional<std::string> description, location;
  json::Time startTime, endTime;
  bool isAllDay = false;
  std::string timeZone;
  schedule::Frequency recurrenceType = schedule::Frequency::kNone;
  std::string recurrenceTypeName;
  std::int64_t recurrenceInterval = 1;
  std::optional<std::string> recurrenceDays, recurrenceEndDate, recurrenceRule;
  std::optional<std::string> color;
  schedule::Visibility visibility = schedule::Visibility::kPrivate;
  std::string visibilityName;
  schedule::State status = schedule::State::kScheduled;
  std::string statusName;
  std::optional<std::int64_t> reminderMinutes;
  json::Time createTime, updateTime;
  std::vector<SeatOut> participants;
  std::int64_t participantCount = 0;
  std::optional<schedule::Answer> participantStatus;  // the caller's
  bool isAccepted = false;
  std::optional<std::string> occurrenceDate;  // in a range: the day of this occurrence
  // What published clients read (ruoyi 28).
  bool allDay = false;
  std::string category, reminder;
};
KOINE_DESCRIBE(ScheduleOut,
               (id, userId, userName, userAvatar, title, description, location, startTime, endTime,
                isAllDay, timeZone, recurrenceType, recurrenceTypeName, recurrenceInterval,
                recurrenceDays, recurrenceEndDate, recurrenceRule, color, visibility,
                visibilityName, status, statusName, reminderMinutes, createTime, updateTime,
                participants, participantCount, participantStatus, isAccepted, occurrenceDate,
                allDay, category, reminder))
struct ScheduleIdIn {
  schedule::EventId id;
};
KOINE_DESCRIBE(ScheduleIdIn, (id))
struct EventIdIn {
  schedule::EventId eventId;
};
KOINE_DESCRIBE(EventIdIn, (eventId))

// What `reminder` says when there is none.
inline constexpr char kNoReminder[] = "none";

ScheduleOut ToSchedule(const schedule::Shown& shown, std::int64_t now_ms);
SeatOut ToParticipant(const schedule::Seat& seat);

// The rows that read, and those of other calendars' files.
void AddScheduleReads(std::vector<gateway::Endpoint>* rows);
void AddCalendarFiles(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
