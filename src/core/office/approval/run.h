#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/office/approval/approval.h"
#include "store/txn.h"

// The steps of one approval in motion. Whoever makes one holds the lock of the approval's row.
namespace koine::approval {

class Run {
 public:
  Run(store::Txn& txn, TenantId tenant, Approval approval, std::vector<Step> steps,
      std::vector<Hand> hands)
      : txn_(txn),
        tenant_(tenant),
        approval_(std::move(approval)),
        steps_(std::move(steps)),
        hands_(std::move(hands)),
        counted_(Waiting()) {}

  // Opens what comes next: gives copies, skips what nobody decides, ends the approval behind the
  // last step. Saves the approval and tells whose turn it is, and of the end the applicant.
  void Advance();

  // What one person decides at all steps that wait for them.
  void Say(const Person& who, ApprovalAction action, const std::string& comment);
  // Everything that waits ends: rejected or taken back. `refused`: where somebody said no.
  void End(Act act);

  // A place at an open step for one more.
  void Give(StepId step, const Person& to, UserId origin);
  void Set(Hand* hand, HandAct act);
  // A line in its history, of now.
  void Note(const Person& actor, StepId step, ApprovalAction action, const std::string& comment,
            UserId target = {});
  // With for how many approvals wait for each person: to be called after the hands have changed.
  void Save();

  Approval& approval() { return approval_; }
  std::vector<Hand>& hands() { return hands_; }
  const std::vector<Step>& steps() const { return steps_; }
  // Places of this person that are open.
  std::vector<Hand*> OpenOf(UserId user);

 private:
  std::vector<Step*> Current();
  bool Begin(Step* step);
  void Set(Step* step, StepAct act, UserId processor);
  void CloseHands(StepId step);
  std::set<std::int64_t> Waiting() const;  // the people for whom it waits, each once
  void Schedule();

  store::Txn& txn_;
  TenantId tenant_;
  Approval approval_;
  std::vector<Step> steps_;
  std::vector<Hand> hands_;
  std::set<std::int64_t> counted_;       // for whom it waits, as it is counted
  std::vector<UserId> turned_, copied_;  // who hears of it
};

// Reads steps and people of an approval whose row is locked.
Run RunOf(store::Txn& txn, TenantId tenant, const Approval& approval, std::vector<Hand> hands);

inline constexpr char kRemindJob[] = "approval.remind";

}  // namespace koine::approval
