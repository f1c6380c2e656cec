#include "core/office/document/door.h"

#include "core/office/document/rows.h"

namespace koine::document {

Result<ReadableDocument> ReadableDocument::Open(store::Txn& txn, const access::Principal& who,
                                                DocumentId id) {
  auto found = FindDocument(txn, who.tenant, id, txn.writable());
  if (!found || found->state == DocumentState::kGone) return Error{Code::kNotFound, "document"};
  const auto seat = FindSeat(txn, who.tenant, id, who.user);
  const bool over = seat && seat->expires_at > 0 && seat->expires_at <= txn.now_ms();
  if (!seat || over) return Error{Code::kRoleTooLow};
  if (found->state == DocumentState::kTrashed && seat->permission != Permission::kOwner) {
    return Error{Code::kNotFound, "document"};
  }
  return ReadableDocument(who, *std::move(found), *seat);
}

template <Permission kLeast>
Result<DocumentFor<kLeast>> DocumentFor<kLeast>::Open(store::Txn& txn, const access::Principal& who,
                                                      DocumentId id) {
  KOINE_TRY(auto place, ReadableDocument::Open(txn, who, id));
  if (place.seat().permission < kLeast) return Error{Code::kRoleTooLow};
  if (kLeast != Permission::kOwner &&
      !office::Next(kDocumentStates, place.document().state, DocumentAct::kUse)) {
    return Error{Code::kBadState, "document"};
  }
  return DocumentFor(std::move(place));
}

template class DocumentFor<Permission::kEdit>;
template class DocumentFor<Permission::kAdmin>;
template class DocumentFor<Permission::kOwner>;

}  // namespace koine::document
