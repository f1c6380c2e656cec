// What administrators did (ruoyi 27 AuditAdmin).

#include <utility>

#include "core/audit/audit.h"
#include "core/identity/people.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kActionsMax = 200;

struct AuditIn {
  std::optional<UserId> userId;
  std::optional<std::string> operationType, operationResult;
  std::optional<json::Time> startTime, endTime;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(AuditIn,
               (userId, operationType, operationResult, startTime, endTime, pageNum, pageSize))
KOINE_RULES(AuditIn, json::Rule("operationType").MaxChars(50),
            json::Rule("operationResult").OneOf({"", "SUCCESS", "FAIL", "FAILED"}),
            json::Rule("endTime").EndOfDay())

struct AuditIdIn {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(AuditIdIn, (id))

struct AuditOut {
  std::int64_t id = 0;
  UserId userId;
  std::string userName, operationType;
  std::optional<std::string> targetType, targetId;
  std::string operationResult;
  std::optional<std::string> errorMessage, detail, ipAddress, userAgent;
  json::Time createTime;
};
KOINE_DESCRIBE(AuditOut, (id, userId, userName, operationType, targetType, targetId,
                          operationResult, errorMessage, detail, ipAddress, userAgent, createTime))
struct AuditPage : PageOf<AuditOut> {};
KOINE_DESCRIBE(AuditPage, (records, rows, list, total, size, current, pages))

struct AuditCount {
  std::string operationType;
  std::int64_t count = 0;
};
KOINE_DESCRIBE(AuditCount, (operationType, count))
struct AuditStats {
  std::int64_t totalCount = 0, successCount = 0, failCount = 0;
  std::vector<AuditCount> operationTypes;
  // The same under the names that published clients read (ruoyi 28).
  std::int64_t totalOperations = 0, successOperations = 0, failedOperations = 0;
};
KOINE_DESCRIBE(AuditStats, (totalCount, successCount, failCount, operationTypes, totalOperations,
                            successOperations, failedOperations))

namespace {

constexpr char kOk[] = "ok";
constexpr char kApplication[] = "App IM";  // whose master key was shown

audit::Filter ToFilter(const AuditIn& in) {
  audit::Filter filter;
  if (in.userId && *in.userId) filter.actor = in.userId;
  filter.action = in.operationType.value_or("");
  if (in.operationResult == "SUCCESS") filter.result = kOk;
  if (in.operationResult == "FAIL" || in.operationResult == "FAILED") filter.result = "refused";
  if (in.startTime) filter.from_ms = in.startTime->ms;
  if (in.endTime) filter.to_ms = in.endTime->ms;
  return filter;
}

std::string NameWithoutUser(const audit::Entry& entry) {
  if (entry.actor) return "";  // the account is gone
  return audit::ByOperator(entry) ? entry.address : kApplication;
}

// A target such as "user 10002" as its two parts.
AuditOut ToAudit(const audit::Entry& entry, std::string name) {
  AuditOut out;
  out.id = entry.id;
  out.userId = entry.actor;
  out.userName = std::move(name);
  out.operationType = entry.action;
  const std::size_t space = entry.target.find(' ');
  if (!entry.target.empty()) out.targetType = entry.target.substr(0, space);
  if (space != std::string::npos) out.targetId = entry.target.substr(space + 1);
  const bool ok = entry.result == kOk;
  out.operationResult = ok ? "SUCCESS" : "FAIL";
  if (!entry.detail.empty()) out.detail = entry.detail;
  if (!ok) out.errorMessage = out.detail ? entry.detail : entry.result;
  if (!entry.address.empty() && !audit::ByOperator(entry)) out.ipAddress = entry.address;
  out.createTime = {entry.at};
  return out;
}

std::vector<AuditOut> Named(Txn& txn, const access::Principal& who,
                            const std::vector<audit::Entry>& entries) {
  std::vector<std::int64_t> ids;
  for (const audit::Entry& entry : entries) ids.push_back(entry.actor.value);
  const auto users = identity::FindUsers(txn, who, ids);
  std::vector<AuditOut> out;
  for (const audit::Entry& entry : entries) {
    std::string name = NameWithoutUser(entry);
    for (const identity::User& user : users) {
      if (user.id == entry.actor) name = user.name();
    }
    out.push_back(ToAudit(entry, std::move(name)));
  }
  return out;
}

Result<AuditPage> ListAudit(Txn& txn, Call& call, AuditIn& in) {
  const audit::Filter filter = ToFilter(in);
  const Slice slice = SliceOf(in.pageNum.value_or(1), in.pageSize.value_or(kAdminPageDefault));
  auto rows =
      Named(txn, call.who, audit::List(txn, call.who.tenant, filter, slice.limit, slice.offset));
  return PageData<AuditPage>(call, std::move(rows), audit::Count(txn, call.who.tenant, filter),
                             slice);
}

Result<AuditOut> GetAudit(Txn& txn, Call& call, AuditIdIn& in) {
  auto entry = audit::Find(txn, call.who.tenant, in.id);
  if (!entry) return Error{Code::kNotFound, "audit"};
  return Named(txn, call.who, {*std::move(entry)}).front();
}

Result<AuditStats> AuditStatistics(Txn& txn, Call& call, AuditIn& in) {
  AuditStats out;
  for (auto& count : audit::CountByAction(txn, call.who.tenant, ToFilter(in), kActionsMax)) {
    out.successCount += count.ok;
    out.failCount += count.refused;
    out.operationTypes.push_back({std::move(count.action), count.ok + count.refused});
  }
  out.totalCount = out.successCount + out.failCount;
  out.totalOperations = out.totalCount;
  out.successOperations = out.successCount;
  out.failedOperations = out.failCount;
  return out;
}

Result<std::vector<std::string>> AuditTypes(Txn& txn, Call& call, Nothing&) {
  std::vector<std::string> out;
  for (auto& count : audit::CountByAction(txn, call.who.tenant, {}, kActionsMax)) {
    out.push_back(std::move(count.action));
  }
  return out;
}

}  // namespace

void AddAudit(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&ListAudit>(
      Method::kGet, "/api/admin/audit/list", "List what administrators did",
      {.auth = Auth::kAdmin, .mode = Mode::kScan, .example = R"({"pageNum":1})", .ref = "27"}));
  rows->push_back(Ep<&AuditStatistics>(Method::kGet, "/api/admin/audit/statistics",
                                       "Count what administrators did",
                                       {.auth = Auth::kAdmin, .mode = Mode::kScan, .ref = "27"}));
  rows->push_back(Ep<&AuditTypes>(Method::kGet, "/api/admin/audit/operation-types",
                                  "List the kinds of recorded operations",
                                  {.auth = Auth::kAdmin, .mode = Mode::kScan, .ref = "27"}));
  rows->push_back(Ep<&GetAudit>(Method::kGet, "/api/admin/audit/{id}", "Get one recorded operation",
                                {.auth = Auth::kAdmin, .example = R"({"id":1})", .ref = "27"}));
}

}  // namespace koine::ruoyi
