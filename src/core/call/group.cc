#include "core/call/group.h"

#include <algorithm>
#include <utility>

#include "base/uuid.h"
#include "core/access/system.h"
#include "core/call/finish.h"
#include "core/call/rows.h"
#include "core/contact/pair.h"
#include "core/event/event.h"
#include "core/group/member.h"
#include "core/identity/system.h"
#include "core/message/append.h"
#include "core/message/rights.h"

namespace koine::call {

namespace {

using event::CallAction;

// The people of a change are named up to this number.
constexpr std::size_t kNamedMax = kParticipantsMax;

std::vector<Person> Named(store::Txn& txn, TenantId tenant,
                          const std::vector<std::int64_t>& users) {
  const std::size_t count = std::min(users.size(), kNamedMax);
  std::vector<Person> out;
  if (count == 0) return out;
  for (const identity::User& user :
       identity::FindUsers(txn, tenant, std::span(users.data(), count))) {
    out.push_back(user.person());
  }
  return out;
}

struct Told {
  CallAction action = CallAction::kRinging;
  UserId who;
  LoginId login = {};  // of the device that acts
  std::vector<std::int64_t> named = {};
  std::string_view reason = {};
  // Instead of those in it and those asked.
  std::vector<UserId> hearers = {};
};

// Tells who is in the call or asked as `parties` say, and who acts.
event::CallChanged Change(store::Txn& txn, TenantId tenant, const Call& call, const Told& told) {
  event::CallChanged change = ChangeOf(call, PeopleOf(txn, tenant, call, told.who), told.action);
  change.reason = std::string(told.reason);
  change.named = Named(txn, tenant, told.named);
  return change;
}

void Tell(store::Txn& txn, TenantId tenant, const Call& call, const std::vector<Party>& parties,
          const Told& told, event::CallChanged change) {
  event::Event event = EventOf(tenant, call, told.who);
  event.users = told.hearers;
  const bool all = told.hearers.empty();
  for (const Party& party : parties) {
    if (all && (party.state != PartyState::kOut || party.user == told.who)) {
      event.users.push_back(party.user);
    }
  }
  ChooseTerminals(parties, told.who, told.login, &change);
  for (const std::int64_t user : told.named) event.targets.push_back(UserId(user));
  event.payload = std::move(change);
  event::Emit(txn, std::move(event));
}

// Those asked are looked after when the time of the first of them is over.
void RingUntil(store::Txn& txn, TenantId tenant, CallId call, const std::vector<Party>& parties) {
  std::int64_t next = 0;
  for (const Party& party : parties) {
    const bool waits = party.state == PartyState::kInvited && party.ring_until > txn.now_ms();
    if (waits) next = next == 0 ? party.ring_until : std::min(next, party.ring_until);
  }
  if (next > 0) PutJob(txn, kRingJob, KeyOf(call), tenant, next);
}

// A line of the group. `state` moves on.
void AddLine(store::Txn& txn, TenantId tenant, const Call& call, const Person& actor,
             body::NoticeKind kind) {
  auto state = access::FindConversation(txn, tenant, call.conversation, true);
  if (!state || state->status != access::ConversationStatus::kNormal) return;
  body::Notice line;
  line.kind = kind;
  line.text = call.mode == CallMode::kVoice ? "voice" : "video";
  message::AppendNotice(txn, tenant, &*state, static_cast<access::Dialect>(call.origin), actor,
                        std::move(line));
}

void EndCall(store::Txn& txn, TenantId tenant, Call call, const std::vector<Party>& parties,
             const Told& told) {
  call.state = CallState::kEnded;
  call.ended_at = txn.now_ms();
  SaveCall(txn, tenant, call);
  EndParties(txn, tenant, call.id);
  txn.CancelJob(kRingJob, KeyOf(call.id));
  txn.CancelJob(kWatchJob, KeyOf(call.id));
  event::CallChanged change = Change(txn, tenant, call, told);
  const Person host = change.caller;
  Tell(txn, tenant, call, parties, told, std::move(change));
  AddLine(txn, tenant, call, host, body::NoticeKind::kCallEnded);
  std::vector<UserId> free;
  for (const Party& party : parties) {
    if (party.active) free.push_back(party.user);
  }
  TellBusy(txn, tenant, free, false);
}

// Who is named and no member, or nobody at all.
Error Outsider(store::Txn& txn, TenantId tenant, const std::vector<std::int64_t>& users) {
  const auto found = identity::FindUsers(txn, tenant, users);
  const auto there = std::count_if(found.begin(), found.end(), [](const identity::User& user) {
    return user.status != identity::UserStatus::kDeregistered;
  });
  const bool all = there == static_cast<std::ptrdiff_t>(users.size());
  return Error{all ? Code::kNotMember : Code::kUserNotFound, "target"};
}

// Whom of the group these are, without the caller; absent: all, or the first kInvitedMax. By id,
// each once.
Result<std::vector<std::int64_t>> MembersAmong(
    store::Txn& txn, const access::GroupMember& place,
    const std::optional<std::vector<std::int64_t>>& wanted) {
  const access::Principal& who = place.who();
  std::vector<std::int64_t> users;
  if (wanted) {
    users = *wanted;
  } else {
    for (const auto& row : group::ListMembers(txn, place, kInvitedMax + 1, 0)) {
      users.push_back(row.user.id.value);
    }
  }
  std::erase(users, who.user.value);
  if (!wanted && users.size() > kInvitedMax) users.resize(kInvitedMax);
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
  if (users.size() > kInvitedMax) return FieldError(Code::kBadArgument, "userIds");
  if (wanted && !users.empty() && group::FindRoles(txn, place, users).size() != users.size()) {
    return Outsider(txn, who.tenant, users);
  }
  return users;
}

// Asks them, but for those in other calls, of whom the caller is told. Who is in it or asked hears
// of it.
void Invite(store::Txn& txn, const access::Principal& who, const Call& call,
            std::vector<std::int64_t> users) {
  std::vector<std::int64_t> busy;
  for (const UserId user : BusyAmong(txn, who.tenant, users)) busy.push_back(user.value);
  std::erase_if(users, [&busy](std::int64_t user) {
    return std::find(busy.begin(), busy.end(), user) != busy.end();
  });
  Call shown = call;
  shown.ring_until = txn.now_ms() + who.policy->call.ring_ms;
  InviteParties(txn, who.tenant, call.id, users, shown.ring_until);
  const std::vector<Party> parties = ListParties(txn, who.tenant, call.id);
  RingUntil(txn, who.tenant, call.id, parties);
  if (!users.empty()) {
    const Told told{CallAction::kRinging, who.user, DeviceOf(who), users};
    Tell(txn, who.tenant, shown, parties, told, Change(txn, who.tenant, shown, told));
  }
  if (!busy.empty()) {
    Told told{CallAction::kBusy, UserId(), LoginId(), busy};
    told.hearers = {who.user};
    Tell(txn, who.tenant, shown, parties, told, Change(txn, who.tenant, shown, told));
  }
}

// Into the call of a banned group nobody comes any more.
Status CheckOpen(const GroupCall& on) {
  return on.place().conversation().banned ? Status(Error{Code::kGroupBanned}) : Ok();
}

// The principal is in it from now on.
Status Enter(store::Txn& txn, const GroupCall& on, CallAction action) {
  const access::Principal& who = on.who();
  const std::int64_t me[] = {who.user.value};
  contact::LockSelf(txn, who);
  if (!BusyAmong(txn, who.tenant, me).empty()) return Error{Code::kCallRefused, "self_busy"};
  std::vector<Party> parties = ListParties(txn, who.tenant, on.call().id);
  const auto in = std::count_if(parties.begin(), parties.end(),
                                [](const Party& one) { return one.state == PartyState::kIn; });
  if (in >= on.call().participants_max) {
    return Error{Code::kCallRefused, "full"};
  }
  PutParty(txn, who.tenant, PartOf(who, on.call(), txn.now_ms()));
  parties = ListParties(txn, who.tenant, on.call().id);
  const Told told{action, who.user, DeviceOf(who)};
  Tell(txn, who.tenant, on.call(), parties, told, Change(txn, who.tenant, on.call(), told));
  TellBusy(txn, who.tenant, std::span(&who.user, 1), true);
  return Ok();
}

Status Decline(store::Txn& txn, const GroupCall& on, std::string_view reason, CallAction action) {
  const access::Principal& who = on.who();
  auto party = FindParty(txn, who.tenant, on.call().id, who.user);
  if (party && party->state == PartyState::kIn) return Error{Code::kCallRefused, "in"};
  if (!party || party->state != PartyState::kInvited) return Ok();
  DeclineGroup(txn, who.tenant, on.call(), *std::move(party), {action, DeviceOf(who), reason});
  return Ok();
}

Result<Party> OwnPart(store::Txn& txn, const GroupCall& on, const char* detail) {
  auto party = FindParty(txn, on.who().tenant, on.call().id, on.who().user);
  if (!party || party->state != PartyState::kIn) return Error{Code::kForbidden, detail};
  return *std::move(party);
}

}  // namespace

Result<Started> StartGroup(store::Txn& txn, const access::GroupMember& place,
                           const StartGroupIn& in) {
  const access::Principal& who = place.who();
  const ConversationId group = place.conversation().id;
  KOINE_TRY(std::vector<std::int64_t> users, MembersAmong(txn, place, in.users));
  KOINE_CHECK(message::MayWrite(txn, place));
  if (FindCallOf(txn, who.tenant, group)) return Error{Code::kCallRefused, "group_busy"};
  Call call;
  call.uuid = uuid::New(txn.random());
  call.scope = Scope::kGroup;
  call.mode = in.mode;
  call.conversation = group;
  call.caller = who.user;
  call.state = CallState::kTalking;
  call.origin = static_cast<int>(who.policy->dialect);
  call.participants_max = std::min(who.policy->call.participants_max, kParticipantsMax);
  if (in.participants_max > 0) {
    call.participants_max = std::min(call.participants_max, in.participants_max);
  }
  call.started_at = call.connected_at = txn.now_ms();
  call.ring_until = call.started_at + who.policy->call.ring_ms;
  const std::int64_t me[] = {who.user.value};
  contact::LockSelf(txn, who);
  if (!BusyAmong(txn, who.tenant, me).empty()) return Error{Code::kCallRefused, "self_busy"};
  call.id = InsertCall(txn, who.tenant, call);
  PutParty(txn, who.tenant, PartOf(who, call, txn.now_ms()));
  PutJob(txn, kWatchJob, KeyOf(call.id), who.tenant, txn.now_ms() + kWatchMs);
  Invite(txn, who, call, std::move(users));
  AddLine(txn, who.tenant, call, place.member().person, body::NoticeKind::kCallStarted);
  TellBusy(txn, who.tenant, std::span(&who.user, 1), true);
  return Started{call.id, call.uuid, who.policy->call.ring_ms};
}

Result<GroupCall> GroupCall::Open(store::Txn& txn, const access::Principal& who, CallId id) {
  const auto seen = FindCall(txn, who.tenant, id);
  if (!seen || !seen->group()) return Error{Code::kCallRefused, "gone"};
  auto place = access::GroupMember::Open(txn, who, seen->conversation);
  if (!place.ok()) {
    // A stranger does not learn that there is one.
    const bool stranger = place.error().Is(Code::kGroupNotFound);
    return stranger ? Error{Code::kCallRefused, "gone"} : std::move(place).error();
  }
  auto call = txn.writable() ? LockCall(txn, who.tenant, id) : seen;
  if (!call || call->over()) return Error{Code::kCallRefused, "gone"};
  return GroupCall(*std::move(place), *std::move(call));
}

Result<std::optional<GroupCall>> GroupCall::OpenIfGroup(store::Txn& txn,
                                                        const access::Principal& who, CallId id) {
  const auto seen = FindCall(txn, who.tenant, id);
  if (!seen || !seen->group()) return std::optional<GroupCall>();
  KOINE_TRY(GroupCall on, Open(txn, who, id));
  return std::optional(std::move(on));
}

Status AcceptGroup(store::Txn& txn, const GroupCall& on) {
  KOINE_CHECK(CheckOpen(on));
  auto party = FindParty(txn, on.who().tenant, on.call().id, on.who().user);
  if (party && party->state == PartyState::kIn) return Error{Code::kCallRefused, "in"};
  if (!party || party->state != PartyState::kInvited) {
    return Error{Code::kForbidden, "call_accept"};
  }
  return Enter(txn, on, CallAction::kAccepted);
}

Status JoinGroup(store::Txn& txn, const GroupCall& on) {
  KOINE_CHECK(CheckOpen(on));
  auto party = FindParty(txn, on.who().tenant, on.call().id, on.who().user);
  if (party && party->state == PartyState::kIn) return Error{Code::kCallRefused, "in"};
  return Enter(txn, on, CallAction::kJoined);
}

Status RejectGroup(store::Txn& txn, const GroupCall& on, std::string_view reason) {
  return Decline(txn, on, reason, CallAction::kRejected);
}

Status FailGroup(store::Txn& txn, const GroupCall& on, std::string_view reason) {
  return Decline(txn, on, reason, CallAction::kFailed);
}

void DeclineGroup(store::Txn& txn, TenantId tenant, const Call& call, Party party,
                  const Declined& how) {
  party.state = PartyState::kOut;
  PutParty(txn, tenant, party);
  Told told{how.action, party.user, how.login};
  told.reason = how.reason;
  Tell(txn, tenant, call, ListParties(txn, tenant, call.id), told, Change(txn, tenant, call, told));
}

void LeaveGroup(store::Txn& txn, TenantId tenant, const Call& call, UserId who, LoginId login) {
  const std::vector<Party> before = ListParties(txn, tenant, call.id);
  std::size_t others = 0;
  for (const Party& party : before) {
    if (party.state == PartyState::kIn && party.user != who) ++others;
  }
  if (others == 0) {
    EndCall(txn, tenant, call, before, {CallAction::kEnded, who, login});
    return;
  }
  for (Party party : before) {
    if (party.user != who) continue;
    party.state = PartyState::kOut;
    party.active = false;
    PutParty(txn, tenant, party);
  }
  const Told told{CallAction::kLeft, who, login};
  Tell(txn, tenant, call, ListParties(txn, tenant, call.id), told, Change(txn, tenant, call, told));
  TellBusy(txn, tenant, std::span(&who, 1), false);
}

Status LeaveGroup(store::Txn& txn, const GroupCall& on) {
  KOINE_CHECK(OwnPart(txn, on, "call_end"));
  LeaveGroup(txn, on.who().tenant, on.call(), on.who().user, DeviceOf(on.who()));
  return Ok();
}

Status CancelGroup(store::Txn& txn, const GroupCall& on) {
  const access::Principal& who = on.who();
  if (on.call().caller != who.user) return Error{Code::kForbidden, "call_end"};
  EndCall(txn, who.tenant, on.call(), ListParties(txn, who.tenant, on.call().id),
          {CallAction::kCancelled, who.user, DeviceOf(who)});
  return Ok();
}

Status InviteGroup(store::Txn& txn, const GroupCall& on, const std::vector<std::int64_t>& users) {
  KOINE_TRY(std::vector<std::int64_t> wanted, MembersAmong(txn, on.place(), users));
  KOINE_CHECK(CheckOpen(on));
  KOINE_CHECK(OwnPart(txn, on, "call_signal"));
  for (const Party& party : ListParties(txn, on.who().tenant, on.call().id)) {
    if (party.state == PartyState::kIn) std::erase(wanted, party.user.value);
  }
  Invite(txn, on.who(), on.call(), std::move(wanted));
  return Ok();
}

Status SetDevice(store::Txn& txn, const GroupCall& on, std::optional<bool> camera,
                 std::optional<bool> microphone) {
  KOINE_TRY(Party party, OwnPart(txn, on, "call_signal"));
  party.camera = camera.value_or(party.camera);
  party.microphone = microphone.value_or(party.microphone);
  PutParty(txn, on.who().tenant, party);
  const Told told{CallAction::kDevice, on.who().user, DeviceOf(on.who())};
  event::CallChanged change = Change(txn, on.who().tenant, on.call(), told);
  change.camera = party.camera;
  change.microphone = party.microphone;
  Tell(txn, on.who().tenant, on.call(), ListParties(txn, on.who().tenant, on.call().id), told,
       std::move(change));
  return Ok();
}

Status SignalGroup(store::Txn& txn, const GroupCall& on, UserId to, const SignalIn& in) {
  if (in.data.size() > kSignalBytesMax) return FieldError(Code::kBadArgument, "signalData");
  const access::Principal& who = on.who();
  const auto other = FindParty(txn, who.tenant, on.call().id, to);
  if (!other || other->state != PartyState::kIn || to == who.user) {
    return Error{Code::kNotFound, "call_party"};
  }
  KOINE_CHECK(OwnPart(txn, on, "call_signal"));
  event::CallSignal signal;
  signal.call = on.call().id;
  signal.uuid = on.call().uuid;
  signal.group = true;
  signal.mode = on.call().mode;
  signal.kind = in.kind;
  signal.from = access::PersonOf(txn, who);
  signal.to = to;
  signal.data = in.data;
  signal.json = in.json;
  if (auto only = other->Terminal(true)) signal.terminals.push_back(*only);
  event::Event event = EventOf(who.tenant, on.call(), who.user);
  event.users = {to};
  event.payload = std::move(signal);
  event::EmitTransient(txn, std::move(event));
  return Ok();
}

Status RenewGroup(store::Txn& txn, const GroupCall& on) {
  KOINE_CHECK(OwnPart(txn, on, "call_signal"));
  SetSeen(txn, on.who().tenant, on.call().id, on.who().user);
  return Ok();
}

void TimeOutInvited(store::Txn& txn, TenantId tenant, const Call& call) {
  std::vector<std::int64_t> late;
  const std::vector<Party> before = ListParties(txn, tenant, call.id);
  for (const Party& party : before) {
    const bool waits = party.state == PartyState::kInvited;
    if (waits && party.ring_until <= txn.now_ms()) late.push_back(party.user.value);
  }
  DropInvited(txn, tenant, call.id, txn.now_ms());
  RingUntil(txn, tenant, call.id, before);
  if (late.empty()) return;
  const Told told{CallAction::kDropped, UserId(), LoginId(), late};
  Tell(txn, tenant, call, before, told, Change(txn, tenant, call, told));
}

std::optional<GroupView> FindGroupCall(store::Txn& txn, const access::GroupMember& place) {
  const TenantId tenant = place.who().tenant;
  const auto id = FindCallOf(txn, tenant, place.conversation().id);
  if (!id) return std::nullopt;
  auto call = FindCall(txn, tenant, *id);
  if (!call) return std::nullopt;
  GroupView out;
  out.host = PeopleOf(txn, tenant, *call, UserId()).caller;
  std::vector<std::int64_t> ids;
  const std::vector<Party> parties = ListParties(txn, tenant, *id);
  for (const Party& party : parties) {
    if (party.state != PartyState::kOut) ids.push_back(party.user.value);
  }
  std::vector<identity::User> users;
  if (!ids.empty()) users = identity::FindUsers(txn, tenant, ids);
  for (const Party& party : parties) {
    if (party.state == PartyState::kOut) continue;
    for (const identity::User& user : users) {
      if (user.id != party.user) continue;
      out.people.push_back(
          {user.person(), party.state == PartyState::kIn, party.camera, party.microphone});
    }
  }
  out.call = *std::move(call);
  return out;
}

}  // namespace koine::call
