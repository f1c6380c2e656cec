#include "store/sql.h"

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/require.h"
#include "store/sql_text.h"

namespace koine::store {

namespace {

struct Made {
  std::mutex mutex;
  std::deque<std::string> translated;
  std::vector<std::pair<const char*, const char*>> written;  // SQLite's, PostgreSQL's
};

// Never destroyed: statements of other files may outlive it.
Made& AllMade() {
  static auto& made = *new Made;
  return made;
}

std::string TextFor(const char* written, Engine engine) {
  auto translated = Translate(written, engine);
  if (!translated.ok()) {
    EndOnBrokenDemand(translated.error().text.c_str(), __FILE__, __LINE__);
  }
  return *std::move(translated);
}

}  // namespace

Sql::Sql(const char* text, const char* pg) : sqlite_(text), pg_(pg != nullptr ? pg : text) {
  const std::lock_guard lock(AllMade().mutex);
  index_ = static_cast<std::uint32_t>(AllMade().written.size());
  AllMade().written.emplace_back(text, pg != nullptr ? pg : text);
}

// What was translated is kept as long as the process lives. Of two threads that want it first, one
// translates.
const char* Sql::Text::Translated(Engine engine) const {
  const std::lock_guard lock(AllMade().mutex);
  const char* text = translated_.load(std::memory_order_relaxed);
  if (text != nullptr) return text;
  const bool plain = std::string_view(written_).find_first_of("{}") == std::string_view::npos;
  text = plain ? written_ : AllMade().translated.emplace_back(TextFor(written_, engine)).c_str();
  translated_.store(text, std::memory_order_release);
  return text;
}

std::uint32_t Sql::Count() {
  const std::lock_guard lock(AllMade().mutex);
  return static_cast<std::uint32_t>(AllMade().written.size());
}

std::vector<StatementTexts> StatementsOfProcess(std::uint32_t count) {
  const std::lock_guard lock(AllMade().mutex);
  std::vector<StatementTexts> out;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto& [sqlite, pg] = AllMade().written.at(i);
    out.push_back({TextFor(sqlite, Engine::kSqlite), TextFor(pg, Engine::kPostgresql)});
  }
  return out;
}

}  // namespace koine::store
