#include "core/search/tokens.h"

#include <algorithm>
#include <array>

#include "base/sorted.h"
#include "base/text.h"

namespace koine::search {

namespace {

enum class Class : std::uint8_t { kBreak, kLetter, kDigit, kRun };

struct Range {
  char32_t from, to;
};
// Written without spaces between words, or signs that stand alone.
constexpr Range kRuns[] = {
    {0x0E00, 0x0EFF},                      // Thai, Lao
    {0x1000, 0x11FF},                      // Myanmar … Hangul jamo
    {0x1780, 0x17FF},                      // Khmer
    {0x2600, 0x27BF},                      // signs and dingbats
    {0x2E80, 0x2FDF},                      // radicals
    {0x3005, 0x3007},                      // 々〆〇
    {0x3021, 0x3029},   {0x3040, 0x30FA},  // kana
    {0x30FC, 0x31FF},   {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xA000, 0xA4CF},  // Yi
    {0xAC00, 0xD7FF},                                                          // Hangul
    {0xF900, 0xFAFF},   {0xFF66, 0xFF9F},                                      // half-width kana
    {0x1F000, 0x1FAFF},                                                        // emoji
    {0x20000, 0x3FFFF},
};
// Punctuation, spaces, signs and what has no meaning for a search.
constexpr Range kBreaks[] = {
    {0x0080, 0x00A9}, {0x00AB, 0x00B4}, {0x00B6, 0x00B9}, {0x00BB, 0x00BF}, {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x2000, 0x206F}, {0x20A0, 0x20CF}, {0x2190, 0x25FF}, {0x27C0, 0x2BFF},
    {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x3020}, {0x302A, 0x303F}, {0x30FB, 0x30FB},
    {0xE000, 0xF8FF}, {0xFE00, 0xFE6F}, {0xFEFF, 0xFEFF}, {0xFF00, 0xFF65}, {0xFFA0, 0xFFFF},
};

template <std::size_t N>
bool In(const Range (&ranges)[N], char32_t c) {
  const auto* at = std::upper_bound(std::begin(ranges), std::end(ranges), c,
                                    [](char32_t v, const Range& r) { return v < r.from; });
  return at != std::begin(ranges) && c <= (at - 1)->to;
}

constexpr std::size_t kAscii = 0x80;

constexpr std::array<Class, kAscii> kClassOfAscii = [] {
  std::array<Class, kAscii> classes{};
  for (char c = '0'; c <= '9'; ++c) classes[static_cast<unsigned char>(c)] = Class::kDigit;
  for (char c = 'a'; c <= 'z'; ++c) classes[static_cast<unsigned char>(c)] = Class::kLetter;
  for (char c = 'A'; c <= 'Z'; ++c) classes[static_cast<unsigned char>(c)] = Class::kLetter;
  return classes;
}();

Class ClassOf(char32_t c) {
  if (In(kRuns, c)) return Class::kRun;
  return In(kBreaks, c) ? Class::kBreak : Class::kLetter;
}

// A word or a run: [from, to) of the text; `chars` in it.
struct Piece {
  std::size_t from = 0, to = 0;
  std::size_t chars = 0;
  bool word = false;
};

// As much of a text as is searched, folded.
std::string FoldStart(std::string_view text) {
  std::string out = text::Fold(text);
  out.resize(text::Prefix(out, kTextCodePointsMax).size());
  return out;
}

// From `at` on: behind the ASCII characters of this class.
std::size_t SkipAscii(std::string_view text, std::size_t at, Class of) {
  for (; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c >= kAscii || kClassOfAscii[c] != of) break;
  }
  return at;
}

// Calls take(Piece) for each piece of a folded text.
template <class F>
void Split(std::string_view text, F take) {
  Piece piece;
  Class open = Class::kBreak;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t from = at;
    const auto first = static_cast<unsigned char>(text[at]);
    const bool ascii = first < kAscii;
    const Class now = ascii ? kClassOfAscii[first] : ClassOf(text::NextCodePoint(text, &at));
    if (now != open) {
      if (open != Class::kBreak) take(piece);
      piece = Piece{from, from, 0, now != Class::kRun};
      open = now;
    }
    if (ascii) at = SkipAscii(text, at, now);
    piece.chars += ascii ? at - from : 1;
    piece.to = at;
  }
  if (open != Class::kBreak) take(piece);
}

// Calls take(token) for every beginning under which a word is indexed, the longest last.
template <class F>
void Beginnings(std::string_view word, std::size_t chars, F take) {
  inverted::Hash hash('w');
  const bool ascii = chars == word.size();
  std::size_t at = 0;
  for (std::size_t n = 1; n <= chars && n <= kPrefixMax; ++n) {
    const std::size_t from = at;
    if (ascii) {
      hash.Add(word[at++]);
    } else {
      text::NextCodePoint(word, &at);
      hash.Add(word.substr(from, at - from));
    }
    // A single letter is found as a word only, or it would be in most messages.
    if (n > 1 || chars == 1) take(hash.token());
  }
}

void AddRun(std::string_view run, std::vector<Token>* out) {
  std::size_t before = 0;
  std::size_t at = 0;
  bool first = true;
  while (at < run.size()) {
    const std::size_t here = at;
    text::NextCodePoint(run, &at);
    out->push_back(inverted::HashOf('1', run.substr(here, at - here)));
    if (!first) out->push_back(inverted::HashOf('2', run.substr(before, at - before)));
    before = here;
    first = false;
  }
}

// What a query needs of a run: its pairs, or its only character.
void AddRunOfQuery(std::string_view run, std::size_t chars, std::vector<Token>* out) {
  if (chars == 1) {
    out->push_back(inverted::HashOf('1', run));
    return;
  }
  std::size_t before = 0;
  std::size_t at = 0;
  text::NextCodePoint(run, &at);
  while (at < run.size()) {
    const std::size_t here = at;
    text::NextCodePoint(run, &at);
    out->push_back(inverted::HashOf('2', run.substr(before, at - before)));
    before = here;
  }
}

std::string Number(std::int64_t value) {
  return std::to_string(value);
}

}  // namespace

Token ConversationToken(ConversationId id) {
  return inverted::HashOf('c', Number(id.value));
}
Token SenderToken(UserId id) {
  return inverted::HashOf('u', Number(id.value));
}
Token KindToken(int body_kind) {
  return inverted::HashOf('k', Number(body_kind));
}

void AddTokens(std::string_view text, std::vector<Token>* out) {
  const std::string folded = FoldStart(text);
  const std::string_view whole = text::Trim(folded);
  if (!whole.empty() && text::CodePoints(whole) <= kWholeMax) {
    out->push_back(inverted::HashOf('=', whole));
  }
  Split(folded, [&](const Piece& piece) {
    const std::string_view bytes =
        std::string_view(folded).substr(piece.from, piece.to - piece.from);
    if (piece.word) {
      Beginnings(bytes, piece.chars, [out](Token token) { out->push_back(token); });
    } else {
      AddRun(bytes, out);
    }
  });
}

std::vector<Token> TokensOf(std::string_view text) {
  std::vector<Token> out;
  AddTokens(text, &out);
  SortOnce(&out);
  return out;
}

Query::Query(std::string_view keyword, bool exact) {
  const std::string folded = text::Fold(keyword);
  whole_ = std::string(text::Trim(folded));
  if (whole_.empty()) return;
  exact_ = exact;
  Split(whole_, [&](const Piece& piece) {
    Term term{whole_.substr(piece.from, piece.to - piece.from), piece.word, piece.chars == 1};
    if (piece.word) {
      Token longest = 0;
      Beginnings(term.text, piece.chars, [&longest](Token token) { longest = token; });
      tokens_.push_back(longest);
    } else {
      AddRunOfQuery(term.text, piece.chars, &tokens_);
    }
    terms_.push_back(std::move(term));
  });
  if (exact && text::CodePoints(whole_) <= kWholeMax) tokens_ = {inverted::HashOf('=', whole_)};
  SortOnce(&tokens_);
}

bool Query::FindTerms(std::string_view folded, std::vector<std::size_t>* places) const {
  places->assign(terms_.size(), folded.npos);
  std::size_t missing = 0;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (terms_[i].word) {
      ++missing;
      continue;
    }
    (*places)[i] = folded.find(terms_[i].text);
    if ((*places)[i] == folded.npos) return false;
  }
  if (missing == 0) return true;
  Split(folded, [&](const Piece& piece) {
    if (!piece.word || missing == 0) return;
    const std::string_view word = folded.substr(piece.from, piece.to - piece.from);
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const Term& term = terms_[i];
      if (!term.word || (*places)[i] != folded.npos) continue;
      if (term.single ? word != term.text : word.substr(0, term.text.size()) != term.text) continue;
      (*places)[i] = piece.from;
      --missing;
    }
  });
  return missing == 0;
}

bool Query::Matches(std::string_view text) const {
  if (tokens_.empty()) return false;
  const std::string folded = FoldStart(text);
  if (exact_) return text::Trim(folded) == whole_;
  std::vector<std::size_t> places;
  return FindTerms(folded, &places);
}

std::optional<std::pair<std::size_t, std::size_t>> Query::Find(std::string_view text) const {
  if (terms_.empty()) return std::nullopt;
  // Folding keeps the number of characters, not of bytes: the place is counted in characters.
  const std::string folded = FoldStart(text);
  std::vector<std::size_t> places;
  FindTerms(folded, &places);
  std::optional<std::size_t> at;
  std::size_t length = 0;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (places[i] == folded.npos || (at && *at <= places[i])) continue;
    at = places[i];
    length = terms_[i].text.size();
  }
  if (!at) return std::nullopt;
  const std::size_t before = text::CodePoints(std::string_view(folded).substr(0, *at));
  const std::size_t chars = text::CodePoints(std::string_view(folded).substr(*at, length));
  const std::size_t from = text::Prefix(text, before).size();
  return std::pair(from, from + text::Prefix(text.substr(from), chars).size());
}

std::string Snippet(std::string_view text, const Query& query, std::size_t chars) {
  const auto hit = query.Find(text);
  const std::size_t total = text::CodePoints(text);
  if (total <= chars) return std::string(text);
  constexpr std::string_view kMore = "...";
  std::size_t from = 0;  // in characters
  if (hit) {
    const std::size_t at = text::CodePoints(text.substr(0, hit->first));
    const std::size_t length = text::CodePoints(text.substr(hit->first, hit->second - hit->first));
    const std::size_t room = chars > length ? (chars - length) / 2 : 0;
    from = at > room ? at - room : 0;
    from = std::min(from, total - chars);
  }
  // The dots are within the limit.
  std::size_t take = chars;
  std::string out;
  if (from > 0) {
    out += kMore;
    from += std::min(kMore.size(), total - from);
    take -= kMore.size();
  }
  const std::string_view rest = text.substr(text::Prefix(text, from).size());
  const bool more = text::CodePoints(rest) > take;
  if (more) take -= kMore.size();
  out += text::Prefix(rest, take);
  if (more) out += kMore;
  return out;
}

}  // namespace koine::search
