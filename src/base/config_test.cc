#include "base/config.h"

#include <gtest/gtest.h>

#include <fstream>

namespace koine::config {
namespace {

constexpr Setting kSettings[] = {
    {"listen.main", Kind::kInt, "8080", "Port of the main listener.", false, 0, 65535},
    {"log.level", Kind::kText, "info", "Least level shown."},
    {"auth.secret", Kind::kText, "", "Signs tokens.", true},
    {"auth.pin", Kind::kInt, "1", "A secret number.", true},
    {"demo", Kind::kBool, "false", "Make demo data."},
    {"dir", Kind::kText, "./data", "Where data is.", false, 1},
    {"auth.access", Kind::kDuration, "2h", "Life of an access token.", false, 1000, 86400000},
    {"upload.max", Kind::kSize, "100m", "Largest upload."},
    {"metrics.allow", Kind::kList, "127.0.0.1,::1", "Who may read metrics."},
    {.name = "call.max", .kind = Kind::kInt, .default_value = "9", .alias = "rtc.max_channel"},
};

std::string WriteFile(const std::string& content) {
  const std::string path = testing::TempDir() + "koine_config_test.toml";
  std::ofstream(path) << content;
  return path;
}

std::string Refusal(const Inputs& inputs) {
  auto config = Config::Load(kSettings, inputs);
  return config.ok() ? "" : config.error().text;
}

TEST(Config, NamesWhatDiffers) {
  const auto one = Config::Load(kSettings, {.args = {"--upload.max=1k", "--dir=here"}});
  const auto two = Config::Load(kSettings, {.args = {"--upload.max=1024", "--demo=true",
                                                     "--metrics.allow=127.0.0.1", "--dir=there"}});
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_EQ(one->DifferentIn(*two), (std::vector<std::string>{"demo", "dir", "metrics.allow"}));
  EXPECT_TRUE(one->DifferentIn(*one).empty());
}

TEST(Config, Defaults) {
  auto config = Config::Load(kSettings, {});
  ASSERT_TRUE(config.ok());
  EXPECT_EQ(config->Int("listen.main"), 8080);
  EXPECT_EQ(config->Text("log.level"), "info");
  EXPECT_FALSE(config->Bool("demo"));
  EXPECT_EQ(config->DurationMs("auth.access"), 7200000);
  EXPECT_EQ(config->Int("upload.max"), 100 << 20);
  EXPECT_EQ(config->List("metrics.allow"), (std::vector<std::string>{"127.0.0.1", "::1"}));
  EXPECT_EQ(config->Origin("demo"), "default");
}

TEST(Config, FlagOverEnvironmentOverFile) {
  const std::string path = WriteFile(
      "demo = true\nlog.level = \"warn\"\n[listen]\nmain = 1\n[auth]\nsecret = \"hidden\"\n"
      "access = 60\n[metrics]\nallow = [\"a\", \"b\"]\n");
  auto config =
      Config::Load(kSettings, {{"serve", "--listen.main=3", "--config", path, "--", "--x"},
                               {"PATH=/bin", "KOINE_LISTEN_MAIN=2", "KOINE_LOG_LEVEL=error"}});
  ASSERT_TRUE(config.ok()) << config.error().text;
  EXPECT_EQ(config->Int("listen.main"), 3);
  EXPECT_EQ(config->Origin("listen.main"), "flag --listen.main");
  EXPECT_EQ(config->Text("log.level"), "error");
  EXPECT_EQ(config->Origin("log.level"), "environment KOINE_LOG_LEVEL");
  EXPECT_TRUE(config->Bool("demo"));
  EXPECT_EQ(config->Origin("demo"), "file " + path + " line 1");
  EXPECT_EQ(config->DurationMs("auth.access"), 60000);
  EXPECT_EQ(config->List("metrics.allow"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(config->words(), (std::vector<std::string>{"serve", "--x"}));
  const std::string printed = config->Print();
  EXPECT_NE(printed.find("listen.main = 3  # flag --listen.main\n"), std::string::npos);
  EXPECT_NE(printed.find("auth.secret = ***"), std::string::npos);
  EXPECT_EQ(printed.find("hidden"), std::string::npos);
}

TEST(Config, AnotherNameIsAsGoodButTheOwnOneWins) {
  auto max = [](const Inputs& inputs) {
    auto config = Config::Load(kSettings, inputs);
    EXPECT_TRUE(config.ok()) << config.error().text;
    return config.ok() ? config->Int("call.max") : -1;
  };
  EXPECT_EQ(max({{"--rtc.max_channel", "5"}}), 5);
  EXPECT_EQ(max({{}, {"KOINE_CALL_MAX=4", "KOINE_RTC_MAX_CHANNEL=5"}}), 4);
  EXPECT_EQ(max({{}, {"KOINE_RTC_MAX_CHANNEL=5", "KOINE_CALL_MAX=4"}}), 4);
  EXPECT_EQ(Refusal({{"--call.max=4", "--rtc.max_channel=5"}}),
            "flag --rtc.max_channel (--call.max) is given twice");
  EXPECT_EQ(max({{}, {"KOINE_RTC_MAX_CHANNEL=6"}}), 6);
  EXPECT_EQ(max({{"--rtc.max_channel=5"}, {"KOINE_CALL_MAX=6"}}), 5);
  EXPECT_EQ(max({{}, {}, WriteFile("[rtc]\nmax_channel = 7\n")}), 7);
  EXPECT_EQ(Refusal({{"--rtc.max_channel=x"}}),
            "call.max = \"x\" (flag --rtc.max_channel): must be a number");
}

TEST(Config, BooleanFlagNeedsNoValue) {
  auto config = Config::Load(kSettings, {{"--demo", "word"}});
  ASSERT_TRUE(config.ok());
  EXPECT_TRUE(config->Bool("demo"));
  EXPECT_EQ(config->words(), std::vector<std::string>{"word"});
  EXPECT_EQ(Refusal({{"--demo=maybe"}}), "demo = \"maybe\" (flag --demo): must be true or false");
}

TEST(Config, BooleanFlagTakesTheNextWordIfItIsTrueOrFalse) {
  for (const char* no : {"false", "off", "no", "0"}) {
    auto config = Config::Load(kSettings, {{"--demo", no, "word"}, {"KOINE_DEMO=yes"}});
    ASSERT_TRUE(config.ok());
    EXPECT_FALSE(config->Bool("demo")) << no;
    EXPECT_EQ(config->words(), std::vector<std::string>{"word"});
  }
  for (const char* yes : {"true", "on", "yes", "1"}) {
    auto config = Config::Load(kSettings, {{"--demo", yes}});
    ASSERT_TRUE(config.ok());
    EXPECT_TRUE(config->Bool("demo")) << yes;
    EXPECT_TRUE(config->words().empty());
  }
}

TEST(Config, FlagsGivenTwiceOrWithoutAValueAreRefused) {
  EXPECT_EQ(Refusal({{"--demo", "--demo=false"}}), "flag --demo is given twice");
  EXPECT_EQ(Refusal({{"--log.level", "info", "--log.level", "info"}}),
            "flag --log.level is given twice");
  EXPECT_EQ(Refusal({{"--config=", "--demo"}}), "flag --config is empty");
  EXPECT_EQ(Refusal({{"--log.level", "--demo"}}),
            "flag --log.level needs a value; one that begins with -- goes after =");
  EXPECT_EQ(Refusal({{"--dir="}}), "dir = \"\" (flag --dir): must not be empty");
  EXPECT_EQ(Refusal({{}, {"KOINE_DIR="}}), "dir = \"\" (environment KOINE_DIR): must not be empty");
}

TEST(Config, VariablesOfOthersAreIgnoredWithAWarning) {
  auto config =
      Config::Load(kSettings, {{},
                               {"KOINE_PORT=tcp://10.0.0.1:80", "KOINE_SERVICE_HOST=10.0.0.1",
                                "KOINE_BIN=/x", "KOINE_LISTEN=1", "KOINE_TEST_X=1"}});
  ASSERT_TRUE(config.ok()) << config.error().text;
  ASSERT_EQ(config->warnings().size(), 4u);
  EXPECT_EQ(config->warnings()[0], "environment KOINE_PORT is no setting and is ignored");
  EXPECT_EQ(Refusal({{}, {"KOINE_LISTEN_MIAN=1"}}),
            "unknown setting (environment KOINE_LISTEN_MIAN); did you mean KOINE_LISTEN_MAIN?");
  EXPECT_EQ(Refusal({{}, {"KOINE_DEMOS=1"}}),
            "unknown setting (environment KOINE_DEMOS); did you mean KOINE_DEMO?");
}

TEST(Config, ErrorsNameSettingValueAndOrigin) {
  EXPECT_EQ(Refusal({{"--listen.mian", "1"}}),
            "unknown setting listen.mian (flag --listen.mian); did you mean listen.main?");
  EXPECT_EQ(Refusal({{"--listen.main"}}), "flag --listen.main needs a value");
  EXPECT_EQ(Refusal({{"--listen.main=x"}}),
            "listen.main = \"x\" (flag --listen.main): must be a number");
  EXPECT_EQ(Refusal({{}, {"KOINE_LISTEN_MAIN=65536"}}),
            "listen.main = \"65536\" (environment KOINE_LISTEN_MAIN): must be at most 65535");
  EXPECT_EQ(Refusal({{"--auth.access=10ms"}}),
            "auth.access = \"10ms\" (flag --auth.access): must be at least 1s");
  EXPECT_EQ(Refusal({{"--auth.pin=abc"}}), "auth.pin = *** (flag --auth.pin): must be a number");
  EXPECT_EQ(Refusal({{"--upload.max=9999999999g"}}).substr(0, 10), "upload.max");
  EXPECT_EQ(Refusal({{"--config=/no/such.toml"}}).substr(0, 50),
            "config = /no/such.toml (flag --config): cannot be ");
  const std::string path = WriteFile("[listen]\nmian = 1\n");
  EXPECT_EQ(Refusal({{}, {}, path}),
            "unknown setting listen.mian (file " + path + " line 2); did you mean listen.main?");
  WriteFile("[listen\n");
  EXPECT_EQ(Refusal({{}, {}, path}).substr(0, 9), "config = ");
  WriteFile("listen.main = 1.5\n");
  EXPECT_EQ(Refusal({{}, {}, path}), "listen.main (file " + path + " line 1): must be a number");
}

TEST(Config, ALaterRefusalReadsLikeOneOfLoad) {
  auto config = Config::Load(kSettings, {{"--listen.main=81", "--auth.pin=7"}});
  ASSERT_TRUE(config.ok());
  const Error error = config->Refusal("listen.main", "is taken", Code::kUnavailable);
  EXPECT_EQ(error.code, Code::kUnavailable);
  EXPECT_EQ(error.field, "listen.main");
  EXPECT_EQ(error.text, "listen.main = \"81\" (flag --listen.main): is taken");
  EXPECT_EQ(config->Refusal("auth.pin", "is short").text,
            "auth.pin = *** (flag --auth.pin): is short");
}

TEST(Config, HelpListsAll) {
  EXPECT_NE(Help(kSettings).find("--listen.main <number>  default 8080\n      Port of"),
            std::string::npos);
}

}  // namespace
}  // namespace koine::config
