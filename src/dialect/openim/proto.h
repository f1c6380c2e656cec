#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"

// The messages of the gateway as plain structs, described for JSON (the HTTP routes show the same
// ones) and with their form in protobuf (openim.proto). Names are those of the wire.
namespace koine::openim {

struct GetMaxSeqReq {
  std::string userID;
};
KOINE_DESCRIBE(GetMaxSeqReq, (userID))

struct GetMaxSeqResp {
  std::map<std::string, std::int64_t> maxSeqs, minSeqs;
};
KOINE_DESCRIBE(GetMaxSeqResp, (maxSeqs, minSeqs))

struct SeqRange {
  std::string conversationID;
  std::int64_t begin = 0, end = 0, num = 0;
};
KOINE_DESCRIBE(SeqRange, (conversationID, begin, end, num))

struct PullMessageBySeqsReq {
  std::string userID;
  std::vector<SeqRange> seqRanges;
  std::int32_t order = 0;  // 0 ascending, 1 descending
};
KOINE_DESCRIBE(PullMessageBySeqsReq, (userID, seqRanges, order))

struct ConversationSeqs {
  std::string conversationID;
  std::vector<std::int64_t> seqs;
};
KOINE_DESCRIBE(ConversationSeqs, (conversationID, seqs))

struct GetSeqMessageReq {
  std::string userID;
  std::vector<ConversationSeqs> conversations;
  std::int32_t order = 0;
};
KOINE_DESCRIBE(GetSeqMessageReq, (userID, conversations, order))

struct OfflinePushInfo {
  std::string title, desc, ex, iOSPushSound;
  bool iOSBadgeCount = false;
  std::string signalInfo;
};
KOINE_DESCRIBE(OfflinePushInfo, (title, desc, ex, iOSPushSound, iOSBadgeCount, signalInfo))

struct MsgData {
  std::string sendID, recvID, groupID, clientMsgID, serverMsgID;
  std::int32_t senderPlatformID = 0;
  std::string senderNickname, senderFaceURL;
  std::int32_t sessionType = 0, msgFrom = 0, contentType = 0;
  json::Bytes content;
  std::int64_t seq = 0, sendTime = 0, createTime = 0;
  std::int32_t status = 0;
  bool isRead = false;
  std::map<std::string, bool> options;  // an absent key means true
  std::optional<OfflinePushInfo> offlinePushInfo;
  std::vector<std::string> atUserIDList;
  std::string attachedInfo, ex;
};
KOINE_DESCRIBE(MsgData, (sendID, recvID, groupID, clientMsgID, serverMsgID, senderPlatformID,
                         senderNickname, senderFaceURL, sessionType, msgFrom, contentType, content,
                         seq, sendTime, createTime, status, isRead, options, offlinePushInfo,
                         atUserIDList, attachedInfo, ex))

struct PullMsgs {
  std::vector<MsgData> Msgs;
  bool isEnd = false;
  std::int64_t endSeq = 0;
};
KOINE_DESCRIBE(PullMsgs, (Msgs, isEnd, endSeq))

// What pulls (1002, 1005) answer.
struct MessagesByConversation {
  std::map<std::string, PullMsgs> msgs, notificationMsgs;
};
KOINE_DESCRIBE(MessagesByConversation, (msgs, notificationMsgs))

// What pushes (2001) bring, as MessagesByConversation: messages that lie elsewhere, by the names of
// their conversations.
struct PushedMessages {
  using Places = std::map<std::string_view, std::vector<const MsgData*>>;
  Places msgs, notificationMsgs;
};

struct GetConversationsHasReadAndMaxSeqReq {
  std::string userID;
  std::vector<std::string> conversationIDs;  // empty: all
  bool returnPinned = false;
};
KOINE_DESCRIBE(GetConversationsHasReadAndMaxSeqReq, (userID, conversationIDs, returnPinned))

struct Seqs {
  std::int64_t maxSeq = 0, hasReadSeq = 0, maxSeqTime = 0;
};
KOINE_DESCRIBE(Seqs, (maxSeq, hasReadSeq, maxSeqTime))

struct GetConversationsHasReadAndMaxSeqResp {
  std::map<std::string, Seqs> seqs;
  std::vector<std::string> pinnedConversationIDs;
};
KOINE_DESCRIBE(GetConversationsHasReadAndMaxSeqResp, (seqs, pinnedConversationIDs))

struct GetLastMessageReq {
  std::string userID;
  std::vector<std::string> conversationIDs;
};
KOINE_DESCRIBE(GetLastMessageReq, (userID, conversationIDs))

struct GetLastMessageResp {
  std::map<std::string, MsgData> msgs;
};
KOINE_DESCRIBE(GetLastMessageResp, (msgs))

struct SendMsgResp {
  std::string serverMsgID, clientMsgID;
  std::int64_t sendTime = 0;
};
KOINE_DESCRIBE(SendMsgResp, (serverMsgID, clientMsgID, sendTime))

struct DelUserPushTokenReq {
  std::string userID;
  std::int32_t platformID = 0;
};
KOINE_DESCRIBE(DelUserPushTokenReq, (userID, platformID))

struct SetAppBackgroundStatusReq {
  std::string userID;
  bool isBackground = false;
};
KOINE_DESCRIBE(SetAppBackgroundStatusReq, (userID, isBackground))

struct SubUserOnlineStatus {
  std::vector<std::string> subscribeUserID, unsubscribeUserID;
};
KOINE_DESCRIBE(SubUserOnlineStatus, (subscribeUserID, unsubscribeUserID))

struct SubUserOnlineStatusElem {
  std::string userID;
  std::vector<std::int32_t> onlinePlatformIDs;  // empty: offline
};
KOINE_DESCRIBE(SubUserOnlineStatusElem, (userID, onlinePlatformIDs))

struct SubUserOnlineStatusTips {
  std::vector<SubUserOnlineStatusElem> subscribers;
};
KOINE_DESCRIBE(SubUserOnlineStatusTips, (subscribers))

// Fills `*out` from protobuf. False for whatever is no such message: malformed, or with a text that
// is not UTF-8 or holds U+0000 (`content` is bytes and not looked at). Unknown fields are ignored.
bool FromProto(std::string_view bytes, GetMaxSeqReq* out);
bool FromProto(std::string_view bytes, PullMessageBySeqsReq* out);
bool FromProto(std::string_view bytes, GetSeqMessageReq* out);
bool FromProto(std::string_view bytes, GetConversationsHasReadAndMaxSeqReq* out);
bool FromProto(std::string_view bytes, GetLastMessageReq* out);
bool FromProto(std::string_view bytes, MsgData* out);
bool FromProto(std::string_view bytes, DelUserPushTokenReq* out);
bool FromProto(std::string_view bytes, SetAppBackgroundStatusReq* out);
bool FromProto(std::string_view bytes, SubUserOnlineStatus* out);

// REQUIRES: all text is UTF-8.
std::string ToProto(const GetMaxSeqResp& in);
std::string ToProto(const MessagesByConversation& in);
std::string ToProto(const PushedMessages& in);
std::string ToProto(const GetConversationsHasReadAndMaxSeqResp& in);
std::string ToProto(const GetLastMessageResp& in);
std::string ToProto(const MsgData& in);
std::string ToProto(const SendMsgResp& in);
std::string ToProto(const SubUserOnlineStatusTips& in);

}  // namespace koine::openim
