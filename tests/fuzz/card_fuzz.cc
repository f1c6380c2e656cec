// What a file of another address book may do to what reads it, as vCard and as a table: everybody
// is kept within their limits, and what was read is written and read again as the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "core/office/external/card.h"
#include "core/office/external/table.h"

namespace {

using namespace koine;

void Check(const external::File& file, Result<external::File> (*read)(std::string_view),
           std::string (*write)(std::span<const external::Contact>)) {
  if (file.entries.size() + file.unread.size() > external::kEntriesMax) std::abort();
  std::vector<external::Contact> contacts;
  for (const external::Entry& entry : file.entries) {
    if (entry.line < 1 || text::IsBlank(entry.what.name)) std::abort();
    if (text::CodePoints(entry.what.name) > external::kNameChars) std::abort();
    if (text::CodePoints(entry.what.remark) > external::kRemarkChars) std::abort();
    if (!text::IsUtf8(entry.what.remark)) std::abort();
    external::Contact& contact = contacts.emplace_back();
    contact.what = entry.what;
    contact.group_name = entry.group;
    contact.starred = entry.starred;
    // A vCard keeps links alone.
    if (read == external::ReadCards && entry.what.avatar.rfind("http", 0) != 0) {
      contact.what.avatar.clear();
    }
  }
  if (contacts.empty()) return;
  const auto again = read(write(contacts));
  if (!again.ok() || again->entries.size() != contacts.size()) std::abort();
  for (std::size_t i = 0; i < contacts.size(); ++i) {
    const external::Entry& entry = again->entries[i];
    if (entry.what != contacts[i].what || entry.group != contacts[i].group_name ||
        entry.starred != contacts[i].starred) {
      std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  // As the reader of requests leaves it.
  if (!text::IsUtf8(text) || text.find('\0') != text.npos) return 0;
  if (const auto cards = external::ReadCards(text); cards.ok()) {
    Check(*cards, external::ReadCards, external::WriteCards);
  }
  if (const auto table = external::ReadTable(text); table.ok()) {
    Check(*table, external::ReadTable, external::WriteTable);
  }
  return 0;
}
