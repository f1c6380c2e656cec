#include "core/group/profile.h"

#include "core/group/rows.h"
#include "core/group/view.h"
#include "core/group/view_rows.h"

namespace koine::group {

std::vector<Profile> FindShown(store::Txn& txn, const access::Principal& who,
                               std::span<const std::string> handles) {
  return ShownTo(txn, who, FindProfiles(txn, who.tenant, handles));
}

std::vector<Profile> FindShownById(store::Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> ids) {
  return ShownTo(txn, who, FindProfilesById(txn, who.tenant, ids));
}

std::optional<ConversationId> FindByHandle(store::Txn& txn, const access::Principal& who,
                                           std::string_view handle) {
  return FindByHandle(txn, who.tenant, handle);
}

std::map<std::string, ConversationId> FindIds(store::Txn& txn, const access::Principal& who,
                                              std::span<const std::string> handles) {
  std::map<std::string, ConversationId> out;
  for (const Profile& one : FindProfiles(txn, who.tenant, handles)) out[one.handle] = one.id;
  return out;
}

std::int64_t CountJoined(store::Txn& txn, const access::Principal& who) {
  return CountJoined(txn, who.tenant, who.user);
}

std::vector<Abstract> FindAbstracts(store::Txn& txn, const access::Principal& who,
                                    std::span<const Profile> groups) {
  std::vector<std::int64_t> ids;
  for (const Profile& one : groups) ids.push_back(one.id.value);
  return FindAbstracts(txn, who.tenant, ids);
}

}  // namespace koine::group
