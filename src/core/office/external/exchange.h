#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/external/entry.h"
#include "core/office/fate.h"
#include "store/txn.h"

// People from and for other address books.
namespace koine::external {

enum class Format : std::uint8_t { kCards, kTable };
KOINE_ENUM(Format, (Format::kCards, "vcard"), (Format::kTable, "csv"))

// What begins like a vCard is one.
Format FormatOf(std::string_view text);
// As ReadCards and ReadTable.
Result<File> ReadFile(std::string_view text, Format format);

// The principal's contacts that the filter lets through, all of them.
std::string Export(store::Txn& txn, const access::Principal& who, const Filter& filter,
                   Format format);

// Makes the entries the principal's contacts. One whose name, number and email address are those of
// a contact (or of an entry before it) is that one: what the entry says more is taken over, nothing
// is taken away. Groups that entries name are made where they are missing; entries without one come
// into `group` (0: none). What became of each, in order; with `dry_run` nothing is changed.
// kNotFound "external_group"; kBadState "external_contacts_full", "external_groups_full", and then
// none is taken over.
Result<std::vector<office::Fate>> Import(store::Txn& txn, const access::Principal& who,
                                         const File& file, GroupId group, bool dry_run);

}  // namespace koine::external
