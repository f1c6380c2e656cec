// Work reports (ruoyi 8.9).

#include "core/office/report/report.h"

#include <cmath>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "dialect/ruoyi/day.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using report::ReportCommentId;
using report::ReportId;
using report::ReportState;
using report::ReportType;
using report::ReportVisibility;
using store::Txn;

#define KOINE_REPORT_MEMBERS                                                      \
  std::optional<ReportType> reportType;                                           \
  std::string reportDate, workContent;                                            \
  std::optional<std::string> completionStatus, tomorrowPlan, issues, attachments; \
  std::optional<double> workHours;                                                \
  std::optional<ReportVisibility> visibility;                                     \
  std::optional<bool> isDraft;
#define KOINE_REPORT_RULES                                                                         \
  json::Rule("reportType").Required("日志类型不能为空").AnyCase().Text("日志类型不正确"),          \
      json::Rule("reportDate").NotBlank("日志日期不能为空"),                                       \
      json::Rule("workContent")                                                                    \
          .NotBlank("工作内容不能为空")                                                            \
          .MaxChars(report::kContentChars, "工作内容长度不能超过2000个字符"),                      \
      json::Rule("completionStatus")                                                               \
          .MaxChars(report::kCompletionChars, "完成状态长度不能超过20个字符"),                     \
      json::Rule("tomorrowPlan")                                                                   \
          .MaxChars(report::kContentChars, "工作计划长度不能超过2000个字符"),                      \
      json::Rule("issues").MaxChars(report::kContentChars, "遇到的问题长度不能超过2000个字符"),    \
      json::Rule("attachments").MaxChars(report::kAttachmentsChars, "附件长度不能超过2000个字符"), \
      json::Rule("visibility").AnyCase().Text("可见范围不正确")

struct WorkReportIn {
  KOINE_REPORT_MEMBERS
};
KOINE_DESCRIBE(WorkReportIn, (reportType, reportDate, workContent, completionStatus, tomorrowPlan,
                              issues, attachments, workHours, visibility, isDraft))
KOINE_RULES(WorkReportIn, KOINE_REPORT_RULES)
struct WorkReportChangeIn {
  ReportId reportId;
  KOINE_REPORT_MEMBERS
};
KOINE_DESCRIBE(WorkReportChangeIn,
               (reportId, reportType, reportDate, workContent, completionStatus, tomorrowPlan,
                issues, attachments, workHours, visibility, isDraft))
KOINE_RULES(WorkReportChangeIn, KOINE_REPORT_RULES)
struct WorkReportPathIn {
  ReportId reportId;
};
KOINE_DESCRIBE(WorkReportPathIn, (reportId))
struct WorkReportDecisionIn {
  ReportId reportId;
  std::optional<bool> approved;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(WorkReportDecisionIn, (reportId, approved, remark))
KOINE_RULES(WorkReportDecisionIn, json::Rule("approved").Required("审批结果不能为空"),
            json::Rule("remark").MaxChars(report::kRemarkChars, "审批意见长度不能超过200个字符"))
struct WorkReportCommentIn {
  ReportId reportId;
  std::string content;
  std::optional<ReportCommentId> parentId;
};
KOINE_DESCRIBE(WorkReportCommentIn, (reportId, content, parentId))
KOINE_RULES(WorkReportCommentIn,
            json::Rule("content")
                .NotBlank("评论内容不能为空")
                .MaxChars(report::kCommentChars, "评论内容长度不能超过500个字符"))
struct WorkReportCommentPathIn {
  ReportCommentId commentId;
};
KOINE_DESCRIBE(WorkReportCommentPathIn, (commentId))
// Published clients send "" for what they do not ask for.
struct WorkReportsIn {
  std::optional<std::string> reportType, status, startDate, endDate, keyword;
  std::optional<UserId> userId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(WorkReportsIn,
               (reportType, status, startDate, endDate, keyword, userId, pageNum, pageSize))
struct MyWorkReportsIn {
  std::optional<std::string> reportType, status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(MyWorkReportsIn, (reportType, status, pageNum, pageSize))
struct WorkReportNumbersIn {};
KOINE_DESCRIBE(WorkReportNumbersIn, ())

struct WorkReportLikeOut {
  UserId userId;
  std::string userName, userAvatar;
};
KOINE_DESCRIBE(WorkReportLikeOut, (userId, userName, userAvatar))
struct WorkReportCommentOut {
  ReportCommentId id;
  ReportId reportId;
  UserId userId;
  std::string userName, userAvatar, content;
  std::optional<ReportCommentId> parentId;
  std::optional<std::string> parentContent;
  json::Time createTime;
};
KOINE_DESCRIBE(WorkReportCommentOut, (id, reportId, userId, userName, userAvatar, content, parentId,
                                      parentContent, createTime))
#define KOINE_REPORT_OUT                                        \
  ReportId id;                                                  \
  UserId userId;                                                \
  std::string userName, userAvatar, reportDate;                 \
  ReportType reportType = ReportType::kDaily;                   \
  std::string reportTypeName;                                   \
  ReportState status = ReportState::kDraft;                     \
  std::string statusName, workContent, completionStatus;        \
  std::optional<std::string> tomorrowPlan, issues, attachments; \
  std::optional<double> workHours;                              \
  ReportVisibility visibility = ReportVisibility::kDepartment;  \
  std::string visibilityName;                                   \
  std::int64_t commentCount = 0, likeCount = 0;                 \
  std::optional<UserId> approverId;                             \
  std::optional<std::string> approverName;                      \
  std::optional<json::Time> approveTime;                        \
  std::optional<std::string> approveRemark;                     \
  std::optional<json::Time> submitTime;                         \
  json::Time createTime, updateTime;
#define KOINE_REPORT_NAMES                                                                      \
  id, userId, userName, userAvatar, reportDate, reportType, reportTypeName, status, statusName, \
      workContent, completionStatus, tomorrowPlan, issues, attachments, workHours, visibility,  \
      visibilityName, commentCount, likeCount, approverId, approverName, approveTime,           \
      approveRemark, submitTime, createTime, updateTime
struct WorkReportOut {
  KOINE_REPORT_OUT
};
KOINE_DESCRIBE(WorkReportOut, (KOINE_REPORT_NAMES))
struct WorkReportPageOut : PageOf<WorkReportOut> {};
KOINE_DESCRIBE(WorkReportPageOut, (records, rows, list, total, size, current, pages))
struct WorkReportDetailOut {
  KOINE_REPORT_OUT
  std::string deptName;
  bool isLiked = false, canApprove = false;
  std::vector<WorkReportLikeOut> likeUsers;
  std::vector<WorkReportCommentOut> comments;
};
KOINE_DESCRIBE(WorkReportDetailOut,
               (KOINE_REPORT_NAMES, deptName, isLiked, canApprove, likeUsers, comments))
struct WorkReportNumbersOut {
  std::int64_t totalCount = 0, dailyCount = 0, weeklyCount = 0, monthlyCount = 0, draftCount = 0,
               submittedCount = 0, approvedCount = 0, todayCount = 0, weekCount = 0,
               pendingApproval = 0;
};
KOINE_DESCRIBE(WorkReportNumbersOut,
               (totalCount, dailyCount, weeklyCount, monthlyCount, draftCount, submittedCount,
                approvedCount, todayCount, weekCount, pendingApproval))

namespace {

constexpr double kHundred = 100;
constexpr char kUsualCompletion[] = "COMPLETED";
constexpr char kWaitingWord[] = "PENDING_APPROVAL";

const char* NameOf(ReportType type) {
  constexpr const char* kNames[] = {"日报", "周报", "月报"};
  return kNames[static_cast<int>(type) - static_cast<int>(ReportType::kDaily)];
}

const char* NameOf(ReportState state) {
  constexpr const char* kNames[] = {"草稿", "已提交", "已审批", "已退回", "已删除"};
  return kNames[static_cast<int>(state) - static_cast<int>(ReportState::kDraft)];
}

const char* NameOf(ReportVisibility visibility) {
  constexpr const char* kNames[] = {"私有", "部门", "公开"};
  return kNames[static_cast<int>(visibility) - static_cast<int>(ReportVisibility::kPrivate)];
}

template <class In>
Result<report::ReportDraft> DraftIn(const In& in) {
  report::ReportDraft out;
  out.type = in.reportType.value_or(out.type);
  KOINE_TRY(out.day, DayIn(in.reportDate, "reportDate", "日志日期不正确"));
  out.content = in.workContent;
  out.completion = std::string(text::Trim(in.completionStatus.value_or("")));
  if (out.completion.empty()) out.completion = kUsualCompletion;
  out.plan = in.tomorrowPlan.value_or("");
  out.issues = in.issues.value_or("");
  out.attachments = in.attachments.value_or("");
  if (in.workHours) {
    // Also what is no number.
    if (!(*in.workHours >= 0 && *in.workHours <= report::kHoursMax)) {
      return FieldError(Code::kBadArgument, "workHours", "工时必须在0-744之间");
    }
    out.hours = std::llround(*in.workHours * kHundred);
  }
  out.visibility = in.visibility.value_or(out.visibility);
  out.submit = !in.isDraft.value_or(false);
  return out;
}

template <class Out>
void Fill(const report::ShownReport& shown, Out* out) {
  const report::Report& r = shown.report;
  out->id = r.id;
  out->userId = r.author;
  out->userName = shown.author.name;
  out->userAvatar = AvatarOf(shown.author.avatar);
  out->reportDate = r.day;
  out->reportType = r.type;
  out->reportTypeName = NameOf(r.type);
  out->status = r.state;
  out->statusName = NameOf(r.state);
  out->workContent = r.content;
  out->completionStatus = r.completion;
  out->tomorrowPlan = OptText(r.plan);
  out->issues = OptText(r.issues);
  out->attachments = OptText(r.attachments);
  if (r.hours) out->workHours = static_cast<double>(*r.hours) / kHundred;
  out->visibility = r.visibility;
  out->visibilityName = NameOf(r.visibility);
  out->commentCount = r.comments;
  out->likeCount = r.likes;
  if (r.decider) {
    out->approverId = r.decider;
    out->approverName = OptText(shown.decider.name);
  }
  out->approveTime = OptTime(r.decided_at);
  out->approveRemark = OptText(r.remark);
  out->submitTime = OptTime(r.submitted_at);
  out->createTime = {r.created_at};
  out->updateTime = {r.updated_at};
}

std::vector<WorkReportLikeOut> LikesOf(Txn& txn, const report::SeenReport& place) {
  std::vector<WorkReportLikeOut> out;
  for (const Person& who : report::ListLikes(txn, place)) {
    out.push_back({who.id, who.name, AvatarOf(who.avatar)});
  }
  return out;
}

std::vector<WorkReportCommentOut> CommentsOf(Txn& txn, const report::SeenReport& place) {
  std::vector<WorkReportCommentOut> out;
  for (const report::Comment& one : report::ListComments(txn, place)) {
    WorkReportCommentOut& c = out.emplace_back();
    c.id = one.id;
    c.reportId = one.report;
    c.userId = one.author.id;
    c.userName = one.author.name;
    c.userAvatar = AvatarOf(one.author.avatar);
    c.content = one.content;
    if (one.parent) c.parentId = one.parent;
    c.parentContent = OptText(one.parent_content);
    c.createTime = {one.created_at};
  }
  return out;
}

std::string UpperOf(std::string_view given) {
  std::string out(text::Trim(given));
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// What the type and the states of a request say; a word of no state, or of several, is refused.
Status Narrow(const std::string& type, const std::string& status, report::Filter* out) {
  const std::string wanted = UpperOf(type);
  if (!wanted.empty()) {
    out->type = office::ValueOf<ReportType>(wanted);
    if (!out->type) return FieldError(Code::kBadArgument, "reportType", "日志类型不正确");
  }
  for (const std::string_view part : text::Split(status, ',')) {
    const std::string word = UpperOf(part);
    if (word.empty()) continue;
    if (word == kWaitingWord) {
      out->scope = report::Scope::kWaiting;
      continue;
    }
    const auto state = office::ValueOf<ReportState>(word);
    if (!state || *state == ReportState::kRemoved) {
      return FieldError(Code::kBadArgument, "status", "状态不正确");
    }
    out->states.push_back(*state);
  }
  // Several states are those of what was decided.
  if (out->scope == report::Scope::kOwn && out->states.size() > 1) {
    out->scope = report::Scope::kDealt;
  }
  return Ok();
}

Result<ReportId> WriteReport(Txn& txn, Call& call, WorkReportIn& in) {
  KOINE_TRY(const report::ReportDraft draft, DraftIn(in));
  return report::Add(txn, call.who, draft);
}

Result<Nothing> ChangeReport(Txn& txn, Call&, const report::OwnReport& place,
                             WorkReportChangeIn& in) {
  KOINE_TRY(const report::ReportDraft draft, DraftIn(in));
  KOINE_CHECK(report::Change(txn, place, draft));
  return Nothing{};
}

Result<Nothing> SubmitReport(Txn& txn, Call&, const report::OwnReport& place, WorkReportPathIn&) {
  KOINE_CHECK(report::Submit(txn, place));
  return Nothing{};
}

Result<Nothing> DeleteReport(Txn& txn, Call&, const report::OwnReport& place, WorkReportPathIn&) {
  KOINE_CHECK(report::Remove(txn, place));
  return Nothing{};
}

Result<Nothing> DecideReport(Txn& txn, Call&, const report::JudgedReport& place,
                             WorkReportDecisionIn& in) {
  KOINE_CHECK(report::Decide(txn, place, in.approved.value_or(false), in.remark.value_or("")));
  return Nothing{};
}

Result<WorkReportDetailOut> ShowReport(Txn& txn, Call& call, const report::SeenReport& place,
                                       WorkReportPathIn&) {
  const report::ShownReport shown = report::Show(txn, place);
  WorkReportDetailOut out;
  Fill(shown, &out);
  out.deptName = shown.department;
  out.isLiked = shown.liked;
  out.canApprove = shown.report.state == ReportState::kSubmitted &&
                   report::JudgedReport::Open(txn, call.who, shown.report.id).ok();
  out.likeUsers = LikesOf(txn, place);
  out.comments = CommentsOf(txn, place);
  return out;
}

Result<WorkReportPageOut> PageReports(Txn& txn, Call& call, WorkReportsIn& in) {
  report::Filter filter;
  KOINE_CHECK(Narrow(in.reportType.value_or(""), in.status.value_or(""), &filter));
  KOINE_TRY(filter.from, DayIn(in.startDate.value_or(""), "startDate", "开始日期不正确"));
  KOINE_TRY(filter.to, DayIn(in.endDate.value_or(""), "endDate", "结束日期不正确"));
  filter.keyword = std::string(text::Trim(in.keyword.value_or("")));
  if (in.userId && filter.scope != report::Scope::kWaiting) {
    filter.scope = report::Scope::kOf;
    filter.user = *in.userId;
  }
  const Slice slice = SliceOf(in.pageNum.value_or(1), in.pageSize);
  std::vector<WorkReportOut> out;
  for (const auto& one : report::List(txn, call.who, filter, slice.limit, slice.offset)) {
    Fill(one, &out.emplace_back());
  }
  return PageData<WorkReportPageOut>(call, std::move(out), report::Count(txn, call.who, filter),
                                     slice);
}

Result<std::vector<WorkReportOut>> MyReports(Txn& txn, Call& call, MyWorkReportsIn& in) {
  report::Filter filter;
  KOINE_CHECK(Narrow(in.reportType.value_or(""), in.status.value_or(""), &filter));
  filter.scope = report::Scope::kOwn;
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<WorkReportOut> out;
  for (const auto& one : report::List(txn, call.who, filter, slice.reach(), slice.offset)) {
    Fill(one, &out.emplace_back());
  }
  TellTotal(call, out, slice, [&] { return report::Count(txn, call.who, filter); });
  return out;
}

Result<WorkReportNumbersOut> SumReports(Txn& txn, Call& call, WorkReportNumbersIn&) {
  constexpr std::int64_t kWeek = 7;
  // 1970-01-01 was a Thursday: three days after a Monday.
  constexpr std::int64_t kThursday = 3, kZoneMs = 8LL * 3600 * 1000;
  const std::int64_t now = call.now_ms();
  const std::int64_t since_monday = ((now + kZoneMs) / kDayMs + kThursday) % kWeek;
  const auto day = [&](std::int64_t by) { return FormatDay(now + by * kDayMs, Zone::Shanghai()); };
  const report::Numbers n =
      report::CountAll(txn, call.who, day(0), day(-since_monday), day(kWeek - 1 - since_monday));
  return WorkReportNumbersOut{n.total,     n.daily,    n.weekly, n.monthly, n.drafts,
                              n.submitted, n.approved, n.today,  n.week,    n.waiting};
}

Result<bool> LikeReport(Txn& txn, Call&, const report::SeenReport& place, WorkReportPathIn&) {
  return report::ToggleLike(txn, place);
}

Result<std::vector<WorkReportLikeOut>> ListReportLikes(Txn& txn, Call&,
                                                       const report::SeenReport& place,
                                                       WorkReportPathIn&) {
  return LikesOf(txn, place);
}

Result<ReportCommentId> CommentOnReport(Txn& txn, Call&, const report::SeenReport& place,
                                        WorkReportCommentIn& in) {
  return report::AddComment(txn, place, in.content, in.parentId.value_or(ReportCommentId()));
}

Result<std::vector<WorkReportCommentOut>> ListReportComments(Txn& txn, Call&,
                                                             const report::SeenReport& place,
                                                             WorkReportPathIn&) {
  return CommentsOf(txn, place);
}

Result<Nothing> DeleteReportComment(Txn& txn, Call&, const report::RemovableComment& place,
                                    WorkReportCommentPathIn&) {
  report::RemoveComment(txn, place);
  return Nothing{};
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kReportPath[] = "/api/im/work-report/{reportId}";
constexpr char kOneReport[] = R"({"reportId":"{report.mine}"})";

void AddReportActs(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ChangeReport>(
      Method::kPut, kReportPath, "Change a work report",
      {.mode = Mode::kWrite,
       .door = "reportId",
       .repeatable = true,
       .example = R"({"reportId":"{report.mine}","reportType":"DAILY",)"
                  R"("reportDate":"2030-05-06","workContent":"Met a customer","isDraft":true})",
       .ref = "8.9"}));
  rows->push_back(Ep<&SubmitReport>(
      Method::kPut, "/api/im/work-report/{reportId}/submit", "Submit a work report",
      {.mode = Mode::kWrite, .door = "reportId", .example = kOneReport, .ref = "8.9"}));
  rows->push_back(Ep<&DecideReport>(Method::kPut, "/api/im/work-report/{reportId}/approve",
                                    "Approve a work report, or give it back",
                                    {.mode = Mode::kWrite,
                                     .door = "reportId",
                                     .example = R"({"reportId":"{report.mine}","approved":true})",
                                     .ref = "8.9"}));
  rows->push_back(Ep<&DeleteReport>(
      Method::kDelete, kReportPath, "Delete a work report",
      {.mode = Mode::kWrite, .door = "reportId", .example = kOneReport, .ref = "8.9"}));
  rows->push_back(Ep<&LikeReport>(
      Method::kPost, "/api/im/work-report/{reportId}/like", "Like a work report, or stop liking it",
      {.mode = Mode::kWrite, .door = "reportId", .example = kOneReport, .ref = "8.9"}));
  rows->push_back(Ep<&CommentOnReport>(
      Method::kPost, "/api/im/work-report/{reportId}/comment", "Comment on a work report",
      {.mode = Mode::kWrite,
       .door = "reportId",
       .example = R"({"reportId":"{report.mine}","content":"Well done"})",
       .ref = "8.9"}));
  rows->push_back(Ep<&DeleteReportComment>(Method::kDelete,
                                           "/api/im/work-report/comment/{commentId}",
                                           "Delete a comment on a work report",
                                           {.mode = Mode::kWrite,
                                            .door = "commentId",
                                            .example = R"({"commentId":"{reportcomment.mine}"})",
                                            .ref = "8.9"}));
}

}  // namespace

void AddWorkReports(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&WriteReport>(
      Method::kPost, "/api/im/work-report", "Write a work report",
      {.mode = Mode::kWrite,
       .example = R"({"reportType":"DAILY","reportDate":"2030-05-06",)"
                  R"("workContent":"Met a customer","tomorrowPlan":"Write the offer"})",
       .ref = "8.9",
       .about = About::kCaller}));
  rows->push_back(Ep<&PageReports>(Method::kPost, "/api/im/work-report/page", "Page work reports",
                                   {.mode = Mode::kScan,
                                    .example = R"({"pageNum":1,"pageSize":10,"status":""})",
                                    .ref = "8.9",
                                    .about = About::kCaller}));
  rows->push_back(Ep<&MyReports>(Method::kGet, "/api/im/work-report/my",
                                 "List your own work reports",
                                 {.mode = Mode::kScan, .ref = "8.9", .about = About::kCaller}));
  rows->push_back(Ep<&SumReports>(Method::kGet, "/api/im/work-report/statistics",
                                  "Count your work reports, and those that wait for you",
                                  {.mode = Mode::kScan, .ref = "8.9", .about = About::kCaller}));
  rows->push_back(Ep<&ShowReport>(Method::kGet, kReportPath, "Get a work report",
                                  {.door = "reportId", .example = kOneReport, .ref = "8.9"}));
  rows->push_back(Ep<&ListReportLikes>(Method::kGet, "/api/im/work-report/{reportId}/likes",
                                       "List who likes a work report",
                                       {.door = "reportId", .example = kOneReport, .ref = "8.9"}));
  rows->push_back(Ep<&ListReportComments>(
      Method::kGet, "/api/im/work-report/{reportId}/comments", "List the comments on a work report",
      {.door = "reportId", .example = kOneReport, .ref = "8.9"}));
  AddReportActs(rows);
}

}  // namespace koine::ruoyi
