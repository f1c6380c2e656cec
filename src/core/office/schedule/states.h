#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// The states of an event and of the answers to it (ruoyi 11).
namespace koine::schedule {

// An event is over by its time alone, so kCompleted is stored nowhere.
enum class State : std::uint8_t { kScheduled, kCancelled, kCompleted };
KOINE_ENUM(State, (State::kScheduled, "SCHEDULED"), (State::kCancelled, "CANCELLED"),
           (State::kCompleted, "COMPLETED"))
enum class Act : std::uint8_t { kEdit, kCancel, kEnd };
KOINE_ENUM(Act, (Act::kEdit, "edit"), (Act::kCancel, "cancel"), (Act::kEnd, "end"))

inline constexpr office::Transition<State, Act> kTransitions[] = {
    {State::kScheduled, Act::kEdit, State::kScheduled},
    {State::kScheduled, Act::kCancel, State::kCancelled},
    {State::kScheduled, Act::kEnd, State::kCompleted},
    {State::kCancelled, Act::kCancel, State::kCancelled},
    {State::kCompleted, Act::kEdit, State::kScheduled},
};
inline constexpr std::span<const office::Transition<State, Act>> kStates = kTransitions;

// Stored in schedule_seat.answer: never renumber. The owner has a seat too, without an answer.
enum class Answer : std::uint8_t { kOwner = 0, kPending = 1, kAccepted = 2, kDeclined = 3 };
KOINE_ENUM(Answer, (Answer::kOwner, "OWNER"), (Answer::kPending, "PENDING"),
           (Answer::kAccepted, "ACCEPTED"), (Answer::kDeclined, "DECLINED"))
enum class Reply : std::uint8_t { kAccept, kDecline, kAskAgain };
KOINE_ENUM(Reply, (Reply::kAccept, "accept"), (Reply::kDecline, "decline"),
           (Reply::kAskAgain, "ask again"))

inline constexpr office::Transition<Answer, Reply> kReplies[] = {
    {Answer::kPending, Reply::kAccept, Answer::kAccepted},
    {Answer::kPending, Reply::kDecline, Answer::kDeclined},
    {Answer::kPending, Reply::kAskAgain, Answer::kPending},
    {Answer::kAccepted, Reply::kAccept, Answer::kAccepted},
    {Answer::kAccepted, Reply::kDecline, Answer::kDeclined},
    {Answer::kAccepted, Reply::kAskAgain, Answer::kPending},
    {Answer::kDeclined, Reply::kAccept, Answer::kAccepted},
    {Answer::kDeclined, Reply::kDecline, Answer::kDeclined},
    {Answer::kDeclined, Reply::kAskAgain, Answer::kPending},
};
inline constexpr std::span<const office::Transition<Answer, Reply>> kAnswers = kReplies;

}  // namespace koine::schedule
