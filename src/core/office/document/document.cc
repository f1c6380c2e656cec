#include "core/office/document/document.h"

#include <utility>

#include "core/access/allowance.h"
#include "core/file/space.h"
#include "core/office/document/detail_rows.h"
#include "core/office/document/keep.h"
#include "core/office/document/rows.h"
#include "core/office/document/words.h"

namespace koine::document {

namespace {

using access::Principal;

// Where the act leads from the state that it is in.
Status Enter(DocumentAct act, Document* document) {
  const auto next = office::Next(kDocumentStates, document->state, act);
  if (!next) return Error{Code::kBadState, "document"};
  document->state = *next;
  return Ok();
}

bool KeptLongAgo(store::Txn& txn, TenantId tenant, DocumentId id) {
  const auto newest = SelectVersions(txn, tenant, id, 1, 0);
  return newest.empty() || newest.front().created_at + kKeepEveryMs <= txn.now_ms();
}

}  // namespace

Result<DocumentId> CreateDocument(store::Txn& txn, const Principal& who,
                                  const DocumentDraft& draft) {
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kDocument));
  const std::string plain = PlainOf(draft.content, kSearchedChars);
  Document document;
  document.owner = document.changed_by = who.user;
  document.title = draft.title;
  document.kind = draft.kind;
  document.folder = draft.folder;
  document.parent = draft.parent;
  document.bytes = static_cast<std::int64_t>(draft.content.size());
  document.preview = PreviewOf(plain);
  document.changed_at = document.created_at = txn.now_ms();
  InsertDocument(txn, who.tenant, &document, draft.content, plain);
  Version first;
  first.cause = VersionCause::kCreated;
  first.changed_by.id = who.user;
  KeepVersion(txn, who.tenant, &document, first, draft.content);
  KOINE_CHECK(file::CountSpace(txn, who.tenant, document.owner, document.space(), draft.quota));
  UpdateDocument(txn, who.tenant, document, false);
  PutIndex(txn, who.tenant, document.id);
  return document.id;
}

Result<ChangedDocument> ChangeDocument(store::Txn& txn, const EditableDocument& place,
                                       const DocumentChange& change) {
  const Principal& who = place.who();
  Document document = place.document();
  if (change.version.value_or(document.version) != document.version ||
      change.revision.value_or(document.revision()) != document.revision()) {
    return Error{Code::kConflict, "document", std::to_string(document.version)};
  }
  const bool others = document.unkept && document.changed_by != who.user;
  if (others && (!change.revision || KeptLongAgo(txn, who.tenant, document.id))) {
    KeepUnkept(txn, who.tenant, &document);
  }
  if (change.title) document.title = *change.title;
  if (change.by_itself) {
    document.unkept = true;
  } else {
    ++document.version;
    document.unkept = false;
    Version version;
    version.changed_by.id = who.user;
    version.description = change.description;
    const std::string content =
        change.content ? *change.content : ReadContent(txn, who.tenant, document.id);
    document.bytes = static_cast<std::int64_t>(content.size());
    KeepVersion(txn, who.tenant, &document, std::move(version), content);
  }
  WriteChanged(txn, who, &document, change.content ? &*change.content : nullptr);
  KOINE_CHECK(file::CountSpace(txn, who.tenant, document.owner,
                               document.space() - place.document().space(), change.quota));
  return ChangedDocument{document.version, document.revision()};
}

Status TrashDocument(store::Txn& txn, const OwnDocument& place) {
  const TenantId tenant = place.who().tenant;
  Document document = place.document();
  const bool was = document.state == DocumentState::kTrashed;
  KOINE_CHECK(Enter(DocumentAct::kTrash, &document));
  if (was) return Ok();
  document.trashed_at = txn.now_ms();
  UpdateDocument(txn, tenant, document, false);
  MoveSeats(txn, tenant, document.id, true);
  PutRemoval(txn, tenant, document);
  return Ok();
}

Status RestoreDocument(store::Txn& txn, const OwnDocument& place) {
  const TenantId tenant = place.who().tenant;
  Document document = place.document();
  const bool was = document.state == DocumentState::kKept;
  KOINE_CHECK(Enter(DocumentAct::kRestore, &document));
  if (was) return Ok();
  document.trashed_at = 0;
  UpdateDocument(txn, tenant, document, false);
  MoveSeats(txn, tenant, document.id, false);
  PutRemoval(txn, tenant, document);
  return Ok();
}

Status RemoveDocument(store::Txn& txn, const OwnDocument& place) {
  Document document = place.document();
  KOINE_CHECK(Enter(DocumentAct::kRemove, &document));
  Bury(txn, place.who().tenant, std::move(document));
  return Ok();
}

void StarDocument(store::Txn& txn, const ReadableDocument& place, bool starred) {
  SetStarred(txn, place.who().tenant, place.document().id, place.who().user, starred);
}

void NoteOpened(store::Txn& txn, TenantId tenant, UserId user, DocumentId id) {
  SetOpened(txn, tenant, id, user);
}

}  // namespace koine::document
