#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "store/txn.h"

// The principal's own contacts, and whom they block, as lists; nobody else's but where it is said.
namespace koine::contact {

// Stored in contact.add_source: never renumber.
enum class AddSource : std::uint8_t { kImported = 1, kApplied = 2 };

struct Contact {
  identity::User peer;
  std::string remark, group_name;
  std::int64_t created_at = 0;
  bool blocked = false;  // by the owner
  std::string ex;
  std::int64_t pinned_at = 0;  // 0: not
  AddSource source = AddSource::kApplied;
  std::string operator_handle;  // who made it; empty: the two themselves
};
// Oldest first; those of one of the owner's groups, or with an empty name all.
std::vector<Contact> ListContacts(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                  std::int64_t offset = 0, std::string_view group_name = {});
// The same of any owner, for an administrator of the server; anybody else sees their own.
// kForbidden; kUserNotFound.
Result<std::vector<Contact>> ListContactsOf(store::Txn& txn, const access::Principal& who,
                                            UserId owner, std::int64_t limit);
std::int64_t CountInGroup(store::Txn& txn, const access::Principal& who,
                          std::string_view group_name);
// Pinned ones first, then the oldest.
std::vector<Contact> PageContacts(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                  std::int64_t offset);
std::int64_t CountContacts(store::Txn& txn, const access::Principal& who);
std::optional<Contact> FindContact(store::Txn& txn, const access::Principal& who, UserId peer);
// Of `ids`, the contacts, in no order; whole, or who they are.
std::vector<Contact> ContactsAmong(store::Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> ids);
std::vector<UserId> FriendsAmong(store::Txn& txn, const access::Principal& who,
                                 std::span<const std::int64_t> ids);
// Users whom a search found, in their order and without the principal.
struct Found {
  identity::User user;
  bool is_contact = false;
};
std::vector<Found> OthersFound(store::Txn& txn, const access::Principal& who,
                               std::vector<identity::User> users);
// Of `ids`, those whose email address and number the principal may see, in no order: their own and
// those of their contacts; administrators see all.
std::vector<UserId> AddressesShown(store::Txn& txn, const access::Principal& who,
                                   std::span<const std::int64_t> ids);
// The contact groups with how many lie in each, in the order of their oldest contact.
struct GroupCount {
  std::string name;
  std::int64_t contacts = 0;
};
std::vector<GroupCount> ListGroupNames(store::Txn& txn, const access::Principal& who, int limit);

struct BlockRow {
  identity::User peer;
  std::int64_t created_at = 0;
  std::string ex;
};
// Newest first.
std::vector<BlockRow> ListBlocks(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                                 std::int64_t offset = 0);
std::int64_t CountBlocks(store::Txn& txn, const access::Principal& who);
// Of `ids`, those whom the principal blocks, in no order.
std::vector<BlockRow> BlocksAmong(store::Txn& txn, const access::Principal& who,
                                  std::span<const std::int64_t> ids);

}  // namespace koine::contact
