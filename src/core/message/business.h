#pragma once

#include <string>

#include "core/access/doors.h"
#include "store/txn.h"

namespace koine::message {

// A word of an application to the members of a conversation, beside its messages (openim 5.6).
struct BusinessIn {
  std::string key, data;
  // Kept as a change of the conversation for those who are away; else only who is there hears it,
  // and it may be said in a read.
  bool kept = false;
};
void TellBusiness(store::Txn& txn, const access::Member& place, const BusinessIn& in);
// The same by the right of an administrator of the server, who need not be in the group.
void TellBusiness(store::Txn& txn, const access::AnyGroup& place, const BusinessIn& in);

}  // namespace koine::message
