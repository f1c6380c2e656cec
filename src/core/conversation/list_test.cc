// The list of conversations and what else reads the seats of a user.
#include <gtest/gtest.h>

#include <set>

#include "core/conversation/list.h"
#include "core/conversation/places.h"
#include "core/conversation/rows.h"
#include "core/core_test_util.h"

namespace koine::conversation {
namespace {

using core::Outcome;
using Ids = std::vector<ConversationId>;

class Lists : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
  }
  Ids Listed(UserId who, int limit = 100) {
    Ids out;
    for (const auto& s :
         Read([&](store::Txn& txn) { return ListSummaries(txn, As(who), limit); })) {
      out.push_back(s.conversation.id);
    }
    return out;
  }
  void Tick() { clock.Advance(1'000); }
  UserId ann_, bob_, cid_;
};
KOINE_ON_BOTH(Lists);

TEST_P(Lists, PinnedFirstThenTheNewest) {
  const ConversationId one = Direct(ann_, bob_);
  Tick();
  const ConversationId two = Direct(ann_, cid_);
  Tick();
  const ConversationId three = Group(ann_, {bob_.value});
  EXPECT_EQ(Listed(ann_), (Ids{three, two, one}));
  Tick();
  ASSERT_TRUE(Say(ann_, one, "m").ok());
  EXPECT_EQ(Listed(ann_), (Ids{one, three, two}));
  static const store::Sql kPin{
      "update member set pinned_at = ? where conversation_id = ? and user_id = ?"};
  Exec(kPin, kStartMs, two, ann_);
  EXPECT_EQ(Listed(ann_), (Ids{two, one, three}));
  EXPECT_EQ(Listed(ann_, 2), (Ids{two, one}));
  EXPECT_EQ(Listed(bob_), (Ids{one, three}));
  Exec(core::kSetHidden, 1, three, bob_);
  EXPECT_EQ(Listed(bob_), Ids{one});
  Exec(core::kDissolve, three);
  EXPECT_EQ(Listed(ann_), (Ids{two, one}));
}

TEST_P(Lists, APageReadsNoMoreThanItShows) {
  const ConversationId one = Direct(ann_, bob_);
  Tick();
  const ConversationId two = Direct(ann_, cid_);
  Tick();
  const ConversationId three = Group(ann_, {bob_.value});
  Tick();
  for (const ConversationId id : {one, two}) ASSERT_TRUE(Say(ann_, id, "m").ok());
  PlacesCache cache;
  auto places = [&](UserId user, Listing listing, std::int64_t limit = 100,
                    std::int64_t offset = 0) {
    Ids out;
    const auto page = Read(
        [&](store::Txn& txn) { return ListPage(txn, As(user), cache, listing, limit, offset); });
    EXPECT_GE(page.total, std::ssize(page.ids));
    for (const std::int64_t id : page.ids) out.push_back(ConversationId(id));
    return out;
  };
  EXPECT_EQ(places(ann_, Listing::kAll), Listed(ann_));
  EXPECT_EQ(places(ann_, Listing::kAll, 2), Listed(ann_, 2));
  EXPECT_EQ(places(ann_, Listing::kAll, 2, 1), (Ids{Listed(ann_)[1], Listed(ann_)[2]}));
  EXPECT_EQ(places(ann_, Listing::kAll, 2, 3), Ids{});
  EXPECT_EQ(places(ann_, Listing::kAll, 0), Ids{});
  EXPECT_EQ(places(ann_, Listing::kDirect), (Ids{two, one}));
  EXPECT_EQ(places(ann_, Listing::kGroups), Ids{three});
  EXPECT_EQ(places(ann_, Listing::kUnread), Ids{});
  EXPECT_EQ(places(bob_, Listing::kUnread), Ids{one});
  Exec(core::kSetHidden, 1, one, bob_);
  EXPECT_EQ(places(bob_, Listing::kAll), Ids{three});
  const std::int64_t some[] = {one.value, three.value};
  std::set<ConversationId> read;
  Read([&](store::Txn& txn) {
    ScanSummariesOf(txn, As(ann_), some,
                    [&](const conversation::Summary& s) { read.insert(s.conversation.id); });
    return 0;
  });
  EXPECT_EQ(read, (std::set<ConversationId>{one, three}));
}

TEST_P(Lists, ASummaryShowsPeerRemarkAndLastMessage) {
  const ConversationId id = Direct(ann_, bob_);
  ASSERT_TRUE(Say(bob_, id, "one").ok());
  auto last = Say(bob_, id, "two");
  ASSERT_TRUE(last.ok());
  static const store::Sql kEdge{
      "insert into contact (owner_id, peer_id, tenant_id, remark, group_name, pinned_at, "
      "add_source, operator_id, created_at) values (?, ?, ?, ?, 'g', 0, 2, 0, 0)"};
  Exec(kEdge, ann_, bob_, kTenant, "Bobby");
  auto summary = Summary(ann_, id);
  ASSERT_TRUE(summary);
  EXPECT_EQ(summary->peer->id, bob_);
  EXPECT_EQ(summary->peer_remark, "Bobby");
  ASSERT_TRUE(summary->last);
  EXPECT_EQ(summary->last->message.id, last->id);
  EXPECT_EQ(summary->last->sender.name, "Nbob");
  EXPECT_EQ(std::get<body::Text>(summary->last->message.body).text, "two");
  EXPECT_EQ(summary->unread, 2);
  EXPECT_FALSE(summary->last_read);
  ASSERT_EQ(Outcome(MarkRead(ann_, id, 2)), "ok");
  summary = Summary(ann_, id);
  EXPECT_EQ(summary->last_read, last->id);
  EXPECT_EQ(summary->unread, 0);
  // The other side has no remark, and sees the first as peer.
  EXPECT_EQ(Summary(bob_, id)->peer_remark, "");
  EXPECT_EQ(Summary(bob_, id)->peer->id, ann_);
  EXPECT_FALSE(Summary(cid_, id));
  const access::Principal elsewhere = As(ann_, {.tenant = kOtherTenant});
  EXPECT_FALSE(Read([&](store::Txn& txn) { return FindSummary(txn, elsewhere, id); }));
}

TEST_P(Lists, AMessageDeletedForOneselfIsNotShownAsTheLast) {
  const ConversationId id = Direct(ann_, bob_);
  const ConversationId other = Direct(ann_, cid_);
  ASSERT_TRUE(Say(cid_, other, "else").ok());
  auto one = Say(bob_, id, "one");
  ASSERT_TRUE(one.ok());
  ASSERT_TRUE(Say(bob_, id, "two").ok());
  ASSERT_TRUE(Say(bob_, id, "three").ok());
  static const store::Sql kDeleteForMe{
      "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
      "values (?, 1, ?, ?, ?, 0)"};
  Exec(kDeleteForMe, ann_, id, 2, kTenant);
  Exec(kDeleteForMe, ann_, id, 3, kTenant);
  ASSERT_TRUE(Summary(ann_, id)->last);
  EXPECT_EQ(Summary(ann_, id)->last->message.id, one->id);
  EXPECT_EQ(Summary(ann_, id)->last->sender.name, "Nbob");
  EXPECT_EQ(Summary(bob_, id)->last->message.seq, 3);
  auto list = Read([&](store::Txn& txn) {
    core::CountingTxn counting(txn);
    auto all = ListSummaries(counting, As(ann_), 10);
    EXPECT_EQ(counting.statements(), 2);  // one more for all whose last message is gone
    return all;
  });
  ASSERT_EQ(list.size(), 2u);
  EXPECT_EQ(list[0].last->message.seq, 1);
  EXPECT_EQ(list[1].last->message.seq, 1);
  Exec(kDeleteForMe, ann_, id, 1, kTenant);
  EXPECT_FALSE(Summary(ann_, id)->last);
}

TEST_P(Lists, AnEmptyOneHasNoLastMessage) {
  const ConversationId id = Direct(ann_, bob_);
  EXPECT_FALSE(Summary(ann_, id)->last);
  ASSERT_TRUE(Say(bob_, id, "one").ok());
  Exec(core::kSetMinSeq, 2, id);
  EXPECT_FALSE(Summary(ann_, id)->last);
}

TEST_P(Lists, TheTotalIsTheSumOfTheListed) {
  const ConversationId one = Direct(ann_, bob_);
  const ConversationId two = Group(ann_, {bob_.value});
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(Say(bob_, one, "m").ok());
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(Say(bob_, two, "m").ok());
  auto total = [&] { return Read([&](store::Txn& txn) { return TotalUnread(txn, As(ann_)); }); };
  EXPECT_EQ(total(), 5);
  Exec(core::kSetHidden, 3, one, ann_);
  EXPECT_EQ(total(), 2);
  EXPECT_EQ(Read([&](store::Txn& txn) { return TotalUnread(txn, As(cid_)); }), 0);
}

TEST_P(Lists, GroupsAloneTheNewestFirst) {
  Direct(ann_, bob_);
  const ConversationId one = Group(ann_, {bob_.value});
  Tick();
  const ConversationId two = Group(bob_, {ann_.value});
  auto groups = Read([&](store::Txn& txn) { return ListGroups(txn, As(ann_), 10); });
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].conversation.id, two);
  EXPECT_EQ(groups[0].member.role, access::MemberRole::kMember);
  EXPECT_EQ(groups[1].conversation.id, one);
  EXPECT_EQ(groups[1].member.role, access::MemberRole::kOwner);
  EXPECT_EQ(Read([&](store::Txn& txn) { return CountGroups(txn, As(ann_)); }), 2);
  const auto page = Read([&](store::Txn& txn) { return ListGroups(txn, As(ann_), 1, 1); });
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].conversation.id, one);
}

TEST_P(Lists, ListenersAndWhatIsHeardAreTheSameSeats) {
  const ConversationId one = Direct(ann_, bob_);
  const ConversationId two = Group(ann_, {bob_.value, cid_.value});
  auto listeners = Read([&](store::Txn& txn) { return ListListeners(txn, kTenant, two); });
  EXPECT_EQ(listeners.size(), 3u);
  auto heard = Read([&](store::Txn& txn) { return ListHeard(txn, kTenant, bob_, 10); });
  std::set<ConversationId> ids;
  for (const Heard& h : heard) ids.insert(h.conversation);
  EXPECT_EQ(ids, (std::set<ConversationId>{one, two}));
}

TEST_P(Lists, PresenceReachesContactsAndSmallConversations) {
  const UserId dan = AddUser("dan");
  const UserId eve = AddUser("eve");
  Direct(ann_, bob_);
  Group(ann_, {cid_.value, dan.value});
  Befriend(ann_, eve);
  auto audience = [&](int members_max) {
    std::set<UserId> out;
    for (const UserId user : Read([&](store::Txn& txn) {
           return ListPresenceAudience(txn, kTenant, ann_, members_max, 100);
         })) {
      if (user != ann_) out.insert(user);
    }
    return out;
  };
  EXPECT_EQ(audience(10), (std::set<UserId>{bob_, cid_, dan, eve}));
  EXPECT_EQ(audience(2), (std::set<UserId>{bob_, eve}));
}

}  // namespace
}  // namespace koine::conversation
