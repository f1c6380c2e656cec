// Letters on their way out.

#include <algorithm>
#include <cstdint>
#include <utility>

#include "core/access/system.h"
#include "core/file/door.h"
#include "core/identity/people.h"
#include "core/office/mail/incoming.h"
#include "core/office/mail/keep.h"
#include "core/office/mail/outside_rows.h"
#include "core/office/mail/rows.h"
#include "core/office/mail/system.h"

namespace koine::mail {

std::vector<Delivery> ListDue(store::Txn& txn, int limit) {
  return SelectDue(txn, limit);
}

std::optional<Outgoing> ReadOutgoing(store::Txn& txn, const Delivery& delivery) {
  auto letter = FindLetter(txn, delivery.tenant, delivery.letter);
  if (!letter) return std::nullopt;
  const access::Principal sender = access::OfUser(delivery.tenant, letter->sender);
  const auto account = identity::FindUser(txn, sender, letter->sender);
  if (!account || account->status != identity::UserStatus::kActive) return std::nullopt;
  Outgoing out;
  const Recipients recipients = ReadRecipients(txn, delivery.tenant, letter->id);
  std::vector<std::int64_t> users = recipients.to;
  users.insert(users.end(), recipients.cc.begin(), recipients.cc.end());
  users.push_back(letter->sender.value);
  const auto people = identity::FindPeople(txn, sender, std::move(users));
  out.sender = people.Of(letter->sender);
  for (const std::int64_t id : recipients.to) out.to.push_back(people.Of(UserId(id)));
  for (const std::int64_t id : recipients.cc) out.cc.push_back(people.Of(UserId(id)));
  out.outside = ReadOutside(txn, delivery.tenant, letter->id);
  Texts texts = ReadTexts(txn, delivery.tenant, letter->id);
  out.plain = std::move(texts.plain);
  out.html = std::move(texts.html);
  std::vector<std::int64_t> ids;
  for (const Attachment& one : ReadFiles(txn, delivery.tenant, letter->id)) {
    ids.push_back(one.file.value);
  }
  if (!ids.empty()) out.files = file::FindReadable(txn, sender, ids);
  out.whole = out.files.size() == ids.size();
  if (letter->answered.value != 0) {
    out.answered = ReadMessageId(txn, delivery.tenant, letter->answered);
  }
  out.letter = *std::move(letter);
  return out;
}

void SettleOutgoing(store::Txn& txn, std::span<const Outcome> outcomes) {
  for (const Outcome& one : outcomes) {
    const OutState state = one.taken        ? OutState::kSent
                           : one.due_at > 0 ? OutState::kWaiting
                                            : OutState::kFailed;
    if (!SetOutcome(txn, one, state) || state == OutState::kWaiting) continue;
    const auto letter = FindLetter(txn, one.tenant, one.letter);
    if (letter && one.bounce) {
      Incoming in;
      in.from_name = one.bounce->from_name;
      in.from_address = one.bounce->from_address;
      in.subject = one.bounce->subject;
      in.content = Cleaned::OfText(one.bounce->text);
      in.answers = one.letter;
      // However full their space is: a letter that could not be counted would be there by half.
      in.limits.quota_bytes = INT64_MAX;
      // An account that ended meanwhile needs none.
      static_cast<void>(Receive(txn, one.tenant, letter->sender, in));
    }
    if (const auto freed = LetGo(txn, one.tenant, one.letter)) {
      FreeSpace(txn, one.tenant, freed->sender, *freed);
    }
  }
}

}  // namespace koine::mail
