#include "store/sql.h"

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/require.h"
#include "store/sql_text.h"

namespace koine::store {

namespace {

struct Made {
  std::mutex mutex;
  std::deque<std::string> translated;
  std::vector<StatementTexts> statements;
};

// Never destroyed: statements of other files may outlive it.
Made& AllMade() {
  static auto& made = *new Made;
  return made;
}

// The text of an engine; what was translated is kept as long as the process lives.
const char* TextFor(const char* text, Engine engine) {
  if (std::string_view(text).find_first_of("{}") == std::string_view::npos) return text;
  auto translated = Translate(text, engine);
  if (!translated.ok()) {
    EndOnBrokenDemand(translated.error().text.c_str(), __FILE__, __LINE__);
  }
  const std::lock_guard lock(AllMade().mutex);
  return AllMade().translated.emplace_back(*std::move(translated)).c_str();
}

}  // namespace

Sql::Sql(const char* text, const char* pg)
    : sqlite_(TextFor(text, Engine::kSqlite)),
      pg_(TextFor(pg != nullptr ? pg : text, Engine::kPostgresql)) {
  const std::lock_guard lock(AllMade().mutex);
  index_ = static_cast<std::uint32_t>(AllMade().statements.size());
  AllMade().statements.push_back({sqlite_, pg_});
}

std::uint32_t Sql::Count() {
  const std::lock_guard lock(AllMade().mutex);
  return static_cast<std::uint32_t>(AllMade().statements.size());
}

std::vector<StatementTexts> StatementsOfProcess() {
  const std::lock_guard lock(AllMade().mutex);
  return AllMade().statements;
}

}  // namespace koine::store
