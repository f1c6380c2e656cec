#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/app/channel.h"
#include "core/app/channel_ban.h"
#include "gateway/row.h"
#include "store/txn.h"

namespace koine::gateway {
class Presence;
}

namespace koine::appim {

inline constexpr std::size_t kRoomListMax = 100;  // app-im 2.8

// Of conv.join and conv.leave, and their answers.
struct RoomIn {
  std::string conv_id;
};
KOINE_DESCRIBE(RoomIn, (conv_id))
struct RoomOut {
  std::string conv_id;
  ConversationId id;  // for who lets the socket in
};
KOINE_DESCRIBE(RoomOut, (conv_id))

// What client_num says: of a room, how many are there.
std::int64_t CountClients(const gateway::Presence& presence, const app::Channel& channel);
bool IsIn(const gateway::Call& call, UserId user, const app::Managed& place);
// Those who have a socket come in. kBlockedByPeer.
Status AddToRoom(store::Txn& txn, const gateway::Call& call, const app::Managed& place,
                 const std::vector<UserId>& users);
void RemoveFromRoom(store::Txn& txn, const gateway::Call& call, const app::Managed& place,
                    const std::vector<UserId>& users);
// The client ids of at most kRoomListMax who are there.
std::vector<std::string> ListRoom(store::Txn& txn, const gateway::Call& call,
                                  const app::Managed& place);

}  // namespace koine::appim
