#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/inverted/postings.h"

namespace koine::inverted {

// Which tokens a part surely does not have (a Bloom filter), so that it need not be looked into.
// Of tokens that it does not have, it lets about one in forty pass.
class Filter {
 public:
  static constexpr std::size_t kBytesMax = 1 << 20;

  // Of so many tokens, each of which is added once. Where they are not counted yet, it may be of as
  // many as it takes, and shrink afterwards.
  explicit Filter(std::size_t tokens);
  // Of the bits of another.
  explicit Filter(std::string bits) : bits_(std::move(bits)) {}

  void Add(Token token);
  // Makes it as small as one of so many tokens, but for a factor below two.
  void ShrinkTo(std::size_t tokens);
  // False: it was not added. An empty filter lets all pass.
  bool MayHave(Token token) const;
  bool MayHaveAll(std::span<const Token> tokens) const;

  const std::string& bits() const { return bits_; }
  std::size_t bytes() const { return sizeof(*this) + bits_.capacity(); }
  // A name of what is in it, not 0; filters of one name are the same.
  std::int64_t Digest() const;
  // As it is kept, before all tokens of its part.
  std::vector<Page> Pages() const;

 private:
  std::string bits_;
};

}  // namespace koine::inverted
