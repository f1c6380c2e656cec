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
const Sql kOld{
    "select u.tenant_id, u.id, u.username from users u where u.username is not null and "
    "not exists (select 1 from login_form f where f.tenant_id = u.tenant_id and "
    "f.user_id = u.id) order by u.id limit ?"};

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

std::int64_t NoteOldLoginForm(store::Txn& txn, int limit) {
  struct Old {
    TenantId tenant;
    UserId user;
    std::string username;
  };
  auto read = [](const Row& row) {
    return Old{row.Get<TenantId>(0), row.Get<UserId>(1), row.String(2)};
  };
  const std::vector<Old> found = txn.All(kOld, read, limit);
  for (const Old& one : found) {
    const std::string form = name::Form(one.username);
    if (Put(txn, one.tenant, one.user, form)) continue;
    // Who came first has the form; the other one is noted too, and is not looked at again.
    Put(txn, one.tenant, one.user, form + "#" + std::to_string(one.user.value));
  }
  return static_cast<std::int64_t>(found.size());
}

}  // namespace koine::identity
