#include "core/inverted/filter.h"

#include <algorithm>
#include <cstring>

#include "base/crypto.h"

namespace koine::inverted {

namespace {

constexpr int kProbes = 4;
constexpr std::size_t kBytesMin = 8;

// Calls probe(byte, mask) for the bits of a token, until it returns false.
template <class Probe>
bool ForBits(Token token, std::size_t bytes, Probe probe) {
  const std::uint64_t h = static_cast<std::uint64_t>(token) * 0x9E3779B97F4A7C15ULL;
  const std::uint64_t step = (h >> 40) | 1;
  std::uint64_t at = h & 0xFFFFFFFF;
  for (int i = 0; i < kProbes; ++i, at += step) {
    const std::uint64_t bit = at % (bytes * 8);
    if (!probe(static_cast<std::size_t>(bit / 8), static_cast<unsigned char>(1U << bit % 8))) {
      return false;
    }
  }
  return true;
}

}  // namespace

Filter::Filter(std::size_t tokens) : bits_(std::clamp(tokens, kBytesMin, kBytesMax), '\0') {}

void Filter::Add(Token token) {
  ForBits(token, bits_.size(), [this](std::size_t byte, unsigned char mask) {
    bits_[byte] = static_cast<char>(static_cast<unsigned char>(bits_[byte]) | mask);
    return true;
  });
}

void Filter::ShrinkTo(std::size_t tokens) {
  const std::size_t least = std::max(tokens, kBytesMin);
  // A bit stands at a number modulo all bits: halves that lie upon one another have those of both.
  while (bits_.size() % 2 == 0 && bits_.size() / 2 >= least) {
    const std::size_t half = bits_.size() / 2;
    for (std::size_t i = 0; i < half; ++i) {
      bits_[i] = static_cast<char>(static_cast<unsigned char>(bits_[i]) |
                                   static_cast<unsigned char>(bits_[half + i]));
    }
    bits_.resize(half);
  }
  bits_.shrink_to_fit();
}

bool Filter::MayHave(Token token) const {
  if (bits_.empty()) return true;
  return ForBits(token, bits_.size(), [this](std::size_t byte, unsigned char mask) {
    return (static_cast<unsigned char>(bits_[byte]) & mask) != 0;
  });
}

bool Filter::MayHaveAll(std::span<const Token> tokens) const {
  return std::all_of(tokens.begin(), tokens.end(), [this](Token token) { return MayHave(token); });
}

std::int64_t Filter::Digest() const {
  std::int64_t out = 0;
  std::memcpy(&out, crypto::Sha256(bits_).data(), sizeof(out));
  return out == 0 ? 1 : out;
}

std::vector<Page> Filter::Pages() const {
  std::vector<Page> out;
  for (std::size_t at = 0; at < bits_.size(); at += kPageBytes) {
    out.push_back({kFilterToken, std::ssize(out), bits_.substr(at, kPageBytes)});
  }
  return out;
}

}  // namespace koine::inverted
