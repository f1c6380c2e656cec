#include "core/identity/name_change_rows.h"

#include <map>

namespace koine::identity {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

const Sql kNote{
    "insert into name_change (user_id, tenant_id, changes, queued_at) select a.id, ?, 1, ? from "
    "{lists a(id INT)} where true on conflict (user_id) do update set changes = "
    "name_change.changes + 1"};
const Sql kNoteOther{
    "insert into name_change (user_id, tenant_id, changes, queued_at) select id, tenant_id, 1, ? "
    "from users where tenant_id = ? and id = ? and search_text <> ? on conflict (user_id) do "
    "update set changes = name_change.changes + 1"};
// proof: the index is of all tenants
const Sql kNoteSlice{
    "insert into name_change (user_id, tenant_id, changes, queued_at) select id, tenant_id, 1, 0 "
    "from users where id > ? and id <= ? on conflict (user_id) do update set changes = "
    "name_change.changes + 1"};
// proof: as above
const Sql kEndOfSlice{
    "select max(s.id) from (select id from users where id > ? order by id limit ?) s"};
const Sql kNoted{"select user_id from name_change where tenant_id = ? order by user_id limit ?"};
// proof: as above
const Sql kCountNoted{"select count(*) from name_change"};
// proof: as above
const Sql kWaiting{
    "select user_id, queued_at from name_change order by queued_at, user_id limit ?"};
// proof: as above
const Sql kChanges{
    "select user_id, changes from name_change where user_id between ? and ? order by user_id"};
// proof: as above
const Sql kDeleteChanges{"delete from name_change where changes = ? and user_id {in ?}"};
// proof: as above; who may be found is read again with their tenant
const Sql kNames{
    "select id, tenant_id, search_text from users where id between ? and ? and search_text <> '' "
    "order by id"};
// proof: as above
const Sql kSeen{
    "select u.id, u.tenant_id, u.updated_at, (select 1 from name_change c where c.user_id = u.id) "
    "from users u where u.id > ? order by u.id limit ?"};

}  // namespace

void NoteNames(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  if (!users.empty()) txn.ExecSoon(kNote, tenant, txn.now_ms(), IntList{users});
}

void NoteName(Txn& txn, TenantId tenant, UserId user, std::string_view search_text) {
  txn.ExecSoon(kNoteOther, txn.now_ms(), tenant, user, search_text);
}

std::int64_t NoteNamesAfter(Txn& txn, std::int64_t after, std::int64_t limit) {
  const auto last = txn.First(
      kEndOfSlice, [](const Row& row) { return row.Int(0); }, after, limit);
  if (last.value_or(0) > 0) txn.ExecSoon(kNoteSlice, after, *last);
  return last.value_or(0);
}

std::vector<std::int64_t> ListNoted(Txn& txn, TenantId tenant, std::int64_t limit) {
  return txn.All(
      kNoted, [](const Row& row) { return row.Int(0); }, tenant, limit);
}

std::int64_t CountNoted(Txn& txn) {
  return txn.First(kCountNoted, [](const Row& row) { return row.Int(0); }).value_or(0);
}

std::vector<Noted> ListWaiting(Txn& txn, std::int64_t limit) {
  return txn.All(
      kWaiting,
      [](const Row& row) {
        return Noted{row.Int(0), row.Int(1)};
      },
      limit);
}

std::vector<NameChange> ListChanges(Txn& txn, std::int64_t first, std::int64_t last) {
  return txn.All(
      kChanges,
      [](const Row& row) {
        return NameChange{row.Int(0), row.Int(1)};
      },
      first, last);
}

void DeleteChanges(Txn& txn, std::span<const NameChange> changes) {
  // Most changed once, and a few some times more.
  std::map<std::int64_t, std::vector<std::int64_t>> users;
  for (const NameChange& one : changes) users[one.changes].push_back(one.user);
  for (const auto& [count, ids] : users) txn.ExecSoon(kDeleteChanges, count, IntList{ids});
}

std::vector<Named> ListNames(Txn& txn, std::int64_t first, std::int64_t last) {
  return txn.All(
      kNames,
      [](const Row& row) {
        return Named{row.Int(0), row.Int(1), row.String(2)};
      },
      first, last);
}

std::vector<Seen> ListSeen(Txn& txn, std::int64_t after, std::int64_t limit) {
  return txn.All(
      kSeen,
      [](const Row& row) {
        return Seen{row.Int(0), row.Int(1), row.Int(2), !row.Null(3)};
      },
      after, limit);
}

}  // namespace koine::identity
