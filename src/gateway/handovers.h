#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/ids.h"

namespace koine::gateway {

class IoThread;
class Session;

// A message that was queued to a session: to whom, and what became of it.
struct Handover {
  UserId user;
  std::uint64_t session = 0;
  std::string dialect;  // empty: of a session that ended so long ago that nothing is known of it
  int platform = 0;
  std::string address;
  std::int64_t begun_at = 0;
  std::int64_t ended_at = 0;  // 0: the session is open
  std::int64_t at = 0;        // when it was queued, ms
  // The system at the other end has acknowledged all of it. False may also mean that this is not
  // known for sure.
  bool arrived = false;
};

// To which sessions of one I/O thread the latest messages were queued, for whoever asks what became
// of one. In memory, in a ring of a fixed size: one entry for each message and session. One thread.
//
// What a session has not acknowledged is known in bytes alone, at any moment and when it ends: a
// message has arrived if at least as much is known to be queued after it. Other frames, of which
// nothing is known, may lie there too, so that the answer errs on the side of "not yet".
class Handovers {
 public:
  static constexpr std::size_t kEndedMax = 2'048;  // sessions that are known after their end

  // `bytes` 0: nothing is kept. `since`: messages up to this position came before this process.
  Handovers(std::size_t bytes, std::int64_t since);

  bool on() const { return chunks_max_ > 0; }
  // `bytes` of frames of the message at `position` were queued to the session.
  void Note(std::int64_t position, const Session& session, std::size_t bytes, std::int64_t now_ms);
  // So much of what was queued to the session is not acknowledged, and it ends now.
  void Cut(const Session& session, std::size_t unacked);
  void End(const Session& session, std::size_t unacked, std::int64_t now_ms);
  void Clear();

  struct Found {
    std::vector<Handover> to;  // in the order in which they were queued
    bool whole = true;         // nothing about this message was forgotten
  };
  Found Of(std::int64_t position, IoThread& thread) const;

 private:
  struct Entry {
    std::int64_t position = 0;
    std::uint64_t session = 0;
    UserId user;
    std::int64_t at = 0;
    std::uint64_t bytes = 0;
  };
  static constexpr std::size_t kPerChunk = 1'024;
  using Chunk = std::array<Entry, kPerChunk>;
  // What is known of a session that ended.
  struct Ended {
    const char* dialect = "";
    int platform = 0;
    std::string address;
    std::int64_t begun_at = 0, ended_at = 0;
    std::size_t unacked = 0;
  };

  std::size_t size() const { return chunks_.size() * kPerChunk; }
  const Entry& At(std::size_t index) const {
    return (*chunks_[index / kPerChunk])[index % kPerChunk];
  }
  // What the system of the other end had not acknowledged; and the rest of `out`.
  std::size_t Describe(const Entry& entry, IoThread& thread, Handover* out) const;

  std::size_t chunks_max_;
  std::int64_t forgotten_;  // all up to this position, and maybe more of it, is over
  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t next_ = 0;  // where the next entry goes; what follows it is the oldest
  std::unordered_map<std::uint64_t, Ended> ended_;
  std::deque<std::uint64_t> ended_order_;
  std::unordered_map<std::uint64_t, std::size_t> cut_;  // until they end
};

}  // namespace koine::gateway
