#include "core/app/room.h"

#include <utility>

#include "core/access/system.h"
#include "core/app/channel_ban.h"
#include "core/app/channel_rows.h"
#include "core/event/event.h"
#include "core/group/membership.h"

namespace koine::app {

namespace {

using access::Principal;

// Told to sockets, and gone with them: nothing of it is kept.
void Tell(store::Txn& txn, const Managed& place, UserId actor, std::vector<UserId> users,
          std::vector<event::Membership> membership, event::Payload payload) {
  event::Event event;
  event.tenant = place.who().tenant;
  event.actor = actor;
  event.place = place.place().conversation().place();
  event.users = std::move(users);
  event.membership = std::move(membership);
  event.payload = std::move(payload);
  event::EmitTransient(txn, std::move(event));
}

std::vector<event::Membership> Moves(const Managed& place, const std::vector<UserId>& users,
                                     bool joined) {
  std::vector<event::Membership> out;
  for (const UserId user : users) out.push_back({place.channel().id, user, joined, 0});
  return out;
}

// The room for a sender without a seat.
Result<access::AnyConversation> OpenFor(store::Txn& txn, const Principal& sender,
                                        const Managed& place) {
  const ConversationId id = place.channel().id;
  if (!sender.trusted && IsSilenced(txn, sender.tenant, id, sender.user)) {
    return Error{Code::kMemberMuted};
  }
  return access::AnyConversation::Open(txn, access::ServerOf(sender), id);
}

}  // namespace

Result<Channel> CreateRoom(store::Txn& txn, const Principal& who, const ChannelIn& in) {
  const ConversationId id = group::MakeRoom(txn, who, in.creator);
  SetNew(txn, who.tenant, id, ConversationKind::kRoom, in.extend, 0);
  auto made = FindChannel(txn, who.tenant, id);
  if (!made) return Error{Code::kInternal};
  // Nobody is there to hear it, but the log has readers.
  event::Event event;
  event.tenant = who.tenant;
  event.actor = in.creator;
  event.place = {made->id, made->kind, UserId(), UserId()};
  event::GroupEvent created;
  created.action = event::GroupAction::kCreated;
  event.payload = std::move(created);
  event::Emit(txn, std::move(event));
  return *std::move(made);
}

Status MayEnterRoom(store::Txn& txn, const Principal& who, const Managed& place) {
  if (!place.room()) return Error{Code::kWrongKind};
  const std::int64_t user[] = {who.user.value};
  const bool banned = !BannedAmong(txn, who.tenant, place.channel().id, user).empty();
  return banned ? Status(Error{Code::kBlockedByPeer}) : Ok();
}

Status BringIntoRoom(store::Txn& txn, const Managed& place, const std::vector<UserId>& users) {
  KOINE_CHECK(CheckBans(txn, place, users));
  if (users.empty()) return Ok();
  Tell(txn, place, place.who().user, users, Moves(place, users, true), event::ConversationAdded{});
  return Ok();
}

void PutOutOfRoom(store::Txn& txn, const Managed& place, const std::vector<UserId>& users) {
  if (users.empty()) return;
  Tell(txn, place, place.who().user, users, Moves(place, users, false),
       event::ConversationRemoved{});
}

Result<message::Sent> SayInRoom(store::Txn& txn, const Principal& sender, const Managed& place,
                                const message::SendIn& draft) {
  KOINE_TRY(const access::AnyConversation room, OpenFor(txn, sender, place));
  return message::SendToRoom(txn, room, draft);
}

Status TellInRoom(store::Txn& txn, const Principal& sender, const Managed& place,
                  const message::SendIn& draft) {
  KOINE_TRY(const access::AnyConversation room, OpenFor(txn, sender, place));
  return message::TellRoom(txn, room, draft);
}

}  // namespace koine::app
