// The requests of the message gateway (openim-ws 5, 6).

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "core/access/behalf.h"
#include "core/identity/device.h"
#include "core/identity/handle.h"
#include "dialect/openim/content.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/doors.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/pull.h"
#include "dialect/openim/send.h"
#include "dialect/openim/socket.h"
#include "gateway/watchers.h"

namespace koine::openim {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

// The answer to a message: its id, or one of its own where it is not stored.
struct SendFrameOut {
  MessageId serverMsgID;
  std::string clientMsgID;
  std::int64_t sendTime = 0;
  std::string transient;
};
KOINE_DESCRIBE(SendFrameOut, (serverMsgID, clientMsgID, sendTime))

namespace {

// --- who and where

// Who reads in this session.
Reader ReaderOf(const Call& call) {
  return {static_cast<const Openim&>(*call.dialect), call.who, StateOf(call).handle};
}

// --- numbers and pulls

Result<GetMaxSeqResp> AnswerNewest(Txn& txn, Call& call, const SessionUser&, GetMaxSeqReq&) {
  return NewestSeqs(txn, ReaderOf(call));
}

Result<GetConversationsHasReadAndMaxSeqResp> AnswerReadAndMax(
    Txn& txn, Call& call, const SessionUser&, GetConversationsHasReadAndMaxSeqReq& in) {
  return ReadAndMax(txn, ReaderOf(call), in);
}

Result<MessagesByConversation> AnswerRanges(Txn& txn, Call& call, const SessionUser&,
                                            PullMessageBySeqsReq& in) {
  return PullRanges(txn, ReaderOf(call), in);
}

Result<MessagesByConversation> AnswerSeqs(Txn& txn, Call& call, const SessionUser&,
                                          GetSeqMessageReq& in) {
  return PullSeqs(txn, ReaderOf(call), in);
}

Result<GetLastMessageResp> AnswerLast(Txn& txn, Call& call, const SessionUser&,
                                      GetLastMessageReq& in) {
  return LastMessages(txn, ReaderOf(call), in);
}

// --- 1003

// Who sends in a session: its user. The place is opened with what the message is to say
// (openim/send.h), for its kind decides where it goes.
class FrameSender {
 public:
  static constexpr const char* kDoor = "self";
  using Key = std::string;
  static Result<FrameSender> Open(Txn&, Call& call, const std::string& handle) {
    if (handle != StateOf(call).handle) return Error{Code::kForbidden, "sender"};
    return FrameSender();
  }

 private:
  FrameSender() = default;
};

Result<SendFrameOut> SendMessage(Txn& txn, Call& call, const FrameSender&, const MsgData& in) {
  if (in.clientMsgID.empty()) return FieldError(Code::kMissingArgument, "clientMsgID");
  // Whatever it says, it is a user's.
  std::optional<MsgData> changed;
  if (in.msgFrom != kFromUser) changed.emplace(in).msgFrom = kFromUser;
  KOINE_TRY(const SentData sent, SendData(txn, DialectOf(call), *call.services->random,
                                          access::Trusted(call.who), changed ? *changed : in));
  return SendFrameOut{sent.id, in.clientMsgID, sent.sent_at, sent.transient};
}

// --- the session itself

Result<Nothing> Logout(Txn& txn, Call& call, const SessionUser&, DelUserPushTokenReq& in) {
  identity::ForgetPushToken(txn, call.who, std::to_string(in.platformID));
  return Nothing{};
}

Result<Nothing> SetBackground(Txn&, Call&, const SessionUser&, SetAppBackgroundStatusReq&) {
  return Nothing{};
}

// --- 2005

Result<Subscription> FindSubscribed(Txn& txn, Call& call, SubUserOnlineStatus& in) {
  std::vector<std::string> handles = in.subscribeUserID;
  handles.insert(handles.end(), in.unsubscribeUserID.begin(), in.unsubscribeUserID.end());
  if (handles.size() > gateway::Watchers::kPerSessionMax) {
    return FieldError(Code::kTooLarge, "subscribeUserID");
  }
  std::map<std::string, UserId> users;
  for (const identity::User& user : identity::FindNamed(txn, call.who.tenant, handles)) {
    users[user.handle] = user.id;
  }
  auto named = [&users](const std::vector<std::string>& names) {
    std::vector<SubscribedUser> out;
    for (const std::string& name : names) {
      const auto it = users.find(name);
      out.push_back({name, it == users.end() ? UserId() : it->second});
    }
    return out;
  };
  return Subscription{named(in.subscribeUserID), named(in.unsubscribeUserID)};
}

// --- to and from protobuf

template <class T>
bool ReadAs(std::string_view data, void* request) {
  return FromProto(data, static_cast<T*>(request));
}

template <class T>
std::string WriteAs(const Openim&, const void* result, json::Numbers) {
  return ToProto(*static_cast<const T*>(result));
}

std::string WriteSent(const Openim& dialect, const void* result, json::Numbers numbers) {
  const auto& sent = *static_cast<const SendFrameOut*>(result);
  SendMsgResp out{sent.transient, sent.clientMsgID, sent.sendTime};
  if (out.serverMsgID.empty()) {
    out.serverMsgID = dialect.SealMessage(gateway::RealId(sent.serverMsgID, numbers));
  }
  return ToProto(out);
}

std::string WriteNothing(const Openim&, const void*, json::Numbers) {
  return {};
}

constexpr Request kRequests[] = {
    {kReqNewestSeq, &ReadAs<GetMaxSeqReq>, &WriteAs<GetMaxSeqResp>},
    {kReqPullRanges, &ReadAs<PullMessageBySeqsReq>, &WriteAs<MessagesByConversation>},
    {kReqSend, &ReadAs<MsgData>, &WriteSent},
    {kReqPullSeqs, &ReadAs<GetSeqMessageReq>, &WriteAs<MessagesByConversation>},
    {kReqReadAndMax, &ReadAs<GetConversationsHasReadAndMaxSeqReq>,
     &WriteAs<GetConversationsHasReadAndMaxSeqResp>},
    {kReqLastMessage, &ReadAs<GetLastMessageReq>, &WriteAs<GetLastMessageResp>},
    {kReqLogout, &ReadAs<DelUserPushTokenReq>, &WriteNothing},
    {kReqBackground, &ReadAs<SetAppBackgroundStatusReq>, nullptr},
    {kReqOnline, &ReadAs<SubUserOnlineStatus>, nullptr},
};

}  // namespace

const Request* FindRequest(std::int64_t number) {
  for (const Request& request : kRequests) {
    if (request.number == number) return &request;
  }
  return nullptr;
}

void AddRequests(std::vector<gateway::FrameRow>* rows) {
  using gateway::Fr;
  using gateway::Mode;
  const char* self = R"({"userID":"{user.me}"})";
  rows->push_back(Fr<&AnswerNewest>("1001", "Get the last sequence number of each conversation",
                                    {.door = "userID", .example = self, .ref = "ws 5.2"}, nullptr));
  rows->push_back(
      Fr<&AnswerRanges>("1002", "Get messages by ranges of sequence numbers",
                        {.door = "userID",
                         .example = R"({"userID":"{user.me}","seqRanges":[{"conversationID":)"
                                    R"("{chat.mine}","begin":0,"end":10,"num":10}]})",
                         .ref = "ws 5.2"},
                        nullptr));
  rows->push_back(Fr<&SendMessage>(
      "1003", "Send a message",
      {.mode = Mode::kWrite,
       .door = "sendID",
       .repeatable = true,
       .sends = true,
       .chains = true,
       .example = R"({"sendID":"{user.me}","recvID":"{user.peer}","clientMsgID":"{unique}",)"
                  R"("sessionType":1,"msgFrom":100,"contentType":101,)"
                  R"("content":"eyJjb250ZW50IjoiaGkifQ=="})",
       .ref = "ws 6"},
      nullptr));
  rows->push_back(Fr<&AnswerSeqs>("1005", "Get messages by sequence number",
                                  {.door = "userID",
                                   .example = R"({"userID":"{user.me}","conversations":[{)"
                                              R"("conversationID":"{chat.mine}","seqs":[1]}]})",
                                   .ref = "ws 5.2"},
                                  nullptr));
  rows->push_back(
      Fr<&AnswerReadAndMax>("1006", "Get last and last read sequence numbers of conversations",
                            {.door = "userID", .example = self, .ref = "ws 5.2"}, nullptr));
  rows->push_back(
      Fr<&AnswerLast>("1007", "Get the last message of each conversation",
                      {.door = "userID",
                       .example = R"({"userID":"{user.me}","conversationIDs":["{chat.mine}"]})",
                       .ref = "ws 5.2"},
                      nullptr));
  rows->push_back(Fr<&Logout>("2003", "Sign out",
                              {.mode = Mode::kWrite,
                               .door = "userID",
                               .repeatable = true,
                               .example = R"({"userID":"{user.me}","platformID":3})",
                               .ref = "ws 5.2"},
                              nullptr));
  rows->push_back(Fr<&SetBackground>("2004", "Set whether the app is in the background",
                                     {.mode = Mode::kRead,
                                      .door = "userID",
                                      .example = R"({"userID":"{user.me}","isBackground":true})",
                                      .ref = "ws 5.2"},
                                     nullptr));
  rows->push_back(Fr<&FindSubscribed>(
      "2005", "Subscribe to the online status of users",
      {.example = R"({"subscribeUserID":["{user.peer}"],"unsubscribeUserID":[]})",
       .ref = "ws 8",
       .about = gateway::About::kPeople},
      nullptr));
}

}  // namespace koine::openim
