#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/notification/notification.h"
#include "store/txn.h"

// All SQL on notification.
namespace koine::notification {

struct Written {
  NotificationId id;
  UserId receiver;
};
// One row for each of `receivers` (without doubles) who exists and is not deregistered.
std::vector<Written> Insert(store::Txn& txn, TenantId tenant, UserId sender,
                            std::span<const std::int64_t> receivers, const Content& what);
std::vector<Notification> ListOf(store::Txn& txn, TenantId tenant, UserId receiver,
                                 const Filter& filter, std::int64_t limit, std::int64_t offset);
std::int64_t CountOf(store::Txn& txn, TenantId tenant, UserId receiver, const Filter& filter);
std::optional<Notification> Find(store::Txn& txn, TenantId tenant, NotificationId id);
// An unread one only: the time of the first reading stays.
void SetRead(store::Txn& txn, TenantId tenant, UserId receiver, NotificationId id);
void SetAllRead(store::Txn& txn, TenantId tenant, UserId receiver,
                const std::optional<std::string>& type);
// Of the receiver's, those in `ids`; returns how many went.
std::int64_t Delete(store::Txn& txn, TenantId tenant, UserId receiver,
                    std::span<const std::int64_t> ids);
std::int64_t DeleteAll(store::Txn& txn, TenantId tenant, UserId receiver);

}  // namespace koine::notification
