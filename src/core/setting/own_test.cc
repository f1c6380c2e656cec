#include "core/setting/own.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/setting/privacy.h"

namespace koine::setting {
namespace {

using core::Outcome;

class OwnSettings : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  std::string Change(UserId who, std::string_view scope, const Values& values) {
    return Outcome(Write([&](store::Txn& txn) { return ChangeOwn(txn, As(who), scope, values); }));
  }
  Values Own(UserId who, std::string_view scope) {
    return Read([&](store::Txn& txn) { return ListOwn(txn, As(who), scope); });
  }
  std::vector<UserId> Shown(const access::Principal& who) {
    return Read([&](store::Txn& txn) {
      const std::int64_t users[] = {ann_.value, bob_.value};
      auto shown = LastSeenShown(txn, who, users);
      std::sort(shown.begin(), shown.end());
      return shown;
    });
  }
  UserId ann_, bob_;
};
KOINE_ON_BOTH(OwnSettings);

TEST_P(OwnSettings, DefaultsHoldUntilTheUserChooses) {
  EXPECT_EQ(Own(ann_, kDisplay).at("theme"), R"("light")");
  EXPECT_EQ(Change(ann_, kDisplay, {{"theme", R"("dark")"}, {"mine", "[1]"}}), "ok");
  EXPECT_EQ(Own(ann_, kDisplay).at("theme"), R"("dark")");
  EXPECT_EQ(Own(ann_, kDisplay).at("mine"), "[1]");
  EXPECT_EQ(Own(ann_, kDisplay).at("language"), R"("zh-CN")");
  EXPECT_EQ(Own(bob_, kDisplay).at("theme"), R"("light")");
  EXPECT_EQ(Change(ann_, kDisplay, {{"theme", "null"}, {"mine", "null"}}), "ok");
  EXPECT_EQ(Own(ann_, kDisplay), Own(bob_, kDisplay));
  EXPECT_TRUE(Own(ann_, "another").empty());
}

TEST_P(OwnSettings, ASwitchIsOnOrOff) {
  for (const char* off : {"false", "0", "\"false\"", "\"0\""}) {
    EXPECT_EQ(Change(ann_, kNotification, {{"soundEnabled", off}}), "ok") << off;
    EXPECT_EQ(Own(ann_, kNotification).at("soundEnabled"), "false") << off;
    EXPECT_EQ(Change(ann_, kNotification, {{"soundEnabled", "1"}}), "ok");
    EXPECT_EQ(Own(ann_, kNotification).at("soundEnabled"), "true");
  }
  for (const char* odd : {"2", "[]", "\"on\"", "\"\""}) {
    EXPECT_EQ(Change(ann_, kNotification, {{"muteAll", odd}}), "BadArgument:muteAll") << odd;
  }
  // Only there is it a switch.
  EXPECT_EQ(Change(ann_, kDisplay, {{"muteAll", "2"}}), "ok");
}

TEST_P(OwnSettings, NamesAndValuesHaveLimits) {
  const std::string name(kNameBytesMax, 'n');
  EXPECT_EQ(Change(ann_, "s", {{name, std::string(kValueBytesMax, '1')}}), "ok");
  EXPECT_EQ(Change(ann_, "s", {{name + "n", "1"}}), "BadArgument:" + name);
  EXPECT_EQ(Change(ann_, "s", {{"a", std::string(kValueBytesMax + 1, '1')}}), "BadArgument:a");
  EXPECT_EQ(Change(ann_, "s", {{"", "1"}}), "BadArgument");
  Values many;
  for (std::size_t i = 1; i < kNamesMax; ++i) many["m" + std::to_string(i)] = "1";
  EXPECT_EQ(Change(ann_, "s", many), "ok");
  EXPECT_EQ(Change(ann_, "s", {{"more", "1"}}), "BadArgument:s");
  EXPECT_EQ(Own(ann_, "s").size(), kNamesMax);
  EXPECT_EQ(Change(ann_, "s", {{"more", "1"}, {"m1", "null"}}), "ok");
}

TEST_P(OwnSettings, HidingIsToldToTheServerAndToNobodyElse) {
  auto told = [&](const Values& values) {
    TakeEvents();
    EXPECT_EQ(Change(ann_, kPrivacy, values), "ok");
    return TakeEvents();
  };
  const auto hidden = told({{kShowOnline, "0"}});
  ASSERT_EQ(hidden.size(), 1u);
  EXPECT_GT(hidden[0].position, 0);  // in the log: no node may miss it
  EXPECT_TRUE(hidden[0].event->users.empty());
  const auto* changed = hidden[0].As<event::AccountChanged>();
  ASSERT_NE(changed, nullptr);
  EXPECT_EQ(changed->user, ann_);
  EXPECT_EQ(changed->hides_online, true);
  EXPECT_TRUE(told({{kShowOnline, "false"}, {kAllowStrangers, "true"}}).empty());
  const auto shown = told({{kShowOnline, "null"}});
  ASSERT_EQ(shown.size(), 1u);
  EXPECT_EQ(shown[0].As<event::AccountChanged>()->hides_online, false);
  EXPECT_TRUE(told({{kShowOnline, "true"}}).empty());
}

TEST_P(OwnSettings, WhenSomebodyWasHereLastIsForThoseToWhomHeShowsIt) {
  EXPECT_EQ(Shown(As(ann_)), std::vector<UserId>{ann_});
  EXPECT_EQ(Change(bob_, kPrivacy, {{kShowLastSeen, "true"}}), "ok");
  EXPECT_EQ(Shown(As(ann_)), (std::vector<UserId>{ann_, bob_}));
  EXPECT_EQ(Shown(As(bob_)), std::vector<UserId>{bob_});
  const auto admin = As(bob_, {.role = access::Role::kAdmin});
  EXPECT_EQ(Shown(admin), (std::vector<UserId>{ann_, bob_}));
  const auto stranger = As(UserId(99), {.tenant = kOtherTenant});
  EXPECT_TRUE(Shown(stranger).empty());
}

}  // namespace
}  // namespace koine::setting
