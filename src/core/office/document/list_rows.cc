#include "core/office/document/list_rows.h"

#include "core/office/document/rows.h"

namespace koine::document {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

// What a share that is over leaves until its job has run is in no list.
#define KOINE_SEATS(which)                                                  \
  "from document_seat s where s.tenant_id = ? and s.user_id = ? and " which \
  " and (s.expires_at = 0 or s.expires_at > ?) "
#define KOINE_IDS(at, which)             \
  "select s.document_id as found, s." at \
  " as at " KOINE_SEATS(which) "order by s." at " desc, s.document_id desc limit ?"
// The ids of a page are in the index of its list; the rest is read of the page alone.
#define KOINE_PAGE(ids)                                                                    \
  "select " KOINE_DOCUMENT_COLUMNS ", " KOINE_SEAT_COLUMNS " from (" ids                   \
  ") f join document d on d.id = f.found join document_seat s on s.document_id = f.found " \
  "and s.user_id = ? order by f.at desc, f.found desc"
#define KOINE_OWN "s.place = 1"
#define KOINE_SHARED "s.place = 2"
#define KOINE_TRASH "s.place = 3"
#define KOINE_STARRED "s.starred > 0 and {+}s.place between 1 and 2"
#define KOINE_RECENT "s.opened_at > 0 and {+}s.place between 1 and 2"
// Both by Listing, which begins with kAll.
const Sql kPages[] = {
    Sql{KOINE_PAGE(KOINE_IDS("changed_at", KOINE_OWN) " offset ?")},
    Sql{KOINE_PAGE(KOINE_IDS("changed_at", KOINE_SHARED) " offset ?")},
    Sql{KOINE_PAGE(KOINE_IDS("changed_at", KOINE_STARRED) " offset ?")},
    Sql{KOINE_PAGE(KOINE_IDS("changed_at", KOINE_TRASH) " offset ?")},
    Sql{KOINE_PAGE(KOINE_IDS("opened_at", KOINE_RECENT) " offset ?")},
};
const Sql kCounts[] = {
    Sql{"select count(*) " KOINE_SEATS(KOINE_OWN)},
    Sql{"select count(*) " KOINE_SEATS(KOINE_SHARED)},
    Sql{"select count(*) " KOINE_SEATS(KOINE_STARRED)},
    Sql{"select count(*) " KOINE_SEATS(KOINE_TRASH)},
    Sql{"select count(*) " KOINE_SEATS(KOINE_RECENT)},
};
// Each list as far as the page reaches.
#define KOINE_OWN_IDS KOINE_IDS("changed_at", KOINE_OWN)
#define KOINE_SHARED_IDS KOINE_IDS("changed_at", KOINE_SHARED)
#define KOINE_BOTH                                           \
  "select u.found, u.at from (select * from (" KOINE_OWN_IDS \
  ") own union all select * from (" KOINE_SHARED_IDS         \
  ") shared) u order by u.at desc, u.found desc limit ? offset ?"
const Sql kAll{KOINE_PAGE(KOINE_BOTH)};

// proof: the words are of the user's own; their seats below name the tenant
const Sql kOwnHits{
    "select s.document_id, s.changed_at from (select w.document_id as found from document_word w "
    "where w.owner_id = ? and w.token {in ?} group by w.document_id having count(*) = ?) f "
    "join document_seat s on s.document_id = f.found and s.user_id = ? "
    "where {+}s.tenant_id = ? and {+}s.place = 1 "
    "order by s.changed_at desc, s.document_id desc limit ?"};
const Sql kSharedHits{
    "select s.document_id, s.changed_at from document_seat s {cross join} document_word w "
    "on w.owner_id = s.owner_id and w.token {in ?} and w.document_id = s.document_id "
    "where s.tenant_id = ? and s.user_id = ? and s.place = 2 and "
    "(s.expires_at = 0 or s.expires_at > ?) group by s.document_id, s.changed_at "
    "having count(*) = ? order by s.changed_at desc, s.document_id desc limit ?"};
const Sql kSaid{
    "select d.id, d.title, t.plain from document d join document_text t on t.document_id = d.id "
    "where {+}d.tenant_id = ? and d.id {in ?}"};
const Sql kThese{"select " KOINE_DOCUMENT_COLUMNS ", " KOINE_SEAT_COLUMNS
                 " from document d join document_seat s on s.document_id = d.id and s.user_id = ? "
                 "where {+}d.tenant_id = ? and d.id {in ?} and {+}s.place between 1 and 2 and "
                 "(s.expires_at = 0 or s.expires_at > ?)"};

std::size_t PlaceOf(Listing listing) {
  return static_cast<std::size_t>(listing) - static_cast<std::size_t>(Listing::kMy);
}

Listed ReadListed(const Row& row) {
  return {ReadDocument(row), ReadSeat(row, kDocumentColumns)};
}

}  // namespace

std::vector<Listed> SelectListed(Txn& txn, const access::Principal& who, Listing listing,
                                 std::int64_t limit, std::int64_t offset) {
  const std::int64_t now = txn.now_ms();
  if (listing == Listing::kAll) {
    const std::int64_t reach = limit + offset;
    return txn.All(kAll, ReadListed, who.tenant, who.user, now, reach, who.tenant, who.user, now,
                   reach, limit, offset, who.user);
  }
  return txn.All(kPages[PlaceOf(listing)], ReadListed, who.tenant, who.user, now, limit, offset,
                 who.user);
}

std::int64_t CountListed(Txn& txn, const access::Principal& who, Listing listing) {
  if (listing == Listing::kAll) {
    return CountListed(txn, who, Listing::kMy) + CountListed(txn, who, Listing::kShared);
  }
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kCounts[PlaceOf(listing)], read, who.tenant, who.user, txn.now_ms()).value_or(0);
}

std::vector<Candidate> SelectCandidates(Txn& txn, const access::Principal& who, Place place,
                                        std::span<const std::int64_t> tokens, std::int64_t limit) {
  auto read = [](const Row& row) { return Candidate{row.Int(0), row.Int(1)}; };
  const auto count = static_cast<std::int64_t>(tokens.size());
  const store::IntList list{tokens};
  if (place == Place::kOwn) {
    return txn.All(kOwnHits, read, who.user, list, count, who.user, who.tenant, limit);
  }
  return txn.All(kSharedHits, read, list, who.tenant, who.user, txn.now_ms(), count, limit);
}

std::vector<Said> SelectSaid(Txn& txn, TenantId tenant, std::span<const std::int64_t> documents) {
  auto read = [](const Row& row) { return Said{row.Int(0), row.String(1), row.String(2)}; };
  return txn.All(kSaid, read, tenant, store::IntList{documents});
}

std::vector<Listed> SelectThese(Txn& txn, const access::Principal& who,
                                std::span<const std::int64_t> documents) {
  return txn.All(kThese, ReadListed, who.user, who.tenant, store::IntList{documents}, txn.now_ms());
}

}  // namespace koine::document
