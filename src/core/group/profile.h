#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/access/state.h"
#include "store/txn.h"

// Groups as the principal may see them.
namespace koine::group {

// A group as those see it who call it by its handle.
struct Profile {
  ConversationId id;
  std::string handle, name, avatar, description, notice, ex, settings;
  std::string owner, creator, notice_by;  // handles
  std::int64_t created_at = 0, notice_at = 0, member_count = 0;
  access::JoinMode join_mode = access::JoinMode::kApply;
  bool dissolved = false, banned = false, mute_all = false, hidden = false;
};
// Those of these groups that exist for the principal, in no order; a card of each that they are
// not in (core/access/sight). At most two statements.
std::vector<Profile> FindShown(store::Txn& txn, const access::Principal& who,
                               std::span<const std::string> handles);
std::vector<Profile> FindShownById(store::Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> ids);

// The ids behind handles, also of dissolved groups and of those that are hidden from the principal:
// a number for a door to judge, and nothing to show.
std::optional<ConversationId> FindByHandle(store::Txn& txn, const access::Principal& who,
                                           std::string_view handle);
std::map<std::string, ConversationId> FindIds(store::Txn& txn, const access::Principal& who,
                                              std::span<const std::string> handles);

// Those of which the principal is an active member: their own first, then those they administer, by
// entry. The handles: of all of them.
std::vector<Profile> ListJoined(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                std::int64_t offset);
std::int64_t CountJoined(store::Txn& txn, const access::Principal& who);
std::vector<std::string> JoinedHandles(store::Txn& txn, const access::Principal& who);

// How many active members a group has, and sums over their ids that tell one set from another.
// Groups without any are left out.
struct Abstract {
  ConversationId group;
  std::int64_t members = 0, sum = 0, squares = 0;
};
// Of groups that the principal has opened (OpenAsMember).
std::vector<Abstract> FindAbstracts(store::Txn& txn, const access::Principal& who,
                                    std::span<const Profile> groups);

}  // namespace koine::group
