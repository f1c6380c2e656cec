#include "store/node.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>

#include "store/lease.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

class Nodes : public StoreTest {
 protected:
  std::int64_t Join(const std::string& name, const std::string& boot) {
    auto number = store().WriteAndWait({"join"}, [&](Txn& txn) -> Result<std::int64_t> {
      Node node;
      node.name = name;
      node.boot = boot;
      node.address = "127.0.0.1:1";
      node.version = "1.0";
      node.schema = 6;
      return JoinNode(txn, node);
    });
    EXPECT_TRUE(number.ok());
    return number.ok() ? *number : -1;
  }
  bool See(const std::string& name, const std::string& boot, std::int64_t position) {
    auto mine = store().WriteAndWait(
        {"see"}, [&](Txn& txn) -> Result<bool> { return SeeNode(txn, name, boot, position); });
    EXPECT_TRUE(mine.ok());
    return mine.ok() && *mine;
  }
  void Leave(const std::string& name, const std::string& boot) {
    EXPECT_TRUE(store()
                    .WriteAndWait({"leave"},
                                  [&](Txn& txn) -> Status {
                                    LeaveNode(txn, name, boot);
                                    return Ok();
                                  })
                    .ok());
  }
  std::vector<Node> List() {
    std::vector<Node> out;
    EXPECT_TRUE(store().ReadNow("list", [&](Txn& txn) { out = ListNodes(txn); }).ok());
    return out;
  }
  std::string Settle(const std::string& name, const std::string& value) {
    auto settled = store().WriteAndWait(
        {"settle"}, [&](Txn& txn) -> Result<std::string> { return SettleMeta(txn, name, value); });
    EXPECT_TRUE(settled.ok());
    return settled.ok() ? *settled : "";
  }
};
KOINE_ON_BOTH_ENGINES(Nodes);

TEST_P(Nodes, JoinLiveAndLeave) {
  const std::int64_t a = Join("a", "1");
  const std::int64_t b = Join("b", "2");
  EXPECT_NE(a, b);
  EXPECT_GT(a, 0);
  EXPECT_TRUE(See("a", "1", 17));
  const auto nodes = List();
  ASSERT_EQ(nodes.size(), 2u);
  EXPECT_EQ(nodes[0].name, "a");
  EXPECT_EQ(nodes[0].boot, "1");
  EXPECT_EQ(nodes[0].position, 17);
  EXPECT_EQ(nodes[0].schema, 6);
  EXPECT_GE(nodes[0].seen_at, nodes[0].started_at);
  Leave("a", "1");
  EXPECT_EQ(List().size(), 1u);
}

TEST_P(Nodes, ANameBelongsToTheLastWhoTookIt) {
  const std::int64_t before = Join("a", "1");
  const std::int64_t after = Join("a", "2");
  EXPECT_NE(before, after);
  EXPECT_FALSE(See("a", "1", 1));
  EXPECT_TRUE(See("a", "2", 1));
  Leave("a", "1");
  EXPECT_EQ(List().size(), 1u);
}

TEST_P(Nodes, ManyAtOnceHaveNumbersOfTheirOwn) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([this, i] { Join("n" + std::to_string(i), "1"); });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::int64_t> numbers;
  for (const Node& node : List()) numbers.insert(node.number);
  EXPECT_EQ(numbers.size(), 8u);
}

TEST_P(Nodes, WhatIsSettledStays) {
  EXPECT_EQ(Settle("x", "one"), "one");
  EXPECT_EQ(Settle("x", "two"), "one");
  EXPECT_TRUE(store()
                  .WriteAndWait({"set"},
                                [](Txn& txn) -> Status {
                                  SetMeta(txn, "x", "three");
                                  return Ok();
                                })
                  .ok());
  EXPECT_EQ(Settle("x", "two"), "three");
}

TEST_P(Nodes, TheStoreHasATime) {
  std::int64_t now = 0;
  ASSERT_TRUE(store().ReadNow("time", [&](Txn& txn) { now = StoreTimeMs(txn); }).ok());
  EXPECT_NEAR(static_cast<double>(now), static_cast<double>(clock_.NowMs()), 60'000);
}

TEST_P(Nodes, LeasesAreListed) {
  ASSERT_TRUE(store()
                  .WriteAndWait({"claim"},
                                [](Txn& txn) -> Status {
                                  EXPECT_TRUE(ClaimLease(txn, "work", "a/1", txn.now_ms() + 1000));
                                  return Ok();
                                })
                  .ok());
  std::vector<Lease> leases;
  ASSERT_TRUE(store().ReadNow("list", [&](Txn& txn) { leases = ListLeases(txn); }).ok());
  ASSERT_EQ(leases.size(), 1u);
  EXPECT_EQ(leases[0].name, "work");
  EXPECT_EQ(leases[0].owner, "a/1");
}

}  // namespace
}  // namespace koine::store
