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

inline constexpr office::Transition<TaskState, TaskAct> kTaskTransitions[] = {
    {TaskState::kPending, TaskAct::kReopen, TaskState::kPending},
    {TaskState::kPending, TaskAct::kStart, TaskState::kInProgress},
    {TaskState::kPending, TaskAct::kComplete, TaskState::kCompleted},
    {TaskState::kPending, TaskAct::kCancel, TaskState::kCancelled},
    {TaskState::kInProgress, TaskAct::kReopen, TaskState::kPending},
    {TaskState::kInProgress, TaskAct::kStart, TaskState::kInProgress},
    {TaskState::kInProgress, TaskAct::kComplete, TaskState::kCompleted},
    {TaskState::kInProgress, TaskAct::kCancel, TaskState::kCancelled},
    {TaskState::kCompleted, TaskAct::kReopen, TaskState::kPending},
    {TaskState::kCompleted, TaskAct::kStart, TaskState::kInProgress},
    {TaskState::kCompleted, TaskAct::kComplete, TaskState::kCompleted},
    {TaskState::kCompleted, TaskAct::kCancel, TaskState::kCancelled},
    {TaskState::kCancelled, TaskAct::kReopen, TaskState::kPending},
    {TaskState::kCancelled, TaskAct::kStart, TaskState::kInProgress},
    {TaskState::kCancelled, TaskAct::kComplete, TaskState::kCompleted},
    {TaskState::kCancelled, TaskAct::kCancel, TaskState::kCancelled},
};
inline constexpr std::span<const office::Transition<TaskState, TaskAct>> kTaskStates =
    kTaskTransitions;

}  // namespace koine::task
