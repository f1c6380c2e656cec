#include "store/wal_vfs.h"

#include <sqlite3.h>

#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace koine::store {

namespace {

// The system's VFS takes less than 128 KiB in one write.
constexpr std::size_t kBufferMax = 0x1f000;

// The log; the file of the VFS below follows it in memory. Other files are opened by the VFS below
// directly and know nothing of this one.
struct WalFile {
  sqlite3_file base;
  std::string* buffer;  // not written yet
  sqlite3_int64 start;  // its place in the file
};

WalFile* Self(sqlite3_file* file) {
  return reinterpret_cast<WalFile*>(file);
}
sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(WalFile));
}

int Flush(sqlite3_file* f) {
  WalFile* self = Self(f);
  if (self->buffer->empty()) return SQLITE_OK;
  const int rc = Real(f)->pMethods->xWrite(Real(f), self->buffer->data(),
                                           static_cast<int>(self->buffer->size()), self->start);
  self->buffer->clear();
  return rc;
}

int Close(sqlite3_file* f) {
  const int flushed = Flush(f);
  std::unique_ptr<std::string>(Self(f)->buffer).reset();
  const int rc = Real(f)->pMethods->xClose(Real(f));
  return rc != SQLITE_OK ? rc : flushed;
}

int Read(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  const WalFile* self = Self(f);
  const auto end = self->start + static_cast<sqlite3_int64>(self->buffer->size());
  if (!self->buffer->empty() && at < end && at + n > self->start) {
    if (const int rc = Flush(f); rc != SQLITE_OK) return rc;
  }
  return Real(f)->pMethods->xRead(Real(f), out, n, at);
}

int Write(sqlite3_file* f, const void* data, int n, sqlite3_int64 at) {
  WalFile* self = Self(f);
  const auto size = static_cast<sqlite3_int64>(self->buffer->size());
  if (size > 0 && (at != self->start + size || self->buffer->size() + n > kBufferMax)) {
    if (const int rc = Flush(f); rc != SQLITE_OK) return rc;
  }
  if (self->buffer->empty()) self->start = at;
  self->buffer->append(static_cast<const char*>(data), static_cast<std::size_t>(n));
  return SQLITE_OK;
}

int Truncate(sqlite3_file* f, sqlite3_int64 size) {
  const int rc = Flush(f);
  return rc != SQLITE_OK ? rc : Real(f)->pMethods->xTruncate(Real(f), size);
}

int Sync(sqlite3_file* f, int flags) {
  const int rc = Flush(f);
  return rc != SQLITE_OK ? rc : Real(f)->pMethods->xSync(Real(f), flags);
}

int FileSize(sqlite3_file* f, sqlite3_int64* size) {
  const int rc = Flush(f);
  return rc != SQLITE_OK ? rc : Real(f)->pMethods->xFileSize(Real(f), size);
}

int Lock(sqlite3_file* f, int level) {
  return Real(f)->pMethods->xLock(Real(f), level);
}
int Unlock(sqlite3_file* f, int level) {
  return Real(f)->pMethods->xUnlock(Real(f), level);
}
int CheckLock(sqlite3_file* f, int* out) {
  return Real(f)->pMethods->xCheckReservedLock(Real(f), out);
}
int Control(sqlite3_file* f, int op, void* arg) {
  return Real(f)->pMethods->xFileControl(Real(f), op, arg);
}
int SectorSize(sqlite3_file* f) {
  return Real(f)->pMethods->xSectorSize(Real(f));
}
int Characteristics(sqlite3_file* f) {
  return Real(f)->pMethods->xDeviceCharacteristics(Real(f));
}

constexpr sqlite3_io_methods kMethods = {
    1,      Close,     Read,    Write,      Truncate,        Sync, FileSize, Lock,
    Unlock, CheckLock, Control, SectorSize, Characteristics,
};

sqlite3_vfs* Below(sqlite3_vfs* vfs) {
  return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  sqlite3_vfs* below = Below(vfs);
  if ((flags & SQLITE_OPEN_WAL) == 0) return below->xOpen(below, name, f, flags, out_flags);
  f->pMethods = nullptr;
  std::memset(Real(f), 0, static_cast<std::size_t>(below->szOsFile));
  const int rc = below->xOpen(below, name, Real(f), flags, out_flags);
  if (rc != SQLITE_OK) return rc;
  Self(f)->buffer = std::make_unique<std::string>().release();
  Self(f)->start = 0;
  f->pMethods = &kMethods;
  return SQLITE_OK;
}

// The other functions get their own VFS as argument, for its data.
int Delete(sqlite3_vfs* v, const char* name, int sync) {
  return Below(v)->xDelete(Below(v), name, sync);
}
int Access(sqlite3_vfs* v, const char* name, int flags, int* out) {
  return Below(v)->xAccess(Below(v), name, flags, out);
}
int FullPathname(sqlite3_vfs* v, const char* name, int size, char* out) {
  return Below(v)->xFullPathname(Below(v), name, size, out);
}
int Randomness(sqlite3_vfs* v, int size, char* out) {
  return Below(v)->xRandomness(Below(v), size, out);
}
int Sleep(sqlite3_vfs* v, int us) {
  return Below(v)->xSleep(Below(v), us);
}
int CurrentTime(sqlite3_vfs* v, double* out) {
  return Below(v)->xCurrentTime(Below(v), out);
}
int LastError(sqlite3_vfs* v, int size, char* out) {
  return Below(v)->xGetLastError(Below(v), size, out);
}
int CurrentTime64(sqlite3_vfs* v, sqlite3_int64* out) {
  return Below(v)->xCurrentTimeInt64(Below(v), out);
}

struct Registered {
  std::string name;
  sqlite3_vfs vfs{};
};

}  // namespace

const char* WalVfs(const char* base) {
  static std::mutex mutex;
  static std::map<std::string, Registered> all;
  const std::lock_guard lock(mutex);
  sqlite3_vfs* below = sqlite3_vfs_find(base);
  if (below == nullptr || below->iVersion < 2) return base;
  const auto [it, added] = all.try_emplace(below->zName);
  Registered& mine = it->second;
  if (!added) return mine.name.c_str();
  mine.name = std::string("koine-log-") + below->zName;
  mine.vfs.iVersion = 2;
  mine.vfs.szOsFile = static_cast<int>(sizeof(WalFile)) + below->szOsFile;
  mine.vfs.mxPathname = below->mxPathname;
  mine.vfs.zName = mine.name.c_str();
  mine.vfs.pAppData = below;
  mine.vfs.xOpen = Open;
  mine.vfs.xDelete = Delete;
  mine.vfs.xAccess = Access;
  mine.vfs.xFullPathname = FullPathname;
  mine.vfs.xRandomness = Randomness;
  mine.vfs.xSleep = Sleep;
  mine.vfs.xCurrentTime = CurrentTime;
  mine.vfs.xGetLastError = LastError;
  mine.vfs.xCurrentTimeInt64 = CurrentTime64;
  return sqlite3_vfs_register(&mine.vfs, 0) == SQLITE_OK ? mine.name.c_str() : base;
}

}  // namespace koine::store
