#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/document/door.h"
#include "core/person.h"
#include "store/job.h"
#include "store/txn.h"

// Documents (ruoyi 15): texts that people write, share and comment on, with their versions. What a
// text means (HTML, Markdown, the JSON of a sheet) is the client's affair.
namespace koine::document {

inline constexpr std::int64_t kTitleChars = 200;
inline constexpr std::int64_t kContentBytes = 500 * 1024;  // half of what a request may have
inline constexpr std::int64_t kDescriptionChars = 200;
inline constexpr std::size_t kPreviewChars = 100;
inline constexpr std::int64_t kTrashDays = 30;

// Title not empty, all within the limits. Texts and versions count against the space of the owner
// (file/space.h), as long as they are there: `quota` is what they may have, in bytes. Whoever
// writes hears kFileRejected "quota".
struct DocumentDraft {
  std::string title;
  DocumentKind kind = DocumentKind::kDoc;
  std::string content;
  std::int64_t folder = 0, parent = 0;
  std::int64_t quota = INT64_MAX;
};
// Version 1. kRateLimited (access::Act::kDocument).
Result<DocumentId> CreateDocument(store::Txn& txn, const access::Principal& who,
                                  const DocumentDraft& draft);

struct DocumentChange {
  std::optional<std::string> title, content;  // absent: as it is
  bool by_itself = false;                     // saved by the editor: makes no version
  std::string description;
  std::optional<std::int64_t> version;   // what the editor has before it
  std::optional<std::int64_t> revision;  // the same, counting what saved itself
  std::int64_t quota = INT64_MAX;
};
struct ChangedDocument {
  std::int64_t version = 0, revision = 0;  // now
};
// What somebody else's editor saved by itself is kept as a version of its own before it is written
// over; where `revision` says that this editor knew it, at most once in kKeepEveryMs. kConflict
// "document" when `version` or `revision` is not the current one, with the version in `field`: of
// two who change one text one wins.
inline constexpr std::int64_t kKeepEveryMs = 60'000;
Result<ChangedDocument> ChangeDocument(store::Txn& txn, const EditableDocument& place,
                                       const DocumentChange& change);

// Into the trash, from where it goes for good after kTrashDays; nobody else sees it there.
// Idempotent.
Status TrashDocument(store::Txn& txn, const OwnDocument& place);
// Back, also for those it is shared with. Idempotent.
Status RestoreDocument(store::Txn& txn, const OwnDocument& place);
// For good, with versions, shares and comments.
Status RemoveDocument(store::Txn& txn, const OwnDocument& place);

// A mark of the principal's own. Idempotent.
void StarDocument(store::Txn& txn, const ReadableDocument& place, bool starred);
// For the list of what they opened of late; nothing for who may not read it any more.
void NoteOpened(store::Txn& txn, TenantId tenant, UserId user, DocumentId id);

struct Collaborator {
  Person person;
  Permission permission = Permission::kView;
  std::int64_t expires_at = 0;  // ms; 0: never
  bool may_copy = true, may_download = true;
};
struct ShownDocument {
  Document document;
  Seat seat;
  Person owner, changed_by;
  std::vector<Collaborator> collaborators;  // in the order of their ids
  std::optional<std::string> content;       // of one that is shown whole
};
ShownDocument ShowDocument(store::Txn& txn, const ReadableDocument& place);

// What the principal has: their own, what is shared with them, or both; what they starred, what is
// in their trash; by last change, but kRecent by when they opened it. The newest first.
enum class Listing : std::uint8_t { kAll, kMy, kShared, kStarred, kTrash, kRecent };
std::vector<ShownDocument> ListDocuments(store::Txn& txn, const access::Principal& who,
                                         Listing listing, std::int64_t limit, std::int64_t offset);
std::int64_t CountDocuments(store::Txn& txn, const access::Principal& who, Listing listing);

// Their own and those shared with them in whose title, or in the first kSearchedChars characters of
// whose text, all words of the keyword are; the newest first, at most kHitsMax. What was written
// within the last second may be missing.
inline constexpr std::size_t kSearchedChars = 20'000;
inline constexpr std::size_t kHitsMax = 200;
std::vector<ShownDocument> SearchDocuments(store::Txn& txn, const access::Principal& who,
                                           std::string_view keyword);

// The trash is emptied, shares end, words are indexed, and what is gone goes in slices.
void AddJobs(store::JobRunner& jobs);

// For accounts and applications that end: documents of the user, or of the tenant (user 0), go, at
// most `limit`, and seats that they have in those of others; how many.
int RemoveOf(store::Txn& txn, TenantId tenant, UserId user, int limit);

}  // namespace koine::document
