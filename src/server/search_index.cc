#include "server/search_index.h"

#include <chrono>
#include <cstdio>

#include "base/log.h"

namespace koine::server {

namespace {

// Messages of so long are indexed together.
constexpr auto kGather = std::chrono::milliseconds(100);
constexpr auto kPoll = std::chrono::seconds(1);
// Less than this behind, the index is level: what comes meanwhile is gathered again, also while it
// is tidied, or it would be written in hundreds of small pieces a second, which are to be tidied.
constexpr std::int64_t kLevelPositions = 2'048;
constexpr auto kRetry = std::chrono::seconds(1);
// Being so far behind is worth a line in the log.
constexpr std::int64_t kTellPositions = 20'000;
constexpr std::int64_t kTellUs = 5'000'000;
constexpr std::int64_t kProgressUs = 1'000'000;

// Says on the standard output how far a command is, once a second and at its end.
class Progress {
 public:
  explicit Progress(Clock& clock) : clock_(clock) {}
  void Tell(std::int64_t done, std::int64_t all, const char* of_what, bool ended) {
    if (!ended && clock_.SteadyUs() - told_us_ < kProgressUs) return;
    told_us_ = clock_.SteadyUs();
    std::printf("%lld of %lld%s\n", static_cast<long long>(done), static_cast<long long>(all),
                of_what);
    std::fflush(stdout);
  }

 private:
  Clock& clock_;
  std::int64_t told_us_ = 0;
};

Error AnotherNode() {
  return FieldError(Code::kUnavailable, "", "another node indexes");
}

}  // namespace

SearchIndex::SearchIndex(store::Store& store, Clock& clock, Random& random, std::string_view node)
    : indexer_(store, clock, random, node), names_(store, clock, random, node), clock_(clock) {}

void SearchIndex::Start() {
  thread_ = std::thread([this] { Loop(); });
}

void SearchIndex::Stop() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void SearchIndex::Wake() {
  {
    const std::lock_guard lock(mutex_);
    if (woken_) return;
    woken_ = true;
  }
  wake_.notify_one();
}

bool SearchIndex::Stopping() {
  const std::lock_guard lock(mutex_);
  return stop_;
}

bool SearchIndex::Wait() {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, kPoll, [this] { return stop_ || woken_; });
  if (woken_) wake_.wait_for(lock, kGather, [this] { return stop_; });
  woken_ = false;
  return !stop_;
}

void SearchIndex::Tell(const search::Indexer::Behind& behind) {
  if (behind.head - behind.position < kTellPositions) return;
  const std::int64_t now = clock_.SteadyUs();
  if (told_us_ != 0 && now - told_us_ < kTellUs) return;
  told_us_ = now;
  log::Info("search", "indexing: {} of {}", behind.position, behind.head);
}

Result<bool> SearchIndex::Work(bool level, bool gathered) {
  bool stepped = false;
  if (gathered || !level) {
    KOINE_TRY(stepped, indexer_.Step());
  }
  KOINE_TRY(const bool tidied, indexer_.Tidy());
  KOINE_TRY(const bool named, names_.Step());
  return tidied || named || (stepped && !level);
}

void SearchIndex::CatchUp() {
  for (bool gathered = true; !Stopping(); gathered = false) {
    auto behind = indexer_.Look();
    if (behind.ok()) Tell(*behind);
    const bool level = behind.ok() && behind->head - behind->position < kLevelPositions;
    const auto more = Work(level, gathered);
    if (!more.ok()) {
      const Error& error = more.error();
      // Another node took over, or the store will say itself what is wrong.
      if (!error.Is(Code::kConflict) && !error.Is(Code::kUnavailable)) {
        log::Warn("search", "indexing failed, will be tried again: {} {}", CodeName(error.code),
                  error.text);
      }
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, kRetry, [this] { return stop_; });
      return;
    }
    if (!*more) return;
  }
}

void SearchIndex::Loop() {
  while (Wait()) CatchUp();
}

Status Reindex(store::Store& store, Clock& clock, Random& random) {
  search::Indexer indexer(store, clock, random);
  KOINE_CHECK(indexer.Reset());
  Progress progress(clock);
  for (;;) {
    KOINE_TRY(const bool stepped, indexer.Step());
    KOINE_TRY(const bool tidied, indexer.Tidy());
    KOINE_TRY(const search::Indexer::Behind behind, indexer.Look());
    const bool done = !stepped && !tidied;
    if (done && behind.any()) return AnotherNode();
    progress.Tell(behind.position, behind.head, "", done);
    if (done) return Ok();
  }
}

Status ReindexNames(store::Store& store, Clock& clock, Random& random) {
  identity::NameIndex names(store, clock, random);
  KOINE_TRY(const std::int64_t all, names.Reset());
  Progress progress(clock);
  for (;;) {
    KOINE_TRY(const bool stepped, names.Step(/*all=*/true));
    KOINE_TRY(const std::int64_t left, names.Left());
    if (!stepped && left > 0) return AnotherNode();
    progress.Tell(all - left, all, " names", left == 0);
    if (left == 0) return Ok();
  }
}

}  // namespace koine::server
