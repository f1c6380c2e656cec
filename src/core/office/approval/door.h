#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/office/approval/approval.h"

// The only way to an approval. In a write its row is locked until the end of the transaction, so
// that of two who decide at once the second finds what the first one did.
namespace koine::approval {

// An approval that the principal may look at: its applicant, its approvers of all steps, who has a
// copy, administrators. kNotFound "approval"; kForbidden for everybody else.
class Readable {
 public:
  static constexpr const char* kDoor = "approval";
  using Key = ApprovalId;
  static Result<Readable> Open(store::Txn& txn, const access::Principal& who, ApprovalId id);

  const access::Principal& who() const { return who_; }
  const Approval& approval() const { return approval_; }
  const std::vector<Hand>& hands() const { return hands_; }
  // Has more than a copy of it.
  bool involved() const;

 protected:
  Readable(const access::Principal& who, Approval approval, std::vector<Hand> hands)
      : who_(who), approval_(std::move(approval)), hands_(std::move(hands)) {}

 private:
  access::Principal who_;
  Approval approval_;
  std::vector<Hand> hands_;
};

// One that waits for a decision of the principal. Refused as Readable; kBadState "approval" when it
// is over; kForbidden "approval" when it does not wait for them, or not any more.
class Decidable : public Readable {
 public:
  static constexpr const char* kDoor = "decision";
  static Result<Decidable> Open(store::Txn& txn, const access::Principal& who, ApprovalId id);

 private:
  explicit Decidable(Readable readable) : Readable(std::move(readable)) {}
};

// One that the principal applied for. Refused as Readable; kForbidden for everybody else;
// kBadState "approval_cancel" when it is over.
class Revocable : public Readable {
 public:
  static constexpr const char* kDoor = "approval";
  static Result<Revocable> Open(store::Txn& txn, const access::Principal& who, ApprovalId id);

 private:
  explicit Revocable(Readable readable) : Readable(std::move(readable)) {}
};

// Says yes at all steps that wait for the principal. One that needs any is done with it; one that
// needs all when everybody said so. The next ones begin, or the approval is approved.
Status Approve(store::Txn& txn, const Decidable& place, const std::string& comment);
// Says no, and all of it is rejected. kMissingArgument "comment".
Status Reject(store::Txn& txn, const Decidable& place, const std::string& comment);
// Takes it back.
Status Cancel(store::Txn& txn, const Revocable& place);
// Those whose turn it is hear of it again. For the applicant, kForbidden for others; kBadState
// "approval" when it is over; kRateLimited "reminder" within kAskAgainMs of the last time.
Status Remind(store::Txn& txn, const Readable& place);

// Gives the principal's places to another, who decides instead. kMissingArgument "toUserId";
// kSelfTarget "approval"; kUserNotFound; kForbidden "applicant"; kConflict "approver" when they
// decide there already; kRateLimited after kPassesMax.
Status Transfer(store::Txn& txn, const Decidable& place, UserId to, const std::string& comment);
// Lets another decide for the principal, who may still do so: the first of the two counts. Refused
// as Transfer.
Status Delegate(store::Txn& txn, const Decidable& place, UserId to, const std::string& comment);
// Shows it to others, who hear of it. kForbidden for who has no more than a copy; kMissingArgument
// "toUserIds"; kTooLarge "copies"; kUserNotFound.
Status Copy(store::Txn& txn, const Readable& place, std::span<const std::int64_t> to);

// All that there is to see of it.
struct Whole {
  Listed listed;
  std::optional<Template> form;  // as it is now
  std::vector<Step> steps;
  std::vector<Record> records;
};
Whole Show(store::Txn& txn, const Readable& place);

}  // namespace koine::approval
