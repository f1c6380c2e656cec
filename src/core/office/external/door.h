#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "base/ids.h"
#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// The doors to the people and groups of a private address book (ruoyi 21).
namespace koine::external {

using ContactId = Id<struct ExternalContactTag>;
using GroupId = Id<struct ExternalGroupTag>;

// Stored in external_contact.source: never renumber.
enum class Source : std::uint8_t { kManual = 1, kImport, kShare };
KOINE_ENUM(Source, (Source::kManual, "MANUAL"), (Source::kImport, "IMPORT"),
           (Source::kShare, "SHARE"))

// What is known of somebody; an empty text is nothing.
struct Details {
  std::string name, company, position, mobile, email, wechat, address, remark;
  std::string tags;    // with commas between them
  std::string avatar;  // a link
  friend bool operator==(const Details&, const Details&) = default;
};

struct Contact {
  ContactId id;
  UserId owner;
  GroupId group;  // 0: none
  std::string group_name;
  Details what;
  bool starred = false;
  Source source = Source::kManual;
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

struct Group {
  GroupId id;
  UserId owner;
  std::string name;
  std::int64_t sort_order = 0;
  std::int64_t contacts = 0;                    // of lists only
  std::int64_t created_at = 0, updated_at = 0;  // ms
};

// Of the principal's own book, which is locked where something is written: all doors and verbs that
// write take the book first. kNotFound "external_contact"; kRoleTooLow when it is somebody else's.
class OwnContact {
 public:
  static constexpr const char* kDoor = "external_contact";
  using Key = ContactId;
  static Result<OwnContact> Open(store::Txn& txn, const access::Principal& who, ContactId id);

  const access::Principal& who() const { return who_; }
  const Contact& contact() const { return contact_; }

 private:
  OwnContact(const access::Principal& who, Contact contact)
      : who_(who), contact_(std::move(contact)) {}
  access::Principal who_;
  Contact contact_;
};

// kNotFound "external_group", also when it is somebody else's.
class OwnGroup {
 public:
  static constexpr const char* kDoor = "external_group";
  using Key = GroupId;
  static Result<OwnGroup> Open(store::Txn& txn, const access::Principal& who, GroupId id);

  const access::Principal& who() const { return who_; }
  const Group& group() const { return group_; }

 private:
  OwnGroup(const access::Principal& who, Group group) : who_(who), group_(std::move(group)) {}
  access::Principal who_;
  Group group_;
};

}  // namespace koine::external
