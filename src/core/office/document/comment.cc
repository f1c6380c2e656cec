#include "core/office/document/comment.h"

#include <unordered_map>

#include "base/text.h"
#include "core/access/allowance.h"
#include "core/access/doors.h"
#include "core/identity/people.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/document/detail_rows.h"
#include "core/office/document/keep.h"
#include "core/office/document/rows.h"

namespace koine::document {

namespace {

using access::Principal;
using notification::LineKind;

constexpr std::size_t kToldChars = 100;  // of a comment, in a notification

void Tell(store::Txn& txn, const ReadableDocument& place, UserId receiver, LineKind kind,
          const std::string& content) {
  const Principal& who = place.who();
  if (receiver == who.user) return;
  notification::Line line;
  line.kind = kind;
  line.actor = access::PersonOf(txn, who).name;
  line.topic = place.document().title;
  line.text = text::Shorten(content, kToldChars);
  const UserId receivers[] = {receiver};
  notification::Notify(txn, who.tenant, who.user, receivers,
                       notification::ContentOf(notification::kDocument, line,
                                               notification::kDocument, place.document().id.value));
}

void NameAuthors(store::Txn& txn, const Principal& who, std::vector<ShownComment>* shown) {
  std::vector<std::int64_t> users;
  for (const ShownComment& one : *shown) {
    users.push_back(one.comment.author.id.value);
    for (const Comment& reply : one.replies) users.push_back(reply.author.id.value);
  }
  const auto people = identity::FindPeople(txn, who, std::move(users));
  for (ShownComment& one : *shown) {
    one.comment.author = people.Of(one.comment.author.id);
    for (Comment& reply : one.replies) reply.author = people.Of(reply.author.id);
  }
}

}  // namespace

Result<CommentId> AddComment(store::Txn& txn, const ReadableDocument& place,
                             const CommentDraft& draft) {
  const Principal& who = place.who();
  Document document = place.document();
  if (!office::Next(kDocumentStates, document.state, DocumentAct::kUse)) {
    return Error{Code::kBadState, "document"};
  }
  Comment comment;
  UserId answered;
  if (draft.parent.value != 0) {
    const auto parent = FindComment(txn, who.tenant, draft.parent);
    if (!parent || parent->document != document.id) {
      return Error{Code::kNotFound, "document_comment"};
    }
    comment.parent = parent->parent.value != 0 ? parent->parent : parent->id;
    // Whoever cannot read it any more does not hear of it.
    const auto seat = FindSeat(txn, who.tenant, document.id, parent->author.id);
    if (seat) answered = parent->author.id;
  }
  if (document.comments >= kCommentsMax) return Error{Code::kBadState, "document_comments"};
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kDocument));
  comment.document = document.id;
  comment.author.id = who.user;
  comment.content = draft.content;
  comment.selected = draft.selected;
  comment.selected_at = draft.selected_at;
  comment.created_at = txn.now_ms();
  InsertComment(txn, who.tenant, &comment);
  ++document.comments;
  UpdateDocument(txn, who.tenant, document, false);
  if (answered.value != 0) Tell(txn, place, answered, LineKind::kDocumentReplied, draft.content);
  if (answered != document.owner) {
    Tell(txn, place, document.owner, LineKind::kDocumentCommented, draft.content);
  }
  return comment.id;
}

std::vector<ShownComment> ListComments(store::Txn& txn, const ReadableDocument& place,
                                       std::int64_t limit, std::int64_t offset) {
  const Principal& who = place.who();
  const DocumentId id = place.document().id;
  std::vector<ShownComment> out;
  std::vector<std::int64_t> parents;
  std::unordered_map<std::int64_t, std::size_t> at;
  for (Comment& comment : SelectComments(txn, who.tenant, id, limit, offset)) {
    at.emplace(comment.id.value, out.size());
    parents.push_back(comment.id.value);
    out.emplace_back().comment = std::move(comment);
  }
  if (out.empty()) return out;
  for (Comment& reply : SelectReplies(txn, who.tenant, id, parents)) {
    out[at[reply.parent.value]].replies.push_back(std::move(reply));
  }
  NameAuthors(txn, who, &out);
  return out;
}

std::int64_t CountComments(store::Txn& txn, const ReadableDocument& place) {
  return CountCommentRows(txn, place.who().tenant, place.document().id);
}

Result<OwnComment> OwnComment::Open(store::Txn& txn, const Principal& who, CommentId id) {
  const auto found = FindComment(txn, who.tenant, id);
  if (!found) return Error{Code::kNotFound, "document_comment"};
  KOINE_TRY(auto place, ReadableDocument::Open(txn, who, found->document));
  // Behind the lock: another may have removed it meanwhile.
  auto comment = FindComment(txn, who.tenant, id);
  if (!comment) return Error{Code::kNotFound, "document_comment"};
  if (comment->author.id != who.user && place.seat().permission != Permission::kOwner) {
    return Error{Code::kRoleTooLow};
  }
  return OwnComment(std::move(place), *std::move(comment));
}

void RemoveComment(store::Txn& txn, const OwnComment& own) {
  const TenantId tenant = own.place().who().tenant;
  Document document = own.place().document();
  document.comments -= DeleteComment(txn, tenant, document.id, own.comment().id);
  UpdateDocument(txn, tenant, document, false);
}

}  // namespace koine::document
