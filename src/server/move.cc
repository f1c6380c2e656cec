#include "server/move.h"

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
#include "server/noted.h"
#include "server/open.h"
#include "server/operator.h"
#include "server/pg_password.h"
#include "server/places.h"
#include "server/progress.h"
#include "server/report.h"
#include "server/store_mark.h"
#include "store/move.h"

namespace koine::server {

struct MoveTableOut {
  std::string table;
  std::int64_t rows = 0;
  std::string sum;
};
KOINE_DESCRIBE(MoveTableOut, (table, rows, sum))
struct MoveOut {
  std::string from, to;
  std::int64_t rows = 0, took_ms = 0;
  std::vector<MoveTableOut> tables;
};
KOINE_DESCRIBE(MoveOut, (from, to, rows, took_ms, tables))

namespace {

using Words = std::vector<std::string>;

constexpr char kMasked[] = "PASSWORD";

Error Told(Code code, std::string text) {
  return FieldError(code, "move", std::move(text));
}

// For people: the password stands in no terminal and in no log.
std::string Shown(std::string url) {
  TakePgPassword(&url, kMasked);
  return url;
}

// A directory gets the file that it has without the setting.
Result<std::string> TargetOf(const Words& words) {
  constexpr std::string_view kTo = "to=", kSqlite = "sqlite:";
  const bool one = words.size() == 1 && words[0].starts_with(kTo);
  std::string to = one ? words[0].substr(kTo.size()) : "";
  const bool known =
      to.starts_with(kSqlite) || to.starts_with("postgresql://") || to.starts_with("postgres://");
  if (!known || to == kSqlite) {
    return Told(Code::kBadArgument,
                "usage: koine move --to postgresql://… or --to sqlite:PATH [--data DIR]");
  }
  std::error_code error;
  if (to.starts_with(kSqlite) && std::filesystem::is_directory(to.substr(kSqlite.size()), error)) {
    to += "/koine.db";
  }
  return to;
}

Result<Report> Move(const config::Config& config) {
  KOINE_TRY(const std::string to, TargetOf(config.words()));
  PrepareProcess();
  if (::access(SecretsPath(config).c_str(), F_OK) != 0) {
    return Told(Code::kNotFound, "no store at " + config.Text("data") + " (there is no " +
                                     SecretsPath(config) + "); --data names the data directory");
  }
  SystemClock clock;
  SystemRandom random;
  Progress progress("rows");
  store::MoveOptions options;
  options.from = StoreUrl(config);
  options.to = to;
  options.now_ms = clock.NowMs();
  options.progress = [&](std::string_view what, std::int64_t done, std::int64_t all) {
    progress.Tell(what, done, all);
  };
  const std::int64_t begun_us = clock.SteadyUs();
  const auto moved = store::MoveStore(options, core::Migrations());
  progress.End();
  if (!moved.ok()) return Told(moved.error().code, "move: " + moved.error().text);
  MoveOut out{Shown(options.from), Shown(to), 0, (clock.SteadyUs() - begun_us) / 1000, {}};
  std::string text;
  for (const store::MovedTable& table : *moved) {
    out.rows += table.rows;
    if (table.rows > 0) {
      text += table.name + ": " + std::to_string(table.rows) + " rows, sum " + table.sum + "\n";
    }
    out.tables.push_back({table.name, table.rows, table.sum});
  }
  // It opens, and says in its audit where it came from.
  store::Options open;
  open.url = to;
  open.create = false;
  open.clock = &clock;
  open.random = &random;
  KOINE_TRY(const auto store, store::Store::Open(open, core::Migrations()));
  KOINE_CHECK(WriteNoted(*store, access::OfOperator(kDefaultTenant, OperatorName(::getuid())),
                         "store.move", "to " + std::string(store->engine()),
                         [](store::Txn&) -> Status { return Ok(); }));
  NoteStoreAt(config, to);
  constexpr std::int64_t kSecondMs = 1000;
  text += std::to_string(out.rows) + " rows of " + std::to_string(out.tables.size()) +
          " tables are the same at both places, after " + std::to_string(out.took_ms / kSecondMs) +
          " s\nsecrets and files stay in " + config.Text("data") +
          "; start the server with the new store.url:\n  koine serve --data " +
          config.Text("data") + " --store.url '" + out.to +
          "'\nthe old store is as it was; keep it until the new one has a backup\n";
  return Report::Of(std::move(text), out);
}

}  // namespace

int DoMove(const config::Config& config, bool json) {
  return PrintAnswer(AnswerOf(Move(config), json), "move", config.words());
}

}  // namespace koine::server
