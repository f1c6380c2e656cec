#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "core/access/system.h"
#include "core/call/call.h"
#include "core/call/finish.h"
#include "core/call/rows.h"
#include "core/event/event.h"
#include "core/group/system.h"
#include "core/identity/login.h"
#include "core/identity/system.h"
#include "core/job.h"

namespace koine::call {

namespace {

// The call of a job, locked, if it goes on; a group's row before it.
struct Due {
  TenantId tenant;
  UserId user;  // of kLostJob
  Call call;
};
std::optional<Due> OpenDue(store::Txn& txn, std::string_view key, std::string_view payload) {
  const std::size_t slash = key.find('/');
  const auto id = text::ParseInt(key.substr(0, slash));
  const auto tenant = text::ParseInt(payload);
  if (!id || !tenant) return std::nullopt;
  Due due;
  due.tenant = TenantId(*tenant);
  if (slash != std::string_view::npos) {
    const auto user = text::ParseInt(key.substr(slash + 1));
    if (!user) return std::nullopt;
    due.user = UserId(*user);
  }
  auto seen = FindCall(txn, due.tenant, CallId(*id));
  if (!seen || seen->over()) return std::nullopt;
  if (seen->group()) access::FindConversation(txn, due.tenant, seen->conversation, true);
  auto call = LockCall(txn, due.tenant, CallId(*id));
  if (!call || call->over()) return std::nullopt;
  due.call = *std::move(call);
  return due;
}

Status OnRing(store::Txn& txn, std::string_view key, std::string_view payload) {
  const auto due = OpenDue(txn, key, payload);
  if (!due) return Ok();
  if (due->call.group()) {
    TimeOutInvited(txn, due->tenant, due->call);
  } else if (due->call.state == CallState::kRinging) {
    FinishCall(txn, due->tenant, due->call,
               {CallState::kTimedOut, event::CallAction::kTimedOut, body::kCallMissed, {}, {}, {}});
  }
  return Ok();
}

bool MayReturn(store::Txn& txn, TenantId tenant, UserId id) {
  const auto user = identity::FindUser(txn, tenant, id);
  return user && user->active(txn.now_ms());
}

void DropParty(store::Txn& txn, const Due& due, UserId user) {
  if (due.call.group()) {
    LeaveGroup(txn, due.tenant, due.call, user, LoginId());
  } else {
    HangUp(txn, due.tenant, due.call, user, LoginId());
  }
}

// A call that a banned or deregistered user is in, or was asked to, ends for them.
void EndPart(store::Txn& txn, const Due& due, const Party& party) {
  if (party.state == PartyState::kOut) return;
  if (due.call.group() && party.state == PartyState::kInvited) {
    DeclineGroup(txn, due.tenant, due.call, party, {});
  } else {
    DropParty(txn, due, party.user);
  }
}

Status OnLost(store::Txn& txn, const Connected& connected, std::string_view key,
              std::string_view payload) {
  const auto due = OpenDue(txn, key, payload);
  if (!due) return Ok();
  const auto party = FindParty(txn, due->tenant, due->call.id, due->user);
  if (!party) return Ok();
  if (!MayReturn(txn, due->tenant, due->user)) {
    EndPart(txn, *due, *party);
    return Ok();
  }
  if (party->state != PartyState::kIn || party->lost_at == 0) return Ok();
  if (!party->device && connected(due->user)) {
    SetSeen(txn, due->tenant, due->call.id, due->user);
    return Ok();
  }
  // Who shows a sign of life without a connection is not gone yet.
  const std::int64_t silent = party->seen_at + kSilentMs;
  if (party->seen_at > party->lost_at && silent > txn.now_ms()) {
    PutJob(txn, kLostJob, std::string(key), due->tenant, silent);
    return Ok();
  }
  DropParty(txn, *due, due->user);
  return Ok();
}

// Those of a group's call who are no members any more, or all where the group is dissolved.
std::vector<UserId> Strangers(store::Txn& txn, const Due& due, const std::vector<Party>& parties) {
  if (!due.call.group()) return {};
  const auto group = access::FindConversation(txn, due.tenant, due.call.conversation, false);
  std::vector<std::int64_t> in;
  for (const Party& party : parties) {
    if (party.state == PartyState::kIn) in.push_back(party.user.value);
  }
  std::vector<UserId> out;
  const bool dissolved = !group || group->status != access::ConversationStatus::kNormal;
  const auto roles = dissolved || in.empty()
                         ? std::vector<group::RoleOf>()
                         : group::FindRoles(txn, due.tenant, due.call.conversation, in);
  for (const std::int64_t user : in) {
    const bool member = std::any_of(roles.begin(), roles.end(),
                                    [user](const auto& role) { return role.user.value == user; });
    if (!member) out.push_back(UserId(user));
  }
  return out;
}

// Finds those whose node died before it could say that they are gone.
Status OnWatch(store::Txn& txn, const Connected& connected, std::string_view key,
               std::string_view payload) {
  auto due = OpenDue(txn, key, payload);
  if (!due) return Ok();
  const std::int64_t now = txn.now_ms();
  std::vector<std::int64_t> here;
  const std::vector<Party> parties = ListParties(txn, due->tenant, due->call.id);
  std::vector<UserId> silent = Strangers(txn, *due, parties);
  for (const Party& party : parties) {
    if (party.state != PartyState::kIn || party.lost_at > 0) continue;
    if (connected(party.user)) {
      here.push_back(party.user.value);
    } else if (now - party.seen_at >= kSilentMs) {
      silent.push_back(party.user);
    }
  }
  SeeParties(txn, due->tenant, due->call.id, here);
  for (const UserId user : silent) {
    DropParty(txn, *due, user);
    auto left = FindCall(txn, due->tenant, due->call.id);
    if (!left || left->over()) return Ok();
    due->call = *std::move(left);
  }
  PutJob(txn, kWatchJob, std::string(key), due->tenant, now + kWatchMs);
  return Ok();
}

// Each call of the user ends in a transaction of its own, which locks it as its verbs do.
Status OnShutOut(store::Txn& txn, std::string_view key, std::string_view payload) {
  KOINE_TRY(const RowJob job, ReadRowJob(key, payload));
  const UserId user(job.id);
  for (const CallId call : ListOpenOf(txn, job.tenant, user)) {
    PutJob(txn, kLostJob, KeyOf(call, user), job.tenant, txn.now_ms());
  }
  return Ok();
}

}  // namespace

void NoteGone(store::Txn& txn, std::span<const Gone> gone) {
  std::vector<std::int64_t> users;
  for (const Gone& one : gone) users.push_back(one.user.value);
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
  for (const OpenParty& open : ListPartiesOf(txn, users)) {
    const Party& party = open.party;
    std::int64_t at = 0;
    for (const Gone& one : gone) {
      if (one.user != party.user || one.tenant != open.tenant) continue;
      const bool his = one.last || (party.device && one.login == party.login);
      if (his && one.at >= party.seen_at) at = std::max(at, one.at);
    }
    if (at == 0 || party.lost_at > 0) continue;
    SetLost(txn, open.tenant, party.call, party.user, at);
    const bool waits = MayReturn(txn, open.tenant, party.user);
    PutJob(txn, kLostJob, KeyOf(party.call, party.user), open.tenant,
           waits ? at + party.grace_ms : txn.now_ms());
  }
}

void AddJobs(store::JobRunner& jobs, Connected connected) {
  jobs.Add(kRingJob, OnRing);
  jobs.Add(identity::kShutOutJob, OnShutOut);
  jobs.Add(kLostJob, [connected](store::Txn& txn, std::string_view key, std::string_view payload) {
    return OnLost(txn, connected, key, payload);
  });
  jobs.Add(kWatchJob, [connected](store::Txn& txn, std::string_view key, std::string_view payload) {
    return OnWatch(txn, connected, key, payload);
  });
}

}  // namespace koine::call
