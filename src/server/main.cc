#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"
#include "server/apps.h"
#include "server/backup.h"
#include "server/commands.h"
#include "server/erase.h"
#include "server/image_worker.h"
#include "server/manage.h"
#include "server/move.h"
#include "server/operator.h"
#include "server/serve.h"
#include "server/settings.h"
#include "server/takeout.h"
#include "server/upgrade.h"
#include "server/vacuum.h"

namespace {

using koine::server::Command;

void Say(FILE* to, const std::string& text) {
  std::fputs(text.c_str(), to);
}

int Refuse(const std::string& text) {
  Say(stderr, "koine: " + text + "\n");
  return 2;
}

// `koine help`, `koine help COMMAND`.
int Help(const std::vector<std::string>& words) {
  if (words.size() > 1) {
    return Refuse("help takes one command, not " + words[0] + " and " + words[1]);
  }
  if (words.empty()) {
    Say(stdout, koine::server::UsageText() +
                    "\nsettings (flag --NAME, environment KOINE_NAME, TOML key):\n" +
                    koine::config::Help(koine::server::AllSettings()));
    return 0;
  }
  const Command* about = koine::server::FindCommand(words[0]);
  if (about == nullptr) {
    return Refuse("there is no command " + words[0] + "; koine help lists them");
  }
  Say(stdout, koine::server::CommandHelp(*about));
  return 0;
}

// Whether help is asked for in the place of a flag: not as the value of one, nor after `--`.
bool AsksHelp(const std::vector<std::string>& words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::find_if(words.begin(), end, [](const std::string& word) {
           return word == "--help" || word == "-h";
         }) != end;
}

// The commands that take no settings.
int RunPlain(const Command& command, const std::vector<std::string>& words) {
  if (command.name == "help") return Help(words);
  const bool as_json = command.name == "routes" && words == std::vector<std::string>{"--json"};
  if (!words.empty() && !as_json) {
    return Refuse(std::string(command.name) + " does not take " + words[0] + "; koine help " +
                  std::string(command.name) + " lists what it takes");
  }
  if (command.name == "routes") return koine::server::PrintRoutes(as_json);
  std::puts("koine " KOINE_VERSION);
  return 0;
}

int Run(const Command& command, const koine::config::Config& config,
        const koine::config::Inputs& inputs, bool as_json, char** argv) {
  if (command.name == "config") {
    Say(stdout, config.Print());
    return 0;
  }
  if (command.name == "export") return koine::server::AskExport(config, as_json);
  if (command.name == "erase") return koine::server::AskErase(config, as_json);
  if (koine::server::IsOperatorCommand(command.name)) {
    return koine::server::AskOperator(config, std::string(command.name), as_json);
  }
  if (koine::server::IsBackupCommand(command.name)) {
    return koine::server::DoBackup(config, std::string(command.name), as_json);
  }
  if (command.name == "doctor") return koine::server::Diagnose(config, as_json);
  if (command.name == "upgrade") return koine::server::DoUpgrade(config, as_json);
  if (command.name == "move") return koine::server::DoMove(config, as_json);
  if (command.name == "secret") return koine::server::PrintSecret(config);
  if (command.name == "cluster") return koine::server::PrintCluster(config);
  if (command.name == "vacuum") return koine::server::RewriteStore(config);
  if (command.name == "reindex") return koine::server::RebuildIndex(config);
  const int status = koine::server::Serve(config, inputs);
  if (status != koine::server::kRestart) return status;
  // The same process: whoever watches it by its number sees no end.
  ::execv("/proc/self/exe", argv);
  std::perror("koine: cannot start again");
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  // A file that may not grow (ulimit -f, LimitFSIZE) fails the write, as a full disk does.
  ::signal(SIGXFSZ, SIG_IGN);
  std::string_view name = argc > 1 ? argv[1] : "";
  if (name == "--version") name = "version";
  if (name == "--help" || name == "-h") name = "help";
  // Started by `serve` itself.
  if (name == "image-worker") return koine::server::RunImageWorker();
  const Command* command = koine::server::FindCommand(name);
  if (command == nullptr) {
    if (!name.empty()) Refuse("there is no command " + std::string(name));
    Say(stderr, koine::server::UsageText());
    return 2;
  }
  koine::config::Inputs inputs = koine::config::FromProcess(argc, argv, 2);
  if (AsksHelp(inputs.args)) return Help({std::string(name)});
  if (!command->settings) return RunPlain(*command, inputs.args);
  if (name == "app") koine::server::ReadAppFlags(&inputs.args);
  bool as_json = false;
  if (koine::server::IsOperatorCommand(name) || koine::server::IsBackupCommand(name) ||
      name == "doctor" || name == "move" || name == "upgrade") {
    const auto read = koine::server::ReadOperatorFlags(&inputs.args, &as_json);
    if (!read.ok()) return Refuse(read.error().text);
  }
  auto config = koine::config::Config::Load(koine::server::AllSettings(), inputs);
  if (!config.ok() && name == "doctor") {
    return koine::server::DiagnoseSettings(config.error(), as_json);
  }
  if (!config.ok()) return Refuse(config.error().text);
  if (!command->words && !config->words().empty()) {
    return Refuse(std::string(name) + " does not take the word " + config->words()[0] +
                  "; koine help " + std::string(name) + " lists what it takes");
  }
  for (const std::string& warning : config->warnings()) {
    Say(stderr, "koine: warning: " + warning + "\n");
  }
  return Run(*command, *config, inputs, as_json, argv);
}
