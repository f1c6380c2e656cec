#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "server/backup.h"
#include "store/store.h"

namespace koine::server {

// Which of several servers on one PostgreSQL makes the backup that is due: whoever has the lease
// "backup" of the store, whose position is when the last one that was made had been due. One thread
// at a time; all of it waits for the store.
class BackupTurn {
 public:
  // `owner` is another one for each process.
  BackupTurn(store::Store& store, const Clock& clock, std::string owner)
      : store_(store), clock_(clock), owner_(std::move(owner)) {}

  enum class Whose : std::uint8_t {
    kMine,
    kOthers,  // another server is at it; it may fail
    kMade,
  };
  // Whose it is to make the backup that was due at `due_ms`; how the last one went, if it is made.
  Result<Whose> Take(std::int64_t due_ms, BackupState* made);
  // While this server makes it, at least every few seconds. The lease is renewed when it must be.
  void Keep();
  // It is made.
  void Made(std::int64_t due_ms, const BackupState& state);
  // It is not: another server may try.
  void GiveBack();

 private:
  store::Store& store_;
  const Clock& clock_;
  const std::string owner_;
  std::int64_t position_ = 0, until_ms_ = 0;
};

}  // namespace koine::server
