#include "gateway/series.h"

#include <array>
#include <mutex>
#include <utility>

namespace koine::gateway {

struct RowSeries::Lazy {
  Lazy(const char* d, std::string r) : dialect(d), row(std::move(r)) {}
  const char* dialect;
  std::string row;
  std::once_flag once;
  Made made;
};

RowSeries::RowSeries(const char* dialect, std::string row)
    : lazy_(std::make_shared<Lazy>(dialect, std::move(row))) {}

const RowSeries::Made& RowSeries::Use() const {
  std::call_once(lazy_->once, [lazy = lazy_.get()] {
    const metrics::Labels labels = {{"dialect", lazy->dialect}, {"row", lazy->row}};
    metrics::Registry& registry = metrics::Default();
    lazy->made.seconds = registry.GetHistogram(
        "koine_call_seconds", "Time from a request to its answer, per operation.", labels);
    lazy->made.refused = registry.GetCounter(
        "koine_call_refusals_total", "Calls of an operation that ended in an error.", labels);
    lazy->made.statements = registry.GetCounter(
        "koine_call_statements_total", "SQL statements run for calls of an operation.", labels);
  });
  return lazy_->made;
}

DialectSeries MakeDialectSeries(const char* dialect) {
  const metrics::Labels labels = {{"dialect", dialect}};
  metrics::Registry& registry = metrics::Default();
  return {
      registry.GetGauge("koine_sessions", "Signed-in WebSockets.", labels),
      registry.GetCounter("koine_frames_received_total", "Frames received from clients.", labels),
      registry.GetCounter("koine_frames_sent_total", "Frames queued to clients, one per event.",
                          labels),
      registry.GetCounter("koine_slow_readers_total",
                          "Sessions closed because their outbox was full.", labels)};
}

void CountRefusal(Code code) {
  constexpr std::size_t kCodes = static_cast<std::size_t>(Code::kResultUnknown) + 1;
  static const auto counters = [] {
    std::array<metrics::Counter*, kCodes> out{};
    for (std::size_t i = 0; i < kCodes; ++i) {
      out[i] = metrics::Default().GetCounter(
          "koine_requests_refused_total", "Requests refused before their operation ran.",
          {{"code", std::string(CodeName(static_cast<Code>(i)))}});
    }
    return out;
  }();
  counters[static_cast<std::size_t>(code)]->Add();
}

void CountFailedPassword() {
  static metrics::Counter* const failed = metrics::Default().GetCounter(
      "koine_passwords_failed_total", "Failed sign-ins and other failed password checks.");
  failed->Add();
}

void CountFanOut(std::size_t rendered, std::size_t delivered) {
  static metrics::Counter* const renderings = metrics::Default().GetCounter(
      "koine_fanout_renderings_total", "Events rendered, once per form that a recipient needs.");
  static metrics::Counter* const deliveries =
      metrics::Default().GetCounter("koine_fanout_deliveries_total", "Events queued to sessions.");
  renderings->Add(rendered);
  deliveries->Add(delivered);
}

metrics::Gauge* LoginsGauge() {
  static metrics::Gauge* const gauge =
      metrics::Default().GetGauge("koine_logins_cached", "Logins in memory, summed over threads.");
  return gauge;
}

metrics::Gauge* AudiencesGauge() {
  static metrics::Gauge* const gauge = metrics::Default().GetGauge(
      "koine_audiences", "Conversations whose online members are in memory, summed over threads.");
  return gauge;
}

metrics::Gauge* HeldGauge() {
  static metrics::Gauge* const gauge = metrics::Default().GetGauge(
      "koine_events_held",
      "Events that wait for the members of a conversation to be read, summed over threads.");
  return gauge;
}

}  // namespace koine::gateway
