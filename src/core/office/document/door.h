#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/document/states.h"
#include "store/txn.h"

// The doors to a document (ruoyi 15).
namespace koine::document {

using DocumentId = Id<struct DocumentTag>;
using VersionId = Id<struct DocumentVersionTag>;
using CommentId = Id<struct DocumentCommentTag>;

// Stored in document.kind: never renumber.
enum class DocumentKind : std::uint8_t { kDoc = 1, kSheet, kMind };
KOINE_ENUM(DocumentKind, (DocumentKind::kDoc, "doc"), (DocumentKind::kSheet, "sheet"),
           (DocumentKind::kMind, "mind"))
// Stored in document_seat.permission: never renumber. Each may what those before may.
enum class Permission : std::uint8_t { kView = 1, kComment, kEdit, kAdmin, kOwner };
// Stored in document_seat.place: never renumber. kNowhere: shared, and now in its owner's trash.
enum class Place : std::uint8_t { kNowhere = 0, kOwn, kShared, kTrash };

struct Document {
  DocumentId id;
  UserId owner;
  std::string title;
  DocumentKind kind = DocumentKind::kDoc;
  DocumentState state = DocumentState::kKept;
  std::int64_t folder = 0, parent = 0;  // words of the client; 0: none
  std::int64_t version = 1;
  bool unkept = false;          // what it has was saved by itself, and no version has it
  std::int64_t bytes = 0;       // of its text
  std::int64_t kept_bytes = 0;  // of the texts of its versions
  std::string preview;          // how it begins
  std::int64_t shares = 0, comments = 0;
  UserId changed_by;
  std::int64_t changed_at = 0, created_at = 0;  // ms
  std::int64_t trashed_at = 0;                  // 0: it is not in the trash

  std::int64_t space() const { return bytes + kept_bytes; }
  // Another one after each change.
  std::int64_t revision() const { return changed_at; }
};

// What it is to the principal.
struct Seat {
  Permission permission = Permission::kView;
  bool may_copy = true, may_download = true;
  std::int64_t expires_at = 0;  // ms; 0: never
  bool starred = false;
  std::int64_t opened_at = 0;  // ms; 0: never
};

// A document that the principal may read; locked where something is written. kNotFound "document"
// where there is none, or where it lies in the trash of somebody else; kRoleTooLow for whoever it
// is not shared with (any more).
class ReadableDocument {
 public:
  static constexpr const char* kDoor = "document";
  using Key = DocumentId;
  static Result<ReadableDocument> Open(store::Txn& txn, const access::Principal& who,
                                       DocumentId id);

  const access::Principal& who() const { return who_; }
  const Document& document() const { return document_; }
  const Seat& seat() const { return seat_; }

 protected:
  ReadableDocument(const access::Principal& who, Document document, const Seat& seat)
      : who_(who), document_(std::move(document)), seat_(seat) {}

 private:
  access::Principal who_;
  Document document_;
  Seat seat_;
};

// Of which the principal has at least this right. kRoleTooLow else. kBadState "document" when it is
// in the trash, unless the owner's acts on it are asked for.
template <Permission kLeast>
class DocumentFor : public ReadableDocument {
 public:
  static Result<DocumentFor> Open(store::Txn& txn, const access::Principal& who, DocumentId id);

 private:
  explicit DocumentFor(ReadableDocument place) : ReadableDocument(std::move(place)) {}
};
extern template class DocumentFor<Permission::kEdit>;
extern template class DocumentFor<Permission::kAdmin>;
extern template class DocumentFor<Permission::kOwner>;
using EditableDocument = DocumentFor<Permission::kEdit>;
using ShareableDocument = DocumentFor<Permission::kAdmin>;
using OwnDocument = DocumentFor<Permission::kOwner>;

}  // namespace koine::document
