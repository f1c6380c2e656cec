// Coming into a group: asking, inviting, answering (openim 4.4).

#include <utility>

#include "core/group/join.h"
#include "dialect/openim/group.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct JoinGroupIn {
  std::string groupID, reqMessage;
  int joinSource = 0;
  std::string inviterUserID;  // who joins: so on the wire
  std::string ex;
};
KOINE_DESCRIBE(JoinGroupIn, (groupID, reqMessage, joinSource, inviterUserID, ex))
KOINE_RULES(JoinGroupIn, json::Rule("groupID").Required(),
            json::Rule("reqMessage").MaxBytes(kTextBytesMax),
            json::Rule("joinSource").Required().Min(1).Max(4),
            json::Rule("ex").MaxBytes(kExBytesMax))
struct InviteToGroupIn {
  std::string groupID;
  std::vector<std::string> invitedUserIDs;
  std::string reason;
  std::optional<bool> sendMessage;
  Status Check(store::Txn&, const access::Principal&) const {
    return CheckDistinct(invitedUserIDs, "invitedUserIDs");
  }
};
KOINE_DESCRIBE(InviteToGroupIn, (groupID, invitedUserIDs, reason, sendMessage))
KOINE_RULES(InviteToGroupIn, json::Rule("groupID").Required(),
            json::Rule("invitedUserIDs").Required().MinItems(1).MaxItems(kListMax),
            json::Rule("reason").MaxBytes(kTextBytesMax))
struct AnswerJoinIn {
  std::string groupID, fromUserID, handledMsg;
  int handleResult = 0;
  Status Check(store::Txn&, const access::Principal&) const {
    if (handleResult == kAgreed || handleResult == kRefused) return Ok();
    return FieldError(Code::kBadArgument, "handleResult");
  }
};
KOINE_DESCRIBE(AnswerJoinIn, (groupID, fromUserID, handledMsg, handleResult))
KOINE_RULES(AnswerJoinIn, json::Rule("groupID").Required(), json::Rule("fromUserID").Required(),
            json::Rule("handledMsg").MaxBytes(kTextBytesMax))

namespace {

Result<Nothing> JoinGroup(Txn& txn, Call& call, const Self& self, JoinGroupIn& in) {
  const access::Principal& who = self.who();
  KOINE_TRY(const ConversationId id, GroupOf(txn, call, in.groupID));
  const auto source = static_cast<access::JoinSource>(in.joinSource);
  KOINE_CHECK(group::Apply(txn, who, id, {in.reqMessage, in.ex, source}));
  return Nothing{};
}

Result<Nothing> InviteToGroup(Txn& txn, Call& call, const GroupPlace& group, InviteToGroupIn& in) {
  group::InviteIn invite;
  invite.message = in.reason;
  invite.quiet = !in.sendMessage.value_or(true);
  KOINE_TRY(const auto users,
            identity::GetUsers(txn, call.who.tenant, in.invitedUserIDs, "invitedUserIDs"));
  invite.users = IdsOf(users);
  const auto invite_to = [&](const auto& place) -> Status {
    KOINE_CHECK(group::Invite(txn, place, invite));
    return Ok();
  };
  KOINE_CHECK(std::visit(invite_to, group.place()));
  return Nothing{};
}

Result<Nothing> AnswerJoin(Txn& txn, Call& call, const ManagedGroup& group, AnswerJoinIn& in) {
  KOINE_TRY(const identity::User user,
            identity::GetUser(txn, call.who.tenant, in.fromUserID, "fromUserID"));
  KOINE_CHECK(
      group::AnswerJoin(txn, group.by(), user.id, in.handleResult == kAgreed, in.handledMsg));
  return Nothing{};
}

}  // namespace

void AddGroupJoins(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "inviterUserID"};
  write.ref = "4.4";
  write.example = R"({"groupID":"{group.other}","reqMessage":"hi","joinSource":3,)"
                  R"("inviterUserID":"{user.mine}"})";
  rows->push_back(Ep<&JoinGroup>(kPost, "/group/join_group", "Join a group, or ask to", write));
  write.door = "groupID";
  write.example = R"({"groupID":"{group.mine}","invitedUserIDs":["{user.stranger}"]})";
  rows->push_back(
      Ep<&InviteToGroup>(kPost, "/group/invite_user_to_group", "Invite users to a group", write));
  write.door = "groupID";
  write.example = R"({"groupID":"{group.mine}","fromUserID":"{user.applicant}","handleResult":1})";
  rows->push_back(Ep<&AnswerJoin>(kPost, "/group/group_application_response",
                                  "Accept or decline a request to join a group", write));
}

}  // namespace koine::openim
