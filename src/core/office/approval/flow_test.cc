#include "core/office/approval/flow.h"

#include <gtest/gtest.h>

namespace koine::approval {
namespace {

// "stage.lane name" of each step, one after the other.
std::string Laid(const std::string& json, const Values& values = {}) {
  std::string out;
  for (const Planned& step : Plan(json, values)) {
    if (!out.empty()) out += ", ";
    out += std::to_string(step.stage) + "." + std::to_string(step.lane) + " " + step.name;
  }
  return out;
}

constexpr char kByDays[] = R"([
{"nodeName":"boss","approvers":["leader"]},
{"nodeName":"days","nodeType":"CONDITION","branches":[
  {"when":[{"field":"days","op":">","value":3}],
   "nodes":[{"nodeName":"head","approvers":[7]},{"nodeName":"chief","approvers":["8","9"]}]},
  {"when":[{"field":"kind","op":"in","value":["sick","other"]},
           {"field":"days","op":"<=","value":"3"}],
   "nodes":[{"nodeName":"doctor","approvers":[5]}]},
  {"nodes":[]}]},
{"nodeName":"tell","nodeType":"cc","approvers":["admin"]}])";

TEST(ApprovalFlow, TheBranchWhoseConditionsHoldIsTaken) {
  EXPECT_EQ(Laid(kByDays, {{"days", {"4"}}}), "0.0 boss, 1.0 days, 2.0 head, 3.0 chief, 4.0 tell");
  EXPECT_EQ(Laid(kByDays, {{"days", {"\"3.5\""}}}),
            "0.0 boss, 1.0 days, 2.0 head, 3.0 chief, 4.0 tell");
  EXPECT_EQ(Laid(kByDays, {{"days", {"3"}}, {"kind", {"\"sick\""}}}),
            "0.0 boss, 1.0 days, 2.0 doctor, 3.0 tell");
  EXPECT_EQ(Laid(kByDays, {{"days", {"3"}}, {"kind", {"\"home\""}}}),
            "0.0 boss, 1.0 days, 2.0 tell");
  EXPECT_EQ(Laid(kByDays), "0.0 boss, 1.0 days, 2.0 tell");
}

TEST(ApprovalFlow, BranchesOfAParallelNodeAreLanes) {
  const std::string flow = R"([{"nodeName":"both","nodeType":"PARALLEL","branches":[
    {"nodes":[{"nodeName":"a","approvers":[1]},{"nodeName":"b","approvers":[2]}]},
    {"nodes":[{"nodeName":"c","approvers":[3],"approveType":"all"}]}]},
    {"nodeName":"end","approvers":[4]}])";
  EXPECT_TRUE(CheckFlow(flow).ok());
  EXPECT_EQ(Laid(flow), "0.0 both, 0.1 a, 0.1 b, 0.2 c, 1.0 end");
  EXPECT_EQ(Plan(flow, {})[3].needs, Needs::kAll);
  EXPECT_EQ(NamedIn(flow), (std::vector<std::int64_t>{1, 2, 3, 4}));
}

TEST(ApprovalFlow, ABrokenOneAsksTheLeader) {
  for (const char* broken : {"", "[]", "{}", "no", R"([{"nodeName":"x"}])"}) {
    const auto steps = Plan(broken, {});
    ASSERT_EQ(steps.size(), 1U) << broken;
    ASSERT_EQ(steps[0].approvers.size(), 1U);
    EXPECT_EQ(steps[0].approvers[0].kind, Approver::Kind::kLeader);
    EXPECT_FALSE(CheckFlow(broken).ok()) << broken;
  }
}

TEST(ApprovalFlow, WhatCannotRunIsRefused) {
  const auto bad = [](const std::string& node) {
    const Status checked = CheckFlow("[" + node + "]");
    return !checked.ok() && checked.error().field == "flowConfig";
  };
  EXPECT_FALSE(bad(R"({"nodeName":"x","approvers":[1]})"));
  EXPECT_TRUE(bad(R"({"nodeName":" ","approvers":[1]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","approvers":["boss"]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","approvers":[0]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","nodeType":"VOTE","approvers":[1]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","approveType":"MOST","approvers":[1]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","nodeType":"PARALLEL","branches":[{"nodes":[]}]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","nodeType":"CONDITION","branches":[
    {"when":[{"field":"a","op":"~","value":1}],"nodes":[]}]})"));
  EXPECT_TRUE(bad(R"({"nodeName":"x","nodeType":"PARALLEL","branches":[{"nodes":[
    {"nodeName":"y","nodeType":"PARALLEL","branches":[{"nodes":[
    {"nodeName":"z","approvers":[1]}]}]}]}]})"));
  std::string many = R"({"nodeName":"x","approvers":[1]})";
  for (std::size_t i = 0; i < kStepsMax; ++i) many += R"(,{"nodeName":"x","approvers":[1]})";
  EXPECT_TRUE(bad(many));
}

}  // namespace
}  // namespace koine::approval
