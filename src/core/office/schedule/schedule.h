#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/schedule/door.h"
#include "core/office/schedule/event.h"
#include "store/job.h"
#include "store/txn.h"

// The schedule (ruoyi 11): events of one owner, to which others are invited.
namespace koine::schedule {

// A new event. Texts are within their limits, the title is not empty.
struct Draft {
  Details what;
  std::vector<std::int64_t> invited = {};
  std::string uid = {};  // of another calendar; empty: a new one
};
// Invites those of `invited` who exist and are not the principal, once each, and tells them. Who
// has blocked the principal is passed over like one who does not exist. Refused as Settle (when.h);
// kBadArgument "participants_many"; kBadState "events_full"; kRateLimited for too many invitations
// in a day (access/allowance.h).
Result<EventId> Create(store::Txn& txn, const access::Principal& who, const Draft& draft);

// What shall be different; absent = as it is.
struct Changes {
  std::optional<std::string> title, description, location, category, color, zone;
  std::optional<std::int64_t> start_at, end_at;
  std::optional<bool> all_day;
  std::optional<Repeat> repeat;
  std::optional<Visibility> visibility;
  std::optional<std::optional<std::int64_t>> reminder;
  std::optional<std::vector<std::int64_t>> invited;  // nobody else stays invited
  std::optional<std::vector<std::int64_t>> except;   // When::except
};
// Refused as Create; kBadState "schedule_cancelled". Who stays invited keeps the answer, unless the
// time changed: then they are asked again, and told. The gaps of a series that moves move with it,
// as far as it still takes place then.
Status Change(store::Txn& txn, const Owned& event, const Changes& changes);
// Of a series: makes the occurrence that starts then an event of its own, of the same people with
// the same answers, and changes that. Refused as Change, a series as kBadArgument "recurrence";
// kNotFound "schedule" when none starts then; kBadState "events_full".
Result<EventId> ChangeOne(store::Txn& txn, const Owned& event, std::int64_t start_at,
                          const Changes& changes);
// Of a series: ends it before the occurrence that starts then and makes that one and all after it a
// series of its own, which ends when the first did, with its gaps, of the same people with the same
// answers; changes that. Of its first occurrence on it is the whole series, which stays one. The id
// of what was changed; refused as Change and ChangeOne.
Result<EventId> ChangeFollowing(store::Txn& txn, const Owned& event, std::int64_t start_at,
                                const Changes& changes);
// It stays in lists as cancelled, takes no time any more, and those invited are told. Idempotent.
// kBadState "schedule_over".
Status Cancel(store::Txn& txn, const Owned& event);
// Those invited who did not decline are told.
Status Remove(store::Txn& txn, const Owned& event);
// Of a series: the occurrence that starts then does not take place, and those invited are told.
// kNotFound "schedule" when none starts then; kBadState "events_full" beyond kExceptMax gaps.
Status RemoveOne(store::Txn& txn, const Owned& event, std::int64_t start_at);
// Of a series: that occurrence and all after it do not take place, and those invited are told. From
// its first occurrence on it is Remove. kNotFound "schedule" when none starts then.
Status RemoveFollowing(store::Txn& txn, const Owned& event, std::int64_t start_at);

// Invites more, as Create. kBadState "schedule_cancelled".
Status Invite(store::Txn& txn, const Owned& event, std::span<const std::int64_t> users);
// By the owner, or by the user themself. kForbidden; kNotFound "participant".
Status Uninvite(store::Txn& txn, const Attended& event, UserId user);
// Answers an invitation, or answers differently; the owner is told of what is new. kBadState
// "schedule_cancelled".
Status Respond(store::Txn& txn, const Invited& event, Reply reply, std::string_view remark);

Shown Show(store::Txn& txn, const Visible& event);

// Which of the principal's events: their own, and those that they are invited to.
struct Filter {
  std::int64_t from_ms = 0, to_ms = kForever;  // overlapping, both inclusive
  std::optional<State> state;
  std::string keyword;             // part of title, description or place, folded; empty: any
  bool only_participated = false;  // those of others
};
// By start.
std::vector<Shown> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                        std::int64_t limit, std::int64_t offset);
std::int64_t Count(store::Txn& txn, const access::Principal& who, const Filter& filter);

inline constexpr std::int64_t kRangeMaxMs = 366LL * 24 * 3600 * 1000;
inline constexpr std::size_t kOccurrencesMax = 5000;  // in one answer
struct Occurrence {
  std::size_t event = 0;  // its place in Calendar::events
  Span span;
};
struct Calendar {
  std::vector<Shown> events;
  std::vector<Occurrence> occurrences;  // by start
};
// What the principal has within [from, to): their own and what they did not decline, without what
// was cancelled. kBadArgument "schedule_range" beyond kRangeMaxMs, or when it ends before
// it starts; "schedule_many" beyond kOccurrencesMax.
Result<Calendar> Range(store::Txn& txn, const access::Principal& who, std::int64_t from_ms,
                       std::int64_t to_ms);

inline constexpr std::size_t kBusyPeopleMax = 50;
// When somebody has something, and nothing of what it is: by start, without overlaps.
struct Busy {
  UserId user;
  std::vector<Span> spans;
};
// Of each of these people, in their order: what the principal may read of theirs within [from, to)
// and they did not decline, without what was cancelled. Who is nobody of the tenant is free, and so
// is for the principal who has blocked them. kBadArgument "participants_many" above kBusyPeopleMax;
// "schedule_range", "schedule_many" as Range.
Result<std::vector<Busy>> ListBusy(store::Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> people, std::int64_t from_ms,
                                   std::int64_t to_ms);

// The job of reminders: each occurrence once, to the owner and to who accepted.
void AddJobs(store::JobRunner& jobs);
// After that an occurrence that is over is not worth a reminder any more.
inline constexpr std::int64_t kRemindLateMs = 24LL * 3600 * 1000;

}  // namespace koine::schedule
