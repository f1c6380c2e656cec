#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "core/office/document/door.h"
#include "store/txn.h"

// Who else has a document (ruoyi 15.11).
namespace koine::document {

inline constexpr std::size_t kSharesMax = 200;  // of one document
inline constexpr std::int64_t kShareDaysMax = 3650;

struct ShareIn {
  std::vector<std::int64_t> users;  // not empty
  Permission permission = Permission::kView;
  bool may_copy = true, may_download = true;
  std::int64_t expires_at = 0;  // ms; 0: never
};
// Those it was shared with have this right from now on; the others hear of it. The owner among them
// is passed over. kUserNotFound, kBlockedByPeer, kBadState "document_shares" above kSharesMax,
// kForbidden "document_admin" when somebody but the owner makes or changes an administrator of it,
// kRateLimited (access::Act::kDocument).
Status ShareDocument(store::Txn& txn, const ShareableDocument& place, const ShareIn& in);

// It is not shared with the user any more; everybody may do that for themself. kRoleTooLow,
// kForbidden "document_admin", kNotFound "document_share".
Status UnshareDocument(store::Txn& txn, const ReadableDocument& place, UserId user);

}  // namespace koine::document
