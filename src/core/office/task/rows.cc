#include "core/office/task/rows.h"

#include "base/json.h"

namespace koine::task {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"task", 1};

#define KOINE_COLUMNS                                                                \
  "t.id, t.parent_id, t.creator_id, t.assignee_id, t.title, t.description, t.kind, " \
  "t.priority, t.state, t.start_day, t.due_day, t.percent, t.tags, t.remind_at, "    \
  "t.completed_at, t.created_at, t.updated_at "
#define KOINE_FIND "select " KOINE_COLUMNS "from task t where t.tenant_id = ? and t.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kInsert{
    "insert into task (id, tenant_id, parent_id, creator_id, assignee_id, title, description, "
    "kind, priority, state, start_day, due_day, percent, tags, remind_at, completed_at, "
    "created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdate{
    "update task set assignee_id = ?, title = ?, description = ?, kind = ?, priority = ?, "
    "state = ?, start_day = ?, due_day = ?, percent = ?, tags = ?, remind_at = ?, "
    "completed_at = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from task where tenant_id = ? and id = ?"};
const Sql kFree{
    "update task set parent_id = 0 where {+}tenant_id = ? and parent_id = ? and parent_id > 0"};

// The ids of a page are in the index of its side; the rest is read of the page alone.
#define KOINE_OF(side) \
  "from task t where t.tenant_id = ? and t." side " = ? and (? = 0 or t.state = ?) "
#define KOINE_PAGE(side) \
  "select " KOINE_COLUMNS "from (select t.id as found, t.created_at as at " KOINE_OF(side)     \
  "order by t.created_at desc, t.id desc limit ? offset ?) f join task t on t.id = f.found "   \
  "order by f.at desc, f.found desc"
const Sql kAssigned{KOINE_PAGE("assignee_id")};
const Sql kGiven{KOINE_PAGE("creator_id")};
const Sql kCountAssigned{"select count(*) " KOINE_OF("assignee_id")};
const Sql kCountGiven{"select count(*) " KOINE_OF("creator_id")};
const Sql kParts{
    "select parent_id, count(*), cast(sum(case when state = 3 then 1 else 0 end) as bigint) "
    "from task where {+}tenant_id = ? and parent_id > 0 and parent_id {in ?} group by parent_id"};

std::string TagsText(const std::vector<std::string>& tags) {
  if (tags.empty()) return "";
  std::string out;
  json::Write(tags, json::Profile(), &out);
  return out;
}

std::vector<std::string> TagsOf(const std::string& text) {
  if (text.empty()) return {};
  auto tags = json::Parse<std::vector<std::string>>(text);
  return tags.ok() ? *std::move(tags) : std::vector<std::string>();
}

Task ReadTask(const Row& row) {
  Task t;
  t.id = row.Get<TaskId>(0);
  t.parent = row.Get<TaskId>(1);
  t.creator = row.Get<UserId>(2);
  t.assignee = row.Get<UserId>(3);
  t.title = row.String(4);
  t.description = row.String(5);
  t.kind = row.String(6);
  t.priority = static_cast<int>(row.Int(7));
  t.state = static_cast<TaskState>(row.Int(8));
  t.start_day = row.String(9);
  t.due_day = row.String(10);
  t.percent = static_cast<int>(row.Int(11));
  t.tags = TagsOf(row.String(12));
  t.remind_at = row.Int(13);
  t.completed_at = row.Int(14);
  t.created_at = row.Int(15);
  t.updated_at = row.Int(16);
  return t;
}

// 0: any.
std::int64_t Asked(const std::optional<TaskState>& state) {
  return state ? static_cast<std::int64_t>(*state) : 0;
}

}  // namespace

std::optional<Task> FindTask(Txn& txn, TenantId tenant, TaskId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadTask, tenant, id);
}

void InsertTask(Txn& txn, TenantId tenant, Task* t) {
  t->id = TaskId(txn.NextId(kIds));
  txn.Exec(kInsert, t->id, tenant, t->parent, t->creator, t->assignee, t->title, t->description,
           t->kind, t->priority, t->state, t->start_day, t->due_day, t->percent, TagsText(t->tags),
           t->remind_at, t->completed_at, t->created_at, t->updated_at);
}

void UpdateTask(Txn& txn, TenantId tenant, const Task& t) {
  txn.Exec(kUpdate, t.assignee, t.title, t.description, t.kind, t.priority, t.state, t.start_day,
           t.due_day, t.percent, TagsText(t.tags), t.remind_at, t.completed_at, txn.now_ms(),
           tenant, t.id);
}

void DeleteTask(Txn& txn, TenantId tenant, TaskId id) {
  txn.Exec(kFree, tenant, id);
  txn.Exec(kDelete, tenant, id);
}

std::vector<Task> SelectTasks(Txn& txn, const access::Principal& who, Side side,
                              const std::optional<TaskState>& state, std::int64_t limit,
                              std::int64_t offset) {
  const std::int64_t asked = Asked(state);
  return txn.All(side == Side::kAssignee ? kAssigned : kGiven, ReadTask, who.tenant, who.user,
                 asked, asked, limit, offset);
}

std::int64_t CountSelected(Txn& txn, const access::Principal& who, Side side,
                           const std::optional<TaskState>& state) {
  const std::int64_t asked = Asked(state);
  return txn
      .First(
          side == Side::kAssignee ? kCountAssigned : kCountGiven,
          [](const Row& row) { return row.Int(0); }, who.tenant, who.user, asked, asked)
      .value_or(0);
}

std::vector<Parts> CountParts(Txn& txn, TenantId tenant, std::span<const std::int64_t> parents) {
  auto read = [](const Row& row) { return Parts{row.Get<TaskId>(0), row.Int(1), row.Int(2)}; };
  return txn.All(kParts, read, tenant, store::IntList{parents});
}

}  // namespace koine::task
