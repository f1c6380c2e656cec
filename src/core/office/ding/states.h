#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a DING and of a receipt of it (ruoyi 7).
namespace koine::ding {

// Stored in ding.state: never renumber.
enum class State : std::uint8_t { kDraft = 1, kSending, kSent, kFailed, kCancelled };
KOINE_ENUM(State, (State::kDraft, "DRAFT"), (State::kSending, "SENDING"), (State::kSent, "SENT"),
           (State::kFailed, "FAILED"), (State::kCancelled, "CANCELLED"))
enum class Act : std::uint8_t {
  kSend,    // it is time
  kFinish,  // everybody has it
  kFail,    // who sends it may not any more
  kCancel,
};
KOINE_ENUM(Act, (Act::kSend, "send"), (Act::kFinish, "finish"), (Act::kFail, "fail"),
           (Act::kCancel, "cancel"))

inline constexpr office::Transition<State, Act> kTransitions[] = {
    {State::kDraft, Act::kSend, State::kSending},
    {State::kDraft, Act::kCancel, State::kCancelled},
    {State::kSending, Act::kFinish, State::kSent},
    {State::kSending, Act::kFail, State::kFailed},
};
inline constexpr std::span<const office::Transition<State, Act>> kStates = kTransitions;

// Of one receiver, by the times in the receipt.
enum class Answer : std::uint8_t { kUnread, kRead, kConfirmed };
KOINE_ENUM(Answer, (Answer::kUnread, "UNREAD"), (Answer::kRead, "READ"),
           (Answer::kConfirmed, "CONFIRMED"))
enum class Reply : std::uint8_t { kRead, kConfirm };
KOINE_ENUM(Reply, (Reply::kRead, "read"), (Reply::kConfirm, "confirm"))

inline constexpr office::Transition<Answer, Reply> kReplies[] = {
    {Answer::kUnread, Reply::kRead, Answer::kRead},
    {Answer::kUnread, Reply::kConfirm, Answer::kConfirmed},
    {Answer::kRead, Reply::kRead, Answer::kRead},
    {Answer::kRead, Reply::kConfirm, Answer::kConfirmed},
    {Answer::kConfirmed, Reply::kRead, Answer::kConfirmed},
    {Answer::kConfirmed, Reply::kConfirm, Answer::kConfirmed},
};
inline constexpr std::span<const office::Transition<Answer, Reply>> kAnswers = kReplies;

}  // namespace koine::ding
