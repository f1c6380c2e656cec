#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/metrics.h"
#include "base/result.h"

// What the gateway counts (docs/operate/monitor.md lists it). Every series is looked up once, at
// start or at first use; counting is one addition. Any thread.
namespace koine::gateway {

// Of a row, made when it is first called: most rows of a server never are.
class RowSeries {
 public:
  struct Made {
    metrics::Histogram* seconds = nullptr;   // from the request's arrival to its answer
    metrics::Counter* refused = nullptr;     // those that ended in an error
    metrics::Counter* statements = nullptr;  // run in the store for it
  };
  RowSeries() = default;
  RowSeries(const char* dialect, std::string row);

  // Whether the row is served.
  explicit operator bool() const { return lazy_ != nullptr; }
  // REQUIRES: it is
  const Made& Use() const;

 private:
  struct Lazy;
  std::shared_ptr<Lazy> lazy_;
};

// Of a dialect's sessions.
struct DialectSeries {
  metrics::Gauge* sessions = nullptr;
  metrics::Counter* frames_received = nullptr;
  metrics::Counter* frames_sent = nullptr;
  metrics::Counter* slow_readers = nullptr;  // cut off with a full outbox
};
DialectSeries MakeDialectSeries(const char* dialect);

// Requests refused before their row ran, by the name of the code.
void CountRefusal(Code code);

// A sign-in or another check of a password that failed.
void CountFailedPassword();

// Events rendered for a variant, and frames of them queued to sessions.
void CountFanOut(std::size_t rendered, std::size_t delivered);

// The part of a gauge that one object contributes; gone with it.
class GaugePart {
 public:
  explicit GaugePart(metrics::Gauge* gauge) : gauge_(gauge) {}
  ~GaugePart() { Set(0); }
  GaugePart(const GaugePart&) = delete;
  GaugePart& operator=(const GaugePart&) = delete;
  void Set(std::size_t size) {
    const auto now = static_cast<std::int64_t>(size);
    if (now == part_) return;
    gauge_->Add(now - part_);
    part_ = now;
  }

 private:
  metrics::Gauge* gauge_;
  std::int64_t part_ = 0;
};
metrics::Gauge* LoginsGauge();
metrics::Gauge* AudiencesGauge();
metrics::Gauge* HeldGauge();

}  // namespace koine::gateway
