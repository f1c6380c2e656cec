#include "core/complaint/complaint.h"

#include <utility>

#include "core/access/rows.h"
#include "core/allowance/allowance.h"
#include "core/complaint/rows.h"
#include "core/event/event.h"
#include "core/identity/rows.h"

namespace koine::complaint {

namespace {

// Of one user, that are looked at for a repetition.
constexpr int kRecentMax = 100;

Status CheckTarget(store::Txn& txn, const access::Principal& who, const SubmitIn& in) {
  if (in.target == Target::kUser) {
    const auto user = identity::FindUser(txn, who.tenant, UserId(in.target_id));
    const bool there = user && user->status != identity::UserStatus::kDeregistered;
    return there ? Ok() : Status(Error{Code::kUserNotFound});
  }
  const auto group = access::FindConversation(txn, who.tenant, ConversationId(in.target_id), false);
  const bool there =
      group && group->group() && group->status == access::ConversationStatus::kNormal;
  return there ? Ok() : Status(Error{Code::kGroupNotFound});
}

}  // namespace

Result<std::int64_t> Submit(store::Txn& txn, const access::Principal& who, const SubmitIn& in) {
  KOINE_CHECK(CheckTarget(txn, who, in));
  // Two of the same at once wait for each other.
  identity::LockUser(txn, who.tenant, who.user);
  for (const Complaint& old :
       SelectSince(txn, who.tenant, who.user, txn.now_ms() - kRepeatMs, kRecentMax)) {
    if (old.target == in.target && old.target_id == in.target_id && old.reason == in.reason &&
        old.description == in.description && old.images == in.images) {
      return Error{Code::kConflict, "complaint"};
    }
  }
  KOINE_CHECK(allowance::Count(txn, who, allowance::Act::kComplaint));
  Complaint fresh;
  fresh.user = who.user;
  fresh.target = in.target;
  fresh.target_id = in.target_id;
  fresh.reason = in.reason;
  fresh.description = in.description;
  fresh.images = in.images;
  fresh.created_at = txn.now_ms();
  Insert(txn, who.tenant, &fresh);
  return fresh.id;
}

Page ListOwn(store::Txn& txn, const access::Principal& who, const std::optional<State>& state,
             std::int64_t limit, std::int64_t offset) {
  Filter filter;
  filter.user = who.user;
  filter.state = state;
  return {Select(txn, who.tenant, filter, limit, offset), CountOf(txn, who.tenant, filter)};
}

Result<Page> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                  std::int64_t limit, std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return Page{Select(txn, who.tenant, filter, limit, offset), CountOf(txn, who.tenant, filter)};
}

Result<Complaint> Get(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto found = Find(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "complaint"};
  return *std::move(found);
}

Status Resolve(store::Txn& txn, const access::Principal& who, std::int64_t id, int verdict,
               const std::string& summary) {
  KOINE_TRY(Complaint complaint, Get(txn, who, id));
  complaint.verdict = verdict;
  complaint.summary = summary;
  complaint.handler = who.user;
  complaint.handled_at = txn.now_ms();
  if (!SetResolved(txn, who.tenant, complaint)) return Error{Code::kBadState, "handled"};
  event::Event told;
  told.tenant = who.tenant;
  told.actor = who.user;
  told.users = {complaint.user};
  event::SystemTold resolved;
  resolved.kind = event::SystemKind::kComplaintResolved;
  resolved.text = summary;
  resolved.ref = id;
  told.payload = std::move(resolved);
  event::Emit(txn, std::move(told));
  return Ok();
}

}  // namespace koine::complaint
