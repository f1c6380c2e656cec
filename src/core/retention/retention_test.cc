#include "core/retention/retention.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <utility>

#include "base/time.h"
#include "core/access/system.h"
#include "core/conversation/direct.h"
#include "core/conversation/seat_settings.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/message/system.h"
#include "core/retention/rows.h"
#include "core/tenant/tenant.h"
#include "store/job.h"

namespace koine::retention {
namespace {

using core::Outcome;

class Retention : public core::TrioOnBothTest {
 protected:
  void SetUp() override {
    TrioOnBothTest::SetUp();
    other_ = Direct(ann_, bob_);
  }
  void SayMany(UserId who, ConversationId where, int n) {
    for (int i = 0; i < n; ++i) ASSERT_EQ(Outcome(Say(who, where, "text")), "ok");
  }
  // What was said until now is old after this.
  std::int64_t PassTime() {
    clock.Advance(kDayMs);
    return clock.NowMs() - 1000;
  }
  std::string Order(const PurgeIn& in) {
    return Outcome(
        Write([&](store::Txn& txn) { return OrderPurge(txn, AsAdmin(ann_), in, "127.0.0.1"); }));
  }
  // Runs jobs until nothing more is to do for a while.
  void RunJobs(std::int64_t keep_ms = 0) {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs, {keep_ms, 0});
    for (int idle = 0; idle < 3;) {
      idle = jobs.RunDue() == 0 ? idle + 1 : 0;
      clock.Advance(60);
    }
  }
  access::ConversationState State(ConversationId id) {
    return *Read(
        [&](store::Txn& txn) { return access::FindConversation(txn, kTenant, id, false); });
  }
  access::MemberState Seat(UserId user, ConversationId id) {
    return Read([&](store::Txn& txn) { return access::Seated::Peek(txn, As(user), id); })->member();
  }
  // How many messages still hold something.
  std::size_t Standing(UserId who, ConversationId id) {
    std::size_t out = 0;
    message::PageOf page;
    page.limit = 100;
    for (;;) {
      auto list = List(who, id, page);
      if (!list.ok() || list->empty()) return out;
      out += list->size();
      page.id = list->front().row.message.id;
    }
  }
  ConversationId other_;
};
KOINE_ON_BOTH(Retention);

TEST_P(Retention, BlocksGoAsAWhole) {
  SayMany(ann_, group_, 130);
  SayMany(bob_, group_, 119);  // 250 with the line of the group
  ASSERT_EQ(State(group_).last_seq, 250);
  const std::int64_t before = PassTime();
  SayMany(cat_, group_, 20);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 40)), "ok");
  const std::int64_t unread = Unread(cat_, group_);
  ASSERT_EQ(unread, 249);
  ASSERT_EQ(Order({before, true, {}}), "ok");
  RunJobs();
  // The third block has newer ones.
  EXPECT_EQ(State(group_).min_seq, 201);
  EXPECT_EQ(State(group_).last_seq, 270);
  EXPECT_EQ(Standing(cat_, group_), 70U);
  EXPECT_EQ(Unread(cat_, group_), 50);  // 201 … 250
  EXPECT_EQ(Unread(bob_, group_), 20);  // cat's; 201 … 250 are bob's own
  EXPECT_EQ(Unread(ann_, group_), 70);
  EXPECT_EQ(Seat(cat_, group_).read_seq, 200);
  // As before, so later.
  SayMany(ann_, group_, 1);
  EXPECT_EQ(Unread(cat_, group_), 51);
  ASSERT_EQ(Outcome(MarkRead(cat_, group_, 250)), "ok");
  EXPECT_EQ(Unread(cat_, group_), 1);
  ASSERT_EQ(Outcome(MarkRead(bob_, group_, 1'000)), "ok");
  EXPECT_EQ(Unread(bob_, group_), 0);
}

TEST_P(Retention, AWholeConversationMayGo) {
  SayMany(ann_, other_, 3);
  SayMany(bob_, group_, 2);
  const std::int64_t before = PassTime();
  ASSERT_EQ(Order({before, false, {other_.value}}), "ok");
  RunJobs();
  EXPECT_EQ(State(other_).min_seq, 4);
  EXPECT_EQ(State(group_).min_seq, 0);
  EXPECT_EQ(Standing(bob_, other_), 0U);
  EXPECT_EQ(Unread(bob_, other_), 0);
  EXPECT_FALSE(Summary(bob_, other_)->last);
  SayMany(ann_, other_, 1);
  EXPECT_EQ(Unread(bob_, other_), 1);
  EXPECT_EQ(Standing(bob_, other_), 1U);
  // Once more there is nothing to do.
  ASSERT_EQ(Order({before, false, {other_.value}}), "ok");
  RunJobs();
  EXPECT_EQ(State(other_).min_seq, 4);
}

TEST_P(Retention, NothingIsLeftOfWhatTheyHeldButTheirNumbers) {
  ASSERT_EQ(Outcome(Say(ann_, other_, "secret", "c1")), "ok");
  ASSERT_EQ(Order({PassTime(), true, {}}), "ok");
  RunJobs();
  const auto row =
      Read([&](store::Txn& txn) { return message::FindBySeq(txn, kTenant, other_, 1); });
  ASSERT_TRUE(row.has_value());
  EXPECT_EQ(body::Preview(row->message.body), "");
  EXPECT_GT(row->message.deleted_at, 0);
  // The same client id sends nothing again.
  auto again = Say(ann_, other_, "secret", "c1");
  ASSERT_EQ(Outcome(again), "ok");
  EXPECT_TRUE(again->before);
}

TEST_P(Retention, OnlyAdministratorsOrder) {
  EXPECT_EQ(Outcome(Write([&](store::Txn& txn) {
              return OrderPurge(txn, As(ann_), {1, true, {}}, "");
            })),
            "Forbidden");
  PurgeIn many{1, false, std::vector<std::int64_t>(kNamedMax + 1, 1)};
  EXPECT_EQ(Order(many), "TooLarge:conversationIDs");
  EXPECT_EQ(Order({1, false, {}}), "ok");
}

TEST_P(Retention, SeatsLoseWhatTheirUserLetsGo) {
  SayMany(ann_, other_, 5);
  conversation::SettingsIn in;
  in.destructs = true;
  in.destruct_s = 3600;
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto place, access::Seated::Open(txn, As(bob_), other_));
                conversation::ChangeSettings(txn, place, in);
                return Ok();
              }).ok());
  PassTime();
  SayMany(ann_, other_, 2);
  TakeEvents();
  ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                PutNightJob(txn);
                return Ok();
              }).ok());
  clock.Advance(kDayMs);
  SayMany(ann_, other_, 1);
  RunJobs();
  EXPECT_EQ(Seat(bob_, other_).min_seq, 8);
  EXPECT_EQ(Seat(ann_, other_).min_seq, 0);
  EXPECT_EQ(Unread(bob_, other_), 1);
  int told = 0;
  for (const core::Heard& heard : TakeEvents()) {
    if (heard.As<event::ConversationChanged>() == nullptr) continue;
    ++told;
    EXPECT_EQ(heard.event->users, std::vector<UserId>{bob_});
    EXPECT_EQ(heard.event->place.id, other_);
  }
  EXPECT_EQ(told, 1);
  // Not again before its time.
  RunJobs();
  EXPECT_EQ(Seat(bob_, other_).min_seq, 8);
}

TEST_P(Retention, TheNightEndsWhatIsKeptTooLong) {
  SayMany(ann_, other_, 3);
  ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                PutNightJob(txn);
                return Ok();
              }).ok());
  clock.Advance(2 * kDayMs);
  RunJobs(0);
  EXPECT_EQ(State(other_).min_seq, 0);
  clock.Advance(kDayMs);
  RunJobs(kDayMs);
  EXPECT_EQ(State(other_).min_seq, 4);
}

TEST_P(Retention, AnApplicationHasAnAgeOfItsOwn) {
  SayMany(ann_, other_, 3);
  const auto made = Write([&](store::Txn& txn) {
    tenant::AppIn in;
    in.app_id = "shop";
    in.settings.max_age_days = 2;
    return tenant::CreateApp(txn, in);
  });
  ASSERT_EQ(Outcome(made), "ok");
  const TenantId shop = made->app.tenant;
  const UserId one = AddUser("one", shop), two = AddUser("two", shop);
  const access::Principal who = As(one, {.tenant = shop});
  const auto chat = Write([&](store::Txn& txn) { return conversation::OpenDirect(txn, who, two); });
  ASSERT_EQ(Outcome(chat), "ok");
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Result<message::Sent> {
                KOINE_TRY(const auto place, access::Member::Open(txn, who, *chat));
                message::SendIn in;
                in.body = body::Text{"text"};
                return message::Send(txn, place, in);
              }).ok());
  ASSERT_TRUE(Write([](store::Txn& txn) -> Status {
                PutNightJob(txn);
                return Ok();
              }).ok());
  auto first = [&] {
    return Read([&](store::Txn& txn) { return access::FindConversation(txn, shop, *chat, false); })
        ->min_seq;
  };
  clock.Advance(kDayMs);
  RunJobs();
  EXPECT_EQ(first(), 0);
  clock.Advance(2 * kDayMs);
  RunJobs();
  EXPECT_EQ(first(), 2);
  EXPECT_EQ(State(other_).min_seq, 0);
}

// Many conversations, one of which takes several slices, and some have nothing old.
TEST_P(Retention, AllGoWhatTheyHold) {
  std::vector<UserId> users;
  std::vector<ConversationId> chats;
  for (int i = 0; i < 120; ++i) {
    users.push_back(AddUser("u" + std::to_string(i)));
    chats.push_back(Direct(ann_, users.back()));
    if (i % 3 > 0) SayMany(ann_, chats.back(), 2);
  }
  SayMany(ann_, chats[3], 1201);
  const std::int64_t before = PassTime();
  for (int i = 0; i < 120; i += 3) SayMany(ann_, chats[static_cast<std::size_t>(i)], 1);
  ASSERT_EQ(Order({before, true, {}}), "ok");
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, {});
  int slices = 0;
  for (int idle = 0; idle < 3; clock.Advance(60)) {
    const bool ran = jobs.RunDue() > 0;
    idle = ran ? 0 : idle + 1;
    if (ran) ++slices;
  }
  // 80 of one block each, and of one twelve whole ones: its last has something newer.
  EXPECT_LE(slices, 6);
  for (std::size_t i = 0; i < chats.size(); ++i) {
    const std::int64_t first = i == 3 ? 1201 : i % 3 > 0 ? 3 : 0;
    EXPECT_EQ(State(chats[i]).min_seq, first) << i;
  }
  EXPECT_EQ(Unread(users[3], chats[3]), 2);
}

TEST_P(Retention, SlicesAreBounded) {
  SayMany(ann_, other_, 30);
  const std::int64_t before = PassTime();
  ASSERT_EQ(Order({before, true, {}}), "ok");
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, {});
  int runs = 0;
  for (int idle = 0; idle < 3; ++runs) {
    idle = jobs.RunDue() == 0 ? idle + 1 : 0;
    clock.Advance(60);
  }
  EXPECT_LT(runs, 12);
}

class Space : public core::CoreTest {};

TEST_F(Space, AFileIsSmallSoonAfterMuchOfItWent) {
  static const store::Sql kFill{
      "insert into meta (name, value) with recursive n(i) as (select 1 union all select i + 1 from "
      "n where i < 3000) select 'n' || i, ?1 from n"};
  static const store::Sql kEmpty{"delete from meta where name like 'n%'"};
  static const store::Sql kPages{
      "select (select page_count from pragma_page_count()), "
      "(select freelist_count from pragma_freelist_count())"};
  auto pages = [&] {
    return *Read([&](store::Txn& txn) {
      return txn.First(kPages, [](const store::Row& row) {
        return std::pair<std::int64_t, std::int64_t>(row.Int(0), row.Int(1));
      });
    });
  };
  const std::int64_t before = pages().first;
  Exec(kFill, std::string(4000, 'x'));
  ASSERT_GT(pages().first, before + 2000);
  Exec(kEmpty);
  ASSERT_GT(pages().second, 2000);
  ASSERT_EQ(Outcome(Write([](store::Txn& txn) -> Status {
              PutGiveBack(txn);
              return Ok();
            })),
            "ok");
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs, {});
  for (int turn = 0; turn < 100; ++turn) {
    clock.Advance(60);
    jobs.RunDue();
  }
  const auto [all, free] = pages();
  EXPECT_LE(free, all / 20);
  EXPECT_LE(all, before + before / 10);
}

}  // namespace
}  // namespace koine::retention
