#include "core/office/organization/transfer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/core_test_util.h"
#include "core/office/organization/members.h"
#include "core/office/organization/tree.h"

namespace koine::organization {
namespace {

using core::Outcome;
using store::Txn;
using Lines = std::vector<std::string>;

bool IsDigits(std::string_view text) {
  return text.find_first_not_of("0123456789") == text.npos;
}
bool HasAt(std::string_view text) {
  return text.find('@') != text.npos;
}

Result<Sheet> ReadText(const std::string& text) {
  return ReadSheet(text, {&IsDigits, &HasAt});
}
std::string Refused(const std::vector<RefusedLine>& lines) {
  std::string out;
  for (const RefusedLine& one : lines) {
    out += std::to_string(one.line) + ' ' + one.reason + "; ";
  }
  return out;
}

TEST(Sheets, AnUnreadableLineIsToldWithItsColumn) {
  const std::string long_name(51, 'n');
  const auto sheet = ReadText(
      "Department;username;order;phone;email;remark;position\n"
      "A;;1;;;;\n;ann;;;;;\nA/;;;;;;\n" +
      long_name +
      ";;;;;;\nA;;x;;;;\nA;;1000001;;;;\n"
      "A;;;tel;;;\nA;;;;nowhere;;\nA;;;;;" +
      std::string(501, 'r') + ";\nA;ann;;;;;" + std::string(51, 'p') +
      "\nA;;;;;;;more\n"
      "1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21;;;;;;\n\n;;;;;;\n\"A\n\";bo;;;;;\n"
      "\"A");
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(Refused(sheet->refused),
            "3 department; 4 department; 5 department; 6 sort; 7 sort; 8 phone; 9 email; "
            "10 remark; 11 position; 12 columns; 13 levels; 18 end; ");
  ASSERT_EQ(sheet->lines.size(), 2u);
  EXPECT_EQ(sheet->lines[0].sort, 1);
  EXPECT_EQ(sheet->lines[1].path, Lines({"A"}));
  EXPECT_EQ(sheet->lines[1].line, 16);
}

TEST(Sheets, NamesMayHaveSlashes) {
  const auto sheet = ReadText("部门\n A\\/B / C\\\\D \n");
  ASSERT_TRUE(sheet.ok());
  EXPECT_EQ(sheet->lines[0].path, Lines({"A/B", "C\\D"}));
  EXPECT_EQ(InPath("A/B") + "/" + InPath("C\\D"), "A\\/B/C\\\\D");
}

TEST(Sheets, WhatIsNoSheetIsRefused) {
  EXPECT_EQ(Outcome(ReadText("")), Outcome(ReadText("name,username\na,b\n")));
  EXPECT_STREQ(ReadText("name\n").error().detail, "sheet_file");
  std::string many = "department\n";
  for (std::size_t i = 0; i < kSheetLinesMax; ++i) many += "A\n";
  EXPECT_TRUE(ReadText(many).ok());
  EXPECT_STREQ(ReadText(many + "A\n").error().detail, "sheet_many");
}

// Boss administers.
class Transfer : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    boss_ = AddUser("boss");
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  Result<Imported> Try(const std::string& text, bool dry_run = false) {
    KOINE_TRY(const Sheet sheet, ReadText(text));
    return Write([&](Txn& txn) { return Import(txn, AsAdmin(boss_), sheet, dry_run); });
  }
  // The numbers, and what was refused.
  std::string Run(const std::string& text, bool dry_run = false) {
    const auto done = Try(text, dry_run);
    if (!done.ok()) return Outcome(done);
    const auto created = std::ranges::count(done->departments, true, &Imported::Touched::created);
    return std::to_string(created) + "+" + std::to_string(std::ssize(done->departments) - created) +
           " departments, " + std::to_string(done->members_added) + "+" +
           std::to_string(done->members_updated) + " members, " + std::to_string(done->unchanged) +
           " same; " + Refused(done->refused);
  }
  // Without the line of titles.
  std::string Written() {
    auto text = Read([&](Txn& txn) { return Export(txn, AsAdmin(boss_)); });
    if (!text.ok()) return Outcome(text);
    return text->substr(text->find('\n') + 1);
  }
  std::int64_t Members(const std::string& name) {
    return Read([&](Txn& txn) -> std::int64_t {
      for (const Department& one : ListTree(txn, As(ann_))) {
        if (one.name == name) return one.members;
      }
      return -1;
    });
  }
  UserId boss_, ann_, bob_;
};

TEST_P(Transfer, ATreeAndItsPeople) {
  const std::string text =
      "部门,用户名,职位,主部门,显示顺序,负责人,部门电话,部门邮箱,备注\r\n"
      "Acme,,,,,boss,,a@example.org,\r\n"
      "Acme/Sales/East,ann,clerk,,,,,,\r\n"
      "Acme/Sales,ann,head,是,2,ann,123,,floor 2\r\n"
      "Acme/R\\/D,bob,,,1,,,,\r\n";
  EXPECT_EQ(Run(text, true), "4+0 departments, 3+0 members, 0 same; ");
  EXPECT_EQ(Written(), "");
  EXPECT_EQ(Run(text), "4+0 departments, 3+0 members, 0 same; ");
  const std::string whole =
      "Acme,,,,,0,boss,,a@example.org,\r\n"
      "Acme/Sales,,,,,2,ann,123,,floor 2\r\n"
      "Acme/Sales/East,,,,,0,,,,\r\n"
      "Acme/R\\/D,,,,,1,,,,\r\n";
  std::string got = Written();
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t end = whole.find("\r\n", at) + 2;
    EXPECT_NE(got.find(whole.substr(at, end - at)), std::string::npos) << whole.substr(at, end);
    at = end;
  }
  EXPECT_NE(got.find("Acme/Sales/East,ann,"), std::string::npos) << got;
  EXPECT_EQ(Members("Sales"), 1);
  EXPECT_EQ(Members("Acme"), 0);
  EXPECT_EQ(Run(text), "0+0 departments, 0+0 members, 4 same; ");
  // What was written is read as the same.
  const auto exported = Read([&](Txn& txn) { return Export(txn, AsAdmin(boss_)); });
  EXPECT_EQ(Run(*exported), "0+0 departments, 0+0 members, 7 same; ");
  // They lead and are led as if all had been done one by one.
  EXPECT_EQ(Read([&](Txn& txn) { return LeaderOf(txn, kTenant, ann_); }), boss_);
  const auto seats = Read([&](Txn& txn) { return ListMembershipsOf(txn, As(bob_), ann_); });
  ASSERT_EQ(seats->size(), 2u);
  EXPECT_EQ(seats->at(0).department_name, "Sales");
  EXPECT_TRUE(seats->at(0).primary);
  EXPECT_FALSE(seats->at(1).primary);
}

TEST_P(Transfer, WhatALineDoesNotSayStays) {
  EXPECT_EQ(Run("department,username,position,order,remark\nA,,,5,r\nA,ann,clerk,,\n"),
            "1+0 departments, 1+0 members, 0 same; ");
  EXPECT_EQ(Run("department,username\nA,\nA,ann\n"), "0+0 departments, 0+0 members, 2 same; ");
  EXPECT_EQ(Run("department,username,position,order\nA,,,6\nA,ann,head,\nA/B,ann,,\n"),
            "1+1 departments, 1+1 members, 0 same; ");
  EXPECT_EQ(Run("department,username,primary\nA/B,ann,yes\nA/B,ann,1\n"),
            "0+0 departments, 0+1 members, 1 same; ");
  const std::string whole = Written();
  EXPECT_NE(whole.find("A,,,,,6,,,,r\r\n"), std::string::npos) << whole;
  EXPECT_NE(whole.find(",head,,,,,,\r\n"), std::string::npos) << whole;
  EXPECT_EQ(Members("B"), 1);
}

TEST_P(Transfer, ARefusedLineChangesNothing) {
  EXPECT_EQ(Run("department,username,leader\nNew,nobody,\nNew/Sub,,nobody\n,ann,\nNew,bob,\n"),
            "1+0 departments, 1+0 members, 0 same; 2 user; 3 leader; 4 department; ");
  const Status closed = Write([&](Txn& txn) -> Status {
    DepartmentChange change;
    change.disabled = true;
    for (const Department& one : ListTree(txn, As(ann_))) {
      KOINE_TRY(const Managed place, Managed::Open(txn, AsAdmin(boss_), one.id));
      KOINE_CHECK(Change(txn, place, change));
    }
    return Ok();
  });
  ASSERT_EQ(Outcome(closed), "ok");
  EXPECT_EQ(Run("department,username,position\nNew,ann,\nNew/Sub,,\nNew/Sub,ann,\nNew,bob,x\n"),
            "0+0 departments, 0+1 members, 0 same; 2 disabled; 3 disabled; 4 disabled; ");
}

TEST_P(Transfer, NobodyIsInMoreThanTheyMayBe) {
  std::string text = "department,username\n";
  for (int i = 0; i <= kDepartmentsEach; ++i) text += "D" + std::to_string(i) + ",ann\n";
  EXPECT_EQ(Run(text), "50+0 departments, 50+0 members, 0 same; 52 memberships; ");
}

TEST_P(Transfer, OthersMayNot) {
  const auto sheet = ReadText("department\nA\n");
  const auto who = As(ann_);
  EXPECT_EQ(Write([&](Txn& txn) { return Import(txn, who, *sheet, true); }).error().code,
            Code::kForbidden);
  EXPECT_EQ(Read([&](Txn& txn) { return Export(txn, who); }).error().code, Code::kForbidden);
}

TEST_P(Transfer, ManyDepartmentsInAsManyStatementsAsOne) {
  std::string text = "department,username,position\n";
  for (int i = 0; i < 900; ++i) {
    text += "Acme/Part " + std::to_string(i / 40) + "/Team " + std::to_string(i) + ",,\n";
  }
  EXPECT_EQ(Run(text, true), "924+0 departments, 0+0 members, 0 same; ");
  const auto statements = [this](const std::string& lines) {
    const auto sheet = ReadText(lines);
    return Write([&](Txn& txn) -> Result<int> {
      core::CountingTxn counting(txn);
      KOINE_CHECK(Import(counting, AsAdmin(boss_), *sheet, false));
      return counting.statements();
    });
  };
  const auto one = statements("department\nAcme\n"), many = statements(text);
  ASSERT_TRUE(one.ok() && many.ok());
  EXPECT_LE(*many, *one);
  const auto found = Read([&](Txn& txn) { return ListTree(txn, As(ann_)); });
  EXPECT_EQ(found.size(), 924u);
  const auto top = std::ranges::find(found, "Acme", &Department::name);
  ASSERT_NE(top, found.end());
  for (const Department& one : found) {
    const Whole whole =
        Read([&](Txn& txn) { return GetWhole(txn, *Place::Open(txn, As(ann_), one.id)); });
    EXPECT_EQ(whole.above.empty(), one.id == top->id);
    if (one.name == "Team 899") {
      ASSERT_EQ(whole.above.size(), 2u);
      EXPECT_EQ(whole.above[0], top->id);
      EXPECT_EQ(whole.above[1], one.parent);
      break;
    }
  }
}

KOINE_ON_BOTH(Transfer);

}  // namespace
}  // namespace koine::organization
