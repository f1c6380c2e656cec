#include "core/notification/notification.h"

#include <algorithm>
#include <utility>

#include "base/require.h"
#include "core/event/event.h"
#include "core/notification/elsewhere.h"
#include "core/notification/rows.h"

namespace koine::notification {

std::vector<NotificationId> Notify(store::Txn& txn, TenantId tenant, UserId sender,
                                   std::span<const UserId> receivers, const Content& what) {
  KOINE_REQUIRE(txn.writable());
  std::vector<std::int64_t> users;
  users.reserve(receivers.size());
  for (const UserId user : receivers) users.push_back(user.value);
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());
  std::vector<NotificationId> out;
  const bool elsewhere = GoesElsewhere(what);
  for (const Written& written : Insert(txn, tenant, sender, users, what, elsewhere)) {
    out.push_back(written.id);
    event::Event event;
    event.tenant = tenant;
    event.actor = sender;
    event.users = {written.receiver};
    event.payload = event::Notified{written.id,        what.type,       what.title, what.content,
                                    what.related_type, what.related_id, sender};
    event::Emit(txn, std::move(event));
  }
  if (elsewhere && !out.empty()) TellSoon(txn, tenant);
  return out;
}

std::vector<Notification> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                               std::int64_t limit, std::int64_t offset) {
  return ListOf(txn, who.tenant, who.user, filter, limit, offset);
}

std::int64_t Count(store::Txn& txn, const access::Principal& who, const Filter& filter) {
  return CountOf(txn, who.tenant, who.user, filter);
}

Result<OwnNotification> OwnNotification::Open(store::Txn& txn, const access::Principal& who,
                                              NotificationId id) {
  auto found = Find(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "notification"};
  if (found->receiver != who.user) return Error{Code::kForbidden};
  return OwnNotification(who.tenant, *std::move(found));
}

void MarkRead(store::Txn& txn, const OwnNotification& own) {
  SetRead(txn, own.tenant(), own.notification().receiver, own.notification().id);
}

void MarkAllRead(store::Txn& txn, const access::Principal& who,
                 const std::optional<std::string>& type) {
  SetAllRead(txn, who.tenant, who.user, type);
}

void Remove(store::Txn& txn, const OwnNotification& own) {
  const std::int64_t ids[] = {own.notification().id.value};
  Delete(txn, own.tenant(), own.notification().receiver, ids);
}

std::int64_t RemoveMany(store::Txn& txn, const access::Principal& who,
                        std::span<const std::int64_t> ids) {
  return Delete(txn, who.tenant, who.user, ids);
}

std::int64_t Clear(store::Txn& txn, const access::Principal& who) {
  return DeleteAll(txn, who.tenant, who.user);
}

}  // namespace koine::notification
