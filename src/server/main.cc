#include <unistd.h>

#include <cstdio>
#include <string_view>

#include "base/config.h"
#include "server/apps.h"
#include "server/image_worker.h"
#include "server/serve.h"
#include "server/settings.h"

namespace {

constexpr char kUsage[] =
    "usage: koine COMMAND [SETTING…]\n"
    "\n"
    "  serve [--data DIR] [--config FILE]   run the server\n"
    "  reindex [--data DIR]                 build the search index anew; stop the server first\n"
    "  secret openim [--data DIR]           what administrators of OpenIM show for a token\n"
    "  secret adopt [--data DIR]            take the secrets at hand for the store's\n"
    "  cluster status [--store.url URL]     the nodes, how far each is, who holds which lease\n"
    "  app create|list|set|rotate-key|bind|delete|webhook …   applications of App IM\n"
    "  audit wallet [--data DIR]            whether ledger and balances agree, or where not\n"
    "  routes [--json]                      every operation: dialect, method, path\n"
    "  config                               effective settings and where they come from\n"
    "  help                                 every setting\n"
    "  version\n";

int Usage(FILE* to, int status) {
  std::fputs(kUsage, to);
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view command = argc > 1 ? argv[1] : "";
  if (command == "version" || command == "--version") {
    std::puts("koine " KOINE_VERSION);
    return 0;
  }
  if (command == "help" || command == "--help" || command == "-h") {
    Usage(stdout, 0);
    std::printf("\nsettings (flag --NAME, environment KOINE_NAME, TOML key):\n%s",
                koine::config::Help(koine::server::AllSettings()).c_str());
    return 0;
  }
  if (command == "routes") {
    return koine::server::PrintRoutes(argc > 2 && std::string_view(argv[2]) == "--json");
  }
  // Started by `serve` itself.
  if (command == "image-worker") return koine::server::RunImageWorker();
  if (command != "serve" && command != "config" && command != "reindex" &&
      command != "secret" && command != "cluster" && command != "app" && command != "audit") {
    return Usage(stderr, 2);
  }
  koine::config::Inputs inputs = koine::config::FromProcess(argc, argv, 2);
  if (command == "app") koine::server::ReadAppFlags(&inputs.args);
  auto config = koine::config::Config::Load(koine::server::AllSettings(), inputs);
  if (!config.ok()) {
    std::fprintf(stderr, "koine: %s\n", config.error().text.c_str());
    return 2;
  }
  if (command == "config") {
    std::fputs(config->Print().c_str(), stdout);
    return 0;
  }
  if (command == "audit") return koine::server::AuditWallet(*config);
  if (command == "app") return koine::server::ManageApps(*config);
  if (command == "secret") return koine::server::PrintSecret(*config);
  if (command == "cluster") return koine::server::PrintCluster(*config);
  if (command == "reindex") return koine::server::RebuildIndex(*config);
  const int status = koine::server::Serve(*config);
  if (status != koine::server::kRestart) return status;
  // The same process: whoever watches it by its number sees no end.
  ::execv("/proc/self/exe", argv);
  std::perror("koine: cannot start again");
  return 1;
}
