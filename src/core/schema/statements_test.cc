#include <gtest/gtest.h>

#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "core/core_test_util.h"
#include "store/sql_text.h"

namespace koine::schema {
namespace {

class Statements : public core::CoreOnBothTest {};

bool Has(const std::string& text, std::initializer_list<std::string_view> parts) {
  for (const std::string_view part : parts) {
    if (text.find(part) != text.npos) return true;
  }
  return false;
}

// How many statements the program was linked with. A test has its own in its function, so that they
// come later: what fits one engine, or a table of the test, is nobody else's.
std::size_t linked = 0;

class CountLinked : public ::testing::Environment {
  void SetUp() override { linked = store::StatementsOfProcess().size(); }
};

[[maybe_unused]] const ::testing::Environment* const kCountLinked =
    ::testing::AddGlobalTestEnvironment(new CountLinked);

// Statements of one engine alone, and those on tables that only tests of the store have.
bool LeftOut(const std::string& text, store::Engine engine) {
  if (Has(text + " ", {" entry ", " thing ", " counter "})) return true;
  if (engine == store::Engine::kSqlite) return Has(text, {"pg_", "current_setting("});
  return text.starts_with("begin") || text == "commit" || text == "savepoint command" ||
         text == "release command" || text == "rollback to command" ||
         Has(text, {"pragma", "sqlite_"});
}

std::size_t Parameters(const std::string& text) {
  const std::string numbered = store::NumberParams(text);
  std::size_t count = 0;
  while (numbered.find("$" + std::to_string(count + 1)) != numbered.npos) ++count;
  return count;
}

// A table or column that is not there, or a word that only the other engine takes, is found here
// also where no test runs the statement on both.
TEST_P(Statements, EachEngineTakesAll) {
  const bool sqlite = GetParam() == store::Engine::kSqlite;
  static std::deque<std::string> texts;  // statements are told of as long as the process lives
  int taken = 0;
  std::vector<store::StatementTexts> statements = store::StatementsOfProcess();
  statements.resize(linked);
  for (const store::StatementTexts& one : statements) {
    const std::string text = sqlite ? one.sqlite : one.postgresql;
    if (LeftOut(text, GetParam())) continue;
    ++taken;
    texts.push_back((sqlite ? "explain " : "prepare taken_" + std::to_string(taken) + " as ") +
                    text);
    const store::Sql prepared(texts.back().c_str());
    const std::vector<store::Param> nulls(sqlite ? Parameters(text) : 0);
    const Status read =
        store().ReadNow("prepare", [&](store::Txn& txn) { txn.Run(prepared, nulls, nullptr); });
    EXPECT_TRUE(read.ok()) << text << ": " << (read.ok() ? "" : read.error().text);
  }
  EXPECT_GT(taken, 500);
}

KOINE_ON_BOTH(Statements);

}  // namespace
}  // namespace koine::schema
