// Rooms, whose members are those who are there (app-im 2.8).

#include "core/app/room.h"
#include "core/app/render.h"

#include <algorithm>
#include <utility>

#include "dialect/appim/appim.h"
#include "dialect/appim/room.h"
#include "dialect/appim/wire.h"
#include "gateway/presence.h"

namespace koine::appim {

using gateway::Call;
using store::Txn;

struct OnlineCountIn {
  std::string conv_id;
};
KOINE_DESCRIBE(OnlineCountIn, (conv_id))
struct OnlineCountOut {
  std::int64_t count = 0;
};
KOINE_DESCRIBE(OnlineCountOut, (count))

std::int64_t CountClients(const gateway::Presence& presence, const app::Channel& channel) {
  if (channel.kind != ConversationKind::kRoom) return channel.clients;
  return static_cast<std::int64_t>(presence.RoomSize(channel.id));
}

bool IsIn(const Call& call, UserId user, const app::Managed& place) {
  return call.services->presence->InRoom(user, place.channel().id);
}

Status AddToRoom(Txn& txn, const Call& call, const app::Managed& place,
                 const std::vector<UserId>& users) {
  const gateway::Presence& presence = *call.services->presence;
  std::vector<UserId> there;
  for (const UserId user : users) {
    if (presence.Connected(user)) there.push_back(user);
  }
  KOINE_CHECK(app::CheckBans(txn, place, users));
  return app::BringIntoRoom(txn, place, there);
}

void RemoveFromRoom(Txn& txn, const Call& call, const app::Managed& place,
                    const std::vector<UserId>& users) {
  std::vector<UserId> there;
  for (const UserId user : users) {
    if (IsIn(call, user, place)) there.push_back(user);
  }
  app::PutOutOfRoom(txn, place, there);
}

std::vector<std::string> ListRoom(Txn& txn, const Call& call, const app::Managed& place) {
  const auto users = call.services->presence->RoomUsers(place.channel().id, kRoomListMax);
  std::vector<std::string> out;
  for (app::Handle& one : app::HandlesOf(txn, call.who.tenant, Numbers(users))) {
    out.push_back(std::move(one.handle));
  }
  std::sort(out.begin(), out.end());
  return out;
}

namespace {

Result<OnlineCountOut> CountOnline(Txn& txn, Call& call, const ChannelDoor& door, OnlineCountIn&) {
  const app::Managed& place = door.place();
  if (!place.room()) return Error{Code::kWrongKind};
  KOINE_TRY([[maybe_unused]] const auto visible, MayRead(txn, call, place));
  return OnlineCountOut{CountClients(*call.services->presence, place.channel())};
}

Result<RoomOut> JoinRow(Txn& txn, Call& call, const FrameDoor& door, RoomIn& in) {
  const app::Managed& place = door.place();
  const auto rooms = call.services->presence->RoomsOf(call.who.user);
  const bool inside = std::find(rooms.begin(), rooms.end(), place.channel().id) != rooms.end();
  if (!inside && rooms.size() >= app::kRoomsPerClientMax) {
    return Error{Code::kBadState, "rooms"};
  }
  KOINE_CHECK(app::MayEnterRoom(txn, call.who, place));
  return RoomOut{in.conv_id, place.channel().id};
}

Result<RoomOut> LeaveRow(Txn&, Call&, const FrameDoor& door, RoomIn& in) {
  const app::Managed& place = door.place();
  if (!place.room()) return Error{Code::kWrongKind};
  return RoomOut{in.conv_id, place.channel().id};
}

}  // namespace

void AddRooms(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(gateway::Ep<&CountOnline>(
      net::Method::kGet, "/im/conversations/{conv_id}/members/online-count",
      "Count the clients in a room",
      InChannel(gateway::Mode::kRead, false, R"({"conv_id":"{room.id}"})", "2.8")));
}

void AddRoomFrames(std::vector<gateway::FrameRow>* rows) {
  gateway::Options options =
      InChannel(gateway::Mode::kRead, true, R"({"conv_id":"{room.id}"})", "5.6");
  rows->push_back(gateway::Fr<&JoinRow>("conv.join", "Enter a room", options, nullptr));
  rows->push_back(gateway::Fr<&LeaveRow>("conv.leave", "Leave a room", options, nullptr));
}

}  // namespace koine::appim
