#include "core/office/schedule/calendar.h"

#include <libical/ical.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/office/schedule/when.h"

namespace koine::schedule {

namespace {

constexpr std::size_t kLinesMax = 50'000;

struct FreeComponent {
  void operator()(icalcomponent* one) const { icalcomponent_free(one); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

// The library keeps what it knows of zones in one place for the whole program.
std::mutex& Turn() {
  static std::mutex turn;
  icalerror_set_errors_are_fatal(0);
  return turn;
}

std::string TextOf(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

std::string Cut(const char* text, std::size_t max) {
  return std::string(text::Prefix(text::Trim(TextOf(text)), max));
}

// --- reading

// The name by which the system's database knows the zone of a property.
std::string ZoneName(icalproperty* property, icalcomponent* calendar) {
  icalparameter* parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  if (parameter == nullptr) return kHomeZone;
  const std::string id = TextOf(icalparameter_get_tzid(parameter));
  if (Zone::Find(id) != nullptr) return id;
  // Some write their own name before it: /example.org/Europe/Berlin.
  const std::size_t last = id.rfind('/');
  const std::size_t before = last == 0 || last == id.npos ? id.npos : id.rfind('/', last - 1);
  if (before != id.npos && Zone::Find(id.substr(before + 1)) != nullptr) {
    return id.substr(before + 1);
  }
  icaltimezone* zone = icalcomponent_get_timezone(calendar, id.c_str());
  const std::string place = zone == nullptr ? "" : TextOf(icaltimezone_get_location(zone));
  return Zone::Find(place) == nullptr ? std::string() : place;
}

// The instant of a time in a zone; of days the first second.
std::int64_t InstantOf(const icaltimetype& time, const Zone& zone) {
  const Civil civil{time.year,
                    time.month,
                    time.day,
                    time.is_date ? 0 : time.hour,
                    time.is_date ? 0 : time.minute,
                    time.is_date ? 0 : time.second};
  return FromCivil(civil, icaltime_is_utc(time) ? Zone::Utc() : zone);
}

bool InYears(const icaltimetype& time) {
  return !icaltime_is_null_time(time) && time.year >= 1970 && time.year < 2100;
}

// "start", "time_zone", "time"; null: it is read.
const char* ReadTimes(icalcomponent* event, icalcomponent* calendar, When* when) {
  icalproperty* start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
  if (start == nullptr) return "start";
  const icaltimetype from = icalproperty_get_dtstart(start);
  if (!InYears(from)) return "start";
  when->all_day = from.is_date != 0;
  when->zone = icaltime_is_utc(from) ? "UTC" : ZoneName(start, calendar);
  const Zone* zone = Zone::Find(when->zone);
  if (zone == nullptr) return "time_zone";
  when->start_at = InstantOf(from, *zone);
  icalproperty* end = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
  icalproperty* length = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
  if (end != nullptr) {
    const icaltimetype to = icalproperty_get_dtend(end);
    if (!InYears(to)) return "time";
    const Zone* end_zone = Zone::Find(ZoneName(end, calendar));
    when->end_at = InstantOf(to, end_zone == nullptr || to.is_date ? *zone : *end_zone);
  } else if (length != nullptr) {
    const int seconds = icaldurationtype_as_int(icalproperty_get_duration(length));
    when->end_at = when->start_at + std::int64_t{seconds} * 1000;
  } else {
    when->end_at = when->start_at + (when->all_day ? kDayMs : 0);
  }
  // Its end is the day after the last one.
  if (when->all_day && when->end_at > when->start_at) when->end_at -= 1000;
  return nullptr;
}

std::optional<std::int64_t> ReadReminder(icalcomponent* event) {
  icalcomponent* alarm = icalcomponent_get_first_component(event, ICAL_VALARM_COMPONENT);
  if (alarm == nullptr) return std::nullopt;
  icalproperty* trigger = icalcomponent_get_first_property(alarm, ICAL_TRIGGER_PROPERTY);
  if (trigger == nullptr) return std::nullopt;
  const icaltriggertype when = icalproperty_get_trigger(trigger);
  if (!icaltime_is_null_time(when.time)) return std::nullopt;
  const std::int64_t minutes = -std::int64_t{icaldurationtype_as_int(when.duration)} / 60;
  if (minutes < 0 || minutes > kReminderMax) return std::nullopt;
  return minutes;
}

// The starts of what does not take place.
std::vector<std::int64_t> ReadGaps(icalcomponent* event, const Zone& zone) {
  std::vector<std::int64_t> out;
  icalproperty* gap = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
  while (gap != nullptr && out.size() < kExceptMax) {
    const icaltimetype time = icalproperty_get_exdate(gap);
    if (InYears(time)) out.push_back(InstantOf(time, zone));
    gap = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY);
  }
  return out;
}

void ReadTexts(icalcomponent* event, Details* what) {
  what->title = Cut(icalcomponent_get_summary(event), kTitleMax);
  what->description = Cut(icalcomponent_get_description(event), kTextMax);
  what->location = Cut(icalcomponent_get_location(event), kPlaceMax);
  icalproperty* category = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
  if (category != nullptr)
    what->category = Cut(icalproperty_get_categories(category), kCategoryMax);
}

// Null: it is read.
const char* ReadEvent(icalcomponent* event, icalcomponent* calendar, Details* what) {
  ReadTexts(event, what);
  if (what->title.empty()) return "title";
  if (icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY) != nullptr) return "rdate";
  if (const char* why = ReadTimes(event, calendar, &what->when)) return why;
  icalproperty* rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
  if (rule != nullptr) {
    icalrecurrencetype parsed = icalproperty_get_rrule(rule);
    char* text = icalrecurrencetype_as_string_r(&parsed);
    what->repeat.frequency = Frequency::kCustom;
    what->repeat.written = TextOf(text);
    icalmemory_free_buffer(text);
    if (what->repeat.written.empty()) return "recurrence";
  }
  what->when.except = ReadGaps(event, *Zone::Find(what->when.zone));
  what->reminder = ReadReminder(event);
  if (const Status settled = Settle(what); !settled.ok()) {
    const std::string_view why = settled.error().detail;
    return why == "recurrence" ? "recurrence" : why == "time_zone" ? "time_zone" : "time";
  }
  return nullptr;
}

// A file as it is gathered.
struct Gathering {
  File file;
  std::map<std::string, std::vector<std::int64_t>> moved;  // by uid: starts that are elsewhere

  void Take(icalcomponent* event, icalcomponent* calendar) {
    Entry entry;
    entry.uid = TextOf(icalcomponent_get_uid(event));
    const char* why = ReadEvent(event, calendar, &entry.what);
    if (entry.uid.empty() || entry.uid.size() > kUidMax) why = "uid";
    const bool cancelled = icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
    icalproperty* of = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    if (of != nullptr && (why == nullptr || cancelled)) {
      const icaltimetype at = icalproperty_get_recurrenceid(of);
      const Zone* zone = Zone::Find(ZoneName(of, calendar));
      if (InYears(at) && zone != nullptr) {
        const std::int64_t start = InstantOf(at, *zone);
        moved[entry.uid].push_back(start);
        entry.uid += "/" + std::to_string(start);
      }
      if (cancelled) return;
    }
    if (why == nullptr && cancelled) why = "cancelled";
    if (why != nullptr) {
      file.unread.push_back({Cut(entry.uid.c_str(), kUidMax), entry.what.title, why});
    } else {
      file.entries.push_back(std::move(entry));
    }
  }
  // What was moved is no more in its series.
  File Done() {
    for (Entry& entry : file.entries) {
      auto& gaps = entry.what.when.except;
      if (const auto found = moved.find(entry.uid); found != moved.end()) {
        gaps.insert(gaps.end(), found->second.begin(), found->second.end());
      }
      std::sort(gaps.begin(), gaps.end());
      gaps.erase(std::unique(gaps.begin(), gaps.end()), gaps.end());
      if (gaps.size() > kExceptMax) gaps.resize(kExceptMax);
    }
    return std::move(file);
  }
};

// --- writing

icaltimetype LocalTime(std::int64_t ms, const Zone& zone, bool is_date) {
  const Civil civil = ToCivil(ms, zone);
  icaltimetype out = icaltime_null_time();
  out.year = civil.year;
  out.month = civil.month;
  out.day = civil.day;
  out.is_date = is_date ? 1 : 0;
  if (is_date) return out;
  out.hour = civil.hour;
  out.minute = civil.minute;
  out.second = civil.second;
  return out;
}

icaltimetype UtcTime(std::int64_t ms) {
  icaltimetype out = LocalTime(ms, Zone::Utc(), false);
  out.zone = icaltimezone_get_utc_timezone();
  return out;
}

// A time of the event in its zone, as the property that `make` makes of it.
template <class Make>
void AddTime(icalcomponent* to, const When& when, std::int64_t ms, Make make) {
  if (when.zone == "UTC" && !when.all_day) {
    icalcomponent_add_property(to, make(UtcTime(ms)));
    return;
  }
  icalproperty* property = make(LocalTime(ms, *Zone::Find(when.zone), when.all_day));
  if (!when.all_day) {
    icalproperty_add_parameter(property, icalparameter_new_tzid(when.zone.c_str()));
  }
  icalcomponent_add_property(to, property);
}

void AddRule(icalcomponent* to, const When& when) {
  if (when.rule.empty()) return;
  icalrecurrencetype rule = icalrecurrencetype_from_string(when.rule.c_str());
  // Of days the end is a day.
  if (when.all_day && !icaltime_is_null_time(rule.until) && !rule.until.is_date) {
    const std::int64_t until = std::int64_t{icaltime_as_timet(rule.until)} * 1000;
    rule.until = LocalTime(until, *Zone::Find(when.zone), true);
  }
  icalcomponent_add_property(to, icalproperty_new_rrule(rule));
  for (const std::int64_t gap : when.except) AddTime(to, when, gap, icalproperty_new_exdate);
}

void AddReminder(icalcomponent* to, const Details& what) {
  if (!what.reminder) return;
  icalcomponent* alarm = icalcomponent_new_valarm();
  icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
  icalcomponent_add_property(alarm, icalproperty_new_description(what.title.c_str()));
  const auto seconds = static_cast<int>(-*what.reminder * 60);
  icalcomponent_add_property(alarm, icalproperty_new_trigger(icaltriggertype_from_int(seconds)));
  icalcomponent_add_component(to, alarm);
}

icalcomponent* ToComponent(const Event& event, std::int64_t now_ms) {
  const Details& what = event.what;
  icalcomponent* out = icalcomponent_new_vevent();
  icalcomponent_add_property(out, icalproperty_new_uid(event.uid.c_str()));
  icalcomponent_add_property(out, icalproperty_new_dtstamp(UtcTime(now_ms)));
  icalcomponent_add_property(out, icalproperty_new_summary(what.title.c_str()));
  AddTime(out, what.when, what.when.start_at, icalproperty_new_dtstart);
  // Of days the end is the day after the last one.
  const std::int64_t end = what.when.end_at;
  AddTime(out, what.when, what.when.all_day ? end + kDayMs : end, icalproperty_new_dtend);
  AddRule(out, what.when);
  const auto add = [out](const std::string& text, icalproperty* (*make)(const char*)) {
    if (!text.empty()) icalcomponent_add_property(out, make(text.c_str()));
  };
  add(what.description, icalproperty_new_description);
  add(what.location, icalproperty_new_location);
  add(what.category, icalproperty_new_categories);
  icalcomponent_add_property(out, icalproperty_new_sequence(static_cast<int>(event.revision)));
  icalcomponent_add_property(out, icalproperty_new_status(event.cancelled ? ICAL_STATUS_CANCELLED
                                                                          : ICAL_STATUS_CONFIRMED));
  AddReminder(out, what);
  return out;
}

// The zone with its rules, under the name that the events have.
void AddZone(icalcomponent* to, const std::string& name) {
  icaltimezone* zone = icaltimezone_get_builtin_timezone(name.c_str());
  icalcomponent* known = zone == nullptr ? nullptr : icaltimezone_get_component(zone);
  if (known == nullptr) return;
  icalcomponent* copy = icalcomponent_new_clone(known);
  icalproperty* id = icalcomponent_get_first_property(copy, ICAL_TZID_PROPERTY);
  if (id != nullptr) icalproperty_set_tzid(id, name.c_str());
  icalcomponent_add_component(to, copy);
}

}  // namespace

Result<File> ReadCalendar(std::string_view text) {
  const Error bad{Code::kBadArgument, "calendar"};
  if (text.empty() || text.size() > kCalendarMax) return bad;
  if (std::count(text.begin(), text.end(), '\n') > static_cast<std::ptrdiff_t>(kLinesMax)) {
    return bad;
  }
  const std::scoped_lock lock(Turn());
  const Component whole(icalparser_parse_string(std::string(text).c_str()));
  if (!whole) return bad;
  // Several calendars after each other stand in one that has no name.
  std::vector<icalcomponent*> calendars;
  if (icalcomponent_isa(whole.get()) == ICAL_VCALENDAR_COMPONENT) calendars = {whole.get()};
  icalcomponent* inner = icalcomponent_get_first_component(whole.get(), ICAL_VCALENDAR_COMPONENT);
  for (; inner != nullptr;
       inner = icalcomponent_get_next_component(whole.get(), ICAL_VCALENDAR_COMPONENT)) {
    calendars.push_back(inner);
  }
  if (calendars.empty()) return bad;
  Gathering gathering;
  std::size_t events = 0;
  for (icalcomponent* calendar : calendars) {
    icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
    for (; event != nullptr;
         event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
      if (++events > kCalendarEventsMax) return Error{Code::kBadArgument, "calendar_many"};
      gathering.Take(event, calendar);
    }
  }
  return gathering.Done();
}

std::string WriteCalendar(std::span<const Event> events, std::int64_t now_ms) {
  const std::scoped_lock lock(Turn());
  const Component calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Koine//Schedule//EN"));
  icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
  std::set<std::string> zones;
  for (const Event& event : events) {
    if (!event.what.when.all_day && event.what.when.zone != "UTC") {
      zones.insert(event.what.when.zone);
    }
  }
  for (const std::string& zone : zones) AddZone(calendar.get(), zone);
  for (const Event& event : events) {
    icalcomponent_add_component(calendar.get(), ToComponent(event, now_ms));
  }
  char* written = icalcomponent_as_ical_string_r(calendar.get());
  std::string out = TextOf(written);
  icalmemory_free_buffer(written);
  return out;
}

}  // namespace koine::schedule
