#include "core/identity/rows.h"

#include <set>

#include "base/text.h"
#include "core/identity/columns.h"
#include "core/identity/name_change_rows.h"
#include "core/setting/privacy.h"

namespace koine::identity {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

#define KOINE_USER "select " KOINE_USER_COLUMNS " from users "

const Sql kUserById{KOINE_USER "where tenant_id = ? and id = ?"};
const Sql kUserLocked{KOINE_USER "where tenant_id = ? and id = ? {for update}"};
const Sql kUserByHandle{KOINE_USER "where tenant_id = ? and handle = ?"};
const Sql kUsersByHandles{KOINE_USER "where tenant_id = ? and handle {in ?}"};
const Sql kUserByUsername{KOINE_USER "where tenant_id = ? and username = ?"};
const Sql kUserByMobile{KOINE_USER "where tenant_id = ? and mobile = ?"};
const Sql kUserByEmail{KOINE_USER "where tenant_id = ? and email = ?"};
// The sign keeps SQLite from reading all users of the tenant by one of its indexes
// (store/README.md).
const Sql kUsersByIds{KOINE_USER "where {+}tenant_id = ? and id {in ?} order by id"};
const Sql kSuperAdmins{"select id from users where {+}tenant_id = ? and role = 2 and id {in ?}"};
const Sql kHandleTaken{"select 1 from users where tenant_id = ? and handle = ?"};
// Five look-ups by their indexes: for one condition with them all SQLite reads the whole tenant.
// clang-format off
#define KOINE_TAKEN(which, name) \
  "select " which " as which from users where tenant_id = ? and id <> ? and " name " = ?"
// proof: it binds the tenant (the macro hides it)
const Sql kNameTaken{"select which from (" KOINE_TAKEN("1", "username") " union all "
                     KOINE_TAKEN("1", "mobile") " union all " KOINE_TAKEN("2", "mobile")
                     " union all " KOINE_TAKEN("2", "username") " union all "
                     KOINE_TAKEN("3", "email") ") as t order by which limit 1"};
// clang-format on
const Sql kInsertUser{
    "insert into users (id, tenant_id, handle, username, mobile, email, nickname, avatar, gender, "
    "signature, ex, kind, recv_opt, auto_accept, role, state, banned_until, search_text, "
    "created_at, updated_at, last_online_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) "
    "on conflict do nothing"};
// Fields of the given users, one list each.
const Sql kInsertGiven{
    "insert into users (id, tenant_id, handle, nickname, avatar, gender, signature, ex, kind, "
    "recv_opt, auto_accept, role, state, banned_until, search_text, created_at, updated_at, "
    "last_online_at) select a.id, ?, a.handle, a.nickname, a.avatar, ?, '', a.ex, a.kind, "
    "a.recv_opt, ?, ?, ?, 0, a.search_text, ?, ?, 0 from "
    "{lists a(id INT, handle TEXT, nickname TEXT, avatar TEXT, ex TEXT, kind INT, recv_opt INT, "
    "search_text TEXT)} where true on conflict do nothing"};
const Sql kUpdateUser{
    "update users set username = ?, mobile = ?, email = ?, nickname = ?, avatar = ?, gender = ?, "
    "signature = ?, department = ?, position = ?, ex = ?, kind = ?, recv_opt = ?, "
    "auto_accept = ?, role = ?, state = ?, banned_until = ?, search_text = ?, "
    "updated_at = ? where tenant_id = ? and id = ?"};
const Sql kSetLastOnline{
    "update users set last_online_at = ? where tenant_id = ? and id = ? and not exists "
    "(select 1 from user_setting s where s.tenant_id = users.tenant_id and s.user_id = users.id "
    "and s.scope = ? and s.name = ? and s.value = ?)"};
const Sql kMoreUsers{"select 1 from users where tenant_id = ? limit 1 offset ?"};

// proof: whether there are others
const Sql kTwoTenants{"select 1 from tenant limit 1 offset 1"};

const Sql kPassword{"select hash from password where tenant_id = ? and user_id = ?"};
const Sql kPutPassword{
    "insert into password (user_id, tenant_id, hash, changed_at) values (?, ?, ?, ?) "
    "on conflict (user_id) do update set hash = excluded.hash, changed_at = excluded.changed_at"};
const Sql kDeletePassword{"delete from password where tenant_id = ? and user_id = ?"};

#define KOINE_LOGIN                                                                           \
  "select l.id, l.tenant_id, l.user_id, l.dialect, l.terminal, l.device, l.digest, l.state, " \
  "l.issued_at, l.expires_at, u.role, u.state, u.banned_until, "                              \
  "(select 1 from user_setting s where s.tenant_id = u.tenant_id and s.user_id = u.id and "   \
  "s.scope = ? and s.name = ? and s.value = ?) "                                              \
  "from login l join users u on u.id = l.user_id where "
// proof: the id comes from a token that this server signed
const Sql kLogin{KOINE_LOGIN "l.id = ?"};
// proof: the digest is of a token that this server signed
const Sql kLoginByDigest{KOINE_LOGIN "l.digest = ?"};
// proof: the id comes from a token that this server signed
const Sql kLoginLocked{KOINE_LOGIN "l.id = ? {for update of l}"};
const Sql kInsertLogin{
    "insert into login (id, tenant_id, user_id, dialect, terminal, device, digest, state, "
    "issued_at, expires_at, address) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kPutToken{
    "insert into login (id, tenant_id, user_id, dialect, terminal, device, digest, state, "
    "issued_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, 1, ?, ?) on conflict (digest) do update "
    "set state = 1, issued_at = excluded.issued_at, expires_at = excluded.expires_at"};
const Sql kTokens{
    "select id, terminal, digest, issued_at from login where tenant_id = ? and user_id = ? and "
    "dialect = ? and state = 1 and expires_at > ? order by issued_at desc, id desc limit ?"};
const Sql kTokensOf{
    "select id, terminal, digest, issued_at, user_id from login where tenant_id = ? and dialect "
    "= ? and state = 1 and expires_at > ? and digest is not null and user_id {in ?} order by "
    "issued_at desc, id desc limit ?"};
const Sql kRevokeLogins{
    "update login set state = 2 where tenant_id = ? and user_id = ? and state = 1 and id {in ?}"};
const Sql kShortenLogins{
    "update login set expires_at = ? where tenant_id = ? and user_id = ? and expires_at > ? and "
    "id {in ?}"};
const Sql kRenewLogin{
    "update login set digest = ?, expires_at = ?, seen_at = ? where tenant_id = ? and id = ?"};
const Sql kWeakenLogins{
    "update login set digest = null, expires_at = case when expires_at > ? then ? else expires_at "
    "end where tenant_id = ? and user_id = ? and dialect = ? and state = 1"};
const Sql kRevokeOthersBut{
    "update login set state = 2 where tenant_id = ? and user_id = ? and "
    "state = 1 and dialect <> ? returning id"};
const Sql kRevokeLogin{"update login set state = 2 where tenant_id = ? and id = ? and state = 1"};
const Sql kRevokeLoginsOf{
    "update login set state = 2 where tenant_id = ? and user_id = ? and state = 1"};
const Sql kRevokeOthers{
    "update login set state = 2 where tenant_id = ? and user_id = ? and "
    "state = 1 and id <> ? returning id"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteExpired{
    "delete from login where id in "
    "(select id from login where expires_at < ? order by expires_at, id limit ?)"};

const Sql kDelivered{
    "select delivered_position from device "
    "where tenant_id = ? and user_id = ? and dialect = ? and device = ''"};
const Sql kRaiseDelivered{
    "insert into device (user_id, dialect, device, tenant_id, delivered_position, seen_at) "
    "values (?, ?, '', ?, ?, ?) on conflict (user_id, dialect, device) do update set "
    "delivered_position = excluded.delivered_position, seen_at = excluded.seen_at "
    "where device.delivered_position < excluded.delivered_position"};
const Sql kEnsureTenant{
    "insert into tenant (id, name, created_at) values (?, ?, ?) on conflict do nothing"};

// The first is the server's own account, so that the first person is 10001 (im-chat 2.1).
constexpr store::IdSequence kUserIds{"users", 10000};
constexpr store::IdSequence kLoginIds{"login", 1};

LoginView ReadLogin(const Row& row) {
  LoginView view;
  view.login.id = row.Get<LoginId>(0);
  view.login.tenant = row.Get<TenantId>(1);
  view.login.user = row.Get<UserId>(2);
  view.login.dialect = static_cast<access::Dialect>(row.Int(3));
  view.login.terminal = row.String(4);
  view.login.device = row.String(5);
  view.login.digest = row.String(6);
  view.login.status = static_cast<LoginStatus>(row.Int(7));
  view.login.issued_at = row.Int(8);
  view.login.expires_at = row.Int(9);
  view.role = static_cast<access::Role>(row.Int(10));
  view.status = static_cast<UserStatus>(row.Int(11));
  view.banned_until = row.Int(12);
  view.hides_online = row.Int(13) == 1;
  return view;
}

}  // namespace

User ReadUser(const Row& row) {
  User user;
  user.id = row.Get<UserId>(0);
  user.tenant = row.Get<TenantId>(1);
  user.handle = row.String(2);
  user.username = row.OptString(3);
  user.mobile = row.OptString(4);
  user.email = row.OptString(5);
  user.nickname = row.String(6);
  user.avatar = row.String(7);
  user.gender = static_cast<int>(row.Int(8));
  user.signature = row.String(9);
  user.role = static_cast<access::Role>(row.Int(10));
  user.status = static_cast<UserStatus>(row.Int(11));
  user.banned_until = row.Int(12);
  user.created_at = row.Int(13);
  user.last_online_at = row.Int(14);
  user.ex = row.String(15);
  user.kind = static_cast<int>(row.Int(16));
  user.recv_opt = static_cast<int>(row.Int(17));
  user.auto_accept = row.Int(18) == 1;
  user.ban_reason = row.String(19);
  user.department = row.String(20);
  user.position = row.String(21);
  return user;
}

std::optional<User> FindUser(Txn& txn, TenantId tenant, UserId id) {
  return txn.First(kUserById, ReadUser, tenant, id);
}

std::optional<User> LockUser(Txn& txn, TenantId tenant, UserId id) {
  return txn.First(kUserLocked, ReadUser, tenant, id);
}

std::optional<User> FindUserByHandle(Txn& txn, TenantId tenant, std::string_view handle) {
  return txn.First(kUserByHandle, ReadUser, tenant, handle);
}

std::vector<User> FindUsersByHandles(Txn& txn, TenantId tenant,
                                     std::span<const std::string> handles) {
  if (handles.empty()) return {};
  return txn.All(kUsersByHandles, ReadUser, tenant, store::TextList{handles});
}

std::optional<User> FindUserByLoginName(Txn& txn, TenantId tenant, std::string_view name) {
  auto user = txn.First(kUserByUsername, ReadUser, tenant, name);
  return user ? user : txn.First(kUserByMobile, ReadUser, tenant, name);
}

std::optional<User> FindUserByEmail(Txn& txn, TenantId tenant, std::string_view email) {
  return txn.First(kUserByEmail, ReadUser, tenant, email);
}

std::vector<User> FindUsers(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kUsersByIds, ReadUser, tenant, IntList{ids});
}

std::vector<UserId> SuperAdminsAmong(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(
      kSuperAdmins, [](const Row& row) { return row.Get<UserId>(0); }, tenant, IntList{ids});
}

bool HandleTaken(Txn& txn, TenantId tenant, std::string_view handle) {
  return txn
      .First(
          kHandleTaken, [](const Row&) { return true; }, tenant, handle)
      .has_value();
}

const char* LoginNameTaken(Txn& txn, const User& user) {
  auto which = txn.First(
      kNameTaken, [](const Row& row) { return row.Int(0); }, user.tenant, user.id, user.username,
      user.tenant, user.id, user.username, user.tenant, user.id, user.mobile, user.tenant, user.id,
      user.mobile, user.tenant, user.id, user.email);
  if (!which) return nullptr;
  return *which == 1 ? "username" : *which == 2 ? "mobile" : "email";
}

bool InsertUser(Txn& txn, const User& user, std::string_view search_text) {
  if (txn.Exec(kInsertUser, user.id, user.tenant, user.handle, user.username, user.mobile,
               user.email, user.nickname, user.avatar, user.gender, user.signature, user.ex,
               user.kind, user.recv_opt, user.auto_accept, user.role, user.status,
               user.banned_until, search_text, user.created_at, user.created_at) != 1) {
    return false;
  }
  NoteNames(txn, user.tenant, {&user.id.value, 1});
  return true;
}

std::int64_t InsertGivenUsers(Txn& txn, TenantId tenant, std::span<const User> users,
                              std::span<const std::string> search_texts) {
  std::vector<std::int64_t> ids, kinds, recv_opts;
  std::vector<std::string> handles, nicknames, avatars, exes;
  for (const User& user : users) {
    ids.push_back(user.id.value);
    handles.push_back(user.handle);
    nicknames.push_back(user.nickname);
    avatars.push_back(user.avatar);
    exes.push_back(user.ex);
    kinds.push_back(user.kind);
    recv_opts.push_back(user.recv_opt);
  }
  const User rest;
  NoteNames(txn, tenant, ids);
  return txn.Exec(kInsertGiven, tenant, rest.gender, rest.auto_accept, rest.role, rest.status,
                  txn.now_ms(), txn.now_ms(), IntList{ids}, TextList{handles}, TextList{nicknames},
                  TextList{avatars}, TextList{exes}, IntList{kinds}, IntList{recv_opts},
                  TextList{search_texts});
}

bool UpdateUser(Txn& txn, const User& user, std::string_view search_text) {
  NoteName(txn, user.tenant, user.id, search_text);
  return txn.Exec(kUpdateUser, user.username, user.mobile, user.email, user.nickname, user.avatar,
                  user.gender, user.signature, user.department, user.position, user.ex, user.kind,
                  user.recv_opt, user.auto_accept, user.role, user.status, user.banned_until,
                  search_text, txn.now_ms(), user.tenant, user.id) == 1;
}

void SetLastOnline(Txn& txn, TenantId tenant, UserId id, std::int64_t at_ms) {
  txn.ExecSoon(kSetLastOnline, at_ms, tenant, id, setting::kPrivacy, setting::kShowOnline,
               setting::kNo);
}

std::vector<UserId> NewUserIds(Txn& txn, TenantId tenant, std::size_t count) {
  constexpr int kTriesMax = 1000;
  std::vector<UserId> out;
  for (int i = 0; out.size() < count && i < kTriesMax; ++i) {
    std::vector<UserId> ids;
    std::vector<std::string> handles;
    while (out.size() + ids.size() < count) {
      ids.emplace_back(txn.NextId(kUserIds));
      handles.push_back(std::to_string(ids.back().value));
    }
    std::set<std::string> taken;
    for (const User& user : FindUsersByHandles(txn, tenant, handles)) taken.insert(user.handle);
    for (std::size_t k = 0; k < ids.size(); ++k) {
      if (!taken.contains(handles[k])) out.push_back(ids[k]);
    }
  }
  out.resize(count);
  return out;
}

UserId NewUserId(Txn& txn, TenantId tenant) {
  return NewUserIds(txn, tenant, 1).front();
}

bool HasMoreUsers(Txn& txn, TenantId tenant, int than) {
  return txn
      .First(
          kMoreUsers, [](const Row& row) { return row.Int(0); }, tenant, than)
      .has_value();
}

bool HasOtherTenants(Txn& txn) {
  return txn.First(kTwoTenants, [](const Row& row) { return row.Int(0); }).has_value();
}

std::optional<std::string> FindPassword(Txn& txn, TenantId tenant, UserId user) {
  return txn.First(
      kPassword, [](const Row& row) { return row.String(0); }, tenant, user);
}

void PutPassword(Txn& txn, TenantId tenant, UserId user, std::string_view hash) {
  txn.ExecSoon(kPutPassword, user, tenant, hash, txn.now_ms());
}

void DeletePassword(Txn& txn, TenantId tenant, UserId user) {
  txn.ExecSoon(kDeletePassword, tenant, user);
}

LoginId NewLoginId(Txn& txn) {
  return LoginId(txn.NextId(kLoginIds));
}

void InsertLogin(Txn& txn, const Login& login) {
  std::optional<std::string> digest;
  if (!login.digest.empty()) digest = login.digest;
  txn.ExecSoon(kInsertLogin, login.id, login.tenant, login.user, login.dialect, login.terminal,
               login.device, digest, login.status, login.issued_at, login.expires_at,
               login.address);
}

std::optional<LoginView> FindLogin(Txn& txn, LoginId id) {
  return txn.First(kLogin, ReadLogin, setting::kPrivacy, setting::kShowOnline, setting::kNo, id);
}

std::optional<LoginView> FindLoginByDigest(Txn& txn, std::string_view digest) {
  return txn.First(kLoginByDigest, ReadLogin, setting::kPrivacy, setting::kShowOnline, setting::kNo,
                   digest);
}

void PutToken(Txn& txn, const Login& login) {
  txn.ExecSoon(kPutToken, login.id, login.tenant, login.user, login.dialect, login.terminal,
               login.device, login.digest, login.issued_at, login.expires_at);
}

std::vector<Login> ListTokens(Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                              int limit) {
  auto read = [](const Row& row) {
    Login login;
    login.id = row.Get<LoginId>(0);
    login.terminal = row.String(1);
    login.digest = row.String(2);
    login.issued_at = row.Int(3);
    return login;
  };
  return txn.All(kTokens, read, tenant, user, dialect, txn.now_ms(), limit);
}

std::vector<Login> ListTokensOf(Txn& txn, TenantId tenant, std::span<const std::int64_t> users,
                                access::Dialect dialect, int limit) {
  if (users.empty()) return {};
  auto read = [](const Row& row) {
    Login login;
    login.id = row.Get<LoginId>(0);
    login.terminal = row.String(1);
    login.digest = row.String(2);
    login.issued_at = row.Int(3);
    login.user = row.Get<UserId>(4);
    return login;
  };
  return txn.All(kTokensOf, read, tenant, dialect, txn.now_ms(), IntList{users}, limit);
}

void RevokeLogins(Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> ids) {
  if (!ids.empty()) txn.ExecSoon(kRevokeLogins, tenant, user, IntList{ids});
}

void ShortenLogins(Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> ids,
                   std::int64_t until_ms) {
  if (ids.empty()) return;
  txn.ExecSoon(kShortenLogins, until_ms, tenant, user, until_ms, IntList{ids});
}

std::optional<LoginView> LockLogin(Txn& txn, LoginId id) {
  return txn.First(kLoginLocked, ReadLogin, setting::kPrivacy, setting::kShowOnline, setting::kNo,
                   id);
}

void RenewLogin(Txn& txn, const Login& login) {
  txn.ExecSoon(kRenewLogin, login.digest, login.expires_at, txn.now_ms(), login.tenant, login.id);
}

bool RevokeLogin(Txn& txn, TenantId tenant, LoginId id) {
  return txn.Exec(kRevokeLogin, tenant, id) == 1;
}

std::vector<LoginId> RevokeOtherLogins(Txn& txn, TenantId tenant, UserId user, LoginId keep) {
  return txn.All(
      kRevokeOthers, [](const Row& row) { return row.Get<LoginId>(0); }, tenant, user, keep);
}

void WeakenLogins(Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                  std::int64_t until_ms) {
  txn.ExecSoon(kWeakenLogins, until_ms, until_ms, tenant, user, dialect);
}

std::vector<LoginId> RevokeLoginsBut(Txn& txn, TenantId tenant, UserId user, access::Dialect keep) {
  return txn.All(
      kRevokeOthersBut, [](const Row& row) { return row.Get<LoginId>(0); }, tenant, user, keep);
}

void RevokeLoginsOf(Txn& txn, TenantId tenant, UserId user) {
  txn.ExecSoon(kRevokeLoginsOf, tenant, user);
}

std::int64_t DeleteExpiredLogins(Txn& txn, std::int64_t before_ms, int limit) {
  return txn.Exec(kDeleteExpired, before_ms, limit);
}

std::int64_t DeliveredPosition(Txn& txn, const access::Principal& who, access::Dialect dialect) {
  return txn
      .First(
          kDelivered, [](const Row& row) { return row.Int(0); }, who.tenant, who.user, dialect)
      .value_or(0);
}

void RaiseDelivered(Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                    std::int64_t position) {
  txn.ExecSoon(kRaiseDelivered, user, dialect, tenant, position, txn.now_ms());
}

void EnsureTenant(Txn& txn, TenantId tenant, std::string_view name) {
  txn.ExecSoon(kEnsureTenant, tenant, name, txn.now_ms());
}

}  // namespace koine::identity
