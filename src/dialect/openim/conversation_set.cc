// What users decide about their conversations (openim 4.6).

#include <algorithm>
#include <utility>

#include "base/time.h"
#include "core/conversation/direct.h"
#include "core/conversation/seat_settings.h"
#include "core/group/profile.h"
#include "core/identity/handle.h"
#include "dialect/openim/conversation.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/friend.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct ConversationReq {
  std::string conversationID;
  int conversationType = 0;
  std::string userID, groupID;
  std::optional<int> recvMsgOpt;
  std::optional<bool> isPinned;
  std::optional<std::string> attachedInfo;
  std::optional<bool> isPrivateChat;
  std::optional<std::string> ex;
  std::optional<std::int64_t> burnDuration;
  std::optional<int> groupAtType;
  std::optional<std::int64_t> msgDestructTime;
  std::optional<bool> isMsgDestruct;
};
KOINE_DESCRIBE(ConversationReq, (conversationID, conversationType, userID, groupID, recvMsgOpt,
                                 isPinned, attachedInfo, isPrivateChat, ex, burnDuration,
                                 groupAtType, msgDestructTime, isMsgDestruct))
KOINE_RULES(ConversationReq, json::Rule("recvMsgOpt").Min(0).Max(2),
            json::Rule("attachedInfo").MaxBytes(kTextBytesMax),
            json::Rule("ex").MaxBytes(kTextBytesMax), json::Rule("burnDuration").Min(0),
            json::Rule("groupAtType").Min(0).Max(4), json::Rule("msgDestructTime").Min(0))
struct SetConversationsIn {
  std::vector<std::string> userIDs;
  ConversationReq conversation;
  Status Check(store::Txn& txn, const access::Principal& who) const;
};
KOINE_DESCRIBE(SetConversationsIn, (userIDs, conversation))
KOINE_RULES(SetConversationsIn, json::Rule("userIDs").Required().MinItems(1).MaxItems(kListMax),
            json::Rule("conversation").Required())
struct DeleteConversationsIn {
  std::string ownerUserID;
  std::int64_t needDeleteTime = 0;
  std::vector<std::string> conversationIDs;
  // One of the two, and not both.
  Status Check(store::Txn&, const access::Principal&) const {
    if ((needDeleteTime > 0) != !conversationIDs.empty()) return Ok();
    return FieldError(Code::kBadArgument, "needDeleteTime");
  }
};
KOINE_DESCRIBE(DeleteConversationsIn, (ownerUserID, needDeleteTime, conversationIDs))
KOINE_RULES(DeleteConversationsIn, json::Rule("ownerUserID").Required(),
            json::Rule("needDeleteTime").Min(0).Max(36'500),
            json::Rule("conversationIDs").MaxItems(kListMax))
struct UpdateByUserIn {
  std::string userID;
  std::optional<std::string> ex;
};
KOINE_DESCRIBE(UpdateByUserIn, (userID, ex))
KOINE_RULES(UpdateByUserIn, json::Rule("userID").Required(),
            json::Rule("ex").MaxBytes(kTextBytesMax))

namespace {

constexpr int kWriteDiffusion = 2;  // a session type that has no conversations here
// Conversations changed in one statement.
constexpr std::size_t kSlice = 500;

conversation::SettingsIn SettingsOf(const ConversationReq& in) {
  conversation::SettingsIn out;
  out.pinned = in.isPinned;
  if (in.recvMsgOpt) out.notify = static_cast<access::Notify>(*in.recvMsgOpt);
  out.burn_s = in.burnDuration;
  out.destruct_s = in.msgDestructTime;
  out.destructs = in.isMsgDestruct;
  out.attached = in.attachedInfo;
  out.ex = in.ex;
  out.at_kind = in.groupAtType;
  return out;
}

Status CheckRequest(const ConversationReq& in) {
  switch (in.conversationType) {
    case 0:
      return FieldError(Code::kMissingArgument, "conversationType");
    case kSingle:
    case kSystemSession:
      if (in.userID.empty()) return FieldError(Code::kMissingArgument, "userID");
      return Ok();
    case kWriteDiffusion:
    case kGroupSession:
      if (in.groupID.empty()) return FieldError(Code::kMissingArgument, "groupID");
      return Ok();
    default:
      return FieldError(Code::kBadArgument, "conversationType");
  }
}

// Everybody whom the request names, for an administrator or for themselves alone.
class Owners {
 public:
  static constexpr const char* kDoor = "self";
  using Key = std::vector<std::string>;
  static Result<Owners> Open(Txn& txn, Call& call, const Key& handles) {
    if (!call.who.admin()) {
      // In their order: the first that is somebody else refuses.
      for (const std::string& handle : handles) KOINE_CHECK(Self::Open(txn, call, handle));
    }
    KOINE_TRY(auto users, identity::GetUsers(txn, call.who.tenant, handles, "userIDs"));
    return Owners(std::move(users));
  }
  const std::vector<identity::User>& users() const { return users_; }

 private:
  explicit Owners(std::vector<identity::User> users) : users_(std::move(users)) {}
  std::vector<identity::User> users_;
};

Status SetDirect(Txn& txn, Call& call, const std::vector<identity::User>& owners,
                 const ConversationReq& in) {
  KOINE_TRY(const identity::User peer, identity::GetUser(txn, call.who.tenant, in.userID));
  // A name stands for one pair: at most both of it are among the owners. If only the peer is, it is
  // the peer's conversation with themselves.
  auto owner = std::find_if(owners.begin(), owners.end(),
                            [&](const identity::User& user) { return user.id != peer.id; });
  if (owner == owners.end()) owner = owners.begin();
  for (const identity::User& user : owners) {
    if (user.id != peer.id && user.id != owner->id) {
      return FieldError(Code::kBadArgument, "userIDs");
    }
  }
  if (SingleName(owner->handle, peer.handle) != in.conversationID) {
    return FieldError(Code::kBadArgument, "conversationID");
  }
  KOINE_TRY(const access::Principal who, ActFor(txn, call, owner->handle));
  KOINE_TRY(const access::Member place, conversation::DirectPlace(txn, who, peer.id));
  if (in.isPrivateChat) KOINE_CHECK(conversation::SetPrivate(txn, place, *in.isPrivateChat));
  KOINE_TRY(const auto seats,
            access::Seated::OpenOf(txn, call.who, place.conversation().id, IdsOf(owners)));
  conversation::ChangeMany(txn, seats, SettingsOf(in));
  return Ok();
}

Status SetOfGroup(Txn& txn, Call& call, const std::vector<identity::User>& owners,
                  const ConversationReq& in) {
  if (GroupName(in.groupID) != in.conversationID) {
    return FieldError(Code::kBadArgument, "conversationID");
  }
  const auto group = group::FindByHandle(txn, call.who, in.groupID);
  if (!group) return FieldError(Code::kConversationNotFound, "groupID");
  KOINE_TRY(const auto seats, access::Seated::OpenOf(txn, call.who, *group, IdsOf(owners)));
  if (seats.size() != owners.size()) return FieldError(Code::kConversationNotFound, "userIDs");
  conversation::ChangeMany(txn, seats, SettingsOf(in));
  return Ok();
}

// Of a notification account: the user who has it has a seat in it.
Status SetOfSystem(Txn& txn, Call& call, const std::vector<identity::User>& owners,
                   const ConversationReq& in) {
  for (const identity::User& owner : owners) {
    KOINE_TRY(const access::Principal who, ActFor(txn, call, owner.handle));
    KOINE_TRY(const ConversationId id, ConversationOf(txn, who, owner.handle, in.conversationID));
    KOINE_TRY(const access::Seated seat, access::Seated::Open(txn, who, id));
    conversation::ChangeMany(txn, {&seat, 1}, SettingsOf(in));
  }
  return Ok();
}

Status SetWriteDiffusion(Txn& txn, Call& call, const ConversationReq& in) {
  const auto found = group::FindShown(txn, call.who, {&in.groupID, 1});
  if (found.empty()) return Error{Code::kGroupNotFound, "given", "groupID"};
  if (found.front().dissolved) return FieldError(Code::kGroupDissolved, "groupID");
  return FieldError(Code::kWrongKind, "conversationType");
}

Result<Nothing> SetConversations(Txn& txn, Call& call, const Owners& named,
                                 SetConversationsIn& in) {
  const ConversationReq& wanted = in.conversation;
  const auto& owners = named.users();
  Status done = Ok();
  switch (wanted.conversationType) {
    case kSingle:
      done = SetDirect(txn, call, owners, wanted);
      break;
    case kSystemSession:
      done = SetOfSystem(txn, call, owners, wanted);
      break;
    case kWriteDiffusion:
      done = SetWriteDiffusion(txn, call, wanted);
      break;
    default:
      done = SetOfGroup(txn, call, owners, wanted);
  }
  KOINE_CHECK(std::move(done));
  return Nothing{};
}

Result<Nothing> DeleteConversations(Txn& txn, Call&, const Self& self, DeleteConversationsIn& in) {
  const access::Principal& who = self.who();
  std::vector<std::int64_t> ids;
  if (in.needDeleteTime > 0) {
    const std::int64_t before = txn.now_ms() - in.needDeleteTime * kDayMs;
    for (const history::SyncPlace& one : history::ListSyncPlaces(txn, who)) {
      if (one.sent_at > 0 && one.sent_at < before) ids.push_back(one.conversation.value);
    }
  } else {
    ids = ConversationsOf(txn, who, in.ownerUserID, in.conversationIDs);
  }
  conversation::HideMany(txn, access::Seated::OpenMany(txn, who, ids));
  return Nothing{};
}

Result<Nothing> UpdateByUser(Txn& txn, Call&, const Self& self, UpdateByUserIn& in) {
  const access::Principal& who = self.who();
  if (!in.ex) return Nothing{};
  const auto ids = history::ListListed(txn, who, history::Listed::kAll, kSeatsMax, 0);
  conversation::SettingsIn change;
  change.ex = in.ex;
  const auto seats = access::Seated::OpenMany(txn, who, ids);
  for (std::size_t from = 0; from < seats.size(); from += kSlice) {
    const std::size_t n = std::min(kSlice, seats.size() - from);
    conversation::ChangeMany(txn, std::span(seats).subspan(from, n), change);
  }
  return Nothing{};
}

}  // namespace

Status SetConversationsIn::Check(Txn&, const access::Principal&) const {
  KOINE_CHECK(CheckRequest(conversation));
  return CheckDistinct(userIDs, "userIDs");
}

void AddConversationSettings(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "userIDs", .repeatable = true};
  write.ref = "4.6";
  write.example = R"({"userIDs":["{user.mine}"],"conversation":{"conversationID":"{chat.mine}",)"
                  R"("conversationType":1,"userID":"{user.peer}","isPinned":true}})";
  rows->push_back(Ep<&SetConversations>(kPost, "/conversation/set_conversations",
                                        "Update settings of a conversation", write));
  write.door = "ownerUserID";
  write.example = R"({"ownerUserID":"{user.mine}","conversationIDs":["{chat.mine}"]})";
  rows->push_back(Ep<&DeleteConversations>(kPost, "/conversation/delete_conversations",
                                           "Delete conversations from a user's list", write));
  write.door = "userID";
  write.example = R"({"userID":"{user.mine}","ex":"x"})";
  rows->push_back(Ep<&UpdateByUser>(kPost, "/conversation/update_conversations_by_user",
                                    "Set the extension of all conversations of a user", write));
}

}  // namespace koine::openim
