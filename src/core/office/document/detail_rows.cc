#include "core/office/document/detail_rows.h"

namespace koine::document {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kVersionIds{"document_version", 1};
constexpr store::IdSequence kCommentIds{"document_comment", 1};

#define KOINE_KEPT_COLUMNS                                                                 \
  "v.id, v.version, v.bytes, v.changed_by, v.cause, v.of_version, v.created_at, v.title, " \
  "v.description"
#define KOINE_VERSIONS "from document_version v where {+}v.tenant_id = ? and v.document_id = ? "
const Sql kInsertVersion{
    "insert into document_version (id, tenant_id, document_id, version, bytes, changed_by, cause, "
    "of_version, created_at, title, description, content) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kVersions{"select " KOINE_KEPT_COLUMNS " " KOINE_VERSIONS
                    "order by v.version desc limit ? offset ?"};
const Sql kCountVersions{"select count(*) " KOINE_VERSIONS};
const Sql kFindVersion{"select " KOINE_KEPT_COLUMNS
                       ", v.content from document_version v "
                       "where v.tenant_id = ? and v.id = ? and v.document_id = ?"};
const Sql kOldest{"select v.version, v.bytes " KOINE_VERSIONS "order by v.version limit ?"};
const Sql kDeleteVersions{
    "delete from document_version where {+}tenant_id = ? and document_id = ? and version <= ?"};

#define KOINE_COMMENT                                                                          \
  "select c.id, c.parent_id, c.document_id, c.user_id, c.content, c.selected, c.selected_at, " \
  "c.created_at from document_comment c where "
const Sql kInsertComment{
    "insert into document_comment (id, tenant_id, document_id, parent_id, user_id, content, "
    "selected, selected_at, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kFindComment{KOINE_COMMENT "c.tenant_id = ? and c.id = ?"};
const Sql kComments{
    KOINE_COMMENT
    "{+}c.tenant_id = ? and c.document_id = ? and c.parent_id = 0 order by c.id desc "
    "limit ? offset ?"};
const Sql kCountComments{
    "select count(*) from document_comment c where {+}c.tenant_id = ? and c.document_id = ? and "
    "c.parent_id = 0"};
const Sql kReplies{KOINE_COMMENT
                   "{+}c.tenant_id = ? and c.document_id = ? and c.parent_id {in ?} "
                   "order by c.parent_id, c.id"};
const Sql kDeleteReplies{
    "delete from document_comment where {+}tenant_id = ? and document_id = ? and parent_id = ?"};
const Sql kDeleteComment{
    "delete from document_comment where tenant_id = ? and id = ? and document_id = ?"};
const Sql kDeleteComments{
    "delete from document_comment where {+}tenant_id = ? and document_id = ?"};

Version ReadVersion(const Row& row) {
  Version v;
  v.id = row.Get<VersionId>(0);
  v.version = row.Int(1);
  v.bytes = row.Int(2);
  v.changed_by.id = row.Get<UserId>(3);
  v.cause = static_cast<VersionCause>(row.Int(4));
  v.of_version = row.Int(5);
  v.created_at = row.Int(6);
  v.title = row.String(7);
  v.description = row.String(8);
  return v;
}

Comment ReadComment(const Row& row) {
  Comment c;
  c.id = row.Get<CommentId>(0);
  c.parent = row.Get<CommentId>(1);
  c.document = row.Get<DocumentId>(2);
  c.author.id = row.Get<UserId>(3);
  c.content = row.String(4);
  c.selected = row.String(5);
  c.selected_at = row.Int(6);
  c.created_at = row.Int(7);
  return c;
}

std::int64_t FirstInt(Txn& txn, const Sql& sql, TenantId tenant, DocumentId document) {
  return txn
      .First(
          sql, [](const Row& row) { return row.Int(0); }, tenant, document)
      .value_or(0);
}

}  // namespace

void InsertVersion(Txn& txn, TenantId tenant, DocumentId document, const Version& v,
                   std::string_view content) {
  txn.Exec(kInsertVersion, VersionId(txn.NextId(kVersionIds)), tenant, document, v.version, v.bytes,
           v.changed_by.id, v.cause, v.of_version, v.created_at, v.title, v.description, content);
}

std::vector<Version> SelectVersions(Txn& txn, TenantId tenant, DocumentId document,
                                    std::int64_t limit, std::int64_t offset) {
  return txn.All(kVersions, ReadVersion, tenant, document, limit, offset);
}

std::int64_t CountVersionRows(Txn& txn, TenantId tenant, DocumentId document) {
  return FirstInt(txn, kCountVersions, tenant, document);
}

std::optional<KeptVersion> FindVersion(Txn& txn, TenantId tenant, DocumentId document,
                                       VersionId id) {
  constexpr int kContentColumn = 9;
  auto read = [](const Row& row) {
    return KeptVersion{ReadVersion(row), row.String(kContentColumn)};
  };
  return txn.First(kFindVersion, read, tenant, id, document);
}

std::vector<Old> OldestVersions(Txn& txn, TenantId tenant, DocumentId document, int limit) {
  auto read = [](const Row& row) { return Old{row.Int(0), row.Int(1)}; };
  return txn.All(kOldest, read, tenant, document, limit);
}

std::int64_t DeleteVersions(Txn& txn, TenantId tenant, DocumentId document, std::int64_t to) {
  return txn.Exec(kDeleteVersions, tenant, document, to);
}

void InsertComment(Txn& txn, TenantId tenant, Comment* c) {
  c->id = CommentId(txn.NextId(kCommentIds));
  txn.Exec(kInsertComment, c->id, tenant, c->document, c->parent, c->author.id, c->content,
           c->selected, c->selected_at, c->created_at);
}

std::optional<Comment> FindComment(Txn& txn, TenantId tenant, CommentId id) {
  return txn.First(kFindComment, ReadComment, tenant, id);
}

std::vector<Comment> SelectComments(Txn& txn, TenantId tenant, DocumentId document,
                                    std::int64_t limit, std::int64_t offset) {
  return txn.All(kComments, ReadComment, tenant, document, limit, offset);
}

std::int64_t CountCommentRows(Txn& txn, TenantId tenant, DocumentId document) {
  return FirstInt(txn, kCountComments, tenant, document);
}

std::vector<Comment> SelectReplies(Txn& txn, TenantId tenant, DocumentId document,
                                   std::span<const std::int64_t> parents) {
  return txn.All(kReplies, ReadComment, tenant, document, store::IntList{parents});
}

std::int64_t DeleteComment(Txn& txn, TenantId tenant, DocumentId document, CommentId id) {
  const std::int64_t replies = txn.Exec(kDeleteReplies, tenant, document, id);
  return replies + txn.Exec(kDeleteComment, tenant, id, document);
}

void DeleteComments(Txn& txn, TenantId tenant, DocumentId document) {
  txn.Exec(kDeleteComments, tenant, document);
}

}  // namespace koine::document
