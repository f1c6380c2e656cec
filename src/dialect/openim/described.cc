// How the frames of the message gateway look, for the description of the API: envelopes in their
// form as JSON (openim-ws 3.2), with protobuf in them.

#include <string>
#include <string_view>

#include "dialect/openim/dialect.h"
#include "dialect/openim/proto.h"
#include "dialect/openim/push.h"
#include "dialect/openim/socket.h"

namespace koine::openim {

namespace {

// `data` of an envelope: a protobuf message that has these fields.
std::string ProtobufOf(std::string_view fields) {
  return R"({"type":"string","contentEncoding":"base64",)"
         R"("contentMediaType":"application/x-protobuf","contentSchema":)" +
         std::string(fields) + "}";
}

// An answer, or a push.
std::string Reply(std::string_view number, std::string_view fields) {
  return R"({"type":"object","properties":{"reqIdentifier":{"type":"integer","const":)" +
         std::string(number) +
         R"(},"msgIncr":{"type":"string"},"operationID":{"type":"string"},)"
         R"("errCode":{"type":"integer"},"errMsg":{"type":"string"},"data":)" +
         (fields.empty() ? R"({"type":"null"})" : ProtobufOf(fields)) + "}}";
}

// The protobuf PushMessages, with such messages in it.
std::string Pushed(std::string_view message) {
  return R"({"type":"object","properties":{"msgs":{"type":"object","description":)"
         R"("by the id of the conversation; notifications are in notificationMsgs",)"
         R"("additionalProperties":{"type":"object","properties":{)"
         R"("Msgs":{"type":"array","items":)" +
         std::string(message) + "}}}}}}";
}

}  // namespace

const char* Openim::socket_query() const {
  return R"({"type":"object",)"
         R"("required":["sendID","token","platformID","operationID","isBackground"],"properties":{)"
         R"("sendID":{"type":"string"},"token":{"type":"string"},)"
         R"("platformID":{"type":"integer","minimum":1,"maximum":11},)"
         R"("operationID":{"type":"string"},"isBackground":{"type":"boolean"},)"
         R"("isMsgResp":{"type":"boolean"},"compression":{"type":"string","enum":["gzip"]},)"
         R"("sdkType":{"type":"string","enum":["go","js"]}}})";
}

std::string Openim::SentSchema(std::string_view type, std::string_view fields) const {
  return R"({"type":"object","required":["reqIdentifier","sendID","operationID","msgIncr","data"],)"
         R"("properties":{"reqIdentifier":{"type":"integer","const":)" +
         std::string(type) +
         R"(},"token":{"type":"string"},"sendID":{"type":"string"},)"
         R"("operationID":{"type":"string"},"msgIncr":{"type":"string"},"data":)" +
         ProtobufOf(fields) + "}}";
}

std::string Openim::HeardSchema(const gateway::EventRow& row, std::string_view body) const {
  const std::string push = std::to_string(kPushMessages);
  if (row.body() == json::TypeOf<gateway::Nothing>()) return Reply(row.type, {});
  if (row.body() == json::TypeOf<MsgData>()) return Reply(push, Pushed(body));
  if (row.body() == json::TypeOf<SubUserOnlineStatusTips>()) return Reply(row.type, body);
  // A notification: a message of that type, which holds what it tells as a text in its content.
  return Reply(push,
               Pushed(R"({"type":"object","properties":{"contentType":{"type":"integer","const":)" +
                      row.type +
                      R"(},"content":{"type":"string","contentEncoding":"base64",)"
                      R"("contentMediaType":"application/json","contentSchema":{"type":"object",)"
                      R"("properties":{"detail":{"type":"string",)"
                      R"("contentMediaType":"application/json","contentSchema":)" +
                      std::string(body) + "}}}}}}"));
}

const json::Type* Openim::AnswerType(const gateway::FrameRow& row) const {
  const json::Type* answer = row.thunk.response();
  if (answer == json::TypeOf<Subscription>()) return json::TypeOf<SubUserOnlineStatusTips>();
  return answer;
}

std::string Openim::AnswerSchema(std::string_view type, std::string_view fields) const {
  return Reply(type, fields);
}

}  // namespace koine::openim
