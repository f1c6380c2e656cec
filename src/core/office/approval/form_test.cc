#include "core/office/approval/form.h"

#include <gtest/gtest.h>

#include "core/office/approval/defaults.h"
#include "core/office/approval/value.h"

namespace koine::approval {
namespace {

constexpr char kForm[] = R"([
{"field":"kind","label":"Kind","type":"select","required":true,"options":["a","b"]},
{"field":"days","label":"Days","type":"number","required":1,"min":0.5,"max":9,"decimals":1},
{"field":"from","label":"From","type":"date"},
{"field":"reason","label":"Why","type":"textarea","maxLength":5},
{"field":"paper","type":"file"}])";

// "field:detail" of the first fault, "ok" without one.
std::string Fault(const Values& values, bool whole = true) {
  const Status checked = CheckForm(kForm, values, whole);
  return checked.ok() ? "ok" : checked.error().field + ":" + checked.error().detail;
}
Values With(const std::string& field, const std::string& value) {
  Values out = {{"kind", {"\"a\""}}, {"days", {"1"}}};
  out[field] = {value};
  return out;
}

TEST(ApprovalForm, EachFieldIsHeldToItsKind) {
  EXPECT_EQ(Fault(With("days", "0.5")), "ok");
  EXPECT_EQ(Fault(With("days", "\"9\"")), "ok");
  EXPECT_EQ(Fault(With("days", "0.4")), "days:range");
  EXPECT_EQ(Fault(With("days", "9.5")), "days:range");
  EXPECT_EQ(Fault(With("days", "1.25")), "days:decimals");
  EXPECT_EQ(Fault(With("days", "\"two\"")), "days:type");
  EXPECT_EQ(Fault(With("kind", "\"c\"")), "kind:oneof");
  EXPECT_EQ(Fault(With("kind", "[\"a\",\"b\"]")), "ok");
  EXPECT_EQ(Fault(With("kind", "[\"a\",\"c\"]")), "kind:oneof");
  EXPECT_EQ(Fault(With("from", "\"2026-11-22\"")), "ok");
  EXPECT_EQ(Fault(With("from", "\"2026-11-22 09:00:00\"")), "ok");
  EXPECT_EQ(Fault(With("from", "\"soon\"")), "from:type");
  EXPECT_EQ(Fault(With("reason", "\"五个字五个\"")), "ok");
  EXPECT_EQ(Fault(With("reason", "\"123456\"")), "reason:chars");
  EXPECT_EQ(Fault(With("reason", "{\"a\":1}")), "reason:type");
  EXPECT_EQ(Fault(With("paper", "[\"/a\",\"/b\"]")), "ok");
  EXPECT_EQ(Fault(With("else", "[1,{}]")), "ok") << "no field names it";
}

TEST(ApprovalForm, RequiredFieldsMustBeThereUnlessTheClientKnowsThemNot) {
  EXPECT_EQ(Fault({}), "kind:required");
  EXPECT_EQ(Fault(With("kind", "\" \"")), "kind:required");
  EXPECT_EQ(Fault(With("days", "null")), "days:required");
  EXPECT_EQ(Fault({}, false), "ok");
  EXPECT_EQ(Fault({{"kind", {"\"c\""}}}, false), "kind:oneof");
}

TEST(ApprovalForm, ThereIsAnEndToIt) {
  Values many;
  for (std::size_t i = 0; i <= kValuesMax; ++i) many["f" + std::to_string(i)] = {"1"};
  EXPECT_EQ(Fault(many), ":form");
  EXPECT_EQ(Fault({{"x", {'"' + std::string(kFormBytesMax, 'x') + '"'}}}), ":form");
}

TEST(ApprovalForm, DetailsAndSummaryAreInTheOrderOfTheFields) {
  const Values values = {{"days", {"2"}},
                         {"kind", {"\"b\""}},
                         {"reason", {"\"ill\""}},
                         {"also", {"true"}},
                         {"from", {"null"}}};
  EXPECT_EQ(DetailsOf(kForm, values), R"({"Kind":"b","Days":2,"also":true})");
  EXPECT_EQ(SummaryOf(kForm, values), "Kind：b；Days：2；also：true");
  EXPECT_EQ(SummaryOf(kForm, {{"reason", {"\"ill\""}}}), "ill");
}

TEST(ApprovalForm, FilesAreObjectsAndFillAFieldToo) {
  constexpr char kPapers[] =
      R"([{"field":"papers","label":"Papers","type":"file","required":true}])";
  const Values files = {{"papers", {R"([{"fileName":"a.pdf","fileId":1},{"fileName":"b.pdf"}])"}}};
  EXPECT_TRUE(CheckForm(kPapers, files, true).ok());
  EXPECT_EQ(DetailsOf(kPapers, files), R"({"Papers":"a.pdf、b.pdf"})");
  for (const char* none : {"[]", "[{}]", R"([""," "])", "null"}) {
    EXPECT_FALSE(CheckForm(kPapers, {{"papers", {none}}}, true).ok()) << none;
  }
}

TEST(ApprovalForm, BrokenFormsAreRefused) {
  EXPECT_TRUE(CheckSchema(kForm).ok());
  EXPECT_TRUE(CheckSchema("[]").ok());
  for (const char* bad : {"{}", "x", R"([{"field":""}])", R"([{"field":"a"},{"field":"a"}])",
                          R"([{"field":"a","type":"vote"}])", R"([{"field":"a","type":"select"}])",
                          R"([{"field":"a","maxLength":0}])"}) {
    EXPECT_FALSE(CheckSchema(bad).ok()) << bad;
  }
}

TEST(ApprovalForm, TheDefaultTemplatesAreSound) {
  for (const DefaultTemplate& one : DefaultTemplates()) {
    EXPECT_TRUE(CheckSchema(one.form).ok()) << one.code;
    EXPECT_TRUE(CheckFlow(one.flow).ok()) << one.code;
  }
}

TEST(ApprovalForm, ValuesCompareByNumberWhereTheyAreNumbers) {
  EXPECT_EQ(Compare({"10"}, {"\"9\""}), 1);
  EXPECT_EQ(Compare({"\"b\""}, {"\"a\""}), 1);
  EXPECT_EQ(Compare({"1.0"}, {"1"}), 0);
  EXPECT_EQ(Compare({"null"}, {"1"}), std::nullopt);
}

}  // namespace
}  // namespace koine::approval
