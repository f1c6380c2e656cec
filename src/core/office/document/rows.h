#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/office/document/document.h"
#include "store/txn.h"

// SQL on document, document_text and document_seat; lists are in list_rows.h.
namespace koine::document {

// The columns of ReadDocument and of ReadSeat after it.
#define KOINE_DOCUMENT_COLUMNS                                                        \
  "d.id, d.owner_id, d.title, d.kind, d.state, d.folder_id, d.parent_id, d.version, " \
  "d.unkept, d.bytes, d.kept_bytes, d.preview, d.shares, d.comments, d.changed_by, "  \
  "d.changed_at, d.created_at, d.trashed_at"
#define KOINE_SEAT_COLUMNS \
  "s.permission, s.may_copy, s.may_download, s.expires_at, s.starred, s.opened_at"
inline constexpr int kDocumentColumns = 18;
Document ReadDocument(const store::Row& row);
Seat ReadSeat(const store::Row& row, int from);

std::optional<Document> FindDocument(store::Txn& txn, TenantId tenant, DocumentId id, bool lock);
std::optional<Seat> FindSeat(store::Txn& txn, TenantId tenant, DocumentId id, UserId user);
std::string ReadContent(store::Txn& txn, TenantId tenant, DocumentId id);

// With its text and its owner's seat; gives it its id.
void InsertDocument(store::Txn& txn, TenantId tenant, Document* document, std::string_view content,
                    std::string_view plain);
// All that may change. Where `moved`, its seats repeat when it was changed.
void UpdateDocument(store::Txn& txn, TenantId tenant, const Document& document, bool moved);
void SetText(store::Txn& txn, TenantId tenant, DocumentId id, std::string_view content,
             std::string_view plain);
// Where it is for its owner and for those it is shared with.
void MoveSeats(store::Txn& txn, TenantId tenant, DocumentId id, bool trashed);

// The seats of those it is shared with; marks of older ones stay.
void PutSeats(store::Txn& txn, TenantId tenant, const Document& document,
              std::span<const std::int64_t> users, const Seat& seat);
// False: there was none.
bool DeleteSeat(store::Txn& txn, TenantId tenant, DocumentId id, UserId user);
void DeleteSeats(store::Txn& txn, TenantId tenant, DocumentId id);
void SetStarred(store::Txn& txn, TenantId tenant, DocumentId id, UserId user, bool starred);
void SetOpened(store::Txn& txn, TenantId tenant, DocumentId id, UserId user);
// Those it is shared with, of several documents, by document and user.
struct SharedWith {
  DocumentId document;
  UserId user;
  Permission permission = Permission::kView;
  std::int64_t expires_at = 0;
  bool may_copy = true, may_download = true;
};
// Of one document, with those that are over.
std::vector<SharedWith> SelectSeats(store::Txn& txn, TenantId tenant, DocumentId id);
std::vector<SharedWith> SelectShares(store::Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> documents);

// Words that are indexed of it, and what should be.
struct Indexed {
  UserId owner;
  std::string title, plain, words;
};
std::optional<Indexed> ReadIndexed(store::Txn& txn, TenantId tenant, DocumentId id);
void SetWords(store::Txn& txn, TenantId tenant, DocumentId id, std::string_view words);
void AddWords(store::Txn& txn, TenantId tenant, DocumentId id, UserId owner,
              std::span<const std::int64_t> tokens);
void DeleteWords(store::Txn& txn, TenantId tenant, DocumentId id, UserId owner,
                 std::span<const std::int64_t> tokens);
// The document itself, of which nothing else is left.
void DeleteRest(store::Txn& txn, TenantId tenant, DocumentId id);

// Of a user, or of the tenant (user 0), not gone yet.
std::vector<Document> SelectOwned(store::Txn& txn, TenantId tenant, UserId owner, int limit);
// Documents that others share with a user.
std::vector<std::int64_t> SelectSharedWith(store::Txn& txn, TenantId tenant, UserId user,
                                           int limit);

}  // namespace koine::document
