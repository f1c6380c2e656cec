#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "core/conversation/audience.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/membership.h"
#include "core/identity/account.h"

// Groups with more members than one transaction seats.
namespace koine::group {
namespace {

using core::Outcome;
using event::GroupAction;
using Ids = std::vector<std::int64_t>;

class ManyMembers : public core::CoreOnBothTest {
 protected:
  static Result<std::int64_t> AddIn(store::Txn& txn, const access::Principal& who,
                                    ConversationId group, const Ids& users) {
    KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, who, group));
    return AddMembers(txn, place, users);
  }
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
  }
  // Makes `n` users in a few transactions.
  Ids People(int n) {
    Ids out;
    for (int from = 0; from < n; from += 500) {
      const auto made = Write([&](store::Txn& txn) -> Result<Ids> {
        Ids ids;
        for (int i = from; i < std::min(n, from + 500); ++i) {
          identity::Registration in;
          in.username = "u" + std::to_string(i);
          in.password_hash = "none";
          KOINE_TRY(const UserId id, identity::Register(txn, kTenant, in));
          ids.push_back(id.value);
        }
        return ids;
      });
      EXPECT_TRUE(made.ok());
      if (made.ok()) out.insert(out.end(), made->begin(), made->end());
    }
    return out;
  }
  Result<ConversationId> Create(std::int64_t max, const Ids& users) {
    return Write([&](store::Txn& txn) {
      GroupIn in;
      in.name = "all";
      in.max_members = max;
      in.members = users;
      return CreateGroup(txn, As(ann_), in);
    });
  }
  std::int64_t Count(ConversationId group) {
    return Summary(ann_, group)->conversation.member_count;
  }
  std::int64_t Seats(ConversationId group) {
    return Read([&](store::Txn& txn) {
      return static_cast<std::int64_t>(conversation::ListListeners(txn, kTenant, group).size());
    });
  }
  UserId ann_;
};
KOINE_ON_BOTH(ManyMembers);

TEST_P(ManyMembers, ComeInSlices) {
  const Ids users = People(1700);
  const auto group = Create(2000, users);
  ASSERT_TRUE(group.ok());
  EXPECT_EQ(Count(*group), 1021);
  EXPECT_EQ(Seats(*group), 1021);
  {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    EXPECT_EQ(jobs.RunDue(), 0);
    clock.Advance(1000);
    EXPECT_EQ(jobs.RunDue(), 1);
  }
  EXPECT_EQ(Count(*group), 1521);
  // A runner that starts later goes on where the other was.
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  clock.Advance(1000);
  EXPECT_EQ(jobs.RunDue(), 1);
  clock.Advance(1000);
  EXPECT_EQ(jobs.RunDue(), 0);
  EXPECT_EQ(Count(*group), 1701);
  EXPECT_EQ(Seats(*group), 1701);
  std::size_t told = 0;
  int lines = 0;
  for (const core::Heard& heard : TakeEvents()) {
    if (heard.As<event::MessageCreated>() != nullptr) ++lines;
    const auto* event = heard.As<event::GroupEvent>();
    if (event == nullptr || event->action != GroupAction::kMembersAdded) continue;
    EXPECT_LE(event->targets.size(), kSeatAtOnce);
    EXPECT_EQ(heard.event->membership.size(), event->targets.size());
    told += event->targets.size();
  }
  EXPECT_EQ(told, users.size());
  EXPECT_EQ(lines, 1);
  ASSERT_EQ(Outcome(Say(UserId(users.back()), *group, "here")), "ok");
}

TEST_P(ManyMembers, AreAddedWithOneLine) {
  const auto group = Create(2000, {});
  ASSERT_TRUE(group.ok());
  const Ids users = People(700);
  TakeEvents();
  const auto added = Write([&](store::Txn& txn) { return AddIn(txn, As(ann_), *group, users); });
  ASSERT_TRUE(added.ok());
  EXPECT_EQ(*added, 700);
  // All before it is answered.
  EXPECT_EQ(Count(*group), 701);
  EXPECT_EQ(Seats(*group), 701);
  int lines = 0;
  for (const core::Heard& heard : TakeEvents()) {
    const auto* created = heard.As<event::MessageCreated>();
    if (created == nullptr) continue;
    ++lines;
    EXPECT_EQ(std::get<body::Notice>(created->message.body).targets.size(), kNamedMax);
  }
  EXPECT_EQ(lines, 1);
}

TEST_P(ManyMembers, NeverExceedTheLimit) {
  const Ids users = People(1100);
  EXPECT_EQ(Outcome(Create(1100, users)), "GroupFull");
  const auto group = Create(1101, users);
  ASSERT_TRUE(group.ok());
  // Somebody else takes a seat before the others have theirs.
  const UserId bob = AddUser("bob");
  ASSERT_TRUE(
      Write([&](store::Txn& txn) { return AddIn(txn, As(ann_), *group, {bob.value}); }).ok());
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  clock.Advance(1000);
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(Count(*group), 1101);
  EXPECT_EQ(Seats(*group), 1101);
}

TEST_P(ManyMembers, TwoWritersDoNotPassTheLimit) {
  const Ids users = People(40);
  const auto group = Create(21, {});
  ASSERT_TRUE(group.ok());
  core::OnThreads(4, [&](int i) {
    for (int n = 0; n < 5; ++n) {
      const auto first = users.begin() + i * 10 + n * 2;
      const auto added = Write(
          [&](store::Txn& txn) { return AddIn(txn, As(ann_), *group, Ids(first, first + 2)); });
      EXPECT_TRUE(added.ok() || added.error().Is(Code::kGroupFull)) << Outcome(added);
    }
  });
  EXPECT_EQ(Count(*group), 21);
  EXPECT_EQ(Seats(*group), 21);
}

TEST_P(ManyMembers, DoNotMakeAMessageDearer) {
  const Ids users = People(1100);
  const auto small = Create(2000, {users[0]});
  const auto large = Create(2000, users);
  ASSERT_TRUE(small.ok() && large.ok());
  const auto cost = [&](ConversationId group) {
    return *Write([&](store::Txn& txn) -> Result<int> {
      core::CountingTxn counting(txn);
      KOINE_TRY(const auto place, access::Member::Open(counting, As(ann_), group));
      message::SendIn in;
      in.body = body::Text{"x"};
      KOINE_CHECK(message::Send(counting, place, in));
      return counting.statements();
    });
  };
  EXPECT_EQ(cost(*small), cost(*large));
}

// The figures: `--gtest_also_run_disabled_tests --gtest_filter='*HoldNobodyUp*'`, with TMPDIR on
// the disk that shall be measured.
TEST_P(ManyMembers, DISABLED_HoldNobodyUp) {
  const Ids users = People(5000);
  const UserId bob = AddUser("bob");
  const UserId cid = AddUser("cid");
  const ConversationId direct = Direct(bob, cid);
  const auto sends = [&](const std::atomic<bool>& on) {
    std::vector<double> ms;
    while (on && ms.size() < 200'000) {
      const auto begun = std::chrono::steady_clock::now();
      EXPECT_TRUE(Say(bob, direct, "x").ok());
      ms.push_back(
          std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun)
              .count());
    }
    std::sort(ms.begin(), ms.end());
    return ms;
  };
  const auto print = [](const char* what, const std::vector<double>& ms) {
    const auto at = [&](double q) { return ms[static_cast<std::size_t>(q * (ms.size() - 1))]; };
    std::printf("%s: %zu sends, p50 %.2f ms, p99 %.2f ms, max %.2f ms\n", what, ms.size(), at(0.5),
                at(0.99), ms.back());
  };
  std::atomic<bool> on = true;
  std::vector<double> ms;
  std::thread alone([&] { ms = sends(on); });
  std::this_thread::sleep_for(std::chrono::seconds(3));
  on = false;
  alone.join();
  print("alone", ms);
  on = true;
  std::thread beside([&] { ms = sends(on); });
  const auto begun = std::chrono::steady_clock::now();
  const auto group = Create(6000, users);
  ASSERT_TRUE(group.ok());
  const std::chrono::duration<double, std::milli> first = std::chrono::steady_clock::now() - begun;
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  jobs.Start();
  while (Count(*group) < 5001) {
    clock.Advance(20);  // as fast as the real one: it times the commands too
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  const std::chrono::duration<double, std::milli> all = std::chrono::steady_clock::now() - begun;
  on = false;
  beside.join();
  print("while 5,000 are seated", ms);
  std::printf("group made in %.0f ms, all seated after %.0f ms\n", first.count(), all.count());
}

}  // namespace
}  // namespace koine::group
