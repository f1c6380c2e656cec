#include "core/message/kept_peers.h"

#include <algorithm>

namespace koine::message {

namespace {

enum Table : std::size_t { kMembers, kUsers, kBlocks, kContacts, kSettings };
enum MemberColumn : int { kNotify, kReplyOpen };

}  // namespace

const store::KeptKind KeptPeers::kKind{
    {{"member", {"conversation_id", "user_id"}, {"notify", "reply_open"}},
     {"users", {"id"}, {}},
     {"block", {"owner_id", "peer_id"}, {}},
     {"contact", {"owner_id", "peer_id"}, {}},
     {"user_setting", {"user_id"}, {}}},
    []() -> std::unique_ptr<store::Kept> { return std::make_unique<KeptPeers>(); }};

std::optional<PeerState> KeptPeers::Find(const access::SeatOf& sender, UserId peer) {
  const Place* place = places_.Find(sender.conversation.value);
  if (place == nullptr) return std::nullopt;
  const auto it = std::find_if(place->begin(), place->end(), [&](const Stand& one) {
    return one.sender == sender && one.peer == peer;
  });
  return it == place->end() ? std::nullopt : std::optional(it->state);
}

void KeptPeers::Put(const access::SeatOf& sender, UserId peer, const PeerState& state) {
  Place& place = places_.Open(sender.conversation.value, {sender.user.value, peer.value});
  std::erase_if(place, [&](const Stand& one) { return one.sender == sender; });
  place.push_back({sender, peer, state});
}

void KeptPeers::Changed(const store::RowChange& change) {
  if (change.table == kMembers) {
    const bool same =
        change.before == change.after && !change.Sets(kNotify) && !change.Sets(kReplyOpen);
    if (same) return;
    if (change.before) places_.Drop((*change.before)[0]);
    if (change.after) places_.Drop((*change.after)[0]);
    return;
  }
  // What is remembered is about both of two: either leads to it.
  for (const auto& key : {change.before, change.after}) {
    if (key) places_.DropUser((*key)[0]);
  }
}

}  // namespace koine::message
