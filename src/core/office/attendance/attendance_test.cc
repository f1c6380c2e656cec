#include "core/office/attendance/attendance.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/identity/people.h"
#include "core/notification/notification.h"
#include "core/office/attendance/rows.h"
#include "core/office/organization/members.h"
#include "core/office/organization/tree.h"
#include "core/office/states_test_util.h"
#include "core/plan_test_util.h"

namespace koine::attendance {
namespace {

using core::Outcome;
using store::Txn;

// 2027-01-15, on which worlds begin at 16:00, is a Friday.
constexpr char kFriday[] = "2027-01-15";

std::int64_t Day(const char* text) {
  return DayIn(text).value_or(0);
}
std::int64_t Ms(const std::string& text) {
  return ParseTime(text, Zone::Shanghai()).value_or(0);
}

TEST(AttendanceStates, TheDocumentedOnesAreThose) {
  const std::span<const office::Transition<SupplementStatus, SupplementAct>> table =
      kSupplementStates;
  EXPECT_EQ(office::DocumentedStates("supplement"), office::TableOf(table));
}

// Every state × every act: what is not in this list leads nowhere.
TEST(AttendanceStates, NothingElseIsAllowed) {
  const std::set<std::string> allowed = {"NONE apply PENDING", "PENDING approve APPROVED",
                                         "PENDING reject REJECTED", "APPROVED apply PENDING",
                                         "REJECTED apply PENDING"};
  std::set<std::string> found;
  for (const auto& from : json::TypeOf<SupplementStatus>()->enumerators) {
    for (const auto& act : json::TypeOf<SupplementAct>()->enumerators) {
      const auto to =
          After(static_cast<SupplementStatus>(from.value), static_cast<SupplementAct>(act.value));
      if (!to) continue;
      found.insert(std::string(from.text) + " " + std::string(act.text) + " " +
                   std::string(office::WordOf(*to)));
    }
  }
  EXPECT_EQ(found, allowed);
}

TEST(AttendanceHours, AFewMinutesAreNotLateNorEarly) {
  const Hours hours;
  const std::int64_t day = Day(kFriday);
  EXPECT_EQ(StatusIn(hours, day, Ms("2027-01-15 09:10:00")), CheckInStatus::kNormal);
  EXPECT_EQ(StatusIn(hours, day, Ms("2027-01-15 09:10:01")), CheckInStatus::kLate);
  EXPECT_EQ(StatusOut(hours, day, Ms("2027-01-15 17:29:59")), CheckOutStatus::kEarly);
  EXPECT_EQ(StatusOut(hours, day, Ms("2027-01-15 17:30:00")), CheckOutStatus::kNormal);
  EXPECT_EQ(StatusOut(hours, day, Ms("2027-01-16 00:30:00")), CheckOutStatus::kNormal);
}

TEST(AttendanceHours, DaysOffKnowNoLateness) {
  Hours hours;
  EXPECT_EQ(TypeOf(hours, Day("2027-01-16")), AttendanceType::kWeekend);
  EXPECT_EQ(TypeOf(hours, Day("2027-01-17")), AttendanceType::kWeekend);
  EXPECT_EQ(TypeOf(hours, Day("2027-01-18")), AttendanceType::kWork);
  EXPECT_EQ(CountWorked(hours, MonthOf(2027, 1)), 21);
  hours.holidays = {Day("2027-01-01"), Day("2027-01-02")};  // a Friday, and a Saturday anyway
  hours.workdays = {Day("2027-01-16")};
  EXPECT_EQ(TypeOf(hours, Day("2027-01-01")), AttendanceType::kOvertime);
  EXPECT_EQ(TypeOf(hours, Day("2027-01-02")), AttendanceType::kWeekend);
  EXPECT_EQ(TypeOf(hours, Day("2027-01-16")), AttendanceType::kWork);
  EXPECT_EQ(CountWorked(hours, MonthOf(2027, 1)), 21);
  EXPECT_EQ(StatusIn(hours, Day("2027-01-16"), Ms("2027-01-16 11:00:00")), CheckInStatus::kLate);
  EXPECT_EQ(StatusIn(hours, Day("2027-01-17"), Ms("2027-01-17 11:00:00")), CheckInStatus::kNormal);
}

TEST(AttendanceHours, DaysAreThoseOfTheZone) {
  Hours hours;
  hours.zone = Zone::Find("-05:00");
  ASSERT_NE(hours.zone, nullptr);
  const Local at = LocalOf(Ms("2027-01-15 22:05:00"), *hours.zone);  // 14:05 UTC
  EXPECT_EQ(DayText(at.day), kFriday);
  EXPECT_EQ(at.second, (9 * 60 + 5) * 60);
  EXPECT_EQ(MomentOf(hours, at.day, hours.begin), Ms("2027-01-15 22:00:00"));
  EXPECT_EQ(LocalOf(-1, Zone::Utc()).day, -1);
}

TEST(AttendanceHours, TextsAreDaysAndTimes) {
  EXPECT_EQ(SecondIn("09:30"), 34'200);
  for (const char* bad : {"9:30", "24:00", "09:60", "0930", "", "-1:00", "09:3x"}) {
    EXPECT_EQ(SecondIn(bad), std::nullopt) << bad;
  }
  EXPECT_EQ(DayIn("2027-02-29"), std::nullopt);
  const Days month = MonthAround(Day("2028-02-10"));
  EXPECT_EQ(DayText(month.first), "2028-02-01");
  EXPECT_EQ(DayText(month.last), "2028-02-29");
}

class Attendance : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    boss_ = AddUser("boss");
  }
  void At(const std::string& text) { clock.Advance(Ms(text) - clock.NowMs()); }
  Result<Record> Come(UserId who) {
    return Write([&](Txn& txn) { return CheckIn(txn, As(who), hours_, {"Tower", "phone"}); });
  }
  Result<Record> Go(UserId who) {
    return Write([&](Txn& txn) { return CheckOut(txn, As(who), hours_, {"Gate", ""}); });
  }
  std::optional<Record> Today(UserId who) {
    return Read([&](Txn& txn) { return FindToday(txn, As(who), hours_); });
  }
  std::string Ask(UserId who, AttendanceId id, std::optional<SupplementSide> side = {},
                  const std::string& reason = "forgot") {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const OwnDay door, OwnDay::Open(txn, As(who), id));
      return Apply(txn, door, {reason, side});
    }));
  }
  Result<AttendanceId> AskPast(UserId who, const char* day) {
    return Write([&](Txn& txn) -> Result<AttendanceId> {
      KOINE_TRY(const OwnDay door, OpenPast(txn, As(who), hours_, Day(day)));
      KOINE_CHECK(Apply(txn, door, {"forgot", std::nullopt}));
      return door.id();
    });
  }
  std::string Judge(const access::Principal& who, AttendanceId id, bool approved) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_TRY(const JudgedDay door, JudgedDay::Open(txn, who, id));
      return Decide(txn, door, hours_, approved, "well");
    }));
  }
  Record Shown(UserId who, AttendanceId id) {
    return Read([&](Txn& txn) { return Get(txn, *SeenDay::Open(txn, As(who), id), hours_); });
  }
  std::int64_t Heard(UserId who) {
    return Read([&](Txn& txn) {
      notification::Filter filter;
      filter.type = notification::kAttendance;
      return notification::Count(txn, As(who), filter);
    });
  }
  // A department with these users, led by `leader`.
  void Lead(UserId leader, std::vector<std::int64_t> users) {
    EXPECT_EQ(Outcome(Write([&](Txn& txn) -> Status {
                organization::DepartmentIn in;
                in.name = "Led by " + std::to_string(leader.value);
                in.leader = leader;
                KOINE_TRY(const auto id, organization::Create(txn, AsAdmin(boss_), in));
                KOINE_TRY(const auto place, organization::Managed::Open(txn, AsAdmin(boss_), id));
                return organization::AddMembers(txn, place, users, true, "");
              })),
              "ok");
  }
  Hours hours_;
  UserId ann_, bob_, boss_;
};
KOINE_ON_BOTH(Attendance);

TEST_P(Attendance, ADayFromComingToGoing) {
  At("2027-01-18 09:10:30");
  EXPECT_EQ(Today(ann_), std::nullopt);
  EXPECT_EQ(Outcome(Go(ann_)), "BadState:attendance_in_first");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  EXPECT_EQ(come->in, CheckInStatus::kLate);
  EXPECT_EQ(come->out, std::nullopt);
  EXPECT_EQ(come->in_place, "Tower");
  EXPECT_FALSE(come->Fine());
  EXPECT_EQ(Outcome(Come(ann_)), "BadState:attendance_in");
  At("2027-01-18 17:45:00");
  const auto gone = Go(ann_);
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(gone->id, come->id);
  EXPECT_EQ(gone->out, CheckOutStatus::kNormal);
  EXPECT_EQ(gone->minutes, 514);
  EXPECT_EQ(gone->device, "phone");
  EXPECT_EQ(Outcome(Go(ann_)), "BadState:attendance_out");
  At("2027-01-19 08:00:00");
  EXPECT_EQ(Outcome(Go(ann_)), "BadState:attendance_in_first");
  EXPECT_EQ(Today(ann_), std::nullopt);
}

TEST_P(Attendance, ADayMayEndAfterMidnight) {
  At("2027-01-18 20:00:00");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  At("2027-01-19 01:00:00");
  ASSERT_TRUE(Today(ann_));
  EXPECT_EQ(Today(ann_)->id, come->id);
  EXPECT_EQ(Today(ann_)->out, std::nullopt);
  const auto gone = Go(ann_);
  ASSERT_TRUE(gone.ok());
  EXPECT_EQ(DayText(gone->day), "2027-01-18");
  EXPECT_EQ(gone->minutes, 300);
  EXPECT_EQ(gone->out, CheckOutStatus::kNormal);
  EXPECT_EQ(Outcome(Go(ann_)), "BadState:attendance_out");
  EXPECT_EQ(Outcome(Come(ann_)), "ok");
}

TEST_P(Attendance, ADayThatIsTooLongStaysOpen) {
  At("2027-01-18 09:00:00");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  At("2027-01-19 01:00:01");
  EXPECT_EQ(Today(ann_), std::nullopt);
  EXPECT_EQ(Outcome(Go(ann_)), "BadState:attendance_in_first");
  EXPECT_EQ(Shown(ann_, come->id).out, CheckOutStatus::kAbsent);
  hours_.longest_ms = 24LL * 3600 * 1000;
  EXPECT_EQ(Shown(ann_, come->id).out, std::nullopt);
  EXPECT_EQ(Outcome(Go(ann_)), "ok");
}

TEST_P(Attendance, OfManyAtOnceOneIsNoted) {
  std::atomic<int> won = 0, lost = 0;
  core::OnThreads(8, [&](int) {
    for (int i = 0; i < 5; ++i) {
      const std::string outcome = Outcome(Come(ann_));
      won += outcome == "ok" ? 1 : 0;
      lost += outcome == "BadState:attendance_in" ? 1 : 0;
    }
  });
  EXPECT_EQ(won, 1);
  EXPECT_EQ(lost, 39);
}

TEST_P(Attendance, OfTwoWhoDecideAtOnceOneDoes) {
  Lead(bob_, {ann_.value});
  At("2027-01-18 10:00:00");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  for (int round = 0; round < 3; ++round) {
    ASSERT_EQ(Ask(ann_, come->id, SupplementSide::kOut), "ok");
    std::atomic<int> won = 0, lost = 0;
    core::OnThreads(6, [&](int n) {
      const std::string outcome = Judge(n % 2 == 0 ? As(bob_) : AsAdmin(boss_), come->id, false);
      won += outcome == "ok" ? 1 : 0;
      lost += outcome == "BadState:supplement_decided" ? 1 : 0;
    });
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 5);
  }
  EXPECT_EQ(Heard(ann_), 3);
}

TEST_P(Attendance, ARequestMendsWhatItAsksFor) {
  Lead(bob_, {ann_.value});
  At("2027-01-18 10:00:00");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  EXPECT_EQ(Ask(bob_, come->id), "RoleTooLow");
  EXPECT_EQ(Ask(ann_, AttendanceId(999)), "NotFound:attendance");
  EXPECT_EQ(Judge(As(bob_), come->id, true), "BadState:supplement_decided");
  ASSERT_EQ(Ask(ann_, come->id, SupplementSide::kIn, "bus"), "ok");
  EXPECT_EQ(Ask(ann_, come->id), "BadState:supplement_pending");
  EXPECT_EQ(Heard(bob_), 1);
  EXPECT_EQ(Judge(As(ann_), come->id, true), "RoleTooLow");
  EXPECT_EQ(Judge(AsAdmin(ann_), come->id, true), "RoleTooLow");
  EXPECT_EQ(Judge(As(boss_), come->id, true), "RoleTooLow");
  ASSERT_EQ(Judge(As(bob_), come->id, true), "ok");
  Record r = Shown(ann_, come->id);
  EXPECT_EQ(r.in, CheckInStatus::kNormal);
  EXPECT_EQ(r.in_at, Ms("2027-01-18 10:00:00"));
  EXPECT_EQ(r.out_at, 0);
  EXPECT_EQ(r.reasons, std::vector<std::string>{"bus"});
  EXPECT_EQ(r.supplement, SupplementStatus::kApproved);
  EXPECT_EQ(r.decider, bob_);
  EXPECT_EQ(r.comment, "well");
  EXPECT_EQ(Heard(ann_), 1);
  EXPECT_EQ(Ask(ann_, come->id, SupplementSide::kIn), "BadState:supplement_needless");
  ASSERT_EQ(Ask(ann_, come->id, std::nullopt, "hurry"), "ok");
  EXPECT_EQ(Shown(ann_, come->id).comment, "");
  ASSERT_EQ(Judge(AsAdmin(boss_), come->id, true), "ok");
  r = Shown(bob_, come->id);
  EXPECT_EQ(r.reasons, (std::vector<std::string>{"bus", "hurry"}));
  EXPECT_EQ(r.out_at, Ms("2027-01-18 18:00:00"));
  EXPECT_EQ(r.minutes, 480);
  EXPECT_TRUE(r.Fine());
  EXPECT_EQ(Ask(ann_, come->id), "BadState:supplement_needless");
}

TEST_P(Attendance, RequestsForADayAreBounded) {
  At("2027-01-18 10:00:00");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  for (std::size_t i = 0; i < kRequestsMax; ++i) {
    ASSERT_EQ(Ask(ann_, come->id), "ok");
    ASSERT_EQ(Judge(AsAdmin(boss_), come->id, false), "ok");
  }
  EXPECT_EQ(Ask(ann_, come->id), "BadState:supplement_many");
}

TEST_P(Attendance, APastDayIsMadeByItsRequest) {
  At("2027-01-18 10:00:00");
  EXPECT_EQ(Outcome(AskPast(ann_, "2027-01-18")), "BadArgument:supplement_day");
  EXPECT_EQ(Outcome(AskPast(ann_, "2026-12-18")), "BadArgument:supplement_day");
  EXPECT_EQ(Outcome(AskPast(ann_, "2026-12-19")), "ok");
  const auto id = AskPast(ann_, kFriday);
  ASSERT_TRUE(id.ok());
  EXPECT_EQ(Outcome(AskPast(ann_, kFriday)), "BadState:supplement_pending");
  Record r = Shown(ann_, *id);
  EXPECT_EQ(r.in, CheckInStatus::kAbsent);
  EXPECT_EQ(r.out, CheckOutStatus::kAbsent);
  EXPECT_EQ(r.in_at, 0);
  ASSERT_EQ(Judge(AsAdmin(boss_), *id, true), "ok");
  r = Shown(ann_, *id);
  EXPECT_EQ(r.in_at, Ms("2027-01-15 09:00:00"));
  EXPECT_EQ(r.out_at, Ms("2027-01-15 18:00:00"));
  EXPECT_EQ(r.minutes, 540);
  EXPECT_TRUE(r.Fine());
}

TEST_P(Attendance, TimesThatAreGivenKeepTheirOrder) {
  At("2027-01-18 20:00:00");
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  ASSERT_EQ(Ask(ann_, come->id, SupplementSide::kOut), "ok");
  ASSERT_EQ(Judge(AsAdmin(boss_), come->id, true), "ok");
  const Record r = Shown(ann_, come->id);
  EXPECT_EQ(r.out_at, r.in_at);
  EXPECT_EQ(r.minutes, 0);
}

TEST_P(Attendance, OthersSeeNothing) {
  const auto come = Come(ann_);
  ASSERT_TRUE(come.ok());
  const auto seen = [&](const access::Principal& who, AttendanceId id) {
    return Outcome(Write([&](Txn& txn) -> Status {
      KOINE_CHECK(SeenDay::Open(txn, who, id));
      return Ok();
    }));
  };
  const auto read = [&](const access::Principal& who, UserId of) {
    return Read([&](Txn& txn) { return Outcome(Reader::Open(txn, who, of)); });
  };
  EXPECT_EQ(seen(As(bob_), come->id), "RoleTooLow");
  EXPECT_EQ(read(As(bob_), ann_), "RoleTooLow");
  EXPECT_EQ(read(As(bob_), UserId(999)), "RoleTooLow");
  EXPECT_EQ(read(AsAdmin(boss_), UserId(999)), "UserNotFound");
  const UserId eve = AddUser("eve", kOtherTenant);
  EXPECT_EQ(seen(As(eve, {.tenant = kOtherTenant}), come->id), "NotFound:attendance");
  Lead(bob_, {ann_.value});
  EXPECT_EQ(seen(As(bob_), come->id), "ok");
  EXPECT_EQ(read(As(bob_), ann_), "ok");
  EXPECT_EQ(seen(AsAdmin(boss_), come->id), "ok");
}

TEST_P(Attendance, AMonthAddsUp) {
  At("2027-01-18 09:30:00");
  ASSERT_TRUE(Come(ann_).ok());
  At("2027-01-18 17:00:00");
  ASSERT_TRUE(Go(ann_).ok());
  At("2027-01-19 09:00:00");
  ASSERT_TRUE(Come(ann_).ok());
  At("2027-02-01 09:00:00");
  ASSERT_TRUE(Come(ann_).ok());
  const auto [totals, empty, days] = Read([&](Txn& txn) {
    const Reader of = *Reader::Open(txn, As(ann_), std::nullopt);
    return std::tuple(
        Sum(txn, of, MonthOf(2027, 1)), Sum(txn, of, MonthOf(2026, 1)),
        attendance::List(txn, of, hours_, {Day("2027-01-18"), Day("2027-02-01")}, 2, 1));
  });
  EXPECT_EQ(totals.attended, 1);
  EXPECT_EQ(totals.late, 1);
  EXPECT_EQ(totals.early, 1);
  EXPECT_EQ(totals.absent, 1);
  EXPECT_EQ(totals.minutes, 450);
  EXPECT_EQ(empty.attended + empty.absent + empty.minutes, 0);
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(DayText(days[0].day), "2027-01-19");
  EXPECT_EQ(days[0].out, CheckOutStatus::kAbsent);
  EXPECT_EQ(days[0].who.name, "Nann");
  EXPECT_EQ(DayText(days[1].day), "2027-01-18");
}

TEST_P(Attendance, ManyAreSummedAsOne) {
  std::vector<std::int64_t> users;
  At("2027-01-18 09:00:00");
  for (int i = 0; i < 40; ++i) {
    const UserId user = AddUser("user" + std::to_string(i));
    users.push_back(user.value);
    ASSERT_TRUE(Come(user).ok());
  }
  Lead(ann_, {users[0], ann_.value});
  Lead(bob_, users);
  const auto sum = [&](const access::Principal& who, std::int64_t limit, std::int64_t offset) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      const Team team = *SumTeam(counting, who, MonthOf(2027, 1), limit, offset);
      return std::pair(team, counting.statements());
    });
  };
  const auto [one, few] = sum(As(ann_), 500, 0);
  const auto [many, more] = sum(As(bob_), 500, 0);
  EXPECT_EQ(few, more);
  EXPECT_EQ(one.total, 1);  // nobody leads themself
  ASSERT_EQ(one.members.size(), 1U);
  EXPECT_EQ(one.members[0].who.id.value, users[0]);
  EXPECT_EQ(many.total, 40);
  ASSERT_EQ(many.members.size(), 40U);
  for (const MemberTotals& member : many.members) EXPECT_EQ(member.totals.absent, 1);
  const auto [page, same] = sum(As(bob_), 10, 35);
  EXPECT_EQ(same, more);
  EXPECT_EQ(page.total, 40);
  EXPECT_EQ(page.members.size(), 5U);
  const auto all = sum(AsAdmin(boss_), 500, 0).first;
  EXPECT_EQ(all.total, 43);
  EXPECT_EQ(all.members.size(), 43U);
  EXPECT_EQ(sum(As(UserId(users[1])), 500, 0).first.total, 0);
}

TEST_P(Attendance, WhatWaitsIsForWhoDecides) {
  std::vector<std::int64_t> users;
  At("2027-01-18 11:00:00");
  for (int i = 0; i < 20; ++i) {
    const UserId user = AddUser("user" + std::to_string(i));
    users.push_back(user.value);
    const auto come = Come(user);
    ASSERT_TRUE(come.ok());
    ASSERT_EQ(Ask(user, come->id), "ok");
  }
  const auto own = Come(bob_);
  ASSERT_TRUE(own.ok());
  ASSERT_EQ(Ask(bob_, own->id), "ok");
  Lead(ann_, {users[3]});
  Lead(bob_, users);
  const auto list = [&](const access::Principal& who, std::int64_t limit, std::int64_t offset) {
    return Read([&](Txn& txn) {
      core::CountingTxn counting(txn);
      const Waiting found = ListWaiting(counting, who, hours_, limit, offset);
      return std::pair(found, counting.statements());
    });
  };
  const auto [one, few] = list(As(ann_), 50, 0);
  ASSERT_EQ(one.records.size(), 1U);
  EXPECT_EQ(one.records[0].who.id.value, users[3]);
  EXPECT_EQ(one.records[0].who.name, "Nuser3");
  const auto [many, more] = list(As(bob_), 50, 0);
  EXPECT_EQ(few, more);
  EXPECT_EQ(many.total, 20);
  EXPECT_EQ(many.records.size(), 20U);
  EXPECT_EQ(list(As(bob_), 5, 18).first.records.size(), 2U);
  EXPECT_EQ(list(AsAdmin(boss_), 50, 0).first.total, 21);
  EXPECT_EQ(list(As(UserId(users[1])), 50, 0).first.total, 0);
  EXPECT_TRUE(Read([&](Txn& txn) { return Leads(txn, As(bob_)); }));
  EXPECT_FALSE(Read([&](Txn& txn) { return Leads(txn, As(UserId(users[1]))); }));
}

class AttendancePlans : public core::PlansTest {};

TEST_F(AttendancePlans, ListsAreLookedUp) {
  const UserId ann = AddUser("ann");
  ExpectLookedUp([&](core::PlanTxn& txn) {
    const Days days{1, 40};
    SelectRecords(txn, kTenant, ann, days, 10, 0);
    CountRecords(txn, kTenant, ann, days);
    FindDay(txn, kTenant, ann, 1, true);
    FindRecord(txn, kTenant, AttendanceId(1), true);
    const std::int64_t users[] = {1, 2};
    SumRecords(txn, kTenant, users, days);
    organization::ListLed(txn, As(ann), 10, 0);
    organization::CountLed(txn, As(ann));
    for (const char* scan : {"SCAN attendance", "SCAN d", "SCAN a", "SCAN m"}) {
      EXPECT_EQ(txn.used().find(scan), std::string::npos) << txn.used();
    }
  });
}

// The index has what waits and nothing else, so that reading the tenant's part of it is no scan.
TEST_F(AttendancePlans, OnlyWhatWaitsIsRead) {
  const UserId ann = AddUser("ann");
  const bool done = Write([&](Txn& inner) -> Result<bool> {
                      core::PlanTxn txn(inner);
                      const std::int64_t users[] = {1, 2};
                      SelectWaiting(txn, AsAdmin(ann), std::nullopt, 10, 0);
                      CountWaiting(txn, AsAdmin(ann), std::nullopt);
                      SelectWaiting(txn, As(ann), users, 10, 0);
                      CountWaiting(txn, As(ann), users);
                      EXPECT_EQ(txn.used().find("SCAN attendance"), std::string::npos);
                      EXPECT_EQ(txn.used().find("attendance_day"), std::string::npos);
                      EXPECT_NE(txn.used().find("attendance_waiting"), std::string::npos);
                      return true;
                    }).ok();
  EXPECT_TRUE(done);
}

}  // namespace
}  // namespace koine::attendance
