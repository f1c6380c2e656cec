#include "dialect/openim/envelope.h"

#include "dialect/openim/gob.h"

namespace koine::openim {

namespace {

// Declares type 65, "Resp", with its six fields; the same before every value (openim-ws 4.4).
constexpr char kReplyType[] =
    "\x60\xff\x81\x03\x01\x01\x04Resp\x01\xff\x82\x00\x01\x06"
    "\x01\x0dReqIdentifier\x01\x04\x00"
    "\x01\x07MsgIncr\x01\x0c\x00"
    "\x01\x0bOperationID\x01\x0c\x00"
    "\x01\x07"
    "ErrCode\x01\x04\x00"
    "\x01\x06"
    "ErrMsg\x01\x0c\x00"
    "\x01\x04"
    "Data\x01\x0a\x00\x00\x00";
constexpr int kReplyTypeId = 65;
constexpr std::size_t kUsualHead = 64;  // of numbers, lengths and a name

Result<RequestEnvelope> ReadGob(std::string_view frame) {
  RequestEnvelope out;
  const gob::Field fields[] = {
      {"ReqIdentifier", &out.reqIdentifier, nullptr},
      {"Token", nullptr, &out.token},
      {"SendID", nullptr, &out.sendID},
      {"OperationID", nullptr, &out.operationID},
      {"MsgIncr", nullptr, &out.msgIncr},
      {"Data", nullptr, &out.data.data},
  };
  KOINE_CHECK(gob::Decode(frame, fields));
  return out;
}

}  // namespace

Result<RequestEnvelope> ReadEnvelope(Form form, std::string_view frame) {
  if (form == Form::kGob) return ReadGob(frame);
  json::Profile profile;
  profile.any_case_names = true;
  return json::Parse<RequestEnvelope>(frame, profile);
}

void AppendEnvelope(Form form, const ReplyEnvelope& reply, std::string* out) {
  if (form == Form::kJson) {
    json::Write(reply, json::Profile{}, out);
    return;
  }
  const std::size_t bytes = kUsualHead + reply.operationID.size() + reply.msgIncr.size() +
                            (reply.data ? reply.data->data.size() : 0);
  out->reserve(out->size() + sizeof(kReplyType) + bytes);
  out->append(kReplyType, sizeof(kReplyType) - 1);
  gob::StructWriter value(kReplyTypeId, bytes);
  value.Number(0, reply.reqIdentifier);
  value.Text(1, reply.msgIncr);
  value.Text(2, reply.operationID);
  value.Number(3, reply.errCode);
  value.Text(4, reply.errMsg);
  if (reply.data) value.Text(5, reply.data->data);
  value.Finish(out);
}

}  // namespace koine::openim
