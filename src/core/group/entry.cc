#include "core/group/entry.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/access/sight.h"
#include "core/audit/audit.h"
#include "core/contact/book.h"
#include "core/event/event.h"
#include "core/group/announcement.h"
#include "core/group/join.h"
#include "core/group/manage.h"
#include "core/group/member_rows.h"
#include "core/group/rows.h"
#include "core/group/scene.h"
#include "core/identity/rows.h"
#include "core/setting/consent.h"
#include "core/wallet/wallet.h"

namespace koine::group {

namespace {

using Ids = std::vector<std::int64_t>;

// Each once, without the principal.
Ids Others(const access::Principal& who, const Ids& users) {
  std::set<std::int64_t> each(users.begin(), users.end());
  each.erase(who.user.value);
  return {each.begin(), each.end()};
}

Status MayBring(store::Txn& txn, const access::Principal& who, const Ids& users) {
  const auto found = identity::FindUsers(txn, who.tenant, users);
  const auto there = std::count_if(found.begin(), found.end(), [](const identity::User& user) {
    return user.status != identity::UserStatus::kDeregistered;
  });
  if (static_cast<std::size_t>(there) < users.size()) return Error{Code::kUserNotFound};
  if (!who.policy->friends_invite) return Ok();
  const auto friends = contact::FriendsAmong(txn, who, users);
  return friends.size() == users.size() ? Ok() : Status(Error{Code::kNotFriends});
}

Status MayFound(store::Txn& txn, const access::Principal& who) {
  if (!who.policy->vips_found) return Ok();
  // Before counting: two groups that are made at once both count. A VIP has an account.
  if (!wallet::LockOwn(txn, who).vip(txn.now_ms())) return Error{Code::kForbidden, "vip"};
  const auto owned = CountJoined(txn, who.tenant, who.user, access::MemberRole::kOwner);
  return owned < kGroupsPerVip ? Ok() : Status(Error{Code::kBadState, "vip_groups"});
}

}  // namespace

Result<ConversationId> FoundGroup(store::Txn& txn, const access::Principal& who, GroupIn in,
                                  const std::string& notice) {
  in.members = Others(who, in.members);
  KOINE_CHECK(MayBring(txn, who, in.members));
  KOINE_CHECK(MayFound(txn, who));
  if (!notice.empty()) {
    in.furnish = [&notice](store::Txn& t, Scene* scene) {
      return SetFirstNotice(t, *scene, notice);
    };
  }
  return CreateGroup(txn, who, in);
}

Status BringFriends(store::Txn& txn, const access::GroupMember& place, Ids users) {
  const access::Principal& who = place.who();
  const auto& state = place.conversation();
  std::set<std::int64_t> inside = {who.user.value};
  for (const auto& one : FindRoles(txn, who.tenant, state.id, users)) {
    inside.insert(one.user.value);
  }
  // Who is in it need not be a friend.
  std::erase_if(users, [&inside](std::int64_t user) { return inside.count(user) > 0; });
  KOINE_CHECK(MayBring(txn, who, Others(who, users)));
  KOINE_CHECK(setting::LetBring(txn, who.tenant, who.user, users));
  if (state.banned) return Error{Code::kGroupBanned, "", state.ban_reason};
  const bool manager = place.member().role >= access::MemberRole::kAdmin;
  if (!manager && state.join_mode == access::JoinMode::kApplyOrInvite) {
    return Error{Code::kRoleTooLow, "invite"};
  }
  Scene scene = SceneOf(place);
  KOINE_TRY([[maybe_unused]] const std::int64_t joined, SeatInvited(txn, &scene, users, false));
  return Ok();
}

Status JoinOpen(store::Txn& txn, const access::Principal& who, ConversationId group) {
  KOINE_TRY(const access::Seen seen, access::LookAt(txn, who, group, /*lock=*/true));
  const access::ConversationState& state = seen.group;
  if (state.status == access::ConversationStatus::kDissolved) return Error{Code::kGroupDissolved};
  if (seen.inside()) return Ok();
  if (state.join_mode != access::JoinMode::kOpen && !state.banned) {
    return Error{Code::kForbidden, "closed_group"};
  }
  KOINE_TRY([[maybe_unused]] const Applied applied, Apply(txn, who, group, {}));
  return Ok();
}

void SetBanned(store::Txn& txn, const access::AnyGroup& place, bool banned,
               const std::string& reason) {
  Scene scene = SceneOf(place);
  const bool was = scene.state.banned;
  audit::Note(txn, place.who(), banned ? "group.ban" : "group.unban",
              "group " + std::to_string(scene.state.id.value), reason);
  if (!banned && !was) return;
  SetBan(txn, scene.tenant, scene.state.id, banned, reason);
  if (banned == was) return;
  scene.state.banned = banned;
  scene.state.ban_reason = banned ? reason : std::string();
  NoteMembers(txn, &scene, {version::kItself});
  AddLine(txn, &scene, banned ? body::NoticeKind::kGroupBanned : body::NoticeKind::kGroupUnbanned,
          {}, reason);
  event::GroupEvent event;
  event.action = event::GroupAction::kUpdated;
  event.info = true;
  event.told = true;
  TellGroup(txn, scene, std::move(event));
}

}  // namespace koine::group
