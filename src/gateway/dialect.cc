#include "gateway/dialect.h"

namespace koine::gateway {

std::string Dialect::EnvelopeSchema(std::string_view data) const {
  return R"({"type":"object","required":["code","msg","data"],"properties":{)"
         R"("code":{"type":"integer"},"msg":{"type":"string"},"data":)" +
         std::string(data.empty() ? R"({"type":["object","null"]})" : data) + "}}";
}

namespace {

// {"type":T,"data":FIELDS}
std::string Wrapped(std::string_view type, std::string_view fields) {
  std::string name;
  json::Quote(type, &name);
  return R"({"type":"object","required":["type"],"properties":{"type":{"type":"string","const":)" +
         name + R"(},"data":)" + std::string(fields) + "}}";
}

}  // namespace

std::string Dialect::SentSchema(std::string_view type, std::string_view fields) const {
  return Wrapped(type, fields);
}

std::string Dialect::HeardSchema(const EventRow& row, std::string_view body) const {
  if (row.wrapped) return Wrapped(row.type, body);
  std::string name;
  json::Quote(row.type, &name);
  return R"({"allOf":[)" + std::string(body) + R"(,{"properties":{"type":{"const":)" + name +
         "}}}]}";
}

std::string Dialect::AnswerSchema(std::string_view type, std::string_view fields) const {
  return Wrapped(type, fields);
}

std::string Dialect::RefusalBody(int code, std::string_view text, int* status) const {
  *status = 200;
  std::string out = R"({"code":)" + std::to_string(code) + R"(,"message":)";
  json::Quote(text, &out);
  return out + R"(,"data":null})";
}

}  // namespace koine::gateway
