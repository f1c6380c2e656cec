#include "core/app/webhook_feeder.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <set>
#include <thread>

#include "base/text.h"
#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/webhook/webhook.h"
#include "store/lease.h"

namespace koine::app {
namespace {

using namespace webhook;  // what it feeds, and whose rows it is judged by

constexpr std::string_view kTypes[] = {"said", "on", "off"};

// Tells of messages by their text, so that tests see which they are.
class Plain final : public WebhookRenderer {
 public:
  std::span<const std::string_view> types() const override { return kTypes; }
  std::optional<WebhookTold> Render(store::Txn&, const event::Event& event,
                                    std::int64_t position) const override {
    const auto* created = std::get_if<event::MessageCreated>(&event.payload);
    if (created == nullptr) return std::nullopt;
    EXPECT_GT(position, 0);
    const auto* text = std::get_if<body::Text>(&created->message.body);
    if (text == nullptr) return std::nullopt;
    return WebhookTold{"said", text->text};
  }
  std::vector<WebhookTold> RenderOnline(store::Txn&, TenantId, const std::vector<UserId>& users,
                                        bool online, std::int64_t) const override {
    std::vector<WebhookTold> out;
    for (const UserId user : users) {
      out.push_back({online ? "on" : "off", std::to_string(user.value)});
    }
    return out;
  }
};

class Webhooks : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    dm_ = Direct(ann_, bob_);
    feeder_ = NewFeeder("one");
  }
  std::unique_ptr<WebhookFeeder> NewFeeder(const char* node) {
    return std::make_unique<WebhookFeeder>(store(), clock, random_, node, plain_);
  }
  Result<webhook::Webhook> Added(TenantId tenant = kTenant, std::vector<std::string> events = {},
                                 std::string url = "https://example.org/hook") {
    return Write([&](store::Txn& txn) {
      return Add(txn, tenant, {std::move(url), events, false}, kTypes);
    });
  }
  void Tell(const std::string& text) { ASSERT_TRUE(Say(ann_, dm_, text).ok()); }
  // All steps until nothing is left; how often there was a write is none of its business.
  void Feed(WebhookFeeder& feeder) {
    auto held = feeder.Hold();
    ASSERT_TRUE(held.ok() && *held);
    for (;;) {
      auto more = feeder.Step();
      ASSERT_TRUE(more.ok());
      if (!*more) return;
    }
  }
  std::vector<Delivery> Due(int each = 100) {
    return Read([&](store::Txn& txn) { return ListDue(txn, each, 1000); });
  }
  std::vector<std::string> Bodies() {
    std::vector<std::string> out;
    for (const Delivery& one : Due()) out.push_back(one.body);
    std::sort(out.begin(), out.end());
    return out;
  }
  std::int64_t Kept(std::int64_t id) {
    return Read([&](store::Txn& txn) {
      for (const webhook::Webhook& one : webhook::ListAll(txn)) {
        if (one.id == id) return one.kept;
      }
      return std::int64_t{-1};
    });
  }
  void SettleAll(std::vector<Outcome> outcomes) {
    const Status done = Write([&](store::Txn& txn) -> Status {
      Settle(txn, outcomes);
      return Ok();
    });
    ASSERT_TRUE(done.ok());
  }
  static Outcome Of(const Delivery& delivery, bool taken, std::int64_t due_at = 0) {
    Outcome out;
    out.delivery = delivery.id;
    out.webhook = delivery.webhook;
    out.attempts = delivery.attempts + 1;
    out.taken = taken;
    out.due_at = due_at;
    out.status = taken ? 200 : 500;
    return out;
  }

  Plain plain_;
  store::FixedRandom random_;
  std::unique_ptr<WebhookFeeder> feeder_;
  UserId ann_, bob_;
  ConversationId dm_;
};
KOINE_ON_BOTH(Webhooks);

TEST_P(Webhooks, WithoutAnyNothingIsDone) {
  Tell("nobody hears it");
  auto held = feeder_->Hold();
  ASSERT_TRUE(held.ok());
  EXPECT_FALSE(*held);
  EXPECT_FALSE(Read([](store::Txn& txn) { return NeededAfter(txn).has_value(); }));
  EXPECT_FALSE(Read([](store::Txn& txn) {
    return store::LeasePosition(txn, WebhookFeeder::kLease).has_value();
  }));
}

TEST_P(Webhooks, HearWhatComesAfterThem) {
  Tell("before");
  const auto first = Added();
  ASSERT_TRUE(first.ok());
  Tell("a");
  const auto second = Added();
  ASSERT_TRUE(second.ok());
  Tell("b");
  Feed(*feeder_);
  EXPECT_EQ(Bodies(), (std::vector<std::string>{"a", "b", "b"}));
  EXPECT_EQ(Kept(first->id), 2);
  EXPECT_EQ(Kept(second->id), 1);
  // Both are told of the same thing under one id, and of different ones under different ids.
  std::set<std::string> ids;
  for (const Delivery& one : Due()) ids.insert(one.event_id);
  EXPECT_EQ(ids.size(), 2U);
}

TEST_P(Webhooks, HearTheirTenantAndTheirTypes) {
  ASSERT_TRUE(Added(kOtherTenant).ok());
  ASSERT_TRUE(Added(kTenant, {"on"}).ok());
  const auto all = Added(kTenant, {"off", "said"});
  ASSERT_TRUE(all.ok());
  Tell("a");
  Feed(*feeder_);
  const auto due = Due();
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due[0].webhook, all->id);
  EXPECT_EQ(due[0].tenant, kTenant);
}

TEST_P(Webhooks, ANewProcessGoesOnWhereTheLastOneWas) {
  ASSERT_TRUE(Added().ok());
  Tell("a");
  Feed(*feeder_);
  Tell("b");
  // The first holds the lease until it is over.
  auto other = NewFeeder("two");
  auto held = other->Hold();
  ASSERT_TRUE(held.ok());
  EXPECT_FALSE(*held);
  clock.Advance(10'000);
  Feed(*other);
  EXPECT_EQ(Bodies(), (std::vector<std::string>{"a", "b"}));
  // The first has lost it, and tells nothing twice.
  Tell("c");
  auto again = feeder_->Hold();
  ASSERT_TRUE(again.ok());
  EXPECT_FALSE(*again);
  EXPECT_EQ(Bodies(), (std::vector<std::string>{"a", "b"}));
  Feed(*other);
  EXPECT_EQ(Bodies(), (std::vector<std::string>{"a", "b", "c"}));
}

TEST_P(Webhooks, AStepOfWhoLostTheLeaseWritesNothing) {
  ASSERT_TRUE(Added().ok());
  Tell("a");
  auto held = feeder_->Hold();
  ASSERT_TRUE(held.ok() && *held);
  // Another one takes over while this one is at work.
  clock.Advance(10'000);
  auto other = NewFeeder("two");
  Feed(*other);
  const auto step = feeder_->Step();
  ASSERT_FALSE(step.ok());
  EXPECT_TRUE(step.error().Is(Code::kConflict));
  EXPECT_EQ(Bodies(), std::vector<std::string>{"a"});
}

TEST_P(Webhooks, ManyMessagesComeEachOnce) {
  ASSERT_TRUE(Added().ok());
  constexpr int kThreads = 4;
  constexpr int kEach = 150;
  std::atomic<bool> done = false;
  std::thread feeding([&] {
    while (!done) Feed(*feeder_);
  });
  core::OnThreads(kThreads, [&](int t) {
    for (int i = 0; i < kEach; ++i) Tell(std::to_string(t * kEach + i));
  });
  done = true;
  feeding.join();
  Feed(*feeder_);
  std::vector<std::string> wanted;
  for (int i = 0; i < kThreads * kEach; ++i) wanted.push_back(std::to_string(i));
  std::sort(wanted.begin(), wanted.end());
  EXPECT_EQ(Read([](store::Txn& txn) {
              std::vector<std::string> out;
              for (const Delivery& one : ListDue(txn, 1000, 1000)) out.push_back(one.body);
              std::sort(out.begin(), out.end());
              return out;
            }),
            wanted);
}

TEST_P(Webhooks, OutcomesAreWritten) {
  const auto made = Added();
  ASSERT_TRUE(made.ok());
  for (const char* text : {"a", "b", "c"}) Tell(text);
  Feed(*feeder_);
  const auto due = Due();
  ASSERT_EQ(due.size(), 3U);
  SettleAll({Of(due[0], true), Of(due[1], false, clock.NowMs() + 1000), Of(due[2], false)});
  EXPECT_EQ(Kept(made->id), 2);
  EXPECT_TRUE(Due().empty());
  clock.Advance(1000);
  const auto again = Due();
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].event_id, due[1].event_id);
  EXPECT_EQ(again[0].attempts, 1);
  auto dead = [&] { return Read([](store::Txn& txn) { return ListDead(txn, kTenant, 10); }); };
  ASSERT_EQ(dead().size(), 1U);
  EXPECT_EQ(dead()[0].event_id, due[2].event_id);
  EXPECT_EQ(dead()[0].status, 500);
  EXPECT_TRUE(Read([](store::Txn& txn) { return ListDead(txn, kOtherTenant, 10); }).empty());
  auto resend = [&](TenantId tenant, std::int64_t id) {
    return *Write(
        [&](store::Txn& txn) -> Result<std::int64_t> { return Resend(txn, tenant, id, 10); });
  };
  EXPECT_EQ(resend(kOtherTenant, dead()[0].id), 0);
  EXPECT_EQ(resend(kTenant, dead()[0].id + 1000), 0);
  EXPECT_EQ(resend(kTenant, 0), 1);
  EXPECT_TRUE(dead().empty());
  EXPECT_EQ(Due().size(), 2U);
}

TEST_P(Webhooks, EachHasItsShareOfWhatIsDue) {
  ASSERT_TRUE(Added().ok());
  for (int i = 0; i < 20; ++i) Tell(std::to_string(i));
  const auto late = Added();
  ASSERT_TRUE(late.ok());
  Tell("late");
  Feed(*feeder_);
  const auto due = Due(8);
  EXPECT_EQ(due.size(), 9U);
  EXPECT_TRUE(std::any_of(due.begin(), due.end(),
                          [&](const Delivery& one) { return one.webhook == late->id; }));
}

TEST_P(Webhooks, OfARemovedOneNothingStays) {
  const auto made = Added();
  ASSERT_TRUE(made.ok());
  Tell("a");
  Feed(*feeder_);
  const auto due = Due();
  auto remove = [&](TenantId tenant) {
    return Write([&](store::Txn& txn) { return Remove(txn, tenant, made->id); });
  };
  EXPECT_EQ(core::Outcome(remove(kOtherTenant)), "NotFound:webhook");
  EXPECT_EQ(core::Outcome(remove(kTenant)), "ok");
  EXPECT_EQ(core::Outcome(remove(kTenant)), "NotFound:webhook");
  EXPECT_TRUE(Due().empty());
  // What was under way ends without a trace.
  SettleAll({Of(due[0], false, 1)});
  const Status cleared =
      Write([&](store::Txn& txn) { return Clear(txn, std::to_string(made->id), ""); });
  ASSERT_TRUE(cleared.ok());
  const store::Sql left("select 1 from webhook_delivery where webhook_id = ?");
  EXPECT_FALSE(Read([&](store::Txn& txn) {
    return txn
        .First(
            left, [](const store::Row&) { return true; }, made->id)
        .has_value();
  }));
}

TEST_P(Webhooks, OldDeadLettersGo) {
  const auto made = Added();
  ASSERT_TRUE(made.ok());
  Tell("a");
  Feed(*feeder_);
  SettleAll({Of(Due()[0], false)});
  auto sweep = [&] {
    return *Write([](store::Txn& txn) -> Result<std::int64_t> { return SweepDead(txn, 10); });
  };
  clock.Advance(kDeadKeepMs);
  EXPECT_EQ(sweep(), 0);
  clock.Advance(1);
  EXPECT_EQ(sweep(), 1);
  EXPECT_EQ(Kept(made->id), 0);
}

TEST_P(Webhooks, HearWhoComesAndGoes) {
  ASSERT_TRUE(Added(kTenant, {"on", "off"}).ok());
  auto look = [&](std::vector<UserId> users) {
    auto held = feeder_->Hold();
    ASSERT_TRUE(held.ok() && *held);
    std::vector<webhook::Online> online;
    for (const UserId user : users) online.push_back({kTenant, user});
    ASSERT_TRUE(feeder_->TellOnline(online).ok());
  };
  auto told = [&](const char* type) {
    std::size_t n = 0;
    for (const Delivery& one : Due()) n += one.type == type ? 1 : 0;
    return n;
  };
  // In steps that keep the lease.
  auto pass = [&](std::int64_t ms, const std::vector<UserId>& users) {
    for (std::int64_t left = ms; left > 0; left -= 1000) {
      clock.Advance(std::min<std::int64_t>(left, 1000));
      look(users);
    }
  };
  look({ann_, bob_});
  look({ann_, bob_});
  EXPECT_EQ(told("on"), 2U);
  // There is no absence before clients had time to come back, and a short one is none.
  pass(WebhookFeeder::kReturnMs - 1000, {ann_});
  EXPECT_EQ(told("off"), 0U);
  look({ann_, bob_});
  look({ann_});
  pass(WebhookFeeder::kAwayMs - 1, {ann_});
  EXPECT_EQ(told("off"), 0U);
  pass(1, {ann_});
  EXPECT_EQ(told("off"), 1U);
  // Whoever takes over knows whom webhooks believe to be online.
  clock.Advance(10'000);
  feeder_ = NewFeeder("two");
  look({});
  EXPECT_EQ(told("off"), 1U);
  pass(WebhookFeeder::kReturnMs, {});
  EXPECT_EQ(told("off"), 2U);
  EXPECT_EQ(told("on"), 2U);
}

TEST_P(Webhooks, AddressesAreJudged) {
  for (const char* url :
       {"", "example.org", "ftp://example.org/", "http://", "https:///x", "http://a@example.org/",
        "http://example.org/a b", "http://example.org/\r\nX: y", "https://exa\\mple.org/"}) {
    EXPECT_EQ(core::Outcome(Added(kTenant, {}, url)), "BadArgument:url") << url;
  }
  EXPECT_EQ(core::Outcome(Added(kTenant, {}, "http://a/" + std::string(kUrlBytesMax, 'a'))),
            "BadArgument:url");
  EXPECT_EQ(core::Outcome(Added(kTenant, {"said", "other"})), "BadArgument:events");
  for (std::size_t i = 0; i < kWebhooksMax; ++i) EXPECT_TRUE(Added().ok());
  EXPECT_EQ(core::Outcome(Added()), "TooLarge:webhooks");
  EXPECT_TRUE(Added(kOtherTenant).ok());
}

TEST(WebhookSignatures, AreThoseOfStandardWebhooks) {
  // The example of the specification.
  EXPECT_EQ(Sign("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                 1614265330, R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const crypto::HmacSha256 key("k");
  webhook::Webhook one;
  one.id = 1;
  one.salt = "s";
  webhook::Webhook two = one;
  two.id = 2;
  EXPECT_EQ(SecretOf(key, one).substr(0, 6), "whsec_");
  EXPECT_NE(SecretOf(key, one), SecretOf(key, two));
  EXPECT_EQ(text::FromBase64(SecretOf(key, one).substr(6)).value_or("").size(), 32U);
}

TEST(WebhookPauses, DoubleUpToAnHourAndVary) {
  store::FixedRandom random;
  std::set<std::int64_t> seen;
  for (int i = 0; i < 50; ++i) {
    const std::int64_t first = PauseAfter(1, 1000, random);
    EXPECT_GT(first, 500);
    EXPECT_LE(first, 1000);
    const std::int64_t fourth = PauseAfter(4, 1000, random);
    EXPECT_GT(fourth, 4000);
    EXPECT_LE(fourth, 8000);
    const std::int64_t last = PauseAfter(100, 1000, random);
    EXPECT_GT(last, kPauseMaxMs / 2);
    EXPECT_LE(last, kPauseMaxMs);
    seen.insert(first);
  }
  EXPECT_GT(seen.size(), 10U);
}

}  // namespace
}  // namespace koine::app
