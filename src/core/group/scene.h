#pragma once

#include <vector>

#include "core/access/doors.h"
#include "core/body/body.h"
#include "core/event/fwd.h"
#include "core/version/version.h"
#include "store/txn.h"

// What all verbs on a group share: who acts on which group, and telling its members.
namespace koine::group {

// A system line names at most so many people.
inline constexpr std::size_t kNamedMax = 20;

// A group, locked by the transaction, and who acts on it.
struct Scene {
  TenantId tenant;
  access::Dialect origin = access::Dialect::kNone;  // of the system lines
  Person actor;
  access::ConversationState state;  // moves on with each system line
  version::Version members;         // of the list of members, as NoteMembers left it
  bool order = false;
};
Scene SceneOf(const access::GroupMember& place);
Scene SceneOf(const access::AnyGroup& place);

// Who may manage a group: its owner, an administrator of it, or one of the server.
class Manager {
 public:
  Manager(const access::GroupAdmin& place)  // NOLINT: a proof of more is a proof of this
      : scene_(SceneOf(place)),
        policy_(place.who().policy),
        owner_(place.member().role == access::MemberRole::kOwner) {}
  Manager(const access::GroupOwner& place)  // NOLINT
      : scene_(SceneOf(place)), policy_(place.who().policy), owner_(true) {}
  Manager(const access::AnyGroup& place)  // NOLINT
      : scene_(SceneOf(place)), policy_(place.who().policy), owner_(true), office_(true) {}

  const Scene& scene() const { return scene_; }
  const access::Policy& policy() const { return *policy_; }
  // May do what only the owner may.
  bool owner() const { return owner_; }
  // An administrator of the server.
  bool office() const { return office_; }
  // A group that the server's administrators have banned is managed by them alone. kGroupBanned,
  // whose field says why.
  Status MayManage() const {
    if (!scene_.state.banned || office_) return Ok();
    return Error{Code::kGroupBanned, "", scene_.state.ban_reason};
  }

 private:
  Scene scene_;
  const access::Policy* policy_;
  bool owner_;
  bool office_ = false;  // an administrator of the server
};

// The names of the first kNamedMax of them, by id.
std::vector<body::Named> NamesOf(store::Txn& txn, TenantId tenant,
                                 const std::vector<UserId>& users);

// A system line by the actor (mapping 7.3), to all members. It carries the version that NoteMembers
// left.
void AddLine(store::Txn& txn, Scene* scene, body::NoticeKind kind,
             std::vector<body::Named> targets = {}, std::string text = "", std::int64_t until = 0,
             body::Named other = {});

// In the list of members these changed (version::kItself: the group itself; kOrder: their order).
// The events that the scene tells from then on carry the version.
void NoteMembers(store::Txn& txn, Scene* scene, std::vector<std::int64_t> elements,
                 version::Op op = version::Op::kUpdate);
// The groups and the conversations of these users changed by this group: they came in, or went.
// Who goes keeps the conversation, with its end.
void NoteGroupsOf(store::Txn& txn, const Scene& scene, const std::vector<UserId>& users,
                  version::Op op);

// Tells the members; `payload` needs no name, operator and version. `membership` is what changes
// with it.
void TellGroup(store::Txn& txn, const Scene& scene, event::GroupEvent payload);
void TellGroup(store::Txn& txn, const Scene& scene, event::GroupEvent payload,
               std::vector<event::Membership> membership);

}  // namespace koine::group
