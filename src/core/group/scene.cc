#include "core/group/scene.h"

#include <algorithm>
#include <utility>

#include "core/event/event.h"
#include "core/group/member_rows.h"
#include "core/identity/rows.h"
#include "core/message/append.h"

namespace koine::group {

Scene SceneOf(const access::GroupMember& place) {
  return {place.who().tenant, place.who().policy->dialect, place.member().person,
          place.conversation()};
}

Scene SceneOf(const access::AnyGroup& place) {
  return {place.who().tenant, place.who().policy->dialect, place.person(), place.conversation()};
}

std::vector<body::Named> NamesOf(store::Txn& txn, TenantId tenant,
                                 const std::vector<UserId>& users) {
  std::vector<std::int64_t> ids;
  for (const UserId user : users) {
    if (ids.size() < kNamedMax) ids.push_back(user.value);
  }
  std::vector<body::Named> names;
  for (const identity::User& user : identity::FindUsers(txn, tenant, ids)) {
    names.push_back({user.id, user.name()});
  }
  std::sort(names.begin(), names.end(),
            [](const body::Named& a, const body::Named& b) { return a.id < b.id; });
  return names;
}

void AddLine(store::Txn& txn, Scene* scene, body::NoticeKind kind, std::vector<body::Named> targets,
             std::string text, std::int64_t until, body::Named other) {
  body::Notice line;
  line.kind = kind;
  line.targets = std::move(targets);
  line.text = std::move(text);
  line.version = scene->members.number;
  line.version_log = scene->members.log;
  line.until = until;
  line.other = std::move(other);
  message::AppendNotice(txn, scene->tenant, &scene->state, scene->origin, scene->actor,
                        std::move(line));
}

void NoteMembers(store::Txn& txn, Scene* scene, std::vector<std::int64_t> elements,
                 version::Op op) {
  scene->order = std::find(elements.begin(), elements.end(), version::kOrder) != elements.end();
  scene->members = version::Bump(txn, scene->tenant, version::Collection::kMembers,
                                 scene->state.id.value, elements, op);
}

void NoteGroupsOf(store::Txn& txn, const Scene& scene, const std::vector<UserId>& users,
                  version::Op op) {
  const std::vector<std::int64_t> ids = Numbers(users);
  const auto kept = op == version::Op::kDelete ? version::Op::kUpdate : op;
  version::BumpMany(txn, scene.tenant, version::Collection::kGroups, ids, scene.state.id.value, op);
  version::BumpMany(txn, scene.tenant, version::Collection::kConversations, ids,
                    scene.state.id.value, kept);
}

namespace {

// Whether what the group is, and not only who is in it, is another after that.
bool ChangesCard(event::GroupAction action) {
  using event::GroupAction;
  return action == GroupAction::kUpdated || action == GroupAction::kAnnounced ||
         action == GroupAction::kTransferred || action == GroupAction::kRoleChanged ||
         action == GroupAction::kMuteAllChanged;
}

}  // namespace

void TellGroup(store::Txn& txn, const Scene& scene, event::GroupEvent payload) {
  TellGroup(txn, scene, std::move(payload), {});
}

void TellGroup(store::Txn& txn, const Scene& scene, event::GroupEvent payload,
               std::vector<event::Membership> membership) {
  if (ChangesCard(payload.action)) payload.card = FindCard(txn, scene.tenant, scene.state);
  event::Event event;
  event.tenant = scene.tenant;
  event.actor = scene.actor.id;
  event.place = scene.state.place();
  event.to_members = true;
  event.targets = payload.targets;
  event.membership = std::move(membership);
  payload.name = scene.state.name;
  payload.operator_ = scene.actor;
  payload.members = scene.members;
  payload.order = scene.order;
  event.payload = std::move(payload);
  event::Emit(txn, std::move(event));
}

}  // namespace koine::group
