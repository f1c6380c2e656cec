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

bool TableNames::AreIn(const Sql& sql, std::string_view text) {
  if (sql.index() >= known_.size()) known_.resize(Sql::Count());
  char& known = known_[sql.index()];
  if (known == 0) known = AreIn(text) ? 'y' : 'n';
  return known == 'y';
}

bool TableNames::AreIn(std::string_view text) const {
  return std::any_of(tables_.begin(), tables_.end(),
                     [text](std::string_view table) { return HasWord(text, table); });
}

void SharedParts::StartBatch(bool shares) {
  shares_ = shares;
  read_ahead_ = false;
  for (Part& part : parts_) part.shared.reset();
}

Shared* SharedParts::Of(const SharedKind& kind) {
  if (!shares_) return nullptr;
  auto it = std::find_if(parts_.begin(), parts_.end(),
                         [&kind](const Part& part) { return part.kind == &kind; });
  if (it == parts_.end()) it = parts_.insert(it, Part{&kind, nullptr, TableNames(kind.tables)});
  if (it->shared == nullptr) it->shared = kind.make();
  it->shared->read_ahead_ = read_ahead_;
  return it->shared.get();
}

bool SharedParts::Load(Txn& txn) {
  read_ahead_ = false;
  bool any = false;
  ForEach([&](Shared& shared) { any = shared.Load(txn) || any; });
  return any;
}

}  // namespace koine::store
