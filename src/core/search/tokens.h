#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "core/inverted/postings.h"

// How text is split for searches, once, for both engines (docs/adr/0003-search.md). Text is folded
// first (case, full-width). Then it is cut into
//   words   runs of letters, or of digits; found by their beginning ("hel" finds "Hello")
//   runs    of characters written without spaces (Han, kana, Hangul, Thai, emoji …); found by any
//           part, also of one character
// Everything else separates.
namespace koine::search {

using inverted::Token;

// Raise it whenever the functions below change: the index is then built anew.
inline constexpr int kTokensVersion = 1;
// Of one message: what lies beyond is not indexed. No character gives more than two tokens.
inline constexpr std::size_t kTextCodePointsMax = 5'000;
// Words are indexed under beginnings of up to so many characters.
inline constexpr std::size_t kPrefixMax = 8;
// Contents of up to so many characters are indexed as a whole too.
inline constexpr std::size_t kWholeMax = 64;

// What a message is found by besides its text.
Token ConversationToken(ConversationId id);
Token SenderToken(UserId id);
Token KindToken(int body_kind);

// The tokens of a text, sorted, each once. Any bytes are taken.
std::vector<Token> TokensOf(std::string_view text);
// Appends them in no order, some perhaps more than once.
void AddTokens(std::string_view text, std::vector<Token>* out);

// What somebody looks for.
class Query {
 public:
  // `exact`: the whole content must be equal but for case, width and outer white space.
  Query(std::string_view keyword, bool exact);

  // Nothing is asked for.
  bool blank() const { return whole_.empty(); }
  // Every message that matches has all of these; not every message that has them matches. Empty
  // for what is never found: blanks, punctuation.
  const std::vector<Token>& tokens() const { return tokens_; }
  bool Matches(std::string_view text) const;
  // Where its first term stands in the text, in bytes [from, to). Nothing if it does not match.
  std::optional<std::pair<std::size_t, std::size_t>> Find(std::string_view text) const;

 private:
  struct Term {
    std::string text;  // folded
    bool word = false;
    bool single = false;  // one character
  };
  // Where each term stands first, in bytes; npos where it does not. Whether all are there.
  bool FindTerms(std::string_view folded, std::vector<std::size_t>* places) const;

  bool exact_ = false;
  std::string whole_;  // the keyword, folded and trimmed
  std::vector<Term> terms_;
  std::vector<Token> tokens_;
};

// At most `chars` characters of `text` around what the query finds, with "..." where something is
// left out. The beginning of the text when nothing is found.
std::string Snippet(std::string_view text, const Query& query, std::size_t chars);

}  // namespace koine::search
