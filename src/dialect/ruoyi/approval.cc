// Approvals and their templates (ruoyi 9, 27 Approval).

#include <algorithm>
#include <set>
#include <utility>

#include "core/office/approval/door.h"
#include "core/office/approval/form.h"
#include "dialect/ruoyi/approval_wire.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ApplyIn {
  approval::TemplateId templateId;
  std::string title;
  json::Raw formData;  // absent: the members of the body that have no other meaning
  json::Raw attachments;
};
KOINE_DESCRIBE(ApplyIn, (templateId, title, formData, attachments))
KOINE_RULES(ApplyIn, json::Rule("templateId").Required("审批模板ID不能为空"),
            json::Rule("title")
                .NotBlank("审批标题不能为空")
                .MaxChars(approval::kTitleChars, "审批标题不能超过200个字符"))
struct WaitingIn {
  std::optional<std::string> keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(WaitingIn, (keyword, pageNum, pageSize))
KOINE_RULES(WaitingIn, json::Rule("keyword").MaxChars(approval::kTitleChars))
struct MyApprovalsIn {
  std::optional<approval::ApprovalState> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(MyApprovalsIn, (status, pageNum, pageSize))
KOINE_RULES(MyApprovalsIn, json::Rule("status").AnyCase())
struct DecidedIn {
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(DecidedIn, (pageNum, pageSize))
struct ApprovalIn {
  approval::ApprovalId id;
};
KOINE_DESCRIBE(ApprovalIn, (id))
struct DecideIn {
  approval::ApprovalId id;
  std::optional<std::string> comment;
};
KOINE_DESCRIBE(DecideIn, (id, comment))
KOINE_RULES(DecideIn,
            json::Rule("comment").MaxChars(approval::kCommentChars, "审批意见不能超过500个字符"))
struct RejectIn {
  approval::ApprovalId id;
  std::string comment;
};
KOINE_DESCRIBE(RejectIn, (id, comment))
KOINE_RULES(RejectIn, json::Rule("comment")
                          .Alias("reason")
                          .NotBlank("请填写驳回原因")
                          .MaxChars(approval::kCommentChars, "审批意见不能超过500个字符"))
struct PassIn {
  approval::ApprovalId id;
  UserId toUserId;
  std::optional<std::string> comment;
};
KOINE_DESCRIBE(PassIn, (id, toUserId, comment))
KOINE_RULES(PassIn, json::Rule("toUserId").Required("接收人ID不能为空"),
            json::Rule("comment").MaxChars(approval::kCommentChars, "审批意见不能超过500个字符"))
struct CopyApprovalIn {
  approval::ApprovalId id;
  std::vector<std::int64_t> toUserIds;
};
KOINE_DESCRIBE(CopyApprovalIn, (id, toUserIds))
KOINE_RULES(CopyApprovalIn, json::Rule("toUserIds")
                                .Alias("userIds")
                                .Required("抄送人不能为空")
                                .WholeBody()
                                .MinItems(1, "抄送人不能为空")
                                .MaxItems(approval::kCopiesMax, "抄送人不能超过50个"))
struct TemplatesIn {
  std::optional<std::string> category;
  std::optional<approval::TemplateState> status;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(TemplatesIn, (category, status, pageNum, pageSize))
KOINE_RULES(TemplatesIn, json::Rule("category").MaxChars(approval::kNameChars),
            json::Rule("status").AnyCase())
struct TemplateIn {
  approval::TemplateId id;
};
KOINE_DESCRIBE(TemplateIn, (id))
struct WriteTemplateIn {
  approval::TemplateId id;
  std::optional<std::string> code, name, category, description, icon;
  json::Raw formSchema, flowConfig;
  std::optional<approval::TemplateState> status;
  std::optional<std::int64_t> sortOrder;
};
KOINE_DESCRIBE(WriteTemplateIn, (id, code, name, category, description, icon, formSchema,
                                 flowConfig, status, sortOrder))
KOINE_RULES(WriteTemplateIn, json::Rule("status").AnyCase(), json::Rule("sortOrder").Min(0))

namespace {

// What came as an object or a list, or as its JSON in a text.
std::string Unwrapped(const json::Raw& raw) {
  if (raw.text.empty() || raw.text == "null") return {};
  if (raw.text[0] != '"') return raw.text;
  auto words = json::Parse<std::string>(raw.text);
  if (!words.ok()) return raw.text;
  return json::Check(*words).ok() ? *std::move(words) : raw.text;
}

// The values of the form: an object of its own, else what else is in the body (ruoyi 9.1).
Result<approval::Values> FormOf(const Call& call, const ApplyIn& in) {
  const std::string own = Unwrapped(in.formData);
  if (!own.empty()) {
    auto values = json::Parse<approval::Values>(own);
    if (!values.ok()) return FieldError(Code::kBadArgument, "formData");
    return values;
  }
  approval::Values out;
  if (call.request == nullptr) return out;
  auto body = json::Parse<approval::Values>(call.request->body);
  if (!body.ok()) return out;
  for (auto& [name, value] : *body) {
    static const std::set<std::string_view> kOthers = {"templateId", "title", "formData",
                                                       "attachments"};
    if (!kOthers.contains(name) && value.text != "null") out.emplace(name, std::move(value));
  }
  return out;
}

// What is wrong with a field of the form, with its label.
Error Worded(Error error) {
  if (error.text.empty()) return error;
  const std::string_view why = error.detail;
  std::string words = "格式不正确";
  if (why == "required") words = "不能为空";
  if (why == "range") words = "超出允许范围";
  if (why == "chars" || why == "items") words = "长度超出限制";
  if (why == "oneof") words = "不在可选项中";
  if (why == "decimals") words = "小数位数过多";
  error.text += words;
  return error;
}

Result<approval::ApprovalId> Create(Txn& txn, Call& call, ApplyIn& in) {
  KOINE_TRY(approval::Values form, FormOf(call, in));
  approval::ApplyIn apply{in.templateId, std::move(in.title), std::move(form),
                          Unwrapped(in.attachments), true};
  if (IsPublished(call)) {
    // This client knows other fields than the templates have.
    KOINE_TRY(const auto wanted, approval::GetTemplate(txn, call.who, in.templateId));
    FillPublishedForm(wanted.code, txn.now_ms(), &apply.form);
    apply.whole = false;
  }
  auto made = approval::Apply(txn, call.who, apply);
  if (!made.ok()) return Worded(std::move(made).error());
  return made;
}

// Rows hold whole forms: a list without paging has no more of them, and then says its total.
constexpr std::int64_t kApprovalsMax = 1000;
Slice ApprovalsOf(const std::optional<std::int64_t>& page_num,
                  const std::optional<std::int64_t>& page_size) {
  Slice slice = SliceOf(page_num, page_size);
  slice.limit = std::min(slice.limit, kApprovalsMax);
  return slice;
}

std::vector<ApprovalOut> Shown(const Call& call, const std::vector<approval::Listed>& rows) {
  std::vector<ApprovalOut> out;
  out.reserve(rows.size());
  for (const approval::Listed& row : rows) out.push_back(ToApproval(row, IsPublished(call)));
  return out;
}

Result<std::vector<ApprovalOut>> Pending(Txn& txn, Call& call, WaitingIn& in) {
  const Slice slice = ApprovalsOf(in.pageNum, in.pageSize);
  const std::string keyword = in.keyword.value_or("");
  auto out =
      Shown(call, approval::ListWaiting(txn, call.who, keyword, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return approval::CountWaiting(txn, call.who, keyword); });
  return out;
}

Result<std::vector<ApprovalOut>> My(Txn& txn, Call& call, MyApprovalsIn& in) {
  const Slice slice = ApprovalsOf(in.pageNum, in.pageSize);
  auto out = Shown(call, approval::ListMine(txn, call.who, in.status, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return approval::CountMine(txn, call.who, in.status); });
  return out;
}

Result<std::vector<ApprovalOut>> Processed(Txn& txn, Call& call, DecidedIn& in) {
  const Slice slice = ApprovalsOf(in.pageNum, in.pageSize);
  auto out = Shown(call, approval::ListDecided(txn, call.who, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return approval::CountDecided(txn, call.who); });
  return out;
}

Result<std::vector<ApprovalOut>> Copied(Txn& txn, Call& call, DecidedIn& in) {
  const Slice slice = ApprovalsOf(in.pageNum, in.pageSize);
  auto out = Shown(call, approval::ListCopied(txn, call.who, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return approval::CountCopied(txn, call.who); });
  return out;
}

Result<ApprovalDetailOut> Detail(Txn& txn, Call&, const approval::Readable& place, ApprovalIn&) {
  return ToDetail(approval::Show(txn, place), place);
}

Result<Nothing> Approve(Txn& txn, Call&, const approval::Decidable& place, DecideIn& in) {
  KOINE_CHECK(approval::Approve(txn, place, in.comment.value_or("")));
  return Nothing{};
}

Result<Nothing> Reject(Txn& txn, Call&, const approval::Decidable& place, RejectIn& in) {
  KOINE_CHECK(approval::Reject(txn, place, in.comment));
  return Nothing{};
}

Result<Nothing> Cancel(Txn& txn, Call&, const approval::Revocable& place, ApprovalIn&) {
  KOINE_CHECK(approval::Cancel(txn, place));
  return Nothing{};
}

Result<Nothing> Remind(Txn& txn, Call&, const approval::Readable& place, ApprovalIn&) {
  KOINE_CHECK(approval::Remind(txn, place));
  return Nothing{};
}

Result<Nothing> Transfer(Txn& txn, Call&, const approval::Decidable& place, PassIn& in) {
  KOINE_CHECK(approval::Transfer(txn, place, in.toUserId, in.comment.value_or("")));
  return Nothing{};
}

Result<Nothing> Delegate(Txn& txn, Call&, const approval::Decidable& place, PassIn& in) {
  KOINE_CHECK(approval::Delegate(txn, place, in.toUserId, in.comment.value_or("")));
  return Nothing{};
}

Result<Nothing> Copy(Txn& txn, Call&, const approval::Readable& place, CopyApprovalIn& in) {
  KOINE_CHECK(approval::Copy(txn, place, in.toUserIds));
  return Nothing{};
}

Result<std::vector<ApprovalTemplateOut>> Templates(Txn& txn, Call& call, TemplatesIn& in) {
  const approval::TemplateFilter filter{in.category.value_or(""), in.status};
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<ApprovalTemplateOut> out;
  for (const auto& one :
       approval::ListTemplates(txn, call.who, filter, slice.reach(), slice.offset)) {
    out.push_back(ToTemplate(one));
  }
  TellTotal(call, out, slice, [&] { return approval::CountTemplates(txn, call.who, filter); });
  return out;
}

Result<std::vector<ApprovalTemplateOut>> ActiveTemplates(Txn& txn, Call& call, TemplatesIn& in) {
  in.status = approval::TemplateState::kActive;
  return Templates(txn, call, in);
}

Result<ApprovalTemplateOut> OneTemplate(Txn& txn, Call& call, TemplateIn& in) {
  KOINE_TRY(const auto found, approval::GetTemplate(txn, call.who, in.id));
  return ToTemplate(found);
}

approval::TemplateChange ChangeOf(WriteTemplateIn& in) {
  approval::TemplateChange out;
  out.code = std::move(in.code);
  out.name = std::move(in.name);
  out.category = std::move(in.category);
  out.description = std::move(in.description);
  out.icon = std::move(in.icon);
  if (auto form = Unwrapped(in.formSchema); !form.empty()) out.form = std::move(form);
  if (auto flow = Unwrapped(in.flowConfig); !flow.empty()) out.flow = std::move(flow);
  out.state = in.status;
  out.sort = in.sortOrder;
  return out;
}

Result<approval::TemplateId> CreateTemplate(Txn& txn, Call& call, WriteTemplateIn& in) {
  return approval::CreateTemplate(txn, call.who, ChangeOf(in));
}

Result<Nothing> ChangeTemplate(Txn& txn, Call& call, WriteTemplateIn& in) {
  KOINE_CHECK(approval::ChangeTemplate(txn, call.who, in.id, ChangeOf(in)));
  return Nothing{};
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

void AddLists(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&Create>(Method::kPost, "/api/im/approval/create", "Apply for an approval",
                  {.mode = Mode::kWrite,
                   .ok = "提交成功",
                   .example = R"({"templateId":1,"title":"Leave","formData":{"leaveType":"年假",)"
                              R"("startDate":"2026-12-01","endDate":"2026-12-02","leaveDays":2,)"
                              R"("reason":"family"}})",
                   .ref = "9.1",
                   .about = About::kCaller}));
  rows->push_back(Ep<&Pending>(Method::kGet, "/api/im/approval/pending",
                               "List the approvals that wait for you",
                               {.mode = Mode::kScan, .ref = "9.2", .about = About::kCaller}));
  rows->push_back(Ep<&My>(Method::kGet, "/api/im/approval/my", "List what you applied for",
                          {.mode = Mode::kScan, .ref = "9.3", .about = About::kCaller}));
  rows->push_back(Ep<&Processed>(Method::kGet, "/api/im/approval/processed",
                                 "List the approvals that you decided",
                                 {.mode = Mode::kScan, .ref = "9.4", .about = About::kCaller}));
  rows->push_back(Ep<&Copied>(Method::kGet, "/api/im/approval/copied",
                              "List the approvals that you have a copy of",
                              {.mode = Mode::kScan, .ref = "9", .about = About::kCaller}));
  rows->push_back(Ep<&Detail>(
      Method::kGet, "/api/im/approval/{id}", "Get an approval with its steps and history",
      {.door = "id", .example = R"({"id":"{approval.mine}"})", .ref = "9"}));
}

void AddDecisions(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&Approve>(Method::kPost, "/api/im/approval/{id}/approve", "Approve",
                               {.mode = Mode::kWrite,
                                .door = "id",
                                .ok = "已通过",
                                .example = R"({"id":"{decision.mine}","comment":"fine"})",
                                .ref = "9.5"}));
  rows->push_back(Ep<&Reject>(Method::kPost, "/api/im/approval/{id}/reject", "Reject",
                              {.mode = Mode::kWrite,
                               .door = "id",
                               .ok = "已驳回",
                               .example = R"({"id":"{decision.mine}","comment":"too late"})",
                               .ref = "9.6"}));
  rows->push_back(Ep<&Remind>(Method::kPost, "/api/im/approval/{id}/remind",
                              "Remind those whose turn it is",
                              {.mode = Mode::kWrite,
                               .door = "id",
                               .ok = "已催办",
                               .example = R"({"id":"{approval.mine}"})",
                               .ref = "9"}));
  rows->push_back(Ep<&Cancel>(Method::kPost, "/api/im/approval/{id}/cancel",
                              "Cancel what you applied for",
                              {.mode = Mode::kWrite,
                               .door = "id",
                               .ok = "已撤回",
                               .example = R"({"id":"{approval.mine}"})",
                               .ref = "9.7"}));
  static constexpr char kToPeer[] = R"({"id":"{decision.mine}","toUserId":"{user.stranger}"})";
  rows->push_back(Ep<&Transfer>(
      Method::kPost, "/api/im/approval/{id}/transfer", "Let somebody else decide instead of you",
      {.mode = Mode::kWrite, .door = "id", .example = kToPeer, .ref = "27"}));
  rows->push_back(
      Ep<&Delegate>(Method::kPost, "/api/im/approval/{id}/delegate",
                    "Let somebody decide for you, as you still may",
                    {.mode = Mode::kWrite, .door = "id", .example = kToPeer, .ref = "27"}));
  rows->push_back(Ep<&Copy>(Method::kPost, "/api/im/approval/{id}/cc", "Show an approval to others",
                            {.mode = Mode::kWrite,
                             .door = "id",
                             .example = R"({"id":"{approval.mine}","toUserIds":["{user.peer}"]})",
                             .ref = "27"}));
}

void AddTemplates(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&Templates>(Method::kGet, "/api/im/approval/templates",
                                 "List the templates of approvals",
                                 {.mode = Mode::kScan, .ref = "9.8", .about = About::kNothing}));
  rows->push_back(Ep<&ActiveTemplates>(
      Method::kGet, "/api/im/approval/templates/active", "List what you can apply for",
      {.mode = Mode::kScan, .ref = "9.8", .about = About::kNothing}));
  rows->push_back(Ep<&OneTemplate>(
      Method::kGet, "/api/im/approval/templates/{id}", "Get a template of approvals",
      {.example = R"({"id":1})", .ref = "9.8", .about = About::kNothing}));
  rows->push_back(Ep<&CreateTemplate>(
      Method::kPost, "/api/im/approval/templates", "Create a template of approvals",
      {.auth = gateway::Auth::kAdmin,
       .mode = Mode::kWrite,
       .ok = "创建成功",
       .example = R"({"code":"SEAL_{unique}","name":"Seal","category":"HR",)"
                  R"("formSchema":[{"field":"paper","label":"Paper","type":"text",)"
                  R"("required":true}],"flowConfig":[{"nodeName":"Boss",)"
                  R"("approvers":["leader"],"approveType":"ANY"}]})",
       .ref = "9.8"}));
  rows->push_back(Ep<&ChangeTemplate>(Method::kPut, "/api/im/approval/templates/{id}",
                                      "Update a template of approvals",
                                      {.auth = gateway::Auth::kAdmin,
                                       .mode = Mode::kWrite,
                                       .repeatable = true,
                                       .ok = "更新成功",
                                       .example = R"({"id":4,"sortOrder":9})",
                                       .ref = "9.8"}));
}

}  // namespace

void AddApprovals(std::vector<gateway::Endpoint>* rows) {
  AddLists(rows);
  AddDecisions(rows);
  AddTemplates(rows);
}

}  // namespace koine::ruoyi
