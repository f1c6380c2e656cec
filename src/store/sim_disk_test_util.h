#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace koine::store {

// Seeds of a simulation: KOINE_SIM_SEED is the first, KOINE_SIM_SEEDS how many follow each other.
struct SimSeeds {
  std::uint64_t first = 1;
  std::uint64_t count = 1;
  // `count` where the environment does not say; a fifth of it in a sanitized program.
  static SimSeeds FromEnvironment(std::uint64_t count);
};

// Chance that a seed replays on every machine.
class SimChance {
 public:
  explicit SimChance(std::uint64_t seed) : engine_(seed * 0x9e3779b97f4a7c15u + 1) {}
  std::uint64_t Below(std::uint64_t bound) { return engine_() % bound; }
  // True once in `n` times.
  bool OneIn(std::uint64_t n) { return Below(n) == 0; }

 private:
  std::mt19937_64 engine_;
};

// Files by name, as they lie on a disk.
using DiskImage = std::map<std::string, std::string>;

// A disk in memory, as an SQLite VFS, that remembers each change to it in order. Thread safe.
class SimDisk {
 public:
  struct Change {
    enum class Kind { kCreate, kWrite, kTruncate, kSync, kDelete };
    Kind kind;
    std::size_t file;       // which file ever made
    std::int64_t at = 0;    // where a write begins; the new size
    std::string data = {};  // of a write
    bool synced = false;    // a deletion: the folder is synced with it
  };
  // What was at the beginning lies there for good.
  explicit SimDisk(DiskImage image = {});
  SimDisk(const SimDisk&) = delete;
  SimDisk& operator=(const SimDisk&) = delete;

  // Registers the VFS at first use; its name for Options::sqlite_vfs.
  static const char* Vfs();
  // Files are opened on this disk from now on; it must outlive them.
  static void Use(SimDisk* disk);

  std::size_t steps() const;
  const std::vector<Change>& changes() const { return changes_; }
  const std::vector<std::string>& names() const { return names_; }  // of all files ever made
  const DiskImage& begun() const { return begun_; }
  // A file as it is now; empty without one.
  std::string Contents(const std::string& name) const;
  // Called after a write to a file of this name, without any lock.
  void OnWrite(std::string name, std::function<void()> fn);

  // --- what the VFS calls

  struct Shared;  // memory and locks that the connections to a file share
  static constexpr std::size_t kNoFile = SIZE_MAX;
  std::size_t Find(const std::string& name, bool create);
  bool Exists(const std::string& name) const;
  bool Delete(const std::string& name, bool synced);
  // How many of the bytes there are.
  std::size_t Read(std::size_t file, char* out, std::size_t size, std::int64_t at) const;
  void Write(std::size_t file, const char* data, std::size_t size, std::int64_t at);
  void Truncate(std::size_t file, std::int64_t size);
  void Sync(std::size_t file);
  std::int64_t SizeOf(std::size_t file) const;
  Shared& SharedOf(std::size_t file) { return *shared_[file]; }
  std::mutex& mutex() { return mutex_; }
  ~SimDisk();

 private:
  std::size_t Make(const std::string& name);

  mutable std::mutex mutex_;
  DiskImage begun_;
  std::vector<std::string> names_;
  std::vector<std::string> bytes_;
  std::vector<std::unique_ptr<Shared>> shared_;
  std::map<std::string, std::size_t> folder_;
  std::vector<Change> changes_;
  std::string watched_;
  std::function<void()> on_write_;
};

// What may lie on a disk whose power is cut: goes through its changes one by one.
//
// What was synced is there. What was written since is there, or is not, or in part: in sectors, in
// any order, as chance has it. The same holds for what was cut off. A file that was made or deleted
// since the sync that would tell of it is there or is not. A sector itself is never half written,
// and what a write does not name stays (SQLITE_IOCAP_POWERSAFE_OVERWRITE, as SQLite takes it for
// granted of every disk).
class PowerCut {
 public:
  // One that `lies` says that it has synced, and has not.
  explicit PowerCut(const SimDisk& disk, bool lies = false);
  // How many changes were made before the power is cut.
  std::size_t step() const { return step_; }
  // One change more. False: there is none.
  bool Next();
  DiskImage Image(SimChance& chance) const;

 private:
  struct File {
    std::string durable;
    std::vector<const SimDisk::Change*> pending;
  };
  static void Apply(const SimDisk::Change& change, std::string* bytes);
  std::string Torn(const File& file, SimChance& chance) const;

  const SimDisk& disk_;
  const bool lies_;
  std::size_t step_ = 0;
  std::vector<File> files_;
  std::map<std::string, std::size_t> durable_names_, names_;
};

}  // namespace koine::store
