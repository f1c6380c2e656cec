#pragma once

#include <cstdint>

#include "core/body/message.h"
#include "core/person.h"

namespace koine::message {

// A message with who wrote it, as a list shows it.
struct Row {
  body::Message message;
  Person sender;  // group nickname first; id 0 = the system
  // Only where a list is made for a reader:
  bool favourite = false;  // they keep it
  bool reacted = false;    // somebody reacted to it
  bool operator==(const Row&) const = default;
};

// One who may read a message, and whether they did.
struct Reader {
  Person who;
  bool read = false;
  std::int64_t read_at = 0;  // ms; 0 = not known
};

}  // namespace koine::message
