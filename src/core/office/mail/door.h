#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/mail/states.h"
#include "store/txn.h"

// The door to a mail (ruoyi 13).
namespace koine::mail {

// Of a mail in the mailbox of somebody. All who received one know it by the same number; who sent
// it, or drafts it, by the next one: so whoever writes to themself has two.
using MailId = Id<struct MailTag>;
// What all of them have in common.
using LetterId = Id<struct LetterTag>;
constexpr MailId MailIdOf(LetterId letter, bool sent) {
  return MailId(letter.value * 2 + (sent ? 1 : 0));
}
constexpr LetterId LetterOf(MailId id) {
  return LetterId(id.value / 2);
}
constexpr bool IsSent(MailId id) {
  return id.value % 2 == 1;
}

struct Letter {
  LetterId id;
  UserId sender;
  LetterId thread;    // the first of those that answer each other
  LetterId answered;  // 0: none
  bool draft = false;
  std::int64_t bytes = 0;  // of its text
  std::int64_t files = 0;
  std::string subject, preview;
  // Whoever wrote it where `sender` is 0: somebody outside.
  std::string from_name, from_address;
  std::string message_id;  // as it is known outside; empty: it never was there
  std::int64_t created_at = 0;
  std::int64_t sent_at = 0;  // ms; 0: a draft

  // What somebody outside is called.
  const std::string& from() const { return from_name.empty() ? from_address : from_name; }
};

// What it is in one mailbox.
struct Box {
  bool sent = false;
  Folder folder = Folder::kInbox;
  Folder home = Folder::kInbox;
  bool read = false, starred = false;
  std::int64_t at = 0;          // by which lists are ordered; ms
  std::int64_t trashed_at = 0;  // ms; 0: it is not in the trash
};

// A mail in the principal's own mailbox; locked where something is written. kNotFound "mail" where
// there is none, or where they have removed it; kRoleTooLow where it is in mailboxes of others
// alone, which the contract tells (ruoyi 13.2).
class OwnMail {
 public:
  static constexpr const char* kDoor = "email";
  using Key = MailId;
  static Result<OwnMail> Open(store::Txn& txn, const access::Principal& who, MailId id);

  const access::Principal& who() const { return who_; }
  MailId id() const { return MailIdOf(letter_.id, box_.sent); }
  const Letter& letter() const { return letter_; }
  const Box& box() const { return box_; }

 private:
  OwnMail(const access::Principal& who, Letter letter, const Box& box)
      : who_(who), letter_(std::move(letter)), box_(box) {}

  access::Principal who_;
  Letter letter_;
  Box box_;
};

}  // namespace koine::mail
