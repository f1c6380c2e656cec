// Complaints: what users say of others (im-chat 2.9.3), and what comes of it (im-chat 3.3.3).

#include "core/backoffice/complaint.h"

#include <utility>

#include "core/audit/audit.h"
#include "core/file/chat.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/wire.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ComplaintOut {
  std::int64_t id = 0;
  UserId userId;
  int targetType = 1;
  std::int64_t targetId = 0;
  std::string reason;
  std::optional<std::string> description;
  std::vector<std::string> images;
  int status = 1;
  std::optional<int> resolvedType;
  std::optional<std::string> resolvedSummary;
  std::optional<UserId> resolverId;
  json::Time createTime;
  std::optional<json::Time> resolvedTime;
};
KOINE_DESCRIBE(ComplaintOut, (id, userId, targetType, targetId, reason, description, images, status,
                              resolvedType, resolvedSummary, resolverId, createTime, resolvedTime))
struct ComplaintPage {
  std::int64_t total = 0;
  std::vector<ComplaintOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(ComplaintPage, (total, records, page, size))
struct ComplaintIn {
  int targetType = 0;
  std::int64_t targetId = 0;
  std::string reason;
  std::optional<std::string> description;
  std::optional<std::vector<std::string>> images;
};
KOINE_DESCRIBE(ComplaintIn, (targetType, targetId, reason, description, images))
KOINE_RULES(
    ComplaintIn, json::Rule("targetType").Required("targetType不能为空").Min(1).Max(2),
    json::Rule("targetId").Required("targetId不能为空"),
    json::Rule("reason").NotBlank("投诉原因不能为空").MaxChars(128, "投诉原因不能超过128个字符"),
    json::Rule("description").MaxChars(512, "投诉描述不能超过512个字符"),
    json::Rule("images").MaxItems(9, "图片不能超过9张").MaxChars(512))
struct ComplaintId {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(ComplaintId, (id))
KOINE_RULES(ComplaintId, json::Rule("id").Required("id不能为空"))
struct OwnComplaintsIn {
  std::optional<int> status;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OwnComplaintsIn, (status, page, size))
KOINE_RULES(OwnComplaintsIn, json::Rule("status").Min(1).Max(2),
            json::Rule("page").Alias("pageNum"), json::Rule("size").Alias("pageSize"))
struct ComplaintsIn {
  std::optional<int> status, targetType;
  std::optional<std::int64_t> targetId;
  std::optional<UserId> userId;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(ComplaintsIn, (status, targetType, targetId, userId, page, size))
KOINE_RULES(ComplaintsIn, json::Rule("status").Min(1).Max(2),
            json::Rule("targetType").Min(1).Max(2), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))
struct ResolveIn {
  std::int64_t id = 0;
  int resolvedType = 0;
  std::optional<std::string> resolvedSummary;
};
KOINE_DESCRIBE(ResolveIn, (id, resolvedType, resolvedSummary))
KOINE_RULES(ResolveIn, json::Rule("id").Required("id不能为空"),
            json::Rule("resolvedType").Required("resolvedType不能为空"),
            json::Rule("resolvedSummary").MaxChars(255, "处理说明不能超过255个字符"))

namespace {

// How complaints end (im-chat 3.3.3).
constexpr int kVerdicts[] = {1, 2, 3, 99};

// `office`: who answered is shown, too.
ComplaintOut ShowComplaint(const backoffice::Complaint& one, bool office) {
  ComplaintOut out;
  out.id = one.id;
  out.userId = one.user;
  out.targetType = static_cast<int>(one.target);
  out.targetId = one.target_id;
  out.reason = one.reason;
  out.description = OptText(one.description);
  out.images = one.images;
  out.status = static_cast<int>(one.state);
  out.createTime = {one.created_at};
  if (one.state == backoffice::ComplaintState::kOpen) return out;
  out.resolvedType = one.verdict;
  out.resolvedSummary = OptText(one.summary);
  if (office) out.resolverId = one.handler;
  out.resolvedTime = OptTime(one.handled_at);
  return out;
}

ComplaintPage ToPage(const backoffice::ComplaintPage& found, const Slice& slice, bool office) {
  return PageOf<ComplaintPage>(
      slice, found.total, found.items,
      [office](const backoffice::Complaint& one) { return ShowComplaint(one, office); });
}

std::optional<backoffice::ComplaintState> StateOf(const std::optional<int>& status) {
  return status ? std::optional(static_cast<backoffice::ComplaintState>(*status)) : std::nullopt;
}

Result<ComplaintId> Submit(Txn& txn, Call& call, ComplaintIn& in) {
  backoffice::ComplaintIn fresh;
  fresh.target = static_cast<backoffice::ComplaintTarget>(in.targetType);
  fresh.target_id = in.targetId;
  fresh.reason = in.reason;
  fresh.description = in.description.value_or("");
  fresh.images = in.images.value_or(std::vector<std::string>());
  KOINE_TRY(const std::int64_t id, backoffice::SubmitComplaint(txn, call.who, fresh));
  file::KeepLinked(txn, call.who, fresh.images);
  return ComplaintId{id};
}

Result<ComplaintPage> ListOwn(Txn& txn, Call& call, OwnComplaintsIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  return ToPage(
      backoffice::ListOwnComplaints(txn, call.who, StateOf(in.status), slice.limit, slice.offset()),
      slice, false);
}

Result<ComplaintPage> ListAll(Txn& txn, Call& call, ComplaintsIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  backoffice::ComplaintFilter filter;
  filter.user = in.userId.value_or(UserId());
  filter.state = StateOf(in.status);
  if (in.targetType) filter.target = static_cast<backoffice::ComplaintTarget>(*in.targetType);
  filter.target_id = in.targetId.value_or(0);
  KOINE_TRY(const backoffice::ComplaintPage found,
            backoffice::ListComplaints(txn, call.who, filter, slice.limit, slice.offset()));
  return ToPage(found, slice, true);
}

Result<ComplaintOut> ShowOne(Txn& txn, Call& call, ComplaintId& in) {
  KOINE_TRY(const backoffice::Complaint found, backoffice::GetComplaint(txn, call.who, in.id));
  return ShowComplaint(found, true);
}

Result<Nothing> Resolve(Txn& txn, Call& call, ResolveIn& in) {
  bool known = false;
  for (const int verdict : kVerdicts) known = known || verdict == in.resolvedType;
  if (!known) return FieldError(Code::kBadArgument, "resolvedType");
  KOINE_CHECK(backoffice::ResolveComplaint(txn, call.who, in.id, in.resolvedType,
                                           in.resolvedSummary.value_or("")));
  audit::Record(txn, call.who, "complaint.resolve", "complaint " + std::to_string(in.id), "ok",
                call.address);
  return Nothing{};
}

}  // namespace

void AddComplaints(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  for (const char* path : {"/complaint/submit", "/complaint/initiate"}) {
    rows->push_back(
        Ep<&Submit>(Method::kPost, path, "Submit a complaint about a user or a group",
                    {.mode = Mode::kWrite,
                     .example = R"({"targetType":1,"targetId":"{user.stranger}","reason":"spam"})",
                     .ref = "2.9.3",
                     .about = gateway::About::kPeople}));
  }
  rows->push_back(
      Ep<&ListOwn>(Method::kGet, "/complaint/page", "List your complaints",
                   {.mode = Mode::kScan, .ref = "2.9", .about = gateway::About::kCaller}));
}

void AddOfficeComplaints(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&ListAll>(Method::kGet, "/im/complaint/list", "List complaints by page",
                   {.auth = Auth::kAdmin, .also = kAuditors, .mode = Mode::kScan, .ref = "3.3.3"}));
  rows->push_back(Ep<&ShowOne>(Method::kGet, "/im/complaint/{id}", "Get a complaint",
                               {.auth = Auth::kAdmin,
                                .also = kAuditors,
                                .example = R"({"id":"{complaint.mine}"})",
                                .ref = "3.3.3"}));
  for (const char* path : {"/im/complaint/resolve", "/im/complaint/reslove"}) {
    rows->push_back(Ep<&Resolve>(Method::kPost, path, "Resolve a complaint",
                                 {.auth = Auth::kAdmin,
                                  .also = kAuditors,
                                  .mode = Mode::kWrite,
                                  .example = R"({"id":"{complaint.mine}","resolvedType":1})",
                                  .ref = "3.3.3"}));
  }
}

}  // namespace koine::imchat
