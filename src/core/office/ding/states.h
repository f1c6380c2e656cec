#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a DING and of a receipt of it (ruoyi 7).
namespace koine::ding {

// Stored in ding.state: never renumber.
enum class DingState : std::uint8_t { kDraft = 1, kSending, kSent, kFailed, kCancelled };
KOINE_ENUM(DingState, (DingState::kDraft, "DRAFT"), (DingState::kSending, "SENDING"),
           (DingState::kSent, "SENT"), (DingState::kFailed, "FAILED"),
           (DingState::kCancelled, "CANCELLED"))
enum class Act : std::uint8_t {
  kSend,    // it is time
  kFinish,  // everybody has it
  kFail,    // who sends it may not any more
  kCancel,
};
KOINE_ENUM(Act, (Act::kSend, "send"), (Act::kFinish, "finish"), (Act::kFail, "fail"),
           (Act::kCancel, "cancel"))

inline constexpr office::Transition<DingState, Act> kTransitions[] = {
    {DingState::kDraft, Act::kSend, DingState::kSending},
    {DingState::kDraft, Act::kCancel, DingState::kCancelled},
    {DingState::kSending, Act::kFinish, DingState::kSent},
    {DingState::kSending, Act::kFail, DingState::kFailed},
};
inline constexpr std::span<const office::Transition<DingState, Act>> kStates = kTransitions;

// Of one receiver, by the times in the receipt.
enum class DingAnswer : std::uint8_t { kUnread, kRead, kConfirmed };
KOINE_ENUM(DingAnswer, (DingAnswer::kUnread, "UNREAD"), (DingAnswer::kRead, "READ"),
           (DingAnswer::kConfirmed, "CONFIRMED"))
enum class Reply : std::uint8_t { kRead, kConfirm };
KOINE_ENUM(Reply, (Reply::kRead, "read"), (Reply::kConfirm, "confirm"))

inline constexpr office::Transition<DingAnswer, Reply> kReplies[] = {
    {DingAnswer::kUnread, Reply::kRead, DingAnswer::kRead},
    {DingAnswer::kUnread, Reply::kConfirm, DingAnswer::kConfirmed},
    {DingAnswer::kRead, Reply::kRead, DingAnswer::kRead},
    {DingAnswer::kRead, Reply::kConfirm, DingAnswer::kConfirmed},
    {DingAnswer::kConfirmed, Reply::kRead, DingAnswer::kConfirmed},
    {DingAnswer::kConfirmed, Reply::kConfirm, DingAnswer::kConfirmed},
};
inline constexpr std::span<const office::Transition<DingAnswer, Reply>> kAnswers = kReplies;

}  // namespace koine::ding
