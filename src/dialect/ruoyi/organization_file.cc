// Departments and who is in them, from and to CSV files (beyond ruoyi 17).

#include <utility>

#include "core/office/organization/transfer.h"
#include "dialect/ruoyi/organization.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/user.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct OrganizationFileIn {
  std::string content;
  bool dryRun = false;
  organization::Sheet sheet = {};  // as ReadOrganization read it
};
KOINE_DESCRIBE(OrganizationFileIn, (content, dryRun))
KOINE_RULES(OrganizationFileIn, json::Rule("content")
                                    .NotBlank("文件内容不能为空")
                                    .MaxBytes(organization::kSheetBytes, "文件内容不能超过512KB"))

enum class DepartmentFate : std::uint8_t { kCreated, kUpdated };
KOINE_ENUM(DepartmentFate, (DepartmentFate::kCreated, "CREATED"),
           (DepartmentFate::kUpdated, "UPDATED"))

struct ImportedDepartmentOut {
  std::int64_t line = 0;
  std::string department;
  DepartmentFate action = DepartmentFate::kCreated;
};
KOINE_DESCRIBE(ImportedDepartmentOut, (line, department, action))
struct RefusedLineOut {
  std::int64_t line = 0;
  std::string department;
  std::optional<std::string> username;
  std::string reason;
};
KOINE_DESCRIBE(RefusedLineOut, (line, department, username, reason))
struct OrganizationImportOut {
  bool dryRun = false;
  std::int64_t departmentsCreated = 0, departmentsUpdated = 0, membersAdded = 0, membersUpdated = 0,
               unchanged = 0;
  std::vector<ImportedDepartmentOut> departments;
  std::vector<RefusedLineOut> refused;
};
KOINE_DESCRIBE(OrganizationImportOut, (dryRun, departmentsCreated, departmentsUpdated, membersAdded,
                                       membersUpdated, unchanged, departments, refused))

namespace {

// A file of many lines is read before the transaction.
Status ReadOrganization(Call&, OrganizationFileIn& in) {
  KOINE_TRY(in.sheet, organization::ReadSheet(in.content, {&IsDepartmentPhone, &IsEmail}));
  return Ok();
}

Result<OrganizationImportOut> ImportOrganization(Txn& txn, Call& call, OrganizationFileIn& in) {
  KOINE_TRY(organization::Imported done, organization::Import(txn, call.who, in.sheet, in.dryRun));
  OrganizationImportOut out;
  out.dryRun = in.dryRun;
  for (auto& one : done.departments) {
    (one.created ? out.departmentsCreated : out.departmentsUpdated) += 1;
    out.departments.push_back({one.line, std::move(one.department),
                               one.created ? DepartmentFate::kCreated : DepartmentFate::kUpdated});
  }
  out.membersAdded = done.members_added;
  out.membersUpdated = done.members_updated;
  out.unchanged = done.unchanged;
  for (organization::RefusedLine& one : done.refused) {
    RefusedLineOut refused{one.line, std::move(one.department), std::nullopt, one.reason};
    if (!one.user.empty()) refused.username = std::move(one.user);
    out.refused.push_back(std::move(refused));
  }
  return out;
}

Result<Nothing> ExportOrganization(Txn& txn, Call& call, Nothing&) {
  KOINE_TRY(std::string text, organization::Export(txn, call.who));
  call.response = net::Response::Make(200, "text/csv; charset=utf-8", std::move(text));
  call.response->Add("Content-Disposition", "attachment; filename=\"organization.csv\"");
  return Nothing{};
}

}  // namespace

void AddOrganizationFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      gateway::Ep<&ExportOrganization>(Method::kGet, "/api/im/organization/export",
                                       "Get the departments and their members as a CSV file",
                                       {.auth = Auth::kAdmin,
                                        .mode = Mode::kScan,
                                        .expensive = true,
                                        .ref = "17.9",
                                        .binary = true}));
  rows->push_back(gateway::EpPrepared<&ImportOrganization, &ReadOrganization>(
      Method::kPost, "/api/im/organization/import",
      "Take over departments and members of a CSV file, or see what would happen",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .expensive = true,
       .ok = "导入成功",
       .example = R"({"content":"department,username\r\nPlans,\r\n","dryRun":true})",
       .ref = "17.9"}));
}

}  // namespace koine::ruoyi
