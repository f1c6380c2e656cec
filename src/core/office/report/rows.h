#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/office/report/report.h"
#include "store/txn.h"

// All SQL on work_report, work_report_like and work_report_comment.
namespace koine::report {

std::optional<Report> FindReport(store::Txn& txn, TenantId tenant, ReportId id, bool lock);
// Gives it its id.
void InsertReport(store::Txn& txn, TenantId tenant, Report* report);
// All but author and counters.
void UpdateReport(store::Txn& txn, TenantId tenant, const Report& report);
// With likes and comments.
void DeleteReport(store::Txn& txn, TenantId tenant, ReportId id);

// A filter with what the database needs to know of the principal.
struct Choice {
  Filter filter;  // its keyword folded, its states never empty
  TenantId tenant;
  UserId who;
  std::vector<ReportVisibility> visible;         // of kOf
  std::optional<std::vector<std::int64_t>> led;  // of kWaiting; none: everybody
};
std::vector<Report> SelectReports(store::Txn& txn, const Choice& choice, std::int64_t limit,
                                  std::int64_t offset);
std::int64_t CountSelected(store::Txn& txn, const Choice& choice);
// All but `waiting`, in one statement.
Numbers SumOwn(store::Txn& txn, const access::Principal& who, const std::string& today,
               const std::string& monday, const std::string& sunday);

bool HasLike(store::Txn& txn, TenantId tenant, ReportId id, UserId user);
// Keep the report's counter; its row is locked.
void InsertLike(store::Txn& txn, TenantId tenant, ReportId id, UserId user);
void DeleteLike(store::Txn& txn, TenantId tenant, ReportId id, UserId user);
std::vector<std::int64_t> SelectLikes(store::Txn& txn, TenantId tenant, ReportId id,
                                      std::int64_t limit);

// The name of the author is still to be found.
std::optional<Comment> FindComment(store::Txn& txn, TenantId tenant, ReportCommentId id);
void InsertComment(store::Txn& txn, TenantId tenant, Comment* comment);
void DeleteComment(store::Txn& txn, TenantId tenant, ReportId report, ReportCommentId id);
std::vector<Comment> SelectComments(store::Txn& txn, TenantId tenant, ReportId id,
                                    std::int64_t limit);

}  // namespace koine::report
