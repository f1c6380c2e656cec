// Requests to mend a record, and what becomes of them.

#include <algorithm>
#include <string>

#include "core/access/system.h"
#include "core/audit/audit.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/attendance/attendance.h"
#include "core/office/attendance/judge.h"
#include "core/office/attendance/rows.h"
#include "core/office/organization/organization.h"
#include "core/word/word.h"

namespace koine::attendance {

namespace {

using notification::LineKind;

const Error kNoRecord{Code::kNotFound, "attendance"};
constexpr char kRelatedType[] = "ATTENDANCE";

// What a request may mend.
unsigned Wanting(const Record& r) {
  unsigned out = 0;
  if (r.in_at == 0 || r.in == CheckInStatus::kLate) out |= kInBit;
  if (r.out_at == 0 || r.out == CheckOutStatus::kEarly) out |= kOutBit;
  return out;
}

unsigned Asked(const std::optional<SupplementSide>& side) {
  if (!side) return kInBit | kOutBit;
  return *side == SupplementSide::kIn ? kInBit : kOutBit;
}

void Tell(store::Txn& txn, TenantId tenant, const Record& r, LineKind kind, UserId actor,
          UserId receiver, const std::string& text) {
  notification::Line line;
  line.kind = kind;
  line.actor = access::FindPerson(txn, tenant, actor).name;
  line.topic = DayText(r.day);
  line.text = text;
  notification::Notify(
      txn, tenant, actor, {&receiver, 1},
      notification::ContentOf(notification::kAttendance, line, kRelatedType, r.id.value));
}

// Gives the sides of the request the times of `hours` where they have none.
void Mend(const Hours& hours, RecordRow* row) {
  Record& r = row->record;
  if ((row->sides & kInBit) != 0) {
    if (r.in_at == 0) {
      const std::int64_t begin = MomentOf(hours, r.day, hours.begin);
      r.in_at = r.out_at > 0 ? std::min(begin, r.out_at) : begin;
    }
    r.in = CheckInStatus::kNormal;
  }
  if ((row->sides & kOutBit) != 0) {
    if (r.out_at == 0) r.out_at = std::max(MomentOf(hours, r.day, hours.end), r.in_at);
    r.out = CheckOutStatus::kNormal;
  }
  r.minutes = MinutesOf(r);
}

}  // namespace

Status Apply(store::Txn& txn, const OwnDay& door, const SupplementIn& in) {
  const access::Principal& who = door.who();
  auto row = FindRecord(txn, who.tenant, door.id(), true);
  if (!row) return kNoRecord;
  Record& r = row->record;
  const auto next = After(r.supplement, SupplementAct::kApply);
  if (!next) return Error{Code::kBadState, "supplement_pending"};
  row->sides = Wanting(r) & Asked(in.side);
  if (row->sides == 0) return Error{Code::kBadState, "supplement_needless"};
  if (r.reasons.size() >= kRequestsMax) return Error{Code::kBadState, "supplement_many"};
  KOINE_TRY(const std::string reason, word::TakeText(txn, who.tenant, in.reason, "reason"));
  r.reasons.push_back(reason);
  r.supplement = *next;
  r.decider = UserId();
  r.decided_at = 0;
  r.comment.clear();
  SaveRecord(txn, who.tenant, &*row);
  auto decider = organization::LeaderOf(txn, who.tenant, who.user);
  if (!decider) decider = organization::AdministratorFirst(txn, who.tenant, who.user);
  if (decider) Tell(txn, who.tenant, r, LineKind::kSupplementWaits, who.user, *decider, reason);
  return Ok();
}

Status Decide(store::Txn& txn, const JudgedDay& door, const Hours& hours, bool approved,
              const std::string& comment) {
  const access::Principal& who = door.who();
  auto row = FindRecord(txn, who.tenant, door.id(), true);
  if (!row) return kNoRecord;
  Record& r = row->record;
  const auto next =
      After(r.supplement, approved ? SupplementAct::kApprove : SupplementAct::kReject);
  if (!next) return Error{Code::kBadState, "supplement_decided"};
  KOINE_TRY(r.comment, word::TakeText(txn, who.tenant, comment, "comment"));
  r.supplement = *next;
  r.decider = who.user;
  r.decided_at = txn.now_ms();
  if (approved) Mend(hours, &*row);
  SaveRecord(txn, who.tenant, &*row);
  Tell(txn, who.tenant, r, approved ? LineKind::kSupplementApproved : LineKind::kSupplementRejected,
       who.user, r.who.id, r.comment);
  audit::Note(txn, who, approved ? "attendance.approve" : "attendance.reject",
              "attendance " + std::to_string(r.id.value));
  return Ok();
}

}  // namespace koine::attendance
