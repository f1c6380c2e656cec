#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/notification/elsewhere.h"
#include "core/notification/notice.h"
#include "core/notification/notification.h"
#include "store/txn.h"

// All SQL on notification.
namespace koine::notification {

struct Written {
  NotificationId id;
  UserId receiver;
};
// One row for each of `receivers` (without doubles) who exists and is not deregistered;
// `elsewhere`: to be numbered for people of other dialects.
std::vector<Written> Insert(store::Txn& txn, TenantId tenant, UserId sender,
                            std::span<const std::int64_t> receivers, const Content& what,
                            bool elsewhere);
// Those that have no number yet, in the order of their ids.
std::vector<Unnumbered> ListUnnumbered(store::Txn& txn, TenantId tenant, int limit);
void SetNumber(store::Txn& txn, TenantId tenant, NotificationId id, std::int64_t seq);
// The receiver's with a number above `after_seq`, ascending.
std::vector<ReceivedNotice> PullNumbered(store::Txn& txn, TenantId tenant, UserId receiver,
                                         std::int64_t after_seq, int limit);
std::optional<ReceivedNotice> FindNumbered(store::Txn& txn, TenantId tenant, UserId receiver,
                                           NotificationId id);
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
