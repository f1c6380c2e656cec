#include "server/described.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "base/json_schema.h"

namespace koine::server {

void AddText(std::string* out, const char* name, std::string_view value) {
  json::Quote(name, out);
  *out += ":";
  json::Quote(value, out);
  *out += ",";
}

void AddSummary(std::string_view english, const ChineseSummaries& chinese, std::string* out) {
  AddText(out, "summary", english);
  const std::string_view other = chinese.Of(english);
  if (!other.empty()) AddText(out, "x-summary-zh", other);
}

void Add(std::string_view member, std::string* members) {
  if (!members->empty()) *members += ",";
  *members += member;
}

std::string OperationId(const gateway::Dialect& dialect, std::string_view method,
                        std::string_view path) {
  std::string out = std::string(dialect.name()) + "_" + std::string(method);
  bool gap = true;
  for (const char c : path) {
    if (std::isalnum(static_cast<unsigned char>(c)) == 0) {
      gap = true;
      continue;
    }
    if (gap) out += '_';
    gap = false;
    out += c;
  }
  return out;
}

std::string SchemaName(const gateway::Dialect& dialect, std::string_view type) {
  return std::string(dialect.name()) + "." + std::string(type);
}

std::string Referring(const gateway::Dialect& dialect, std::string_view text) {
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

void UsedSchemas::Note(const json::Type* type) {
  std::vector<const json::Type*> reached;
  json::Reach(type, &reached);
  types_.insert(reached.begin(), reached.end());
}

std::string UsedSchemas::Of(const json::Type* type) {
  Note(type);
  if (type->kind == json::Kind::kStruct) {
    return R"({"$ref":"#/components/schemas/)" + std::string(type->name) + R"("})";
  }
  std::string out;
  json::Schema(type, dialect_.profile(), &out);
  return out;
}

std::string UsedSchemas::Of(const json::Field& field) {
  Note(field.type);
  std::string out;
  json::FieldSchema(field, dialect_.profile(), &out);
  return out;
}

void UsedSchemas::AddTo(Members* schemas) const {
  for (const json::Type* type : types_) {
    std::string schema;
    json::Schema(type, dialect_.profile(), &schema);
    (*schemas)[SchemaName(dialect_, type->name)].text = Referring(dialect_, schema);
  }
}

}  // namespace koine::server
