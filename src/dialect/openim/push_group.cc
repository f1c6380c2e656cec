// Groups as notifications (openim-http 6.2, mapping 9.2).

#include <utility>

#include "core/event/event.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/group_tips.h"
#include "dialect/openim/names.h"
#include "dialect/openim/push.h"

namespace koine::openim {

// A request to come into a group, as its notifications show it.
// The group is not in the requests of tips, which have it themselves.
struct JoinGroupApplicationTips {
  GroupInfo group;
  PublicUserInfo applicant;
  std::string reqMsg, uuid;
  GroupRequest request;
};
KOINE_DESCRIBE(JoinGroupApplicationTips, (group, applicant, reqMsg, uuid, request))
struct JoinAnsweredTips {
  GroupInfo group;
  GroupMemberFullInfo opUser;
  std::string handleMsg;
  int receiverAs = 0;
  std::string uuid;
  GroupRequest request;
};
KOINE_DESCRIBE(JoinAnsweredTips, (group, opUser, handleMsg, receiverAs, uuid, request))

namespace {

using event::GroupAction;
using event::GroupEvent;

// Of acts on single members so many are told one by one.
constexpr std::size_t kSingleMax = 50;
constexpr int kToApplicant = 0;
constexpr int kToManager = 1;

int TypeOf(const GroupEvent& group) {
  switch (group.action) {
    case GroupAction::kCreated:
      return kGroupCreated;
    case GroupAction::kUpdated:
      if (group.info) return kGroupInfoSet;
      return group.renamed ? kGroupNameSet : 0;
    case GroupAction::kMembersAdded:
      return group.founding ? kGroupCreated : kMemberInvited;
    case GroupAction::kMembersRemoved:
      return kMemberKicked;
    case GroupAction::kMemberLeft:
      return kMemberQuit;
    case GroupAction::kDissolved:
      return kGroupDismissed;
    case GroupAction::kMemberJoined:
      return group.inviter ? kMemberInvited : kMemberEntered;
    case GroupAction::kRoleChanged: {
      const bool admin = group.role == static_cast<int>(access::MemberRole::kAdmin);
      return admin ? kMemberToAdmin : kMemberToOrdinary;
    }
    case GroupAction::kTransferred:
      return kOwnerTransferred;
    case GroupAction::kAnnounced:
      return kAnnouncementSet;
    case GroupAction::kMuteAllChanged:
      return group.muted ? kGroupMuted : kGroupUnmuted;
    case GroupAction::kMemberMuted:
      return group.muted ? kMemberMuted : kMemberUnmuted;
    case GroupAction::kMemberChanged:
      return kMemberInfoSet;
    case GroupAction::kTopChanged:
      return kGroupInfoSet;
  }
  return 0;
}

bool OneByOne(int type) {
  return type == kMemberMuted || type == kMemberUnmuted || type == kMemberInfoSet ||
         type == kMemberToAdmin || type == kMemberToOrdinary;
}

// The acts that are told, one after the other.
std::vector<GroupAct> ActsOf(GroupAct act) {
  if (!OneByOne(act.type) || act.people.size() <= 1) return {std::move(act)};
  // Clients take the first for the whole of its version, if it has an id.
  act.version.log.clear();
  std::vector<GroupAct> out;
  for (const UserId user : act.people) {
    if (out.size() >= kSingleMax) break;
    GroupAct& one = out.emplace_back(act);
    one.people = {user};
  }
  return out;
}

void Tell(const PushContext& context, const std::vector<GroupAct>& acts, int to = kToAll) {
  Cast cast;
  for (const GroupAct& act : acts) act.WantFrom(&cast);
  cast.Load(context.txn, context.dialect, context.event.tenant);
  const Scene scene(context.txn, context.event, {context.event.actor});
  int part = 0;
  for (const GroupAct& act : acts) {
    context.out->Add(
        to, context.MakeToGroup(scene, context.event.actor, act.type, TipsOf(act, cast), part++));
  }
}

}  // namespace

void PushGroup(const PushContext& context, const GroupEvent& group) {
  GroupAct act;
  act.type = TypeOf(group);
  if (act.type == 0) return;
  act.group = context.event.place.id;
  act.actor = group.operator_.id;
  act.people = group.targets;
  if (group.founding) act.people.insert(act.people.begin(), group.operator_.id);
  act.other = group.inviter ? group.inviter : group.former_owner;
  act.version = group.members;
  act.order = group.order;
  act.at = context.at();
  act.until = group.muted_until;
  // Each hears once that the group was made: its owner when it is, the others when they come in
  // with it, even if they are all there by the time this is delivered.
  int to = kToAll;
  if (group.action == GroupAction::kCreated) to = kToOwn;
  if (group.founding) to = kToTargets;
  Tell(context, ActsOf(std::move(act)), to);
}

void PushMemberProfile(const PushContext& context, const event::MemberProfile& changed) {
  GroupAct act;
  act.type = kMemberInfoSet;
  act.group = context.event.place.id;
  act.actor = changed.user.id;
  act.people = {changed.user.id};
  act.version = changed.members;
  act.at = context.at();
  Tell(context, {std::move(act)});
}

void PushJoin(const PushContext& context, const event::JoinEvent& join) {
  const ConversationId group = context.event.place.id;
  const UserId applicant = join.applicant.id;
  Cast cast;
  cast.Want(group, applicant);
  cast.Want(group, join.operator_.id);
  if (join.inviter) cast.Want(group, join.inviter);
  cast.Load(context.txn, context.dialect, context.event.tenant);

  GroupRequest request;
  const PublicUserInfo user = cast.Public(applicant);
  request.userInfo = user;
  request.reqMsg = join.message;
  request.handleMsg = join.answer;
  request.reqTime = join.requested_at;
  request.ex = join.ex;
  request.joinSource = join.source;
  if (join.inviter) request.inviterUserID = cast.Public(join.inviter).userID;

  const Scene scene(context.txn, context.event, {join.operator_.id, applicant});
  const std::string& own = scene.HandleOf(join.operator_.id);
  const std::string& to = user.userID;
  // Of the notification, not of the request: clients drop one that they have seen within 10 s.
  const std::string uuid = context.NewId();
  if (join.action == event::JoinAction::kRequested) {
    const JoinGroupApplicationTips tips{cast.Card(group), user, join.message, uuid, request};
    return context.out->Add(
        kToAll, context.Make(scene, join.operator_.id, own, kJoinApplied, json::ToText(tips)));
  }
  const bool accepted = join.action == event::JoinAction::kApproved;
  request.handleResult = accepted ? kAgreed : kRefused;
  request.handleUserID = own;
  request.handleTime = join.handled_at;
  JoinAnsweredTips tips{
      cast.Card(group), cast.Member(group, join.operator_.id), join.answer, kToManager, uuid,
      request};
  const int type = accepted ? kJoinAccepted : kJoinRejected;
  // Managers hear of it as the sender does; whom it names hears it as an applicant.
  context.out->Add(kToOwn | kToOthers,
                   context.Make(scene, join.operator_.id, own, type, json::ToText(tips)));
  tips.receiverAs = kToApplicant;
  context.out->Add(kToTargets,
                   context.Make(scene, join.operator_.id, to, type, json::ToText(tips)));
}

void AddGroupPushes(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  rows->insert(rows->end(),
               {EventOf<JoinGroupApplicationTips>(std::to_string(kJoinApplied),
                                                  "Notification: a user asks to join a group"),
                EventOf<JoinAnsweredTips>(std::to_string(kJoinAccepted),
                                          "Notification: a request to join was accepted"),
                EventOf<JoinAnsweredTips>(std::to_string(kJoinRejected),
                                          "Notification: a request to join was declined")});
}

}  // namespace koine::openim
