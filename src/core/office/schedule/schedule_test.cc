#include "core/office/schedule/schedule.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>

#include "base/time.h"
#include "core/access/allowance.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/schedule/exchange.h"
#include "core/office/schedule/rows.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"

namespace koine::schedule {
namespace {

using core::Outcome;
using store::Txn;

// Every state with every act: the documents name what leads somewhere, and nothing else does.
template <class State, class Act>
std::string Walked(std::span<const office::Transition<State, Act>> table) {
  std::string out = "| from | act | to |\n|---|---|---|\n";
  for (const json::Enumerator& from : json::TypeOf<State>()->enumerators) {
    for (const json::Enumerator& act : json::TypeOf<Act>()->enumerators) {
      const auto to =
          office::Next(table, static_cast<State>(from.value), static_cast<Act>(act.value));
      if (!to) continue;
      out += "| `" + std::string(from.text) + "` | `" + std::string(act.text) + "` | `" +
             std::string(office::WordOf(*to)) + "` |\n";
    }
  }
  return out;
}

TEST(ScheduleStates, AreThoseOfTheDocuments) {
  EXPECT_EQ(office::DocumentedStates("schedule"), office::TableOf(kStates));
  EXPECT_EQ(office::DocumentedStates("schedule"), Walked(kStates));
  EXPECT_EQ(office::DocumentedStates("schedule answer"), office::TableOf(kAnswers));
  EXPECT_EQ(office::DocumentedStates("schedule answer"), Walked(kAnswers));
}

class Schedules : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cat_ = AddUser("cat");
  }
  // Begins so long from now, lasts an hour.
  Draft Lunch(std::int64_t in_ms, std::vector<std::int64_t> invited = {}) {
    Draft draft;
    draft.what.title = "Lunch";
    draft.what.when.start_at = clock.NowMs() + in_ms;
    draft.what.when.end_at = draft.what.when.start_at + kHourMs;
    draft.what.when.zone = kHomeZone;
    draft.invited = std::move(invited);
    return draft;
  }
  Result<EventId> Make(UserId who, const Draft& draft) {
    return Write([&](Txn& txn) { return Create(txn, As(who), draft); });
  }
  EventId Made(UserId who, const Draft& draft) {
    const auto id = Make(who, draft);
    EXPECT_EQ(Outcome(id), "ok");
    return id.ok() ? *id : EventId();
  }
  Status Say(UserId who, EventId id, Reply reply) {
    return Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Invited place, Invited::Open(txn, As(who), id));
      return Respond(txn, place, reply, "");
    });
  }
  Status Edit(UserId who, EventId id, const Changes& changes) {
    return Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Owned place, Owned::Open(txn, As(who), id));
      return Change(txn, place, changes);
    });
  }
  int Run() {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    int done = 0;
    for (int more = 1; more > 0; done += more) more = jobs.RunDue();
    return done;
  }
  std::int64_t Reminders(UserId who) {
    return Read([&](Txn& txn) {
      std::int64_t n = 0;
      for (const auto& one : notification::List(txn, As(who), {}, 1000, 0)) {
        n += one.what.title == "日程提醒" ? 1 : 0;
      }
      return n;
    });
  }
  UserId ann_, bob_, cat_;
};

TEST_P(Schedules, EachOccurrenceIsRemindedOfOnce) {
  Draft draft = Lunch(kHourMs, {bob_.value, cat_.value});
  draft.what.reminder = 30;
  draft.what.repeat.frequency = Frequency::kDaily;
  const EventId id = Made(ann_, draft);
  EXPECT_EQ(Outcome(Say(bob_, id, Reply::kAccept)), "ok");
  Run();
  EXPECT_EQ(Reminders(ann_), 0);
  for (int day = 1; day <= 3; ++day) {
    clock.Advance(day == 1 ? 30 * kMinuteMs : kDayMs);
    Run();
    Run();
    EXPECT_EQ(Reminders(ann_), day);
    EXPECT_EQ(Reminders(bob_), day);
  }
  EXPECT_EQ(Reminders(cat_), 0);
}

TEST_P(Schedules, WhatIsLongOverIsNotRemindedOf) {
  Draft draft = Lunch(kHourMs);
  draft.what.reminder = 30;
  draft.what.repeat.frequency = Frequency::kDaily;
  Made(ann_, draft);
  clock.Advance(30 * kDayMs);
  Run();
  // Of the last day's one, and of none before.
  EXPECT_LE(Reminders(ann_), 2);
  EXPECT_GE(Reminders(ann_), 1);
  const std::int64_t before = Reminders(ann_);
  clock.Advance(kDayMs);
  Run();
  EXPECT_EQ(Reminders(ann_), before + 1);
}

// Two who change the same occurrence at once: it is taken out once, and one event is made of it.
TEST_P(Schedules, AnOccurrenceIsTakenOutOnceByTwoAtOnce) {
  Draft draft = Lunch(kHourMs, {bob_.value});
  draft.what.repeat.frequency = Frequency::kDaily;
  const EventId id = Made(ann_, draft);
  const std::int64_t second = draft.what.when.start_at + kDayMs;
  std::atomic<int> made = 0, missing = 0;
  core::OnThreads(4, [&](int i) {
    Changes changes;
    changes.title = "Dinner " + std::to_string(i);
    const auto done = Write([&](Txn& txn) -> Result<EventId> {
      KOINE_TRY(const Owned place, Owned::Open(txn, As(ann_), id));
      return ChangeOne(txn, place, second, changes);
    });
    ++(done.ok() ? made : missing);
  });
  EXPECT_EQ(made, 1);
  EXPECT_EQ(missing, 3);
  const auto found = Read([&](Txn& txn) {
    return Range(txn, As(bob_), draft.what.when.start_at, draft.what.when.start_at + 3 * kDayMs);
  });
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->events.size(), 2u);
  EXPECT_EQ(found->occurrences.size(), 3u);
}

TEST_P(Schedules, WhoWasBlockedOrIsUnknownInvitesNobody) {
  Block(bob_, ann_);
  const EventId id = Made(ann_, Lunch(kHourMs, {bob_.value, cat_.value, ann_.value, 987654}));
  const Shown shown = Read([&](Txn& txn) { return Show(txn, *Visible::Open(txn, As(ann_), id)); });
  ASSERT_EQ(shown.participants.size(), 1u);
  EXPECT_EQ(shown.participants.front().person.id, cat_);
}

TEST_P(Schedules, InvitationsOfADayAreCounted) {
  for (int i = 0; i < access::kInvitesPerDay; ++i) {
    ASSERT_EQ(Outcome(Make(ann_, Lunch(kHourMs, {bob_.value}))), "ok");
  }
  EXPECT_EQ(Outcome(Make(ann_, Lunch(kHourMs, {bob_.value}))), "RateLimited");
  EXPECT_EQ(Outcome(Make(ann_, Lunch(kHourMs))), "ok");
}

TEST_P(Schedules, AnswersAndChangesAtOnceLeaveOneSeatEach) {
  const EventId id = Made(ann_, Lunch(kDayMs, {bob_.value}));
  core::OnThreads(8, [&](int i) {
    for (int n = 0; n < 5; ++n) {
      Changes changes;
      changes.start_at = clock.NowMs() + kDayMs - (i * 10 + n + 1) * kMinuteMs;
      const Status done = i % 2 == 0 ? Edit(ann_, id, changes) : Say(bob_, id, Reply::kAccept);
      EXPECT_EQ(Outcome(done), "ok");
    }
  });
  const Shown shown = Read([&](Txn& txn) { return Show(txn, *Visible::Open(txn, As(ann_), id)); });
  ASSERT_EQ(shown.participants.size(), 1u);
  EXPECT_EQ(shown.event.revision, 20);
  const auto mine = Read([&](Txn& txn) { return schedule::List(txn, As(bob_), {}, 10, 0); });
  ASSERT_EQ(mine.size(), 1u);
  EXPECT_EQ(mine.front().event.what.when, shown.event.what.when);
}

TEST_P(Schedules, ListsTakeAsManyStatementsForManyAsForOne) {
  Made(ann_, Lunch(kHourMs, {bob_.value}));
  const auto statements = [&] {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      schedule::List(counting, As(ann_), {}, 100, 0);
      EXPECT_TRUE(Range(counting, As(ann_), clock.NowMs(), clock.NowMs() + kDayMs).ok());
      return counting.statements();
    });
  };
  const int one = statements();
  for (int i = 0; i < 20; ++i) Made(ann_, Lunch(kHourMs + i * kMinuteMs, {bob_.value, cat_.value}));
  EXPECT_EQ(statements(), one);
}

TEST_P(Schedules, AFileIsTakenOverOnceByTwoWhoDoSoAtOnce) {
  File file;
  for (int i = 0; i < 5; ++i) {
    file.entries.push_back({"e" + std::to_string(i) + "@x", Lunch(kHourMs).what});
  }
  core::OnThreads(4, [&](int) {
    EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Import(txn, As(ann_), file, false); })), "ok");
  });
  EXPECT_EQ(Read([&](Txn& txn) { return schedule::Count(txn, As(ann_), {}); }), 5);
  const auto fates = Write([&](Txn& txn) { return Import(txn, As(ann_), file, true); });
  ASSERT_TRUE(fates.ok());
  for (const office::Fate fate : *fates) EXPECT_EQ(fate, office::Fate::kUnchanged);
}

KOINE_ON_BOTH(Schedules);

class SchedulePlans : public core::PlansTest {};

TEST_F(SchedulePlans, OnlyTheCallersRowsAreRead) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    Filter filter;
    ListEvents(plan, As(ann), filter, 10, 0);
    CountEvents(plan, As(ann), filter);
    filter.keyword = "x";
    ListEvents(plan, As(ann), filter, 10, 0);
    CountEvents(plan, As(ann), filter);
    ListWithin(plan, As(ann), 0, 1, 10);
    ListTaken(plan, As(ann), ids, 0, 1, 10);
    for (const char* index : {"schedule_seat_start", "schedule_seat_long"}) {
      EXPECT_NE(plan.used().find(index), std::string::npos) << plan.used();
    }
    ListSeats(plan, kTenant, ids);
    FindEvent(plan, kTenant, EventId(1), true);
    FindByUid(plan, kTenant, ann, "x");
    FindAnswer(plan, kTenant, EventId(1), ann);
    CountOwned(plan, kTenant, ann, 10);
    Event event;
    event.id = EventId(1);
    event.what.when.zone = kHomeZone;
    MoveSeats(plan, kTenant, event, true);
    SetAnswer(plan, kTenant, event.id, ann, Answer::kAccepted, "");
    DeleteSeats(plan, kTenant, EventId(1), ids);
    DeleteEvent(plan, kTenant, EventId(1));
    for (const char* table : {"SCAN e", "SCAN s", "SCAN schedule"}) {
      EXPECT_EQ(plan.used().find(table), std::string::npos) << plan.used();
    }
  });
}

}  // namespace
}  // namespace koine::schedule
