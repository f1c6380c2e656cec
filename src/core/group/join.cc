#include "core/group/join.h"

#include <utility>

#include "core/conversation/group.h"
#include "core/group/rows.h"
#include "core/notification/notification.h"

namespace koine::group {

namespace {

using access::ConversationState;
using conversation::Scene;

constexpr char kRelated[] = "JOIN_REQUEST";

Result<ConversationState> OpenForApplicant(store::Txn& txn, const access::Principal& who,
                                           ConversationId group) {
  auto state = access::FindConversation(txn, who.tenant, group, true);
  if (!state || !state->group()) return Error{Code::kGroupNotFound};
  if (state->status == access::ConversationStatus::kDissolved) return Error{Code::kGroupDissolved};
  if (state->banned) return Error{Code::kGroupBanned};
  const auto seat = access::FindSeat(txn, who.tenant, group, who.user, false);
  if (seat && seat->member.status == access::MemberStatus::kActive) {
    return Error{Code::kConflict, "member"};
  }
  if (state->member_count >= state->max_members) return Error{Code::kGroupFull};
  return *std::move(state);
}

void TellManagers(store::Txn& txn, const Scene& scene, JoinRequestId id,
                  const std::string& message) {
  notification::Content what;
  what.type = notification::kGroup;
  what.title = "入群申请";
  what.content = scene.actor.name + "申请加入群聊'" + scene.state.name + "'";
  if (!message.empty()) what.content += "：" + message;
  what.related_type = kRelated;
  what.related_id = id.value;
  const auto managers = ListManagers(txn, scene.tenant, scene.state.id);
  notification::Notify(txn, scene.tenant, scene.actor.id, managers, what);
}

void TellApplicant(store::Txn& txn, const Scene& scene, const JoinRequest& request, bool approved,
                   const std::string& answer) {
  notification::Content what;
  what.type = notification::kGroup;
  what.title = approved ? "入群申请已通过" : "入群申请未通过";
  what.content = "您加入群聊'" + scene.state.name + "'的申请" + (approved ? "已通过" : "未通过");
  if (!answer.empty()) what.content += "：" + answer;
  what.related_type = kRelated;
  what.related_id = request.id.value;
  const UserId receivers[] = {request.user.id};
  notification::Notify(txn, scene.tenant, scene.actor.id, receivers, what);
}

}  // namespace

Result<Applied> Apply(store::Txn& txn, const access::Principal& who, ConversationId group,
                      const std::string& message) {
  KOINE_TRY(ConversationState state, OpenForApplicant(txn, who, group));
  Scene scene{who.tenant, who.policy->dialect, access::FindPerson(txn, who.tenant, who.user),
              std::move(state)};
  if (scene.state.join_mode == access::JoinMode::kOpen) {
    KOINE_TRY(const bool in, conversation::SeatApplicant(txn, &scene, who.user));
    return Applied{in, {}};
  }
  if (HasPendingJoin(txn, who.tenant, group, who.user)) {
    return Error{Code::kConflict, "join_pending"};
  }
  if (CountPendingJoins(txn, who.tenant, who.user) >= who.policy->pending_requests_max) {
    return Error{Code::kBadState, "joins_full"};
  }
  const JoinRequestId id = PutJoinRequest(txn, who.tenant, group, who.user, message);
  TellManagers(txn, scene, id, message);
  return Applied{false, id};
}

std::vector<JoinRequest> ListJoinRequests(store::Txn& txn, const access::GroupAdmin& place,
                                          std::optional<JoinStatus> status, int limit) {
  return SelectJoinRequests(txn, place.who().tenant, place.conversation().id, status, limit);
}

Status HandleJoin(store::Txn& txn, const access::Principal& who, JoinRequestId id, bool approve,
                  const std::string& answer) {
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
  if (request->status != JoinStatus::kPending) return Error{Code::kRequestHandled};
  Scene scene = conversation::SceneOf(*place);
  if (approve) KOINE_CHECK(conversation::SeatApplicant(txn, &scene, request->user.id));
  SetJoinStatus(txn, who.tenant, id, approve ? JoinStatus::kApproved : JoinStatus::kRejected,
                who.user, answer);
  TellApplicant(txn, scene, *request, approve, answer);
  return Ok();
}

}  // namespace koine::group
