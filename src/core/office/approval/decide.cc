#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "core/access/allowance.h"
#include "core/access/system.h"
#include "core/office/approval/door.h"
#include "core/office/approval/rows.h"
#include "core/office/approval/run.h"
#include "core/office/approval/tell.h"

namespace koine::approval {

namespace {

using notification::LineKind;

Run RunOf(store::Txn& txn, const Readable& place) {
  return RunOf(txn, place.who().tenant, place.approval(), place.hands());
}

Status CheckComment(const std::string& comment) {
  if (text::CodePoints(comment) <= kCommentChars) return Ok();
  return Error{Code::kBadArgument, "chars", "comment"};
}

Person Self(store::Txn& txn, const access::Principal& who) {
  return access::FindPerson(txn, who.tenant, who.user);
}

// Whoever takes a place, or gets a copy.
Result<Person> Somebody(store::Txn& txn, TenantId tenant, UserId user) {
  const std::int64_t ids[] = {user.value};
  auto found = SelectActive(txn, tenant, ids);
  if (found.empty()) return Error{Code::kUserNotFound};
  return std::move(found.front());
}

Status Pass(store::Txn& txn, const Decidable& place, UserId to, const std::string& comment,
            ApprovalAction action) {
  const access::Principal& who = place.who();
  KOINE_CHECK(CheckComment(comment));
  if (!to) return FieldError(Code::kMissingArgument, "toUserId");
  if (to == who.user) return Error{Code::kSelfTarget, "approval"};
  if (to == place.approval().applicant.id) return Error{Code::kForbidden, "applicant"};
  KOINE_TRY(const Person other, Somebody(txn, who.tenant, to));
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kApply));
  if (place.approval().passes >= static_cast<std::int64_t>(kPassesMax)) {
    return Error{Code::kRateLimited, "passes"};
  }
  const Person self = Self(txn, who);
  Run run = RunOf(txn, place);
  struct Place {
    StepId step;
    UserId origin;
  };
  std::vector<Place> given;
  for (Hand* mine : run.OpenOf(who.user)) {
    const bool there = std::any_of(run.hands().begin(), run.hands().end(), [&](const Hand& h) {
      return h.step == mine->step && h.person.id == to &&
             (h.state == HandState::kOpen || h.state == HandState::kApproved);
    });
    if (there) return Error{Code::kConflict, "approver"};
    given.push_back({mine->step, mine->origin});
    if (action == ApprovalAction::kTransfer) run.Set(mine, HandAct::kPass);
    run.Note(self, mine->step, action, comment, to);
  }
  for (const Place& one : given) run.Give(one.step, other, one.origin);
  ++run.approval().passes;
  run.Save();
  const UserId hears[] = {to};
  Tell(txn, who.tenant, run.approval(), LineKind::kApprovalPassed, self, hears, comment);
  return Ok();
}

}  // namespace

Status Approve(store::Txn& txn, const Decidable& place, const std::string& comment) {
  KOINE_CHECK(CheckComment(comment));
  Run run = RunOf(txn, place);
  run.Say(Self(txn, place.who()), ApprovalAction::kApprove, comment);
  run.Advance();
  return Ok();
}

Status Reject(store::Txn& txn, const Decidable& place, const std::string& comment) {
  if (text::IsBlank(comment)) return FieldError(Code::kMissingArgument, "comment");
  KOINE_CHECK(CheckComment(comment));
  const Person self = Self(txn, place.who());
  Run run = RunOf(txn, place);
  run.Say(self, ApprovalAction::kReject, comment);
  run.End(Act::kReject);
  const UserId to[] = {place.approval().applicant.id};
  Tell(txn, place.who().tenant, run.approval(), LineKind::kApprovalRejected, self, to, comment);
  return Ok();
}

Status Cancel(store::Txn& txn, const Revocable& place) {
  Run run = RunOf(txn, place);
  std::vector<UserId> hears = {place.approval().applicant.id};
  for (const Hand& hand : place.hands()) {
    if (hand.state == HandState::kOpen) hears.push_back(hand.person.id);
  }
  run.Note(place.approval().applicant, {}, ApprovalAction::kCancel, "");
  run.End(Act::kCancel);
  Tell(txn, place.who().tenant, run.approval(), LineKind::kApprovalCancelled,
       place.approval().applicant, hears);
  return Ok();
}

Status Remind(store::Txn& txn, const Readable& place) {
  const access::Principal& who = place.who();
  if (place.approval().applicant.id != who.user) return Error{Code::kForbidden};
  if (place.approval().state != ApprovalState::kPending) return Error{Code::kBadState, "approval"};
  for (const Record& one : SelectRecords(txn, who.tenant, place.approval().id)) {
    if (one.action == ApprovalAction::kRemind && one.at > txn.now_ms() - kAskAgainMs) {
      return Error{Code::kRateLimited, "reminder"};
    }
  }
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kApply));
  std::vector<UserId> hears;
  for (const Hand& hand : place.hands()) {
    if (hand.state == HandState::kOpen) hears.push_back(hand.person.id);
  }
  RunOf(txn, place).Note(place.approval().applicant, {}, ApprovalAction::kRemind, "");
  Tell(txn, who.tenant, place.approval(), LineKind::kApprovalReminded, place.approval().applicant,
       hears);
  return Ok();
}

Status Transfer(store::Txn& txn, const Decidable& place, UserId to, const std::string& comment) {
  return Pass(txn, place, to, comment, ApprovalAction::kTransfer);
}

Status Delegate(store::Txn& txn, const Decidable& place, UserId to, const std::string& comment) {
  return Pass(txn, place, to, comment, ApprovalAction::kDelegate);
}

Status Copy(store::Txn& txn, const Readable& place, std::span<const std::int64_t> to) {
  const access::Principal& who = place.who();
  if (!place.involved()) return Error{Code::kForbidden};
  const std::set<std::int64_t> wanted(to.begin(), to.end());
  if (wanted.empty()) return FieldError(Code::kMissingArgument, "toUserIds");
  if (wanted.size() > kCopiesMax || place.hands().size() + wanted.size() > kHandsMax * 2) {
    return Error{Code::kTooLarge, "copies"};
  }
  const std::vector<std::int64_t> ids(wanted.begin(), wanted.end());
  const std::vector<Person> people = SelectActive(txn, who.tenant, ids);
  if (people.size() != ids.size()) return Error{Code::kUserNotFound};
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kApply));
  const Person self = Self(txn, who);
  Run run = RunOf(txn, place);
  std::vector<UserId> hears;
  for (const Person& person : people) {
    // Who sees it already needs no copy.
    const bool sees = person.id == place.approval().applicant.id ||
                      std::any_of(place.hands().begin(), place.hands().end(), [&](const Hand& h) {
                        return h.person.id == person.id && h.state != HandState::kCopyLater;
                      });
    run.Note(self, {}, ApprovalAction::kCopy, "", person.id);
    if (!sees)
      InsertHand(txn, who.tenant, run.approval(), {{}, person, self.id, HandState::kCopied});
    if (person.id != who.user) hears.push_back(person.id);
  }
  Tell(txn, who.tenant, run.approval(), LineKind::kApprovalCopied, self, hears);
  return Ok();
}

}  // namespace koine::approval
