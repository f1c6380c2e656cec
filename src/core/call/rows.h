#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/event/event.h"
#include "store/txn.h"

// All SQL on call and call_party.
namespace koine::call {

using event::CallId;
using event::CallMode;

// Stored in call.scope: never renumber.
enum class Scope : std::uint8_t { kPrivate = 1, kGroup = 2 };
// Stored in call.state: never renumber.
enum class CallState : std::uint8_t {
  kRinging = 1,
  kTalking = 2,  // of a group: goes on
  kRejected = 3,
  kTimedOut = 4,
  kCancelled = 5,
  kEnded = 6,
  kFailed = 7,
};

struct Call {
  CallId id;
  std::string uuid;
  Scope scope = Scope::kPrivate;
  CallMode mode = CallMode::kVideo;
  ConversationId conversation;  // the group; between two, their conversation if they had one
  UserId caller, callee;        // callee 0 in a group
  CallState state = CallState::kRinging;
  std::string reason;
  int origin = 0;            // access::Dialect of who began it
  bool record = false;       // leaves a line in the conversation
  int participants_max = 2;  // at once
  // ms; 0: not yet
  std::int64_t ring_until = 0, started_at = 0, connected_at = 0, ended_at = 0;

  bool group() const { return scope == Scope::kGroup; }
  bool over() const { return ended_at > 0; }
  // Whole seconds that it was talked; 0 while it is not over.
  std::int64_t seconds() const {
    return over() && connected_at > 0 ? (ended_at - connected_at) / 1000 : 0;
  }
};

// Stored in call_party.state: never renumber.
enum class PartyState : std::uint8_t { kInvited = 1, kIn = 2, kOut = 3 };

struct Party {
  CallId call;
  UserId user;
  PartyState state = PartyState::kInvited;
  bool active = false;  // he is busy with it; at most one call of a user is
  LoginId login;        // with which he takes part; 0: not yet
  bool device = false;  // that login stands for one device
  bool camera = true, microphone = true;
  std::int64_t grace_ms = 0;
  // ms; when he was seen last, and since when he has no connection
  std::int64_t ring_until = 0, started_at = 0, seen_at = 0, lost_at = 0;

  // The sessions that take part, if it is not all of his.
  std::optional<event::Terminal> Terminal(bool only) const {
    if (!device || state != PartyState::kIn) return std::nullopt;
    return event::Terminal{user, login, only};
  }
};

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
// He is connected again.
void SetSeen(store::Txn& txn, TenantId tenant, CallId call, UserId user);

// The call that a user is busy with.
std::optional<Call> FindActive(store::Txn& txn, TenantId tenant, UserId user);
// Calls that ring for him and are not over, the newest first.
std::vector<Call> ListRinging(store::Txn& txn, TenantId tenant, UserId user, int limit);
// Those of `users` who are busy with a call, by id.
std::vector<UserId> BusyAmong(store::Txn& txn, TenantId tenant,
                              std::span<const std::int64_t> users);
// Calls between two of which the user was one, the newest first.
std::vector<Call> ListHistory(store::Txn& txn, TenantId tenant, UserId user, std::int64_t limit,
                              std::int64_t offset);
std::int64_t CountHistory(store::Txn& txn, TenantId tenant, UserId user);

}  // namespace koine::call
