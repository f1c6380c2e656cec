#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/search/tokens.h"

// What of a document is searched, and how it is kept.
namespace koine::document {

// The text without what stands between the signs of a tag (<p>, </p>, <!-- -->), and with the
// characters that a few names stand for (&lt;); at most `chars` characters of it. Texts that are no
// HTML stay as they are but for what looks like it.
std::string PlainOf(std::string_view content, std::size_t chars);

// How a plain text begins, on one line, with "..." where more follows.
std::string PreviewOf(std::string_view plain);

// The tokens of title and plain text, sorted, each once.
std::vector<std::int64_t> WordsOf(std::string_view title, std::string_view plain);

// Whether each word of a keyword is in them.
class Wanted {
 public:
  explicit Wanted(std::string_view keyword);
  // What every match has; empty: nothing is found.
  const std::vector<std::int64_t>& tokens() const { return tokens_; }
  bool Matches(std::string_view title, std::string_view plain) const;

 private:
  std::vector<search::Query> words_;
  std::vector<std::int64_t> tokens_;
};

// Sorted numbers as bytes and back; what is damaged reads as far as it is whole.
std::string Packed(const std::vector<std::int64_t>& sorted);
std::vector<std::int64_t> Unpacked(std::string_view bytes);

}  // namespace koine::document
