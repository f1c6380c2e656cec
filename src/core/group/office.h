#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/access/state.h"
#include "core/group/profile.h"
#include "store/txn.h"

// Groups as the administration of the server sees them: administrators and auditors. kForbidden for
// anybody else.
namespace koine::group {

// A group as the administration of the server sees it.
struct Info {
  access::ConversationState state;
  std::string description, notice, owner_name;
  std::int64_t created_at = 0;
  // Why it is banned; only where one group is asked for.
  std::string ban_reason;
};
// kGroupNotFound.
Result<Info> FindInfo(store::Txn& txn, const access::Principal& who, ConversationId id);
// Which of them. The newest first, dissolved ones too.
struct InfoFilter {
  std::string keyword;  // part of the name, as written, or the id; empty: any
  std::optional<bool> banned;
  // When the group was made, both inclusive, ms.
  std::int64_t created_from = 0, created_to = std::numeric_limits<std::int64_t>::max();
};
Result<std::vector<Info>> ListInfos(store::Txn& txn, const access::Principal& who,
                                    const InfoFilter& filter, std::int64_t limit,
                                    std::int64_t offset);
Result<std::int64_t> CountInfos(store::Txn& txn, const access::Principal& who,
                                const InfoFilter& filter);
struct Stats {
  std::int64_t total = 0, normal = 0, dissolved = 0, open = 0, muted = 0, members = 0, fresh = 0;
};
// `fresh`: made since `since_ms`. Members are counted once per group.
Result<Stats> FindStats(store::Txn& txn, const access::Principal& who, std::int64_t since_ms);

// Groups that are not dissolved and whose name contains `name` (all for an empty one), the newest
// first.
struct Found {
  std::int64_t total = 0;
  std::vector<Profile> page;
};
Result<Found> SearchByName(store::Txn& txn, const access::Principal& who, std::string_view name,
                           std::int64_t limit, std::int64_t offset);

}  // namespace koine::group
