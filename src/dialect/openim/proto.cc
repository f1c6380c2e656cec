#include "dialect/openim/proto.h"

#include <google/protobuf/stubs/logging.h>

#include <mutex>
#include <utility>

#include "dialect/openim/openim.pb.h"
#include "dialect/openim/proto_fill.h"

namespace koine::openim {

namespace {

// Clients decide what arrives here: the library must not write about it.
void KeepQuiet() {
  static std::once_flag once;
  std::call_once(once, [] { google::protobuf::SetLogHandler(nullptr); });
}

template <class Message>
bool ParseProto(std::string_view bytes, Message* message) {
  KeepQuiet();
  return bytes.size() <= INT32_MAX &&
         message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// Moves texts out of a message and notices those that nobody can store.
class Texts {
 public:
  void Move(std::string* from, std::string* to) {
    if (from->find('\0') != std::string::npos) ok_ = false;
    *to = std::move(*from);
  }
  template <class Repeated>
  void MoveAll(Repeated* from, std::vector<std::string>* to) {
    to->resize(static_cast<std::size_t>(from->size()));
    for (std::size_t i = 0; i < to->size(); ++i) {
      Move(from->Mutable(static_cast<int>(i)), &(*to)[i]);
    }
  }
  bool ok() const { return ok_; }

 private:
  bool ok_ = true;
};

void Fill(const OfflinePushInfo& in, pb::OfflinePushInfo* out) {
  out->set_title(in.title);
  out->set_desc(in.desc);
  out->set_ex(in.ex);
  out->set_iospushsound(in.iOSPushSound);
  out->set_iosbadgecount(in.iOSBadgeCount);
  out->set_signalinfo(in.signalInfo);
}

}  // namespace

void FillMessage(const MsgData& in, pb::MsgData* out) {
  out->set_sendid(in.sendID);
  out->set_recvid(in.recvID);
  out->set_groupid(in.groupID);
  out->set_clientmsgid(in.clientMsgID);
  out->set_servermsgid(in.serverMsgID);
  out->set_senderplatformid(in.senderPlatformID);
  out->set_sendernickname(in.senderNickname);
  out->set_senderfaceurl(in.senderFaceURL);
  out->set_sessiontype(in.sessionType);
  out->set_msgfrom(in.msgFrom);
  out->set_contenttype(in.contentType);
  out->set_content(in.content.data);
  out->set_seq(in.seq);
  out->set_sendtime(in.sendTime);
  out->set_createtime(in.createTime);
  out->set_status(in.status);
  out->set_isread(in.isRead);
  for (const auto& [key, value] : in.options) (*out->mutable_options())[key] = value;
  if (in.offlinePushInfo) Fill(*in.offlinePushInfo, out->mutable_offlinepushinfo());
  for (const std::string& user : in.atUserIDList) out->add_atuseridlist(user);
  out->set_attachedinfo(in.attachedInfo);
  out->set_ex(in.ex);
}

namespace {

template <class Map>
void FillPulls(const std::map<std::string, PullMsgs>& in, Map* out) {
  for (const auto& [conversation, pull] : in) {
    pb::PullMsgs& to = (*out)[conversation];
    for (const MsgData& message : pull.Msgs) FillMessage(message, to.add_msgs());
    to.set_isend(pull.isEnd);
    to.set_endseq(pull.endSeq);
  }
}

// Names of a user and of conversations, as three requests have them.
template <class Message, class Out>
bool FromNames(std::string_view bytes, Message* message, Out* out) {
  if (!ParseProto(bytes, message)) return false;
  Texts texts;
  texts.Move(message->mutable_userid(), &out->userID);
  texts.MoveAll(message->mutable_conversationids(), &out->conversationIDs);
  return texts.ok();
}

}  // namespace

bool FromProto(std::string_view bytes, GetMaxSeqReq* out) {
  pb::GetMaxSeqReq message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.Move(message.mutable_userid(), &out->userID);
  return texts.ok();
}

bool FromProto(std::string_view bytes, PullMessageBySeqsReq* out) {
  pb::PullMessageBySeqsReq message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.Move(message.mutable_userid(), &out->userID);
  for (pb::SeqRange& range : *message.mutable_seqranges()) {
    SeqRange& to = out->seqRanges.emplace_back();
    texts.Move(range.mutable_conversationid(), &to.conversationID);
    to.begin = range.begin();
    to.end = range.end();
    to.num = range.num();
  }
  out->order = message.order();
  return texts.ok();
}

bool FromProto(std::string_view bytes, GetSeqMessageReq* out) {
  pb::GetSeqMessageReq message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.Move(message.mutable_userid(), &out->userID);
  for (pb::ConversationSeqs& one : *message.mutable_conversations()) {
    ConversationSeqs& to = out->conversations.emplace_back();
    texts.Move(one.mutable_conversationid(), &to.conversationID);
    to.seqs.assign(one.seqs().begin(), one.seqs().end());
  }
  out->order = message.order();
  return texts.ok();
}

bool FromProto(std::string_view bytes, GetConversationsHasReadAndMaxSeqReq* out) {
  pb::GetConversationsHasReadAndMaxSeqReq message;
  if (!FromNames(bytes, &message, out)) return false;
  out->returnPinned = message.returnpinned();
  return true;
}

bool FromProto(std::string_view bytes, GetLastMessageReq* out) {
  pb::GetLastMessageReq message;
  return FromNames(bytes, &message, out);
}

bool FromProto(std::string_view bytes, MsgData* out) {
  pb::MsgData message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.Move(message.mutable_sendid(), &out->sendID);
  texts.Move(message.mutable_recvid(), &out->recvID);
  texts.Move(message.mutable_groupid(), &out->groupID);
  texts.Move(message.mutable_clientmsgid(), &out->clientMsgID);
  texts.Move(message.mutable_servermsgid(), &out->serverMsgID);
  out->senderPlatformID = message.senderplatformid();
  texts.Move(message.mutable_sendernickname(), &out->senderNickname);
  texts.Move(message.mutable_senderfaceurl(), &out->senderFaceURL);
  out->sessionType = message.sessiontype();
  out->msgFrom = message.msgfrom();
  out->contentType = message.contenttype();
  out->content.data = std::move(*message.mutable_content());
  out->seq = message.seq();
  out->sendTime = message.sendtime();
  out->createTime = message.createtime();
  out->status = message.status();
  out->isRead = message.isread();
  for (const auto& [key, value] : message.options()) {
    if (key.find('\0') != std::string::npos) return false;
    out->options[key] = value;
  }
  if (message.has_offlinepushinfo()) {
    pb::OfflinePushInfo& info = *message.mutable_offlinepushinfo();
    OfflinePushInfo& to = out->offlinePushInfo.emplace();
    texts.Move(info.mutable_title(), &to.title);
    texts.Move(info.mutable_desc(), &to.desc);
    texts.Move(info.mutable_ex(), &to.ex);
    texts.Move(info.mutable_iospushsound(), &to.iOSPushSound);
    to.iOSBadgeCount = info.iosbadgecount();
    texts.Move(info.mutable_signalinfo(), &to.signalInfo);
  }
  texts.MoveAll(message.mutable_atuseridlist(), &out->atUserIDList);
  texts.Move(message.mutable_attachedinfo(), &out->attachedInfo);
  texts.Move(message.mutable_ex(), &out->ex);
  return texts.ok();
}

bool FromProto(std::string_view bytes, DelUserPushTokenReq* out) {
  pb::DelUserPushTokenReq message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.Move(message.mutable_userid(), &out->userID);
  out->platformID = message.platformid();
  return texts.ok();
}

bool FromProto(std::string_view bytes, SetAppBackgroundStatusReq* out) {
  pb::SetAppBackgroundStatusReq message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.Move(message.mutable_userid(), &out->userID);
  out->isBackground = message.isbackground();
  return texts.ok();
}

bool FromProto(std::string_view bytes, SubUserOnlineStatus* out) {
  pb::SubUserOnlineStatus message;
  if (!ParseProto(bytes, &message)) return false;
  Texts texts;
  texts.MoveAll(message.mutable_subscribeuserid(), &out->subscribeUserID);
  texts.MoveAll(message.mutable_unsubscribeuserid(), &out->unsubscribeUserID);
  return texts.ok();
}

std::string ToProto(const GetMaxSeqResp& in) {
  pb::GetMaxSeqResp message;
  for (const auto& [key, value] : in.maxSeqs) (*message.mutable_maxseqs())[key] = value;
  for (const auto& [key, value] : in.minSeqs) (*message.mutable_minseqs())[key] = value;
  return message.SerializeAsString();
}

std::string ToProto(const MessagesByConversation& in) {
  pb::MessagesByConversation message;
  FillPulls(in.msgs, message.mutable_msgs());
  FillPulls(in.notificationMsgs, message.mutable_notificationmsgs());
  return message.SerializeAsString();
}

std::string ToProto(const GetConversationsHasReadAndMaxSeqResp& in) {
  pb::GetConversationsHasReadAndMaxSeqResp message;
  for (const auto& [conversation, seqs] : in.seqs) {
    pb::Seqs& to = (*message.mutable_seqs())[conversation];
    to.set_maxseq(seqs.maxSeq);
    to.set_hasreadseq(seqs.hasReadSeq);
    to.set_maxseqtime(seqs.maxSeqTime);
  }
  for (const std::string& id : in.pinnedConversationIDs) message.add_pinnedconversationids(id);
  return message.SerializeAsString();
}

std::string ToProto(const GetLastMessageResp& in) {
  pb::GetLastMessageResp message;
  for (const auto& [conversation, last] : in.msgs) {
    FillMessage(last, &(*message.mutable_msgs())[conversation]);
  }
  return message.SerializeAsString();
}

std::string ToProto(const MsgData& in) {
  pb::MsgData message;
  FillMessage(in, &message);
  return message.SerializeAsString();
}

std::string ToProto(const SendMsgResp& in) {
  pb::SendMsgResp message;
  message.set_servermsgid(in.serverMsgID);
  message.set_clientmsgid(in.clientMsgID);
  message.set_sendtime(in.sendTime);
  return message.SerializeAsString();
}

std::string ToProto(const SubUserOnlineStatusTips& in) {
  pb::SubUserOnlineStatusTips message;
  for (const SubUserOnlineStatusElem& one : in.subscribers) {
    pb::SubUserOnlineStatusElem* to = message.add_subscribers();
    to->set_userid(one.userID);
    for (const std::int32_t platform : one.onlinePlatformIDs) to->add_onlineplatformids(platform);
  }
  return message.SerializeAsString();
}

}  // namespace koine::openim
