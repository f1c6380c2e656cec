// Versions, shares and comments of documents (ruoyi 15.11 to 15.14, 15.15).

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/office/document/comment.h"
#include "core/office/document/share.h"
#include "core/office/document/version.h"
#include "dialect/ruoyi/document.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using document::CommentId;
using document::DocumentId;
using document::VersionId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

enum class SharedRight : std::uint8_t { kView, kComment, kEdit, kAdmin };
KOINE_ENUM(SharedRight, (SharedRight::kView, "view"), (SharedRight::kComment, "comment"),
           (SharedRight::kEdit, "edit"), (SharedRight::kAdmin, "admin"))

struct ShareDocumentIn {
  DocumentId documentId;
  std::vector<std::int64_t> userIds;
  std::optional<std::int64_t> targetUserId;  // of published clients, who share with one
  std::optional<SharedRight> permission;
  std::optional<bool> allowCopy, allowDownload;
  std::optional<std::int64_t> expireDays;

  Status Check(Txn&, const access::Principal&) const {
    if (!userIds.empty() || targetUserId) return Ok();
    return FieldError(Code::kMissingArgument, "userIds", "请选择要分享的用户");
  }
};
KOINE_DESCRIBE(ShareDocumentIn, (documentId, userIds, targetUserId, permission, allowCopy,
                                 allowDownload, expireDays))
KOINE_RULES(ShareDocumentIn, json::Rule("documentId").Required("文档ID不能为空"),
            json::Rule("userIds").MaxItems(document::kSharesMax, "文档分享人数已达上限"),
            json::Rule("permission").AnyCase().Text("权限类型不正确"),
            json::Rule("expireDays")
                .Min(1, "有效天数不正确")
                .Max(document::kShareDaysMax, "有效天数不正确"))
struct UnshareDocumentIn {
  DocumentId documentId;
  UserId targetUserId;
};
KOINE_DESCRIBE(UnshareDocumentIn, (documentId, targetUserId))

struct DocumentCommentIn {
  DocumentId documentId;
  std::string content;
  std::optional<CommentId> parentId;
  std::optional<std::string> selectedText;
  std::optional<std::int64_t> selectionOffset;
};
KOINE_DESCRIBE(DocumentCommentIn, (documentId, content, parentId, selectedText, selectionOffset))
KOINE_RULES(
    DocumentCommentIn, json::Rule("documentId").Required("文档ID不能为空"),
    json::Rule("content")
        .NotBlank("评论内容不能为空")
        .MaxChars(document::kCommentChars, "评论内容长度不能超过1000个字符"),
    json::Rule("selectedText").MaxChars(document::kSelectedChars, "选中文本长度不能超过500个字符"),
    json::Rule("selectionOffset").Min(0, "选中位置不正确"))
struct CommentPathIn {
  CommentId commentId;
};
KOINE_DESCRIBE(CommentPathIn, (commentId))
struct DocumentPageIn {
  DocumentId documentId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(DocumentPageIn, (documentId, pageNum, pageSize))
struct VersionPathIn {
  DocumentId documentId;
  VersionId versionId;
};
KOINE_DESCRIBE(VersionPathIn, (documentId, versionId))

struct ReplyOut {
  CommentId id;
  UserId userId;
  std::string userName, userAvatar, content;
  json::Time createTime;
  bool canDelete = false;
};
KOINE_DESCRIBE(ReplyOut, (id, userId, userName, userAvatar, content, createTime, canDelete))
struct DocumentCommentOut {
  CommentId id;
  DocumentId documentId;
  UserId userId;
  std::string userName, userAvatar, content;
  std::optional<CommentId> parentId;
  std::optional<std::string> selectedText;
  std::optional<std::int64_t> selectionOffset;
  bool isResolved = false;  // nobody can say so
  json::Time createTime;
  bool canDelete = false;
  std::vector<ReplyOut> replies;
};
KOINE_DESCRIBE(DocumentCommentOut,
               (id, documentId, userId, userName, userAvatar, content, parentId, selectedText,
                selectionOffset, isResolved, createTime, canDelete, replies))
struct VersionOut {
  VersionId id;
  DocumentId documentId;
  std::int64_t version = 0;
  std::string titleSnapshot;
  UserId modifiedBy;
  std::string modifiedByName, changeDescription;
  std::int64_t fileSize = 0;  // bytes
  json::Time createTime;
  bool canRestore = false;
  std::optional<std::string> content;  // of one that is shown whole
};
KOINE_DESCRIBE(VersionOut, (id, documentId, version, titleSnapshot, modifiedBy, modifiedByName,
                            changeDescription, fileSize, createTime, canRestore, content))

namespace {

document::Permission RightOf(SharedRight right) {
  switch (right) {
    case SharedRight::kView:
      return document::Permission::kView;
    case SharedRight::kComment:
      return document::Permission::kComment;
    case SharedRight::kEdit:
      return document::Permission::kEdit;
    case SharedRight::kAdmin:
      break;
  }
  return document::Permission::kAdmin;
}

std::string DescriptionOf(const document::Version& version) {
  switch (version.cause) {
    case document::VersionCause::kCreated:
      return "创建文档";
    case document::VersionCause::kRestored:
      return "恢复到版本" + std::to_string(version.of_version);
    case document::VersionCause::kKept:
      return "自动保存";
    case document::VersionCause::kSaved:
      break;
  }
  return version.description;
}

Result<Nothing> ShareDocument(Txn& txn, Call&, const document::ShareableDocument& place,
                              ShareDocumentIn& in) {
  document::ShareIn share;
  share.users = std::move(in.userIds);
  if (share.users.empty() && in.targetUserId) share.users.push_back(*in.targetUserId);
  share.permission = RightOf(in.permission.value_or(SharedRight::kView));
  share.may_copy = in.allowCopy.value_or(true);
  share.may_download = in.allowDownload.value_or(true);
  if (in.expireDays) share.expires_at = txn.now_ms() + *in.expireDays * kDayMs;
  KOINE_CHECK(document::ShareDocument(txn, place, share));
  return Nothing{};
}

Result<Nothing> UnshareDocument(Txn& txn, Call&, const document::ReadableDocument& place,
                                UnshareDocumentIn& in) {
  KOINE_CHECK(document::UnshareDocument(txn, place, in.targetUserId));
  return Nothing{};
}

Result<CommentId> AddComment(Txn& txn, Call&, const document::ReadableDocument& place,
                             DocumentCommentIn& in) {
  document::CommentDraft draft;
  draft.content = std::string(text::Trim(in.content));
  draft.selected = in.selectedText.value_or("");
  draft.selected_at = in.selectionOffset.value_or(0);
  draft.parent = in.parentId.value_or(CommentId());
  return document::AddComment(txn, place, draft);
}

Result<Nothing> DeleteComment(Txn& txn, Call&, const document::OwnComment& own, CommentPathIn&) {
  document::RemoveComment(txn, own);
  return Nothing{};
}

bool MayDelete(const document::ReadableDocument& place, const document::Comment& comment) {
  return comment.author.id == place.who().user ||
         place.seat().permission == document::Permission::kOwner;
}

DocumentCommentOut ToComment(const document::ReadableDocument& place,
                             const document::ShownComment& shown) {
  const document::Comment& c = shown.comment;
  DocumentCommentOut out;
  out.id = c.id;
  out.documentId = c.document;
  out.userId = c.author.id;
  out.userName = c.author.name;
  out.userAvatar = AvatarOf(c.author.avatar);
  out.content = c.content;
  if (!c.selected.empty()) {
    out.selectedText = c.selected;
    out.selectionOffset = c.selected_at;
  }
  out.createTime = {c.created_at};
  out.canDelete = MayDelete(place, c);
  for (const document::Comment& reply : shown.replies) {
    out.replies.push_back({reply.id,
                           reply.author.id,
                           reply.author.name,
                           AvatarOf(reply.author.avatar),
                           reply.content,
                           {reply.created_at},
                           MayDelete(place, reply)});
  }
  return out;
}

Result<std::vector<DocumentCommentOut>> ListComments(Txn& txn, Call& call,
                                                     const document::ReadableDocument& place,
                                                     DocumentPageIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<DocumentCommentOut> out;
  for (const auto& one : document::ListComments(txn, place, slice.reach(), slice.offset)) {
    out.push_back(ToComment(place, one));
  }
  TellTotal(call, out, slice, [&] { return document::CountComments(txn, place); });
  return out;
}

VersionOut ToVersion(const document::ReadableDocument& place, const document::Version& one) {
  const document::Document& now = place.document();
  const bool editor = place.seat().permission >= document::Permission::kEdit &&
                      now.state == document::DocumentState::kKept;
  VersionOut version;
  version.id = one.id;
  version.documentId = now.id;
  version.version = one.version;
  version.titleSnapshot = one.title;
  version.modifiedBy = one.changed_by.id;
  version.modifiedByName = one.changed_by.name;
  version.changeDescription = DescriptionOf(one);
  version.fileSize = one.bytes;
  version.createTime = {one.created_at};
  version.canRestore = editor && (one.version < now.version || now.unkept);
  return version;
}

Result<std::vector<VersionOut>> ListVersions(Txn& txn, Call& call,
                                             const document::ReadableDocument& place,
                                             DocumentPageIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<VersionOut> out;
  for (const auto& one : document::ListVersions(txn, place, slice.reach(), slice.offset)) {
    out.push_back(ToVersion(place, one));
  }
  TellTotal(call, out, slice, [&] { return document::CountVersions(txn, place); });
  return out;
}

Result<VersionOut> ShowVersion(Txn& txn, Call&, const document::ReadableDocument& place,
                               VersionPathIn& in) {
  KOINE_TRY(document::KeptVersion kept, document::ShowVersion(txn, place, in.versionId));
  VersionOut out = ToVersion(place, kept.version);
  out.content = std::move(kept.content);
  return out;
}

Result<Nothing> RestoreVersion(Txn& txn, Call& call, const document::EditableDocument& place,
                               VersionPathIn& in) {
  const std::int64_t quota = call.services->files->limits.quota_bytes;
  KOINE_CHECK(document::RestoreVersion(txn, place, in.versionId, quota));
  return Nothing{};
}

using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kOneDocument[] = R"({"documentId":"{document.mine}"})";
constexpr char kSaid[] = R"({"documentId":"{document.mine}","content":"Agreed"})";
constexpr char kMayNotRead[] = "无权限查看此文档";
constexpr char kOneVersion[] =
    R"({"documentId":"{document.mine}","versionId":"{documentversion.mine}"})";

void AddShares(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ShareDocument>(
      Method::kPost, "/api/im/document/share", "Share a document",
      {.mode = Mode::kWrite,
       .door = "documentId",
       .repeatable = true,
       .refusal = "只有文档所有者可以分享文档",
       .ok = "分享成功",
       .example = R"({"documentId":"{document.mine}","userIds":["{user.peer}"]})",
       .ref = "15.11"}));
  rows->push_back(Ep<&UnshareDocument>(
      Method::kDelete, "/api/im/document/share/{documentId}/{targetUserId}",
      "End the share of a document",
      {.mode = Mode::kWrite,
       .door = "documentId",
       .ok = "取消分享成功",
       .example = R"({"documentId":"{document.mine}","targetUserId":"{user.applicant}"})",
       .ref = "15.15"}));
}

void AddComments(std::vector<gateway::Endpoint>* rows) {
  for (const auto& [path, ref] : {std::pair("/api/im/document/{documentId}/comments", "15.12"),
                                  std::pair("/api/im/document/comment", "15.15")}) {
    rows->push_back(Ep<&AddComment>(Method::kPost, path, "Comment on a document",
                                    {.mode = Mode::kWrite,
                                     .door = "documentId",
                                     .refusal = kMayNotRead,
                                     .ok = "评论成功",
                                     .example = kSaid,
                                     .ref = ref}));
  }
  rows->push_back(Ep<&ListComments>(Method::kGet, "/api/im/document/{documentId}/comments",
                                    "List the comments on a document",
                                    {.mode = Mode::kScan,
                                     .door = "documentId",
                                     .refusal = kMayNotRead,
                                     .example = kOneDocument,
                                     .ref = "15.15"}));
  rows->push_back(Ep<&DeleteComment>(Method::kDelete, "/api/im/document/comment/{commentId}",
                                     "Delete a comment on a document",
                                     {.mode = Mode::kWrite,
                                      .door = "commentId",
                                      .refusal = "无权限删除此评论",
                                      .ok = "删除成功",
                                      .example = R"({"commentId":"{documentcomment.mine}"})",
                                      .ref = "15.15"}));
}

}  // namespace

void AddDocumentDetails(std::vector<gateway::Endpoint>* rows) {
  AddShares(rows);
  AddComments(rows);
  rows->push_back(Ep<&ListVersions>(Method::kGet, "/api/im/document/{documentId}/versions",
                                    "List the versions of a document",
                                    {.mode = Mode::kScan,
                                     .door = "documentId",
                                     .refusal = kMayNotRead,
                                     .example = kOneDocument,
                                     .ref = "15.13"}));
  rows->push_back(Ep<&ShowVersion>(Method::kGet,
                                   "/api/im/document/{documentId}/versions/{versionId}",
                                   "Get a version of a document",
                                   {.mode = Mode::kRead,
                                    .door = "documentId",
                                    .refusal = kMayNotRead,
                                    .example = kOneVersion,
                                    .ref = "15.15"}));
  rows->push_back(Ep<&RestoreVersion>(Method::kPost,
                                      "/api/im/document/{documentId}/versions/{versionId}/restore",
                                      "Go back to a version of a document",
                                      {.mode = Mode::kWrite,
                                       .door = "documentId",
                                       .refusal = "无权限编辑此文档",
                                       .ok = "版本恢复成功",
                                       .example = kOneVersion,
                                       .ref = "15.14"}));
}

}  // namespace koine::ruoyi
