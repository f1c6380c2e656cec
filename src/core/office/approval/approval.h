#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/approval/flow.h"
#include "core/office/approval/states.h"
#include "core/office/approval/template.h"
#include "core/person.h"
#include "store/job.h"
#include "store/txn.h"

// Approvals: somebody fills in the form of a template, and the approvers of its steps say yes or no
// (ruoyi 9). How the steps follow each other is in flow.h, who may see and do what in door.h.
namespace koine::approval {

using ApprovalId = Id<struct ApprovalTag>;
using StepId = Id<struct ApprovalStepTag>;

inline constexpr std::size_t kTitleChars = 200;
inline constexpr std::size_t kCommentChars = 500;
inline constexpr std::size_t kAttachmentsBytes = 8 * 1024;
inline constexpr std::int64_t kWaitingMax = 200;  // of one applicant at a time
inline constexpr std::size_t kCopiesMax = 50;     // in one call
inline constexpr std::size_t kPassesMax = 20;     // of one approval
// Approvers who do not decide hear of it again after this time, so many times.
inline constexpr std::int64_t kRemindMs = 24LL * 3600 * 1000;
inline constexpr int kRemindMax = 3;
// The applicant may ask them themselves, not more often than this.
inline constexpr std::int64_t kAskAgainMs = 10LL * 60 * 1000;

struct Approval {
  ApprovalId id;
  TemplateId template_id;
  std::string template_name, template_code;
  std::string title;
  Person applicant;
  ApprovalState state = ApprovalState::kPending;
  StepId step;            // the first of those that wait; 0: over
  std::string step_name;  // its name, also when it is over
  std::string form;       // a JSON object
  std::string details;    // label → value, without the reason, a JSON object
  std::string summary;
  std::string attachments;  // JSON; empty: none
  std::string remark;
  // The last decision.
  UserId last_actor;
  std::string last_comment;
  std::int64_t last_at = 0;
  std::int64_t reminded = 0;  // how often, at this step
  std::int64_t passes = 0;    // how often a place was given away
  std::int64_t created_at = 0, updated_at = 0, finished_at = 0;
};

struct Step {
  StepId id;
  int place = 0, stage = 0, lane = 0;  // of 0 up; lanes of one stage run beside each other
  std::string key, name;
  StepKind kind = StepKind::kApprove;
  Needs needs = Needs::kAny;
  StepState state = StepState::kPending;
  UserId processor;  // who ended it; 0: nobody did
  std::int64_t processed_at = 0;
};

// One person at one step.
struct Hand {
  StepId step;
  Person person;
  UserId origin;  // whose place it is: they or who asked them to decide for them
  HandState state = HandState::kLater;
};

// Stored as text: never rename.
enum class ApprovalAction : std::uint8_t {
  kApprove,
  kReject,
  kTransfer,
  kDelegate,
  kCancel,
  kCopy,
  kRemind
};
KOINE_ENUM(ApprovalAction, (ApprovalAction::kApprove, "APPROVE"),
           (ApprovalAction::kReject, "REJECT"), (ApprovalAction::kTransfer, "TRANSFER"),
           (ApprovalAction::kDelegate, "DELEGATE"), (ApprovalAction::kCancel, "CANCEL"),
           (ApprovalAction::kCopy, "CC"), (ApprovalAction::kRemind, "REMIND"))
struct Record {
  std::int64_t id = 0;
  StepId step;  // 0: of the whole
  Person actor;
  ApprovalAction action = ApprovalAction::kApprove;
  UserId target;  // to whom it was given
  std::string comment;
  std::int64_t at = 0;
  std::string target_name;  // as they are called now
};

struct ApplyIn {
  TemplateId template_id;
  std::string title;  // 1 to kTitleChars
  Values form;
  std::string attachments;  // JSON; empty: none
  bool whole = true;        // required fields of the form must be there
};
// Lays out the steps for this form and opens the first ones; those who may decide hear of it. A
// step whose only approver is the applicant is skipped, and who applies never decides; when nobody
// is left to decide at any step, the approval is approved at once. kNotFound "approval_template";
// kBadState "template_inactive"; kBadArgument "title", "attachments"; kRateLimited for more than
// kWaitingMax that wait, or too many in a day (access::Act::kApply); refused as CheckForm.
Result<ApprovalId> Apply(store::Txn& txn, const access::Principal& who, const ApplyIn& in);

// Lists of the principal: what waits for them, what they applied for, what they decided.
struct Listed {
  Approval approval;
  std::vector<Person> waiting;              // who may decide now
  Person last_actor;                        // by name
  std::optional<ApprovalAction> my_action;  // the last one, in ListDecided
  std::int64_t my_action_at = 0;
};
// `keyword`: part of the title, the template's name or the applicant's names, in any case.
std::vector<Listed> ListWaiting(store::Txn& txn, const access::Principal& who,
                                const std::string& keyword, std::int64_t limit,
                                std::int64_t offset);
std::int64_t CountWaiting(store::Txn& txn, const access::Principal& who,
                          const std::string& keyword = "");
std::vector<Listed> ListMine(store::Txn& txn, const access::Principal& who,
                             const std::optional<ApprovalState>& state, std::int64_t limit,
                             std::int64_t offset);
std::int64_t CountMine(store::Txn& txn, const access::Principal& who,
                       const std::optional<ApprovalState>& state);
std::vector<Listed> ListDecided(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                std::int64_t offset);
std::int64_t CountDecided(store::Txn& txn, const access::Principal& who);
// Those that the principal has a copy of.
std::vector<Listed> ListCopied(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                               std::int64_t offset);
std::int64_t CountCopied(store::Txn& txn, const access::Principal& who);

// The job that reminds approvers, by approval.
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::approval
