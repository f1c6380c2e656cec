#include "cluster/seal.h"

#include <gtest/gtest.h>

#include <string>

namespace koine::cluster {
namespace {

const std::string kKey(kSealKeyBytes, 'k');

TEST(ClusterSeal, OpensWhatWasSealedAndNothingElse) {
  SystemRandom random;
  Sealer sealer(kKey, random);
  for (const std::string& frame :
       {std::string(), std::string("hello"), std::string(100'000, 'x')}) {
    const std::string sealed = sealer.Seal(frame);
    EXPECT_LE(sealed.size(), frame.size() + kSealBytes);
    const auto opened = OpenSealed(kKey, sealed);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->frame, frame);
    EXPECT_FALSE(OpenSealed(std::string(kSealKeyBytes, 'j'), sealed).has_value());
  }
  EXPECT_EQ(OpenSealed(kKey, sealer.Seal("x"))->number, 4U);
  EXPECT_FALSE(OpenSealed(kKey, "").has_value());
  EXPECT_FALSE(OpenSealed(kKey, std::string(1000, '\2')).has_value());
}

TEST(ClusterSeal, HidesTheTextAndNoticesEachChangedBit) {
  SystemRandom random;
  Sealer sealer(kKey, random);
  const std::string sealed = sealer.Seal("a private message");
  EXPECT_EQ(sealed.find("private"), std::string::npos);
  EXPECT_NE(sealed.substr(1), sealer.Seal("a private message").substr(1));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_FALSE(OpenSealed(kKey, changed).has_value()) << i;
    EXPECT_FALSE(OpenSealed(kKey, sealed.substr(0, i)).has_value()) << i;
  }
}

TEST(ClusterSeal, ANumberIsTakenOnce) {
  Numbers numbers;
  EXPECT_TRUE(numbers.Take(1));
  EXPECT_FALSE(numbers.Take(1));
  EXPECT_TRUE(numbers.Take(5));
  EXPECT_TRUE(numbers.Take(3));
  EXPECT_FALSE(numbers.Take(3));
  EXPECT_FALSE(numbers.Take(5));
  EXPECT_FALSE(numbers.Take(1));
  EXPECT_TRUE(numbers.Take(5 + Numbers::kWindow));
  EXPECT_FALSE(numbers.Take(5)) << "it is too old to tell";
  EXPECT_TRUE(numbers.Take(6));
  EXPECT_FALSE(numbers.Take(6));
  EXPECT_TRUE(numbers.Take(1'000'000));
  EXPECT_FALSE(numbers.Take(1'000'000));
}

TEST(ClusterSeal, EachProcessHasNumbersOfItsOwn) {
  Replays replays;
  EXPECT_TRUE(replays.Take("a", 1));
  EXPECT_TRUE(replays.Take("b", 1));
  EXPECT_FALSE(replays.Take("a", 1));
  for (std::size_t i = 0; i < Replays::kBootsMax; ++i) {
    EXPECT_TRUE(replays.Take("c" + std::to_string(i), 1));
    EXPECT_FALSE(replays.Take("b", 1)) << "who speaks stays known";
  }
}

}  // namespace
}  // namespace koine::cluster
