// Mail as its owner sees it.

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "core/identity/people.h"
#include "core/office/mail/list_rows.h"
#include "core/office/mail/mail.h"
#include "core/office/mail/outside_rows.h"
#include "core/office/mail/rows.h"

namespace koine::mail {

namespace {

using access::Principal;

Person SenderAmong(const People& people, const Letter& letter) {
  Person out = people.Of(letter.sender);
  if (letter.sender.value == 0) out.name = letter.from();
  return out;
}

// Names, recipients, files and, where asked for, texts: a statement each.
void Fill(store::Txn& txn, const Principal& who, bool with_text, std::vector<ShownMail>* mails) {
  std::vector<std::int64_t> letters, with_files, users;
  for (const ShownMail& one : *mails) {
    letters.push_back(one.letter.id.value);
    users.push_back(one.letter.sender.value);
    if (one.letter.files > 0) with_files.push_back(one.letter.id.value);
  }
  const auto recipients = SelectRecipients(txn, who.tenant, letters);
  for (const RecipientOf& one : recipients) users.push_back(one.user);
  const auto people = identity::FindPeople(txn, who, std::move(users));
  // Whoever writes to themself has a letter twice.
  std::unordered_multimap<std::int64_t, ShownMail*> by_letter;
  for (ShownMail& one : *mails) {
    one.sender = SenderAmong(people, one.letter);
    by_letter.emplace(one.letter.id.value, &one);
  }
  auto each = [&](std::int64_t letter, auto fill) {
    const auto [from, to] = by_letter.equal_range(letter);
    for (auto at = from; at != to; ++at) fill(at->second);
  };
  for (const RecipientOf& one : recipients) {
    each(one.letter, [&](ShownMail* mail) {
      (one.copy ? mail->cc : mail->to).push_back(people.Of(UserId(one.user)));
    });
  }
  for (OutsideOf& one : SelectOutside(txn, who.tenant, letters)) {
    each(one.letter, [&](ShownMail* mail) { mail->outside.push_back(one.outside); });
  }
  if (!with_files.empty()) {
    for (const FileOf& one : SelectFiles(txn, who.tenant, with_files)) {
      each(one.letter, [&](ShownMail* mail) { mail->files.push_back(one.attachment); });
    }
  }
  if (!with_text) return;
  for (const BeginningOf& one : SelectTexts(txn, who.tenant, letters)) {
    each(one.letter, [&](ShownMail* mail) { mail->plain = one.plain; });
  }
}

std::vector<ShownMail> Shown(store::Txn& txn, const Principal& who, bool with_text,
                             std::vector<Kept> kept) {
  std::vector<ShownMail> out;
  out.reserve(kept.size());
  for (Kept& one : kept) {
    ShownMail& shown = out.emplace_back();
    shown.letter = std::move(one.letter);
    shown.box = one.box;
  }
  if (!out.empty()) Fill(txn, who, with_text, &out);
  return out;
}

}  // namespace

Person SenderOf(store::Txn& txn, const OwnMail& place) {
  const Letter& letter = place.letter();
  return SenderAmong(identity::FindPeople(txn, place.who(), {letter.sender.value}), letter);
}

ShownMail ShowMail(store::Txn& txn, const OwnMail& place) {
  std::vector<Kept> one(1);
  one[0] = {place.letter(), place.box()};
  std::vector<ShownMail> shown = Shown(txn, place.who(), false, std::move(one));
  Texts texts = ReadTexts(txn, place.who().tenant, place.letter().id);
  shown[0].plain = std::move(texts.plain);
  shown[0].html = std::move(texts.html);
  return std::move(shown[0]);
}

std::vector<ShownMail> ListMails(store::Txn& txn, const Principal& who, const Listing& listing,
                                 std::int64_t limit, std::int64_t offset) {
  const std::string keyword = text::Fold(text::Trim(listing.keyword));
  return Shown(txn, who, listing.with_text,
               SelectListed(txn, who, listing, keyword, limit, offset));
}

std::int64_t CountMails(store::Txn& txn, const Principal& who, const Listing& listing) {
  return CountListed(txn, who, listing, text::Fold(text::Trim(listing.keyword)));
}

std::vector<ShownMail> ListThread(store::Txn& txn, const OwnMail& place) {
  return Shown(txn, place.who(), true,
               SelectThread(txn, place.who(), place.letter().thread, kThreadMax));
}

std::int64_t CountUnread(store::Txn& txn, const Principal& who) {
  Listing inbox;
  inbox.folder = Folder::kInbox;
  inbox.unread = true;
  return CountListed(txn, who, inbox, "");
}

}  // namespace koine::mail
