#include "base/time.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include "base/require.h"
#include "base/text.h"

namespace koine {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

// Years 1 to 9999 in UTC; instants outside are shown as the nearest of these.
constexpr std::int64_t kMinMs = -62135596800000;
constexpr std::int64_t kMaxMs = 253402300799999;

std::int64_t FloorDiv(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// Days since 1970 of a proleptic Gregorian date, and back (the usual era arithmetic: years begin in
// March, 400 of them have 146097 days).
std::int64_t DaysOf(std::int64_t y, int m, int d) {
  y -= m <= 2;
  const std::int64_t era = FloorDiv(y, 400);
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

void DateOf(std::int64_t days, Civil* out) {
  days += 719468;
  const std::int64_t era = FloorDiv(days, 146097);
  const std::int64_t doe = days - era * 146097;
  const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
  const std::int64_t mp = (5 * doy + 2) / 153;
  out->day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
  out->month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
  out->year = static_cast<int>(yoe + era * 400 + (out->month <= 2 ? 1 : 0));
}

Civil CivilOfLocal(std::int64_t local_ms) {
  Civil c;
  const std::int64_t days = FloorDiv(local_ms, kDaySeconds * 1000);
  auto rest = static_cast<int>(local_ms - days * kDaySeconds * 1000);
  DateOf(days, &c);
  c.millisecond = rest % 1000;
  rest /= 1000;
  c.second = rest % 60;
  c.minute = rest / 60 % 60;
  c.hour = rest / 3600;
  return c;
}

// Puts `width` digits at `out`; returns what follows them.
char* PutDigits(int value, int width, char* out) {
  for (int i = width - 1; i >= 0; --i) {
    out[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  return out + width;
}

// YYYY-MM-DD
constexpr std::size_t kDayChars = 10;
char* PutDay(const Civil& c, char* out) {
  out = PutDigits(c.year, 4, out);
  *out++ = '-';
  out = PutDigits(c.month, 2, out);
  *out++ = '-';
  return PutDigits(c.day, 2, out);
}

// HH:MM:SS
char* PutClock(const Civil& c, char* out) {
  out = PutDigits(c.hour, 2, out);
  *out++ = ':';
  out = PutDigits(c.minute, 2, out);
  *out++ = ':';
  return PutDigits(c.second, 2, out);
}

// Reads fixed forms from the front of a text.
struct Scanner {
  std::string_view rest;

  bool Digits(int width, int min, int max, int* out) {
    if (rest.size() < static_cast<std::size_t>(width)) return false;
    int value = 0;
    for (int i = 0; i < width; ++i) {
      const char c = rest[static_cast<std::size_t>(i)];
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    if (value < min || value > max) return false;
    rest.remove_prefix(static_cast<std::size_t>(width));
    *out = value;
    return true;
  }
  bool Take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool Day(Civil* c) {
    return Digits(4, 1, 9999, &c->year) && Take('-') && Digits(2, 1, 12, &c->month) && Take('-') &&
           Digits(2, 1, DaysInMonth(c->year, c->month), &c->day);
  }
  bool Clock(Civil* c) {
    if (!Digits(2, 0, 23, &c->hour) || !Take(':') || !Digits(2, 0, 59, &c->minute)) return false;
    return !Take(':') || Digits(2, 0, 59, &c->second);
  }
  // .S to .SSSSSSSSS; digits after the third are dropped.
  bool Fraction(Civil* c) {
    if (!Take('.')) return true;
    int n = 0;
    for (int digit = 0; Digits(1, 0, 9, &digit); ++n) {
      if (n < 3) c->millisecond = c->millisecond * 10 + digit;
    }
    for (int i = n; i < 3; ++i) c->millisecond *= 10;
    return n >= 1 && n <= 9;
  }
  // ±HH:mm, ±HHmm or ±HH
  bool Offset(int* seconds) {
    const bool minus = !rest.empty() && rest.front() == '-';
    int hours = 0, minutes = 0;
    if (!Take(minus ? '-' : '+') || !Digits(2, 0, 18, &hours)) return false;
    if (!rest.empty()) {
      Take(':');
      if (!Digits(2, 0, 59, &minutes)) return false;
    }
    *seconds = (hours * 3600 + minutes * 60) * (minus ? -1 : 1);
    return true;
  }
};

std::int64_t LocalSeconds(const Civil& c) {
  // Months out of range carry over into years.
  const std::int64_t months = std::int64_t{c.year} * 12 + c.month - 1;
  const std::int64_t year = FloorDiv(months, 12);
  const int month = static_cast<int>(months - year * 12) + 1;
  return (DaysOf(year, month, 1) + c.day - 1) * kDaySeconds + std::int64_t{c.hour} * 3600 +
         std::int64_t{c.minute} * 60 + c.second;
}

// ---------------------------------------------------------------- the POSIX rule of a TZif footer

struct RuleDay {
  int month = 0, week = 0, weekday = 0;  // M form; month 0: `day` is a day of the year
  int day = 0;
  bool skip_leap = false;  // J form: February 29 is not counted
  int seconds = 7200;
};

struct PosixRule {
  int standard = 0;
  int daylight = 0;
  bool has_daylight = false;
  RuleDay start, end;
};

bool TakeNumber(std::string_view* s, int* out) {
  std::size_t n = 0;
  int value = 0;
  while (n < s->size() && n < 6 && (*s)[n] >= '0' && (*s)[n] <= '9') {
    value = value * 10 + ((*s)[n++] - '0');
  }
  s->remove_prefix(n);
  *out = value;
  return n > 0;
}

bool TakeChar(std::string_view* s, char c) {
  if (s->empty() || s->front() != c) return false;
  s->remove_prefix(1);
  return true;
}

// [+-]h[h[h]][:mm[:ss]] in seconds
bool TakeSeconds(std::string_view* s, int* out) {
  const bool minus = TakeChar(s, '-');
  if (!minus) TakeChar(s, '+');
  int h = 0, m = 0, sec = 0;
  if (!TakeNumber(s, &h)) return false;
  if (TakeChar(s, ':') && !TakeNumber(s, &m)) return false;
  if (TakeChar(s, ':') && !TakeNumber(s, &sec)) return false;
  *out = (h * 3600 + m * 60 + sec) * (minus ? -1 : 1);
  return true;
}

bool TakeName(std::string_view* s) {
  std::size_t n = 0;
  if (!s->empty() && s->front() == '<') {
    n = s->find('>');
    if (n == s->npos) return false;
    ++n;
  } else {
    while (n < s->size() && (((*s)[n] | 0x20) >= 'a' && ((*s)[n] | 0x20) <= 'z')) ++n;
  }
  s->remove_prefix(n);
  return n >= 3;
}

bool TakeRuleDay(std::string_view* s, RuleDay* d) {
  if (!TakeChar(s, ',')) return false;
  if (TakeChar(s, 'M')) {
    if (!TakeNumber(s, &d->month) || !TakeChar(s, '.') || !TakeNumber(s, &d->week) ||
        !TakeChar(s, '.') || !TakeNumber(s, &d->weekday)) {
      return false;
    }
    if (d->month < 1 || d->month > 12 || d->week < 1 || d->week > 5 || d->weekday > 6) return false;
  } else {
    d->skip_leap = TakeChar(s, 'J');
    if (!TakeNumber(s, &d->day) || d->day > 366) return false;
  }
  return !TakeChar(s, '/') || TakeSeconds(s, &d->seconds);
}

bool ParsePosixRule(std::string_view s, PosixRule* out) {
  int west = 0;
  if (!TakeName(&s) || !TakeSeconds(&s, &west)) return false;
  out->standard = -west;
  if (s.empty()) return true;
  out->has_daylight = true;
  out->daylight = out->standard + 3600;
  if (!TakeName(&s)) return false;
  if (!s.empty() && s.front() != ',') {
    if (!TakeSeconds(&s, &west)) return false;
    out->daylight = -west;
  }
  return TakeRuleDay(&s, &out->start) && TakeRuleDay(&s, &out->end) && s.empty();
}

// Local seconds at which the rule changes in `year`.
std::int64_t ChangeOf(const RuleDay& d, int year) {
  std::int64_t day = 0;
  if (d.month != 0) {
    day = DaysOf(year, d.month, 1);
    const auto weekday = static_cast<int>(((day + 4) % 7 + 7) % 7);  // 0 Sunday
    day += (d.weekday - weekday + 7) % 7 + (d.week - 1) * 7;
    if (day >= DaysOf(year, d.month, 1) + DaysInMonth(year, d.month)) day -= 7;
  } else if (d.skip_leap) {
    day = DaysOf(year, 1, 1) + d.day - 1 + (d.day >= 60 && DaysInMonth(year, 2) == 29 ? 1 : 0);
  } else {
    day = DaysOf(year, 1, 1) + d.day;
  }
  return day * kDaySeconds + d.seconds;
}

int OffsetByRule(const PosixRule& rule, std::int64_t seconds) {
  if (!rule.has_daylight) return rule.standard;
  Civil c;
  DateOf(FloorDiv(seconds + rule.standard, kDaySeconds), &c);
  const std::int64_t start = ChangeOf(rule.start, c.year) - rule.standard;
  const std::int64_t end = ChangeOf(rule.end, c.year) - rule.daylight;
  const bool daylight =
      start < end ? seconds >= start && seconds < end : seconds >= start || seconds < end;
  return daylight ? rule.daylight : rule.standard;
}

}  // namespace

// A TZif file: from times[i] on offsets[i] holds, after the last one the rule.
struct Zone::Database {
  int first_offset = 0;
  std::vector<std::int64_t> times;
  std::vector<int> offsets;
  std::optional<PosixRule> rule;
};

Zone::Zone(std::string name, int offset_seconds)
    : name_(std::move(name)), fixed_seconds_(offset_seconds) {}

bool Zone::LoadDatabase(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  const std::string data = content.str();
  constexpr std::size_t kHeader = 44, kMaxBytes = 1 << 20;
  if (data.size() < 2 * kHeader || data.size() > kMaxBytes || data.compare(0, 4, "TZif") != 0 ||
      data[4] < '2') {
    return false;
  }
  const auto number = [&data](std::size_t at, int bytes) {
    std::uint64_t v = 0;
    for (int i = 0; i < bytes; ++i) {
      v = v << 8 | static_cast<unsigned char>(data[at + static_cast<std::size_t>(i)]);
    }
    return v;
  };
  struct Counts {
    std::size_t isut, isstd, leap, time, type, chars;
  };
  const auto counts = [&number](std::size_t at) {
    return Counts{number(at + 20, 4), number(at + 24, 4), number(at + 28, 4),
                  number(at + 32, 4), number(at + 36, 4), number(at + 40, 4)};
  };
  // The first block, with 32-bit times, is skipped.
  const Counts old = counts(0);
  const std::size_t second =
      kHeader + old.time * 5 + old.type * 6 + old.chars + old.leap * 8 + old.isstd + old.isut;
  if (second + kHeader > data.size() || data.compare(second, 4, "TZif") != 0) return false;
  const Counts n = counts(second);
  const std::size_t times = second + kHeader;
  const std::size_t indices = times + n.time * 8;
  const std::size_t types = indices + n.time;
  const std::size_t footer = types + n.type * 6 + n.chars + n.leap * 12 + n.isstd + n.isut;
  if (footer > data.size() || n.type == 0) return false;
  const auto offset = [&](std::size_t type) {
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(number(types + type * 6, 4)));
  };
  auto db = std::make_shared<Database>();
  db->first_offset = offset(0);
  for (std::size_t i = 0; i < n.time; ++i) {
    const auto type = static_cast<unsigned char>(data[indices + i]);
    if (type >= n.type) return false;
    db->times.push_back(static_cast<std::int64_t>(number(times + i * 8, 8)));
    db->offsets.push_back(offset(type));
  }
  const std::size_t end = data.find('\n', footer + 1);
  PosixRule rule;
  if (end != data.npos &&
      ParsePosixRule(std::string_view(data).substr(footer + 1, end - footer - 1), &rule)) {
    db->rule = rule;
  }
  database_ = std::move(db);
  return true;
}

const Zone& Zone::Utc() {
  static const Zone* zone = new Zone("UTC", 0);  // lives until the process ends
  return *zone;
}

const Zone& Zone::Shanghai() {
  static const Zone* zone = new Zone("Asia/Shanghai", 8 * 3600);  // lives until the process ends
  return *zone;
}

const Zone* Zone::Find(std::string_view name) {
  if (name == "UTC" || name == "GMT" || name == "Z") return &Utc();
  if (name == "Asia/Shanghai") return &Shanghai();
  static std::mutex mutex;
  static auto* known = new std::map<std::string, std::unique_ptr<Zone>, std::less<>>;
  std::lock_guard lock(mutex);
  if (auto it = known->find(name); it != known->end()) return it->second.get();

  std::string_view rest = name;
  if (rest.starts_with("GMT") || rest.starts_with("UTC")) rest.remove_prefix(3);
  std::string padded(rest);
  if (padded.size() == 2 || (padded.size() > 2 && padded[2] == ':')) padded.insert(1, "0");
  Scanner scanner{padded};
  int seconds = 0;
  std::unique_ptr<Zone> zone;
  if (scanner.Offset(&seconds) && scanner.rest.empty()) {
    zone = std::make_unique<Zone>(std::string(name), seconds);
  } else {
    constexpr std::size_t kMaxName = 64;
    const bool safe = !name.empty() && name.size() <= kMaxName && name.front() != '/' &&
                      name.find("..") == name.npos &&
                      std::all_of(name.begin(), name.end(), [](char c) {
                        const char lower = static_cast<char>(c | 0x20);
                        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
                               c == '/' || c == '_' || c == '-' || c == '+';
                      });
    if (!safe) return nullptr;
    zone = std::make_unique<Zone>(std::string(name), 0);
    if (!zone->LoadDatabase("/usr/share/zoneinfo/" + std::string(name))) return nullptr;
  }
  return known->emplace(std::string(name), std::move(zone)).first->second.get();
}

int Zone::OffsetAtSeconds(std::int64_t seconds) const {
  if (database_ == nullptr) return fixed_seconds_;
  const Database& db = *database_;
  const auto next = std::upper_bound(db.times.begin(), db.times.end(), seconds);
  if (next == db.times.end() && db.rule) return OffsetByRule(*db.rule, seconds);
  if (next == db.times.begin()) return db.first_offset;
  return db.offsets[static_cast<std::size_t>(next - db.times.begin()) - 1];
}

int Zone::OffsetAt(std::int64_t ms) const {
  return OffsetAtSeconds(FloorDiv(ms, 1000));
}

std::int64_t Zone::FromLocal(std::int64_t local) const {
  if (database_ == nullptr) return (local - fixed_seconds_) * 1000;
  // The offsets in force a day before and after bracket every change.
  const int before = OffsetAtSeconds(local - kDaySeconds);
  const int after = OffsetAtSeconds(local + kDaySeconds);
  const std::int64_t first = local - std::max(before, after);
  const std::int64_t second = local - std::min(before, after);
  if (first + OffsetAtSeconds(first) == local) return first * 1000;
  if (second + OffsetAtSeconds(second) == local) return second * 1000;
  return (local - before) * 1000;
}

Civil ToCivil(std::int64_t ms, const Zone& zone) {
  ms = std::clamp(ms, kMinMs, kMaxMs);
  return CivilOfLocal(std::clamp(ms + std::int64_t{zone.OffsetAt(ms)} * 1000, kMinMs, kMaxMs));
}

std::int64_t FromCivil(const Civil& c, const Zone& zone) {
  return zone.FromLocal(LocalSeconds(c)) + c.millisecond;
}

int DaysInMonth(int year, int month) {
  KOINE_REQUIRE(month >= 1 && month <= 12);
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

char* PutTime(std::int64_t ms, const Zone& zone, char* out) {
  const Civil c = ToCivil(ms, zone);
  out = PutDay(c, out);
  *out++ = ' ';
  return PutClock(c, out);
}

void AppendTime(std::int64_t ms, const Zone& zone, std::string* out) {
  char buffer[kTimeChars];
  out->append(buffer, PutTime(ms, zone, buffer));
}

std::string FormatTime(std::int64_t ms, const Zone& zone) {
  std::string out;
  AppendTime(ms, zone, &out);
  return out;
}

std::string FormatDay(std::int64_t ms, const Zone& zone) {
  char buffer[kDayChars];
  return {buffer, PutDay(ToCivil(ms, zone), buffer)};
}

std::optional<std::int64_t> ParseTime(std::string_view text, const Zone& zone, bool end_of_day) {
  Scanner s{text};
  Civil c;
  if (!s.Day(&c)) return std::nullopt;
  if (s.rest.empty()) {
    if (end_of_day) {
      c.hour = 23;
      c.minute = c.second = 59;
    }
    return FromCivil(c, zone);
  }
  if (!s.Take(' ') && !s.Take('T')) return std::nullopt;
  if (!s.Clock(&c) || !s.Fraction(&c)) return std::nullopt;
  if (s.rest.empty()) return FromCivil(c, zone);
  int seconds = 0;
  if (!s.Take('Z') && !s.Offset(&seconds)) return std::nullopt;
  if (!s.rest.empty()) return std::nullopt;
  return (LocalSeconds(c) - seconds) * 1000 + c.millisecond;
}

std::optional<std::int64_t> ParseDay(std::string_view text, const Zone& zone) {
  Scanner s{text};
  Civil c;
  if (!s.Day(&c) || !s.rest.empty()) return std::nullopt;
  return FromCivil(c, zone);
}

}  // namespace koine
