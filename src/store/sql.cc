#include "store/sql.h"

#include <atomic>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>

#include "base/require.h"
#include "store/sql_text.h"

namespace koine::store {

namespace {

std::atomic<std::uint32_t>& Counter() {
  static std::atomic<std::uint32_t> count{0};
  return count;
}

// The text of an engine; what was translated is kept as long as the process lives.
const char* TextFor(const char* text, Engine engine) {
  if (std::string_view(text).find_first_of("{}") == std::string_view::npos) return text;
  static std::mutex mutex;
  static auto& kept = *new std::deque<std::string>;
  auto translated = Translate(text, engine);
  if (!translated.ok()) {
    EndOnBrokenDemand(translated.error().text.c_str(), __FILE__, __LINE__);
  }
  const std::lock_guard lock(mutex);
  return kept.emplace_back(*std::move(translated)).c_str();
}

}  // namespace

Sql::Sql(const char* text, const char* pg)
    : sqlite_(TextFor(text, Engine::kSqlite)),
      pg_(TextFor(pg != nullptr ? pg : text, Engine::kPostgresql)),
      index_(Counter().fetch_add(1)) {}

std::uint32_t Sql::Count() {
  return Counter().load();
}

}  // namespace koine::store
