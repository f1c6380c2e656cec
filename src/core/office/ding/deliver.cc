#include "core/office/ding/deliver.h"

#include <string>

#include "base/text.h"
#include "base/time.h"
#include "core/access/system.h"
#include "core/identity/people.h"
#include "core/job.h"
#include "core/notification/said.h"
#include "core/office/ding/ding.h"
#include "core/office/ding/reach.h"
#include "core/office/ding/rows.h"

namespace koine::ding {

namespace {

constexpr char kDeliverJob[] = "ding.deliver";
constexpr char kRemindJob[] = "ding.remind";
constexpr char kRelatedType[] = "DING";
// Of the content, in a line of the notifications.
constexpr std::size_t kLineChars = 100;

void Move(Ding* ding, Act act) {
  if (const auto next = office::Next(kStates, ding->state, act)) ding->state = *next;
}

event::DingTold ToldOf(const Ding& ding, event::DingAction action, const Person& sender) {
  event::DingTold told;
  told.action = action;
  told.ding = ding.id;
  told.sender = sender;
  told.content = ding.content;
  told.way = office::WordOf(ding.way);
  told.urgent = ding.urgent;
  told.needs_receipt = ding.needs_receipt;
  told.sent_at = ding.sent_at;
  return told;
}

void Emit(store::Txn& txn, TenantId tenant, UserId actor, std::vector<UserId> users,
          event::DingTold told) {
  event::Event event;
  event.tenant = tenant;
  event.actor = actor;
  event.users = std::move(users);
  event.payload = std::move(told);
  event::Emit(txn, std::move(event));
}

// A frame for these, and a line in their notifications.
void Tell(store::Txn& txn, TenantId tenant, const Ding& ding, const std::vector<UserId>& users,
          event::DingTold told, notification::LineKind kind) {
  if (users.empty()) return;
  notification::Line line;
  line.kind = kind;
  line.actor = told.sender.name;
  line.text = text::Shorten(ding.content, kLineChars, "…");
  notification::Notify(
      txn, tenant, ding.sender, users,
      notification::ContentOf(notification::kDing, line, kRelatedType, ding.id.value));
  Emit(txn, tenant, ding.sender, users, std::move(told));
}

// Its sender, unless they have no account any more or it is switched off.
std::optional<Person> SenderOf(store::Txn& txn, TenantId tenant, const Ding& ding) {
  const auto user = identity::FindUser(txn, access::OfUser(tenant, ding.sender), ding.sender);
  if (!user || user->status != identity::UserStatus::kActive) return std::nullopt;
  return user->person();
}

bool RemindsMore(const Ding& ding) {
  return ding.remind_minutes > 0 && ding.reminded < ding.remind_max && ding.confirmed < ding.total;
}

void PlanReminder(store::Txn& txn, TenantId tenant, const Ding& ding) {
  if (!RemindsMore(ding)) return;
  PutRowJob(txn, kRemindJob, {tenant, ding.id.value},
            txn.now_ms() + ding.remind_minutes * kMinuteMs);
}

// Leaves a slice of those that one too many was asked for; whether there are more.
bool Cut(std::vector<UserId>* users) {
  if (std::ssize(*users) <= kSlice) return false;
  users->resize(kSlice);
  return true;
}

// The next receivers, in one transaction with how far it came.
void Step(store::Txn& txn, TenantId tenant, Ding* ding) {
  const auto sender = SenderOf(txn, tenant, *ding);
  if (!sender) {
    Move(ding, Act::kFail);
    return UpdateDing(txn, tenant, *ding);
  }
  const UserId after = ding->told_to;
  std::vector<UserId> users = NextReceivers(txn, tenant, ding->id, after, false, kSlice + 1);
  const bool more = Cut(&users);
  if (!users.empty()) {
    ding->told_to = users.back();
    MarkDelivered(txn, tenant, *ding, after, ding->told_to);
    if (ding->way != DingWay::kApp) ReachByGateway(txn, tenant, ding, *sender, users);
    Tell(txn, tenant, *ding, users, ToldOf(*ding, event::DingAction::kNew, *sender),
         notification::LineKind::kDingReceived);
  }
  if (!more) {
    Move(ding, Act::kFinish);
    PlanReminder(txn, tenant, *ding);
  } else {
    PutRowJob(txn, kDeliverJob, {tenant, ding->id.value}, txn.now_ms());
  }
  UpdateDing(txn, tenant, *ding);
}

struct Found {
  TenantId tenant;
  std::optional<Ding> ding;
};
Result<Found> FindOf(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  return Found{job.tenant, FindDing(txn, job.tenant, DingId(job.id), true)};
}

Status Deliver(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(Found found, FindOf(txn, key, payload));
  if (!found.ding) return Ok();
  if (found.ding->state == DingState::kDraft) {
    Begin(txn, found.tenant, &*found.ding);
  } else if (found.ding->state == DingState::kSending) {
    Step(txn, found.tenant, &*found.ding);
  }
  return Ok();
}

// The next of those who did not confirm; after the last the round is over, and another one comes
// after the interval.
Status Remind(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(Found found, FindOf(txn, key, payload));
  if (!found.ding || found.ding->state != DingState::kSent || !RemindsMore(*found.ding))
    return Ok();
  Ding& ding = *found.ding;
  const auto sender = SenderOf(txn, found.tenant, ding);
  if (!sender) return Ok();
  std::vector<UserId> users =
      NextReceivers(txn, found.tenant, ding.id, ding.reminded_to, true, kSlice + 1);
  const bool more = Cut(&users);
  event::DingTold told = ToldOf(ding, event::DingAction::kReminded, *sender);
  told.count = ding.reminded + 1;
  told.max = ding.remind_max;
  Tell(txn, found.tenant, ding, users, std::move(told), notification::LineKind::kDingReminded);
  if (more) {
    ding.reminded_to = users.back();
    txn.PutJob(kRemindJob, key, txn.now_ms(), payload);
  } else {
    ding.reminded_to = UserId();
    ++ding.reminded;
    PlanReminder(txn, found.tenant, ding);
  }
  UpdateDing(txn, found.tenant, ding);
  return Ok();
}

}  // namespace

void Begin(store::Txn& txn, TenantId tenant, Ding* ding) {
  Move(ding, Act::kSend);
  ding->sent_at = txn.now_ms();
  Step(txn, tenant, ding);
}

void Plan(store::Txn& txn, TenantId tenant, const Ding& ding) {
  PutRowJob(txn, kDeliverJob, {tenant, ding.id.value}, ding.scheduled_at);
}

void Forget(store::Txn& txn, DingId id) {
  txn.CancelJob(kDeliverJob, std::to_string(id.value));
}

void TellSender(store::Txn& txn, TenantId tenant, const Ding& ding, event::DingAction action,
                const Receipt& receipt, const Person& receiver) {
  event::DingTold told;
  told.action = action;
  told.ding = ding.id;
  told.who = receiver;
  told.at = action == event::DingAction::kRead ? receipt.read_at : receipt.confirmed_at;
  told.remark = receipt.remark;
  Emit(txn, tenant, receiver.id, {ding.sender}, std::move(told));
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kDeliverJob, Deliver);
  jobs.Add(kRemindJob, Remind);
}

}  // namespace koine::ding
