#pragma once

#include <string>
#include <utility>

#include "base/json.h"

namespace koine::server {

// What a command for whoever runs the server says: for people, and as JSON for programs.
struct Report {
  std::string text, json;
  bool good = true;  // false: the command ran and found faults

  template <class T>
  static Report Of(std::string text, const T& value) {
    return {std::move(text), json::ToText(value) + "\n", true};
  }
};

}  // namespace koine::server
