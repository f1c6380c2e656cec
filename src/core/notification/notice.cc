#include "core/notification/notice.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/notification/elsewhere.h"
#include "core/notification/notice_rows.h"
#include "core/notification/notice_send.h"
#include "core/notification/rows.h"

namespace koine::notification {

namespace {

bool OfTheWeb(std::string_view link) {
  return link.starts_with("https://") || link.starts_with("http://");
}

Status Check(const NoticeContent& what) {
  const char* field = what.kind == NoticeKind::kLink ? "externLink" : "richText";
  if (what.body.empty()) return FieldError(Code::kMissingArgument, field);
  if (what.kind == NoticeKind::kLink && !OfTheWeb(what.body)) {
    return FieldError(Code::kBadArgument, field);
  }
  return Ok();
}

std::vector<std::int64_t> Unique(std::span<const std::int64_t> ids) {
  std::vector<std::int64_t> out(ids.begin(), ids.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// REQUIRES: they are locked, so that no task begins meanwhile
Status CheckUnsent(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> notices) {
  const bool sent = HasNoticeTask(txn, tenant, notices, NoticeState::kSending, NoticeState::kSent);
  return sent ? Status(Error{Code::kBadState, "notice_sent"}) : Ok();
}

}  // namespace

Result<std::int64_t> AddNotice(store::Txn& txn, const access::Principal& who, NoticeContent what) {
  if (!who.admin()) return Error{Code::kForbidden};
  KOINE_CHECK(Check(what));
  Notice fresh;
  fresh.what = std::move(what);
  fresh.creator = who.user;
  fresh.created_at = fresh.updated_at = txn.now_ms();
  InsertNotice(txn, who.tenant, &fresh);
  return fresh.id;
}

Status ChangeNotice(store::Txn& txn, const access::Principal& who, std::int64_t id,
                    const NoticeChanges& changes) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto found = LockNotice(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "notice"};
  NoticeContent& what = found->what;
  if (changes.title) what.title = *changes.title;
  if (changes.cover) what.cover = *changes.cover;
  if (changes.intro) what.intro = *changes.intro;
  if (changes.kind && *changes.kind != what.kind) {
    what.kind = *changes.kind;
    what.body.clear();
  }
  const auto& body = what.kind == NoticeKind::kLink ? changes.link : changes.text;
  if (body) what.body = *body;
  KOINE_CHECK(Check(what));
  KOINE_CHECK(CheckUnsent(txn, who.tenant, {&id, 1}));
  found->updated_at = txn.now_ms();
  UpdateNotice(txn, who.tenant, *found);
  return Ok();
}

Status RemoveNotice(store::Txn& txn, const access::Principal& who,
                    std::span<const std::int64_t> ids) {
  if (!who.admin()) return Error{Code::kForbidden};
  const std::vector<std::int64_t> notices = Unique(ids);
  if (LockNotices(txn, who.tenant, notices) != notices.size()) {
    return Error{Code::kNotFound, "notice"};
  }
  KOINE_CHECK(CheckUnsent(txn, who.tenant, notices));
  if (HasNoticeTask(txn, who.tenant, notices, NoticeState::kWaiting, NoticeState::kWaiting)) {
    return Error{Code::kBadState, "notice_waits"};
  }
  DeleteNotices(txn, who.tenant, notices);
  return Ok();
}

Result<Notice> GetNotice(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto found = FindNotice(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "notice"};
  return *std::move(found);
}

Result<NoticePage> ListNotices(store::Txn& txn, const access::Principal& who,
                               const NoticeFilter& filter, std::int64_t limit,
                               std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return NoticePage{SelectNotices(txn, who.tenant, filter, limit, offset),
                    CountNotices(txn, who.tenant, filter)};
}

Result<std::int64_t> PushNotice(store::Txn& txn, const access::Principal& who,
                                const PushNoticeIn& in) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (!in.to_all && in.receivers.empty()) return FieldError(Code::kMissingArgument, "recvIds");
  if (in.to_all && !in.receivers.empty()) return FieldError(Code::kBadArgument, "recvIds");
  if (in.receivers.size() > kNoticeReceiversMax) return FieldError(Code::kTooLarge, "recvIds");
  const std::int64_t now = txn.now_ms();
  if (in.at_ms.value_or(now) > now + kNoticeAheadMaxMs)
    return FieldError(Code::kBadArgument, "sendTime");
  if (!LockNotice(txn, who.tenant, in.notice)) return Error{Code::kNotFound, "notice"};
  NoticeTask task;
  task.notice = in.notice;
  task.to_all = in.to_all;
  task.due_at = std::max(in.at_ms.value_or(now), now);
  task.creator = who.user;
  task.created_at = now;
  InsertNoticeTask(txn, who.tenant, &task);
  if (!in.to_all) {
    const std::vector<std::int64_t> users = Unique(in.receivers);
    const std::int64_t there = InsertNoticeReceivers(txn, who.tenant, task.id, users);
    if (there != static_cast<std::int64_t>(users.size())) return Error{Code::kUserNotFound};
  }
  ScheduleNotice(txn, who.tenant, task.id, task.due_at);
  return task.id;
}

Status CancelNoticeTask(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.admin()) return Error{Code::kForbidden};
  // First the job, then the task, as the job itself has them: neither waits for the other.
  UnscheduleNotice(txn, who.tenant, id);
  if (SetNoticeTaskCancelled(txn, who.tenant, id)) return Ok();
  if (!FindNoticeTask(txn, who.tenant, id)) return Error{Code::kNotFound, "push_task"};
  return Error{Code::kBadState, "push_task"};
}

Result<NoticeTaskPage> ListNoticeTasks(store::Txn& txn, const access::Principal& who,
                                       const NoticeTaskFilter& filter, std::int64_t limit,
                                       std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  NoticeTaskPage out{SelectNoticeTasks(txn, who.tenant, filter, limit, offset),
                     CountNoticeTasks(txn, who.tenant, filter)};
  std::map<std::int64_t, ListedNoticeTask*> by_id;
  std::vector<std::int64_t> ids;
  for (ListedNoticeTask& one : out.items) {
    if (one.task.to_all) continue;
    by_id[one.task.id] = &one;
    ids.push_back(one.task.id);
  }
  for (const NamedNotice& named : ListNamedNotices(txn, who.tenant, ids)) {
    by_id[named.task]->receivers.push_back(named.user);
  }
  return out;
}

std::vector<ReceivedNotice> PullNotices(store::Txn& txn, const access::Principal& who,
                                        std::int64_t after_seq, int limit) {
  const int most = std::clamp(limit, 1, kNoticePullMax);
  auto out = PullNoticesFor(txn, who.tenant, who.user, after_seq, most);
  for (ReceivedNotice& one : PullNumbered(txn, who.tenant, who.user, after_seq, most)) {
    out.push_back(std::move(one));
  }
  std::sort(out.begin(), out.end(),
            [](const ReceivedNotice& a, const ReceivedNotice& b) { return a.seq < b.seq; });
  if (std::ssize(out) > most) out.resize(static_cast<std::size_t>(most));
  return out;
}

Result<OwnNotice> OwnNotice::Open(store::Txn& txn, const access::Principal& who,
                                  std::int64_t notice) {
  const auto own = NotificationOf(notice);
  auto found = own ? FindNumbered(txn, who.tenant, who.user, *own)
                   : FindNoticeFor(txn, who.tenant, who.user, notice);
  if (!found) return Error{Code::kNotFound, "notice"};
  return OwnNotice(*std::move(found));
}

}  // namespace koine::notification
