// External contacts from and for other address books, as vCard and CSV files (beyond ruoyi 21).

#include <utility>

#include "core/office/external/exchange.h"
#include "dialect/ruoyi/external.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ExternalFileOfIn {
  std::optional<external::Format> format;
  std::optional<external::GroupId> groupId;
};
KOINE_DESCRIBE(ExternalFileOfIn, (format, groupId))
KOINE_RULES(ExternalFileOfIn, json::Rule("format").AnyCase().Text("文件格式不正确"))

struct ExternalFileIn {
  std::string content;
  std::optional<external::Format> format;
  std::optional<external::GroupId> groupId;
  bool dryRun = false;
  external::File file = {};  // as Prepare read it
};
KOINE_DESCRIBE(ExternalFileIn, (content, format, groupId, dryRun))
KOINE_RULES(ExternalFileIn,
            json::Rule("content")
                .NotBlank("文件内容不能为空")
                .MaxBytes(external::kFileBytes, "文件内容不能超过512KB"),
            json::Rule("format").AnyCase().Text("文件格式不正确"))

struct ExternalImportedOut {
  std::int64_t line = 0;
  std::string name;
  std::optional<std::string> company, mobile, email, groupName;
  office::Fate action = office::Fate::kCreated;
};
KOINE_DESCRIBE(ExternalImportedOut, (line, name, company, mobile, email, groupName, action))
struct ExternalSkippedOut {
  std::int64_t line = 0;
  std::string name, reason;
};
KOINE_DESCRIBE(ExternalSkippedOut, (line, name, reason))
struct ExternalImportOut {
  bool dryRun = false;
  std::int64_t created = 0, updated = 0, unchanged = 0;
  std::vector<ExternalImportedOut> contacts;
  std::vector<ExternalSkippedOut> skipped;
};
KOINE_DESCRIBE(ExternalImportOut, (dryRun, created, updated, unchanged, contacts, skipped))

namespace {

Result<Nothing> Export(Txn& txn, Call& call, ExternalFileOfIn& in) {
  const external::Format format = in.format.value_or(external::Format::kCards);
  const bool cards = format == external::Format::kCards;
  external::Filter filter;
  filter.group = in.groupId;
  call.response =
      net::Response::Make(200, cards ? "text/vcard; charset=utf-8" : "text/csv; charset=utf-8",
                          external::Export(txn, call.who, filter, format));
  call.response->Add("Content-Disposition", cards ? "attachment; filename=\"contacts.vcf\""
                                                  : "attachment; filename=\"contacts.csv\"");
  return Nothing{};
}

// A file of many lines is read before the transaction.
Status ReadExternals(Call&, ExternalFileIn& in) {
  const external::Format format = in.format.value_or(external::FormatOf(in.content));
  KOINE_TRY(in.file, external::ReadFile(in.content, format));
  return Ok();
}

Result<ExternalImportOut> Import(Txn& txn, Call& call, ExternalFileIn& in) {
  KOINE_TRY(const std::vector<office::Fate> fates,
            external::Import(txn, call.who, in.file, in.groupId.value_or(external::GroupId()),
                             in.dryRun));
  ExternalImportOut out;
  out.dryRun = in.dryRun;
  for (std::size_t i = 0; i < fates.size(); ++i) {
    const external::Entry& entry = in.file.entries[i];
    ExternalImportedOut one;
    one.line = entry.line;
    one.name = entry.what.name;
    one.company = OptText(entry.what.company);
    one.mobile = OptText(entry.what.mobile);
    one.email = OptText(entry.what.email);
    one.groupName = OptText(entry.group);
    one.action = fates[i];
    out.created += fates[i] == office::Fate::kCreated ? 1 : 0;
    out.updated += fates[i] == office::Fate::kUpdated ? 1 : 0;
    out.unchanged += fates[i] == office::Fate::kUnchanged ? 1 : 0;
    out.contacts.push_back(std::move(one));
  }
  for (const external::Unread& one : in.file.unread) {
    out.skipped.push_back({one.line, one.name, one.why});
  }
  return out;
}

}  // namespace

void AddExternalFiles(std::vector<gateway::Endpoint>* rows) {
  using gateway::Mode;
  using net::Method;
  rows->push_back(gateway::Ep<&Export>(Method::kGet, "/api/im/external-contact/export",
                                       "Get your external contacts as a vCard or CSV file",
                                       {.mode = Mode::kScan,
                                        .expensive = true,
                                        .ref = "21.14",
                                        .binary = true,
                                        .about = gateway::About::kCaller}));
  rows->push_back(gateway::EpPrepared<&Import, &ReadExternals>(
      Method::kPost, "/api/im/external-contact/import",
      "Take over the people of a vCard or CSV file, or see what would happen",
      {.mode = Mode::kWrite,
       .expensive = true,
       .ok = "导入成功",
       .example = R"({"content":"name,mobile\r\nEve Miller,+49 30 1234567\r\n","dryRun":true})",
       .ref = "21.14",
       .about = gateway::About::kCaller}));
}

}  // namespace koine::ruoyi
