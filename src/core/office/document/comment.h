#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/office/document/door.h"
#include "core/person.h"
#include "store/txn.h"

// What readers say of a document (ruoyi 15.12).
namespace koine::document {

inline constexpr std::int64_t kCommentChars = 1000;
inline constexpr std::int64_t kSelectedChars = 500;
inline constexpr std::int64_t kCommentsMax = 1000;  // of one document

struct Comment {
  CommentId id, parent;  // parent 0: it is no reply
  DocumentId document;
  Person author;
  std::string content;
  std::string selected;          // the words it is about; empty: the whole
  std::int64_t selected_at = 0;  // where they stand, as the client counts
  std::int64_t created_at = 0;   // ms
};
struct CommentDraft {
  std::string content, selected;
  std::int64_t selected_at = 0;
  CommentId parent;
};
// By anybody who may read it. A reply to a reply is one to the same comment. The owner and whom it
// replies to hear of it. kNotFound "document_comment" for a parent that is not of this document,
// kBadState "document" in the trash and "document_comments" above kCommentsMax, kRateLimited
// (access::Act::kDocument).
Result<CommentId> AddComment(store::Txn& txn, const ReadableDocument& place,
                             const CommentDraft& draft);

struct ShownComment {
  Comment comment;
  std::vector<Comment> replies;  // the oldest first
};
// Those that are no replies, the newest first.
std::vector<ShownComment> ListComments(store::Txn& txn, const ReadableDocument& place,
                                       std::int64_t limit, std::int64_t offset);
std::int64_t CountComments(store::Txn& txn, const ReadableDocument& place);

// For who wrote it and for the owner of the document. kNotFound "document_comment", kRoleTooLow;
// refused as ReadableDocument.
class OwnComment {
 public:
  static constexpr const char* kDoor = "document_comment";
  using Key = CommentId;
  static Result<OwnComment> Open(store::Txn& txn, const access::Principal& who, CommentId id);

  const ReadableDocument& place() const { return place_; }
  const Comment& comment() const { return comment_; }

 private:
  OwnComment(ReadableDocument place, Comment comment)
      : place_(std::move(place)), comment_(std::move(comment)) {}
  ReadableDocument place_;
  Comment comment_;
};
// With its replies.
void RemoveComment(store::Txn& txn, const OwnComment& own);

}  // namespace koine::document
