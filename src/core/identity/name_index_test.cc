#include "core/identity/name_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>

#include "base/text.h"
#include "core/core_test_util.h"
#include "core/identity/account.h"
#include "core/identity/name_change_rows.h"
#include "core/identity/rows.h"
#include "core/search/indexer.h"

namespace koine::identity {
namespace {

// So that some hundred users are in several blocks.
constexpr std::int64_t kStep = 31;
constexpr int kUsers = 2'100;
constexpr std::int64_t kFirst = 20'000'000;

const store::Sql kForgetChanges{"delete from name_change where user_id >= ?"};
const store::Sql kTouch{"update users set updated_at = ? where id = ?"};
const store::Sql kTouchAll{"update users set updated_at = ? where id >= ?"};

// Handle and nickname of the n-th.
std::string HandleOf(int n) {
  return "u" + std::to_string(n * 7919 % 10'007);
}
std::string NicknameOf(int n) {
  static const std::array<std::string, 8> kFamily = {"王", "李",  "张",   "刘",
                                                     "陈", "Ann", "欧阳", "O'Neill"};
  static const std::array<std::string, 7> kGiven = {"小明", "丽", " Lee", "伟", "😀", " bo", "芳芳"};
  return kFamily[static_cast<std::size_t>(n) % 8] + kGiven[static_cast<std::size_t>(n) / 3 % 7] +
         (n % 50 == 0 ? std::to_string(n) : "");
}

class NameIndexTest : public core::CoreOnBothTest {
 protected:
  struct Known {
    std::int64_t id;
    std::string handle, nickname;
  };

  void Add(int count, std::int64_t first, TenantId tenant) {
    std::vector<User> users;
    std::vector<std::string> texts;
    for (int n = 0; n < count; ++n) {
      User user;
      user.id = UserId(first + n * kStep);
      user.tenant = tenant;
      const int place = tenant == kTenant ? static_cast<int>(users_.size()) : n;
      user.handle = HandleOf(place);
      user.nickname = NicknameOf(place);
      texts.push_back(SearchText(user));
      if (tenant == kTenant) users_.push_back({user.id.value, user.handle, user.nickname});
      users.push_back(std::move(user));
    }
    const Status put = Write([&](store::Txn& txn) -> Status {
      return InsertGivenUsers(txn, tenant, users, texts) == count ? Ok() : Error{Code::kConflict};
    });
    ASSERT_TRUE(put.ok());
  }
  void Fill() { Add(kUsers, kFirst, kTenant); }
  void Index() {
    for (;;) {
      const auto stepped = index().Step(/*all=*/true);
      ASSERT_TRUE(stepped.ok());
      if (!*stepped) return;
    }
  }
  NameIndex& index() {
    if (!index_) index_.emplace(store(), clock, random_, "n1");
    return *index_;
  }
  void Rename(std::size_t n, const std::string& nickname) {
    users_[n].nickname = nickname;
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  auto user = LockUser(txn, kTenant, UserId(users_[n].id));
                  user->nickname = nickname;
                  UpdateUser(txn, *user, SearchText(*user));
                  return Ok();
                }).ok());
  }
  std::int64_t Waiting() {
    return Read([](store::Txn& txn) { return CountNoted(txn); });
  }
  bool Helps(const std::string& text) {
    return Read([&](store::Txn& txn) { return NamedMaybe(txn, kTenant, {text}).helps(); });
  }

  // What reading all names finds.
  std::vector<std::int64_t> Expected(const std::string& text) {
    std::vector<std::int64_t> out;
    for (const Known& one : users_) {
      const bool in = text::Fold(" " + one.handle).find(text) != std::string::npos ||
                      text::Fold(one.nickname).find(text) != std::string::npos;
      if (in) out.push_back(one.id);
    }
    return out;
  }
  static std::vector<std::int64_t> Ids(const std::vector<User>& users) {
    std::vector<std::int64_t> out;
    for (const User& user : users) out.push_back(user.id.value);
    return out;
  }
  static std::vector<std::int64_t> Cut(const std::vector<std::int64_t>& ids, std::int64_t offset,
                                       std::int64_t limit) {
    const auto size = static_cast<std::int64_t>(ids.size());
    return {ids.begin() + std::min(offset, size), ids.begin() + std::min(offset + limit, size)};
  }
  // Each way of asking for part of a name finds the same.
  void ExpectAllFound(const std::string& what) {
    for (const char* text :
         {"王",  "小明",      "王小明", "阳丽",  "ann lee", "n l",  "l",   "neill",
          "'",   "u1",        "u79",    "u7919", "919",     "😀",    "陈😀", "0",
          "650", "李芳芳350", "nobody", "丽丽",  "欧阳小",  " lee", "王1"}) {
      const std::string folded = text::Fold(text);
      const std::vector<std::int64_t> all = Expected(folded);
      SCOPED_TRACE(what + ": " + text);
      Read([&](store::Txn& txn) {
        EXPECT_EQ(Ids(SearchUsers(txn, kTenant, folded, text, 10'000)), all);
        EXPECT_EQ(Ids(SearchUsers(txn, kTenant, folded, text, 3)), Cut(all, 0, 3));
        UserFilter filter;
        filter.folded = folded;
        EXPECT_EQ(CountUsers(txn, kTenant, filter), std::ssize(all));
        EXPECT_EQ(Ids(ListUsers(txn, kTenant, filter, 10'000, 0)), all);
        EXPECT_EQ(Ids(ListUsers(txn, kTenant, filter, 7, 5)), Cut(all, 5, 7));
        EXPECT_EQ(Ids(ListUsers(txn, kTenant, filter, 5, 90)), Cut(all, 90, 5));
        std::vector<std::int64_t> handled;
        for (const Known& one : users_) {
          const bool in = (" " + one.handle).find(folded) != std::string::npos;
          if (in) handled.push_back(one.id);
        }
        EXPECT_EQ(Ids(ListByLoginName(txn, kTenant, folded, 10'000)), handled);
        return true;
      });
    }
  }

  std::vector<Known> users_;
  store::FixedRandom random_;
  std::optional<NameIndex> index_;
};
KOINE_ON_BOTH(NameIndexTest);

TEST_P(NameIndexTest, FindsWhatReadingAllNamesFinds) {
  Fill();
  ASSERT_TRUE(Helps("a"));
  ExpectAllFound("none is in the index");
  Index();
  EXPECT_EQ(Waiting(), 0);
  EXPECT_GT(Read([](store::Txn& txn) { return inverted::ListBlocks(txn); }).size(), 3u);
  ExpectAllFound("all are in the index");
  Rename(3, "Lee 王小明");
  Rename(400, "nobody");
  Rename(699, "丽丽");
  Add(40, kFirst + kUsers * kStep, kTenant);
  EXPECT_EQ(Waiting(), 43);
  ExpectAllFound("some are renamed, some new");
  Index();
  EXPECT_EQ(Waiting(), 0);
  ExpectAllFound("these are in the index too");
  Rename(3, "none of it");
  ExpectAllFound("the index has an old name");
}

// As often as it takes until each filter is in memory.
TEST_P(NameIndexTest, FiltersLeaveOutBlocksWithoutAText) {
  Fill();
  Index();
  const auto blocks = Read([](store::Txn& txn) { return inverted::ListBlocks(txn); });
  for (const inverted::Block& block : blocks) EXPECT_NE(block.filter, 0) << block.block;
  std::size_t rare = blocks.size();
  for (const char* text : {"王", "u7919", "ann lee", "李芳芳350", "nobody"}) {
    const std::vector<std::vector<inverted::Token>> tokens = {
        inverted::QueryTokens(kTenant.value, text)};
    std::vector<std::int64_t> left;
    for (std::size_t i = 0; i <= blocks.size(); ++i) {
      auto some = blocks;
      Read([&](store::Txn& txn) {
        inverted::LeaveOutFiltered(txn, tokens, &some);
        return true;
      });
      left.clear();
      for (const inverted::Block& block : some) left.push_back(block.block);
    }
    rare = std::min(rare, left.size());
    for (const std::int64_t id : Expected(text)) {
      EXPECT_TRUE(std::count(left.begin(), left.end(), inverted::BlockOf(id))) << text << " " << id;
    }
  }
  EXPECT_EQ(rare, 0u) << "a name that nobody has";
}

// Filters that are incomplete, and those of blocks that an older version has written, leave out
// nothing.
TEST_P(NameIndexTest, DamagedFiltersAndNoneLeaveOutNothing) {
  static const store::Sql kDamage{
      "update search_page set data = ? where token = ? and part_id in (select id from search_part "
      "where version = ? and state = 1 and first % 2 = 0)"};
  static const store::Sql kWithout{
      "update search_part set filter = 0 where version = ? and state = 1 and first % 2 <> 0"};
  Fill();
  // In each block somebody whom no other test has: none of their filters is in memory yet.
  for (std::size_t n = 0; n < kUsers; n += 100) Rename(n, "Damaged " + std::to_string(n));
  Index();
  EXPECT_TRUE(Write([](store::Txn& txn) -> Status {
                const std::string none(40, '\0');
                EXPECT_GT(txn.Exec(kDamage, store::Bytes{none}, inverted::kFilterToken,
                                   inverted::kBlocksVersion),
                          0);
                EXPECT_GT(txn.Exec(kWithout, inverted::kBlocksVersion), 0);
                return Ok();
              }).ok());
  ExpectAllFound("no filter is right");
}

TEST_P(NameIndexTest, HandleOrNicknameOfPeople) {
  Fill();
  Index();
  const auto find = [&](std::string_view handle, std::string_view nickname) {
    return Read([&](store::Txn& txn) {
      const PersonFilter filter{handle, nickname};
      auto found = Ids(ListPeople(txn, kTenant, filter, 10'000, 0));
      EXPECT_EQ(CountPeople(txn, kTenant, filter), std::ssize(found));
      EXPECT_EQ(Ids(ListPeople(txn, kTenant, filter, 4, 2)), Cut(found, 2, 4));
      return found;
    });
  };
  std::vector<std::int64_t> either;
  for (const Known& one : users_) {
    const bool in = one.handle.find("79") != std::string::npos ||
                    one.nickname.find("小明") != std::string::npos;
    if (in) either.push_back(one.id);
  }
  EXPECT_EQ(find("79", "小明"), either);
  // A handle is no nickname, and the other way about.
  EXPECT_EQ(find("小明", "79"), std::vector<std::int64_t>());
  EXPECT_EQ(find(HandleOf(12), "").size(), 1u);
}

TEST_P(NameIndexTest, ATenantFindsItsOwnAndFewAreReadWhole) {
  Fill();
  Add(60, kFirst + 5, kOtherTenant);
  Index();
  ExpectAllFound("another tenant has the same names");
  Read([&](store::Txn& txn) {
    EXPECT_FALSE(NamedMaybe(txn, kOtherTenant, {"王"}).helps());
    EXPECT_EQ(SearchUsers(txn, kOtherTenant, "王小明", "王小明", 100).size(), 1u);
    return true;
  });
}

TEST_P(NameIndexTest, ByMobileNumberToo) {
  Fill();
  Index();
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                auto user = LockUser(txn, kTenant, UserId(users_[600].id));
                user->mobile = "13800138000";
                UpdateUser(txn, *user, SearchText(*user));
                return Ok();
              }).ok());
  // The number is in no name: nothing waits for the index.
  EXPECT_EQ(Waiting(), 0);
  Read([&](store::Txn& txn) {
    const auto found = SearchUsers(txn, kTenant, "13800138000", "13800138000", 10);
    EXPECT_EQ(Ids(found), std::vector<std::int64_t>{users_[600].id});
    EXPECT_TRUE(SearchUsers(txn, kTenant, "1380013", "1380013", 10).empty());
    return true;
  });
}

TEST_P(NameIndexTest, ManyNotedNamesAreReadWithAllOthers) {
  Fill();
  Index();
  Add(4'001, kFirst + 1, kTenant);
  std::sort(users_.begin(), users_.end(),
            [](const Known& a, const Known& b) { return a.id < b.id; });
  EXPECT_FALSE(Helps("王"));
  ExpectAllFound("too many wait");
  // More than may wait: due without being asked for.
  clock.Advance(6'000);
  EXPECT_TRUE(*index().Step());
  Index();
  EXPECT_TRUE(Helps("王"));
  ExpectAllFound("all are in the index");
}

TEST_P(NameIndexTest, AFewChangesWaitForAWhile) {
  Fill();
  Index();
  Rename(5, "later");
  clock.Advance(6'000);
  EXPECT_FALSE(*index().Step());
  clock.Advance(kNotedMs - 10'000);
  EXPECT_FALSE(*index().Step());
  clock.Advance(10'000);
  EXPECT_TRUE(*index().Step());
  EXPECT_EQ(Waiting(), 0);
}

// As erasing notes it, which its own tests see (erasure/everywhere_test.cc).
TEST_P(NameIndexTest, WhatIsOverdueComesBeforeWhatIsMuch) {
  static const store::Sql kOverdue{"update name_change set queued_at = 0 where user_id = ?"};
  Fill();
  Index();
  Rename(0, "gone");
  Exec(kOverdue, users_[0].id);
  const std::size_t some = kNotedMax + 1;
  for (std::size_t n = users_.size() - some; n < users_.size(); ++n) Rename(n, "new");
  clock.Advance(6'000);
  EXPECT_TRUE(*index().Step());
  const auto left = Read([](store::Txn& txn) { return ListWaiting(txn, kUsers); });
  EXPECT_FALSE(left.empty());
  EXPECT_TRUE(std::none_of(left.begin(), left.end(),
                           [&](const Noted& one) { return one.user == users_[0].id; }));
}

TEST_P(NameIndexTest, AChangeWhileANameIsIndexedGoesOnWaiting) {
  Fill();
  Index();
  Rename(5, "first");
  const auto read = Read([&](store::Txn& txn) { return ListChanges(txn, 0, kFirst * 2); });
  ASSERT_EQ(read.size(), 1u);
  Rename(5, "second");
  EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                DeleteChanges(txn, read);
                return Ok();
              }).ok());
  EXPECT_EQ(Waiting(), 1);
  ExpectAllFound("it waits");
}

TEST_P(NameIndexTest, WhatAnOlderProgramWroteIsNoted) {
  Fill();
  Index();
  const auto sweep = [&] {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  NoteUnseenNames(txn, 0, 10'000);
                  return Ok();
                }).ok());
  };
  // What is older than the block by more than clocks may differ is in it.
  Exec(kTouchAll, clock.NowMs() - 3'600'000, std::int64_t{0});
  sweep();
  EXPECT_EQ(Waiting(), 0);
  Rename(7, "丽丽");
  Exec(kForgetChanges, std::int64_t{0});
  Exec(kTouch, clock.NowMs(), users_[7].id);
  EXPECT_EQ(Waiting(), 0);
  sweep();
  EXPECT_EQ(Waiting(), 1);
  ExpectAllFound("it is noted");
}

TEST_P(NameIndexTest, WrittenAnewFromTheBeginning) {
  Fill();
  Index();
  EXPECT_EQ(*index().Reset(), kUsers);
  EXPECT_EQ(Waiting(), kUsers);
  ExpectAllFound("all wait");
  Index();
  ExpectAllFound("all are there again");
  // That of messages is another one.
  search::Indexer indexer(store(), clock, random_);
  ASSERT_TRUE(indexer.Reset().ok());
  ASSERT_TRUE(indexer.CatchUp().ok());
  ExpectAllFound("messages are indexed anew");
}

// On SQLite one process has the file.
class NameIndexOfManyNodes : public NameIndexTest {};
INSTANTIATE_TEST_SUITE_P(Postgresql, NameIndexOfManyNodes,
                         testing::Values(store::Engine::kPostgresql));

TEST_P(NameIndexOfManyNodes, OneNodeDoesItAtATime) {
  Fill();
  Index();
  Rename(5, "later");
  NameIndex other(store(), clock, random_, "n2");
  EXPECT_FALSE(*other.Step(true));
  clock.Advance(60'000);  // the first one is gone
  EXPECT_TRUE(*other.Step(true));
  EXPECT_EQ(Waiting(), 0);
}

TEST_P(NameIndexOfManyNodes, WhoComesWhileItIsWrittenIsFound) {
  Fill();
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    while (!stop) EXPECT_TRUE(index().Step(true).ok());
  });
  for (int round = 0; round < 15; ++round) {
    Add(3, kFirst + 1 + round, kTenant);
    Rename(static_cast<std::size_t>(round), "丽丽" + std::to_string(round));
  }
  stop = true;
  writer.join();
  std::sort(users_.begin(), users_.end(),
            [](const Known& a, const Known& b) { return a.id < b.id; });
  ExpectAllFound("as it is");
  Index();
  EXPECT_EQ(Waiting(), 0);
  ExpectAllFound("at the end");
}

}  // namespace
}  // namespace koine::identity
