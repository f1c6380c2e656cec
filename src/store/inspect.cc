#include "store/inspect.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <memory>
#include <string_view>
#include <thread>
#include <vector>

#include "base/descriptor.h"
#include "base/text.h"
#include "store/diag.h"
#include "store/file_vfs.h"
#include "store/own_tables.h"
#include "store/page_sums.h"
#include "store/pg_conn.h"
#include "store/pg_schema.h"
#include "store/sqlite_conn.h"

namespace koine::store {

namespace {

const Sql kSchema{
    "select coalesce(max(number), 0), coalesce(max(applied_at), 0) from schema_version "
    "where set_name = ?"};
const Sql kConnections{"select count(*) from pg_stat_activity"};

constexpr const char* kUndefinedTable = "42P01";
constexpr std::int64_t kStatementMs = 5'000;
constexpr int kBusyMs = 2'000;
// A page that a server writes at this moment may be read half old.
constexpr int kLooks = 4;
constexpr auto kBetweenLooks = std::chrono::milliseconds(50);

// `conn` may be null: then there is no log that can be read.
bool IsDamaged(int fd, SqliteConn* conn, std::vector<char>* page, std::int64_t number) {
  const auto size = static_cast<std::int64_t>(page->size());
  for (int look = 1;; ++look) {
    const ssize_t got = ::pread(fd, page->data(), page->size(), (number - 1) * size);
    // A file that shrinks meanwhile has the page no more.
    if (got >= 0 && got < size) return false;
    const bool bad =
        got < 0 || LookAtPage(page->data(), page->size(), static_cast<std::uint32_t>(number)) ==
                       PageState::kDamaged;
    if (!bad || look == kLooks) return bad;
    // What a machine that lost its power left half written is in the log still.
    if (look == 1 && conn != nullptr) conn->Script("pragma wal_checkpoint(passive)");
    std::this_thread::sleep_for(kBetweenLooks);
  }
}

// The first page that does not match its checksum, of those that are looked at.
void LookAtPages(int fd, SqliteConn* conn, std::string_view header, SqliteFacts* out) {
  const std::size_t size = PageSizeOf(header);
  struct stat info {};
  if (size == 0 || ::fstat(fd, &info) != 0) return;
  out->pages = info.st_size / static_cast<std::int64_t>(size);
  const std::int64_t step =
      std::max<std::int64_t>(1, (out->pages + kPagesLooked - 1) / kPagesLooked);
  std::vector<char> page(size);
  for (std::int64_t number = 1; number <= out->pages; number += step) {
    ++out->looked;
    if (!IsDamaged(fd, conn, &page, number)) continue;
    out->damaged = number;
    return;
  }
}

void ReadSchema(const std::string& path, SqliteConn& conn, SqliteFacts* out) {
  const Param params[] = {Param(kCallerSet)};
  const Txn::RowFn read = [out](const Row& row) { out->schema = {row.Int(0), row.Int(1)}; };
  std::int64_t count = 0;
  if (conn.Run(kSchema, params, &read, &count) == SQLITE_OK) return;
  const std::string why = conn.ErrorText();
  if (why.starts_with("no such table")) return;
  out->fault = StoreError(Code::kUnavailable, "'" + path + "' cannot be read: " + why);
}

}  // namespace

SqliteFacts InspectSqlite(const std::string& path) {
  SqliteFacts out;
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return out;
    out.there = true;
    out.fault = StoreError(Code::kUnavailable, "'" + path + "': " + std::strerror(errno));
    return out;
  }
  out.there = info.st_size > 0;
  if (!out.there) return out;
  struct stat log {};
  if (::stat((path + "-wal").c_str(), &log) == 0) out.log_bytes = log.st_size;
  // It is closed after the connection, whose locks it would take along (page_check.cc).
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    out.fault =
        StoreError(Code::kUnavailable, "'" + path + "' cannot be read: " + std::strerror(errno));
    return out;
  }
  std::array<char, kDatabaseHeaderBytes> header{};
  const ssize_t got = ::pread(file.get(), header.data(), header.size(), 0);
  const std::string_view read(header.data(), got < 0 ? 0 : static_cast<std::size_t>(got));
  if (!IsDatabaseHeader(read)) {
    out.fault = StoreError(Code::kBadState, "'" + path + "' is no database of SQLite");
    return out;
  }
  out.sums = ReservesSums(read);
  SqliteOpen open;
  open.path = path;
  open.vfs = FileVfs(nullptr);
  open.query_only = true;
  open.busy_timeout_ms = kBusyMs;
  const auto conn = SqliteConn::Open(open);
  if (out.sums) LookAtPages(file.get(), conn.ok() ? conn->get() : nullptr, read, &out);
  if (conn.ok()) {
    ReadSchema(path, **conn, &out);
  } else {
    out.fault = conn.error();
  }
  return out;
}

PgFacts InspectPostgresql(const std::string& url) {
  PgFacts out;
  auto conn = PgConn::Open(PgOpen{url, kStatementMs});
  if (!conn.ok()) {
    out.fault = conn.error();
    return out;
  }
  PgSchema schema(**conn);
  const auto setting = [&](const char* name) {
    auto value = ServerSetting(schema, name);
    if (!value.ok() && !out.fault) out.fault = value.error();
    return value.ok() ? *value : std::string();
  };
  out.fsync = setting("fsync") == "on";
  out.full_page_writes = setting("full_page_writes") == "on";
  out.sums = setting("data_checksums") == "on";
  out.encoding = setting("server_encoding");
  out.version = text::ParseInt(setting("server_version_num")).value_or(0);
  out.connections_max = text::ParseInt(setting("max_connections")).value_or(0);
  if (out.fault) return out;
  std::int64_t count = 0;
  const Txn::RowFn number = [&out](const Row& row) { out.connections = row.Int(0); };
  (*conn)->Run(kConnections, {}, &number, &count);
  const Param params[] = {Param(kCallerSet)};
  const Txn::RowFn applied = [&out](const Row& row) { out.schema = {row.Int(0), row.Int(1)}; };
  const PgAnswer answer = (*conn)->Run(kSchema, params, &applied, &count);
  if (!answer.ok() && answer.sqlstate != kUndefinedTable) {
    out.fault = StoreError(Code::kUnavailable, answer.message);
  }
  return out;
}

}  // namespace koine::store
