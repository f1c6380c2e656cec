#include "net/outbox.h"

#include <algorithm>

#include "base/require.h"

namespace koine::net {

std::string& Outbox::Bytes() {
  bytes_.reserve(bytes_.size() + frame_bytes_);
  for (const SharedFrames& frames : frames_) {
    bytes_.append(*frames, frames_sent_);
    frames_sent_ = 0;
  }
  frames_.clear();
  frame_bytes_ = 0;
  return bytes_;
}

void Outbox::Share(const SharedFrames& frames) {
  if (frames->empty()) return;
  frames_.push_back(frames);
  frame_bytes_ += frames->size();
}

std::size_t Outbox::Next(std::span<std::string_view> pieces) const {
  std::size_t count = 0;
  if (sent_ < bytes_.size()) pieces[count++] = std::string_view(bytes_).substr(sent_);
  for (std::size_t i = 0; i < frames_.size() && count < pieces.size(); ++i)
    pieces[count++] = std::string_view(*frames_[i]).substr(i == 0 ? frames_sent_ : 0);
  return count;
}

void Outbox::Written(std::size_t n) {
  KOINE_REQUIRE(n <= size());
  const std::size_t own = std::min(n, bytes_.size() - sent_);
  sent_ += own;
  n -= own;
  if (sent_ == bytes_.size()) {
    bytes_.clear();
    sent_ = 0;
  } else if (sent_ > bytes_.size() / 2) {
    // What is sent already must not pile up in front of a slow reader's queue.
    bytes_.erase(0, sent_);
    sent_ = 0;
  }
  frame_bytes_ -= n;
  frames_sent_ += n;
  std::size_t whole = 0;
  while (whole < frames_.size() && frames_sent_ >= frames_[whole]->size()) {
    frames_sent_ -= frames_[whole++]->size();
  }
  frames_.erase(frames_.begin(), frames_.begin() + static_cast<std::ptrdiff_t>(whole));
}

void Outbox::Clear() {
  bytes_.clear();
  sent_ = 0;
  frames_.clear();
  frames_sent_ = 0;
  frame_bytes_ = 0;
}

}  // namespace koine::net
