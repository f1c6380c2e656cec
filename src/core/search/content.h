#pragma once

#include <string>
#include <string_view>

#include "core/body/body.h"

namespace koine::search {

// The words of a message that somebody may look for: its text, the name of a file, a place, a
// person on a card, all of these of a merged one. Empty for what has none, such as a voice message
// or a notice.
std::string TextOf(const body::Body& body);
// The same of a stored message (body::Encode); in `room` unless it is what is stored. Valid as long
// as both are.
std::string_view TextOf(body::Kind kind, std::string_view stored, std::string* room);

}  // namespace koine::search
