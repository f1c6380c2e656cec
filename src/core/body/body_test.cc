#include "core/body/body.h"

#include <gtest/gtest.h>

namespace koine::body {
namespace {

MergedItem Said(const std::string& name, const Body& body) {
  return {UserId(4),   name, "/a/4", "h4", "", 1'700'000'000'000, static_cast<int>(KindOf(body)),
          Encode(body)};
}

std::vector<Body> OneOfEach() {
  Image image;
  image.url = "/f/1.png";
  image.name = "a \"b\".png";
  image.mime = "image/png";
  image.thumb_url = "/t/1";
  image.file = 7;
  image.size = 1024;
  image.width = 640;
  image.height = 480;
  Voice voice;
  voice.url = "/f/2";
  voice.duration_ms = 3'600;
  Video video;
  video.url = "/f/3";
  video.duration_ms = 90'000;
  File file;
  file.url = "/f/4";
  file.name = "报告.pdf";
  Notice notice{
      NoticeKind::kMemberInvited, {UserId(1), "甲"}, {{UserId(2), "乙"}, {UserId(3), "丙"}}, ""};
  return {Text{"hello\n世界"},
          image,
          voice,
          video,
          file,
          Location{116.25, 39.5, "故宫", "北京"},
          Card{UserId(12), "甲", "/a/12"},
          Custom{R"({"x":[1,2]})", "a vote", "VOTE"},
          notice,
          RedPacket{"0123-ab", 1, 5, "恭喜"},
          CallRecord{"45-cd", true, kCallTalked, 62},
          Merged{"Ann and Bob", {Said("Ann", Text{"hi"}), Said("Bob", file)}}};
}

TEST(BodyCoding, EveryKindComesBackAsItWas) {
  int kinds = 0;
  for (const Body& body : OneOfEach()) {
    const Body back = Decode(KindOf(body), Encode(body));
    EXPECT_EQ(back.index(), body.index());
    EXPECT_EQ(Encode(back), Encode(body));
    EXPECT_EQ(Preview(back), Preview(body));
    ++kinds;
  }
  EXPECT_EQ(kinds, static_cast<int>(std::variant_size_v<Body>));
}

TEST(BodyCoding, FieldsSurvive) {
  const auto bodies = OneOfEach();
  const auto image = std::get<Image>(Decode(Kind::kImage, Encode(bodies[1])));
  EXPECT_EQ(image.name, "a \"b\".png");
  EXPECT_EQ(image.file, 7);
  EXPECT_EQ(image.size, 1024);
  EXPECT_EQ(image.width, 640);
  EXPECT_EQ(image.height, 480);
  EXPECT_EQ(image.thumb_url, "/t/1");
  const auto voice = std::get<Voice>(Decode(Kind::kVoice, Encode(bodies[2])));
  EXPECT_EQ(voice.duration_ms, 3'600);
  const auto place = std::get<Location>(Decode(Kind::kLocation, Encode(bodies[5])));
  EXPECT_EQ(place.longitude, 116.25);
  EXPECT_EQ(place.latitude, 39.5);
  const auto card = std::get<Card>(Decode(Kind::kCard, Encode(bodies[6])));
  EXPECT_EQ(card.user, UserId(12));
  const auto custom = std::get<Custom>(Decode(Kind::kCustom, Encode(bodies[7])));
  EXPECT_EQ(custom.data, R"({"x":[1,2]})");
  EXPECT_EQ(custom.wire_type, "VOTE");
  const auto notice = std::get<Notice>(Decode(Kind::kNotice, Encode(bodies[8])));
  EXPECT_EQ(notice.kind, NoticeKind::kMemberInvited);
  ASSERT_EQ(notice.targets.size(), 2u);
  EXPECT_EQ(notice.targets[1].id, UserId(3));
  EXPECT_EQ(notice.targets[1].name, "丙");
}

TEST(BodyCoding, TextIsStoredAsItIs) {
  EXPECT_EQ(Encode(Text{"{\"a\":1}"}), "{\"a\":1}");
}

TEST(BodyCoding, ADamagedRowReadsAsCustomWithItsText) {
  for (const Kind kind :
       {Kind::kImage, Kind::kVoice, Kind::kVideo, Kind::kFile, Kind::kLocation, Kind::kCard,
        Kind::kCustom, Kind::kNotice, Kind::kRedPacket, Kind::kCallRecord, Kind::kMerged}) {
    const Body body = Decode(kind, "{broken");
    ASSERT_TRUE(std::holds_alternative<Custom>(body)) << static_cast<int>(kind);
    EXPECT_EQ(std::get<Custom>(body).data, "{broken");
  }
  EXPECT_EQ(std::get<Custom>(Decode(static_cast<Kind>(99), "x")).data, "x");
}

// These numbers are in stored rows.
TEST(BodyKinds, NumbersStay) {
  const int wanted[] = {1, 2, 3, 4, 5, 6, 7, 8, 20, 9, 21, 10};
  int i = 0;
  for (const Body& body : OneOfEach()) EXPECT_EQ(static_cast<int>(KindOf(body)), wanted[i++]);
}

TEST(BodyKinds, NoticesAndRecordsOfCallsDoNotCount) {
  for (const Body& body : OneOfEach()) {
    const Kind kind = KindOf(body);
    EXPECT_EQ(Countable(body), kind != Kind::kNotice && kind != Kind::kCallRecord);
  }
}

TEST(BodyPreview, Literals) {
  EXPECT_EQ(Preview(Text{"hi"}), "hi");
  EXPECT_EQ(Preview(Image{}), "[图片]");
  EXPECT_EQ(Preview(Voice{}), "[语音]");
  Voice voice;
  voice.duration_ms = 2'500;
  EXPECT_EQ(Preview(voice), "[语音] 3\"");
  voice.duration_ms = 499;
  EXPECT_EQ(Preview(voice), "[语音]");
  EXPECT_EQ(Preview(Video{}), "[视频]");
  EXPECT_EQ(Preview(File{}), "[文件]");
  File file;
  file.name = "a.pdf";
  EXPECT_EQ(Preview(file), "[文件] a.pdf");
  EXPECT_EQ(Preview(Location{}), "[位置]");
  EXPECT_EQ(Preview(Location{1, 2, "故宫", ""}), "[位置] 故宫");
  EXPECT_EQ(Preview(Card{UserId(12), "甲", ""}), "[名片] 甲（ID 12）");
  EXPECT_EQ(Preview(Custom{"{}", "", ""}), "[自定义消息]");
  EXPECT_EQ(Preview(Custom{"{}", "a vote", ""}), "a vote");
}

TEST(BodyMerged, ReadsAsLines) {
  const Merged inner{"Inner", {Said("Dan", Text{"deep"})}};
  Merged merged{"Ann and Bob",
                {Said("Ann", Text{"one\ntwo"}), Said("Bob", Image{}), Said("Cat", inner),
                 Said("Ann", Text{std::string(100, 'x')}), Said("Bob", Text{"no more"})}};
  EXPECT_EQ(Preview(merged), "[聊天记录] Ann and Bob");
  EXPECT_EQ(MergedText(merged),
            "[聊天记录] Ann and Bob\nAnn: one two\nBob: [图片]\n"
            "Cat: [聊天记录] Inner\nAnn: " +
                std::string(55, 'x') + "…");
}

TEST(BodyMerged, DepthCountsThoseWithinEachOther) {
  EXPECT_EQ(DepthOf(Text{"x"}), 0);
  Merged merged{"1", {Said("Ann", Text{"x"})}};
  EXPECT_EQ(DepthOf(merged), 1);
  merged = {"2", {Said("Bob", Text{"y"}), Said("Ann", merged)}};
  EXPECT_EQ(DepthOf(merged), 2);
  merged = {"3", {Said("Ann", merged), Said("Bob", Text{"y"})}};
  EXPECT_EQ(DepthOf(merged), 3);
  const auto outer = std::get<Merged>(Decode(Kind::kMerged, Encode(merged)));
  const auto middle = std::get<Merged>(BodyOf(outer.items[0]));
  const auto inner = std::get<Merged>(BodyOf(middle.items[1]));
  EXPECT_EQ(std::get<Text>(BodyOf(inner.items[0])).text, "x");
}

TEST(BodyPreview, NoticeLiterals) {
  Notice n;
  n.actor = {UserId(1), "甲"};
  n.targets = {{UserId(2), "乙"}, {UserId(3), "丙"}};
  n.text = "新";
  const std::pair<NoticeKind, const char*> lines[] = {
      {NoticeKind::kFriendsNow, "你们已成为好友，现在可以开始聊天了"},
      {NoticeKind::kFriendsEnded, "你们的好友关系已解除"},
      {NoticeKind::kGroupCreated, "'甲'创建了群聊"},
      {NoticeKind::kMemberInvited, "'甲'邀请'乙、丙'加入了群聊"},
      {NoticeKind::kMemberJoined, "'甲'加入了群聊"},
      {NoticeKind::kMemberRemoved, "'乙、丙'被'甲'移出群聊"},
      {NoticeKind::kMemberLeft, "'甲'退出了群聊"},
      {NoticeKind::kDissolved, "'甲'解散了群聊"},
      {NoticeKind::kOwnerTransferred, "'甲'将群主转让给'乙、丙'"},
      {NoticeKind::kRenamed, "'甲'将群名修改为'新'"},
      {NoticeKind::kAnnouncement, "'甲'发布了群公告：新"}};
  for (const auto& [kind, line] : lines) {
    n.kind = kind;
    EXPECT_EQ(NoticeText(n), line);
    EXPECT_EQ(Preview(n), line);
    // What is stored names the kind by a word, not by a number.
    const auto back = std::get<Notice>(Decode(Kind::kNotice, Encode(n)));
    EXPECT_EQ(back.kind, kind);
  }
}

}  // namespace
}  // namespace koine::body
