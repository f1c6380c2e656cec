#include "core/app/channel.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>

#include "core/app/channel_rows.h"
#include "core/core_test_util.h"
#include "core/group/manage.h"
#include "core/message/read.h"

namespace koine::app {
namespace {

using core::Outcome;
using Users = std::vector<UserId>;

class Channels : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    policy.dialect = access::Dialect::kAppim;
    policy.group_members_max = static_cast<int>(kGroupMembersMax);
    policy.join_mode = access::JoinMode::kOpen;
    policy.swaps_roles = true;
    policy.anyone_mentions_all = true;
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cid_ = AddUser("cid");
    dan_ = AddUser("dan");
    TakeEvents();
  }

  access::Principal Server(TenantId tenant = kTenant) const {
    return As(UserId(), {.tenant = tenant, .role = access::Role::kAdmin, .trusted = true});
  }
  Result<Channel> Make(ConversationKind kind, UserId creator, Users others,
                       std::optional<std::string> extend = {}, std::int64_t ttl_ms = kTemporaryMs) {
    return Write([&](store::Txn& txn) {
      return CreateChannel(txn, Server(), {creator, others, kind, extend, ttl_ms});
    });
  }
  Result<Channel> Group(Users others, std::optional<std::string> extend = {}) {
    return Make(ConversationKind::kGroup, ann_, std::move(others), std::move(extend));
  }
  // Runs verb(Txn&, Managed) on a conversation.
  template <class F>
  Status In(ConversationId id, F verb) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const Managed place, Managed::Open(txn, Server(), id));
      return verb(txn, place);
    });
  }
  Status Add(ConversationId id, Users users) {
    return In(id, [&](store::Txn& txn, const Managed& place) {
      return AddChannelMembers(txn, place, users);
    });
  }
  Status Remove(ConversationId id, Users users) {
    return In(id, [&](store::Txn& txn, const Managed& place) {
      return RemoveChannelMembers(txn, place, users);
    });
  }
  Status End(ConversationId id) {
    return In(id, [](store::Txn& txn, const Managed& place) { return DeleteChannel(txn, place); });
  }
  Result<bool> Fitting(const ChannelFilter& filter, const std::string& extend) {
    return Write([&](store::Txn& txn) { return UpdateChannel(txn, Server(), filter, extend); });
  }
  std::optional<Channel> Find(ConversationId id, TenantId tenant = kTenant) {
    return Read([&](store::Txn& txn) { return FindChannel(txn, tenant, id); });
  }
  std::string Opened(ConversationId id, TenantId tenant = kTenant) {
    return Read([&](store::Txn& txn) { return Outcome(Managed::Open(txn, Server(tenant), id)); });
  }
  FoundChannel ListFitting(const ChannelFilter& filter, std::int64_t offset = 0,
                           std::int64_t limit = 100) {
    return Read([&](store::Txn& txn) {
      auto found = ListChannels(txn, Server(), filter, offset, limit);
      EXPECT_TRUE(found.ok());
      return found.ok() ? *std::move(found) : FoundChannel();
    });
  }
  std::vector<std::string> Handles(ConversationId id) {
    return Read([&](store::Txn& txn) {
      const auto place = Managed::Open(txn, Server(), id);
      return place.ok() ? ListMemberHandles(txn, *place, 100, 0) : std::vector<std::string>();
    });
  }
  std::vector<Said> Listed(ConversationId id, SaidPage page = {}) {
    return Read([&](store::Txn& txn) {
      const auto place = Managed::Open(txn, Server(), id);
      return place.ok() ? ListSaid(txn, *place, page) : std::vector<Said>();
    });
  }
  std::vector<UserId> AddUsers(const std::string& name, int count) {
    std::vector<UserId> out;
    for (int i = 0; i < count; ++i) out.push_back(AddUser(name + std::to_string(i)));
    return out;
  }
  static ChannelFilter All() {
    ChannelFilter all;
    all.kinds = {1, 2, 3};
    return all;
  }

  UserId ann_, bob_, cid_, dan_;
};
KOINE_ON_BOTH(Channels);

TEST_P(Channels, APairMadeAtOnceFromBothSidesIsOneConversation) {
  constexpr int kThreads = 8;
  std::vector<std::int64_t> ids(kThreads);
  std::vector<std::string> outcomes(kThreads);
  core::OnThreads(kThreads, [&](int i) {
    const bool turned = i % 2 == 1;
    const auto made = Make(ConversationKind::kDirect, turned ? bob_ : ann_, {turned ? ann_ : bob_},
                           R"({"n":)" + std::to_string(i) + "}");
    outcomes[i] = Outcome(made);
    if (made.ok()) ids[i] = made->id.value;
  });
  for (const std::string& outcome : outcomes) EXPECT_EQ(outcome, "ok");
  EXPECT_EQ(std::set<std::int64_t>(ids.begin(), ids.end()).size(), 1U);
  const ConversationId pair(ids.front());
  EXPECT_EQ(Handles(pair).size(), 2U);
  EXPECT_EQ(Find(pair)->clients, 2);
  // What the first said of it stays.
  const std::string first = Find(pair)->extend;
  const auto again = Make(ConversationKind::kDirect, bob_, {ann_}, "{}");
  EXPECT_EQ(again->id, pair);
  EXPECT_EQ(again->extend, first);
  EXPECT_EQ(ListFitting(All()).total, 1);
}

TEST_P(Channels, AnEndedPairBeginsAgainEmptyUnderTheSameId) {
  const auto pair = Make(ConversationKind::kDirect, ann_, {bob_}, R"({"a":1})");
  ASSERT_TRUE(Say(ann_, pair->id, "one").ok());
  ASSERT_EQ(Outcome(End(pair->id)), "ok");
  EXPECT_FALSE(Find(pair->id));
  EXPECT_EQ(Opened(pair->id), "ConversationNotFound");
  EXPECT_EQ(Outcome(End(pair->id)), "ConversationNotFound");
  core::OnThreads(4, [&](int i) {
    const auto again = Make(ConversationKind::kDirect, i % 2 ? ann_ : bob_, {i % 2 ? bob_ : ann_});
    EXPECT_EQ(Outcome(again), "ok");
    EXPECT_TRUE(again.ok() && again->id == pair->id);
  });
  EXPECT_TRUE(Listed(pair->id).empty());
  ASSERT_TRUE(Say(bob_, pair->id, "two").ok());
  EXPECT_EQ(Listed(pair->id).size(), 1U);
}

TEST_P(Channels, KindsHaveTheirNumbersOfMembers) {
  const Users many = AddUsers("u", 10);
  EXPECT_EQ(Outcome(Make(ConversationKind::kDirect, ann_, {})), "WrongKind:members");
  EXPECT_EQ(Outcome(Make(ConversationKind::kDirect, ann_, {bob_, cid_})), "WrongKind:members");
  EXPECT_EQ(Outcome(Make(ConversationKind::kGroup, ann_, {})), "WrongKind:members");
  EXPECT_EQ(Outcome(Make(ConversationKind::kTemporary, ann_, many)), "WrongKind:members");
  const auto ten = Make(ConversationKind::kTemporary, ann_, Users(many.begin(), many.end() - 1));
  ASSERT_TRUE(ten.ok());
  EXPECT_EQ(ten->clients, 10);
  EXPECT_EQ(Outcome(Add(ten->id, {many.back()})), "WrongKind:members");
  EXPECT_EQ(Outcome(Group({bob_}, "{" + std::string(kChannelExtendBytesMax, ' ') + "}")),
            "TooLarge:conv_extend");
  const auto pair = Make(ConversationKind::kDirect, ann_, {bob_});
  EXPECT_EQ(Outcome(Add(pair->id, {cid_})), "WrongKind");
  EXPECT_EQ(Outcome(Remove(pair->id, {bob_})), "WrongKind");
  EXPECT_EQ(ListFitting(All()).total, 2);
}

TEST_P(Channels, OfTwoWhoTakeTheLastPlaceOneGetsIt) {
  const Users many = AddUsers("u", 8);
  const auto place = Make(ConversationKind::kTemporary, ann_, {bob_, cid_, dan_, many[0], many[1]});
  ASSERT_TRUE(place.ok());
  // Six are in, each of six brings one: four places.
  std::atomic<int> added = 0;
  core::OnThreads(6, [&](int i) {
    const Status done = Add(place->id, {many[2 + i]});
    if (done.ok()) {
      ++added;
    } else {
      EXPECT_EQ(Outcome(done), "WrongKind:members");
    }
  });
  EXPECT_EQ(added, 4);
  EXPECT_EQ(Find(place->id)->clients, static_cast<std::int64_t>(kTemporaryMembersMax));
  EXPECT_EQ(Handles(place->id).size(), kTemporaryMembersMax);
  // None of many, when there is no place for all.
  ASSERT_TRUE(Remove(place->id, {bob_}).ok());
  const auto in = Handles(place->id);
  const Users more = AddUsers("v", 2);
  EXPECT_EQ(Outcome(Add(place->id, more)), "WrongKind:members");
  EXPECT_EQ(Handles(place->id), in);
}

TEST_P(Channels, WhoeverOwnsAGroupCanBeTakenOut) {
  const auto group = Group({bob_, cid_, dan_});
  core::OnThreads(2, [&](int i) {
    EXPECT_EQ(Outcome(Remove(group->id, i == 0 ? Users{ann_, bob_} : Users{ann_, cid_})), "ok");
  });
  EXPECT_EQ(Handles(group->id).size(), 1U);
  EXPECT_EQ(Find(group->id)->clients, 1);
  EXPECT_EQ(Outcome(Remove(group->id, {ann_})), "ok");
  // Its last member stays, since nobody would own it.
  EXPECT_EQ(Outcome(Remove(group->id, {dan_})), "WrongKind:owner");
  EXPECT_EQ(Outcome(Add(group->id, {ann_, dan_})), "ok");
  EXPECT_EQ(Handles(group->id).size(), 2U);
}

TEST_P(Channels, ATemporaryOneEndsByTheClock) {
  const auto place = Make(ConversationKind::kTemporary, ann_, {bob_}, {}, 5000);
  clock.Advance(4999);
  EXPECT_TRUE(Find(place->id));
  EXPECT_EQ(ListFitting(All()).total, 1);
  clock.Advance(1);
  EXPECT_FALSE(Find(place->id));
  EXPECT_EQ(Outcome(Add(place->id, {cid_})), "ConversationNotFound");
  EXPECT_EQ(ListFitting(All()).total, 0);
  EXPECT_EQ(*Fitting(All(), "{}"), false);
}

TEST_P(Channels, OfAnotherTenantIsUnknown) {
  const auto group = Group({bob_});
  EXPECT_EQ(Opened(group->id), "ok");
  EXPECT_EQ(Opened(group->id, kOtherTenant), "ConversationNotFound");
  EXPECT_FALSE(Find(group->id, kOtherTenant));
  const auto changed = Write([&](store::Txn& txn) {
    ChannelFilter filter = All();
    filter.ids = {group->id.value};
    return UpdateChannel(txn, Server(kOtherTenant), filter, "{}");
  });
  EXPECT_EQ(*changed, false);
  EXPECT_EQ(Find(group->id)->extend, "");
  EXPECT_TRUE(Read([&](store::Txn& txn) {
                return MembersAmong(txn, kOtherTenant, group->id, Numbers(Users{ann_, bob_}));
              }).empty());
}

TEST_P(Channels, OnlyWhatIsWrittenThereIsJudgedUpToABound) {
  std::vector<ConversationId> bobs;
  for (int i = 0; i < 5; ++i) {
    clock.Advance(1);
    bobs.push_back(Group({bob_}, R"({"state":"free"})")->id);
  }
  ASSERT_TRUE(Group({cid_}).ok());
  auto list = [&](const ChannelFilter& filter, std::int64_t offset, std::int64_t limit) {
    return Read(
        [&](store::Txn& txn) { return ListChannels(txn, Server(), filter, offset, limit); });
  };
  ChannelFilter filter = All();
  filter.members = {bob_.value};
  filter.judged_max = 2;
  const auto of_bob = list(filter, 1, 2);
  ASSERT_TRUE(of_bob.ok());
  EXPECT_EQ(of_bob->total, 5);
  ASSERT_EQ(of_bob->page.size(), 2U);
  EXPECT_EQ(of_bob->page[0].id, bobs[3]);
  // In slices of two, without a bound.
  filter.rest = [&](const Channel& one) { return one.id != bobs[3]; };
  const auto judged = list(filter, 1, 2);
  ASSERT_TRUE(judged.ok());
  EXPECT_EQ(judged->total, 4);
  ASSERT_EQ(judged->page.size(), 2U);
  EXPECT_EQ(judged->page[0].id, bobs[2]);
  filter.costly = true;
  EXPECT_EQ(Outcome(list(filter, 0, 2)), "TooLarge:judged:where");
  filter.judged_max = 5;
  EXPECT_EQ(list(filter, 0, 2)->total, 4);
  filter.members = {cid_.value};
  filter.rooms = {bobs[0].value};
  EXPECT_EQ(list(filter, 0, 9)->total, 2);
}

TEST_P(Channels, AnUpdateChangesAllThatFitOrNone) {
  const auto one = Group({bob_}, R"({"state":"free"})");
  const auto two = Group({cid_});
  clock.Advance(10);
  EXPECT_TRUE(*Fitting(All(), R"({"conv_name":"Both"})"));
  for (const auto& made : {one, two}) {
    const auto now = Find(made->id);
    EXPECT_EQ(now->extend, R"({"conv_name":"Both"})");
    EXPECT_EQ(now->changed_at, kStartMs + 10);
  }
  const std::string large = "{" + std::string(kChannelExtendBytesMax, ' ') + "}";
  EXPECT_EQ(Outcome(Fitting(All(), large)), "TooLarge:conv_extend");
  EXPECT_EQ(Find(one->id)->extend, R"({"conv_name":"Both"})");
  EXPECT_TRUE(*Fitting(All(), ""));
  EXPECT_EQ(Find(one->id)->extend, "");
}

TEST_P(Channels, AnUpdateOfTooManyChangesNone) {
  auto make = [&](std::size_t count) {
    return Write([&](store::Txn& txn) -> Status {
      for (std::size_t i = 0; i < count; ++i) {
        KOINE_CHECK(CreateChannel(txn, Server(), {ann_, {bob_}, ConversationKind::kGroup, "{}"}));
      }
      return Ok();
    });
  };
  ASSERT_TRUE(make(kUpdatedMax).ok());
  EXPECT_EQ(Outcome(Fitting(All(), R"({"a":1})")), "ok");
  ASSERT_TRUE(make(1).ok());
  EXPECT_EQ(Outcome(Fitting(All(), R"({"a":2})")), "TooLarge:where");
  for (const Channel& one : ListFitting(All(), 0, kUpdatedMax + 1).page) {
    EXPECT_NE(one.extend, R"({"a":2})");
  }
}

TEST_P(Channels, ANameGivenElsewhereIsSeenInWhatIsKept) {
  auto rename = [&](ConversationId id, const std::string& name) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), id));
      group::GroupChange change;
      change.name = name;
      return group::UpdateGroup(txn, place, change);
    });
  };
  const auto bare = Group({bob_});
  const auto named = Group({bob_}, R"({"conv_name":"Old","more":[1,{"a":2}]})");
  const auto other = Group({bob_}, R"({"title":"Old"})");
  const auto list = Group({bob_}, R"(["conv_name"])");
  for (const auto& made : {bare, named, other, list}) {
    EXPECT_EQ(Outcome(rename(made->id, "New \"one\"")), "ok");
  }
  EXPECT_EQ(Find(bare->id)->extend, R"({"conv_name":"New \"one\""})");
  EXPECT_EQ(Find(named->id)->extend, R"({"conv_name":"New \"one\"","more":[1,{"a":2}]})");
  EXPECT_EQ(Find(other->id)->extend, R"({"title":"Old"})");
  EXPECT_EQ(Find(list->id)->extend, R"(["conv_name"])");
}

TEST_P(Channels, OfTwoUpdatesUnderOneConditionTheFirstWins) {
  const auto group = Group({bob_}, R"({"state":"free"})");
  ChannelFilter free = All();
  free.rest = [](const Channel& one) { return one.extend == R"({"state":"free"})"; };
  std::atomic<int> won = 0;
  core::OnThreads(6, [&](int i) {
    const auto done = Fitting(free, R"({"state":"taken by )" + std::to_string(i) + R"("})");
    EXPECT_EQ(Outcome(done), "ok");
    if (done.ok() && *done) ++won;
  });
  EXPECT_EQ(won, 1);
}

TEST_P(Channels, UpdatesOfTheSameOnesDoNotMix) {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 12; ++i) ids.push_back(Group({bob_})->id.value);
  core::OnThreads(4, [&](int i) {
    for (int n = 0; n < 4; ++n) {
      ChannelFilter filter = All();
      filter.ids = ids;
      if (i % 2 == 1) std::reverse(filter.ids->begin(), filter.ids->end());
      std::string extend = "{\"by\":" + std::to_string(i * 10 + n) + "}";
      EXPECT_EQ(Outcome(Fitting(filter, extend)), "ok");
    }
  });
  std::set<std::string> seen;
  for (const std::int64_t id : ids) seen.insert(Find(ConversationId(id))->extend);
  EXPECT_EQ(seen.size(), 1U);
}

TEST_P(Channels, FiltersPickByEachOfTheirParts) {
  const auto pair = Make(ConversationKind::kDirect, ann_, {bob_});
  clock.Advance(1000);
  const auto group = Make(ConversationKind::kGroup, bob_, {ann_, cid_});
  clock.Advance(1000);
  ASSERT_TRUE(Say(bob_, pair->id, "later").ok());
  auto ids = [&](const ChannelFilter& filter) {
    std::vector<ConversationId> out;
    for (const Channel& one : ListFitting(filter).page) out.push_back(one.id);
    return out;
  };
  using Ids = std::vector<ConversationId>;
  // What changed last comes first.
  EXPECT_EQ(ids(All()), (Ids{pair->id, group->id}));
  ChannelFilter filter = All();
  filter.kinds = {static_cast<std::int64_t>(ConversationKind::kGroup)};
  EXPECT_EQ(ids(filter), Ids{group->id});
  filter.kinds = {};
  EXPECT_EQ(ids(filter), Ids{});
  filter = All();
  filter.creators = {ann_.value};
  EXPECT_EQ(ids(filter), Ids{pair->id});
  filter.creators = std::vector<std::int64_t>{};
  EXPECT_EQ(ids(filter), Ids{});
  filter = All();
  filter.not_creators = {ann_.value};
  EXPECT_EQ(ids(filter), Ids{group->id});
  filter = All();
  filter.not_ids = {pair->id.value};
  EXPECT_EQ(ids(filter), Ids{group->id});
  filter = All();
  filter.clients = {3, 3};
  EXPECT_EQ(ids(filter), Ids{group->id});
  filter = All();
  filter.created = {kStartMs, kStartMs + 999};
  EXPECT_EQ(ids(filter), Ids{pair->id});
  filter = All();
  filter.changed.from = 0;
  EXPECT_EQ(ids(filter), Ids{pair->id});
  filter = All();
  filter.rest = [&](const Channel& one) { return one.creator == bob_; };
  EXPECT_EQ(ids(filter), Ids{group->id});
  EXPECT_EQ(ListFitting(filter, 1, 1).total, 1);
  EXPECT_EQ(ListFitting(All(), 1, 1).page.front().id, group->id);
}

TEST_P(Channels, TimesOfMessagesGrowWhoeverWrites) {
  const auto group = Group({bob_, cid_, dan_});
  const Users all = {ann_, bob_, cid_, dan_};
  core::OnThreads(8, [&](int i) {
    for (int n = 0; n < 10; ++n) {
      EXPECT_TRUE(Say(all[static_cast<std::size_t>(i) % 4], group->id, "m").ok());
    }
  });
  SaidPage page;
  page.limit = 100;
  page.oldest_first = true;
  const auto said = Listed(group->id, page);
  ASSERT_EQ(said.size(), 80U);
  for (std::size_t i = 1; i < said.size(); ++i) {
    EXPECT_GT(said[i].message.sent_at, said[i - 1].message.sent_at);
    EXPECT_GT(said[i].message.id.value, said[i - 1].message.id.value);
  }
  EXPECT_EQ(Find(group->id)->changed_at, said.back().message.sent_at);
}

TEST_P(Channels, CursorsGoForwardWhateverComesFirst) {
  const auto group = Group({bob_});
  constexpr std::int64_t kMessages = 16;
  for (int i = 0; i < kMessages; ++i) ASSERT_TRUE(Say(ann_, group->id, "m").ok());
  const std::int64_t last = Listed(group->id).front().message.seq;
  core::OnThreads(8, [&](int i) {
    EXPECT_TRUE(MarkRead(bob_, group->id, last - 2 * i).ok());
    EXPECT_TRUE(MarkRead(bob_, group->id, last - 15).ok());
  });
  EXPECT_EQ(Unread(bob_, group->id), 0);
  ASSERT_TRUE(Say(ann_, group->id, "m").ok());
  EXPECT_EQ(Unread(bob_, group->id), 1);
}

TEST_P(Channels, AMutedMemberIsSilentUntilItIsOver) {
  const auto group = Group({bob_});
  Exec(core::kSetMember, kStartMs + 5000, 0, 0, group->id, bob_);
  EXPECT_EQ(Outcome(Say(bob_, group->id, "m")), "MemberMuted");
  EXPECT_EQ(Outcome(Say(ann_, group->id, "m")), "ok");
  clock.Advance(5001);
  EXPECT_EQ(Outcome(Say(bob_, group->id, "m")), "ok");
}

TEST_P(Channels, WhatIsListedOfMessages) {
  const auto group = Group({bob_});
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(Say(i == 1 ? bob_ : ann_, group->id, "m" + std::to_string(i)).ok());
    clock.Advance(100);
  }
  SaidPage page;
  EXPECT_EQ(Listed(group->id).size(), 3U);
  EXPECT_EQ(Listed(group->id).front().sender, Handles(group->id).front());
  page.from = bob_;
  EXPECT_EQ(Listed(group->id, page).size(), 1U);
  page = {};
  page.since = Listed(group->id)[1].message.sent_at;
  EXPECT_EQ(Listed(group->id, page).size(), 2U);
  page.until = page.since;
  EXPECT_EQ(Listed(group->id, page).size(), 1U);
  EXPECT_EQ(Read([&](store::Txn& txn) {
              const auto place = Managed::Open(txn, Server(), group->id);
              return place.ok() ? CountSaid(txn, *place, page) : -1;
            }),
            1);
  EXPECT_NE(Opened(group->id, kOtherTenant), "ok");
  page = {};
  page.oldest_first = true;
  page.offset = 2;
  EXPECT_EQ(Listed(group->id, page).size(), 1U);
}

TEST_P(Channels, WhoIsAddedWhileItEndsIsInNothing) {
  for (int round = 0; round < 5; ++round) {
    const auto group = Group({bob_});
    core::OnThreads(3, [&](int i) {
      if (i == 0) {
        EXPECT_EQ(Outcome(End(group->id)), "ok");
      } else {
        const std::string added = Outcome(Add(group->id, {i == 1 ? cid_ : dan_}));
        EXPECT_TRUE(added == "ok" || added == "ConversationNotFound") << added;
      }
    });
    EXPECT_FALSE(Find(group->id));
    EXPECT_FALSE(Summary(cid_, group->id));
  }
}

}  // namespace
}  // namespace koine::app
