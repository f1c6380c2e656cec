#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/json.h"

// Answers to messages that the server of an application sent (openim 4.5).
namespace koine::openim {

struct SendMsgOut {
  std::string serverMsgID, clientMsgID;  // without the first: the seal of `id`
  std::int64_t sendTime = 0;
  MessageId id;  // may be provisional; not on the wire
};
KOINE_DESCRIBE(SendMsgOut, (serverMsgID, clientMsgID, sendTime))

struct BatchSent {
  std::string serverMsgID, clientMsgID;
  std::int64_t sendTime = 0;
  std::string recvID;
};
KOINE_DESCRIBE(BatchSent, (serverMsgID, clientMsgID, sendTime, recvID))
struct BatchSendOut {
  std::vector<BatchSent> results;
  std::vector<std::string> failedUserIDs;
};
KOINE_DESCRIBE(BatchSendOut, (results, failedUserIDs))

}  // namespace koine::openim
