// Texts to begin a DING with, filled in (ruoyi 7.10).

#include <map>
#include <utility>

#include "core/office/ding/templates.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"

namespace koine::ruoyi {

using gateway::Call;
using store::Txn;

struct FillDingIn {
  std::int64_t templateId = 0;
  json::Raw params;  // absent: the other members of the body
};
KOINE_DESCRIBE(FillDingIn, (templateId, params))
struct FilledDingOut {
  std::int64_t id = 0;
  std::string name;
  ding::DingCategory category = ding::DingCategory::kNotice;
  std::string content;
};
KOINE_DESCRIBE(FilledDingOut, (id, name, category, content))

namespace {

using Raws = std::map<std::string, json::Raw>;

// Texts as they are, numbers as they are written; null and anything else fills in nothing.
std::map<std::string, std::string> TextsOf(const Raws& raws) {
  std::map<std::string, std::string> out;
  for (const auto& [name, raw] : raws) {
    if (raw.text.empty()) continue;
    if (raw.text[0] == '"') {
      if (auto words = json::Parse<std::string>(raw.text); words.ok()) {
        out.emplace(name, *std::move(words));
      }
    } else if (raw.text[0] == '-' || (raw.text[0] >= '0' && raw.text[0] <= '9')) {
      out.emplace(name, raw.text);
    }
  }
  return out;
}

Result<FilledDingOut> FillDing(Txn&, Call& call, FillDingIn& in) {
  KOINE_TRY(const ding::Template one, ding::TemplateOf(in.templateId));
  Raws raws;
  if (!in.params.text.empty() && in.params.text != "null") {
    auto own = json::Parse<Raws>(in.params.text);
    if (!own.ok()) return FieldError(Code::kBadArgument, "params");
    raws = *std::move(own);
  } else if (call.request != nullptr) {
    if (auto body = json::Parse<Raws>(call.request->body); body.ok()) raws = *std::move(body);
  }
  KOINE_TRY(std::string content, ding::Filled(one, TextsOf(raws)));
  return FilledDingOut{in.templateId, std::string(one.name), one.category, std::move(content)};
}

}  // namespace

void AddDingTemplates(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(gateway::Ep<&FillDing>(
      net::Method::kPost, "/api/im/ding/template/{templateId}",
      "Fill in a text to begin a DING with",
      {.example = R"({"templateId":2,"params":{"content":"Tidy up","deadline":"Friday"}})",
       .ref = "7.10",
       .about = gateway::About::kNothing}));
}

}  // namespace koine::ruoyi
