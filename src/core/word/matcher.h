#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace koine::word {

// The form in which words are looked for: without what is neither an ASCII letter or digit nor from
// U+2E80 to U+9FFF, in lower-case ASCII (im-chat 1.8), so that a dot inside does not hide it.
std::string Fold(std::string_view text);

inline constexpr std::string_view kMask = "***";  // stands for what is kept out

// Finds many words in a text in one pass over it (Aho–Corasick). Constant after it was made.
class Matcher {
 public:
  // `words` in any form; those that fold to nothing are passed over.
  explicit Matcher(const std::vector<std::string>& words);

  // The text with everything from the first to the last character of each word replaced by ***,
  // words that overlap together; nothing if there is none in it.
  std::optional<std::string> Mask(std::string_view text) const;
  bool Finds(std::string_view text) const;

 private:
  struct Node {
    std::uint32_t first_edge = 0, edges = 0;
    std::uint32_t fail = 0;
    std::uint32_t depth = 0;
    std::uint32_t length = 0;  // of the longest word that ends here, in characters; 0: none
  };
  struct Edge {
    char32_t c;
    std::uint32_t node;
  };
  std::uint32_t Child(std::uint32_t node, char32_t c) const;  // 0: none
  std::uint32_t Step(std::uint32_t node, char32_t c) const;

  std::vector<Node> nodes_;  // 0: the root
  std::vector<Edge> edges_;  // of each node together, by character
  // Of the root, where most characters of a text lead.
  std::array<std::uint32_t, 128> ascii_root_{};
  std::unordered_map<char32_t, std::uint32_t> root_;
};

}  // namespace koine::word
