#include "core/contact/doors.h"

#include <algorithm>

#include "core/contact/contact.h"
#include "core/contact/pair.h"

namespace koine::contact {

Result<OwnContact> OwnContact::Open(store::Txn& txn, const access::Principal& who, UserId peer) {
  if (txn.writable()) LockPair(txn, who, peer);
  auto contact = FindContact(txn, who, peer);
  if (!contact) return Error{Code::kNotFriends};
  return OwnContact(who, *std::move(contact));
}

Result<OwnContacts> OwnContacts::Open(store::Txn& txn, const access::Principal& who,
                                      const Key& users) {
  std::vector<std::int64_t> peers;
  for (const UserId user : FriendsAmong(txn, who, users)) peers.push_back(user.value);
  if (peers.empty()) return Error{Code::kNotFriends};
  return OwnContacts(who, std::move(peers));
}

Result<OwnContactGroup> OwnContactGroup::Open(store::Txn& txn, const access::Principal& who,
                                              const std::string& name) {
  if (name == kDefaultGroup) return Error{Code::kForbidden, "default_group"};
  if (txn.writable()) LockSelf(txn, who);
  OwnContactGroup group(who, name, ListGroupNames(txn, who, kGroupNamesMax));
  if (!group.Has(name)) return Error{Code::kNotFound, "contact_group"};
  return group;
}

bool OwnContactGroup::Has(const std::string& name) const {
  return std::any_of(all_.begin(), all_.end(),
                     [&name](const GroupCount& one) { return one.name == name; });
}

Result<ReceivedRequest> ReceivedRequest::Open(store::Txn& txn, const access::Principal& who,
                                              RequestId id) {
  auto request = FindOwnRequest(txn, who, id);
  if (!request) return Error{Code::kRequestNotFound};
  if (request->to != who.user) return Error{Code::kForbidden, "request"};
  return ReceivedRequest(who, *std::move(request));
}

Result<SentRequest> SentRequest::Open(store::Txn& txn, const access::Principal& who, RequestId id) {
  auto request = FindOwnRequest(txn, who, id);
  if (!request) return Error{Code::kRequestNotFound};
  if (request->from != who.user) return Error{Code::kForbidden, "request"};
  return SentRequest(who, *std::move(request));
}

}  // namespace koine::contact
