#pragma once

#include <string>
#include <string_view>

// Names that people read: one form for what looks alike.
namespace koine::name {

// A name as people are shown it: NFC, trimmed, line breaks as spaces, without control, direction
// and zero-width characters; joiners stay between emoji. Empty when nothing can be seen of it.
// What is not UTF-8 comes back empty.
std::string Shown(std::string_view text);

// What a login name is compared by: without case, width and marks that cannot be seen, Cyrillic and
// Greek letters as the Latin ones that they look like (after UTS 39). Not for showing.
std::string Form(std::string_view text);

}  // namespace koine::name
