#include "server/upgrade.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "base/json.h"
#include "core/access/system.h"
#include "core/schema/schema.h"
#include "core/tenant/tenant.h"
#include "server/backup.h"
#include "server/noted.h"
#include "server/open.h"
#include "server/operator.h"
#include "server/places.h"
#include "server/report.h"
#include "store/upgrade.h"

namespace koine::server {

struct UpgradeTableOut {
  std::string name;
  std::int64_t rows = 0;
  bool rewritten = false;
};
KOINE_DESCRIBE(UpgradeTableOut, (name, rows, rewritten))
struct UpgradeStepOut {
  std::string set, name;
  std::int64_t number = 0, seconds = 0;
  bool additive = false;
  std::vector<UpgradeTableOut> tables;
};
KOINE_DESCRIBE(UpgradeStepOut, (set, name, number, seconds, additive, tables))
struct UpgradeOut {
  std::int64_t schema = 0, bytes = 0, room = 0;  // room: on the disk of the data directory
  std::vector<UpgradeStepOut> steps;
  std::string backup;  // made before, empty with --check
};
KOINE_DESCRIBE(UpgradeOut, (schema, bytes, room, steps, backup))
// Of what `koine backup` says.
struct MadeBackup {
  std::string backup;
};
KOINE_DESCRIBE(MadeBackup, (backup))

namespace {

using Words = std::vector<std::string>;

constexpr char kUsage[] = "usage: koine upgrade --check, or koine upgrade --to DIR [--data DIR]";
constexpr std::string_view kTo = "to=";
// A step that rewrites a table has both forms of it on the disk.
constexpr std::int64_t kRoomTimes = 2;

Error Told(Code code, std::string text) {
  return FieldError(code, "upgrade", std::move(text));
}

// Bytes that may be written below `path`, or where it will be.
std::int64_t RoomAt(std::string path) {
  struct statvfs info {};
  while (::statvfs(path.empty() ? "." : path.c_str(), &info) != 0) {
    if (path.empty() || path == "/") return 0;
    path = std::filesystem::path(path).parent_path().string();
  }
  return static_cast<std::int64_t>(info.f_bavail) * static_cast<std::int64_t>(info.f_frsize);
}

bool Rewrites(const UpgradeOut& plan) {
  for (const UpgradeStepOut& step : plan.steps) {
    for (const UpgradeTableOut& table : step.tables) {
      if (table.rewritten) return true;
    }
  }
  return false;
}

std::string TextOf(const UpgradeOut& plan) {
  std::string out = "the schema is at " + std::to_string(plan.schema) + "\n";
  std::int64_t seconds = 0;
  for (const UpgradeStepOut& step : plan.steps) {
    out += "will do " + step.set + " " + std::to_string(step.number) + " '" + step.name + "'" +
           (step.additive ? ", beside older nodes" : "");
    for (const UpgradeTableOut& table : step.tables) {
      out += "; " + table.name + ": " + std::to_string(table.rows) + " rows" +
             (table.rewritten ? "" : " stay as they are");
    }
    out += "\n";
    seconds += step.seconds;
  }
  return out + std::to_string(plan.steps.size()) + " steps, less than " +
         std::to_string(seconds + 1) + " s; the database has " + std::to_string(plan.bytes) +
         " bytes, and " + std::to_string(plan.room) + " are free\n";
}

Result<UpgradeOut> LookAt(const config::Config& config) {
  auto plan = store::PlanUpgrade(StoreUrl(config), core::Migrations());
  if (!plan.ok()) return Told(plan.error().code, "upgrade: " + plan.error().text);
  UpgradeOut out{plan->schema, plan->bytes, RoomAt(config.Text("data")), {}, ""};
  for (store::UpgradeStep& step : plan->steps) {
    UpgradeStepOut& one = out.steps.emplace_back(
        UpgradeStepOut{step.set, step.name, step.number, step.seconds, step.additive, {}});
    for (store::TouchedTable& table : step.tables) {
      one.tables.push_back({std::move(table.name), table.rows, table.rewritten});
    }
  }
  return out;
}

Status CheckRoom(const config::Config& config, const UpgradeOut& plan, const std::string& to) {
  const bool here = !IsPostgres(config);
  if (here && Rewrites(plan) && plan.room < plan.bytes * kRoomTimes) {
    return Told(Code::kBadState, "upgrade: the disk of " + config.Text("data") + " has room for " +
                                     std::to_string(plan.room) + " bytes, and " +
                                     std::to_string(plan.bytes * kRoomTimes) + " may be needed");
  }
  if (RoomAt(to) >= plan.bytes) return Ok();
  return Told(Code::kBadState, "upgrade: the disk of " + to + " has no room for a backup of " +
                                   std::to_string(plan.bytes) + " bytes");
}

std::string WayBack(const config::Config& config, const std::string& backup) {
  const bool here = !IsPostgres(config);
  std::string data = config.Text("data");
  while (data.size() > 1 && data.ends_with('/')) data.pop_back();
  data += "-before";
  return "the way back is the koine of before, started with --data " + data +
         " after:\n  koine restore " + backup + " --data " + data +
         (here ? "" : " --store.url postgresql://… of an empty database") + "\n";
}

Result<Report> Upgrade(const config::Config& config) {
  const Words& words = config.words();
  const bool check = words == Words{"check"};
  if (!check && !(words.size() == 1 && words[0].starts_with(kTo) && words[0].size() > kTo.size())) {
    return Told(Code::kBadArgument, kUsage);
  }
  PrepareProcess();
  KOINE_TRY(UpgradeOut out, LookAt(config));
  if (out.steps.empty()) {
    return Report::Of("the schema is at " + std::to_string(out.schema) +
                          ", which is that of this koine: there is nothing to do\n",
                      out);
  }
  if (check) return Report::Of(TextOf(out), out);
  const std::string to = words[0].substr(kTo.size());
  KOINE_CHECK(CheckRoom(config, out, to));
  if (const Status unused = store::CheckUnused(StoreUrl(config)); !unused.ok()) {
    return Told(Code::kBadState, "upgrade: " + unused.error().text);
  }
  KOINE_TRY(const Report made, MakeBackup(config, words));
  KOINE_TRY(const MadeBackup backup, json::Parse<MadeBackup>(made.json));
  out.backup = backup.backup;
  SystemClock clock;
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) {
    return Told(store.error().code, "upgrade: " + store.error().text +
                                        "\nnothing was changed; a backup is at " + out.backup);
  }
  KOINE_CHECK(WriteNoted(**store, access::OfOperator(kDefaultTenant, OperatorName(::getuid())),
                         "store.upgrade", "from schema " + std::to_string(out.schema),
                         [](store::Txn&) -> Status { return Ok(); }));
  return Report::Of(made.text + "took " + std::to_string(out.steps.size()) +
                        " steps; start the server: koine serve --data " + config.Text("data") +
                        "\n" + WayBack(config, out.backup),
                    out);
}

}  // namespace

int DoUpgrade(const config::Config& config, bool json) {
  return PrintAnswer(AnswerOf(Upgrade(config), json), "upgrade", config.words());
}

}  // namespace koine::server
