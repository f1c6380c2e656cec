#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/backoffice/messages.h"
#include "store/txn.h"

namespace koine::backoffice {

// Messages that fit the filter but for its keyword, with ids below `before`, the newest first.
std::vector<MessageItem> ListItems(store::Txn& txn, TenantId tenant, const MessageFilter& filter,
                                   MessageId before, int limit, std::int64_t offset);
std::int64_t CountItems(store::Txn& txn, TenantId tenant, const MessageFilter& filter,
                        std::int64_t limit);
std::optional<MessageItem> FindItem(store::Txn& txn, TenantId tenant, MessageId id);
std::vector<KindCount> CountKinds(store::Txn& txn, TenantId tenant, std::int64_t from_ms,
                                  std::int64_t to_ms);
std::vector<ActiveGroup> ListActive(store::Txn& txn, TenantId tenant, std::int64_t since_ms,
                                    int limit);
// When each of these users signed in last, by id, as far as their logins are kept.
std::map<std::int64_t, std::int64_t> ListLastLogins(store::Txn& txn, TenantId tenant,
                                                    std::span<const std::int64_t> users);

}  // namespace koine::backoffice
