#include "server/openapi.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/json_schema.h"
#include "server/described.h"
#include "server/examples.h"
#include "server/refusals.h"
#include "server/summaries.h"

namespace koine::server {

namespace {

using gateway::Dialect;
using gateway::Endpoint;
using gateway::FrameRow;

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

// What stands between the braces of a template, in its order.
std::vector<std::string> ArgumentsOf(std::string_view path) {
  std::vector<std::string> out;
  for (std::size_t open = path.find('{'); open != path.npos; open = path.find('{', open + 1)) {
    out.emplace_back(path.substr(open + 1, path.find('}', open) - open - 1));
  }
  return out;
}

// Templates that differ by the names of their arguments alone are one path to OpenAPI: that of the
// first one seen.
class Templates {
 public:
  const std::string& Of(std::string_view path) {
    const std::string own = TemplateOf(path);
    return first_.try_emplace(ShapeOf(own), own).first->second;
  }

 private:
  std::map<std::string, std::string> first_;
};

// What a path is about: "message" of /api/im/message/send and of /message/send.
std::string_view GroupOf(std::string_view path) {
  for (const std::string_view base : {"/api/im/", "/api/", "/"}) {
    if (path.substr(0, base.size()) != base) continue;
    path.remove_prefix(base.size());
    break;
  }
  return path.substr(0, path.find('/'));
}

// What the schema of a refusal is called.
constexpr char kRefusal[] = "Refusal";

// What the security scheme of a dialect is called.
std::string SchemeOf(const Dialect& dialect) {
  return std::string(dialect.name()) + "_token";
}

// Writes the description of one dialect's rows, and notes the schemas that it refers to.
class Writer {
 public:
  Writer(const Dialect& dialect, const ChineseSummaries& chinese)
      : dialect_(dialect), chinese_(chinese), refusals_(dialect), schemas_(dialect) {}

  const UsedSchemas& schemas() const { return schemas_; }
  // Answers that rows share, each with its name.
  const std::map<std::string, std::string>& answers() const { return answers_; }

  // `path`: the template under which it is described.
  std::string Operation(const Endpoint& row, const std::string& path) {
    const std::string_view method = Lower(net::MethodName(row.method));
    std::string out;
    json::Quote(method, &out);
    out += ":{";
    AddText(&out, "operationId", OperationId(dialect_, method, TemplateOf(row.path)));
    Head(row, GroupOf(row.path), &out);
    const Members example = ExampleOf(dialect_, row);
    const std::vector<std::string> own = ArgumentsOf(TemplateOf(row.path));
    const bool query = row.method == net::Method::kGet || row.method == net::Method::kDelete;
    Parameters(row, {own, ArgumentsOf(path), query}, example, &out);
    const std::size_t rest = BodyFields(row, own);
    if (!query && (rest > 0 || row.opt.files[0] != '\0')) Body(row, own, example, &out);
    Answers(row, &out);
    out += "}";
    return Referring(dialect_, out);
  }

  std::string Event(const gateway::EventRow& row) {
    std::string out = "{";
    AddText(&out, "type", row.type);
    AddSummary(row.summary, chinese_, &out);
    AddText(&out, "dialect", dialect_.name());
    std::string schema = schemas_.Of(row.body());
    if (row.wrapped) schema = dialect_.HeardSchema(row, schema);
    return Referring(dialect_, out + R"("schema":)" + schema + "}");
  }

  std::string Frame(const FrameRow& row) {
    std::string out = "{";
    AddText(&out, "type", row.type);
    out += R"("operation":{)";
    AddText(&out, "operationId", OperationId(dialect_, "frame", row.type));
    Head(row, "socket", &out);
    Body(row, {}, ExampleOf(dialect_, row), &out);
    out.back() = '}';
    return Referring(dialect_, out + "}");
  }

 private:
  // The arguments of a path as the row calls them, and as the document does.
  struct Arguments {
    const std::vector<std::string>& own;
    const std::vector<std::string> shown;
    bool query;  // whether the other fields go into the query
  };

  static bool Has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  }

  static std::size_t BodyFields(const gateway::Row& row, const std::vector<std::string>& in_path) {
    const auto& fields = row.thunk.request()->fields;
    return static_cast<std::size_t>(
        std::count_if(fields.begin(), fields.end(),
                      [&in_path](const json::Field& field) { return !Has(in_path, field.name); }));
  }

  // What it does, dialect and group, who may call, and where the contract says so.
  void Head(const gateway::Row& row, std::string_view group, std::string* out) {
    AddSummary(row.summary, chinese_, out);
    AddText(out, "description", std::string(dialect_.title()) + " " + row.opt.ref);
    *out += R"("tags":[)";
    json::Quote(dialect_.name(), out);
    *out += ",";
    json::Quote(group, out);
    *out += R"(],"security":[)";
    if (row.opt.auth != gateway::Auth::kNone) {
      *out += "{";
      json::Quote(SchemeOf(dialect_), out);
      *out += ":[]}";
    }
    *out += "],";
  }

  void Parameters(const Endpoint& row, const Arguments& arguments, const Members& example,
                  std::string* out) {
    std::string all;
    for (const json::Field& field : row.thunk.request()->fields) {
      const auto at = std::find(arguments.own.begin(), arguments.own.end(), field.name);
      const bool in_path = at != arguments.own.end();
      if (!in_path && !arguments.query) continue;
      if (!all.empty()) all += ",";
      all += "{";
      const auto index = static_cast<std::size_t>(at - arguments.own.begin());
      AddText(&all, "name", in_path ? std::string_view(arguments.shown[index]) : field.name);
      AddText(&all, "in", in_path ? "path" : "query");
      if (in_path || json::IsRequired(field)) all += R"("required":true,)";
      const auto value = example.find(std::string(field.name));
      if (value != example.end()) all += R"("example":)" + value->second.text + ",";
      all += R"("schema":)" + schemas_.Of(field) + "}";
    }
    // Rows without the envelope are reached without them.
    const std::string_view headers = dialect_.header_parameters();
    if (!headers.empty() && !row.opt.binary && !row.opt.plain_refusals) Add(headers, &all);
    if (!all.empty()) *out += R"("parameters":[)" + all + "],";
  }

  // The schema of a body without the fields that stand in the path.
  std::string BodySchema(const gateway::Row& row, const std::vector<std::string>& in_path) {
    const json::Type* type = row.thunk.request();
    if (type->whole_body >= 0) {
      const json::Field& whole = type->fields[static_cast<std::size_t>(type->whole_body)];
      // Names of the caller's own.
      if (whole.type->kind == json::Kind::kMap) return schemas_.Of(whole);
    }
    if (in_path.empty()) return schemas_.Of(type);
    std::string properties;
    std::string required;
    for (const json::Field& field : type->fields) {
      if (Has(in_path, field.name)) continue;
      if (!properties.empty()) properties += ",";
      json::Quote(field.name, &properties);
      properties += ":" + schemas_.Of(field);
      if (!json::IsRequired(field)) continue;
      if (!required.empty()) required += ",";
      json::Quote(field.name, &required);
    }
    std::string out = R"({"type":"object","properties":{)" + properties + "}";
    if (!required.empty()) out += R"(,"required":[)" + required + "]";
    return out + "}";
  }

  // The request as a JSON body or as a form with a file, with an example.
  void Body(const gateway::Row& row, const std::vector<std::string>& in_path, Members example,
            std::string* out) {
    for (const std::string& name : in_path) example.erase(name);
    std::string schema = BodySchema(row, in_path);
    const std::string_view files = row.opt.files;
    *out += R"("requestBody":{"content":{)";
    if (files.empty()) {
      *out += R"("application/json":{"schema":)" + schema;
    } else {
      *out += R"("multipart/form-data":{"schema":{"allOf":[)" + schema;
      *out += R"(,{"type":"object","properties":{)";
      json::Quote(files.substr(0, files.find(',')), out);
      *out += R"(:{"type":"string","contentMediaType":"application/octet-stream"}}}]})";
    }
    *out += R"(,"example":)" + TextOf(example) + "}}},";
  }

  // `{"4001":{"value":{…}},…}` of refusals with one status.
  static std::string ExamplesOf(const std::vector<const Refusal*>& refusals) {
    std::string out;
    std::map<std::string, int> times;
    for (const Refusal* one : refusals) {
      const int time = ++times[one->code];
      std::string member;
      json::Quote(time == 1 ? one->code : one->code + "_" + std::to_string(time), &member);
      Add(member + R"(:{"value":)" + one->body + "}", &out);
    }
    return R"("examples":{)" + out + "}";
  }

  std::string RefusalRef() const {
    return R"({"$ref":"#/components/schemas/)" + std::string(kRefusal) + R"("})";
  }

  void Answers(const Endpoint& row, std::string* out) {
    std::map<int, std::vector<const Refusal*>> by_status;
    const std::vector<Refusal> refusals = refusals_.Of(row);
    for (const Refusal& one : refusals) by_status[one.status].push_back(&one);
    *out += R"("responses":{"200":)" + Success(row, by_status[200]);
    for (const auto& [status, some] : by_status) {
      if (status == 200) continue;
      const std::string answer =
          R"({"description":"refused","content":{"application/json":{"schema":)" + RefusalRef() +
          "," + ExamplesOf(some) + "}}}";
      const std::string name = std::string(dialect_.name()) + "." + std::to_string(status) + "." +
                               std::to_string(answers_.size() + 1);
      const auto& known = *answers_.try_emplace(answer, name).first;
      *out += ",\"" + std::to_string(status) + R"(":{"$ref":"#/components/responses/)" +
              known.second + R"("})";
    }
    if (row.opt.plain_refusals) *out += R"(,"4XX":{"description":"refused, with a text"})";
    *out += "}";
  }

  // The answer with status 200, in which some dialects refuse, too.
  std::string Success(const Endpoint& row, const std::vector<const Refusal*>& refusals) {
    std::string out = R"({"description":")";
    out += refusals.empty() ? "success" : "success, or a refusal by its number: see the examples";
    out += R"(","content":{)";
    if (row.opt.binary) {
      out += R"("application/octet-stream":{"schema":{"type":"string",)"
             R"("contentMediaType":"application/octet-stream"}},)";
    }
    const json::Type* response = row.thunk.response();
    const bool some = response->kind != json::Kind::kStruct || !response->fields.empty();
    std::string schema = dialect_.EnvelopeSchema(some ? schemas_.Of(response) : std::string());
    if (some && !refusals.empty()) schema = R"({"anyOf":[)" + schema + "," + RefusalRef() + "]}";
    out += R"("application/json":{"schema":)" + schema;
    if (!refusals.empty()) out += "," + ExamplesOf(refusals);
    return out + "}}}";
  }

  const Dialect& dialect_;
  const ChineseSummaries& chinese_;
  const Refusals refusals_;
  UsedSchemas schemas_;
  std::map<std::string, std::string> answers_;
};

// Where the operations are called.
constexpr char kHere[] = R"({"url":"/"})";
constexpr char kOwnAddress[] =
    R"({"url":"http://{host}:{port}","description":"the address of the setting listen.openim_api",)"
    R"("variables":{"host":{"default":"127.0.0.1"},"port":{"default":"10002"}}})";

std::string HeadOf(const DocumentPlace& place) {
  std::string out = R"({"openapi":"3.1.0","info":{"title":"Koine","version":")" KOINE_VERSION
                    R"(","license":{"name":"Apache-2.0",)"
                    R"("url":"https://www.apache.org/licenses/LICENSE-2.0"}},"servers":[)";
  out += place.own_address ? kOwnAddress : kHere;
  std::string elsewhere;
  for (const std::string& path : place.elsewhere) {
    std::string quoted;
    json::Quote(path, &quoted);
    Add(quoted, &elsewhere);
  }
  // Documents of dialects at addresses of their own: their paths may be those of another here.
  return out + R"(],"x-elsewhere":[)" + elsewhere + "]";
}

}  // namespace

std::string OpenApi(const std::vector<Dialect*>& dialects, const DocumentPlace& place) {
  const ChineseSummaries chinese;
  Templates templates;
  Members paths, schemas, schemes, answers;
  std::string frames, events;
  for (const Dialect* dialect : dialects) {
    Writer writer(*dialect, chinese);
    for (const Endpoint& row : dialect->endpoints()) {
      const std::string& path = templates.Of(row.path);
      Add(writer.Operation(row, path), &paths[path].text);
    }
    for (const FrameRow& row : dialect->frames()) Add(writer.Frame(row), &frames);
    for (const gateway::EventRow& row : dialect->events()) Add(writer.Event(row), &events);
    writer.schemas().AddTo(&schemas);
    schemas[SchemaName(*dialect, kRefusal)].text = dialect->EnvelopeSchema({});
    for (const auto& [text, name] : writer.answers())
      answers[name].text = Referring(*dialect, text);
    schemes[SchemeOf(*dialect)].text = dialect->security_scheme();
  }
  for (auto& [path, operations] : paths) operations.text = "{" + operations.text + "}";
  // Frames that clients send to the WebSocket, in the form of operations, and those that come.
  return HeadOf(place) + R"(,"paths":)" + TextOf(paths) + R"(,"x-frames":[)" + frames +
         R"(],"x-events":[)" + events + R"(],"components":{"securitySchemes":)" + TextOf(schemes) +
         R"(,"responses":)" + TextOf(answers) + R"(,"schemas":)" + TextOf(schemas) + "}}\n";
}

}  // namespace koine::server
