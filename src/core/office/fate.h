#pragma once

#include <cstdint>

#include "base/json.h"

namespace koine::office {

// What becomes of an entry of a file that somebody takes over.
enum class Fate : std::uint8_t { kCreated, kUpdated, kUnchanged };
KOINE_ENUM(Fate, (Fate::kCreated, "CREATED"), (Fate::kUpdated, "UPDATED"),
           (Fate::kUnchanged, "UNCHANGED"))

}  // namespace koine::office
