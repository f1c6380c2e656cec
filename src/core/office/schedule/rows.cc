#include "core/office/schedule/rows.h"

#include "base/text.h"
#include "base/time.h"

namespace koine::schedule {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"schedule", 1};
constexpr store::IdSequence kSeatIds{"schedule_seat", 1};

#define KOINE_COLUMNS                                                                         \
  "e.id, e.owner_id, e.uid, e.title, e.description, e.location, e.category, e.color, "        \
  "e.start_at, e.end_at, e.all_day, e.zone, e.rule, e.except_at, e.frequency, e.step, "       \
  "e.days, e.last_day, e.visibility, e.reminder, e.reminded_at, e.cancelled_at, e.revision, " \
  "e.created_at, e.updated_at "
#define KOINE_FIND "select " KOINE_COLUMNS "from schedule e where e.tenant_id = ? and e.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kFindByUid{"select " KOINE_COLUMNS
                     "from schedule e where e.tenant_id = ? and e.owner_id = ? and e.uid = ? "
                     "{for update}"};
const Sql kFindAnswer{
    "select answer from schedule_seat where tenant_id = ? and event_id = ? and user_id = ?"};
const Sql kCountOwned{
    "select count(*) from (select 1 from schedule where tenant_id = ? and owner_id = ? limit ?) t"};

const Sql kInsert{
    "insert into schedule (id, tenant_id, owner_id, uid, title, description, location, category, "
    "color, search_text, start_at, end_at, all_day, zone, rule, except_at, frequency, step, days, "
    "last_day, visibility, reminder, reminded_at, cancelled_at, revision, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)"};
const Sql kUpdate{
    "update schedule set title = ?, description = ?, location = ?, category = ?, color = ?, "
    "search_text = ?, start_at = ?, end_at = ?, all_day = ?, zone = ?, rule = ?, except_at = ?, "
    "frequency = ?, step = ?, days = ?, last_day = ?, visibility = ?, reminder = ?, "
    "reminded_at = ?, revision = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kSetReminded{"update schedule set reminded_at = ? where tenant_id = ? and id = ?"};
const Sql kSetCancelled{
    "update schedule set cancelled_at = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from schedule where tenant_id = ? and id = ?"};

const Sql kInsertSeat{
    "insert into schedule_seat (event_id, user_id, tenant_id, id, answer, answered_at, remark, "
    "start_at, until_at) values (?, ?, ?, ?, ?, 0, '', ?, ?) on conflict do nothing"};
const Sql kDeleteSeats{
    "delete from schedule_seat where {+}tenant_id = ? and event_id = ? and answer <> 0 "
    "and user_id {in ?}"};
const Sql kDeleteAllSeats{"delete from schedule_seat where {+}tenant_id = ? and event_id = ?"};
const Sql kMoveSeats{
    "update schedule_seat set start_at = ?, until_at = ? where {+}tenant_id = ? and event_id = ?"};
const Sql kAskAgain{
    "update schedule_seat set answer = 1, answered_at = 0, remark = '' where {+}tenant_id = ? "
    "and event_id = ? and answer <> 0"};
const Sql kSetAnswer{
    "update schedule_seat set answer = ?, answered_at = ?, remark = ? where tenant_id = ? "
    "and event_id = ? and user_id = ?"};
#define KOINE_SEATS                                                               \
  "select id, event_id, user_id, answer, answered_at, remark from schedule_seat " \
  "where {+}tenant_id = ? and answer <> 0 and event_id "
const Sql kListSeats{KOINE_SEATS "{in ?} order by event_id, id"};

// The seats of a list, before anything of the events is read.
#define KOINE_MINE                                                                  \
  "from schedule_seat s where s.tenant_id = ? and s.user_id = ? and s.answer >= ? " \
  "and s.until_at >= ? and s.start_at <= ? "
const Sql kPage{"select " KOINE_COLUMNS
                ", t.answer from (select s.event_id, s.start_at, s.answer " KOINE_MINE
                "order by s.start_at, s.event_id limit ? offset ?) t "
                "join schedule e on e.id = t.event_id order by t.start_at, t.event_id"};
const Sql kCount{"select count(*) " KOINE_MINE};
// The same of those with a state or a word. -1 and '' stand for any.
#define KOINE_CHOSEN                                                            \
  "and (? = '' or {instr}(e.search_text, ?) > 0) and (? = -1 or ? = case when " \
  "e.cancelled_at > 0 then 1 when e.rule = '' and e.end_at < ? then 2 else 0 end) "
#define KOINE_JOINED                                                                 \
  "from schedule_seat s join schedule e on e.id = s.event_id where s.tenant_id = ? " \
  "and s.user_id = ? and s.answer >= ? and s.until_at >= ? and s.start_at <= ? "
#define KOINE_IN_ORDER "order by s.start_at, s.event_id limit ? offset ?"
const Sql kPageChosen{"select " KOINE_COLUMNS
                      ", s.answer " KOINE_JOINED KOINE_CHOSEN KOINE_IN_ORDER};
// proof: it binds the tenant (the macro hides it)
const Sql kCountChosen{"select count(*) " KOINE_JOINED KOINE_CHOSEN};
// The seats that may have an occurrence within a range, of one user or of several. What is over
// within a day of its start began at most a day before the range; what lasts longer, as series do,
// has an index of its own (schema/desk_rows.cc): so that neither what is long over nor what is far
// ahead is read.
#define KOINE_SHORT "s.until_at - s.start_at <= 86400000 "
#define KOINE_LONG "s.until_at - s.start_at > 86400000 "
#define KOINE_SEAT(who)                                                            \
  "select s.event_id, s.user_id, s.start_at, s.answer from schedule_seat s where " \
  "s.tenant_id = ? and s.user_id " who " and s.answer <> 3 "
#define KOINE_SOON "and {+}s.until_at >= ? and s.start_at >= ? and s.start_at < ? and " KOINE_SHORT
#define KOINE_LASTING "and s.until_at >= ? and s.start_at < ? and " KOINE_LONG
#define KOINE_WITHIN(who)                                                   \
  "(" KOINE_SEAT(who) KOINE_SOON "union all " KOINE_SEAT(who) KOINE_LASTING \
      ") f "                                                                \
      "{cross join} schedule e on e.id = f.event_id "
const Sql kWithin{"select " KOINE_COLUMNS ", f.answer from " KOINE_WITHIN(
    "= ?") "where e.cancelled_at = 0 order by f.start_at, f.event_id limit ?"};

// proof: the seats bind the tenant, and they name the events
const Sql kTaken{
    "select f.user_id, e.owner_id, e.visibility, case when m.user_id is null then 0 else 1 end, "
    "e.start_at, e.end_at, e.all_day, e.zone, e.rule, e.except_at from " KOINE_WITHIN("{in ?}")
    "left join schedule_seat m on m.event_id = f.event_id and m.user_id = ? "
    "where e.cancelled_at = 0 and (e.visibility <> 0 or m.user_id is not null) "
    "order by f.user_id, f.start_at, f.event_id limit ?"};

std::string Joined(const auto& numbers) {
  std::string out;
  for (const auto n : numbers) out += (out.empty() ? "" : ",") + std::to_string(n);
  return out;
}

template <class T>
std::vector<T> Numbers(std::string_view text) {
  std::vector<T> out;
  for (const std::string_view piece : text::Split(text, ',')) {
    if (const auto n = text::ParseInt(piece)) out.push_back(static_cast<T>(*n));
  }
  return out;
}

Event ReadEvent(const Row& row) {
  Event e;
  e.id = row.Get<EventId>(0);
  e.owner = row.Get<UserId>(1);
  e.uid = row.String(2);
  Details& what = e.what;
  what.title = row.String(3);
  what.description = row.String(4);
  what.location = row.String(5);
  what.category = row.String(6);
  what.color = row.String(7);
  what.when = {row.Int(8),     row.Int(9),     row.Int(10) != 0,
               row.String(11), row.String(12), Numbers<std::int64_t>(row.Text(13))};
  what.repeat.frequency = static_cast<Frequency>(row.Int(14));
  what.repeat.interval = row.Int(15);
  what.repeat.days = Numbers<int>(row.Text(16));
  what.repeat.last_day = row.String(17);
  // What was written is the rule itself; a rule that was made has its days beside it.
  if (what.repeat.frequency == Frequency::kCustom && what.repeat.interval == 0) {
    what.repeat.written = what.when.rule;
    what.repeat.interval = 1;
  }
  what.visibility = static_cast<Visibility>(row.Int(18));
  if (!row.Null(19)) what.reminder = row.Int(19);
  e.reminded_at = row.Int(20);
  e.cancelled = row.Int(21) > 0;
  e.revision = row.Int(22);
  e.created_at = row.Int(23);
  e.updated_at = row.Int(24);
  return e;
}

Listed ReadListed(const Row& row) {
  return {ReadEvent(row), static_cast<Answer>(row.Int(25))};
}

std::string SearchText(const Details& what) {
  return text::Fold(what.title + "\n" + what.description + "\n" + what.location);
}

// 0 says that the rule was written.
std::int64_t StepOf(const Repeat& repeat) {
  return repeat.written.empty() ? repeat.interval : 0;
}

int StateOf(const Filter& filter) {
  return filter.state ? static_cast<int>(*filter.state) : -1;
}

Answer LeastOf(const Filter& filter) {
  return filter.only_participated ? Answer::kPending : Answer::kOwner;
}

bool Chooses(const Filter& filter) {
  return filter.state || !filter.keyword.empty();
}

}  // namespace

std::optional<Event> FindEvent(Txn& txn, TenantId tenant, EventId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadEvent, tenant, id);
}

std::optional<Event> FindByUid(Txn& txn, TenantId tenant, UserId owner, std::string_view uid) {
  return txn.First(kFindByUid, ReadEvent, tenant, owner, uid);
}

std::optional<Answer> FindAnswer(Txn& txn, TenantId tenant, EventId id, UserId user) {
  return txn.First(
      kFindAnswer, [](const Row& row) { return static_cast<Answer>(row.Int(0)); }, tenant, id,
      user);
}

std::int64_t CountOwned(Txn& txn, TenantId tenant, UserId owner, std::int64_t limit) {
  return txn
      .First(
          kCountOwned, [](const Row& row) { return row.Int(0); }, tenant, owner, limit)
      .value_or(0);
}

EventId NewEventId(Txn& txn) {
  return EventId(txn.NextId(kIds));
}

void InsertEvent(Txn& txn, TenantId tenant, const Event& e) {
  const Details& what = e.what;
  const Repeat& repeat = what.repeat;
  txn.Exec(kInsert, e.id, tenant, e.owner, e.uid, what.title, what.description, what.location,
           what.category, what.color, SearchText(what), what.when.start_at, what.when.end_at,
           what.when.all_day, what.when.zone, what.when.rule, Joined(what.when.except),
           repeat.frequency, StepOf(repeat), Joined(repeat.days), repeat.last_day, what.visibility,
           what.reminder, e.reminded_at, e.created_at, e.updated_at);
}

void UpdateEvent(Txn& txn, TenantId tenant, const Event& e) {
  const Details& what = e.what;
  const Repeat& repeat = what.repeat;
  txn.Exec(kUpdate, what.title, what.description, what.location, what.category, what.color,
           SearchText(what), what.when.start_at, what.when.end_at, what.when.all_day,
           what.when.zone, what.when.rule, Joined(what.when.except), repeat.frequency,
           StepOf(repeat), Joined(repeat.days), repeat.last_day, what.visibility, what.reminder,
           e.reminded_at, e.revision, e.updated_at, tenant, e.id);
}

void SetReminded(Txn& txn, TenantId tenant, EventId id, std::int64_t reminded_at) {
  txn.Exec(kSetReminded, reminded_at, tenant, id);
}

void SetCancelled(Txn& txn, TenantId tenant, EventId id) {
  txn.Exec(kSetCancelled, txn.now_ms(), txn.now_ms(), tenant, id);
}

void DeleteEvent(Txn& txn, TenantId tenant, EventId id) {
  txn.Exec(kDeleteAllSeats, tenant, id);
  txn.Exec(kDelete, tenant, id);
}

void InsertSeats(Txn& txn, TenantId tenant, const Event& event, std::span<const std::int64_t> users,
                 Answer answer) {
  const std::int64_t until = EndOf(event.what.when);
  for (const std::int64_t user : users) {
    txn.ExecSoon(kInsertSeat, event.id, user, tenant, txn.NextId(kSeatIds), answer,
                 event.what.when.start_at, until);
  }
}

void DeleteSeats(Txn& txn, TenantId tenant, EventId id, std::span<const std::int64_t> users) {
  txn.Exec(kDeleteSeats, tenant, id, IntList{users});
}

void MoveSeats(Txn& txn, TenantId tenant, const Event& event, bool ask_again) {
  txn.Exec(kMoveSeats, event.what.when.start_at, EndOf(event.what.when), tenant, event.id);
  if (ask_again) txn.Exec(kAskAgain, tenant, event.id);
}

void SetAnswer(Txn& txn, TenantId tenant, EventId id, UserId user, Answer answer,
               std::string_view remark) {
  txn.Exec(kSetAnswer, answer, txn.now_ms(), remark, tenant, id, user);
}

std::vector<Seat> ListSeats(Txn& txn, TenantId tenant, std::span<const std::int64_t> events) {
  if (events.empty()) return {};
  auto read = [](const Row& row) {
    Seat seat;
    seat.id = row.Int(0);
    seat.event = row.Get<EventId>(1);
    seat.person.id = row.Get<UserId>(2);
    seat.answer = static_cast<Answer>(row.Int(3));
    seat.answered_at = row.Int(4);
    seat.remark = row.String(5);
    return seat;
  };
  return txn.All(kListSeats, read, tenant, IntList{events});
}

std::vector<Listed> ListEvents(Txn& txn, const access::Principal& who, const Filter& f,
                               std::int64_t limit, std::int64_t offset) {
  if (!Chooses(f)) {
    return txn.All(kPage, ReadListed, who.tenant, who.user, LeastOf(f), f.from_ms, f.to_ms, limit,
                   offset);
  }
  return txn.All(kPageChosen, ReadListed, who.tenant, who.user, LeastOf(f), f.from_ms, f.to_ms,
                 f.keyword, f.keyword, StateOf(f), StateOf(f), txn.now_ms(), limit, offset);
}

std::int64_t CountEvents(Txn& txn, const access::Principal& who, const Filter& f) {
  auto read = [](const Row& row) { return row.Int(0); };
  if (!Chooses(f)) {
    return txn.First(kCount, read, who.tenant, who.user, LeastOf(f), f.from_ms, f.to_ms)
        .value_or(0);
  }
  return txn
      .First(kCountChosen, read, who.tenant, who.user, LeastOf(f), f.from_ms, f.to_ms, f.keyword,
             f.keyword, StateOf(f), StateOf(f), txn.now_ms())
      .value_or(0);
}

std::vector<Listed> ListWithin(Txn& txn, const access::Principal& who, std::int64_t from_ms,
                               std::int64_t to_ms, std::int64_t limit) {
  return txn.All(kWithin, ReadListed, who.tenant, who.user, from_ms, from_ms - kDayMs, to_ms,
                 who.tenant, who.user, from_ms, to_ms, limit);
}

std::vector<Taken> ListTaken(Txn& txn, const access::Principal& who,
                             std::span<const std::int64_t> users, std::int64_t from_ms,
                             std::int64_t to_ms, std::int64_t limit) {
  auto read = [](const Row& row) {
    Taken out;
    out.user = row.Get<UserId>(0);
    out.owner = row.Get<UserId>(1);
    out.visibility = static_cast<Visibility>(row.Int(2));
    out.seated = row.Int(3) != 0;
    out.when = {row.Int(4),    row.Int(5),    row.Int(6) != 0,
                row.String(7), row.String(8), Numbers<std::int64_t>(row.Text(9))};
    return out;
  };
  return txn.All(kTaken, read, who.tenant, IntList{users}, from_ms, from_ms - kDayMs, to_ms,
                 who.tenant, IntList{users}, from_ms, to_ms, who.user, limit);
}

}  // namespace koine::schedule
