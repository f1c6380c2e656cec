// Lists and searches of documents.

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "core/identity/people.h"
#include "core/office/document/document.h"
#include "core/office/document/keep.h"
#include "core/office/document/list_rows.h"
#include "core/office/document/rows.h"
#include "core/office/document/words.h"

namespace koine::document {

namespace {

using access::Principal;

// Documents that one search reads, found or not, so many at once.
constexpr std::int64_t kLooksMax = 1'000;
constexpr std::size_t kLooksAtOnce = 50;

// Names and those it is shared with: a statement each.
void Fill(store::Txn& txn, const Principal& who, std::vector<ShownDocument>* documents) {
  std::vector<std::int64_t> users, shared;
  for (const ShownDocument& one : *documents) {
    users.push_back(one.document.owner.value);
    users.push_back(one.document.changed_by.value);
    if (one.document.shares > 0) shared.push_back(one.document.id.value);
  }
  std::vector<SharedWith> seats;
  if (!shared.empty()) seats = SelectShares(txn, who.tenant, shared);
  for (const SharedWith& seat : seats) users.push_back(seat.user.value);
  const auto people = identity::FindPeople(txn, who, std::move(users));
  std::unordered_map<std::int64_t, ShownDocument*> by_id;
  for (ShownDocument& one : *documents) {
    one.owner = people.Of(one.document.owner);
    one.changed_by = people.Of(one.document.changed_by);
    by_id.emplace(one.document.id.value, &one);
  }
  for (const SharedWith& seat : seats) {
    by_id[seat.document.value]->collaborators.push_back(
        {people.Of(seat.user), seat.permission, seat.expires_at, seat.may_copy, seat.may_download});
  }
}

std::vector<ShownDocument> Shown(store::Txn& txn, const Principal& who,
                                 std::vector<Listed> listed) {
  std::vector<ShownDocument> out;
  out.reserve(listed.size());
  for (Listed& one : listed) {
    ShownDocument& shown = out.emplace_back();
    shown.document = std::move(one.document);
    shown.seat = one.seat;
  }
  if (!out.empty()) Fill(txn, who, &out);
  return out;
}

bool Newer(std::int64_t at, std::int64_t id, std::int64_t other_at, std::int64_t other_id) {
  return std::pair(at, id) > std::pair(other_at, other_id);
}

// Those of them that say what is wanted, in their order.
std::vector<std::int64_t> Matching(store::Txn& txn, TenantId tenant, const Wanted& wanted,
                                   const std::vector<Candidate>& candidates) {
  std::vector<std::int64_t> out;
  for (std::size_t from = 0; from < candidates.size() && out.size() < kHitsMax;
       from += kLooksAtOnce) {
    const std::size_t to = std::min(candidates.size(), from + kLooksAtOnce);
    std::vector<std::int64_t> ids;
    for (std::size_t i = from; i < to; ++i) ids.push_back(candidates[i].id);
    std::unordered_map<std::int64_t, bool> found;
    for (const Said& said : SelectSaid(txn, tenant, ids)) {
      found[said.id] = wanted.Matches(said.title, said.plain);
    }
    for (const std::int64_t id : ids) {
      if (found[id] && out.size() < kHitsMax) out.push_back(id);
    }
  }
  return out;
}

}  // namespace

ShownDocument ShowDocument(store::Txn& txn, const ReadableDocument& place) {
  std::vector<Listed> one(1);
  one[0] = {place.document(), place.seat()};
  std::vector<ShownDocument> shown = Shown(txn, place.who(), std::move(one));
  shown[0].content = ReadContent(txn, place.who().tenant, place.document().id);
  return std::move(shown[0]);
}

std::vector<ShownDocument> ListDocuments(store::Txn& txn, const Principal& who, Listing listing,
                                         std::int64_t limit, std::int64_t offset) {
  return Shown(txn, who, SelectListed(txn, who, listing, limit, offset));
}

std::int64_t CountDocuments(store::Txn& txn, const Principal& who, Listing listing) {
  return CountListed(txn, who, listing);
}

std::vector<ShownDocument> SearchDocuments(store::Txn& txn, const Principal& who,
                                           std::string_view keyword) {
  const Wanted wanted(keyword);
  if (wanted.tokens().empty()) return {};
  auto candidates = SelectCandidates(txn, who, Place::kOwn, wanted.tokens(), kLooksMax);
  const auto shared = SelectCandidates(txn, who, Place::kShared, wanted.tokens(), kLooksMax);
  candidates.insert(candidates.end(), shared.begin(), shared.end());
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return Newer(a.changed_at, a.id, b.changed_at, b.id);
  });
  if (std::ssize(candidates) > kLooksMax) candidates.resize(kLooksMax);
  const auto ids = Matching(txn, who.tenant, wanted, candidates);
  if (ids.empty()) return {};
  std::vector<Listed> listed = SelectThese(txn, who, ids);
  std::sort(listed.begin(), listed.end(), [](const Listed& a, const Listed& b) {
    return Newer(a.document.changed_at, a.document.id.value, b.document.changed_at,
                 b.document.id.value);
  });
  return Shown(txn, who, std::move(listed));
}

}  // namespace koine::document
