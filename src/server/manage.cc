#include "server/manage.h"

#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "base/crypto.h"
#include "dialect/appim/appim.h"
#include "dialect/imchat/imchat.h"
#include "dialect/openim/dialect.h"
#include "dialect/ruoyi/ruoyi.h"
#include "server/apps.h"
#include "server/backup.h"
#include "server/cluster.h"
#include "server/doctor.h"
#include "server/open.h"
#include "server/operator.h"
#include "server/operator_socket.h"
#include "server/places.h"
#include "server/routes.h"
#include "server/search_index.h"
#include "server/secrets.h"
#include "server/webhook_sender.h"
#include "store/upgrade.h"

namespace koine::server {

namespace {

// How a command is used, where its words are others.
int Misused(const config::Config& config, const char* command, std::string usage) {
  const Error error = FieldError(Code::kBadArgument, command, "usage: " + std::move(usage));
  return PrintAnswer(AnswerOf(error, false), command, config.words());
}

// Done to a store without a server.
Result<Report> RunAlone(const config::Config& config, const OperatorRequest& request) {
  PrepareProcess();
  SystemClock clock;
  SystemRandom random;
  KOINE_TRY(const Secrets secrets,
            LoadSecrets(config.Text("data"), random, config.Text("secrets.file"), false));
  KOINE_TRY(const auto store, OpenStore(config, clock, random, Missing::kIsRefused));
  const Operated on{store.get(),
                    &random,
                    {AppSecretKey(secrets), WebhookSecretKey(secrets.ruoyi_token)},
                    secrets.seal};
  return RunOperator(on, OperatorName(::getuid()), request.words);
}

}  // namespace

int Diagnose(const config::Config& config, bool json) {
  return PrintAnswer(AnswerOf(RunDoctor(config), json), "doctor", config.words());
}

int DiagnoseSettings(const Error& error, bool json) {
  return PrintAnswer(AnswerOf(DoctorOfSettings(error), json), "doctor", {});
}

int DoBackup(const config::Config& config, const std::string& command, bool json) {
  return PrintAnswer(AnswerOf(RunBackup(config, command), json), command, config.words());
}

Result<OperatorAnswer> AskStore(const config::Config& config, const OperatorRequest& request) {
  KOINE_TRY(auto answer, AskServer(config.Text("data"), request));
  const std::string& command = request.words.front();
  if (!answer && IsLiveCommand(command)) {
    return AnswerOf(NeedsServer(command, config.Text("data")), request.json);
  }
  if (!answer) return AnswerOf(RunAlone(config, request), request.json);
  return *std::move(answer);
}

int AskOperator(const config::Config& config, const std::string& command, bool json) {
  OperatorRequest request{config.words(), json};
  request.words.insert(request.words.begin(), command);
  const auto answer = AskStore(config, request);
  if (!answer.ok()) return Fail(answer.error());
  return PrintAnswer(*answer, command, config.words());
}

int RebuildIndex(const config::Config& config) {
  const bool names = config.words() == std::vector<std::string>{"names"};
  if (!names && !config.words().empty()) {
    return Misused(config, "reindex", "koine reindex [names] --data DIR");
  }
  PrepareProcess();
  SystemClock clock;
  SystemRandom random;
  // A SQLite file is locked by its server; PostgreSQL would let both in.
  if (IsPostgres(config)) {
    const Status unused = store::CheckUnused(StoreUrl(config));
    if (!unused.ok()) return Fail(unused.error());
  }
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  Status done = names ? Ok() : Reindex(**store, clock, random);
  if (done.ok()) done = ReindexNames(**store, clock, random);
  if (!done.ok()) return Fail(done.error());
  return 0;
}

int PrintSecret(const config::Config& config) {
  const bool adopt = config.words() == std::vector<std::string>{"adopt"};
  if (!adopt && config.words() != std::vector<std::string>{"openim"}) {
    return Misused(config, "secret", "koine secret openim|adopt --data DIR");
  }
  SystemClock clock;
  SystemRandom random;
  auto secrets = LoadSecrets(config.Text("data"), random, config.Text("secrets.file"), false);
  if (!secrets.ok()) return Fail(secrets.error());
  if (!adopt) {
    std::puts(secrets->openim.c_str());
    return 0;
  }
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  const Status done = AdoptSecrets(**store, *secrets);
  if (!done.ok()) return Fail(done.error());
  std::puts("the store accepts these secrets from now on; all users have to sign in again");
  return 0;
}

int PrintCluster(const config::Config& config) {
  if (config.words() != std::vector<std::string>{"status"}) {
    return Misused(config, "cluster", "koine cluster status --store.url URL");
  }
  SystemClock clock;
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) return Fail(store.error());
  const auto text = ClusterStatus(**store);
  if (!text.ok()) return Fail(text.error());
  std::fputs(text->c_str(), stdout);
  return 0;
}

int PrintRoutes(bool as_json) {
  SystemClock clock;
  ruoyi::Ruoyi dialect(std::string(32, '0'), clock, {});
  openim::Openim openim(std::string(32, '0'), std::string(16, '0'), {});
  appim::Appim appim(std::string(16, '0'), crypto::HmacSha256(std::string(32, '0')));
  imchat::Imchat imchat({std::string(32, '0'), std::string(32, '1')}, {});
  const std::vector<gateway::Dialect*> dialects = {&dialect, &openim, &appim, &imchat};
  const std::string text = as_json ? RoutesJson(dialects) : RoutesText(dialects);
  std::fputs(text.c_str(), stdout);
  return 0;
}

}  // namespace koine::server
