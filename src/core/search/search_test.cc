#include "core/search/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/inverted/filter.h"
#include "core/inverted/kept_filters.h"
#include "core/search/check.h"
#include "core/search/hot.h"
#include "core/search/indexer.h"
#include "core/search/rows.h"

namespace koine::core {
namespace {

using search::SearchIn;

const store::Sql kHide{
    "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
    "values (?, 1, ?, ?, 1, 0)"};
const store::Sql kDelete{"update message set deleted_at = 1 where conversation_id = ? and seq = ?"};
const store::Sql kEdit{
    "update message set body = ?, edited_at = 5 where conversation_id = ? and seq = ?"};
const store::Sql kSetMemberMin{
    "update member set min_seq = ? where conversation_id = ? and user_id = ?"};
const store::Sql kSetFilter{"update search_part set filter = ?"};
const store::Sql kDropFilterPages{"delete from search_page where token = ?"};
const store::Sql kAddFilterPage{
    "insert into search_page (part_id, token, piece, data) select id, ?, 0, ? from search_part"};
const store::Sql kLeave{
    "update member set state = 2, max_seq = 100 where conversation_id = ? and user_id = ?"};

class SearchTest : public CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    indexer_.emplace(store(), clock, random_);
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cat_ = AddUser("cat");
  }
  void Index() { EXPECT_TRUE(indexer_->CatchUp().ok()); }
  std::int64_t SayId(UserId from, ConversationId to, const std::string& text) {
    auto sent = Say(from, to, text);
    EXPECT_EQ(Outcome(sent), "ok");
    return sent.ok() ? sent->id.value : 0;
  }
  // "n" and a number, from `first` on, in one transaction.
  void SayMany(UserId from, ConversationId to, int first, int count) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  for (int i = first; i < first + count; ++i) {
                    KOINE_TRY(const auto place, access::Member::Open(txn, As(from), to));
                    message::SendIn in;
                    in.body = body::Text{"n" + std::to_string(i)};
                    KOINE_CHECK(message::Send(txn, place, in));
                  }
                  return Ok();
                }).ok());
  }
  // What the parts have, each list in the order it is in.
  std::map<inverted::Token, std::vector<std::int64_t>> Indexed() {
    return Read([](store::Txn& txn) {
      std::map<inverted::Token, std::vector<std::int64_t>> all;
      auto parts = inverted::ListParts(txn, search::kTokensVersion);
      for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        for (const inverted::Page& page : inverted::ReadPages(txn, part->id, -1, 0, 100'000)) {
          inverted::PageReader reader(page);
          while (reader.Next()) {
            inverted::Postings list;
            EXPECT_TRUE(inverted::ReadList(reader.list(), &list));
            for (const auto& one : list) all[reader.token()].push_back(one.position);
          }
          EXPECT_FALSE(reader.damaged());
        }
      }
      return all;
    });
  }
  void Clean() {
    store::JobRunner jobs(store(), clock);
    search::AddCleanJob(jobs);
    EXPECT_TRUE(Write([](store::Txn& txn) -> Status {
                  search::PutCleanJob(txn);
                  return Ok();
                }).ok());
    for (int i = 0; i < 10; ++i) {
      clock.Advance(100);
      jobs.RunDue();
    }
  }
  search::Found Find(UserId who, SearchIn in) {
    return Read([&](store::Txn& txn) { return search::Search(txn, As(who), in); });
  }
  search::Found Find(UserId who, const std::string& keyword) {
    SearchIn in;
    in.keyword = keyword;
    return Find(who, in);
  }
  static std::vector<std::int64_t> Ids(const search::Found& found) {
    std::vector<std::int64_t> ids;
    for (const search::Hit& hit : found.hits) ids.push_back(hit.row.message.id.value);
    return ids;
  }
  std::vector<std::int64_t> Ids(UserId who, const std::string& keyword) {
    return Ids(Find(who, keyword));
  }
  void Edit(ConversationId where, std::int64_t seq, std::int64_t id, const std::string& text) {
    Exec(kEdit, std::string_view(text), where, seq);
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  event::Event event;
                  event.tenant = kTenant;
                  event.payload = event::MessageEdited{MessageId(id), seq, ann_, 1, text, 5};
                  event::Emit(txn, std::move(event));
                  return Ok();
                }).ok());
  }

  store::FixedRandom random_;
  std::optional<search::Indexer> indexer_;
  UserId ann_, bob_, cat_;
};

// Only PostgreSQL has several nodes: a file belongs to one process.
class SearchOfManyNodes : public SearchTest {};
INSTANTIATE_TEST_SUITE_P(Postgresql, SearchOfManyNodes,
                         testing::Values(store::Engine::kPostgresql));

TEST_P(SearchTest, OnlyOwnConversationsNewestFirst) {
  const auto dm = Direct(ann_, bob_);
  const auto other = Direct(bob_, cat_);
  const auto group = Group(ann_, {bob_.value});
  const auto a = SayId(ann_, dm, "明天三点开会");
  SayId(bob_, other, "三点不行");
  const auto c = SayId(bob_, group, "三点可以");
  EXPECT_TRUE(Ids(ann_, "三点").empty());  // not indexed yet
  Index();
  EXPECT_EQ(Ids(ann_, "三点"), (std::vector{c, a}));
  EXPECT_EQ(Ids(bob_, "三点").size(), 3U);
  EXPECT_EQ(Ids(cat_, "三点").size(), 1U);
  EXPECT_EQ(Ids(cat_, "开会").size(), 0U);
  const auto found = Find(ann_, "三点可以");
  ASSERT_EQ(found.hits.size(), 1U);
  EXPECT_EQ(found.hits[0].row.sender.name, "Nbob");
  EXPECT_EQ(found.hits[0].snippet, "三点可以");
}

TEST_P(SearchTest, WhatIsFoundIsTheWholeMessage) {
  policy.dialect = access::Dialect::kOpenim;
  message::SendIn in;
  in.body = body::Text{"三点"};
  in.raw = R"({"x":1})";
  in.client_id = "c1";
  const auto sent = Send(ann_, Direct(ann_, bob_), in);
  ASSERT_EQ(Outcome(sent), "ok");
  Index();
  const auto found = Find(bob_, "三点");
  ASSERT_EQ(found.hits.size(), 1U);
  const body::Message& m = found.hits[0].row.message;
  EXPECT_EQ(m.raw, in.raw);
  EXPECT_EQ(m.client_id, in.client_id);
  EXPECT_EQ(m.origin, static_cast<std::uint8_t>(access::Dialect::kOpenim));
  EXPECT_EQ(m.sent_at, sent->sent_at);
}

TEST_P(SearchTest, OtherTenantsFindNothing) {
  const auto dm = Direct(ann_, bob_);
  SayId(ann_, dm, "三点");
  Index();
  const auto who = As(ann_, {.tenant = kOtherTenant});
  SearchIn in;
  in.keyword = "三点";
  EXPECT_EQ(Read([&](store::Txn& txn) { return search::Search(txn, who, in); }).total, 0);
}

TEST_P(SearchTest, RecalledDeletedAndHiddenAreNotFoundAtOnce) {
  const auto dm = Direct(ann_, bob_);
  for (int i = 1; i <= 3; ++i) SayId(ann_, dm, "秘密 " + std::to_string(i));
  Index();
  EXPECT_EQ(Find(bob_, "秘密").total, 3);
  // The reader has not caught up with any of these.
  Exec(kSetRecalled, 7, dm, 1);
  EXPECT_EQ(Find(bob_, "秘密").total, 2);
  Exec(kDelete, dm, 2);
  EXPECT_EQ(Find(bob_, "秘密").total, 1);
  Exec(kHide, bob_, dm, 3);
  EXPECT_EQ(Find(bob_, "秘密").total, 0);
  EXPECT_EQ(Find(ann_, "秘密").total, 1);
  SearchIn in;
  in.recalled = true;
  in.keyword = "秘密";
  EXPECT_EQ(Find(bob_, in).total, 0);  // not by its text
  in.keyword = "";
  in.sender = ann_;
  const auto found = Find(bob_, in);
  ASSERT_EQ(found.total, 1);
  EXPECT_TRUE(found.hits[0].row.message.recalled());
  EXPECT_EQ(found.hits[0].snippet, "");
}

// Neighbours and others, of somebody who hid a few and of somebody who hid very many.
TEST_P(SearchTest, HiddenOnesAreNotFoundHoweverManyThereAre) {
  const auto dm = Direct(ann_, bob_);
  std::vector<std::int64_t> near, far;  // the newest first
  for (int i = 0; i < 12; ++i) near.insert(near.begin(), SayId(ann_, dm, "near"));
  for (int i = 0; i < 3; ++i) {
    far.insert(far.begin(), SayId(ann_, dm, "far"));
    SayMany(ann_, dm, 100 * i, 40);
  }
  Index();
  EXPECT_EQ(Ids(bob_, "near"), near);
  EXPECT_EQ(Ids(bob_, "far"), far);
  Exec(kHide, bob_, dm, 12);  // the last near one, and the middle far one
  Exec(kHide, bob_, dm, 12 + 42);
  const std::vector<std::int64_t> all = near;
  near.erase(near.begin());
  const auto expect = [&] {
    EXPECT_EQ(Ids(bob_, "near"), near);
    EXPECT_EQ(Ids(bob_, "far"), (std::vector{far[0], far[2]}));
    EXPECT_EQ(Ids(ann_, "near"), all) << "who hid nothing";
  };
  expect();
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                for (std::size_t i = 0; i < search::kHiddenMost; ++i) {
                  txn.Exec(kHide, bob_, 1'000'000, static_cast<std::int64_t>(i));
                }
                return Ok();
              }).ok());
  Read([&](store::Txn& txn) {
    EXPECT_FALSE(search::ListHidden(txn, bob_)) << "too many to keep in mind";
    return 0;
  });
  expect();
}

TEST_P(SearchTest, RecalledBeforeItWasIndexed) {
  const auto dm = Direct(ann_, bob_);
  SayId(ann_, dm, "秘密");
  Exec(kSetRecalled, 7, dm, 1);
  Index();
  EXPECT_EQ(Find(bob_, "秘密").total, 0);
}

TEST_P(SearchTest, VisibleRangeAndMembership) {
  const auto group = Group(ann_, {bob_.value, cat_.value});
  for (int i = 0; i < 5; ++i) SayId(ann_, group, "词语 " + std::to_string(i));
  Index();
  const auto all = Find(bob_, "词语");
  ASSERT_EQ(all.total, 5);
  Exec(kSetMemberMin, all.hits[1].row.message.seq, group, bob_);
  EXPECT_EQ(Find(bob_, "词语").total, 2);
  Exec(kLeave, group, cat_);
  EXPECT_EQ(Find(cat_, "词语").total, 0);
  Exec(kDissolve, group);
  EXPECT_EQ(Find(ann_, "词语").total, 0);
}

TEST_P(SearchTest, EditedMessagesAreFoundByWhatTheySayNow) {
  const auto dm = Direct(ann_, bob_);
  const auto a = SayId(ann_, dm, "苹果");
  const auto b = SayId(ann_, dm, "香蕉");
  const auto c = SayId(ann_, dm, "苹果");
  Index();
  Edit(dm, 2, b, "苹果派");
  EXPECT_TRUE(Ids(bob_, "香蕉").empty());  // at once
  Index();
  EXPECT_EQ(Ids(bob_, "苹果"), (std::vector{c, b, a}));  // in its old place
  EXPECT_EQ(Ids(bob_, "苹果派"), (std::vector{b}));
  Edit(dm, 2, b, "苹果汁");
  Index();
  EXPECT_EQ(Ids(bob_, "苹果"), (std::vector{c, b, a}));  // and once
  EXPECT_TRUE(Ids(bob_, "苹果派").empty());
}

TEST_P(SearchTest, Filters) {
  const auto dm = Direct(ann_, bob_);
  const auto group = Group(ann_, {bob_.value});
  const std::int64_t day = 24 * 3600 * 1000;
  const auto a = SayId(ann_, dm, "词语");
  clock.Advance(day);
  const auto b = SayId(bob_, dm, "词语 二");
  clock.Advance(day);
  const auto c = SayId(ann_, group, "词语");
  Index();
  SearchIn in;
  in.keyword = "词语";
  in.sender = ann_;
  EXPECT_EQ(Ids(Find(bob_, in)), (std::vector{c, a}));
  in.sender = UserId();
  in.from_ms = kStartMs + day;
  EXPECT_EQ(Ids(Find(bob_, in)), (std::vector{c, b}));
  in.to_ms = kStartMs + day + 1000;
  EXPECT_EQ(Ids(Find(bob_, in)), (std::vector{b}));
  in.from_ms = std::nullopt;
  EXPECT_EQ(Ids(Find(bob_, in)), (std::vector{b, a}));
  in.to_ms = std::nullopt;
  in.exact = true;
  EXPECT_EQ(Ids(Find(bob_, in)), (std::vector{c, a}));
  in.exact = false;
  in.kind = body::Kind::kImage;
  EXPECT_EQ(Find(bob_, in).total, 0);
  in.kind = body::Kind::kText;
  EXPECT_EQ(Find(bob_, in).total, 3);
  Read([&](store::Txn& txn) {
    auto place = access::Member::Open(txn, As(bob_), group);
    EXPECT_TRUE(place.ok());
    in.place = &*place;
    EXPECT_EQ(Ids(search::Search(txn, As(bob_), in)), (std::vector{c}));
    in.keyword = "";
    EXPECT_EQ(Ids(search::Search(txn, As(bob_), in)), (std::vector{c}));
    return 0;
  });
}

TEST_P(SearchTest, PagesAndTheBoundOfTheTotal) {
  const auto dm = Direct(ann_, bob_);
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 45; ++i) ids.push_back(SayId(ann_, dm, "常见 " + std::to_string(i)));
  std::reverse(ids.begin(), ids.end());
  Index();
  std::vector<std::int64_t> paged;
  for (int page = 0; page < 6; ++page) {
    SearchIn in;
    in.keyword = "常见";
    in.limit = 10;
    in.offset = page * 10;
    const auto found = Find(bob_, in);
    EXPECT_EQ(found.total, 45);
    for (const std::int64_t id : Ids(found)) paged.push_back(id);
  }
  EXPECT_EQ(paged, ids);
}

// Indexed one by one, merged again and again, also with a restart between: nothing is lost.
TEST_P(SearchTest, MergesKeepEverything) {
  const auto dm = Direct(ann_, bob_);
  for (int i = 0; i < 150; ++i) {
    SayId(ann_, dm, "文字 n" + std::to_string(i % 10));
    if (i % 3 == 0) {
      EXPECT_TRUE(indexer_->Step().ok());
    }
    if (i % 7 == 0) {
      EXPECT_TRUE(indexer_->Tidy().ok());
    }
    if (i == 60) indexer_.emplace(store(), clock, random_);
    if (i == 60) clock.Advance(60'000);
  }
  Index();
  EXPECT_EQ(Find(bob_, "文字").total, 150);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(Find(bob_, "文字 n" + std::to_string(i)).total, 15) << i;
  }
  const auto parts = Read([](store::Txn& txn) {
    EXPECT_FALSE(inverted::HasDead(txn));
    return inverted::ListParts(txn, search::kTokensVersion);
  });
  EXPECT_LT(parts.size(), 3 * search::kMergeMin);
  std::int64_t messages = 0;
  for (const auto& part : parts) messages += part.messages;
  EXPECT_EQ(messages, 150);
}

// A stretch of many messages is read piece by piece, and is one part up to a bound.
TEST_P(SearchTest, AStretchOfManyMessagesIsOnePart) {
  constexpr int kOne = 8'192;
  constexpr int kAll = kOne + 50;
  const auto dm = Direct(ann_, bob_);
  SayMany(ann_, dm, 0, kAll);
  Index();
  std::vector<std::int64_t> sizes;
  for (const auto& part :
       Read([](store::Txn& txn) { return inverted::ListParts(txn, search::kTokensVersion); })) {
    sizes.push_back(part.messages);
  }
  EXPECT_EQ(sizes, (std::vector<std::int64_t>{kAll - kOne, kOne}));
  for (const int i : {0, 511, 512, 1'023, 1'024, kOne - 1, kOne, kAll - 1}) {
    SearchIn in;
    in.keyword = "n" + std::to_string(i);
    in.exact = true;
    EXPECT_EQ(Find(bob_, in).total, 1) << i;
  }
}

// Lists of one part and of several, of few messages and of more than a page holds; one ends where
// a piece of it does.
TEST_P(SearchTest, AMergeHasWhatItsPartsHad) {
  constexpr int kPart = 400;
  constexpr int kPiece = inverted::PageWriter::kPieceLeast;
  const auto dm = Direct(ann_, bob_);
  const auto other = Direct(ann_, cat_);
  for (int i = 0; i < static_cast<int>(search::kMergeMin); ++i) {
    SayMany(ann_, other, 10'000 + i * 237, i == 7 ? kPiece - 7 * 237 : 237);
    SayMany(ann_, dm, i * kPart, kPart);
    EXPECT_TRUE(*indexer_->Step());
  }
  EXPECT_EQ(Indexed()[search::ConversationToken(other)].size(), kPiece);
  const auto parts = [this] {
    return Read(
        [](store::Txn& txn) { return inverted::ListParts(txn, search::kTokensVersion).size(); });
  };
  EXPECT_EQ(parts(), search::kMergeMin);
  auto before = Indexed();
  const auto& all = before[search::ConversationToken(dm)];
  EXPECT_EQ(all.size(), search::kMergeMin * kPart);
  // Few in all, and then more than are looked through at once.
  std::set<std::int64_t> gone{all[1'000]};
  const std::set<std::int64_t> more(all.begin() + 2'000, all.begin() + 2'000 + search::kFewGone);
  Index();
  EXPECT_EQ(parts(), 1u);
  EXPECT_EQ(Indexed(), before);
  clock.Advance(1'000);
  Exec(kSetRecalled, clock.NowMs(), dm, 1'001);
  Clean();
  Index();
  EXPECT_EQ(parts(), 1u);
  const auto take_away = [&] {
    for (auto& [token, list] : before) {
      std::erase_if(list, [&](std::int64_t id) { return gone.contains(id); });
    }
    std::erase_if(before, [](const auto& list) { return list.second.empty(); });
  };
  take_away();
  EXPECT_EQ(Indexed(), before);
  clock.Advance(1'000);
  for (int i = 0; i < search::kFewGone; ++i) Exec(kSetRecalled, clock.NowMs(), dm, 2'001 + i);
  Clean();
  Index();
  gone = more;
  take_away();
  EXPECT_EQ(Indexed(), before);
}

// What was recalled or deleted is not only not shown: no part of the index names the message.
TEST_P(SearchTest, WordsOfMessagesThatAreGoneLeaveTheIndex) {
  const auto dm = Direct(ann_, bob_);
  const std::int64_t gone = SayId(ann_, dm, "a secret word");
  const std::int64_t kept = SayId(ann_, dm, "another word");
  Index();
  clock.Advance(1000);
  Exec(kSetRecalled, clock.NowMs(), dm, 1);
  auto named = [&](std::int64_t id) {
    for (const auto& [token, list] : Indexed()) {
      if (std::find(list.begin(), list.end(), id) != list.end()) return true;
    }
    return false;
  };
  EXPECT_TRUE(named(gone));
  Clean();
  Index();
  EXPECT_FALSE(named(gone));
  EXPECT_TRUE(named(kept));
  EXPECT_EQ(Ids(bob_, "another"), std::vector<std::int64_t>{kept});
}

// What a merge has written says which words it does not have, so that it is not looked into for
// them; and that is what searches and checks go by.
TEST_P(SearchTest, FiltersLeaveOutPartsWithoutAWord) {
  // No other part of the process has these words, so its filter is in memory for none.
  static int times = 0;
  const std::string word = " time" + std::to_string(++times);
  const auto dm = Direct(ann_, bob_);
  for (int i = 0; i < static_cast<int>(search::kMergeMin); ++i) {
    SayId(ann_, dm, "filtered" + std::to_string(i) + word);
    EXPECT_TRUE(*indexer_->Step());
  }
  const auto parts = [this] {
    return Read([](store::Txn& txn) { return inverted::ListParts(txn, search::kTokensVersion); });
  };
  for (const inverted::Part& part : parts()) EXPECT_EQ(part.filter, 0) << "a small one";
  Index();
  ASSERT_EQ(parts().size(), 1u);
  const inverted::Part part = parts()[0];
  EXPECT_NE(part.filter, 0);
  const auto may = [&](std::string_view text, std::size_t read_most) {
    const std::vector<std::vector<inverted::Token>> tokens = {search::TokensOf(text)};
    const inverted::FilteredPart one{part.id, part.filter};
    return Read([&](store::Txn& txn) -> bool {
      return inverted::MayHave(txn, std::span(&one, 1), tokens, read_most)[0];
    });
  };
  EXPECT_TRUE(may("elsewhere", 0)) << "no filter is in memory";
  EXPECT_FALSE(may("elsewhere", 1));
  EXPECT_FALSE(may("elsewhere", 0));
  EXPECT_TRUE(may("filtered3" + word, 0));
  EXPECT_EQ(Find(bob_, "filtered3").total, 1);
  EXPECT_TRUE(search::CheckIndex(store(), 10)->warnings.empty());
  // A filter of nothing, which is whole.
  const inverted::Filter nothing(1);
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                txn.Exec(kDropFilterPages, inverted::kFilterToken);
                txn.Exec(kAddFilterPage, inverted::kFilterToken, store::Bytes{nothing.bits()});
                txn.Exec(kSetFilter, nothing.Digest());
                return Ok();
              }).ok());
  EXPECT_EQ(Find(bob_, "filtered3").total, 0);
  EXPECT_EQ(search::CheckIndex(store(), 10)->warnings.size(), search::kMergeMin);
  // Another name than that of what is there: it is damaged.
  Exec(kSetFilter, nothing.Digest() ^ 1);
  EXPECT_EQ(Find(bob_, "filtered3").total, 1);
  Exec(kSetFilter, 0);
  EXPECT_EQ(Find(bob_, "filtered3").total, 1);
}

TEST_P(SearchTest, ResetBuildsAnew) {
  const auto dm = Direct(ann_, bob_);
  SayId(ann_, dm, "三点");
  Index();
  EXPECT_TRUE(indexer_->Reset().ok());
  EXPECT_EQ(Find(bob_, "三点").total, 0);
  Index();
  EXPECT_EQ(Find(bob_, "三点").total, 1);
}

TEST_P(SearchOfManyNodes, OneIndexesAtATime) {
  const auto dm = Direct(ann_, bob_);
  SayId(ann_, dm, "一");
  Index();
  search::Indexer other(store(), clock, random_);
  SayId(ann_, dm, "二");
  EXPECT_FALSE(*other.Step());
  EXPECT_EQ(Find(bob_, "二").total, 0);
  clock.Advance(60'000);  // the first one is gone
  EXPECT_TRUE(*other.Step());
  EXPECT_EQ(Find(bob_, "二").total, 1);
  SayId(ann_, dm, "三");
  EXPECT_FALSE(*indexer_->Step());
  EXPECT_EQ(Find(bob_, "三").total, 0);
  clock.Advance(-3'600'000);  // what was taken for an hour that is to come binds nobody
  EXPECT_TRUE(*indexer_->Step());
  EXPECT_EQ(Find(bob_, "三").total, 1);
}

TEST_P(SearchTest, AsManyStatementsForManyConversations) {
  auto count = [&] {
    int statements = 0;
    Read([&](store::Txn& txn) {
      CountingTxn counting(txn);
      SearchIn in;
      in.keyword = "词语";
      search::Search(counting, As(ann_), in);
      statements = counting.statements();
      return 0;
    });
    return statements;
  };
  const auto dm = Direct(ann_, bob_);
  SayId(bob_, dm, "词语");
  Index();
  const int few = count();
  for (int i = 0; i < 20; ++i) {
    const auto group = Group(ann_, {bob_.value});
    SayId(bob_, group, "词语");
    Index();
  }
  EXPECT_EQ(Find(ann_, "词语").total, 21);
  EXPECT_LE(count(), few + 2);  // the parts are looked into in three steps
}

KOINE_ON_BOTH(SearchTest);

TEST(HotKeywords, AreForgottenAfterADayAndKeptApart) {
  FakeClock clock(World::kStartMs);
  search::HotKeywords hot(clock);
  for (int user = 1; user <= 3; ++user) hot.Count(TenantId(1), UserId(user), " Word ");
  for (int i = 0; i < 5; ++i) hot.Count(TenantId(1), UserId(1), "private");
  EXPECT_EQ(hot.List(TenantId(1)), std::vector<std::string>{"word"});
  EXPECT_TRUE(hot.List(TenantId(2)).empty());
  clock.Advance(search::HotKeywords::kKeepMs + 1);
  EXPECT_TRUE(hot.List(TenantId(1)).empty());
}

}  // namespace
}  // namespace koine::core
