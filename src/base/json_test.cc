#include "base/json.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/time.h"

namespace koine {
namespace {

enum class Flavor : std::uint8_t { kText, kImage = 7 };
KOINE_ENUM(Flavor, (Flavor::kText, "TEXT"), (Flavor::kImage, "IMAGE"))

struct Inner {
  UserId id;
  std::string name;
};
KOINE_DESCRIBE(Inner, (id, name))
KOINE_RULES(Inner, json::Rule("name").Required("name missing").MaxChars(3, "name too long"))

struct Everything {
  bool flag = false;
  std::int32_t small = 0;
  std::uint32_t members = 0;
  std::int64_t big = 0;
  double ratio = 0;
  std::string text;
  Flavor flavor = Flavor::kText;
  MessageId message;
  ConversationId conversation;
  json::Time when;
  json::Cents money;
  json::Bytes bytes;
  json::Raw raw;
  std::optional<std::string> maybe;
  std::optional<Inner> inner;
  std::vector<std::int64_t> numbers;
  std::vector<Inner> inners;
  std::map<std::string, bool> options;
};
KOINE_DESCRIBE(Everything, (flag, small, members, big, ratio, text, flavor, message, conversation,
                            when, money, bytes, raw, maybe, inner, numbers, inners, options))

struct Node {
  std::int32_t value = 0;
  std::vector<Node> children;
};
KOINE_DESCRIBE(Node, (value, children))

struct Empty {};
KOINE_DESCRIBE(Empty, ())

bool IsEven(std::string_view text) {
  return !text.empty() && (text.back() - '0') % 2 == 0;
}

struct SendIn {
  ConversationId conversationId;
  std::string content;
  std::int32_t limit = 20;
  std::vector<std::string> tags;
  std::string order;
  std::int64_t even = 0;
  std::optional<Flavor> type;
  std::optional<Inner> inner;
  json::Time endTime;
};
KOINE_DESCRIBE(SendIn, (conversationId, content, limit, tags, order, even, type, inner, endTime))
KOINE_RULES(SendIn, json::Rule("conversationId").Alias("sessionId").Text("bad conversation"),
            json::Rule("content").NotBlank("content missing").MaxChars(5, "content too long"),
            json::Rule("limit").Min(1, "too few").Max(100, "too many"),
            json::Rule("tags").MaxItems(2, "too many tags").MaxChars(3, "tag too long"),
            json::Rule("order").OneOf({"asc", "desc"}, "bad order"),
            json::Rule("even").Pattern(IsEven, "odd"), json::Rule("type").AnyCase(),
            json::Rule("endTime").EndOfDay())

struct Ids {
  std::vector<UserId> ids;
  std::string note;
};
KOINE_DESCRIBE(Ids, (ids, note))
KOINE_RULES(Ids, json::Rule("ids").WholeBody().Required("ids missing"))

struct Renamed {
  std::string request_id;
};
KOINE_DESCRIBE(Renamed, (request_id))
KOINE_RULES(Renamed, json::Rule("request_id").Name("request-id"))

template <class T>
std::string Refusal(std::string_view text, const json::Profile& profile = {}) {
  T value{};
  json::Errors errors;
  if (json::Read(json::TypeOf<T>(), text, profile, &value, &errors)) return "";
  std::string out;
  for (const Error& e : errors) {
    out += std::string(out.empty() ? "" : "; ") + e.detail + " " + e.field;
    if (!e.text.empty()) out += " " + e.text;
  }
  return out;
}

template <class T>
T Good(std::string_view text, const json::Profile& profile = {}) {
  auto value = json::Parse<T>(text, profile);
  EXPECT_TRUE(value.ok()) << text << ": " << value.error().detail << " " << value.error().field;
  return value.ok() ? *value : T{};
}

json::Profile RuoYi() {
  json::Profile p;
  p.numeric_strings = p.numbers_as_strings = p.loose_bools = true;
  return p;
}

json::Profile ImChat() {
  json::Profile p;
  p.numeric_strings = p.loose_bools = p.cents_as_decimal = p.empty_is_missing = true;
  p.order[0] = json::Source::kJson;
  p.order[1] = json::Source::kForm;
  p.order[2] = json::Source::kQuery;
  return p;
}

json::Profile AppIm() {
  json::Profile p;
  p.ids_as_text = p.bools_as_ints = p.numbers_as_strings = p.loose_bools = true;
  p.empty_list_is_missing = true;
  return p;
}

json::Profile OpenIm() {
  json::Profile p;
  p.absent = json::Absent::kZero;
  p.omit_empty_maps = p.escape_html = p.any_case_names = true;
  p.time = json::TimeForm::kMilliseconds;
  return p;
}

TEST(Json, RoundTripOfEveryKind) {
  const std::string text =
      R"({"flag":true,"small":-5,"members":4294967295,"big":9007199254740993,"ratio":0.25,)"
      R"("text":"a\"b\\c\n\u0001中😀","flavor":"IMAGE","message":12,"conversation":7,)"
      R"("when":"2026-01-31 23:59:59","money":-7,"bytes":"AAEC","raw":{"a" : [1.10, null]},)"
      R"("maybe":null,"inner":{"id":3,"name":"x"},"numbers":[1,2],"inners":[{"id":1,"name":"y"}],)"
      R"("options":{"k":false}})";
  auto value = Good<Everything>(text);
  EXPECT_EQ(value.members, 4294967295u);
  EXPECT_EQ(value.raw.text, R"({"a" : [1.10, null]})");
  EXPECT_EQ(value.bytes.data, std::string("\0\1\2", 3));
  EXPECT_EQ(value.flavor, Flavor::kImage);
  EXPECT_EQ(json::ToText(value), text);
}

TEST(Json, WhiteSpaceAndEscapedNames) {
  auto value = Good<Inner>(" \n{ \"\\u0069d\" : 5 ,\t\"name\" :\r\"\\/\\u4e2d\\ud83d\\ude00\" } ");
  EXPECT_EQ(value.id, UserId{5});
  EXPECT_EQ(value.name, "/中😀");
  EXPECT_EQ(json::Parse<Inner>(R"({"name":"\ud83d"})")->name, "\xEF\xBF\xBD");
  EXPECT_EQ(json::Parse<Node>(R"({"value":1,"unknown":{"x":[1,"\u00e9",true,null]}})")->value, 1);
}

TEST(Json, SyntaxErrors) {
  for (const char* bad : {"",
                          " ",
                          "{",
                          "}",
                          "{\"value\"}",
                          "{\"value\":}",
                          "{\"value\":1,}",
                          "{value:1}",
                          "{\"value\":01}",
                          "{\"value\":1.}",
                          "{\"value\":.5}",
                          "{\"value\":+1}",
                          "{\"value\":1e}",
                          "{\"value\":-}",
                          "{\"value\":1}x",
                          "{\"value\":1}{}",
                          "{\"x\":tru}",
                          "{\"x\":nul}",
                          "{\"x\":\"\\q\"}",
                          "{\"x\":\"\\u12g4\"}",
                          "{\"x\":\"\n\"}",
                          "{\"x\":\"",
                          "{\"x\":\"\\",
                          "{\"x\":[1,]}",
                          "{\"x\":[1",
                          "{\"x\":1 \"y\":2}",
                          "{\"children\":[{]}",
                          "{\"x\":'a'}",
                          "{\"x\":NaN}",
                          "{\"x\":0x10}",
                          "{,}",
                          "{\"x\":1,,}",
                          "{\"x\"::1}"}) {
    EXPECT_EQ(Refusal<Node>(bad), "json ") << bad;
    EXPECT_FALSE(json::Check(bad).ok()) << bad;
  }
}

TEST(Json, TypeErrorsNameTheField) {
  EXPECT_EQ(Refusal<Everything>(R"({"small":"1"})"), "type small");
  EXPECT_EQ(Refusal<Everything>(R"({"small":1.5})"), "type small");
  EXPECT_EQ(Refusal<Everything>(R"({"small":2147483648})"), "range small");
  EXPECT_EQ(Refusal<Everything>(R"({"members":-1})"), "range members");
  EXPECT_EQ(Refusal<Everything>(R"({"big":9223372036854775808})"), "range big");
  EXPECT_EQ(Refusal<Everything>(R"({"message":-1})"), "range message");
  EXPECT_EQ(Refusal<Everything>(R"({"text":5})"), "type text");
  EXPECT_EQ(Refusal<Everything>(R"({"flag":1})"), "type flag");
  EXPECT_EQ(Refusal<Everything>(R"({"flavor":"image"})"), "oneof flavor");
  EXPECT_EQ(Refusal<Everything>(R"({"inners":[{"id":1,"name":"a"},{"id":"x","name":"b"}]})"),
            "type inners[1].id");
  EXPECT_EQ(Refusal<Everything>(R"({"inner":[]})"), "type inner");
  EXPECT_EQ(Refusal<Everything>(R"({"options":{"secret":5}})"), "type options.*");
  EXPECT_EQ(Refusal<Everything>(R"({"when":"2026-02-30 00:00:00"})"), "type when");
  EXPECT_EQ(Refusal<Everything>(R"({"when":253402300800000})"), "range when");
  EXPECT_EQ(Refusal<Everything>(R"({"bytes":"A"})"), "type bytes");
  EXPECT_EQ(Refusal<Everything>("[]"), "type ");
  EXPECT_EQ(Refusal<SendIn>(R"({"sessionId":"x"})"),
            "type conversationId bad conversation; required content content missing");
}

TEST(Json, RefusesNulAndBadUtf8) {
  EXPECT_EQ(Refusal<Everything>(R"({"text":"a\u0000"})"), "nul text");
  EXPECT_EQ(Refusal<Everything>(R"({"raw":["\u0000"]})"), "nul raw");
  EXPECT_EQ(Refusal<Everything>("{\"flag\":true,\"text\":\"\xC0\xAF\"}"), "utf8 text");
  EXPECT_EQ(Refusal<Everything>("{\"maybe\":\"x\\n\xFF\"}"), "utf8 maybe");
  EXPECT_EQ(Refusal<Everything>("{\"\xFF\":1}"), "utf8 ");
  EXPECT_EQ(Refusal<Everything>(std::string_view("{\"text\":\"\0\"}", 12)), "json ");
}

TEST(Json, DepthIsLimited) {
  const auto nested = [](int n) {
    std::string text;
    for (int i = 0; i < n; ++i) text += "[";
    for (int i = 0; i < n; ++i) text += "]";
    return text;
  };
  EXPECT_TRUE(json::Check(nested(json::kMaxDepth)).ok());
  EXPECT_STREQ(json::Check(nested(json::kMaxDepth + 1)).error().detail, "depth");
  EXPECT_EQ(Refusal<Everything>("{\"raw\":" + nested(json::kMaxDepth) + "}"), "depth raw");
  std::string deep = "{\"value\":1,\"children\":[]}";
  for (int i = 0; i < 40; ++i) deep = "{\"children\":[" + deep + "]}";
  EXPECT_EQ(Refusal<Node>(deep).substr(0, 5), "depth");
  EXPECT_FALSE(json::Check(std::string(1000000, '[')).ok());
}

TEST(Json, NullMeansAbsentAndTheLastOfTwoCounts) {
  auto value =
      Good<Everything>(R"({"small":null,"text":null,"numbers":null,"maybe":null,"raw":null})");
  EXPECT_EQ(value.small, 0);
  EXPECT_EQ(value.raw.text, "");
  auto twice = Good<Everything>(R"({"small":1,"numbers":[1,2],"small":2,"numbers":[3]})");
  EXPECT_EQ(twice.small, 2);
  EXPECT_EQ(twice.numbers, std::vector<std::int64_t>{3});
}

TEST(Json, AliasesGiveWayToTheName) {
  for (const char* text : {R"({"conversationId":1,"sessionId":2,"content":"x"})",
                           R"({"sessionId":2,"conversationId":1,"content":"x"})"}) {
    EXPECT_EQ(Good<SendIn>(text).conversationId, ConversationId{1});
  }
  EXPECT_EQ(Good<SendIn>(R"({"sessionId":2,"conversationId":null,"content":"x"})").conversationId,
            ConversationId{2});
  EXPECT_EQ(Refusal<SendIn>(R"({"CONTENT":"x"})"), "required content content missing");
  EXPECT_EQ(Good<SendIn>(R"({"CONTENT":"y","content":"x","Content":"z"})", OpenIm()).content, "x");
  EXPECT_EQ(Good<SendIn>(R"({"CONTENT":"y"})", OpenIm()).content, "y");
  EXPECT_EQ(Good<Renamed>(R"({"request-id":"q"})").request_id, "q");
  EXPECT_EQ(json::ToText(Renamed{"q"}), R"({"request-id":"q"})");
}

TEST(Json, AllViolationsAreReported) {
  EXPECT_EQ(Refusal<SendIn>(
                R"({"content":"123456","limit":0,"tags":["a","long"],"order":"up","even":3})"),
            "chars content content too long; range limit too few; chars tags[1] tag too long; "
            "oneof order bad order; pattern even odd");
  EXPECT_EQ(Refusal<SendIn>(R"({"content":"　","limit":101,"tags":["a","b","c"]})"),
            "required content content missing; range limit too many; items tags too many tags");
  EXPECT_EQ(Refusal<SendIn>(R"({"content":"x","inner":{"name":""}})"),
            "required inner.name name missing");
  EXPECT_EQ(Refusal<Everything>(R"({"inners":[{"name":"abcd"},{}]})"),
            "chars inners[0].name name too long; required inners[1].name name missing");
  EXPECT_EQ(Refusal<SendIn>(R"({"content":"中文中文中"})"), "");
  auto missing = json::Parse<SendIn>("{}");
  EXPECT_EQ(missing.error().code, Code::kMissingArgument);
  EXPECT_EQ(json::Parse<SendIn>(R"({"content":"x","limit":0})").error().code, Code::kBadArgument);
}

TEST(Json, WrongTypesDoNotHideOtherErrors) {
  EXPECT_EQ(Refusal<SendIn>(
                R"({"limit":"x","tags":["a",1,"long"],"inner":{"id":[1],"name":"abcd"},"even":1})"),
            "type limit; type tags[1]; type inner.id; chars inner.name name too long; "
            "required content content missing; pattern even odd");
  EXPECT_EQ(Refusal<SendIn>(R"({"limit":"x",})"), "json ");
  std::string many = "{\"content\":\"x\",\"tags\":[1";
  for (int i = 0; i < 100; ++i) many += ",1";
  json::Errors errors;
  SendIn in;
  EXPECT_FALSE(json::Read(json::TypeOf<SendIn>(), many + "]}", {}, &in, &errors));
  EXPECT_EQ(errors.size(), 32u);
}

TEST(Json, MessageIdsAreResolved) {
  struct {
    std::vector<std::int64_t> numbers{100, 101};
  } batch;
  Everything value;
  value.message = MessageId{-2};
  EXPECT_NE(json::ToText(value, {}, batch.numbers).find("\"message\":101,"), std::string::npos);
  value.message = MessageId{-3};
  EXPECT_NE(json::ToText(value, {}, batch.numbers).find("\"message\":0,"), std::string::npos);
}

// ---------------------------------------------------------------- documents of the four dialects

struct Member {
  std::string client_id;
  ConversationId conv;
  bool transient = false;
  std::vector<std::string> members;
};
KOINE_DESCRIBE(Member, (client_id, conv, transient, members))
KOINE_RULES(Member, json::Rule("members").Required("参数缺失"))

struct Packet {
  json::Cents totalAmount;
  json::Time createTime;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(Packet, (totalAmount, createTime, remark))

struct SeqsResp {
  std::string title;
  std::map<std::string, std::int64_t> maxSeqs;
  std::optional<std::string> ex;
  std::optional<Inner> friendUser;
  json::Time createTime;
};
KOINE_DESCRIBE(SeqsResp, (title, maxSeqs, ex, friendUser, createTime))

TEST(JsonProfile, RuoYi) {
  auto in = Good<SendIn>(R"({"sessionId":"12","content":5,"type":"image","limit":"7"})", RuoYi());
  EXPECT_EQ(in.conversationId, ConversationId{12});
  EXPECT_EQ(in.content, "5");
  EXPECT_EQ(in.type, Flavor::kImage);
  EXPECT_EQ(in.limit, 7);
  for (const char* yes : {"true", "1", "\"1\"", "\"true\""}) {
    EXPECT_TRUE(Good<Everything>("{\"flag\":" + std::string(yes) + "}", RuoYi()).flag) << yes;
  }
  EXPECT_EQ(Refusal<Everything>(R"({"flag":2})", RuoYi()), "type flag");
  EXPECT_EQ(Refusal<Everything>(R"({"flag":"yes"})", RuoYi()), "type flag");
  EXPECT_EQ(json::ToText(Packet{{5}, {}, {}}, RuoYi()),
            R"({"totalAmount":5,"createTime":null,"remark":null})");
}

TEST(JsonProfile, RuoYiTimes) {
  for (const char* form : {"2026-01-31 08:00:00", "2026-01-31T08:00:00", "2026-01-31T00:00:00Z",
                           "2026-01-31T08:00:00.000+08:00", "2026-01-30T19:00:00.5-05:00"}) {
    auto in = Good<Packet>("{\"createTime\":\"" + std::string(form) + "\"}", RuoYi());
    EXPECT_EQ(in.createTime.ms / 1000, 1769817600) << form;
  }
  auto in = Good<SendIn>(R"({"content":"x","endTime":"2026-01-31"})", RuoYi());
  EXPECT_EQ(FormatTime(in.endTime.ms, Zone::Shanghai()), "2026-01-31 23:59:59");
}

TEST(JsonProfile, ImChat) {
  const auto profile = ImChat();
  EXPECT_EQ(Good<Packet>(R"({"totalAmount":100.00})", profile).totalAmount.value, 10000);
  EXPECT_EQ(Good<Packet>(R"({"totalAmount":"0.5"})", profile).totalAmount.value, 50);
  EXPECT_EQ(Good<Packet>(R"({"totalAmount":3})", profile).totalAmount.value, 300);
  EXPECT_EQ(Good<Packet>(R"({"totalAmount":-3.07})", profile).totalAmount.value, -307);
  for (const char* bad : {"0.001", "1e2", "\"1.\"", "1234567890123456", "\".5\""}) {
    EXPECT_EQ(Refusal<Packet>("{\"totalAmount\":" + std::string(bad) + "}", profile),
              "type totalAmount")
        << bad;
  }
  EXPECT_EQ(json::ToText(Packet{{10000}, {1769817600000}, {}}, profile),
            R"({"totalAmount":100.00,"createTime":"2026-01-31 08:00:00","remark":null})");
  EXPECT_NE(json::ToText(Packet{{-7}, {}, {}}, profile).find("-0.07"), std::string::npos);
}

TEST(JsonProfile, AppIm) {
  const auto profile = AppIm();
  auto in = Good<Member>(R"({"client_id":2,"transient":"1","members":["6",7]})", profile);
  EXPECT_EQ(in.client_id, "2");
  EXPECT_TRUE(in.transient);
  EXPECT_EQ(in.members, (std::vector<std::string>{"6", "7"}));
  EXPECT_EQ(Refusal<Member>(R"({"members":[]})", profile), "required members 参数缺失");
  EXPECT_EQ(Refusal<Member>(R"({"members":null})", profile), "required members 参数缺失");
  EXPECT_EQ(json::ToText(Member{"2", ConversationId{9}, true, {}}, profile),
            R"({"client_id":"2","conv":"9","transient":1,"members":[]})");
}

TEST(JsonProfile, OpenIm) {
  const auto profile = OpenIm();
  SeqsResp out;
  out.title = "<a>&b\"</a>";
  EXPECT_EQ(json::ToText(out, profile),
            "{\"title\":\"\\u003ca\\u003e\\u0026b\\\"\\u003c/a\\u003e\","
            "\"ex\":\"\",\"friendUser\":null,\"createTime\":0}");
  out.maxSeqs = {{"si_b", 2}, {"si_a", 1}};
  EXPECT_NE(json::ToText(out, profile).find(R"("maxSeqs":{"si_a":1,"si_b":2})"), std::string::npos);
  EXPECT_EQ(Refusal<SeqsResp>(R"({"title":1})", profile), "type title");
  EXPECT_EQ(Good<SeqsResp>(R"({"createtime":1769817600000})", profile).createTime.ms,
            1769817600000);
}

TEST(JsonProfile, AbsentLeftOut) {
  json::Profile profile;
  profile.absent = json::Absent::kOmit;
  EXPECT_EQ(json::ToText(SeqsResp{"t"}, profile), R"({"title":"t","maxSeqs":{}})");
  profile.omit_empty_maps = profile.int64_as_text = true;
  EXPECT_EQ(json::ToText(SeqsResp{"t"}, profile), R"({"title":"t"})");
  EXPECT_EQ(json::ToText(std::vector<std::int64_t>{1}, profile), R"(["1"])");
  EXPECT_EQ(json::ToText(Empty{}), "{}");
  EXPECT_EQ(json::ToText(std::optional<Empty>{}, profile), "null");
}

// ------------------------------------------------------------------------------------- binding

template <class T>
std::string BindText(const json::Sources& sources, T* out, const json::Profile& profile = RuoYi()) {
  json::Errors errors;
  *out = {};
  if (json::Bind(json::TypeOf<T>(), sources, profile, out, &errors)) return "";
  return std::string(errors[0].detail) + " " + errors[0].field + " " + errors[0].text;
}

TEST(JsonBind, SourcesHaveTheirOrder) {
  SendIn in;
  const std::vector<json::Param> path{{"conversationId", "1"}};
  const std::vector<json::Param> query{{"sessionId", "2"}, {"limit", "3"}};
  const std::vector<json::Param> form{{"limit", "4"}, {"order", "asc"}};
  const std::string body = R"({"limit":5,"order":"desc","content":"x","conversationId":9})";
  EXPECT_EQ(BindText({path, query, form, body}, &in), "");
  EXPECT_EQ(in.conversationId, ConversationId{1});
  EXPECT_EQ(in.limit, 3);
  EXPECT_EQ(in.order, "asc");
  EXPECT_EQ(in.content, "x");
  EXPECT_EQ(BindText({path, query, form, body}, &in, ImChat()), "");
  EXPECT_EQ(in.conversationId, ConversationId{1});
  EXPECT_EQ(in.limit, 5);
  EXPECT_EQ(in.order, "desc");
}

TEST(JsonBind, AnEmptyTextIsMissingWhereThatIsSo) {
  SendIn in;
  const std::string body = R"({"content":"x","limit":"","inner":"","tags":""})";
  EXPECT_EQ(BindText({{}, {}, {}, body}, &in, ImChat()), "");
  EXPECT_EQ(in.limit, 20);
  EXPECT_FALSE(in.inner);
  EXPECT_NE(BindText({{}, {}, {}, body}, &in, RuoYi()), "");
  // A text that is empty is one; what is required is not there.
  EXPECT_EQ(BindText({{}, {}, {}, R"({"content":""})"}, &in, ImChat()),
            "required content content missing");
  EXPECT_EQ(Good<Packet>(R"({"totalAmount":"","remark":""})", ImChat()).totalAmount.value, 0);
  EXPECT_EQ(Good<Packet>(R"({"totalAmount":"","remark":""})", ImChat()).remark, "");
}

TEST(JsonBind, Parameters) {
  SendIn in;
  const std::vector<json::Param> query{{"content", "hi"},         {"tags", "a,b"},
                                       {"type", "Image"},         {"limit", ""},
                                       {"endTime", "2026-01-31"}, {"zzz", "1"}};
  EXPECT_EQ(BindText({{}, query, {}, " \n"}, &in), "");
  EXPECT_EQ(in.tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(in.type, Flavor::kImage);
  EXPECT_EQ(in.limit, 20);
  const std::vector<json::Param> repeated{
      {"tags", "a"}, {"tags", "b"}, {"content", "1"}, {"content", "2"}};
  EXPECT_EQ(BindText({{}, repeated, {}, ""}, &in), "");
  EXPECT_EQ(in.tags, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(in.content, "1");
  const std::vector<json::Param> bad{{"limit", "x"}};
  EXPECT_EQ(BindText({{}, bad, {}, ""}, &in), "type limit ");
  const std::vector<json::Param> nul{{"content", std::string("a\0", 2)}};
  EXPECT_EQ(BindText({{}, nul, {}, ""}, &in), "nul content ");
  const std::vector<json::Param> utf8{{"content", "\xFF"}};
  EXPECT_EQ(BindText({{}, utf8, {}, ""}, &in), "utf8 content ");
  EXPECT_EQ(BindText({}, &in), "required content content missing");
  const std::vector<json::Param> nested{{"content", "x"}, {"inner", R"({"id":4,"name":"n"})"}};
  EXPECT_EQ(BindText({{}, nested, {}, ""}, &in), "");
  EXPECT_EQ(in.inner->id, UserId{4});
}

struct Values {
  UserId id;
  std::map<std::string, json::Raw> values;
};
KOINE_DESCRIBE(Values, (id, values))
KOINE_RULES(Values, json::Rule("values").WholeBody())

TEST(JsonBind, AWholeBodyFillsAMap) {
  Values in;
  const std::vector<json::Param> path{{"id", "7"}};
  EXPECT_EQ(BindText({path, {}, {}, R"({"a":1,"b":{"c":[2]}})"}, &in), "");
  EXPECT_EQ(in.id, UserId{7});
  EXPECT_EQ(in.values.size(), 2u);
  EXPECT_EQ(in.values["b"].text, R"({"c":[2]})");
  EXPECT_EQ(BindText({{}, {}, {}, "{}"}, &in), "");
  EXPECT_TRUE(in.values.empty());
  EXPECT_EQ(BindText({{}, {}, {}, "[1]"}, &in), "type  ");
  EXPECT_EQ(BindText({{}, {}, {}, R"({"a":})"}, &in), "json  ");
}

TEST(JsonBind, WholeBodyLists) {
  Ids in;
  EXPECT_EQ(BindText({{}, {}, {}, "[1,\"2\"]"}, &in), "");
  EXPECT_EQ(in.ids, (std::vector<UserId>{UserId{1}, UserId{2}}));
  EXPECT_EQ(BindText({{}, {}, {}, R"({"ids":[3]})"}, &in), "");
  EXPECT_EQ(in.ids, (std::vector<UserId>{UserId{3}}));
  const std::vector<json::Param> query{{"ids", "4, 5"}};
  EXPECT_EQ(BindText({{}, query, {}, ""}, &in), "");
  EXPECT_EQ(in.ids, (std::vector<UserId>{UserId{4}, UserId{5}}));
  EXPECT_EQ(BindText({{}, {}, {}, "[1,[]]"}, &in), "type ids[1] ");
  EXPECT_EQ(BindText({{}, {}, {}, "5"}, &in), "type  ");
  EXPECT_EQ(BindText({{}, {}, {}, "5x"}, &in), "json  ");
  EXPECT_EQ(BindText({{}, {}, {}, "null"}, &in), "required ids ids missing");
  SendIn send;
  EXPECT_EQ(BindText({{}, {}, {}, "[1]"}, &send), "type  ");
}

// ------------------------------------------------------------------------------------- the rest

TEST(JsonSchema, ShowsTypesAndLimits) {
  std::string out;
  json::Schema(json::TypeOf<SendIn>(), RuoYi(), &out);
  EXPECT_TRUE(json::Check(out).ok()) << out;
  EXPECT_NE(out.find(R"("content":{"type":"string","minLength":1,"maxLength":5})"),
            std::string::npos)
      << out;
  EXPECT_NE(out.find(R"("limit":{"type":"integer","format":"int32","minimum":1,"maximum":100})"),
            std::string::npos);
  EXPECT_NE(out.find(R"("inner":{"anyOf":[{"$ref":"#/components/schemas/Inner"},)"
                     R"({"type":"null"}]})"),
            std::string::npos);
  EXPECT_NE(out.find(R"("required":["content"])"), std::string::npos);
  std::vector<const json::Type*> reached;
  json::Reach(json::TypeOf<std::vector<SendIn>>(), &reached);
  EXPECT_EQ(reached.size(), 3u);
  std::string everything;
  json::Schema(json::TypeOf<Everything>(), OpenIm(), &everything);
  EXPECT_TRUE(json::Check(everything).ok()) << everything;
}

struct Late {
  std::vector<Node> nodes;
  std::optional<Inner> inner;
};
KOINE_DESCRIBE(Late, (nodes, inner))

TEST(JsonTable, BuiltOnceFromSeveralThreads) {
  std::vector<std::thread> threads;
  std::atomic<int> good{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&good] {
      const json::Type* type = json::TypeOf<Late>();
      if (type->fields.size() == 2 && type->fields[0].type->element->fields.size() == 2) ++good;
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(good, 4);
  EXPECT_EQ(json::TypeOf<Node>()->fields[1].type->element, json::TypeOf<Node>());
}

}  // namespace
}  // namespace koine
