#include "store/pg_read_group.h"

#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/pg_conn.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

// Ways to join that PostgreSQL may choose from here, beside look-ups.
const Sql kWaysToJoin{
    "select count(*) from pg_settings where setting = 'on' and ? = 0 and name in "
    "('enable_hashjoin', 'enable_mergejoin', 'enable_material', 'enable_memoize')"};

class PgReads : public StoreTest {
 protected:
  static constexpr std::size_t kReads = PgReadGroup::kMax;
  struct Told {
    std::optional<Error> error;
    std::int64_t value = -1;
  };

  void SetUp() override {
    options_.readers = 1;
    StoreTest::SetUp();
  }

  // As many reads as run together: all are queued before the first of them runs. Number `i` runs
  // `read(txn, i)`, which says what it found.
  std::vector<Told> Together(const std::function<std::int64_t(Txn&, std::size_t)>& read,
                             std::size_t alone = kReads) {
    std::vector<Told> told(kReads);
    Countdown done(static_cast<int>(kReads) + 1);
    std::promise<void> begun;
    std::promise<void> queued;
    store().Read(
        "hold",
        [&](Txn&) {
          begun.set_value();
          queued.get_future().wait();
        },
        [&](const Error*) { done.Down(); });
    begun.get_future().wait();
    for (std::size_t i = 0; i < kReads; ++i) {
      store().Read(
          {"read", i == alone}, [&, i](Txn& txn) { told[i].value = read(txn, i); },
          [&, i](const Error* error) {
            if (error != nullptr) told[i].error = *error;
            done.Down();
          });
    }
    queued.set_value();
    done.Wait();
    return told;
  }
};
INSTANTIATE_TEST_SUITE_P(Postgresql, PgReads, testing::Values(Engine::kPostgresql));

TEST_P(PgReads, EachGetsItsOwnAnswers) {
  int running = 0;
  int most = 0;
  const auto told = Together([&](Txn& txn, std::size_t i) {
    most = std::max(most, ++running);
    std::int64_t sum = 0;
    // Some ask more often than others.
    for (std::size_t n = 0; n <= i % 4; ++n)
      sum += One(txn, kNumber, static_cast<int>(100 * i + n));
    --running;
    return sum;
  });
  EXPECT_EQ(most, static_cast<int>(kReads)) << "they did not run together";
  for (std::size_t i = 0; i < kReads; ++i) {
    const std::size_t asked = i % 4 + 1;
    EXPECT_FALSE(told[i].error) << i;
    EXPECT_EQ(told[i].value, static_cast<std::int64_t>(100 * i * asked + asked * (asked - 1) / 2));
  }
}

TEST_P(PgReads, JoinByLookUpsUnlikeEvaluations) {
  const auto told = Together([](Txn& txn, std::size_t) { return One(txn, kWaysToJoin, 0); });
  for (const Told& one : told) EXPECT_EQ(one.value, 0);
  EXPECT_TRUE(
      store().ReadNow("look", [](Txn& txn) { EXPECT_GE(One(txn, kWaysToJoin, 0), 3); }).ok());
}

TEST_P(PgReads, AllStatementsOfAReadSeeOneSnapshot) {
  const auto bump = [this] {
    return store()
        .WriteAndWait(
            {"bump"},
            [](Txn& txn) -> Result<int> { return static_cast<int>(txn.Exec(kBumpCounter, 1, 1)); })
        .ok();
  };
  ASSERT_TRUE(bump());
  const auto told = Together([&](Txn& txn, std::size_t i) {
    const std::int64_t before = One(txn, kSelectCounter, 1);
    if (i == 3) {
      EXPECT_TRUE(bump());
    }
    return One(txn, kSelectCounter, 1) - before;
  });
  for (const Told& one : told) EXPECT_EQ(one.value, 0);
  EXPECT_TRUE(
      store().ReadNow("look", [](Txn& txn) { EXPECT_EQ(One(txn, kSelectCounter, 1), 2); }).ok());
}

TEST_P(PgReads, AReadBesideOneThatFailsIsAskedAgain) {
  const auto told = Together([](Txn& txn, std::size_t i) {
    return i == 5 ? One(txn, kDivide, 0) : One(txn, kNumber, static_cast<int>(i));
  });
  for (std::size_t i = 0; i < kReads; ++i) {
    EXPECT_EQ(told[i].error.has_value(), i == 5) << i;
    if (i != 5) {
      EXPECT_EQ(told[i].value, static_cast<std::int64_t>(i));
    }
  }
  EXPECT_TRUE(told[5].error->Is(Code::kInternal));
}

// What they have seen of a snapshot that is gone must not be mixed with another.
TEST_P(PgReads, AReadThatSawTheLostSnapshotIsRefused) {
  const auto read = [](Txn& txn, std::size_t i) {
    const std::int64_t first = One(txn, kNumber, 1);
    if (i % 2 == 0) return first;
    return first + (i == 5 ? One(txn, kDivide, 0) : One(txn, kNumber, 1));
  };
  const auto told = Together(read);
  for (std::size_t i = 0; i < kReads; ++i) {
    if (i % 2 == 0 || i < 5) {
      EXPECT_FALSE(told[i].error) << i;
    } else if (i == 5) {
      EXPECT_TRUE(told[i].error && told[i].error->Is(Code::kInternal));
    } else {
      EXPECT_TRUE(told[i].error && told[i].error->Is(Code::kUnavailable)) << i;
    }
  }
  const auto again = Together([](Txn& txn, std::size_t) { return One(txn, kNumber, 7); });
  for (const Told& one : again) EXPECT_EQ(one.value, 7);
}

TEST_P(PgReads, ALostConnectionIsOpenedAgain) {
  const auto told = Together([](Txn& txn, std::size_t i) {
    return One(txn, i == 5 ? kEndOwnBackend : kNumber, static_cast<int>(i));
  });
  for (std::size_t i = 0; i < kReads; ++i) {
    if (i == 5) continue;  // it ends the second one, too
    EXPECT_TRUE(told[i].error ? told[i].error->Is(Code::kUnavailable)
                              : told[i].value == static_cast<std::int64_t>(i))
        << i;
  }
  const auto again = Together([](Txn& txn, std::size_t) { return One(txn, kNumber, 7); });
  for (const Told& one : again) EXPECT_EQ(one.value, 7);
}

TEST_P(PgReads, OneThatThrowsFailsAlone) {
  const auto told = Together([](Txn& txn, std::size_t i) {
    const std::int64_t value = One(txn, kNumber, static_cast<int>(i));
    if (i == 5) throw std::runtime_error("a fault");
    return value + One(txn, kNumber, 1);
  });
  for (std::size_t i = 0; i < kReads; ++i) {
    EXPECT_EQ(told[i].error.has_value(), i == 5) << i;
    if (i != 5) {
      EXPECT_EQ(told[i].value, static_cast<std::int64_t>(i + 1));
    }
  }
}

TEST_P(PgReads, ALongOneRunsAlone) {
  int running = 0;
  int beside = -1;
  const auto told = Together(
      [&](Txn& txn, std::size_t i) {
        ++running;
        const std::int64_t value = One(txn, kNumber, static_cast<int>(i));
        if (i == 6) beside = running - 1;
        --running;
        return value;
      },
      6);
  EXPECT_EQ(beside, 0);
  for (std::size_t i = 0; i < kReads; ++i) EXPECT_EQ(told[i].value, static_cast<std::int64_t>(i));
}

// A statement that was planned while its table was empty.
TEST_P(PgReads, StatementsArePlannedAnewAsTablesGrow) {
  static const Sql kFind{"select name from planned where tenant_id = ? and id = ?"};
  static const Sql kPlan{"explain execute s1(1, 2)"};  // the first that the connection prepares
  auto opened = PgConn::Open(PgOpen{database_->url()});
  ASSERT_TRUE(opened.ok());
  PgConn& conn = **opened;
  auto other = PgConn::Open(PgOpen{database_->url()});
  ASSERT_TRUE(other.ok());
  ASSERT_EQ(PQexitPipelineMode((*other)->raw()), 1);
  ASSERT_TRUE((*other)
                  ->Script("create table planned (id bigint primary key, tenant_id bigint not null,"
                           " name text, email text) with (autovacuum_enabled = off);"
                           "create index planned_email on planned (tenant_id, email)")
                  .ok());
  const auto run = [&](const Sql& sql, std::span<const Param> params) {
    std::string text;
    const Txn::RowFn row = [&](const Row& r) { text += r.Text(0); };
    std::int64_t count = 0;
    EXPECT_TRUE(conn.Run(sql, params, &row, &count).ok());
    return text;
  };
  const Param params[] = {Param(std::int64_t{1}), Param(std::int64_t{4711})};
  run(kFind, params);
  ASSERT_TRUE((*other)
                  ->Script("insert into planned select n, 1, 'name ' || n, null"
                           " from generate_series(1, 10000) n")
                  .ok());
  for (std::int64_t n = 0; n < PgConn::kPlanAnewFirst; ++n) {
    EXPECT_EQ(run(kFind, params), "name 4711");
  }
  EXPECT_NE(run(kPlan, {}).find("planned_pkey"), std::string::npos) << run(kPlan, {});
}

}  // namespace
}  // namespace koine::store
