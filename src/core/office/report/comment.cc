// What readers say of a report, and that they like it.

#include <utility>

#include "core/access/allowance.h"
#include "core/identity/people.h"
#include "core/identity/system.h"
#include "core/notification/notification.h"
#include "core/office/report/report.h"
#include "core/office/report/rows.h"
#include "core/office/report/tell.h"
#include "core/word/word.h"

namespace koine::report {

namespace {

using access::Principal;
using notification::LineKind;

}  // namespace

bool ToggleLike(store::Txn& txn, const SeenReport& place) {
  const Principal& who = place.who();
  const ReportId id = place.report().id;
  const bool liked = HasLike(txn, who.tenant, id, who.user);
  if (liked) {
    DeleteLike(txn, who.tenant, id, who.user);
  } else {
    InsertLike(txn, who.tenant, id, who.user);
  }
  return !liked;
}

std::vector<Person> ListLikes(store::Txn& txn, const SeenReport& place) {
  const TenantId tenant = place.who().tenant;
  const auto ids = SelectLikes(txn, tenant, place.report().id, kLikesMax);
  std::vector<Person> out;
  const auto people = identity::FindPeople(txn, tenant, ids);
  for (const std::int64_t id : ids) {
    if (const Person* person = people.Find(UserId(id))) out.push_back(*person);
  }
  return out;
}

Result<ReportCommentId> AddComment(store::Txn& txn, const SeenReport& place,
                                   const std::string& content, ReportCommentId parent) {
  const Principal& who = place.who();
  const Report& report = place.report();
  UserId answered;
  if (parent.value != 0) {
    const auto found = FindComment(txn, who.tenant, parent);
    if (!found || found->report != report.id) return Error{Code::kNotFound, "report_comment"};
    answered = found->author.id;
  }
  if (report.comments >= kCommentsMax) return Error{Code::kBadState, "report_comments"};
  KOINE_CHECK(access::CountAct(txn, who, access::Act::kReport));
  Comment comment;
  comment.report = report.id;
  comment.parent = parent;
  comment.author.id = who.user;
  KOINE_TRY(comment.content, word::TakeText(txn, who.tenant, content, "content"));
  InsertComment(txn, who.tenant, &comment);
  Tell(txn, who, report, report.author, LineKind::kReportCommented, comment.content);
  if (answered.value != 0 && answered != report.author) {
    Tell(txn, who, report, answered, LineKind::kReportAnswered, comment.content);
  }
  return comment.id;
}

std::vector<Comment> ListComments(store::Txn& txn, const SeenReport& place) {
  const TenantId tenant = place.who().tenant;
  std::vector<Comment> out = SelectComments(txn, tenant, place.report().id, kCommentsMax);
  std::vector<std::int64_t> ids;
  for (const Comment& one : out) ids.push_back(one.author.id.value);
  const auto people = identity::FindPeople(txn, tenant, std::move(ids));
  for (Comment& one : out) one.author = people.Of(one.author.id);
  return out;
}

void RemoveComment(store::Txn& txn, const RemovableComment& place) {
  DeleteComment(txn, place.who().tenant, place.report().id, place.id());
}

}  // namespace koine::report
