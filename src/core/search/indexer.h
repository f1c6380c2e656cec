#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "core/inverted/part.h"
#include "store/job.h"
#include "store/store.h"

namespace koine::search {

// Fills the index from the log, in slices, each in a transaction that also moves the stored
// position; so it goes on where it was, also on another node. One node does it at a time, by lease.
// Plain calls on one thread, which may block; `server` calls them.
class Indexer {
 public:
  // `node`: who holds the lease, as people are shown it.
  Indexer(store::Store& store, Clock& clock, Random& random, std::string_view node = {});

  struct Behind {
    std::int64_t position = 0;  // indexed up to here
    std::int64_t head = 0;      // the end of the log
    bool any() const { return position < head; }
  };
  Result<Behind> Look();
  // Indexes the next slice. False: nothing was left, or another node does it.
  Result<bool> Step();
  // Makes one part of several small ones, writes one anew that has words of messages that are gone
  // (PutCleanJob), and clears away some of what is not needed any more.
  // False: nothing was due.
  Result<bool> Tidy();
  // Steps and tidies until nothing is left.
  Status CatchUp();
  // Throws the index away: the next steps build it anew from the first message.
  Status Reset();

 private:
  Result<bool> Claim();
  // Without what was said in messages that are gone.
  Result<bool> Merge(const std::vector<inverted::Part>& parts);

  store::Store& store_;
  Clock& clock_;
  std::string owner_;
  std::int64_t refused_ms_ = 0;  // when another one held the lease
  std::int64_t until_ms_ = 0;
  std::int64_t position_ = 0;
};

// Orders that words of messages that were deleted or recalled leave the index, soon: the job looks
// for parts that have some, one after the other, and the indexer writes these anew.
void PutCleanJob(store::Txn& txn);
// Whether parts that have such words still wait to be rewritten.
bool IsCleaning(store::Txn& txn);
void AddCleanJob(store::JobRunner& jobs);

// The index has everything up to this position of the log.
std::int64_t IndexedPosition(store::Txn& txn);

// Which neighbouring parts should become one: indexes [0, n) of a list with the newest first; 0 =
// none. Parts of about one size wait until there are kMergeMin of them, so that each posting is
// written again only when its part grows about so many times.
std::size_t MergeCount(const std::vector<inverted::Part>& newest_first);

inline constexpr std::int64_t kPartMessagesMax = 1'048'576;
inline constexpr std::size_t kMergeMin = 8;

}  // namespace koine::search
