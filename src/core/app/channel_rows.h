#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/state.h"
#include "core/app/channel.h"
#include "core/app/find.h"
#include "core/app/render.h"
#include "core/app/said.h"
#include "store/txn.h"

// All SQL on conversations as the server of an application sees them (app-im 2).
namespace koine::app {

// Present ones only: neither deleted nor over.
std::optional<Channel> FindChannel(store::Txn& txn, TenantId tenant, ConversationId id);

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

// Those of `users` who are active members.
std::vector<std::int64_t> MembersAmong(store::Txn& txn, TenantId tenant, ConversationId id,
                                       std::span<const std::int64_t> users);

}  // namespace koine::app
