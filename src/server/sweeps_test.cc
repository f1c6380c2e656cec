#include "server/sweeps.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "base/time.h"
#include "core/core_test_util.h"
#include "store/job.h"

namespace koine::server {
namespace {

const store::Sql kJobs{"select kind, due_at, payload from job where key = 'all'"};
const store::Sql kGiveUp{"update job set dead = 1 where kind = 'sweep.events'"};

class SweepsTest : public core::CoreTest {
 protected:
  struct Job {
    std::int64_t due_ms = 0;
    std::string payload;
    bool operator==(const Job&) const = default;
  };
  void Start() {
    store::JobRunner jobs(store(), clock);
    AddStoreSweeps(jobs, 0);
    PutSweeps(store());
    jobs.RunDue();
  }
  std::map<std::string, Job> Jobs() {
    std::map<std::string, Job> out;
    Read([&](store::Txn& txn) {
      txn.Each(kJobs, [&](const store::Row& row) {
        out[row.String(0)] = {row.Int(1), row.String(2)};
      });
      return true;
    });
    return out;
  }
};

TEST_F(SweepsTest, GoOnWhereTheyWereWhenTheServerStartsAgain) {
  AddUser("ann");
  Start();
  const auto before = Jobs();
  ASSERT_TRUE(before.contains("sweep.names"));
  ASSERT_TRUE(before.contains("sweep.blobs"));
  EXPECT_EQ(before.at("sweep.events").due_ms, clock.NowMs() + kHourMs);
  // In the midst of all users.
  EXPECT_NE(before.at("sweep.names").payload, "");
  clock.Advance(100);
  PutSweeps(store());
  EXPECT_EQ(Jobs(), before);
  Exec(kGiveUp);
  PutSweeps(store());
  EXPECT_EQ(Jobs().at("sweep.events").due_ms, clock.NowMs() + kHourMs);
}

}  // namespace
}  // namespace koine::server
