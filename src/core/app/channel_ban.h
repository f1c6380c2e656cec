#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/app/channel.h"
#include "store/txn.h"

// Who may not come into a conversation, and who may not write there for a while (app-im 2.7).
namespace koine::app {

inline constexpr std::int64_t kSilenceMaxMs = 86'400'000;
inline constexpr std::int64_t kBlacklistMax = 1000;  // of one conversation

// They cannot come in any more, whoever lets them. Those who are in a group are taken out; those in
// a room by the caller. kWrongKind in one of two; kBadState "blacklist" for too many.
Status BanFromChannel(store::Txn& txn, const Managed& place, const std::vector<UserId>& users);
// They may come in again; others are passed over. kWrongKind in one of two.
Status UnbanFromChannel(store::Txn& txn, const Managed& place, const std::vector<UserId>& users);
// Their client ids, those who came first first. kWrongKind in one of two.
Result<std::vector<std::string>> ListBanned(store::Txn& txn, const Managed& place);
// Those of `users` who are on the list.
std::vector<std::int64_t> BannedAmong(store::Txn& txn, TenantId tenant, ConversationId id,
                                      std::span<const std::int64_t> users);
// kBlockedByPeer when one of them is on it.
Status CheckBans(store::Txn& txn, const Managed& place, const std::vector<UserId>& users);

// A client may not write there for so long; 0: it may again. Of a group its members alone, of whom
// the one who made it cannot be silenced. kWrongKind in one of two; kNotMember; kForbidden.
Status Silence(store::Txn& txn, const Managed& place, UserId user, std::int64_t ms);
// Of a room; in groups the seat says so.
bool IsSilenced(store::Txn& txn, TenantId tenant, ConversationId id, UserId user);

}  // namespace koine::app
