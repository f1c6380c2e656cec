#include "core/contact/deregister.h"

#include <utility>

#include "core/contact/contact.h"
#include "core/contact/rows.h"
#include "core/event/event.h"
#include "core/farewell/farewell.h"
#include "core/identity/admin.h"
#include "core/identity/rows.h"
#include "core/erasure/erasure.h"
#include "core/version/version.h"

namespace koine::contact {

Status Deregister(store::Txn& txn, const access::Principal& who, UserId id) {
  const auto before = identity::FindUser(txn, who.tenant, id);
  KOINE_TRY(const identity::User user, identity::CloseAccount(txn, who, id));
  KOINE_CHECK(farewell::CheckSettled(txn, who.tenant, id));
  KOINE_CHECK(farewell::LeaveGroups(txn, who.tenant, id));
  if (before) erasure::PutErasePerson(txn, *before);
  TellProfile(txn, who, user);
  RejectRequestsOf(txn, who.tenant, id);
  event::Event event;
  event.tenant = who.tenant;
  event.actor = id;
  event.users = DeleteEdgesOf(txn, who.tenant, id);
  if (event.users.empty()) return Ok();
  version::BumpMany(txn, who.tenant, version::Collection::kContacts, Numbers(event.users), id.value,
                    version::Op::kDelete);
  event.payload = event::ContactEvent{
      event::ContactAction::kRemoved, RequestId(), user.person(), event::Person(), "", ""};
  event::Emit(txn, std::move(event));
  return Ok();
}

}  // namespace koine::contact
