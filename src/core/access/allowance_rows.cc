#include "base/time.h"
#include "core/access/allowance.h"

namespace koine::access {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// One row for each user and act: the count of another day begins anew. Of many at once each waits
// for the one before.
const Sql kCount{
    "insert into allowance (user_id, act, tenant_id, slot, used) values (?, ?, ?, ?, ?) "
    "on conflict (user_id, act) do update set "
    "used = case when allowance.slot = excluded.slot then allowance.used + excluded.used "
    "else excluded.used end, "
    "slot = excluded.slot returning used"};

struct Rule {
  std::int64_t max = 0;
  std::int64_t slot_ms = kDayMs;
};

Rule RuleOf(const access::Allowances& allowed, Act act) {
  switch (act) {
    case Act::kGroup:
      return {allowed.groups_per_day, kDayMs};
    case Act::kContact:
      return {allowed.contacts_per_day, kDayMs};
    case Act::kComplaint:
      return {allowed.complaints_per_hour, kHourMs};
    case Act::kOrder:
      return {allowed.orders_per_hour, kHourMs};
    case Act::kJoin:
      return {allowed.joins_per_day, kDayMs};
    case Act::kInvite:
      return {kInvitesPerDay, kDayMs};
    case Act::kDing:
      return {kDingsPerDay, kDayMs};
    case Act::kApply:
      return {kApprovalsPerDay, kDayMs};
    case Act::kTask:
      return {kTasksPerDay, kDayMs};
    case Act::kDocument:
      return {kDocumentsPerDay, kDayMs};
    case Act::kReport:
      return {kReportsPerDay, kDayMs};
    case Act::kMail:
      return {kMailsPerDay, kDayMs};
    case Act::kMailOut:
    case Act::kAsk:
      break;  // CountActs
  }
  return {};
}

Status Count(Txn& txn, const access::Principal& who, Act act, const Rule& rule,
             std::int64_t times) {
  if (who.admin() || who.trusted) return Ok();
  const auto used = txn.First(
      kCount, [](const Row& row) { return row.Int(0); }, who.user, act, who.tenant,
      txn.now_ms() / rule.slot_ms, times);
  return used.value_or(0) <= rule.max ? Ok() : Status(Error{Code::kRateLimited});
}

}  // namespace

Status CountAct(Txn& txn, const access::Principal& who, Act act) {
  const Rule rule = RuleOf(who.policy->allowances, act);
  return rule.max == 0 ? Ok() : Count(txn, who, act, rule, 1);
}

Status CountActs(Txn& txn, const access::Principal& who, Act act, std::int64_t times,
                 std::int64_t per_day) {
  return Count(txn, who, act, {per_day, kDayMs}, times);
}

}  // namespace koine::access
