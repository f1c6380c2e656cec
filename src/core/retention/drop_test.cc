#include "core/retention/drop.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "core/access/floor.h"
#include "core/access/system.h"
#include "core/check/check.h"
#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"
#include "core/history/pull.h"
#include "core/history/sync.h"
#include "core/message/mark.h"
#include "core/plan_test_util.h"
#include "core/retention/drop_rows.h"
#include "core/retention/retention.h"
#include "core/search/indexer.h"
#include "core/search/search.h"
#include "store/compact.h"
#include "store/job.h"

namespace koine::retention {
namespace {

using core::Outcome;

constexpr std::int64_t kTurnMs = 60'000;

const store::Sql kSeqs{
    "select seq from message where tenant_id = 1 and conversation_id = ? order by seq"};

// A conversation in which much is old, and all that leads to old messages.
class Drops : public core::TrioOnBothTest {
 protected:
  void SetUp() override {
    TrioOnBothTest::SetUp();
    chat_ = Direct(ann_, bob_);
    indexer_.emplace(store(), clock, random_);
  }
  // No client id in its index of SQLite (message/key_rows.h) leads to a message that is gone.
  void TearDown() override {
    static const store::Sql kLeftKeys{
        "select count(*) from message_key where message_id not in (select id from message)"};
    EXPECT_EQ(Read([&](store::Txn& txn) {
                return txn.First(kLeftKeys, [](const store::Row& row) { return row.Int(0); });
              }),
              0);
    TrioOnBothTest::TearDown();
  }
  MessageId SayOne(UserId who, ConversationId where, std::string text, MessageId reply_to = {}) {
    message::SendIn in;
    in.body = body::Text{std::move(text)};
    in.client_id = "c" + std::to_string(++said_);
    in.reply_to = reply_to;
    auto sent = Send(who, where, std::move(in));
    EXPECT_EQ(Outcome(sent), "ok");
    return sent.ok() ? sent->id : MessageId();
  }
  void SayMany(UserId who, ConversationId where, int n) {
    for (int i = 0; i < n; ++i) SayOne(who, where, "word" + std::to_string(i));
  }
  // The jobs of about so many minutes, with the indexer between them.
  void Pass(int minutes, std::int64_t messages_ms = 0) {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs, {messages_ms, 0});
    for (int turn = 0; turn < minutes; ++turn) {
      for (int slice = 0; slice < 100; ++slice) {
        clock.Advance(100);
        if (jobs.RunDue() == 0) break;
      }
      EXPECT_TRUE(indexer_->CatchUp().ok());
      clock.Advance(kTurnMs);
    }
  }
  void Purge(std::int64_t before_ms, std::vector<std::int64_t> places = {}) {
    const bool all = places.empty();
    EXPECT_EQ(Outcome(Write([&](store::Txn& txn) {
                return OrderPurge(txn, AsAdmin(ann_), {before_ms, all, places}, "127.0.0.1");
              })),
              "ok");
  }
  std::vector<std::int64_t> Rows(ConversationId where) {
    return Read([&](store::Txn& txn) {
      return txn.All(
          kSeqs, [](const store::Row& row) { return row.Int(0); }, where);
    });
  }
  static std::string Of(const body::Message& m) {
    return std::to_string(m.id.value) + ":" + std::to_string(m.seq) + ":" + body::Preview(m.body) +
           (m.deleted_at > 0 ? "-" : "+");
  }
  std::string Page(UserId who, ConversationId where, message::PageOf page) {
    std::string out = "\npage " + std::to_string(page.id.value) + ":";
    page.limit = 30;
    const auto list = List(who, where, page);
    EXPECT_EQ(Outcome(list), "ok");
    for (const message::Listed& one : *list) {
      out += " " + Of(one.row.message) + (one.row.favourite ? "*" : "");
      if (!one.quote) continue;
      out += "(" + std::to_string(one.quote->id.value) + one.quote->sender_name +
             (one.quote->recalled ? " gone)" : ")");
    }
    return out;
  }
  // Everything that clients of all kinds ask for.
  std::string Seen(UserId who, ConversationId where, const std::vector<MessageId>& ids) {
    std::string out;
    for (const auto kind : {message::PageOf::Kind::kBefore, message::PageOf::Kind::kAfter,
                            message::PageOf::Kind::kAround}) {
      for (const MessageId id : ids) out += Page(who, where, {kind, id, 0});
    }
    const auto summary = Summary(who, where);
    out += "\nunread " + std::to_string(Unread(who, where)) + " read " +
           std::to_string(summary->last_read.value) + " last " +
           (summary->last ? Of(summary->last->message) : "none");
    out += Read([&](store::Txn& txn) { return Synced(txn, who, where, ids); });
    return out;
  }
  std::string Synced(store::Txn& txn, UserId user, ConversationId where,
                     const std::vector<MessageId>& ids) {
    const access::Principal who = As(user);
    std::string out = "\nfound";
    search::SearchIn in;
    in.keyword = "word1";
    for (const auto& hit : search::Search(txn, who, in).hits) out += " " + Of(hit.row.message);
    out += "\nfavourites " + std::to_string(message::CountFavourites(txn, who, {}));
    for (const auto& one : message::ListFavourites(txn, who, {}, 10, 0)) {
      out += " " + Of(one.message) + (one.visible ? "" : " gone");
    }
    for (const MessageId id : ids) {
      out += "\npulled";
      for (const bool groups : {false, true}) {
        history::PullIn pull;
        pull.groups = groups;
        pull.after = id;
        for (const auto& one : history::Pull(txn, who, pull)) {
          out += " " + std::to_string(one.position());
        }
      }
      for (const auto& row : history::PullSaid(txn, who, {id, 0, 100}))
        out += " " + Of(row.message);
    }
    const auto seat = access::Seated::Peek(txn, who, where);
    for (const auto& one : history::ReadHistory(txn, *seat, 50, 0).said) {
      if (one.row) out += " " + Of(one.row->message);
    }
    for (const MessageId id : ids) {
      // What lies before all that may be read is one to clients.
      const std::int64_t seq = history::SeqUpTo(txn, *seat, id);
      out += " up to " + std::to_string(std::max(seq, access::FloorOf(seat->conversation())));
    }
    out += "\nsynced";
    for (const history::SyncSeat& one : history::ListSyncSeats(txn, who, 100)) {
      std::vector<history::Wanted> wanted;
      for (std::int64_t seq = 1; seq <= one.conversation.last_seq; ++seq)
        wanted.push_back({&one, seq});
      for (const auto& entry : history::ListEntries(txn, who, wanted))
        out += " " + Of(entry.message);
      const history::SyncSeat* seats[] = {&one};
      for (const auto& last : history::ListLast(txn, who, seats)) {
        out += " last " + std::to_string(last.seq);
      }
    }
    return out;
  }

  ConversationId chat_;
  store::FixedRandom random_;
  std::optional<search::Indexer> indexer_;
  int said_ = 0;
};
KOINE_ON_BOTH(Drops);

TEST_P(Drops, NobodySeesThatRowsWent) {
  std::vector<MessageId> first;
  for (int i = 0; i < 200; ++i) first.push_back(SayOne(ann_, chat_, "word" + std::to_string(i)));
  SayMany(bob_, group_, 120);
  EXPECT_EQ(Outcome(MarkRead(bob_, chat_, 50)), "ok");
  const ConversationId other = Direct(bob_, cat_);
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) -> Status {
              KOINE_TRY(const auto place, access::Message::Open(txn, As(bob_), first[6]));
              return message::AddFavourite(txn, place, "", "");
            })),
            "ok");
  const auto forward = Read([&](store::Txn& txn) -> Result<message::SendIn> {
    KOINE_TRY(const auto place, access::Message::Open(txn, As(bob_), first[7]));
    return message::ForwardOf(txn, place);
  });
  clock.Advance(kRetryMs + kDayMs);
  const std::int64_t before = clock.NowMs() - 1000;
  const MessageId answer = SayOne(bob_, chat_, "word of an answer", first[5]);
  EXPECT_EQ(Outcome(Send(bob_, other, *forward)), "ok");
  SayMany(bob_, chat_, 20);
  SayMany(ann_, group_, 10);
  Purge(before);
  Pass(1);
  ASSERT_EQ(Rows(chat_).size(), 221u);
  const std::vector<MessageId> ids = {MessageId(), first[0],   first[5],
                                      first[150],  first[199], answer};
  std::string seen;
  for (const UserId who : {ann_, bob_}) seen += Seen(who, chat_, ids);
  seen += Seen(cat_, group_, ids);
  Pass(5);
  // The sixth is replied to, the seventh a favourite, the eighth was forwarded, and on the last of
  // those that are gone cursors stand.
  std::vector<std::int64_t> rows = {6, 7, 8};
  for (std::int64_t seq = 200; seq <= 221; ++seq) rows.push_back(seq);
  EXPECT_EQ(Rows(chat_), rows);
  EXPECT_EQ(Rows(group_).front(), 100);
  std::string after;
  for (const UserId who : {ann_, bob_}) after += Seen(who, chat_, ids);
  after += Seen(cat_, group_, ids);
  EXPECT_EQ(seen, after);
  const auto report = check::CheckTables(store(), [](std::int64_t, std::int64_t) {});
  ASSERT_TRUE(report.ok());
  for (const auto& finding : report->findings) {
    ADD_FAILURE() << finding.table << " " << finding.id << " " << finding.what;
  }
}

TEST_P(Drops, CountersStayRightWhereverACursorIsPut) {
  SayMany(ann_, chat_, 150);
  SayMany(bob_, chat_, 50);
  clock.Advance(kRetryMs + kDayMs);
  const std::int64_t before = clock.NowMs() - 1000;
  SayMany(ann_, chat_, 5);
  Purge(before);
  Pass(6);
  ASSERT_EQ(Rows(chat_).front(), 200);
  EXPECT_EQ(Unread(bob_, chat_), 5);
  auto set = [&](std::int64_t seq) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::Seated::Open(txn, As(bob_), chat_));
      return message::SetCursor(txn, place, seq);
    });
  };
  for (const std::int64_t seq : {203, 40, 0, 199, 200, 205, 3}) {
    ASSERT_EQ(Outcome(set(seq)), "ok");
    EXPECT_EQ(Unread(bob_, chat_), 205 - std::max<std::int64_t>(seq, 200)) << seq;
  }
  EXPECT_EQ(Outcome(MarkRead(bob_, chat_, 17)), "ok");
  EXPECT_EQ(Outcome(MarkRead(ann_, chat_, 17)), "ok");
  EXPECT_EQ(Unread(bob_, chat_), 5);
  EXPECT_EQ(Unread(ann_, chat_), 0);
  EXPECT_EQ(Outcome(MarkRead(bob_, chat_, 204)), "ok");
  EXPECT_EQ(Unread(bob_, chat_), 1);
}

TEST_P(Drops, ARetryFindsItsMessageForAWeek) {
  ASSERT_EQ(Outcome(Say(ann_, chat_, "once", "same")), "ok");
  SayMany(bob_, chat_, 9);
  clock.Advance(kDayMs);
  Purge(clock.NowMs());
  Pass(6);
  EXPECT_EQ(Rows(chat_).size(), 10u);
  auto again = Say(ann_, chat_, "once", "same");
  ASSERT_EQ(Outcome(again), "ok");
  EXPECT_TRUE(again->before);
  clock.Advance(kRetryMs);
  ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                PutNightJob(txn);
                return Ok();
              }).ok());
  clock.Advance(kDayMs);
  Pass(6);
  EXPECT_EQ(Rows(chat_), std::vector<std::int64_t>{10});
  again = Say(ann_, chat_, "once", "same");
  ASSERT_EQ(Outcome(again), "ok");
  EXPECT_FALSE(again->before);
  EXPECT_EQ(again->seq, 11);
}

TEST_P(Drops, WhatWasClearedForEverybodyGoesWhenItIsOld) {
  SayMany(ann_, chat_, 30);
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::Seated::Open(txn, As(ann_), chat_));
                conversation::ClearForAll(txn, {&place, 1});
                return Ok();
              }).ok());
  clock.Advance(kRetryMs + kDayMs);
  auto night = [&](std::int64_t keep_ms) {
    ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                  PutNightJob(txn);
                  return Ok();
                }).ok());
    clock.Advance(kDayMs);
    Pass(8, keep_ms);
  };
  night(0);
  EXPECT_EQ(Rows(chat_).size(), 30u);
  night(kDayMs);
  EXPECT_EQ(Rows(chat_), std::vector<std::int64_t>{30});
}

class DropPlans : public core::PlansTest {};

TEST_F(DropPlans, RowsAreLookedUp) {
  const UserId ann = AddUser("ann");
  const Below place{Direct(ann, AddUser("bob")), kTenant, 100, true};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    ListBelow(plan, ConversationId(), 10);
    FindRows(plan, place, 0, 1, 10);
    DropRows(plan, place, 1, 98, 1);
    for (const char* index : {"message_forward", "message_reply", "message_mark_of", "file_use_of",
                              "reply_seq=?", "forwarded_from=?"}) {
      EXPECT_NE(plan.used().find(index), std::string::npos) << index << "\n" << plan.used();
    }
    for (const char* scan : {"SCAN message", "SCAN m", "SCAN l", "SCAN f", "SCAN file", "SCAN x"}) {
      EXPECT_EQ(plan.used().find(std::string(scan) + "\n"), std::string::npos) << plan.used();
    }
  });
}

class DroppedFile : public core::CoreTest {};

TEST_F(DroppedFile, IsLittleMoreThanWhatLives) {
  constexpr int kChats = 40, kOld = 8000, kNew = 2000;
  static const store::Sql kPath{"select file from pragma_database_list where name = 'main'"};
  static const store::Sql kBytes{
      "select (select page_count from pragma_page_count()) * (select page_size from "
      "pragma_page_size())"};
  // Tables that are empty take as much before and after.
  const auto empty = static_cast<double>(*Read([](store::Txn& txn) {
    return txn.First(kBytes, [](const store::Row& row) { return row.Int(0); });
  }));
  const UserId ann = AddUser("ann");
  std::vector<ConversationId> chats;
  for (int i = 0; i < kChats; ++i) chats.push_back(Direct(ann, AddUser("u" + std::to_string(i))));
  store::FixedRandom random;
  search::Indexer indexer(store(), clock, random);
  auto say = [&](int from, int n) {
    for (int i = from; i < from + n; ++i) {
      const std::string text =
          "message " + random.Hex(4) + " says " + std::string(60, 'x') + " " + random.Hex(30);
      ASSERT_EQ(Outcome(Say(ann, chats[static_cast<std::size_t>(i % kChats)], text,
                            "client-" + random.Hex(8))),
                "ok");
      if (i % 500 == 0) {
        ASSERT_TRUE(indexer.CatchUp().ok());
      }
    }
    ASSERT_TRUE(indexer.CatchUp().ok());
  };
  say(0, kOld);
  clock.Advance(kRetryMs + kDayMs);
  say(kOld, kNew);
  ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                PutNightJob(txn);
                return Ok();
              }).ok());
  clock.Advance(kDayMs);
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, {kRetryMs, 0});
  for (int turn = 0; turn < 20; ++turn) {
    for (int slice = 0; slice < 200; ++slice) {
      clock.Advance(100);
      if (jobs.RunDue() == 0) break;
    }
    ASSERT_TRUE(indexer.CatchUp().ok());
    clock.Advance(kTurnMs);
  }
  const std::string path = *Read([](store::Txn& txn) {
    return txn.First(kPath, [](const store::Row& row) { return row.String(0); });
  });
  Stop();
  const auto held = static_cast<double>(std::filesystem::file_size(path));
  ASSERT_TRUE(store::CompactSqlite(path).ok());
  const auto lives = static_cast<double>(std::filesystem::file_size(path));
  EXPECT_LE(held - empty, 1.1 * (lives - empty)) << held << " " << lives << " " << empty;
  RecordProperty("ratio", std::to_string((held - empty) / (lives - empty)));
}

}  // namespace
}  // namespace koine::retention
