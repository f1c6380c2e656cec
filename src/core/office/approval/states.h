#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What becomes of an approval, of its steps and of what lies in the hands of one approver, as
// tables (docs/protocol/ruoyi/office.md shows the same).
namespace koine::approval {

// Stored as text: never rename.
enum class ApprovalState : std::uint8_t { kPending, kApproved, kRejected, kCancelled };
KOINE_ENUM(ApprovalState, (ApprovalState::kPending, "PENDING"),
           (ApprovalState::kApproved, "APPROVED"), (ApprovalState::kRejected, "REJECTED"),
           (ApprovalState::kCancelled, "CANCELLED"))
// What is done to it: a step ends and another begins, the last one ends, somebody says no, the
// applicant takes it back, an approver gives their place to another.
enum class Act : std::uint8_t { kAdvance, kFinish, kReject, kCancel, kPass };
KOINE_ENUM(Act, (Act::kAdvance, "advance"), (Act::kFinish, "finish"), (Act::kReject, "reject"),
           (Act::kCancel, "cancel"), (Act::kPass, "pass"))
inline constexpr office::Transition<ApprovalState, Act> kTable[] = {
    {ApprovalState::kPending, Act::kAdvance, ApprovalState::kPending},
    {ApprovalState::kPending, Act::kFinish, ApprovalState::kApproved},
    {ApprovalState::kPending, Act::kReject, ApprovalState::kRejected},
    {ApprovalState::kPending, Act::kCancel, ApprovalState::kCancelled},
    {ApprovalState::kPending, Act::kPass, ApprovalState::kPending},
};
inline constexpr std::span<const office::Transition<ApprovalState, Act>> kStates = kTable;

// Stored as text: never rename.
enum class StepState : std::uint8_t { kPending, kApproved, kRejected, kSkipped };
KOINE_ENUM(StepState, (StepState::kPending, "PENDING"), (StepState::kApproved, "APPROVED"),
           (StepState::kRejected, "REJECTED"), (StepState::kSkipped, "SKIPPED"))
enum class StepAct : std::uint8_t { kComplete, kReject, kSkip };
KOINE_ENUM(StepAct, (StepAct::kComplete, "complete"), (StepAct::kReject, "reject"),
           (StepAct::kSkip, "skip"))
inline constexpr office::Transition<StepState, StepAct> kStepTable[] = {
    {StepState::kPending, StepAct::kComplete, StepState::kApproved},
    {StepState::kPending, StepAct::kReject, StepState::kRejected},
    {StepState::kPending, StepAct::kSkip, StepState::kSkipped},
};
inline constexpr std::span<const office::Transition<StepState, StepAct>> kStepStates = kStepTable;

// One person at one step. Stored as text: never rename.
enum class HandState : std::uint8_t {
  kLater,      // the step has not begun
  kOpen,       // they may decide
  kApproved,   // they said yes
  kRejected,   // they said no
  kPassed,     // they gave their place to another
  kClosed,     // decided without them
  kCopyLater,  // they will get a copy
  kCopied,     // they have a copy
};
KOINE_ENUM(HandState, (HandState::kLater, "LATER"), (HandState::kOpen, "OPEN"),
           (HandState::kApproved, "APPROVED"), (HandState::kRejected, "REJECTED"),
           (HandState::kPassed, "PASSED"), (HandState::kClosed, "CLOSED"),
           (HandState::kCopyLater, "COPY_LATER"), (HandState::kCopied, "COPIED"))
enum class HandAct : std::uint8_t { kOpen, kApprove, kReject, kPass, kClose };
KOINE_ENUM(HandAct, (HandAct::kOpen, "open"), (HandAct::kApprove, "approve"),
           (HandAct::kReject, "reject"), (HandAct::kPass, "pass"), (HandAct::kClose, "close"))
inline constexpr office::Transition<HandState, HandAct> kHandTable[] = {
    {HandState::kLater, HandAct::kOpen, HandState::kOpen},
    {HandState::kLater, HandAct::kClose, HandState::kClosed},
    {HandState::kOpen, HandAct::kApprove, HandState::kApproved},
    {HandState::kOpen, HandAct::kReject, HandState::kRejected},
    {HandState::kOpen, HandAct::kPass, HandState::kPassed},
    {HandState::kOpen, HandAct::kClose, HandState::kClosed},
    {HandState::kCopyLater, HandAct::kOpen, HandState::kCopied},
};
inline constexpr std::span<const office::Transition<HandState, HandAct>> kHandStates = kHandTable;

}  // namespace koine::approval
