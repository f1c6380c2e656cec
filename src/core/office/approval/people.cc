#include "core/office/approval/people.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/office/approval/rows.h"
#include "core/office/organization/organization.h"

namespace koine::approval {

namespace {

// What is looked up once for all steps.
class Finder {
 public:
  Finder(store::Txn& txn, TenantId tenant, UserId applicant)
      : txn_(txn), tenant_(tenant), applicant_(applicant) {}

  std::optional<UserId> Of(const Approver& approver) {
    if (approver.kind == Approver::Kind::kUser) return approver.user;
    if (approver.kind == Approver::Kind::kAdmin) return Admin();
    if (!leader_) leader_ = organization::LeaderOf(txn_, tenant_, applicant_);
    return *leader_ ? *leader_ : Admin();
  }

  std::optional<UserId> Admin() {
    if (!admin_) admin_ = organization::AdministratorFirst(txn_, tenant_);
    return *admin_;
  }

 private:
  store::Txn& txn_;
  TenantId tenant_;
  UserId applicant_;
  std::optional<std::optional<UserId>> leader_, admin_;
};

}  // namespace

std::vector<std::vector<Person>> PeopleOf(store::Txn& txn, TenantId tenant, UserId applicant,
                                          std::span<const Planned> steps) {
  Finder finder(txn, tenant, applicant);
  std::vector<std::set<std::int64_t>> wanted(steps.size());
  std::set<std::int64_t> all;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (const Approver& approver : steps[i].approvers) {
      if (const auto user = finder.Of(approver)) wanted[i].insert(user->value);
    }
    all.insert(wanted[i].begin(), wanted[i].end());
  }
  if (const auto admin = finder.Admin()) all.insert(admin->value);
  std::map<std::int64_t, Person> active;
  const std::vector<std::int64_t> ids(all.begin(), all.end());
  for (Person& person : SelectActive(txn, tenant, ids)) {
    const std::int64_t id = person.id.value;
    active.emplace(id, std::move(person));
  }
  std::vector<std::vector<Person>> out(steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].approvers.empty()) continue;
    std::set<std::int64_t> here;
    for (const std::int64_t id : wanted[i]) {
      if (active.contains(id)) here.insert(id);
    }
    if (here.empty() && finder.Admin()) here.insert(finder.Admin()->value);
    for (const std::int64_t id : here) {
      const bool decides_on_own = steps[i].kind == StepKind::kApprove && UserId(id) == applicant;
      if (!decides_on_own && active.contains(id)) out[i].push_back(active.at(id));
    }
  }
  return out;
}

}  // namespace koine::approval
