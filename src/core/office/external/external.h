#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/external/door.h"
#include "store/txn.h"

// External contacts (ruoyi 21): everybody's own address book of people outside, with groups, tags
// and stars. Nobody else sees it.
namespace koine::external {

// Code points.
inline constexpr std::int64_t kNameChars = 50;
inline constexpr std::int64_t kCompanyChars = 100;
inline constexpr std::int64_t kPositionChars = 50;
inline constexpr std::int64_t kMobileChars = 20;
inline constexpr std::int64_t kEmailChars = 100;
inline constexpr std::int64_t kWechatChars = 50;
inline constexpr std::int64_t kAddressChars = 200;
inline constexpr std::int64_t kRemarkChars = 500;
inline constexpr std::int64_t kTagsChars = 200;
inline constexpr std::int64_t kAvatarChars = 500;
inline constexpr std::int64_t kGroupNameChars = 50;
inline constexpr std::int64_t kKeywordChars = 100;
// Of a user.
inline constexpr std::int64_t kContactsMax = 10'000;
inline constexpr std::int64_t kGroupsMax = 200;
// Of groups, which stand in this order.
inline constexpr std::int64_t kSortOrderMax = 1'000'000;

// Texts are within their limits, the name is not empty; group 0: none. White space around texts
// goes, and tags are kept once each.
struct ContactDraft {
  Details what;
  GroupId group;
  bool starred = false;
};
// kNotFound "external_group" for a group that is not the principal's own; kBadState
// "external_contacts_full" beyond kContactsMax.
Result<ContactId> AddContact(store::Txn& txn, const access::Principal& who,
                             const ContactDraft& draft);
// It is like the draft from now on. kNotFound "external_group".
Status ChangeContact(store::Txn& txn, const OwnContact& place, const ContactDraft& draft);
void RemoveContact(store::Txn& txn, const OwnContact& place);
// Absent: the other way round. Returns how it is now.
bool StarContact(store::Txn& txn, const OwnContact& place, std::optional<bool> starred);

// Which of the principal's contacts.
struct Filter {
  bool starred = false;          // only those
  std::optional<GroupId> group;  // 0: those of no group
  std::string tag;               // exactly; empty: any
  std::string keyword;           // part of name, company, number or email address; empty: any
};
// Starred ones first, then the newest.
std::vector<Contact> ListContacts(store::Txn& txn, const access::Principal& who,
                                  const Filter& filter, std::int64_t limit, std::int64_t offset);
std::int64_t CountContacts(store::Txn& txn, const access::Principal& who, const Filter& filter);

// Names are within their limits and not empty. kConflict "external_group_name" when they have one
// of that name; kBadState "external_groups_full" beyond kGroupsMax.
Result<GroupId> AddGroup(store::Txn& txn, const access::Principal& who, std::string_view name,
                         std::int64_t sort_order);
// Absent: as it is. kConflict "external_group_name".
Status ChangeGroup(store::Txn& txn, const OwnGroup& place, const std::optional<std::string>& name,
                   std::optional<std::int64_t> sort_order);
// kBadState "external_group_used" while contacts are in it.
Status RemoveGroup(store::Txn& txn, const OwnGroup& place);
// By sort order, then the oldest first, with how many are in each.
std::vector<Group> ListGroups(store::Txn& txn, const access::Principal& who);

// The tags of the principal's contacts and how many have each; the most used first.
struct TagCount {
  std::string name;
  std::int64_t contacts = 0;
};
std::vector<TagCount> ListTags(store::Txn& txn, const access::Principal& who);

// The tags of a text with commas (also full-width ones) between them, each once.
std::vector<std::string> TagsOf(std::string_view text);
std::string JoinTags(const std::vector<std::string>& tags);

}  // namespace koine::external
