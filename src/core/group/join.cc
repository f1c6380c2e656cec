#include "core/group/join.h"

#include <set>
#include <span>
#include <utility>

#include "core/access/allowance.h"
#include "core/access/sight.h"
#include "core/event/event.h"
#include "core/group/invitation_rows.h"
#include "core/group/member_rows.h"
#include "core/group/membership.h"
#include "core/group/rows.h"
#include "core/identity/system.h"
#include "core/notification/said.h"
#include "core/setting/consent.h"

namespace koine::group {

namespace {

using access::ConversationState;
using event::JoinAction;

constexpr char kRelated[] = "JOIN_REQUEST";

// Whether a user who is not in a hidden group may know of it: they hold its invitation.
bool MayKnow(store::Txn& txn, const access::Principal& who, const ConversationState& state,
             const std::string& invite) {
  return !invite.empty() && FindInvitation(txn, who.tenant, state.id) == invite;
}

Result<ConversationState> OpenForApplicant(store::Txn& txn, const access::Principal& who,
                                           ConversationId group, const std::string& invite) {
  KOINE_TRY(access::Seen seen,
            access::LookAt(txn, who, group, /*lock=*/true, [&](const ConversationState& state) {
              return MayKnow(txn, who, state, invite);
            }));
  const ConversationState& state = seen.group;
  if (state.status == access::ConversationStatus::kDissolved) return Error{Code::kGroupDissolved};
  if (state.banned) return Error{Code::kGroupBanned};
  if (seen.inside()) return Error{Code::kConflict, "member"};
  if (state.member_count >= state.max_members) return Error{Code::kGroupFull};
  return std::move(seen.group);
}

// Managers of the group, and who the request is about, hear of it.
void TellOf(store::Txn& txn, const Scene& scene, const JoinRequest& request, JoinAction action,
            std::span<const UserId> managers) {
  event::JoinEvent told;
  told.action = action;
  told.request = request.id;
  told.applicant = request.user;
  told.inviter = request.inviter;
  told.operator_ = scene.actor;
  told.name = scene.state.name;
  told.message = request.message;
  told.answer = request.answer;
  told.ex = request.ex;
  told.source = static_cast<int>(request.source);
  told.requested_at = request.created_at;
  told.handled_at = request.handled_at;
  event::Event event;
  event.tenant = scene.tenant;
  event.actor = scene.actor.id;
  event.place = scene.state.place();
  event.targets = {request.user.id};
  if (request.inviter) event.targets.push_back(request.inviter);
  std::set<UserId> users(managers.begin(), managers.end());
  users.insert(event.targets.begin(), event.targets.end());
  event.users.assign(users.begin(), users.end());
  event.payload = std::move(told);
  event::Emit(txn, std::move(event));
}

void Notify(store::Txn& txn, const Scene& scene, JoinRequestId id, notification::Line line,
            std::span<const UserId> receivers) {
  line.group = scene.state.name;
  notification::Notify(txn, scene.tenant, scene.actor.id, receivers,
                       notification::ContentOf(notification::kGroup, line, kRelated, id.value));
}

// Requests for people whom an ordinary member would bring in.
Result<Invited> AskFor(store::Txn& txn, const Scene& scene, const InviteIn& in) {
  std::vector<JoinRequest> requests;
  for (const identity::User& user : identity::FindUsers(txn, scene.tenant, in.users)) {
    JoinRequest& request = requests.emplace_back();
    request.conversation = scene.state.id;
    request.user = user.person();
    request.inviter = scene.actor.id;
    request.source = access::JoinSource::kInvitation;
    request.message = in.message;
    request.created_at = txn.now_ms();
  }
  if (requests.empty()) return Invited{};
  PutJoinRequests(txn, scene.tenant, scene.state.id, &requests);
  const auto managers = ListManagers(txn, scene.tenant, scene.state.id);
  notification::Line line{notification::LineKind::kJoinInvited, scene.actor.name};
  line.target = requests.front().user.name;
  line.count = static_cast<std::int64_t>(requests.size());
  line.text = in.message;
  Notify(txn, scene, requests.front().id, std::move(line), managers);
  for (const JoinRequest& request : requests) {
    TellOf(txn, scene, request, JoinAction::kRequested, managers);
  }
  return Invited{0, static_cast<std::int64_t>(requests.size())};
}

Result<Invited> InviteTo(store::Txn& txn, Scene scene, bool manager, const InviteIn& in) {
  if (in.users.size() > kInvitedMax) return FieldError(Code::kBadArgument, "users");
  if (scene.state.banned) return Error{Code::kGroupBanned, "", scene.state.ban_reason};
  if (!FindRoles(txn, scene.tenant, scene.state.id, in.users).empty()) {
    return Error{Code::kConflict, "stored", "users"};
  }
  if (!manager && scene.state.join_mode == access::JoinMode::kApplyOrInvite) {
    return AskFor(txn, scene, in);
  }
  KOINE_TRY(const std::int64_t joined, SeatInvited(txn, &scene, in.users, in.quiet));
  return Invited{joined, 0};
}

void TellApplicant(store::Txn& txn, const Scene& scene, const JoinRequest& request, bool approved,
                   const std::string& answer) {
  notification::Line line{
      approved ? notification::LineKind::kJoinApproved : notification::LineKind::kJoinDeclined,
      scene.actor.name};
  line.text = answer;
  Notify(txn, scene, request.id, std::move(line), {&request.user.id, 1});
}

// REQUIRES: the request was read after the group was locked
Status Answer(store::Txn& txn, const Manager& by, JoinRequest request, bool approve,
              const std::string& answer) {
  if (request.status != JoinStatus::kPending) return Error{Code::kRequestHandled, "join"};
  Scene scene = by.scene();
  const JoinStatus status = approve ? JoinStatus::kApproved : JoinStatus::kRejected;
  SetJoinStatus(txn, scene.tenant, request.id, status, scene.actor.id, answer);
  request.answer = answer;
  request.handled_at = txn.now_ms();
  const auto managers = ListManagers(txn, scene.tenant, scene.state.id);
  TellOf(txn, scene, request, approve ? JoinAction::kApproved : JoinAction::kRejected, managers);
  if (approve) {
    const SeatEntry entry{request.source, request.inviter};
    KOINE_CHECK(SeatApplicant(txn, &scene, request.user.id, entry));
  }
  TellApplicant(txn, scene, request, approve, answer);
  return Ok();
}

}  // namespace

Result<Applied> Apply(store::Txn& txn, const access::Principal& who, ConversationId group,
                      const ApplyIn& in) {
  KOINE_TRY(ConversationState state, OpenForApplicant(txn, who, group, in.invite));
  Scene scene{who.tenant, who.policy->dialect, access::PersonOf(txn, who), std::move(state)};
  // Numbers can be tried one after the other; the invitation of a hidden group cannot.
  const bool by_number = !scene.state.hidden;
  if (scene.state.join_mode == access::JoinMode::kOpen) {
    if (by_number) KOINE_CHECK(access::CountAct(txn, who, access::Act::kJoin));
    KOINE_TRY(const bool joined, SeatApplicant(txn, &scene, who.user, {}));
    return Applied{joined, {}};
  }
  const bool waits = HasPendingJoin(txn, who.tenant, group, who.user);
  if (waits && !who.policy->asks_again) return Error{Code::kConflict, "join_pending"};
  if (!waits && CountPendingJoins(txn, who.tenant, who.user) >= who.policy->pending_requests_max) {
    return Error{Code::kBadState, "joins_full"};
  }
  if (by_number) KOINE_CHECK(access::CountAct(txn, who, access::Act::kJoin));
  std::vector<JoinRequest> requests(1);
  JoinRequest& request = requests.front();
  request.conversation = group;
  request.user = scene.actor;
  request.source = in.source;
  request.message = in.message;
  request.ex = in.ex;
  request.created_at = txn.now_ms();
  PutJoinRequests(txn, who.tenant, group, &requests);
  const auto managers = ListManagers(txn, who.tenant, group);
  notification::Line line{notification::LineKind::kJoinAsked, scene.actor.name};
  line.text = in.message;
  Notify(txn, scene, request.id, std::move(line), managers);
  TellOf(txn, scene, request, JoinAction::kRequested, managers);
  return Applied{false, request.id};
}

std::string InvitationOf(store::Txn& txn, const access::GroupMember& place,
                         const std::string& fresh) {
  const ConversationState& state = place.conversation();
  if (!state.hidden) return "";
  std::string code = FindInvitation(txn, place.who().tenant, state.id);
  if (!code.empty()) return code;
  SetInvitation(txn, place.who().tenant, state.id, fresh);
  return fresh;
}

void EndInvitation(store::Txn& txn, const access::GroupAdmin& place) {
  SetInvitation(txn, place.who().tenant, place.conversation().id, "");
}

Result<InvitedTo> LookAtInvitation(store::Txn& txn, const access::Principal& who,
                                   ConversationId group, const std::string& invite) {
  KOINE_TRY(const access::Seen seen,
            access::LookAt(txn, who, group, /*lock=*/false, [&](const ConversationState& state) {
              return MayKnow(txn, who, state, invite);
            }));
  const ConversationState& state = seen.group;
  if (state.status == access::ConversationStatus::kDissolved) return Error{Code::kGroupDissolved};
  if (state.banned) return Error{Code::kGroupBanned};
  return InvitedTo{group,
                   state.name,
                   state.avatar,
                   state.member_count,
                   state.join_mode == access::JoinMode::kOpen,
                   seen.inside()};
}

Result<Invited> Invite(store::Txn& txn, const access::GroupMember& place, const InviteIn& in) {
  const bool manager = place.member().role >= access::MemberRole::kAdmin;
  if (!manager && !place.who().policy->members_invite) {
    return Error{Code::kRoleTooLow, "invite"};
  }
  KOINE_CHECK(setting::LetBring(txn, place.who().tenant, place.who().user, in.users));
  return InviteTo(txn, SceneOf(place), manager, in);
}

Result<Invited> Invite(store::Txn& txn, const access::AnyGroup& place, const InviteIn& in) {
  return InviteTo(txn, SceneOf(place), true, in);
}

std::vector<JoinRequest> ListJoinRequests(store::Txn& txn, const access::GroupAdmin& place,
                                          std::optional<JoinStatus> status, std::int64_t limit,
                                          std::int64_t offset) {
  return SelectJoinRequests(txn, place.who().tenant, place.conversation().id, status, limit,
                            offset);
}

Result<ManagedJoin> ManagedJoin::Open(store::Txn& txn, const access::Principal& who,
                                      JoinRequestId id) {
  const Error unknown{Code::kNotFound, "join_request"};
  auto request = FindJoinRequest(txn, who.tenant, id);
  if (!request) return unknown;
  auto place = access::GroupAdmin::Open(txn, who, request->conversation);
  if (!place.ok()) {
    const Error& error = place.error();
    if (error.Is(Code::kRoleTooLow) || who.user == request->user.id) {
      return Error{Code::kForbidden, "request"};
    }
    return error.Is(Code::kGroupNotFound) ? unknown : error;
  }
  // Again, now that nobody else can answer it.
  request = FindJoinRequest(txn, who.tenant, id);
  if (!request) return unknown;
  return ManagedJoin(*std::move(place), *std::move(request));
}

Status HandleJoin(store::Txn& txn, const ManagedJoin& join, bool approve,
                  const std::string& answer) {
  return Answer(txn, join.place(), join.request(), approve, answer);
}

Status AnswerJoin(store::Txn& txn, const Manager& by, UserId applicant, bool approve,
                  const std::string& answer) {
  const Scene& scene = by.scene();
  auto request = FindJoinOf(txn, scene.tenant, scene.state.id, applicant);
  if (!request) return Error{Code::kNotFound, "join_request"};
  return Answer(txn, by, *std::move(request), approve, answer);
}

}  // namespace koine::group
