#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/office/external/entry.h"

// People as vCards have them: RFC 6350 (4.0), RFC 2426 (3.0), and the version before
// these, which telephones write.
namespace koine::external {

// Of several numbers the mobile one counts, of several addresses the first; what the book does not
// have is left out, and so are pictures but for links. Bounds: kFileBytes, which the caller sees
// to. The text is UTF-8 without U+0000. kBadArgument "card_file" for what is no vCard; "card_many".
Result<File> ReadCards(std::string_view text);

// In version 3.0, which every program reads.
std::string WriteCards(std::span<const Contact> contacts);

}  // namespace koine::external
