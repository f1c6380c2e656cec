#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "core/call/state.h"

// What the verbs on calls share. Not for other folders.
namespace koine::call {

// The jobs of a call; their keys are its id (kLostJob: and the user's), their payload the tenant.
inline constexpr char kRingJob[] = "call.ring";
inline constexpr char kWatchJob[] = "call.watch";
inline constexpr char kLostJob[] = "call.lost";
std::string KeyOf(CallId call);
std::string KeyOf(CallId call, UserId user);
void PutJob(store::Txn& txn, const char* kind, const std::string& key, TenantId tenant,
            std::int64_t due_ms);

// Whom a change of a call concerns, by id.
struct People {
  Person caller, callee, who;
};
People PeopleOf(store::Txn& txn, TenantId tenant, const Call& call, UserId who);

// The part of a user who takes part from now on, with the login they act with.
Party PartOf(const access::Principal& who, const Call& call, std::int64_t now_ms);
// The login of the principal, where it stands for one device; else none.
LoginId DeviceOf(const access::Principal& who);

// An event of a call: between two both hear it and the callee is its target; of a group's call only
// the place is set.
event::Event EventOf(TenantId tenant, const Call& call, UserId actor);
// The sessions that take part hear it; of a user who acts on one device (`login`), all others.
void ChooseTerminals(const std::vector<Party>& parties, UserId who, LoginId login,
                     event::CallChanged* change);
// Their contacts hear that they are in a call now, or in none any more. Few users.
void TellBusy(store::Txn& txn, TenantId tenant, std::span<const UserId> users, bool busy);

// What every event of a call says of it.
event::CallChanged ChangeOf(const Call& call, const People& people, event::CallAction action);

// Why a call between two is over.
struct Finish {
  CallState state = CallState::kEnded;
  event::CallAction action = event::CallAction::kEnded;
  std::string_view result;  // body::CallRecord::result
  UserId who;               // whose doing it is; 0: nobody's
  std::string_view reason = {};
  LoginId login = {};  // of the device that acts, which need not hear it
};
// Ends it, writes its line if it leaves one, tells both. REQUIRES: the call is locked and not over
void FinishCall(store::Txn& txn, TenantId tenant, Call call, const Finish& how);
// A party hangs up or is gone: the state says what that is.
void HangUp(store::Txn& txn, TenantId tenant, const Call& call, UserId who, LoginId login);

// The line that a call leaves in the conversation of the two, which is made if there is none.
void AppendRecord(store::Txn& txn, TenantId tenant, const Call& call, const Person& caller,
                  std::string_view result);

// The same for a group's call. REQUIRES: the group's row is locked, then the call.
void TimeOutInvited(store::Txn& txn, TenantId tenant, const Call& call);
void LeaveGroup(store::Txn& txn, TenantId tenant, const Call& call, UserId who, LoginId login);
// Who was asked does not come.
struct Declined {
  event::CallAction action = event::CallAction::kRejected;
  LoginId login = {};  // of the device that acts
  std::string_view reason = {};
};
void DeclineGroup(store::Txn& txn, TenantId tenant, const Call& call, Party party,
                  const Declined& how);

}  // namespace koine::call
