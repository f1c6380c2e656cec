#include "core/group/view.h"

#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "core/access/doors.h"
#include "core/access/sight.h"
#include "core/group/rows.h"
#include "core/group/view_rows.h"
#include "core/identity/system.h"

namespace koine::group {

namespace {

access::ConversationState StateOf(const Profile& group) {
  access::ConversationState state;
  state.id = group.id;
  state.hidden = group.hidden;
  if (group.dissolved) state.status = access::ConversationStatus::kDissolved;
  return state;
}

}  // namespace

Result<Looked> LookAtGroup(store::Txn& txn, const access::Principal& who, ConversationId id) {
  auto info = FindInfo(txn, who.tenant, id);
  if (!info || info->state.status == access::ConversationStatus::kDissolved) {
    return Error{Code::kGroupNotFound};
  }
  Looked out;
  if (const auto seat = access::Seated::Peek(txn, who, id)) out.seat = seat->member();
  out.sight = access::SightOf(who, info->state, out.seat ? &*out.seat : nullptr);
  if (out.sight == access::Sight::kUnseen) return Error{Code::kGroupNotFound};
  out.info = *std::move(info);
  if (out.sight == access::Sight::kFull && out.info.state.banned) {
    out.info.ban_reason = FindBanReason(txn, who.tenant, id);
  }
  return out;
}

void MakeCard(Profile* group) {
  group->description = std::string(text::Prefix(group->description, access::kCardChars));
  group->notice = group->notice_by = group->ex = group->settings = group->creator = "";
  group->notice_at = 0;
  group->mute_all = false;
}

std::vector<Profile> ShownTo(store::Txn& txn, const access::Principal& who,
                             std::vector<Profile> groups) {
  if (who.oversees() || groups.empty()) return groups;
  std::vector<std::int64_t> ids;
  for (const Profile& one : groups) ids.push_back(one.id.value);
  std::map<ConversationId, access::MemberState> seats;
  for (const access::Seated& seat : access::Seated::PeekMany(txn, who, ids)) {
    seats.emplace(seat.conversation().id, seat.member());
  }
  std::erase_if(groups, [&](Profile& one) {
    const auto it = seats.find(one.id);
    const auto* seat = it == seats.end() ? nullptr : &it->second;
    const access::Sight sight = access::SightOf(who, StateOf(one), seat);
    if (sight == access::Sight::kCard) MakeCard(&one);
    return sight == access::Sight::kUnseen;
  });
  return groups;
}

Result<std::vector<Profile>> OpenAsMember(store::Txn& txn, const access::Principal& who,
                                          std::span<const std::string> handles,
                                          Dissolved dissolved) {
  std::map<std::string, Profile> found;
  for (Profile& one : ShownTo(txn, who, FindProfiles(txn, who.tenant, handles))) {
    std::string handle = one.handle;
    found.emplace(std::move(handle), std::move(one));
  }
  std::vector<Profile> out;
  std::vector<std::int64_t> ids;
  std::set<std::string_view> named;
  for (const std::string& handle : handles) {
    if (!named.insert(handle).second) continue;
    auto node = found.extract(handle);
    if (node.empty()) return Error{Code::kGroupNotFound};
    if (node.mapped().dissolved) {
      if (dissolved == Dissolved::kRefused) return Error{Code::kGroupDissolved};
      continue;
    }
    ids.push_back(node.mapped().id.value);
    out.push_back(std::move(node.mapped()));
  }
  if (!who.admin() && FindSeats(txn, who.tenant, who.user, ids).size() != ids.size()) {
    return Error{Code::kNotMember, "group"};
  }
  return out;
}

GroupChanges ChangedGroups(store::Txn& txn, const access::Principal& who,
                           const version::Version& seen) {
  GroupChanges out;
  out.delta = version::Since(txn, who.tenant, version::Collection::kGroups, who.user.value, seen);
  const version::Delta& delta = out.delta;
  if (delta.full) return out;
  const std::set<std::int64_t> inserted(delta.inserted.begin(), delta.inserted.end());
  const std::set<std::int64_t> deleted(delta.deleted.begin(), delta.deleted.end());
  std::vector<std::int64_t> changed = delta.inserted;
  changed.insert(changed.end(), delta.updated.begin(), delta.updated.end());
  changed.insert(changed.end(), delta.deleted.begin(), delta.deleted.end());
  for (Profile& one : FindProfilesById(txn, who.tenant, changed)) {
    if (deleted.count(one.id.value) > 0) {
      out.deleted.push_back(std::move(one.handle));
    } else {
      (inserted.count(one.id.value) > 0 ? out.inserted : out.updated).push_back(std::move(one));
    }
  }
  return out;
}

std::vector<MemberChanges> ChangedMembers(store::Txn& txn, TenantId tenant,
                                          std::span<const version::Asked> asked) {
  std::vector<MemberChanges> out;
  std::size_t total = 0;
  std::vector<SeatKey> seats;
  std::vector<std::int64_t> gone;
  std::map<std::int64_t, std::size_t> places;  // of a group in `out`
  for (version::Delta& delta :
       version::SinceMany(txn, tenant, version::Collection::kMembers, asked)) {
    if (total >= kChangesMax) break;
    total += delta.size();
    const ConversationId group(delta.owner);
    for (const auto* ids : {&delta.inserted, &delta.updated}) {
      for (const std::int64_t id : *ids) seats.push_back({group, UserId(id)});
    }
    gone.insert(gone.end(), delta.deleted.begin(), delta.deleted.end());
    places[delta.owner] = out.size();
    out.push_back({std::move(delta), {}, {}, {}});
  }
  std::map<std::int64_t, std::set<std::int64_t>> inserted;
  for (const MemberChanges& one : out) {
    inserted[one.delta.owner].insert(one.delta.inserted.begin(), one.delta.inserted.end());
  }
  for (MemberProfile& member : MembersAmong(txn, tenant, seats)) {
    MemberChanges& changes = out[places.at(member.group.value)];
    const bool fresh = inserted[member.group.value].count(member.user.id.value) > 0;
    (fresh ? changes.inserted : changes.updated).push_back(std::move(member));
  }
  std::map<std::int64_t, std::string> handles;
  for (identity::User& user : identity::FindUsers(txn, tenant, gone)) {
    handles[user.id.value] = std::move(user.handle);
  }
  for (MemberChanges& one : out) {
    for (const std::int64_t id : one.delta.deleted) {
      if (const auto it = handles.find(id); it != handles.end()) one.deleted.push_back(it->second);
    }
  }
  return out;
}

}  // namespace koine::group
