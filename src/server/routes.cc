#include "server/routes.h"

#include <algorithm>
#include <map>

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
  // A door of the row, or one that its function opens itself.
  std::string_view kind = row.thunk.door_kind;
  std::string_view field = row.opt.door;
  const std::string_view opens = row.opt.opens;
  if (kind.empty() && !opens.empty()) {
    kind = opens.substr(0, opens.find(':'));
    field = opens.substr(opens.find(':') + 1);
  }
  *out += R"("door":)";
  if (kind.empty()) {
    *out += "null,";
  } else {
    *out += "{";
    Text(out, "kind", kind);
    Text(out, "field", field);
    out->back() = '}';
    *out += ",";
  }
  *out += row.opt.repeatable ? R"("idempotent":true,)" : R"("idempotent":false,)";
  *out += row.opt.expensive ? R"("expensive":true,)" : R"("expensive":false,)";
  Text(out, "files", row.opt.files);
  *out += row.opt.binary ? R"("binary":true,)" : R"("binary":false,)";
  *out += R"("example":)";
  *out += row.opt.example;
  *out += "}";
}

std::string_view Lower(std::string_view method) {
  static const std::map<std::string_view, std::string_view> kLower = {
      {"GET", "get"}, {"POST", "post"}, {"PUT", "put"}, {"DELETE", "delete"}, {"PATCH", "patch"}};
  return kLower.at(method);
}

// A path as OpenAPI has it: `{name}` for a last `*name`.
std::string TemplateOf(std::string_view path) {
  const std::size_t star = path.find("/*");
  if (star == path.npos) return std::string(path);
  return std::string(path.substr(0, star + 1)) + "{" + std::string(path.substr(star + 2)) + "}";
}

// What a path is about: "message" of /api/im/message/send and of /message/send.
std::string_view GroupOf(std::string_view path) {
  for (const std::string_view base : {"/api/im/", "/api/", "/"}) {
    if (path.substr(0, base.size()) != base) continue;
    path.remove_prefix(base.size());
    break;
  }
  return path.substr(0, path.find('/'));
}

// What the schema of a type is called: dialects have types of the same name.
std::string SchemaName(const Dialect& dialect, std::string_view type) {
  return std::string(dialect.name()) + "." + std::string(type);
}

// The text with its references to schemas turned to those of the dialect.
std::string Referring(const Dialect& dialect, std::string_view text) {
  constexpr std::string_view kSchemas = "#/components/schemas/";
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t found = std::min(text.find(kSchemas, at), text.size());
    out += text.substr(at, found - at);
    if (found < text.size()) (out += kSchemas) += SchemaName(dialect, "");
    at = std::min(found + kSchemas.size(), text.size());
  }
  return out;
}

// What the security scheme of a dialect is called.
std::string SchemeOf(const Dialect& dialect) { return std::string(dialect.name()) + "_token"; }

// Dialect and group, the one who may call, and where the contract says so.
void WriteHead(const Dialect& dialect, const gateway::Row& row, std::string_view group,
               std::string* out) {
  Text(out, "summary", row.summary);
  Text(out, "description", std::string(dialect.title()) + " " + row.opt.ref);
  *out += R"("tags":[)";
  json::Quote(dialect.name(), out);
  *out += ",";
  json::Quote(group, out);
  *out += "],";
  if (row.opt.auth == gateway::Auth::kNone) return;
  *out += R"("security":[{)";
  json::Quote(SchemeOf(dialect), out);
  *out += R"(:[]}],)";
}

// The request as a JSON body, with the example that the tests use.
void WriteBody(const gateway::Row& row, std::string* out) {
  if (row.opt.files[0] != '\0') {
    const std::string_view names = row.opt.files;
    *out += R"("requestBody":{"content":{"multipart/form-data":{"schema":{"allOf":[)";
    *out += R"({"$ref":"#/components/schemas/)";
    *out += row.thunk.request()->name;
    *out += R"("},{"type":"object","properties":{)";
    json::Quote(names.substr(0, names.find(',')), out);
    *out += R"(:{"type":"string","format":"binary"}}}]},"example":)";
    *out += row.opt.example;
    *out += "}}}";
    return;
  }
  *out += R"("requestBody":{"content":{"application/json":{"schema":)";
  *out += R"({"$ref":"#/components/schemas/)";
  *out += row.thunk.request()->name;
  *out += R"("},"example":)";
  *out += row.opt.example;
  *out += "}}}";
}

// The fields of a request that stand in the path, and those that go into the query of a GET.
void WriteParameters(const Dialect& dialect, const Endpoint& row, std::string* out) {
  *out += R"("parameters":[)";
  const bool query = row.method == net::Method::kGet || row.method == net::Method::kDelete;
  bool comma = false;
  for (const json::Field& field : row.thunk.request()->fields) {
    const std::string placeholder = "{" + std::string(field.name) + "}";
    const bool in_path = TemplateOf(row.path).find(placeholder) != std::string::npos;
    if (!in_path && !query) continue;
    if (comma) *out += ",";
    comma = true;
    *out += "{";
    Text(out, "name", field.name);
    Text(out, "in", in_path ? "path" : "query");
    *out += in_path ? R"("required":true,"schema":)" : R"("schema":)";
    json::Schema(field.type, dialect.profile(), out);
    *out += "}";
  }
  *out += "],";
}

void WriteOperation(const Dialect& dialect, const Endpoint& row, std::string* out) {
  json::Quote(Lower(net::MethodName(row.method)), out);
  *out += ":{";
  WriteHead(dialect, row, GroupOf(row.path), out);
  WriteParameters(dialect, row, out);
  const bool body = row.method == net::Method::kPost || row.method == net::Method::kPut;
  const bool some = !row.thunk.request()->fields.empty() || row.opt.files[0] != '\0';
  if (body && some) {
    WriteBody(row, out);
    *out += ",";
  } else {
    *out += R"("x-example":)";
    *out += row.opt.example;
    *out += ",";
  }
  *out += R"("responses":{"200":{"description":"success, or the code of an error","content":{)";
  if (row.opt.binary) {
    *out += R"("application/octet-stream":{"schema":{"type":"string","format":"binary"}},)";
  }
  const json::Type* response = row.thunk.response();
  std::string data;
  if (response->kind == json::Kind::kStruct && !response->fields.empty()) {
    data = R"({"$ref":"#/components/schemas/)" + std::string(response->name) + R"("})";
  } else if (response->kind != json::Kind::kStruct) {
    json::Schema(response, dialect.profile(), &data);
  }
  *out += R"("application/json":{"schema":)" + dialect.EnvelopeSchema(data) + "}}}}}";
}

void WriteFrame(const Dialect& dialect, const FrameRow& row, std::string* out) {
  *out += "{";
  Text(out, "type", row.type);
  *out += R"("operation":{)";
  WriteHead(dialect, row, "socket", out);
  WriteBody(row, out);
  *out += "}}";
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

std::string OpenApi(const std::vector<Dialect*>& dialects) {
  std::string out = R"({"openapi":"3.0.3","info":{"title":"Koine","version":")" KOINE_VERSION
                    R"("},"paths":{)";
  std::map<std::string, std::string> paths;
  std::string frames;
  std::map<std::string, std::pair<const json::Type*, const Dialect*>> types;
  for (Dialect* dialect : dialects) {
    for (const Endpoint& row : dialect->endpoints()) {
      std::string& operations = paths[TemplateOf(row.path)];
      if (!operations.empty()) operations += ",";
      std::string operation;
      WriteOperation(*dialect, row, &operation);
      operations += Referring(*dialect, operation);
      std::vector<const json::Type*> reached;
      json::Reach(row.thunk.request(), &reached);
      json::Reach(row.thunk.response(), &reached);
      for (const json::Type* type : reached) {
        types[SchemaName(*dialect, type->name)] = {type, dialect};
      }
    }
    for (const FrameRow& row : dialect->frames()) {
      if (!frames.empty()) frames += ",";
      std::string frame;
      WriteFrame(*dialect, row, &frame);
      frames += Referring(*dialect, frame);
      std::vector<const json::Type*> reached;
      json::Reach(row.thunk.request(), &reached);
      for (const json::Type* type : reached) {
        types[SchemaName(*dialect, type->name)] = {type, dialect};
      }
    }
  }
  bool comma = false;
  for (const auto& [path, operations] : paths) {
    if (comma) out += ",";
    comma = true;
    json::Quote(path, &out);
    out += ":{" + operations + "}";
  }
  // Frames that clients send to the WebSocket, in the form of operations.
  out += R"(},"x-frames":[)" + frames;
  out += R"(],"components":{"securitySchemes":{)";
  comma = false;
  for (const Dialect* dialect : dialects) {
    if (comma) out += ",";
    comma = true;
    json::Quote(SchemeOf(*dialect), &out);
    out += ":" + std::string(dialect->security_scheme());
  }
  out += R"(},"schemas":{)";
  comma = false;
  for (const auto& [name, entry] : types) {
    if (comma) out += ",";
    comma = true;
    json::Quote(name, &out);
    out += ":";
    std::string schema;
    json::Schema(entry.first, entry.second->profile(), &schema);
    out += Referring(*entry.second, schema);
  }
  out += "}}}\n";
  return out;
}

}  // namespace koine::server
