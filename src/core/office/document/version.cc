#include "core/office/document/version.h"

#include <algorithm>
#include <utility>

#include "core/file/space.h"
#include "core/identity/people.h"
#include "core/office/document/detail_rows.h"
#include "core/office/document/keep.h"
#include "core/office/document/rows.h"
#include "core/office/document/words.h"

namespace koine::document {

void KeepVersion(store::Txn& txn, TenantId tenant, Document* document, Version version,
                 std::string_view content) {
  version.version = document->version;
  version.title = document->title;
  version.bytes = static_cast<std::int64_t>(content.size());
  version.created_at = txn.now_ms();
  InsertVersion(txn, tenant, document->id, version, content);
  document->kept_bytes += version.bytes;
  const std::int64_t too_old = document->version - kVersionsKept;
  std::int64_t to = 0;
  const bool many = too_old > 0 || document->kept_bytes > kVersionBytesKept;
  if (!many) return;
  for (const Old& old : OldestVersions(txn, tenant, document->id, kVersionsKept)) {
    if (old.version > too_old && document->kept_bytes <= kVersionBytesKept) break;
    document->kept_bytes -= old.bytes;
    to = old.version;
  }
  if (to > 0) DeleteVersions(txn, tenant, document->id, to);
}

void KeepUnkept(store::Txn& txn, TenantId tenant, Document* document) {
  ++document->version;
  document->unkept = false;
  Version kept;
  kept.cause = VersionCause::kKept;
  kept.changed_by.id = document->changed_by;
  KeepVersion(txn, tenant, document, std::move(kept), ReadContent(txn, tenant, document->id));
}

void WriteChanged(store::Txn& txn, const access::Principal& who, Document* document,
                  const std::string* content) {
  if (content != nullptr) {
    const std::string plain = PlainOf(*content, kSearchedChars);
    document->bytes = static_cast<std::int64_t>(content->size());
    document->preview = PreviewOf(plain);
    SetText(txn, who.tenant, document->id, *content, plain);
  }
  document->changed_by = who.user;
  // Two changes in one millisecond are two revisions.
  document->changed_at = std::max(txn.now_ms(), document->changed_at + 1);
  UpdateDocument(txn, who.tenant, *document, true);
  PutIndex(txn, who.tenant, document->id);
}

std::vector<Version> ListVersions(store::Txn& txn, const ReadableDocument& place,
                                  std::int64_t limit, std::int64_t offset) {
  const access::Principal& who = place.who();
  auto versions = SelectVersions(txn, who.tenant, place.document().id, limit, offset);
  std::vector<std::int64_t> users;
  for (const Version& one : versions) users.push_back(one.changed_by.id.value);
  const auto people = identity::FindPeople(txn, who, std::move(users));
  for (Version& one : versions) one.changed_by = people.Of(one.changed_by.id);
  return versions;
}

std::int64_t CountVersions(store::Txn& txn, const ReadableDocument& place) {
  return CountVersionRows(txn, place.who().tenant, place.document().id);
}

Result<KeptVersion> ShowVersion(store::Txn& txn, const ReadableDocument& place, VersionId id) {
  const access::Principal& who = place.who();
  auto found = FindVersion(txn, who.tenant, place.document().id, id);
  if (!found) return Error{Code::kNotFound, "document_version"};
  const UserId author = found->version.changed_by.id;
  found->version.changed_by = identity::FindPeople(txn, who, {author.value}).Of(author);
  return *std::move(found);
}

Status RestoreVersion(store::Txn& txn, const EditableDocument& place, VersionId id,
                      std::int64_t quota) {
  const access::Principal& who = place.who();
  Document document = place.document();
  const auto found = FindVersion(txn, who.tenant, document.id, id);
  if (!found) return Error{Code::kNotFound, "document_version"};
  if (document.unkept) KeepUnkept(txn, who.tenant, &document);
  ++document.version;
  document.title = found->version.title;
  Version version;
  version.cause = VersionCause::kRestored;
  version.of_version = found->version.version;
  version.changed_by.id = who.user;
  KeepVersion(txn, who.tenant, &document, std::move(version), found->content);
  WriteChanged(txn, who, &document, &found->content);
  return file::CountSpace(txn, who.tenant, document.owner,
                          document.space() - place.document().space(), quota);
}

}  // namespace koine::document
