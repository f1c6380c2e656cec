#include "core/office/mail/outside_rows.h"

#include <algorithm>

#include "core/office/mail/rows.h"

namespace koine::mail {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

const Sql kDelete{"delete from mail_outside where tenant_id = ? and mail_id = ?"};
const Sql kInsert{
    "insert into mail_outside (mail_id, position, tenant_id, copy, address, state, attempts, "
    "due_at, status, reason) select ?, a.place, ?, a.copy, a.address, a.state, 0, ?, 0, '' "
    "from {lists a(place INT, copy INT, address TEXT, state INT)}"};
#define KOINE_OUTSIDE "address, copy, state, status, reason"
const Sql kRead{"select " KOINE_OUTSIDE
                " from mail_outside where tenant_id = ? and mail_id = ? order by position"};
const Sql kOf{"select " KOINE_OUTSIDE
              ", mail_id from mail_outside where {+}tenant_id = ? and mail_id {in ?} "
              "order by mail_id, position"};
const Sql kSetMessageId{"update mail set message_id = ? where tenant_id = ? and id = ?"};
const Sql kMessageId{"select message_id from mail where tenant_id = ? and id = ?"};
const Sql kByMessageId{"select " KOINE_LETTER_COLUMNS
                       " from mail m where m.tenant_id = ? and m.message_id = ? and "
                       "m.message_id <> '' and exists (select 1 from mail_box b where "
                       "b.mail_id = m.id and b.owner_id = ?) order by m.id desc limit 1"};
// proof: the server's own work, of all tenants
const Sql kDue{
    "select o.mail_id, o.tenant_id, o.position, o.address, o.attempts, m.sent_at from "
    "(select mail_id, tenant_id, position, address, attempts, due_at from mail_outside "
    "where state = 1 and due_at <= ? order by due_at, mail_id, position limit ?) o "
    "join mail m on m.id = o.mail_id order by o.due_at, o.mail_id, o.position"};
// proof: numbers alone, of all tenants
const Sql kBacklog{
    "select count(*), coalesce(min(due_at), 0) from (select due_at from mail_outside "
    "where state = 1 order by due_at, mail_id, position limit ?) as waiting"};
const Sql kLetter{"select " KOINE_LETTER_COLUMNS " from mail m where m.tenant_id = ? and m.id = ?"};
const Sql kOutcome{
    "update mail_outside set state = ?, attempts = ?, due_at = ?, status = ?, reason = ? "
    "where tenant_id = ? and mail_id = ? and position = ? and state = 1"};

Outside ReadOne(const Row& row) {
  Outside o;
  o.address = row.String(0);
  o.copy = row.Int(1) != 0;
  o.state = static_cast<OutState>(row.Int(2));
  o.status = row.Int(3);
  o.reason = row.String(4);
  return o;
}

}  // namespace

void SetOutside(Txn& txn, TenantId tenant, LetterId id, const std::vector<Outside>& outside) {
  txn.Exec(kDelete, tenant, id);
  if (outside.empty()) return;
  std::vector<std::int64_t> places, copies, states;
  std::vector<std::string> addresses;
  for (const Outside& one : outside) {
    places.push_back(static_cast<std::int64_t>(places.size()));
    copies.push_back(one.copy ? 1 : 0);
    addresses.push_back(one.address);
    states.push_back(static_cast<std::int64_t>(one.state));
  }
  txn.Exec(kInsert, id, tenant, txn.now_ms(), IntList{places}, IntList{copies}, TextList{addresses},
           IntList{states});
}

std::vector<Outside> ReadOutside(Txn& txn, TenantId tenant, LetterId id) {
  return txn.All(kRead, ReadOne, tenant, id);
}

std::vector<OutsideOf> SelectOutside(Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> letters) {
  auto read = [](const Row& row) { return OutsideOf{row.Int(5), ReadOne(row)}; };
  return txn.All(kOf, read, tenant, IntList{letters});
}

void SetMessageId(Txn& txn, TenantId tenant, LetterId id, std::string_view message_id) {
  txn.Exec(kSetMessageId, message_id, tenant, id);
}

std::string ReadMessageId(Txn& txn, TenantId tenant, LetterId id) {
  auto read = [](const Row& row) { return row.String(0); };
  return txn.First(kMessageId, read, tenant, id).value_or("");
}

std::optional<Letter> FindByMessageId(Txn& txn, TenantId tenant, UserId user,
                                      std::string_view message_id) {
  return txn.First(kByMessageId, ReadLetter, tenant, message_id, user);
}

std::vector<Delivery> SelectDue(Txn& txn, int limit) {
  auto read = [](const Row& row) {
    return Delivery{row.Get<LetterId>(0), row.Get<TenantId>(1), row.Int(2),
                    row.String(3),        row.Int(4),           row.Int(5)};
  };
  return txn.All(kDue, read, txn.now_ms(), limit);
}

Backlog ReadBacklog(Txn& txn) {
  Backlog out;
  const auto read = [&](const Row& row) {
    out.waiting = row.Int(0);
    if (row.Int(1) > 0) out.late_ms = std::max<std::int64_t>(0, txn.now_ms() - row.Int(1));
  };
  txn.Each(kBacklog, read, kWaitingCounted);
  return out;
}

std::optional<Letter> FindLetter(Txn& txn, TenantId tenant, LetterId id) {
  return txn.First(kLetter, ReadLetter, tenant, id);
}

bool SetOutcome(Txn& txn, const Outcome& o, OutState state) {
  return txn.Exec(kOutcome, state, o.attempts, o.due_at, o.status, o.reason, o.tenant, o.letter,
                  o.position) > 0;
}

}  // namespace koine::mail
