#include "core/backoffice/client_log_rows.h"

namespace koine::backoffice {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

constexpr store::IdSequence kLogIds{"client_log", 1};
constexpr std::uint64_t kIdsFrom = 1'000'000'000;  // ten digits
constexpr std::int64_t kAll = 1'000'000'000;

const Sql kInsert{
    "insert into client_log (id, log_id, name, url, tenant_id, user_id, platform, system, "
    "version, ex, created_at) select a.id, a.log_id, a.name, a.url, ?, ?, ?, ?, ?, ?, ? from "
    "{lists a(id INT, log_id TEXT, name TEXT, url TEXT)} where true on conflict do nothing"};
const Sql kTrim{
    "delete from client_log where tenant_id = ? and id in (select id from client_log "
    "where tenant_id = ? and user_id = ? order by created_at desc, id desc limit ? offset ?)"};
const Sql kDelete{"delete from client_log where tenant_id = ? and log_id {in ?}"};
#define KOINE_FROM                                                                \
  "from client_log l join users u on u.id = l.user_id where l.tenant_id = ? and " \
  "l.created_at >= ? and l.created_at <= ? and (? = '' or "
const Sql kSearch{
    "select l.log_id, u.handle, u.nickname, u.username, l.platform, l.url, l.name, l.system, "
    "l.version, l.ex, l.created_at " KOINE_FROM
    "{instr}(u.handle, ?) > 0) order by l.created_at desc, l.id desc limit ? offset ?"};
const Sql kCount{"select count(*) " KOINE_FROM "{instr}(u.handle, ?) > 0)"};
// proof: the sweep of the whole store, of all tenants
const Sql kDeleteBefore{
    "delete from client_log where id in (select id from client_log where created_at < ? "
    "order by created_at, id limit ?)"};

ClientLogEntry ReadEntry(const Row& row) {
  ClientLogEntry out;
  out.id = row.String(0);
  out.user = row.String(1);
  out.nickname = row.String(2);
  if (out.nickname.empty()) out.nickname = row.String(3);
  if (out.nickname.empty()) out.nickname = out.user;
  out.platform = static_cast<int>(row.Int(4));
  out.url = row.String(5);
  out.name = row.String(6);
  out.system = row.String(7);
  out.version = row.String(8);
  out.ex = row.String(9);
  out.created_at = row.Int(10);
  return out;
}

}  // namespace

bool InsertClientLog(Txn& txn, TenantId tenant, UserId user, const ClientReport& report) {
  std::vector<std::int64_t> ids;
  std::vector<std::string> log_ids, names, urls;
  for (const ClientReport::File& file : report.files) {
    ids.push_back(txn.NextId(kLogIds));
    log_ids.push_back(std::to_string(kIdsFrom + txn.random().Below(9 * kIdsFrom)));
    names.push_back(file.name);
    urls.push_back(file.url);
  }
  const std::int64_t inserted =
      txn.Exec(kInsert, tenant, user, report.platform, report.system, report.version, report.ex,
               txn.now_ms(), IntList{ids}, TextList{log_ids}, TextList{names}, TextList{urls});
  return inserted == static_cast<std::int64_t>(ids.size());
}

void TrimClientLogs(Txn& txn, TenantId tenant, UserId user, int keep) {
  txn.ExecSoon(kTrim, tenant, tenant, user, kAll, keep);
}

std::int64_t DeleteClientLog(Txn& txn, TenantId tenant, std::span<const std::string> ids) {
  return txn.Exec(kDelete, tenant, TextList{ids});
}

std::vector<ClientLogEntry> SearchClientLogs(Txn& txn, TenantId tenant,
                                             const ClientLogFilter& filter) {
  return txn.All(kSearch, ReadEntry, tenant, filter.from, filter.to, filter.handle, filter.handle,
                 filter.limit, filter.offset);
}

std::int64_t CountClientLogs(Txn& txn, TenantId tenant, const ClientLogFilter& filter) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kCount, read, tenant, filter.from, filter.to, filter.handle, filter.handle)
      .value_or(0);
}

std::int64_t DeleteClientLogsBefore(Txn& txn, std::int64_t before_ms, int limit) {
  return txn.Exec(kDeleteBefore, before_ms, limit);
}

}  // namespace koine::backoffice
