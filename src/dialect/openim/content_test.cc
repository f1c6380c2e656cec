#include "dialect/openim/content.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dialect/openim/options.h"

namespace koine::openim {
namespace {

using testing::ElementsAre;

MsgData Sent(int type, std::string content) {
  MsgData in;
  in.contentType = type;
  in.content.data = std::move(content);
  in.clientMsgID = "c1";
  in.senderPlatformID = 7;
  in.createTime = 1000;
  return in;
}

// The message that the core stores of it.
body::Message Stored(const Draft& draft) {
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kOpenim);
  message.body = draft.in.body;
  message.raw = draft.in.raw;
  message.client_id = draft.in.client_id;
  message.options = draft.in.options;
  message.sent_at = 2000;
  message.seq = 3;
  return message;
}

TEST(Content, WhatWasWrittenIsReadBackByteForByte) {
  const std::pair<int, const char*> all[] = {
      {kText, R"({"content":"hi"})"},
      {kText, R"({ "content":"<&>", "more":1})"},
      {kPicture, R"({"sourcePath":"/p","sourcePicture":{"uuid":"u","type":"png","size":5,)"
                 R"("width":2,"height":3,"url":"http://x/a"},"bigPicture":null,)"
                 R"("snapshotPicture":null})"},
      {kSound, R"({"uuid":"u","soundPath":"","sourceUrl":"http://x/s","dataSize":9,"duration":4})"},
      {kVideo, R"({"videoUrl":"http://x/v","duration":7,"snapshotUrl":"http://x/c"})"},
      {kFile, R"({"sourceUrl":"http://x/f","fileName":"a.txt","fileSize":12})"},
      {kAtText, R"({"text":"@u2 hi","atUserList":["u2"],"atUsersInfo":[{"atUserID":"u2",)"
                R"("groupNickname":"Bob"}],"isAtSelf":false})"},
      {kMerger, R"({"title":"t","abstractList":[],"multiMessage":[]})"},
      {kLocation, R"({"description":"d","longitude":1.5,"latitude":-2})"},
      {kCustom, R"({"data":"x","description":"y","extension":"z"})"},
      {kQuote, R"({"text":"q","quoteMessage":{"seq":1}})"},
      {kFace, R"({"index":1,"data":"d"})"},
      {kAdvancedText, R"({"text":"a","messageEntityList":[]})"},
      {kMarkdown, R"({"content":"# a"})"},
      {kCustomSilent, R"({"data":"x","description":"","extension":""})"},
  };
  for (const auto& [type, content] : all) {
    MsgData in = Sent(type, content);
    in.ex = "e";
    in.attachedInfo = "a";
    in.offlinePushInfo = OfflinePushInfo{"t", "d", "", "", true, ""};
    in.options = {{"unreadCount", false}};
    in.atUserIDList = {"u2"};
    const auto draft = ReadDraft(in);
    ASSERT_TRUE(draft.ok()) << type;
    const MsgData out = ToMsgData(Stored(*draft), {});
    EXPECT_EQ(out.contentType, type);
    EXPECT_EQ(out.content.data, content);
    EXPECT_EQ(out.clientMsgID, "c1");
    EXPECT_EQ(out.senderPlatformID, 7);
    EXPECT_EQ(out.createTime, 1000);
    EXPECT_EQ(out.sendTime, 2000);
    EXPECT_EQ(out.ex, "e");
    EXPECT_EQ(out.attachedInfo, "a");
    EXPECT_EQ(out.offlinePushInfo->title, "t");
    EXPECT_EQ(out.options, in.options);
    EXPECT_EQ(out.atUserIDList, in.atUserIDList);
    EXPECT_EQ(out.status, 2);
    EXPECT_EQ(out.msgFrom, 100);
  }
}

TEST(Content, TheUsualFormIsNotKeptTwice) {
  const auto draft = ReadDraft(Sent(kText, R"({"content":"hi"})"));
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->in.raw, R"({"platform":7,"created":1000})");
}

// As versions stored it that wrote what is not given, too.
TEST(Content, WhatIsStoredWholeIsReadAsWell) {
  MsgData in = Sent(kText, R"({"content":"hi"})");
  in.ex = "e";
  auto draft = ReadDraft(in);
  ASSERT_TRUE(draft.ok());
  const std::string text = json::ToText(ToMsgData(Stored(*draft), {}));
  draft->in.raw = WholeRaw(in, *draft);
  EXPECT_EQ(draft->in.raw,
            R"({"type":0,"platform":7,"created":1000,"ex":"e","attached":"","at":[],"from":0,)"
            R"("nickname":"","face":"","client":""})");
  EXPECT_EQ(json::ToText(ToMsgData(Stored(*draft), {})), text);
}

TEST(Content, OthersReadBodies) {
  auto draft = ReadDraft(Sent(kAtText, R"({"text":"@u2 and @AtAllTag","atUserList":["u2",)"
                                       R"("AtAllTag"],"atUsersInfo":[{"atUserID":"u2",)"
                                       R"("groupNickname":"Bob"},{"atUserID":"AtAllTag",)"
                                       R"("groupNickname":"all"}]})"));
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(std::get<body::Text>(draft->in.body).text, "@Bob and @all");
  EXPECT_THAT(draft->mentions, ElementsAre("u2"));
  EXPECT_TRUE(draft->in.mention_all);

  draft = ReadDraft(Sent(kSound, R"({"sourceUrl":"u","duration":4,"soundType":"aac"})"));
  EXPECT_EQ(std::get<body::Voice>(draft->in.body).duration_ms, 4000);
  draft = ReadDraft(Sent(kMerger, R"({"title":"Yesterday"})"));
  EXPECT_EQ(body::Preview(draft->in.body), "[聊天记录] Yesterday");
  draft = ReadDraft(Sent(kCard, R"({"userID":"u2","nickname":"Bob","faceURL":"f"})"));
  EXPECT_EQ(draft->card, "u2");
  EXPECT_EQ(std::get<body::Card>(draft->in.body).name, "Bob");
}

TEST(Content, MessagesOfOthersGetTheirForm) {
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kRuoyi);
  message.client_id = "not ours";
  message.raw = "{}";
  message.sent_at = 5;
  message.body = body::Text{"hi"};
  Parties parties;
  parties.sender = "ann";
  parties.receiver = "bob";
  parties.session_type = 1;
  parties.card = "cat";
  MsgData out = ToMsgData(message, parties);
  EXPECT_EQ(out.contentType, kText);
  EXPECT_EQ(out.content.data, R"({"content":"hi"})");
  EXPECT_EQ(out.clientMsgID, "");
  EXPECT_EQ(out.senderPlatformID, 5);
  EXPECT_EQ(out.createTime, 5);
  message.body = body::Card{UserId(3), "Cat", "f"};
  EXPECT_EQ(ToMsgData(message, parties).content.data,
            R"({"userID":"cat","nickname":"Cat","faceURL":"f","ex":""})");
  body::Notice notice;
  notice.kind = body::NoticeKind::kFriendsNow;
  message.body = notice;
  out = ToMsgData(message, parties);
  EXPECT_EQ(out.contentType, kCustom);
  EXPECT_EQ(out.msgFrom, 200);
  EXPECT_THAT(out.content.data, testing::HasSubstr("你们已成为好友"));
}

TEST(Content, NamesAndQuotesOfOthersGetTheirForm) {
  body::Message message;
  message.origin = static_cast<std::uint8_t>(access::Dialect::kRuoyi);
  message.body = body::Text{"@Bob hi"};
  Parties parties;
  parties.quote = R"({"seq":1})";
  MsgData out = ToMsgData(message, parties);
  EXPECT_EQ(out.contentType, kQuote);
  EXPECT_EQ(out.content.data,
            R"({"text":"@Bob hi","quoteMessage":{"seq":1},"messageEntityList":null})");
  parties.mentioned = {{UserId(2), "bob", "Bob", ""}};
  message.mention_all = true;
  out = ToMsgData(message, parties);
  EXPECT_EQ(out.contentType, kAtText);
  EXPECT_EQ(out.content.data,
            R"({"text":"@Bob hi","atUserList":["bob","AtAllTag"],"atUsersInfo":[)"
            R"({"atUserID":"bob","groupNickname":"Bob"},{"atUserID":"AtAllTag",)"
            R"("groupNickname":"所有人"}],"quoteMessage":{"seq":1},"isAtSelf":false})");
  EXPECT_THAT(out.atUserIDList, ElementsAre("bob", "AtAllTag"));
}

TEST(Content, AQuoteOfWhatIsGoneIsReplaced) {
  const auto draft =
      ReadDraft(Sent(kQuote, R"({"text":"q","quoteMessage":{"serverMsgID":"s1","seq":1},)"
                             R"("messageEntityList":[2]})"));
  ASSERT_TRUE(draft.ok());
  EXPECT_EQ(draft->quoted, "s1");
  Parties parties;
  parties.quote = R"({"seq":9})";
  const MsgData out = ToMsgData(Stored(*draft), parties);
  EXPECT_EQ(out.contentType, kQuote);
  EXPECT_EQ(out.content.data, R"({"text":"q","quoteMessage":{"seq":9},"messageEntityList":[2]})");
}

TEST(Content, ALineWithANotificationOfItsOwn) {
  body::Message message;
  message.body = body::Notice{};
  Parties parties;
  parties.line_type = 1509;
  parties.line_tips = R"({"a":1})";
  const MsgData out = ToMsgData(message, parties);
  EXPECT_EQ(out.contentType, 1509);
  EXPECT_EQ(out.msgFrom, 200);
  EXPECT_EQ(out.content.data, R"({"detail":"{\"a\":1}"})");
  EXPECT_EQ(out.options,
            (std::map<std::string, bool>{{"offlinePush", false}, {"unreadCount", true}}));
}

TEST(Content, ARecalledMessageTellsNothing) {
  MsgData in = Sent(kText, R"({"content":"secret"})");
  in.ex = "secret";
  in.attachedInfo = "secret";
  in.atUserIDList = {"secret"};
  in.offlinePushInfo = OfflinePushInfo{"secret", "", "", "", false, ""};
  body::Message message = Stored(*ReadDraft(in));
  message.recalled_at = 9;
  const MsgData out = ToMsgData(message, {});
  EXPECT_EQ(out.contentType, kRevoked);
  EXPECT_EQ(json::ToText(out).find("secret"), std::string::npos);
  EXPECT_EQ(out.clientMsgID, "c1");
}

TEST(Content, Refusals) {
  auto field = [](const MsgData& in) {
    const auto draft = ReadDraft(in);
    return draft.ok() ? "accepted" : draft.error().field;
  };
  for (const int type : {0, 100, 111, 112, 116, 121, 200, 1400, 1501, 2101, 5001}) {
    EXPECT_EQ(field(Sent(type, "{}")), "contentType") << type;
  }
  EXPECT_EQ(field(Sent(kText, "hi")), "content");
  EXPECT_EQ(field(Sent(kText, R"({"content":5})")), "content");
  EXPECT_EQ(field(Sent(kText, "")), "content");
  EXPECT_EQ(field(Sent(kFace, "[")), "content");
  EXPECT_EQ(field(Sent(kText, "{\"content\":\"\xff\"}")), "content");
}

TEST(Content, OptionsThatAreAbsentAreOn) {
  EXPECT_EQ(OptionBits({}), 0);
  EXPECT_EQ(OptionBits({{"history", true}, {"unknown", false}}), 0);
  const std::map<std::string, bool> some = {{"history", false}, {"senderNotificationPush", false}};
  EXPECT_EQ(OptionsOf(OptionBits(some)), some);
  EXPECT_TRUE(IsOn(some, "persistent"));
  EXPECT_FALSE(IsOn(some, "history"));
}

}  // namespace
}  // namespace koine::openim
