#include "core/office/approval/door.h"

#include <algorithm>

#include "core/office/approval/rows.h"

namespace koine::approval {

namespace {

bool Holds(const Hand& hand, UserId user) {
  return hand.person.id == user && hand.state != HandState::kCopyLater;
}

}  // namespace

Result<Readable> Readable::Open(store::Txn& txn, const access::Principal& who, ApprovalId id) {
  auto found = FindApproval(txn, who.tenant, id, txn.writable());
  if (!found) return Error{Code::kNotFound, "approval"};
  auto hands = SelectHands(txn, who.tenant, id);
  const bool sees = found->applicant.id == who.user || who.admin() ||
                    std::any_of(hands.begin(), hands.end(),
                                [&](const Hand& hand) { return Holds(hand, who.user); });
  if (!sees) return Error{Code::kForbidden};
  return Readable(who, *std::move(found), std::move(hands));
}

bool Readable::involved() const {
  if (approval_.applicant.id == who_.user || who_.admin()) return true;
  return std::any_of(hands_.begin(), hands_.end(), [this](const Hand& hand) {
    return Holds(hand, who_.user) && hand.state != HandState::kCopied;
  });
}

Result<Decidable> Decidable::Open(store::Txn& txn, const access::Principal& who, ApprovalId id) {
  KOINE_TRY(Readable readable, Readable::Open(txn, who, id));
  if (!office::Next(kStates, readable.approval().state, Act::kAdvance)) {
    return Error{Code::kBadState, "approval"};
  }
  const bool waits =
      std::any_of(readable.hands().begin(), readable.hands().end(), [&](const Hand& hand) {
        return hand.person.id == who.user && hand.state == HandState::kOpen;
      });
  if (!waits) return Error{Code::kForbidden, "approval"};
  return Decidable(std::move(readable));
}

Result<Revocable> Revocable::Open(store::Txn& txn, const access::Principal& who, ApprovalId id) {
  KOINE_TRY(Readable readable, Readable::Open(txn, who, id));
  if (readable.approval().applicant.id != who.user) return Error{Code::kForbidden};
  if (!office::Next(kStates, readable.approval().state, Act::kCancel)) {
    return Error{Code::kBadState, "approval_cancel"};
  }
  return Revocable(std::move(readable));
}

}  // namespace koine::approval
