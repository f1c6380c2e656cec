#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/report/states.h"
#include "store/txn.h"

// The doors of work reports and of what is said of them (ruoyi 8.9).
namespace koine::report {

using ReportId = Id<struct WorkReportTag>;
using ReportCommentId = Id<struct WorkReportCommentTag>;

struct Report {
  ReportId id;
  UserId author;
  ReportType type = ReportType::kDaily;
  std::string day;  // yyyy-MM-dd
  ReportState state = ReportState::kDraft;
  std::string content, completion, plan, issues, attachments;
  std::optional<std::int64_t> hours;  // hundredths
  ReportVisibility visibility = ReportVisibility::kDepartment;
  std::int64_t submitted_at = 0;  // ms; 0: never
  UserId decider;
  std::int64_t decided_at = 0;  // ms
  std::string remark;           // of who decided
  std::int64_t likes = 0, comments = 0;
  std::int64_t created_at = 0, updated_at = 0;
};

// What somebody is to a report. A draft is its author's alone.
enum ReportPart : unsigned { kAuthor = 1, kDecider = 2, kReader = 4 };

// For those who are one of `kParts` to it, locked where something is written. kNotFound "report";
// kRoleTooLow for everybody else. Nobody decides on their own.
template <unsigned kParts>
class ReportDoor {
 public:
  static constexpr const char* kDoor = "report";
  using Key = ReportId;
  static Result<ReportDoor> Open(store::Txn& txn, const access::Principal& who, ReportId id);

  const access::Principal& who() const { return who_; }
  const Report& report() const { return report_; }

 private:
  ReportDoor(const access::Principal& who, Report report) : who_(who), report_(std::move(report)) {}
  access::Principal who_;
  Report report_;
};
using SeenReport = ReportDoor<kAuthor | kDecider | kReader>;
using OwnReport = ReportDoor<kAuthor>;
using JudgedReport = ReportDoor<kDecider>;

// A comment for who wrote it and for whose report it is. kNotFound "report_comment"; kRoleTooLow
// for everybody else.
class RemovableComment {
 public:
  static constexpr const char* kDoor = "report_comment";
  using Key = ReportCommentId;
  static Result<RemovableComment> Open(store::Txn& txn, const access::Principal& who,
                                       ReportCommentId id);

  const access::Principal& who() const { return who_; }
  ReportCommentId id() const { return id_; }
  const Report& report() const { return report_; }

 private:
  RemovableComment(const access::Principal& who, ReportCommentId id, Report report)
      : who_(who), id_(id), report_(std::move(report)) {}
  access::Principal who_;
  ReportCommentId id_;
  Report report_;
};

}  // namespace koine::report
