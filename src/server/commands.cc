#include "server/commands.h"

#include "base/config.h"
#include "server/settings.h"

namespace koine::server {

namespace {

constexpr Command kCommands[] = {
    {"serve", "[--data DIR] [--config FILE] [SETTING…]", "run the server",
     "Creates the data directory at the first start and prints the addresses at which it listens.\n"
     "Ctrl-C or SIGTERM stops it. Only this command creates a store.\n"},
    {"reindex", "[--data DIR]", "build the search index anew; stop the server first", ""},
    {"vacuum", "[--data DIR]", "rewrite the SQLite file; stop the server first",
     "Returns free space to the system and adds a checksum to each page, which files of earlier\n"
     "versions lack. Needs room for two more copies of the file.\n"},
    {"secret", "openim|adopt [--data DIR]",
     "print the secret of OpenIM's administrators, or adopt new secrets",
     "  openim   prints the secret with which administrators of OpenIM get a token\n"
     "  adopt    makes the store accept the secrets of the file when the old ones are lost for\n"
     "           ever; all users have to sign in again\n",
     true},
    {"cluster", "status [--store.url URL]", "list the nodes, how far each is, and their leases", "",
     true},
    {"app", "create|list|set|rotate-key|bind|delete|webhook … [--data DIR]",
     "manage applications of App IM",
     "docs/operate/applications.md and docs/api/appim/webhooks.md explain each.\n", true},
    {"admin", "password NAME [--data DIR]",
     "print a new password for an administrator who forgot theirs",
     "Ends all their logins. With SQLite the server must be stopped.\n", true},
    {"audit", "wallet [--data DIR]", "compare ledger and balances, and print the differences",
     "With SQLite the server must be stopped.\n", true},
    {"routes", "[--json]", "list every operation: dialect, method, path", "", true, false},
    {"config", "[SETTING…]", "print the effective settings and where they come from",
     "Values of secrets are masked.\n"},
    {"help", "[COMMAND]", "explain all commands and settings, or one command", "", true, false},
    {"version", "", "print the version", "", false, false},
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
  std::string out = "usage: koine COMMAND [SETTING…]; koine help COMMAND explains one\n\n";
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
