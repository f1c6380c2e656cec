#include "core/call/finish.h"

#include <algorithm>
#include <utility>

#include "core/access/system.h"
#include "core/call/rows.h"
#include "core/conversation/presence.h"
#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/identity/rows.h"
#include "core/message/append.h"
#include "core/message/system.h"

namespace koine::call {

namespace {

// Of the contacts of who is in a call, so many hear it at most: it is told by the writer.
constexpr int kBusyHearersMax = 1000;

}  // namespace

std::string KeyOf(CallId call) {
  return std::to_string(call.value);
}

std::string KeyOf(CallId call, UserId user) {
  return std::to_string(call.value) + "/" + std::to_string(user.value);
}

void PutJob(store::Txn& txn, const char* kind, const std::string& key, TenantId tenant,
            std::int64_t due_ms) {
  txn.PutJob(kind, key, due_ms, std::to_string(tenant.value));
}

Party PartOf(const access::Principal& who, const Call& call, std::int64_t now_ms) {
  Party out;
  out.call = call.id;
  out.user = who.user;
  out.state = PartyState::kIn;
  out.active = true;
  out.login = who.login;
  out.device = who.policy->call.login_is_device;
  out.grace_ms = who.policy->call.grace_ms;
  out.started_at = out.seen_at = now_ms;
  return out;
}

LoginId DeviceOf(const access::Principal& who) {
  return who.policy->call.login_is_device ? who.login : LoginId();
}

event::Event EventOf(TenantId tenant, const Call& call, UserId actor) {
  event::Event event;
  event.tenant = tenant;
  event.actor = actor;
  if (call.group()) {
    event.place = {call.conversation, ConversationKind::kGroup, UserId(), UserId()};
    return event;
  }
  if (call.conversation) {
    event.place = {call.conversation, ConversationKind::kDirect, std::min(call.caller, call.callee),
                   std::max(call.caller, call.callee)};
  }
  event.users = {call.caller, call.callee};
  event.targets = {call.callee};
  return event;
}

void ChooseTerminals(const std::vector<Party>& parties, UserId who, LoginId login,
                     event::CallChanged* change) {
  for (const Party& party : parties) {
    if (party.user == who) {
      if (login) change->terminals.push_back({who, login, false});
    } else if (auto only = party.Terminal(true)) {
      change->terminals.push_back(*only);
    }
  }
}

void TellBusy(store::Txn& txn, TenantId tenant, std::span<const UserId> users, bool busy) {
  for (const UserId user : users) {
    conversation::TellStatus(txn, tenant, user, busy ? "busy" : "online", kBusyHearersMax);
  }
}

People PeopleOf(store::Txn& txn, TenantId tenant, const Call& call, UserId who) {
  std::vector<std::int64_t> ids = {call.caller.value};
  if (call.callee) ids.push_back(call.callee.value);
  if (who && who != call.caller && who != call.callee) ids.push_back(who.value);
  People out;
  for (const identity::User& user : identity::FindUsers(txn, tenant, ids)) {
    if (user.id == call.caller) out.caller = user.person();
    if (user.id == call.callee) out.callee = user.person();
    if (user.id == who) out.who = user.person();
  }
  return out;
}

event::CallChanged ChangeOf(const Call& call, const People& people, event::CallAction action) {
  event::CallChanged out;
  out.call = call.id;
  out.uuid = call.uuid;
  out.group = call.group();
  out.mode = call.mode;
  out.action = action;
  out.caller = people.caller;
  out.callee = people.callee;
  out.who = people.who;
  out.reason = call.reason;
  out.seconds = call.seconds();
  out.ring_until = call.ring_until;
  out.over = call.over();
  return out;
}

void AppendRecord(store::Txn& txn, TenantId tenant, const Call& call, const Person& caller,
                  std::string_view result) {
  bool created = false;
  const ConversationId place =
      conversation::EnsureDirect(txn, tenant, call.caller, call.callee, &created);
  auto state = access::FindConversation(txn, tenant, place, true);
  if (!state) return;
  event::MessageCreated line;
  line.message.conversation = place;
  line.message.sender = call.caller;
  line.message.origin = static_cast<std::uint8_t>(call.origin);
  line.message.body = body::CallRecord{call.uuid, call.mode == CallMode::kVideo,
                                       std::string(result), call.seconds()};
  line.sender = caller;
  message::AppendMessage(txn, tenant, &*state, std::move(line), std::nullopt);
}

void FinishCall(store::Txn& txn, TenantId tenant, Call call, const Finish& how) {
  const std::vector<Party> parties = ListParties(txn, tenant, call.id);
  call.state = how.state;
  call.reason = std::string(how.reason);
  call.ended_at = txn.now_ms();
  SaveCall(txn, tenant, call);
  EndParties(txn, tenant, call.id);
  txn.CancelJob(kRingJob, KeyOf(call.id));
  txn.CancelJob(kWatchJob, KeyOf(call.id));
  const People people = PeopleOf(txn, tenant, call, how.who);
  if (call.record) AppendRecord(txn, tenant, call, people.caller, how.result);
  event::CallChanged change = ChangeOf(call, people, how.action);
  ChooseTerminals(parties, how.who, how.login, &change);
  event::Event event = EventOf(tenant, call, how.who);
  event.payload = std::move(change);
  event::Emit(txn, std::move(event));
  const UserId free[] = {call.caller, call.callee};
  TellBusy(txn, tenant, free, false);
}

void HangUp(store::Txn& txn, TenantId tenant, const Call& call, UserId who, LoginId login) {
  if (call.state == CallState::kTalking) {
    FinishCall(txn, tenant, call,
               {CallState::kEnded, event::CallAction::kEnded, body::kCallTalked, who, {}, login});
  } else if (who == call.caller) {
    FinishCall(txn, tenant, call,
               {CallState::kCancelled,
                event::CallAction::kCancelled,
                body::kCallCancelled,
                who,
                {},
                login});
  } else {
    FinishCall(
        txn, tenant, call,
        {CallState::kRejected, event::CallAction::kRejected, body::kCallRejected, who, {}, login});
  }
}

}  // namespace koine::call
