#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "core/change/stream.h"
#include "store/txn.h"

// All SQL of the streams of changes; `conversation_id` of a change is its stream.
namespace koine::change {

// Returns its position, which may be provisional.
std::int64_t Insert(store::Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number,
                    const Change& change, std::shared_ptr<const void> object);
std::optional<Change> Find(store::Txn& txn, TenantId tenant, std::int64_t stream,
                           std::int64_t number);
void Delete(store::Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number);
void SetLast(store::Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t number);
// The next number of a user's stream; others who want one wait for the end of this transaction.
std::int64_t NextOwn(store::Txn& txn, TenantId tenant, UserId user);
// What is kept of these ranges, by stream and number, in one statement. Whether the reader may hear
// of it is not asked here.
std::vector<Entry> List(store::Txn& txn, TenantId tenant, std::span<const Range> ranges);

// Forgets changes before `before_ms`, of all tenants, at most `limit`; returns how many.
std::int64_t Prune(store::Txn& txn, std::int64_t before_ms, int limit);

}  // namespace koine::change
