// Mailboxes (ruoyi 13).

#include "dialect/ruoyi/email.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "core/file/door.h"
#include "core/file/file.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using mail::MailId;
using store::Txn;

// Folders as requests name them: in one word of theirs, and with the list of what is starred.
enum class EmailFolder : std::uint8_t { kInbox, kSent, kDrafts, kDraft, kSpam, kTrash, kStarred };
KOINE_ENUM(EmailFolder, (EmailFolder::kInbox, "INBOX"), (EmailFolder::kSent, "SENT"),
           (EmailFolder::kDrafts, "DRAFTS"), (EmailFolder::kDraft, "DRAFT"),
           (EmailFolder::kSpam, "SPAM"), (EmailFolder::kTrash, "TRASH"),
           (EmailFolder::kStarred, "STARRED"))

inline constexpr std::int64_t kEmailKeywordChars = 100;
// The longest list of mails without paging.
inline constexpr std::int64_t kEmailsListed = 500;

struct EmailsIn {
  std::optional<EmailFolder> folder;
  std::optional<std::string> keyword;
  std::optional<bool> unreadOnly;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(EmailsIn, (folder, keyword, unreadOnly, pageNum, pageSize))
KOINE_RULES(EmailsIn, json::Rule("folder").AnyCase().Text("邮件文件夹不正确"),
            json::Rule("keyword").MaxChars(kEmailKeywordChars, "搜索关键词过长"))
struct EmailSearchIn {
  std::string keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(EmailSearchIn, (keyword, pageNum, pageSize))
KOINE_RULES(EmailSearchIn, json::Rule("keyword")
                               .NotBlank("搜索关键词不能为空")
                               .MaxChars(kEmailKeywordChars, "搜索关键词过长"))
struct StarEmailIn {
  MailId emailId;
  std::optional<bool> starred;
};
KOINE_DESCRIBE(StarEmailIn, (emailId, starred))
struct MoveEmailIn {
  MailId emailId;
  EmailFolder folder = EmailFolder::kInbox;
};
KOINE_DESCRIBE(MoveEmailIn, (emailId, folder))
KOINE_RULES(MoveEmailIn,
            json::Rule("folder").Required("邮件文件夹不正确").AnyCase().Text("邮件文件夹不正确"))
struct EmailIdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(EmailIdsIn, (ids))
KOINE_RULES(EmailIdsIn, json::Rule("ids")
                            .Required("邮件ID不能为空")
                            .Alias("emailIds")
                            .WholeBody()
                            .MinItems(1, "邮件ID不能为空")
                            .MaxItems(mail::kBatchMax, "单次最多操作100封邮件"))

namespace {

mail::Folder FolderOf(EmailFolder folder) {
  switch (folder) {
    case EmailFolder::kSent:
      return mail::Folder::kSent;
    case EmailFolder::kDrafts:
    case EmailFolder::kDraft:
      return mail::Folder::kDrafts;
    case EmailFolder::kSpam:
      return mail::Folder::kSpam;
    case EmailFolder::kTrash:
      return mail::Folder::kTrash;
    case EmailFolder::kInbox:
    case EmailFolder::kStarred:
      break;
  }
  return mail::Folder::kInbox;
}

// The address of somebody here, as the contract writes it where the server has none in the world.
std::string AddressOf(Call& call, const mail::Letter& letter) {
  if (letter.sender.value == 0) return letter.from_address;
  mail::World world = DialectOf(call).settings().mail;
  if (world.domain.empty()) world.domain = "im.com";
  return mail::AddressHere(letter.sender.value, world);
}

std::vector<EmailOut> EmailsOf(Txn& txn, Call& call, mail::Listing listing, Slice slice) {
  slice.limit = std::min(slice.limit, kEmailsListed);
  listing.with_text = IsPublished(call);
  std::vector<EmailOut> out;
  for (mail::ShownMail& one :
       mail::ListMails(txn, call.who, listing, slice.reach(), slice.offset)) {
    out.push_back(ToEmail(call, std::move(one)));
  }
  TellTotal(call, out, slice, [&] { return mail::CountMails(txn, call.who, listing); });
  return out;
}

Result<std::vector<EmailOut>> ListEmails(Txn& txn, Call& call, EmailsIn& in) {
  const EmailFolder folder = in.folder.value_or(EmailFolder::kInbox);
  mail::Listing listing;
  listing.starred = folder == EmailFolder::kStarred;
  if (!listing.starred) listing.folder = FolderOf(folder);
  listing.unread = in.unreadOnly.value_or(false);
  listing.keyword = in.keyword.value_or("");
  return EmailsOf(txn, call, std::move(listing), SliceOf(in.pageNum, in.pageSize));
}

Result<std::vector<EmailOut>> SearchEmails(Txn& txn, Call& call, EmailSearchIn& in) {
  mail::Listing listing;
  listing.keyword = std::move(in.keyword);
  return EmailsOf(txn, call, std::move(listing), SliceOf(in.pageNum, in.pageSize));
}

Result<EmailOut> ShowEmail(Txn& txn, Call& call, const mail::OwnMail& place, EmailPathIn&) {
  mail::ShownMail shown = mail::ShowMail(txn, place);
  std::string html = std::move(shown.html);
  std::string plain = shown.plain;
  EmailOut out = ToEmail(call, std::move(shown));
  out.fullContent = plain;
  out.textContent = std::move(plain);
  out.content = html;
  out.htmlContent = std::move(html);
  if (out.attachments.empty()) return out;
  std::vector<std::int64_t> ids;
  for (const EmailFileOut& one : out.attachments) ids.push_back(one.fileId.value);
  std::unordered_map<FileId, std::string> links;
  for (const file::File& one : file::FindReadable(txn, call.who, ids)) {
    links.emplace(one.id, file::LinkOf(one, *call.services->files, call.who, call.now_ms()));
  }
  for (EmailFileOut& one : out.attachments) {
    const auto found = links.find(one.fileId);
    if (found != links.end()) one.fileUrl = found->second;
  }
  return out;
}

Result<std::vector<EmailOut>> ShowThread(Txn& txn, Call& call, const mail::OwnMail& place,
                                         EmailPathIn&) {
  std::vector<EmailOut> out;
  for (mail::ShownMail& one : mail::ListThread(txn, place)) {
    std::string plain = one.plain;
    EmailOut& email = out.emplace_back(ToEmail(call, std::move(one)));
    email.textContent = std::move(plain);
  }
  return out;
}

Result<Nothing> ReadEmail(Txn& txn, Call&, const mail::OwnMail& place, EmailPathIn&) {
  mail::MarkRead(txn, place);
  return Nothing{};
}

Result<Nothing> StarEmail(Txn& txn, Call&, const mail::OwnMail& place, StarEmailIn& in) {
  mail::StarMail(txn, place, in.starred.value_or(!place.box().starred));
  return Nothing{};
}

Result<Nothing> TrashEmail(Txn& txn, Call&, const mail::OwnMail& place, EmailPathIn&) {
  KOINE_CHECK(mail::TrashMail(txn, place));
  return Nothing{};
}

Result<Nothing> MoveEmail(Txn& txn, Call&, const mail::OwnMail& place, MoveEmailIn& in) {
  if (in.folder == EmailFolder::kStarred) {
    return FieldError(Code::kBadArgument, "folder", "邮件文件夹不正确");
  }
  KOINE_CHECK(mail::MoveMail(txn, place, FolderOf(in.folder)));
  return Nothing{};
}

Result<Nothing> RemoveEmail(Txn& txn, Call&, const mail::OwnMail& place, EmailPathIn&) {
  KOINE_CHECK(mail::RemoveMail(txn, place));
  return Nothing{};
}

Result<Nothing> ReadEmails(Txn& txn, Call& call, EmailIdsIn& in) {
  mail::MarkManyRead(txn, call.who, in.ids);
  return Nothing{};
}

Result<Nothing> TrashEmails(Txn& txn, Call& call, EmailIdsIn& in) {
  mail::TrashMany(txn, call.who, in.ids);
  return Nothing{};
}

Result<std::int64_t> CountUnreadEmails(Txn& txn, Call& call, Nothing&) {
  return mail::CountUnread(txn, call.who);
}

using gateway::About;
using gateway::Ep;
using gateway::Mode;
using net::Method;

constexpr char kEmailPath[] = "/api/im/email/{emailId}";
constexpr char kOneEmail[] = R"({"emailId":"{email.mine}"})";
constexpr char kMayNotRead[] = "无权限查看此邮件";
constexpr char kMayNotUse[] = "无权限操作此邮件";

void AddReads(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ListEmails>(Method::kGet, "/api/im/email/list", "List your mail",
                                  {.mode = Mode::kScan, .ref = "13.1", .about = About::kCaller}));
  rows->push_back(Ep<&SearchEmails>(Method::kGet, "/api/im/email/search", "Search your mail",
                                    {.mode = Mode::kScan,
                                     .expensive = true,
                                     .example = R"({"keyword":"minutes"})",
                                     .ref = "13.10",
                                     .about = About::kCaller}));
  rows->push_back(
      Ep<&CountUnreadEmails>(Method::kGet, "/api/im/email/unread/count", "Count your unread mail",
                             {.mode = Mode::kRead, .ref = "13.9", .about = About::kCaller}));
  rows->push_back(Ep<&ShowEmail>(Method::kGet, kEmailPath, "Get a mail",
                                 {.mode = Mode::kScan,
                                  .door = "emailId",
                                  .refusal = kMayNotRead,
                                  .example = kOneEmail,
                                  .ref = "13.2"}));
  rows->push_back(Ep<&ShowThread>(Method::kGet, "/api/im/email/{emailId}/thread",
                                  "List the mails that answer each other",
                                  {.mode = Mode::kScan,
                                   .door = "emailId",
                                   .refusal = kMayNotRead,
                                   .example = kOneEmail,
                                   .ref = "13.10"}));
}

void AddMarks(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&ReadEmail>(Method::kPut, "/api/im/email/{emailId}/read",
                                 "Mark a mail as read",
                                 {.mode = Mode::kWrite,
                                  .door = "emailId",
                                  .repeatable = true,
                                  .refusal = kMayNotUse,
                                  .ok = "标记成功",
                                  .example = kOneEmail,
                                  .ref = "13.5"}));
  rows->push_back(Ep<&StarEmail>(Method::kPut, "/api/im/email/{emailId}/star",
                                 "Star a mail, or not any more",
                                 {.mode = Mode::kWrite,
                                  .door = "emailId",
                                  .refusal = kMayNotUse,
                                  .example = kOneEmail,
                                  .ref = "13.6"}));
  rows->push_back(Ep<&TrashEmail>(Method::kPut, "/api/im/email/{emailId}/trash",
                                  "Throw a mail away",
                                  {.mode = Mode::kWrite,
                                   .door = "emailId",
                                   .repeatable = true,
                                   .refusal = kMayNotUse,
                                   .example = kOneEmail,
                                   .ref = "13.7"}));
  rows->push_back(Ep<&MoveEmail>(Method::kPut, "/api/im/email/{emailId}/move",
                                 "Move a mail to a folder",
                                 {.mode = Mode::kWrite,
                                  .door = "emailId",
                                  .repeatable = true,
                                  .refusal = kMayNotUse,
                                  .example = R"({"emailId":"{email.mine}","folder":"INBOX"})",
                                  .ref = "13.10"}));
  rows->push_back(Ep<&RemoveEmail>(Method::kDelete, kEmailPath, "Delete a mail for good",
                                   {.mode = Mode::kWrite,
                                    .door = "emailId",
                                    .refusal = kMayNotUse,
                                    .ok = "删除成功",
                                    .example = kOneEmail,
                                    .ref = "13.8"}));
  rows->push_back(Ep<&ReadEmails>(Method::kPut, "/api/im/email/batch/read", "Mark mails as read",
                                  {.mode = Mode::kWrite,
                                   .repeatable = true,
                                   .ok = "标记成功",
                                   .example = R"({"ids":[1,2]})",
                                   .ref = "13.10",
                                   .about = About::kOwnList}));
  rows->push_back(Ep<&TrashEmails>(Method::kPut, "/api/im/email/batch/trash", "Throw mails away",
                                   {.mode = Mode::kWrite,
                                    .repeatable = true,
                                    .example = R"({"ids":[1,2]})",
                                    .ref = "13.10",
                                    .about = About::kOwnList}));
}

}  // namespace

EmailOut ToEmail(Call& call, mail::ShownMail shown) {
  const mail::Letter& letter = shown.letter;
  const mail::Box& box = shown.box;
  EmailOut out;
  out.id = out.emailId = shown.id();
  out.threadId = letter.thread;
  out.senderId = letter.sender;
  out.senderName = out.sender = shown.sender.name;
  out.senderAvatar = AvatarOf(shown.sender.avatar);
  out.senderEmail = AddressOf(call, letter);
  if (!shown.to.empty()) out.receiverId = shown.to.front().id;
  for (const Person& person : shown.to) {
    out.toIds.push_back(person.id);
    out.toNames.push_back(person.name);
  }
  for (const Person& person : shown.cc) {
    out.ccIds.push_back(person.id);
    out.ccNames.push_back(person.name);
  }
  for (mail::Outside& one : shown.outside) {
    EmailAddressOut& address = out.addresses.emplace_back();
    address.address = std::move(one.address);
    address.copy = one.copy;
    if (!box.sent) continue;
    address.status = one.state;
    if (one.status > 0) address.replyCode = one.status;
    if (!one.reason.empty()) address.reason = std::move(one.reason);
  }
  out.subject = letter.subject;
  out.isRead = out.read = box.read;
  out.isStarred = out.starred = box.starred;
  out.folder = box.folder;
  out.isDeleted = box.folder == mail::Folder::kTrash;
  out.deletedTime = OptTime(box.trashed_at);
  out.attachmentCount = letter.files;
  for (mail::Attachment& one : shown.files) {
    out.attachments.push_back({one.file, one.name, one.bytes, std::nullopt, one.name, one.bytes});
  }
  out.sendTime = OptTime(letter.sent_at);
  if (!box.sent) out.receiveTime = OptTime(letter.sent_at);
  out.createTime = {letter.created_at};
  out.time = {box.at};
  out.preview = letter.preview;
  if (IsPublished(call)) out.fullContent = std::move(shown.plain);
  return out;
}

void AddEmails(std::vector<gateway::Endpoint>* rows) {
  AddReads(rows);
  AddEmailWriting(rows);
  AddEmailIncoming(rows);
  AddMarks(rows);
}

}  // namespace koine::ruoyi
