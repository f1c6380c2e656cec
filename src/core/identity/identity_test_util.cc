#include "core/identity/identity_test_util.h"

#include "core/identity/rows.h"
#include "core/identity/token.h"

namespace koine::identity {

bool PutUser(store::Txn& txn, const User& user) {
  return InsertUser(txn, user, user.username.value_or(""));
}

void PutLogin(store::Txn& txn, const Login& login) {
  InsertLogin(txn, login);
}

void ChangeUser(store::Txn& txn, TenantId tenant, UserId id,
                const std::function<void(User*)>& change) {
  auto user = FindUser(txn, tenant, id);
  if (!user) return;
  change(&*user);
  UpdateUser(txn, *user, "");
}

void ChangeLogin(store::Txn& txn, LoginId id, const std::function<void(Login*)>& change) {
  auto view = FindLogin(txn, id);
  if (!view) return;
  change(&view->login);
  RenewLogin(txn, view->login);
}

void EndLoginOf(store::Txn& txn, TenantId tenant, LoginId id) {
  RevokeLogin(txn, tenant, id);
}

void SkipLoginIds(store::Txn& txn, int count) {
  for (int i = 0; i < count; ++i) NewLoginId(txn);
}

std::size_t CountTokens(store::Txn& txn, TenantId tenant, UserId user, access::Dialect dialect) {
  return ListTokens(txn, tenant, user, dialect, kTokensMax).size();
}

}  // namespace koine::identity
