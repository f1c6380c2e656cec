// Mail that is written (ruoyi 13.3, 13.4, 13.10).

#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/file/file.h"
#include "core/office/mail/clean.h"
#include "dialect/ruoyi/email.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using mail::MailId;
using store::Txn;

// What somebody wrote, whatever becomes of it.
struct WrittenEmail {
  std::optional<std::vector<std::int64_t>> toIds, ccIds;
  std::optional<std::vector<std::string>> toAddresses, ccAddresses;
  std::optional<std::string> subject, content;
  std::optional<std::vector<std::int64_t>> attachmentIds;
  std::optional<mail::Cleaned> cleaned;  // what Prepare makes of `content`
};
#define KOINE_EMAIL_RULES                                                                   \
  json::Rule("toIds").Alias("receiverIds").Alias("to"),                                     \
      json::Rule("subject").MaxChars(mail::kSubjectChars, "邮件主题长度不能超过255个字符"), \
      json::Rule("content")                                                                 \
          .Alias("htmlContent")                                                             \
          .MaxBytes(mail::kContentBytes, "邮件内容不能超过500KB")

struct SendEmailIn : WrittenEmail {
  std::optional<MailId> draftId;
};
KOINE_DESCRIBE(SendEmailIn,
               (toIds, ccIds, toAddresses, ccAddresses, subject, content, attachmentIds, draftId))
KOINE_RULES(SendEmailIn, KOINE_EMAIL_RULES)
struct DraftEmailIn : WrittenEmail {
  std::optional<MailId> draftId;
  std::optional<MailId> replyToId;  // of a new one
};
KOINE_DESCRIBE(DraftEmailIn, (toIds, ccIds, toAddresses, ccAddresses, subject, content,
                              attachmentIds, draftId, replyToId))
KOINE_RULES(DraftEmailIn, KOINE_EMAIL_RULES, json::Rule("draftId").Alias("id"))
// To a mail; published clients name it in the body.
struct AnswerEmailIn : WrittenEmail {
  MailId emailId;
  std::optional<bool> replyAll;
};
KOINE_DESCRIBE(AnswerEmailIn, (emailId, toIds, ccIds, toAddresses, ccAddresses, subject, content,
                               attachmentIds, replyAll))
KOINE_RULES(AnswerEmailIn, json::Rule("emailId").Required("邮件ID不能为空").Alias("mailId"),
            KOINE_EMAIL_RULES)
#undef KOINE_EMAIL_RULES

namespace {

// Reading HTML takes long enough not to keep the writer waiting.
template <class In>
Status CleanContent(Call&, In& in) {
  if (in.content) in.cleaned = mail::Clean(*in.content);
  return Ok();
}

mail::LetterIn LetterOf(Call& call, WrittenEmail& in) {
  mail::LetterIn out;
  if (in.subject) out.subject = std::string(text::Trim(*in.subject));
  out.content = std::move(in.cleaned);
  out.to = std::move(in.toIds);
  out.cc = std::move(in.ccIds);
  out.to_outside = std::move(in.toAddresses);
  out.cc_outside = std::move(in.ccAddresses);
  const mail::World& world = DialectOf(call).settings().mail;
  if (!world.domain.empty()) out.world = &world;
  out.files = std::move(in.attachmentIds);
  out.quota = call.services->files->limits.quota_bytes;
  return out;
}

Result<MailId> SendEmail(Txn& txn, Call& call, SendEmailIn& in) {
  mail::LetterIn letter = LetterOf(call, in);
  letter.draft = in.draftId.value_or(MailId());
  return mail::SendMail(txn, call.who, letter);
}

Result<MailId> SaveDraft(Txn& txn, Call& call, DraftEmailIn& in) {
  mail::LetterIn letter = LetterOf(call, in);
  letter.draft = in.draftId.value_or(MailId());
  letter.answers = in.replyToId.value_or(MailId());
  return mail::SaveDraft(txn, call.who, letter);
}

Result<MailId> ReplyEmail(Txn& txn, Call& call, const mail::OwnMail& place, AnswerEmailIn& in) {
  return mail::ReplyMail(txn, place, LetterOf(call, in), in.replyAll.value_or(false));
}

// What stands above a mail that is sent on.
std::string HeadingOf(const mail::Letter& letter, const Person& sender) {
  std::string out = "\n---------- 转发的邮件 ----------\n发件人：" + sender.name;
  out += "\n时间：" + FormatTime(letter.sent_at, Zone::Shanghai());
  out += "\n主题：" + letter.subject + "\n";
  return out;
}

Result<MailId> ForwardEmail(Txn& txn, Call& call, const mail::OwnMail& place, AnswerEmailIn& in) {
  return mail::ForwardMail(txn, place, LetterOf(call, in),
                           HeadingOf(place.letter(), mail::SenderOf(txn, place)));
}

using gateway::About;
using gateway::EpPrepared;
using gateway::Mode;
using net::Method;

constexpr char kMayNotUse[] = "无权限操作此邮件";

}  // namespace

void AddEmailWriting(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(EpPrepared<&SendEmail, &CleanContent<SendEmailIn>>(
      Method::kPost, "/api/im/email/send", "Send a mail",
      {.mode = Mode::kWrite,
       .ok = "发送成功",
       .example = R"({"toIds":["{user.peer}"],"subject":"Minutes","content":"<p>Agreed</p>"})",
       .ref = "13.3",
       .about = About::kPeople}));
  rows->push_back(EpPrepared<&SaveDraft, &CleanContent<DraftEmailIn>>(
      Method::kPost, "/api/im/email/draft", "Keep a draft of a mail",
      {.mode = Mode::kWrite,
       .ok = "保存成功",
       .example = R"({"subject":"Minutes","content":"<p>Agreed</p>"})",
       .ref = "13.4",
       .about = About::kCaller}));
  for (const char* path : {"/api/im/email/reply", "/api/im/email/{emailId}/reply"}) {
    rows->push_back(EpPrepared<&ReplyEmail, &CleanContent<AnswerEmailIn>>(
        Method::kPost, path, "Reply to a mail",
        {.mode = Mode::kWrite,
         .door = "emailId",
         .refusal = kMayNotUse,
         .ok = "发送成功",
         .example = R"({"emailId":"{email.mine}","content":"<p>Agreed</p>"})",
         .ref = "13.10"}));
  }
  rows->push_back(EpPrepared<&ForwardEmail, &CleanContent<AnswerEmailIn>>(
      Method::kPost, "/api/im/email/{emailId}/forward", "Forward a mail",
      {.mode = Mode::kWrite,
       .door = "emailId",
       .refusal = kMayNotUse,
       .ok = "发送成功",
       .example = R"({"emailId":"{email.mine}","toIds":["{user.peer}"],"content":"See below"})",
       .ref = "13.10"}));
}

}  // namespace koine::ruoyi
