#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/office/external/external.h"

// What files of other address books hold.
namespace koine::external {

inline constexpr std::size_t kFileBytes = 512 * 1024;
inline constexpr std::size_t kEntriesMax = 2'000;

// Somebody of a file, as they would be kept.
struct Entry {
  std::int64_t line = 0;  // where they begin; the first is 1
  Details what;
  std::string group;  // its name; empty: none
  bool starred = false;
};
// One that cannot be kept, and why: the member that is missing or too long ("name", "company" …,
// "group"), "encoding" (no UTF-8), "columns" (more than the first line names), "end" (it has none).
struct Unread {
  std::int64_t line = 0;
  std::string name;
  const char* why = "";
};
struct File {
  std::vector<Entry> entries;
  std::vector<Unread> unread;
};

// A name of its parts: the family's last, but first and without a blank where names are written so.
std::string NameOf(std::string_view family, std::string_view given, std::string_view middle);

// Puts an entry, whose texts are UTF-8 without U+0000, to one of the two, settled: control
// characters are gone, and line breaks but those of address and remark. kBadArgument "card_many"
// beyond kEntriesMax.
Status AddEntry(Entry entry, File* file);
Status AddUnread(Unread unread, File* file);

}  // namespace koine::external
