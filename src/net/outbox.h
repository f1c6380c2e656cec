#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koine::net {

// Encoded frames that several connections send, and none copies.
using SharedFrames = std::shared_ptr<const std::string>;

// What a connection has not written yet: bytes of its own, and then frames that it shares with
// others.
class Outbox {
 public:
  // Where to append bytes. Frames that came before are copied in front of them.
  std::string& Bytes();
  void Share(const SharedFrames& frames);

  bool empty() const { return size() == 0; }
  bool shares() const { return !frames_.empty(); }
  std::size_t size() const { return bytes_.size() - sent_ + frame_bytes_; }
  // What it takes in memory, as if nobody else had its frames.
  std::size_t capacity() const { return kept_capacity() + frame_bytes_ + frames_sent_; }
  // What it keeps when it is cleared.
  std::size_t kept_capacity() const {
    return bytes_.capacity() + frames_.capacity() * sizeof(SharedFrames);
  }

  // Fills `pieces` with the next to write, none of them empty, and gives their number; valid until
  // it changes.
  std::size_t Next(std::span<std::string_view> pieces) const;
  // The first `n` bytes of them are written.
  void Written(std::size_t n);
  void Clear();

 private:
  std::string bytes_;
  std::size_t sent_ = 0;  // of bytes_
  std::vector<SharedFrames> frames_;
  std::size_t frames_sent_ = 0;  // of the first of frames_
  std::size_t frame_bytes_ = 0;  // that are left of them
};

}  // namespace koine::net
