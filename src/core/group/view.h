#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/access/sight.h"
#include "core/access/state.h"
#include "core/group/member.h"
#include "core/group/office.h"
#include "core/group/profile.h"
#include "core/version/version.h"
#include "store/txn.h"

// Several groups at once, for a member of each or an administrator of the server.
namespace koine::group {

// One group as the principal may see it. kGroupNotFound where it does not exist for them, or ended.
struct Looked {
  Info info;  // why it is banned: where they see all of it
  access::Sight sight = access::Sight::kUnseen;
  std::optional<access::MemberState> seat;
};
Result<Looked> LookAtGroup(store::Txn& txn, const access::Principal& who, ConversationId id);

// What a stranger sees of a group.
void MakeCard(Profile* group);
// These groups as the principal may see them: those that do not exist for them are left out, of
// others they get a card (core/access/sight). One statement.
std::vector<Profile> ShownTo(store::Txn& txn, const access::Principal& who,
                             std::vector<Profile> groups);

// What becomes of a dissolved group among those asked for.
enum class Dissolved : std::uint8_t { kRefused, kLeftOut };

// The groups behind these handles in their order, each once; three statements. kGroupNotFound;
// kNotMember "group"; kGroupDissolved, as asked.
Result<std::vector<Profile>> OpenAsMember(store::Txn& txn, const access::Principal& who,
                                          std::span<const std::string> handles,
                                          Dissolved dissolved);

// What changed in the list of the principal's groups; of those they left, the handles.
struct GroupChanges {
  version::Delta delta;
  std::vector<Profile> inserted, updated;
  std::vector<std::string> deleted;
};
GroupChanges ChangedGroups(store::Txn& txn, const access::Principal& who,
                           const version::Version& seen);

// So many changes an answer about several groups may hold.
inline constexpr std::size_t kChangesMax = 500;

// What changed in the list of a group's members.
struct MemberChanges {
  version::Delta delta;  // ids; what follows is of those that are there
  std::vector<MemberProfile> inserted, updated;
  std::vector<std::string> deleted;  // handles
};
// Since the versions that the reader has, by group; groups are left out from the first on before
// which kChangesMax changes are in the answer. At most four statements.
std::vector<MemberChanges> ChangedMembers(store::Txn& txn, TenantId tenant,
                                          std::span<const version::Asked> asked);

}  // namespace koine::group
