#pragma once

#include <string>

#include "base/ids.h"
#include "base/json.h"

namespace koine {

// A person as others see them: name = nickname, else login name, else handle.
struct Person {
  UserId id;
  std::string name;
  std::string avatar;
  bool operator==(const Person&) const = default;
};
KOINE_DESCRIBE(Person, (id, name, avatar))

}  // namespace koine
