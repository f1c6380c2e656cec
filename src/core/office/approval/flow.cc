#include "core/office/approval/flow.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/enum_words.h"
#include "base/text.h"
#include "core/office/approval/defaults.h"
#include "core/office/approval/value.h"

namespace koine::approval {

// One condition on a value of the form.
struct FlowCondition {
  std::string field, op;
  json::Raw value;
};
KOINE_DESCRIBE(FlowCondition, (field, op, value))
struct FlowNode;
struct FlowBranch {
  std::vector<FlowCondition> when;
  std::vector<FlowNode> nodes;
};
struct FlowNode {
  std::string nodeKey, nodeName, nodeType, approveType;
  std::vector<json::Raw> approvers;
  std::vector<FlowBranch> branches;
};
KOINE_DESCRIBE(FlowBranch, (when, nodes))
KOINE_DESCRIBE(FlowNode, (nodeKey, nodeName, nodeType, approveType, approvers, branches))

namespace {

constexpr std::string_view kOps[] = {"=", "!=", ">", ">=", "<", "<=", "in"};

Error Broken() {
  return FieldError(Code::kBadArgument, "flowConfig");
}

std::optional<Approver> ReadApprover(const json::Raw& raw) {
  const std::string text = TextOf(raw);
  if (text::EqualsIgnoreCaseAscii(text, "leader")) return Approver{Approver::Kind::kLeader};
  if (text::EqualsIgnoreCaseAscii(text, "admin")) return Approver{Approver::Kind::kAdmin};
  const auto id = text::ParseInt(text);
  if (!id || *id <= 0) return std::nullopt;
  return Approver{Approver::Kind::kUser, UserId(*id)};
}

bool Holds(const FlowCondition& c, const Values& values) {
  const auto found = values.find(c.field);
  const json::Raw none;
  const json::Raw& has = found == values.end() ? none : found->second;
  if (c.op == "in") {
    const auto list = json::Parse<std::vector<json::Raw>>(c.value.text);
    return list.ok() && std::any_of(list->begin(), list->end(),
                                    [&](const json::Raw& one) { return Compare(has, one) == 0; });
  }
  const auto order = Compare(has, c.value);
  if (c.op == "!=") return !order || *order != 0;
  if (!order) return false;
  if (c.op == "=") return *order == 0;
  if (c.op == ">") return *order > 0;
  if (c.op == ">=") return *order >= 0;
  if (c.op == "<") return *order < 0;
  return *order <= 0;
}

// Lays the nodes out; checks them on the way.
class Layout {
 public:
  // Without values every branch is laid out, to check them all.
  explicit Layout(const Values* values) : values_(values) {}

  Status Add(const std::vector<FlowNode>& nodes, int lane) {
    for (const FlowNode& node : nodes) {
      KOINE_CHECK(Add(node, lane));
      if (lane == 0) ++stage_;
    }
    return Ok();
  }
  std::vector<Planned> Take() { return std::move(out_); }

 private:
  Status Add(const FlowNode& node, int lane) {
    Planned step;
    step.stage = stage_;
    step.lane = lane;
    step.name = std::string(text::Trim(node.nodeName));
    step.key = node.nodeKey.empty() ? "node" + std::to_string(out_.size() + 1) : node.nodeKey;
    const auto kind = node.nodeType.empty() ? std::optional(StepKind::kApprove)
                                            : json::ValueOfAnyCase<StepKind>(node.nodeType);
    const auto needs = node.approveType.empty() ? std::optional(Needs::kAny)
                                                : json::ValueOfAnyCase<Needs>(node.approveType);
    if (!kind || !needs || step.name.empty() || text::CodePoints(step.name) > kNameChars ||
        text::CodePoints(step.key) > kNameChars || out_.size() >= kStepsMax) {
      return Broken();
    }
    step.kind = *kind;
    step.needs = *needs;
    const bool people = *kind == StepKind::kApprove || *kind == StepKind::kCopy;
    if (people ? node.approvers.empty() : node.branches.empty()) return Broken();
    if (node.approvers.size() > kApproversMax || node.branches.size() > kBranchesMax) {
      return Broken();
    }
    for (const json::Raw& raw : node.approvers) {
      const auto approver = ReadApprover(raw);
      if (!approver || ++hands_ > kHandsMax) return Broken();
      step.approvers.push_back(*approver);
    }
    out_.push_back(std::move(step));
    if (*kind == StepKind::kCondition) return Choose(node, lane);
    if (*kind == StepKind::kParallel) return Spread(node, lane);
    return Ok();
  }

  Status Choose(const FlowNode& node, int lane) {
    const FlowBranch* otherwise = nullptr;
    for (const FlowBranch& branch : node.branches) {
      for (const FlowCondition& c : branch.when) {
        if (c.field.empty() || std::find(std::begin(kOps), std::end(kOps), c.op) == std::end(kOps))
          return Broken();
      }
      if (values_ == nullptr) {
        KOINE_CHECK(Follow(branch, lane));
        continue;
      }
      if (branch.when.empty()) {
        if (otherwise == nullptr) otherwise = &branch;
        continue;
      }
      const bool all = std::all_of(branch.when.begin(), branch.when.end(),
                                   [this](const FlowCondition& c) { return Holds(c, *values_); });
      if (all) return Follow(branch, lane);
    }
    return otherwise == nullptr ? Ok() : Follow(*otherwise, lane);
  }

  // The nodes of a branch come after the condition itself.
  Status Follow(const FlowBranch& branch, int lane) {
    if (lane != 0) return Add(branch.nodes, lane);
    ++stage_;
    KOINE_CHECK(Add(branch.nodes, lane));
    --stage_;
    return Ok();
  }

  Status Spread(const FlowNode& node, int lane) {
    if (lane != 0) return Broken();
    int next = 0;
    for (const FlowBranch& branch : node.branches) {
      if (branch.nodes.empty()) return Broken();
      KOINE_CHECK(Add(branch.nodes, ++next));
    }
    return Ok();
  }

  const Values* values_;
  int stage_ = 0;
  std::size_t hands_ = 0;
  std::vector<Planned> out_;
};

Result<std::vector<FlowNode>> Read(std::string_view json) {
  json::Profile loose;
  loose.numbers_as_strings = true;
  auto nodes = json::Parse<std::vector<FlowNode>>(json, loose);
  if (!nodes.ok() || nodes->empty()) return Broken();
  return nodes;
}

}  // namespace

Status CheckFlow(std::string_view json) {
  if (json.size() > kFlowBytesMax) return Broken();
  KOINE_TRY(const auto nodes, Read(json));
  return Layout(nullptr).Add(nodes, 0);
}

std::vector<Planned> Plan(std::string_view json, const Values& values) {
  const auto nodes = Read(json);
  if (nodes.ok()) {
    Layout layout(&values);
    if (layout.Add(*nodes, 0).ok()) return layout.Take();
  }
  Planned step;
  step.key = "node1";
  step.name = kOnlyStep;
  step.approvers = {{Approver::Kind::kLeader, {}}};
  return {step};
}

std::vector<std::int64_t> NamedIn(std::string_view json) {
  std::set<std::int64_t> named;
  const auto nodes = Read(json);
  if (!nodes.ok()) return {};
  Layout layout(nullptr);
  if (!layout.Add(*nodes, 0).ok()) return {};
  for (const Planned& step : layout.Take()) {
    for (const Approver& one : step.approvers) {
      if (one.kind == Approver::Kind::kUser) named.insert(one.user.value);
    }
  }
  return {named.begin(), named.end()};
}

}  // namespace koine::approval
