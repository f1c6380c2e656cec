#include "core/office/mail/mail.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/file/space.h"
#include "core/job.h"
#include "core/office/mail/keep.h"
#include "core/office/mail/rows.h"

namespace koine::mail {

namespace {

using access::Principal;

constexpr char kRemoveJob[] = "mail.remove";
constexpr std::int64_t kTrashMs = kTrashDays * kDayMs;

MailAct ActOf(Folder folder) {
  switch (folder) {
    case Folder::kInbox:
      return MailAct::kToInbox;
    case Folder::kSent:
      return MailAct::kToSent;
    case Folder::kDrafts:
      return MailAct::kToDrafts;
    case Folder::kSpam:
      return MailAct::kToSpam;
    case Folder::kTrash:
      return MailAct::kTrash;
    case Folder::kGone:
      break;
  }
  return MailAct::kRemove;
}

// The ids of a job: mail and owner, with a colon between them.
std::string KeyOf(UserId owner, MailId id) {
  return std::to_string(id.value) + ":" + std::to_string(owner.value);
}

Status Move(store::Txn& txn, TenantId tenant, UserId owner, MailId id, Box box, Folder folder) {
  const auto next = office::Next(kMailStates, box.folder, ActOf(folder));
  if (!next || !BelongsThere(box.home, *next)) return Error{Code::kBadState, "mail_folder"};
  if (*next == box.folder) return Ok();
  box.folder = *next;
  box.trashed_at = *next == Folder::kTrash ? txn.now_ms() : 0;
  UpdateBox(txn, tenant, owner, LetterOf(id), box);
  PutRemoval(txn, tenant, owner, id, box);
  return Ok();
}

// Key: as KeyOf; payload: the tenant.
Status RemoveOld(store::Txn& txn, std::string_view key, std::string_view payload) {
  const std::size_t colon = key.find(':');
  if (colon == key.npos) return Error{Code::kInternal, "job"};
  KOINE_TRY(const RowJob job, ReadRowJob(key.substr(0, colon), payload));
  const auto number = text::ParseInt(key.substr(colon + 1));
  if (!number) return Error{Code::kInternal, "job"};
  const UserId owner(*number);
  const MailId id(job.id);
  const auto found = FindMail(txn, job.tenant, owner, id, true);
  if (!found || found->box.folder != Folder::kTrash) return Ok();
  if (found->box.trashed_at + kTrashMs > txn.now_ms()) {
    PutRemoval(txn, job.tenant, owner, id, found->box);
  } else {
    Discard(txn, job.tenant, owner, id);
  }
  return Ok();
}

}  // namespace

void MarkRead(store::Txn& txn, const OwnMail& place) {
  if (place.box().read) return;
  const std::int64_t letter[] = {place.letter().id.value};
  SetRead(txn, place.who().tenant, place.who().user, letter, place.box().sent);
}

void StarMail(store::Txn& txn, const OwnMail& place, bool starred) {
  Box box = place.box();
  if (box.starred == starred) return;
  box.starred = starred;
  UpdateBox(txn, place.who().tenant, place.who().user, place.letter().id, box);
}

Status TrashMail(store::Txn& txn, const OwnMail& place) {
  return MoveMail(txn, place, Folder::kTrash);
}

Status MoveMail(store::Txn& txn, const OwnMail& place, Folder folder) {
  return Move(txn, place.who().tenant, place.who().user, place.id(), place.box(), folder);
}

Status RemoveMail(store::Txn& txn, const OwnMail& place) {
  if (!office::Next(kMailStates, place.box().folder, MailAct::kRemove)) {
    return Error{Code::kBadState, "mail_folder"};
  }
  Discard(txn, place.who().tenant, place.who().user, place.id());
  return Ok();
}

std::int64_t MarkManyRead(store::Txn& txn, const Principal& who,
                          std::span<const std::int64_t> ids) {
  std::vector<std::int64_t> received, sent;
  for (const std::int64_t id : ids.first(std::min(ids.size(), kBatchMax))) {
    (IsSent(MailId(id)) ? sent : received).push_back(LetterOf(MailId(id)).value);
  }
  return SetRead(txn, who.tenant, who.user, received, false) +
         SetRead(txn, who.tenant, who.user, sent, true);
}

std::int64_t TrashMany(store::Txn& txn, const Principal& who, std::span<const std::int64_t> ids) {
  std::int64_t done = 0;
  for (const std::int64_t id : ids.first(std::min(ids.size(), kBatchMax))) {
    const auto found = FindMail(txn, who.tenant, who.user, MailId(id), true);
    if (!found || found->box.folder == Folder::kTrash) continue;
    if (Move(txn, who.tenant, who.user, MailId(id), found->box, Folder::kTrash).ok()) ++done;
  }
  return done;
}

void Discard(store::Txn& txn, TenantId tenant, UserId owner, MailId id) {
  const auto freed = DeleteBox(txn, tenant, owner, id);
  txn.CancelJob(kRemoveJob, KeyOf(owner, id));
  if (freed) FreeSpace(txn, tenant, owner, *freed);
}

void FreeSpace(store::Txn& txn, TenantId tenant, UserId owner, const Freed& freed) {
  // What came from outside took the space of who got it. Fewer bytes are always possible.
  const UserId payer = freed.sender.value == 0 ? owner : freed.sender;
  static_cast<void>(file::CountSpace(txn, tenant, payer, -freed.bytes, 0));
}

void PutRemoval(store::Txn& txn, TenantId tenant, UserId owner, MailId id, const Box& box) {
  const std::string key = KeyOf(owner, id);
  if (box.folder != Folder::kTrash) return txn.CancelJob(kRemoveJob, key);
  txn.PutJob(kRemoveJob, key, box.trashed_at + kTrashMs, std::to_string(tenant.value));
}

int RemoveOf(store::Txn& txn, TenantId tenant, UserId user, int limit) {
  int done = 0;
  for (const Owned& one : SelectOwned(txn, tenant, user, limit)) {
    Discard(txn, tenant, one.owner, one.id);
    ++done;
  }
  return done;
}

void AddJobs(store::JobRunner& jobs) {
  jobs.Add(kRemoveJob, RemoveOld);
}

}  // namespace koine::mail
