#include "core/file/chat.h"

#include "base/time.h"
#include "core/core_test_util.h"
#include "core/file/rows.h"

namespace koine::file {
namespace {

class ChatFiles : public core::CoreOnBothTest {
 protected:
  File Add(UserId who) {
    Received content;
    content.name = "a.png";
    content.extension = "png";
    content.mime = "image/png";
    content.kind = Kind::kImage;
    content.size = 5;
    content.md5 = std::string(32, 'a');
    content.sha256 = std::string(64, 'a');
    auto made = Write([&](store::Txn& txn) { return AddForChat(txn, As(who), content, Limits()); });
    EXPECT_TRUE(made.ok());
    return made.ok() ? *made : File();
  }
  bool Opens(const File& file) {
    return Read([&](store::Txn& txn) {
      return FollowAppLink(txn, file.key + "." + file.extension, "", Storage()).ok();
    });
  }
  void SweepAfter(std::int64_t ms) {
    clock.Advance(ms);
    ASSERT_TRUE(
        Write([&](store::Txn& txn) -> Result<std::int64_t> { return SweepFiles(txn, 100); }).ok());
  }
  void Keep(UserId who, const std::string& url) {
    ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                  KeepLinked(txn, As(who), {url});
                  return Ok();
                }).ok());
  }
};
KOINE_ON_BOTH(ChatFiles);

TEST_P(ChatFiles, TheLinkOpensUntilTheTimeIsOver) {
  const UserId ann = AddUser("ann");
  const File file = Add(ann);
  EXPECT_EQ(AppLinkOf(file), "/storage/uploads/" + file.key + ".png");
  SweepAfter(179 * kDayMs);
  EXPECT_TRUE(Opens(file));
  SweepAfter(2 * kDayMs);
  EXPECT_FALSE(Opens(file));
}

TEST_P(ChatFiles, WhatItsOwnerShowsLasts) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const File own = Add(ann);
  const File foreign = Add(ann);
  Keep(ann, "https://im.example.org" + AppLinkOf(own));
  Keep(bob, "https://im.example.org" + AppLinkOf(foreign));
  Keep(ann, "https://elsewhere.example.org/pictures" + AppLinkOf(foreign));
  SweepAfter(181 * kDayMs);
  EXPECT_TRUE(Opens(own));
  EXPECT_FALSE(Opens(foreign));
}

TEST(ChatKinds, HaveNamesAndLimits) {
  EXPECT_EQ(ChatKindOf("voice"), ChatKind::kVoice);
  EXPECT_EQ(ChatKindOf("VOICE"), std::nullopt);
  EXPECT_EQ(ChatBytesMax(ChatKind::kVideo), 50 << 20);
  EXPECT_EQ(ChatBytesMax(ChatKind::kImage), 20 << 20);
}

}  // namespace
}  // namespace koine::file
