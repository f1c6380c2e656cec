// A writer process is killed at a random moment, many times: every acknowledged command is there.

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <vector>

#include "store/job.h"
#include "store/pg_test_util.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

constexpr const char* kUrlVariable = "KOINE_CRASH_URL";
constexpr int kAckFd = 3;
constexpr int kSenders = 32;
constexpr int kSqliteRounds = 100;
constexpr int kPostgresqlRounds = 20;

const Sql kCounters{"select id, value from counter order by id"};
const Sql kPerSender{
    "select sender, count(*), min(seq), max(seq) from entry group by sender order by sender"};

struct Ack {
  std::int64_t sender;
  std::int64_t seq;
};

std::unique_ptr<Store> OpenChildStore(Clock& clock, Random& random) {
  Options options;
  options.url = std::getenv(kUrlVariable);
  options.clock = &clock;
  options.random = &random;
  options.late_most = kLateMost;
  auto opened = Store::Open(options, TestMigrations());
  if (!opened.ok()) _exit(3);
  return std::move(*opened);
}

// Each ack of a sender queues its next command.
void Send(Store& store, std::int64_t sender) {
  store.Write(
      {"send", KeyOf('s', sender)},
      [sender](Txn& txn) -> Result<std::int64_t> {
        const auto seq = txn.First(
            kBumpCounter, [](const Row& row) { return row.Int(0); }, sender, 1);
        AppendEntry(txn, sender, seq.value_or(0), "text");
        return seq.value_or(0);
      },
      [&store, sender](const Result<std::int64_t>& seq, const Numbering&) {
        if (!seq.ok()) return;
        const Ack ack{sender, *seq};
        if (write(kAckFd, &ack, sizeof(ack)) != sizeof(ack)) _exit(4);
        Send(store, sender);
      });
}

// The process that is killed; not a test of its own.
TEST(StoreCrashChild, DISABLED_Sends) {
  RealClock clock;
  FixedRandom random;
  const auto store = OpenChildStore(clock, random);
  for (int sender = 1; sender <= kSenders; ++sender) Send(*store, sender);
  for (;;) pause();
}

TEST(StoreCrashChild, DISABLED_RunsJobs) {
  RealClock clock;
  FixedRandom random;
  const auto store = OpenChildStore(clock, random);
  JobRunner runner(*store, clock);
  runner.Add("count", [](Txn& txn, std::string_view key, std::string_view) -> Status {
    txn.Exec(kBumpCounter, std::strtoll(std::string(key).c_str(), nullptr, 10), 1);
    return Ok();
  });
  const Ack ack{0, 0};
  if (write(kAckFd, &ack, sizeof(ack)) != sizeof(ack)) _exit(4);
  runner.Start();
  for (;;) pause();
}

class StoreCrash : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    store_.reset();
  }

  // The server still finishes what the killed process had sent.
  void WaitForServer() {
    for (int i = 0; i < 1000; ++i) {
      const auto busy = PgTestServer::Get().Query(
          "postgres", "select count(*) from pg_stat_activity where application_name = 'koine'");
      if (busy.ok() && *busy == "0") return;
      usleep(5'000);
    }
    ADD_FAILURE() << "connections of the killed process stay";
  }

  // Starts the child test, kills it `after_us` after its first ack, returns all acks.
  std::vector<Ack> RunAndKill(const char* child, int after_us) {
    int fds[2];
    EXPECT_EQ(pipe(fds), 0);
    const std::string filter = std::string("--gtest_filter=StoreCrashChild.DISABLED_") + child;
    const pid_t pid = fork();
    if (pid == 0) {
      dup2(fds[1], kAckFd);
      if (fds[1] != kAckFd) close(fds[1]);
      if (fds[0] != kAckFd) close(fds[0]);
      setenv(kUrlVariable, database_->url().c_str(), 1);
      execl("/proc/self/exe", "koine_store_test", filter.c_str(), "--gtest_also_run_disabled_tests",
            "--gtest_brief=1", nullptr);
      _exit(127);
    }
    close(fds[1]);
    std::vector<Ack> acks;
    Ack ack{};
    bool killed = false;
    while (read(fds[0], &ack, sizeof(ack)) == sizeof(ack)) {
      acks.push_back(ack);
      if (killed) continue;
      killed = true;
      usleep(static_cast<useconds_t>(after_us));
      kill(pid, SIGKILL);
    }
    close(fds[0]);
    int status = 0;
    waitpid(pid, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << status;
    if (GetParam() == Engine::kPostgresql) WaitForServer();
    return acks;
  }
};
KOINE_ON_BOTH_ENGINES(StoreCrash);

TEST_P(StoreCrash, EveryAcknowledgedCommandSurvivesAKill) {
  const int rounds = GetParam() == Engine::kSqlite ? kSqliteRounds : kPostgresqlRounds;
  std::map<std::int64_t, std::int64_t> acked;  // last seq of each sender
  std::size_t acks = 0;
  for (int round = 0; round < rounds; ++round) {
    const int after_us = static_cast<int>(random_.Below(30'000));
    for (const Ack& ack : RunAndKill("Sends", after_us)) {
      ++acks;
      EXPECT_GT(ack.seq, acked[ack.sender]) << "acknowledged twice";
      acked[ack.sender] = ack.seq;
    }
    Open();
    std::map<std::int64_t, std::int64_t> counters;
    ASSERT_TRUE(store()
                    .ReadNow("check",
                             [&](Txn& txn) {
                               txn.Each(kCounters,
                                        [&](const Row& row) { counters[row.Int(0)] = row.Int(1); });
                               txn.Each(kPerSender, [&](const Row& row) {
                                 EXPECT_EQ(row.Int(1), counters[row.Int(0)]) << "half a command";
                                 EXPECT_EQ(row.Int(2), 1);
                                 EXPECT_EQ(row.Int(3), row.Int(1));
                               });
                             })
                    .ok());
    for (const auto& [sender, seq] : acked) {
      ASSERT_LE(seq, counters[sender]) << "acknowledged but lost in round " << round;
    }
    const auto [count, last] = CountEntries(store());
    EXPECT_EQ(count, last) << "a hole";
    if (round % 5 == 0) ExpectKeys(store());
    EXPECT_EQ(store().head(), last);
    acked = counters;
    store_.reset();
  }
  RecordProperty("acks", static_cast<int>(acks));
  EXPECT_GT(acks, static_cast<std::size_t>(rounds));
}

TEST_P(StoreCrash, AJobTakesEffectOnceWhenItsRunnerIsKilled) {
  constexpr int kJobs = 400;
  Open();
  ASSERT_TRUE(store()
                  .WriteAndWait({"put"},
                                [&](Txn& txn) -> Result<int> {
                                  for (int i = 1; i <= kJobs; ++i)
                                    txn.PutJob("count", std::to_string(i), i, "");
                                  return 1;
                                })
                  .ok());
  store_.reset();
  for (int round = 0; round < 8; ++round) {
    RunAndKill("RunsJobs", static_cast<int>(random_.Below(40'000)));
  }
  Open();
  JobRunner runner(store(), clock_);
  runner.Add("count", [](Txn& txn, std::string_view key, std::string_view) -> Status {
    txn.Exec(kBumpCounter, std::strtoll(std::string(key).c_str(), nullptr, 10), 1);
    return Ok();
  });
  runner.RunDue();
  int seen = 0;
  ASSERT_TRUE(store()
                  .ReadNow("check",
                           [&](Txn& txn) {
                             txn.Each(kCounters, [&](const Row& row) {
                               ++seen;
                               EXPECT_EQ(row.Int(1), 1) << "job " << row.Int(0);
                             });
                           })
                  .ok());
  EXPECT_EQ(seen, kJobs);
}

}  // namespace
}  // namespace koine::store
