#pragma once

#include "core/office/mail/mail.h"
#include "core/office/mail/rows.h"

// What the verbs of this folder share.
namespace koine::mail {

// Takes it out of a mailbox for good; when it was in no other, its space is free again.
void Discard(store::Txn& txn, TenantId tenant, UserId owner, MailId id);

// Its space is free again: that of whoever sent it, or of the owner where that is somebody outside.
void FreeSpace(store::Txn& txn, TenantId tenant, UserId owner, const Freed& freed);

// Orders that it goes from the trash at its time; or that it stays, where it is not there.
void PutRemoval(store::Txn& txn, TenantId tenant, UserId owner, MailId id, const Box& box);

}  // namespace koine::mail
