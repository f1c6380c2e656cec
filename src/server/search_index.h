#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/clock.h"
#include "base/random.h"
#include "core/identity/name_index.h"
#include "core/search/indexer.h"
#include "store/store.h"

namespace koine::server {

// Keeps the search index of messages and that of names up to date on a thread of its own: a moment
// after each commit, and once a second for what other nodes commit. After a start it goes on where
// it was.
class SearchIndex {
 public:
  SearchIndex(store::Store& store, Clock& clock, Random& random, std::string_view node);
  ~SearchIndex() { Stop(); }
  void Start();
  void Stop();
  // Something was committed. Any thread; cheap.
  void Wake();

 private:
  void Loop();
  // Waits for a commit, then a moment for more of them. False: stop.
  bool Wait();
  bool Stopping();
  void CatchUp();
  // Some of what is due, and whether there is more. Where the index is level, messages wait until
  // they were gathered.
  Result<bool> Work(bool level, bool gathered);
  void Tell(const search::Indexer::Behind& behind);

  search::Indexer indexer_;
  identity::NameIndex names_;
  Clock& clock_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool woken_ = true;  // what was left when the process ended
  bool stop_ = false;
  std::int64_t told_us_ = 0;
  std::thread thread_;
};

// `koine reindex`: throws the index of messages away and builds it anew, telling how far it is.
Status Reindex(store::Store& store, Clock& clock, Random& random);
// The same with that of names.
Status ReindexNames(store::Store& store, Clock& clock, Random& random);

}  // namespace koine::server
