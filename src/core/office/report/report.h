#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/report/door.h"
#include "core/person.h"
#include "store/txn.h"

// Work reports (ruoyi 8.9): what somebody did on a day, in a week or a month. The leader of their
// department, or the first administrator, approves them or gives them back.
namespace koine::report {

// Code points.
inline constexpr std::int64_t kContentChars = 2000;  // each of the three texts
inline constexpr std::int64_t kAttachmentsChars = 2000;
inline constexpr std::int64_t kCompletionChars = 20;
inline constexpr std::int64_t kRemarkChars = 200;
inline constexpr std::int64_t kCommentChars = 500;
inline constexpr std::int64_t kCommentsMax = 1000;  // of one report
inline constexpr std::int64_t kLikesMax = 1000;     // shown of one report
inline constexpr std::int64_t kJudgedMax = 5000;    // users whose reports one leader is shown
inline constexpr int kHoursMax = 744;               // of a month

// Texts are within their limits, the content is not empty.
struct ReportDraft {
  ReportType type = ReportType::kDaily;
  std::string day, content, completion, plan, issues, attachments;
  std::optional<std::int64_t> hours;
  ReportVisibility visibility = ReportVisibility::kDepartment;
  bool submit = true;
};
// Who decides hears of what is submitted. kRateLimited (access::Act::kReport).
Result<ReportId> Add(store::Txn& txn, const access::Principal& who, const ReportDraft& draft);
// All of it. kBadState "report_edit" unless it is a draft or was given back.
Status Change(store::Txn& txn, const OwnReport& place, const ReportDraft& draft);
// kBadState "report_submit" unless it is a draft or was given back.
Status Submit(store::Txn& txn, const OwnReport& place);
// With what was said of it. kBadState "report_delete" while it waits.
Status Remove(store::Txn& txn, const OwnReport& place);
// kBadState "report_decide" unless it waits: of two who decide at once, one does. The author is
// told.
Status Decide(store::Txn& txn, const JudgedReport& place, bool approved, const std::string& remark);

struct ShownReport {
  Report report;
  Person author, decider;
  std::string department;  // the author's primary one; only where one report is shown
  bool liked = false;      // likewise
};
ShownReport Show(store::Txn& txn, const SeenReport& place);

// Whose reports a list is of.
enum class Scope : std::uint8_t {
  kOwn,      // the principal's
  kWaiting,  // of others, on which the principal may decide
  kDealt,    // the principal's, and those on which they decided
  kOf,       // of `user`, as far as the principal may read them
};
struct Filter {
  Scope scope = Scope::kOwn;
  UserId user;                      // of kOf
  std::vector<ReportState> states;  // none: any; kWaiting has its own
  std::optional<ReportType> type;
  std::string from, to;  // yyyy-MM-dd, inclusive; empty: any
  std::string keyword;   // a part of one of the texts; empty: any
};
// The latest day first. As many statements for many as for one.
std::vector<ShownReport> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                              std::int64_t limit, std::int64_t offset);
std::int64_t Count(store::Txn& txn, const access::Principal& who, const Filter& filter);

// Of the principal's own, and how many wait for them. `today` and the week from `monday` to
// `sunday` are days of reports.
struct Numbers {
  std::int64_t total = 0, daily = 0, weekly = 0, monthly = 0, drafts = 0, submitted = 0,
               approved = 0, today = 0, week = 0, waiting = 0;
};
Numbers CountAll(store::Txn& txn, const access::Principal& who, const std::string& today,
                 const std::string& monday, const std::string& sunday);

// Whether the principal likes it now.
bool ToggleLike(store::Txn& txn, const SeenReport& place);
// At most kLikesMax, the earliest first.
std::vector<Person> ListLikes(store::Txn& txn, const SeenReport& place);

struct Comment {
  ReportCommentId id, parent;  // parent 0: it answers none
  ReportId report;
  Person author;
  std::string content, parent_content;
  std::int64_t created_at = 0;
};
// The author of the report hears of it, and whom it answers. kNotFound "report_comment" for a
// parent of another report, kBadState "report_comments" above kCommentsMax, kRateLimited
// (access::Act::kReport).
Result<ReportCommentId> AddComment(store::Txn& txn, const SeenReport& place,
                                   const std::string& content, ReportCommentId parent);
// The earliest first.
std::vector<Comment> ListComments(store::Txn& txn, const SeenReport& place);
// Answers to it stay.
void RemoveComment(store::Txn& txn, const RemovableComment& place);

}  // namespace koine::report
