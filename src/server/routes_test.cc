#include "server/routes.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "dialect/appim/appim.h"
#include "dialect/imchat/imchat.h"
#include "dialect/openim/dialect.h"
#include "dialect/ruoyi/ruoyi.h"
#include "server/asyncapi.h"
#include "server/openapi.h"
#include "server/refusals.h"
#include "server/summaries.h"

namespace koine::server {

struct RouteRow {
  std::string dialect, method, path, summary, ref, auth, mode;
  json::Raw example;
};
KOINE_DESCRIBE(RouteRow, (dialect, method, path, summary, ref, auth, mode, example))
struct Schemas {
  std::map<std::string, json::Raw> schemas;
};
KOINE_DESCRIBE(Schemas, (schemas))
struct OpenApiDoc {
  std::string openapi;
  std::map<std::string, std::map<std::string, json::Raw>> paths;
  Schemas components;
};
KOINE_DESCRIBE(OpenApiDoc, (openapi, paths, components))
struct AsyncApiDoc {
  std::string asyncapi;
  std::map<std::string, json::Raw> operations;
  Schemas components;
};
KOINE_DESCRIBE(AsyncApiDoc, (asyncapi, operations, components))

namespace {

class RoutesTest : public testing::TestWithParam<const char*> {
 protected:
  FakeClock clock_{0};
  ruoyi::Ruoyi ruoyi_{std::string(32, '0'), clock_, {}};
  openim::Openim openim_{std::string(32, '0'), std::string(16, '0'), {}};
  appim::Appim appim_{std::string(16, '0'), crypto::HmacSha256(std::string(32, '0'))};
  imchat::Imchat imchat_{{std::string(32, '0'), std::string(32, '1')}, {}};
  gateway::Dialect& dialect_ = Named(GetParam());
  gateway::Dialect& Named(const std::string& name) {
    if (name == "openim") return openim_;
    if (name == "appim") return appim_;
    if (name == "imchat") return imchat_;
    return ruoyi_;
  }
  std::vector<gateway::Dialect*> dialects_ = {&dialect_};
};
INSTANTIATE_TEST_SUITE_P(Dialects, RoutesTest,
                         testing::Values("ruoyi", "openim", "appim", "imchat"));

// Whether a request has the field, by name or alias.
bool HasField(const json::Type* type, const std::string& name) {
  for (const json::Field& field : type->fields) {
    if (field.name == name) return true;
  }
  for (const auto& [alias, index] : type->aliases) {
    if (alias == name) return true;
  }
  // A body that is a map of its own takes any name.
  return type->whole_body >= 0 &&
         type->fields[static_cast<std::size_t>(type->whole_body)].type->kind == json::Kind::kMap;
}

// A summary says what the caller does: "Get a user", not "A user" or "Whether a user is there".
bool BeginsWithAVerb(std::string_view summary) {
  static const std::set<std::string_view> kOthers = {
      "A",     "All",  "An",   "Any",   "How",  "Into", "Of",    "One",   "Some",    "Such",
      "The",   "That", "This", "Those", "To",   "Up",   "Until", "What",  "Whether", "Which",
      "Where", "Who",  "Whom", "Whose", "When", "My",   "Your",  "Users", "Groups"};
  return kOthers.count(summary.substr(0, summary.find(' '))) == 0;
}

void CheckRow(const gateway::Row& row) {
  SCOPED_TRACE(std::string(row.name));
  EXPECT_STRNE(row.summary, "");
  EXPECT_TRUE(BeginsWithAVerb(row.summary)) << row.summary;
  EXPECT_STRNE(row.opt.ref, "");
  auto example = json::Parse<std::map<std::string, json::Raw>>(row.opt.example);
  ASSERT_TRUE(example.ok()) << row.opt.example;
  for (const auto& [name, value] : *example) {
    EXPECT_TRUE(HasField(row.thunk.request(), name)) << name;
  }
  // The rights matrix can only ask at a door whose field the example fills: the first one is there.
  const std::string_view door = row.opt.door;
  if (door.empty()) return;
  const std::string first(door.substr(0, door.find_first_of(". ")));
  EXPECT_EQ(example->count(first), 1U) << first;
}

// A door guards the object, or the row says why there is none; what only administrators may call is
// about whatever there is.
void CheckAbout(const gateway::Row& row) {
  SCOPED_TRACE(std::string(row.name));
  using gateway::About;
  using gateway::Auth;
  const bool door = row.opt.door[0] != '\0';
  const bool office = row.opt.auth == Auth::kAdmin;
  EXPECT_EQ(door || office, row.opt.about == About::kUnsaid) << "a door, or else .about";
  if (row.opt.auth != Auth::kNone) return;
  const bool open = row.opt.about == About::kNothing || row.opt.about == About::kLink;
  EXPECT_TRUE(open) << "without a login nothing is the caller's";
}

TEST_P(RoutesTest, EveryRowSaysWhatItIsWithAnExampleThatFits) {
  for (const gateway::Endpoint& row : dialect_.endpoints()) {
    CheckRow(row);
    // Arguments of the path are fields of the request, and in the example.
    const std::string_view path = row.path;
    for (std::size_t at = path.find('{'); at != path.npos; at = path.find('{', at + 1)) {
      const std::string name(path.substr(at + 1, path.find('}', at) - at - 1));
      EXPECT_TRUE(HasField(row.thunk.request(), name)) << row.path;
      EXPECT_NE(std::string_view(row.opt.example).find("\"" + name + "\""), path.npos) << row.path;
    }
  }
  for (const gateway::FrameRow& row : dialect_.frames()) CheckRow(row);
}

TEST_P(RoutesTest, EveryRowOpensADoorOrSaysWhatItIsAbout) {
  for (const gateway::Endpoint& row : dialect_.endpoints()) CheckAbout(row);
  for (const gateway::FrameRow& row : dialect_.frames()) CheckAbout(row);
}

// What changes in a conversation has one order; what somebody does elsewhere keeps that of its
// user.
TEST_P(RoutesTest, OnlyADoorToAConversationGivesItsOrder) {
  static const std::set<std::string_view> kPlaces = {
      "seat",        "member",    "group_member",    "group_admin",
      "group_owner", "any_group", "any_conversation"};
  const auto check = [](const gateway::Row& row) {
    const bool place = kPlaces.count(row.thunk.door_kind) > 0;
    EXPECT_TRUE(place || !row.thunk.door_place) << row.name << " " << row.thunk.door_kind;
    const bool id = row.thunk.door_key == nullptr && !row.thunk.door_whole;
    EXPECT_TRUE(!place || !id || row.thunk.door_place) << row.name;
  };
  for (const auto& row : dialect_.endpoints()) check(row);
  for (const auto& row : dialect_.frames()) check(row);
}

TEST_P(RoutesTest, EverySummaryIsThereInChineseToo) {
  const ChineseSummaries chinese;
  const auto check = [&chinese](const char* summary) {
    const std::string_view words = chinese.Of(summary);
    // The first byte of a Chinese character, within the first words.
    EXPECT_NE(words.find_first_of("\xe4\xe5\xe6\xe7\xe8\xe9"), words.npos)
        << "src/server/static/summaries/zh.tsv has no line for: " << summary;
  };
  for (const auto& row : dialect_.endpoints()) check(row.summary);
  for (const auto& row : dialect_.frames()) check(row.summary);
  for (const auto& row : dialect_.events()) check(row.summary);
}

TEST_P(RoutesTest, EveryRowContradictsNothing) {
  std::string why;
  for (gateway::Endpoint& row : dialect_.endpoints()) EXPECT_TRUE(Register(&row, &why)) << why;
  for (gateway::FrameRow& row : dialect_.frames()) EXPECT_TRUE(Register(&row, &why)) << why;
}

TEST_P(RoutesTest, JsonHasEveryRow) {
  auto rows = json::Parse<std::vector<RouteRow>>(RoutesJson(dialects_));
  ASSERT_TRUE(rows.ok()) << rows.error().field;
  EXPECT_EQ(rows->size(), dialect_.endpoints().size() + dialect_.frames().size());
  for (const RouteRow& row : *rows) {
    EXPECT_EQ(row.dialect, GetParam());
    EXPECT_FALSE(row.summary.empty());
    EXPECT_FALSE(row.ref.empty());
    EXPECT_FALSE(row.auth.empty());
    EXPECT_FALSE(row.mode.empty());
  }
}

TEST_P(RoutesTest, TheDocumentHasEveryRowAndEverySchemaItNames) {
  const std::string text = OpenApi(dialects_);
  auto document = json::Parse<OpenApiDoc>(text);
  ASSERT_TRUE(document.ok()) << document.error().field;
  EXPECT_EQ(document->openapi, "3.1.0");
  std::size_t operations = 0;
  for (const auto& [path, methods] : document->paths) operations += methods.size();
  EXPECT_EQ(operations, dialect_.endpoints().size());
  constexpr std::string_view kRef = "#/components/schemas/";
  for (std::size_t at = text.find(kRef); at != text.npos; at = text.find(kRef, at + 1)) {
    const std::size_t begin = at + kRef.size();
    const std::string name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_EQ(document->components.schemas.count(name), 1U) << name;
  }
  // Another dialect may have a type of the same name.
  const std::string own = std::string(GetParam()) + ".";
  for (const auto& [name, schema] : document->components.schemas) {
    EXPECT_EQ(name.substr(0, own.size()), own);
  }
}

TEST_P(RoutesTest, EveryOperationHasANameOfItsOwn) {
  const std::string text = OpenApi(dialects_);
  constexpr std::string_view kName = R"("operationId":")";
  std::set<std::string> names;
  std::size_t count = 0;
  for (std::size_t at = text.find(kName); at != text.npos; at = text.find(kName, at + 1), ++count) {
    const std::size_t begin = at + kName.size();
    const std::string name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_TRUE(names.insert(name).second) << name;
  }
  EXPECT_EQ(count, dialect_.endpoints().size() + dialect_.frames().size());
}

TEST_P(RoutesTest, ExamplesHaveNoPlaceholders) {
  const std::string text = OpenApi(dialects_);
  for (std::size_t at = text.find('{'); at != text.npos; at = text.find('{', at + 1)) {
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz.", at + 1);
    if (end == text.npos || end == at + 1 || text[end] != '}') continue;
    const std::string inside = text.substr(at + 1, end - at - 1);
    EXPECT_EQ(inside.find('.'), inside.npos) << inside << " is no sample of server/examples.cc";
  }
}

TEST_P(RoutesTest, OneNameOfASchemaMeansOneType) {
  std::map<std::string_view, const json::Type*> types;
  auto check = [&types](const json::Type* root) {
    std::vector<const json::Type*> reached;
    json::Reach(root, &reached);
    for (const json::Type* type : reached) {
      auto [it, added] = types.emplace(type->name, type);
      EXPECT_EQ(it->second, type) << type->name;
    }
  };
  for (const gateway::Endpoint& row : dialect_.endpoints()) {
    check(row.thunk.request());
    check(row.thunk.response());
  }
  for (const gateway::FrameRow& row : dialect_.frames()) check(row.thunk.request());
  for (const gateway::FrameRow& row : dialect_.frames()) {
    if (const json::Type* answer = dialect_.AnswerType(row)) check(answer);
  }
  for (const gateway::EventRow& row : dialect_.events()) check(row.body());
  for (const gateway::EventRow& row : dialect_.own_frames()) check(row.body());
}

TEST_P(RoutesTest, TheDocumentOfTheSocketHasEveryFrameAndEverySchemaItNames) {
  const std::string text = AsyncApi({{&dialect_, {"main"}}});
  ASSERT_TRUE(json::Check(text).ok());
  auto document = json::Parse<AsyncApiDoc>(text);
  ASSERT_TRUE(document.ok()) << document.error().field;
  EXPECT_EQ(document->asyncapi, "3.0.0");
  EXPECT_EQ(document->operations.size(),
            dialect_.frames().size() + dialect_.events().size() + dialect_.own_frames().size());
  constexpr std::string_view kRef = "#/components/schemas/";
  for (std::size_t at = text.find(kRef); at != text.npos; at = text.find(kRef, at + 1)) {
    const std::size_t begin = at + kRef.size();
    const std::string name = text.substr(begin, text.find('"', begin) - begin);
    EXPECT_EQ(document->components.schemas.count(name), 1U) << name;
  }
}

TEST_P(RoutesTest, PromisedRefusalsAreDescribed) {
  const Refusals refusals(dialect_);
  const std::string path =
      std::string(KOINE_SOURCE_DIR "/src/server/static/answers/") + GetParam() + ".tsv";
  std::ifstream in(path);
  std::map<std::string, const gateway::Endpoint*> rows;
  for (const gateway::Endpoint& row : dialect_.endpoints()) {
    rows[std::string(net::MethodName(row.method)) + ShapeOf(row.path)] = &row;
  }
  std::size_t promised = 0;
  for (std::string line; std::getline(in, line);) {
    const auto columns = text::Split(line, '\t');
    if (line.empty() || line.front() == '#' || columns.size() < 4) continue;
    if (columns[1] == "FRAME") continue;
    const auto code = text::ParseInt(columns[3]);
    if (!code || *code == 0 || *code == 200) continue;
    ++promised;
    const auto row = rows.find(std::string(columns[1]) + ShapeOf(columns[2]));
    ASSERT_NE(row, rows.end()) << line;
    if (row->second->opt.plain_refusals) continue;
    bool found = false;
    for (const Refusal& one : refusals.Of(*row->second)) found |= one.code == columns[3];
    EXPECT_TRUE(found) << line;
  }
  EXPECT_GT(promised, 50U);
}

TEST_P(RoutesTest, WhatADoorRefusesIsDescribed) {
  // The principal themself; a form and an object of OpenIM name who may use them.
  static const std::set<std::string_view> kOwn = {"", "self", "form", "object"};
  for (const gateway::Endpoint& row : dialect_.endpoints()) {
    const std::string_view kind = row.thunk.door_kind;
    EXPECT_TRUE(kOwn.count(kind) > 0 || KnowsDoor(kind)) << row.path << " " << kind;
  }
}

TEST_P(RoutesTest, EveryRowMayBeCalledTooOften) {
  const Refusals refusals(dialect_);
  for (const gateway::Endpoint& row : dialect_.endpoints()) {
    if (row.opt.plain_refusals) continue;
    bool limited = false;
    for (const Refusal& one : refusals.Of(row)) limited |= one.status == 429;
    EXPECT_TRUE(limited) << row.path;
  }
}

TEST_P(RoutesTest, TheListInTheDocumentsIsCurrent) {
  const std::string path = std::string(KOINE_SOURCE_DIR "/docs/api/") + GetParam() + "/routes.tsv";
  std::ifstream in(path);
  std::stringstream kept;
  kept << in.rdbuf();
  EXPECT_EQ(kept.str(), RoutesText(dialects_))
      << path << " is stale: build/debug/koine routes | grep ^" << GetParam() << " > " << path;
}

}  // namespace
}  // namespace koine::server
