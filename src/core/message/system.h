#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/message/row.h"
#include "store/txn.h"

// Messages by their numbers, for other nouns of the core, which have judged who may read them: not
// for rows of a dialect, who come through a door (read.h).
namespace koine::message {

std::optional<Row> FindBySeq(store::Txn& txn, TenantId tenant, ConversationId conversation,
                             std::int64_t seq);
// Messages with from <= seq <= to, the oldest `limit` of them, in that order; without those deleted
// for all or for the reader.
std::vector<Row> ListOldest(store::Txn& txn, TenantId tenant, ConversationId conversation,
                            UserId reader, std::int64_t from, std::int64_t to, int limit);
std::vector<Row> ListSeqs(store::Txn& txn, TenantId tenant, ConversationId conversation,
                          std::span<const std::int64_t> seqs);

}  // namespace koine::message
