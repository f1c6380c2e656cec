#include "core/office/ding/ding.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/ding/rows.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"
#include "store/job.h"

namespace koine::ding {
namespace {

using core::Outcome;
using store::Txn;

// Every state × every act, as "FROM act TO".
template <class State, class Act>
std::set<std::string> Allowed(std::span<const office::Transition<State, Act>> table) {
  std::set<std::string> found;
  for (const auto& from : json::TypeOf<State>()->enumerators) {
    for (const auto& act : json::TypeOf<Act>()->enumerators) {
      const auto to =
          office::Next(table, static_cast<State>(from.value), static_cast<Act>(act.value));
      if (!to) continue;
      found.insert(std::string(from.text) + " " + std::string(act.text) + " " +
                   std::string(office::WordOf(*to)));
    }
  }
  return found;
}

TEST(DingStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("ding"), office::TableOf(kStates));
  EXPECT_EQ(office::DocumentedStates("ding receipt"), office::TableOf(kAnswers));
}

TEST(DingStates, NothingElseIsAllowed) {
  const std::set<std::string> dings = {"DRAFT send SENDING", "DRAFT cancel CANCELLED",
                                       "SENDING finish SENT", "SENDING fail FAILED"};
  EXPECT_EQ(Allowed(kStates), dings);
  const std::set<std::string> receipts = {
      "UNREAD read READ",       "UNREAD confirm CONFIRMED", "READ read READ",
      "READ confirm CONFIRMED", "CONFIRMED read CONFIRMED", "CONFIRMED confirm CONFIRMED"};
  EXPECT_EQ(Allowed(kAnswers), receipts);
}

class Dings : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  std::vector<std::int64_t> People(int count) {
    std::vector<std::int64_t> out;
    for (int i = 0; i < count; ++i) out.push_back(AddUser("p" + std::to_string(i)).value);
    return out;
  }
  Result<DingId> Make(const Draft& draft) {
    return Write([&](Txn& txn) { return ding::Send(txn, As(ann_), draft); });
  }
  DingId Made(const Draft& draft) {
    const auto id = Make(draft);
    EXPECT_TRUE(id.ok()) << Outcome(id);
    return id.ok() ? *id : DingId();
  }
  Ding Now(DingId id) {
    return Read([&](Txn& txn) { return *FindDing(txn, kTenant, id, false); });
  }
  std::int64_t Lines(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kDing;
      return notification::Count(txn, As(who), filter);
    });
  }
  Status Answer(UserId who, DingId id, bool confirm) {
    return Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Received place, Received::Open(txn, As(who), id));
      return confirm ? Confirm(txn, place, "") : ding::Read(txn, place);
    });
  }
  // What is due at `at_ms` after the start, to its end.
  void RunJobs(std::int64_t at_ms) {
    clock.Advance(kStartMs + at_ms - clock.NowMs());
    RunDue();
  }
  void RunDue() {
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs);
    while (jobs.RunDue() > 0) {
    }
  }
  UserId ann_, bob_;
};
KOINE_ON_BOTH(Dings);

TEST_P(Dings, ManyAreToldInSlicesEachOnce) {
  const std::vector<std::int64_t> people = People(2 * kSlice + 50);
  Draft draft;
  draft.content = "come";
  draft.receivers = people;
  const DingId id = Made(draft);
  EXPECT_EQ(Now(id).state, DingState::kSending);
  EXPECT_EQ(Lines(UserId(people.front())), 1);
  EXPECT_EQ(Lines(UserId(people.back())), 0);
  EXPECT_EQ(Outcome(Answer(UserId(people.back()), id, false)), "Forbidden");
  RunJobs(1);
  EXPECT_EQ(Now(id).state, DingState::kSent);
  for (const std::int64_t user : people) EXPECT_EQ(Lines(UserId(user)), 1) << user;
  EXPECT_EQ(Outcome(Answer(UserId(people.back()), id, false)), "ok");
}

TEST_P(Dings, OneSliceIsSentAtOnce) {
  Draft draft;
  draft.content = "come";
  draft.receivers = People(kSlice);
  EXPECT_EQ(Now(Made(draft)).state, DingState::kSent);
}

TEST_P(Dings, OneWhoseSenderIsGoneFails) {
  Draft draft;
  draft.content = "come";
  draft.receivers = {bob_.value};
  draft.scheduled_at = kStartMs + 10 * kMinuteMs;
  const DingId id = Made(draft);
  static const store::Sql kDisable{"update users set state = 2 where id = ?"};
  Exec(kDisable, ann_);
  RunJobs(11 * kMinuteMs);
  EXPECT_EQ(Now(id).state, DingState::kFailed);
  EXPECT_EQ(Lines(bob_), 0);
}

TEST_P(Dings, RemindersGoToAllWhoDidNotConfirmInSlices) {
  const std::vector<std::int64_t> people = People(kSlice + 20);
  Draft draft;
  draft.content = "come";
  draft.receivers = people;
  draft.remind_minutes = 10;
  draft.remind_max = 2;
  const DingId id = Made(draft);
  RunJobs(1);
  EXPECT_EQ(Outcome(Answer(UserId(people.front()), id, true)), "ok");
  for (const int minutes : {11, 22, 33, 44}) RunJobs(minutes * kMinuteMs);
  EXPECT_EQ(Now(id).reminded, 2);
  EXPECT_EQ(Lines(UserId(people.front())), 1);
  for (std::size_t i = 1; i < people.size(); ++i) EXPECT_EQ(Lines(UserId(people[i])), 3) << i;
}

TEST_P(Dings, AnswersAtOnceAreCountedOnceEach) {
  const std::vector<std::int64_t> people = People(8);
  Draft draft;
  draft.content = "come";
  draft.receivers = people;
  const DingId id = Made(draft);
  core::OnThreads(8, [&](int n) {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(Outcome(Answer(UserId(people[n]), id, i % 2 == 1)), "ok");
  });
  EXPECT_EQ(Now(id).read, 8);
  EXPECT_EQ(Now(id).confirmed, 8);
}

TEST_P(Dings, OfCancelAndItsTimeOneWins) {
  Draft draft;
  draft.content = "come";
  draft.receivers = {bob_.value};
  draft.scheduled_at = kStartMs + 10 * kMinuteMs;
  const DingId id = Made(draft);
  std::string outcome;
  clock.Advance(11 * kMinuteMs);
  core::OnThreads(2, [&](int n) {
    if (n == 0) return RunDue();
    outcome = Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Sent place, Sent::Open(txn, As(ann_), id));
      return Cancel(txn, place);
    }));
  });
  const bool cancelled = outcome == "ok";
  EXPECT_TRUE(cancelled || outcome == "BadState:ding_cancel") << outcome;
  EXPECT_EQ(Now(id).state, cancelled ? DingState::kCancelled : DingState::kSent);
  EXPECT_EQ(Lines(bob_), cancelled ? 0 : 1);
}

TEST_P(Dings, TooManyReceiversAndOtherTenantsAreRefused) {
  Draft draft;
  draft.content = "come";
  draft.receivers = {AddUser("eve", kOtherTenant).value};
  EXPECT_EQ(Outcome(Make(draft)), "UserNotFound:ding_receiver");
  draft.receivers.clear();
  for (std::int64_t i = 1; i <= 1002; ++i) draft.receivers.push_back(1'000'000 + i);
  EXPECT_EQ(Outcome(Make(draft)), "BadArgument:receivers_many");
}

TEST_P(Dings, ListsTakeAsManyStatementsForManyAsForOne) {
  Draft draft;
  draft.content = "come";
  draft.receivers = {bob_.value};
  Made(draft);
  const auto statements = [&] {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      ListReceived(counting, As(bob_), false, 100, 0);
      ListSent(counting, As(ann_), std::nullopt, 100, 0);
      return counting.statements();
    });
  };
  const int one = statements();
  draft.receivers.push_back(AddUser("cat").value);
  for (int i = 0; i < 20; ++i) Made(draft);
  EXPECT_EQ(statements(), one);
}

class DingPlans : public core::PlansTest {};

TEST_F(DingPlans, ListsReadTheCallersRowsAlone) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& plan) {
    SelectReceipts(plan, kTenant, DingId(1));
    NextReceivers(plan, kTenant, DingId(1), UserId(), true, 10);
    FindDing(plan, kTenant, DingId(1), false);
    FindReceipt(plan, kTenant, DingId(1), ann);
    EXPECT_EQ(plan.used().find("USE TEMP B-TREE"), std::string::npos) << plan.used();
    // What is put in order once more is the page.
    for (const std::optional<DingState> state :
         {std::optional<DingState>(), std::optional(DingState::kSent)}) {
      SelectSent(plan, As(ann), state, 10, 0);
      CountOfSender(plan, As(ann), state);
    }
    for (const bool unread : {false, true}) {
      SelectReceived(plan, As(ann), unread, 10, 0);
      CountOfReceiver(plan, As(ann), unread);
    }
    EXPECT_EQ(plan.used().find("SCAN d"), std::string::npos) << plan.used();
  });
}

}  // namespace
}  // namespace koine::ding
