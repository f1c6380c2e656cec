#include "core/erasure/deregister.h"

#include <utility>

#include "core/contact/contact.h"
#include "core/contact/rows.h"
#include "core/erasure/erasure.h"
#include "core/erasure/farewell.h"
#include "core/event/event.h"
#include "core/identity/admin.h"
#include "core/identity/people.h"
#include "core/version/version.h"

namespace koine::erasure {

Status Deregister(store::Txn& txn, const access::Principal& who, UserId id) {
  const auto before = identity::FindUser(txn, who, id);
  KOINE_TRY(const identity::User user, identity::CloseAccount(txn, who, id));
  KOINE_CHECK(CheckSettled(txn, who.tenant, id));
  KOINE_CHECK(LeaveGroups(txn, who.tenant, id));
  if (before) erasure::PutErasePerson(txn, *before);
  contact::TellProfile(txn, who, user);
  contact::RejectRequestsOf(txn, who.tenant, id);
  event::Event event;
  event.tenant = who.tenant;
  event.actor = id;
  event.users = contact::DeleteEdgesOf(txn, who.tenant, id);
  if (event.users.empty()) return Ok();
  version::BumpMany(txn, who.tenant, version::Collection::kContacts, Numbers(event.users), id.value,
                    version::Op::kDelete);
  event.payload = event::ContactEvent{
      event::ContactAction::kRemoved, RequestId(), user.person(), Person(), "", ""};
  event::Emit(txn, std::move(event));
  return Ok();
}

}  // namespace koine::erasure
