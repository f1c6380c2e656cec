#include "core/contact/contact.h"

#include <utility>

#include "core/access/rows.h"
#include "core/conversation/rows.h"
#include "core/event/event.h"
#include "core/identity/rows.h"
#include "core/message/append.h"

namespace koine::contact {

namespace {

using event::ContactAction;

struct Pair {
  identity::User me, other;
};

Result<Pair> FindPair(store::Txn& txn, const access::Principal& who, UserId other) {
  LockPair(txn, who.tenant, who.user, other);
  auto me = identity::FindUser(txn, who.tenant, who.user);
  auto peer = identity::FindUser(txn, who.tenant, other);
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

// Both edges, the conversation with its first line, and everybody told.
void Befriend(store::Txn& txn, const access::Principal& who, const Pair& pair,
              const Request& request) {
  const identity::User& from = request.from == pair.me.id ? pair.me : pair.other;
  const identity::User& to = request.from == pair.me.id ? pair.other : pair.me;
  const std::string group = request.group_name.empty() ? kDefaultGroup : request.group_name;
  PutEdge(txn, who.tenant, from.id, to.id, group, request.remark);
  PutEdge(txn, who.tenant, to.id, from.id, kDefaultGroup, "");
  Tell(txn, who, {from.id, to.id}, {from.id},
       {ContactAction::kApproved, request.id, from.person(), to.person(), request.message, ""});

  bool created = false;
  const ConversationId id =
      conversation::EnsureDirect(txn, who.tenant, who.user, pair.other.id, &created);
  auto seat = access::FindSeat(txn, who.tenant, id, who.user, true);
  if (!seat) return;
  event::Event added;
  added.tenant = who.tenant;
  added.actor = who.user;
  added.place = seat->conversation.place();
  added.users = {pair.me.id, pair.other.id};
  added.payload = event::ConversationAdded{"", "", {pair.me.person(), pair.other.person()}};
  event::Emit(txn, std::move(added));
  body::Notice line;
  line.kind = body::NoticeKind::kFriendsNow;
  line.targets = {{pair.other.id, pair.other.name()}};
  message::AppendNotice(txn, who.tenant, &seat->conversation, who.policy->dialect,
                        pair.me.person(), std::move(line));
}

}  // namespace

Result<Requested> SendRequest(store::Txn& txn, const access::Principal& who,
                              const RequestIn& in) {
  if (in.target == who.user) return Error{Code::kSelfTarget, "contact"};
  KOINE_TRY(const Pair pair, FindPair(txn, who, in.target));
  if (FindEdges(txn, who.tenant, who.user, in.target).friends()) {
    return Error{Code::kAlreadyFriends};
  }
  if (Blocks(txn, who.tenant, in.target, who.user)) return Error{Code::kBlockedByPeer};
  const std::int64_t now = txn.now_ms();
  auto mine = FindRequestOfPair(txn, who.tenant, who.user, in.target);
  if (mine && mine->pending(now)) return Error{Code::kRequestPending};
  auto reverse = FindRequestOfPair(txn, who.tenant, in.target, who.user);
  if (reverse && reverse->pending(now)) {
    SetRequestStatus(txn, who.tenant, reverse->id, RequestStatus::kApproved, who.user);
    Befriend(txn, who, pair, *reverse);
    // What he wrote about the other in his own request.
    auto given = [](const std::string& text) {
      return text.empty() ? std::nullopt : std::optional(text);
    };
    UpdateEdge(txn, who.tenant, who.user, in.target, given(in.remark), given(in.group_name));
    return Requested{reverse->id, true};
  }
  const std::int64_t since = now - kRequestExpiresMs;
  const int limit = who.policy->pending_requests_max;
  if (CountPending(txn, who.tenant, who.user, UserId(), since) >= limit ||
      CountPending(txn, who.tenant, UserId(), in.target, since) >= limit) {
    return Error{Code::kBadState, "requests_full"};
  }
  Request request;
  request.from = who.user;
  request.to = in.target;
  request.message = in.message;
  request.group_name = in.group_name;
  request.remark = in.remark;
  request.id = PutRequest(txn, who.tenant, request);
  Tell(txn, who, {in.target, who.user}, {in.target},
       {ContactAction::kRequested, request.id, pair.me.person(), pair.other.person(), in.message,
        ""});
  return Requested{request.id, false};
}

Status AnswerRequest(store::Txn& txn, const access::Principal& who, RequestId id, bool approve,
                     const std::string& remark) {
  auto request = FindRequest(txn, who.tenant, id);
  if (!request || (request->to != who.user && request->from != who.user)) {
    return Error{Code::kRequestNotFound};
  }
  if (request->to != who.user) return Error{Code::kForbidden, "request"};
  if (!request->pending(txn.now_ms())) return Error{Code::kRequestHandled};
  KOINE_TRY(const Pair pair, FindPair(txn, who, request->from));
  SetRequestStatus(txn, who.tenant, id,
                   approve ? RequestStatus::kApproved : RequestStatus::kRejected, who.user);
  if (!approve) {
    Tell(txn, who, {request->from, who.user}, {request->from},
         {ContactAction::kRejected, id, pair.other.person(), pair.me.person(), request->message,
          ""});
    return Ok();
  }
  auto reverse = FindRequestOfPair(txn, who.tenant, who.user, request->from);
  if (reverse && reverse->pending(txn.now_ms())) {
    SetRequestStatus(txn, who.tenant, reverse->id, RequestStatus::kApproved, who.user);
  }
  Befriend(txn, who, pair, *request);
  if (!remark.empty()) {
    UpdateEdge(txn, who.tenant, who.user, request->from, remark, std::nullopt);
  }
  return Ok();
}

Status Remove(store::Txn& txn, const access::Principal& who, UserId peer) {
  LockPair(txn, who.tenant, who.user, peer);
  if (!FindEdges(txn, who.tenant, who.user, peer).forth) return Error{Code::kNotFriends};
  KOINE_TRY(const Pair pair, FindPair(txn, who, peer));
  DeleteEdge(txn, who.tenant, who.user, peer);
  DeleteEdge(txn, who.tenant, peer, who.user);
  Tell(txn, who, {who.user, peer}, {peer},
       {ContactAction::kRemoved, RequestId(), pair.me.person(), pair.other.person(), "", ""});
  return Ok();
}

Status Change(store::Txn& txn, const access::Principal& who, UserId peer,
              const std::optional<std::string>& remark,
              const std::optional<std::string>& group_name) {
  if (!UpdateEdge(txn, who.tenant, who.user, peer, remark, group_name)) {
    return Error{Code::kNotFriends};
  }
  KOINE_TRY(const Pair pair, FindPair(txn, who, peer));
  Tell(txn, who, {who.user}, {},
       {ContactAction::kChanged, RequestId(), pair.me.person(), pair.other.person(), "",
        remark.value_or("")});
  return Ok();
}

}  // namespace koine::contact
