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

Result<RequestView> ReadGob(std::string_view frame) {
  RequestView out;
  const gob::Field fields[] = {
      {"ReqIdentifier", &out.number, nullptr},
      {"SendID", nullptr, &out.sender},
      {"OperationID", nullptr, &out.operation},
      {"MsgIncr", nullptr, &out.incr},
      {"Data", nullptr, &out.data},
  };
  KOINE_CHECK(gob::Decode(frame, fields));
  return out;
}

}  // namespace

Result<RequestView> ReadEnvelope(Form form, std::string_view frame, RequestEnvelope* own) {
  if (form == Form::kGob) return ReadGob(frame);
  json::Profile profile;
  profile.any_case_names = true;
  KOINE_TRY(*own, json::Parse<RequestEnvelope>(frame, profile));
  return RequestView{own->reqIdentifier, own->sendID, own->operationID, own->msgIncr,
                     own->data.data};
}

void AppendEnvelope(Form form, const ReplyView& reply, std::string* out) {
  if (form == Form::kJson) {
    ReplyEnvelope whole{reply.number, std::string(reply.incr),    std::string(reply.operation),
                        reply.code,   std::string(reply.message), std::nullopt};
    if (reply.data) whole.data = json::Bytes{std::string(*reply.data)};
    json::Write(whole, json::Profile{}, out);
    return;
  }
  out->reserve(out->size() + sizeof(kReplyType) + kUsualHead + reply.operation.size() +
               reply.incr.size() + reply.data.value_or("").size());
  out->append(kReplyType, sizeof(kReplyType) - 1);
  gob::StructWriter value(kReplyTypeId, out);
  value.Number(0, reply.number);
  value.Text(1, reply.incr);
  value.Text(2, reply.operation);
  value.Number(3, reply.code);
  value.Text(4, reply.message);
  if (reply.data) value.Text(5, *reply.data);
  value.Finish();
}

}  // namespace koine::openim
