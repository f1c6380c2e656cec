#include "core/identity/signin_rows.h"

namespace koine::identity {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

const Sql kList{
    "select id, dialect, terminal, address, issued_at, seen_at from login where tenant_id = ? and "
    "user_id = ? and state = 1 and expires_at > ? order by issued_at desc, id desc limit ?"};
const Sql kEnd{
    "update login set state = 2 where tenant_id = ? and user_id = ? and state = 1 and "
    "expires_at > ? and id = ? returning id, dialect, terminal, address, issued_at, seen_at"};
const Sql kEndBut{
    "update login set state = 2 where tenant_id = ? and user_id = ? and state = 1 and "
    "expires_at > ? and id <> ? returning id, dialect, terminal, address, issued_at, seen_at"};

SignIn Read(const Row& row) {
  SignIn one;
  one.id = row.Get<LoginId>(0);
  one.dialect = static_cast<access::Dialect>(row.Int(1));
  one.terminal = row.String(2);
  one.address = row.String(3);
  one.issued_at = row.Int(4);
  one.seen_at = row.Int(5);
  return one;
}

}  // namespace

std::vector<SignIn> ListActiveSignIns(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(kList, Read, tenant, user, txn.now_ms(), limit);
}

std::vector<SignIn> EndSignIn(Txn& txn, TenantId tenant, UserId user, LoginId id) {
  return txn.All(kEnd, Read, tenant, user, txn.now_ms(), id);
}

std::vector<SignIn> EndSignInsBut(Txn& txn, TenantId tenant, UserId user, LoginId keep) {
  return txn.All(kEndBut, Read, tenant, user, txn.now_ms(), keep);
}

}  // namespace koine::identity
