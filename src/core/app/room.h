#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "core/app/channel.h"
#include "core/message/send.h"
#include "store/txn.h"

// Rooms (app-im 2.8). Nobody is stored as a member: who is in one is known where its sockets are
// (gateway/rooms.h), so verbs say who enters and leaves, and are told who is there.
namespace koine::app {

// A room that a client is in, or that whoever showed the master key writes to.
inline constexpr std::size_t kRoomsPerClientMax = 100;

// A new room with nobody in it. kTooLarge "conv_extend".
Result<Channel> CreateRoom(store::Txn& txn, const access::Principal& who, const ChannelIn& in);

// Whether a socket of the principal may enter. kWrongKind when it is no room; kBlockedByPeer for
// who is on its blacklist. Whoever serves the socket lets it in.
Status MayEnterRoom(store::Txn& txn, const access::Principal& who, const Managed& place);

// All sockets of these users enter, and hear so; they have some. kBlockedByPeer.
Status BringIntoRoom(store::Txn& txn, const Managed& place, const std::vector<UserId>& users);
// All of theirs leave, and hear so.
void PutOutOfRoom(store::Txn& txn, const Managed& place, const std::vector<UserId>& users);

// Says something in a room; the caller knows that the sender is in it. As message::Send and
// message::SendTransient. kMemberMuted for a muted sender, unless they showed the master key.
Result<message::Sent> SayInRoom(store::Txn& txn, const access::Principal& sender,
                                const Managed& place, const message::SendIn& draft);
Status TellInRoom(store::Txn& txn, const access::Principal& sender, const Managed& place,
                  const message::SendIn& draft);

}  // namespace koine::app
