#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/notice/notice.h"
#include "store/txn.h"

// All SQL on notice, notice_task and notice_receiver.
namespace koine::notice {

void Insert(store::Txn& txn, TenantId tenant, Notice* notice);
std::optional<Notice> Find(store::Txn& txn, TenantId tenant, std::int64_t id);
// The same; its row stays locked.
std::optional<Notice> Lock(store::Txn& txn, TenantId tenant, std::int64_t id);
// Locks those that are there, by id, and returns how many they are.
std::size_t LockMany(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
void Update(store::Txn& txn, TenantId tenant, const Notice& notice);
// With their tasks.
void Delete(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
std::vector<Notice> Select(store::Txn& txn, TenantId tenant, const Filter& filter,
                           std::int64_t limit, std::int64_t offset);
std::int64_t CountOf(store::Txn& txn, TenantId tenant, const Filter& filter);
// Whether a task of one of these is in one of two states.
bool HasTask(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> notices, State a,
             State b);

void InsertTask(store::Txn& txn, TenantId tenant, Task* task);
// Names those of `users` (without doubles) who are there; returns how many.
std::int64_t InsertReceivers(store::Txn& txn, TenantId tenant, std::int64_t task,
                             std::span<const std::int64_t> users);
std::optional<Task> FindTask(store::Txn& txn, TenantId tenant, std::int64_t id);
// The same; its row stays locked.
std::optional<Task> LockTask(store::Txn& txn, TenantId tenant, std::int64_t id);
// False unless it waited.
bool SetCancelled(store::Txn& txn, TenantId tenant, std::int64_t id);
// The last number of the tenant, whose row stays locked.
std::int64_t LockSeq(store::Txn& txn, TenantId tenant);
void SetSeq(store::Txn& txn, TenantId tenant, std::int64_t seq);
bool AnySending(store::Txn& txn, TenantId tenant);
// state, seq, told, reached, started_at, ended_at.
void SaveTask(store::Txn& txn, TenantId tenant, const Task& task);
// Those whom it names are found by its number from now on.
void NumberReceivers(store::Txn& txn, TenantId tenant, const Task& task);

struct Receiver {
  UserId user;
  bool named = false;  // signs in by a name
};
// The next `limit` of those it is for, by id: people who had an account when sending began.
std::vector<Receiver> NextReceivers(store::Txn& txn, TenantId tenant, const Task& task, int limit);

std::vector<ListedTask> SelectTasks(store::Txn& txn, TenantId tenant, const TaskFilter& filter,
                                    std::int64_t limit, std::int64_t offset);
std::int64_t CountTasks(store::Txn& txn, TenantId tenant, const TaskFilter& filter);
struct Named {
  std::int64_t task = 0, user = 0;
};
std::vector<Named> ListNamed(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> tasks);

std::vector<Received> PullFor(store::Txn& txn, TenantId tenant, UserId user, std::int64_t after_seq,
                              int limit);
std::optional<Received> FindFor(store::Txn& txn, TenantId tenant, UserId user, std::int64_t notice);

}  // namespace koine::notice
