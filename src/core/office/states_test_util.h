#pragma once

#include <string>
#include <string_view>

namespace koine::office {

// The table that docs/protocol/ruoyi/office.md shows between `<!-- states NAME -->` and the next
// `<!-- end -->`; empty when there is none.
std::string DocumentedStates(std::string_view name);

}  // namespace koine::office
