#include "core/notice/notice.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "core/notice/rows.h"
#include "core/notice/send.h"

namespace koine::notice {

namespace {

bool OfTheWeb(std::string_view link) {
  return link.starts_with("https://") || link.starts_with("http://");
}

Status Check(const Content& what) {
  const char* field = what.kind == Kind::kLink ? "externLink" : "richText";
  if (what.body.empty()) return FieldError(Code::kMissingArgument, field);
  if (what.kind == Kind::kLink && !OfTheWeb(what.body)) {
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
  const bool sent = HasTask(txn, tenant, notices, State::kSending, State::kSent);
  return sent ? Status(Error{Code::kBadState, "notice_sent"}) : Ok();
}

}  // namespace

Result<std::int64_t> Add(store::Txn& txn, const access::Principal& who, Content what) {
  if (!who.admin()) return Error{Code::kForbidden};
  KOINE_CHECK(Check(what));
  Notice fresh;
  fresh.what = std::move(what);
  fresh.creator = who.user;
  fresh.created_at = fresh.updated_at = txn.now_ms();
  Insert(txn, who.tenant, &fresh);
  return fresh.id;
}

Status Change(store::Txn& txn, const access::Principal& who, std::int64_t id,
              const Changes& changes) {
  if (!who.admin()) return Error{Code::kForbidden};
  auto found = Lock(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "notice"};
  Content& what = found->what;
  if (changes.title) what.title = *changes.title;
  if (changes.cover) what.cover = *changes.cover;
  if (changes.intro) what.intro = *changes.intro;
  if (changes.kind && *changes.kind != what.kind) {
    what.kind = *changes.kind;
    what.body.clear();
  }
  const auto& body = what.kind == Kind::kLink ? changes.link : changes.text;
  if (body) what.body = *body;
  KOINE_CHECK(Check(what));
  KOINE_CHECK(CheckUnsent(txn, who.tenant, {&id, 1}));
  found->updated_at = txn.now_ms();
  Update(txn, who.tenant, *found);
  return Ok();
}

Status Remove(store::Txn& txn, const access::Principal& who, std::span<const std::int64_t> ids) {
  if (!who.admin()) return Error{Code::kForbidden};
  const std::vector<std::int64_t> notices = Unique(ids);
  if (LockMany(txn, who.tenant, notices) != notices.size()) {
    return Error{Code::kNotFound, "notice"};
  }
  KOINE_CHECK(CheckUnsent(txn, who.tenant, notices));
  if (HasTask(txn, who.tenant, notices, State::kWaiting, State::kWaiting)) {
    return Error{Code::kBadState, "notice_waits"};
  }
  Delete(txn, who.tenant, notices);
  return Ok();
}

Result<Notice> Get(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto found = Find(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "notice"};
  return *std::move(found);
}

Result<Page> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                  std::int64_t limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return Page{Select(txn, who.tenant, filter, limit, offset), CountOf(txn, who.tenant, filter)};
}

Result<std::int64_t> Push(store::Txn& txn, const access::Principal& who, const PushIn& in) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (!in.to_all && in.receivers.empty()) return FieldError(Code::kMissingArgument, "recvIds");
  if (in.to_all && !in.receivers.empty()) return FieldError(Code::kBadArgument, "recvIds");
  if (in.receivers.size() > kReceiversMax) return FieldError(Code::kTooLarge, "recvIds");
  const std::int64_t now = txn.now_ms();
  if (in.at_ms.value_or(now) > now + kAheadMaxMs) return FieldError(Code::kBadArgument, "sendTime");
  if (!Lock(txn, who.tenant, in.notice)) return Error{Code::kNotFound, "notice"};
  Task task;
  task.notice = in.notice;
  task.to_all = in.to_all;
  task.due_at = std::max(in.at_ms.value_or(now), now);
  task.creator = who.user;
  task.created_at = now;
  InsertTask(txn, who.tenant, &task);
  if (!in.to_all) {
    const std::vector<std::int64_t> users = Unique(in.receivers);
    const std::int64_t there = InsertReceivers(txn, who.tenant, task.id, users);
    if (there != static_cast<std::int64_t>(users.size())) return Error{Code::kUserNotFound};
  }
  Schedule(txn, who.tenant, task.id, task.due_at);
  return task.id;
}

Status Cancel(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.admin()) return Error{Code::kForbidden};
  // First the job, then the task, as the job itself has them: neither waits for the other.
  Unschedule(txn, who.tenant, id);
  if (SetCancelled(txn, who.tenant, id)) return Ok();
  if (!FindTask(txn, who.tenant, id)) return Error{Code::kNotFound, "push_task"};
  return Error{Code::kBadState, "push_task"};
}

Result<TaskPage> ListTasks(store::Txn& txn, const access::Principal& who, const TaskFilter& filter,
                           std::int64_t limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  TaskPage out{SelectTasks(txn, who.tenant, filter, limit, offset),
               CountTasks(txn, who.tenant, filter)};
  std::map<std::int64_t, ListedTask*> by_id;
  std::vector<std::int64_t> ids;
  for (ListedTask& one : out.items) {
    if (one.task.to_all) continue;
    by_id[one.task.id] = &one;
    ids.push_back(one.task.id);
  }
  for (const Named& named : ListNamed(txn, who.tenant, ids)) {
    by_id[named.task]->receivers.push_back(named.user);
  }
  return out;
}

std::vector<Received> Pull(store::Txn& txn, const access::Principal& who, std::int64_t after_seq,
                           int limit) {
  return PullFor(txn, who.tenant, who.user, after_seq, std::clamp(limit, 1, kPullMax));
}

Result<Received> Read(store::Txn& txn, const access::Principal& who, std::int64_t notice) {
  auto found = FindFor(txn, who.tenant, who.user, notice);
  if (!found) return Error{Code::kNotFound, "notice"};
  return *std::move(found);
}

}  // namespace koine::notice
