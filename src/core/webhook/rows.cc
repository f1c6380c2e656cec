#include "core/webhook/rows.h"

#include <algorithm>

#include "base/text.h"

namespace koine::webhook {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kWebhookIds{"webhook", 1};
constexpr store::IdSequence kDeliveryIds{"webhook_delivery", 1};

const Sql kInsert{
    "insert into webhook (id, tenant_id, url, events, salt, allow_private, begins_after, kept, "
    "created_at) values (?, ?, ?, ?, ?, ?, ?, 0, ?)"};
#define KOINE_WEBHOOK                                                                       \
  "select id, tenant_id, url, events, salt, allow_private, begins_after, kept, created_at " \
  "from webhook "
const Sql kList{KOINE_WEBHOOK "where tenant_id = ? order by id"};
// proof: for whoever delivers, to each what is of its tenant
const Sql kListAll{KOINE_WEBHOOK "order by id"};
// proof: whether there is any at all
// proof: how much of the log is needed
const Sql kFirst{"select min(begins_after) from webhook"};
const Sql kSetUrl{"update webhook set url = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from webhook where tenant_id = ? and id = ?"};
const Sql kMove{"update webhook set tenant_id = ? where tenant_id = ?"};
const Sql kMoveDeliveries{"update webhook_delivery set tenant_id = ? where tenant_id = ?"};
// proof: for whoever delivers, by the id of the webhook
const Sql kCount{"update webhook set kept = kept + ? where id = ? and kept + ? <= ?"};

const Sql kInsertDelivery{
    "insert into webhook_delivery (id, tenant_id, webhook_id, event_id, type, body, state, "
    "attempts, due_at, status, error, created_at) values (?, ?, ?, ?, ?, ?, 0, 0, ?, 0, '', ?)"};
#define KOINE_DUE                                                                           \
  "select d.id, d.tenant_id, d.webhook_id, d.event_id, d.type, d.body, d.attempts, w.url, " \
  "w.salt, w.allow_private from webhook w "
#define KOINE_DUE_OF                                                                     \
  "from webhook_delivery x where x.webhook_id = w.id and x.state = 0 and x.due_at <= ? " \
  "order by x.due_at, x.id limit ?) "
// proof: for whoever delivers, to each webhook what is its own
// engines: SQLite has no lateral join, with which PostgreSQL reads the first of each webhook
const Sql kDue{KOINE_DUE "join webhook_delivery d on d.id in (select x.id " KOINE_DUE_OF
                         "order by d.due_at, d.id limit ?",
               KOINE_DUE "cross join lateral (select x.* " KOINE_DUE_OF
                         "d order by d.due_at, d.id limit ?"};
// proof: for whoever delivers, by the id of the webhook
const Sql kDeleteDeliveries{"delete from webhook_delivery where {+}webhook_id = ? and id {in ?}"};
// proof: for whoever delivers, by the id of the delivery
const Sql kFailed{
    "update webhook_delivery set state = ?, attempts = ?, due_at = ?, status = ?, error = ? "
    "where id = ? and webhook_id = ? and state = 0"};
// proof: the webhook is gone, whosever it was
const Sql kDeleteOf{
    "delete from webhook_delivery where id in (select id from webhook_delivery "
    "where webhook_id = ? order by state, due_at, id limit ?)"};

#define KOINE_DEAD                                                                   \
  "select id, webhook_id, event_id, type, attempts, status, error, created_at from " \
  "webhook_delivery where "
const Sql kDead{KOINE_DEAD "tenant_id = ? and state = 1 order by id desc limit ?"};
const Sql kAbout{KOINE_DEAD "tenant_id = ? and state = ? and body like ? order by id desc limit ?"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeadBefore{KOINE_DEAD "state = 1 and created_at < ? order by created_at, id limit ?"};
// proof: numbers alone, of all tenants
const Sql kBacklog{
    "select cast(coalesce(sum(kept), 0) as bigint), coalesce(min((select min(d.due_at) from "
    "webhook_delivery d where d.webhook_id = w.id and d.state = 0)), 0) from webhook w"};
// proof: numbers alone, of all tenants
const Sql kCountDead{
    "select count(*) from (select id from webhook_delivery where state = 1 "
    "order by created_at, id limit ?) as gone"};
const Sql kRevive{
    "update webhook_delivery set state = 0, attempts = 0, due_at = ?, status = 0, error = '' "
    "where {+}tenant_id = ? and id in (select id from webhook_delivery where tenant_id = ? and "
    "state = 1 and (? = 0 or id = ?) order by id limit ?)"};

// proof: for whoever delivers, of all tenants
const Sql kOnline{"select tenant_id, user_id from webhook_online order by user_id"};
const Sql kInsertOnline{
    "insert into webhook_online (user_id, tenant_id) select value, ? from {list u} where true "
    "on conflict do nothing"};
const Sql kDeleteOnline{"delete from webhook_online where tenant_id = ? and user_id {in ?}"};

Webhook ReadWebhook(const Row& row) {
  Webhook out;
  out.id = row.Int(0);
  out.tenant = row.Get<TenantId>(1);
  out.url = row.String(2);
  for (const std::string_view type : text::Split(row.Text(3), ',')) {
    if (!type.empty()) out.events.emplace_back(type);
  }
  out.salt = row.String(4);
  out.allow_private = row.Int(5) == 1;
  out.begins_after = row.Int(6);
  out.kept = row.Int(7);
  out.created_at = row.Int(8);
  return out;
}

Delivery ReadDelivery(const Row& row) {
  Delivery out;
  out.id = row.Int(0);
  out.tenant = row.Get<TenantId>(1);
  out.webhook = row.Int(2);
  out.event_id = row.String(3);
  out.type = row.String(4);
  out.body = row.String(5);
  out.attempts = row.Int(6);
  out.url = row.String(7);
  out.salt = row.String(8);
  out.allow_private = row.Int(9) == 1;
  return out;
}

Dead ReadDead(const Row& row) {
  return {row.Int(0), row.Int(1), row.String(2), row.String(3),
          row.Int(4), row.Int(5), row.String(6), row.Int(7)};
}

}  // namespace

void InsertWebhook(Txn& txn, Webhook* webhook) {
  webhook->id = txn.NextId(kWebhookIds);
  std::string events;
  for (const std::string& type : webhook->events) {
    if (!events.empty()) events += ',';
    events += type;
  }
  txn.ExecSoon(kInsert, webhook->id, webhook->tenant, webhook->url, events, webhook->salt,
               webhook->allow_private ? 1 : 0, webhook->begins_after, webhook->created_at);
}

std::vector<Webhook> ListWebhooks(Txn& txn, TenantId tenant) {
  return txn.All(kList, ReadWebhook, tenant);
}

std::vector<Webhook> ListAll(Txn& txn) {
  return txn.All(kListAll, ReadWebhook);
}

void SetUrl(Txn& txn, TenantId tenant, std::int64_t id, const std::string& url) {
  txn.Exec(kSetUrl, url, tenant, id);
}

bool DeleteWebhook(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.Exec(kDelete, tenant, id) == 1;
}

void MoveWebhooks(Txn& txn, TenantId from, TenantId to) {
  txn.ExecSoon(kMove, to, from);
  txn.ExecSoon(kMoveDeliveries, to, from);
}

std::optional<std::int64_t> FirstPosition(Txn& txn) {
  auto read = [](const Row& row) { return row.Null(0) ? std::nullopt : std::optional(row.Int(0)); };
  return txn.First(kFirst, read).value_or(std::nullopt);
}

bool Count(Txn& txn, std::int64_t webhook, std::int64_t more) {
  return txn.Exec(kCount, more, webhook, more, kKeptMax) == 1;
}

void InsertDelivery(Txn& txn, const Delivery& delivery) {
  txn.ExecSoon(kInsertDelivery, txn.NextId(kDeliveryIds), delivery.tenant, delivery.webhook,
               delivery.event_id, delivery.type, delivery.body, txn.now_ms(), txn.now_ms());
}

std::vector<Delivery> ListDue(Txn& txn, int each, int limit) {
  return txn.All(kDue, ReadDelivery, txn.now_ms(), each, limit);
}

std::int64_t DeleteDeliveries(Txn& txn, std::int64_t webhook, std::span<const std::int64_t> ids) {
  return txn.Exec(kDeleteDeliveries, webhook, IntList{ids});
}

void MarkFailed(Txn& txn, const Outcome& outcome) {
  const State state = outcome.due_at > 0 ? State::kWaiting : State::kDead;
  txn.ExecSoon(kFailed, state, outcome.attempts, outcome.due_at, outcome.status, outcome.error,
               outcome.delivery, outcome.webhook);
}

std::int64_t DeleteOf(Txn& txn, std::int64_t webhook, int limit) {
  return txn.Exec(kDeleteOf, webhook, limit);
}

std::vector<Dead> ListDead(Txn& txn, TenantId tenant, int limit) {
  return txn.All(kDead, ReadDead, tenant, limit);
}

std::vector<Dead> ListAbout(Txn& txn, TenantId tenant, State state, const std::string& text,
                            int limit) {
  return txn.All(kAbout, ReadDead, tenant, state, "%" + text + "%", limit);
}

std::vector<Dead> ListDeadBefore(Txn& txn, std::int64_t before_ms, int limit) {
  return txn.All(kDeadBefore, ReadDead, before_ms, limit);
}

Backlog ReadBacklog(Txn& txn) {
  Backlog out;
  txn.Each(
      kCountDead, [&out](const Row& row) { out.dead = row.Int(0); }, kDeadCounted);
  txn.Each(kBacklog, [&](const Row& row) {
    out.waiting = std::max<std::int64_t>(0, row.Int(0) - out.dead);
    const std::int64_t due_at = row.Int(1);
    if (due_at > 0) out.late_ms = std::max<std::int64_t>(0, txn.now_ms() - due_at);
  });
  return out;
}

std::int64_t Revive(Txn& txn, TenantId tenant, std::int64_t id, int limit) {
  return txn.Exec(kRevive, txn.now_ms(), tenant, tenant, id, id, limit);
}

std::vector<Online> ListOnline(Txn& txn) {
  return txn.All(kOnline, [](const Row& row) {
    return Online{row.Get<TenantId>(0), row.Get<UserId>(1)};
  });
}

void InsertOnline(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  txn.ExecSoon(kInsertOnline, tenant, IntList{users});
}

void DeleteOnline(Txn& txn, TenantId tenant, std::span<const std::int64_t> users) {
  txn.ExecSoon(kDeleteOnline, tenant, IntList{users});
}

}  // namespace koine::webhook
