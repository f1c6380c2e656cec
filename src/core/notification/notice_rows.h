#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/notification/notice.h"
#include "store/txn.h"

// All SQL on notice, notice_task and notice_receiver.
namespace koine::notification {

void InsertNotice(store::Txn& txn, TenantId tenant, Notice* notice);
std::optional<Notice> FindNotice(store::Txn& txn, TenantId tenant, std::int64_t id);
// The same; its row stays locked.
std::optional<Notice> LockNotice(store::Txn& txn, TenantId tenant, std::int64_t id);
// Locks those that are there, by id, and returns how many they are.
std::size_t LockNotices(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
void UpdateNotice(store::Txn& txn, TenantId tenant, const Notice& notice);
// With their tasks.
void DeleteNotices(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
std::vector<Notice> SelectNotices(store::Txn& txn, TenantId tenant, const NoticeFilter& filter,
                                  std::int64_t limit, std::int64_t offset);
std::int64_t CountNotices(store::Txn& txn, TenantId tenant, const NoticeFilter& filter);
// Whether a task of one of these is in one of two states.
bool HasNoticeTask(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> notices,
                   NoticeState a, NoticeState b);

void InsertNoticeTask(store::Txn& txn, TenantId tenant, NoticeTask* task);
// Names those of `users` (without doubles) who are there; returns how many.
std::int64_t InsertNoticeReceivers(store::Txn& txn, TenantId tenant, std::int64_t task,
                                   std::span<const std::int64_t> users);
std::optional<NoticeTask> FindNoticeTask(store::Txn& txn, TenantId tenant, std::int64_t id);
// The same; its row stays locked.
std::optional<NoticeTask> LockNoticeTask(store::Txn& txn, TenantId tenant, std::int64_t id);
// False unless it waited.
bool SetNoticeTaskCancelled(store::Txn& txn, TenantId tenant, std::int64_t id);
// The last number of the tenant, whose row stays locked.
std::int64_t LockNoticeSeq(store::Txn& txn, TenantId tenant);
void SetNoticeSeq(store::Txn& txn, TenantId tenant, std::int64_t seq);
bool AnyNoticeSending(store::Txn& txn, TenantId tenant);
// state, seq, told, reached, started_at, ended_at.
void SaveNoticeTask(store::Txn& txn, TenantId tenant, const NoticeTask& task);
// Those whom it names are found by its number from now on.
void NumberNoticeReceivers(store::Txn& txn, TenantId tenant, const NoticeTask& task);

struct NoticeReceiver {
  UserId user;
  bool named = false;  // signs in by a name
};
// The next `limit` of those it is for, by id: people who had an account when sending began.
std::vector<NoticeReceiver> NextNoticeReceivers(store::Txn& txn, TenantId tenant,
                                                const NoticeTask& task, int limit);

std::vector<ListedNoticeTask> SelectNoticeTasks(store::Txn& txn, TenantId tenant,
                                                const NoticeTaskFilter& filter, std::int64_t limit,
                                                std::int64_t offset);
std::int64_t CountNoticeTasks(store::Txn& txn, TenantId tenant, const NoticeTaskFilter& filter);
struct NamedNotice {
  std::int64_t task = 0, user = 0;
};
std::vector<NamedNotice> ListNamedNotices(store::Txn& txn, TenantId tenant,
                                          std::span<const std::int64_t> tasks);

std::vector<ReceivedNotice> PullNoticesFor(store::Txn& txn, TenantId tenant, UserId user,
                                           std::int64_t after_seq, int limit);
std::optional<ReceivedNotice> FindNoticeFor(store::Txn& txn, TenantId tenant, UserId user,
                                            std::int64_t notice);

}  // namespace koine::notification
