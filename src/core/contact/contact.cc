#include "core/contact/contact.h"

#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/contact/rows.h"
#include "core/conversation/direct.h"
#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/identity/people.h"
#include "core/identity/system.h"
#include "core/message/append.h"
#include "core/notification/said.h"
#include "core/version/version.h"

namespace koine::contact {

namespace {

using event::ContactAction;
using notification::LineKind;

struct Pair {
  identity::User me, other;
};

Result<Pair> FindPair(store::Txn& txn, const access::Principal& who, UserId other) {
  LockPair(txn, who, other);
  auto me = identity::FindUser(txn, who, who.user);
  auto peer = identity::FindUser(txn, who, other);
  if (!me) return Error{Code::kUserNotFound, "sender"};
  if (!peer || peer->status == identity::UserStatus::kDeregistered) {
    return Error{Code::kUserNotFound, "target"};
  }
  return Pair{*std::move(me), *std::move(peer)};
}

void Tell(store::Txn& txn, const access::Principal& who, std::vector<UserId> users,
          std::vector<UserId> targets, event::ContactEvent payload) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.users = std::move(users);
  event.targets = std::move(targets);
  event.payload = std::move(payload);
  event::Emit(txn, std::move(event));
}

// A line for the list of notifications of one of the two.
void Notify(store::Txn& txn, const access::Principal& who, UserId receiver, RequestId request,
            const notification::Line& line) {
  notification::Notify(
      txn, who.tenant, who.user, {&receiver, 1},
      notification::ContentOf(notification::kContact, line, "CONTACT_REQUEST", request.value));
}

// The line that ends a friendship stays in the conversation of the two, if they have one.
void WriteEnd(store::Txn& txn, const access::Principal& who, const Pair& pair) {
  const auto id = conversation::FindDirect(txn, who, pair.other.id);
  if (!id) return;
  const auto seat = access::Seated::Open(txn, who, *id);
  if (!seat.ok()) return;
  access::ConversationState place = seat->conversation();
  body::Notice line;
  line.kind = body::NoticeKind::kFriendsEnded;
  line.targets = {{pair.other.id, pair.other.name()}};
  message::AppendNotice(txn, who.tenant, &place, who.policy->dialect, pair.me.person(),
                        std::move(line));
}

// In the two lists, or the principal's alone, the other one came, went or changed.
void NoteBoth(store::Txn& txn, const access::Principal& who, version::Op op,
              event::ContactEvent* told) {
  const std::int64_t from = told->from.id.value, to = told->to.id.value;
  const version::Element pair[] = {{from, to}, {to, from}};
  for (version::Head& head :
       version::BumpEach(txn, who.tenant, version::Collection::kContacts, pair, op)) {
    (head.owner == from ? told->from_list : told->to_list) = std::move(head.version);
  }
}
version::Version NoteOwn(store::Txn& txn, const access::Principal& who,
                         const std::vector<std::int64_t>& peers, version::Op op) {
  return version::Bump(txn, who.tenant, version::Collection::kContacts, who.user.value, peers, op);
}

// To the principal's own sessions: something about their contacts is different.
void TellChanged(store::Txn& txn, const access::Principal& who, event::ContactEvent told) {
  told.action = ContactAction::kChanged;
  if (!told.from.id) told.from.id = who.user;
  Tell(txn, who, {who.user}, {}, std::move(told));
}
// The same of contacts that changed in their list.
void TellMoved(store::Txn& txn, const access::Principal& who,
               const std::vector<std::int64_t>& peers) {
  event::ContactEvent told;
  told.change = event::ContactChange::kInfo;
  for (const std::int64_t peer : peers) told.peers.push_back(UserId(peer));
  told.from_list = NoteOwn(txn, who, peers, version::Op::kUpdate);
  TellChanged(txn, who, std::move(told));
}

// What is told of the request itself.
void Describe(const Request& request, event::ContactEvent* told) {
  told->answer = request.answer;
  told->ex = request.ex;
  told->requested_at = request.created_at;
}

// Whether each of the two may have the other in their list. Their rows are locked.
Status CheckRoom(store::Txn& txn, const access::Principal& who, UserId other) {
  const Edges edges = FindEdges(txn, who, other);
  if (!edges.forth && CountContacts(txn, who.tenant, who.user) >= kContactsMax) {
    return Error{Code::kBadState, "contacts_full"};
  }
  if (!edges.back && CountContacts(txn, who.tenant, other) >= kContactsMax) {
    return Error{Code::kBadState, "peer_contacts_full"};
  }
  return Ok();
}

// Both edges, the conversation with its first line, and everybody told.
void Befriend(store::Txn& txn, const access::Principal& who, const Pair& pair,
              const Request& request) {
  const identity::User& from = request.from == pair.me.id ? pair.me : pair.other;
  const identity::User& to = request.from == pair.me.id ? pair.other : pair.me;
  const std::string group = request.group_name.empty() ? kDefaultGroup : request.group_name;
  PutEdge(txn, who.tenant, from.id, to.id, group, request.remark, AddSource::kApplied, from.id);
  PutEdge(txn, who.tenant, to.id, from.id, kDefaultGroup, "", AddSource::kApplied, from.id);
  event::ContactEvent approved{ContactAction::kApproved, request.id, from.person(), to.person(),
                               request.message,          ""};
  Describe(request, &approved);
  approved.from_username = from.username.value_or(from.handle);
  approved.to_username = to.username.value_or(to.handle);
  NoteBoth(txn, who, version::Op::kInsert, &approved);
  Tell(txn, who, {from.id, to.id}, {from.id}, std::move(approved));

  bool created = false;
  const ConversationId id =
      conversation::EnsureDirect(txn, who.tenant, who.user, pair.other.id, &created);
  const auto seat = access::Seated::Open(txn, who, id);
  if (!seat.ok()) return;
  access::ConversationState place = seat->conversation();
  event::Event added;
  added.tenant = who.tenant;
  added.actor = who.user;
  added.place = place.place();
  added.users = {pair.me.id, pair.other.id};
  added.payload = event::ConversationAdded{"", "", {pair.me.person(), pair.other.person()}};
  event::Emit(txn, std::move(added));
  body::Notice line;
  line.kind = body::NoticeKind::kFriendsNow;
  line.targets = {{pair.other.id, pair.other.name()}};
  message::AppendNotice(txn, who.tenant, &place, who.policy->dialect, pair.me.person(),
                        std::move(line));
  Notify(txn, who, from.id, request.id, {LineKind::kContactAccepted, to.name()});
  Notify(txn, who, to.id, request.id, {LineKind::kContactAdded, from.name()});
}

}  // namespace

Result<Requested> SendRequest(store::Txn& txn, const access::Principal& who, const RequestIn& in) {
  if (in.target == who.user) return Error{Code::kSelfTarget, "contact"};
  KOINE_TRY(const Pair pair, FindPair(txn, who, in.target));
  if (FindEdges(txn, who, in.target).friends()) {
    return Error{Code::kAlreadyFriends};
  }
  if (BlockedBy(txn, who, in.target)) return Error{Code::kBlockedByPeer};
  KOINE_CHECK(CheckRoom(txn, who, in.target));
  const std::int64_t now = txn.now_ms();
  auto mine = FindRequestOfPair(txn, who.tenant, who.user, in.target);
  const bool waits = mine && mine->pending(now);
  if (waits && !who.policy->asks_again) return Error{Code::kRequestPending};
  auto reverse = FindRequestOfPair(txn, who.tenant, in.target, who.user);
  const bool meet = who.policy->requests_meet && !who.policy->asks_again;
  if (reverse && reverse->pending(now) && meet) {
    SetRequestStatus(txn, who.tenant, reverse->id, RequestStatus::kApproved, who.user);
    Befriend(txn, who, pair, *reverse);
    // What this one wrote about the other in a request of their own.
    auto given = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(text);
    };
    UpdateEdge(txn, who.tenant, who.user, in.target, given(in.remark), given(in.group_name));
    return Requested{reverse->id, true};
  }
  const std::int64_t since = now - kRequestExpiresMs;
  const int limit = std::min(who.policy->pending_requests_max, kPendingMax);
  if (!waits && (CountPending(txn, who.tenant, who.user, UserId(), since) >= limit ||
                 CountPending(txn, who.tenant, UserId(), in.target, since) >= limit)) {
    return Error{Code::kBadState, "requests_full"};
  }
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kContact));
  Request request;
  request.from = who.user;
  request.to = in.target;
  request.message = in.message;
  request.group_name = in.group_name;
  request.remark = in.remark;
  request.ex = in.ex;
  request.created_at = now;
  request.id = PutRequest(txn, who.tenant, request);
  if (pair.other.auto_accept) {
    SetRequestStatus(txn, who.tenant, request.id, RequestStatus::kApproved, in.target);
    if (reverse && reverse->pending(now)) {
      SetRequestStatus(txn, who.tenant, reverse->id, RequestStatus::kApproved, who.user);
    }
    Befriend(txn, who, pair, request);
    return Requested{request.id, true};
  }
  event::ContactEvent asked{ContactAction::kRequested, request.id, pair.me.person(),
                            pair.other.person(),       in.message, ""};
  Describe(request, &asked);
  Tell(txn, who, {in.target, who.user}, {in.target}, std::move(asked));
  notification::Line line{LineKind::kContactAsked, pair.me.name()};
  line.text = in.message;
  Notify(txn, who, in.target, request.id, line);
  return Requested{request.id, false};
}

std::optional<Request> FindOwnRequest(store::Txn& txn, const access::Principal& who, RequestId id) {
  auto request = FindRequest(txn, who.tenant, id);
  const bool own = request && (request->to == who.user || request->from == who.user);
  return own ? request : std::nullopt;
}

bool RequestExists(store::Txn& txn, const access::Principal& who, RequestId id) {
  return FindRequest(txn, who.tenant, id).has_value();
}

std::optional<Request> FindRequestFrom(store::Txn& txn, const access::Principal& who, UserId from) {
  return FindRequestOfPair(txn, who.tenant, from, who.user);
}

Result<std::vector<Request>> RequestsBetween(store::Txn& txn, const access::Principal& who,
                                             UserId first, UserId second) {
  if (first != who.user && second != who.user && !who.admin()) {
    return Error{Code::kForbidden, "self"};
  }
  std::vector<Request> out;
  for (const auto& [from, to] : {std::pair(first, second), {second, first}}) {
    if (auto request = FindRequestOfPair(txn, who.tenant, from, to)) {
      out.push_back(*std::move(request));
    }
  }
  return out;
}

Status AnswerRequest(store::Txn& txn, const ReceivedRequest& received, bool approve,
                     const std::string& remark, const std::string& answer) {
  const access::Principal& who = received.who();
  Request request = received.request();
  const RequestId id = request.id;
  if (!request.pending(txn.now_ms())) return Error{Code::kRequestHandled};
  KOINE_TRY(const Pair pair, FindPair(txn, who, request.from));
  if (approve) KOINE_CHECK(CheckRoom(txn, who, request.from));
  SetRequestStatus(txn, who.tenant, id,
                   approve ? RequestStatus::kApproved : RequestStatus::kRejected, who.user, answer);
  request.answer = answer;
  if (!approve) {
    event::ContactEvent rejected{
        ContactAction::kRejected, id, pair.other.person(), pair.me.person(), request.message, ""};
    Describe(request, &rejected);
    Tell(txn, who, {request.from, who.user}, {request.from}, std::move(rejected));
    Notify(txn, who, request.from, id, {LineKind::kContactDeclined, pair.me.name()});
    return Ok();
  }
  auto reverse = FindRequestOfPair(txn, who.tenant, who.user, request.from);
  if (reverse && reverse->pending(txn.now_ms())) {
    SetRequestStatus(txn, who.tenant, reverse->id, RequestStatus::kApproved, who.user);
  }
  Befriend(txn, who, pair, request);
  if (!remark.empty()) {
    UpdateEdge(txn, who.tenant, who.user, request.from, remark, std::nullopt);
  }
  return Ok();
}

Status RecallRequest(store::Txn& txn, const SentRequest& sent) {
  const access::Principal& who = sent.who();
  const RequestId id = sent.request().id;
  KOINE_TRY(const Pair pair, FindPair(txn, who, sent.request().to));
  // As it is now that nobody else answers it.
  const auto request = FindRequest(txn, who.tenant, id);
  if (!request || !request->pending(txn.now_ms())) return Error{Code::kRequestHandled};
  SetRequestStatus(txn, who.tenant, id, RequestStatus::kRecalled, who.user);
  event::ContactEvent told{ContactAction::kRecalled, id, pair.me.person(), pair.other.person(),
                           request->message,         ""};
  Describe(*request, &told);
  Tell(txn, who, {request->to, who.user}, {request->to}, std::move(told));
  return Ok();
}

std::int64_t ExpireRequests(store::Txn& txn, std::int64_t before_ms, int limit) {
  const std::vector<Ended> ended = EndRequests(txn, before_ms, limit);
  std::map<TenantId, std::vector<std::int64_t>> ids;
  for (const Ended& one : ended) {
    ids[one.tenant].push_back(one.request.from.value);
    ids[one.tenant].push_back(one.request.to.value);
  }
  std::unordered_map<UserId, Person> people;
  for (const auto& [tenant, users] : ids) {
    for (const identity::User& user : identity::FindUsers(txn, tenant, users)) {
      people.emplace(user.id, user.person());
    }
  }
  for (const Ended& one : ended) {
    const Request& request = one.request;
    event::ContactEvent told{ContactAction::kExpired, request.id,      people[request.from],
                             people[request.to],      request.message, ""};
    Describe(request, &told);
    event::Event event;
    event.tenant = one.tenant;
    event.users = {request.from};
    event.targets = {request.from};
    event.payload = std::move(told);
    event::Emit(txn, std::move(event));
  }
  return static_cast<std::int64_t>(ended.size());
}

Status Remove(store::Txn& txn, const OwnContact& contact) {
  const access::Principal& who = contact.who();
  const UserId peer = contact.peer();
  const Edges edges = FindEdges(txn, who, peer);
  KOINE_TRY(const Pair pair, FindPair(txn, who, peer));
  DeleteEdge(txn, who.tenant, who.user, peer);
  const bool both = edges.back && !who.policy->removes_one_side;
  if (both) DeleteEdge(txn, who.tenant, peer, who.user);
  CloseReplies(txn, who.tenant, who.user, peer);
  std::vector<UserId> hearers = {who.user};
  if (both) hearers.push_back(peer);
  event::ContactEvent removed{ContactAction::kRemoved, RequestId(), pair.me.person(),
                              pair.other.person(),     "",          ""};
  if (both) {
    NoteBoth(txn, who, version::Op::kDelete, &removed);
  } else {
    removed.from_list = NoteOwn(txn, who, {peer.value}, version::Op::kDelete);
  }
  Tell(txn, who, std::move(hearers), {peer}, std::move(removed));
  if (both) WriteEnd(txn, who, pair);
  return Ok();
}

Status Change(store::Txn& txn, const OwnContact& contact, const std::optional<std::string>& remark,
              const std::optional<std::string>& group_name) {
  const access::Principal& who = contact.who();
  const UserId peer = contact.peer();
  auto group = group_name;
  if (group && group->empty()) group = kDefaultGroup;
  if (!UpdateEdge(txn, who.tenant, who.user, peer, remark, group)) {
    return Error{Code::kNotFriends};
  }
  KOINE_TRY(const Pair pair, FindPair(txn, who, peer));
  event::ContactEvent told;
  told.from = pair.me.person();
  told.to = pair.other.person();
  told.remark = remark.value_or("");
  told.change = remark ? event::ContactChange::kRemark : event::ContactChange::kInfo;
  told.from_list = NoteOwn(txn, who, {peer.value}, version::Op::kUpdate);
  TellChanged(txn, who, std::move(told));
  return Ok();
}

Status ChangeMany(store::Txn& txn, const access::Principal& who,
                  std::span<const std::int64_t> peers, const EdgeChange& change) {
  auto changed = ChangeEdges(txn, who.tenant, who.user, peers, change);
  if (changed.empty()) return Ok();
  std::vector<std::int64_t> elements;
  for (const UserId peer : changed) elements.push_back(peer.value);
  event::ContactEvent told;
  told.change = event::ContactChange::kInfo;
  told.peers = std::move(changed);
  told.order = change.pinned.has_value();
  if (told.order) elements.push_back(version::kOrder);
  told.from_list = NoteOwn(txn, who, elements, version::Op::kUpdate);
  TellChanged(txn, who, std::move(told));
  return Ok();
}

Status Import(store::Txn& txn, const access::Principal& who, std::span<const std::int64_t> peers,
              UserId by) {
  std::vector<std::int64_t> all(peers.begin(), peers.end());
  all.push_back(who.user.value);
  LockUsers(txn, who.tenant, all);
  const People people = identity::FindPeople(txn, who, all);
  // Those who are contacts already hear nothing.
  std::set<UserId> known;
  for (const UserId user : FriendsAmong(txn, who, peers)) known.insert(user);
  std::vector<std::int64_t> fresh;
  for (const std::int64_t id : peers) {
    if (UserId(id) == who.user) return Error{Code::kSelfTarget, "contact"};
    if (known.count(UserId(id)) == 0) fresh.push_back(id);
  }
  const std::set<std::int64_t> added(fresh.begin(), fresh.end());
  const auto more = static_cast<std::int64_t>(added.size());
  if (more > 0 && CountContacts(txn, who.tenant, who.user) + more > kContactsMax) {
    return Error{Code::kBadState, "contacts_full"};
  }
  if (!FullAmong(txn, who.tenant, fresh, who.user, kContactsMax).empty()) {
    return Error{Code::kBadState, "peer_contacts_full"};
  }
  PutEdges(txn, who.tenant, who.user, peers, kDefaultGroup, AddSource::kImported, by);
  if (fresh.empty()) return Ok();
  const version::Version now = NoteOwn(txn, who, fresh, version::Op::kInsert);
  version::BumpMany(txn, who.tenant, version::Collection::kContacts, fresh, who.user.value,
                    version::Op::kInsert);
  for (const std::int64_t id : fresh) {
    event::ContactEvent told{ContactAction::kApproved, RequestId(), people.Of(who.user),
                             people.Of(UserId(id)),    "",          ""};
    told.from_list = now;
    Tell(txn, who, {who.user, UserId(id)}, {who.user}, std::move(told));
  }
  return Ok();
}

Status MoveToGroup(store::Txn& txn, const OwnContacts& contacts, const std::string& group_name) {
  const access::Principal& who = contacts.who();
  const std::string& group = group_name.empty() ? kDefaultGroup : group_name;
  const auto moved = PutIntoGroup(txn, who.tenant, who.user, contacts.peers(), group);
  if (moved.empty()) return Error{Code::kNotFriends};
  TellMoved(txn, who, moved);
  return Ok();
}

Status RenameGroup(store::Txn& txn, const OwnContactGroup& group, const std::string& to) {
  const access::Principal& who = group.who();
  const bool taken = to == kDefaultGroup || (to != group.name() && group.Has(to));
  if (taken) return Error{Code::kConflict, "name"};
  TellMoved(txn, who, RenameGroupOf(txn, who.tenant, who.user, group.name(), to));
  return Ok();
}

Status DeleteGroup(store::Txn& txn, const OwnContactGroup& group) {
  const access::Principal& who = group.who();
  TellMoved(txn, who, RenameGroupOf(txn, who.tenant, who.user, group.name(), kDefaultGroup));
  return Ok();
}

Status SetBlocked(store::Txn& txn, const access::Principal& who, UserId peer, bool blocked,
                  const std::string& ex) {
  if (peer == who.user) return Error{Code::kSelfTarget, "block"};
  Person other{peer, "", ""};
  if (blocked) {
    KOINE_TRY(const Pair pair, FindPair(txn, who, peer));
    other = pair.other.person();
    if (!PutBlock(txn, who.tenant, who.user, peer, ex)) return Ok();
    if (CountBlocks(txn, who) > kBlocksMax) {
      return Error{Code::kBadState, "blocks_full"};
    }
    CloseReplies(txn, who.tenant, who.user, peer);
  } else if (!DeleteBlock(txn, who.tenant, who.user, peer)) {
    return Ok();
  }
  event::ContactEvent told;
  told.to = std::move(other);
  told.change = blocked ? event::ContactChange::kBlocked : event::ContactChange::kUnblocked;
  TellChanged(txn, who, std::move(told));
  return Ok();
}

Result<bool> Block(store::Txn& txn, const access::Principal& who, UserId peer,
                   const std::string& ex) {
  LockPair(txn, who, peer);
  if (Blocks(txn, who, peer)) return false;
  KOINE_CHECK(SetBlocked(txn, who, peer, true, ex));
  return true;
}

namespace {

// In each group that shows something of the user's profile they are a changed member.
void TellGroupsOf(store::Txn& txn, const access::Principal& who, const identity::User& user) {
  std::vector<version::Element> changed;
  for (const std::int64_t group : GroupsShowing(txn, who.tenant, user.id, kShowingMax)) {
    changed.push_back({group, user.id.value});
  }
  for (version::Head& head : version::BumpEach(txn, who.tenant, version::Collection::kMembers,
                                               changed, version::Op::kUpdate)) {
    event::Event event;
    event.tenant = who.tenant;
    event.actor = user.id;
    event.place = {ConversationId(head.owner), ConversationKind::kGroup, {}, {}};
    event.to_members = true;
    event.targets = {user.id};
    event.payload = event::MemberProfile{user.person(), std::move(head.version)};
    event::Emit(txn, std::move(event));
  }
}

}  // namespace

Status ChangeProfile(store::Txn& txn, const access::Principal& who,
                     const identity::ProfileChange& change) {
  const auto before = identity::LockSelf(txn, who);
  KOINE_TRY(const identity::User user, identity::ChangeProfile(txn, who, who.user, change));
  if (before && (before->name() != user.name() || before->avatar != user.avatar)) {
    TellProfile(txn, who, user);
    return Ok();
  }
  event::Event event;
  event.tenant = who.tenant;
  event.actor = user.id;
  event.users = {user.id};
  event.payload = event::UserChanged{user.person()};
  event::Emit(txn, std::move(event));
  return Ok();
}

void TellProfile(store::Txn& txn, const access::Principal& who, const identity::User& user) {
  event::Event event;
  event.tenant = who.tenant;
  event.actor = user.id;
  event.users = ListKnowers(txn, who.tenant, user.id, kKnowersMax);
  event.users.push_back(user.id);
  event.payload = event::UserChanged{user.person()};
  event::Emit(txn, std::move(event));
  version::BumpMany(txn, who.tenant, version::Collection::kContacts,
                    ListOwners(txn, who.tenant, user.id, kKnowersMax), user.id.value,
                    version::Op::kUpdate);
  TellGroupsOf(txn, who, user);
}

void EndAll(store::Txn& txn, const access::Principal& who, const identity::User& gone) {
  RejectRequestsOf(txn, who.tenant, gone.id);
  event::Event event;
  event.tenant = who.tenant;
  event.actor = gone.id;
  event.users = DeleteEdgesOf(txn, who.tenant, gone.id);
  if (event.users.empty()) return;
  version::BumpMany(txn, who.tenant, version::Collection::kContacts, Numbers(event.users),
                    gone.id.value, version::Op::kDelete);
  event.payload =
      event::ContactEvent{ContactAction::kRemoved, RequestId(), gone.person(), Person(), "", ""};
  event::Emit(txn, std::move(event));
}

// --- what only asks for the principal's rows

std::vector<Contact> ListContacts(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                  std::int64_t offset, std::string_view group_name) {
  return ListContacts(txn, who.tenant, who.user, limit, offset, group_name);
}

Result<std::vector<Contact>> ListContactsOf(store::Txn& txn, const access::Principal& who,
                                            UserId owner, std::int64_t limit) {
  if (owner != who.user && !who.admin()) return Error{Code::kForbidden};
  if (!identity::FindUser(txn, who.tenant, owner)) return Error{Code::kUserNotFound};
  return ListContacts(txn, who.tenant, owner, limit, 0, {});
}

std::int64_t CountContacts(store::Txn& txn, const access::Principal& who) {
  return CountContacts(txn, who.tenant, who.user);
}

bool Blocks(store::Txn& txn, const access::Principal& who, UserId peer) {
  return Blocks(txn, who.tenant, who.user, peer);
}

bool BlockedBy(store::Txn& txn, const access::Principal& who, UserId peer) {
  return Blocks(txn, who.tenant, peer, who.user);
}

void LockPair(store::Txn& txn, const access::Principal& who, UserId peer) {
  LockPair(txn, who.tenant, who.user, peer);
}

void LockSelf(store::Txn& txn, const access::Principal& who) {
  LockPair(txn, who.tenant, who.user, who.user);
}

}  // namespace koine::contact
