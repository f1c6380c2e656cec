#pragma once

#include <string>
#include <utility>

#include "base/json.h"
#include "base/text.h"

namespace koine::server {

// What a command for whoever runs the server says: for people, and as JSON for programs.
struct Report {
  std::string text, json;
  bool good = true;  // false: the command ran and found faults

  // Names and words of others may be in both: neither does anything to a terminal. A cell of `text`
  // that could have a line break or a tab is the caller's to escape (text::Visible).
  template <class T>
  static Report Of(const std::string& text, const T& value) {
    return {text::Visible(text, "\n\t"), text::Visible(json::ToText(value)) + "\n", true};
  }
};

}  // namespace koine::server
