#include "core/office/application/rows.h"

#include <string>
#include <unordered_map>

#include "base/text.h"
#include "core/office/organization/organization.h"

namespace koine::application {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"application", 1};

// proof: the tenant itself
const Sql kLock{"select id from tenant where id = ? {for update}"};
const Sql kHasCode{"select id from application where tenant_id = ? and code = ?"};
const Sql kCountAll{"select count(*) from application where tenant_id = ?"};
const Sql kLastSort{"select coalesce(max(sort), 0) from application where tenant_id = ?"};

#define KOINE_COLUMNS                                                                          \
  "a.id, a.code, a.name, a.icon, a.category, a.description, a.kind, a.url, a.own, a.visible, " \
  "a.scope, a.sort, a.created_at, a.updated_at "
#define KOINE_FIND "select " KOINE_COLUMNS "from application a where a.tenant_id = ? and a.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kInsert{
    "insert into application (id, tenant_id, code, name, icon, category, description, kind, url, "
    "own, visible, scope, sort, searched, created_at, updated_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kUpdate{
    "update application set name = ?, icon = ?, category = ?, description = ?, url = ?, "
    "visible = ?, scope = ?, sort = ?, searched = ?, updated_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from application where tenant_id = ? and id = ?"};
const Sql kClearScope{"delete from application_scope where tenant_id = ? and application_id = ?"};
const Sql kAddScope{
    "insert into application_scope (application_id, kind, object_id, tenant_id) "
    "select ?, ?, s.value, ? from {list s}"};
const Sql kScopes{
    "select application_id, object_id from application_scope where {+}tenant_id = ? and "
    "application_id {in ?} order by application_id, object_id"};

// Binds 1 for all, else the user and the departments that they are within.
#define KOINE_SEEN                                                                              \
  "and (? = 1 or (a.visible = 1 and (a.scope = 1 or exists (select 1 from application_scope s " \
  "where s.application_id = a.id and s.kind = a.scope and ((s.kind = 3 and s.object_id = ?) "   \
  "or (s.kind = 2 and s.object_id {in ?})))))) "
// '' stands for any.
#define KOINE_CHOSEN                                     \
  "from application a where a.tenant_id = ? " KOINE_SEEN \
  "and (? = '' or a.category = ?) and (? = '' or {instr}(a.searched, ?) > 0) "
const Sql kSelect{"select " KOINE_COLUMNS KOINE_CHOSEN "order by a.sort, a.id limit ? offset ?"};
const Sql kCount{"select count(*) " KOINE_CHOSEN};
const Sql kSees{"select a.id from application a where a.tenant_id = ? and a.id = ? " KOINE_SEEN};

// Later than any other of the user's, so that the order is that of the uses.
const Sql kUse{
    "insert into application_use (user_id, application_id, tenant_id, used_at) "
    "values (?, ?, ?, {greatest}(?, (select coalesce(max(l.used_at), 0) + 1 "
    "from application_use l where l.user_id = ?))) "
    "on conflict (user_id, application_id) do update set used_at = excluded.used_at "
    "where application_use.tenant_id = excluded.tenant_id"};
const Sql kForget{
    "delete from application_use where tenant_id = ? and user_id = ? and used_at <= "
    "(select l.used_at from application_use l where l.user_id = ? order by l.used_at desc limit 1 "
    "offset ?)"};
const Sql kUsed{"select " KOINE_COLUMNS
                "from application_use u join application a on a.id = u.application_id "
                "where a.tenant_id = ? " KOINE_SEEN
                "and u.user_id = ? order by u.used_at desc limit ?"};

Application ReadApplication(const Row& row) {
  Application a;
  a.id = row.Get<ApplicationId>(0);
  a.code = row.String(1);
  a.name = row.String(2);
  a.icon = row.String(3);
  a.category = row.String(4);
  a.description = row.String(5);
  a.type = static_cast<ApplicationType>(row.Int(6));
  a.url = row.String(7);
  a.system = row.Int(8) != 0;
  a.visible = row.Int(9) != 0;
  a.scope = static_cast<ApplicationScope>(row.Int(10));
  a.sort = row.Int(11);
  a.created_at = row.Int(12);
  a.updated_at = row.Int(13);
  return a;
}

std::int64_t ReadNumber(const Row& row) {
  return row.Int(0);
}

// What a keyword is looked for in.
std::string Searched(const Application& a) {
  return text::Fold(a.name + '\n' + a.code + '\n' + a.description);
}

std::vector<std::int64_t> Departments(Txn& txn, const access::Principal& who, bool all) {
  if (all) return {};
  return organization::ListAround(txn, who.tenant, who.user);
}

}  // namespace

void LockAll(Txn& txn, TenantId tenant) {
  txn.First(kLock, ReadNumber, tenant);
}

bool HasCode(Txn& txn, TenantId tenant, std::string_view code) {
  return txn.First(kHasCode, ReadNumber, tenant, code).has_value();
}

std::int64_t CountAll(Txn& txn, TenantId tenant) {
  return txn.First(kCountAll, ReadNumber, tenant).value_or(0);
}

std::int64_t NextSort(Txn& txn, TenantId tenant) {
  return txn.First(kLastSort, ReadNumber, tenant).value_or(0) + 1;
}

std::optional<Application> Find(Txn& txn, TenantId tenant, ApplicationId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadApplication, tenant, id);
}

bool Sees(Txn& txn, const access::Principal& who, ApplicationId id) {
  const std::vector<std::int64_t> around = Departments(txn, who, false);
  return txn.First(kSees, ReadNumber, who.tenant, id, 0, who.user, IntList{around}).has_value();
}

void Insert(Txn& txn, TenantId tenant, Application* a) {
  a->id = ApplicationId(txn.NextId(kIds));
  a->created_at = a->updated_at = txn.now_ms();
  txn.Exec(kInsert, a->id, tenant, a->code, a->name, a->icon, a->category, a->description, a->type,
           a->url, a->system ? 1 : 0, a->visible ? 1 : 0, a->scope, a->sort, Searched(*a),
           a->created_at, a->updated_at);
}

void Update(Txn& txn, TenantId tenant, const Application& a) {
  txn.Exec(kUpdate, a.name, a.icon, a.category, a.description, a.url, a.visible ? 1 : 0, a.scope,
           a.sort, Searched(a), txn.now_ms(), tenant, a.id);
}

void Delete(Txn& txn, TenantId tenant, ApplicationId id) {
  txn.Exec(kClearScope, tenant, id);
  txn.Exec(kDelete, tenant, id);
}

void SetScope(Txn& txn, TenantId tenant, const Application& a) {
  txn.Exec(kClearScope, tenant, a.id);
  if (!a.scope_ids.empty()) txn.Exec(kAddScope, a.id, a.scope, tenant, IntList{a.scope_ids});
}

void FillScopes(Txn& txn, TenantId tenant, std::vector<Application>* applications) {
  std::vector<std::int64_t> ids;
  std::unordered_map<std::int64_t, Application*> by_id;
  for (Application& a : *applications) {
    if (a.scope == ApplicationScope::kAll) continue;
    ids.push_back(a.id.value);
    by_id.emplace(a.id.value, &a);
  }
  if (ids.empty()) return;
  auto fill = [&](const Row& row) { by_id.at(row.Int(0))->scope_ids.push_back(row.Int(1)); };
  txn.Each(kScopes, fill, tenant, IntList{ids});
}

std::vector<Application> Select(Txn& txn, const access::Principal& who, const Filter& filter,
                                std::int64_t limit, std::int64_t offset) {
  const std::vector<std::int64_t> around = Departments(txn, who, filter.all);
  const std::string folded = text::Fold(filter.keyword);
  return txn.All(kSelect, ReadApplication, who.tenant, filter.all ? 1 : 0, who.user,
                 IntList{around}, filter.category, filter.category, folded, folded, limit, offset);
}

std::int64_t CountSelected(Txn& txn, const access::Principal& who, const Filter& filter) {
  const std::vector<std::int64_t> around = Departments(txn, who, filter.all);
  const std::string folded = text::Fold(filter.keyword);
  return txn
      .First(kCount, ReadNumber, who.tenant, filter.all ? 1 : 0, who.user, IntList{around},
             filter.category, filter.category, folded, folded)
      .value_or(0);
}

void Use(Txn& txn, const access::Principal& who, ApplicationId id) {
  txn.Exec(kUse, who.user, id, who.tenant, txn.now_ms(), who.user);
  txn.Exec(kForget, who.tenant, who.user, who.user, kRecentKept);
}

std::vector<Application> SelectUsed(Txn& txn, const access::Principal& who, std::int64_t limit) {
  const std::vector<std::int64_t> around = Departments(txn, who, false);
  return txn.All(kUsed, ReadApplication, who.tenant, 0, who.user, IntList{around}, who.user, limit);
}

}  // namespace koine::application
