#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/office/mail/mail.h"
#include "store/txn.h"

// All SQL on mail and mail_text, mail_recipient, mail_file and mail_box; lists are in list_rows.h.
namespace koine::mail {

#define KOINE_LETTER_COLUMNS                                                              \
  "m.id, m.sender_id, m.thread_id, m.answered_id, m.draft, m.bytes, m.files, m.subject, " \
  "m.preview, m.created_at, m.sent_at, m.from_name, m.from_address, m.message_id"
#define KOINE_BOX_COLUMNS "b.sent, b.folder, b.home, b.is_read, b.starred, b.at, b.trashed_at"
inline constexpr int kLetterColumns = 14;
Letter ReadLetter(const store::Row& row);
Box ReadBox(const store::Row& row, int from);

struct Kept {
  Letter letter;
  Box box;
};
std::optional<Kept> FindMail(store::Txn& txn, TenantId tenant, UserId owner, MailId id, bool lock);
// Whether there is such a letter that never was theirs.
bool IsOfOthers(store::Txn& txn, const access::Principal& who, LetterId id);

struct Texts {
  std::string plain, html;
};
Texts ReadTexts(store::Txn& txn, TenantId tenant, LetterId id);

// Gives it its id, and its thread where it begins one. Without mailboxes.
void InsertLetter(store::Txn& txn, TenantId tenant, Letter* letter, std::string_view search,
                  const Cleaned& content);
// A draft: all that may change.
void UpdateLetter(store::Txn& txn, TenantId tenant, const Letter& letter);
void SetText(store::Txn& txn, TenantId tenant, LetterId id, std::string_view search,
             const Cleaned* content);
struct Recipients {
  std::vector<std::int64_t> to, cc;
};
void SetRecipients(store::Txn& txn, TenantId tenant, LetterId id, const Recipients& recipients);
Recipients ReadRecipients(store::Txn& txn, TenantId tenant, LetterId id);
void SetFiles(store::Txn& txn, TenantId tenant, LetterId id,
              const std::vector<Attachment>& attachments);
std::vector<Attachment> ReadFiles(store::Txn& txn, TenantId tenant, LetterId id);

// The row of who wrote it.
void InsertOwnBox(store::Txn& txn, TenantId tenant, const Letter& letter);
// Those of who gets it.
void InsertInboxes(store::Txn& txn, TenantId tenant, const Letter& letter,
                   std::span<const std::int64_t> users);
void UpdateBox(store::Txn& txn, TenantId tenant, UserId owner, LetterId id, const Box& box);
// How many were not.
std::int64_t SetRead(store::Txn& txn, TenantId tenant, UserId owner,
                     std::span<const std::int64_t> letters, bool sent);
// The letter goes with its last row: what of its sender's space is free then.
struct Freed {
  UserId sender;  // 0: somebody outside
  std::int64_t bytes = 0;
};
std::optional<Freed> DeleteBox(store::Txn& txn, TenantId tenant, UserId owner, MailId id);
// What is on its way out counts as a row each: so many more hold the letter, or one less.
void Hold(store::Txn& txn, TenantId tenant, LetterId id, std::int64_t more);
std::optional<Freed> LetGo(store::Txn& txn, TenantId tenant, LetterId id);

// Mails in a mailbox, or in those of the tenant (user 0).
struct Owned {
  UserId owner;
  MailId id;
};
std::vector<Owned> SelectOwned(store::Txn& txn, TenantId tenant, UserId owner, int limit);

}  // namespace koine::mail
