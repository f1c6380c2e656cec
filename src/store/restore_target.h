#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"

namespace koine::store {

class MoveEnd;

// The database of PostgreSQL that pg_restore is to fill in one transaction. From before that until
// the data directory beside it is whole, a mark in it says of which backup it is: so a restore that
// was broken off goes on, and no server opens it meanwhile (migrate.h). No server works on it, and
// none starts, as long as this object lives.
class RestoreTarget {
 public:
  enum class State : std::uint8_t {
    kEmpty,
    kMarked,  // with this backup, and not filled
    kFilled,  // with this backup, but the mark is still there
  };

  // kBadState if somebody is at work there; kUnavailable with a sentence.
  static Result<std::unique_ptr<RestoreTarget>> Open(const std::string& url);
  ~RestoreTarget();

  // How far the restore of this backup is. kBadState with a sentence if anything else is there.
  Result<State> Look(const std::string& backup);
  // Puts the mark in the place of any other. `backup` is a digest.
  Status Mark(const std::string& backup);
  Status Unmark();

 private:
  explicit RestoreTarget(std::unique_ptr<MoveEnd> end);
  const std::unique_ptr<MoveEnd> end_;
};

}  // namespace koine::store
