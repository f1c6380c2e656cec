#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of an entry of somebody's todo list (ruoyi 8). The list is theirs alone, so every
// state may follow every other.
namespace koine::workbench {

// Stored in todo.state: never renumber. The SQL asks for those below 3, which are still to be done.
enum class TodoState : std::uint8_t { kPending = 1, kInProgress, kCompleted, kCancelled };
KOINE_ENUM(TodoState, (TodoState::kPending, "PENDING"), (TodoState::kInProgress, "IN_PROGRESS"),
           (TodoState::kCompleted, "COMPLETED"), (TodoState::kCancelled, "CANCELLED"))
enum class TodoAct : std::uint8_t { kReopen, kStart, kComplete, kCancel };
KOINE_ENUM(TodoAct, (TodoAct::kReopen, "reopen"), (TodoAct::kStart, "start"),
           (TodoAct::kComplete, "complete"), (TodoAct::kCancel, "cancel"))

inline constexpr auto kTodoTransitions =
    office::EachToEach<TodoState, TodoAct, 4>(TodoState::kPending);
inline constexpr std::span<const office::Transition<TodoState, TodoAct>> kTodoStates =
    kTodoTransitions;

// The act that leads to a state.
constexpr TodoAct ActTo(TodoState state) {
  return static_cast<TodoAct>(static_cast<int>(state) - static_cast<int>(TodoState::kPending));
}

// Stored in todo.kind: never renumber.
enum class TodoKind : std::uint8_t { kTask = 1, kApproval, kDing, kMeeting, kOther };
KOINE_ENUM(TodoKind, (TodoKind::kTask, "TASK"), (TodoKind::kApproval, "APPROVAL"),
           (TodoKind::kDing, "DING"), (TodoKind::kMeeting, "MEETING"), (TodoKind::kOther, "OTHER"))

}  // namespace koine::workbench
