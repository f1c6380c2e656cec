#include "core/backoffice/messages.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"

namespace koine::backoffice {
namespace {

class Backoffice : public core::CoreOnBothTest {};
KOINE_ON_BOTH(Backoffice);

TEST_P(Backoffice, TheMostActiveGroupsCountWhatWasWrittenSince) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const ConversationId early = Group(ann, {bob.value});
  ASSERT_TRUE(Say(ann, early, "old").ok());
  ASSERT_TRUE(Say(ann, early, "older").ok());
  clock.Advance(10'000);
  const std::int64_t since = clock.NowMs();
  const ConversationId quiet = Group(ann, {bob.value});
  ASSERT_TRUE(Say(bob, quiet, "one").ok());
  const ConversationId busy = Group(ann, {bob.value});
  for (const char* text : {"1", "2", "3"}) ASSERT_TRUE(Say(bob, busy, text).ok());
  ASSERT_TRUE(Say(ann, Direct(ann, bob), "not in a group").ok());

  const access::Principal admin = AsAdmin(ann);
  auto list = [&](int limit) {
    std::vector<std::pair<ConversationId, std::int64_t>> out;
    const auto groups =
        Read([&](store::Txn& txn) { return MostActiveGroups(txn, admin, since, limit); });
    EXPECT_TRUE(groups.ok());
    for (const ActiveGroup& one : *groups) out.emplace_back(one.id, one.messages);
    return out;
  };
  using Counted = std::vector<std::pair<ConversationId, std::int64_t>>;
  EXPECT_EQ(list(10), (Counted{{busy, 3}, {quiet, 1}}));
  EXPECT_EQ(list(1), (Counted{{busy, 3}}));

  const auto refused =
      Read([&](store::Txn& txn) { return MostActiveGroups(txn, As(bob), since, 10); });
  ASSERT_FALSE(refused.ok());
  EXPECT_TRUE(refused.error().Is(Code::kForbidden));
}

}  // namespace
}  // namespace koine::backoffice
