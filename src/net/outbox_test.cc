#include "net/outbox.h"

#include <gtest/gtest.h>

#include <random>

namespace koine::net {
namespace {

SharedFrames Frames(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

std::string All(const Outbox& outbox) {
  std::string_view pieces[32];
  std::string out;
  const std::size_t count = outbox.Next(pieces);
  for (std::size_t i = 0; i < count; ++i) {
    EXPECT_FALSE(pieces[i].empty());
    out += pieces[i];
  }
  return out;
}

TEST(Outbox, KeepsTheOrderOfWhatComes) {
  Outbox outbox;
  EXPECT_TRUE(outbox.empty());
  outbox.Bytes() += "ab";
  outbox.Share(Frames("cd"));
  outbox.Share(Frames(""));
  EXPECT_TRUE(outbox.shares());
  EXPECT_EQ(All(outbox), "abcd");
  outbox.Bytes() += "ef";
  EXPECT_FALSE(outbox.shares());
  outbox.Share(Frames("gh"));
  EXPECT_EQ(All(outbox), "abcdefgh");
  EXPECT_EQ(outbox.size(), 8u);
}

TEST(Outbox, SharesWithoutACopy) {
  const SharedFrames frames = Frames("shared");
  Outbox outbox;
  outbox.Share(frames);
  std::string_view pieces[32];
  ASSERT_EQ(outbox.Next(pieces), 1u);
  EXPECT_EQ(pieces[0].data(), frames->data());
  EXPECT_EQ(frames.use_count(), 2);
  outbox.Clear();
  EXPECT_EQ(frames.use_count(), 1);
  EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, GivesTheSameBytesHoweverTheyAreWritten) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    Outbox outbox;
    std::string expected;
    std::string written;
    auto write = [&](std::size_t most) {
      const std::string next = All(outbox);
      const std::size_t n = std::min(next.size(), most);
      written += next.substr(0, n);
      outbox.Written(n);
      EXPECT_EQ(outbox.size(), expected.size() - written.size());
    };
    for (int step = 0; step < 120; ++step) {
      const std::string text(random() % 40, static_cast<char>('a' + step % 26));
      switch (random() % 4) {
        case 0:
          outbox.Bytes() += text;
          expected += text;
          break;
        case 1:
        case 2:
          outbox.Share(Frames(text));
          expected += text;
          break;
        default:
          write(random() % 60);
      }
    }
    while (!outbox.empty()) write(1 + random() % 500);
    EXPECT_EQ(written, expected);
  }
}

}  // namespace
}  // namespace koine::net
