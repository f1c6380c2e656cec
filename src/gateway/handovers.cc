#include "gateway/handovers.h"

#include <algorithm>
#include <utility>

#include "gateway/io_thread.h"
#include "gateway/session.h"
#include "net/ws_connection.h"

namespace koine::gateway {

Handovers::Handovers(std::size_t bytes, std::int64_t since)
    : chunks_max_(bytes / sizeof(Chunk)), forgotten_(since) {
  // One that was asked for has room for something.
  if (bytes > 0 && chunks_max_ == 0) chunks_max_ = 1;
}

void Handovers::Note(std::int64_t position, const Session& session, std::size_t bytes,
                     std::int64_t now_ms) {
  if (next_ == size()) {
    if (chunks_.size() < chunks_max_) {
      chunks_.push_back(std::make_unique<Chunk>());
    } else {
      next_ = 0;
    }
  }
  Entry& entry = (*chunks_[next_ / kPerChunk])[next_ % kPerChunk];
  ++next_;
  forgotten_ = std::max(forgotten_, entry.position);
  entry = {position, session.who().session, session.who().user, now_ms, bytes};
}

void Handovers::Cut(const Session& session, std::size_t unacked) {
  if (on()) cut_[session.who().session] = unacked;
}

void Handovers::End(const Session& session, std::size_t unacked, std::int64_t now_ms) {
  const std::uint64_t number = session.who().session;
  const auto cut = cut_.find(number);
  if (cut != cut_.end()) {
    unacked = cut->second;
    cut_.erase(cut);
  }
  if (!on() || session.delivered() == 0) return;
  if (ended_order_.size() == kEndedMax) {
    ended_.erase(ended_order_.front());
    ended_order_.pop_front();
  }
  ended_order_.push_back(number);
  ended_[number] = {session.dialect().name(),
                    session.dialect().PlatformOf(session),
                    session.address(),
                    session.begun_ms(),
                    now_ms,
                    unacked};
}

void Handovers::Clear() {
  for (std::size_t i = 0; i < size(); ++i) forgotten_ = std::max(forgotten_, At(i).position);
  chunks_.clear();
  next_ = 0;
}

std::size_t Handovers::Describe(const Entry& entry, IoThread& thread, Handover* out) const {
  out->user = entry.user;
  out->session = entry.session;
  out->at = entry.at;
  const auto ended = ended_.find(entry.session);
  if (ended != ended_.end()) {
    const Ended& then = ended->second;
    out->dialect = then.dialect;
    out->platform = then.platform;
    out->address = then.address;
    out->begun_at = then.begun_at;
    out->ended_at = then.ended_at;
    return then.unacked;
  }
  const UserEntry* user = thread.FindUser(entry.user);
  if (user == nullptr) return SIZE_MAX;
  for (const auto& session : user->sessions) {
    if (session->who().session != entry.session) continue;
    out->dialect = session->dialect().name();
    out->platform = session->dialect().PlatformOf(*session);
    out->address = session->address();
    out->begun_at = session->begun_ms();
    const auto cut = cut_.find(entry.session);
    return cut != cut_.end() ? cut->second : session->unacked_bytes();
  }
  return SIZE_MAX;
}

Handovers::Found Handovers::Of(std::int64_t position, IoThread& thread) const {
  Found out;
  out.whole = on() && position > forgotten_;
  // Of sessions that have something unacknowledged: how much that is, and which of `out.to` waits
  // for it to be less.
  struct Waiting {
    std::size_t unacked = 0, queued = 0;
    std::size_t index = 0;
  };
  std::unordered_map<std::uint64_t, Waiting> waiting;
  // From the oldest: where the ring is full, it begins at `next_`. Unused entries have position 0.
  const std::size_t count = size();
  const std::size_t first = chunks_.size() < chunks_max_ || count == 0 ? 0 : next_ % count;
  for (std::size_t i = 0; i < count; ++i) {
    const Entry& entry = At((first + i) % count);
    if (entry.position == position) {
      Handover& found = out.to.emplace_back();
      const std::size_t unacked = Describe(entry, thread, &found);
      found.arrived = unacked == 0;
      if (unacked > 0) waiting[entry.session] = {unacked, 0, out.to.size() - 1};
    }
    if (waiting.empty()) continue;
    const auto one = waiting.find(entry.session);
    if (one == waiting.end()) continue;
    Waiting& wait = one->second;
    // Its own bytes have left too only when all that is unacknowledged was queued after it.
    if (entry.position != position) wait.queued += entry.bytes;
    if (wait.queued >= wait.unacked) out.to[wait.index].arrived = true;
  }
  return out;
}

}  // namespace koine::gateway
