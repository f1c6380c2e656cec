#include "dialect/ruoyi/approval_wire.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/file/link.h"
#include "core/office/approval/value.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

namespace {

using approval::HandState;
using approval::StepState;

std::string NamesOf(const std::vector<Person>& people) {
  std::string out;
  for (const Person& one : people) {
    if (!out.empty()) out += "、";
    out += one.name;
  }
  return out;
}

// What stands there with links to files that open now, as far as the applicant may read them.
json::Raw Linked(const std::string& text, const approval::Approval& a) {
  json::Raw out{text};
  file::Freshen(&out.text, {{}, 0, a.applicant.id});
  return out;
}

std::string ReasonIn(const std::string& form) {
  const auto values = json::Parse<approval::Values>(form);
  if (!values.ok()) return {};
  const auto found = values->find("reason");
  return found == values->end() ? std::string() : approval::TextOf(found->second);
}

std::string TypeOf(const std::string& code) {
  if (code == "LEAVE_REQUEST") return "leave";
  if (code == "REIMBURSEMENT") return "expense";
  return text::LowerAscii(code);
}

template <class Tag>
std::optional<Id<Tag>> OptId(Id<Tag> id) {
  return id ? std::optional(id) : std::nullopt;
}

ApprovalNodeOut ToNode(const approval::Step& step, const approval::Readable& place) {
  ApprovalNodeOut out;
  out.id = step.id;
  out.approvalId = place.approval().id;
  out.nodeKey = step.key;
  out.nodeName = step.name;
  out.nodeType = step.kind;
  out.approveType = step.needs;
  out.sortOrder = step.place + 1;
  out.status = step.state;
  out.processorId = OptId(step.processor);
  out.processTime = OptTime(step.processed_at);
  out.stage = step.stage;
  out.branch = step.lane;
  for (const approval::Hand& hand : place.hands()) {
    if (hand.step != step.id) continue;
    ApproverOut one{hand.person.id, hand.person.name, AvatarOf(hand.person.avatar), hand.state, {}};
    if (hand.origin != hand.person.id) one.forUserId = hand.origin;
    out.approvers.push_back(std::move(one));
    if (hand.state != HandState::kPassed) out.approverIds.push_back(hand.person.id);
    if (hand.state == HandState::kOpen) out.isCurrent = true;
  }
  return out;
}

ApprovalRecordOut ToRecord(const approval::Record& r, approval::ApprovalId approval) {
  ApprovalRecordOut out;
  out.id = r.id;
  out.approvalId = approval;
  out.nodeId = OptId(r.step);
  out.approverId = r.actor.id;
  out.approverName = r.actor.name;
  out.approverAvatar = AvatarOf(r.actor.avatar);
  out.action = r.action;
  out.targetId = OptId(r.target);
  if (r.target) out.targetName = r.target_name;
  out.comment = r.comment;
  out.actionTime = {r.at};
  return out;
}

ProgressOut ToProgress(const ApprovalDetailOut& detail) {
  ProgressOut out;
  for (const ApprovalNodeOut& node : detail.nodes) {
    ProgressNodeOut one{node.id, node.nodeName, node.nodeType, node.status, node.sortOrder, {}};
    for (const ApprovalRecordOut& r : detail.records) {
      if (r.nodeId == node.id) one.records.push_back(r);
    }
    if (node.status != StepState::kPending) ++out.completedNodes;
    out.nodes.push_back(std::move(one));
  }
  out.totalNodes = std::ssize(out.nodes);
  if (out.totalNodes > 0) out.progressPercent = out.completedNodes * 100 / out.totalNodes;
  return out;
}

void SetText(approval::Values* form, const char* field, std::string_view value) {
  std::string quoted;
  json::Quote(value, &quoted);
  (*form)[field] = {std::move(quoted)};
}

std::string TextIn(const approval::Values& form, const char* field) {
  const auto found = form.find(field);
  return found == form.end() ? std::string() : approval::TextOf(found->second);
}

// Half days, as many as begin between the two; one at least.
std::string DaysBetween(std::int64_t from_ms, std::int64_t to_ms) {
  constexpr std::int64_t kHalfMs = 12LL * 3600 * 1000;
  const std::int64_t halves = std::max<std::int64_t>(1, (to_ms - from_ms + kHalfMs - 1) / kHalfMs);
  return std::to_string(halves / 2) + (halves % 2 == 1 ? ".5" : "");
}

void FillLeave(approval::Values* form) {
  static const std::map<std::string, const char*> kKinds = {
      {"personal", "事假"}, {"sick", "病假"}, {"annual", "年假"}, {"compensatory", "调休"}};
  const auto kind = kKinds.find(TextIn(*form, "leaveType"));
  if (kind != kKinds.end()) SetText(form, "leaveType", kind->second);
  const Zone& zone = Zone::Shanghai();
  const std::string from = TextIn(*form, "startTime"), to = TextIn(*form, "endTime");
  const auto begin = ParseTime(from, zone, false), end = ParseTime(to, zone, false);
  constexpr std::size_t kDay = 10;
  if (begin && !form->contains("startDate")) SetText(form, "startDate", from.substr(0, kDay));
  if (end && !form->contains("endDate")) SetText(form, "endDate", to.substr(0, kDay));
  if (begin && end && !form->contains("leaveDays")) {
    (*form)["leaveDays"] = {DaysBetween(*begin, *end)};
  }
}

void FillExpense(std::int64_t now_ms, approval::Values* form) {
  if (!form->contains("description")) SetText(form, "description", TextIn(*form, "reason"));
  if (!form->contains("reimbursementType")) SetText(form, "reimbursementType", "其他");
  if (!form->contains("expenseDate")) {
    SetText(form, "expenseDate", FormatDay(now_ms, Zone::Shanghai()));
  }
}

}  // namespace

ApprovalOut ToApproval(const approval::Listed& row, bool published) {
  const approval::Approval& a = row.approval;
  ApprovalOut out;
  out.id = out.approvalId = a.id;
  out.templateId = a.template_id;
  out.templateName = out.type = a.template_name;
  out.title = a.title;
  out.applicantId = a.applicant.id;
  out.applicantName = a.applicant.name;
  out.applicantAvatar = AvatarOf(a.applicant.avatar);
  out.status = office::WordOf(a.state);
  if (published) out.status = text::LowerAscii(out.status);
  out.currentNodeId = OptId(a.step);
  if (a.step) out.currentNodeName = a.step_name;
  out.formData = Linked(a.form, a);
  out.attachments = Linked(a.attachments, a);
  out.applyTime = out.createTime = out.time = {a.created_at};
  out.finishTime = OptTime(a.finished_at);
  out.updateTime = {a.updated_at};
  if (!a.remark.empty()) out.remark = a.remark;
  out.summary = a.summary;
  out.reason = ReasonIn(a.form);
  out.details = Linked(a.details, a);
  if (!row.waiting.empty()) {
    out.approver = NamesOf(row.waiting);
  } else if (a.last_actor) {
    out.approver = row.last_actor.name;
  }
  out.approvalTime = OptTime(a.finished_at > 0 ? a.finished_at : a.last_at);
  if (a.last_actor) out.comment = a.last_comment;
  out.myAction = row.my_action;
  out.myActionTime = OptTime(row.my_action_at);
  return out;
}

ApprovalTemplateOut ToTemplate(const approval::Template& one) {
  ApprovalTemplateOut out;
  out.id = one.id;
  out.name = one.name;
  out.code = one.code;
  out.category = one.category;
  out.description = one.description;
  out.formSchema = {one.form};
  out.flowConfig = {one.flow};
  out.icon = one.icon;
  out.isSystem = one.system ? 1 : 0;
  out.status = one.state;
  out.sortOrder = one.sort;
  out.type = TypeOf(one.code);
  out.createTime = {one.created_at};
  out.updateTime = {one.updated_at};
  return out;
}

ApprovalDetailOut ToDetail(const approval::Whole& whole, const approval::Readable& place) {
  ApprovalDetailOut out;
  out.approval = ToApproval(whole.listed, false);
  if (whole.form) out.template_ = ToTemplate(*whole.form);
  out.formData = out.approval.formData;
  for (const approval::Step& step : whole.steps) out.nodes.push_back(ToNode(step, place));
  for (const approval::Record& r : whole.records) {
    out.records.push_back(ToRecord(r, place.approval().id));
  }
  out.progress = ToProgress(out);
  const bool pending = place.approval().state == approval::ApprovalState::kPending;
  out.canCancel = pending && place.approval().applicant.id == place.who().user;
  out.canDecide =
      pending &&
      std::any_of(place.hands().begin(), place.hands().end(), [&](const approval::Hand& hand) {
        return hand.person.id == place.who().user && hand.state == HandState::kOpen;
      });
  return out;
}

void FillPublishedForm(const std::string& code, std::int64_t now_ms, approval::Values* form) {
  if (code == "LEAVE_REQUEST") FillLeave(form);
  if (code == "REIMBURSEMENT") FillExpense(now_ms, form);
}

}  // namespace koine::ruoyi
