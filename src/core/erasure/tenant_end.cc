// What a deleted application leaves: its people, what they said, and the names of their groups.

#include <string>
#include <vector>

#include "base/text.h"
#include "core/erasure/erasure.h"
#include "core/erasure/rows.h"
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

Status EndTenant(store::Txn& txn, std::string_view key, std::string_view payload) {
  const TenantId tenant(text::ParseInt(key).value_or(0));
  if (!tenant || tenant == kDefaultTenant) return FieldError(Code::kBadArgument, "key");
  if (payload == "messages") {
    retention::PutPurgeAll(txn, tenant);
    txn.PutJob(tenant::kEndTenantJob, key, txn.now_ms() + kPauseMs, "rows");
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
    PutFinish(txn, "tenant " + std::string(key));
  }
  return Ok();
}

}  // namespace

void AddTenantJob(store::JobRunner& jobs) {
  jobs.Add(tenant::kEndTenantJob, EndTenant);
}

}  // namespace koine::erasure
