#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Calendar time. Instants are milliseconds since 1970-01-01 UTC, in the years 1 to 9999; one
// outside is shown as the nearest inside.

namespace koine {

inline constexpr std::int64_t kSecondMs = 1000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

// Where clocks are set. Immutable; any thread.
class Zone {
 public:
  // "UTC", "+08:00", "-05:30", "GMT+8", or an IANA name such as "Asia/Shanghai" (read from the
  // system's database, kept for the life of the process). Null if unknown. Names never become other
  // paths.
  static const Zone* Find(std::string_view name);
  static const Zone& Utc();
  // +08:00, what Asia/Shanghai has been since 1992.
  static const Zone& Shanghai();

  const std::string& name() const { return name_; }
  // Seconds east of UTC at that instant.
  int OffsetAt(std::int64_t ms) const;
  // The instant of local seconds since 1970. Of two the earlier; in a gap the one after it.
  std::int64_t FromLocal(std::int64_t local_seconds) const;

  explicit Zone(std::string name, int offset_seconds);

 private:
  struct Database;
  bool LoadDatabase(const std::string& path);
  int OffsetAtSeconds(std::int64_t seconds) const;

  std::string name_;
  int fixed_seconds_ = 0;
  std::shared_ptr<const Database> database_;  // null: fixed offset
};

// A date and time as calendars write it.
struct Civil {
  int year = 1970;
  int month = 1;  // 1–12
  int day = 1;    // 1–31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
};

Civil ToCivil(std::int64_t ms, const Zone& zone);
// Fields out of range carry over (day 32 is in the next month).
std::int64_t FromCivil(const Civil& civil, const Zone& zone);
// 28–31. REQUIRES: 1 <= month <= 12
int DaysInMonth(int year, int month);

// yyyy-MM-dd HH:mm:ss
std::string FormatTime(std::int64_t ms, const Zone& zone);
void AppendTime(std::int64_t ms, const Zone& zone, std::string* out);
// The same at `out`, which has room for kTimeChars; returns what follows it.
inline constexpr std::size_t kTimeChars = 19;
char* PutTime(std::int64_t ms, const Zone& zone, char* out);
// yyyy-MM-dd: the calendar day.
std::string FormatDay(std::int64_t ms, const Zone& zone);

// yyyy-MM-dd HH:mm[:ss[.SSS]], the same with T and an optional Z or ±HH:mm, and yyyy-MM-dd, which
// means its first second, or its last one if `end_of_day`. None for anything else, such as
// February 30.
std::optional<std::int64_t> ParseTime(std::string_view text, const Zone& zone,
                                      bool end_of_day = false);
// yyyy-MM-dd as the first instant of that day.
std::optional<std::int64_t> ParseDay(std::string_view text, const Zone& zone);

}  // namespace koine
