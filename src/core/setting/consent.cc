#include "core/setting/consent.h"

#include <set>

#include "core/setting/consent_rows.h"
#include "core/setting/privacy.h"
#include "core/setting/setting.h"

namespace koine::setting {

Status LetBring(store::Txn& txn, TenantId tenant, UserId by, std::span<const std::int64_t> users) {
  if (users.empty()) return Ok();
  if (!BlockersAmong(txn, tenant, by, users).empty()) return Error{Code::kBlockedByPeer};
  const auto said = [&](const char* value) {
    return setting::WhoSet(txn, tenant, users, setting::kPrivacy, setting::kAddToGroups, value);
  };
  const Error refused{Code::kPeerRefuses, "group"};
  for (const UserId user : said(setting::kNobody)) {
    if (user != by) return refused;
  }
  const auto only_contacts = said(setting::kContacts);
  if (only_contacts.empty()) return Ok();
  const auto known = KnownTo(txn, tenant, by, users);
  const std::set<UserId> knowing(known.begin(), known.end());
  for (const UserId user : only_contacts) {
    if (user != by && knowing.count(user) == 0) return refused;
  }
  return Ok();
}

}  // namespace koine::setting
