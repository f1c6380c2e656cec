// Messages taken back, deleted and cleared (openim 4.5, 5.5).

#include <algorithm>
#include <utility>

#include "core/conversation/seat_settings.h"
#include "core/message/mark.h"
#include "core/message/revise.h"
#include "dialect/openim/conversation.h"
#include "dialect/openim/doors.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct RevokeIn {
  std::string conversationID;
  std::int64_t seq = 0;
  std::string userID;
};
KOINE_DESCRIBE(RevokeIn, (conversationID, seq, userID))
KOINE_RULES(RevokeIn, json::Rule("conversationID").Required(), json::Rule("seq").Required().Min(1),
            json::Rule("userID").Required())
struct DeleteSyncOpt {
  bool IsSyncSelf = false, IsSyncOther = false;  // so on the wire
};
KOINE_DESCRIBE(DeleteSyncOpt, (IsSyncSelf, IsSyncOther))
struct DeleteMsgsIn {
  std::string conversationID;
  std::vector<std::int64_t> seqs;
  std::string userID;
  std::optional<DeleteSyncOpt> deleteSyncOpt;
};
KOINE_DESCRIBE(DeleteMsgsIn, (conversationID, seqs, userID, deleteSyncOpt))
KOINE_RULES(DeleteMsgsIn, json::Rule("conversationID").Required(),
            json::Rule("seqs").Required().MaxItems(message::kEraseMax),
            json::Rule("userID").Required())
struct EraseMsgsIn {
  std::string conversationID;
  std::vector<std::int64_t> seqs;
};
KOINE_DESCRIBE(EraseMsgsIn, (conversationID, seqs))
KOINE_RULES(EraseMsgsIn, json::Rule("conversationID").Required(),
            json::Rule("seqs").MaxItems(message::kEraseMax))
struct ClearIn {
  std::vector<std::string> conversationIDs;
  std::string userID;
  std::optional<DeleteSyncOpt> deleteSyncOpt;
};
KOINE_DESCRIBE(ClearIn, (conversationIDs, userID, deleteSyncOpt))
KOINE_RULES(ClearIn, json::Rule("conversationIDs").Required().MaxItems(kListMax),
            json::Rule("userID").Required())
struct ClearAllIn {
  std::string userID;
  std::optional<DeleteSyncOpt> deleteSyncOpt;
};
KOINE_DESCRIBE(ClearAllIn, (userID, deleteSyncOpt))
KOINE_RULES(ClearAllIn, json::Rule("userID").Required())

namespace {

// An administrator recalls any message, whoever is named; anybody else those that they may.
Result<Nothing> Revoke(Txn& txn, Call& call, const Self& self, RevokeIn& in) {
  const access::Principal& who = self.who();
  if (call.who.admin()) {
    KOINE_TRY(const ConversationId id, AnyConversationOf(txn, call.who, in.conversationID));
    KOINE_TRY(const auto place, access::AnyConversation::Open(txn, call.who, id));
    KOINE_CHECK(message::RecallAsAdmin(txn, place, in.seq, call.who));
    return Nothing{};
  }
  KOINE_TRY(const ConversationId id, ConversationOf(txn, who, in.userID, in.conversationID));
  KOINE_TRY(const access::Message message, access::Message::At(txn, who, id, in.seq));
  KOINE_CHECK(message::Recall(txn, message));
  return Nothing{};
}

Result<Nothing> DeleteMsgs(Txn& txn, Call&, const Self& self, DeleteMsgsIn& in) {
  const access::Principal& who = self.who();
  KOINE_TRY(const ConversationId id, ConversationOf(txn, who, in.userID, in.conversationID));
  const DeleteSyncOpt sync = in.deleteSyncOpt.value_or(DeleteSyncOpt());
  if (sync.IsSyncOther) {
    KOINE_TRY(const access::Member place, access::Member::Open(txn, who, id));
    KOINE_CHECK(message::EraseForAll(txn, place, in.seqs));
    return Nothing{};
  }
  KOINE_TRY(const access::Seated place, access::Seated::Open(txn, who, id));
  KOINE_CHECK(message::HideSeqs(txn, place, in.seqs, sync.IsSyncSelf));
  return Nothing{};
}

Result<Nothing> EraseMsgs(Txn& txn, Call& call, EraseMsgsIn& in) {
  KOINE_TRY(const ConversationId id, AnyConversationOf(txn, call.who, in.conversationID));
  KOINE_TRY(const auto place, access::AnyConversation::Open(txn, call.who, id));
  KOINE_CHECK(message::EraseAsAdmin(txn, place, in.seqs, call.address));
  return Nothing{};
}

void ClearSeats(Txn& txn, const access::Principal& who, const std::vector<std::int64_t>& ids,
                const std::optional<DeleteSyncOpt>& option) {
  const DeleteSyncOpt sync = option.value_or(DeleteSyncOpt());
  const auto seats = access::Seated::OpenMany(txn, who, ids);
  if (sync.IsSyncOther) {
    conversation::ClearForAll(txn, seats);
  } else {
    conversation::ClearMany(txn, seats, sync.IsSyncSelf);
  }
}

Result<Nothing> ClearSome(Txn& txn, Call&, const Self& self, ClearIn& in) {
  const access::Principal& who = self.who();
  ClearSeats(txn, who, ConversationsOf(txn, who, in.userID, in.conversationIDs), in.deleteSyncOpt);
  return Nothing{};
}

Result<Nothing> ClearAll(Txn& txn, Call&, const Self& self, ClearAllIn& in) {
  const access::Principal& who = self.who();
  std::vector<std::int64_t> ids;
  for (const history::SyncSeat& seat : history::ListSyncSeats(txn, who, kSeatsMax)) {
    ids.push_back(seat.conversation.id.value);
  }
  ClearSeats(txn, who, ids, in.deleteSyncOpt);
  return Nothing{};
}

}  // namespace

void AddMessageRevision(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options write{.mode = Mode::kWrite, .door = "userID", .ref = "4.5"};
  write.example = R"({"conversationID":"{chat.mine}","seq":1,"userID":"{user.mine}"})";
  rows->push_back(Ep<&Revoke>(kPost, "/msg/revoke_msg", "Recall a message", write));
  write.repeatable = true;
  write.example = R"({"conversationID":"{chat.mine}","seqs":[1],"userID":"{user.mine}"})";
  rows->push_back(Ep<&DeleteMsgs>(kPost, "/msg/delete_msgs",
                                  "Delete messages for the user or for everybody", write));
  write.example = R"({"conversationIDs":["{chat.mine}"],"userID":"{user.mine}"})";
  rows->push_back(
      Ep<&ClearSome>(kPost, "/msg/clear_conversation_msg",
                     "Delete all messages of conversations, for the user or for everybody", write));
  write.example = R"({"userID":"{user.mine}"})";
  rows->push_back(Ep<&ClearAll>(
      kPost, "/msg/user_clear_all_msg",
      "Delete all messages of all conversations, for the user or for everybody", write));
  gateway::Options erase{.auth = Auth::kAdmin, .mode = Mode::kWrite, .repeatable = true};
  erase.ref = "4.5";
  erase.example = R"({"conversationID":"{chat.mine}","seqs":[1]})";
  rows->push_back(Ep<&EraseMsgs>(kPost, "/msg/delete_msg_phsical_by_seq",
                                 "Erase the content of messages", erase));
}

}  // namespace koine::openim
