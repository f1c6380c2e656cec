#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "core/access/doors.h"
#include "core/group/member.h"
#include "core/group/scene.h"
#include "core/group/view.h"
#include "dialect/openim/dialect.h"

// The doors of this dialect: what its requests name by handles (openim 2.4 "S", 4.4). The gateway
// opens them before a row's function runs.
namespace koine::openim {

// The user whom a request names, for whom the caller acts: the caller, or for an administrator
// anybody. kForbidden for anybody else; kUserNotFound.
class Self {
 public:
  static constexpr const char* kDoor = "self";
  using Key = std::string;
  static Result<Self> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  // Has the rights of a user, where it is another than the caller.
  const access::Principal& who() const { return who_; }

 private:
  explicit Self(access::Principal who) : who_(std::move(who)) {}
  access::Principal who_;
};

// The same where nobody may be named, which stands for what is common to all.
class SelfOrAll {
 public:
  static constexpr const char* kDoor = "self";
  using Key = std::string;
  static Result<SelfOrAll> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  const std::optional<Self>& self() const { return self_; }

 private:
  explicit SelfOrAll(std::optional<Self> self) : self_(std::move(self)) {}
  std::optional<Self> self_;
};

// A session speaks for its own user only. kForbidden for a name that is another's; none is needed.
class SessionUser {
 public:
  static constexpr const char* kDoor = "self";
  using Key = std::string;
  static Result<SessionUser> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);

 private:
  SessionUser() = default;
};

// A group for its members and for administrators of the server. kGroupNotFound "groupID",
// kNotMember.
class SeenGroup {
 public:
  static constexpr const char* kDoor = "group_member";
  using Key = std::string;
  static Result<SeenGroup> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  const group::Roster& roster() const { return roster_; }
  ConversationId id() const { return roster_.id(); }

 private:
  explicit SeenGroup(group::Roster roster) : roster_(roster) {}
  group::Roster roster_;
};

// A group for one of its members, or for an administrator of the server who need not be in it. Who
// is not in it is told that they may not. kGroupNotFound "groupID".
class GroupPlace {
 public:
  static constexpr const char* kDoor = "group_member";
  using Key = std::string;
  static Result<GroupPlace> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  static Result<GroupPlace> Open(store::Txn& txn, gateway::Call& call, ConversationId id);
  using Place = std::variant<access::GroupMember, access::AnyGroup>;
  const Place& place() const { return place_; }

 private:
  explicit GroupPlace(Place place) : place_(std::move(place)) {}
  Place place_;
};

// The right to manage a group: its owner, an administrator of it, or of the server. kGroupNotFound,
// kNotMember, kRoleTooLow.
class ManagedGroup {
 public:
  static constexpr const char* kDoor = "group_admin";
  using Key = std::string;
  static Result<ManagedGroup> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  const group::Manager& by() const { return by_; }

 private:
  explicit ManagedGroup(group::Manager by) : by_(std::move(by)) {}
  group::Manager by_;
};

// The same where the contract says "may not" to who is not in the group.
class RuledGroup {
 public:
  static constexpr const char* kDoor = "group_admin";
  using Key = std::string;
  static Result<RuledGroup> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  const group::Manager& by() const { return managed_.by(); }

 private:
  explicit RuledGroup(ManagedGroup managed) : managed_(std::move(managed)) {}
  ManagedGroup managed_;
};

// The right to do what only the owner of a group may: they, or an administrator of the server.
// kRoleTooLow for other members.
class OwnedGroup {
 public:
  static constexpr const char* kDoor = "group_owner";
  using Key = std::string;
  static Result<OwnedGroup> Open(store::Txn& txn, gateway::Call& call, const std::string& handle);
  const group::Manager& by() const { return by_; }

 private:
  explicit OwnedGroup(group::Manager by) : by_(std::move(by)) {}
  group::Manager by_;
};

}  // namespace koine::openim
