#include "dialect/openim/msg_struct.h"

#include <gtest/gtest.h>

#include "dialect/openim/content.h"

namespace koine::openim {
namespace {

body::MergedItem Said(const std::string& name, const body::Body& body) {
  return {UserId(4),
          name,
          "/face",
          "h_" + name,
          "",
          1'700'000'000'000,
          static_cast<int>(body::KindOf(body)),
          body::Encode(body)};
}

MsgData Written(std::string content) {
  MsgData in;
  in.contentType = kMerger;
  in.content.data = std::move(content);
  return in;
}

const body::Merged& MergedOf(const Result<Draft>& draft) {
  return std::get<body::Merged>(draft->in.body);
}

TEST(Merger, OthersReadItsMessages) {
  const std::string content =
      R"({"title":"t","abstractList":["x"],"multiMessage":[)"
      R"({"contentType":101,"sendID":"u1","senderNickname":"Ann","senderFaceUrl":"f",)"
      R"("sendTime":5,"textElem":{"content":"hi"},"content":"","pictureElem":null},)"
      R"({"contentType":108,"sendID":"u2","senderNickname":"Bob","createTime":6,)"
      R"("content":"{\"userID\":\"u3\",\"nickname\":\"Cat\"}"},)"
      R"({"contentType":107,"senderNickname":"Cat","mergeElem":{"title":"in","multiMessage":[)"
      R"({"contentType":101,"textElem":{"content":"deep"}}]}},)"
      R"({"contentType":777,"senderNickname":"Dan","content":"{}"}]})";
  const auto draft = ReadDraft(Written(content));
  ASSERT_TRUE(draft.ok());
  const body::Merged& merged = MergedOf(draft);
  EXPECT_EQ(merged.title, "t");
  ASSERT_EQ(merged.items.size(), 4u);
  EXPECT_EQ(merged.items[0].name, "Ann");
  EXPECT_EQ(merged.items[0].avatar, "f");
  EXPECT_EQ(merged.items[0].handle, "u1");
  EXPECT_EQ(merged.items[0].sent_at, 5);
  EXPECT_EQ(merged.items[0].body, "hi");
  EXPECT_EQ(merged.items[1].card, "u3");
  EXPECT_EQ(merged.items[1].sent_at, 6);
  EXPECT_EQ(std::get<body::Merged>(body::BodyOf(merged.items[2])).items[0].body, "deep");
  EXPECT_EQ(body::Preview(body::BodyOf(merged.items[3])), "[自定义消息]");
  // Its own people read back what was written.
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kOpenim);
  message.body = draft->in.body;
  message.raw = draft->in.raw;
  EXPECT_EQ(ToMsgData(message, {}).content.data, content);
}

TEST(Merger, WhatIsTooMuchIsALine) {
  std::string one = R"({"contentType":101,"textElem":{"content":"x"}})";
  auto content = [](const std::string& list) {
    return R"({"title":"t","multiMessage":[)" + list + "]}";
  };
  std::string many = one;
  for (std::size_t i = 0; i < body::kMergedItemsMax; ++i) many += "," + one;
  auto draft = ReadDraft(Written(content(many)));
  ASSERT_TRUE(std::holds_alternative<body::Custom>(draft->in.body));
  EXPECT_EQ(body::Preview(draft->in.body), "[聊天记录] t");
  std::string deep = one;
  for (int i = 0; i < body::kMergedDepthMax + 2; ++i) {
    deep = R"({"contentType":107,"mergeElem":)" + content(deep) + "}";
  }
  draft = ReadDraft(Written(content(deep)));
  EXPECT_EQ(body::DepthOf(draft->in.body), body::kMergedDepthMax);
  EXPECT_EQ(body::Preview(body::BodyOf(MergedOf(draft).items[0])), "[聊天记录] t");
}

TEST(Merger, MessagesOfOthersGetTheForm) {
  const body::Merged inner{"inner", {Said("Cat", body::Text{"deep \"x\""})}};
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kRuoyi);
  message.body = body::Merged{"outer", {Said("Ann", body::Text{"hi"}), Said("Bob", inner)}};
  const MsgData out = ToMsgData(message, {});
  EXPECT_EQ(out.contentType, kMerger);
  EXPECT_NE(out.content.data.find(R"("abstractList":["Ann: hi","Bob: [聊天记录] inner"])"),
            std::string::npos);
  // What is written so reads back as it was.
  const auto draft = ReadDraft(Written(out.content.data));
  ASSERT_TRUE(draft.ok());
  const body::Merged& merged = MergedOf(draft);
  ASSERT_EQ(merged.items.size(), 2u);
  EXPECT_EQ(merged.items[0].handle, "h_Ann");
  EXPECT_EQ(merged.items[0].sent_at, 1'700'000'000'000);
  const auto read = std::get<body::Merged>(body::BodyOf(merged.items[1]));
  EXPECT_EQ(read.items[0].body, "deep \"x\"");
}

}  // namespace
}  // namespace koine::openim
