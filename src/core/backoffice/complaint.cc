#include "core/backoffice/complaint.h"

#include <utility>

#include "core/access/allowance.h"
#include "core/access/sight.h"
#include "core/backoffice/complaint_rows.h"
#include "core/event/event.h"
#include "core/identity/rows.h"

namespace koine::backoffice {

namespace {

// Of one user, that are looked at for a repetition.
constexpr int kRecentMax = 100;

Status CheckTarget(store::Txn& txn, const access::Principal& who, const ComplaintIn& in) {
  if (in.target == ComplaintTarget::kUser) {
    const auto user = identity::FindUser(txn, who.tenant, UserId(in.target_id));
    const bool there = user && user->status != identity::UserStatus::kDeregistered;
    return there ? Ok() : Status(Error{Code::kUserNotFound});
  }
  // One that is hidden is nobody's to try the numbers of.
  KOINE_TRY(const access::Seen seen,
            access::LookAt(txn, who, ConversationId(in.target_id), /*lock=*/false));
  const bool there = seen.group.status == access::ConversationStatus::kNormal;
  return there ? Ok() : Status(Error{Code::kGroupNotFound});
}

}  // namespace

Result<std::int64_t> SubmitComplaint(store::Txn& txn, const access::Principal& who,
                                     const ComplaintIn& in) {
  KOINE_CHECK(CheckTarget(txn, who, in));
  // Two of the same at once wait for each other.
  identity::LockUser(txn, who.tenant, who.user);
  for (const Complaint& old : SelectComplaintsSince(
           txn, who.tenant, who.user, txn.now_ms() - kComplaintRepeatMs, kRecentMax)) {
    if (old.target == in.target && old.target_id == in.target_id && old.reason == in.reason &&
        old.description == in.description && old.images == in.images) {
      return Error{Code::kConflict, "complaint"};
    }
  }
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kComplaint));
  Complaint fresh;
  fresh.user = who.user;
  fresh.target = in.target;
  fresh.target_id = in.target_id;
  fresh.reason = in.reason;
  fresh.description = in.description;
  fresh.images = in.images;
  fresh.created_at = txn.now_ms();
  InsertComplaint(txn, who.tenant, &fresh);
  return fresh.id;
}

ComplaintPage ListOwnComplaints(store::Txn& txn, const access::Principal& who,
                                const std::optional<ComplaintState>& state, std::int64_t limit,
                                std::int64_t offset) {
  ComplaintFilter filter;
  filter.user = who.user;
  filter.state = state;
  return {SelectComplaints(txn, who.tenant, filter, limit, offset),
          CountComplaints(txn, who.tenant, filter)};
}

Result<ComplaintPage> ListComplaints(store::Txn& txn, const access::Principal& who,
                                     const ComplaintFilter& filter, std::int64_t limit,
                                     std::int64_t offset) {
  if (!who.oversees()) return Error{Code::kForbidden};
  return ComplaintPage{SelectComplaints(txn, who.tenant, filter, limit, offset),
                       CountComplaints(txn, who.tenant, filter)};
}

Result<Complaint> GetComplaint(store::Txn& txn, const access::Principal& who, std::int64_t id) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto found = FindComplaint(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "complaint"};
  return *std::move(found);
}

Status ResolveComplaint(store::Txn& txn, const access::Principal& who, std::int64_t id, int verdict,
                        const std::string& summary) {
  KOINE_TRY(Complaint complaint, GetComplaint(txn, who, id));
  complaint.verdict = verdict;
  complaint.summary = summary;
  complaint.handler = who.user;
  complaint.handled_at = txn.now_ms();
  if (!SetComplaintResolved(txn, who.tenant, complaint)) return Error{Code::kBadState, "handled"};
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

}  // namespace koine::backoffice
