#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/office/document/version.h"

// What the verbs of this folder share.
namespace koine::document {

// Keeps title and text of the document as its version; the oldest ones go when they are too many or
// too large. Changes `document`, which the caller writes. Of `version` cause, of_version,
// description and changed_by count.
void KeepVersion(store::Txn& txn, TenantId tenant, Document* document, Version version,
                 std::string_view content);
// What an editor saved by itself becomes a version.
void KeepUnkept(store::Txn& txn, TenantId tenant, Document* document);
// Writes the document as `who` has just changed it, with its text where there is one, and has its
// words indexed.
void WriteChanged(store::Txn& txn, const access::Principal& who, Document* document,
                  const std::string* content);

// Orders that its words are indexed.
void PutIndex(store::Txn& txn, TenantId tenant, DocumentId id);
// Orders that it goes from the trash at its time, or that all goes that belonged to it, now.
void PutRemoval(store::Txn& txn, TenantId tenant, const Document& document);
// Nobody has it any more; what belonged to it goes by a job.
void Bury(store::Txn& txn, TenantId tenant, Document document);
// Orders that a share ends at its time, if it has one.
void PutEnd(store::Txn& txn, TenantId tenant, DocumentId id, UserId user, std::int64_t at);

}  // namespace koine::document
