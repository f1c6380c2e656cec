#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/state.h"
#include "core/body/message.h"
#include "store/txn.h"

// All SQL on conversations as the server of an application sees them (app-im 2).
namespace koine::app {

// A conversation with what the application keeps with it.
struct Channel {
  ConversationId id;
  ConversationKind kind = ConversationKind::kGroup;
  std::int64_t clients = 0;
  std::string extend;  // JSON; empty: none
  UserId creator;
  std::string creator_handle;
  std::int64_t created_at = 0;
  std::int64_t changed_at = 0;  // 0: not since it was made
  std::int64_t last_sent_at = 0;
  UserId pair_lo, pair_hi;  // of one of two
};

// Present ones only: neither deleted nor over.
std::optional<Channel> FindChannel(store::Txn& txn, TenantId tenant, ConversationId id);

// Bounds of a number, both inclusive.
struct SaidRange {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
};
inline constexpr int kJudgedMax = 10'000;
struct ChannelFilter {
  std::optional<std::vector<std::int64_t>> ids, creators;  // one of these; absent: any
  std::vector<std::int64_t> not_ids, not_creators;
  std::vector<std::int64_t> kinds;  // ConversationKind
  SaidRange clients, created;
  SaidRange changed;  // of one that did not change it is -1
  // One of these users is a member, or it is one of these rooms; absent: whoever is.
  std::optional<std::vector<std::int64_t>> members;
  std::vector<std::int64_t> rooms;
  // Judged after all else; null: nothing more.
  std::function<bool(const Channel&)> rest;
  // What is judged may be anything that was written there: over at most `judged_max`. Else that
  // many are looked at in one go.
  bool costly = false;
  std::int64_t judged_max = kJudgedMax;
};
struct FoundChannel {
  std::vector<Channel> page;
  std::int64_t total = 0;
};
// Those that changed last first, then the newest. kTooLarge "judged" when a costly `rest` has more
// to judge than it may.
Result<FoundChannel> ListChannels(store::Txn& txn, TenantId tenant, const ChannelFilter& filter,
                                  std::int64_t offset, std::int64_t limit);
// All conversations of which one of these is a member, by id.
std::vector<std::int64_t> ChannelsOf(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> users);

// Locks their rows, in one order, since two calls may name the same ones.
void LockChannels(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Replaces what is kept with them, as a change of now; groups get the name too, if there is one.
void SetChannelExtend(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids,
                      std::string_view extend, const std::optional<std::string>& name);
// What a new one has beside what groups have.
void SetNew(store::Txn& txn, TenantId tenant, ConversationId id, ConversationKind kind,
            const std::optional<std::string>& extend, std::int64_t expires_at);
// Up to where what was said arrived at a member; never back.
void SetDelivered(store::Txn& txn, TenantId tenant, ConversationId id, UserId user,
                  std::int64_t seq);

// --- who may not come in, and who may not write in a room

void InsertBans(store::Txn& txn, TenantId tenant, ConversationId id, UserId by,
                std::span<const std::int64_t> users);
void DeleteBans(store::Txn& txn, TenantId tenant, ConversationId id,
                std::span<const std::int64_t> users);
std::vector<std::int64_t> FindBans(store::Txn& txn, TenantId tenant, ConversationId id,
                                   std::span<const std::int64_t> users);
std::int64_t CountBans(store::Txn& txn, TenantId tenant, ConversationId id);
std::vector<std::string> ListBanHandles(store::Txn& txn, TenantId tenant, ConversationId id,
                                        std::int64_t limit);
// Until when a client may not write; 0 ends it. Those of the room that are over go too.
void SetSilence(store::Txn& txn, TenantId tenant, ConversationId id, UserId user,
                std::int64_t until);
std::int64_t FindSilence(store::Txn& txn, TenantId tenant, ConversationId id, UserId user);

// Ends a conversation of two for the application, or begins it again (0).
void SetEnd(store::Txn& txn, TenantId tenant, ConversationId id, std::int64_t expires_at);

// Handles of the active members, those who came first first.
std::vector<std::string> ListMemberHandles(store::Txn& txn, TenantId tenant, ConversationId id,
                                           int limit, int offset);
struct Handle {
  UserId user;
  std::string handle;
};
std::vector<Handle> HandlesOf(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);
// Those of `users` who are active members.
std::vector<std::int64_t> MembersAmong(store::Txn& txn, TenantId tenant, ConversationId id,
                                       std::span<const std::int64_t> users);

// A message with its sender's handle.
struct Said {
  body::Message message;
  std::string sender;
};
struct SaidPage {
  std::int64_t since = 0;  // ms, both inclusive; until 0: without end
  std::int64_t until = 0;
  UserId from;  // of this sender only; 0: of all
  access::VisibleRange seqs = {1, std::numeric_limits<std::int64_t>::max()};
  bool oldest_first = false;
  std::int64_t offset = 0, limit = 10;
};
// Messages that people wrote, recalled ones too, deleted ones not.
std::vector<Said> ListSaid(store::Txn& txn, TenantId tenant, ConversationId id,
                           const SaidPage& page);
std::int64_t CountSaid(store::Txn& txn, TenantId tenant, ConversationId id, const SaidPage& page);
// The same over all conversations of the tenant that are there, the newest first; `seqs` and
// `oldest_first` are not looked at.
std::vector<Said> ListAllSaid(store::Txn& txn, TenantId tenant, const SaidPage& page);
std::int64_t CountAllSaid(store::Txn& txn, TenantId tenant, const SaidPage& page);

}  // namespace koine::app
