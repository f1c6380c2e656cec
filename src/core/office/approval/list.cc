#include <map>
#include <utility>

#include "base/text.h"
#include "core/office/approval/door.h"
#include "core/office/approval/rows.h"

namespace koine::approval {

namespace {

// Who may decide now, for all rows in one statement.
std::vector<Listed> WithWaiting(store::Txn& txn, TenantId tenant, std::vector<Listed> rows) {
  std::vector<std::int64_t> pending;
  for (const Listed& row : rows) {
    if (row.approval.state == ApprovalState::kPending) pending.push_back(row.approval.id.value);
  }
  std::map<std::int64_t, std::vector<Person>> open;
  for (WaitingHand& hand : SelectOpen(txn, tenant, pending)) {
    open[hand.approval.value].push_back(std::move(hand.person));
  }
  for (Listed& row : rows) {
    const auto found = open.find(row.approval.id.value);
    if (found != open.end()) row.waiting = found->second;
  }
  return rows;
}

}  // namespace

std::vector<Listed> ListWaiting(store::Txn& txn, const access::Principal& who,
                                const std::string& keyword, std::int64_t limit,
                                std::int64_t offset) {
  return WithWaiting(txn, who.tenant,
                     SelectWaiting(txn, who.tenant, who.user, text::Fold(keyword), limit, offset));
}

std::int64_t CountWaiting(store::Txn& txn, const access::Principal& who,
                          const std::string& keyword) {
  return CountOpen(txn, who.tenant, who.user, text::Fold(keyword));
}

std::vector<Listed> ListMine(store::Txn& txn, const access::Principal& who,
                             const std::optional<ApprovalState>& state, std::int64_t limit,
                             std::int64_t offset) {
  return WithWaiting(txn, who.tenant, SelectMine(txn, who.tenant, who.user, state, limit, offset));
}

std::int64_t CountMine(store::Txn& txn, const access::Principal& who,
                       const std::optional<ApprovalState>& state) {
  return CountOwn(txn, who.tenant, who.user, state);
}

std::vector<Listed> ListDecided(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                std::int64_t offset) {
  return WithWaiting(txn, who.tenant, SelectDecided(txn, who.tenant, who.user, limit, offset));
}

std::int64_t CountDecided(store::Txn& txn, const access::Principal& who) {
  return CountDone(txn, who.tenant, who.user);
}

std::vector<Listed> ListCopied(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                               std::int64_t offset) {
  return WithWaiting(txn, who.tenant, SelectCopied(txn, who.tenant, who.user, limit, offset));
}

std::int64_t CountCopied(store::Txn& txn, const access::Principal& who) {
  return CountCopies(txn, who.tenant, who.user);
}

Whole Show(store::Txn& txn, const Readable& place) {
  Whole out;
  const TenantId tenant = place.who().tenant;
  out.listed.approval = place.approval();
  for (const Hand& hand : place.hands()) {
    if (hand.state == HandState::kOpen) out.listed.waiting.push_back(hand.person);
    if (hand.person.id == place.approval().last_actor) out.listed.last_actor = hand.person;
  }
  out.form = FindTemplate(txn, tenant, place.approval().template_id, false);
  out.steps = SelectSteps(txn, tenant, place.approval().id);
  out.records = SelectRecords(txn, tenant, place.approval().id);
  return out;
}

}  // namespace koine::approval
