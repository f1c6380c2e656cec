#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/conversation/seat_settings.h"
#include "core/history/sync.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/names.h"
#include "dialect/openim/wire.h"

// What the files of the chapters on conversations and messages share (openim 3.2, 4.5, 4.6).
namespace koine::openim {

// Conversations of one user that are read at once; nobody has more.
inline constexpr int kSeatsMax = 20'000;

struct Conversation {
  std::string ownerUserID, conversationID;
  int recvMsgOpt = 0, conversationType = 0;
  std::string userID, groupID;
  bool isPinned = false;
  std::string attachedInfo;
  bool isPrivateChat = false;
  int groupAtType = 0;
  std::string ex;
  std::int64_t burnDuration = 0, minSeq = 0, maxSeq = 0, msgDestructTime = 0;
  std::int64_t latestMsgDestructTime = 0;
  bool isMsgDestruct = false;
};
KOINE_DESCRIBE(Conversation,
               (ownerUserID, conversationID, recvMsgOpt, conversationType, userID, groupID,
                isPinned, attachedInfo, isPrivateChat, groupAtType, ex, burnDuration, minSeq,
                maxSeq, msgDestructTime, latestMsgDestructTime, isMsgDestruct))

// A conversation of a user with their own settings of it.
struct OwnConversation {
  history::SyncSeat seat;
  conversation::Own own;
  std::string name;

  // Whether the user's list shows it: they have not taken it off, or something came since.
  bool listed() const { return seat.visible().to > own.hidden_seq; }
  std::int64_t unread() const;
};
Conversation ToConversation(const OwnConversation& one, const std::string& owner);
// These seats, by conversation; two statements at most.
std::vector<OwnConversation> WithOwn(store::Txn& txn, const access::Principal& who,
                                     const std::string& handle,
                                     std::vector<history::SyncSeat> seats);
// These conversations of the user, in this order.
std::vector<OwnConversation> ListInOrder(store::Txn& txn, const access::Principal& who,
                                         const std::string& handle,
                                         const std::vector<ConversationId>& conversations);
// The conversations that the user's list shows: all, or those of these names.
std::vector<OwnConversation> ListOwn(store::Txn& txn, const access::Principal& who,
                                     const std::string& handle);
std::vector<OwnConversation> ListNamed(store::Txn& txn, const access::Principal& who,
                                       const std::string& handle,
                                       const std::vector<std::string>& names);
// The names of those that the user's list shows.
std::vector<std::string> ListNames(store::Txn& txn, const access::Principal& who,
                                   const std::string& handle, history::Listed which);

// The ids of a user's conversations that have these names; unknown ones are passed over.
std::vector<std::int64_t> ConversationsOf(store::Txn& txn, const access::Principal& who,
                                          const std::string& handle,
                                          const std::vector<std::string>& names);
// The one of this name. kConversationNotFound with the field.
Result<ConversationId> ConversationOf(store::Txn& txn, const access::Principal& who,
                                      const std::string& handle, const std::string& name);

}  // namespace koine::openim
