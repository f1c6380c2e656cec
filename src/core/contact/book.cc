#include "core/contact/book.h"

#include <algorithm>
#include <utility>

namespace koine::contact {

std::vector<Found> OthersFound(store::Txn& txn, const access::Principal& who,
                               std::vector<identity::User> users) {
  std::erase_if(users, [&](const identity::User& user) { return user.id == who.user; });
  std::vector<std::int64_t> ids;
  for (const identity::User& user : users) ids.push_back(user.id.value);
  std::vector<UserId> contacts = FriendsAmong(txn, who, ids);
  std::sort(contacts.begin(), contacts.end());
  std::vector<Found> out;
  for (identity::User& user : users) {
    const bool is_contact = std::binary_search(contacts.begin(), contacts.end(), user.id);
    out.push_back({std::move(user), is_contact});
  }
  return out;
}

std::vector<UserId> AddressesShown(store::Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> ids) {
  if (who.admin()) return {ids.begin(), ids.end()};
  std::vector<UserId> out = FriendsAmong(txn, who, ids);
  if (std::find(ids.begin(), ids.end(), who.user.value) != ids.end()) out.push_back(who.user);
  return out;
}

}  // namespace koine::contact
