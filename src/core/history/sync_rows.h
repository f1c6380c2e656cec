#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/history/listed.h"
#include "core/history/render.h"
#include "core/history/sync.h"
#include "store/txn.h"

// SQL of synchronisation that names conversations and readers by their ids. What takes a principal
// or an event is declared in sync.h, handles.h and render.h.
namespace koine::history {

// Those that exist of (conversations[i], seqs[i]), by conversation and seq. Whether the reader may
// read them is not asked here.
std::vector<SyncEntry> ListEntries(store::Txn& txn, TenantId tenant, UserId reader,
                                   std::span<const std::int64_t> conversations,
                                   std::span<const std::int64_t> seqs);

// The last message of each (conversations[i], between from[i] and to[i]) that was neither deleted
// nor hidden by the reader.
std::vector<Last> ListLast(store::Txn& txn, TenantId tenant, UserId reader,
                           std::span<const std::int64_t> conversations,
                           std::span<const std::int64_t> from, std::span<const std::int64_t> to);

// Of the messages (conversations[i], seqs[i]).
std::vector<Mentioned> ListMentioned(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> conversations,
                                     std::span<const std::int64_t> seqs);

// All conversations of the principal, without a version.
ListedIds ListIds(store::Txn& txn, const access::Principal& who);
// Of these, those where they have or had a seat.
ListedIds ListIdsOf(store::Txn& txn, const access::Principal& who,
                    std::span<const std::int64_t> conversations);

}  // namespace koine::history
