#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/call/state.h"
#include "core/call/system.h"
#include "store/txn.h"

// All SQL on call and call_party.
namespace koine::call {

// Gives it its id.
CallId InsertCall(store::Txn& txn, TenantId tenant, const Call& call);
// What changes in a call: state, reason, record, connected_at, ended_at.
void SaveCall(store::Txn& txn, TenantId tenant, const Call& call);
std::optional<Call> FindCall(store::Txn& txn, TenantId tenant, CallId id);
// Locks the row until the end of the transaction.
std::optional<Call> LockCall(store::Txn& txn, TenantId tenant, CallId id);
std::optional<CallId> FindCallId(store::Txn& txn, TenantId tenant, std::string_view uuid);
// The call that goes on in a group.
std::optional<CallId> FindCallOf(store::Txn& txn, TenantId tenant, ConversationId group);

// Writes or replaces it.
void PutParty(store::Txn& txn, TenantId tenant, const Party& party);
// Asks these, or asks them again if they left; those who are in or asked stay as they are.
void InviteParties(store::Txn& txn, TenantId tenant, CallId call,
                   std::span<const std::int64_t> users, std::int64_t ring_until);
// All of a call, by user.
std::vector<Party> ListParties(store::Txn& txn, TenantId tenant, CallId call);
std::optional<Party> FindParty(store::Txn& txn, TenantId tenant, CallId call, UserId user);
// Those who were asked and had until `until_ms` are not asked any more.
void DropInvited(store::Txn& txn, TenantId tenant, CallId call, std::int64_t until_ms);
// Nobody is in it or asked any more.
void EndParties(store::Txn& txn, TenantId tenant, CallId call);
// Those of `users` who are in it, as seen now.
void SeeParties(store::Txn& txn, TenantId tenant, CallId call, std::span<const std::int64_t> users);
// The parties of these users who are in calls, of all tenants.
struct OpenParty {
  TenantId tenant;
  Party party;
};
std::vector<OpenParty> ListPartiesOf(store::Txn& txn, std::span<const std::int64_t> users);
// The calls that a user is in or asked to, by id.
std::vector<CallId> ListOpenOf(store::Txn& txn, TenantId tenant, UserId user);
void SetLost(store::Txn& txn, TenantId tenant, CallId call, UserId user, std::int64_t at_ms);
// The user is connected again.
void SetSeen(store::Txn& txn, TenantId tenant, CallId call, UserId user);

// The call that a user is busy with.
std::optional<Call> FindActive(store::Txn& txn, TenantId tenant, UserId user);
// Calls that ring for the user and are not over, the newest first.
std::vector<Call> ListRinging(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Calls between two of which the user was one, the newest first.
std::vector<Call> ListHistory(store::Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                              std::int64_t offset);
std::int64_t CountHistory(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::call
