#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "core/change/stream.h"
#include "core/history/sync.h"
#include "dialect/openim/proto.h"

// Notifications: what clients are told besides messages (openim-http 6, openim-ws 7). Few are
// stored; those are the changes of a conversation, numbered as its stream `n_…`.
namespace koine::openim {

class Openim;

inline constexpr int kConversationChanged = 1300;
inline constexpr int kBusiness = 2001;
inline constexpr int kRecalledTips = 2101;
inline constexpr int kDeletedTips = 2102;
inline constexpr int kReadTips = 2200;

struct Notification {
  int type = 0;
  history::Handle from;
  std::string to;  // the handle of a user, or of the group
  bool to_group = false;
  std::string tips;         // their JSON
  std::int64_t at = 0;      // ms
  std::string id;           // see Openim::NotificationId
  std::int64_t number = 0;  // in the stream of changes; 0: it is never stored
};
MsgData ToMsgData(const Notification& notification);
// The conversation `n_…` in which it is told.
std::string PlaceOf(const Notification& notification);

struct RevokeMsgTips {
  std::string revokerUserID, clientMsgID;
  std::int64_t revokeTime = 0;
  std::int32_t sesstionType = 0;  // so on the wire
  std::int64_t seq = 0;
  std::string conversationID;
  bool isAdminRevoke = false;
};
KOINE_DESCRIBE(RevokeMsgTips, (revokerUserID, clientMsgID, revokeTime, sesstionType, seq,
                               conversationID, isAdminRevoke))
struct DeleteMsgsTips {
  std::string userID, conversationID;
  std::vector<std::int64_t> seqs;
};
KOINE_DESCRIBE(DeleteMsgsTips, (userID, conversationID, seqs))
struct MarkAsReadTips {
  std::string markAsReadUserID, conversationID;
  std::vector<std::int64_t> seqs;
  std::int64_t hasReadSeq = 0;
};
KOINE_DESCRIBE(MarkAsReadTips, (markAsReadUserID, conversationID, seqs, hasReadSeq))
// In the application's own words, or of this server: a message was edited, with EditedData.
struct BusinessTips {
  std::string key, data;
};
KOINE_DESCRIBE(BusinessTips, (key, data))
struct EditedData {
  std::string conversationID, clientMsgID;
  std::int64_t seq = 0;
};
KOINE_DESCRIBE(EditedData, (conversationID, clientMsgID, seq))

// The chat that a change is about, as it is called for its hearers.
struct ChatOf {
  std::string name;  // si_…, sg_…
  bool group = false;
  std::string to;  // whom the change is told: the other of two, the group, the user who made it
};
// A change as a notification; the same when it is pushed and when it is pulled.
Notification ToNotification(const Openim& dialect, TenantId tenant, const change::Entry& entry,
                            const ChatOf& chat);

}  // namespace koine::openim
