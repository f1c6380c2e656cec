#include "server/cluster.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "server/secrets.h"
#include "server/settings.h"
#include "store/lease.h"
#include "store/node.h"

namespace koine::server {
namespace {

class ClusterTest : public core::CoreOnBothTest {
 protected:
  void Join(const std::string& name, std::int64_t position) {
    EXPECT_TRUE(Write([&](store::Txn& txn) -> Status {
                  store::Node node;
                  node.name = name;
                  node.boot = "b";
                  node.address = "127.0.0.1:8080";
                  node.version = "0.1.0";
                  node.schema = 6;
                  node.position = position;
                  store::JoinNode(txn, node);
                  return Ok();
                }).ok());
  }
};
KOINE_ON_BOTH(ClusterTest);

TEST_P(ClusterTest, StatusShowsNodesAndLeases) {
  auto empty = ClusterStatus(store());
  ASSERT_TRUE(empty.ok());
  EXPECT_EQ(*empty, "no node uses this store\n");
  Join("here", store().head());
  ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                store::ClaimLease(txn, "work", "here/1234", txn.now_ms() - 1);
                return Ok();
              }).ok());
  auto text = ClusterStatus(store());
  ASSERT_TRUE(text.ok());
  EXPECT_NE(text->find("NODE"), std::string::npos) << *text;
  EXPECT_NE(text->find("127.0.0.1:8080"), std::string::npos) << *text;
  EXPECT_NE(text->find("work"), std::string::npos) << *text;
  EXPECT_EQ(text->find("1234"), std::string::npos) << *text;
}

TEST_P(ClusterTest, OtherSecretsAreRefusedUntilTheyAreAdopted) {
  const Secrets first{std::string(32, 'a'), std::string(16, 'b'), std::string(16, 'c')};
  Secrets other = first;
  other.seal = std::string(16, 'x');
  EXPECT_TRUE(CheckSecrets(store(), first).ok());
  EXPECT_TRUE(CheckSecrets(store(), first).ok());
  const Status refused = CheckSecrets(store(), other);
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().text.find("seal"), std::string::npos) << refused.error().text;
  EXPECT_EQ(refused.error().text.find("xxxx"), std::string::npos) << refused.error().text;
  EXPECT_TRUE(AdoptSecrets(store(), other).ok());
  EXPECT_TRUE(CheckSecrets(store(), other).ok());
  EXPECT_FALSE(CheckSecrets(store(), first).ok());
}

Status Check(std::vector<std::string> args) {
  config::Inputs inputs;
  inputs.args = std::move(args);
  auto config = config::Config::Load(AllSettings(), inputs);
  EXPECT_TRUE(config.ok());
  return config.ok() ? CheckClusterSettings(*config) : Status(std::move(config).error());
}

TEST(ClusterSettings, NatsNeedsPostgresql) {
  const std::string nats = "--cluster.nats=nats://127.0.0.1:4222";
  EXPECT_TRUE(Check({}).ok());
  EXPECT_TRUE(Check({nats, "--store.url=postgresql://x/y", "--files.directory=/x"}).ok());
  for (const auto& args : {std::vector<std::string>{nats}, {nats, "--store.url=sqlite:/x"}}) {
    const Status refused = Check(args);
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().field, "cluster.nats");
    EXPECT_NE(refused.error().text.find("PostgreSQL"), std::string::npos);
  }
}

TEST(ClusterSettings, NodesShareTheirFiles) {
  const std::string nats = "--cluster.nats=nats://127.0.0.1:4222";
  const std::string url = "--store.url=postgresql://x/y";
  const Status refused = Check({nats, url});
  ASSERT_FALSE(refused.ok());
  EXPECT_NE(refused.error().text.find("files.s3.url"), std::string::npos);
  EXPECT_NE(refused.error().text.find("files.directory"), std::string::npos);
  EXPECT_TRUE(Check({nats, url, "--files.s3.url=https://x/y"}).ok());
}

TEST(ClusterSettings, NamesAreLettersDigitsAndDashes) {
  EXPECT_TRUE(Check({"--cluster.node=node-1"}).ok());
  for (const char* name : {"a b", "a/b", "节点", "a.b"}) {
    EXPECT_FALSE(Check({std::string("--cluster.node=") + name}).ok()) << name;
  }
  EXPECT_FALSE(Check({"--cluster.node=" + std::string(65, 'a')}).ok());
}

}  // namespace
}  // namespace koine::server
