// Mail from outside, as a mail server hands it over (ruoyi 13.12).

#include <utility>

#include "base/crypto.h"
#include "base/mime.h"
#include "base/text.h"
#include "base/time.h"
#include "core/office/mail/incoming.h"
#include "core/webhook/webhook.h"
#include "dialect/ruoyi/email.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

using gateway::Call;
using store::Txn;

struct IncomingFileIn {
  std::string name, content;  // base64
};
KOINE_DESCRIBE(IncomingFileIn, (name, content))
struct IncomingEmailIn {
  std::vector<std::string> to;
  std::string from;
  std::optional<std::string> fromName, subject, text, html, messageId;
  std::optional<std::vector<std::string>> answers;  // Message-IDs, the nearest first
  std::optional<std::vector<IncomingFileIn>> files;
  mail::Incoming letter;  // what Prepare makes of it
};
KOINE_DESCRIBE(IncomingEmailIn,
               (to, from, fromName, subject, text, html, messageId, answers, files))
inline constexpr std::int64_t kIncomingAnswers = 50;
inline constexpr std::int64_t kMessageIdBytes = 998;
KOINE_RULES(IncomingEmailIn,
            json::Rule("to")
                .Required("接收者不能为空")
                .MinItems(1, "接收者不能为空")
                .MaxItems(static_cast<std::int64_t>(mail::kRecipientsMax)),
            json::Rule("messageId").MaxBytes(kMessageIdBytes),
            json::Rule("answers").MaxItems(kIncomingAnswers),
            json::Rule("files").MaxItems(static_cast<std::int64_t>(mail::kFilesMax),
                                         "附件数量超出限制"))

namespace {

// How far the clock of the mail server may be off.
constexpr std::int64_t kTimeOffMs = 5 * kMinuteMs;

// As the server's own webhooks are signed (core/webhook).
bool IsSigned(const Call& call, const std::string& secret) {
  if (secret.empty() || call.request == nullptr) return false;
  const net::Request& request = *call.request;
  const auto at = text::ParseInt(request.Header("webhook-timestamp"));
  const std::int64_t now = call.now_ms() / kSecondMs;
  if (!at || *at < now - kTimeOffMs / kSecondMs || *at > now + kTimeOffMs / kSecondMs) return false;
  const std::string right = webhook::Sign(secret, request.Header("webhook-id"), *at, request.body);
  return crypto::Equal(right, request.Header("webhook-signature"));
}

// Stands for a Message-ID where a mail has none: the same request, sent again by whoever heard it,
// is the same mail.
std::string IdOfRequest(const Call& call) {
  return text::Hex(crypto::Sha256(call.request->Header("webhook-signature"))) + "@webhook.invalid";
}

Status TakeFiles(Call& call, IncomingEmailIn& in) {
  if (!in.files) return Ok();
  for (IncomingFileIn& one : *in.files) {
    const auto bytes = text::FromBase64(one.content);
    if (!bytes) return FieldError(Code::kBadArgument, "files", "附件内容不正确");
    if (bytes->empty()) continue;
    KOINE_TRY(store::TempFile content, call.services->files->blobs->NewFile());
    KOINE_CHECK(content.Write(*bytes));
    KOINE_TRY(file::Received received,
              file::Receive(*call.services->files, call.who.tenant, std::move(content), one.name,
                            file::Accept::kAny));
    in.letter.files.push_back(std::move(received));
  }
  return Ok();
}

Status ReadLetter(Call& call, IncomingEmailIn& in) {
  if (!IsSigned(call, DialectOf(call).settings().mail_hook)) {
    return Error{Code::kForbidden, "mail_hook"};
  }
  if (!mime::IsAddress(in.from)) return Error{Code::kBadArgument, "mail_address"};
  mail::Incoming& letter = in.letter;
  letter.from_address = in.from;
  letter.from_name = std::string(text::Trim(in.fromName.value_or("")));
  letter.subject = std::string(text::Trim(in.subject.value_or("")));
  letter.content = in.html ? mail::Clean(*in.html) : mail::Cleaned::OfText(in.text.value_or(""));
  letter.message_id = in.messageId.value_or("");
  if (letter.message_id.empty()) letter.message_id = IdOfRequest(call);
  letter.answered = in.answers.value_or(std::vector<std::string>());
  letter.limits = call.services->files->limits;
  return TakeFiles(call, in);
}

Result<std::int64_t> TakeEmail(Txn& txn, Call& call, IncomingEmailIn& in) {
  const mail::World& world = DialectOf(call).settings().mail;
  return mail::ReceiveAt(txn, call.who.tenant, world, in.to, in.letter);
}

}  // namespace

void AddEmailIncoming(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(gateway::EpPrepared<&TakeEmail, &ReadLetter>(
      net::Method::kPost, "/api/im/email/incoming", "Hand over a mail from outside",
      {.auth = gateway::Auth::kNone,
       .mode = gateway::Mode::kWrite,
       .example = R"({"to":["1@example.org"],"from":"zoe@example.com","subject":"Minutes"})",
       .ref = "13.12",
       .work = gateway::Work::kFiles,
       .about = gateway::About::kLink}));
}

}  // namespace koine::ruoyi
