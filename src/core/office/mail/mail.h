#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/mail/clean.h"
#include "core/office/mail/door.h"
#include "core/office/mail/outside.h"
#include "core/person.h"
#include "store/job.h"
#include "store/txn.h"

// Mail between users (ruoyi 13). A letter is kept once, with a row for each mailbox that it is in;
// it goes with the last of these.
namespace koine::mail {

inline constexpr std::int64_t kSubjectChars = 255;
inline constexpr std::int64_t kContentBytes = 500 * 1024;  // as it came; half of a request
// As it is kept: signs are written out, and what somebody else wrote may stand below.
inline constexpr std::size_t kKeptBytes = 1024 * 1024;
inline constexpr std::size_t kRecipientsMax = 100;  // to and cc, here and outside, together
inline constexpr std::size_t kFilesMax = 20;
inline constexpr std::int64_t kTrashDays = 30;

// What somebody writes. Subject within its limit. Texts count against the space of whoever writes
// (file/space.h) until they are in no mailbox any more: `quota` is what they may have, in bytes;
// kFileRejected "quota".
struct LetterIn {
  std::optional<std::string> subject;
  std::optional<Cleaned> content;
  std::optional<std::vector<std::int64_t>> to, cc;  // users
  // Addresses; those of this server are its users.
  std::optional<std::vector<std::string>> to_outside, cc_outside;
  std::optional<std::vector<std::int64_t>> files;
  MailId draft;    // the draft that is changed, or goes when this is sent; 0: none
  MailId answers;  // of a new draft: the mail that it answers once it is sent; 0: none
  std::int64_t quota = INT64_MAX;
  const World* world = nullptr;  // null: no letter goes out
};

// Sends it: to the inbox of each recipient, who gets a notification, and to the sent ones of the
// principal; returns the id of the latter. Who is among both `to` and `cc` gets it once. With a
// draft, what `in` leaves out is as in that; of two who send one draft at once one finds none.
// kBadArgument "receivers" without recipients (`to`), "receivers_many", "mail_files_many",
// "mail_large", "mail_address" of what is no address, "mail_outside" where no letter goes out,
// "mail_files_outside" above kOutsideBytes; kUserNotFound "mail_receiver"; kBlockedByPeer;
// kNotFound "file" of an attachment that they may not read; kNotFound "mail", kRoleTooLow "mail",
// kBadState "mail_draft" of a draft that is none; kRateLimited (access::Act::kMail);
// kContentRejected of words that nobody is to read.
Result<MailId> SendMail(store::Txn& txn, const access::Principal& who, const LetterIn& in);

// Answers a mail: without recipients whoever sent it, or whom the principal sent it to; with `all`
// also everybody else it went to. Without a subject: that of the mail after "Re: ".
Result<MailId> ReplyMail(store::Txn& txn, const OwnMail& place, LetterIn in, bool all);
// Sends a mail on, with its files, below what the principal writes. `heading` is what stands
// between the two. Without a subject: that of the mail after "Fwd: ".
Result<MailId> ForwardMail(store::Txn& txn, const OwnMail& place, LetterIn in,
                           std::string_view heading);

// Makes a draft, or changes one: what `in` leaves out stays. Recipients need not be there yet. One
// that answers a mail keeps its thread. Refused as SendMail, but for recipients, and as ReplyMail.
Result<MailId> SaveDraft(store::Txn& txn, const access::Principal& who, const LetterIn& in);

// Idempotent.
void MarkRead(store::Txn& txn, const OwnMail& place);
void StarMail(store::Txn& txn, const OwnMail& place, bool starred);
// Into the trash, from where it goes for good after kTrashDays. Idempotent.
Status TrashMail(store::Txn& txn, const OwnMail& place);
// Elsewhere, also out of the trash. kBadState "mail_folder" where it does not belong there.
Status MoveMail(store::Txn& txn, const OwnMail& place, Folder folder);
// For good, from any folder; it stays in the mailboxes of others.
Status RemoveMail(store::Txn& txn, const OwnMail& place);
// Of several; those that are not in the principal's mailbox are passed over. At most kBatchMax.
inline constexpr std::size_t kBatchMax = 100;
std::int64_t MarkManyRead(store::Txn& txn, const access::Principal& who,
                          std::span<const std::int64_t> ids);
std::int64_t TrashMany(store::Txn& txn, const access::Principal& who,
                       std::span<const std::int64_t> ids);

struct Attachment {
  FileId file;
  std::string name;
  std::int64_t bytes = 0;
};
struct ShownMail {
  Letter letter;
  Box box;
  Person sender;
  std::vector<Person> to, cc;
  std::vector<Outside> outside;
  std::vector<Attachment> files;
  std::string plain;  // of lists its beginning (kListedChars), where asked for
  std::string html;   // of one that is shown whole

  MailId id() const { return MailIdOf(letter.id, box.sent); }
};
ShownMail ShowMail(store::Txn& txn, const OwnMail& place);
// Its `sender` alone.
Person SenderOf(store::Txn& txn, const OwnMail& place);

// Of the principal's mailbox; the newest first.
struct Listing {
  std::optional<Folder> folder;  // absent: of all folders
  bool starred = false;          // those alone, of all folders
  bool unread = false;           // those alone; of a folder
  // In subject, names of the sender or the first kSearchedChars characters of the text, in any
  // case; looked for among the kLooksMax newest.
  std::string keyword;
  bool with_text = false;
};
inline constexpr std::size_t kSearchedChars = 2'000;
inline constexpr std::int64_t kLooksMax = 5'000;
inline constexpr std::size_t kListedChars = 10'000;
std::vector<ShownMail> ListMails(store::Txn& txn, const access::Principal& who,
                                 const Listing& listing, std::int64_t limit, std::int64_t offset);
std::int64_t CountMails(store::Txn& txn, const access::Principal& who, const Listing& listing);
// Those that answer each other, the oldest first, at most kThreadMax.
inline constexpr std::int64_t kThreadMax = 200;
std::vector<ShownMail> ListThread(store::Txn& txn, const OwnMail& place);
// In the inbox.
std::int64_t CountUnread(store::Txn& txn, const access::Principal& who);

// The trash is emptied.
void AddJobs(store::JobRunner& jobs);

// For accounts and applications that end: what is in the mailbox of the user, or in all of the
// tenant (user 0), goes, at most `limit`; how many. What others have of them stays.
int RemoveOf(store::Txn& txn, TenantId tenant, UserId user, int limit);

}  // namespace koine::mail
