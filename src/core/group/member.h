#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/doors.h"
#include "core/group/scene.h"
#include "core/group/system.h"
#include "core/identity/user.h"
#include "store/txn.h"

// Who is in a group, for those who may know it.
namespace koine::group {

// The right to know the members of a conversation: its members have it, and administrators of the
// server.
class Roster {
 public:
  Roster(const access::Member& place)  // NOLINT: a proof of more is a proof of this
      : tenant_(place.who().tenant), id_(place.conversation().id) {}
  Roster(const access::AnyGroup& place)  // NOLINT
      : tenant_(place.who().tenant), id_(place.conversation().id) {}
  Roster(const access::AnyConversation& place)  // NOLINT
      : tenant_(place.who().tenant), id_(place.conversation().id) {}
  Roster(const Manager& by)  // NOLINT
      : tenant_(by.scene().tenant), id_(by.scene().state.id) {}
  // As a member, or as an administrator of the server, also of a group that ended. Refused as
  // access::GroupMember.
  static Result<Roster> Open(store::Txn& txn, const access::Principal& who, ConversationId id);

  TenantId tenant() const { return tenant_; }
  ConversationId id() const { return id_; }

 private:
  Roster(TenantId tenant, ConversationId id) : tenant_(tenant), id_(id) {}
  TenantId tenant_;
  ConversationId id_;
};

struct MemberRow {
  identity::User user;
  access::MemberRole role = access::MemberRole::kMember;
  std::string nickname;  // in the group
  std::int64_t joined_at = 0, muted_until = 0;
};
struct MemberFilter {
  std::optional<access::MemberRole> role;
  std::optional<bool> muted;  // now, and not by a mute of all

  access::MemberRole lowest() const { return role.value_or(access::MemberRole::kMember); }
  access::MemberRole highest() const { return role.value_or(access::MemberRole::kOwner); }
  int mute() const { return muted ? *muted : -1; }  // -1: any
};
// Active members, owner and administrators first, then by entry.
std::vector<MemberRow> ListMembers(store::Txn& txn, const Roster& group, std::int64_t limit,
                                   std::int64_t offset, const MemberFilter& filter = {});
std::int64_t CountMembers(store::Txn& txn, const Roster& group, const MemberFilter& filter);
// Of `users`, those who are active members, with their roles.
std::vector<RoleOf> FindRoles(store::Txn& txn, const Roster& group,
                              std::span<const std::int64_t> users);

// A member as callers see them who use handles.
struct MemberProfile {
  identity::User user;
  access::MemberRole role = access::MemberRole::kMember;
  std::string nickname, avatar, ex;  // in the group; empty: the user's own
  std::int64_t joined_at = 0, muted_until = 0;
  std::int64_t join_source = 0;
  std::string inviter, operator_;  // handles
  ConversationId group;
};
// Active members in the order of ListMembers; of a part of the nickname in the group, if not empty.
std::vector<MemberProfile> PageMembers(store::Txn& txn, const Roster& group,
                                       std::string_view nickname, std::int64_t limit,
                                       std::int64_t offset);
std::int64_t CountMembers(store::Txn& txn, const Roster& group, std::string_view nickname);
// Of these users, the active members, in no order.
std::vector<MemberProfile> MembersAmong(store::Txn& txn, const Roster& group,
                                        std::span<const std::int64_t> users);
// The handles of the active members, in the order of PageMembers.
std::vector<std::string> MemberHandles(store::Txn& txn, const Roster& group);

}  // namespace koine::group
