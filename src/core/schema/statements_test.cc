#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "core/core_test_util.h"
#include "store/pg_conn.h"
#include "store/sql_text.h"

namespace koine::schema {
namespace {

class Statements : public core::CoreOnBothTest {
 protected:
  // With what PostgreSQL then knows of.
  void Fill();
  // As PgOpen::requests has it.
  void PlanAsForRequests();
  // What is read must be found by an index, whatever its values are: a connection plans it once
  // (PgConn). What erases may read all of a table, but for the largest.
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
std::uint32_t linked = 0;

class CountLinked : public ::testing::Environment {
  void SetUp() override { linked = store::Sql::Count(); }
};

[[maybe_unused]] const ::testing::Environment* const kCountLinked =
    ::testing::AddGlobalTestEnvironment(new CountLinked);

// Statements of one engine alone, and those on tables that only tests of the store have.
bool LeftOut(const std::string& text, store::Engine engine) {
  if (Has(text + " ", {" entry ", " entry_key ", " thing ", " counter "})) return true;
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

void Statements::Fill() {
  // People, most with a few conversations and one with thousands; groups, most with a few members
  // and one with thousands; conversations, most with a few messages and one with thousands.
  static const store::Sql users{
      "insert into users (id, tenant_id, handle, nickname, gender, kind, recv_opt, auto_accept, "
      "role, state, banned_until, search_text, created_at, updated_at, last_online_at) select "
      "1000000 + i, 1, cast(1000000 + i as text), '', 0, 0, 0, 0, 1, 1, 0, '', i, i, 0 from "
      "generate_series(1, 20000) i"};
  static const store::Sql conversations{
      "insert into conversation (id, tenant_id, kind, pair_lo, pair_hi, creator_id, owner_id, "
      "notice_by, notice_at, join_mode, max_members, member_count, history_for_new, status, "
      "mute_all, banned_at, expires_at, min_seq, last_seq, last_counted, change_seq, last_sent_at, "
      "all_mention_seq, receipt_seq, created_at, updated_at) select 1000000 + i, 1, 1, 1000000, "
      "1000000 + i, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, i, i from "
      "generate_series(1, 20000) i"};
  static const store::Sql members{
      "insert into member (conversation_id, user_id, tenant_id, state, role, joined_at, "
      "join_source, inviter_id, operator_id, left_at, min_seq, max_seq, read_seq, read_at, "
      "read_counted, read_sent, receipt_seq, sent_seq, sent_counted, delivered_seq, muted_until, "
      "notify, pinned_at, hidden_seq, reply_open) select 1000000 + case when i > 20000 then 1 else "
      "i % 15000 end, 1000000 + case when i < 5000 then 1 else i % 20000 end, 1, 1, 1, i, 0, 0, 0, "
      "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 from generate_series(1, 30000) i "
      "on conflict do nothing"};
  static const store::Sql messages{
      "insert into message (id, tenant_id, conversation_id, seq, counted, sender_id, origin, kind, "
      "body, reply_seq, forwarded_from, mention_all, options, sent_at, edited_at, recalled_at, "
      "recalled_by, deleted_at) select i, 1, 1000000 + case when i % 5 = 0 then 1 else i % 20000 "
      "end, i, i, 1000000 + i % 20000, 0, 1, '', 0, 0, 0, 0, i, 0, 0, 0, 0 from "
      "generate_series(1, 60000) i"};
  static const store::Sql contacts{
      "insert into contact (owner_id, peer_id, tenant_id, group_name, pinned_at, add_source, "
      "operator_id, created_at) select 1000000 + case when i < 5000 then 1 else i % 20000 end, "
      "1000000 + case when i between 5000 and 10000 then 1 else i % 19999 end, 1, '', 0, 0, 0, i "
      "from generate_series(1, 40000) i on conflict do nothing"};
  static const store::Sql look{"analyze users, conversation, member, message, contact"};
  ASSERT_TRUE(
      Write([](store::Txn& txn) -> Status {
        for (const auto* sql : {&users, &conversations, &members, &messages, &contacts, &look}) {
          txn.Run(*sql, {}, nullptr);
        }
        return Ok();
      }).ok());
}

void Statements::PlanAsForRequests() {
  static const store::Sql settings{store::kPgJoinedByLookUps};
  ASSERT_TRUE(store().ReadNow("set", [](store::Txn& txn) { txn.Run(settings, {}, nullptr); }).ok());
}

// Indexes whose second column tells one row of many apart.
struct Key {
  std::string_view scan, second;
};
constexpr Key kKeys[] = {
    {"using member_list ", "user_id"},   {"using member_pkey ", "conversation_id"},
    {"using message_seq ", "seq"},       {"using contact_pkey ", "peer_id"},
    {"using contact_peer ", "owner_id"},
};

// Whether a scan by half of a key, the `i`th line of a plan, is followed by a look at the other
// half in each row that it found.
bool TakesHalf(const std::vector<std::string>& plan, std::size_t i, const Key& key) {
  const std::string second(key.second);
  if (Has(plan[i + 1], {second})) return false;
  if (i + 2 < plan.size() && Has(plan[i + 2], {"Filter: "}) &&
      Has(plan[i + 2], {"(" + second + " = "})) {
    return true;
  }
  // By the name that the statement gives the table, which ends the line.
  const std::string joined = plan[i].substr(plan[i].rfind(' ') + 1) + "." + second;
  return std::ranges::any_of(plan, [&](const std::string& line) {
    return Has(line, {"Filter: ", "Hash Cond: ", "Merge Cond: "}) &&
           Has(line, {joined + " = ", " = " + joined});
  });
}

// What lists all that somebody has, and compares it with a list.
bool MayReadHalf(const std::string& text) {
  return Has(text, {"select c.remark, c.group_name, c.created_at, u.id",
                    "select c.owner_id from contact c where c.tenant_id = ? and c.owner_id =",
                    "c.id in (select s.conversation_id from member s where s.tenant_id = ? and"});
}

// Whether one row is looked for among all of its conversation or user: that these have few on
// average says nothing of the one that is asked for.
bool LooksThrough(const std::string& plan) {
  std::vector<std::string> lines;
  for (const std::string_view line : text::Split(plan, '\n')) lines.emplace_back(line);
  for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
    for (const Key& key : kKeys) {
      if (lines[i].find(key.scan) != std::string::npos && TakesHalf(lines, i, key)) return true;
    }
  }
  return false;
}

void Statements::LookAtPlan(int taken, const std::string& text) {
  static std::deque<std::string> texts;
  std::string nulls;
  for (std::size_t i = 0; i < Parameters(text); ++i) nulls += i == 0 ? "(null" : ", null";
  if (!nulls.empty()) nulls += ")";
  texts.push_back("explain (costs off) execute taken_" + std::to_string(taken) + nulls);
  const store::Sql explain(texts.back().c_str());
  std::string plan;
  const store::Txn::RowFn take = [&](const store::Row& row) { plan += row.String(0) + "\n"; };
  ASSERT_TRUE(
      store().ReadNow("explain", [&](store::Txn& txn) { txn.Run(explain, {}, &take); }).ok())
      << text;
  ASSERT_NE(plan, "");
  if (MayReadAll(text)) return;
  const bool reads = text.starts_with("select ");
  EXPECT_EQ(plan.find(reads ? "Seq Scan on" : "Seq Scan on member"), plan.npos) << text << "\n"
                                                                                << plan;
  EXPECT_FALSE(LooksThrough(plan) && !MayReadHalf(text)) << text << "\n" << plan;
}

// A table or column that is not there, or a word that only the other engine takes, is found here
// also where no test runs the statement on both.
TEST_P(Statements, EachEngineTakesAll) {
  const bool sqlite = GetParam() == store::Engine::kSqlite;
  static std::deque<std::string> texts;  // statements are told of as long as the process lives
  int taken = 0;
  if (!sqlite) {
    Fill();
    PlanAsForRequests();
  }
  for (const store::StatementTexts& one : store::StatementsOfProcess(linked)) {
    const std::string& text = sqlite ? one.sqlite : one.postgresql;
    if (LeftOut(text, GetParam())) continue;
    ++taken;
    texts.push_back((sqlite ? "explain " : "prepare taken_" + std::to_string(taken) + " as ") +
                    text);
    const store::Sql prepared(texts.back().c_str());
    const std::vector<store::Param> nulls(sqlite ? Parameters(text) : 0);
    const Status read =
        store().ReadNow("prepare", [&](store::Txn& txn) { txn.Run(prepared, nulls, nullptr); });
    EXPECT_TRUE(read.ok()) << text << ": " << (read.ok() ? "" : read.error().text);
    const bool planned = !text.starts_with("with ") && Has(text, {" where "});
    if (!sqlite && planned) LookAtPlan(taken, text);
  }
  EXPECT_GT(taken, 500);
}

KOINE_ON_BOTH(Statements);

}  // namespace
}  // namespace koine::schema
