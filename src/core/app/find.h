#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/place.h"
#include "store/txn.h"

// Conversations of an application, found by what it says of them (app-im 2.4). Whoever asks in the
// name of a client names it among the members.
namespace koine::app {

// A conversation with what the application keeps with it.
struct Channel {
  ConversationId id;
  ConversationKind kind = ConversationKind::kGroup;
  std::int64_t clients = 0;
  std::string extend;  // JSON; empty: none
  UserId creator;
  std::string creator_handle;
  std::int64_t created_at = 0;
  std::int64_t changed_at = 0;  // 0: not since it was made
  std::int64_t last_sent_at = 0;
  UserId pair_lo, pair_hi;  // of one of two
};

// Bounds of a number, both inclusive.
struct SaidRange {
  std::int64_t from = std::numeric_limits<std::int64_t>::min();
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
};
inline constexpr int kJudgedMax = 10'000;
struct ChannelFilter {
  std::optional<std::vector<std::int64_t>> ids, creators;  // one of these; absent: any
  std::vector<std::int64_t> not_ids, not_creators;
  std::vector<std::int64_t> kinds;  // ConversationKind
  SaidRange clients, created;
  SaidRange changed;  // of one that did not change it is -1
  // One of these users is a member, or it is one of these rooms; absent: whoever is.
  std::optional<std::vector<std::int64_t>> members;
  std::vector<std::int64_t> rooms;
  // Judged after all else; null: nothing more.
  std::function<bool(const Channel&)> rest;
  // What is judged may be anything that was written there: over at most `judged_max`. Else that
  // many are looked at in one go.
  bool costly = false;
  std::int64_t judged_max = kJudgedMax;
};
struct FoundChannel {
  std::vector<Channel> page;
  std::int64_t total = 0;
};
// Those that changed last first, then the newest. kTooLarge "judged" when a costly `rest` has more
// to judge than it may.
Result<FoundChannel> ListChannels(store::Txn& txn, const access::Principal& who,
                                  const ChannelFilter& filter, std::int64_t offset,
                                  std::int64_t limit);
// All conversations of which one of these is a member, by id.
std::vector<std::int64_t> ChannelsOf(store::Txn& txn, const access::Principal& who,
                                     std::span<const std::int64_t> users);

}  // namespace koine::app
