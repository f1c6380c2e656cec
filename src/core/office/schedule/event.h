#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.h"
#include "core/office/schedule/recurrence.h"
#include "core/office/schedule/states.h"
#include "core/person.h"

// What an event of the schedule is (ruoyi 11).
namespace koine::schedule {

using EventId = Id<struct EventTag>;

inline constexpr std::size_t kTitleMax = 200;
inline constexpr std::size_t kPlaceMax = 200;
inline constexpr std::size_t kTextMax = 5000;
inline constexpr std::size_t kCategoryMax = 20;
inline constexpr std::size_t kColorMax = 20;
inline constexpr std::size_t kRemarkMax = 200;
inline constexpr std::size_t kParticipantsMax = 200;
inline constexpr std::int64_t kEventsMax = 20'000;    // of one owner
inline constexpr std::int64_t kReminderMax = 40'320;  // minutes: four weeks
// A series without an end ends after so many years.
inline constexpr int kSeriesYears = 2;
inline constexpr char kHomeZone[] = "Asia/Shanghai";

// Stored: never renumber.
enum class Frequency : std::uint8_t { kNone, kDaily, kWeekly, kMonthly, kCustom };
KOINE_ENUM(Frequency, (Frequency::kNone, "NONE"), (Frequency::kDaily, "DAILY"),
           (Frequency::kWeekly, "WEEKLY"), (Frequency::kMonthly, "MONTHLY"),
           (Frequency::kCustom, "CUSTOM"))
enum class Visibility : std::uint8_t { kPrivate, kDepartment, kPublic };
KOINE_ENUM(Visibility, (Visibility::kPrivate, "PRIVATE"), (Visibility::kDepartment, "DEPARTMENT"),
           (Visibility::kPublic, "PUBLIC"))

// A series as the contract says it. Custom is weekly on its days, or a rule that was written.
struct Repeat {
  Frequency frequency = Frequency::kNone;
  std::int64_t interval = 1;   // every so many days, weeks, months
  std::vector<int> days = {};  // 1 Monday … 7 Sunday, ascending; empty: the weekday of the start
  std::string last_day = {};   // yyyy-MM-dd, in the zone; empty: kSeriesYears
  std::string written = {};    // with kCustom: a rule of RFC 5545; the rest does not count then
  friend bool operator==(const Repeat&, const Repeat&) = default;
};

struct Details {
  std::string title, description, location, category, color;
  When when;  // its rule is made of `repeat`
  Repeat repeat;
  Visibility visibility = Visibility::kPrivate;
  std::optional<std::int64_t> reminder;  // minutes before each occurrence
};

struct Event {
  EventId id;
  UserId owner;
  std::string uid;  // for other calendars
  Details what;
  bool cancelled = false;
  std::int64_t reminded_at = 0;  // no occurrence that starts then or before is still reminded of
  std::int64_t revision = 0;     // counts changes of the time
  std::int64_t created_at = 0, updated_at = 0;

  State StateAt(std::int64_t now_ms) const {
    if (cancelled) return State::kCancelled;
    return what.when.rule.empty() && what.when.end_at < now_ms ? State::kCompleted
                                                               : State::kScheduled;
  }
};

// Somebody who was invited.
struct Seat {
  std::int64_t id = 0;
  EventId event;
  Person person;
  Answer answer = Answer::kPending;
  std::int64_t answered_at = 0;  // ms; 0: not yet
  std::string remark;
};

// An event as somebody sees it.
struct Shown {
  Event event;
  Person owner;
  std::vector<Seat> participants;  // in the order in which they were invited
  std::optional<Answer> mine;      // none for the owner and who was not invited
};

}  // namespace koine::schedule
