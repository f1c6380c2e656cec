#include "core/office/report/door.h"

#include "core/office/organization/organization.h"
#include "core/office/report/rows.h"

namespace koine::report {

namespace {

unsigned PartsOf(store::Txn& txn, const access::Principal& who, const Report& r, unsigned wanted) {
  if (r.author == who.user) return kAuthor;
  if (r.state == ReportState::kDraft || (wanted & (kDecider | kReader)) == 0) return 0;
  if (who.admin() || organization::IsLeaderOver(txn, who.tenant, who.user, r.author)) {
    return kDecider | kReader;
  }
  if (r.visibility == ReportVisibility::kPublic) return kReader;
  const bool shared = r.visibility == ReportVisibility::kDepartment &&
                      organization::SameDepartment(txn, who.tenant, who.user, r.author);
  if (shared) return kReader;
  return 0;
}

}  // namespace

template <unsigned kParts>
Result<ReportDoor<kParts>> ReportDoor<kParts>::Open(store::Txn& txn, const access::Principal& who,
                                                    ReportId id) {
  auto found = FindReport(txn, who.tenant, id, txn.writable());
  if (!found) return Error{Code::kNotFound, "report"};
  if ((PartsOf(txn, who, *found, kParts) & kParts) == 0) return Error{Code::kRoleTooLow};
  return ReportDoor(who, *std::move(found));
}

template class ReportDoor<kAuthor | kDecider | kReader>;
template class ReportDoor<kAuthor>;
template class ReportDoor<kDecider>;

Result<RemovableComment> RemovableComment::Open(store::Txn& txn, const access::Principal& who,
                                                ReportCommentId id) {
  const Error gone{Code::kNotFound, "report_comment"};
  const auto before = FindComment(txn, who.tenant, id);
  if (!before) return gone;
  auto report = FindReport(txn, who.tenant, before->report, txn.writable());
  // It may have gone while the report was waited for.
  const auto comment = FindComment(txn, who.tenant, id);
  if (!report || !comment) return gone;
  if (comment->author.id != who.user && report->author != who.user) {
    return Error{Code::kRoleTooLow};
  }
  return RemovableComment(who, id, *std::move(report));
}

}  // namespace koine::report
