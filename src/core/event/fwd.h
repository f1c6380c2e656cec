#pragma once

#include <cstdint>
#include <memory>

#include "base/json.h"

// For headers that only pass events on: core/event/event.h holds what they are.
namespace koine::event {

struct Event;
struct GroupCard;
struct GroupEvent;
struct LoginsRevoked;
struct Membership;
struct PlaceTaken;
using EventPtr = std::shared_ptr<const Event>;

// What a line that one member alone reads is about. Stored as text: never rename the right-hand
// sides.
enum class TipKind : std::uint8_t { kRaised, kLowered, kPacketTaken };
KOINE_ENUM(TipKind, (TipKind::kRaised, "raised"), (TipKind::kLowered, "lowered"),
           (TipKind::kPacketTaken, "packet taken"))

}  // namespace koine::event
