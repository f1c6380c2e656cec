#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/state.h"
#include "core/group/announcement.h"
#include "core/group/join.h"
#include "core/group/manage.h"
#include "core/group/member.h"
#include "core/group/office.h"
#include "core/group/profile.h"
#include "core/group/render.h"
#include "store/txn.h"

// All SQL on groups beyond who is in them (core/conversation): what they are called, roles, mutes,
// announcements, requests to join.
namespace koine::group {

// What changes of a group; absent = unchanged.
struct InfoChange {
  std::optional<std::string> name, avatar, description, ex, settings, extend;
  std::optional<std::int64_t> max_members;
  std::optional<access::JoinMode> join_mode;
  std::optional<bool> hidden;
};
void SetInfo(store::Txn& txn, TenantId tenant, ConversationId id, const InfoChange& change);
// What is kept with it as text (Settings).
std::string FindSettings(store::Txn& txn, TenantId tenant, ConversationId id);
// What an application keeps with it (core/app), as JSON; empty: nothing.
std::string FindExtend(store::Txn& txn, TenantId tenant, ConversationId id);
void SetNotice(store::Txn& txn, TenantId tenant, ConversationId id, std::string_view notice,
               UserId by);
void SetOwner(store::Txn& txn, TenantId tenant, ConversationId id, UserId owner);
void SetMuteAll(store::Txn& txn, TenantId tenant, ConversationId id, bool on);
void SetDissolved(store::Txn& txn, TenantId tenant, ConversationId id);

// Of active members. A new owner is not muted any more.
void SetRole(store::Txn& txn, TenantId tenant, ConversationId id, UserId user,
             access::MemberRole role);
std::int64_t CountAdmins(store::Txn& txn, TenantId tenant, ConversationId id);
// Owner and administrators.
std::vector<UserId> ListManagers(store::Txn& txn, TenantId tenant, ConversationId id);
// Those of `users` who are members, changed; with `until_ms` 0 only those who are muted now.
std::vector<UserId> SetMuted(store::Txn& txn, TenantId tenant, ConversationId id,
                             std::int64_t until_ms, std::span<const std::int64_t> users);
void SetNickname(store::Txn& txn, TenantId tenant, ConversationId id, UserId user,
                 std::string_view nickname);
// Active members, each as its change says, in one statement.
void WriteMembers(store::Txn& txn, TenantId tenant, ConversationId id,
                  const std::vector<MemberChange>& changes);
// Ends up to `limit` active seats; returns whose.
std::vector<UserId> EndSeats(store::Txn& txn, TenantId tenant, ConversationId id, UserId by,
                             std::int64_t max_seq, std::int64_t limit);

AnnouncementId NewAnnouncementId(store::Txn& txn);
void InsertAnnouncement(store::Txn& txn, TenantId tenant, const Announcement& announcement);
std::optional<Announcement> FindAnnouncement(store::Txn& txn, TenantId tenant, AnnouncementId id);
// Pinned ones first, then the newest.
std::vector<Announcement> SelectAnnouncements(store::Txn& txn, TenantId tenant, ConversationId id,
                                              Which which, std::int64_t limit,
                                              std::int64_t offset = 0);
void UpdateAnnouncement(store::Txn& txn, TenantId tenant, const Announcement& announcement);
void RecallAllAnnouncements(store::Txn& txn, TenantId tenant, ConversationId id);
void DeleteAnnouncement(store::Txn& txn, TenantId tenant, AnnouncementId id);
std::int64_t DeleteExpiredAnnouncements(store::Txn& txn, TenantId tenant, int limit);

// Of one user and one group there is one request: the new one replaces the old. Gives them their
// ids.
void PutJoinRequests(store::Txn& txn, TenantId tenant, ConversationId id,
                     std::vector<JoinRequest>* requests);
std::optional<JoinRequest> FindJoinRequest(store::Txn& txn, TenantId tenant, JoinRequestId id);
std::optional<JoinRequest> FindJoinOf(store::Txn& txn, TenantId tenant, ConversationId id,
                                      UserId user);
// Whether one of the user waits there.
bool HasPendingJoin(store::Txn& txn, TenantId tenant, ConversationId id, UserId user);
std::int64_t CountPendingJoins(store::Txn& txn, TenantId tenant, UserId user);
// The newest first; of those who came in otherwise, none waits.
std::vector<JoinRequest> SelectJoinRequests(store::Txn& txn, TenantId tenant, ConversationId id,
                                            std::optional<JoinStatus> status, std::int64_t limit,
                                            std::int64_t offset = 0);
void SetJoinStatus(store::Txn& txn, TenantId tenant, JoinRequestId id, JoinStatus status,
                   UserId handler, std::string_view answer);
void CloseJoinRequests(store::Txn& txn, TenantId tenant, ConversationId id, UserId by);

// The id behind a handle, also of a dissolved group.
std::optional<ConversationId> FindByHandle(store::Txn& txn, TenantId tenant,
                                           std::string_view handle);
// Those that exist, in no order.
std::vector<Profile> FindProfiles(store::Txn& txn, TenantId tenant,
                                  std::span<const std::string> handles);
// Those of which the user is an active member; `from`: in which they are at least that.
std::int64_t CountJoined(store::Txn& txn, TenantId tenant, UserId user,
                         access::MemberRole from = access::MemberRole::kMember);

// The active members among these seats of several groups, in no order.
std::vector<MemberProfile> MembersAmong(store::Txn& txn, TenantId tenant,
                                        std::span<const SeatKey> seats);
std::optional<Info> FindInfo(store::Txn& txn, TenantId tenant, ConversationId id);
std::vector<Info> ListInfos(store::Txn& txn, TenantId tenant, const InfoFilter& filter,
                            std::int64_t limit, std::int64_t offset);
std::int64_t CountInfos(store::Txn& txn, TenantId tenant, const InfoFilter& filter);
// Why the server's administrators have banned it; empty: not said, or it is not banned.
std::string FindBanReason(store::Txn& txn, TenantId tenant, ConversationId id);
void SetBan(store::Txn& txn, TenantId tenant, ConversationId id, bool banned,
            std::string_view reason);
// `fresh`: made since `since_ms`. Members are counted once per group.
Stats FindStats(store::Txn& txn, TenantId tenant, std::int64_t since_ms);

}  // namespace koine::group
