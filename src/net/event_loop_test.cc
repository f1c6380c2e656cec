#include "net/event_loop.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

namespace koine::net {
namespace {

TEST(EventLoop, RunsPostedTasksInOrder) {
  FakeClock clock(1'000'000);
  EventLoop loop(clock);
  std::string ran;
  loop.Post([&] { ran += 'a'; });
  loop.Post([&] { ran += 'b'; });
  loop.Post([&] {
    ran += 'c';
    loop.Post([&] { ran += 'e'; });
  });
  loop.Post([&] { ran += 'd'; });
  loop.RunOnce(0);
  EXPECT_EQ(ran, "abcd");  // what a task posts waits for the next turn
  loop.RunOnce(0);
  EXPECT_EQ(ran, "abcde");
}

TEST(EventLoop, TakesTasksFromOtherThreads) {
  SystemClock clock;
  EventLoop loop(clock);
  constexpr int kThreads = 4;
  constexpr int kTasks = 2000;
  int ran = 0;
  std::vector<int> last(kThreads, -1);
  bool in_order = true;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kTasks; ++i) {
        loop.Post([&, t, i] {
          in_order = in_order && last[static_cast<std::size_t>(t)] == i - 1;
          last[static_cast<std::size_t>(t)] = i;
          if (++ran == kThreads * kTasks) loop.Stop();
        });
      }
    });
  }
  loop.Run();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, kThreads * kTasks);
  EXPECT_TRUE(in_order);
}

TEST(EventLoop, BeginsWhatIsPostedTogetherWhenAllOfItIsThere) {
  SystemClock clock;
  EventLoop loop(clock);
  std::thread runs([&] { loop.Run(); });
  std::atomic<int> ran = 0;
  {
    const WakesHeld together;
    loop.Post([&] { ++ran; });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_EQ(ran, 0);
    loop.Post([&] { ++ran; });
    loop.Post([&] { loop.Stop(); });
  }
  runs.join();
  EXPECT_EQ(ran, 2);
}

TEST(EventLoop, MayEndBeforeItIsWoken) {
  const WakesHeld together;
  SystemClock clock;
  EventLoop loop(clock);
  loop.Post([] {});
}

TEST(EventLoop, KnowsItsThread) {
  SystemClock clock;
  EventLoop loop(clock);
  std::thread thread([&] { loop.Run(); });
  std::atomic<bool> inside{false};
  std::atomic<bool> done{false};
  loop.Post([&] {
    inside = loop.InLoopThread();
    done = true;
  });
  while (!done) std::this_thread::yield();
  EXPECT_TRUE(inside);
  EXPECT_FALSE(loop.InLoopThread());
  loop.Stop();
  thread.join();
}

TEST(EventLoop, RunsTimersInOrderOfTheirTime) {
  FakeClock clock(1'000'000);
  EventLoop loop(clock);
  std::string ran;
  loop.After(30, [&] { ran += 'c'; });
  loop.After(10, [&] { ran += 'a'; });
  loop.After(10, [&] { ran += 'b'; });
  TimerId gone = loop.After(20, [&] { ran += 'x'; });
  loop.RunOnce(0);
  EXPECT_EQ(ran, "");
  EXPECT_TRUE(loop.Cancel(gone));
  EXPECT_FALSE(loop.Cancel(gone));
  clock.Advance(10);
  loop.RunOnce(0);
  EXPECT_EQ(ran, "ab");
  clock.Advance(100);
  loop.RunOnce(0);
  EXPECT_EQ(ran, "abc");
}

TEST(EventLoop, ATimerMayCancelAnotherThatIsDueToo) {
  FakeClock clock(1'000'000);
  EventLoop loop(clock);
  bool ran = false;
  TimerId second = 0;
  loop.After(5, [&] { loop.Cancel(second); });
  second = loop.After(5, [&] { ran = true; });
  clock.Advance(5);
  loop.RunOnce(0);
  EXPECT_FALSE(ran);
}

TEST(EventLoop, ATimerThatRestartsItselfDoesNotHoldTheTurn) {
  FakeClock clock(1'000'000);
  EventLoop loop(clock);
  int runs = 0;
  std::function<void()> again = [&] {
    ++runs;
    loop.After(0, [&] { again(); });
  };
  loop.After(0, [&] { again(); });
  loop.RunOnce(0);
  EXPECT_EQ(runs, 1);
  loop.RunOnce(0);
  EXPECT_EQ(runs, 2);
}

TEST(EventLoop, WakesForATimer) {
  SystemClock clock;
  EventLoop loop(clock);
  loop.After(30, [&] { loop.Stop(); });
  std::int64_t start = clock.SteadyUs();
  loop.Run();
  std::int64_t passed_ms = (clock.SteadyUs() - start) / 1000;
  EXPECT_GE(passed_ms, 29);
  EXPECT_LT(passed_ms, 2000);
}

TEST(EventLoop, RunsHooksAtTheEndOfEachTurn) {
  FakeClock clock(1'000'000);
  EventLoop loop(clock);
  std::string ran;
  loop.OnTurnEnd([&] { ran += '.'; });
  loop.Post([&] { ran += 'a'; });
  loop.Post([&] { ran += 'b'; });
  loop.RunOnce(0);
  loop.RunOnce(0);
  EXPECT_EQ(ran, "ab..");
}

TEST(EventLoop, OwnsTasksThatNeverRan) {
  auto alive = std::make_shared<int>(1);
  {
    FakeClock clock(1'000'000);
    EventLoop loop(clock);
    loop.Post([alive] {});
    loop.After(10, [alive] {});
    EXPECT_EQ(alive.use_count(), 3);
  }
  EXPECT_EQ(alive.use_count(), 1);
}

TEST(EventLoop, ReadsTheTimeOfDayOncePerTurn) {
  FakeClock clock(1'000'000);
  EventLoop loop(clock);
  const std::int64_t begin = clock.NowMs();
  EXPECT_EQ(loop.wall_ms(), begin);
  clock.Advance(5);
  EXPECT_EQ(loop.wall_ms(), begin + 5);  // outside a turn it is that of the clock
  std::vector<std::int64_t> seen;
  loop.Post([&] {
    seen.push_back(loop.wall_ms() - begin);
    clock.Advance(5);
    seen.push_back(loop.wall_ms() - begin);
  });
  loop.RunOnce(0);
  loop.Post([&] { seen.push_back(loop.wall_ms() - begin); });
  loop.RunOnce(0);
  EXPECT_EQ(seen, (std::vector<std::int64_t>{5, 5, 10}));
}

TEST(EventLoop, WritesHttpDates) {
  FakeClock clock(784'111'777'000);
  EventLoop loop(clock);
  EXPECT_STREQ(loop.HttpDate(), "Sun, 06 Nov 1994 08:49:37 GMT");
  clock.Advance(1000);
  EXPECT_STREQ(loop.HttpDate(), "Sun, 06 Nov 1994 08:49:38 GMT");
}

struct Entry final : IdleEntry {
  std::int64_t deadline = 0;
  std::int64_t fired_at = 0;
  int asked = 0;
  std::int64_t OnDeadline(std::int64_t now_ms) override {
    ++asked;
    if (now_ms < deadline) return deadline;
    fired_at = now_ms;
    return 0;
  }
};

TEST(IdleWheel, FiresWithinTwoSecondsAndNeverEarly) {
  for (std::int64_t delay : {1, 999, 1000, 60'000, 254'000, 255'000, 256'000, 1'000'000}) {
    IdleWheel wheel;
    std::int64_t now = 123'456;
    wheel.Advance(now);
    Entry entry;
    entry.deadline = now + delay;
    wheel.Set(&entry, entry.deadline);
    while (entry.fired_at == 0 && now < entry.deadline + 10'000) wheel.Advance(now += 100);
    EXPECT_GE(entry.fired_at, entry.deadline);
    EXPECT_LE(entry.fired_at, entry.deadline + 2000);
    EXPECT_TRUE(wheel.empty());
  }
}

TEST(IdleWheel, MovingADeadlineAwayCostsOneLateQuestion) {
  IdleWheel wheel;
  wheel.Advance(1000);
  Entry entry;
  entry.deadline = 5000;
  wheel.Set(&entry, 5000);
  entry.deadline = 100'000;  // activity: the wheel does not know
  for (std::int64_t now = 1000; now < 99'000; now += 500) wheel.Advance(now);
  EXPECT_EQ(entry.asked, 1);
  EXPECT_EQ(entry.fired_at, 0);
}

TEST(IdleWheel, SurvivesAJumpAndRemoval) {
  IdleWheel wheel;
  wheel.Advance(1000);
  Entry late;
  late.deadline = 50'000;
  wheel.Set(&late, late.deadline);
  {
    Entry removed;
    wheel.Set(&removed, 2000);
  }
  EXPECT_FALSE(wheel.empty());
  wheel.Advance(100'000'000);
  EXPECT_NE(late.fired_at, 0);
  EXPECT_TRUE(wheel.empty());
}

TEST(IdleWheel, IsNotEmptyWhatItHoldsFromBeforeItRan) {
  IdleWheel wheel;
  EXPECT_TRUE(wheel.empty());
  Entry entry;
  entry.deadline = 400'002'000;
  wheel.Set(&entry, entry.deadline);
  for (std::int64_t now = 400'000'000; !wheel.empty(); now += 500) {
    ASSERT_LT(now, 401'000'000);
    wheel.Advance(now);
  }
  EXPECT_NE(entry.fired_at, 0);
}

TEST(Task, MovesWhatItHolds) {
  auto value = std::make_unique<int>(7);
  Task small = [v = std::move(value)] { *v += 1; };
  Task moved = std::move(small);
  EXPECT_FALSE(small);  // NOLINT: a moved-from task is empty
  moved();
  struct Large {
    char bytes[200] = {};
    std::shared_ptr<int> count;
  };
  auto count = std::make_shared<int>(0);
  Large large;
  large.count = count;
  {
    Task big = [large] { ++*large.count; };
    big();
    Task other = std::move(big);
    other();
  }
  EXPECT_EQ(*count, 2);
  large.count.reset();
  EXPECT_EQ(count.use_count(), 1);
}

}  // namespace
}  // namespace koine::net
