#include <gtest/gtest.h>
#include <signal.h>

#include <atomic>
#include <set>
#include <thread>

#include "store/pg_test_util.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kPutOnce{"insert into thing (id, name) values (?, ?) on conflict (id) do nothing"};
const Sql kThingIds{"select id from thing order by id"};
const Sql kHardlyWait{"set local idle_in_transaction_session_timeout = 50"};
const Sql kSetCounter{"update counter set value = value + ? where id = ?"};

class PgFaults : public StoreTest {
 protected:
  PgTestServer& server() { return PgTestServer::Get(); }
  std::string Database() {
    const std::string& url = database_->url();
    const auto at = url.find("@/") + 2;
    return url.substr(at, url.find('?') - at);
  }
  // A server process that serves a writer of the store, 0 if none is found.
  pid_t SomeBackend() {
    const auto pid = server().Query(
        "postgres", "select pid from pg_stat_activity where datname = '" + Database() +
                        "' and application_name = 'koine' order by random() limit 1");
    return pid.ok() ? static_cast<int>(std::strtol(pid->c_str(), nullptr, 10)) : 0;
  }
};
INSTANTIATE_TEST_SUITE_P(Postgresql, PgFaults, testing::Values(Engine::kPostgresql));

// How long a server that lost a process may recover: it syncs its whole directory first, which
// takes long where others use the disk.
constexpr int kRecoverMs = 60'000;

// Asks every 20 ms until `holds`; false if it does not hold in time.
bool Await(const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(kRecoverMs);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

// What writers were told of the things they put.
struct Told {
  std::mutex mutex;
  std::set<std::int64_t> tried;
  std::set<std::int64_t> acked;
  std::set<std::int64_t> refused;  // told to have had no effect
  int unknown = 0;

  void Note(std::int64_t id, const Result<int>& done, bool repeatable) {
    const std::lock_guard lock(mutex);
    tried.insert(id);
    if (done.ok()) {
      acked.insert(id);
    } else if (done.error().Is(Code::kResultUnknown)) {
      EXPECT_FALSE(repeatable) << "a repeatable command is run again";
      ++unknown;
    } else {
      EXPECT_TRUE(done.error().Is(Code::kUnavailable)) << done.error().text;
      refused.insert(id);
    }
  }
  std::size_t Acks() {
    const std::lock_guard lock(mutex);
    return acked.size();
  }
};

// Writers go on while `disturb` is called again and again, each time after some writes succeeded.
void WriteUnderDisturbance(Store& store, int rounds, const std::function<void()>& disturb) {
  constexpr int kWriters = 16;
  std::atomic<bool> stop = false;
  Told told;
  // Its last call may come after the last ack.
  store.SetPublisher(
      [published = std::int64_t{0}](const std::shared_ptr<const Batch>& batch) mutable {
        EXPECT_GT(batch->first_position, published) << "published out of order";
        published = batch->last_position;
      });
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 1; !stop; ++i) {
        const std::int64_t id = w * 1'000'000 + i;
        const bool repeatable = w % 2 == 0;
        // Some share a key, and some of these a batch.
        CommandInfo info{"write", KeyOf('w', w % 6), false, repeatable};
        info.chains = w % 3 != 0;
        info.trials = info.chains ? 2 : 0;
        const auto done = store.WriteAndWait(info, [&](Txn& txn) -> Result<int> {
          if (txn.Exec(kPutOnce, id, "x") == 1) AppendEntry(txn, w, i, "text");
          return 1;
        });
        told.Note(id, done, repeatable);
        // While the server is away, the machine is its own.
        if (!done.ok()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    });
  }
  const auto goes_on = [&told] {
    const std::size_t before = told.Acks();
    return Await([&] { return told.Acks() >= before + 20; });
  };
  for (int round = 0; round < rounds; ++round) {
    EXPECT_TRUE(goes_on()) << "no writes before round " << round;
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    disturb();
  }
  EXPECT_TRUE(goes_on()) << "no writes in the end";
  stop = true;
  for (auto& writer : writers) writer.join();
  std::set<std::int64_t> there;
  ASSERT_TRUE(Await([&] {
    there.clear();
    return store
        .ReadNow("check",
                 [&](Txn& txn) {
                   txn.Each(kThingIds, [&](const Row& row) { there.insert(row.Int(0)); });
                 })
        .ok();
  }));
  for (const std::int64_t id : told.acked) ASSERT_TRUE(there.contains(id)) << "lost " << id;
  for (const std::int64_t id : told.refused)
    EXPECT_FALSE(there.contains(id)) << "refused, yet done";
  for (const std::int64_t id : there) EXPECT_TRUE(told.tried.contains(id));
  const auto [count, last] = CountEntries(store);
  EXPECT_EQ(count, last) << "a hole";
  EXPECT_EQ(static_cast<std::size_t>(count), there.size()) << "an entry per thing";
  std::printf("%zu acked, %zu refused, %d unknown\n", told.acked.size(), told.refused.size(),
              told.unknown);
}

// Reads do not wait for the end of their transaction, and still each ends.
TEST_P(PgFaults, NoReadLeavesItsTransactionOpen) {
  constexpr int kReads = 200;
  Countdown done(kReads);
  std::atomic<int> failed{0};
  for (int i = 0; i < kReads; ++i) {
    store().Read(
        "read", [](Txn& txn) { txn.Each(kThingIds, [](const Row&) {}); },
        [&](const Error* error) {
          if (error != nullptr) ++failed;
          done.Down();
        });
  }
  done.Wait();
  EXPECT_EQ(failed, 0);
  EXPECT_TRUE(Await([this] {
    const auto open =
        server().Query("postgres", "select count(*) from pg_stat_activity where datname = '" +
                                       Database() + "' and state <> 'idle'");
    return open.ok() && *open == "0";
  }));
}

TEST_P(PgFaults, AKilledBackendInMidCommitLosesNothing) {
  WriteUnderDisturbance(store(), 4, [&] {
    const pid_t pid = SomeBackend();
    if (pid > 0) kill(pid, SIGKILL);  // the server ends all others and recovers
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
  });
}

TEST_P(PgFaults, AClosedConnectionIsOpenedAgain) {
  WriteUnderDisturbance(store(), 10, [&] {
    static_cast<void>(server().Query(
        "postgres", "select pg_terminate_backend(" + std::to_string(SomeBackend()) + ")"));
  });
}

// As where a machine stands still: the server ends the connection, and with it what was done.
TEST_P(PgFaults, ACommandThatTheServerWouldNotWaitForIsRunAgain) {
  std::atomic<int> runs = 0;
  const auto done = store().WriteAndWait({"stall"}, [&](Txn& txn) -> Result<int> {
    const bool first = ++runs == 1;
    if (first) txn.Exec(kHardlyWait);
    txn.Exec(kBumpCounter, 1, 7);
    if (first) std::this_thread::sleep_for(std::chrono::milliseconds(500));
    return 1;
  });
  EXPECT_TRUE(done.ok()) << done.error().text;
  EXPECT_EQ(runs, 2);
  const Status read = store().ReadNow("check", [&](Txn& txn) {
    EXPECT_EQ(txn.First(
                  kSelectCounter, [](const Row& row) { return row.Int(0); }, 1),
              7);
  });
  EXPECT_TRUE(read.ok());
}

TEST_P(PgFaults, ACommandThatIsNeverWaitedForFails) {
  std::atomic<int> runs = 0;
  const auto done = store().WriteAndWait({"stall"}, [&](Txn& txn) -> Result<int> {
    ++runs;
    txn.Exec(kHardlyWait);
    txn.Exec(kBumpCounter, 1, 7);
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    return 1;
  });
  ASSERT_FALSE(done.ok());
  EXPECT_TRUE(done.error().Is(Code::kUnavailable)) << done.error().text;
  EXPECT_GT(runs, 1);
  EXPECT_TRUE(store().health().ok());
  const auto next = store().WriteAndWait({"next"}, [](Txn& txn) -> Result<int> {
    return static_cast<int>(txn.Exec(kPutOnce, 1, "x"));
  });
  EXPECT_TRUE(next.ok()) << next.error().text;
}

TEST_P(PgFaults, AServerThatIsAwayRefusesWritesUntilItIsBack) {
  EXPECT_EQ(CountThings(store()), 0);  // this thread has a connection, which is lost then
  server().Crash();
  EXPECT_FALSE(store().ReadNow("read", [](Txn& txn) { txn.Exec(kCountThings); }).ok());
  const auto start = clock_.SteadyUs();
  const auto refused = store().WriteAndWait({"write"}, [](Txn& txn) -> Result<int> {
    return static_cast<int>(txn.Exec(kPutOnce, 1, "x"));
  });
  ASSERT_FALSE(refused.ok());
  EXPECT_TRUE(refused.error().Is(Code::kUnavailable));
  EXPECT_LT(clock_.SteadyUs() - start, 8'000'000);
  EXPECT_FALSE(store().health().ok());
  EXPECT_FALSE(store().ReadNow("read", [](Txn& txn) { txn.Exec(kCountThings); }).ok());
  ASSERT_TRUE(server().Restart().ok());
  EXPECT_TRUE(Await([&] { return store().health().ok(); }));
  EXPECT_TRUE(store()
                  .WriteAndWait({"write"},
                                [](Txn& txn) -> Result<int> {
                                  return static_cast<int>(txn.Exec(kPutOnce, 1, "x"));
                                })
                  .ok());
  EXPECT_EQ(CountThings(store()), 1);
}

TEST_P(PgFaults, CommandsThatDeadlockAreRunAgain) {
  ASSERT_TRUE(store()
                  .WriteAndWait({"set up"},
                                [](Txn& txn) -> Result<int> {
                                  for (int i = 1; i <= 2; ++i) txn.Exec(kBumpCounter, i, 0);
                                  return 1;
                                })
                  .ok());
  constexpr int kPairs = 5;
  Countdown done(kPairs * 2);
  std::atomic<int> good = 0;
  for (int i = 0; i < kPairs * 2; ++i) {
    store().Write(
        {"cross"},
        [i](Txn& txn) -> Result<int> {
          txn.Exec(kSetCounter, 1, 1 + i % 2);
          std::this_thread::sleep_for(std::chrono::milliseconds(20));
          txn.Exec(kSetCounter, 1, 2 - i % 2);
          return 1;
        },
        [&](const Result<int>& result, const Numbering&) {
          good += result.ok() ? 1 : 0;
          done.Down();
        });
  }
  done.Wait();
  EXPECT_EQ(good, kPairs * 2);
  const Status read = store().ReadNow("check", [&](Txn& txn) {
    for (int id = 1; id <= 2; ++id) {
      EXPECT_EQ(txn.First(
                    kSelectCounter, [](const Row& row) { return row.Int(0); }, id),
                kPairs * 2);
    }
  });
  EXPECT_TRUE(read.ok());
}

TEST_P(PgFaults, AnAppendThatConflictsFailsAlone) {
  const auto release = HoldWriters();
  constexpr int kCommands = 30;
  Countdown done(kCommands);
  std::atomic<int> good = 0;
  for (int i = 0; i < kCommands; ++i) {
    store().Write(
        {"twice", KeyOf('t', i)},
        [i](Txn& txn) -> Result<int> {
          AppendEntry(txn, i / 3, 1, "three commands want this one");
          return 1;
        },
        [&](const Result<int>& result, const Numbering&) {
          good += result.ok() ? 1 : 0;
          done.Down();
        });
  }
  release();
  done.Wait();
  EXPECT_EQ(good, kCommands / 3);
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, kCommands / 3);
  EXPECT_EQ(last, count) << "a hole";
}

TEST_P(PgFaults, RefusesAServerThatMayLoseCommits) {
  for (const char* setting : {"fsync", "full_page_writes"}) {
    ASSERT_TRUE(
        server().Query("postgres", std::string("alter system set ") + setting + " = off").ok());
    ASSERT_TRUE(server().Query("postgres", "select pg_reload_conf()").ok());
    Error error;
    for (int i = 0; i < 100 && error.text.empty(); ++i) {
      auto opened = Store::Open(options_, TestMigrations());
      if (!opened.ok()) error = opened.error();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(error.field, "store.url");
    EXPECT_NE(error.text.find(std::string(setting) + " = off"), std::string::npos) << error.text;
    ASSERT_TRUE(server().Query("postgres", std::string("alter system reset ") + setting).ok());
    ASSERT_TRUE(server().Query("postgres", "select pg_reload_conf()").ok());
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

TEST_P(PgFaults, RefusesAnotherEncoding) {
  const auto name = server().CreateDatabase("encoding 'SQL_ASCII' locale 'C' template template0");
  ASSERT_TRUE(name.ok()) << name.error().text;
  Options options = options_;
  options.url = server().Url(*name);
  const auto opened = Store::Open(options, TestMigrations());
  ASSERT_FALSE(opened.ok());
  EXPECT_NE(opened.error().text.find("server_encoding = SQL_ASCII"), std::string::npos)
      << opened.error().text;
  server().DropDatabase(*name);
}

}  // namespace
}  // namespace koine::store
