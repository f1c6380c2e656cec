#include "base/metrics.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace koine::metrics {
namespace {

enum : int { kCounter, kGauge, kHistogram };
constexpr const char* kKindNames[] = {"counter", "gauge", "histogram"};

std::string Escaped(std::string_view text, bool quotes) {
  std::string out;
  for (char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || (quotes && c == '"')) out += '\\';
    out += c;
  }
  return out;
}

// `a="b",c="d"`, sorted, so that equal sets are equal texts.
std::string LabelText(Labels labels) {
  std::sort(labels.begin(), labels.end());
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!out.empty()) out += ',';
    out += name + "=\"" + Escaped(value, true) + '"';
  }
  return out;
}

std::string Number(double value) {
  char buffer[40];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

void Line(std::string_view name, std::string_view labels, std::string_view more_labels,
          std::string_view value, std::string* out) {
  *out += name;
  if (!labels.empty() || !more_labels.empty()) {
    *out += '{';
    *out += labels;
    if (!labels.empty() && !more_labels.empty()) *out += ',';
    *out += more_labels;
    *out += '}';
  }
  *out += ' ';
  *out += value;
  *out += '\n';
}

}  // namespace

unsigned ThreadShard() {
  static std::atomic<unsigned> next{0};
  thread_local const unsigned shard = next.fetch_add(1, std::memory_order_relaxed) % kShards;
  return shard;
}

std::uint64_t Counter::Value() const {
  std::uint64_t sum = 0;
  for (const Shard& shard : shards_) sum += shard.value.load(std::memory_order_relaxed);
  return sum;
}

Histogram::Histogram(std::vector<std::int64_t> bounds, double scale)
    : bounds_(std::move(bounds)), scale_(scale) {
  constexpr std::size_t kLine = 8;  // atomics per cache line
  stride_ = (bounds_.size() + 2 + kLine - 1) / kLine * kLine;
  cells_ = std::make_unique<std::atomic<std::uint64_t>[]>(stride_ * kShards);
}

void Histogram::Observe(std::int64_t value) {
  const auto bucket = static_cast<std::size_t>(
      std::lower_bound(bounds_.begin(), bounds_.end(), value) - bounds_.begin());
  auto* cells = &cells_[stride_ * ThreadShard()];
  cells[bucket].fetch_add(1, std::memory_order_relaxed);
  cells[bounds_.size() + 1].fetch_add(static_cast<std::uint64_t>(value), std::memory_order_relaxed);
}

std::uint64_t Histogram::Bucket(std::size_t i) const {
  std::uint64_t sum = 0;
  for (int shard = 0; shard < kShards; ++shard) {
    sum += cells_[stride_ * static_cast<std::size_t>(shard) + i].load(std::memory_order_relaxed);
  }
  return sum;
}

std::uint64_t Histogram::Count() const {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i <= bounds_.size(); ++i) sum += Bucket(i);
  return sum;
}

std::int64_t Histogram::Sum() const {
  return static_cast<std::int64_t>(Bucket(bounds_.size() + 1));
}

const std::vector<std::int64_t>& LatencyBoundsUs() {
  static const auto* bounds = new std::vector<std::int64_t>{
      50,    100,    250,    500,    1000,    2500,    5000,    10000,   25000,
      50000, 100000, 250000, 500000, 1000000, 2500000, 5000000, 10000000};
  return *bounds;
}

struct Registry::Series {
  std::string labels;
  double scale = 1;  // of a counter
  Counter counter;
  Gauge gauge;
  std::unique_ptr<Histogram> histogram;
};

struct Registry::Family {
  std::string name;
  std::string help;
  int kind;
  std::map<std::string, std::unique_ptr<Series>> series;
};

Registry::Registry() = default;
Registry::~Registry() = default;

// REQUIRES: mutex_ held
Registry::Series* Registry::Find(std::string_view name, std::string_view help, int kind,
                                 Labels labels) {
  Family* family = nullptr;
  for (const auto& known : families_) {
    if (known->name == name) family = known.get();
  }
  if (family == nullptr) {
    families_.push_back(
        std::make_unique<Family>(Family{std::string(name), std::string(help), kind, {}}));
    family = families_.back().get();
  }
  std::string key = LabelText(std::move(labels));
  if (series_ >= kMaxSeries && !family->series.contains(key)) key.clear();
  auto& slot = family->series[key];
  if (slot == nullptr) {
    slot = std::make_unique<Series>();
    slot->labels = std::move(key);
    ++series_;
  }
  return slot.get();
}

Counter* Registry::GetCounter(std::string_view name, std::string_view help, Labels labels,
                              double scale) {
  std::lock_guard lock(mutex_);
  Series* series = Find(name, help, kCounter, std::move(labels));
  series->scale = scale;
  return &series->counter;
}

Gauge* Registry::GetGauge(std::string_view name, std::string_view help, Labels labels) {
  std::lock_guard lock(mutex_);
  return &Find(name, help, kGauge, std::move(labels))->gauge;
}

Histogram* Registry::GetHistogram(std::string_view name, std::string_view help, Labels labels,
                                  const std::vector<std::int64_t>& bounds, double scale) {
  std::lock_guard lock(mutex_);
  Series* series = Find(name, help, kHistogram, std::move(labels));
  if (series->histogram == nullptr) {
    series->histogram = std::make_unique<Histogram>(bounds, scale);
  }
  return series->histogram.get();
}

std::string Registry::Expose() const {
  std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& family : families_) {
    const std::string& name = family->name;
    out += "# HELP " + name + ' ' + Escaped(family->help, false) + '\n';
    out += "# TYPE " + name + ' ' + kKindNames[family->kind] + '\n';
    for (const auto& [labels, series] : family->series) {
      if (family->kind == kCounter) {
        const std::uint64_t value = series->counter.Value();
        Line(name, labels, "",
             series->scale == 1 ? std::to_string(value)
                                : Number(static_cast<double>(value) / series->scale),
             &out);
      } else if (family->kind == kGauge) {
        Line(name, labels, "", std::to_string(series->gauge.Value()), &out);
      } else if (const Histogram* h = series->histogram.get()) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i <= h->bounds_.size(); ++i) {
          sum += h->Bucket(i);
          const bool last = i == h->bounds_.size();
          const std::string bound =
              last ? "+Inf" : Number(static_cast<double>(h->bounds_[i]) / h->scale_);
          Line(name + "_bucket", labels, "le=\"" + bound + '"', std::to_string(sum), &out);
        }
        Line(name + "_sum", labels, "", Number(static_cast<double>(h->Sum()) / h->scale_), &out);
        Line(name + "_count", labels, "", std::to_string(sum), &out);
      }
    }
  }
  return out;
}

Registry& Default() {
  static auto* registry = new Registry;  // lives until the process ends
  return *registry;
}

}  // namespace koine::metrics
