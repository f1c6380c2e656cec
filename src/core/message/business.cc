#include "core/message/business.h"

#include <utility>

#include "core/change/change.h"
#include "core/event/event.h"

namespace koine::message {

namespace {

void Tell(store::Txn& txn, const access::Principal& who, access::ConversationState state,
          const BusinessIn& in) {
  const event::BusinessTold told{in.key, in.data};
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.payload = told;
  if (in.kept) {
    change::Change change;
    change.kind = change::Kind::kBusiness;
    change.actor = who.user;
    change.data = json::ToText(told);
    change::Append(txn, &state, change, std::move(event));
    return;
  }
  event.place = state.place();
  event.to_members = true;
  event::EmitTransient(txn, std::move(event));
}

}  // namespace

void TellBusiness(store::Txn& txn, const access::Member& place, const BusinessIn& in) {
  Tell(txn, place.who(), place.conversation(), in);
}

void TellBusiness(store::Txn& txn, const access::AnyGroup& place, const BusinessIn& in) {
  Tell(txn, place.who(), place.conversation(), in);
}

}  // namespace koine::message
