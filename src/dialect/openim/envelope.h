#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

// The outside of every binary frame of the gateway, as gob or as JSON (openim-ws 3.2).
namespace koine::openim {

enum class Form : std::uint8_t { kGob, kJson };

// What a client asks. `data` is the protobuf message that reqIdentifier chooses.
struct RequestEnvelope {
  std::int64_t reqIdentifier = 0;
  std::string token, sendID, operationID, msgIncr;
  json::Bytes data;
};
KOINE_DESCRIBE(RequestEnvelope, (reqIdentifier, token, sendID, operationID, msgIncr, data))

// An answer, or (with an empty msgIncr) a push. Without data in JSON as null.
struct ReplyEnvelope {
  std::int64_t reqIdentifier = 0;
  std::string msgIncr, operationID;
  std::int64_t errCode = 0;
  std::string errMsg;
  std::optional<json::Bytes> data;
};
KOINE_DESCRIBE(ReplyEnvelope, (reqIdentifier, msgIncr, operationID, errCode, errMsg, data))

// Reads one frame, not compressed. The JSON reader wants readable slack behind `frame`.
// kBadArgument for whatever is no envelope.
Result<RequestEnvelope> ReadEnvelope(Form form, std::string_view frame);

void AppendEnvelope(Form form, const ReplyEnvelope& reply, std::string* out);

}  // namespace koine::openim
