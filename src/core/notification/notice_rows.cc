#include "core/notification/notice_rows.h"

#include <string>

namespace koine::notification {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kNoticeIds{"notice", 1};
constexpr store::IdSequence kTaskIds{"notice_task", 1};

#define KOINE_WHAT "n.title, n.cover, n.intro, n.kind, n.body"
#define KOINE_NOTICE(body)                          \
  "select n.title, n.cover, n.intro, n.kind, " body \
  ", n.id, n.creator_id, n.created_at, "            \
  "n.updated_at from notice n "
#define KOINE_ONE KOINE_NOTICE("n.body") "where n.tenant_id = ? and n.id = ?"
// -1 and '' stand for any.
#define KOINE_FILTER "where n.tenant_id = ? and (? = -1 or n.kind = ?) and "
const Sql kInsert{
    "insert into notice (id, tenant_id, title, cover, intro, kind, body, creator_id, created_at, "
    "updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kFind{KOINE_ONE};
const Sql kLock{KOINE_ONE " {for update}"};
const Sql kLockMany{
    "select id from notice where {+}tenant_id = ? and id {in ?} order by id {for update}"};
const Sql kUpdate{
    "update notice set title = ?, cover = ?, intro = ?, kind = ?, body = ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from notice where {+}tenant_id = ? and id {in ?}"};
const Sql kDeleteReceivers{
    "delete from notice_receiver where tenant_id = ? and task_id in (select t.id from "
    "notice_task t where t.notice_id {in ?})"};
const Sql kDeleteTasks{"delete from notice_task where {+}tenant_id = ? and notice_id {in ?}"};
#define KOINE_NEWEST(name) "order by " name ".created_at desc, " name ".id desc limit ? offset ?"
const Sql kSelect{KOINE_NOTICE("n.body") KOINE_FILTER
                  "(? = '' or {instr}(n.title, ?) > 0) " KOINE_NEWEST("n")};
const Sql kCount{"select count(*) from notice n " KOINE_FILTER
                 "(? = '' or {instr}(n.title, ?) > 0)"};
const Sql kHasTask{
    "select 1 from notice_task where {+}tenant_id = ? and notice_id {in ?} and state in (?, ?) "
    "limit 1"};

#define KOINE_TASK                                                                    \
  "select t.id, t.notice_id, t.state, t.to_all, t.due_at, t.seq, t.told, t.reached, " \
  "t.creator_id, t.created_at, t.started_at, t.ended_at"
#define KOINE_ONE_TASK KOINE_TASK " from notice_task t where t.tenant_id = ? and t.id = ?"
#define KOINE_TASK_FILTER \
  "where t.tenant_id = ? and (? = 0 or t.notice_id = ?) and (? = 0 or t.state = ?) "
const Sql kInsertTask{
    "insert into notice_task (id, tenant_id, notice_id, state, to_all, due_at, seq, told, reached, "
    "creator_id, created_at, started_at, ended_at) values (?, ?, ?, 1, ?, ?, 0, 0, 0, ?, ?, 0, 0)"};
const Sql kInsertReceivers{
    "insert into notice_receiver (task_id, user_id, tenant_id, seq) select ?, u.id, u.tenant_id, 0 "
    "from {list l} {cross join} users u on u.id = l.value where {+}u.tenant_id = ? and u.state <> "
    "3"};
const Sql kFindTask{KOINE_ONE_TASK};
const Sql kLockTask{KOINE_ONE_TASK " {for update}"};
const Sql kCancel{
    "update notice_task set state = 4, ended_at = ? where tenant_id = ? and id = ? and state = 1"};
// proof: the tenant itself
const Sql kLockSeq{"select notice_seq from tenant where id = ? {for update}"};
// proof: the tenant itself
const Sql kSetSeq{"update tenant set notice_seq = ? where id = ?"};
const Sql kSending{"select 1 from notice_task where tenant_id = ? and state = 2 limit 1"};
const Sql kSaveTask{
    "update notice_task set state = ?, seq = ?, told = ?, reached = ?, started_at = ?, "
    "ended_at = ? where tenant_id = ? and id = ?"};
const Sql kNumber{"update notice_receiver set seq = ? where tenant_id = ? and task_id = ?"};
// Accounts that only send (kind 3 and above) are nobody's.
#define KOINE_PERSON \
  "u.id, case when u.username is not null or u.mobile is not null then 1 else 0 end from "
const Sql kNextOfAll{"select " KOINE_PERSON
                     "users u where u.tenant_id = ? and u.id > ? and u.created_at <= ? and "
                     "u.state <> 3 and u.kind < 3 order by u.id limit ?"};
const Sql kNextNamed{"select " KOINE_PERSON
                     "notice_receiver r join users u on u.id = r.user_id "
                     "where r.tenant_id = ? and r.task_id = ? and r.user_id > ? and u.state <> 3 "
                     "order by r.user_id limit ?"};
const Sql kSelectTasks{
    KOINE_TASK ", n.title from notice_task t join notice n on n.id = t.notice_id " KOINE_TASK_FILTER
        KOINE_NEWEST("t")};
const Sql kCountTasks{"select count(*) from notice_task t " KOINE_TASK_FILTER};
const Sql kNamed{
    "select task_id, user_id from notice_receiver where tenant_id = ? and task_id {in ?} order "
    "by task_id, user_id"};

#define KOINE_RECEIVED "select " KOINE_WHAT ", t.seq, n.id, t.started_at from "
// Of each kind the first that fit, so that neither is read beyond what can be shown.
const Sql kPull{
    KOINE_RECEIVED
    "(select * from (select a.id from notice_task a where a.tenant_id = ? and a.to_all = 1 and "
    "a.seq > ? and a.started_at >= (select created_at from users where id = ?) "
    "order by a.seq limit ?) x "
    "union all select * from (select r.task_id as id from notice_receiver r where r.user_id = ? "
    "and r.tenant_id = ? and r.seq > ? order by r.seq limit ?) y) p "
    "join notice_task t on t.id = p.id join notice n on n.id = t.notice_id "
    "order by t.seq limit ?"};
const Sql kFindFor{
    KOINE_RECEIVED
    "notice_task t join notice n on n.id = t.notice_id where t.tenant_id = ? and t.notice_id = ? "
    "and t.seq > 0 and ((t.to_all = 1 and t.started_at >= (select created_at from users where id = "
    "?)) or exists (select 1 from notice_receiver r where r.task_id = t.id and r.user_id = ?)) "
    "order by t.seq desc limit 1"};

NoticeContent ReadWhat(const Row& row) {
  return {row.String(0), row.String(1), row.String(2), static_cast<NoticeKind>(row.Int(3)),
          row.String(4)};
}

Notice ReadNotice(const Row& row) {
  Notice out;
  out.what = ReadWhat(row);
  out.id = row.Int(5);
  out.creator = row.Get<UserId>(6);
  out.created_at = row.Int(7);
  out.updated_at = row.Int(8);
  return out;
}

NoticeTask ReadTask(const Row& row) {
  NoticeTask out;
  out.id = row.Int(0);
  out.notice = row.Int(1);
  out.state = static_cast<NoticeState>(row.Int(2));
  out.to_all = row.Int(3) == 1;
  out.due_at = row.Int(4);
  out.seq = row.Int(5);
  out.told = row.Int(6);
  out.reached = row.Get<UserId>(7);
  out.creator = row.Get<UserId>(8);
  out.created_at = row.Int(9);
  out.started_at = row.Int(10);
  out.ended_at = row.Int(11);
  return out;
}

ReceivedNotice ReadReceived(const Row& row) {
  return {row.Int(5), row.Int(6), ReadWhat(row), row.Int(7)};
}

std::int64_t Number(const Row& row) {
  return row.Int(0);
}
bool Any(const Row&) {
  return true;
}

int KindOf(const NoticeFilter& filter) {
  return filter.kind ? static_cast<int>(*filter.kind) : -1;
}
int StateOf(const NoticeTaskFilter& filter) {
  return filter.state ? static_cast<int>(*filter.state) : 0;
}

}  // namespace

void InsertNotice(Txn& txn, TenantId tenant, Notice* n) {
  n->id = txn.NextId(kNoticeIds);
  txn.Exec(kInsert, n->id, tenant, n->what.title, n->what.cover, n->what.intro,
           static_cast<int>(n->what.kind), n->what.body, n->creator, n->created_at, n->updated_at);
}

std::optional<Notice> FindNotice(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kFind, ReadNotice, tenant, id);
}

std::optional<Notice> LockNotice(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kLock, ReadNotice, tenant, id);
}

std::size_t LockNotices(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  return txn.All(kLockMany, Number, tenant, IntList{ids}).size();
}

void UpdateNotice(Txn& txn, TenantId tenant, const Notice& n) {
  txn.Exec(kUpdate, n.what.title, n.what.cover, n.what.intro, static_cast<int>(n.what.kind),
           n.what.body, n.updated_at, tenant, n.id);
}

void DeleteNotices(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  txn.Exec(kDeleteReceivers, tenant, IntList{ids});
  txn.Exec(kDeleteTasks, tenant, IntList{ids});
  txn.Exec(kDelete, tenant, IntList{ids});
}

std::vector<Notice> SelectNotices(Txn& txn, TenantId tenant, const NoticeFilter& filter,
                                  std::int64_t limit, std::int64_t offset) {
  const int kind = KindOf(filter);
  return txn.All(kSelect, ReadNotice, tenant, kind, kind, filter.title, filter.title, limit,
                 offset);
}

std::int64_t CountNotices(Txn& txn, TenantId tenant, const NoticeFilter& filter) {
  const int kind = KindOf(filter);
  return txn.First(kCount, Number, tenant, kind, kind, filter.title, filter.title).value_or(0);
}

bool HasNoticeTask(Txn& txn, TenantId tenant, std::span<const std::int64_t> notices, NoticeState a,
                   NoticeState b) {
  return txn
      .First(kHasTask, Any, tenant, IntList{notices}, static_cast<int>(a), static_cast<int>(b))
      .has_value();
}

void InsertNoticeTask(Txn& txn, TenantId tenant, NoticeTask* task) {
  task->id = txn.NextId(kTaskIds);
  txn.Exec(kInsertTask, task->id, tenant, task->notice, task->to_all, task->due_at, task->creator,
           task->created_at);
}

std::int64_t InsertNoticeReceivers(Txn& txn, TenantId tenant, std::int64_t task,
                                   std::span<const std::int64_t> users) {
  return txn.Exec(kInsertReceivers, task, IntList{users}, tenant);
}

std::optional<NoticeTask> FindNoticeTask(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kFindTask, ReadTask, tenant, id);
}

std::optional<NoticeTask> LockNoticeTask(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kLockTask, ReadTask, tenant, id);
}

bool SetNoticeTaskCancelled(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.Exec(kCancel, txn.now_ms(), tenant, id) == 1;
}

std::int64_t LockNoticeSeq(Txn& txn, TenantId tenant) {
  return txn.First(kLockSeq, Number, tenant).value_or(0);
}

void SetNoticeSeq(Txn& txn, TenantId tenant, std::int64_t seq) {
  txn.Exec(kSetSeq, seq, tenant);
}

bool AnyNoticeSending(Txn& txn, TenantId tenant) {
  return txn.First(kSending, Any, tenant).has_value();
}

void SaveNoticeTask(Txn& txn, TenantId tenant, const NoticeTask& task) {
  txn.Exec(kSaveTask, static_cast<int>(task.state), task.seq, task.told, task.reached,
           task.started_at, task.ended_at, tenant, task.id);
}

void NumberNoticeReceivers(Txn& txn, TenantId tenant, const NoticeTask& task) {
  txn.Exec(kNumber, task.seq, tenant, task.id);
}

std::vector<NoticeReceiver> NextNoticeReceivers(Txn& txn, TenantId tenant, const NoticeTask& task,
                                                int limit) {
  auto read = [](const Row& row) { return NoticeReceiver{row.Get<UserId>(0), row.Int(1) == 1}; };
  if (task.to_all) {
    return txn.All(kNextOfAll, read, tenant, task.reached, task.started_at, limit);
  }
  return txn.All(kNextNamed, read, tenant, task.id, task.reached, limit);
}

std::vector<ListedNoticeTask> SelectNoticeTasks(Txn& txn, TenantId tenant,
                                                const NoticeTaskFilter& filter, std::int64_t limit,
                                                std::int64_t offset) {
  const int state = StateOf(filter);
  auto read = [](const Row& row) { return ListedNoticeTask{ReadTask(row), row.String(12), {}}; };
  return txn.All(kSelectTasks, read, tenant, filter.notice, filter.notice, state, state, limit,
                 offset);
}

std::int64_t CountNoticeTasks(Txn& txn, TenantId tenant, const NoticeTaskFilter& filter) {
  const int state = StateOf(filter);
  return txn.First(kCountTasks, Number, tenant, filter.notice, filter.notice, state, state)
      .value_or(0);
}

std::vector<NamedNotice> ListNamedNotices(Txn& txn, TenantId tenant,
                                          std::span<const std::int64_t> tasks) {
  if (tasks.empty()) return {};
  auto read = [](const Row& row) { return NamedNotice{row.Int(0), row.Int(1)}; };
  return txn.All(kNamed, read, tenant, IntList{tasks});
}

std::vector<ReceivedNotice> PullNoticesFor(Txn& txn, TenantId tenant, UserId user,
                                           std::int64_t after_seq, int limit) {
  return txn.All(kPull, ReadReceived, tenant, after_seq, user, limit, user, tenant, after_seq,
                 limit, limit);
}

std::optional<ReceivedNotice> FindNoticeFor(Txn& txn, TenantId tenant, UserId user,
                                            std::int64_t notice) {
  return txn.First(kFindFor, ReadReceived, tenant, notice, user, user);
}

}  // namespace koine::notification
