#include "core/office/approval/approval.h"

#include <gtest/gtest.h>

#include <atomic>

#include "core/access/allowance.h"
#include "core/core_test_util.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/approval/door.h"
#include "core/office/approval/rows.h"

namespace koine::approval {
namespace {

using core::Outcome;
using store::Txn;

class Approvals : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    boss_ = AddUser("boss");
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    cat_ = AddUser("cat");
    dan_ = AddUser("dan");
    Exec(kMakeAdmin, boss_);
  }

  // A template with this flow; `$ann` stands for the number of ann.
  TemplateId Make(std::string flow) {
    for (const auto& [mark, user] : {std::pair("$boss", boss_), std::pair("$ann", ann_),
                                     std::pair("$bob", bob_), std::pair("$cat", cat_)}) {
      for (auto at = flow.find(mark); at != flow.npos; at = flow.find(mark)) {
        flow.replace(at, std::string_view(mark).size(), std::to_string(user.value));
      }
    }
    TemplateChange in;
    in.code = "T" + std::to_string(++templates_);
    in.name = "Leave";
    in.flow = flow;
    auto made = Write([&](Txn& txn) { return CreateTemplate(txn, AsAdmin(boss_), in); });
    EXPECT_EQ(Outcome(made), "ok");
    return made.ok() ? *made : TemplateId();
  }
  ApprovalId Ask(TemplateId form, UserId who, Values values = {}) {
    clock.Advance(1);
    ApplyIn in;
    in.template_id = form;
    in.title = "holiday";
    in.form = std::move(values);
    auto made = Write([&](Txn& txn) { return Apply(txn, As(who), in); });
    EXPECT_EQ(Outcome(made), "ok");
    return made.ok() ? *made : ApprovalId();
  }
  template <class Door, class F>
  Status At(UserId who, ApprovalId id, F act) {
    return Write([&](Txn& txn) -> Status {
      KOINE_TRY(const Door place, Door::Open(txn, As(who), id));
      return act(txn, place);
    });
  }
  Status Yes(UserId who, ApprovalId id) {
    clock.Advance(1);
    return At<Decidable>(who, id, [](Txn& t, const Decidable& p) { return Approve(t, p, "yes"); });
  }
  Status No(UserId who, ApprovalId id) {
    return At<Decidable>(who, id, [](Txn& t, const Decidable& p) { return Reject(t, p, "no"); });
  }
  Status Back(UserId who, ApprovalId id) {
    return At<Revocable>(who, id, [](Txn& t, const Revocable& p) { return Cancel(t, p); });
  }
  Status Hand(UserId who, ApprovalId id, UserId to, bool stays = false) {
    return At<Decidable>(who, id, [&](Txn& t, const Decidable& p) {
      return stays ? Delegate(t, p, to, "") : Transfer(t, p, to, "");
    });
  }
  Approval Now(ApprovalId id) {
    return Read([&](Txn& txn) { return FindApproval(txn, kTenant, id, false).value(); });
  }
  std::string StateOf(ApprovalId id) { return std::string(office::WordOf(Now(id).state)); }
  // "name STATE, …" of the nodes.
  std::string StepsOf(ApprovalId id) {
    return Read([&](Txn& txn) {
      std::string out;
      for (const Step& step : SelectSteps(txn, kTenant, id)) {
        if (!out.empty()) out += ", ";
        out += step.name + " " + std::string(office::WordOf(step.state));
      }
      return out;
    });
  }
  bool Waits(UserId who, ApprovalId id) {
    return Read([&](Txn& txn) {
      std::int64_t times = 0;
      for (const Listed& row : ListWaiting(txn, As(who), "", 100, 0)) {
        if (row.approval.id == id) ++times;
      }
      EXPECT_LE(times, 1);
      return times > 0;
    });
  }
  // Titles of what somebody was told, the newest first.
  std::string Told(UserId who) {
    return Read([&](Txn& txn) {
      std::string out;
      for (const auto& one : notification::List(txn, As(who), {}, 100, 0)) {
        const auto line = json::Parse<notification::Line>(one.what.line);
        if (line.ok()) out += std::string(office::WordOf(line->kind)) + " ";
      }
      return out;
    });
  }

  static const store::Sql kMakeAdmin, kUsed;
  UserId boss_, ann_, bob_, cat_, dan_;
  int templates_ = 0;
};
const store::Sql Approvals::kMakeAdmin{"update users set role = 2 where id = ?"};
const store::Sql Approvals::kUsed{
    "insert into allowance (user_id, act, tenant_id, slot, used) values (?, 8, ?, ?, ?)"};
KOINE_ON_BOTH(Approvals);

TEST_P(Approvals, OneOfManyOrAllOfThemSayYes) {
  const ApprovalId id = Ask(Make(R"([{"nodeName":"any","approvers":[$ann,$bob]},
                   {"nodeName":"all","approvers":[$bob,$cat],"approveType":"ALL"}])"),
                            dan_);
  EXPECT_EQ(Outcome(Yes(cat_, id)), "Forbidden:approval") << "not their turn";
  EXPECT_EQ(Outcome(Yes(dan_, id)), "Forbidden:approval");
  EXPECT_EQ(Outcome(Yes(boss_, id)), "Forbidden");
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(Outcome(Yes(ann_, id)), "Forbidden:approval") << "bob was enough";
  EXPECT_FALSE(Waits(ann_, id));
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StepsOf(id), "any APPROVED, all PENDING");
  EXPECT_EQ(Outcome(Yes(bob_, id)), "Forbidden:approval") << "once each";
  EXPECT_TRUE(Waits(cat_, id));
  EXPECT_EQ(Outcome(Yes(cat_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
  EXPECT_GT(Now(id).finished_at, 0);
  EXPECT_EQ(Outcome(Yes(cat_, id)), "BadState:approval");
  EXPECT_EQ(Outcome(Back(dan_, id)), "BadState:approval_cancel");
  EXPECT_EQ(Told(dan_), "approval_approved ");
  EXPECT_EQ(Told(cat_), "approval_waits ");
}

TEST_P(Approvals, WhoAppliesDecidesNowhere) {
  const TemplateId form = Make(R"([{"nodeName":"own","approvers":[$ann]},
      {"nodeName":"two","approvers":[$ann,$bob],"approveType":"ALL"}])");
  const ApprovalId id = Ask(form, ann_);
  EXPECT_EQ(StepsOf(id), "own SKIPPED, two PENDING");
  EXPECT_EQ(Outcome(Yes(ann_, id)), "Forbidden:approval");
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
  const ApprovalId alone = Ask(Make(R"([{"nodeName":"own","approvers":[$ann]}])"), ann_);
  EXPECT_EQ(StateOf(alone), "APPROVED") << "nobody is left to decide";
}

TEST_P(Approvals, BranchesRunBesideEachOtherAndCopiesGoOut) {
  const ApprovalId id = Ask(Make(R"([
      {"nodeName":"both","nodeType":"PARALLEL","branches":[
        {"nodes":[{"nodeName":"a","approvers":[$ann]},{"nodeName":"b","approvers":[$bob]}]},
        {"nodes":[{"nodeName":"c","approvers":[$cat]}]}]},
      {"nodeName":"tell","nodeType":"CC","approvers":[$bob]},
      {"nodeName":"if","nodeType":"CONDITION","branches":[
        {"when":[{"field":"n","op":">","value":1}],
         "nodes":[{"nodeName":"more","approvers":[$ann]}]}]}])"),
                            dan_, {{"n", {"2"}}});
  EXPECT_TRUE(Waits(ann_, id) && Waits(cat_, id) && !Waits(bob_, id));
  EXPECT_EQ(Outcome(Yes(ann_, id)), "ok");
  EXPECT_TRUE(Waits(bob_, id) && Waits(cat_, id));
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StepsOf(id),
            "both PENDING, a APPROVED, b APPROVED, c PENDING, tell PENDING, "
            "if PENDING, more PENDING");
  EXPECT_EQ(Told(bob_), "approval_waits ");
  EXPECT_EQ(Outcome(Yes(cat_, id)), "ok");
  EXPECT_EQ(StepsOf(id),
            "both APPROVED, a APPROVED, b APPROVED, c APPROVED, tell APPROVED, "
            "if APPROVED, more PENDING");
  EXPECT_EQ(Told(bob_), "approval_copied approval_waits ");
  EXPECT_EQ(Outcome(Yes(ann_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
  EXPECT_EQ(StateOf(Ask(Make(R"([{"nodeName":"if","nodeType":"CONDITION","branches":[
      {"when":[{"field":"n","op":">","value":1}],
       "nodes":[{"nodeName":"more","approvers":[$ann]}]}]}])"),
                        dan_)),
            "APPROVED")
      << "no branch is taken";
}

// Two steps beside each other that wait for one person are one approval in their list.
TEST_P(Approvals, ListsTakeAsManyStatementsForManyAsForOne) {
  const TemplateId both = Make(R"([{"nodeName":"both","nodeType":"PARALLEL","branches":[
      {"nodes":[{"nodeName":"a","approvers":[$ann]}]},
      {"nodes":[{"nodeName":"b","approvers":[$ann,$cat]}]}]}])");
  Ask(both, dan_);
  const auto statements = [&](std::size_t rows) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      for (const char* word : {"", "dan"}) {
        EXPECT_EQ(ListWaiting(counting, As(ann_), word, 100, 0).size(), rows) << word;
        EXPECT_EQ(CountWaiting(counting, As(ann_), word), static_cast<std::int64_t>(rows));
      }
      EXPECT_EQ(ListMine(counting, As(dan_), std::nullopt, 100, 0).size(), rows);
      return counting.statements();
    });
  };
  const int one = statements(1);
  for (int i = 0; i < 9; ++i) Ask(both, dan_);
  EXPECT_EQ(statements(10), one);
}

TEST_P(Approvals, OneNoEndsAllOfIt) {
  const ApprovalId id = Ask(Make(R"([
      {"nodeName":"both","nodeType":"PARALLEL","branches":[
        {"nodes":[{"nodeName":"a","approvers":[$ann,$bob],"approveType":"ALL"}]},
        {"nodes":[{"nodeName":"c","approvers":[$cat]}]}]}])"),
                            dan_);
  EXPECT_EQ(Outcome(No(ann_, id)), "ok");
  EXPECT_EQ(StateOf(id), "REJECTED");
  EXPECT_EQ(StepsOf(id), "both SKIPPED, a REJECTED, c SKIPPED");
  EXPECT_FALSE(Waits(bob_, id) || Waits(cat_, id));
  EXPECT_EQ(Outcome(Yes(cat_, id)), "BadState:approval");
  EXPECT_EQ(Told(dan_), "approval_rejected ");
}

TEST_P(Approvals, OnlyTheApplicantTakesItBack) {
  const ApprovalId id = Ask(Make(R"([{"nodeName":"a","approvers":[$ann]}])"), dan_);
  EXPECT_EQ(Outcome(Back(cat_, id)), "Forbidden");
  EXPECT_EQ(Outcome(Back(ann_, id)), "Forbidden");
  EXPECT_EQ(Outcome(Back(dan_, id)), "ok");
  EXPECT_EQ(StateOf(id), "CANCELLED");
  EXPECT_EQ(StepsOf(id), "a SKIPPED");
  EXPECT_EQ(Outcome(Yes(ann_, id)), "BadState:approval");
  EXPECT_EQ(Told(dan_), "approval_cancelled ");
  EXPECT_EQ(Told(ann_), "approval_cancelled approval_waits ");
  EXPECT_EQ(Outcome(Back(dan_, ApprovalId(999))), "NotFound:approval");
}

TEST_P(Approvals, APlaceIsGivenAway) {
  const TemplateId form = Make(R"([{"nodeName":"a","approvers":[$ann,$bob],"approveType":"ALL"}])");
  const ApprovalId id = Ask(form, dan_);
  EXPECT_EQ(Outcome(Hand(ann_, id, ann_)), "SelfTarget:approval");
  EXPECT_EQ(Outcome(Hand(ann_, id, dan_)), "Forbidden:applicant");
  EXPECT_EQ(Outcome(Hand(ann_, id, bob_)), "Conflict:approver");
  EXPECT_EQ(Outcome(Hand(ann_, id, UserId(999))), "UserNotFound");
  EXPECT_EQ(Outcome(Hand(cat_, id, boss_)), "Forbidden");
  EXPECT_EQ(Outcome(Hand(ann_, id, cat_)), "ok");
  EXPECT_EQ(Outcome(Yes(ann_, id)), "Forbidden:approval") << "cat has it now";
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StateOf(id), "PENDING");
  EXPECT_EQ(Outcome(Yes(cat_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
  EXPECT_EQ(Told(cat_), "approval_passed ");
}

TEST_P(Approvals, TwoWhoShareAPlaceHaveOneVoice) {
  const TemplateId form = Make(R"([{"nodeName":"a","approvers":[$ann,$bob],"approveType":"ALL"}])");
  const ApprovalId id = Ask(form, dan_);
  EXPECT_EQ(Outcome(Hand(ann_, id, cat_, true)), "ok");
  EXPECT_TRUE(Waits(ann_, id) && Waits(cat_, id));
  EXPECT_EQ(Outcome(Yes(cat_, id)), "ok");
  EXPECT_EQ(Outcome(Yes(ann_, id)), "Forbidden:approval");
  EXPECT_EQ(StateOf(id), "PENDING");
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
}

TEST_P(Approvals, ALentPlaceThatIsHandedOnIsStillOne) {
  const ApprovalId id =
      Ask(Make(R"([{"nodeName":"a","approvers":[$ann],"approveType":"ALL"}])"), dan_);
  EXPECT_EQ(Outcome(Hand(ann_, id, cat_, true)), "ok");
  EXPECT_EQ(Outcome(Hand(cat_, id, bob_)), "ok");
  EXPECT_EQ(Outcome(Yes(cat_, id)), "Forbidden:approval");
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED") << "ann lent one place";
}

TEST_P(Approvals, EachSeesWhatIsTheirs) {
  const ApprovalId id = Ask(Make(R"([{"nodeName":"a","approvers":[$ann]},
      {"nodeName":"b","approvers":[$bob]},{"nodeName":"t","nodeType":"CC","approvers":[$cat]}])"),
                            dan_);
  const auto sees = [&](const access::Principal& who) {
    return Read([&](Txn& txn) { return Readable::Open(txn, who, id).ok(); });
  };
  EXPECT_TRUE(sees(As(dan_)) && sees(As(ann_)) && sees(As(bob_)) && sees(AsAdmin(boss_)));
  EXPECT_FALSE(sees(As(cat_))) << "no copy yet";
  EXPECT_EQ(Outcome(Yes(ann_, id)), "ok");
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_TRUE(sees(As(cat_)));
  const UserId eve = AddUser("eve");
  const auto copy = [&](UserId who, UserId to) {
    return Outcome(At<Readable>(who, id, [&](Txn& t, const Readable& p) {
      const std::int64_t ids[] = {to.value};
      return Copy(t, p, ids);
    }));
  };
  EXPECT_EQ(copy(eve, eve), "Forbidden");
  EXPECT_EQ(copy(cat_, eve), "Forbidden") << "who has a copy gives none away";
  EXPECT_EQ(copy(ann_, UserId(999)), "UserNotFound");
  EXPECT_EQ(copy(ann_, eve), "ok");
  EXPECT_TRUE(sees(As(eve)));
  EXPECT_EQ(Told(eve), "approval_copied ");
  const auto decided = [&](UserId who) {
    return Read([&](Txn& txn) {
      EXPECT_EQ(CountDecided(txn, As(who)), std::ssize(ListDecided(txn, As(who), 10, 0)));
      return CountDecided(txn, As(who));
    });
  };
  EXPECT_EQ(decided(ann_), 1);
  EXPECT_EQ(decided(cat_), 0);
  Read([&](Txn& txn) {
    EXPECT_EQ(CountMine(txn, As(dan_), ApprovalState::kApproved), 1);
    EXPECT_EQ(CountMine(txn, As(dan_), ApprovalState::kPending), 0);
    EXPECT_EQ(ListMine(txn, As(dan_), std::nullopt, 10, 0).size(), 1U);
    return 0;
  });
}

TEST_P(Approvals, WhoDoesNotDecideHearsOfItAgain) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  const ApprovalId id = Ask(Make(R"([{"nodeName":"a","approvers":[$ann]}])"), dan_);
  EXPECT_EQ(jobs.RunDue(), 0);
  for (int i = 0; i < kRemindMax + 2; ++i) {
    clock.Advance(kRemindMs + 1);
    jobs.RunDue();
  }
  EXPECT_EQ(Told(ann_), "approval_reminded approval_reminded approval_reminded approval_waits ");
  const ApprovalId other = Ask(Make(R"([{"nodeName":"a","approvers":[$bob]}])"), dan_);
  EXPECT_EQ(Outcome(Yes(bob_, other)), "ok");
  clock.Advance(kRemindMs + 1);
  jobs.RunDue();
  EXPECT_EQ(Told(bob_), "approval_waits ") << "it is over";
  EXPECT_EQ(StateOf(id), "PENDING");
}

TEST_P(Approvals, PeopleWhoAreGoneAreLeftOut) {
  const TemplateId form = Make(R"([{"nodeName":"a","approvers":[$ann]},
      {"nodeName":"b","approvers":[$bob,$cat],"approveType":"ALL"}])");
  Exec(core::kSetUserState, 3, 0, ann_.value);
  Exec(core::kSetUserState, 2, 0, bob_.value);
  const ApprovalId id = Ask(form, dan_);
  EXPECT_EQ(Outcome(Yes(boss_, id)), "ok") << "the first administrator stands in";
  EXPECT_EQ(Outcome(Yes(cat_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
}

TEST_P(Approvals, WhoeverGoesIsReplacedADayLater) {
  store::JobRunner jobs(store(), clock);
  AddJobs(jobs);
  const ApprovalId id =
      Ask(Make(R"([{"nodeName":"a","approvers":[$ann,$bob],"approveType":"ALL"}])"), dan_);
  const ApprovalId any = Ask(Make(R"([{"nodeName":"a","approvers":[$ann,$bob]}])"), dan_);
  Exec(core::kSetUserState, 3, 0, ann_.value);
  clock.Advance(kRemindMs + 1);
  jobs.RunDue();
  EXPECT_TRUE(Waits(boss_, id));
  EXPECT_FALSE(Waits(boss_, any)) << "bob is enough";
  EXPECT_EQ(Outcome(Yes(bob_, id)), "ok");
  EXPECT_EQ(StateOf(id), "PENDING");
  EXPECT_EQ(Outcome(Yes(boss_, id)), "ok");
  EXPECT_EQ(StateOf(id), "APPROVED");
}

TEST_P(Approvals, NobodyFloodsTheirApprovers) {
  const TemplateId form = Make(R"([{"nodeName":"a","approvers":[$ann]}])");
  const auto apply = [&](UserId who) {
    ApplyIn in;
    in.template_id = form;
    in.title = "t";
    return Outcome(Write([&](Txn& txn) { return Apply(txn, As(who), in); }));
  };
  Exec(kUsed, dan_.value, kTenant.value, clock.NowMs() / (24LL * 3600 * 1000),
       access::kApprovalsPerDay - 1);
  EXPECT_EQ(apply(dan_), "ok");
  EXPECT_EQ(apply(dan_), "RateLimited") << "so many in a day";
  for (std::int64_t i = 0; i < kWaitingMax; ++i) ASSERT_EQ(apply(bob_), "ok");
  EXPECT_EQ(apply(bob_), "RateLimited:approvals") << "so many that wait";
}

// Two approvers, and an approver against the applicant, at the same time.
TEST_P(Approvals, OfTwoAtOnceOneWins) {
  const TemplateId form = Make(R"([{"nodeName":"a","approvers":[$ann,$bob]}])");
  constexpr int kRounds = 15;
  for (int round = 0; round < kRounds; ++round) {
    const ApprovalId id = Ask(form, dan_);
    std::atomic<int> won{0}, yes{0};
    core::OnThreads(4, [&](int i) {
      const auto act = [&](auto opened, auto verb) -> Status {
        if (!opened.ok()) return std::move(opened).error();
        return verb(*opened);
      };
      const Status done = Write([&](Txn& txn) -> Status {
        if (i == 0) {
          return act(Revocable::Open(txn, As(dan_), id),
                     [&](const Revocable& p) { return Cancel(txn, p); });
        }
        return act(Decidable::Open(txn, As(i == 1 ? ann_ : bob_), id), [&](const Decidable& p) {
          return i == 3 ? Reject(txn, p, "no") : Approve(txn, p, "");
        });
      });
      if (done.ok()) ++won;
      if (done.ok() && i != 0) ++yes;
    });
    EXPECT_EQ(won, 1);
    const auto records = Read([&](Txn& txn) { return SelectRecords(txn, kTenant, id).size(); });
    EXPECT_EQ(records, 1U);
    EXPECT_NE(StateOf(id), "PENDING");
    EXPECT_EQ(StateOf(id) == "CANCELLED", yes == 0);
  }
}

TEST_P(Approvals, TemplatesAreTheAdministrators) {
  TemplateChange in;
  in.code = "X";
  in.name = "X";
  in.flow = R"([{"nodeName":"a","approvers":["leader"]}])";
  const auto create = [&](const access::Principal& who) {
    return Write([&](Txn& txn) { return CreateTemplate(txn, who, in); });
  };
  EXPECT_EQ(Outcome(create(As(ann_))), "Forbidden");
  const auto made = create(AsAdmin(boss_));
  ASSERT_EQ(Outcome(made), "ok");
  EXPECT_EQ(Outcome(create(AsAdmin(boss_))), "Conflict:code");
  in.code = "Y";
  in.flow = R"([{"nodeName":"a","approvers":[999]}])";
  EXPECT_EQ(Outcome(create(AsAdmin(boss_))), "UserNotFound");
  in.flow = "[]";
  EXPECT_EQ(Outcome(create(AsAdmin(boss_))), "BadArgument:flowConfig");
  TemplateChange off;
  off.state = TemplateState::kInactive;
  const auto change = [&](TemplateId id) {
    return Outcome(Write([&](Txn& txn) { return ChangeTemplate(txn, AsAdmin(boss_), id, off); }));
  };
  EXPECT_EQ(change(TemplateId(999)), "NotFound:approval_template");
  EXPECT_EQ(change(*made), "ok");
  const TemplateId named = Make(R"([{"nodeName":"a","approvers":[$cat]}])");
  Exec(core::kSetUserState, 3, 0, cat_.value);
  EXPECT_EQ(change(named), "ok") << "its flow was not written";
  ApplyIn apply;
  apply.template_id = *made;
  apply.title = "t";
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Apply(txn, As(ann_), apply); })),
            "BadState:template_inactive");
  apply.template_id = TemplateId(999);
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return Apply(txn, As(ann_), apply); })),
            "NotFound:approval_template");
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(Write([&](Txn& txn) -> Status {
                  EnsureTemplates(txn, kTenant);
                  return Ok();
                }).ok());
  }
  EXPECT_EQ(Read([&](Txn& txn) { return CountTemplates(txn, As(ann_), {}); }), 6);
}

}  // namespace
}  // namespace koine::approval
