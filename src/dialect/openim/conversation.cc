// The conversations of a user (openim 4.6).

#include "dialect/openim/conversation.h"
#include "dialect/openim/doors.h"

#include <algorithm>
#include <map>
#include <utility>

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct OwnerIn {
  std::string ownerUserID;
};
KOINE_DESCRIBE(OwnerIn, (ownerUserID))
KOINE_RULES(OwnerIn, json::Rule("ownerUserID").Required())
struct OneConversationIn {
  std::string ownerUserID, conversationID;
};
KOINE_DESCRIBE(OneConversationIn, (ownerUserID, conversationID))
KOINE_RULES(OneConversationIn, json::Rule("ownerUserID").Required(),
            json::Rule("conversationID").Required())
struct NamedConversationsIn {
  std::string ownerUserID;
  std::vector<std::string> conversationIDs;
};
KOINE_DESCRIBE(NamedConversationsIn, (ownerUserID, conversationIDs))
KOINE_RULES(NamedConversationsIn, json::Rule("ownerUserID").Required(),
            json::Rule("conversationIDs").Required().MaxItems(kListMax))
struct ConversationPageIn {
  std::string userID;
  Pagination pagination;
};
KOINE_DESCRIBE(ConversationPageIn, (userID, pagination))
KOINE_RULES(ConversationPageIn, json::Rule("userID").Required(),
            json::Rule("pagination").Required())
struct ConversationUserIn {
  std::string userID;
};
KOINE_DESCRIBE(ConversationUserIn, (userID))
KOINE_RULES(ConversationUserIn, json::Rule("userID").Required())
struct ConversationOut {
  Conversation conversation;
};
KOINE_DESCRIBE(ConversationOut, (conversation))
struct ConversationsOut {
  std::vector<Conversation> conversations;
};
KOINE_DESCRIBE(ConversationsOut, (conversations))
struct ConversationPageOut {
  std::int64_t total = 0;
  std::vector<Conversation> conversations;
};
KOINE_DESCRIBE(ConversationPageOut, (total, conversations))
struct ConversationIDsOut {
  std::vector<std::string> conversationIDs;
};
KOINE_DESCRIBE(ConversationIDsOut, (conversationIDs))

namespace {

// Conversation::groupAtType
constexpr int kAtMe = 1;
constexpr int kAtAll = 2;
constexpr int kAtAllAndMe = 3;
constexpr int kAtNotice = 4;

int AtTypeOf(const conversation::Own& own) {
  const conversation::Extra& extra = own.settings.extra;
  const bool me = own.named_seq > extra.at_seq;
  const bool all = own.all_seq > extra.at_seq;
  // What came last is what is shown.
  const std::int64_t at = std::max({extra.at_seq, own.named_seq, own.all_seq});
  if (own.notice_seq > at) return kAtNotice;
  if (me && all) return kAtAllAndMe;
  if (me) return kAtMe;
  return all ? kAtAll : extra.at_kind;
}

std::vector<Conversation> ToConversations(const std::vector<OwnConversation>& all,
                                          const std::string& owner) {
  std::vector<Conversation> out;
  for (const OwnConversation& one : all) out.push_back(ToConversation(one, owner));
  return out;
}

Result<ConversationsOut> GetAll(Txn& txn, Call&, const Self& self, OwnerIn& in) {
  const access::Principal& who = self.who();
  return ConversationsOut{ToConversations(ListOwn(txn, who, in.ownerUserID), in.ownerUserID)};
}

Result<ConversationOut> GetOne(Txn& txn, Call&, const Self& self, OneConversationIn& in) {
  const access::Principal& who = self.who();
  const auto found = ListNamed(txn, who, in.ownerUserID, {in.conversationID});
  if (found.empty()) return FieldError(Code::kConversationNotFound, "conversationID");
  return ConversationOut{ToConversation(found.front(), in.ownerUserID)};
}

Result<ConversationsOut> GetSome(Txn& txn, Call&, const Self& self, NamedConversationsIn& in) {
  const access::Principal& who = self.who();
  const auto found = ListNamed(txn, who, in.ownerUserID, in.conversationIDs);
  return ConversationsOut{ToConversations(found, in.ownerUserID)};
}

Result<ConversationPageOut> GetPage(Txn& txn, Call& call, const Self& self,
                                    ConversationPageIn& in) {
  const access::Principal& who = self.who();
  const auto page = history::ListPage(txn, who, DialectOf(call).listed(), in.pagination.showNumber,
                                      in.pagination.offset());
  const auto seats = WithOwn(txn, who, in.userID, history::ListSeatsOf(txn, who, page.ids));
  return ConversationPageOut{page.total, ToConversations(seats, in.userID)};
}

template <history::Listed kWhich>
Result<ConversationIDsOut> GetNames(Txn& txn, Call&, const Self& self, ConversationUserIn& in) {
  const access::Principal& who = self.who();
  return ConversationIDsOut{ListNames(txn, who, in.userID, kWhich)};
}

}  // namespace

std::int64_t OwnConversation::unread() const {
  // Own messages never count (mapping 6).
  const std::int64_t read = std::max(seat.member.read_seq, seat.member.sent_seq);
  return std::max<std::int64_t>(0, seat.visible().to - read);
}

Conversation ToConversation(const OwnConversation& one, const std::string& owner) {
  const conversation::Settings& settings = one.own.settings;
  const conversation::Extra& extra = settings.extra;
  Conversation out;
  out.ownerUserID = owner;
  out.conversationID = one.name;
  out.recvMsgOpt = static_cast<int>(settings.notify);
  out.conversationType = SessionTypeOf(one.seat);
  out.userID = one.seat.peer_handle;
  out.groupID = one.seat.handle;
  out.isPinned = settings.pinned_at > 0;
  out.attachedInfo = extra.attached;
  out.isPrivateChat = extra.is_private;
  out.groupAtType = AtTypeOf(one.own);
  out.ex = extra.ex;
  out.burnDuration = extra.burn_s;
  out.minSeq = one.seat.member.min_seq;
  out.maxSeq = one.seat.member.max_seq;
  out.msgDestructTime = extra.destruct_s;
  out.latestMsgDestructTime = extra.destructed_at;
  out.isMsgDestruct = extra.destructs;
  return out;
}

std::vector<OwnConversation> WithOwn(Txn& txn, const access::Principal& who,
                                     const std::string& handle,
                                     std::vector<history::SyncSeat> seats) {
  std::vector<std::int64_t> ids;
  std::map<ConversationId, history::SyncSeat*> by_id;
  for (history::SyncSeat& seat : seats) {
    ids.push_back(seat.conversation.id.value);
    by_id[seat.conversation.id] = &seat;
  }
  std::vector<OwnConversation> out;
  for (conversation::Own& own : conversation::ListOwn(txn, who, ids)) {
    const auto it = by_id.find(own.conversation);
    if (it == by_id.end()) continue;
    std::string name = NameOf(*it->second, handle);
    out.push_back({std::move(*it->second), std::move(own), std::move(name)});
  }
  return out;
}

std::vector<OwnConversation> ListInOrder(Txn& txn, const access::Principal& who,
                                         const std::string& handle,
                                         const std::vector<ConversationId>& conversations) {
  std::vector<std::int64_t> ids;
  for (const ConversationId id : conversations) ids.push_back(id.value);
  std::map<ConversationId, OwnConversation> by_id;
  for (OwnConversation& one : WithOwn(txn, who, handle, history::ListSeatsOf(txn, who, ids))) {
    by_id.emplace(one.own.conversation, std::move(one));
  }
  std::vector<OwnConversation> out;
  for (const ConversationId id : conversations) {
    if (auto it = by_id.find(id); it != by_id.end()) out.push_back(std::move(it->second));
  }
  return out;
}

std::vector<OwnConversation> ListOwn(Txn& txn, const access::Principal& who,
                                     const std::string& handle) {
  auto all = WithOwn(txn, who, handle, history::ListSyncSeats(txn, who, kSeatsMax));
  std::erase_if(all, [](const OwnConversation& one) { return !one.listed(); });
  return all;
}

std::vector<std::string> ListNames(Txn& txn, const access::Principal& who,
                                   const std::string& handle, history::Listed which) {
  std::vector<std::string> out;
  const auto ids = history::ListListed(txn, who, which, kSeatsMax, 0);
  for (const history::SyncSeat& seat : history::ListSeatsOf(txn, who, ids)) {
    out.push_back(NameOf(seat, handle));
  }
  return out;
}

std::vector<OwnConversation> ListNamed(Txn& txn, const access::Principal& who,
                                       const std::string& handle,
                                       const std::vector<std::string>& names) {
  auto all = WithOwn(txn, who, handle, FindSeats(txn, who, handle, names));
  std::erase_if(all, [](const OwnConversation& one) { return !one.listed(); });
  return all;
}

std::vector<std::int64_t> ConversationsOf(Txn& txn, const access::Principal& who,
                                          const std::string& handle,
                                          const std::vector<std::string>& names) {
  std::vector<std::int64_t> out;
  for (const history::SyncSeat& seat : FindSeats(txn, who, handle, names)) {
    out.push_back(seat.conversation.id.value);
  }
  return out;
}

Result<ConversationId> ConversationOf(Txn& txn, const access::Principal& who,
                                      const std::string& handle, const std::string& name) {
  const auto found = ConversationsOf(txn, who, handle, {name});
  if (found.empty()) return FieldError(Code::kConversationNotFound, "conversationID");
  return ConversationId(found.front());
}

void AddConversations(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options owner{.mode = Mode::kScan, .door = "ownerUserID"};
  owner.ref = "4.6";
  owner.example = R"({"ownerUserID":"{user.mine}"})";
  rows->push_back(Ep<&GetAll>(kPost, "/conversation/get_all_conversations",
                              "List all conversations of a user", owner));
  owner.example = R"({"ownerUserID":"{user.mine}","conversationID":"{chat.mine}"})";
  rows->push_back(
      Ep<&GetOne>(kPost, "/conversation/get_conversation", "Get a conversation of a user", owner));
  owner.example = R"({"ownerUserID":"{user.mine}","conversationIDs":["{chat.mine}"]})";
  rows->push_back(Ep<&GetSome>(kPost, "/conversation/get_conversations",
                               "Get conversations of a user by id", owner));
  gateway::Options self{.mode = Mode::kScan, .door = "userID", .ref = "4.6"};
  self.example = R"({"userID":"{user.mine}","pagination":{"pageNumber":1,"showNumber":20}})";
  rows->push_back(Ep<&GetPage>(kPost, "/conversation/get_owner_conversation",
                               "List conversations of a user by page", self));
  self.example = R"({"userID":"{user.mine}"})";
  rows->push_back(Ep<&GetNames<history::Listed::kSilent>>(
      kPost, "/conversation/get_not_notify_conversation_ids",
      "List the ids of conversations without notifications", self));
  rows->push_back(
      Ep<&GetNames<history::Listed::kPinned>>(kPost, "/conversation/get_pinned_conversation_ids",
                                              "List the ids of conversations at the top", self));
}

}  // namespace koine::openim
