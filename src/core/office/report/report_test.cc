#include "core/office/report/report.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/office/organization/members.h"
#include "core/office/organization/tree.h"
#include "core/office/report/rows.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"

namespace koine::report {
namespace {

using core::Outcome;
using store::Txn;

TEST(ReportStates, TheDocumentedOnesAreThose) {
  EXPECT_EQ(office::DocumentedStates("work report"), office::TableOf(kReportStates));
}

TEST(ReportStates, EveryOtherActIsRefused) {
  const std::vector<std::string> allowed = {
      "DRAFT edit DRAFT",           "DRAFT submit SUBMITTED",    "DRAFT remove REMOVED",
      "SUBMITTED approve APPROVED", "SUBMITTED reject REJECTED", "APPROVED remove REMOVED",
      "REJECTED edit REJECTED",     "REJECTED submit SUBMITTED", "REJECTED remove REMOVED"};
  std::vector<std::string> found;
  for (const auto& from : json::TypeOf<ReportState>()->enumerators) {
    for (const auto& act : json::TypeOf<ReportAct>()->enumerators) {
      const auto next = office::Next(kReportStates, static_cast<ReportState>(from.value),
                                     static_cast<ReportAct>(act.value));
      if (!next) continue;
      found.push_back(std::string(from.text) + " " + std::string(act.text) + " " +
                      std::string(office::WordOf(*next)));
    }
  }
  EXPECT_EQ(found, allowed);
}

// Ann and cat are of a department that bob leads.
class WorkReports : public core::TrioOnBothTest {
 protected:
  void SetUp() override {
    core::TrioOnBothTest::SetUp();
    boss_ = AddUser("boss");
    dan_ = AddUser("dan");
    EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
                organization::DepartmentIn in;
                in.name = "Design";
                in.leader = bob_;
                KOINE_TRY(const auto id, organization::Create(txn, AsAdmin(boss_), in));
                KOINE_TRY(const auto place, organization::Managed::Open(txn, AsAdmin(boss_), id));
                const std::vector<std::int64_t> users = {ann_.value, cat_.value};
                return organization::AddMembers(txn, place, users, true, "");
              })),
              "ok");
  }
  ReportId Write1(UserId who, ReportDraft draft = {}) {
    if (draft.day.empty()) draft.day = "2026-05-06";
    if (draft.content.empty()) draft.content = "Met a customer";
    const auto id = Write([&](Txn& txn) { return Add(txn, As(who), draft); });
    EXPECT_TRUE(id.ok()) << Outcome(id);
    return id.ok() ? *id : ReportId();
  }
  ReportId Draft(UserId who) {
    ReportDraft draft;
    draft.submit = false;
    return Write1(who, draft);
  }
  ReportId Visible(UserId who, ReportVisibility visibility) {
    ReportDraft draft;
    draft.visibility = visibility;
    return Write1(who, draft);
  }
  template <class Door, class F>
  std::string Do(const access::Principal& who, ReportId id, F act) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Door place, Door::Open(txn, who, id));
      return act(txn, place);
    }));
  }
  std::string Judge(const access::Principal& who, ReportId id, bool approved) {
    return Do<JudgedReport>(who, id, [&](Txn& txn, const JudgedReport& place) {
      return Decide(txn, place, approved, "well");
    });
  }
  std::string Give(UserId who, ReportId id) {
    return Do<OwnReport>(As(who), id,
                         [](Txn& txn, const OwnReport& place) { return Submit(txn, place); });
  }
  std::string Delete(UserId who, ReportId id) {
    return Do<OwnReport>(As(who), id,
                         [](Txn& txn, const OwnReport& place) { return Remove(txn, place); });
  }
  std::string See(const access::Principal& who, ReportId id) {
    return Outcome(Read([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, SeenReport::Open(txn, who, id));
      (void)place;
      return Ok();
    }));
  }
  std::vector<std::int64_t> Listed(const access::Principal& who, const Filter& filter) {
    std::vector<std::int64_t> out;
    Read([&](Txn& txn) {
      for (const auto& one : report::List(txn, who, filter, 100, 0))
        out.push_back(one.report.id.value);
      EXPECT_EQ(Count(txn, who, filter), static_cast<std::int64_t>(out.size()));
      return 0;
    });
    return out;
  }
  Report Now(ReportId id) {
    return Read([&](Txn& txn) { return *FindReport(txn, kTenant, id, false); });
  }
  std::int64_t Told(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kTodo;
      return notification::Count(txn, As(who), filter);
    });
  }
  UserId boss_, dan_;
};
KOINE_ON_BOTH(WorkReports);

TEST_P(WorkReports, FromDraftToApproval) {
  const ReportId id = Draft(ann_);
  EXPECT_EQ(Told(bob_), 0);
  EXPECT_EQ(Judge(As(bob_), id, true), "RoleTooLow");  // a draft is its author's
  EXPECT_EQ(Give(bob_, id), "RoleTooLow");
  EXPECT_EQ(Give(ann_, id), "ok");
  EXPECT_EQ(Told(bob_), 1);
  EXPECT_EQ(Give(ann_, id), "BadState:report_submit");
  EXPECT_EQ(Delete(ann_, id), "BadState:report_delete");
  EXPECT_EQ(Judge(As(ann_), id, true), "RoleTooLow");
  EXPECT_EQ(Judge(As(cat_), id, true), "RoleTooLow");
  EXPECT_EQ(Judge(As(bob_), id, false), "ok");
  EXPECT_EQ(Judge(As(bob_), id, true), "BadState:report_decide");
  EXPECT_EQ(Now(id).remark, "well");
  EXPECT_EQ(Told(ann_), 1);
  EXPECT_EQ(Give(ann_, id), "ok");
  EXPECT_EQ(Now(id).remark, "");
  EXPECT_EQ(Judge(AsAdmin(boss_), id, true), "ok");
  EXPECT_EQ(Give(ann_, id), "BadState:report_submit");
  EXPECT_EQ(Delete(ann_, id), "ok");
  EXPECT_EQ(Delete(ann_, id), "NotFound:report");
}

TEST_P(WorkReports, OfManyDecisionsOneCounts) {
  const ReportId id = Write1(ann_);
  constexpr int kAtOnce = 8;
  std::vector<std::string> outcomes(kAtOnce);
  core::OnThreads(kAtOnce, [&](int i) {
    outcomes[static_cast<std::size_t>(i)] =
        Judge(i % 2 == 0 ? As(bob_) : AsAdmin(boss_), id, i % 2 == 0);
  });
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), "ok"), 1);
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), "BadState:report_decide"), kAtOnce - 1);
  EXPECT_EQ(Told(ann_), 1);
}

TEST_P(WorkReports, VisibilitySaysWhoReads) {
  const ReportId draft = Draft(ann_);
  const ReportId own = Visible(ann_, ReportVisibility::kPrivate);
  const ReportId shared = Visible(ann_, ReportVisibility::kDepartment);
  const ReportId open = Visible(ann_, ReportVisibility::kPublic);
  const auto sees = [&](const access::Principal& who) {
    std::string out;
    for (const ReportId id : {draft, own, shared, open}) out += See(who, id) == "ok" ? "1" : "0";
    return out;
  };
  EXPECT_EQ(sees(As(ann_)), "1111");
  EXPECT_EQ(sees(As(bob_)), "0111");  // leads the department
  EXPECT_EQ(sees(AsAdmin(boss_)), "0111");
  EXPECT_EQ(sees(As(cat_)), "0011");
  EXPECT_EQ(sees(As(dan_)), "0001");
  Filter of;
  of.scope = Scope::kOf;
  of.user = ann_;
  EXPECT_EQ(Listed(As(ann_), of).size(), 4U);
  EXPECT_EQ(Listed(As(bob_), of).size(), 3U);
  EXPECT_EQ(Listed(As(cat_), of), (std::vector{open.value, shared.value}));
  EXPECT_EQ(Listed(As(dan_), of), (std::vector{open.value}));
}

TEST_P(WorkReports, ListsAreNarrowed) {
  ReportDraft weekly;
  weekly.type = ReportType::kWeekly;
  weekly.day = "2026-05-10";
  weekly.plan = "Write the Offer";
  const ReportId week = Write1(ann_, weekly);
  const ReportId day = Write1(ann_);
  const ReportId other = Write1(cat_);
  Filter own;
  EXPECT_EQ(Listed(As(ann_), own), (std::vector{week.value, day.value}));
  own.type = ReportType::kDaily;
  EXPECT_EQ(Listed(As(ann_), own), (std::vector{day.value}));
  own = {};
  own.keyword = "the offer";
  EXPECT_EQ(Listed(As(ann_), own), (std::vector{week.value}));
  own = {};
  own.to = "2026-05-06";
  EXPECT_EQ(Listed(As(ann_), own), (std::vector{day.value}));
  Filter waiting;
  waiting.scope = Scope::kWaiting;
  EXPECT_EQ(Listed(As(bob_), waiting).size(), 3U);
  EXPECT_EQ(Listed(AsAdmin(boss_), waiting).size(), 3U);
  EXPECT_EQ(Listed(As(ann_), waiting).size(), 0U);
  EXPECT_EQ(Judge(As(bob_), other, true), "ok");
  EXPECT_EQ(Listed(As(bob_), waiting), (std::vector{week.value, day.value}));
  Filter dealt;
  dealt.scope = Scope::kDealt;
  dealt.states = {ReportState::kApproved, ReportState::kRejected};
  EXPECT_EQ(Listed(As(bob_), dealt), (std::vector{other.value}));
  EXPECT_EQ(Listed(As(cat_), dealt), (std::vector{other.value}));
  EXPECT_EQ(Listed(As(ann_), dealt).size(), 0U);
  const Numbers n = Read(
      [&](Txn& txn) { return CountAll(txn, As(ann_), "2026-05-06", "2026-05-04", "2026-05-10"); });
  EXPECT_EQ(n.total, 2);
  EXPECT_EQ(n.daily, 1);
  EXPECT_EQ(n.weekly, 1);
  EXPECT_EQ(n.submitted, 2);
  EXPECT_EQ(n.today, 1);
  EXPECT_EQ(n.week, 2);
  EXPECT_EQ(n.waiting, 0);
}

TEST_P(WorkReports, LikesAndComments) {
  const ReportId id = Visible(ann_, ReportVisibility::kPublic);
  const auto like = [&](UserId who) {
    return *Write([&](Txn& txn) -> Result<bool> {
      KOINE_TRY(const auto place, SeenReport::Open(txn, As(who), id));
      return ToggleLike(txn, place);
    });
  };
  EXPECT_TRUE(like(cat_));
  EXPECT_TRUE(like(dan_));
  EXPECT_FALSE(like(cat_));
  EXPECT_EQ(Now(id).likes, 1);
  const auto comment = [&](UserId who, ReportId on, ReportCommentId parent) {
    return Write([&](Txn& txn) -> Result<ReportCommentId> {
      KOINE_TRY(const auto place, SeenReport::Open(txn, As(who), on));
      return AddComment(txn, place, "Well done", parent);
    });
  };
  const auto first = comment(cat_, id, ReportCommentId());
  ASSERT_TRUE(first.ok());
  const auto answer = comment(dan_, id, *first);
  ASSERT_TRUE(answer.ok());
  EXPECT_EQ(Told(ann_), 2);
  EXPECT_EQ(Told(cat_), 1);
  const ReportId elsewhere = Visible(ann_, ReportVisibility::kPublic);
  EXPECT_EQ(Outcome(comment(dan_, elsewhere, *first)), "NotFound:report_comment");
  const auto remove = [&](UserId who, ReportCommentId which) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const auto place, RemovableComment::Open(txn, As(who), which));
      RemoveComment(txn, place);
      return Ok();
    }));
  };
  EXPECT_EQ(remove(cat_, *answer), "RoleTooLow");
  EXPECT_EQ(remove(ann_, *first), "ok");
  EXPECT_EQ(remove(ann_, *first), "NotFound:report_comment");
  EXPECT_EQ(Now(id).comments, 1);
  const auto left =
      Read([&](Txn& txn) { return ListComments(txn, *SeenReport::Open(txn, As(ann_), id)); });
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].author.name, "Ndan");
  EXPECT_EQ(left[0].parent_content, "");
}

TEST_P(WorkReports, ManyAreListedAsOne) {
  for (int i = 0; i < 20; ++i) Write1(i % 2 == 0 ? ann_ : cat_);
  const auto cost = [&](std::int64_t limit) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      Filter waiting;
      waiting.scope = Scope::kWaiting;
      EXPECT_EQ(report::List(counting, As(bob_), waiting, limit, 0).size(),
                static_cast<std::size_t>(limit));
      return counting.statements();
    });
  };
  EXPECT_EQ(cost(1), cost(20));
}

class WorkReportPlans : public core::PlansTest {};

TEST_F(WorkReportPlans, ListsReadTheirOwnRowsAlone) {
  const UserId ann = AddUser("ann");
  const bool done =
      Write([&](Txn& inner) -> Result<bool> {
        core::PlanTxn txn(inner);
        for (const Scope scope : {Scope::kOwn, Scope::kWaiting, Scope::kDealt, Scope::kOf}) {
          Filter filter;
          filter.scope = scope;
          filter.user = ann;
          report::List(txn, As(ann), filter, 10, 0);
          Count(txn, As(ann), filter);
          report::List(txn, AsAdmin(ann), filter, 10, 0);
        }
        CountAll(txn, As(ann), "2026-05-06", "2026-05-04", "2026-05-10");
        SelectComments(txn, kTenant, ReportId(1), 10);
        SelectLikes(txn, kTenant, ReportId(1), 10);
        for (const char* scan :
             {"SCAN r\n", "SCAN a\n", "SCAN d\n", "SCAN c\n", "SCAN work_report"}) {
          EXPECT_EQ(txn.used().find(scan), std::string::npos) << txn.used();
        }
        return true;
      }).ok();
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace koine::report
