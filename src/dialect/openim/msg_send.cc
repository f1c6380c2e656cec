// Messages that the server of an application sends (openim 4.5, 5.6).

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

#include "base/text.h"
#include "core/identity/directory.h"
#include "core/message/outcome.h"
#include "dialect/openim/content.h"
#include "dialect/openim/names.h"
#include "dialect/openim/notification.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/render.h"
#include "dialect/openim/send.h"
#include "dialect/openim/sent.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

struct SendMsgIn {
  std::string sendID, recvID, groupID, senderNickname, senderFaceURL;
  std::int32_t senderPlatformID = 0;
  json::Raw content;
  std::int32_t contentType = 0, sessionType = 0;
  bool isOnlineOnly = false, notOfflinePush = false;
  std::int64_t sendTime = 0;
  std::optional<OfflinePushInfo> offlinePushInfo;
  std::string ex;
};
KOINE_DESCRIBE(SendMsgIn, (sendID, recvID, groupID, senderNickname, senderFaceURL, senderPlatformID,
                           content, contentType, sessionType, isOnlineOnly, notOfflinePush,
                           sendTime, offlinePushInfo, ex))
KOINE_RULES(SendMsgIn, json::Rule("sendID").Required(), json::Rule("content").Required(),
            json::Rule("contentType").Required().Min(1),
            json::Rule("sessionType").Required().Min(1),
            json::Rule("senderNickname").MaxChars(kNameCharsMax),
            json::Rule("senderFaceURL").MaxBytes(kUrlBytesMax),
            json::Rule("ex").MaxBytes(kTextBytesMax))
struct BatchSendIn {
  std::string sendID, groupID, senderNickname, senderFaceURL;
  std::int32_t senderPlatformID = 0;
  json::Raw content;
  std::int32_t contentType = 0, sessionType = 0;
  bool isOnlineOnly = false, notOfflinePush = false;
  std::int64_t sendTime = 0;
  std::optional<OfflinePushInfo> offlinePushInfo;
  std::string ex;
  bool isSendAll = false;
  std::vector<std::string> recvIDs;
  BatchSendOut done;  // not read: what came of it
};
KOINE_DESCRIBE(BatchSendIn, (sendID, groupID, senderNickname, senderFaceURL, senderPlatformID,
                             content, contentType, sessionType, isOnlineOnly, notOfflinePush,
                             sendTime, offlinePushInfo, ex, isSendAll, recvIDs))
KOINE_RULES(BatchSendIn, json::Rule("sendID").Required(), json::Rule("content").Required(),
            json::Rule("contentType").Required().Min(1),
            json::Rule("sessionType").Required().Min(1),
            json::Rule("recvIDs").Required().MaxItems(kPageMax),
            json::Rule("senderNickname").MaxChars(kNameCharsMax),
            json::Rule("senderFaceURL").MaxBytes(kUrlBytesMax),
            json::Rule("ex").MaxBytes(kTextBytesMax))

struct SimpleIn {
  std::string key;  // in the query: base64 of a SimpleKey
  std::string sendID, content;
  std::optional<OfflinePushInfo> offlinePushInfo;
  std::string ex;
};
KOINE_DESCRIBE(SimpleIn, (key, sendID, content, offlinePushInfo, ex))
KOINE_RULES(SimpleIn, json::Rule("key").Required(), json::Rule("content").Required(),
            json::Rule("ex").MaxBytes(kTextBytesMax))
struct SimpleKey {
  std::string sendID, recvID, groupID;
};
KOINE_DESCRIBE(SimpleKey, (sendID, recvID, groupID))
struct SimpleContent {
  std::string content;
};
KOINE_DESCRIBE(SimpleContent, (content))
struct BusinessNotificationIn {
  std::string key, data, sendUserID, recvUserID, recvGroupID;
  bool sendMsg = false;
  int reliabilityLevel = 1;
};
KOINE_DESCRIBE(BusinessNotificationIn,
               (key, data, sendUserID, recvUserID, recvGroupID, sendMsg, reliabilityLevel))
KOINE_RULES(BusinessNotificationIn, json::Rule("sendUserID").Required(),
            json::Rule("key").MaxBytes(kTextBytesMax), json::Rule("data").MaxBytes(kExBytesMax / 2))
struct SendStatusIn {};
KOINE_DESCRIBE(SendStatusIn, ())
struct SendStatusOut {
  int status = 0;  // 0 unknown, 2 sent, 3 refused
};
KOINE_DESCRIBE(SendStatusOut, (status))

namespace {

constexpr int kReliable = 2;          // of a business notification: kept
constexpr int kHttpBadRequest = 400;  // where a request is bound directly (openim 1.3)
constexpr std::size_t kClientIdBytes = 16;
// Messages of one batch that wait for the store at once.
constexpr std::size_t kAtOnce = 100;

// What both requests give of a message.
template <class In>
Result<MsgData> ToData(const In& in, std::string client_id, std::int64_t now_ms) {
  if (in.content.text.empty() || in.content.text.front() != '{') {
    return FieldError(Code::kMissingArgument, "content");
  }
  KOINE_CHECK(CheckContent(in.contentType, in.content.text));
  MsgData out;
  out.sendID = in.sendID;
  out.groupID = in.groupID;
  out.clientMsgID = std::move(client_id);
  out.senderPlatformID = in.senderPlatformID;
  out.senderNickname = in.senderNickname;
  out.senderFaceURL = in.senderFaceURL;
  out.sessionType = in.sessionType;
  out.msgFrom = kFromSystem;
  out.contentType = in.contentType;
  out.content.data = in.content.text;
  if (in.contentType == kOa) {
    out.sessionType = kSystemSession;
    out.content.data = InDetail(in.content.text);
  }
  out.createTime = now_ms;
  out.offlinePushInfo = in.offlinePushInfo;
  out.ex = in.ex;
  if (in.isOnlineOnly) {
    for (const char* name : {"history", "persistent", "senderSync", "conversationUpdate"}) {
      out.options[name] = false;
    }
  }
  if (in.notOfflinePush) out.options["offlinePush"] = false;
  return out;
}

Status CheckTarget(const SendMsgIn& in) {
  const bool to_user = in.sessionType == kSingle || in.sessionType == kSystemSession;
  if (to_user && in.recvID.empty()) return FieldError(Code::kMissingArgument, "recvID");
  if (!to_user && in.groupID.empty()) return FieldError(Code::kMissingArgument, "groupID");
  return Ok();
}

// A call that may be asked about by the name that its caller gave it: a refusal is kept, once it
// stands.
void KeepRefusal(Call& call) {
  if (call.operation.empty()) return;
  call.refused = [store = call.services->store, tenant = call.who.tenant, name = call.operation] {
    store->Write(
        {"openim outcome"},
        [tenant, name](Txn& txn) -> Status {
          message::PutOutcome(txn, tenant, name, message::OutcomeState::kFailed);
          return Ok();
        },
        [](const Status&, const store::Numbering&) {});
  };
}

void KeepSuccess(Txn& txn, const Call& call) {
  message::PutOutcome(txn, call.who.tenant, call.operation, message::OutcomeState::kSent);
}

Result<SendMsgOut> SendMsg(Txn& txn, Call& call, SendMsgIn& in) {
  KeepRefusal(call);
  KOINE_CHECK(CheckTarget(in));
  KOINE_TRY(MsgData data, ToData(in, txn.random().Hex(kClientIdBytes), txn.now_ms()));
  data.recvID = in.recvID;
  const Openim& dialect = DialectOf(call);
  KOINE_TRY(const access::Principal who, SenderOf(txn, dialect, call.who, data));
  KOINE_TRY(const SentData sent, SendData(txn, dialect, txn.random(), who, data));
  KeepSuccess(txn, call);
  return SendMsgOut{sent.transient, data.clientMsgID, sent.sent_at, sent.id};
}

// --- an answer to a message that a webhook told of

Result<SimpleKey> ReadKey(const std::string& text) {
  const auto json_text = text::FromBase64(text);
  if (!json_text) return FieldError(Code::kBadArgument, "key");
  auto key = json::Parse<SimpleKey>(*json_text);
  if (!key.ok() || (key->sendID.empty() && key->groupID.empty())) {
    return FieldError(Code::kBadArgument, "key");
  }
  if (key->groupID.empty() && key->recvID.empty()) return FieldError(Code::kBadArgument, "key");
  return key;
}

// In whose name a reply is said: as the key of the message says, or to a group the caller.
class SimpleSender {
 public:
  static constexpr const char* kDoor = "self";
  static Result<SimpleSender> Open(Txn& txn, Call& call, const SimpleIn& in) {
    KeepRefusal(call);
    KOINE_TRY(SimpleKey key, ReadKey(in.key));
    MsgData data;
    data.sendID = key.groupID.empty() ? key.recvID : in.sendID;
    data.contentType = kMarkdown;
    KOINE_TRY(access::Principal who, SenderOf(txn, DialectOf(call), call.who, data));
    return SimpleSender(std::move(who), std::move(key));
  }
  const access::Principal& who() const { return who_; }
  const SimpleKey& key() const { return key_; }

 private:
  SimpleSender(access::Principal who, SimpleKey key) : who_(std::move(who)), key_(std::move(key)) {}
  access::Principal who_;
  SimpleKey key_;
};

Result<SendMsgOut> SendSimple(Txn& txn, Call& call, const SimpleSender& sender, SimpleIn& in) {
  const SimpleKey& key = sender.key();
  MsgData data;
  if (key.groupID.empty()) {
    data.sessionType = kSingle;
    data.sendID = key.recvID;
    data.recvID = key.sendID;
  } else {
    data.sessionType = kGroupSession;
    data.sendID = in.sendID;
    data.groupID = key.groupID;
  }
  data.clientMsgID = txn.random().Hex(kClientIdBytes);
  data.senderPlatformID = kPlatformAdmin;
  data.msgFrom = kFromUser;
  data.contentType = kMarkdown;
  data.content.data = json::ToText(SimpleContent{in.content});
  data.createTime = txn.now_ms();
  data.offlinePushInfo = in.offlinePushInfo;
  data.ex = in.ex;
  const Openim& dialect = DialectOf(call);
  KOINE_TRY(const SentData sent, SendData(txn, dialect, txn.random(), sender.who(), data));
  KeepSuccess(txn, call);
  return SendMsgOut{sent.transient, data.clientMsgID, sent.sent_at, sent.id};
}

// --- words of the application

Result<SendMsgOut> SendBusiness(Txn& txn, Call& call, BusinessNotificationIn& in) {
  if (in.recvUserID.empty() == in.recvGroupID.empty()) {
    return FieldError(Code::kBadArgument, "recvUserID");
  }
  MsgData data;
  data.sendID = in.sendUserID;
  data.recvID = in.recvUserID;
  data.groupID = in.recvGroupID;
  data.sessionType = in.recvGroupID.empty() ? kSingle : kGroupSession;
  data.clientMsgID = txn.random().Hex(kClientIdBytes);
  data.msgFrom = kFromSystem;
  data.contentType = kBusiness;
  data.content.data = InDetail(json::ToText(BusinessTips{in.key, in.data}));
  data.createTime = txn.now_ms();
  data.options["offlinePush"] = false;
  const message::BusinessIn told{in.key, in.data, in.reliabilityLevel == kReliable};
  KOINE_TRY(const access::Principal who, SenderOf(txn, DialectOf(call), call.who, data));
  KOINE_TRY(const SentData sent, TellBusiness(txn, txn.random(), who, data, told, in.sendMsg));
  return SendMsgOut{sent.transient, data.clientMsgID, sent.sent_at, sent.id};
}

Result<SendStatusOut> CheckSent(Txn& txn, Call& call, SendStatusIn&) {
  return SendStatusOut{
      static_cast<int>(message::FindOutcome(txn, call.who.tenant, call.operation))};
}

// --- many receivers: each message in a transaction of its own, and some of them at once

struct Outcome {
  Result<SentData> sent;
  std::int64_t id = 0;
};

std::future<Outcome> SendSoon(Call& call, const MsgData& data) {
  auto promise = std::make_shared<std::promise<Outcome>>();
  std::future<Outcome> future = promise->get_future();
  const Openim& dialect = DialectOf(call);
  store::CommandInfo info{"openim batch_send_msg", store::KeyOf('u', call.who.user.value)};
  info.chains = true;
  call.services->store->Write(
      info,
      [&dialect, by = call.who, data](Txn& txn) -> Result<SentData> {
        KOINE_TRY(const access::Principal who, SenderOf(txn, dialect, by, data));
        return SendData(txn, dialect, txn.random(), who, data);
      },
      [promise](Result<SentData> sent, const store::Numbering& numbers) {
        const std::int64_t id = sent.ok() ? numbers.Resolve(sent->id.value) : 0;
        promise->set_value({std::move(sent), id});
      });
  return future;
}

Status SendBatch(Call& call, BatchSendIn& in) {
  KOINE_TRY(const MsgData data,
            ToData(in, call.services->random->Hex(kClientIdBytes), call.now_ms()));
  if (in.isSendAll) {
    in.recvIDs.clear();
    Result<identity::UserPage> all = identity::UserPage();
    KOINE_CHECK(call.services->store->ReadNow("openim batch_send_msg", [&](Txn& txn) {
      all = identity::PageUsers(txn, call.who, {}, kPageMax + 1, 0);
    }));
    if (!all.ok()) return std::move(all).error();
    for (identity::User& user : all->users) in.recvIDs.push_back(std::move(user.handle));
    if (in.recvIDs.size() > static_cast<std::size_t>(kPageMax)) {
      return FieldError(Code::kTooLarge, "isSendAll");
    }
  }
  const Openim& dialect = DialectOf(call);
  for (std::size_t from = 0; from < in.recvIDs.size(); from += kAtOnce) {
    const std::size_t to = std::min(in.recvIDs.size(), from + kAtOnce);
    std::vector<std::future<Outcome>> waiting;
    for (std::size_t i = from; i < to; ++i) {
      MsgData one = data;
      one.recvID = in.recvIDs[i];
      waiting.push_back(SendSoon(call, one));
    }
    for (std::size_t i = from; i < to; ++i) {
      Outcome outcome = waiting[i - from].get();
      // All of them touch what the sender keeps of their conversations, and those that waited too
      // long for each other were undone. Nobody is in the way of the last ones any more.
      if (!outcome.sent.ok() && outcome.sent.error().code == Code::kUnavailable) {
        MsgData one = data;
        one.recvID = in.recvIDs[i];
        outcome = SendSoon(call, one).get();
      }
      if (!outcome.sent.ok()) {
        in.done.failedUserIDs.push_back(in.recvIDs[i]);
        continue;
      }
      const bool stored = outcome.sent->transient.empty();
      in.done.results.push_back(
          {stored ? dialect.SealMessage(MessageId(outcome.id)) : outcome.sent->transient,
           data.clientMsgID, outcome.sent->sent_at, in.recvIDs[i]});
    }
  }
  return Ok();
}

Result<BatchSendOut> BatchSend(Txn&, Call&, BatchSendIn& in) {
  return in.done;
}

}  // namespace

void AddMessageSending(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options send{.auth = Auth::kAdmin, .mode = Mode::kWrite, .sends = true, .ref = "4.5"};
  send.unread_status = kHttpBadRequest;
  send.example = R"({"sendID":"{user.me}","recvID":"{user.peer}","senderPlatformID":2,)"
                 R"("content":{"content":"hi"},"contentType":101,"sessionType":1})";
  send.chains = true;
  rows->push_back(Ep<&SendMsg>(kPost, "/msg/send_msg", "Send a message as a user", send));
  send.chains = false;
  send.mode = Mode::kRead;
  send.example = R"({"sendID":"{user.me}","recvIDs":["{user.peer}"],"isSendAll":false,)"
                 R"("content":{"content":"hi"},"contentType":101,"sessionType":1})";
  rows->push_back(EpPrepared<&BatchSend, &SendBatch>(
      kPost, "/msg/batch_send_msg", "Send a message to many users as a user", send));
  send.mode = Mode::kWrite;
  send.example = R"({"key":"k","data":"d","sendUserID":"{user.me}","recvUserID":"{user.peer}"})";
  rows->push_back(Ep<&SendBusiness>(kPost, "/msg/send_business_notification",
                                    "Send a business notification", send));
  gateway::Options simple{.mode = Mode::kWrite, .door = "sendID", .sends = true, .ref = "4.5"};
  simple.unread_status = kHttpBadRequest;
  simple.query_too = true;
  simple.chains = true;
  simple.example = R"({"key":"{key.group}","sendID":"{user.mine}","content":"hi"})";
  rows->push_back(Ep<&SendSimple>(kPost, "/msg/send_simple_msg",
                                  "Reply to a message that a webhook delivered", simple));
  rows->push_back(Ep<&CheckSent>(kPost, "/msg/check_msg_is_send_success",
                                 "Check whether a message was sent",
                                 {.ref = "4.5", .about = gateway::About::kCaller}));
}

}  // namespace koine::openim
