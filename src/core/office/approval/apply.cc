#include <utility>

#include "base/text.h"
#include "core/access/allowance.h"
#include "core/access/system.h"
#include "core/office/approval/approval.h"
#include "core/office/approval/form.h"
#include "core/office/approval/people.h"
#include "core/office/approval/rows.h"
#include "core/office/approval/run.h"

namespace koine::approval {

namespace {

std::string FormText(const Values& values) {
  std::string out = "{";
  for (const auto& [field, value] : values) {
    if (out.size() > 1) out += ",";
    json::Quote(field, &out);
    out += ":" + (value.text.empty() ? "null" : value.text);
  }
  return out + "}";
}

Status Check(const ApplyIn& in) {
  if (text::IsBlank(in.title)) return FieldError(Code::kMissingArgument, "title");
  if (text::CodePoints(in.title) > kTitleChars) {
    return Error{Code::kBadArgument, "chars", "title"};
  }
  if (in.attachments.size() > kAttachmentsBytes) {
    return Error{Code::kBadArgument, "bytes", "attachments"};
  }
  return Ok();
}

}  // namespace

Result<ApprovalId> Apply(store::Txn& txn, const access::Principal& who, const ApplyIn& in) {
  KOINE_CHECK(Check(in));
  const auto form = FindTemplate(txn, who.tenant, in.template_id, false);
  if (!form) return Error{Code::kNotFound, "approval_template"};
  if (form->state != TemplateState::kActive) return Error{Code::kBadState, "template_inactive"};
  KOINE_CHECK(CheckForm(form->form, in.form, in.whole));
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kApply));
  if (CountOwn(txn, who.tenant, who.user, ApprovalState::kPending) >= kWaitingMax) {
    return Error{Code::kRateLimited, "approvals"};
  }
  Approval a;
  a.id = NewApprovalId(txn);
  a.template_id = form->id;
  a.template_name = form->name;
  a.template_code = form->code;
  a.title = in.title;
  a.applicant = access::FindPerson(txn, who.tenant, who.user);
  a.form = FormText(in.form);
  a.details = DetailsOf(form->form, in.form);
  a.summary = SummaryOf(form->form, in.form);
  a.attachments = in.attachments;
  a.created_at = a.updated_at = txn.now_ms();
  InsertApproval(txn, who.tenant, a);
  const std::vector<Planned> planned = Plan(form->flow, in.form);
  const auto people = PeopleOf(txn, who.tenant, who.user, planned);
  std::vector<Step> steps;
  std::vector<Hand> hands;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const Planned& p = planned[i];
    Step step{NewStepId(txn), static_cast<int>(i), p.stage, p.lane, p.key, p.name, p.kind, p.needs};
    InsertStep(txn, who.tenant, a.id, step);
    const HandState later = p.kind == StepKind::kCopy ? HandState::kCopyLater : HandState::kLater;
    for (const Person& person : people[i]) {
      hands.push_back({step.id, person, person.id, later});
      InsertHand(txn, who.tenant, a, hands.back());
    }
    steps.push_back(std::move(step));
  }
  const ApprovalId id = a.id;
  Run(txn, who.tenant, std::move(a), std::move(steps), std::move(hands)).Advance();
  return id;
}

}  // namespace koine::approval
