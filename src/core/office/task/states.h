#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// What may become of a task (ruoyi 8.8): who gave it and who has it may say where it stands, and
// take that back.
namespace koine::task {

// Stored in task.state: never renumber. The SQL asks for 3, which is done.
enum class TaskState : std::uint8_t { kPending = 1, kInProgress, kCompleted, kCancelled };
KOINE_ENUM(TaskState, (TaskState::kPending, "PENDING"), (TaskState::kInProgress, "IN_PROGRESS"),
           (TaskState::kCompleted, "COMPLETED"), (TaskState::kCancelled, "CANCELLED"))
enum class TaskAct : std::uint8_t { kReopen, kStart, kComplete, kCancel };
KOINE_ENUM(TaskAct, (TaskAct::kReopen, "reopen"), (TaskAct::kStart, "start"),
           (TaskAct::kComplete, "complete"), (TaskAct::kCancel, "cancel"))

inline constexpr auto kTaskTransitions =
    office::EachToEach<TaskState, TaskAct, 4>(TaskState::kPending);
inline constexpr std::span<const office::Transition<TaskState, TaskAct>> kTaskStates =
    kTaskTransitions;

// The act that leads to a state.
constexpr TaskAct ActTo(TaskState state) {
  return static_cast<TaskAct>(static_cast<int>(state) - static_cast<int>(TaskState::kPending));
}

}  // namespace koine::task
