#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/office/approval/approval.h"
#include "store/txn.h"

// All SQL on approvals.
namespace koine::approval {

ApprovalId NewApprovalId(store::Txn& txn);
void InsertApproval(store::Txn& txn, TenantId tenant, const Approval& approval);
std::optional<Approval> FindApproval(store::Txn& txn, TenantId tenant, ApprovalId id, bool lock);
// State, step, last decision, reminders, times.
void SaveApproval(store::Txn& txn, TenantId tenant, const Approval& approval);

StepId NewStepId(store::Txn& txn);
void InsertStep(store::Txn& txn, TenantId tenant, ApprovalId approval, const Step& step);
std::vector<Step> SelectSteps(store::Txn& txn, TenantId tenant, ApprovalId approval);
void SaveStep(store::Txn& txn, TenantId tenant, const Step& step);

void InsertHand(store::Txn& txn, TenantId tenant, const Approval& approval, const Hand& hand);
// By step, then person.
std::vector<Hand> SelectHands(store::Txn& txn, TenantId tenant, ApprovalId approval);
void SaveHand(store::Txn& txn, TenantId tenant, ApprovalId approval, const Hand& hand);
// So many more approvals wait for this person; less, below 0.
void CountMoreWaiting(store::Txn& txn, TenantId tenant, UserId user, int more);
// Whose turn it is at these approvals, once each.
struct WaitingHand {
  ApprovalId approval;
  Person person;
};
std::vector<WaitingHand> SelectOpen(store::Txn& txn, TenantId tenant,
                                    std::span<const std::int64_t> approvals);

// A decision replaces the actor's earlier ones of this approval in the list of what they decided.
void InsertRecord(store::Txn& txn, TenantId tenant, ApprovalId approval, const Record& record);
std::vector<Record> SelectRecords(store::Txn& txn, TenantId tenant, ApprovalId approval);

std::vector<Listed> SelectWaiting(store::Txn& txn, TenantId tenant, UserId user,
                                  const std::string& folded, std::int64_t limit,
                                  std::int64_t offset);
// Without a word it is a number that is kept.
std::int64_t CountOpen(store::Txn& txn, TenantId tenant, UserId user, const std::string& folded);
std::vector<Listed> SelectMine(store::Txn& txn, TenantId tenant, UserId user,
                               const std::optional<ApprovalState>& state, std::int64_t limit,
                               std::int64_t offset);
std::int64_t CountOwn(store::Txn& txn, TenantId tenant, UserId user,
                      const std::optional<ApprovalState>& state);
std::vector<Listed> SelectDecided(store::Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                                  std::int64_t offset);
std::int64_t CountDone(store::Txn& txn, TenantId tenant, UserId user);
std::vector<Listed> SelectCopied(store::Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                                 std::int64_t offset);
std::int64_t CountCopies(store::Txn& txn, TenantId tenant, UserId user);

TemplateId NewTemplateId(store::Txn& txn);
// False when another one has the code.
bool InsertTemplate(store::Txn& txn, TenantId tenant, const Template& one);
// All but its code.
void UpdateTemplate(store::Txn& txn, TenantId tenant, const Template& one);
std::optional<Template> FindTemplate(store::Txn& txn, TenantId tenant, TemplateId id, bool lock);
std::optional<Template> FindTemplateByCode(store::Txn& txn, TenantId tenant,
                                           const std::string& code);
std::vector<Template> SelectTemplates(store::Txn& txn, TenantId tenant,
                                      const TemplateFilter& filter, std::int64_t limit,
                                      std::int64_t offset);
std::int64_t CountAll(store::Txn& txn, TenantId tenant, const TemplateFilter& filter);

// Those of the users who have an account that is not switched off.
std::vector<Person> SelectActive(store::Txn& txn, TenantId tenant,
                                 std::span<const std::int64_t> users);

}  // namespace koine::approval
