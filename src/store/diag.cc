#include "store/diag.h"

#include <atomic>

#include "base/log.h"
#include "base/metrics.h"
#include "store/statements.h"

namespace koine::store {

void LogInfo(std::string_view line) {
  log::Write(log::Level::kInfo, "store", line);
}
void LogWarn(std::string_view line) {
  log::Write(log::Level::kWarn, "store", line);
}

Error StoreError(Code code, std::string text) {
  return Error{code, "", "store.url", std::move(text)};
}

namespace {
std::atomic<bool> slow_is_logged = false;
}  // namespace

void LogSlow(bool on) {
  slow_is_logged = on;
}
void LogIfSlow(const char* what, const char* name, std::int64_t took_us) {
  if (took_us < kSlowCommandUs || !slow_is_logged) return;
  LogWarn(std::string("slow ") + what + " " + name + ": " + std::to_string(took_us / 1000) + " ms");
}

namespace {
thread_local std::int64_t statements = 0;
}  // namespace

void CountStatement() {
  ++statements;
}

std::int64_t StatementsOfThread() {
  return statements;
}

void SetStatementsOfThread(std::int64_t count) {
  statements = count;
}

void CountBatch(std::size_t commands) {
  static metrics::Counter* commits =
      metrics::Default().GetCounter("koine_store_commits_total", "Batches committed to the store.");
  static metrics::Counter* count =
      metrics::Default().GetCounter("koine_store_commands_total", "Commands in committed batches.");
  commits->Add();
  count->Add(commands);
}

}  // namespace koine::store
