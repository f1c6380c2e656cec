#include "core/erasure/copies.h"

#include <gtest/gtest.h>

#include <variant>

#include "base/json.h"

namespace koine::erasure {
namespace {

TEST(WithoutPerson, TakesTheNameWhereTheNumberStands) {
  const UserId ann(1001);
  EXPECT_EQ(
      WithoutPerson(R"({"actor":{"id":1001,"name":"A\"nn","avatar":"/a.png"},"n":1})", ann, {}),
      R"({"actor":{"id":1001,"name":"已注销用户","avatar":""},"n":1})");
  EXPECT_EQ(WithoutPerson(R"({"id":10010,"name":"Bob"})", ann, {}), R"({"id":10010,"name":"Bob"})");
  EXPECT_EQ(WithoutPerson(R"({"id":1001,"name":"Ann)", ann, {}),
            R"({"id":1001,"name":"已注销用户)");
}

TEST(WithoutPerson, TakesWordsThatAreWholeStrings) {
  EXPECT_EQ(WithoutPerson(R"({"text":"Ann","more":"Annabel"})", UserId(1), {"Ann"}),
            R"({"text":"已注销用户","more":"Annabel"})");
}

TEST(WithoutPerson, TakesWordsOutOfNotifications) {
  EXPECT_EQ(WithoutPerson(R"({"content":"Ann 请求","related_type":"X"})", UserId(1), {"Ann"}),
            R"({"content":"已注销用户 请求","related_type":"X"})");
}

const Person kAnn{UserId(1001), "ann-handle", {"Ann"}, false};

body::Merged Within(body::MergedItem item, int depth) {
  body::Merged out;
  out.title = "Ann and Bob";
  if (depth > 0) {
    item.body = body::Encode(body::Body(Within(std::move(item), depth - 1)));
    item.kind = static_cast<int>(body::Kind::kMerged);
    item.sender = UserId(7);
    item.name = "Bob";
    item.handle.clear();
  }
  out.items.push_back(std::move(item));
  return out;
}

std::string Cleaned(const body::MergedItem& item, int depth, bool said) {
  Person person = kAnn;
  person.said = said;
  return WithoutCopies(body::Kind::kMerged, body::Encode(body::Body(Within(item, depth))), person);
}

TEST(WithoutCopies, MergedMessagesLoseNamesOrAll) {
  body::MergedItem item;
  item.sender = UserId(1001);
  item.name = "Ann";
  item.avatar = "/ann.png";
  item.kind = 1;
  item.body = "marker";
  for (int depth = 0; depth < body::kMergedDepthMax; ++depth) {
    const std::string kept = Cleaned(item, depth, false);
    EXPECT_EQ(kept.find("Ann"), std::string::npos) << kept;
    EXPECT_EQ(kept.find("ann.png"), std::string::npos) << kept;
    EXPECT_NE(kept.find("marker"), std::string::npos) << kept;
    EXPECT_EQ(Cleaned(item, depth, true).find("marker"), std::string::npos);
  }
  item.sender = UserId();
  item.handle = "ann-handle";
  EXPECT_EQ(Cleaned(item, 0, true).find("marker"), std::string::npos);
  item.handle = "bob-handle";
  EXPECT_NE(Cleaned(item, 2, true).find("marker"), std::string::npos);
}

TEST(WithoutCopies, CardsAndLinesOfTheSystem) {
  const std::string card = body::Encode(body::Body(body::Card{UserId(1001), "Ann", "/a.png"}));
  EXPECT_EQ(WithoutCopies(body::Kind::kCard, card, kAnn).find("Ann"), std::string::npos);
  const std::string other = body::Encode(body::Body(body::Card{UserId(10010), "Ann", "/a.png"}));
  EXPECT_EQ(WithoutCopies(body::Kind::kCard, other, kAnn), other);
  body::Notice notice;
  notice.kind = body::NoticeKind::kAnnouncement;
  notice.actor = {UserId(1001), "Ann"};
  notice.text = "marker";
  const std::string line = body::Encode(body::Body(notice));
  Person person = kAnn;
  EXPECT_EQ(WithoutCopies(body::Kind::kNotice, line, person), line);
  person.said = true;
  EXPECT_EQ(WithoutCopies(body::Kind::kNotice, line, person).find("marker"), std::string::npos);
}

TEST(WithoutWords, ReachesJsonWithinJson) {
  std::string text = R"({"sendID":"ann-handle","nick":"Ann","more":"Annabel"})";
  for (int depth = 0; depth < 4; ++depth) {
    EXPECT_TRUE(HoldsMessageOf(text, "ann-handle")) << text;
    EXPECT_FALSE(HoldsMessageOf(text, "ann")) << text;
    const std::string out = WithoutWords(text, {"Ann"});
    EXPECT_EQ(out.find("Ann\\"), std::string::npos) << out;
    EXPECT_EQ(out.find("Ann\""), std::string::npos) << out;
    EXPECT_NE(out.find("Annabel"), std::string::npos) << out;
    text = "{\"content\":" + json::ToText(text) + "}";
  }
}

}  // namespace
}  // namespace koine::erasure
