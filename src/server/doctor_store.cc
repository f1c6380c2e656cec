#include <string>

#include "base/time.h"
#include "core/schema/schema.h"
#include "server/doctor.h"
#include "server/places.h"
#include "server/store_mark.h"
#include "store/inspect.h"

namespace koine::server {

namespace {

constexpr std::int64_t kLogBytesMax = 1LL << 30;
constexpr std::int64_t kClockSlackMs = 2 * kMinuteMs;
constexpr std::int64_t kConnectionsNeeded = 10;  // of a node
constexpr std::int64_t kConnectionsMin = 20;

std::string Mb(std::int64_t bytes) {
  return std::to_string(bytes >> 20) + " MB";
}

// Whether this program can use the schema as it is.
bool LookAtSchema(const store::SchemaFacts& schema, const config::Config& config,
                  const Clock& clock, Findings* out) {
  const auto known = static_cast<std::int64_t>(core::Migrations().size());
  if (schema.number == 0) {
    if (KnowsStore(config)) {
      out->Fault("store-missing",
                 "the store is empty, but " + SecretsPath(config) + " belongs to one",
                 "restore a backup: docs/operate/backup.md");
    } else {
      out->Fault("store-missing", "there is no store yet", "`koine serve` makes one");
    }
    return false;
  }
  if (schema.number > known) {
    out->Fault("schema-newer",
               "the store has schema " + std::to_string(schema.number) +
                   ", this program knows up to " + std::to_string(known),
               "run the newer koine that made it, or restore a backup of before the upgrade");
  } else if (schema.number < known) {
    out->Warning("schema-older",
                 "the store has schema " + std::to_string(schema.number) + " of " +
                     std::to_string(known) + "; the next start brings it up to date",
                 "make a backup before: the step is not undone");
  }
  if (schema.applied_ms > clock.NowMs() + kClockSlackMs) {
    out->Fault("clock-behind",
               "the clock of this machine is behind the time at which the store was made",
               "set the clock, and keep it right with NTP: timedatectl set-ntp true");
  }
  return schema.number == known;
}

bool LookAtSqlite(const config::Config& config, const std::string& path, const Clock& clock,
                  Findings* out) {
  const store::SqliteFacts facts = store::InspectSqlite(path);
  if (!facts.there) {
    const bool lost = KnowsStore(config);
    out->Fault("store-missing",
               "there is no store at " + path +
                   (lost ? ", but " + SecretsPath(config) + " belongs to one" : ""),
               lost ? "restore a backup: docs/operate/backup.md"
                    : "`koine serve` makes one; look whether --data is right");
    return false;
  }
  if (facts.log_bytes > kLogBytesMax) {
    out->Warning("wal-huge", path + "-wal has " + Mb(facts.log_bytes),
                 "look for programs that read the database for long; a restart folds it in");
  }
  if (facts.damaged > 0) {
    out->Fault("store-damaged",
               path + ": page " + std::to_string(facts.damaged) + " does not match its checksum",
               "restore a backup: docs/operate/trouble.md#damage-on-the-disk");
    return false;
  }
  if (facts.fault) {
    out->Fault("store-unreadable", facts.fault->text,
               "look at rights and disk; restore a backup if it is damaged");
    return false;
  }
  if (!facts.sums) {
    out->Warning("store-sums",
                 "the pages of " + path + " have no checksums, so damage goes unnoticed",
                 "stop the server and run `koine vacuum` once");
  }
  return LookAtSchema(facts.schema, config, clock, out);
}

void LookAtServer(const store::PgFacts& facts, Findings* out) {
  if (facts.version < store::kPgVersionMin * store::kPgVersionStep) {
    out->Fault("postgresql-version",
               "PostgreSQL has version " + std::to_string(facts.version / store::kPgVersionStep) +
                   ", at least " + std::to_string(store::kPgVersionMin) + " is needed",
               "upgrade PostgreSQL");
  }
  if (!facts.fsync || !facts.full_page_writes) {
    out->Fault("postgresql-fsync",
               std::string("PostgreSQL has ") + (facts.fsync ? "full_page_writes" : "fsync") +
                   " = off: a loss of power destroys what was acknowledged",
               "set it to on in postgresql.conf and restart PostgreSQL");
  }
  if (facts.encoding != "UTF8") {
    out->Fault("postgresql-encoding", "the database has the encoding " + facts.encoding,
               "make one with encoding 'UTF8': docs/operate/postgresql.md");
  }
  if (!facts.sums) {
    out->Warning("postgresql-sums",
                 "PostgreSQL has data_checksums = off, so damage on its disk goes unnoticed",
                 "stop PostgreSQL and run pg_checksums --enable");
  }
  if (facts.connections_max < kConnectionsMin ||
      facts.connections_max - facts.connections < kConnectionsNeeded) {
    out->Fault("postgresql-connections",
               "of " + std::to_string(facts.connections_max) + " connections of PostgreSQL " +
                   std::to_string(facts.connections) + " are in use; a node needs about " +
                   std::to_string(kConnectionsNeeded),
               "raise max_connections in postgresql.conf and restart PostgreSQL");
  }
}

bool LookAtPostgresql(const config::Config& config, const std::string& url, const Clock& clock,
                      Findings* out) {
  const store::PgFacts facts = store::InspectPostgresql(url);
  if (facts.fault && facts.version == 0) {
    const std::string& text = facts.fault->text;
    bool refused = false;
    for (const char* sign : {"authentication", "password", "role \"", "pg_hba", "database \""}) {
      refused = refused || text.find(sign) != std::string::npos;
    }
    if (refused) {
      out->Fault("postgresql-refused", "PostgreSQL does not let this server in: " + text,
                 "compare user, password and database of store.url with PostgreSQL's");
    } else {
      out->Fault("postgresql-unreachable", "PostgreSQL cannot be reached: " + text,
                 "look whether it runs, and at host and port of store.url");
    }
    return false;
  }
  LookAtServer(facts, out);
  if (facts.fault) {
    out->Fault("store-unreadable", "the store cannot be read: " + facts.fault->text,
               "look at the log of PostgreSQL");
    return false;
  }
  return LookAtSchema(facts.schema, config, clock, out) && !out->Has("postgresql-version") &&
         !out->Has("postgresql-fsync") && !out->Has("postgresql-encoding");
}

}  // namespace

bool LookAtStore(const config::Config& config, const Clock& clock, Findings* out) {
  if (IsPostgres(config)) return LookAtPostgresql(config, StoreUrl(config), clock, out);
  return LookAtSqlite(config, SqliteFile(config), clock, out);
}

}  // namespace koine::server
