#include "core/group/announcement.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/group/manage.h"
#include "core/group/rows.h"

namespace koine::group {
namespace {

using core::Outcome;
using event::GroupAction;

class Announcements : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    dan_ = AddUser("dan");
    group_ = Group(ann_, {bob_.value});
    TakeEvents();
  }
  Result<AnnouncementId> Put(UserId who, const std::string& text, bool pinned = false,
                             std::int64_t expires_at = 0) {
    clock.Advance(1);
    return Write([&](store::Txn& txn) -> Result<AnnouncementId> {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(who), group_));
      return Publish(txn, place, {text, "", pinned, expires_at});
    });
  }
  template <class F>
  Status On(UserId who, AnnouncementId id, F fn) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const ManagedAnnouncement place, ManagedAnnouncement::Open(txn, As(who), id));
      return fn(txn, place);
    });
  }
  std::string Texts(Which which) {
    return Read([&](store::Txn& txn) {
      std::string out;
      auto place = access::GroupMember::Open(txn, As(bob_), group_);
      EXPECT_TRUE(place.ok());
      for (const Announcement& a : ListAnnouncements(txn, *place, which, 100)) out += a.content;
      return out;
    });
  }
  std::string Notice() { return Summary(bob_, group_)->notice; }
  Status SetNoticeTo(const std::string& text) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto place, access::GroupAdmin::Open(txn, As(ann_), group_));
      GroupChange change;
      change.notice = text;
      return UpdateGroup(txn, place, change);
    });
  }
  UserId ann_, bob_, dan_;
  ConversationId group_;
};
KOINE_ON_BOTH(Announcements);

TEST_P(Announcements, TheNewestIsTheNoticeAndIsTold) {
  EXPECT_EQ(Outcome(Put(bob_, "a")), "RoleTooLow:admin");
  EXPECT_EQ(Outcome(Put(dan_, "a")), "GroupNotFound");
  ASSERT_EQ(Outcome(Put(ann_, "a")), "ok");
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  const auto* line = events[0].As<event::MessageCreated>();
  ASSERT_NE(line, nullptr);
  EXPECT_EQ(body::Preview(line->message.body), "'Nann'发布了群公告：a");
  const auto* told = events[1].As<event::GroupEvent>();
  ASSERT_NE(told, nullptr);
  EXPECT_EQ(told->action, GroupAction::kAnnounced);
  EXPECT_EQ(told->text, "a");
  ASSERT_EQ(Outcome(Put(ann_, "b")), "ok");
  EXPECT_EQ(Notice(), "b");
  EXPECT_EQ(Texts(Which::kAll), "ba");
}

TEST_P(Announcements, PinnedOnesStandFirst) {
  ASSERT_EQ(Outcome(Put(ann_, "a", true)), "ok");
  ASSERT_EQ(Outcome(Put(ann_, "b")), "ok");
  EXPECT_EQ(Texts(Which::kValid), "ab");
  EXPECT_EQ(Texts(Which::kPinned), "a");
  EXPECT_EQ(Notice(), "a");
  const auto c = Put(ann_, "c");
  ASSERT_TRUE(c.ok());
  TakeEvents();
  const auto pin = [](store::Txn& txn, const ManagedAnnouncement& place) {
    return PinAnnouncement(txn, place, true);
  };
  ASSERT_EQ(Outcome(On(ann_, *c, pin)), "ok");
  EXPECT_EQ(Notice(), "c");
  EXPECT_EQ(TakeEvents().size(), 1u);
  ASSERT_EQ(Outcome(On(ann_, *c, pin)), "ok");
  EXPECT_TRUE(TakeEvents().empty());
}

TEST_P(Announcements, OneEndsAtItsTime) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  ASSERT_EQ(Outcome(Put(ann_, "a")), "ok");
  ASSERT_EQ(Outcome(Put(ann_, "b", false, clock.NowMs() + 60'000)), "ok");
  EXPECT_EQ(Notice(), "b");
  EXPECT_EQ(jobs.RunDue(), 0);
  clock.Advance(60'000);
  EXPECT_EQ(Texts(Which::kValid), "a");
  EXPECT_EQ(Texts(Which::kAll), "ba");
  EXPECT_EQ(jobs.RunDue(), 1);
  EXPECT_EQ(Notice(), "a");
}

TEST_P(Announcements, TakenBackItIsHistory) {
  ASSERT_EQ(Outcome(Put(ann_, "a")), "ok");
  const auto b = Put(ann_, "b");
  ASSERT_TRUE(b.ok());
  ASSERT_EQ(Outcome(On(ann_, *b, RecallAnnouncement)), "ok");
  EXPECT_EQ(Texts(Which::kValid), "a");
  EXPECT_EQ(Texts(Which::kAll), "ba");
  EXPECT_EQ(Notice(), "a");
  EXPECT_EQ(Outcome(On(ann_, *b,
                       [](store::Txn& txn, const ManagedAnnouncement& place) {
                         return EditAnnouncement(txn, place, "c");
                       })),
            "BadState:recalled");
}

TEST_P(Announcements, EditedAndRemoved) {
  const auto a = Put(ann_, "a");
  ASSERT_TRUE(a.ok());
  ASSERT_EQ(Outcome(On(ann_, *a,
                       [](store::Txn& txn, const ManagedAnnouncement& place) {
                         return EditAnnouncement(txn, place, "A");
                       })),
            "ok");
  EXPECT_EQ(Notice(), "A");
  EXPECT_EQ(Outcome(On(bob_, *a, RemoveAnnouncement)), "RoleTooLow:admin");
  EXPECT_EQ(Outcome(On(dan_, *a, RemoveAnnouncement)), "NotFound:announcement");
  EXPECT_EQ(Outcome(On(ann_, AnnouncementId(999), RemoveAnnouncement)), "NotFound:announcement");
  ASSERT_EQ(Outcome(On(ann_, *a, RemoveAnnouncement)), "ok");
  EXPECT_EQ(Notice(), "");
  EXPECT_EQ(Texts(Which::kAll), "");
  EXPECT_EQ(Outcome(On(ann_, *a, RemoveAnnouncement)), "NotFound:announcement");
}

TEST_P(Announcements, TheNoticeOfTheGroupIsAnAnnouncement) {
  ASSERT_EQ(Outcome(Put(ann_, "p", true)), "ok");
  ASSERT_EQ(Outcome(SetNoticeTo("n")), "ok");
  EXPECT_EQ(Notice(), "n");
  EXPECT_EQ(Texts(Which::kValid), "np");
  TakeEvents();
  ASSERT_EQ(Outcome(SetNoticeTo("n")), "ok");
  EXPECT_EQ(TakeEvents().size(), 1u);  // nothing published
  ASSERT_EQ(Outcome(SetNoticeTo("")), "ok");
  EXPECT_EQ(Notice(), "");
  EXPECT_EQ(Texts(Which::kValid), "");
  EXPECT_EQ(Texts(Which::kAll), "np");
}

TEST_P(Announcements, AdministratorsSweepExpiredOnes) {
  ASSERT_EQ(Outcome(Put(ann_, "a", false, clock.NowMs() + 1000)), "ok");
  ASSERT_EQ(Outcome(Put(ann_, "b")), "ok");
  clock.Advance(1000);
  const auto sweep = [&](access::Role role) {
    return Write([&](store::Txn& txn) { return RemoveExpired(txn, As(dan_, {.role = role}), 10); });
  };
  EXPECT_EQ(Outcome(sweep(access::Role::kUser)), "Forbidden");
  EXPECT_EQ(*sweep(access::Role::kAdmin), 1);
  EXPECT_EQ(*sweep(access::Role::kAdmin), 0);
  EXPECT_EQ(Texts(Which::kAll), "b");
}

}  // namespace
}  // namespace koine::group
