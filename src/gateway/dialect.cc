#include "gateway/dialect.h"

namespace koine::gateway {

std::string Dialect::EnvelopeSchema(std::string_view data) const {
  return R"({"type":"object","required":["code","msg","data"],"properties":{)"
         R"("code":{"type":"integer"},"msg":{"type":"string"},"data":)" +
         std::string(data.empty() ? R"({"type":"object","nullable":true})" : data) + "}}";
}

std::string Dialect::RefusalBody(int code, std::string_view text, int* status) const {
  *status = 200;
  std::string out = R"({"code":)" + std::to_string(code) + R"(,"message":)";
  json::Quote(text, &out);
  return out + R"(,"data":null})";
}

}  // namespace koine::gateway
