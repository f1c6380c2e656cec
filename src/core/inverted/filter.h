#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>

#include "core/inverted/postings.h"

namespace koine::inverted {

// Which tokens a part surely does not have (a Bloom filter), so that it need not be looked into.
// Of tokens that it does not have, it lets about one in forty pass.
class Filter {
 public:
  static constexpr std::size_t kBytesMax = 256 << 10;

  // Of so many tokens, each of which is added once.
  explicit Filter(std::size_t tokens);
  // Of the bits of another.
  explicit Filter(std::string bits) : bits_(std::move(bits)) {}

  void Add(Token token);
  // False: it was not added. An empty filter lets all pass.
  bool MayHave(Token token) const;
  bool MayHaveAll(std::span<const Token> tokens) const;

  const std::string& bits() const { return bits_; }
  std::size_t bytes() const { return sizeof(*this) + bits_.capacity(); }
  // A name of what is in it, not 0; filters of one name are the same.
  std::int64_t Digest() const;

 private:
  std::string bits_;
};

}  // namespace koine::inverted
