#include "server/commands.h"

#include "base/config.h"
#include "server/settings.h"

namespace koine::server {

namespace {

constexpr Command kCommands[] = {
    {"serve", "[--data DIR] [--config FILE] [SETTING…]", "run the server",
     "Creates the data directory at the first start and prints the addresses at which it listens.\n"
     "Ctrl-C or SIGTERM stops it. Only this command creates a store.\n"},
    {"reindex", "[names] [--data DIR]",
     "build the search index anew, or that of people's names alone; stop the server first", "",
     true},
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
    {"user", "create|list|show|passwd|role|disable|enable|delete|sessions … [--json]",
     "manage the accounts of people",
     "  create NAME [--nickname TEXT] [--role ROLE] [--email ADDRESS] [--password-stdin]\n"
     "  list [--find TEXT] [--role ROLE] [--limit N]\n"
     "  show NAME, disable NAME, enable NAME, delete NAME\n"
     "  passwd NAME [--password-stdin]   a new password, and the end of all logins\n"
     "  role NAME user|admin|super_admin|auditor|finance\n"
     "  sessions NAME [end]              where they are signed in\n"
     "NAME is a login name, a mobile number or id:NUMBER. Works with a server that runs, through\n"
     "koine.sock in the data directory, and with one that is stopped.\n",
     true},
    {"erase", "user NAME|conversation ID|app ID [--words keep|delete] --yes | status",
     "erase a person, what was said in a conversation, or an application",
     "  user NAME [--words keep|delete]   their account, files and name; what they wrote goes, or\n"
     "                                    stays as of a deleted user; accounts.erased_words says\n"
     "                                    which where the flag does not\n"
     "  conversation ID                   what was ever said in it; a group ends\n"
     "  app ID                            an application of App IM with its people\n"
     "  status                            what is still to be done\n"
     "--dry-run counts and changes nothing. Ends when nothing is left, with --no-wait at once;\n"
     "the server goes on after each of its starts. NAME as for user. Backups keep what they\n"
     "have.\n",
     true},
    {"export", "NAME --to DIR [--json]",
     "write all that a person may have to a directory, as JSON Lines, each with its schema",
     "What is theirs and what they may read, nothing that others keep to themselves; the contents\n"
     "of the files that they uploaded are in DIR/files. The server may run. NAME as for user.\n",
     true},
    {"invite", "[--json]", "print a code with which somebody creates their account",
     "It works once, for a week. Needed where accounts.registration is \"invite\".\n"},
    {"app", "create|list|set|rotate-key|bind|delete|webhook … [--data DIR]",
     "manage applications of App IM",
     "docs/operate/applications.md and docs/api/appim/webhooks.md explain each.\n", true},
    {"admin", "password NAME [--data DIR]",
     "print a new password for an administrator who forgot theirs", "Ends all their logins.\n",
     true},
    {"audit", "list [--actor NAME] [--action TEXT] [--since 7d] [--limit N] | wallet",
     "show what administrators did; compare ledger and balances", "", true},
    {"log", "level [debug|info|warn|error|off]", "show or set the log level of a running server",
     "", true},
    {"reload", "", "make a running server take its certificate and log level anew", ""},
    {"status", "[--json]", "say how the running server is; exits with 1 if it cannot write", ""},
    {"check", "[--data DIR] [--json]",
     "read the whole store, beside its server or without one, and name what is damaged",
     "Pages, rows without those they belong to, ledger, contents of files, jobs, search index.\n"
     "Changes nothing; ends with 1 if there are findings. Warnings are no findings.\n"},
    {"doctor", "[--to DIR] [--json]", "look for what is wrong with this installation",
     "Names each fault and says what to do; exits with 1 if there is one. Works with a server\n"
     "that runs and with one that is stopped, and changes nothing. --to names the directory of\n"
     "backups. docs/operate/trouble.md lists what it knows.\n",
     true},
    {"trace", "MESSAGE [--from NAME] [--json]", "tell what became of a message",
     "When it was stored, with which number, to which sessions it was delivered and whether it\n"
     "arrived, which webhooks wait for it, who read it; never its words. MESSAGE is its id as a\n"
     "client has it, CONVERSATION:NUMBER, or with --from the id that the client of that user gave\n"
     "it. Of sessions only a running server knows, as long as trace.memory keeps them.\n",
     true},
    {"backup",
     "--to DIR|s3://BUCKET/PREFIX [--keep N] [--encrypt] [--passphrase-file FILE] [--json]",
     "make a backup of database, secrets and files; the server may run",
     "Contents of files go into DIR/files, each once; a backup is DIR/koine-TIME. --keep deletes\n"
     "older ones. --encrypt takes its passphrase from --passphrase-file or from\n"
     "KOINE_BACKUP_PASSPHRASE in the environment. PostgreSQL needs pg_dump (package\n"
     "postgresql-client).\n",
     true},
    {"verify", "BACKUP [--passphrase-file FILE] [--json]",
     "read a backup, or all of a directory, and name what is damaged",
     "BACKUP may be s3://BUCKET/PREFIX[/koine-TIME]. Ends with 1 if anything is damaged.\n", true},
    {"restore", "BACKUP --data DIR [--passphrase-file FILE]",
     "make a new data directory of a backup",
     "Verifies it first. With PostgreSQL, --store.url names an empty database.\n", true},
    {"upgrade", "--check | --to DIR [--data DIR] [--json]",
     "say what this koine will do to the store of an older one; back it up to DIR and do it",
     "--check changes nothing, and the server may run. For --to DIR it is stopped; the backup\n"
     "is one of `koine backup`, and the command that goes back to it is printed.\n",
     true},
    {"move", "--to URL [--data DIR] [--json]",
     "copy the store to PostgreSQL, or to another SQLite file; stop the server first",
     "URL is postgresql://… of an empty database, or sqlite:PATH of a file that is not there. The\n"
     "store that the settings name stays as it is. Broken off and run again, it goes on. At the\n"
     "end both stores are read whole, and compared table by table.\n",
     true},
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
