#include "core/office/workbench/rows.h"

namespace koine::workbench {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"todo", 1};

#define KOINE_COLUMNS                                                                 \
  "t.id, t.user_id, t.title, t.description, t.kind, t.priority, t.state, t.due_day, " \
  "t.related_id, t.completed_at, t.created_at, t.updated_at "
#define KOINE_FIND "select " KOINE_COLUMNS "from todo t where t.tenant_id = ? and t.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kInsert{
    "insert into todo (id, tenant_id, user_id, title, description, kind, priority, state, due_day, "
    "related_id, completed_at, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdate{
    "update todo set title = ?, description = ?, priority = ?, state = ?, due_day = ?, "
    "completed_at = ?, updated_at = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from todo where tenant_id = ? and id = ?"};
// How many somebody has, and how many of these are still to be done. A new one is.
const Sql kOneMore{
    "insert into workbench (user_id, tenant_id, todos, todos_open) values (?, ?, 1, 1) on conflict "
    "(user_id) do update set todos = workbench.todos + 1, todos_open = workbench.todos_open + 1 "
    "where workbench.tenant_id = excluded.tenant_id and workbench.todos < ? returning todos"};
const Sql kMore{
    "update workbench set todos = todos + ?, todos_open = todos_open + ? "
    "where tenant_id = ? and user_id = ?"};

// What a list or a number asks for is in the index todo_list; the rest is read of its page alone.
// Most lists are of all, and compare nothing then.
#define KOINE_OWN "from todo t where t.tenant_id = ? and t.user_id = ? "
#define KOINE_CHOSEN \
  "and (? = 0 or t.state = ?) and (? = 0 or t.kind = ?) and (? = 0 or t.priority = ?) "
#define KOINE_PAGE(more)                                                            \
  "select " KOINE_COLUMNS                                                           \
  "from (select t.id as found, t.priority as p, t.created_at as at " KOINE_OWN more \
  "order by t.priority desc, t.created_at desc, t.id desc limit ? offset ?) f "     \
  "join todo t on t.id = f.found order by f.p desc, f.at desc, f.found desc"
const Sql kSelect{KOINE_PAGE("")};
const Sql kSelectChosen{KOINE_PAGE(KOINE_CHOSEN)};
const Sql kCount{"select count(*) " KOINE_OWN};
const Sql kCountChosen{"select count(*) " KOINE_OWN KOINE_CHOSEN};
const Sql kCountOpen{"select todos_open from workbench where tenant_id = ? and user_id = ?"};

const Sql kFindLayout{"select layout from workbench where tenant_id = ? and user_id = ?"};
const Sql kSetLayout{
    "insert into workbench (user_id, tenant_id, todos, layout) values (?, ?, 0, ?) "
    "on conflict (user_id) do update set layout = excluded.layout "
    "where workbench.tenant_id = excluded.tenant_id"};
const Sql kClearLayout{"update workbench set layout = null where tenant_id = ? and user_id = ?"};

Todo ReadTodo(const Row& row) {
  Todo t;
  t.id = row.Get<TodoId>(0);
  t.user = row.Get<UserId>(1);
  t.title = row.String(2);
  t.description = row.String(3);
  t.kind = static_cast<TodoKind>(row.Int(4));
  t.priority = static_cast<int>(row.Int(5));
  t.state = static_cast<TodoState>(row.Int(6));
  t.due_day = row.String(7);
  t.related = row.Int(8);
  t.completed_at = row.Int(9);
  t.created_at = row.Int(10);
  t.updated_at = row.Int(11);
  return t;
}

std::int64_t ReadCount(const Row& row) {
  return row.Int(0);
}

// 1: still to be done.
int Open(TodoState state) {
  return state == TodoState::kPending || state == TodoState::kInProgress ? 1 : 0;
}

// 0: any.
struct Asked {
  explicit Asked(const TodoFilter& filter)
      : state(filter.state ? static_cast<std::int64_t>(*filter.state) : 0),
        kind(filter.kind ? static_cast<std::int64_t>(*filter.kind) : 0),
        priority(filter.priority.value_or(0)) {}
  bool all() const { return state == 0 && kind == 0 && priority == 0; }
  std::int64_t state, kind, priority;
};

}  // namespace

std::optional<Todo> FindTodo(Txn& txn, TenantId tenant, TodoId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadTodo, tenant, id);
}

bool CountOneMore(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(kOneMore, ReadCount, user, tenant, kTodosMax).has_value();
}

void InsertTodo(Txn& txn, TenantId tenant, Todo* todo) {
  todo->id = TodoId(txn.NextId(kIds));
  txn.Exec(kInsert, todo->id, tenant, todo->user, todo->title, todo->description, todo->kind,
           todo->priority, todo->state, todo->due_day, todo->related, todo->completed_at,
           todo->created_at, todo->updated_at);
}

void UpdateTodo(Txn& txn, TenantId tenant, const Todo& todo, TodoState before) {
  txn.Exec(kUpdate, todo.title, todo.description, todo.priority, todo.state, todo.due_day,
           todo.completed_at, txn.now_ms(), tenant, todo.id);
  const int more = Open(todo.state) - Open(before);
  if (more != 0) txn.ExecSoon(kMore, 0, more, tenant, todo.user);
}

void DeleteTodo(Txn& txn, TenantId tenant, const Todo& todo) {
  if (txn.Exec(kDelete, tenant, todo.id) == 0) return;
  txn.ExecSoon(kMore, -1, -Open(todo.state), tenant, todo.user);
}

std::vector<Todo> SelectTodos(Txn& txn, const access::Principal& who, const TodoFilter& filter,
                              std::int64_t limit, std::int64_t offset) {
  const Asked asked(filter);
  if (asked.all()) return txn.All(kSelect, ReadTodo, who.tenant, who.user, limit, offset);
  return txn.All(kSelectChosen, ReadTodo, who.tenant, who.user, asked.state, asked.state,
                 asked.kind, asked.kind, asked.priority, asked.priority, limit, offset);
}

std::int64_t CountSelected(Txn& txn, const access::Principal& who, const TodoFilter& filter) {
  const Asked asked(filter);
  if (asked.all()) return txn.First(kCount, ReadCount, who.tenant, who.user).value_or(0);
  return txn
      .First(kCountChosen, ReadCount, who.tenant, who.user, asked.state, asked.state, asked.kind,
             asked.kind, asked.priority, asked.priority)
      .value_or(0);
}

std::int64_t CountOpen(Txn& txn, const access::Principal& who) {
  return txn.First(kCountOpen, ReadCount, who.tenant, who.user).value_or(0);
}

std::optional<std::string> FindLayout(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) {
    return row.Null(0) ? std::nullopt : std::optional(row.String(0));
  };
  return txn.First(kFindLayout, read, tenant, user).value_or(std::nullopt);
}

void SetLayout(Txn& txn, TenantId tenant, UserId user, std::string_view layout) {
  txn.Exec(kSetLayout, user, tenant, layout);
}

void ClearLayout(Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kClearLayout, tenant, user);
}

}  // namespace koine::workbench
