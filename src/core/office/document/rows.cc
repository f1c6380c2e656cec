#include "core/office/document/rows.h"

#include "core/office/ids.h"

namespace koine::document {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

#define KOINE_FIND \
  "select " KOINE_DOCUMENT_COLUMNS " from document d where d.tenant_id = ? and d.id = ?"
const Sql kFind{KOINE_FIND};
const Sql kFindLocked{KOINE_FIND " {for update}"};
const Sql kFindSeat{
    "select " KOINE_SEAT_COLUMNS
    " from document_seat s where s.tenant_id = ? and s.document_id = ? and s.user_id = ?"};
const Sql kContent{"select content from document_text where tenant_id = ? and document_id = ?"};
const Sql kInsert{
    "insert into document (id, tenant_id, owner_id, title, kind, state, folder_id, parent_id, "
    "version, unkept, bytes, kept_bytes, preview, shares, comments, changed_by, changed_at, "
    "created_at, trashed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kInsertText{
    "insert into document_text (document_id, tenant_id, words, plain, content) "
    "values (?, ?, ?, ?, ?)"};
#define KOINE_RENEW                                                  \
  " on conflict (document_id, user_id) do update set "               \
  "permission = excluded.permission, may_copy = excluded.may_copy, " \
  "may_download = excluded.may_download, expires_at = excluded.expires_at"
const Sql kPutSeats{
    "insert into document_seat (document_id, user_id, tenant_id, owner_id, permission, place, "
    "may_copy, may_download, expires_at, starred, opened_at, changed_at) "
    "select ?, a.value, ?, ?, ?, 2, ?, ?, ?, 0, 0, ? from {list a} where true" KOINE_RENEW};
const Sql kInsertSeat{
    "insert into document_seat (document_id, user_id, tenant_id, owner_id, permission, place, "
    "may_copy, may_download, expires_at, starred, opened_at, changed_at) "
    "values (?, ?, ?, ?, 5, 1, 1, 1, 0, 0, ?, ?)"};
const Sql kUpdate{
    "update document set title = ?, state = ?, version = ?, unkept = ?, bytes = ?, kept_bytes = ?, "
    "preview = ?, shares = ?, comments = ?, changed_by = ?, changed_at = ?, trashed_at = ? "
    "where tenant_id = ? and id = ?"};
const Sql kMoved{"update document_seat set changed_at = ? where tenant_id = ? and document_id = ?"};
const Sql kSetText{
    "update document_text set content = ?, plain = ? where tenant_id = ? and document_id = ?"};
const Sql kIntoTrash{
    "update document_seat set place = case when permission = 5 then 3 else 0 end "
    "where tenant_id = ? and document_id = ?"};
const Sql kOutOfTrash{
    "update document_seat set place = case when permission = 5 then 1 else 2 end "
    "where tenant_id = ? and document_id = ?"};
const Sql kDeleteSeat{
    "delete from document_seat where tenant_id = ? and document_id = ? and user_id = ?"};
const Sql kDeleteSeats{"delete from document_seat where tenant_id = ? and document_id = ?"};
const Sql kStar{
    "update document_seat set starred = ? "
    "where tenant_id = ? and document_id = ? and user_id = ? and starred <> ?"};
const Sql kOpened{
    "update document_seat set opened_at = ? "
    "where tenant_id = ? and document_id = ? and user_id = ?"};
#define KOINE_SHARED_COLUMNS \
  "s.document_id, s.user_id, s.permission, s.expires_at, s.may_copy, s.may_download"
const Sql kSeats{"select " KOINE_SHARED_COLUMNS
                 " from document_seat s "
                 "where s.tenant_id = ? and s.document_id = ? and s.permission < 5"};
const Sql kShares{"select " KOINE_SHARED_COLUMNS
                  " from document_seat s "
                  "where {+}s.tenant_id = ? and s.document_id {in ?} and s.permission < 5 and "
                  "(s.expires_at = 0 or s.expires_at > ?) order by s.document_id, s.user_id"};
const Sql kIndexed{
    "select d.owner_id, d.title, t.plain, t.words from document d join document_text t "
    "on t.document_id = d.id where d.tenant_id = ? and d.id = ?"};
const Sql kSetWords{"update document_text set words = ? where tenant_id = ? and document_id = ?"};
const Sql kAddWords{
    "insert into document_word (owner_id, token, document_id, tenant_id) "
    "select ?, a.value, ?, ? from {list a} where true on conflict do nothing"};
const Sql kDeleteWords{
    "delete from document_word where {+}tenant_id = ? and owner_id = ? and token {in ?} "
    "and document_id = ?"};
const Sql kDeleteText{"delete from document_text where tenant_id = ? and document_id = ?"};
const Sql kDelete{"delete from document where tenant_id = ? and id = ?"};
const Sql kOwned{
    "select " KOINE_DOCUMENT_COLUMNS
    " from document d where d.tenant_id = ? and d.owner_id = ? and d.state <> 3 limit ? "
    "{for update}"};
// proof: an application that ended: all that is its own goes
const Sql kOwnedOfAll{
    "select " KOINE_DOCUMENT_COLUMNS
    " from document d where d.tenant_id = ? and d.owner_id > 0 and d.state <> 3 limit ? "
    "{for update}"};
const Sql kSharedWith{
    "select document_id from document_seat where tenant_id = ? and user_id = ? and "
    "permission < 5 limit ?"};

SharedWith ReadShared(const Row& row) {
  SharedWith out{row.Get<DocumentId>(0), row.Get<UserId>(1)};
  out.permission = static_cast<Permission>(row.Int(2));
  out.expires_at = row.Int(3);
  out.may_copy = row.Int(4) != 0;
  out.may_download = row.Int(5) != 0;
  return out;
}

}  // namespace

Document ReadDocument(const Row& row) {
  Document d;
  d.id = row.Get<DocumentId>(0);
  d.owner = row.Get<UserId>(1);
  d.title = row.String(2);
  d.kind = static_cast<DocumentKind>(row.Int(3));
  d.state = static_cast<DocumentState>(row.Int(4));
  d.folder = row.Int(5);
  d.parent = row.Int(6);
  d.version = row.Int(7);
  d.unkept = row.Int(8) != 0;
  d.bytes = row.Int(9);
  d.kept_bytes = row.Int(10);
  d.preview = row.String(11);
  d.shares = row.Int(12);
  d.comments = row.Int(13);
  d.changed_by = row.Get<UserId>(14);
  d.changed_at = row.Int(15);
  d.created_at = row.Int(16);
  d.trashed_at = row.Int(17);
  return d;
}

Seat ReadSeat(const Row& row, int from) {
  Seat s;
  s.permission = static_cast<Permission>(row.Int(from));
  s.may_copy = row.Int(from + 1) != 0;
  s.may_download = row.Int(from + 2) != 0;
  s.expires_at = row.Int(from + 3);
  s.starred = row.Int(from + 4) != 0;
  s.opened_at = row.Int(from + 5);
  return s;
}

std::optional<Document> FindDocument(Txn& txn, TenantId tenant, DocumentId id, bool lock) {
  return txn.First(lock ? kFindLocked : kFind, ReadDocument, tenant, id);
}

std::optional<Seat> FindSeat(Txn& txn, TenantId tenant, DocumentId id, UserId user) {
  return txn.First(
      kFindSeat, [](const Row& row) { return ReadSeat(row, 0); }, tenant, id, user);
}

std::string ReadContent(Txn& txn, TenantId tenant, DocumentId id) {
  return txn
      .First(
          kContent, [](const Row& row) { return row.String(0); }, tenant, id)
      .value_or("");
}

void InsertDocument(Txn& txn, TenantId tenant, Document* d, std::string_view content,
                    std::string_view plain) {
  d->id = DocumentId(txn.NextId(office::kDocumentIds));
  txn.Exec(kInsert, d->id, tenant, d->owner, d->title, d->kind, d->state, d->folder, d->parent,
           d->version, d->unkept, d->bytes, d->kept_bytes, d->preview, d->shares, d->comments,
           d->changed_by, d->changed_at, d->created_at, d->trashed_at);
  txn.Exec(kInsertText, d->id, tenant, store::Bytes{""}, plain, content);
  txn.Exec(kInsertSeat, d->id, d->owner, tenant, d->owner, d->created_at, d->changed_at);
}

void UpdateDocument(Txn& txn, TenantId tenant, const Document& d, bool moved) {
  txn.Exec(kUpdate, d.title, d.state, d.version, d.unkept, d.bytes, d.kept_bytes, d.preview,
           d.shares, d.comments, d.changed_by, d.changed_at, d.trashed_at, tenant, d.id);
  if (moved) txn.Exec(kMoved, d.changed_at, tenant, d.id);
}

void SetText(Txn& txn, TenantId tenant, DocumentId id, std::string_view content,
             std::string_view plain) {
  txn.Exec(kSetText, content, plain, tenant, id);
}

void MoveSeats(Txn& txn, TenantId tenant, DocumentId id, bool trashed) {
  txn.Exec(trashed ? kIntoTrash : kOutOfTrash, tenant, id);
}

void PutSeats(Txn& txn, TenantId tenant, const Document& d, std::span<const std::int64_t> users,
              const Seat& seat) {
  txn.Exec(kPutSeats, d.id, tenant, d.owner, seat.permission, seat.may_copy, seat.may_download,
           seat.expires_at, d.changed_at, store::IntList{users});
}

bool DeleteSeat(Txn& txn, TenantId tenant, DocumentId id, UserId user) {
  return txn.Exec(kDeleteSeat, tenant, id, user) > 0;
}

void DeleteSeats(Txn& txn, TenantId tenant, DocumentId id) {
  txn.Exec(kDeleteSeats, tenant, id);
}

void SetStarred(Txn& txn, TenantId tenant, DocumentId id, UserId user, bool starred) {
  txn.Exec(kStar, starred, tenant, id, user, starred);
}

void SetOpened(Txn& txn, TenantId tenant, DocumentId id, UserId user) {
  txn.ExecSoon(kOpened, txn.now_ms(), tenant, id, user);
}

std::vector<SharedWith> SelectSeats(Txn& txn, TenantId tenant, DocumentId id) {
  return txn.All(kSeats, ReadShared, tenant, id);
}

std::vector<SharedWith> SelectShares(Txn& txn, TenantId tenant,
                                     std::span<const std::int64_t> documents) {
  return txn.All(kShares, ReadShared, tenant, store::IntList{documents}, txn.now_ms());
}

std::optional<Indexed> ReadIndexed(Txn& txn, TenantId tenant, DocumentId id) {
  auto read = [](const Row& row) {
    return Indexed{row.Get<UserId>(0), row.String(1), row.String(2), row.String(3)};
  };
  return txn.First(kIndexed, read, tenant, id);
}

void SetWords(Txn& txn, TenantId tenant, DocumentId id, std::string_view words) {
  txn.Exec(kSetWords, store::Bytes{words}, tenant, id);
}

void AddWords(Txn& txn, TenantId tenant, DocumentId id, UserId owner,
              std::span<const std::int64_t> tokens) {
  if (!tokens.empty()) txn.Exec(kAddWords, owner, id, tenant, store::IntList{tokens});
}

void DeleteWords(Txn& txn, TenantId tenant, DocumentId id, UserId owner,
                 std::span<const std::int64_t> tokens) {
  if (!tokens.empty()) txn.Exec(kDeleteWords, tenant, owner, store::IntList{tokens}, id);
}

void DeleteRest(Txn& txn, TenantId tenant, DocumentId id) {
  txn.Exec(kDeleteText, tenant, id);
  txn.Exec(kDelete, tenant, id);
}

std::vector<Document> SelectOwned(Txn& txn, TenantId tenant, UserId owner, int limit) {
  if (owner.value == 0) return txn.All(kOwnedOfAll, ReadDocument, tenant, limit);
  return txn.All(kOwned, ReadDocument, tenant, owner, limit);
}

std::vector<std::int64_t> SelectSharedWith(Txn& txn, TenantId tenant, UserId user, int limit) {
  return txn.All(
      kSharedWith, [](const Row& row) { return row.Int(0); }, tenant, user, limit);
}

}  // namespace koine::document
