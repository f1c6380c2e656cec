#include "store/store.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <mutex>
#include <set>
#include <thread>

#include "store/diag.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

class StoreBasics : public StoreTest {};
KOINE_ON_BOTH_ENGINES(StoreBasics);

Result<int> PutThing(Txn& txn, std::int64_t id, std::string_view name = "x") {
  txn.Exec(kInsertThing, id, name, 1, std::nullopt, std::nullopt);
  return 1;
}

TEST_P(StoreBasics, ValuesComeBackAsTheyWere) {
  const std::string bytes("\0\xff'\\x", 5);
  const auto wrote = store().WriteAndWait({"put"}, [&](Txn& txn) -> Result<std::int64_t> {
    std::int64_t n = txn.Exec(kInsertThing, 1, "中文 it's", std::int64_t{-5}, 2.5, Bytes{bytes});
    n += txn.Exec(kInsertThing, 2, "", std::nullopt, std::nullopt, std::nullopt);
    n += txn.Exec(kInsertThing, 3, std::string(), std::int64_t{1} << 60, -0.125, Bytes{""});
    return n;
  });
  ASSERT_TRUE(wrote.ok());
  EXPECT_EQ(*wrote, 3);
  int rows = 0;
  ASSERT_TRUE(store()
                  .ReadNow("get",
                           [&](Txn& txn) {
                             txn.Each(
                                 kSelectThing,
                                 [&](const Row& row) {
                                   ++rows;
                                   EXPECT_EQ(row.Text(0), "中文 it's");
                                   EXPECT_EQ(row.Int(1), -5);
                                   EXPECT_EQ(row.Real(2), 2.5);
                                   EXPECT_EQ(row.Text(3), bytes);
                                 },
                                 1);
                             txn.Each(
                                 kSelectThing,
                                 [&](const Row& row) {
                                   ++rows;
                                   EXPECT_FALSE(row.Null(0));
                                   EXPECT_EQ(row.Text(0), "");
                                   EXPECT_TRUE(row.Null(1));
                                   EXPECT_EQ(row.Int(1), 0);
                                   EXPECT_EQ(row.Real(2), 0);
                                   EXPECT_EQ(row.OptString(3), std::nullopt);
                                 },
                                 2);
                             txn.Each(
                                 kSelectThing,
                                 [&](const Row& row) {
                                   ++rows;
                                   EXPECT_EQ(row.Int(1), std::int64_t{1} << 60);
                                   EXPECT_EQ(row.Real(2), -0.125);
                                   EXPECT_FALSE(row.Null(3));
                                   EXPECT_EQ(row.Text(3), "");
                                 },
                                 3);
                           })
                  .ok());
  EXPECT_EQ(rows, 3);
}

const Sql kThingsIn{"select id from thing where id {in ?} order by id"};
const Sql kThingIfNull{"select id from thing where n is null or n = ? order by id"};

TEST_P(StoreBasics, ListsAndNullParameters) {
  ASSERT_TRUE(store()
                  .WriteAndWait({"put"},
                                [&](Txn& txn) -> Result<int> {
                                  for (int i = 1; i <= 5; ++i)
                                    txn.Exec(kInsertThing, i, "t", std::nullopt, i, std::nullopt);
                                  // The same statement with other types of arguments: null where a
                                  // value was and back.
                                  txn.Exec(kInsertThing, 6, "t", 6, std::nullopt, Bytes{"b"});
                                  txn.Exec(kInsertThing, 7, "t", 7, 7.5, std::nullopt);
                                  return 1;
                                })
                  .ok());
  const std::vector<std::int64_t> wanted = {5, 2, 99};
  const std::vector<std::int64_t> none;
  const auto id = [](const Row& row) { return row.Int(0); };
  ASSERT_TRUE(store()
                  .ReadNow("get",
                           [&](Txn& txn) {
                             EXPECT_EQ(txn.All(kThingsIn, id, IntList{wanted}),
                                       (std::vector<std::int64_t>{2, 5}));
                             EXPECT_TRUE(txn.All(kThingsIn, id, IntList{none}).empty());
                             EXPECT_EQ(txn.All(kThingIfNull, id, std::nullopt).size(), 5u);
                             EXPECT_EQ(txn.All(kThingIfNull, id, 6).size(), 6u);
                             EXPECT_EQ(txn.First(kThingIfNull, id, 6), 1);
                           })
                  .ok());
}

TEST_P(StoreBasics, AStatementMayRunInItsOwnRowCallback) {
  ASSERT_TRUE(store()
                  .WriteAndWait({"put"},
                                [&](Txn& txn) -> Result<int> {
                                  for (int i = 1; i <= 3; ++i)
                                    txn.Exec(kInsertThing, i, "t", i, std::nullopt, std::nullopt);
                                  return 1;
                                })
                  .ok());
  std::vector<std::int64_t> seen;
  const std::vector<std::int64_t> all = {1, 2, 3};
  ASSERT_TRUE(store()
                  .ReadNow("get",
                           [&](Txn& txn) {
                             txn.Each(
                                 kThingsIn,
                                 [&](const Row& outer) {
                                   txn.Each(
                                       kThingsIn,
                                       [&](const Row& inner) {
                                         seen.push_back(outer.Int(0) * 10 + inner.Int(0));
                                       },
                                       IntList{all});
                                 },
                                 IntList{all});
                           })
                  .ok());
  EXPECT_EQ(seen, (std::vector<std::int64_t>{11, 12, 13, 21, 22, 23, 31, 32, 33}));
}

TEST_P(StoreBasics, ARefusedCommandLeavesNoTrace) {
  const auto refused = store().WriteAndWait({"refused"}, [](Txn& txn) -> Result<int> {
    static_cast<void>(PutThing(txn, 1));
    AppendEntry(txn, 1, 1, "gone");
    txn.PutJob("kind", "key", 1, "payload");
    return Code::kForbidden;
  });
  ASSERT_FALSE(refused.ok());
  EXPECT_TRUE(refused.error().Is(Code::kForbidden));
  EXPECT_EQ(CountThings(store()), 0);
  EXPECT_EQ(CountEntries(store()).first, 0);
  EXPECT_EQ(store().head(), 0);
  const auto next = store().WriteAndWait({"next"}, [](Txn& txn) -> Result<int> {
    AppendEntry(txn, 1, 1, "first");
    return 1;
  });
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(CountEntries(store()), std::pair(std::int64_t{1}, std::int64_t{1}));
}

TEST_P(StoreBasics, OneFailingCommandInABatchFailsAlone) {
  ASSERT_TRUE(store().WriteAndWait({"first"}, [](Txn& txn) { return PutThing(txn, 5); }).ok());
  constexpr int kCommands = 40;
  const auto codes = WriteTogether("mixed", kCommands, [](Txn& txn, int i) -> Result<int> {
    AppendEntry(txn, i, 1, "body");
    if (i % 10 == 5) return PutThing(txn, 5);             // exists: a failure
    if (i % 10 == 7) return Code::kForbidden;             // refused after a write
    if (i % 10 == 8) throw std::runtime_error("thrown");  // a defect of the verb
    return PutThing(txn, 100 + i);
  });
  for (int i = 0; i < kCommands; ++i) {
    const int digit = i % 10;
    const int expected = digit == 5 || digit == 8 ? static_cast<int>(Code::kInternal)
                         : digit == 7             ? static_cast<int>(Code::kForbidden)
                                                  : 0;
    EXPECT_EQ(codes[i], expected) << i;
  }
  EXPECT_EQ(CountThings(store()), 1 + kCommands * 7 / 10);
  const auto [count, last] = CountEntries(store());
  EXPECT_EQ(count, kCommands * 7 / 10);
  EXPECT_EQ(last, count) << "positions have holes";
  EXPECT_EQ(store().head(), last);
}

TEST_P(StoreBasics, CommandsOfOneKeyKeepTheirOrder) {
  constexpr int kKeys = 5;
  constexpr int kEach = 100;
  std::mutex mutex;
  std::vector<std::vector<int>> finished(kKeys);
  Countdown done(kKeys * kEach);
  for (int i = 0; i < kEach; ++i) {
    for (int k = 0; k < kKeys; ++k) {
      store().Write(
          {"ordered", KeyOf('k', k)},
          [k, i](Txn& txn) -> Result<std::int64_t> {
            const auto value = txn.First(
                kBumpCounter, [](const Row& row) { return row.Int(0); }, k, 1);
            if (value != i + 1) return Code::kConflict;
            return AppendEntry(txn, k, i, "");
          },
          [&, k, i](Result<std::int64_t> result, const Numbering& numbering) {
            EXPECT_TRUE(result.ok()) << k << " " << i;
            if (result.ok()) {
              EXPECT_GT(numbering.Resolve(*result), 0);
            }
            {
              const std::lock_guard lock(mutex);
              finished[k].push_back(i);
            }
            done.Down();
          });
    }
  }
  done.Wait();
  for (const auto& order : finished) {
    ASSERT_EQ(order.size(), static_cast<std::size_t>(kEach));
    for (int i = 0; i < kEach; ++i) EXPECT_EQ(order[i], i);
  }
  std::vector<std::int64_t> last(kKeys, -1);
  ASSERT_TRUE(store()
                  .ReadNow("order",
                           [&](Txn& txn) {
                             txn.Each(
                                 kEntriesAfter,
                                 [&](const Row& row) {
                                   EXPECT_EQ(row.Int(2), last[row.Int(1)] + 1);
                                   last[row.Int(1)] = row.Int(2);
                                 },
                                 0);
                           })
                  .ok());
}

TEST_P(StoreBasics, ResolvesPositionsOfTheCommand) {
  std::promise<std::vector<std::int64_t>> promise;
  store().Write(
      {"three"},
      [](Txn& txn) -> Result<std::vector<std::int64_t>> {
        return std::vector{AppendEntry(txn, 1, 1, "a"), AppendEntry(txn, 1, 2, "b"),
                           AppendEntry(txn, 1, 3, "c")};
      },
      [&](Result<std::vector<std::int64_t>> result, const Numbering& numbering) {
        for (auto& position : *result) position = numbering.Resolve(position);
        promise.set_value(*result);
      });
  EXPECT_EQ(promise.get_future().get(), (std::vector<std::int64_t>{1, 2, 3}));
}

TEST_P(StoreBasics, PublishesInPositionOrderBeforeTheAnswers) {
  constexpr int kCommands = 400;
  std::mutex mutex;
  std::set<std::int64_t> published;
  std::int64_t last = 0;
  int transients = 0;
  int answered = 0;
  std::promise<void> all;
  store().SetPublisher([&](const std::shared_ptr<const Batch>& batch) {
    const std::lock_guard lock(mutex);
    bool transient = false;
    if (batch->first_position != 0) {
      EXPECT_EQ(batch->first_position, last + 1);
      for (const Entry& entry : batch->entries) {
        const auto* object = static_cast<const Published*>(entry.object.get());
        if (entry.position == 0) {
          transient = true;
          continue;
        }
        EXPECT_FALSE(transient) << "transient entries come last";
        EXPECT_EQ(entry.position, ++last);
        published.insert(object->sender);
      }
      EXPECT_EQ(batch->last_position, last);
    }
    for (const Entry& entry : batch->entries) transients += entry.position == 0 ? 1 : 0;
  });
  for (int i = 0; i < kCommands; ++i) {
    store().Write(
        {"publish", KeyOf('p', i)},
        [i](Txn& txn) -> Result<int> {
          AppendEntry(txn, i, 0, "");
          if (i % 10 == 0) txn.PublishTransient(std::make_shared<Published>());
          return 1;
        },
        [&, i](const Result<int>& result, const Numbering&) {
          EXPECT_TRUE(result.ok());
          const std::lock_guard lock(mutex);
          EXPECT_TRUE(published.contains(i)) << "answered before it was published";
          if (++answered == kCommands) all.set_value();
        });
  }
  all.get_future().wait();
  EXPECT_EQ(last, kCommands);
  EXPECT_EQ(transients, kCommands / 10);
  store_.reset();
}

TEST_P(StoreBasics, AReadMayPublishTransients) {
  std::vector<std::int64_t> seen;
  store().SetPublisher([&](const std::shared_ptr<const Batch>& batch) {
    for (const Entry& e : batch->entries) {
      seen.push_back(e.position);
      seen.push_back(static_cast<const Published*>(e.object.get())->seq);
    }
  });
  ASSERT_TRUE(store()
                  .ReadNow("typing",
                           [](Txn& txn) {
                             EXPECT_FALSE(txn.writable());
                             txn.PublishTransient(std::make_shared<Published>(Published{1, 7}));
                           })
                  .ok());
  EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 7}));
}

TEST_P(StoreBasics, AReadCannotWrite) {
  EXPECT_FALSE(store()
                   .ReadNow("bad",
                            [](Txn& txn) {
                              static_cast<void>(PutThing(txn, 1));
                              EXPECT_TRUE(txn.failed());
                            })
                   .ok());
  EXPECT_FALSE(store().ReadNow("bad", [](Txn& txn) { AppendEntry(txn, 1, 1, ""); }).ok());
  EXPECT_EQ(CountThings(store()), 0);
}

TEST_P(StoreBasics, AFullQueueRefuses) {
  options_.queue_max = 5;
  options_.pg_writers = 1;
  Open();
  auto release = std::make_shared<std::promise<void>>();
  std::atomic<bool> held = false;
  const std::shared_future<void> gate = release->get_future().share();
  store().Write(
      {"hold", KeyOf('h', 1)},
      [gate, &held](Txn&) -> Result<int> {
        held = true;
        gate.wait();
        return 1;
      },
      [](const Result<int>&, const Numbering&) {});
  while (!held) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  Countdown done(8);
  std::atomic<int> refused = 0;
  for (int i = 0; i < 8; ++i) {
    store().Write(
        {"queued", KeyOf('q', i)}, [i](Txn& txn) { return PutThing(txn, i + 1); },
        [&](const Result<int>& result, const Numbering&) {
          if (!result.ok()) {
            EXPECT_TRUE(result.error().Is(Code::kUnavailable));
            ++refused;
          }
          done.Down();
        });
  }
  EXPECT_EQ(refused, 3) << "refused at once";
  EXPECT_EQ(store().queued(), 5u);
  release->set_value();
  done.Wait();
  EXPECT_EQ(CountThings(store()), 5);
}

TEST_P(StoreBasics, ASlowCommandIsInterruptedAlone) {
  const auto release = HoldWriters();
  Countdown done(3);
  std::vector<int> ok(3);  // written by several threads
  for (int i = 0; i < 3; ++i) {
    store().Write(
        {i == 1 ? "slow" : "quick", KeyOf('s', i)},
        [i](Txn& txn) {
          auto put = PutThing(txn, i + 1);
          if (i == 1)
            txn.Each(
                kSpin, [](const Row&) {}, std::int64_t{1} << 40);
          return put;
        },
        [&, i](const Result<int>& result, const Numbering&) {
          ok[i] = result.ok();
          EXPECT_TRUE(result.ok() || result.error().Is(Code::kUnavailable));
          done.Down();
        });
  }
  const std::int64_t start = clock_.SteadyUs();
  release();
  done.Wait();
  EXPECT_LT(clock_.SteadyUs() - start, 6 * kCommandMaxUs);
  EXPECT_TRUE(ok[0]);
  EXPECT_FALSE(ok[1]);
  EXPECT_TRUE(ok[2]);
  EXPECT_EQ(CountThings(store()), 2);
}

const IdSequence kUserIds{"user", 1000};

TEST_P(StoreBasics, IdsAreUniqueAlsoAfterRollbackAndReopening) {
  std::mutex mutex;
  std::set<std::int64_t> ids;
  const auto take = [&](int commands) {
    Countdown done(commands);
    for (int i = 0; i < commands; ++i) {
      store().Write(
          {"ids", KeyOf('i', i)},
          [&, i](Txn& txn) -> Result<int> {
            const std::int64_t id = txn.NextId(kUserIds);
            {
              const std::lock_guard lock(mutex);
              EXPECT_TRUE(ids.insert(id).second) << id << " was given twice";
            }
            txn.Exec(kInsertThing, id, "x", 1, std::nullopt, std::nullopt);
            if (i % 7 == 3) return Code::kForbidden;
            return 1;
          },
          [&](const Result<int>&, const Numbering&) { done.Down(); });
    }
    done.Wait();
  };
  take(350);
  Open();
  take(150);
  EXPECT_GE(*ids.begin(), 1000);
  EXPECT_LT(*ids.rbegin(), 1000 + 500 * 4);
}

TEST_P(StoreBasics, ASnapshotDoesNotMove) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    for (int i = 0; !stop; ++i) {
      static_cast<void>(store().WriteAndWait({"w"}, [i](Txn& txn) -> Result<int> {
        AppendEntry(txn, 1, i, "");
        return static_cast<int>(txn.Exec(kBumpCounter, 1, 1));
      }));
    }
  });
  std::int64_t last = 0;
  for (int i = 0; i < 200; ++i) {
    ASSERT_TRUE(store()
                    .ReadNow("snapshot",
                             [&](Txn& txn) {
                               const std::int64_t position = txn.SnapshotPosition();
                               const auto count = [&] {
                                 std::int64_t n = 0;
                                 txn.Each(kCountEntries, [&](const Row& row) {
                                   n = row.Int(0);
                                   EXPECT_EQ(row.Int(0), row.Int(1));
                                 });
                                 return n;
                               };
                               EXPECT_EQ(count(), position);
                               std::this_thread::sleep_for(std::chrono::microseconds(200));
                               EXPECT_EQ(count(), position);
                               const auto value =
                                   txn.First(
                                          kSelectCounter, [](const Row& row) { return row.Int(0); },
                                          1)
                                       .value_or(0);
                               EXPECT_EQ(value, position);
                               EXPECT_EQ(txn.SnapshotPosition(), position);
                               EXPECT_GE(position, last);
                               last = position;
                             })
                    .ok());
  }
  stop = true;
  writer.join();
  EXPECT_GT(last, 0);
}

TEST_P(StoreBasics, ThePoolReadsAndReportsFailures) {
  ASSERT_TRUE(store().WriteAndWait({"put"}, [](Txn& txn) { return PutThing(txn, 1); }).ok());
  Countdown done(51);
  std::atomic<int> good = 0;
  for (int i = 0; i < 50; ++i) {
    auto seen = std::make_shared<std::int64_t>(0);
    store().Read(
        "count",
        [seen](Txn& txn) { txn.Each(kCountThings, [&](const Row& row) { *seen = row.Int(0); }); },
        [&, seen](const Error* failure) {
          good += failure == nullptr && *seen == 1 ? 1 : 0;
          done.Down();
        });
  }
  store().Read(
      "bad", [](Txn& txn) { static_cast<void>(PutThing(txn, 2)); },
      [&](const Error* failure) {
        EXPECT_NE(failure, nullptr);
        done.Down();
      });
  done.Wait();
  EXPECT_EQ(good, 50);
}

TEST_P(StoreBasics, SixtyFourWritersBesideAReaderThatMissesNothing) {
  constexpr int kWriters = 64;
  const int each = 60;
  std::atomic<int> running = kWriters;
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < each; ++i) {
        const auto done = store().WriteAndWait({"send", KeyOf('w', w)}, [&](Txn& txn) {
          return Result<std::int64_t>(AppendEntry(txn, w, i, "text of some length"));
        });
        ASSERT_TRUE(done.ok());
      }
      --running;
    });
  }
  std::int64_t last = 0;
  std::int64_t seen = 0;
  std::vector<std::int64_t> next(kWriters, 0);
  bool finished = false;
  while (!finished) {
    finished = running == 0;
    ASSERT_TRUE(store()
                    .ReadNow("pull",
                             [&](Txn& txn) {
                               txn.Each(
                                   kEntriesAfter,
                                   [&](const Row& row) {
                                     EXPECT_EQ(row.Int(0), last + 1) << "a hole";
                                     EXPECT_EQ(row.Int(2), next[row.Int(1)]++)
                                         << "order of one writer";
                                     last = row.Int(0);
                                     ++seen;
                                   },
                                   last);
                             })
                    .ok());
  }
  for (auto& writer : writers) writer.join();
  EXPECT_EQ(seen, kWriters * each);
  EXPECT_EQ(CountEntries(store()), std::pair(seen, last));
}

TEST_P(StoreBasics, ReopeningGoesOnAtTheNextPosition) {
  for (int round = 1; round <= 3; ++round) {
    ASSERT_TRUE(store()
                    .WriteAndWait({"w"},
                                  [&](Txn& txn) -> Result<int> {
                                    AppendEntry(txn, 1, round, "");
                                    return 1;
                                  })
                    .ok());
    EXPECT_EQ(store().head(), round);
    Open();
    EXPECT_EQ(store().head(), round);
  }
}

class StoreOnSqlite : public StoreTest {};
INSTANTIATE_TEST_SUITE_P(Sqlite, StoreOnSqlite, testing::Values(Engine::kSqlite));

// What was erased stays in the log until it is emptied, which a reader may put off.
TEST_P(StoreOnSqlite, TheLogIsEmptiedWhenAReaderHasGone) {
  const std::filesystem::path log = database_->path() + "-wal";
  ASSERT_TRUE(
      store().WriteAndWait({"put"}, [](Txn& txn) -> Result<int> { return PutThing(txn, 1); }).ok());
  // Beyond the two seconds after which a store is idle.
  ASSERT_TRUE(store()
                  .ReadNow("hold",
                           [](Txn& txn) {
                             txn.First(kCountThings, [](const Row& row) { return row.Int(0); });
                             std::this_thread::sleep_for(std::chrono::milliseconds(2'800));
                           })
                  .ok());
  EXPECT_GT(std::filesystem::file_size(log), 0U);
  for (int i = 0; i < 200 && std::filesystem::file_size(log) > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_EQ(std::filesystem::file_size(log), 0U);
}

TEST_P(StoreBasics, ClosingFinishesWhatWaits) {
  std::atomic<int> finished = 0;
  for (int i = 0; i < 200; ++i) {
    store().Write(
        {"w", KeyOf('c', i)}, [i](Txn& txn) { return PutThing(txn, i + 1); },
        [&](const Result<int>&, const Numbering&) { ++finished; });
  }
  store_.reset();
  EXPECT_EQ(finished, 200);
  Open();
  EXPECT_EQ(CountThings(store()), 200);
}

}  // namespace
}  // namespace koine::store
