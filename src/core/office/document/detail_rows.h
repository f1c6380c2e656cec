#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/office/document/comment.h"
#include "core/office/document/version.h"
#include "store/txn.h"

// SQL on document_version and document_comment. Persons are ids alone.
namespace koine::document {

void InsertVersion(store::Txn& txn, TenantId tenant, DocumentId document, const Version& version,
                   std::string_view content);
std::vector<Version> SelectVersions(store::Txn& txn, TenantId tenant, DocumentId document,
                                    std::int64_t limit, std::int64_t offset);
std::int64_t CountVersionRows(store::Txn& txn, TenantId tenant, DocumentId document);
std::optional<KeptVersion> FindVersion(store::Txn& txn, TenantId tenant, DocumentId document,
                                       VersionId id);
// Number and size of the oldest.
struct Old {
  std::int64_t version = 0, bytes = 0;
};
std::vector<Old> OldestVersions(store::Txn& txn, TenantId tenant, DocumentId document, int limit);
// Those up to this number; how many.
std::int64_t DeleteVersions(store::Txn& txn, TenantId tenant, DocumentId document, std::int64_t to);

// Gives it its id.
void InsertComment(store::Txn& txn, TenantId tenant, Comment* comment);
std::optional<Comment> FindComment(store::Txn& txn, TenantId tenant, CommentId id);
std::vector<Comment> SelectComments(store::Txn& txn, TenantId tenant, DocumentId document,
                                    std::int64_t limit, std::int64_t offset);
std::int64_t CountCommentRows(store::Txn& txn, TenantId tenant, DocumentId document);
// By parent and age.
std::vector<Comment> SelectReplies(store::Txn& txn, TenantId tenant, DocumentId document,
                                   std::span<const std::int64_t> parents);
// With its replies; how many.
std::int64_t DeleteComment(store::Txn& txn, TenantId tenant, DocumentId document, CommentId id);
void DeleteComments(store::Txn& txn, TenantId tenant, DocumentId document);

}  // namespace koine::document
