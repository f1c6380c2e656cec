#include "server/check.h"

#include <filesystem>
#include <memory>
#include <sstream>
#include <utility>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "core/check/check.h"
#include "core/schema/schema.h"
#include "core/search/check.h"
#include "server/backup_files.h"
#include "server/jobs.h"
#include "server/open.h"
#include "server/places.h"
#include "server/progress.h"
#include "server/wallet.h"
#include "store/page_check.h"
#include "store/reader.h"

namespace koine::server {

struct CheckFinding {
  std::string table, id, what;
};
KOINE_DESCRIBE(CheckFinding, (table, id, what))
struct CheckOut {
  std::string engine;
  std::int64_t pages = 0, tables = 0, rules = 0, contents = 0, content_bytes = 0;
  std::int64_t messages_indexed = 0, messages_sampled = 0;
  std::int64_t more = 0;  // findings that are left out
  std::vector<CheckFinding> findings;
  std::vector<std::string> warnings;
};
KOINE_DESCRIBE(CheckOut, (engine, pages, tables, rules, contents, content_bytes, messages_indexed,
                          messages_sampled, more, findings, warnings))

namespace {

constexpr int kContentsAtOnce = 1'000;
constexpr std::int64_t kFindingsOfContents = 100;
constexpr int kMessagesSampled = 200;

Status CheckPages(const config::Config& config, CheckOut* out) {
  const bool sqlite = out->engine == "sqlite";
  Progress progress;
  const auto tell = [&](std::int64_t done, std::int64_t all) {
    progress.Tell(sqlite ? "pages and tables" : "tables", done, all);
  };
  const auto most = static_cast<std::size_t>(check::kFindingsMax);
  auto read = sqlite ? store::CheckSqlitePages(SqliteFile(config), most, tell)
                     : store::CheckPostgresqlPages(config.Text("store.url"), most, tell);
  if (!read.ok()) return read.error();
  out->pages = read->pages;
  out->tables = read->tables;
  for (store::PageFault& fault : read->faults) {
    const bool page = fault.place.starts_with("page ");
    out->findings.push_back({page ? "" : fault.place, page ? fault.place : "", fault.what});
  }
  if (!read->sums) {
    out->warnings.push_back(sqlite
                                ? "pages have no checksums, so damage may go unnoticed: `koine "
                                  "vacuum` adds them while the server is stopped"
                                : "PostgreSQL has no data_checksums, so damage may go unnoticed: "
                                  "pg_checksums --enable");
  }
  return Ok();
}

// The content as the disk has it, if that is not what its name says.
std::string FaultOf(const std::string& path, const check::Content& content) {
  const auto sum = SumFile(path);
  if (!sum.ok()) return sum.error().text;
  if (sum->sha256 != content.sha256) return path + ": is not the content that its name says";
  if (sum->bytes != content.size) return path + ": has another size than the row says";
  return "";
}

Status CheckContents(store::Store& store, const std::string& folder, CheckOut* out) {
  Progress progress;
  check::Content last;
  std::int64_t found = 0;
  for (;;) {
    KOINE_TRY(const auto some,
              check::ListContents(store, last.tenant, last.sha256, kContentsAtOnce));
    for (const check::Content& one : some) {
      const std::string path = ContentFile(folder, one.tenant, one.sha256);
      ++out->contents;
      out->content_bytes += one.size;
      progress.Tell("contents", out->contents, 0);
      std::string fault = FaultOf(path, one);
      if (fault.empty()) continue;
      // It may have been deleted since the rows were read.
      KOINE_TRY(const bool needed, check::IsNeeded(store, one));
      if (!needed) continue;
      if (++found > kFindingsOfContents) {
        ++out->more;
        continue;
      }
      out->findings.push_back({"blob", one.sha256, std::move(fault)});
    }
    if (some.size() < static_cast<std::size_t>(kContentsAtOnce)) return Ok();
    last = some.back();
  }
}

Status CheckTables(store::Store& store, CheckOut* out) {
  Progress progress;
  KOINE_TRY(auto report, check::CheckTables(store, [&](std::int64_t done, std::int64_t all) {
              progress.Tell("rules", done, all);
            }));
  out->rules = report.rules;
  out->more += report.more;
  for (check::Finding& one : report.findings) {
    out->findings.push_back({std::move(one.table), std::move(one.id), std::move(one.what)});
  }
  return Ok();
}

// What cannot be read is a finding: the rest is looked at all the same.
void Note(const Status& done, const char* table, CheckOut* out) {
  if (!done.ok()) out->findings.push_back({table, "", "cannot be read: " + done.error().text});
}

Status CheckJobs(store::Store& store, Clock& clock, const config::Config& config, CheckOut* out) {
  KOINE_TRY(auto found, check::CheckJobs(store, JobKinds(store, clock, config)));
  for (check::Finding& one : found) {
    out->findings.push_back({std::move(one.table), std::move(one.id), std::move(one.what)});
  }
  return Ok();
}

Status CheckLedger(store::Store& store, CheckOut* out) {
  KOINE_TRY(const MoneyReport money, CheckMoney(store));
  std::istringstream lines(money.text);
  std::string line;
  std::getline(lines, line);  // what was looked at
  while (std::getline(lines, line)) out->findings.push_back({"ledger", "", line});
  return Ok();
}

Status CheckSearch(store::Store& store, CheckOut* out) {
  KOINE_TRY(search::IndexReport index, search::CheckIndex(store, kMessagesSampled));
  out->messages_indexed = index.indexed;
  out->messages_sampled = index.sampled;
  for (std::string& warning : index.warnings) {
    out->warnings.push_back("search index: " + std::move(warning) +
                            "; `koine reindex` builds it anew while the server is stopped");
  }
  return Ok();
}

std::string TextOf(const CheckOut& out) {
  std::string text;
  for (const CheckFinding& one : out.findings) {
    std::string place = one.table;
    if (!one.id.empty()) place += (place.empty() ? "" : " ") + one.id;
    text += place + ": " + one.what + "\n";
  }
  if (out.more > 0) text += "and " + std::to_string(out.more) + " more findings\n";
  for (const std::string& one : out.warnings) text += "warning: " + one + "\n";
  const std::int64_t findings = static_cast<std::int64_t>(out.findings.size()) + out.more;
  text += std::to_string(out.pages) + " pages, " + std::to_string(out.tables) + " tables, " +
          std::to_string(out.rules) + " rules, " + std::to_string(out.contents) + " contents of " +
          std::to_string(out.content_bytes) + " bytes, " + std::to_string(out.messages_indexed) +
          " messages in the search index: " +
          (findings == 0 ? "all sound" : std::to_string(findings) + " findings") + "\n";
  return text;
}

Result<std::unique_ptr<store::Store>> OpenToRead(const store::Options& options) {
  auto store = store::OpenReader(options, core::Migrations());
  if (store.ok()) return store;
  const Error& error = store.error();
  return FieldError(
      error.code, "check",
      "check: " + error.text + (error.Is(Code::kNotFound) ? "; `koine serve` makes one" : ""));
}

}  // namespace

Result<Report> CheckStore(const config::Config& config) {
  PrepareProcess();
  // What is damaged is said once, by the report.
  log::SetLevel(log::Level::kOff);
  SystemClock clock;
  SystemRandom random;
  store::Options options;
  options.url = StoreUrl(config);
  options.clock = &clock;
  options.random = &random;
  CheckOut out;
  out.engine = IsPostgres(config) ? "postgresql" : "sqlite";
  KOINE_TRY(auto store, OpenToRead(options));
  // Pages are looked at without a connection (store/page_check.h), but not of what is no store.
  store.reset();
  Note(CheckPages(config, &out), "pages", &out);
  KOINE_TRY(store, OpenToRead(options));
  Note(CheckTables(*store, &out), "tables", &out);
  Note(CheckJobs(*store, clock, config, &out), "job", &out);
  Note(CheckLedger(*store, &out), "ledger", &out);
  if (HasContentsElsewhere(config)) {
    out.warnings.push_back("contents of files are in S3, and were not read");
  } else {
    Note(CheckContents(*store, ContentsFolder(config), &out), "blob", &out);
  }
  const Status searched = CheckSearch(*store, &out);
  if (!searched.ok()) {
    out.warnings.push_back("the search index cannot be read: " + searched.error().text);
  }
  Report report = Report::Of(TextOf(out), out);
  report.good = out.findings.empty();
  return report;
}

}  // namespace koine::server
