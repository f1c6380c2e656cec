#include "server/routes.h"

#include "base/json.h"

namespace koine::server {

namespace {

using gateway::Dialect;
using gateway::Endpoint;
using gateway::FrameRow;

void Text(std::string* out, const char* name, std::string_view value) {
  json::Quote(name, out);
  *out += ":";
  json::Quote(value, out);
  *out += ",";
}

void WriteRow(const Dialect& dialect, const gateway::Row& row, std::string_view method,
              std::string_view path, std::string* out) {
  *out += "{";
  Text(out, "dialect", dialect.name());
  Text(out, "method", method);
  Text(out, "path", path);
  Text(out, "summary", row.summary);
  Text(out, "ref", row.opt.ref);
  Text(out, "auth", gateway::AuthName(row.opt.auth));
  std::string also;
  if ((row.opt.also & access::Bit(access::Role::kAuditor)) != 0) also += "auditor ";
  if ((row.opt.also & access::Bit(access::Role::kFinance)) != 0) also += "finance ";
  if (!also.empty()) also.pop_back();
  Text(out, "also", also);
  Text(out, "mode", gateway::ModeName(row.opt.mode));
  const std::string_view kind = row.thunk.door_kind;
  *out += R"("door":)";
  if (kind.empty()) {
    *out += "null,";
  } else {
    *out += "{";
    Text(out, "kind", kind);
    Text(out, "field", row.opt.door);
    out->back() = '}';
    *out += ",";
  }
  Text(out, "about", gateway::AboutName(row.opt.about));
  *out += row.opt.repeatable ? R"("idempotent":true,)" : R"("idempotent":false,)";
  *out += row.opt.expensive ? R"("expensive":true,)" : R"("expensive":false,)";
  Text(out, "files", row.opt.files);
  *out += row.opt.binary ? R"("binary":true,)" : R"("binary":false,)";
  *out += R"("example":)";
  *out += row.opt.example;
  *out += "}";
}

}  // namespace

std::string RoutesText(const std::vector<Dialect*>& dialects) {
  std::string out;
  for (Dialect* dialect : dialects) {
    for (const Endpoint& row : dialect->endpoints()) {
      out += std::string(dialect->name()) + "\t" + std::string(net::MethodName(row.method)) + "\t" +
             row.path + "\n";
    }
  }
  return out;
}

std::string RoutesJson(const std::vector<Dialect*>& dialects) {
  std::string out = "[";
  for (Dialect* dialect : dialects) {
    for (const Endpoint& row : dialect->endpoints()) {
      WriteRow(*dialect, row, net::MethodName(row.method), row.path, &out);
      out += ",\n";
    }
    for (const FrameRow& row : dialect->frames()) {
      WriteRow(*dialect, row, "FRAME", row.type, &out);
      out += ",\n";
    }
  }
  if (out.size() > 1) out.resize(out.size() - 2);
  out += "]\n";
  return out;
}

}  // namespace koine::server
