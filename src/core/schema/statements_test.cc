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

class Statements : public core::CoreOnBothTest {
 protected:
  // What is read must be found by an index, whatever its values are: a connection plans it once
  // (PgConn).
  void LookAtPlan(int taken, const std::string& text);
};

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

// Tables of a few rows, and the two counts over all messages: of the back office, and of a dry run.
bool MayReadAll(const std::string& text) {
  return Has(text, {"from webhook w", "from search_part where", "from department where",
                    "from upload where state <= 1", "select kind, count(*)",
                    "select count(*) from (select 1 from message m where m.tenant_id = ? and (? =",
                    "select count(*) from message where tenant_id = ? and sender_id = ?"});
}

void Statements::LookAtPlan(int taken, const std::string& text) {
  static std::deque<std::string> texts;
  std::string nulls;
  for (std::size_t i = 0; i < Parameters(text); ++i) nulls += i == 0 ? "(null" : ", null";
  if (!nulls.empty()) nulls += ")";
  texts.push_back("explain execute taken_" + std::to_string(taken) + nulls);
  const store::Sql explain(texts.back().c_str());
  std::string plan;
  const store::Txn::RowFn take = [&](const store::Row& row) { plan += row.String(0) + "\n"; };
  ASSERT_TRUE(
      store().ReadNow("explain", [&](store::Txn& txn) { txn.Run(explain, {}, &take); }).ok())
      << text;
  ASSERT_NE(plan, "");
  if (MayReadAll(text)) return;
  EXPECT_EQ(plan.find("Seq Scan on"), plan.npos) << text << "\n" << plan;
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
    if (!sqlite && text.starts_with("select ") && Has(text, {" where "})) LookAtPlan(taken, text);
  }
  EXPECT_GT(taken, 500);
}

KOINE_ON_BOTH(Statements);

}  // namespace
}  // namespace koine::schema
