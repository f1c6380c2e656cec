#include "core/office/states.h"

#include <gtest/gtest.h>

namespace koine::office {
namespace {

enum class Light : std::uint8_t { kRed, kGreen };
enum class Turn : std::uint8_t { kGo, kStop };
KOINE_ENUM(Light, (Light::kRed, "RED"), (Light::kGreen, "GREEN"))
KOINE_ENUM(Turn, (Turn::kGo, "go"), (Turn::kStop, "stop"))

constexpr Transition<Light, Turn> kLights[] = {
    {Light::kRed, Turn::kGo, Light::kGreen},
    {Light::kGreen, Turn::kStop, Light::kRed},
};

TEST(States, OnlyWhatTheTableSaysIsAllowed) {
  const std::span<const Transition<Light, Turn>> table = kLights;
  EXPECT_EQ(Next(table, Light::kRed, Turn::kGo), Light::kGreen);
  EXPECT_EQ(Next(table, Light::kGreen, Turn::kStop), Light::kRed);
  EXPECT_EQ(Next(table, Light::kGreen, Turn::kGo), std::nullopt);
}

TEST(States, WordsGoBothWays) {
  EXPECT_EQ(WordOf(Light::kGreen), "GREEN");
  EXPECT_EQ(ValueOf<Light>("RED"), Light::kRed);
  EXPECT_EQ(ValueOf<Light>("red"), std::nullopt);
}

TEST(States, TheTableIsOfOneLineEach) {
  EXPECT_EQ(TableOf(std::span<const Transition<Light, Turn>>(kLights)),
            "| from | act | to |\n|---|---|---|\n"
            "| `RED` | `go` | `GREEN` |\n| `GREEN` | `stop` | `RED` |\n");
}

}  // namespace
}  // namespace koine::office
