#include "dialect/openim/proto.h"

#include <google/protobuf/stubs/logging.h>

#include <mutex>
#include <span>
#include <utility>

#include "dialect/openim/openim.pb.h"

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

// Writes a message to bytes. Those that carry what people write are written so, without an object
// of the library in between: they are made for every push.
class Writer {
 public:
  explicit Writer(std::size_t usual_bytes) { out_.reserve(usual_bytes); }

  // Values that are the default are left out, ...
  void Text(int field, std::string_view value) {
    if (!value.empty()) Bytes(field, value);
  }
  void Number(int field, std::int64_t value) {
    if (value != 0) Varint(field, value);
  }
  // ... but in the entries of maps, in lists, and where a message is there.
  void Bytes(int field, std::string_view value) {
    Sized(field, value.size());
    out_ += value;
  }
  // So many bytes follow as the value.
  void Sized(int field, std::size_t bytes) {
    Append(static_cast<std::uint64_t>(field) << 3 | kSized);
    Append(bytes);
  }
  // How many bytes a value of so many takes with its head. REQUIRES: 0 < field < 16
  static std::size_t SizeOf(std::size_t bytes) {
    std::size_t head = 2;
    for (std::size_t left = bytes; left >= 128; left >>= 7) ++head;
    return head + bytes;
  }
  void Varint(int field, std::int64_t value) {
    Append(static_cast<std::uint64_t>(field) << 3);
    Append(static_cast<std::uint64_t>(value));
  }
  // An entry of a map, whose value is a message.
  void Entry(int field, std::string_view key, std::string_view value) {
    Writer entry(key.size() + value.size() + kUsualHead);
    entry.Bytes(1, key);
    entry.Bytes(2, value);
    Bytes(field, entry.out_);
  }
  void Entry(int field, std::string_view key, bool value) {
    Writer entry(key.size() + kUsualHead);
    entry.Bytes(1, key);
    entry.Varint(2, value ? 1 : 0);
    Bytes(field, entry.out_);
  }
  // Room for so many bytes more.
  void Reserve(std::size_t bytes) { out_.reserve(out_.size() + bytes); }
  std::string Take() { return std::move(out_); }

  static constexpr std::size_t kUsualHead = 16;

 private:
  static constexpr std::uint64_t kSized = 2;
  void Append(std::uint64_t value) {
    for (; value >= 128; value >>= 7) out_ += static_cast<char>(value | 128);
    out_ += static_cast<char>(value);
  }
  std::string out_;
};

std::string ToProto(const OfflinePushInfo& in) {
  Writer out(Writer::kUsualHead);
  out.Text(1, in.title);
  out.Text(2, in.desc);
  out.Text(3, in.ex);
  out.Text(4, in.iOSPushSound);
  out.Number(5, in.iOSBadgeCount ? 1 : 0);
  out.Text(6, in.signalInfo);
  return out.Take();
}

}  // namespace

std::string ToProto(const MsgData& in) {
  constexpr std::size_t kUsualBytes = 512;  // beside the content
  Writer out(kUsualBytes + in.content.data.size());
  out.Text(1, in.sendID);
  out.Text(2, in.recvID);
  out.Text(3, in.groupID);
  out.Text(4, in.clientMsgID);
  out.Text(5, in.serverMsgID);
  out.Number(6, in.senderPlatformID);
  out.Text(7, in.senderNickname);
  out.Text(8, in.senderFaceURL);
  out.Number(9, in.sessionType);
  out.Number(10, in.msgFrom);
  out.Number(11, in.contentType);
  out.Text(12, in.content.data);
  out.Number(14, in.seq);
  out.Number(15, in.sendTime);
  out.Number(16, in.createTime);
  out.Number(17, in.status);
  out.Number(18, in.isRead ? 1 : 0);
  for (const auto& [key, value] : in.options) out.Entry(19, key, value);
  if (in.offlinePushInfo) out.Bytes(20, ToProto(*in.offlinePushInfo));
  for (const std::string& user : in.atUserIDList) out.Bytes(21, user);
  out.Text(22, in.attachedInfo);
  out.Text(23, in.ex);
  return out.Take();
}

namespace {

std::string ToProto(const PullMsgs& in) {
  std::vector<std::string> messages;
  std::size_t bytes = Writer::kUsualHead;
  for (const MsgData& message : in.Msgs) {
    messages.push_back(openim::ToProto(message));
    bytes += messages.back().size() + Writer::kUsualHead;
  }
  Writer out(bytes);
  for (const std::string& message : messages) out.Bytes(1, message);
  out.Number(2, in.isEnd ? 1 : 0);
  out.Number(3, in.endSeq);
  return out.Take();
}

// An entry of a map, whose value is a PullMsgs of these.
void AddPushed(int field, std::string_view conversation, std::span<const MsgData* const> messages,
               Writer* out) {
  std::vector<std::string> texts;
  std::size_t pull = 0;
  for (const MsgData* message : messages) {
    texts.push_back(openim::ToProto(*message));
    pull += Writer::SizeOf(texts.back().size());
  }
  const std::size_t entry = Writer::SizeOf(conversation.size()) + Writer::SizeOf(pull);
  out->Reserve(Writer::SizeOf(entry));
  out->Sized(field, entry);
  out->Bytes(1, conversation);
  out->Sized(2, pull);
  for (const std::string& text : texts) out->Bytes(1, text);
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
  // Used again: to make and free its parts takes as long as to read them.
  thread_local pb::MsgData message;
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
  Writer out(0);
  for (const auto& [conversation, pull] : in.msgs) out.Entry(1, conversation, ToProto(pull));
  for (const auto& [conversation, pull] : in.notificationMsgs) {
    out.Entry(2, conversation, ToProto(pull));
  }
  return out.Take();
}

std::string ToProto(const PushedMessages& in) {
  Writer out(0);
  for (const auto& [conversation, messages] : in.msgs) {
    AddPushed(1, conversation, messages, &out);
  }
  for (const auto& [conversation, messages] : in.notificationMsgs) {
    AddPushed(2, conversation, messages, &out);
  }
  return out.Take();
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
  Writer out(0);
  for (const auto& [conversation, last] : in.msgs) out.Entry(1, conversation, ToProto(last));
  return out.Take();
}

std::string ToProto(const SendMsgResp& in) {
  Writer out(in.serverMsgID.size() + in.clientMsgID.size() + Writer::kUsualHead);
  out.Text(1, in.serverMsgID);
  out.Text(2, in.clientMsgID);
  out.Number(3, in.sendTime);
  return out.Take();
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
