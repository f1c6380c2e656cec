#include "core/conversation/direct.h"

#include <utility>

#include "core/conversation/named.h"
#include "core/conversation/rows.h"
#include "core/event/event.h"
#include "core/identity/people.h"
#include "core/version/version.h"

namespace koine::conversation {

Result<ConversationId> OpenDirect(store::Txn& txn, const access::Principal& who, UserId peer) {
  if (peer == who.user && !who.policy->self_chats) return Error{Code::kSelfTarget};
  const std::int64_t ids[] = {who.user.value, peer.value};
  const auto users = identity::FindUsers(txn, who, ids);
  const identity::User* me = nullptr;
  const identity::User* other = nullptr;
  for (const identity::User& user : users) {
    if (user.id == who.user) me = &user;
    if (user.id == peer) other = &user;
  }
  if (me == nullptr) return Error{Code::kUserNotFound, "sender"};
  if (other == nullptr || other->status == identity::UserStatus::kDeregistered) {
    return Error{Code::kUserNotFound, "receiver"};
  }
  bool created = false;
  const ConversationId id = EnsureDirect(txn, who.tenant, who.user, peer, &created);
  const bool back = !created && Unhide(txn, who.tenant, id, who.user);
  if (back) {
    version::Bump(txn, who.tenant, version::Collection::kConversations, who.user.value, {id.value},
                  version::Op::kInsert);
  }
  if (created || back) {
    event::Event event;
    event.tenant = who.tenant;
    event.actor = who.user;
    event.users = {who.user};
    event.place = {id, ConversationKind::kDirect, std::min(who.user, peer),
                   std::max(who.user, peer)};
    event::ConversationAdded added{"", "", {me->person()}};
    if (other != me) added.people.push_back(other->person());
    event.payload = std::move(added);
    event::Emit(txn, std::move(event));
  }
  return id;
}

Result<access::Member> SystemPlace(store::Txn& txn, const access::Principal& who, UserId peer) {
  bool created = false;
  const ConversationId id = EnsureDirect(txn, who.tenant, who.user, peer, &created);
  if (created) {
    MakeSystem(txn, who.tenant, id);
    event::Event event;
    event.tenant = who.tenant;
    event.actor = who.user;
    event.users = {peer};
    event.place = {id, ConversationKind::kSystem, std::min(who.user, peer),
                   std::max(who.user, peer)};
    event.payload = event::ConversationAdded{"", "", {access::PersonOf(txn, who)}};
    event::Emit(txn, std::move(event));
  }
  KOINE_TRY(access::Member place, access::Member::Open(txn, who, id));
  if (place.conversation().kind != ConversationKind::kSystem) return Error{Code::kWrongKind};
  return place;
}

Result<access::Member> DirectPlace(store::Txn& txn, const access::Principal& who, UserId peer) {
  if (peer == who.user && !who.policy->self_chats) return Error{Code::kSelfTarget};
  if (auto listed = OpenListedDirect(txn, who, peer)) return *std::move(listed);
  KOINE_TRY(const ConversationId id, OpenDirect(txn, who, peer));
  return access::Member::Open(txn, who, id);
}

}  // namespace koine::conversation
