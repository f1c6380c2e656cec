#include "core/office/report/report.h"

#include <utility>

#include "base/text.h"
#include "core/access/allowance.h"
#include "core/audit/audit.h"
#include "core/identity/people.h"
#include "core/identity/system.h"
#include "core/office/organization/organization.h"
#include "core/office/report/rows.h"
#include "core/office/report/tell.h"
#include "core/word/word.h"

namespace koine::report {

namespace {

using access::Principal;
using notification::LineKind;

// The words of the draft, as the tenant's list lets them stand.
Status Take(store::Txn& txn, TenantId tenant, const ReportDraft& draft, Report* r) {
  r->type = draft.type;
  r->day = draft.day;
  KOINE_TRY(r->content, word::TakeText(txn, tenant, draft.content, "workContent"));
  KOINE_TRY(r->plan, word::TakeText(txn, tenant, draft.plan, "tomorrowPlan"));
  KOINE_TRY(r->issues, word::TakeText(txn, tenant, draft.issues, "issues"));
  r->completion = draft.completion;
  r->attachments = draft.attachments;
  r->hours = draft.hours;
  r->visibility = draft.visibility;
  return Ok();
}

// Gives it to who decides; an earlier decision is none any more.
Status Enter(store::Txn& txn, Report* r) {
  const auto next = office::Next(kReportStates, r->state, ReportAct::kSubmit);
  if (!next) return Error{Code::kBadState, "report_submit"};
  r->state = *next;
  r->submitted_at = txn.now_ms();
  r->decider = UserId();
  r->decided_at = 0;
  r->remark.clear();
  return Ok();
}

void TellWhoDecides(store::Txn& txn, const Principal& who, const Report& r) {
  auto decider = organization::LeaderOf(txn, who.tenant, who.user);
  if (!decider) decider = organization::AdministratorFirst(txn, who.tenant, who.user);
  if (decider) Tell(txn, who, r, *decider, LineKind::kReportWaits, "");
}

Choice ChoiceOf(store::Txn& txn, const Principal& who, const Filter& filter) {
  Choice out;
  out.filter = filter;
  out.filter.keyword = text::Fold(filter.keyword);
  out.tenant = who.tenant;
  out.who = who.user;
  auto& states = out.filter.states;
  if (states.empty()) {
    states = {ReportState::kDraft, ReportState::kSubmitted, ReportState::kApproved,
              ReportState::kRejected};
  }
  out.visible = {ReportVisibility::kPrivate, ReportVisibility::kDepartment,
                 ReportVisibility::kPublic};
  if (filter.scope == Scope::kWaiting && !who.admin()) {
    out.led = organization::ListLed(txn, who, kJudgedMax, 0);
  }
  if (filter.scope != Scope::kOf || filter.user == who.user) return out;
  std::erase(states, ReportState::kDraft);
  if (who.admin() || organization::IsLeaderOver(txn, who.tenant, who.user, filter.user)) return out;
  std::erase(out.visible, ReportVisibility::kPrivate);
  if (!organization::SameDepartment(txn, who.tenant, who.user, filter.user)) {
    std::erase(out.visible, ReportVisibility::kDepartment);
  }
  return out;
}

}  // namespace

Result<ReportId> Add(store::Txn& txn, const Principal& who, const ReportDraft& draft) {
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kReport));
  Report r;
  r.author = who.user;
  KOINE_CHECK(Take(txn, who.tenant, draft, &r));
  if (draft.submit) KOINE_CHECK(Enter(txn, &r));
  InsertReport(txn, who.tenant, &r);
  if (draft.submit) TellWhoDecides(txn, who, r);
  return r.id;
}

Status Change(store::Txn& txn, const OwnReport& place, const ReportDraft& draft) {
  const Principal& who = place.who();
  Report r = place.report();
  const auto next = office::Next(kReportStates, r.state, ReportAct::kEdit);
  if (!next) return Error{Code::kBadState, "report_edit"};
  r.state = *next;
  KOINE_CHECK(Take(txn, who.tenant, draft, &r));
  if (draft.submit) KOINE_CHECK(Enter(txn, &r));
  UpdateReport(txn, who.tenant, r);
  if (draft.submit) TellWhoDecides(txn, who, r);
  return Ok();
}

Status Submit(store::Txn& txn, const OwnReport& place) {
  Report r = place.report();
  KOINE_CHECK(Enter(txn, &r));
  UpdateReport(txn, place.who().tenant, r);
  TellWhoDecides(txn, place.who(), r);
  return Ok();
}

Status Remove(store::Txn& txn, const OwnReport& place) {
  const Report& r = place.report();
  if (!office::Next(kReportStates, r.state, ReportAct::kRemove)) {
    return Error{Code::kBadState, "report_delete"};
  }
  DeleteReport(txn, place.who().tenant, r.id);
  return Ok();
}

Status Decide(store::Txn& txn, const JudgedReport& place, bool approved,
              const std::string& remark) {
  const Principal& who = place.who();
  Report r = place.report();
  const auto next =
      office::Next(kReportStates, r.state, approved ? ReportAct::kApprove : ReportAct::kReject);
  if (!next) return Error{Code::kBadState, "report_decide"};
  KOINE_TRY(r.remark, word::TakeText(txn, who.tenant, remark, "remark"));
  r.state = *next;
  r.decider = who.user;
  r.decided_at = txn.now_ms();
  UpdateReport(txn, who.tenant, r);
  Tell(txn, who, r, r.author, approved ? LineKind::kReportApproved : LineKind::kReportRejected,
       r.remark);
  audit::Note(txn, who, approved ? "report.approve" : "report.reject",
              "work report " + std::to_string(r.id.value));
  return Ok();
}

ShownReport Show(store::Txn& txn, const SeenReport& place) {
  const TenantId tenant = place.who().tenant;
  ShownReport out;
  out.report = place.report();
  const auto people =
      identity::FindPeople(txn, tenant, {out.report.author.value, out.report.decider.value});
  out.author = people.Of(out.report.author);
  out.decider = people.Of(out.report.decider);
  const auto departments = organization::DepartmentsOf(txn, tenant, out.report.author);
  if (!departments.empty()) out.department = departments.front().name;
  out.liked = HasLike(txn, tenant, out.report.id, place.who().user);
  return out;
}

std::vector<ShownReport> List(store::Txn& txn, const Principal& who, const Filter& filter,
                              std::int64_t limit, std::int64_t offset) {
  std::vector<ShownReport> out;
  std::vector<std::int64_t> ids;
  for (Report& r : SelectReports(txn, ChoiceOf(txn, who, filter), limit, offset)) {
    ids.push_back(r.author.value);
    ids.push_back(r.decider.value);
    out.emplace_back().report = std::move(r);
  }
  if (out.empty()) return out;
  const auto people = identity::FindPeople(txn, who.tenant, ids);
  for (ShownReport& one : out) {
    one.author = people.Of(one.report.author);
    one.decider = people.Of(one.report.decider);
  }
  return out;
}

std::int64_t Count(store::Txn& txn, const Principal& who, const Filter& filter) {
  return CountSelected(txn, ChoiceOf(txn, who, filter));
}

Numbers CountAll(store::Txn& txn, const Principal& who, const std::string& today,
                 const std::string& monday, const std::string& sunday) {
  Numbers out = SumOwn(txn, who, today, monday, sunday);
  Filter waiting;
  waiting.scope = Scope::kWaiting;
  out.waiting = Count(txn, who, waiting);
  return out;
}

}  // namespace koine::report
