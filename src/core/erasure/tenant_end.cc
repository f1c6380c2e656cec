// What a deleted application leaves: its people, what they said, and the names of their groups.

#include <optional>
#include <string>
#include <string_view>

#include "base/text.h"
#include "core/erasure/erasure.h"
#include "core/erasure/rows.h"
#include "core/erasure/said_rows.h"
#include "core/office/document/document.h"
#include "core/office/drive/drive.h"
#include "core/office/mail/mail.h"
#include "core/retention/retention.h"
#include "core/tenant/tenant.h"

namespace koine::erasure {

namespace {

constexpr std::int64_t kPauseMs = 100;
constexpr int kUsersSlice = 200;
constexpr int kGroupsSlice = 500;
constexpr int kDocumentsSlice = 100;
constexpr int kMailsSlice = 200;
constexpr int kDriveSlice = 200;
// Messages, of all tenants, of which one run looks for those of this one.
constexpr std::int64_t kMessagesSlice = 5000;
// What is left to do: after the first order, "messages", what was said, behind this number; people
// and what is theirs ("rows"); tables, from this one on.
constexpr std::string_view kWords = "words ";
constexpr std::string_view kTables = "tables ";

std::string From(std::string_view step, std::int64_t number) {
  return std::string(step) + std::to_string(number);
}

// Does one slice, and says what is left; nothing after the last.
std::optional<std::string> RunSlice(store::Txn& txn, TenantId tenant, std::string_view left) {
  if (left == "messages") {
    retention::PutPurgeAll(txn, tenant);
    return From(kWords, 0);
  }
  if (left.starts_with(kWords)) {
    const std::int64_t after = text::ParseInt(left.substr(kWords.size())).value_or(0);
    const auto to = EndOfSlice(txn, kMessageTexts, after, kMessagesSlice);
    if (!to) return "rows";
    EraseSaid(txn, tenant, ListAllSaid(txn, tenant, {after, *to}));
    return From(kWords, *to);
  }
  if (left.starts_with(kTables)) {
    const auto table = static_cast<int>(text::ParseInt(left.substr(kTables.size())).value_or(0));
    if (table >= kTenantTables) return std::nullopt;
    ClearTenant(txn, table, tenant);
    return From(kTables, table + 1);
  }
  const bool users = DeleteUsers(txn, tenant, kUsersSlice) == kUsersSlice;
  const bool groups = ClearGroups(txn, tenant, kGroupsSlice) == kGroupsSlice;
  const bool documents =
      document::RemoveOf(txn, tenant, UserId(), kDocumentsSlice) == kDocumentsSlice;
  const bool mails = mail::RemoveOf(txn, tenant, UserId(), kMailsSlice) == kMailsSlice;
  const bool files = drive::RemoveOf(txn, tenant, UserId(), kDriveSlice) == kDriveSlice;
  const bool more = users || groups || documents || mails || files;
  return more ? std::string(left) : From(kTables, 0);
}

Status EndTenant(store::Txn& txn, std::string_view key, std::string_view payload) {
  const TenantId tenant(text::ParseInt(key).value_or(0));
  if (!tenant || tenant == kDefaultTenant) return FieldError(Code::kBadArgument, "key");
  if (const auto left = RunSlice(txn, tenant, payload)) {
    txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs, *left);
  } else {
    PutFinish(txn, "tenant " + std::string(key));
  }
  return Ok();
}

}  // namespace

void AddTenantJob(store::JobRunner& jobs) {
  jobs.Add(tenant::kEndTenantJob, EndTenant);
}

}  // namespace koine::erasure
