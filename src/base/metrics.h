#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Numbers for Prometheus. Look a series up once and keep the pointer: bumping it is one relaxed
// atomic addition on a cache line of the thread's shard. Pointers live as long as the registry.

namespace koine::metrics {

using Labels = std::vector<std::pair<std::string, std::string>>;

inline constexpr int kShards = 8;  // power of two
// The shard of the calling thread.
unsigned ThreadShard();

// Only rises.
class Counter {
 public:
  void Add(std::uint64_t n = 1) {
    shards_[ThreadShard()].value.fetch_add(n, std::memory_order_relaxed);
  }
  std::uint64_t Value() const;

 private:
  struct alignas(64) Shard {
    std::atomic<std::uint64_t> value{0};
  };
  Shard shards_[kShards];
};

// Goes both ways.
class Gauge {
 public:
  void Set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void Add(std::int64_t n) { value_.fetch_add(n, std::memory_order_relaxed); }
  std::int64_t Value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_{0};
};

// Counts observations per bucket. Observed and bounded in an integer unit (microseconds, bytes);
// exposed divided by `scale` (1e6 turns microseconds into seconds).
class Histogram {
 public:
  Histogram(std::vector<std::int64_t> bounds, double scale);
  void Observe(std::int64_t value);
  std::uint64_t Count() const;
  std::int64_t Sum() const;

 private:
  friend class Registry;
  std::uint64_t Bucket(std::size_t i) const;
  std::vector<std::int64_t> bounds_;  // ascending, inclusive
  double scale_;
  std::size_t stride_;  // atomics per shard: buckets, then the sum, up to whole cache lines
  std::unique_ptr<std::atomic<std::uint64_t>[]> cells_;
};

// From 50 us to 10 s, for latencies in microseconds.
const std::vector<std::int64_t>& LatencyBoundsUs();

// A set of series. Any thread.
class Registry {
 public:
  // More series than this end up in one without labels, so that labels cannot fill memory.
  static constexpr std::size_t kMaxSeries = 20000;

  Registry();
  ~Registry();
  Registry(const Registry&) = delete;
  Registry& operator=(const Registry&) = delete;

  // The series of that name and labels, made at the first call. REQUIRES: one name always has one
  // kind, help and bounds. Label order matters not. A counter is exposed divided by `scale`.
  Counter* GetCounter(std::string_view name, std::string_view help, Labels labels = {},
                      double scale = 1);
  Gauge* GetGauge(std::string_view name, std::string_view help, Labels labels = {});
  Histogram* GetHistogram(std::string_view name, std::string_view help, Labels labels = {},
                          const std::vector<std::int64_t>& bounds = LatencyBoundsUs(),
                          double scale = 1e6);
  // Prometheus text exposition format 0.0.4.
  std::string Expose() const;

 private:
  struct Family;
  struct Series;
  Series* Find(std::string_view name, std::string_view help, int kind, Labels labels);

  mutable std::mutex mutex_;
  std::vector<std::unique_ptr<Family>> families_;
  std::size_t series_ = 0;
};

// The registry of the process.
Registry& Default();

}  // namespace koine::metrics
