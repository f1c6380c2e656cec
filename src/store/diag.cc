#include "store/diag.h"

#include <cstdio>

namespace koine::store {

namespace {
void Line(const char* level, std::string_view line) {
  std::fprintf(stderr, "%s store: %.*s\n", level, static_cast<int>(line.size()), line.data());
}
}  // namespace

void LogInfo(std::string_view line) { Line("info", line); }
void LogWarn(std::string_view line) { Line("warn", line); }

Error StoreError(Code code, std::string text) {
  return Error{code, "", "store.url", std::move(text)};
}

void LogIfSlow(const char* what, const char* name, std::int64_t took_us) {
  if (took_us < kSlowCommandUs) return;
  LogWarn(std::string("slow ") + what + " " + name + ": " + std::to_string(took_us / 1000) + " ms");
}

}  // namespace koine::store
