#include "store/sim_disk_test_util.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <set>

namespace koine::store {

SimSeeds SimSeeds::FromEnvironment(std::uint64_t count) {
  SimSeeds out;
  const char* first = std::getenv("KOINE_SIM_SEED");
  const char* many = std::getenv("KOINE_SIM_SEEDS");
  if (first != nullptr) out.first = std::strtoull(first, nullptr, 10);
  if (many != nullptr) {
    out.count = std::strtoull(many, nullptr, 10);
  } else if (first == nullptr) {
    const bool slow = std::getenv("KOINE_TEST_SANITIZED") != nullptr;
    out.count = slow ? std::max<std::uint64_t>(count / 5, 1) : count;
  }
  return out;
}

// As the system's VFS keeps them for the processes that have a file open.
struct SimDisk::Shared {
  int readers = 0;  // holders of SQLITE_LOCK_SHARED or more
  const void* reserved = nullptr;
  const void* pending = nullptr;
  const void* exclusive = nullptr;

  std::vector<std::unique_ptr<char[]>> regions;
  std::set<const void*> mapped;
  std::array<std::set<const void*>, SQLITE_SHM_NLOCK> shm_shared;
  std::array<const void*, SQLITE_SHM_NLOCK> shm_exclusive{};
};

SimDisk::SimDisk(DiskImage image) : begun_(std::move(image)) {
  for (const auto& [name, bytes] : begun_) bytes_[Make(name)] = bytes;
}
SimDisk::~SimDisk() = default;

std::size_t SimDisk::Make(const std::string& name) {
  names_.push_back(name);
  bytes_.emplace_back();
  shared_.push_back(std::make_unique<Shared>());
  folder_[name] = names_.size() - 1;
  return names_.size() - 1;
}

std::size_t SimDisk::steps() const {
  const std::lock_guard lock(mutex_);
  return changes_.size();
}

std::string SimDisk::Contents(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = folder_.find(name);
  return found == folder_.end() ? std::string() : bytes_[found->second];
}

void SimDisk::OnWrite(std::string name, std::function<void()> fn) {
  const std::lock_guard lock(mutex_);
  watched_ = std::move(name);
  on_write_ = std::move(fn);
}

std::size_t SimDisk::Find(const std::string& name, bool create) {
  const std::lock_guard lock(mutex_);
  const auto found = folder_.find(name);
  if (found != folder_.end()) return found->second;
  if (!create) return kNoFile;
  const std::size_t file = Make(name);
  changes_.push_back({Change::Kind::kCreate, file});
  return file;
}

bool SimDisk::Exists(const std::string& name) const {
  const std::lock_guard lock(mutex_);
  const auto found = folder_.find(name);
  // An empty file is none to SQLite.
  return found != folder_.end() && !bytes_[found->second].empty();
}

bool SimDisk::Delete(const std::string& name, bool synced) {
  const std::lock_guard lock(mutex_);
  const auto found = folder_.find(name);
  if (found == folder_.end()) return false;
  changes_.push_back({Change::Kind::kDelete, found->second, 0, {}, synced});
  folder_.erase(found);
  return true;
}

std::size_t SimDisk::Read(std::size_t file, char* out, std::size_t size, std::int64_t at) const {
  const std::lock_guard lock(mutex_);
  const std::string& bytes = bytes_[file];
  const auto from = std::min(static_cast<std::size_t>(at), bytes.size());
  return bytes.copy(out, size, from);
}

void SimDisk::Write(std::size_t file, const char* data, std::size_t size, std::int64_t at) {
  std::function<void()> then;
  {
    const std::lock_guard lock(mutex_);
    std::string& bytes = bytes_[file];
    const auto from = static_cast<std::size_t>(at);
    if (bytes.size() < from + size) bytes.resize(from + size);
    bytes.replace(from, size, data, size);
    changes_.push_back({Change::Kind::kWrite, file, at, std::string(data, size)});
    if (on_write_ && names_[file] == watched_) then = on_write_;
  }
  if (then) then();
}

void SimDisk::Truncate(std::size_t file, std::int64_t size) {
  const std::lock_guard lock(mutex_);
  bytes_[file].resize(static_cast<std::size_t>(size));
  changes_.push_back({Change::Kind::kTruncate, file, size});
}

void SimDisk::Sync(std::size_t file) {
  const std::lock_guard lock(mutex_);
  changes_.push_back({Change::Kind::kSync, file});
}

std::int64_t SimDisk::SizeOf(std::size_t file) const {
  const std::lock_guard lock(mutex_);
  return static_cast<std::int64_t>(bytes_[file].size());
}

namespace {

std::atomic<SimDisk*> used_disk{nullptr};

struct Handle {
  sqlite3_file base;
  SimDisk* disk;
  std::size_t file;
  int level;  // of its lock
};

Handle* Self(sqlite3_file* file) {
  return reinterpret_cast<Handle*>(file);
}

SimDisk::Shared& SharedOf(sqlite3_file* file) {
  return Self(file)->disk->SharedOf(Self(file)->file);
}

int Unlock(sqlite3_file* f, int level) {
  Handle* self = Self(f);
  const std::lock_guard lock(self->disk->mutex());
  SimDisk::Shared& shared = SharedOf(f);
  if (self->level <= level) return SQLITE_OK;
  for (const void** owner : {&shared.reserved, &shared.pending, &shared.exclusive}) {
    if (*owner == f) *owner = nullptr;
  }
  if (level == SQLITE_LOCK_NONE && self->level >= SQLITE_LOCK_SHARED) --shared.readers;
  self->level = level;
  return SQLITE_OK;
}

int Lock(sqlite3_file* f, int level) {
  Handle* self = Self(f);
  const std::lock_guard lock(self->disk->mutex());
  SimDisk::Shared& shared = SharedOf(f);
  if (self->level >= level) return SQLITE_OK;
  const auto others = [f](const void* owner) { return owner != nullptr && owner != f; };
  if (others(shared.exclusive) || others(shared.pending)) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_SHARED) {
    ++shared.readers;
    self->level = level;
    return SQLITE_OK;
  }
  if (others(shared.reserved)) return SQLITE_BUSY;
  if (level == SQLITE_LOCK_RESERVED) {
    shared.reserved = f;
    self->level = level;
    return SQLITE_OK;
  }
  shared.pending = f;
  self->level = SQLITE_LOCK_PENDING;
  if (shared.readers > 1) return SQLITE_BUSY;
  shared.exclusive = f;
  self->level = SQLITE_LOCK_EXCLUSIVE;
  return SQLITE_OK;
}

int CheckLock(sqlite3_file* f, int* out) {
  const std::lock_guard lock(Self(f)->disk->mutex());
  const SimDisk::Shared& shared = SharedOf(f);
  *out = shared.reserved != nullptr || shared.pending != nullptr || shared.exclusive != nullptr;
  return SQLITE_OK;
}

int ShmMap(sqlite3_file* f, int region, int size, int extend, void volatile** out) {
  const std::lock_guard lock(Self(f)->disk->mutex());
  SimDisk::Shared& shared = SharedOf(f);
  shared.mapped.insert(f);
  *out = nullptr;
  while (extend != 0 && shared.regions.size() <= static_cast<std::size_t>(region)) {
    shared.regions.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
  }
  if (shared.regions.size() > static_cast<std::size_t>(region)) {
    *out = shared.regions[static_cast<std::size_t>(region)].get();
  }
  return SQLITE_OK;
}

int ShmLock(sqlite3_file* f, int at, int n, int flags) {
  const std::lock_guard lock(Self(f)->disk->mutex());
  SimDisk::Shared& shared = SharedOf(f);
  const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
  const auto first = static_cast<std::size_t>(at);
  const auto end = first + static_cast<std::size_t>(n);
  for (std::size_t i = first; (flags & SQLITE_SHM_LOCK) != 0 && i < end; ++i) {
    const auto& readers = shared.shm_shared[i];
    const void* owner = shared.shm_exclusive[i];
    if (owner != nullptr && owner != f) return SQLITE_BUSY;
    if (exclusive && readers.size() > readers.count(f)) return SQLITE_BUSY;
  }
  for (std::size_t i = first; i < end; ++i) {
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      shared.shm_shared[i].erase(f);
      if (shared.shm_exclusive[i] == f) shared.shm_exclusive[i] = nullptr;
    } else if (exclusive) {
      shared.shm_exclusive[i] = f;
    } else {
      shared.shm_shared[i].insert(f);
    }
  }
  return SQLITE_OK;
}

void ShmBarrier(sqlite3_file* f) {
  // The lock is the barrier.
  const std::lock_guard lock(Self(f)->disk->mutex());
}

int ShmUnmap(sqlite3_file* f, int) {
  const std::lock_guard lock(Self(f)->disk->mutex());
  SimDisk::Shared& shared = SharedOf(f);
  for (auto& readers : shared.shm_shared) readers.erase(f);
  for (const void*& owner : shared.shm_exclusive) {
    if (owner == f) owner = nullptr;
  }
  shared.mapped.erase(f);
  // The next one to come is the first, who makes it anew out of the log.
  if (shared.mapped.empty()) shared.regions.clear();
  return SQLITE_OK;
}

int Close(sqlite3_file* f) {
  ShmUnmap(f, 0);
  return Unlock(f, SQLITE_LOCK_NONE);
}

int Read(sqlite3_file* f, void* out, int n, sqlite3_int64 at) {
  const auto size = static_cast<std::size_t>(n);
  const std::size_t got = Self(f)->disk->Read(Self(f)->file, static_cast<char*>(out), size, at);
  if (got == size) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + got, 0, size - got);
  return SQLITE_IOERR_SHORT_READ;
}

int Write(sqlite3_file* f, const void* data, int n, sqlite3_int64 at) {
  const auto size = static_cast<std::size_t>(n);
  Self(f)->disk->Write(Self(f)->file, static_cast<const char*>(data), size, at);
  return SQLITE_OK;
}

int Truncate(sqlite3_file* f, sqlite3_int64 size) {
  Self(f)->disk->Truncate(Self(f)->file, size);
  return SQLITE_OK;
}

int Sync(sqlite3_file* f, int) {
  Self(f)->disk->Sync(Self(f)->file);
  return SQLITE_OK;
}

int FileSize(sqlite3_file* f, sqlite3_int64* size) {
  *size = Self(f)->disk->SizeOf(Self(f)->file);
  return SQLITE_OK;
}

int Control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}

// Both as the system's VFS says.
int SectorSize(sqlite3_file*) {
  return 4096;
}
int Characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods kMethods = {
    2,        Close,     Read,    Write,      Truncate,        Sync,   FileSize, Lock,
    Unlock,   CheckLock, Control, SectorSize, Characteristics, ShmMap, ShmLock,  ShmBarrier,
    ShmUnmap, nullptr,   nullptr,
};

int Open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
  f->pMethods = nullptr;
  SimDisk* disk = used_disk;
  if (name == nullptr || disk == nullptr) return SQLITE_CANTOPEN;
  const std::size_t file = disk->Find(name, (flags & SQLITE_OPEN_CREATE) != 0);
  if (file == SimDisk::kNoFile) return SQLITE_CANTOPEN;
  *Self(f) = Handle{{&kMethods}, disk, file, SQLITE_LOCK_NONE};
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int Delete(sqlite3_vfs*, const char* name, int sync) {
  return used_disk.load()->Delete(name, sync != 0) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int Access(sqlite3_vfs*, const char* name, int, int* out) {
  *out = used_disk.load()->Exists(name) ? 1 : 0;
  return SQLITE_OK;
}

int FullPathname(sqlite3_vfs*, const char* name, int size, char* out) {
  const std::size_t length = std::strlen(name);
  if (length >= static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
  std::memcpy(out, name, length + 1);
  return SQLITE_OK;
}

}  // namespace

const char* SimDisk::Vfs() {
  static sqlite3_vfs vfs = [] {
    sqlite3_vfs copy = *sqlite3_vfs_find(nullptr);  // for its clock and its sleep
    copy.pNext = nullptr;
    copy.zName = "koine-sim-disk";
    copy.szOsFile = static_cast<int>(sizeof(Handle));
    copy.xOpen = store::Open;
    copy.xDelete = store::Delete;
    copy.xAccess = store::Access;
    copy.xFullPathname = store::FullPathname;
    return copy;
  }();
  static const int registered = sqlite3_vfs_register(&vfs, 0);
  return registered == SQLITE_OK ? vfs.zName : nullptr;
}

void SimDisk::Use(SimDisk* disk) {
  used_disk = disk;
}

PowerCut::PowerCut(const SimDisk& disk, bool lies) : disk_(disk), lies_(lies) {
  for (const auto& [name, bytes] : disk.begun()) {
    names_[name] = durable_names_[name] = files_.size();
    files_.push_back({bytes, {}});
  }
}

void PowerCut::Apply(const SimDisk::Change& change, std::string* bytes) {
  const auto at = static_cast<std::size_t>(change.at);
  if (change.kind == SimDisk::Change::Kind::kTruncate) {
    bytes->resize(at);
    return;
  }
  if (bytes->size() < at + change.data.size()) bytes->resize(at + change.data.size());
  bytes->replace(at, change.data.size(), change.data);
}

bool PowerCut::Next() {
  if (step_ == disk_.changes().size()) return false;
  const SimDisk::Change& change = disk_.changes()[step_++];
  const std::string& name = disk_.names()[change.file];
  switch (change.kind) {
    case SimDisk::Change::Kind::kCreate:
      files_.resize(change.file + 1);
      names_[name] = change.file;
      break;
    case SimDisk::Change::Kind::kWrite:
    case SimDisk::Change::Kind::kTruncate:
      files_[change.file].pending.push_back(&change);
      break;
    case SimDisk::Change::Kind::kSync: {
      if (lies_) break;
      File& file = files_[change.file];
      for (const SimDisk::Change* one : file.pending) Apply(*one, &file.durable);
      file.pending.clear();
      const auto here = names_.find(name);
      if (here == names_.end() || here->second != change.file) break;
      const auto known = durable_names_.find(name);
      const bool first = known == durable_names_.end() || known->second != change.file;
      // With the first sync of a log or journal SQLite syncs the folder, and with it what was
      // deleted there before; other files make their own name durable.
      if (first && (name.ends_with("-wal") || name.ends_with("-journal"))) durable_names_ = names_;
      durable_names_[name] = change.file;
      break;
    }
    case SimDisk::Change::Kind::kDelete:
      names_.erase(name);
      if (change.synced) durable_names_ = names_;
      break;
  }
  return true;
}

std::string PowerCut::Torn(const File& file, SimChance& chance) const {
  enum Fate { kNothing, kAll, kBeginning, kSome, kSectors, kFates };
  const auto fate = static_cast<Fate>(chance.Below(kFates));
  const std::size_t sector = chance.OneIn(2) ? 512 : 4096;
  std::string bytes = file.durable;
  if (file.pending.empty() || fate == kNothing) return bytes;
  const std::size_t first = chance.Below(file.pending.size() + 1);
  for (std::size_t i = 0; i < file.pending.size(); ++i) {
    const SimDisk::Change& change = *file.pending[i];
    if (fate == kBeginning && i >= first) break;
    if (fate == kSome && chance.OneIn(2)) continue;
    if (fate != kSectors || change.kind == SimDisk::Change::Kind::kTruncate) {
      if (fate != kSectors || chance.OneIn(2)) Apply(change, &bytes);
      continue;
    }
    const auto at = static_cast<std::size_t>(change.at);
    const std::size_t end = at + change.data.size();
    for (std::size_t from = at; from < end;) {
      const std::size_t to = std::min(end, (from / sector + 1) * sector);
      if (chance.OneIn(2)) {
        if (bytes.size() < to) bytes.resize(to);
        bytes.replace(from, to - from, change.data, from - at, to - from);
      }
      from = to;
    }
  }
  return bytes;
}

DiskImage PowerCut::Image(SimChance& chance) const {
  DiskImage out;
  std::set<std::string> names;
  for (const auto& [name, file] : durable_names_) names.insert(name);
  for (const auto& [name, file] : names_) names.insert(name);
  for (const std::string& name : names) {
    const auto durable = durable_names_.find(name);
    const auto now = names_.find(name);
    const bool was = durable != durable_names_.end(), is = now != names_.end();
    const bool same = was && is && durable->second == now->second;
    const bool old = !same && chance.OneIn(2);
    if (old ? !was : !is) continue;
    out[name] = Torn(files_[old ? durable->second : now->second], chance);
  }
  return out;
}

}  // namespace koine::store
