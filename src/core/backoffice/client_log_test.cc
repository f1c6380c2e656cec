#include "core/backoffice/client_log.h"

#include "core/backoffice/client_log_rows.h"
#include "core/core_test_util.h"

namespace koine::backoffice {
namespace {

class ClientLogs : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
  }
  Status AddFor(UserId who, std::size_t files) {
    ClientReport report{5, "s", "v", "e", {}};
    for (std::size_t i = 0; i < files; ++i) report.files.push_back({"n" + std::to_string(i), "u"});
    return Write([&](store::Txn& txn) { return AddClientLog(txn, As(who), report); });
  }
  std::vector<ClientLogEntry> All() {
    ClientLogFilter filter;
    filter.to = clock.NowMs();
    filter.limit = 10'000;
    return Read([&](store::Txn& txn) { return SearchClientLogs(txn, kTenant, filter); });
  }
  Status Forget(const std::vector<std::string>& ids) {
    return Write([&](store::Txn& txn) { return DeleteClientLog(txn, AsAdmin(ann_), ids); });
  }

  UserId ann_;
};
KOINE_ON_BOTH(ClientLogs);

TEST_P(ClientLogs, HaveTenDigitsAndGoAllOrNone) {
  ASSERT_TRUE(AddFor(ann_, 3).ok());
  ASSERT_TRUE(AddFor(ann_, 0).ok());
  const auto all = All();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].name, "n2");
  EXPECT_EQ(all[0].id.size(), 10U);
  EXPECT_FALSE(Forget({all[0].id, "0000000000"}).ok());
  EXPECT_EQ(All().size(), 3U);
  const Status refused = Write([&](store::Txn& txn) { return DeleteClientLog(txn, As(ann_), {}); });
  EXPECT_FALSE(refused.ok());
  const auto found = [&](const access::Principal& who) {
    ClientLogFilter filter;
    filter.to = clock.NowMs();
    filter.limit = 2;
    return Read([&](store::Txn& txn) { return FindClientLogs(txn, who, filter); });
  };
  EXPECT_EQ(core::Outcome(found(As(ann_))), "Forbidden");
  const auto page = found(AsAdmin(ann_));
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->total, 3);
  EXPECT_EQ(page->items.size(), 2U);
  EXPECT_TRUE(Forget({all[0].id, all[1].id, all[1].id}).ok());
  EXPECT_EQ(All().size(), 1U);
  EXPECT_TRUE(Forget({}).ok());
}

TEST_P(ClientLogs, OfOneUserAreNotWithoutEnd) {
  EXPECT_FALSE(AddFor(ann_, kClientLogFilesMax + 1).ok());
  ASSERT_TRUE(AddFor(ann_, 3).ok());
  clock.Advance(1);
  ASSERT_TRUE(AddFor(ann_, 1).ok());
  const Status trimmed = Write([&](store::Txn& txn) -> Status {
    TrimClientLogs(txn, kTenant, ann_, 2);
    return Ok();
  });
  ASSERT_TRUE(trimmed.ok());
  const auto left = All();
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(left[0].name, "n0");
  EXPECT_EQ(left[1].name, "n2");
  const auto gone = Write([&](store::Txn& txn) -> Result<std::int64_t> {
    return DeleteClientLogsBefore(txn, clock.NowMs(), 10'000);
  });
  EXPECT_EQ(*gone, 1);
}

}  // namespace
}  // namespace koine::backoffice
