#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"

// The way that a template prescribes for an approval: a list of nodes as JSON, read and laid out as
// steps for the values of one form (ruoyi 9). Pure: no store.
namespace koine::approval {

// What somebody filled in: field → JSON value.
using Values = std::map<std::string, json::Raw>;

// Stored as text: never rename.
enum class StepKind : std::uint8_t { kApprove, kCopy, kCondition, kParallel };
KOINE_ENUM(StepKind, (StepKind::kApprove, "APPROVE"), (StepKind::kCopy, "CC"),
           (StepKind::kCondition, "CONDITION"), (StepKind::kParallel, "PARALLEL"))
// Whether one approver is enough or all are needed. Stored as text: never rename.
enum class Needs : std::uint8_t { kAny, kAll };
KOINE_ENUM(Needs, (Needs::kAny, "ANY"), (Needs::kAll, "ALL"))

inline constexpr std::size_t kFlowBytesMax = 64 * 1024;
inline constexpr std::size_t kStepsMax = 50;      // of one approval
inline constexpr std::size_t kApproversMax = 50;  // of one step
inline constexpr std::size_t kHandsMax = 300;     // of all steps together
inline constexpr std::size_t kBranchesMax = 10;   // of one node
inline constexpr std::size_t kNameChars = 50;     // of a node, a field

// Who decides at a step: somebody by number, the leader of the applicant's department, the first
// administrator.
struct Approver {
  enum class Kind : std::uint8_t { kUser, kLeader, kAdmin } kind = Kind::kUser;
  UserId user = {};
};

// A step as it will stand in the approval. Steps of one stage with lanes above 0 run beside each
// other, lane by lane; the parallel node itself is in lane 0 of that stage.
struct Planned {
  int stage = 0, lane = 0;
  std::string key, name;
  StepKind kind = StepKind::kApprove;
  Needs needs = Needs::kAny;
  std::vector<Approver> approvers;
};

// kBadArgument "flowConfig" for what is no such list, has a node without an approver, a parallel
// node inside of another, or more than the limits above.
Status CheckFlow(std::string_view json);
// The steps for these values: of each condition the first branch whose conditions all hold, else
// the one without any. A list that is empty or cannot be read gives one step of the department's
// leader. Never empty.
std::vector<Planned> Plan(std::string_view json, const Values& values);
// Whom the nodes of all branches name by number, each once, in order.
std::vector<std::int64_t> NamedIn(std::string_view json);

}  // namespace koine::approval
