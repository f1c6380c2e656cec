#pragma once

#include <cstdint>
#include <vector>

#include "core/access/principal.h"
#include "core/history/pull.h"
#include "store/txn.h"

// Up to where messages of direct conversations came to their receivers (mapping 8).
namespace koine::history {

// The messages up to `seq` of a direct conversation came to this member: to one of their sessions,
// or as an answer to a pull (mapping 8).
struct Delivered {
  TenantId tenant;
  UserId user;
  ConversationId conversation;
  std::int64_t seq = 0;
};
// Of what the principal pulled: what others wrote and was not known to be delivered.
std::vector<Delivered> DeliveredBy(const access::Principal& who, const std::vector<Pulled>& pulled);

// Notes what the server itself handed over, to sessions or as an answer. Never moves back.
// REQUIRES: each seat at most once.
void RaiseDelivered(store::Txn& txn, std::vector<Delivered> marks);

}  // namespace koine::history
