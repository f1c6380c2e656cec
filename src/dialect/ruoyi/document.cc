// Documents (ruoyi 15).

#include "core/office/document/document.h"

#include <utility>

#include "base/text.h"
#include "core/office/drive/drive.h"
#include "dialect/ruoyi/cloud.h"
#include "dialect/ruoyi/document.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "store/store.h"

namespace koine::ruoyi {

using document::DocumentId;
using gateway::Call;
using gateway::Nothing;
using store::Txn;

enum class DocumentListing : std::uint8_t { kAll, kMy, kShared, kStarred, kTrash, kRecent };
KOINE_ENUM(DocumentListing, (DocumentListing::kAll, "all"), (DocumentListing::kMy, "my"),
           (DocumentListing::kShared, "shared"), (DocumentListing::kStarred, "starred"),
           (DocumentListing::kTrash, "trash"), (DocumentListing::kRecent, "recent"))

struct CreateDocumentIn {
  std::string title;
  std::optional<document::DocumentKind> docType;
  std::optional<std::string> content;
  std::optional<std::int64_t> folderId, parentId;
};
KOINE_DESCRIBE(CreateDocumentIn, (title, docType, content, folderId, parentId))
KOINE_RULES(CreateDocumentIn,
            json::Rule("title")
                .NotBlank("文档标题不能为空")
                .MaxChars(document::kTitleChars, "文档标题长度不能超过200个字符"),
            json::Rule("docType").AnyCase().Text("文档类型不正确"),
            json::Rule("content").MaxBytes(document::kContentBytes, "文档内容不能超过500KB"),
            json::Rule("folderId").Min(0, "文件夹不正确"),
            json::Rule("parentId").Min(0, "上级文档不正确"))
struct ChangeDocumentIn {
  DocumentId id;
  std::optional<std::string> title, content, changeDescription;
  std::optional<bool> autoSave;
  std::optional<std::int64_t> version, revision;

  Status Check(Txn&, const access::Principal&) const {
    if (!title && !content) {
      return FieldError(Code::kMissingArgument, "content", "文档标题和内容不能同时为空");
    }
    if (title && text::IsBlank(*title)) {
      return FieldError(Code::kMissingArgument, "title", "文档标题不能为空");
    }
    return Ok();
  }
};
KOINE_DESCRIBE(ChangeDocumentIn,
               (id, title, content, changeDescription, autoSave, version, revision))
KOINE_RULES(ChangeDocumentIn, json::Rule("id").Required("文档ID不能为空").Alias("documentId"),
            json::Rule("title").MaxChars(document::kTitleChars, "文档标题长度不能超过200个字符"),
            json::Rule("content").MaxBytes(document::kContentBytes, "文档内容不能超过500KB"),
            json::Rule("changeDescription")
                .MaxChars(document::kDescriptionChars, "修改说明长度不能超过200个字符"))
struct DocumentPathIn {
  DocumentId documentId;
};
KOINE_DESCRIBE(DocumentPathIn, (documentId))
struct StarDocumentIn {
  DocumentId documentId;
  std::optional<bool> starred;
};
KOINE_DESCRIBE(StarDocumentIn, (documentId, starred))
struct DocumentsIn {
  std::optional<DocumentListing> type;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(DocumentsIn, (type, pageNum, pageSize))
KOINE_RULES(DocumentsIn, json::Rule("type").AnyCase().Text("列表类型不正确"))
struct DocumentSearchIn {
  std::string keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(DocumentSearchIn, (keyword, pageNum, pageSize))
KOINE_RULES(DocumentSearchIn, json::Rule("keyword")
                                  .NotBlank("搜索关键词不能为空")
                                  .MaxChars(document::kTitleChars, "搜索关键词过长"))

struct CollaboratorOut {
  UserId id;
  std::string name, avatar, permission;
  std::optional<json::Time> expireTime;
  bool allowCopy = true, allowDownload = true;
};
KOINE_DESCRIBE(CollaboratorOut,
               (id, name, avatar, permission, expireTime, allowCopy, allowDownload))
struct DocumentOut {
  DocumentId id, documentId;
  std::string title;
  document::DocumentKind docType = document::DocumentKind::kDoc;
  std::string type;                         // as published clients draw it
  std::optional<std::string> content, url;  // the text of one that is shown whole; no picture
  std::int64_t contentSize = 0;             // bytes
  std::string status = "published";         // there are no drafts
  UserId ownerId;
  std::string ownerName, ownerAvatar, creatorName;  // the last: another name of the first
  std::optional<std::int64_t> folderId, parentId;
  bool isStarred = false;
  UserId lastModifiedBy;
  std::string lastModifiedByName;
  json::Time lastModifiedTime, updateTime, createTime;
  std::int64_t version = 1, revision = 0;
  std::string preview;
  bool isDeleted = false;
  std::optional<json::Time> deletedTime;
  std::optional<std::int64_t> autoDeleteDays;
  std::int64_t commentCount = 0;
  std::vector<CollaboratorOut> collaborators;
  std::string userPermission;
  bool allowCopy = true, allowDownload = true;
  std::optional<json::Time> shareExpireTime;
};
KOINE_DESCRIBE(DocumentOut,
               (id, documentId, title, docType, type, content, url, contentSize, status, ownerId,
                ownerName, ownerAvatar, creatorName, folderId, parentId, isStarred, lastModifiedBy,
                lastModifiedByName, lastModifiedTime, updateTime, createTime, version, revision,
                preview, isDeleted, deletedTime, autoDeleteDays, commentCount, collaborators,
                userPermission, allowCopy, allowDownload, shareExpireTime))

namespace {

// A document, or a file of the caller's own drive: published clients open and rename one as they do
// the other (ruoyi 15.18). No number is both; who has neither hears what is true of the document.
template <class Doc>
class OrOwnFile {
 public:
  static constexpr const char* kDoor = Doc::kDoor;
  using Key = DocumentId;
  static Result<OrOwnFile> Open(Txn& txn, const access::Principal& who, DocumentId id) {
    auto opened = Doc::Open(txn, who, id);
    if (opened.ok()) return OrOwnFile(std::move(opened).value(), std::nullopt);
    if (opened.error().code == Code::kNotFound) {
      auto file = drive::OwnFile::Open(txn, who, drive::EntryId(id.value));
      if (file.ok()) return OrOwnFile(std::nullopt, std::move(file).value());
    }
    return std::move(opened).error();
  }

  const std::optional<Doc>& document() const { return document_; }
  const std::optional<drive::OwnFile>& file() const { return file_; }

 private:
  OrOwnFile(std::optional<Doc> document, std::optional<drive::OwnFile> file)
      : document_(std::move(document)), file_(std::move(file)) {}
  std::optional<Doc> document_;
  std::optional<drive::OwnFile> file_;
};

// A document is noted as opened again after so long.
constexpr std::int64_t kOpenedAgainMs = 60'000;

const char* PermissionText(document::Permission permission) {
  switch (permission) {
    case document::Permission::kView:
      return "view";
    case document::Permission::kComment:
      return "comment";
    case document::Permission::kEdit:
      return "edit";
    case document::Permission::kAdmin:
    case document::Permission::kOwner:
      break;
  }
  return "admin";
}

std::optional<std::int64_t> NumberOrNone(std::int64_t number) {
  return number > 0 ? std::optional(number) : std::nullopt;
}

DocumentOut ToDocument(document::ShownDocument shown) {
  const document::Document& d = shown.document;
  DocumentOut out;
  out.id = out.documentId = d.id;
  out.title = d.title;
  out.docType = d.kind;
  out.type = d.kind == document::DocumentKind::kDoc ? "TEXT" : "FILE";
  out.content = std::move(shown.content);
  out.contentSize = d.bytes;
  out.ownerId = d.owner;
  out.ownerName = out.creatorName = shown.owner.name;
  out.ownerAvatar = AvatarOf(shown.owner.avatar);
  out.folderId = NumberOrNone(d.folder);
  out.parentId = NumberOrNone(d.parent);
  out.isStarred = shown.seat.starred;
  out.lastModifiedBy = d.changed_by;
  out.lastModifiedByName = shown.changed_by.name;
  out.lastModifiedTime = out.updateTime = {d.changed_at};
  out.createTime = {d.created_at};
  out.version = d.version;
  out.revision = d.revision();
  out.preview = d.preview;
  out.isDeleted = d.state == document::DocumentState::kTrashed;
  if (out.isDeleted) {
    out.deletedTime = OptTime(d.trashed_at);
    out.autoDeleteDays = document::kTrashDays;
  }
  out.commentCount = d.comments;
  for (const document::Collaborator& one : shown.collaborators) {
    out.collaborators.push_back({one.person.id, one.person.name, AvatarOf(one.person.avatar),
                                 PermissionText(one.permission), OptTime(one.expires_at),
                                 one.may_copy, one.may_download});
  }
  out.userPermission = PermissionText(shown.seat.permission);
  out.allowCopy = shown.seat.may_copy;
  out.allowDownload = shown.seat.may_download;
  out.shareExpireTime = OptTime(shown.seat.expires_at);
  return out;
}

std::vector<DocumentOut> ToDocuments(std::vector<document::ShownDocument> shown) {
  std::vector<DocumentOut> out;
  out.reserve(shown.size());
  for (document::ShownDocument& one : shown) out.push_back(ToDocument(std::move(one)));
  return out;
}

Result<DocumentId> CreateDocument(Txn& txn, Call& call, CreateDocumentIn& in) {
  document::DocumentDraft draft;
  draft.title = std::string(text::Trim(in.title));
  draft.kind = in.docType.value_or(document::DocumentKind::kDoc);
  draft.content = in.content.value_or("");
  draft.folder = in.folderId.value_or(0);
  draft.parent = in.parentId.value_or(0);
  draft.quota = call.services->files->limits.quota_bytes;
  return document::CreateDocument(txn, call.who, draft);
}

std::vector<DocumentOut> DocumentsOf(Txn& txn, Call& call, document::Listing listing,
                                     const DocumentsIn& in) {
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<DocumentOut> out =
      ToDocuments(document::ListDocuments(txn, call.who, listing, slice.reach(), slice.offset));
  TellTotal(call, out, slice, [&] { return document::CountDocuments(txn, call.who, listing); });
  return out;
}

Result<std::vector<DocumentOut>> ListDocuments(Txn& txn, Call& call, DocumentsIn& in) {
  const DocumentListing type = in.type.value_or(DocumentListing::kAll);
  return DocumentsOf(txn, call, static_cast<document::Listing>(type), in);
}

Result<std::vector<DocumentOut>> StarredDocuments(Txn& txn, Call& call, DocumentsIn& in) {
  return DocumentsOf(txn, call, document::Listing::kStarred, in);
}

Result<std::vector<DocumentOut>> SearchDocuments(Txn& txn, Call& call, DocumentSearchIn& in) {
  return Paged(call, ToDocuments(document::SearchDocuments(txn, call.who, in.keyword)), in.pageNum,
               in.pageSize);
}

DocumentOut ToDocument(Txn& txn, const Call& call, const drive::Entry& entry) {
  const CloudFileOut file = ToCloudFile(entry, access::PersonOf(txn, call.who).name, call);
  DocumentOut out;
  out.id = out.documentId = DocumentId(entry.id.value);
  out.title = file.fileName;
  out.type = file.fileType;
  out.content = "";
  out.url = file.fileUrl;
  out.contentSize = file.fileSize;
  out.ownerId = out.lastModifiedBy = entry.owner;
  out.ownerName = out.creatorName = out.lastModifiedByName = file.uploaderName;
  out.isStarred = file.isStarred;
  out.lastModifiedTime = out.updateTime = file.updateTime;
  out.createTime = file.createTime;
  out.isDeleted = entry.state == drive::DriveState::kTrashed;
  out.userPermission = PermissionText(document::Permission::kOwner);
  return out;
}

Result<DocumentOut> ShowDocument(Txn& txn, Call& call,
                                 const OrOwnFile<document::ReadableDocument>& either,
                                 DocumentPathIn& in) {
  if (either.file()) return ToDocument(txn, call, either.file()->entry());
  const document::ReadableDocument& place = *either.document();
  if (place.seat().opened_at + kOpenedAgainMs <= txn.now_ms()) {
    call.afterwards = [store = call.services->store, who = call.who, id = in.documentId] {
      store->Write(
          {"note opened", store::kNoKey, true},
          [who, id](Txn& write) -> Status {
            document::NoteOpened(write, who.tenant, who.user, id);
            return Ok();
          },
          [](const Status&, const store::Numbering&) {});
    };
  }
  return ToDocument(document::ShowDocument(txn, place));
}

Result<Nothing> ChangeDocument(Txn& txn, Call& call,
                               const OrOwnFile<document::EditableDocument>& either,
                               ChangeDocumentIn& in) {
  if (either.file()) {
    // It has no text that could be written.
    if (!in.title) return Error{Code::kNotFound, "document"};
    KOINE_CHECK(drive::RenameFile(txn, *either.file(), *in.title));
    return Nothing{};
  }
  const document::EditableDocument& place = *either.document();
  document::DocumentChange change;
  if (in.title) change.title = std::string(text::Trim(*in.title));
  change.content = std::move(in.content);
  change.by_itself = in.autoSave.value_or(false);
  change.description = in.changeDescription.value_or("");
  change.version = in.version;
  change.revision = in.revision;
  change.quota = call.services->files->limits.quota_bytes;
  KOINE_TRY(const document::ChangedDocument now, document::ChangeDocument(txn, place, change));
  call.members = R"("version":)" + std::to_string(now.version) + R"(,"revision":)" +
                 std::to_string(now.revision);
  return Nothing{};
}

Result<Nothing> TrashDocument(Txn& txn, Call&, const document::OwnDocument& place,
                              DocumentPathIn&) {
  KOINE_CHECK(document::TrashDocument(txn, place));
  return Nothing{};
}

Result<Nothing> RestoreDocument(Txn& txn, Call&, const document::OwnDocument& place,
                                DocumentPathIn&) {
  KOINE_CHECK(document::RestoreDocument(txn, place));
  return Nothing{};
}

Result<Nothing> RemoveDocument(Txn& txn, Call&, const document::OwnDocument& place,
                               DocumentPathIn&) {
  KOINE_CHECK(document::RemoveDocument(txn, place));
  return Nothing{};
}

Result<Nothing> StarDocument(Txn& txn, Call& call, const document::ReadableDocument& place,
                             StarDocumentIn& in) {
  const bool starred = in.starred.value_or(true);
  if (!starred) call.message = "取消收藏成功";
  document::StarDocument(txn, place, starred);
  return Nothing{};
}

Result<Nothing> UnstarDocument(Txn& txn, Call&, const document::ReadableDocument& place,
                               DocumentPathIn&) {
  document::StarDocument(txn, place, false);
  return Nothing{};
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kDocumentPath[] = "/api/im/document/{documentId}";
constexpr char kOneDocument[] = R"({"documentId":"{document.mine}"})";
constexpr char kMayNotRead[] = "无权限查看此文档";

void AddLists(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&ListDocuments>(Method::kGet, "/api/im/document/list", "List your documents",
                         {.mode = Mode::kScan, .ref = "15.2", .about = About::kCaller}));
  rows->push_back(
      Ep<&StarredDocuments>(Method::kGet, "/api/im/document/starred", "List documents you starred",
                            {.mode = Mode::kScan, .ref = "15.15", .about = About::kCaller}));
  rows->push_back(Ep<&SearchDocuments>(Method::kGet, "/api/im/document/search",
                                       "Search your documents",
                                       {.mode = Mode::kScan,
                                        .expensive = true,
                                        .example = R"({"keyword":"minutes"})",
                                        .ref = "15.8",
                                        .about = About::kCaller}));
}

// Into the trash, out of it, and away for good.
void AddEnds(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&TrashDocument>(Method::kDelete, kDocumentPath, "Throw a document away",
                                     {.mode = Mode::kWrite,
                                      .door = "documentId",
                                      .repeatable = true,
                                      .refusal = "无权限删除此文档",
                                      .ok = "删除成功",
                                      .example = kOneDocument,
                                      .ref = "15.5"}));
  rows->push_back(Ep<&RemoveDocument>(Method::kDelete, "/api/im/document/{documentId}/permanent",
                                      "Delete a document for good",
                                      {.mode = Mode::kWrite,
                                       .door = "documentId",
                                       .refusal = "无权限删除此文档",
                                       .ok = "永久删除成功",
                                       .example = kOneDocument,
                                       .ref = "15.6"}));
  for (const Method method : {Method::kPost, Method::kPut}) {
    rows->push_back(Ep<&RestoreDocument>(method, "/api/im/document/{documentId}/restore",
                                         "Take a document out of the trash",
                                         {.mode = Mode::kWrite,
                                          .door = "documentId",
                                          .repeatable = true,
                                          .refusal = "无权限恢复此文档",
                                          .ok = "恢复成功",
                                          .example = kOneDocument,
                                          .ref = "15.7"}));
  }
}

void AddStars(std::vector<gateway::Endpoint>* rows) {
  for (const Method method : {Method::kPost, Method::kPut}) {
    rows->push_back(Ep<&StarDocument>(method, "/api/im/document/{documentId}/star",
                                      "Star a document, or not any more",
                                      {.mode = Mode::kWrite,
                                       .door = "documentId",
                                       .repeatable = true,
                                       .refusal = kMayNotRead,
                                       .ok = "收藏成功",
                                       .example = kOneDocument,
                                       .ref = "15.9"}));
  }
  rows->push_back(Ep<&UnstarDocument>(Method::kPut, "/api/im/document/{documentId}/unstar",
                                      "Take the star of a document away",
                                      {.mode = Mode::kWrite,
                                       .door = "documentId",
                                       .repeatable = true,
                                       .refusal = kMayNotRead,
                                       .ok = "取消收藏成功",
                                       .example = kOneDocument,
                                       .ref = "15.10"}));
}

}  // namespace

void AddDocuments(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&CreateDocument>(Method::kPost, "/api/im/document/create", "Create a document",
                          {.mode = Mode::kWrite,
                           .ok = "创建成功",
                           .example = R"({"title":"Minutes","docType":"doc","content":"Tuesday"})",
                           .ref = "15.1",
                           .about = About::kCaller}));
  AddLists(rows);
  rows->push_back(Ep<&ShowDocument>(
      Method::kGet, kDocumentPath, "Get a document",
      {.door = "documentId", .refusal = kMayNotRead, .example = kOneDocument, .ref = "15.3"}));
  rows->push_back(
      Ep<&ChangeDocument>(Method::kPut, "/api/im/document/update", "Change a document",
                          {.mode = Mode::kWrite,
                           .door = "id",
                           .refusal = "无权限编辑此文档",
                           .ok = "更新成功",
                           .example = R"({"id":"{document.mine}","content":"Wednesday"})",
                           .ref = "15.4"}));
  AddEnds(rows);
  AddStars(rows);
  AddDocumentDetails(rows);
}

}  // namespace koine::ruoyi
