#include "core/message/outcome.h"

namespace koine::message {

namespace {

using store::Sql;
using store::Txn;

const Sql kPut{
    "insert into outcome (tenant_id, name, state, at) values (?, ?, ?, ?) on conflict (tenant_id, "
    "name) do update set state = excluded.state, at = excluded.at"};
const Sql kFind{"select state from outcome where tenant_id = ? and name = ? and at >= ?"};
// proof: the sweep of the whole store, of all tenants
const Sql kPrune{
    "delete from outcome where (tenant_id, name) in (select tenant_id, name from outcome where "
    "at < ? order by at limit ?)"};

}  // namespace

void PutOutcome(Txn& txn, TenantId tenant, std::string_view name, OutcomeState state) {
  if (name.empty() || name.size() > kOutcomeNameBytesMax) return;
  txn.ExecSoon(kPut, tenant, name, state, txn.now_ms());
}

OutcomeState FindOutcome(Txn& txn, TenantId tenant, std::string_view name) {
  auto read = [](const store::Row& row) { return static_cast<OutcomeState>(row.Int(0)); };
  return txn.First(kFind, read, tenant, name, txn.now_ms() - kOutcomesKeepMs)
      .value_or(OutcomeState::kUnknown);
}

std::int64_t SweepOutcomes(Txn& txn, int limit) {
  return txn.Exec(kPrune, txn.now_ms() - kOutcomesKeepMs, limit);
}

}  // namespace koine::message
