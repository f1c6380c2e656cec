#include "core/identity/login_form_rows.h"
#include "core/identity/system.h"

#include <string>
#include <vector>

#include "base/name.h"

namespace koine::identity {

namespace {

using store::Row;
using store::Sql;

const Sql kTake{
    "insert into login_form (tenant_id, form, user_id) values (?, ?, ?) on conflict do nothing"};
const Sql kFree{"delete from login_form where tenant_id = ? and user_id = ?"};
// proof: of all tenants, since it is the server that looks
const Sql kSlice{
    "select u.tenant_id, u.id, u.username, (select 1 from login_form f where "
    "f.tenant_id = u.tenant_id and f.user_id = u.id limit 1) from users u where u.id > ? "
    "order by u.id limit ?"};

bool Put(store::Txn& txn, TenantId tenant, UserId user, const std::string& form) {
  return txn.Exec(kTake, tenant, form, user) == 1;
}

}  // namespace

bool TakeLoginForm(store::Txn& txn, TenantId tenant, UserId user, std::string_view username) {
  return Put(txn, tenant, user, name::Form(username));
}

void FreeLoginForm(store::Txn& txn, TenantId tenant, UserId user) {
  txn.Exec(kFree, tenant, user);
}

std::int64_t NoteOldLoginForms(store::Txn& txn, std::int64_t after, int limit) {
  struct One {
    TenantId tenant;
    UserId user;
    std::string username;
    bool noted;
  };
  auto read = [](const Row& row) {
    return One{row.Get<TenantId>(0), row.Get<UserId>(1), row.String(2), !row.Null(3)};
  };
  const std::vector<One> found = txn.All(kSlice, read, after, limit);
  for (const One& one : found) {
    if (one.noted || one.username.empty()) continue;
    const std::string form = name::Form(one.username);
    if (Put(txn, one.tenant, one.user, form)) continue;
    // Who came first has the form; the other one is noted too, and is not looked at again.
    Put(txn, one.tenant, one.user, form + "#" + std::to_string(one.user.value));
  }
  return found.empty() ? 0 : found.back().user.value;
}

}  // namespace koine::identity
