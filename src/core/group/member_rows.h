#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/state.h"
#include "core/event/fwd.h"
#include "core/group/member.h"
#include "core/group/system.h"
#include "store/txn.h"

// All SQL on a group's row and seats when it is made, and when members come and go.
namespace koine::group {

struct NewGroup {
  ConversationId id;
  UserId owner;
  std::string name, avatar, description;
  access::JoinMode join_mode = access::JoinMode::kApplyOrInvite;
  std::int64_t max_members = 0;
  bool history_for_new = true;
  std::string handle;        // empty: the decimal id
  std::string ex, settings;  // what dialects keep with it
  bool hidden = false;       // from those who are not in it
};
// What a group is, for events.
event::GroupCard FindCard(store::Txn& txn, TenantId tenant, const access::ConversationState& state);
bool GroupHandleTaken(store::Txn& txn, TenantId tenant, std::string_view handle);
void InsertGroup(store::Txn& txn, TenantId tenant, const NewGroup& group);
// Seats for those of `users` who exist, are active and are not in it yet; returns them.
struct Newcomers {
  UserId inviter, by;  // who asked for them; who let them in
  access::JoinSource source = access::JoinSource::kNone;
  access::MemberRole role = access::MemberRole::kMember;
  std::int64_t min_seq = 0;
  std::int64_t read_seq = 0, read_counted = 0;
};
std::vector<UserId> InsertMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                  const Newcomers& newcomers, std::span<const std::int64_t> users);
// Those of `users` who exist, are active and are not in it yet, by id.
std::vector<std::int64_t> FindNewcomers(store::Txn& txn, TenantId tenant,
                                        ConversationId conversation,
                                        std::span<const std::int64_t> users);
// Ends the seats of those of `users` who are active and below `below`; returns them.
std::vector<UserId> EndMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                               access::MemberStatus status, UserId by, std::int64_t max_seq,
                               access::MemberRole below, std::span<const std::int64_t> users);
void AddToMemberCount(store::Txn& txn, TenantId tenant, ConversationId conversation,
                      std::int64_t difference);
// Where the line of the last announcement stands.
void SetNoticeSeq(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq);
// Active members, owner and administrators first, then by entry.
std::vector<MemberRow> ListMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                                   std::int64_t limit, std::int64_t offset,
                                   const MemberFilter& filter = {});
std::int64_t CountMembers(store::Txn& txn, TenantId tenant, ConversationId conversation,
                          const MemberFilter& filter);

}  // namespace koine::group
