// Versions n and n+1 at work on one PostgreSQL, as in a cluster that is upgraded node by node: two
// stores, one of which knows one additive step more (docs/adr/0017-side-by-side.md). And the rule
// that says which steps may be marked so.

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <chrono>
#include <future>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"
#include "core/core_test_util.h"
#include "core/schema/schema.h"
#include "store/node.h"
#include "store/own_tables.h"
#include "store/sql_text.h"
#include "store/store_test_util.h"

namespace koine::core {
namespace {

using store::Migration;
using store::Sql;

// Of all kinds that may be marked.
constexpr char kLater[] = R"sql(
alter table message add column later_note TEXT;
alter table member add column later_count INT not null default 7;
create table later (id INT not null, message_id INT not null, what TEXT not null);
create unique index later_message on later (message_id);
create index message_later on message (later_note);
)sql";

const Sql kSeeNode{"update node set seen_at = ?"};
// proof: a test with one conversation
const Sql kNumbers{
    "select count(*), min(seq), max(seq), count(distinct seq) from message"
    " where conversation_id = ?"};
// proof: as above
const Sql& Noted() {
  static const Sql sql{"select count(*) from message where later_note is not null"};
  return sql;
}
// proof: as above
const Sql& Counted() {
  static const Sql sql{"select count(*) from member where later_count = 7 and conversation_id = ?"};
  return sql;
}
// proof: as above
const Sql kTouch{"update message set seq = seq where conversation_id = ?"};
// proof: as above
const Sql& Note() {
  static const Sql sql{"update message set later_note = 'newer' where id = ?"};
  return sql;
}

constexpr int kEach = 25;
constexpr std::int64_t kLongFromNow = 4'000'000'000'000;

class BesideTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = std::make_shared<store::TestDatabase>(store::Engine::kPostgresql);
    more_.assign(Migrations().begin(), Migrations().end());
    more_.push_back({static_cast<int>(more_.size()) + 1, "later", kLater, true});
    ASSERT_TRUE(older_.Start(database_, Migrations()));
    ann_ = older_.AddUser("ann");
    bob_ = older_.AddUser("bob");
    group_ = older_.Group(ann_, {bob_.value});
    // It lives, and is of the version before.
    ASSERT_TRUE(older_
                    .Write([](store::Txn& txn) -> Result<int> {
                      store::JoinNode(txn, {.name = "older", .boot = "b", .version = "n"});
                      return static_cast<int>(txn.Exec(kSeeNode, kLongFromNow));
                    })
                    .ok());
  }
  void TearDown() override {
    older_.Stop();
    newer_.Stop();
  }
  // Says so many things through a store, from two threads; how many were not taken.
  int Talk(World& world, const std::string& who) {
    std::atomic<int> refused = 0;
    OnThreads(2, [&](int thread) {
      for (int i = 0; i < kEach; ++i) {
        const std::string id = who + std::to_string(thread) + "-" + std::to_string(i);
        if (!world.Say(thread == 0 ? ann_ : bob_, group_, "from " + who, id).ok()) ++refused;
      }
    });
    return refused;
  }
  // How many messages the conversation has, the first and the last of their numbers, and how many
  // different ones these are.
  std::vector<std::int64_t> Numbers(World& world) {
    return world.Read([this](store::Txn& txn) {
      std::vector<std::int64_t> out;
      const auto read = [&out](const store::Row& row) {
        for (int i = 0; i < 4; ++i) out.push_back(row.Int(i));
      };
      txn.Each(kNumbers, read, group_);
      return out;
    });
  }

  std::shared_ptr<store::TestDatabase> database_;
  std::vector<Migration> more_;
  World older_, newer_;
  UserId ann_, bob_;
  ConversationId group_;
};

TEST_F(BesideTest, BothWriteAndSeeEverything) {
  // The newer one takes its step while the older one is at work.
  std::atomic<bool> stop = false;
  std::atomic<int> refused = 0;
  std::int64_t said = 0;
  const std::int64_t before = Numbers(older_).front();
  std::thread works([&] {
    for (; !stop; ++said) refused += older_.Say(ann_, group_, "meanwhile").ok() ? 0 : 1;
  });
  const bool started = newer_.Start(database_, more_);
  stop = true;
  works.join();
  ASSERT_TRUE(started);
  EXPECT_EQ(refused, 0);

  std::thread beside([&] { EXPECT_EQ(Talk(older_, "older"), 0); });
  EXPECT_EQ(Talk(newer_, "newer"), 0);
  beside.join();
  const std::int64_t all = before + said + 4 * kEach;
  const std::vector<std::int64_t> whole{all, 1, all, all};
  EXPECT_EQ(Numbers(older_), whole);
  EXPECT_EQ(Numbers(newer_), whole);
  EXPECT_EQ(older_.Unread(bob_, group_), newer_.Unread(bob_, group_));

  // What one has taken the other does not take again.
  const auto first = older_.Say(ann_, group_, "once", "same");
  const auto again = newer_.Say(ann_, group_, "once", "same");
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(first->id, again->id);

  // What only the newer one knows is there for it, and in nobody's way.
  EXPECT_EQ(newer_.Exec(Note(), first->id), 1);
  const auto count = [&](const Sql& sql, auto... args) {
    return newer_.Read([&](store::Txn& txn) {
      std::int64_t out = -1;
      const auto read = [&out](const store::Row& row) { out = row.Int(0); };
      txn.Each(sql, read, args...);
      return out;
    });
  };
  EXPECT_EQ(count(Noted()), 1);
  EXPECT_EQ(count(Counted(), group_), 2) << "members whom the older one added have the default";
  EXPECT_TRUE(older_.MarkRead(bob_, group_, all).ok());
  EXPECT_EQ(newer_.Unread(bob_, group_), older_.Unread(bob_, group_));
}

TEST_F(BesideTest, AnOlderOneIsStartedAgain) {
  ASSERT_TRUE(newer_.Start(database_, more_));
  older_.Stop();
  ASSERT_TRUE(older_.Start(database_, Migrations()));
  const UserId cat = older_.AddUser("cat");
  const ConversationId direct = older_.Direct(ann_, cat);
  EXPECT_EQ(Outcome(older_.Say(ann_, direct, "hello")), "ok");
  EXPECT_EQ(Outcome(newer_.Say(cat, direct, "hello yourself")), "ok");
  EXPECT_EQ(newer_.Unread(cat, direct), 1);
  EXPECT_EQ(older_.Unread(ann_, direct), 1);
}

TEST_F(BesideTest, AStepThatOthersAreInTheWayOfIsTakenLater) {
  constexpr auto kLonger = std::chrono::milliseconds(1'500);  // than a step waits for a table
  ASSERT_TRUE(older_.Say(ann_, group_, "first").ok());
  std::promise<void> began;
  std::atomic<bool> told = false;
  std::thread works([&] {
    const auto done = older_.Write([&](store::Txn& txn) -> Result<int> {
      txn.Exec(kTouch, group_);
      if (!told.exchange(true)) began.set_value();
      std::this_thread::sleep_for(kLonger);
      return 1;
    });
    EXPECT_EQ(Outcome(done), "ok");
  });
  began.get_future().wait();
  EXPECT_TRUE(newer_.Start(database_, more_));
  works.join();
  EXPECT_TRUE(newer_.Say(bob_, group_, "second").ok());
}

TEST_F(BesideTest, AStepThatSaysNothingWaitsUntilTheOlderOneHasEnded) {
  more_.back().additive.reset();
  const auto open = [this] {
    store::Options options;
    options.url = database_->url();
    options.clock = &newer_.clock;
    store::FixedRandom random;
    options.random = &random;
    return Outcome(store::Store::Open(options, more_));
  };
  EXPECT_NE(open(), "ok");
  older_.Stop();
  EXPECT_NE(open(), "ok") << "it was seen a moment ago";
}

// --- what may be marked

// Why a text is not additive; empty: it is. It knows the forms that are used here, and takes what
// it does not know for something else.
std::string Breaks(const std::string& sql) {
  std::set<std::string> made, dropped;
  std::string lower = text::LowerAscii(sql);
  std::replace_if(
      lower.begin(), lower.end(), [](unsigned char c) { return std::isspace(c) != 0; }, ' ');
  for (const std::string_view piece : text::Split(lower, ';')) {
    std::vector<std::string> words;
    for (const std::string_view word : text::Split(piece, ' ')) {
      if (!word.empty()) words.emplace_back(word);
    }
    if (words.empty()) continue;
    const auto is = [&words](std::size_t at, std::string_view word) {
      return at < words.size() && words[at] == word;
    };
    const bool strict = std::find(words.begin(), words.end(), "null") != words.end() &&
                        std::find(words.begin(), words.end(), "not") != words.end();
    const bool usual = std::find(words.begin(), words.end(), "default") != words.end();
    if (is(0, "create") && is(1, "table")) {
      made.insert(words[2]);
    } else if (is(0, "insert") && is(1, "into") && made.contains(words[2])) {
      continue;
    } else if (is(0, "create") && is(1, "index")) {
      dropped.erase(words[2]);
    } else if (is(0, "drop") && is(1, "index")) {
      // A program that does not know the new one finds the same rows, if slower.
      dropped.insert(words[2]);
    } else if (is(0, "alter") && is(3, "alter") && is(6, "set") && is(7, "(n_distinct")) {
      continue;
    } else if (is(0, "create") && is(1, "unique") && is(2, "index") && is(4, "on")) {
      // A program that does not know it would break it, unless the table is new too.
      if (!made.contains(words[5])) return "unique index on " + words[5];
    } else if (is(0, "alter") && is(1, "table") && is(3, "add") && is(4, "column")) {
      if (strict && !usual) return "column " + words[5] + " has no default";
    } else {
      return "not known: " + std::string(text::Trim(piece));
    }
  }
  return dropped.empty() ? "" : "no index " + *dropped.begin();
}

constexpr int kUnasked = 47, kUnaskedOfStore = 2;  // steps of before there was the question

void ExpectStated(std::span<const Migration> migrations, int unasked) {
  for (const Migration& m : migrations) {
    if (m.number <= unasked) {
      EXPECT_FALSE(m.additive.has_value()) << m.name;
      continue;
    }
    EXPECT_TRUE(m.additive.has_value())
        << "migration " << m.number << " '" << m.name
        << "' does not say whether it is additive (docs/adr/0017-side-by-side.md): true or false";
    if (m.additive.value_or(false)) {
      EXPECT_EQ(Breaks(store::ExpandSchema(m.sql, store::Engine::kPostgresql)), "") << m.name;
    }
  }
}

TEST(Schema, ANewMigrationSaysWhetherItIsAdditive) {
  ExpectStated(Migrations(), kUnasked);
  ExpectStated(store::OwnMigrations(), kUnaskedOfStore);
}

TEST(Schema, OnlyWhatAddsIsAdditive) {
  EXPECT_EQ(Breaks(kLater), "");
  EXPECT_EQ(Breaks("create unique index one on users (name);"), "unique index on users");
  EXPECT_EQ(Breaks("alter table users add column age INT not null;"), "column age has no default");
  EXPECT_EQ(Breaks("drop index one; create index one on users (name);"), "");
  EXPECT_EQ(Breaks("create table a (id ID); insert into a (id) select id from users;"), "");
  EXPECT_EQ(Breaks("drop index one; create index two on users (name);"), "no index one");
  for (const char* sql :
       {"alter table users drop column name;", "drop table users;", "update users set name = '';",
        "alter table users rename to people;", "create table a (id ID); delete from users;",
        "create table a (id ID); insert into users (id) select id from a;"}) {
    EXPECT_NE(Breaks(sql), "") << sql;
  }
}

}  // namespace
}  // namespace koine::core
