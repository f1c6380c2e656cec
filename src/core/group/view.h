#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/group/view_rows.h"
#include "core/version/version.h"
#include "store/txn.h"

// Several groups at once, for a member of each or an administrator of the server.
namespace koine::group {

// What a stranger sees of a group.
void MakeCard(Profile* group);
// These groups as the principal may see them: those that do not exist for him are left out, of
// others he gets a card (core/access/sight). One statement.
std::vector<Profile> ShownTo(store::Txn& txn, const access::Principal& who,
                             std::vector<Profile> groups);

// What becomes of a dissolved group among those asked for.
enum class Dissolved : std::uint8_t { kRefused, kLeftOut };

// The groups behind these handles in their order, each once; three statements. kGroupNotFound;
// kNotMember "group"; kGroupDissolved, as asked.
Result<std::vector<Profile>> OpenAsMember(store::Txn& txn, const access::Principal& who,
                                          std::span<const std::string> handles,
                                          Dissolved dissolved);

// The groups of whose requests `manager` may know: those named, or all that he manages. An
// administrator of the server may ask about any. kGroupNotFound, kNotMember with "groupIDs";
// kRoleTooLow "admin". At most two statements.
Result<std::vector<std::int64_t>> ManagedAmong(store::Txn& txn, const access::Principal& manager,
                                               bool for_admin,
                                               std::span<const std::string> handles);

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
