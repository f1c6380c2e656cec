// The requests of OpenIM's gateway in protobuf. The first byte says which one follows. No input
// does harm, no accepted text holds a NUL, which no store takes, and a message that is written and
// read again is the same.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json.h"
#include "dialect/openim/jssdk.h"
#include "dialect/openim/proto.h"

namespace {

using namespace koine::openim;

void Keep(const std::string& text) {
  if (text.find('\0') != std::string::npos) std::abort();
}

template <class Request>
bool Read(std::string_view bytes, Request* request) {
  return FromProto(bytes, request);
}

template <class Request>
void Try(std::string_view bytes) {
  Request request;
  if (Read(bytes, &request)) Keep(request.userID);
}

void TryMessage(std::string_view bytes) {
  MsgData message;
  if (!FromProto(bytes, &message)) return;
  for (const std::string* text : {&message.sendID, &message.recvID, &message.groupID,
                                  &message.clientMsgID, &message.senderNickname, &message.ex}) {
    Keep(*text);
  }
  MsgData again;
  if (!FromProto(ToProto(message), &again)) std::abort();
  if (koine::json::ToText(message) != koine::json::ToText(again)) std::abort();
}

template <class Request>
void TryOwned(std::string_view bytes) {
  Request request;
  if (Read(bytes, &request)) Keep(request.ownerUserID);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 11) {
    case 0:
      Try<GetMaxSeqReq>(bytes);
      break;
    case 1:
      Try<PullMessageBySeqsReq>(bytes);
      break;
    case 2:
      Try<GetSeqMessageReq>(bytes);
      break;
    case 3:
      Try<GetConversationsHasReadAndMaxSeqReq>(bytes);
      break;
    case 4:
      Try<GetLastMessageReq>(bytes);
      break;
    case 5:
      Try<DelUserPushTokenReq>(bytes);
      break;
    case 6:
      Try<SetAppBackgroundStatusReq>(bytes);
      break;
    case 7: {
      SubUserOnlineStatus request;
      if (Read(bytes, &request)) {
        for (const std::string& id : request.subscribeUserID) Keep(id);
      }
      break;
    }
    case 8:
      TryOwned<GetActiveConversationsReq>(bytes);
      break;
    case 9:
      TryOwned<GetConversationMsgsReq>(bytes);
      break;
    default:
      TryMessage(bytes);
  }
  return 0;
}
