#include "core/office/report/rows.h"

#include "base/text.h"

namespace koine::report {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"work_report", 1};
constexpr store::IdSequence kCommentIds{"work_report_comment", 1};
constexpr std::int64_t kNoHours = -1;

#define KOINE_COLUMNS                                                                      \
  "r.id, r.author_id, r.type, r.day, r.state, r.content, r.completion, r.plan, r.issues, " \
  "r.attachments, r.hours, r.visibility, r.submitted_at, r.decider_id, r.decided_at, "     \
  "r.remark, r.likes, r.comments, r.created_at, r.updated_at "
#define KOINE_FIND "select " KOINE_COLUMNS "from work_report r where r.tenant_id = ? and r.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kInsert{
    "insert into work_report (id, tenant_id, author_id, type, day, state, content, completion, "
    "plan, issues, attachments, hours, visibility, submitted_at, decider_id, decided_at, remark, "
    "words, likes, comments, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)"};
const Sql kUpdate{
    "update work_report set type = ?, day = ?, state = ?, content = ?, completion = ?, plan = ?, "
    "issues = ?, attachments = ?, hours = ?, visibility = ?, submitted_at = ?, decider_id = ?, "
    "decided_at = ?, remark = ?, words = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from work_report where tenant_id = ? and id = ?"};
const Sql kDeleteLikes{"delete from work_report_like where {+}tenant_id = ? and report_id = ?"};
const Sql kDeleteComments{
    "delete from work_report_comment where {+}tenant_id = ? and report_id = ?"};

// What every list may be narrowed by.
#define KOINE_CHOSEN                                                                      \
  " and (? = 0 or r.type = ?) and (? = '' or r.day >= ?) and (? = '' or r.day <= ?) and " \
  "(? = '' or {instr}(r.words, ?) > 0)"
#define KOINE_OF                                                                         \
  "from work_report r where r.tenant_id = ? and r.author_id = ? and r.state {in ?} and " \
  "r.visibility {in ?}" KOINE_CHOSEN
// As the index work_report_waiting has it.
#define KOINE_WAITS \
  "from work_report r where r.tenant_id = ? and r.state = 2 and r.author_id <> ?" KOINE_CHOSEN
#define KOINE_WAITS_LED                                                                \
  "from work_report r where r.tenant_id = ? and r.state = 2 and r.author_id <> ? and " \
  "r.author_id {in ?}" KOINE_CHOSEN
#define KOINE_DEALT                                                                         \
  "from work_report r where r.id in (select a.id from work_report a where a.tenant_id = ? " \
  "and a.author_id = ? union select d.id from work_report d where d.tenant_id = ? and "     \
  "d.decider_id = ? and d.decider_id > 0) and r.state {in ?}" KOINE_CHOSEN
#define KOINE_PAGE(from) \
  "select " KOINE_COLUMNS from " order by r.day desc, r.id desc limit ? offset ?"
#define KOINE_COUNT(from) "select count(*) " from
const Sql kOf{KOINE_PAGE(KOINE_OF)}, kCountOf{KOINE_COUNT(KOINE_OF)};
const Sql kWaits{KOINE_PAGE(KOINE_WAITS)}, kCountWaits{KOINE_COUNT(KOINE_WAITS)};
const Sql kWaitsLed{KOINE_PAGE(KOINE_WAITS_LED)}, kCountWaitsLed{KOINE_COUNT(KOINE_WAITS_LED)};
const Sql kDealt{KOINE_PAGE(KOINE_DEALT)}, kCountDealt{KOINE_COUNT(KOINE_DEALT)};

#define KOINE_SUM(condition) \
  ", coalesce(sum(case when " condition " then 1 else 0 end), 0){::bigint}"
const Sql kNumbers{
    "select count(*)" KOINE_SUM("type = 1") KOINE_SUM("type = 2") KOINE_SUM("type = 3")
        KOINE_SUM("state = 1") KOINE_SUM("state = 2") KOINE_SUM("state = 3") KOINE_SUM("day = ?")
            KOINE_SUM(
                "day >= ? and day <= ?") " from work_report where tenant_id = ? and author_id = ?"};

const Sql kHasLike{
    "select 1 from work_report_like where report_id = ? and user_id = ? and tenant_id = ?"};
const Sql kInsertLike{
    "insert into work_report_like (report_id, user_id, tenant_id, created_at) "
    "values (?, ?, ?, ?)"};
const Sql kDeleteLike{
    "delete from work_report_like where report_id = ? and user_id = ? and tenant_id = ?"};
const Sql kSetLikes{"update work_report set likes = likes + ? where tenant_id = ? and id = ?"};
const Sql kLikes{
    "select user_id from work_report_like where report_id = ? and {+}tenant_id = ? "
    "order by created_at, user_id limit ?"};

#define KOINE_COMMENT                                                                      \
  "select c.id, c.parent_id, c.report_id, c.user_id, c.content, c.created_at, "            \
  "coalesce(p.content, '') from work_report_comment c left join work_report_comment p on " \
  "p.id = c.parent_id "
const Sql kFindComment{KOINE_COMMENT "where {+}c.tenant_id = ? and c.id = ?"};
const Sql kComments{KOINE_COMMENT
                    "where {+}c.tenant_id = ? and c.report_id = ? order by c.id limit ?"};
const Sql kInsertComment{
    "insert into work_report_comment (id, tenant_id, report_id, user_id, parent_id, content, "
    "created_at) values (?, ?, ?, ?, ?, ?, ?)"};
const Sql kDeleteComment{"delete from work_report_comment where {+}tenant_id = ? and id = ?"};
const Sql kSetComments{
    "update work_report set comments = comments + ? where tenant_id = ? and id = ?"};

Report ReadReport(const Row& row) {
  Report r;
  r.id = row.Get<ReportId>(0);
  r.author = row.Get<UserId>(1);
  r.type = static_cast<ReportType>(row.Int(2));
  r.day = row.String(3);
  r.state = static_cast<ReportState>(row.Int(4));
  r.content = row.String(5);
  r.completion = row.String(6);
  r.plan = row.String(7);
  r.issues = row.String(8);
  r.attachments = row.String(9);
  if (row.Int(10) != kNoHours) r.hours = row.Int(10);
  r.visibility = static_cast<ReportVisibility>(row.Int(11));
  r.submitted_at = row.Int(12);
  r.decider = row.Get<UserId>(13);
  r.decided_at = row.Int(14);
  r.remark = row.String(15);
  r.likes = row.Int(16);
  r.comments = row.Int(17);
  r.created_at = row.Int(18);
  r.updated_at = row.Int(19);
  return r;
}

Comment ReadComment(const Row& row) {
  Comment c;
  c.id = row.Get<ReportCommentId>(0);
  c.parent = row.Get<ReportCommentId>(1);
  c.report = row.Get<ReportId>(2);
  c.author.id = row.Get<UserId>(3);
  c.content = row.String(4);
  c.created_at = row.Int(5);
  c.parent_content = row.String(6);
  return c;
}

// What keywords are looked for in.
std::string WordsOf(const Report& r) {
  return text::Fold(r.content + "\n" + r.plan + "\n" + r.issues);
}

template <class Enum>
std::vector<std::int64_t> NumbersOf(const std::vector<Enum>& values) {
  std::vector<std::int64_t> out;
  for (const Enum value : values) out.push_back(static_cast<std::int64_t>(value));
  return out;
}

constexpr auto kReadNumber = [](const Row& row) { return row.Int(0); };

// Calls run(sql of the page, sql of the count, what both begin with and what narrows them).
template <class F>
auto Chosen(const Choice& c, F run) {
  const Filter& f = c.filter;
  const std::int64_t type = f.type ? static_cast<std::int64_t>(*f.type) : 0;
  const auto states = NumbersOf(f.states);
  const auto with = [&](const Sql& page, const Sql& count, const auto&... scope) {
    return run(page, count, scope..., type, type, f.from, f.from, f.to, f.to, f.keyword, f.keyword);
  };
  if (f.scope == Scope::kWaiting) {
    if (!c.led) return with(kWaits, kCountWaits, c.tenant, c.who);
    return with(kWaitsLed, kCountWaitsLed, c.tenant, c.who, store::IntList{*c.led});
  }
  if (f.scope == Scope::kDealt) {
    return with(kDealt, kCountDealt, c.tenant, c.who, c.tenant, c.who, store::IntList{states});
  }
  const auto visible = NumbersOf(c.visible);
  return with(kOf, kCountOf, c.tenant, f.scope == Scope::kOf ? f.user : c.who,
              store::IntList{states}, store::IntList{visible});
}

}  // namespace

std::optional<Report> FindReport(Txn& txn, TenantId tenant, ReportId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadReport, tenant, id);
}

void InsertReport(Txn& txn, TenantId tenant, Report* r) {
  r->id = ReportId(txn.NextId(kIds));
  r->created_at = r->updated_at = txn.now_ms();
  txn.Exec(kInsert, r->id, tenant, r->author, r->type, r->day, r->state, r->content, r->completion,
           r->plan, r->issues, r->attachments, r->hours.value_or(kNoHours), r->visibility,
           r->submitted_at, r->decider, r->decided_at, r->remark, WordsOf(*r), r->created_at,
           r->updated_at);
}

void UpdateReport(Txn& txn, TenantId tenant, const Report& r) {
  txn.Exec(kUpdate, r.type, r.day, r.state, r.content, r.completion, r.plan, r.issues,
           r.attachments, r.hours.value_or(kNoHours), r.visibility, r.submitted_at, r.decider,
           r.decided_at, r.remark, WordsOf(r), txn.now_ms(), tenant, r.id);
}

void DeleteReport(Txn& txn, TenantId tenant, ReportId id) {
  txn.Exec(kDeleteLikes, tenant, id);
  txn.Exec(kDeleteComments, tenant, id);
  txn.Exec(kDelete, tenant, id);
}

std::vector<Report> SelectReports(Txn& txn, const Choice& choice, std::int64_t limit,
                                  std::int64_t offset) {
  return Chosen(choice, [&](const Sql& page, const Sql&, const auto&... params) {
    return txn.All(page, ReadReport, params..., limit, offset);
  });
}

std::int64_t CountSelected(Txn& txn, const Choice& choice) {
  return Chosen(choice, [&](const Sql&, const Sql& count, const auto&... params) {
    return txn.First(count, kReadNumber, params...).value_or(0);
  });
}

Numbers SumOwn(Txn& txn, const access::Principal& who, const std::string& today,
               const std::string& monday, const std::string& sunday) {
  auto read = [](const Row& row) {
    Numbers n;
    n.total = row.Int(0);
    n.daily = row.Int(1);
    n.weekly = row.Int(2);
    n.monthly = row.Int(3);
    n.drafts = row.Int(4);
    n.submitted = row.Int(5);
    n.approved = row.Int(6);
    n.today = row.Int(7);
    n.week = row.Int(8);
    return n;
  };
  return txn.First(kNumbers, read, today, monday, sunday, who.tenant, who.user).value_or(Numbers());
}

bool HasLike(Txn& txn, TenantId tenant, ReportId id, UserId user) {
  return txn.First(kHasLike, kReadNumber, id, user, tenant).has_value();
}

void InsertLike(Txn& txn, TenantId tenant, ReportId id, UserId user) {
  txn.Exec(kInsertLike, id, user, tenant, txn.now_ms());
  txn.Exec(kSetLikes, std::int64_t{1}, tenant, id);
}

void DeleteLike(Txn& txn, TenantId tenant, ReportId id, UserId user) {
  txn.Exec(kDeleteLike, id, user, tenant);
  txn.Exec(kSetLikes, std::int64_t{-1}, tenant, id);
}

std::vector<std::int64_t> SelectLikes(Txn& txn, TenantId tenant, ReportId id, std::int64_t limit) {
  return txn.All(kLikes, kReadNumber, id, tenant, limit);
}

std::optional<Comment> FindComment(Txn& txn, TenantId tenant, ReportCommentId id) {
  return txn.First(kFindComment, ReadComment, tenant, id);
}

void InsertComment(Txn& txn, TenantId tenant, Comment* c) {
  c->id = ReportCommentId(txn.NextId(kCommentIds));
  c->created_at = txn.now_ms();
  txn.Exec(kInsertComment, c->id, tenant, c->report, c->author.id, c->parent, c->content,
           c->created_at);
  txn.Exec(kSetComments, std::int64_t{1}, tenant, c->report);
}

void DeleteComment(Txn& txn, TenantId tenant, ReportId report, ReportCommentId id) {
  txn.Exec(kDeleteComment, tenant, id);
  txn.Exec(kSetComments, std::int64_t{-1}, tenant, report);
}

std::vector<Comment> SelectComments(Txn& txn, TenantId tenant, ReportId id, std::int64_t limit) {
  return txn.All(kComments, ReadComment, tenant, id, limit);
}

}  // namespace koine::report
