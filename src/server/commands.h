#pragma once

#include <string>
#include <string_view>

namespace koine::server {

// What `koine` can be asked to do; `serve`, `config` … are handled by main.
struct Command {
  std::string_view name;
  std::string_view usage;    // what follows the name
  std::string_view summary;  // one line
  std::string_view details;  // for its own help; may be empty
  bool words = false;        // whether it takes words besides settings
  bool settings = true;      // whether it takes settings
};

// Null for an unknown name.
const Command* FindCommand(std::string_view name);

// All commands, a line each.
std::string UsageText();

// Usage, summary, details and, if it takes them, settings: `koine help NAME`.
std::string CommandHelp(const Command& command);

}  // namespace koine::server
