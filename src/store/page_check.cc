#include "store/page_check.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <thread>

#include "base/descriptor.h"
#include "store/diag.h"
#include "store/file_vfs.h"
#include "store/page_sums.h"
#include "store/pg_conn.h"
#include "store/pg_schema.h"
#include "store/sqlite_conn.h"

namespace koine::store {

namespace {

using Progress = std::function<void(std::int64_t, std::int64_t)>;

constexpr std::int64_t kCacheKib = 8'000;
constexpr std::size_t kPagesAtOnce = 256;
// A page that is being written looks damaged for a moment.
constexpr int kLooks = 6;
constexpr auto kLookAgain = std::chrono::milliseconds(100);

const Sql kTables{"select name from sqlite_schema where type = 'table' order by name"};
const Sql kCheckTable{"select integrity_check from pragma_integrity_check(?) limit ?"};
// engines: only PostgreSQL runs these
const Sql kPgTables{"select name from sqlite_schema",
                    "select table_name::text from information_schema.tables where table_schema = "
                    "current_schema() and table_type = 'BASE TABLE' order by table_name"};
// engines: as above; every column becomes text, so that all of each row is read
const Sql kPgRead{"select ?",
                  "select query_to_xml(format('select count(t::text) from %I t', ?::text), false, "
                  "true, '')::text"};

std::size_t ReadAt(int fd, char* to, std::size_t size, std::int64_t at) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t n = ::pread(fd, to + done, size - done, at + static_cast<std::int64_t>(done));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    done += static_cast<std::size_t>(n);
  }
  return done;
}

bool StaysDamaged(int fd, SqliteConn& conn, std::size_t size, std::uint32_t number) {
  std::string page(size, '\0');
  for (int look = 0; look < kLooks; ++look) {
    std::this_thread::sleep_for(kLookAgain);
    // What a process that was killed left half written is in the log still.
    if (look == 1) conn.Script("pragma wal_checkpoint(passive)");
    const std::int64_t at = static_cast<std::int64_t>(number - 1) * static_cast<std::int64_t>(size);
    if (ReadAt(fd, page.data(), size, at) < size) return false;  // the file became shorter
    if (LookAtPage(page.data(), size, number) != PageState::kDamaged) return false;
  }
  return true;
}

Status CheckSums(const std::string& path, int fd, SqliteConn& conn, std::size_t most,
                 const Progress& progress, PageReport* out) {
  char header[kDatabaseHeaderBytes];
  struct stat info {};
  if (::fstat(fd, &info) != 0 || ReadAt(fd, header, sizeof header, 0) < sizeof header) {
    return StoreError(Code::kUnavailable, "cannot read '" + path + "': " + std::strerror(errno));
  }
  const std::string_view read(header, sizeof header);
  const std::size_t size = PageSizeOf(read);
  if (size == 0) {
    out->faults.push_back({"page 1", "the header is damaged"});
    return Ok();
  }
  out->sums = ReservesSums(read);
  const auto all = info.st_size / static_cast<std::int64_t>(size);
  std::string pages(size * kPagesAtOnce, '\0');
  while (out->pages < all) {
    const std::int64_t at = out->pages * static_cast<std::int64_t>(size);
    const std::size_t got = ReadAt(fd, pages.data(), pages.size(), at) / size;
    if (got == 0) break;
    for (std::size_t i = 0; out->sums && i < got; ++i) {
      const auto number =
          static_cast<std::uint32_t>(out->pages) + static_cast<std::uint32_t>(i) + 1;
      if (LookAtPage(pages.data() + i * size, size, number) != PageState::kDamaged) continue;
      if (out->faults.size() >= most || !StaysDamaged(fd, conn, size, number)) continue;
      out->faults.push_back({"page " + std::to_string(number), "does not match its checksum"});
    }
    out->pages += static_cast<std::int64_t>(got);
    progress(out->pages, all);
  }
  return Ok();
}

}  // namespace

Result<PageReport> CheckSqlitePages(const std::string& path, std::size_t most,
                                    const Progress& progress) {
  // It is closed after the connection: whoever closes a file drops all locks of their process on
  // it, and a server that stops would then take itself for the last one and delete the log under
  // this.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) {
    return StoreError(Code::kUnavailable, "cannot read '" + path + "': " + std::strerror(errno));
  }
  SqliteOpen open;
  open.path = path;
  open.vfs = FileVfs(nullptr);
  open.query_only = true;
  open.cache_kib = kCacheKib;
  KOINE_TRY(auto conn, SqliteConn::Open(open));
  PageReport out;
  KOINE_CHECK(CheckSums(path, file.get(), *conn, most, progress, &out));
  std::vector<std::string> tables;
  std::int64_t count = 0;
  const Txn::RowFn name = [&](const Row& row) { tables.push_back(row.String(0)); };
  if (conn->Run(kTables, {}, &name, &count) != SQLITE_OK) {
    out.faults.push_back({"sqlite_schema", conn->ErrorText()});
    return out;
  }
  for (const std::string& table : tables) {
    const Txn::RowFn take = [&](const Row& row) {
      std::string line = row.String(0);
      if (line != "ok") out.faults.push_back({table, std::move(line)});
    };
    if (out.faults.size() >= most) break;
    const Param params[] = {Param(table), Param(most - out.faults.size())};
    if (conn->Run(kCheckTable, params, &take, &count) != SQLITE_OK) {
      out.faults.push_back({table, "cannot be read: " + conn->ErrorText()});
    }
    progress(++out.tables, static_cast<std::int64_t>(tables.size()));
  }
  return out;
}

Result<PageReport> CheckPostgresqlPages(const std::string& url, std::size_t most,
                                        const Progress& progress) {
  KOINE_TRY(auto conn, PgConn::Open(PgOpen{url, 0, true}));
  PageReport out;
  std::vector<std::string> tables;
  std::int64_t count = 0;
  const Txn::RowFn name = [&](const Row& row) { tables.push_back(row.String(0)); };
  PgSchema schema(*conn);
  KOINE_TRY(const std::string sums, ServerSetting(schema, "data_checksums"));
  out.sums = sums == "on";
  KOINE_CHECK(schema.Run(kPgTables, {}, &name));
  for (const std::string& table : tables) {
    if (out.faults.size() >= most) break;
    const Param params[] = {Param(table)};
    const PgAnswer answer = conn->Run(kPgRead, params, nullptr, &count);
    if (answer.kind == PgAnswer::Kind::kLost) return StoreError(Code::kUnavailable, answer.message);
    if (!answer.ok()) out.faults.push_back({table, "cannot be read: " + answer.message});
    progress(++out.tables, static_cast<std::int64_t>(tables.size()));
  }
  return out;
}

}  // namespace koine::store
