#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "store/txn.h"

// Everything that one person may have of what is kept here, for themselves to take away: what is
// theirs, and what they may read, but nothing of others' that is hidden from them.
namespace koine::takeout {

// What one kind of records is, and what is in each.
struct Section {
  std::string name;                  // of the file, without its ending
  std::string about;                 // a sentence
  std::vector<std::string> columns;  // "name:type", type one of text, integer, time (ms)
};
const std::vector<Section>& Sections();
// A JSON Schema of the records of a section.
std::string SchemaOf(const Section& section);

// Where a page ends, and the next one begins.
struct Place {
  std::int64_t a = 0, b = 0;
};
KOINE_DESCRIBE(Place, (a, b))
struct Page {
  std::string lines;  // a JSON object each
  std::int64_t records = 0;
  Place next;
  bool more = false;
};
KOINE_DESCRIBE(Page, (lines, records, next, more))
// At most so many records and bytes of a section; REQUIRES: section < Sections().size()
inline constexpr int kPageRecords = 2000;
inline constexpr std::size_t kPageBytes = 2 * 1024 * 1024;
Page ReadPage(store::Txn& txn, TenantId tenant, UserId user, std::size_t section, Place after);

// Contents of files that they uploaded, by id.
struct Content {
  std::int64_t id = 0;
  std::string name, sha256;
};
KOINE_DESCRIBE(Content, (id, name, sha256))
std::vector<Content> ListContents(store::Txn& txn, TenantId tenant, UserId user,
                                  std::int64_t after_id);

}  // namespace koine::takeout
