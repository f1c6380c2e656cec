#pragma once

#include <cstdint>

#include "base/ids.h"
#include "base/json.h"

namespace koine {

// Stored in conversation.kind: never renumber. kSystem is of two, one of whom is the account by
// which the server itself speaks (core/bulletin): neither RuoYi-IM nor IM Chat shows it.
enum class ConversationKind : std::uint8_t {
  kDirect = 1,
  kGroup = 2,
  kTemporary = 3,
  kRoom = 4,
  kSystem = 5,
};
KOINE_ENUM(ConversationKind, (ConversationKind::kDirect, "direct"),
           (ConversationKind::kGroup, "group"), (ConversationKind::kTemporary, "temporary"),
           (ConversationKind::kRoom, "room"), (ConversationKind::kSystem, "system"))

// The conversation that something is about; a direct one with its pair (lo < hi, or twice the
// same).
struct Place {
  ConversationId id;
  ConversationKind kind = ConversationKind::kDirect;
  UserId lo;
  UserId hi;
};
KOINE_DESCRIBE(Place, (id, kind, lo, hi))

}  // namespace koine
