#include "store/fault_vfs_test_util.h"

#include <sqlite3.h>

#include <cstring>
#include <string>

namespace koine::store {

std::atomic<bool> FaultVfs::disk_full{false};
std::atomic<bool> FaultVfs::write_error{false};
std::atomic<int> FaultVfs::fail_syncs{0};
std::atomic<int> FaultVfs::syncs{0};

namespace {

// What follows it in memory is the system's file.
struct File {
  sqlite3_file base;
};

sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

int Close(sqlite3_file* f) {
  return Real(f)->pMethods->xClose(Real(f));
}
int Read(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  return Real(f)->pMethods->xRead(Real(f), out, n, at);
}
int Write(sqlite3_file* f, const void* data, int n, sqlite3_int64 at) {
  if (FaultVfs::disk_full) return SQLITE_FULL;
  if (FaultVfs::write_error) return SQLITE_IOERR_WRITE;
  return Real(f)->pMethods->xWrite(Real(f), data, n, at);
}
int Truncate(sqlite3_file* f, sqlite3_int64 n) {
  return Real(f)->pMethods->xTruncate(Real(f), n);
}
int Sync(sqlite3_file* f, int flags) {
  ++FaultVfs::syncs;
  if (FaultVfs::fail_syncs > 0) {
    --FaultVfs::fail_syncs;
    return SQLITE_IOERR_FSYNC;
  }
  return Real(f)->pMethods->xSync(Real(f), flags);
}
int FileSize(sqlite3_file* f, sqlite3_int64* n) {
  return Real(f)->pMethods->xFileSize(Real(f), n);
}
int Lock(sqlite3_file* f, int l) {
  return Real(f)->pMethods->xLock(Real(f), l);
}
int Unlock(sqlite3_file* f, int l) {
  return Real(f)->pMethods->xUnlock(Real(f), l);
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
int ShmMap(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
  return Real(f)->pMethods->xShmMap(Real(f), page, size, extend, out);
}
int ShmLock(sqlite3_file* f, int at, int n, int flags) {
  return Real(f)->pMethods->xShmLock(Real(f), at, n, flags);
}
void ShmBarrier(sqlite3_file* f) {
  Real(f)->pMethods->xShmBarrier(Real(f));
}
int ShmUnmap(sqlite3_file* f, int del) {
  return Real(f)->pMethods->xShmUnmap(Real(f), del);
}

constexpr sqlite3_io_methods kMethods = {
    2,        Close,     Read,    Write,      Truncate,        Sync,   FileSize, Lock,
    Unlock,   CheckLock, Control, SectorSize, Characteristics, ShmMap, ShmLock,  ShmBarrier,
    ShmUnmap, nullptr,   nullptr,
};

sqlite3_vfs* system_vfs = nullptr;

int Open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  f->pMethods = nullptr;
  std::memset(Real(f), 0, static_cast<std::size_t>(system_vfs->szOsFile));
  const int rc = system_vfs->xOpen(system_vfs, name, Real(f), flags, out_flags);
  if (rc == SQLITE_OK) f->pMethods = &kMethods;
  return rc;
}

}  // namespace

const char* FaultVfs::Name() {
  static sqlite3_vfs vfs = [] {
    system_vfs = sqlite3_vfs_find(nullptr);
    sqlite3_vfs copy = *system_vfs;
    copy.pNext = nullptr;
    copy.zName = "koine-fault";
    copy.szOsFile = static_cast<int>(sizeof(File)) + system_vfs->szOsFile;
    copy.xOpen = Open;
    return copy;
  }();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : nullptr;
}

void FaultVfs::Reset() {
  disk_full = false;
  write_error = false;
  fail_syncs = 0;
  syncs = 0;
}

}  // namespace koine::store
