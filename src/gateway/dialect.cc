#include "gateway/dialect.h"

namespace koine::gateway {

std::string Dialect::EnvelopeSchema(std::string_view data) const {
  return R"({"type":"object","required":["code","msg","data"],"properties":{)"
         R"("code":{"type":"integer"},"msg":{"type":"string"},"data":)" +
         std::string(data.empty() ? R"({"type":"object","nullable":true})" : data) + "}}";
}

}  // namespace koine::gateway
