#include "core/office/assistant/rows.h"

#include <string>

namespace koine::assistant {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

const Sql kFind{"select turns from ai_talk where tenant_id = ? and user_id = ? and name = ?"};
const Sql kPut{
    "insert into ai_talk (user_id, name, tenant_id, turns, updated_at) values (?, ?, ?, ?, ?) "
    "on conflict (user_id, name) do update set turns = excluded.turns, "
    "updated_at = excluded.updated_at where ai_talk.tenant_id = excluded.tenant_id"};
const Sql kForget{
    "delete from ai_talk where tenant_id = ? and user_id = ? and updated_at <= "
    "(select o.updated_at from ai_talk o where o.user_id = ? order by o.updated_at desc limit 1 "
    "offset ?) and name <> ?"};
const Sql kDelete{"delete from ai_talk where tenant_id = ? and user_id = ? and name = ?"};

}  // namespace

Talk Find(Txn& txn, const access::Principal& who, std::string_view name) {
  const auto read = [](const Row& row) { return row.String(0); };
  const auto text = txn.First(kFind, read, who.tenant, who.user, name);
  if (!text) return {};
  auto talk = json::Parse<Talk>(*text);
  return talk.ok() ? *std::move(talk) : Talk();
}

void Put(Txn& txn, const access::Principal& who, std::string_view name, const Talk& talk) {
  txn.Exec(kPut, who.user, name, who.tenant, json::ToText(talk), txn.now_ms());
  txn.Exec(kForget, who.tenant, who.user, who.user, kTalksMax, name);
}

void Delete(Txn& txn, const access::Principal& who, std::string_view name) {
  txn.Exec(kDelete, who.tenant, who.user, name);
}

}  // namespace koine::assistant
