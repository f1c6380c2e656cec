#include "core/office/document/share.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/contact/pair.h"
#include "core/identity/people.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/document/keep.h"
#include "core/office/document/rows.h"

namespace koine::document {

namespace {

using access::Principal;

// All of them are there and block nobody who shares with them.
Status MayGetIt(store::Txn& txn, const Principal& who, const std::vector<std::int64_t>& users) {
  const auto found = identity::FindUsers(txn, who, users);
  const auto active = std::count_if(found.begin(), found.end(), [](const identity::User& user) {
    return user.status == identity::UserStatus::kActive;
  });
  if (active != std::ssize(users)) return Error{Code::kUserNotFound};
  if (!contact::BlockersAmong(txn, who, users).empty()) return Error{Code::kBlockedByPeer};
  return Ok();
}

void TellShared(store::Txn& txn, const Principal& who, const Document& document,
                const std::vector<std::int64_t>& users) {
  std::vector<UserId> receivers;
  for (const std::int64_t user : users) receivers.emplace_back(user);
  notification::Line line;
  line.kind = notification::LineKind::kDocumentShared;
  line.actor = access::PersonOf(txn, who).name;
  line.topic = document.title;
  notification::Notify(txn, who.tenant, who.user, receivers,
                       notification::ContentOf(notification::kDocument, line,
                                               notification::kDocument, document.id.value));
}

}  // namespace

Status ShareDocument(store::Txn& txn, const ShareableDocument& place, const ShareIn& in) {
  const Principal& who = place.who();
  Document document = place.document();
  std::vector<std::int64_t> users = in.users;
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
  std::erase(users, document.owner.value);
  if (users.empty()) return Ok();
  const bool owner = place.seat().permission == Permission::kOwner;
  if (!owner && in.permission >= Permission::kAdmin) {
    return Error{Code::kForbidden, "document_admin"};
  }
  KOINE_CHECK(MayGetIt(txn, who, users));
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kDocument));
  const Seat wanted{in.permission, in.may_copy, in.may_download, in.expires_at, false, 0};
  std::unordered_map<std::int64_t, SharedWith> before;
  for (const SharedWith& one : SelectSeats(txn, who.tenant, document.id)) {
    before.emplace(one.user.value, one);
  }
  std::vector<std::int64_t> fresh;
  for (const std::int64_t user : users) {
    const auto found = before.find(user);
    if (found == before.end()) {
      fresh.push_back(user);
      ++document.shares;
    } else if (found->second.permission >= Permission::kAdmin && !owner) {
      return Error{Code::kForbidden, "document_admin"};
    }
    const bool ended = found != before.end() && found->second.expires_at > 0;
    if (in.expires_at > 0 || ended) {
      PutEnd(txn, who.tenant, document.id, UserId(user), in.expires_at);
    }
  }
  PutSeats(txn, who.tenant, document, users, wanted);
  if (document.shares > static_cast<std::int64_t>(kSharesMax)) {
    return Error{Code::kBadState, "document_shares"};
  }
  UpdateDocument(txn, who.tenant, document, false);
  if (!fresh.empty()) TellShared(txn, who, document, fresh);
  return Ok();
}

Status UnshareDocument(store::Txn& txn, const ReadableDocument& place, UserId user) {
  const Principal& who = place.who();
  const Permission own = place.seat().permission;
  if (user != who.user && own < Permission::kAdmin) return Error{Code::kRoleTooLow};
  Document document = place.document();
  const auto seat = FindSeat(txn, who.tenant, document.id, user);
  if (!seat || seat->permission == Permission::kOwner) {
    return Error{Code::kNotFound, "document_share"};
  }
  if (user != who.user && own != Permission::kOwner && seat->permission >= Permission::kAdmin) {
    return Error{Code::kForbidden, "document_admin"};
  }
  DeleteSeat(txn, who.tenant, document.id, user);
  PutEnd(txn, who.tenant, document.id, user, 0);
  --document.shares;
  UpdateDocument(txn, who.tenant, document, false);
  return Ok();
}

}  // namespace koine::document
