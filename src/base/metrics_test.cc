#include "base/metrics.h"

#include <gtest/gtest.h>

#include <thread>

namespace koine::metrics {
namespace {

TEST(Metrics, Exposition) {
  Registry registry;
  registry.GetCounter("koine_requests_total", "Requests.", {{"path", "/a\"b"}, {"code", "200"}})
      ->Add(3);
  registry.GetGauge("koine_sessions", "Open\nsessions.")->Set(-2);
  auto* h = registry.GetHistogram("koine_seconds", "Time.", {{"op", "x"}}, {50, 1000});
  h->Observe(50);
  h->Observe(51);
  h->Observe(5000);
  EXPECT_EQ(registry.Expose(),
            "# HELP koine_requests_total Requests.\n"
            "# TYPE koine_requests_total counter\n"
            "koine_requests_total{code=\"200\",path=\"/a\\\"b\"} 3\n"
            "# HELP koine_sessions Open\\nsessions.\n"
            "# TYPE koine_sessions gauge\n"
            "koine_sessions -2\n"
            "# HELP koine_seconds Time.\n"
            "# TYPE koine_seconds histogram\n"
            "koine_seconds_bucket{op=\"x\",le=\"5e-05\"} 1\n"
            "koine_seconds_bucket{op=\"x\",le=\"0.001\"} 2\n"
            "koine_seconds_bucket{op=\"x\",le=\"+Inf\"} 3\n"
            "koine_seconds_sum{op=\"x\"} 0.005101\n"
            "koine_seconds_count{op=\"x\"} 3\n");
}

TEST(Metrics, OneSeriesPerLabelSet) {
  Registry registry;
  auto* a = registry.GetCounter("x_total", "X.", {{"a", "1"}, {"b", "2"}});
  EXPECT_EQ(a, registry.GetCounter("x_total", "X.", {{"b", "2"}, {"a", "1"}}));
  EXPECT_NE(a, registry.GetCounter("x_total", "X.", {{"a", "1"}}));
}

TEST(Metrics, ThreadsLoseNothing) {
  Registry registry;
  auto* counter = registry.GetCounter("x_total", "X.");
  auto* histogram = registry.GetHistogram("y", "Y.");
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10000; ++i) {
        counter->Add();
        histogram->Observe(i);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(counter->Value(), 40000u);
  EXPECT_EQ(histogram->Count(), 40000u);
  EXPECT_EQ(histogram->Sum(), 4 * 49995000);
}

TEST(Metrics, SeriesAreBounded) {
  Registry registry;
  for (std::size_t i = 0; i < Registry::kMaxSeries + 10; ++i) {
    registry.GetCounter("x_total", "X.", {{"user", std::to_string(i)}})->Add();
  }
  EXPECT_NE(registry.Expose().find("\nx_total 10\n"), std::string::npos);
}

}  // namespace
}  // namespace koine::metrics
