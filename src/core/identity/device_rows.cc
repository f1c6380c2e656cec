#include "core/identity/device_rows.h"

#include <optional>

namespace koine::identity {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_DEVICE                                                                       \
  "insert into device (user_id, dialect, device, tenant_id, delivered_position, seen_at, " \
  "push_token, push_expires_at, badge) values (?, ?, ?, ?, 0, ?, ?, ?, ?) "                \
  "on conflict (user_id, dialect, device) do update set "
const Sql kPutPushToken{KOINE_DEVICE
                        "push_token = excluded.push_token, push_expires_at = "
                        "excluded.push_expires_at, seen_at = excluded.seen_at"};
const Sql kPutBadge{KOINE_DEVICE "badge = excluded.badge"};
#define KOINE_FORGET                                                                  \
  "update device set push_token = null, push_expires_at = 0 where tenant_id = ? and " \
  "user_id = ?"
const Sql kForget{KOINE_FORGET " and dialect = ? and device {in ?}"};
const Sql kForgetAll{KOINE_FORGET};
const Sql kList{
    "select dialect, device, push_token, push_expires_at, badge from device "
    "where tenant_id = ? and user_id = ? order by dialect, device"};

}  // namespace

void PutPushToken(Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                  std::string_view name, std::string_view token, std::int64_t expires_at) {
  txn.ExecSoon(kPutPushToken, user, dialect, name, tenant, txn.now_ms(), token, expires_at, 0);
}

void ForgetPushTokens(Txn& txn, TenantId tenant, UserId user, access::Dialect dialect,
                      std::span<const std::string> names) {
  if (names.empty()) return;
  txn.ExecSoon(kForget, tenant, user, dialect, store::TextList{names});
}

void ForgetPushTokensOf(Txn& txn, TenantId tenant, UserId user) {
  txn.ExecSoon(kForgetAll, tenant, user);
}

void PutBadge(Txn& txn, TenantId tenant, UserId user, access::Dialect dialect, std::int64_t badge) {
  txn.ExecSoon(kPutBadge, user, dialect, "", tenant, txn.now_ms(), std::optional<std::string>(), 0,
               badge);
}

std::vector<Device> ListDevices(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) {
    return Device{static_cast<access::Dialect>(row.Int(0)), row.String(1), row.String(2),
                  row.Int(3), row.Int(4)};
  };
  return txn.All(kList, read, tenant, user);
}

}  // namespace koine::identity
