#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/access/kept_places.h"
#include "core/message/rows.h"
#include "store/kept.h"

namespace koine::message {

// How peers stand to senders, as it was read for the last message (store/kept.h); without key_free.
class KeptPeers final : public store::Kept {
 public:
  static const store::KeptKind kKind;

  std::optional<PeerState> Find(const access::SeatOf& sender, UserId peer);
  void Put(const access::SeatOf& sender, UserId peer, const PeerState& state);

  void Changed(const store::RowChange& change) override;
  void Clear() override { places_.Clear(); }

 private:
  struct Stand {
    access::SeatOf sender;
    UserId peer;
    PeerState state;
  };
  using Place = std::vector<Stand>;

  access::KeptPlaces<Place> places_;
};

}  // namespace koine::message
