#include "core/bulletin/bulletin.h"

#include <gtest/gtest.h>

#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/account.h"
#include "core/notification/elsewhere.h"
#include "core/notification/notice.h"

namespace koine::bulletin {
namespace {

using core::Outcome;
using store::Txn;

constexpr int kThreads = 6;
constexpr int kEach = 20;
const store::Sql kSend{"update notice_task set state = ? where tenant_id = ? and id = ?"};

class Bulletins : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    // Somebody whom an integrator made, who can sign in to nothing but App IM and OpenIM.
    auto made = Write([&](Txn& txn) {
      return identity::RegisterGiven(txn, kTenant, {{"oli", "Oli", "", "", 0, 0}});
    });
    ASSERT_EQ(Outcome(made), "ok");
    oli_ = made->front();
    TakeEvents();
  }
  void Notify(const std::vector<UserId>& users, const char* type = notification::kDing) {
    const auto told = Write([&](Txn& txn) -> Result<std::vector<NotificationId>> {
      return notification::Notify(txn, kTenant, ann_, users, {type, "title", "text", "DING", 7});
    });
    EXPECT_TRUE(told.ok());
  }
  int RunJobs() {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    return jobs.RunDue();
  }
  std::vector<std::int64_t> Numbers(UserId who) {
    std::vector<std::int64_t> out;
    for (const auto& one : Read([&](Txn& txn) {
           return notification::PullNotices(txn, As(who), 0, notification::kNoticePullMax);
         })) {
      out.push_back(one.seq);
    }
    return out;
  }
  // What the account said since the last call.
  int Said() {
    int out = 0;
    for (const auto& heard : TakeEvents()) {
      const auto* created = heard.As<event::MessageCreated>();
      if (created == nullptr) continue;
      EXPECT_EQ(heard.event->place.kind, ConversationKind::kSystem);
      ++out;
    }
    return out;
  }
  UserId ann_, oli_;
};
KOINE_ON_BOTH(Bulletins);

TEST_P(Bulletins, AreMessagesForWhomNothingElseShowsThem) {
  Notify({ann_, oli_});
  EXPECT_EQ(RunJobs(), 1);
  EXPECT_EQ(Said(), 1);
  EXPECT_EQ(Numbers(ann_).size(), 1U);
  EXPECT_EQ(Numbers(oli_).size(), 1U);
  EXPECT_NE(Numbers(ann_), Numbers(oli_));
  EXPECT_EQ(RunJobs(), 0);
}

TEST_P(Bulletins, WhatOtherDialectsSayThemselvesIsNone) {
  for (const char* type : {notification::kContact, notification::kGroup, notification::kSystem}) {
    Notify({oli_}, type);
  }
  EXPECT_EQ(RunJobs(), 0);
  EXPECT_EQ(Said(), 0);
  EXPECT_TRUE(Numbers(oli_).empty());
}

TEST_P(Bulletins, WaitForANoticeThatIsBeingSent) {
  const UserId boss = AddUser("boss");
  const auto task = Write([&](Txn& txn) -> Result<std::int64_t> {
    KOINE_TRY(
        const std::int64_t notice,
        notification::AddNotice(txn, AsAdmin(boss),
                                {"news", "", "", notification::NoticeKind::kRichText, "text"}));
    return notification::PushNotice(txn, AsAdmin(boss),
                                    {notice, clock.NowMs() + 3'600'000, true, {}});
  });
  ASSERT_EQ(Outcome(task), "ok");
  Exec(kSend, notification::NoticeState::kSending, kTenant, *task);
  Notify({oli_});
  EXPECT_EQ(RunJobs(), 1);
  EXPECT_TRUE(Numbers(oli_).empty());
  Exec(kSend, notification::NoticeState::kSent, kTenant, *task);
  clock.Advance(notification::kTellTurnMs);
  EXPECT_EQ(RunJobs(), 1);
  EXPECT_EQ(Numbers(oli_).size(), 1U);
}

TEST_P(Bulletins, OfManyAtOnceEachIsToldOnceUnderItsOwnNumber) {
  core::OnThreads(kThreads + 1, [&](int i) {
    for (int n = 0; n < kEach; ++n) {
      if (i == kThreads) {
        RunJobs();
      } else {
        Notify({oli_});
      }
    }
  });
  while (RunJobs() > 0) clock.Advance(notification::kTellTurnMs);
  EXPECT_EQ(Said(), kThreads * kEach);
  std::set<std::int64_t> numbers;
  for (std::int64_t after = 0;;) {
    const auto page = Read([&](Txn& txn) {
      return notification::PullNotices(txn, As(oli_), after, notification::kNoticePullMax);
    });
    if (page.empty()) break;
    for (const auto& one : page) EXPECT_TRUE(numbers.insert(one.seq).second);
    after = page.back().seq;
  }
  EXPECT_EQ(numbers.size(), static_cast<std::size_t>(kThreads * kEach));
}

}  // namespace
}  // namespace koine::bulletin
