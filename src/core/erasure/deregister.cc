#include "core/erasure/deregister.h"

#include "core/contact/contact.h"
#include "core/erasure/erasure.h"
#include "core/erasure/farewell.h"
#include "core/identity/admin.h"
#include "core/identity/people.h"
#include "core/office/organization/system.h"
#include "core/office/room/system.h"

namespace koine::erasure {

Status Deregister(store::Txn& txn, const access::Principal& who, UserId id, Said said) {
  const auto before = identity::FindUser(txn, who, id);
  KOINE_TRY(const identity::User user, identity::CloseAccount(txn, who, id));
  KOINE_CHECK(CheckSettled(txn, who.tenant, id));
  KOINE_CHECK(LeaveGroups(txn, who.tenant, id));
  organization::LeaveAll(txn, who.tenant, id);
  room::EndBookings(txn, who.tenant, id);
  if (before) erasure::PutErasePerson(txn, *before, said);
  contact::TellProfile(txn, who, user);
  contact::EndAll(txn, who, user);
  return Ok();
}

}  // namespace koine::erasure
