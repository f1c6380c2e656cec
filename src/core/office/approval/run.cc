#include "core/office/approval/run.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/require.h"
#include "core/job.h"
#include "core/office/approval/rows.h"
#include "core/office/approval/tell.h"

namespace koine::approval {

namespace {

using notification::LineKind;

// What the tables do not allow is a fault of the caller.
template <class S, class A>
S Led(std::span<const office::Transition<S, A>> table, S from, A act) {
  const auto to = office::Next(table, from, act);
  KOINE_REQUIRE(to.has_value());
  return *to;
}

}  // namespace

Run RunOf(store::Txn& txn, TenantId tenant, const Approval& approval, std::vector<Hand> hands) {
  return Run(txn, tenant, approval, SelectSteps(txn, tenant, approval.id), std::move(hands));
}

void Run::Set(Hand* hand, HandAct act) {
  hand->state = Led(kHandStates, hand->state, act);
  SaveHand(txn_, tenant_, approval_.id, *hand);
}

void Run::Set(Step* step, StepAct act, UserId processor) {
  step->state = Led(kStepStates, step->state, act);
  step->processor = processor;
  step->processed_at = txn_.now_ms();
  SaveStep(txn_, tenant_, *step);
}

void Run::CloseHands(StepId step) {
  for (Hand& hand : hands_) {
    if (hand.step == step && office::Next(kHandStates, hand.state, HandAct::kClose)) {
      Set(&hand, HandAct::kClose);
    }
  }
}

void Run::Note(const Person& actor, StepId step, ApprovalAction action, const std::string& comment,
               UserId target) {
  InsertRecord(txn_, tenant_, approval_.id, {0, step, actor, action, target, comment, 0});
}

std::set<std::int64_t> Run::Waiting() const {
  std::set<std::int64_t> out;
  for (const Hand& hand : hands_) {
    if (hand.state == HandState::kOpen) out.insert(hand.person.id.value);
  }
  return out;
}

void Run::Save() {
  SaveApproval(txn_, tenant_, approval_);
  const std::set<std::int64_t> now = Waiting();
  std::set<std::int64_t> all = counted_;
  all.insert(now.begin(), now.end());
  // In the order of their ids, so that two approvals of the same people do not wait for each other.
  for (const std::int64_t user : all) {
    const int more =
        static_cast<int>(now.contains(user)) - static_cast<int>(counted_.contains(user));
    if (more != 0) CountMoreWaiting(txn_, tenant_, UserId(user), more);
  }
  counted_ = now;
}

std::vector<Hand*> Run::OpenOf(UserId user) {
  std::vector<Hand*> out;
  for (Hand& hand : hands_) {
    if (hand.person.id == user && hand.state == HandState::kOpen) out.push_back(&hand);
  }
  return out;
}

// Of the first stage that is not over, the first step of each lane; the parallel node itself when
// its lanes are.
std::vector<Step*> Run::Current() {
  std::vector<Step*> out;
  int stage = -1;
  std::set<int> lanes;
  for (Step& step : steps_) {
    if (step.state != StepState::kPending) continue;
    if (stage >= 0 && step.stage != stage) break;
    stage = step.stage;
    if (lanes.insert(step.lane).second) out.push_back(&step);
  }
  if (out.size() > 1 && out.front()->lane == 0) out.erase(out.begin());
  return out;
}

// Whether the step is over as soon as it has begun.
bool Run::Begin(Step* step) {
  bool waits = false;
  for (Hand& hand : hands_) {
    if (hand.step != step->id) continue;
    if (hand.state == HandState::kOpen) waits = true;
    if (hand.state == HandState::kLater) {
      Set(&hand, HandAct::kOpen);
      turned_.push_back(hand.person.id);
      waits = true;
    } else if (hand.state == HandState::kCopyLater) {
      Set(&hand, HandAct::kOpen);
      copied_.push_back(hand.person.id);
    }
  }
  if (step->kind != StepKind::kApprove) {
    Set(step, StepAct::kComplete, {});
    return true;
  }
  if (waits) return false;
  Set(step, StepAct::kSkip, {});
  return true;
}

void Run::Advance() {
  const StepId before = approval_.step;
  std::vector<Step*> current;
  for (bool moved = true; moved;) {
    moved = false;
    current = Current();
    for (Step* step : current) moved = Begin(step) || moved;
  }
  if (current.empty()) {
    approval_.state = Led(kStates, approval_.state, Act::kFinish);
    approval_.step = {};
    approval_.finished_at = txn_.now_ms();
  } else {
    approval_.state = Led(kStates, approval_.state, Act::kAdvance);
    approval_.step = current.front()->id;
    approval_.step_name = current.front()->name;
    if (approval_.step != before) approval_.reminded = 0;
  }
  Save();
  Schedule();
  Tell(txn_, tenant_, approval_, LineKind::kApprovalWaits, approval_.applicant, turned_);
  Tell(txn_, tenant_, approval_, LineKind::kApprovalCopied, approval_.applicant, copied_);
  turned_.clear();
  copied_.clear();
  if (approval_.state == ApprovalState::kApproved) {
    const UserId to[] = {approval_.applicant.id};
    Tell(txn_, tenant_, approval_, LineKind::kApprovalApproved, {}, to, approval_.last_comment);
  }
}

void Run::Say(const Person& who, ApprovalAction action, const std::string& comment) {
  const bool yes = action == ApprovalAction::kApprove;
  std::set<std::int64_t> touched;
  for (Hand* mine : OpenOf(who.id)) {
    Set(mine, yes ? HandAct::kApprove : HandAct::kReject);
    touched.insert(mine->step.value);
    Note(who, mine->step, action, comment);
    // Who decides for another, and the other themselves, have one voice.
    for (Hand& other : hands_) {
      if (other.step == mine->step && other.origin == mine->origin &&
          other.state == HandState::kOpen) {
        Set(&other, HandAct::kClose);
      }
    }
  }
  approval_.last_actor = who.id;
  approval_.last_comment = comment;
  approval_.last_at = txn_.now_ms();
  for (Step& step : steps_) {
    if (!touched.contains(step.id.value)) continue;
    const bool open = std::any_of(hands_.begin(), hands_.end(), [&](const Hand& hand) {
      return hand.step == step.id && hand.state == HandState::kOpen;
    });
    if (yes && step.needs == Needs::kAll && open) continue;
    CloseHands(step.id);
    Set(&step, yes ? StepAct::kComplete : StepAct::kReject, who.id);
  }
}

void Run::End(Act act) {
  for (Step& step : steps_) {
    if (step.state == StepState::kPending) Set(&step, StepAct::kSkip, {});
  }
  for (Hand& hand : hands_) {
    if (office::Next(kHandStates, hand.state, HandAct::kClose)) Set(&hand, HandAct::kClose);
  }
  approval_.state = Led(kStates, approval_.state, act);
  approval_.step = {};
  approval_.finished_at = txn_.now_ms();
  Save();
  Schedule();
}

void Run::Give(StepId step, const Person& to, UserId origin) {
  Hand hand{step, to, origin, HandState::kOpen};
  InsertHand(txn_, tenant_, approval_, hand);
  std::erase_if(hands_, [&](const Hand& h) { return h.step == step && h.person.id == to.id; });
  hands_.push_back(std::move(hand));
}

void Run::Schedule() {
  const std::int64_t id = approval_.id.value;
  if (approval_.state != ApprovalState::kPending) {
    txn_.CancelJob(kRemindJob, std::to_string(id));
  } else {
    PutRowJob(txn_, kRemindJob, {tenant_, id}, txn_.now_ms() + kRemindMs);
  }
}

}  // namespace koine::approval
