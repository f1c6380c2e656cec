#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/office/external/external.h"
#include "store/txn.h"

// All SQL on external_book, external_contact and external_group.
namespace koine::external {

struct Book {
  std::int64_t contacts = 0, groups = 0;
};
// How much is in the principal's book. Others who write into the same one wait for the end of the
// transaction.
Book TakeBook(store::Txn& txn, const access::Principal& who);
// REQUIRES: the book was taken.
void CountMore(store::Txn& txn, const access::Principal& who, std::int64_t contacts,
               std::int64_t groups);

std::optional<Contact> FindContact(store::Txn& txn, TenantId tenant, ContactId id);
// Gives it its id.
void InsertContact(store::Txn& txn, TenantId tenant, Contact* contact);
// All that may change.
void UpdateContact(store::Txn& txn, TenantId tenant, const Contact& contact);
void SetStarred(store::Txn& txn, TenantId tenant, ContactId id, bool starred);
// False: there was none.
bool DeleteContact(store::Txn& txn, TenantId tenant, ContactId id);

std::vector<Contact> SelectContacts(store::Txn& txn, const access::Principal& who,
                                    const Filter& filter, std::int64_t limit, std::int64_t offset);
std::int64_t CountSelected(store::Txn& txn, const access::Principal& who, const Filter& filter);
// The tags of each contact that has any.
std::vector<std::string> SelectTags(store::Txn& txn, const access::Principal& who);

// Of the principal's own.
std::optional<Group> FindGroup(store::Txn& txn, const access::Principal& who, GroupId id);
std::optional<GroupId> FindGroupNamed(store::Txn& txn, const access::Principal& who,
                                      std::string_view name);
// Gives it its id.
void InsertGroup(store::Txn& txn, TenantId tenant, Group* group);
void UpdateGroup(store::Txn& txn, TenantId tenant, const Group& group);
bool DeleteGroup(store::Txn& txn, TenantId tenant, GroupId id);
// By sort order and id, without how many are in them.
std::vector<Group> SelectGroups(store::Txn& txn, const access::Principal& who);
// How many contacts are in each group that has any; 0: in none.
std::unordered_map<std::int64_t, std::int64_t> SelectGroupSizes(store::Txn& txn,
                                                                const access::Principal& who);

}  // namespace koine::external
