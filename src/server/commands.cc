#include "server/commands.h"

#include "base/config.h"
#include "server/settings.h"

namespace koine::server {

namespace {

constexpr Command kCommands[] = {
    {"serve", "[--data DIR] [--config FILE] [SETTING…]", "run the server",
     "Makes the data directory at its first start. Prints the addresses it listens at; ends with\n"
     "Ctrl-C or SIGTERM. Only this command makes a store.\n"},
    {"reindex", "[--data DIR]", "build the search index anew; stop the server first", ""},
    {"vacuum", "[--data DIR]", "rewrite the SQLite file; stop the server first",
     "Gives back what was freed and puts a sum on each page, as a file of an older version has\n"
     "none. Needs room for two copies of the file.\n"},
    {"secret", "openim|adopt [--data DIR]",
     "print what administrators of OpenIM show for a token; take new secrets",
     "  openim   prints the secret that administrators of OpenIM show for a token\n"
     "  adopt    makes the secrets at hand those of the store, when the old ones are lost for\n"
     "           ever; everybody signs in again\n",
     true},
    {"cluster", "status [--store.url URL]", "the nodes, how far each is, who holds which lease", "",
     true},
    {"app", "create|list|set|rotate-key|bind|delete|webhook … [--data DIR]",
     "applications of App IM",
     "docs/operate/applications.md and docs/api/appim/webhooks.md explain each.\n", true},
    {"admin", "password NAME [--data DIR]",
     "print a new password of an administrator who forgot theirs",
     "Ends what they are signed in to. With SQLite the server must be stopped.\n", true},
    {"audit", "wallet [--data DIR]", "whether ledger and balances agree, or where not",
     "With SQLite the server must be stopped.\n", true},
    {"routes", "[--json]", "every operation: dialect, method, path", "", true, false},
    {"config", "[SETTING…]", "effective settings and where they come from",
     "Values of secrets are masked.\n"},
    {"help", "[COMMAND]", "every command and setting, or one command", "", true, false},
    {"version", "", "the version", "", false, false},
};

std::string Usage(const Command& command) {
  std::string out(command.name);
  if (!command.usage.empty()) out += " " + std::string(command.usage);
  return out;
}

}  // namespace

const Command* FindCommand(std::string_view name) {
  for (const Command& command : kCommands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

std::string UsageText() {
  std::string out = "usage: koine COMMAND [SETTING…]; koine help COMMAND tells more\n\n";
  for (const Command& command : kCommands) {
    out += "  " + Usage(command) + "\n      " + std::string(command.summary) + "\n";
  }
  return out;
}

std::string CommandHelp(const Command& command) {
  std::string out = "usage: koine " + Usage(command) + "\n\n" + std::string(command.summary) + "\n";
  out += command.details;
  if (command.settings) {
    out += "\nsettings (flag --NAME, environment KOINE_NAME, TOML key):\n";
    out += config::Help(AllSettings());
  }
  return out;
}

}  // namespace koine::server
