// What a deleted application leaves: its people, what they said, and the names of their groups.

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
constexpr std::string_view kWords = "words ";    // and up to where they are gone
constexpr std::string_view kTables = "tables ";  // and how many are done

// What was ever said in it; true when nothing is left.
bool ClearWords(store::Txn& txn, TenantId tenant, std::int64_t* after) {
  const auto to = EndOfSlice(txn, kMessageTexts, *after, kMessagesSlice);
  if (!to) return true;
  EraseSaid(txn, tenant, ListAllSaid(txn, tenant, {*after, *to}));
  *after = *to;
  return false;
}

Status EndTenant(store::Txn& txn, std::string_view key, std::string_view payload) {
  const TenantId tenant(text::ParseInt(key).value_or(0));
  if (!tenant || tenant == kDefaultTenant) return FieldError(Code::kBadArgument, "key");
  if (payload == "messages") {
    retention::PutPurgeAll(txn, tenant);
    txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs, std::string(kWords) + "0");
    return Ok();
  }
  if (payload.starts_with(kWords)) {
    std::int64_t after = text::ParseInt(payload.substr(kWords.size())).value_or(0);
    const bool done = ClearWords(txn, tenant, &after);
    txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs,
               done ? "rows" : std::string(kWords) + std::to_string(after));
    return Ok();
  }
  if (payload.starts_with(kTables)) {
    const auto table = static_cast<int>(text::ParseInt(payload.substr(kTables.size())).value_or(0));
    if (table < kTenantTables) {
      ClearTenant(txn, table, tenant);
      txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs,
                 std::string(kTables) + std::to_string(table + 1));
    } else {
      PutFinish(txn, "tenant " + std::string(key));
    }
    return Ok();
  }
  const bool users = DeleteUsers(txn, tenant, kUsersSlice) == kUsersSlice;
  const bool groups = ClearGroups(txn, tenant, kGroupsSlice) == kGroupsSlice;
  const bool documents =
      document::RemoveOf(txn, tenant, UserId(), kDocumentsSlice) == kDocumentsSlice;
  const bool mails = mail::RemoveOf(txn, tenant, UserId(), kMailsSlice) == kMailsSlice;
  const bool files = drive::RemoveOf(txn, tenant, UserId(), kDriveSlice) == kDriveSlice;
  if (users || groups || documents || mails || files) {
    txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs, payload);
  } else {
    txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs, std::string(kTables) + "0");
  }
  return Ok();
}

}  // namespace

void AddTenantJob(store::JobRunner& jobs) {
  jobs.Add(tenant::kEndTenantJob, EndTenant);
}

}  // namespace koine::erasure
