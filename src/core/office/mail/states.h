#pragma once

#include <cstdint>
#include <span>

#include "base/json.h"
#include "core/office/states.h"

// Where a mail may lie for its owner (ruoyi 13), and what leads it elsewhere. Out of the trash it
// goes only to where it belongs: what came to the inbox or to junk, what was sent or is a draft to
// those.
namespace koine::mail {

// Stored in mail_box.folder, and the first three in mail_box.home: never renumber. kGone is never
// stored.
enum class Folder : std::uint8_t { kInbox = 1, kSent, kDrafts, kSpam, kTrash, kGone };
KOINE_ENUM(Folder, (Folder::kInbox, "INBOX"), (Folder::kSent, "SENT"), (Folder::kDrafts, "DRAFTS"),
           (Folder::kSpam, "SPAM"), (Folder::kTrash, "TRASH"), (Folder::kGone, "gone"))
// kEdit and kSend are of drafts; kTo…: its owner moves it there.
enum class MailAct : std::uint8_t {
  kEdit,
  kSend,
  kToInbox,
  kToSent,
  kToDrafts,
  kToSpam,
  kTrash,
  kRemove
};
KOINE_ENUM(MailAct, (MailAct::kEdit, "edit"), (MailAct::kSend, "send"),
           (MailAct::kToInbox, "to_inbox"), (MailAct::kToSent, "to_sent"),
           (MailAct::kToDrafts, "to_drafts"), (MailAct::kToSpam, "to_spam"),
           (MailAct::kTrash, "trash"), (MailAct::kRemove, "remove"))

inline constexpr office::Transition<Folder, MailAct> kMailTransitions[] = {
    {Folder::kInbox, MailAct::kToInbox, Folder::kInbox},
    {Folder::kInbox, MailAct::kToSpam, Folder::kSpam},
    {Folder::kInbox, MailAct::kTrash, Folder::kTrash},
    {Folder::kInbox, MailAct::kRemove, Folder::kGone},
    {Folder::kSent, MailAct::kToSent, Folder::kSent},
    {Folder::kSent, MailAct::kTrash, Folder::kTrash},
    {Folder::kSent, MailAct::kRemove, Folder::kGone},
    {Folder::kDrafts, MailAct::kEdit, Folder::kDrafts},
    {Folder::kDrafts, MailAct::kSend, Folder::kGone},
    {Folder::kDrafts, MailAct::kToDrafts, Folder::kDrafts},
    {Folder::kDrafts, MailAct::kTrash, Folder::kTrash},
    {Folder::kDrafts, MailAct::kRemove, Folder::kGone},
    {Folder::kSpam, MailAct::kToInbox, Folder::kInbox},
    {Folder::kSpam, MailAct::kToSpam, Folder::kSpam},
    {Folder::kSpam, MailAct::kTrash, Folder::kTrash},
    {Folder::kSpam, MailAct::kRemove, Folder::kGone},
    {Folder::kTrash, MailAct::kToInbox, Folder::kInbox},
    {Folder::kTrash, MailAct::kToSent, Folder::kSent},
    {Folder::kTrash, MailAct::kToDrafts, Folder::kDrafts},
    {Folder::kTrash, MailAct::kToSpam, Folder::kSpam},
    {Folder::kTrash, MailAct::kTrash, Folder::kTrash},
    {Folder::kTrash, MailAct::kRemove, Folder::kGone},
};
inline constexpr std::span<const office::Transition<Folder, MailAct>> kMailStates =
    kMailTransitions;

// Whether a mail that belongs to `home` may lie there.
constexpr bool BelongsThere(Folder home, Folder folder) {
  return folder == home || folder == Folder::kTrash || folder == Folder::kGone ||
         (home == Folder::kInbox && folder == Folder::kSpam);
}

}  // namespace koine::mail
