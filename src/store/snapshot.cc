#include "store/snapshot.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <memory>

#include "base/descriptor.h"
#include "store/diag.h"
#include "store/file_vfs.h"
#include "store/sqlite_conn.h"

namespace koine::store {

namespace {

// Of a step, between two calls of `progress`, and written to the disk at a time: more at once would
// hold up the log of the server, which may be on the same disk.
constexpr int kPages = 256;
constexpr std::int64_t kCacheKib = 8'000;

// Makes durable what a file has.
class Syncer {
 public:
  explicit Syncer(const std::string& path) : file_(::open(path.c_str(), O_RDWR | O_CLOEXEC)) {}
  bool Sync() { return file_.get() >= 0 && ::fdatasync(file_.get()) == 0; }
  // Has the disk write what is there, without making anybody else's writes wait for it.
  void Write() {
    if (file_.get() >= 0) {
      ::sync_file_range(
          file_.get(), 0, 0,
          SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE | SYNC_FILE_RANGE_WAIT_AFTER);
    }
  }

 private:
  Descriptor file_;
};

struct Finish {
  void operator()(sqlite3_backup* one) const { sqlite3_backup_finish(one); }
};

}  // namespace

Status CopySqlite(const std::string& path, const std::string& to,
                  const std::function<void(std::int64_t done, std::int64_t all)>& progress) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0 || info.st_size == 0) {
    return StoreError(Code::kNotFound, "no store at " + path);
  }
  SqliteOpen from;
  from.path = path;
  from.vfs = FileVfs(nullptr);
  from.query_only = true;
  from.cache_kib = kCacheKib;
  KOINE_TRY(auto source, SqliteConn::Open(from));
  SqliteOpen into;
  into.path = to;
  into.vfs = FileVfs(nullptr);
  KOINE_TRY(auto target, SqliteConn::Open(into));
  // The copy is of use only when it is whole, so it needs no journal of its own.
  if (target->Script("pragma journal_mode=off; pragma synchronous=off;") != SQLITE_OK) {
    return StoreError(Code::kUnavailable, "cannot write '" + to + "': " + target->ErrorText());
  }
  // A transaction of its own keeps the moment: without it each write of the server would make the
  // copy begin anew.
  int rc = source->Script("begin; select count(*) from sqlite_schema;");
  if (rc != SQLITE_OK) {
    return StoreError(Code::kUnavailable, "cannot read '" + path + "': " + source->ErrorText());
  }
  const std::unique_ptr<sqlite3_backup, Finish> copy(
      sqlite3_backup_init(target->db(), "main", source->db(), "main"));
  if (copy == nullptr) {
    return StoreError(Code::kUnavailable, "cannot write '" + to + "': " + target->ErrorText());
  }
  Syncer syncer(to);
  do {
    rc = sqlite3_backup_step(copy.get(), kPages);
    const std::int64_t all = sqlite3_backup_pagecount(copy.get());
    const std::int64_t done = all - sqlite3_backup_remaining(copy.get());
    syncer.Write();
    progress(done, all);
  } while (rc == SQLITE_OK);
  if (rc == SQLITE_DONE && !syncer.Sync()) rc = SQLITE_IOERR_FSYNC;
  if (rc == SQLITE_DONE) return Ok();
  return StoreError(Code::kUnavailable, "cannot copy '" + path + "': " + sqlite3_errstr(rc));
}

}  // namespace koine::store
