// A mark in every text of every table that is a person's, and none of it anywhere after their end.
#include <algorithm>
#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/core_test_util.h"
#include "core/erasure/deregister.h"
#include "core/erasure/erasure.h"
#include "core/identity/name_index.h"
#include "core/inverted/block.h"
#include "core/office/document/document.h"
#include "core/retention/retention.h"
#include "core/search/indexer.h"
#include "core/tenant/tenant.h"

namespace koine::erasure {
namespace {

constexpr char kMark[] = "zyxw";

// What no person fills, or what is not theirs alone though they filled it. A table that is new
// stands here or is reached by erasing.
const std::set<std::string_view> kOthers = {
    // The installation's: what administrators set up, and what they did.
    "app", "application", "audit_log", "department", "meeting_room", "notice", "tenant", "webhook",
    "word", "approval_template", "entry_code",
    // The server's own.
    "blob", "id_block", "job", "lease", "meta", "name_change", "node", "outcome", "schema_additive",
    "schema_sum", "schema_version", "search_page", "version_head", "version_log",
    // Gone when they are delivered; those with the name by which others call the person go at once.
    "webhook_delivery",
    // Money is kept: who, how much and when. What they said with it is taken out of the orders.
    "ledger"};
const std::set<std::string_view> kOtherColumns = {
    // Words and numbers that the program chooses.
    "change.data", "approval.state", "approval.step_name", "approval.template_code",
    "approval.template_name", "approval_hand.state", "approval_record.action", "approval_step.kind",
    "approval_step.name", "approval_step.needs", "approval_step.node_key", "approval_step.state",
    "call.uuid", "login.digest", "login.terminal", "meeting_booking.status", "meeting_booking.type",
    "payment_order.chain", "payment_order.pay_type", "payment_order.sn", "payment_order.tx_hash",
    "red_packet.uuid", "mail.message_id",
    // The conversation's, with all who are in it.
    "conversation.avatar", "conversation.ban_reason", "conversation.description", "conversation.ex",
    "conversation.extend", "conversation.handle", "conversation.invite", "conversation.name",
    "conversation.settings", "conversation.top"};

bool IsPerson(std::string_view column) {
  static const std::set<std::string_view> kPeople = {
      "user_id",   "owner_id",      "sender_id",  "from_id",    "to_id",        "author_id",
      "editor_id", "creator_id",    "caller_id",  "callee_id",  "applicant_id", "actor_id",
      "by_id",     "last_actor_id", "decider_id", "handler_id", "uploader_id",  "receiver_id",
      "notice_by", "changed_by",    "peer_id"};
  return kPeople.contains(column);
}

struct Column {
  std::string table, name, type;
};

class Everywhere : public core::CoreTest {
 protected:
  // Statements live as long as the process.
  static const store::Sql& Kept(std::string text) {
    static std::deque<std::string> texts;
    static std::deque<store::Sql> statements;
    texts.push_back(std::move(text));
    // engines: the test runs on SQLite alone, and what it makes is no statement of the other
    return statements.emplace_back(texts.back().c_str(), "select 1");
  }
  std::vector<Column> Columns() {
    static const store::Sql kColumns{
        "select m.name, p.name, upper(p.type) from sqlite_master m join pragma_table_info(m.name) "
        "p where m.type = 'table' and m.name not like 'sqlite_%' order by m.name, p.cid"};
    return Read([&](store::Txn& txn) {
      return txn.All(kColumns, [](const store::Row& row) {
        return Column{row.String(0), row.String(1), row.String(2)};
      });
    });
  }
  static std::string ValueOf(const Column& column, TenantId tenant, UserId user) {
    if (column.type == "TEXT") return "'" + (kMark + ("-" + column.table)) + "'";
    if (column.type == "BLOB") return "x'00'";
    if (column.name == "tenant_id") return std::to_string(tenant.value);
    if (IsPerson(column.name)) return std::to_string(user.value);
    if (column.name == "id" || column.name.ends_with("_id") || column.name == "seq") return "7";
    return column.name == "kind" || column.name == "state" ? "1" : "0";
  }
  // A row in each table; all point to each other by the same number.
  void Plant(const std::vector<Column>& columns, TenantId tenant, UserId user,
             const std::set<std::string_view>& without = kOthers) {
    for (auto at = columns.begin(); at != columns.end();) {
      const auto end = std::find_if(at, columns.end(),
                                    [&](const Column& one) { return one.table != at->table; });
      std::string names, values;
      for (auto it = at; it != end; ++it) {
        names += (names.empty() ? "" : ", ") + it->name;
        values += (values.empty() ? "" : ", ") + ValueOf(*it, tenant, user);
      }
      const bool has_text =
          std::any_of(at, end, [](const Column& one) { return one.type == "TEXT"; });
      if (has_text && !without.contains(at->table) && at->table != "users") {
        EXPECT_EQ(Exec(Kept("insert or replace into \"" + at->table + "\" (" + names +
                            ") values (" + values + ")")),
                  1)
            << at->table;
      }
      at = end;
    }
  }
  std::vector<std::string> Found(const std::vector<Column>& columns) {
    std::vector<std::string> out;
    for (const Column& one : columns) {
      if (one.type != "TEXT" && one.type != "BLOB") continue;
      const store::Sql& sql = Kept("select count(*) from \"" + one.table + "\" where instr(cast(" +
                                   one.name + " as text), '" + kMark + "') > 0");
      const std::int64_t count = Read([&](store::Txn& txn) {
        return txn.First(sql, [](const store::Row& row) { return row.Int(0); }).value_or(0);
      });
      if (count > 0) out.push_back(one.table + "." + one.name);
    }
    return out;
  }
  // Whom the index of names has under the mark.
  std::vector<std::int64_t> InIndexOfNames(TenantId tenant) {
    return Read([&](store::Txn& txn) {
      return inverted::FindInBlocks(txn, inverted::ListBlocks(txn),
                                    inverted::QueryTokens(tenant.value, kMark));
    });
  }
  // Runs jobs until an erasing ended.
  void RunToTheEnd() {
    store::JobRunner jobs(store(), clock);
    AddPersonJob(jobs);
    AddTenantJob(jobs);
    retention::AddJobs(jobs, {});
    document::AddJobs(jobs);
    int ended = 0;
    AddFinishJob(jobs, [&](std::string_view) {
      ++ended;
      return Cleared::kDone;
    });
    for (int step = 0; step < 100 && ended == 0; ++step) {
      clock.Advance(60'000);
      while (jobs.RunDue() > 0) {
      }
    }
    EXPECT_EQ(ended, 1);
  }
};

TEST_F(Everywhere, NothingIsLeftOfWhoIsErasedWithTheirWords) {
  const UserId ann = AddUser("ann");
  const std::vector<Column> columns = Columns();
  ASSERT_GT(columns.size(), 300u);
  Plant(columns, kTenant, ann);
  Exec(Kept("update users set handle = 'zyxwhandle', username = 'zyxwname', mobile = 'zyxw1', "
            "email = 'zyxw@x', nickname = 'zyxwnick', avatar = 'zyxw', signature = 'zyxw', "
            "ex = 'zyxw', extend = 'zyxw', ban_reason = 'zyxw', search_text = 'zyxw', "
            "department = 'zyxw', position = 'zyxw' where id = ?"),
       ann);
  // Money is settled before an account ends, and no open packet is theirs.
  Exec(Kept("update payment_order set state = 3"));
  Exec(Kept("update red_packet set state = 2"));
  const std::size_t planted = Found(columns).size();
  EXPECT_GT(planted, 150u);
  store::FixedRandom random;
  identity::NameIndex names(store(), clock, random);
  EXPECT_TRUE(*names.Step(/*all=*/true));
  EXPECT_EQ(InIndexOfNames(kTenant), std::vector<std::int64_t>{ann.value});
  ASSERT_EQ(core::Outcome(Write(
                [&](store::Txn& txn) { return Deregister(txn, As(ann), ann, Said::kDelete); })),
            "ok");
  RunToTheEnd();
  EXPECT_TRUE(*names.Step());
  EXPECT_EQ(InIndexOfNames(kTenant), std::vector<std::int64_t>());
  for (const std::string& place : Found(columns)) {
    const std::string table = place.substr(0, place.find('.'));
    if (kOthers.contains(table) || kOtherColumns.contains(place)) continue;
    ADD_FAILURE() << place << " still has the mark";
  }
}

// What an application that ended may leave.
const std::set<std::string_view> kOfNoTenant = {
    // Its own line, with when it ended, and what administrators did.
    "app", "tenant", "audit_log",
    // Who paid whom, and when: the people of an application have no wallet.
    "ledger", "money_request", "payment_order", "red_packet",
    // The server's own.
    "blob", "id_block", "job", "lease", "meta", "name_change", "node", "schema_additive",
    "schema_sum", "schema_version", "search_page"};

TEST_F(Everywhere, NothingIsLeftOfAnApplicationThatEnded) {
  const UserId ann = AddUser("zyxw", kOtherTenant);
  const std::vector<Column> columns = Columns();
  Plant(columns, kOtherTenant, ann, kOfNoTenant);
  store::FixedRandom random;
  identity::NameIndex names(store(), clock, random);
  EXPECT_TRUE(*names.Step(/*all=*/true));
  EXPECT_EQ(InIndexOfNames(kOtherTenant), std::vector<std::int64_t>{ann.value});
  EXPECT_GT(Found(columns).size(), 150u);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                txn.PutJob(tenant::kEndTenantJob, std::to_string(kOtherTenant.value), txn.now_ms(),
                           "messages");
                return Ok();
              }).ok());
  RunToTheEnd();
  EXPECT_TRUE(*names.Step());
  EXPECT_EQ(InIndexOfNames(kOtherTenant), std::vector<std::int64_t>());
  for (const std::string& place : Found(columns)) {
    if (kOfNoTenant.contains(place.substr(0, place.find('.')))) continue;
    ADD_FAILURE() << place << " still has the mark";
  }
}

}  // namespace
}  // namespace koine::erasure
