#include "core/version/version.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <set>
#include <thread>

#include "core/core_test_util.h"

namespace koine::version {
namespace {

using Ids = std::vector<std::int64_t>;
constexpr auto kContacts = Collection::kContacts;

class VersionTest : public core::CoreOnBothTest {
 protected:
  Version Bumped(std::int64_t owner, const Ids& elements, Op op, Collection what = kContacts) {
    auto out = Write([&](store::Txn& txn) -> Result<Version> {
      return Bump(txn, kTenant, what, owner, elements, op);
    });
    EXPECT_TRUE(out.ok());
    return out.ok() ? *out : Version();
  }
  Delta Ask(std::int64_t owner, const Version& seen, Collection what = kContacts) {
    return Read([&](store::Txn& txn) { return Since(txn, kTenant, what, owner, seen); });
  }
  static Ids Range(std::int64_t from, std::int64_t count) {
    Ids out(static_cast<std::size_t>(count));
    std::iota(out.begin(), out.end(), from);
    return out;
  }
};
KOINE_ON_BOTH(VersionTest);

TEST_P(VersionTest, CountsEachListByItself) {
  const Version first = Bumped(7, {1}, Op::kInsert);
  EXPECT_EQ(first.number, 1);
  EXPECT_EQ(first.log.size(), 24u);
  EXPECT_EQ(first.log.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_EQ(Bumped(7, {2, 3}, Op::kInsert), (Version{2, first.log}));
  const Version other = Bumped(8, {1}, Op::kInsert);
  EXPECT_EQ(other.number, 1);
  EXPECT_NE(other.log, first.log);
  const Version groups = Bumped(7, {1}, Op::kInsert, Collection::kGroups);
  EXPECT_EQ(groups.number, 1);
  EXPECT_NE(groups.log, first.log);
  const Version now = Read([&](store::Txn& txn) { return Current(txn, kTenant, kContacts, 7); });
  EXPECT_EQ(now, (Version{2, first.log}));
  const Version none =
      Read([&](store::Txn& txn) { return Current(txn, kOtherTenant, kContacts, 7); });
  EXPECT_EQ(none, Version());
}

TEST_P(VersionTest, TellsTheNewestOfEachElement) {
  const Version seen = Bumped(7, {1, 2, 3}, Op::kInsert);
  EXPECT_FALSE(Ask(7, seen).full);
  EXPECT_EQ(Ask(7, seen).size(), 0u);
  Bumped(7, {2}, Op::kUpdate);
  Bumped(7, {4, kOrder}, Op::kInsert);
  const Version middle = Bumped(7, {2}, Op::kDelete);
  Bumped(7, {1, kItself}, Op::kUpdate);
  const Version end = Bumped(7, {3}, Op::kUpdate);
  const Delta all = Ask(7, seen);
  EXPECT_FALSE(all.full);
  EXPECT_EQ(all.now, end);
  EXPECT_EQ(all.inserted, Ids({4}));
  EXPECT_EQ(all.deleted, Ids({2}));
  EXPECT_EQ(all.updated, Ids({1, 3}));
  EXPECT_TRUE(all.itself);
  EXPECT_EQ(all.order, 3);
  const Delta rest = Ask(7, middle);
  EXPECT_EQ(rest.updated, Ids({1, 3}));
  EXPECT_EQ(rest.size(), 2u);
  EXPECT_TRUE(rest.itself);
  EXPECT_EQ(rest.order, 0);
}

TEST_P(VersionTest, WhoHasNoVersionOfThisLogReadsAll) {
  const Delta none = Ask(7, {});
  EXPECT_TRUE(none.full);
  EXPECT_EQ(none.now, Version());
  EXPECT_TRUE(Ask(7, {1, "0123456789abcdef01234567"}).full);
  const Version now = Bumped(7, {1}, Op::kInsert);
  for (const Version& wrong : {Version{}, Version{0, now.log}, Version{-1, now.log}, Version{1, ""},
                               Version{1, "0123456789abcdef01234567"}, Version{2, now.log}}) {
    const Delta delta = Ask(7, wrong);
    EXPECT_TRUE(delta.full) << wrong.number << wrong.log;
    EXPECT_EQ(delta.now, now);
    EXPECT_EQ(delta.size(), 0u);
  }
  EXPECT_FALSE(Ask(7, now).full);
}

TEST_P(VersionTest, AsManyChangesAsAllowedAreListed) {
  const Version seen = Bumped(7, {1, kItself}, Op::kInsert);
  Ids many = Range(100, kChangesMax);
  many.push_back(kItself);
  many.push_back(kOrder);
  Bumped(7, many, Op::kInsert);
  const Delta delta = Ask(7, seen);
  EXPECT_FALSE(delta.full);
  EXPECT_EQ(delta.inserted.size(), static_cast<std::size_t>(kChangesMax));
  EXPECT_TRUE(delta.itself);
  EXPECT_EQ(delta.order, 2);
  Bumped(7, {1}, Op::kUpdate);
  EXPECT_TRUE(Ask(7, seen).full);
  EXPECT_FALSE(Ask(7, seen).itself);
  EXPECT_EQ(Ask(7, seen).now.number, 3);
}

TEST_P(VersionTest, ManyOwnersTakeTwoStatements) {
  const Version mine = Bumped(5, {9}, Op::kInsert, Collection::kGroups);
  const Ids owners = Range(1, 500);
  const auto statements = Write([&](store::Txn& inner) -> Result<int> {
    core::CountingTxn txn(inner);
    BumpMany(txn, kTenant, Collection::kGroups, owners, 77, Op::kInsert);
    BumpMany(txn, kTenant, Collection::kGroups, {}, 77, Op::kInsert);
    return txn.statements();
  });
  EXPECT_EQ(*statements, 2);
  const Delta five = Ask(5, mine, Collection::kGroups);
  EXPECT_EQ(five.inserted, Ids({77}));
  EXPECT_EQ(five.now, (Version{2, mine.log}));
  const Version last =
      Read([&](store::Txn& txn) { return Current(txn, kTenant, Collection::kGroups, 500); });
  EXPECT_EQ(last.number, 1);
  EXPECT_NE(last.log, mine.log);

  const auto each = Write([&](store::Txn& inner) -> Result<std::vector<Head>> {
    core::CountingTxn txn(inner);
    const Element pair[] = {{6, 5}, {5, 6}, {5, 7}};
    auto heads = BumpEach(txn, kTenant, Collection::kGroups, pair, Op::kDelete);
    EXPECT_EQ(txn.statements(), 2);
    return heads;
  });
  ASSERT_EQ(each->size(), 2u);
  EXPECT_EQ((*each)[0].owner, 5);
  EXPECT_EQ((*each)[0].version, (Version{3, mine.log}));
  EXPECT_EQ((*each)[1].owner, 6);
  EXPECT_EQ((*each)[1].version.number, 2);
  EXPECT_EQ(Ask(5, five.now, Collection::kGroups).deleted, Ids({6, 7}));
}

TEST_P(VersionTest, SeveralListsAreReadTogether) {
  const Version one = Bumped(1, {10}, Op::kInsert);
  const Version two = Bumped(2, {20}, Op::kInsert);
  const Version three = Bumped(3, Range(100, 3), Op::kInsert);
  Bumped(1, {11}, Op::kInsert);
  Bumped(3, Range(200, kChangesMax + 1), Op::kInsert);
  const auto deltas = Read([&](store::Txn& inner) {
    core::CountingTxn txn(inner);
    const Asked asked[] = {{3, three}, {1, one}, {2, two}, {4, {}}, {1, {}}};
    auto out = SinceMany(txn, kTenant, kContacts, asked);
    EXPECT_EQ(txn.statements(), 2);
    return out;
  });
  ASSERT_EQ(deltas.size(), 4u);
  EXPECT_EQ(deltas[0].owner, 3);
  EXPECT_TRUE(deltas[0].full);
  EXPECT_EQ(deltas[1].inserted, Ids({11}));
  EXPECT_FALSE(deltas[2].full);
  EXPECT_EQ(deltas[2].size(), 0u);
  EXPECT_TRUE(deltas[3].full);
}

TEST_P(VersionTest, APrunedLogIsReadAnew) {
  const Version first = Bumped(7, {1}, Op::kInsert);
  Bumped(8, {1}, Op::kInsert);
  const auto bumped = Write([&](store::Txn& txn) -> Result<Version> {
    Version now;
    for (int i = 0; i < kKept; ++i) {
      now = Bump(txn, kTenant, kContacts, 7, {2 + i % 3}, Op::kUpdate);
    }
    return now;
  });
  EXPECT_EQ(bumped->number, kKept + 1);
  EXPECT_FALSE(Ask(7, first).full);
  auto prune = [&] {
    return *Write([&](store::Txn& txn) -> Result<std::int64_t> { return Prune(txn, 100); });
  };
  EXPECT_EQ(prune(), 1);
  EXPECT_EQ(prune(), 0);
  EXPECT_EQ(Ask(7, first).updated.size(), 3u);
  Bumped(7, {9}, Op::kInsert);
  EXPECT_TRUE(Ask(7, first).full);
  EXPECT_FALSE(Ask(7, {2, first.log}).full);
  EXPECT_EQ(Ask(8, {1, ""}).now.number, 1);
}

// Each writer changes elements of its own in one list, while a reader reads on from what it has.
TEST_P(VersionTest, WritersAtOnceLeaveNoHoleToAReader) {
  constexpr int kWriters = 4;
  constexpr int kEach = 40;
  const Version first = Bumped(7, {1}, Op::kInsert);
  std::atomic<int> running{kWriters};
  std::set<std::int64_t> met;
  core::OnThreads(kWriters + 1, [&](int i) {
    if (i < kWriters) {
      for (int n = 0; n < kEach; ++n) {
        const std::int64_t element = 1000 + i * kEach + n;
        const auto done = Write(
            [&](store::Txn& txn) -> Result<Version> {
              return Bump(txn, kTenant, kContacts, 7, {element}, Op::kInsert);
            },
            store::KeyOf('u', i + 1));
        EXPECT_TRUE(done.ok());
      }
      --running;
      return;
    }
    Version seen = first;
    for (bool last = false; !last;) {
      last = running == 0;
      const Delta delta = Ask(7, seen);
      EXPECT_FALSE(delta.full);
      EXPECT_EQ(static_cast<std::int64_t>(delta.size()), delta.now.number - seen.number);
      met.insert(delta.inserted.begin(), delta.inserted.end());
      seen = delta.now;
    }
  });
  EXPECT_EQ(met.size(), static_cast<std::size_t>(kWriters * kEach));
  EXPECT_EQ(Ask(7, {}).now.number, 1 + kWriters * kEach);
}

}  // namespace
}  // namespace koine::version
