#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/office/document/document.h"
#include "store/txn.h"

// SQL of lists and searches.
namespace koine::document {

struct Listed {
  Document document;
  Seat seat;
};
std::vector<Listed> SelectListed(store::Txn& txn, const access::Principal& who, Listing listing,
                                 std::int64_t limit, std::int64_t offset);
std::int64_t CountListed(store::Txn& txn, const access::Principal& who, Listing listing);

// Their own, or those shared with them, that have all of these tokens; the last changed first.
struct Candidate {
  std::int64_t id = 0, changed_at = 0;
};
std::vector<Candidate> SelectCandidates(store::Txn& txn, const access::Principal& who, Place place,
                                        std::span<const std::int64_t> tokens, std::int64_t limit);
// Some of what a candidate says, in no order.
struct Said {
  std::int64_t id = 0;
  std::string title, plain;
};
std::vector<Said> SelectSaid(store::Txn& txn, TenantId tenant,
                             std::span<const std::int64_t> documents);
// Those the principal may read now, in no order.
std::vector<Listed> SelectThese(store::Txn& txn, const access::Principal& who,
                                std::span<const std::int64_t> documents);

}  // namespace koine::document
