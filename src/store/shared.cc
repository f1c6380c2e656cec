#include "store/shared.h"

#include <algorithm>
#include <cctype>

namespace koine::store {

namespace {

bool IsWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

bool HasWord(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if (at > 0 && IsWordChar(text[at - 1])) continue;
    if (end < text.size() && IsWordChar(text[end])) continue;
    return true;
  }
  return false;
}

}  // namespace

bool SharedKind::NamedIn(std::string_view sql) const {
  return std::any_of(tables.begin(), tables.end(),
                     [sql](std::string_view table) { return HasWord(sql, table); });
}

}  // namespace koine::store
