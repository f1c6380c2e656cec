#include "core/call/call.h"

#include <algorithm>
#include <utility>

#include "base/uuid.h"
#include "core/access/system.h"
#include "core/call/finish.h"
#include "core/call/rows.h"
#include "core/contact/pair.h"
#include "core/conversation/direct.h"
#include "core/event/event.h"
#include "core/identity/people.h"
#include "core/identity/system.h"
#include "core/message/system.h"
#include "core/setting/privacy.h"
#include "core/setting/setting.h"
#include "store/store.h"

namespace koine::call {

namespace {

using event::CallAction;

Status MayCall(store::Txn& txn, const access::Principal& who, const StartIn& in) {
  const access::CallRules& rules = who.policy->call;
  if (rules.friends_only && !contact::FindEdges(txn, who, in.callee).friends()) {
    return Error{Code::kNotFriends};
  }
  if (contact::BlockedBy(txn, who, in.callee)) return Error{Code::kBlockedByPeer};
  const char* wish = in.mode == CallMode::kVideo ? setting::kAllowVideo : setting::kAllowVoice;
  const auto allows = setting::Get(txn, who.tenant, in.callee, setting::kPrivacy, wish);
  if (allows.value_or("") == setting::kNo) return Error{Code::kPeerRefuses, "call"};
  const std::int64_t both[] = {who.user.value, in.callee.value};
  const auto busy = BusyAmong(txn, who.tenant, both);
  const auto is = [&busy](UserId user) {
    return std::find(busy.begin(), busy.end(), user) != busy.end();
  };
  if (is(who.user)) return Error{Code::kCallRefused, "self_busy"};
  if (rules.needs_peer && !in.callee_connected) return Error{Code::kCallRefused, "offline"};
  if (is(in.callee)) return Error{Code::kCallRefused, "busy"};
  return Ok();
}

Status CheckRinging(const Call& call) {
  if (call.over()) return Error{Code::kCallRefused, "over"};
  if (call.state != CallState::kRinging) return Error{Code::kCallRefused, "state"};
  return Ok();
}

// What ends a call that rings.
Status FinishRinging(store::Txn& txn, const PairCall& on, Finish how) {
  KOINE_CHECK(CheckRinging(on.call()));
  how.who = on.who().user;
  how.login = DeviceOf(on.who());
  FinishCall(txn, on.who().tenant, on.call(), how);
  return Ok();
}

std::vector<Shown> Show(store::Txn& txn, TenantId tenant, std::vector<Call> calls) {
  std::vector<std::int64_t> ids;
  for (const Call& call : calls) {
    ids.push_back(call.caller.value);
    if (call.callee) ids.push_back(call.callee.value);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  std::vector<Person> people;
  if (!ids.empty()) {
    for (const identity::User& user : identity::FindUsers(txn, tenant, ids)) {
      people.push_back(user.person());
    }
  }
  const auto of = [&people](UserId id) {
    const auto at = std::find_if(people.begin(), people.end(),
                                 [id](const Person& person) { return person.id == id; });
    return at == people.end() ? Person{id, "", ""} : *at;
  };
  std::vector<Shown> out;
  out.reserve(calls.size());
  for (Call& call : calls) {
    Shown shown;
    shown.caller = of(call.caller);
    if (call.callee) shown.callee = of(call.callee);
    shown.call = std::move(call);
    out.push_back(std::move(shown));
  }
  return out;
}

// The other's part in a call that goes on.
Result<Party> OtherPart(store::Txn& txn, const PairCall& on) {
  const Call& call = on.call();
  if (call.over()) return Error{Code::kCallRefused, "over"};
  const UserId peer = on.who().user == call.caller ? call.callee : call.caller;
  auto other = FindParty(txn, on.who().tenant, call.id, peer);
  if (!other) return Error{Code::kCallRefused, "gone"};
  return *std::move(other);
}

// What somebody hears whose act it is not.
Error Refusal(Act act) {
  switch (act) {
    case Act::kAccept:
      return Error{Code::kForbidden, "call_accept"};
    case Act::kDecline:
      return Error{Code::kForbidden, "call_reject"};
    case Act::kCancel:
    case Act::kEnd:
      return Error{Code::kForbidden, "call_end"};
    case Act::kSignal:
      return Error{Code::kForbidden, "call_signal"};
    case Act::kLook:
      break;
  }
  return Error{Code::kNotFound, "call"};
}

// Whether the newest message there says that they called in vain a moment ago.
bool MissedLately(store::Txn& txn, const access::Principal& who, ConversationId place) {
  const auto state = access::FindConversation(txn, who.tenant, place, false);
  if (!state || state->last_seq == 0) return false;
  const auto last = message::FindBySeq(txn, who.tenant, place, state->last_seq);
  if (!last || last->message.sender != who.user) return false;
  const auto* record = std::get_if<body::CallRecord>(&last->message.body);
  return record != nullptr && record->result == body::kCallMissed &&
         txn.now_ms() - last->message.sent_at < kMissedAgainMs;
}

}  // namespace

event::Event RingingEvent(const access::Principal& who, const Shown& shown, std::int64_t now_ms) {
  event::Event event = EventOf(who.tenant, shown.call, shown.call.caller);
  event.at = now_ms;
  event.users = event.targets = {who.user};
  event.payload =
      ChangeOf(shown.call, {shown.caller, shown.callee, shown.caller}, CallAction::kRinging);
  return event;
}

Result<Started> Start(store::Txn& txn, const access::Principal& who, const StartIn& in) {
  if (in.callee == who.user) return Error{Code::kSelfTarget, "call"};
  // Two who call each other, or one of whom is called twice: one after the other.
  contact::LockPair(txn, who, in.callee);
  Call call;
  call.caller = who.user;
  call.callee = in.callee;
  People people = PeopleOf(txn, who.tenant, call, who.user);
  const auto callee = identity::FindUser(txn, who, in.callee);
  if (!callee || callee->status == identity::UserStatus::kDeregistered) {
    return Error{Code::kUserNotFound, "target"};
  }
  const auto place = conversation::FindDirect(txn, who, in.callee);
  if (in.conversation && in.conversation != place) {
    return FieldError(Code::kBadArgument, "conversationId");
  }
  KOINE_CHECK(MayCall(txn, who, in));
  const access::CallRules& rules = who.policy->call;
  call.uuid = uuid::New(txn.random());
  call.mode = in.mode;
  call.conversation = place.value_or(ConversationId());
  call.origin = static_cast<int>(who.policy->dialect);
  call.record = rules.keeps_record || in.record;
  call.started_at = txn.now_ms();
  call.ring_until = call.started_at + rules.ring_ms;
  call.id = InsertCall(txn, who.tenant, call);
  PutParty(txn, who.tenant, PartOf(who, call, txn.now_ms()));
  Party other;
  other.call = call.id;
  other.user = in.callee;
  other.active = true;
  other.ring_until = call.ring_until;
  other.started_at = call.started_at;
  PutParty(txn, who.tenant, other);
  PutJob(txn, kRingJob, KeyOf(call.id), who.tenant, call.ring_until);

  event::Event event = EventOf(who.tenant, call, who.user);
  event.payload = ChangeOf(call, people, CallAction::kRinging);
  event::Emit(txn, std::move(event));
  const UserId busy[] = {call.caller, call.callee};
  TellBusy(txn, who.tenant, busy, true);
  return Started{call.id, call.uuid, rules.ring_ms};
}

Result<PairCall> PairCall::Open(store::Txn& txn, const access::Principal& who, CallId id, Act act) {
  const bool locks = txn.writable() && act != Act::kSignal && act != Act::kLook;
  auto call = locks ? LockCall(txn, who.tenant, id) : FindCall(txn, who.tenant, id);
  if (!call || call->group()) {
    return act == Act::kLook ? Refusal(act) : Error{Code::kCallRefused, "gone"};
  }
  const bool by_caller = act != Act::kAccept && act != Act::kDecline;
  const bool by_callee = act != Act::kCancel;
  if (!(by_caller && who.user == call->caller) && !(by_callee && who.user == call->callee)) {
    return Refusal(act);
  }
  return PairCall(who, *std::move(call));
}

Status Accept(store::Txn& txn, const CallToAccept& on) {
  const access::Principal& who = on.who();
  Call call = on.call();
  KOINE_CHECK(CheckRinging(call));
  const access::CallRules& rules = who.policy->call;
  call.state = CallState::kTalking;
  call.connected_at = txn.now_ms();
  call.record = call.record || rules.keeps_record;
  SaveCall(txn, who.tenant, call);
  Party party = PartOf(who, call, txn.now_ms());
  party.ring_until = call.ring_until;
  party.started_at = call.started_at;
  PutParty(txn, who.tenant, party);
  txn.CancelJob(kRingJob, KeyOf(call.id));
  PutJob(txn, kWatchJob, KeyOf(call.id), who.tenant, txn.now_ms() + kWatchMs);

  event::CallChanged change =
      ChangeOf(call, PeopleOf(txn, who.tenant, call, who.user), CallAction::kAccepted);
  ChooseTerminals(ListParties(txn, who.tenant, call.id), who.user, DeviceOf(who), &change);
  event::Event event = EventOf(who.tenant, call, who.user);
  event.payload = std::move(change);
  event::Emit(txn, std::move(event));
  return Ok();
}

Status Reject(store::Txn& txn, const CallToDecline& on, std::string_view reason) {
  return FinishRinging(
      txn, on, {CallState::kRejected, CallAction::kRejected, body::kCallRejected, {}, reason, {}});
}

Status Cancel(store::Txn& txn, const CallToCancel& on) {
  return FinishRinging(
      txn, on, {CallState::kCancelled, CallAction::kCancelled, body::kCallCancelled, {}, {}, {}});
}

Status Fail(store::Txn& txn, const CallToDecline& on, std::string_view reason) {
  return FinishRinging(
      txn, on, {CallState::kFailed, CallAction::kFailed, body::kCallMissed, {}, reason, {}});
}

Result<bool> End(store::Txn& txn, const CallToEnd& on) {
  if (on.call().over()) return false;
  HangUp(txn, on.who().tenant, on.call(), on.who().user, DeviceOf(on.who()));
  return true;
}

Status Signal(store::Txn& txn, const CallToSignal& on, const SignalIn& in) {
  if (in.data.size() > kSignalBytesMax) return FieldError(Code::kBadArgument, "signalData");
  const access::Principal& who = on.who();
  KOINE_TRY(const Party other, OtherPart(txn, on));
  const People people = PeopleOf(txn, who.tenant, on.call(), who.user);
  event::CallSignal signal;
  signal.call = on.call().id;
  signal.uuid = on.call().uuid;
  signal.mode = on.call().mode;
  signal.kind = in.kind;
  signal.from = people.who;
  signal.to = other.user;
  signal.data = in.data;
  signal.json = in.json;
  if (auto only = other.Terminal(true)) signal.terminals.push_back(*only);
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.users = {other.user};
  event.payload = std::move(signal);
  event::EmitTransient(txn, std::move(event));
  return Ok();
}

Status Renew(store::Txn& txn, const CallToSignal& on) {
  KOINE_CHECK(OtherPart(txn, on));
  SetSeen(txn, on.who().tenant, on.call().id, on.who().user);
  return Ok();
}

Result<Call> FindOpen(store::Txn& txn, const access::Principal& who, std::string_view uuid) {
  const auto id = FindCallId(txn, who.tenant, uuid);
  auto call = id ? FindCall(txn, who.tenant, *id) : std::nullopt;
  if (!call || call->over()) return Error{Code::kCallRefused, "gone"};
  return *std::move(call);
}

Shown Get(store::Txn& txn, const PairCall& on) {
  return std::move(Show(txn, on.who().tenant, {on.call()}).front());
}

std::optional<Shown> Active(store::Txn& txn, const access::Principal& who) {
  auto call = FindActive(txn, who.tenant, who.user);
  if (!call || call->group()) return std::nullopt;
  return std::move(Show(txn, who.tenant, {*std::move(call)}).front());
}

std::vector<Shown> History(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                           std::int64_t offset) {
  return Show(txn, who.tenant, ListHistory(txn, who.tenant, who.user, limit, offset));
}

std::int64_t CountHistory(store::Txn& txn, const access::Principal& who) {
  return CountHistory(txn, who.tenant, who.user);
}

std::vector<UserId> BusyAmong(store::Txn& txn, const access::Principal& who,
                              std::span<const std::int64_t> people) {
  return BusyAmong(txn, who.tenant, people);
}

std::vector<Shown> Ringing(store::Txn& txn, const access::Principal& who) {
  return Show(txn, who.tenant, ListRinging(txn, who.tenant, who.user, kRingingMax));
}

bool InCall(store::Txn& txn, const access::Principal& who) {
  return FindActive(txn, who.tenant, who.user).has_value();
}

void Back(store::Txn& txn, const access::Principal& who) {
  const auto call = FindActive(txn, who.tenant, who.user);
  if (!call) return;
  const auto party = FindParty(txn, who.tenant, call->id, who.user);
  if (!party || (party->device && party->login != who.login)) return;
  SetSeen(txn, who.tenant, call->id, who.user);
}

bool LeavesMissed(const access::Principal& who, const StartIn& in, const Error& error) {
  if (!error.Is(Code::kCallRefused)) return false;
  if (!who.policy->call.keeps_record && !in.record) return false;
  const std::string_view why = error.detail;
  return why == "busy" || why == "offline";
}

Status RecordMissed(store::Txn& txn, const access::Principal& who, const StartIn& in) {
  contact::LockPair(txn, who, in.callee);
  const auto place = conversation::FindDirect(txn, who, in.callee);
  if (!place && !contact::FindEdges(txn, who, in.callee).friends()) return Ok();
  if (place && MissedLately(txn, who, *place)) return Ok();
  Call call;
  call.uuid = uuid::New(txn.random());
  call.mode = in.mode;
  call.caller = who.user;
  call.callee = in.callee;
  call.origin = static_cast<int>(who.policy->dialect);
  const People people = PeopleOf(txn, who.tenant, call, who.user);
  AppendRecord(txn, who.tenant, call, people.caller, body::kCallMissed);
  return Ok();
}

void RecordRefused(store::Store* store, const access::Principal& who, const StartIn& in,
                   const Error& error) {
  if (!LeavesMissed(who, in, error)) return;
  store->Write(
      {"missed call"}, [who, in](store::Txn& txn) { return RecordMissed(txn, who, in); },
      [](const Status&, const store::Numbering&) {});
}

}  // namespace koine::call
