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

// What a client asks, in JSON. `data` is the protobuf message that reqIdentifier chooses.
struct RequestEnvelope {
  std::int64_t reqIdentifier = 0;
  std::string token, sendID, operationID, msgIncr;
  json::Bytes data;
};
KOINE_DESCRIBE(RequestEnvelope, (reqIdentifier, token, sendID, operationID, msgIncr, data))

// The same in either form; its texts lie in the frame, or in what was read from it.
struct RequestView {
  std::int64_t number = 0;
  std::string_view sender, operation, incr, data;
};

// An answer, or (with an empty msgIncr) a push, in JSON. Without data as null.
struct ReplyEnvelope {
  std::int64_t reqIdentifier = 0;
  std::string msgIncr, operationID;
  std::int64_t errCode = 0;
  std::string errMsg;
  std::optional<json::Bytes> data;
};
KOINE_DESCRIBE(ReplyEnvelope, (reqIdentifier, msgIncr, operationID, errCode, errMsg, data))

// The same in either form.
struct ReplyView {
  std::int64_t number = 0;
  std::string_view incr, operation;
  std::int64_t code = 0;
  std::string_view message;
  std::optional<std::string_view> data;
};

// Reads one frame, not compressed. The JSON reader wants readable slack behind `frame`, and puts
// what it reads into `*own`. kBadArgument for whatever is no envelope.
Result<RequestView> ReadEnvelope(Form form, std::string_view frame, RequestEnvelope* own);

void AppendEnvelope(Form form, const ReplyView& reply, std::string* out);

}  // namespace koine::openim
