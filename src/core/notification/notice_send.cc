#include "core/notification/notice_send.h"

#include <string>
#include <utility>

#include "core/event/event.h"
#include "core/job.h"
#include "core/notification/notice.h"
#include "core/notification/notice_rows.h"
#include "core/notification/notification.h"

namespace koine::notification {

namespace {

constexpr char kSendJob[] = "notice.send";
// How long a task waits for the one before it.
constexpr std::int64_t kTurnMs = 500;
constexpr char kRelatedType[] = "SYSTEM_NOTICE";

enum class Begun { kYes, kNotYet, kNever };

// The task takes its number, unless it was cancelled meanwhile. One task of a tenant is sent at a
// time: so nobody is told of a greater number before a smaller one, and a client that comes back
// with the greatest that it knows misses nothing. Locks tenant, notice and task, in this order.
Begun Begin(store::Txn& txn, TenantId tenant, NoticeTask* task) {
  const std::int64_t last = LockNoticeSeq(txn, tenant);
  if (AnyNoticeSending(txn, tenant)) return Begun::kNotYet;
  // Who changes or removes it waits, and then sees that it is being sent.
  if (!LockNotice(txn, tenant, task->notice)) return Begun::kNever;
  const auto now = LockNoticeTask(txn, tenant, task->id);
  if (!now || now->state != NoticeState::kWaiting) return Begun::kNever;
  *task = *now;
  task->state = NoticeState::kSending;
  task->seq = last + 1;
  task->started_at = txn.now_ms();
  SetNoticeSeq(txn, tenant, task->seq);
  if (!task->to_all) NumberNoticeReceivers(txn, tenant, *task);
  return Begun::kYes;
}

void Tell(store::Txn& txn, TenantId tenant, const NoticeTask& task, const Notice& notice,
          const std::vector<NoticeReceiver>& slice) {
  std::vector<UserId> users, named;
  for (const NoticeReceiver& one : slice) {
    users.push_back(one.user);
    if (one.named) named.push_back(one.user);
  }
  event::Event event;
  event.tenant = tenant;
  event.users = std::move(users);
  event::NoticeTold told;
  told.seq = task.seq;
  told.notice = notice.id;
  told.title = notice.what.title;
  told.cover = notice.what.cover;
  told.intro = notice.what.intro;
  told.link = notice.what.kind == NoticeKind::kLink;
  told.body = notice.what.body;
  told.sent_at = task.started_at;
  event.payload = std::move(told);
  event::Emit(txn, std::move(event));
  notification::Content line;
  line.type = notification::kSystem;
  line.title = notice.what.title;
  line.content = notice.what.intro;
  if (notice.what.kind == NoticeKind::kLink) {
    line.content += (line.content.empty() ? "" : "\n") + notice.what.body;
  }
  line.related_type = kRelatedType;
  line.related_id = notice.id;
  notification::Notify(txn, tenant, UserId(), named, line);
}

// Begins, or goes on behind the last one who was told; whoever was told is noted with it.
Status SendNextSlice(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const TenantId tenant = job.tenant;
  auto task = FindNoticeTask(txn, tenant, job.id);
  if (!task) return Ok();
  if (task->state == NoticeState::kWaiting) {
    const Begun begun = Begin(txn, tenant, &*task);
    if (begun == Begun::kNotYet) ScheduleNotice(txn, tenant, job.id, txn.now_ms() + kTurnMs);
    if (begun != Begun::kYes) return Ok();
  }
  if (task->state != NoticeState::kSending) return Ok();
  const auto notice = FindNotice(txn, tenant, task->notice);
  if (!notice) return Error{Code::kInternal, "notice"};
  const std::vector<NoticeReceiver> slice = NextNoticeReceivers(txn, tenant, *task, kNoticeSlice);
  if (!slice.empty()) {
    Tell(txn, tenant, *task, *notice, slice);
    task->told += static_cast<std::int64_t>(slice.size());
    task->reached = slice.back().user;
  }
  if (slice.size() == static_cast<std::size_t>(kNoticeSlice)) {
    ScheduleNotice(txn, tenant, job.id, txn.now_ms() + kNoticePauseMs);
  } else {
    task->state = NoticeState::kSent;
    task->ended_at = txn.now_ms();
  }
  SaveNoticeTask(txn, tenant, *task);
  return Ok();
}

}  // namespace

void ScheduleNotice(store::Txn& txn, TenantId tenant, std::int64_t task, std::int64_t due_ms) {
  PutRowJob(txn, kSendJob, {tenant, task}, due_ms);
}

void UnscheduleNotice(store::Txn& txn, TenantId tenant, std::int64_t task) {
  if (FindNoticeTask(txn, tenant, task)) txn.CancelJob(kSendJob, std::to_string(task));
}

void AddNoticeJobs(store::JobRunner& jobs) {
  jobs.Add(kSendJob, SendNextSlice);
}

}  // namespace koine::notification
