#include "dialect/ruoyi/wire.h"

#include <gtest/gtest.h>

#include <string>

#include "dialect/ruoyi/message.h"

namespace koine::ruoyi {
namespace {

// What a reader of this dialect gets for what a writer of it sent.
Content RoundTrip(std::string_view type, const std::string& content) {
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kRuoyi);
  body::Body body;
  EXPECT_TRUE(ParseContent(type, content, &body, &message.raw)) << type;
  // As the store keeps it.
  message.body = body::Decode(body::KindOf(body), body::Encode(body));
  return ToContent(message);
}

TEST(RuoyiContent, EveryTypeReadsBackByteForByte) {
  const struct {
    const char* type;
    const char* content;
  } cases[] = {
      {"TEXT", "hello"},
      {"TEXT", "{\"fileUrl\":\"no media\"}"},
      {"TEXT", "  kept  \n as\twritten "},
      {"IMAGE", R"({"fileUrl":"/uploads/a.png","fileName":"a.png","fileSize":12,"fileId":3})"},
      {"IMAGE", R"({ "url" : "/uploads/a.png", "odd": [1, 2.50, null] })"},
      {"IMAGE", R"({"imageUrl":"https://x.test/a.png"})"},
      {"IMAGE", "https://x.test/a.png"},
      {"IMAGE", "/uploads/a.png"},
      {"IMAGE", "not json at all"},
      {"IMAGE", "[自定义消息]"},
      {"IMAGE", "{\"noUrl\":1}"},
      {"VOICE", R"({"fileUrl":"/v.amr","duration":7})"},
      {"VOICE", R"({"fileUrl":"/v.amr","duration":"7"})"},
      {"VIDEO", R"({"fileUrl":"/v.mp4","width":640,"height":480})"},
      {"FILE", R"({"url":"/f.pdf","name":"f.pdf","size":99})"},
      {"FILE", R"({"fileUrl":"/f.pdf","file_name":"f.pdf"})"},
      {"LOCATION", R"({"longitude":121.47,"latitude":31.23,"name":"a","address":"b"})"},
      {"LOCATION", R"({"longitude":"121.470","latitude":31.23})"},
      {"LOCATION", "somewhere"},
      {"CARD", R"({"userId":5,"name":"ann","avatar":""})"},
      {"CARD", R"({"userId":"5","name":"ann","more":true})"},
      {"CARD", "[]"},
      {"LINK", R"({"title":"t","url":"https://x.test"})"},
      {"LINK", "https://x.test"},
  };
  for (const auto& one : cases) {
    const Content back = RoundTrip(one.type, one.content);
    EXPECT_EQ(back.type, one.type) << one.content;
    EXPECT_EQ(back.content, one.content) << one.type;
  }
}

TEST(RuoyiContent, TypesAreTakenInAnyCaseAndAudioIsVoice) {
  EXPECT_EQ(RoundTrip("image", "/a.png").type, "IMAGE");
  EXPECT_EQ(RoundTrip("Link", "x").type, "LINK");
  const Content audio = RoundTrip("AUDIO", R"({"fileUrl":"/v.amr","duration":7})");
  EXPECT_EQ(audio.type, "VOICE");
  EXPECT_EQ(audio.content, R"({"fileUrl":"/v.amr","duration":7})");
}

TEST(RuoyiContent, OtherTypesAreNotForClients) {
  body::Body body;
  std::string raw;
  for (const char* type : {"SYSTEM", "", "TEXTS", "RECALL", "文本"}) {
    EXPECT_FALSE(ParseContent(type, "x", &body, &raw)) << type;
  }
}

TEST(RuoyiContent, MediaIsUnderstood) {
  body::Body body;
  std::string raw;
  ASSERT_TRUE(
      ParseContent("VOICE", R"({"url":"/v.amr","name":"v","size":"9","duration":3})", &body, &raw));
  const auto& voice = std::get<body::Voice>(body);
  EXPECT_EQ(voice.url, "/v.amr");
  EXPECT_EQ(voice.name, "v");
  EXPECT_EQ(voice.size, 9);
  EXPECT_EQ(voice.duration_ms, 3000);
}

TEST(RuoyiContent, AbsurdDurationsDoNotOverflow) {
  body::Body body;
  std::string raw;
  for (const char* duration : {"9223372036854775807", "-9223372036854775808"}) {
    const std::string content = std::string(R"({"fileUrl":"/v.amr","duration":)") + duration + "}";
    ASSERT_TRUE(ParseContent("VOICE", content, &body, &raw));
    EXPECT_GE(std::get<body::Voice>(body).duration_ms, 0);
    EXPECT_EQ(RoundTrip("VOICE", content).content, content);
  }
}

TEST(RuoyiContent, AnotherDialectsRawIsNotShown) {
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kOpenim);
  message.body = body::Image{{"/a.png", "a.png"}};
  message.raw = "{\"openim\":true}";
  const Content content = ToContent(message);
  EXPECT_EQ(content.type, "IMAGE");
  EXPECT_NE(content.content.find(R"("fileUrl":"/a.png","url":"/a.png","fileName":"a.png")"),
            std::string::npos)
      << content.content;
}

TEST(RuoyiContent, ARecalledMessageShowsNothing) {
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kRuoyi);
  message.body = body::Text{"secret"};
  message.raw = "secret";
  message.recalled_at = 5;
  EXPECT_EQ(ToContent(message).content, "[消息已撤回]");
}

TEST(RuoyiPreview, IsOneLineForLists) {
  body::Message message;
  const Person ann{UserId(1), "Ann", ""};
  message.body = body::Text{"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十零零"};
  EXPECT_EQ(ListPreview(message, ann, false),
            "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
  message.body = body::Image{{"/a.png"}};
  EXPECT_EQ(ListPreview(message, ann, false), "[图片]");
  message.body = body::File{{"/a.pdf", "a.pdf"}};
  EXPECT_EQ(ListPreview(message, ann, false), "[文件] a.pdf");
  message.recalled_at = 1;
  EXPECT_EQ(ListPreview(message, ann, true), "你撤回了一条消息");
  EXPECT_EQ(ListPreview(message, ann, false), "Ann撤回了一条消息");
}

TEST(RuoyiQuote, ShowsWhatItQuotes) {
  body::Quote quote;
  quote.id = MessageId(9);
  quote.sent_at = 1000;
  quote.body = body::Text{std::string(60, 'x')};
  QuotedOut out = ToQuoted(quote);
  EXPECT_EQ(out.content, std::string(50, 'x') + "...");
  EXPECT_EQ(out.type, "TEXT");
  EXPECT_EQ(out.senderName, "未知用户");
  EXPECT_FALSE(out.isFile);
  const struct {
    body::Body body;
    const char* content;
  } files[] = {{body::Image{{"/a"}}, "[图片]"},
               {body::Video{{"/a"}}, "[视频]"},
               {body::Voice{{"/a", "", "", "", 0, 0, 0, 0, 7000}}, "[语音]"},
               {body::File{{"/a", "a.pdf"}}, "[文件]"}};
  for (const auto& file : files) {
    quote.body = file.body;
    out = ToQuoted(quote);
    EXPECT_EQ(out.content, file.content);
    EXPECT_TRUE(out.isFile);
  }
  quote.recalled = true;
  quote.sender_name = "Ann";
  out = ToQuoted(quote);
  EXPECT_EQ(out.content, "[消息已撤回]");
  EXPECT_EQ(out.senderName, "Ann");
  EXPECT_FALSE(out.isFile);
}

TEST(RuoyiMessage, LimitsNameTheField) {
  SendIn in;
  in.content = " \n　";
  auto blank = ReadMessage(in, false);
  ASSERT_FALSE(blank.ok());
  EXPECT_TRUE(blank.error().Is(Code::kMissingArgument));
  EXPECT_STREQ(blank.error().detail, "content");
  in.content.clear();
  for (int i = 0; i < 5000; ++i) in.content += "字";
  EXPECT_TRUE(ReadMessage(in, false).ok());
  in.content += "字";
  auto longer = ReadMessage(in, false);
  ASSERT_FALSE(longer.ok());
  EXPECT_EQ(longer.error().field, "content");
  in.content = "{\"fileUrl\":\"/" + std::string(kContentBytesMax, 'a') + "\"}";
  in.type = "FILE";
  auto large = ReadMessage(in, false);
  ASSERT_FALSE(large.ok());
  EXPECT_EQ(large.error().field, "content");
  in.type = "SYSTEM";
  EXPECT_STREQ(ReadMessage(in, false).error().detail, "message_type");
}

TEST(RuoyiMessage, LinesOfTheServerTellWhatStandsInThem) {
  body::Message message;
  body::Notice notice;
  notice.kind = body::NoticeKind::kMemberInvited;
  notice.actor = {UserId(1), "Ann"};
  notice.targets = {{UserId(2), "Bob"}, {UserId(3), "Cat"}};
  message.body = notice;
  MessageOut out = ToMessage(message, {}, MessageId(1), false);
  EXPECT_EQ(out.content, "'Ann'邀请'Bob、Cat'加入了群聊");
  ASSERT_TRUE(out.notice.has_value());
  EXPECT_EQ(json::ToText(*out.notice),
            R"({"kind":"member_invited","actor":"Ann","targets":["Bob","Cat"],"text":""})");
  EXPECT_FALSE(out.callRecord.has_value());
  message.body = body::CallRecord{"c", true, body::kCallTalked, 65};
  out = ToMessage(message, {}, MessageId(1), false);
  EXPECT_FALSE(out.notice.has_value());
  ASSERT_TRUE(out.callRecord.has_value());
  EXPECT_EQ(json::ToText(*out.callRecord),
            R"({"callType":"VIDEO","result":"TALKED","duration":65})");
  // What somebody wrote is never one.
  message.body = body::Text{"'Ann'创建了群聊"};
  EXPECT_FALSE(ToMessage(message, {}, MessageId(1), false).notice.has_value());
}

TEST(RuoyiMessage, MentionsAreReadFromTheText) {
  SendIn in;
  in.content = "@{12:Ann} and @7, not a@b; @所有人";
  auto draft = ReadMessage(in, true);
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->mentions, (std::vector<std::int64_t>{12, 7}));
  EXPECT_TRUE(draft->mention_all);
  // Nobody is mentioned between two.
  draft = ReadMessage(in, false);
  EXPECT_TRUE(draft->mentions.empty());
  EXPECT_FALSE(draft->mention_all);
  // What the client says counts more than the text.
  in.mentionInfo = MentionInfo{{5}, false};
  draft = ReadMessage(in, true);
  EXPECT_EQ(draft->mentions, (std::vector<std::int64_t>{5}));
  EXPECT_FALSE(draft->mention_all);
}

}  // namespace
}  // namespace koine::ruoyi
