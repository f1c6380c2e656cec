#include "store/file_vfs.h"

#include <sqlite3.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstring>
#include <ctime>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "store/page_cache.h"
#include "store/page_sums.h"
#include "store/small_blocks.h"

namespace koine::store {

namespace {

// The system's VFS takes less than 128 KiB in one write.
constexpr std::size_t kBufferMax = 0x1f000;

// The mapped pages that were looked at, each in the place that its number gives.
struct Seen {
  struct Look {
    std::uint16_t page;    // the rest of its number
    std::uint16_t second;  // of the look, from 1
  };
  static constexpr std::uint32_t kPages = 1 << 16;
  Look looks[kPages];
};

// The database or its log; the file of the VFS below follows it in memory. Other files are opened
// by the VFS below directly and know nothing of this one.
struct File {
  sqlite3_file base;
  const char* name;
  std::string* buffer;  // the log: what is not written yet. The database: a page with its sum
  sqlite3_int64 start;  // the log: the place of that in the file
  bool writing;         // the log: written to since its last sync
  bool sums;            // the database: its pages carry sums
  // The database in memory, with room behind its end; null: it is not mapped.
  char* map;
  sqlite3_int64 map_bytes;
  sqlite3_int64 map_most;  // 0: it is not to be mapped, or cannot be
  sqlite3_int64 size;      // the database: as far as it may be read in memory
  Seen* seen;              // of what is mapped
};

// What SQLite itself maps at most: enough for a mapping of ours to be made of it.
constexpr sqlite3_int64 kMapOfSqlite = 64 * 1'024;
constexpr int kHeaderPart = 512;
constexpr sqlite3_int64 kMapLeast = 1 << 20;

File* Self(sqlite3_file* file) {
  return reinterpret_cast<File*>(file);
}
sqlite3_file* Real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + sizeof(File));
}

bool IsPageSize(int n) {
  const auto size = static_cast<std::size_t>(n);
  return n > 0 && size >= kPageBytesMin && (size & (size - 1)) == 0;
}

int Flush(sqlite3_file* f) {
  File* self = Self(f);
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

// Whether these bytes are the page of a frame of the log.
bool IsPageOfFrame(int n, sqlite3_int64 at) {
  const auto first = static_cast<sqlite3_int64>(kLogHeaderBytes + kFrameHeaderBytes);
  return IsPageSize(n) && at >= first &&
         (at - first) % (n + static_cast<sqlite3_int64>(kFrameHeaderBytes)) == 0;
}

// SQLite looks at the sums of frames once, after a crash; here that is done at each reading. A sum
// goes on from that of the frame before, so that both are read at once.
int ReadFrame(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  constexpr std::size_t kSumOfFrame = 8;  // bytes, the last ones of a header
  constexpr sqlite3_int64 kOrderAt = 3;   // in the log: an odd byte if the highest comes first
  thread_local std::string bytes;
  const auto size = static_cast<std::size_t>(n);
  const sqlite3_int64 frame = at - static_cast<sqlite3_int64>(kFrameHeaderBytes);
  const bool first = frame == static_cast<sqlite3_int64>(kLogHeaderBytes);
  const std::size_t before = kSumOfFrame + (first ? 0 : size);
  bytes.resize(before + kFrameHeaderBytes + size);
  const auto read = [f](void* to, std::size_t count, sqlite3_int64 from) {
    return Real(f)->pMethods->xRead(Real(f), to, static_cast<int>(count), from);
  };
  int rc = read(bytes.data(), bytes.size(), frame - static_cast<sqlite3_int64>(before));
  const char* header = bytes.data() + before;
  const std::string_view page(header + kFrameHeaderBytes, size);
  std::memcpy(out, page.data(), size);
  if (rc != SQLITE_OK) return rc;
  // Nearly always this machine has written it, with the lowest byte first.
  if (IsFrameSound(bytes.data(), header, page, false)) return SQLITE_OK;
  char order = 0;
  rc = read(&order, 1, kOrderAt);
  if (rc != SQLITE_OK) return rc;
  if ((order & 1) != 0 && IsFrameSound(bytes.data(), header, page, true)) return SQLITE_OK;
  ReportDamage(Self(f)->name, "the frame at", frame);
  return SQLITE_IOERR_DATA;
}

int Read(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  const File* self = Self(f);
  const auto end = self->start + static_cast<sqlite3_int64>(self->buffer->size());
  if (!self->buffer->empty() && at < end && at + n > self->start) {
    if (const int rc = Flush(f); rc != SQLITE_OK) return rc;
  }
  // Until it commits, SQLite may owe frames their sums; nobody else looks at them.
  if (!self->writing && IsPageOfFrame(n, at)) return ReadFrame(f, out, n, at);
  return Real(f)->pMethods->xRead(Real(f), out, n, at);
}

int Write(sqlite3_file* f, const void* data, int n, sqlite3_int64 at) {
  File* self = Self(f);
  self->writing = true;
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
  Self(f)->writing = false;
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

constexpr sqlite3_io_methods kLogMethods = {
    1,      Close,     Read,    Write,      Truncate,        Sync, FileSize, Lock,
    Unlock, CheckLock, Control, SectorSize, Characteristics,
};

// The functions of the database.

// Its header says whether its pages carry sums.
void Learn(sqlite3_file* f, const void* data, int n, sqlite3_int64 at) {
  const std::string_view header(static_cast<const char*>(data), static_cast<std::size_t>(n));
  if (at == 0 && IsDatabaseHeader(header)) Self(f)->sums = ReservesSums(header);
}

// Whether these bytes are a page with a sum; SQLite also reads parts of the first one.
bool IsSummedPage(sqlite3_file* f, int n, sqlite3_int64 at) {
  return Self(f)->sums && IsPageSize(n) && at % n == 0;
}

std::uint32_t PageNumber(int n, sqlite3_int64 at) {
  return static_cast<std::uint32_t>(at / n + 1);
}

int Damaged(sqlite3_file* f, int n, sqlite3_int64 at) {
  ReportDamage(Self(f)->name, "page", PageNumber(n, at));
  return SQLITE_IOERR_DATA;
}

void Unmap(File* self) {
  if (self->map != nullptr) ::munmap(self->map, static_cast<std::size_t>(self->map_bytes));
  if (self->seen != nullptr) ::munmap(self->seen, sizeof(Seen));
  self->map = nullptr;
  self->seen = nullptr;
}

int CloseMain(sqlite3_file* f) {
  Unmap(Self(f));
  std::unique_ptr<std::string>(Self(f)->buffer).reset();
  return Real(f)->pMethods->xClose(Real(f));
}

int ReadMain(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  if (const int rc = Real(f)->pMethods->xRead(Real(f), out, n, at); rc != SQLITE_OK) return rc;
  Learn(f, out, n, at);
  char* page = static_cast<char*>(out);
  const auto size = static_cast<std::size_t>(n);
  // The damage may be in the very byte of the header that says whether there are sums.
  const bool denied = !Self(f)->sums && at == 0 && IsPageSize(n) && HasMark(page, size, 1);
  if (denied) return Damaged(f, n, at);
  if (!IsSummedPage(f, n, at)) return SQLITE_OK;
  if (LookAtPage(page, size, PageNumber(n, at)) == PageState::kDamaged) return Damaged(f, n, at);
  // The sum is that of these bytes: who changes them must not hand it on, to the log for example,
  // from which other programs copy pages as they are.
  std::memset(page + size - kSumBytes, 0, kSumBytes);
  return SQLITE_OK;
}

int WriteMain(sqlite3_file* f, const void* data, int n, sqlite3_int64 at) {
  Learn(f, data, n, at);
  if (IsSummedPage(f, n, at)) {
    std::string& page = *Self(f)->buffer;
    page.assign(static_cast<const char*>(data), static_cast<std::size_t>(n));
    SealPage(page.data(), page.size(), PageNumber(n, at));
    return Real(f)->pMethods->xWrite(Real(f), page.data(), n, at);
  }
  return Real(f)->pMethods->xWrite(Real(f), data, n, at);
}

int TruncateMain(sqlite3_file* f, sqlite3_int64 size) {
  return Real(f)->pMethods->xTruncate(Real(f), size);
}
int SyncMain(sqlite3_file* f, int flags) {
  return Real(f)->pMethods->xSync(Real(f), flags);
}
int FileSizeMain(sqlite3_file* f, sqlite3_int64* size) {
  return Real(f)->pMethods->xFileSize(Real(f), size);
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

// Of this machine's run, from 1; stands still for some milliseconds at a time, and begins anew
// after 18 hours.
std::uint16_t Second() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
  return static_cast<std::uint16_t>(now.tv_sec % 65'535 + 1);
}

// SQLite says how much may be mapped, and is not to do it.
int ControlMain(sqlite3_file* f, int op, void* arg) {
  if (op != SQLITE_FCNTL_MMAP_SIZE) return Control(f, op, arg);
  sqlite3_int64* const most = static_cast<sqlite3_int64*>(arg);
  sqlite3_int64 below = std::min(*most, kMapOfSqlite);
  const sqlite3_int64 before = Self(f)->map_most;
  if (*most >= 0) Self(f)->map_most = *most;
  *most = before;
  return Control(f, op, &below);
}

sqlite3_int64 RoomFor(const File* self) {
  sqlite3_int64 room = kMapLeast;
  while (room < self->size) room *= 2;
  return std::min(room, self->map_most);
}

// Copies SQLite's own mapping of the file's beginning, for as much as the whole may take. A mapping
// by a descriptor of ours would need that to stay open as long as SQLite has the file: to close one
// drops the locks of the process.
void Map(sqlite3_file* f) {
  File* self = Self(f);
  const sqlite3_int64 room = RoomFor(self);
  void* part = nullptr;
  void* map = MAP_FAILED;
  if (Real(f)->pMethods->xFetch(Real(f), 0, kHeaderPart, &part) == SQLITE_OK && part != nullptr) {
    map = ::mremap(part, 0, static_cast<std::size_t>(room), MREMAP_MAYMOVE);
    Real(f)->pMethods->xUnfetch(Real(f), 0, part);
    Real(f)->pMethods->xUnfetch(Real(f), 0, nullptr);
  }
  void* const seen =
      ::mmap(nullptr, sizeof(Seen), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (map != MAP_FAILED) self->map = static_cast<char*>(map);
  if (seen != MAP_FAILED) self->seen = static_cast<Seen*>(seen);
  self->map_bytes = room;
  if (self->map != nullptr && self->seen != nullptr) return;
  Unmap(self);
  self->map_most = 0;  // pages are read as they are without
}

// Takes note of how long the file is; what is mapped of it stays.
void FollowSize(sqlite3_file* f) {
  File* self = Self(f);
  if (FileSizeMain(f, &self->size) != SQLITE_OK) self->size = 0;
  const sqlite3_int64 room = RoomFor(self);
  if (self->map == nullptr || room <= self->map_bytes) return;
  void* const map = ::mremap(self->map, static_cast<std::size_t>(self->map_bytes),
                             static_cast<std::size_t>(room), MREMAP_MAYMOVE);
  if (map == MAP_FAILED) return;
  self->map = static_cast<char*>(map);
  self->map_bytes = room;
}

// A page as the system has it in memory; readers alone ask for it. The system may give it up and
// read it from the disk anew, and does not say so: it is looked at in each second in which it is
// asked for.
int Fetch(sqlite3_file* f, sqlite3_int64 at, int n, void** out) {
  File* self = Self(f);
  *out = nullptr;
  if (self->map_most == 0 || Real(f)->pMethods->iVersion < 3) return SQLITE_OK;
  if (self->map == nullptr) {
    FollowSize(f);
    Map(f);
  }
  if (self->map == nullptr || at + n > std::min(self->size, self->map_bytes)) return SQLITE_OK;
  char* const page = self->map + at;
  if (IsSummedPage(f, n, at)) {
    const std::uint32_t number = PageNumber(n, at);
    Seen::Look& seen = self->seen->looks[number % Seen::kPages];
    const auto rest = static_cast<std::uint16_t>(number / Seen::kPages);
    const std::uint16_t second = Second();
    if (seen.page != rest || seen.second != second) {
      const auto size = static_cast<std::size_t>(n);
      if (LookAtPage(page, size, number) == PageState::kDamaged) return Damaged(f, n, at);
      seen = {rest, second};
    }
  }
  *out = page;
  return SQLITE_OK;
}

// Without a page, SQLite asks for the end of the whole mapping, as with each commit that it hears
// of, for the file may have been cut. It stays, since it shows what others write; only its end is
// looked for (docs/adr/0031-whole-file-mapped.md).
int Unfetch(sqlite3_file* f, sqlite3_int64 /*at*/, void* page) {
  if (page == nullptr && Self(f)->map != nullptr) FollowSize(f);
  return SQLITE_OK;
}

constexpr sqlite3_io_methods kMainMethods = {
    3,       CloseMain,  ReadMain,  WriteMain,   TruncateMain, SyncMain,        FileSizeMain,
    Lock,    Unlock,     CheckLock, ControlMain, SectorSize,   Characteristics, ShmMap,
    ShmLock, ShmBarrier, ShmUnmap,  Fetch,       Unfetch,
};

sqlite3_vfs* Below(sqlite3_vfs* vfs) {
  return static_cast<sqlite3_vfs*>(vfs->pAppData);
}

int Open(sqlite3_vfs* vfs, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  sqlite3_vfs* below = Below(vfs);
  if ((flags & (SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_DB)) == 0) {
    return below->xOpen(below, name, f, flags, out_flags);
  }
  f->pMethods = nullptr;
  std::memset(Real(f), 0, static_cast<std::size_t>(below->szOsFile));
  const int rc = below->xOpen(below, name, Real(f), flags, out_flags);
  if (rc != SQLITE_OK) return rc;
  File* self = Self(f);
  self->name = name;
  self->buffer = std::make_unique<std::string>().release();
  self->start = 0;
  self->writing = false;
  self->sums = false;
  self->map = nullptr;
  self->map_bytes = 0;
  self->map_most = 0;
  self->size = 0;
  self->seen = nullptr;
  f->pMethods = (flags & SQLITE_OPEN_WAL) != 0 ? &kLogMethods : &kMainMethods;
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

// Pages for which each connection keeps memory from its first look at the file on; more come one by
// one, and can be given back.
constexpr int kPagesKept = 4;

// Before SQLite starts, which the first look for a VFS makes it do. Nobody asks how much memory it
// has in all; to know that it would take a lock and count, each time it takes or frees any.
void SetUpMemory() {
  static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0) +
                          sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, kPagesKept) +
                          SetUpPageCache() + SetUpSmallBlocks();
  static_cast<void>(done);  // that it has started is harmless
}

struct Registered {
  std::string name;
  sqlite3_vfs vfs{};
};

}  // namespace

const char* FileVfs(const char* base) {
  static std::mutex mutex;
  static std::map<std::string, Registered> all;
  const std::lock_guard lock(mutex);
  SetUpMemory();
  sqlite3_vfs* below = sqlite3_vfs_find(base);
  if (below == nullptr || below->iVersion < 2) return base;
  const auto [it, added] = all.try_emplace(below->zName);
  Registered& mine = it->second;
  if (!added) return mine.name.c_str();
  mine.name = std::string("koine-") + below->zName;
  mine.vfs.iVersion = 2;
  mine.vfs.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
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
