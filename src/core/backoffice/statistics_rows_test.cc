#include "core/backoffice/statistics_rows.h"

#include "base/time.h"
#include "core/core_test_util.h"

namespace koine::backoffice {
namespace {

class Statistics : public core::CoreOnBothTest {};
KOINE_ON_BOTH(Statistics);

TEST_P(Statistics, CountWhatLiesInTheSpanOnly) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  AddUser("far", kOtherTenant);
  const ConversationId dm = Direct(ann, bob);
  const ConversationId group = Group(ann, {bob.value});
  // A day of its own, far more than the slack apart.
  const std::int64_t first = clock.NowMs();
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(Say(ann, dm, "x").ok());
  clock.Advance(3 * kDayMs);
  const std::int64_t second = clock.NowMs();
  ASSERT_TRUE(Say(bob, dm, "x").ok());
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(Say(bob, group, "x").ok());
  ASSERT_TRUE(Say(ann, group, "x").ok());
  clock.Advance(3 * kDayMs);
  ASSERT_TRUE(Say(ann, dm, "x").ok());

  ActivityQuery query{{second, second + 1000}, false, true, 10, 0};
  auto senders = [&] {
    return Read([&](store::Txn& txn) { return CountSenders(txn, kTenant, query); });
  };
  Activity found = senders();
  EXPECT_EQ(found.messages, 4);
  EXPECT_EQ(found.active, 2);
  EXPECT_EQ(found.days, (std::map<std::int64_t, std::int64_t>{{second / kDayMs, 4}}));
  ASSERT_EQ(found.page.size(), 2U);
  EXPECT_EQ(found.page[0].id, bob.value);
  EXPECT_EQ(found.page[0].messages, 3);
  query.ascending = true;
  EXPECT_EQ(senders().page[0].id, ann.value);
  query.groups = false;
  EXPECT_EQ(senders().messages, 1);
  const Activity groups =
      Read([&](store::Txn& txn) { return CountActiveGroups(txn, kTenant, query); });
  EXPECT_EQ(groups.messages, 3);
  ASSERT_EQ(groups.page.size(), 1U);
  EXPECT_EQ(groups.page[0].id, group.value);
  EXPECT_EQ(groups.page[0].handle, std::to_string(group.value));
  query.span = {first, clock.NowMs() + 1000};
  query.groups = true;
  EXPECT_EQ(senders().messages, 10);

  const Growth users = Read([&](store::Txn& txn) {
    return CountUsers(txn, kTenant, {first + kDayMs, second});
  });
  EXPECT_EQ(users.total, 2);
  EXPECT_EQ(users.before, 2);
  EXPECT_TRUE(users.days.empty());
}

TEST_P(Statistics, AreForAdministrators) {
  const UserId ann = AddUser("ann");
  const Span span{0, clock.NowMs()};
  for (const bool admin : {false, true}) {
    const access::Principal who = admin ? AsAdmin(ann) : As(ann);
    const std::string expected = admin ? "ok" : "Forbidden";
    Read([&](store::Txn& txn) {
      EXPECT_EQ(core::Outcome(CountGroups(txn, who, span)), expected);
      EXPECT_EQ(core::Outcome(CountSenders(txn, who, {span, false, true, 10, 0})), expected);
      EXPECT_EQ(core::Outcome(CountActiveGroups(txn, who, {span, false, true, 10, 0})), expected);
      return 0;
    });
  }
}

}  // namespace
}  // namespace koine::backoffice
