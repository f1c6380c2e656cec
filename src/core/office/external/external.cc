#include "core/office/external/external.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "core/office/external/keep.h"
#include "core/office/external/rows.h"

namespace koine::external {

namespace {

using access::Principal;

Status MayPutInto(store::Txn& txn, const Principal& who, GroupId group) {
  if (group.value == 0 || FindGroup(txn, who, group)) return Ok();
  return Error{Code::kNotFound, "external_group"};
}

Status NameIsFree(store::Txn& txn, const Principal& who, std::string_view name, GroupId besides) {
  const auto found = FindGroupNamed(txn, who, name);
  if (!found || *found == besides) return Ok();
  return Error{Code::kConflict, "external_group_name"};
}

}  // namespace

Result<ContactId> AddContact(store::Txn& txn, const Principal& who, const ContactDraft& draft) {
  const Book book = TakeBook(txn, who);
  if (book.contacts >= kContactsMax) return Error{Code::kBadState, "external_contacts_full"};
  KOINE_CHECK(MayPutInto(txn, who, draft.group));
  Contact contact;
  contact.owner = who.user;
  contact.group = draft.group;
  contact.what = draft.what;
  Settle(&contact.what);
  contact.starred = draft.starred;
  contact.created_at = contact.updated_at = txn.now_ms();
  InsertContact(txn, who.tenant, &contact);
  CountMore(txn, who, 1, 0);
  return contact.id;
}

Status ChangeContact(store::Txn& txn, const OwnContact& place, const ContactDraft& draft) {
  const Principal& who = place.who();
  Contact contact = place.contact();
  if (draft.group != contact.group) KOINE_CHECK(MayPutInto(txn, who, draft.group));
  contact.group = draft.group;
  contact.what = draft.what;
  Settle(&contact.what);
  contact.starred = draft.starred;
  contact.updated_at = txn.now_ms();
  UpdateContact(txn, who.tenant, contact);
  return Ok();
}

void RemoveContact(store::Txn& txn, const OwnContact& place) {
  const Principal& who = place.who();
  if (DeleteContact(txn, who.tenant, place.contact().id)) CountMore(txn, who, -1, 0);
}

bool StarContact(store::Txn& txn, const OwnContact& place, std::optional<bool> starred) {
  const Contact& contact = place.contact();
  const bool wanted = starred.value_or(!contact.starred);
  if (wanted != contact.starred) SetStarred(txn, place.who().tenant, contact.id, wanted);
  return wanted;
}

std::vector<Contact> ListContacts(store::Txn& txn, const Principal& who, const Filter& filter,
                                  std::int64_t limit, std::int64_t offset) {
  return SelectContacts(txn, who, filter, limit, offset);
}

std::int64_t CountContacts(store::Txn& txn, const Principal& who, const Filter& filter) {
  return CountSelected(txn, who, filter);
}

Result<GroupId> AddGroup(store::Txn& txn, const Principal& who, std::string_view name,
                         std::int64_t sort_order) {
  const Book book = TakeBook(txn, who);
  if (book.groups >= kGroupsMax) return Error{Code::kBadState, "external_groups_full"};
  Group group;
  group.owner = who.user;
  group.name = std::string(text::Trim(name));
  group.sort_order = sort_order;
  group.created_at = group.updated_at = txn.now_ms();
  KOINE_CHECK(NameIsFree(txn, who, group.name, GroupId()));
  InsertGroup(txn, who.tenant, &group);
  CountMore(txn, who, 0, 1);
  return group.id;
}

Status ChangeGroup(store::Txn& txn, const OwnGroup& place, const std::optional<std::string>& name,
                   std::optional<std::int64_t> sort_order) {
  const Principal& who = place.who();
  Group group = place.group();
  if (name) {
    group.name = std::string(text::Trim(*name));
    KOINE_CHECK(NameIsFree(txn, who, group.name, group.id));
  }
  if (sort_order) group.sort_order = *sort_order;
  group.updated_at = txn.now_ms();
  UpdateGroup(txn, who.tenant, group);
  return Ok();
}

Status RemoveGroup(store::Txn& txn, const OwnGroup& place) {
  const Principal& who = place.who();
  const GroupId id = place.group().id;
  Filter inside;
  inside.group = id;
  if (CountSelected(txn, who, inside) > 0) return Error{Code::kBadState, "external_group_used"};
  if (DeleteGroup(txn, who.tenant, id)) CountMore(txn, who, 0, -1);
  return Ok();
}

std::vector<Group> ListGroups(store::Txn& txn, const Principal& who) {
  std::vector<Group> out = SelectGroups(txn, who);
  const auto sizes = SelectGroupSizes(txn, who);
  for (Group& group : out) {
    const auto found = sizes.find(group.id.value);
    if (found != sizes.end()) group.contacts = found->second;
  }
  return out;
}

std::vector<TagCount> ListTags(store::Txn& txn, const Principal& who) {
  std::map<std::string, std::int64_t> counts;
  for (const std::string& tags : SelectTags(txn, who)) {
    for (std::string& tag : TagsOf(tags)) ++counts[std::move(tag)];
  }
  std::vector<TagCount> out;
  out.reserve(counts.size());
  for (const auto& [name, contacts] : counts) out.push_back({name, contacts});
  std::stable_sort(out.begin(), out.end(),
                   [](const TagCount& a, const TagCount& b) { return a.contacts > b.contacts; });
  return out;
}

}  // namespace koine::external
