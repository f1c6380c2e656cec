#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/office/external/entry.h"

// People as a table: comma-separated values (RFC 4180) whose first line names the columns, in
// Chinese or English; semicolons and tabs between them are understood, too.
namespace koine::external {

// Columns of other names are left out. The text is UTF-8 without U+0000, with or without a mark.
// kBadArgument "card_file" where no column has names; "card_many".
Result<File> ReadTable(std::string_view text);

// With a mark, so that Excel reads it as UTF-8. A cell that a spreadsheet would compute has an
// apostrophe before it, which ReadTable takes away.
std::string WriteTable(std::span<const Contact> contacts);

}  // namespace koine::external
