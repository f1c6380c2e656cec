#pragma once

#include <vector>

#include "core/access/principal.h"
#include "core/office/mail/mail.h"
#include "core/office/mail/rows.h"

// Whom a letter names outside, as writing needs it (send.cc).
namespace koine::mail {

// Takes what `in` says of addresses into both lists, in the place of what was there: users of this
// server by their addresses here, the others once each, as of `to` where they are in both.
// kBadArgument "mail_address"; kUserNotFound "mail_receiver" of an address here that is nobody's.
Status Address(const LetterIn& in, Recipients* recipients, std::vector<Outside>* outside);
// The user of such an address as mime::Canonical writes it; 0: it is outside. kUserNotFound
// "mail_receiver" of one here that can be nobody's.
Result<std::int64_t> UserAt(const std::string& address, const World* world);
// Whether it is to somebody, not only a copy.
bool HasPrimary(const std::vector<Outside>& outside);
// What is asked before a letter goes out; it counts what goes.
Status MayGoOut(store::Txn& txn, const access::Principal& who, const LetterIn& in,
                const std::vector<Outside>& outside, const std::vector<Attachment>& files);
// Gives it its Message-ID, and puts it on its way to each. The letter has its id.
void SendOut(store::Txn& txn, TenantId tenant, const Letter& letter, const World& world,
             std::vector<Outside>* outside);
// To whom outside an answer goes: as ReplyMail says.
void AnswerOutside(const Letter& letter, bool sent, bool all, const std::vector<Outside>& outside,
                   LetterIn* in);

}  // namespace koine::mail
