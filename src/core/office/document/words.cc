#include "core/office/document/words.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <utility>

#include "base/text.h"
#include "core/office/document/document.h"

namespace koine::document {

namespace {

// A text is searched in pieces that overlap, so that no phrase falls between two.
constexpr std::size_t kPieceChars = search::kTextCodePointsMax;
constexpr std::size_t kOverlapChars = 100;
constexpr std::size_t kWordsMax = 10;  // of a keyword; more would have to be in it, too

constexpr std::pair<std::string_view, std::string_view> kNames[] = {
    {"&nbsp;", " "}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"},
};

// The end of the tag that begins here, or npos where none does.
std::size_t TagEnd(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return text.npos;
  const char next = text[at + 1];
  if (next != '/' && next != '!' && std::isalpha(static_cast<unsigned char>(next)) == 0) {
    return text.npos;
  }
  constexpr std::string_view kRemark = "<!--", kRemarkEnd = "-->";
  if (text.substr(at, kRemark.size()) == kRemark) {
    const std::size_t end = text.find(kRemarkEnd, at);
    return end == text.npos ? end : end + kRemarkEnd.size();
  }
  const std::size_t end = text.find('>', at);
  return end == text.npos ? end : end + 1;
}

// Calls take(piece) for pieces of a text; stops when it says so.
void ForPieces(std::string_view text, const std::function<bool(std::string_view)>& take) {
  while (true) {
    const std::string_view piece = text::Prefix(text, kPieceChars);
    if (!take(piece) || piece.size() == text.size()) return;
    text.remove_prefix(text::Prefix(text, kPieceChars - kOverlapChars).size());
  }
}

}  // namespace

std::string PlainOf(std::string_view content, std::size_t chars) {
  std::string out;
  std::size_t taken = 0;
  bool blank = true;  // no two blanks stand where tags were
  for (std::size_t at = 0; at < content.size() && taken < chars;) {
    if (content[at] == '<') {
      const std::size_t end = TagEnd(content, at);
      if (end != content.npos) {
        at = end;
        if (!blank) out += ' ';
        taken += blank ? 0 : 1;
        blank = true;
        continue;
      }
    }
    if (content[at] == '&') {
      const auto* name = std::find_if(std::begin(kNames), std::end(kNames), [&](const auto& one) {
        return content.substr(at, one.first.size()) == one.first;
      });
      if (name != std::end(kNames)) {
        out += name->second;
        at += name->first.size();
        ++taken;
        blank = name->second == " ";
        continue;
      }
    }
    const std::size_t from = at;
    text::NextCodePoint(content, &at);
    out += content.substr(from, at - from);
    ++taken;
    blank = at - from == 1 && std::isspace(static_cast<unsigned char>(content[from])) != 0;
  }
  return out;
}

std::string PreviewOf(std::string_view plain) {
  return text::Shorten(text::Trim(plain), kPreviewChars);
}

std::vector<std::int64_t> WordsOf(std::string_view title, std::string_view plain) {
  std::vector<std::int64_t> out = search::TokensOf(title);
  ForPieces(plain, [&](std::string_view piece) {
    const auto more = search::TokensOf(piece);
    out.insert(out.end(), more.begin(), more.end());
    return true;
  });
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Wanted::Wanted(std::string_view keyword) {
  while (words_.size() < kWordsMax) {
    keyword = text::Trim(keyword);
    if (keyword.empty()) break;
    const std::string_view word = keyword.substr(0, keyword.find_first_of(" \t\r\n"));
    keyword.remove_prefix(word.size());
    search::Query query(word, false);
    if (query.tokens().empty()) continue;  // signs alone
    tokens_.insert(tokens_.end(), query.tokens().begin(), query.tokens().end());
    words_.push_back(std::move(query));
  }
  std::sort(tokens_.begin(), tokens_.end());
  tokens_.erase(std::unique(tokens_.begin(), tokens_.end()), tokens_.end());
}

bool Wanted::Matches(std::string_view title, std::string_view plain) const {
  if (words_.empty()) return false;
  return std::all_of(words_.begin(), words_.end(), [&](const search::Query& word) {
    if (word.Matches(title)) return true;
    bool found = false;
    ForPieces(plain, [&](std::string_view piece) {
      found = word.Matches(piece);
      return !found;
    });
    return found;
  });
}

std::string Packed(const std::vector<std::int64_t>& sorted) {
  std::string out;
  std::int64_t before = 0;
  for (const std::int64_t one : sorted) {
    auto rest = static_cast<std::uint64_t>(one - before);
    before = one;
    for (; rest >= 0x80; rest >>= 7) out += static_cast<char>(rest | 0x80);
    out += static_cast<char>(rest);
  }
  return out;
}

std::vector<std::int64_t> Unpacked(std::string_view bytes) {
  constexpr int kBits = 63;
  std::vector<std::int64_t> out;
  std::int64_t before = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint64_t step = 0;
    int shift = 0;
    bool more = true;
    while (more && at < bytes.size() && shift < kBits) {
      const auto byte = static_cast<unsigned char>(bytes[at++]);
      step |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      shift += 7;
      more = (byte & 0x80) != 0;
    }
    if (more) break;
    before += static_cast<std::int64_t>(step);
    out.push_back(before);
  }
  return out;
}

}  // namespace koine::document
