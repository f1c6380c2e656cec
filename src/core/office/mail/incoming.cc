#include "core/office/mail/incoming.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/mime.h"
#include "base/text.h"
#include "core/access/system.h"
#include "core/file/space.h"
#include "core/identity/people.h"
#include "core/notification/notification.h"
#include "core/notification/said.h"
#include "core/office/mail/address.h"
#include "core/office/mail/outside_rows.h"
#include "core/office/mail/rows.h"

namespace koine::mail {

namespace {

// A text that was kept within its limit.
std::string Short(std::string_view text, std::int64_t chars) {
  return std::string(text::Prefix(text, static_cast<std::size_t>(chars)));
}

void Tell(store::Txn& txn, TenantId tenant, UserId user, const Letter& letter) {
  notification::Line line;
  line.kind = notification::LineKind::kMailReceived;
  line.actor = letter.from();
  line.topic = letter.subject.empty() ? letter.preview : letter.subject;
  const UserId receivers[] = {user};
  notification::Notify(txn, tenant, UserId(), receivers,
                       notification::ContentOf(notification::kEmail, line, notification::kEmail,
                                               MailIdOf(letter.id, false).value));
}

// The letter that it answers, among those in the mailbox of the user.
std::optional<Letter> AnsweredBy(store::Txn& txn, TenantId tenant, UserId user,
                                 const Incoming& in) {
  if (in.answers.value != 0) return FindLetter(txn, tenant, in.answers);
  for (const std::string& id : in.answered) {
    if (auto found = FindByMessageId(txn, tenant, user, id)) return found;
  }
  return std::nullopt;
}

}  // namespace

Status Receive(store::Txn& txn, TenantId tenant, UserId user, const Incoming& in) {
  const access::Principal owner = access::OfUser(tenant, user);
  const auto account = identity::FindUser(txn, owner, user);
  if (!account || account->status != identity::UserStatus::kActive) {
    return Error{Code::kUserNotFound, "mail_receiver"};
  }
  if (!in.message_id.empty() && FindByMessageId(txn, tenant, user, in.message_id)) return Ok();
  Letter letter;
  letter.subject = Short(in.subject, kSubjectChars);
  letter.preview = PreviewOf(in.content.plain());
  letter.from_name = Short(in.from_name, kSubjectChars);
  letter.from_address = in.from_address;
  letter.message_id = in.message_id;
  letter.bytes = std::ssize(in.content.html()) + std::ssize(in.content.plain());
  std::vector<Attachment> files;
  for (const file::Received& one : in.files) {
    KOINE_TRY(const file::File file,
              file::Add(txn, owner, one, file::Purpose::kFile, ConversationId(), in.limits));
    files.push_back({file.id, file.name, file.size});
  }
  letter.files = std::ssize(files);
  letter.created_at = letter.sent_at = txn.now_ms();
  if (const auto answered = AnsweredBy(txn, tenant, user, in)) {
    letter.thread = answered->thread;
    letter.answered = answered->id;
  }
  const std::string search =
      text::Fold(letter.subject + "\n" + letter.from_name + " " + letter.from_address + "\n" +
                 std::string(text::Prefix(in.content.plain(), kSearchedChars)));
  InsertLetter(txn, tenant, &letter, search, in.content);
  Recipients recipients;
  recipients.to.push_back(user.value);
  SetRecipients(txn, tenant, letter.id, recipients);
  if (!files.empty()) SetFiles(txn, tenant, letter.id, files);
  const std::int64_t inbox[] = {user.value};
  InsertInboxes(txn, tenant, letter, inbox);
  KOINE_CHECK(file::CountSpace(txn, tenant, user, letter.bytes, in.limits.quota_bytes));
  Tell(txn, tenant, user, letter);
  return Ok();
}

Result<std::int64_t> ReceiveAt(store::Txn& txn, TenantId tenant, const World& world,
                               std::span<const std::string> addresses, const Incoming& in) {
  std::vector<std::int64_t> users;
  for (const std::string& given : addresses) {
    if (!mime::IsAddress(given)) return Error{Code::kBadArgument, "mail_address"};
    KOINE_TRY(const std::int64_t user, UserAt(mime::Canonical(given), &world));
    if (user == 0) return Error{Code::kUserNotFound, "mail_receiver"};
    if (std::find(users.begin(), users.end(), user) == users.end()) users.push_back(user);
  }
  // In one order, so that two that come at once do not wait for each other's rows.
  std::sort(users.begin(), users.end());
  for (const std::int64_t user : users) KOINE_CHECK(Receive(txn, tenant, UserId(user), in));
  return std::ssize(users);
}

}  // namespace koine::mail
