// Messages that the server of an application sends (openim 4.5, 5.6).

#include <algorithm>
#include <future>
#include <memory>
#include <utility>

#include "core/identity/rows.h"
#include "dialect/openim/content.h"
#include "dialect/openim/names.h"
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
KOINE_DESCRIBE(SendMsgIn, (sendID, recvID, groupID, senderNickname, senderFaceURL,
                           senderPlatformID, content, contentType, sessionType, isOnlineOnly,
                           notOfflinePush, sendTime, offlinePushInfo, ex))
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

namespace {

constexpr int kFromSystem = 200;
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

Result<SendMsgOut> SendMsg(Txn& txn, Call& call, SendMsgIn& in) {
  KOINE_CHECK(CheckTarget(in));
  KOINE_TRY(MsgData data, ToData(in, txn.random().Hex(kClientIdBytes), txn.now_ms()));
  data.recvID = in.recvID;
  const Openim& dialect = DialectOf(call);
  KOINE_TRY(const access::Principal who, SenderOf(txn, dialect, call.who, in.sendID));
  KOINE_TRY(const SentData sent, SendData(txn, txn.random(), who, data));
  return SendMsgOut{sent.transient, data.clientMsgID, sent.sent_at, sent.id};
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
  call.services->store->Write(
      {"openim batch_send_msg"},
      [&dialect, by = call.who, data](Txn& txn) -> Result<SentData> {
        KOINE_TRY(const access::Principal who, SenderOf(txn, dialect, by, data.sendID));
        return SendData(txn, txn.random(), who, data);
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
    KOINE_CHECK(call.services->store->ReadNow("openim batch_send_msg", [&](Txn& txn) {
      for (identity::User& user :
           identity::ListUsers(txn, call.who.tenant, {}, kPageMax + 1, 0)) {
        in.recvIDs.push_back(std::move(user.handle));
      }
    }));
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
      const Outcome outcome = waiting[i - from].get();
      if (!outcome.sent.ok()) {
        in.done.failedUserIDs.push_back(in.recvIDs[i]);
        continue;
      }
      const bool stored = outcome.sent->transient.empty();
      in.done.results.push_back({stored ? dialect.SealMessage(MessageId(outcome.id))
                                        : outcome.sent->transient,
                                 data.clientMsgID, outcome.sent->sent_at, in.recvIDs[i]});
    }
  }
  return Ok();
}

Result<BatchSendOut> BatchSend(Txn&, Call&, BatchSendIn& in) { return in.done; }

}  // namespace

void AddMessageSending(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::EpPrepared;
  using gateway::Mode;
  constexpr auto kPost = net::Method::kPost;
  gateway::Options send{.auth = Auth::kAdmin, .mode = Mode::kWrite, .ref = "4.5"};
  send.unread_status = kHttpBadRequest;
  send.example =
      R"({"sendID":"{user.me}","recvID":"{user.peer}","senderPlatformID":2,)"
      R"("content":{"content":"hi"},"contentType":101,"sessionType":1})";
  rows->push_back(Ep<&SendMsg>(kPost, "/msg/send_msg", "Send a message as a user", send));
  send.mode = Mode::kRead;
  send.example =
      R"({"sendID":"{user.me}","recvIDs":["{user.peer}"],"isSendAll":false,)"
      R"("content":{"content":"hi"},"contentType":101,"sessionType":1})";
  rows->push_back(EpPrepared<&BatchSend, &SendBatch>(
      kPost, "/msg/batch_send_msg", "Send a message to many users as a user", send));
}

}  // namespace koine::openim
