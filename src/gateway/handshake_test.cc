#include "gateway/handshake.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "core/event/event.h"
#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"
#include "net/gzip.h"

namespace koine::gateway {

struct StepIn {
  std::int64_t n = 0;
};
KOINE_DESCRIBE(StepIn, (n))

namespace {

Result<StepIn> Step(store::Txn&, Call&, StepIn& in) {
  if (in.n < 0) return Error{Code::kBadState};
  return StepIn{in.n};
}

// Judges logins before it answers an upgrade, and shows more of an event than it holds. The query
// is `token=N&user=N`, with `told` and `zip` if wanted.
class JudgingDialect final : public PlainDialect {
 public:
  JudgingDialect() { frame_rows.push_back(Fr<&Step>("step", "Step", {.mode = Mode::kScan}, {})); }

  struct State final : SessionState {
    std::int64_t user = 0;
  };
  const char* socket_path() const override { return ""; }
  int frames_at_once() const override { return 1; }
  std::size_t unzipped_bytes_max() const override { return 1000; }
  bool judges_upgrade() const override { return true; }
  Handshake ReadHandshake(const net::Request& request, std::int64_t) const override {
    std::vector<json::Param> params;
    Handshake out;
    if (!text::ParseQuery(request.query(), &params).ok()) out.error = Error{Code::kBadArgument};
    auto state = std::make_unique<State>();
    for (const json::Param& param : params) {
      if (param.name == "token") out.token = param.value;
      if (param.name == "user") state->user = *text::ParseInt(param.value);
      if (param.name == "told") out.told = true;
      if (param.name == "zip") out.compressed = true;
    }
    if (out.token.empty()) out.error = Error{Code::kMissingArgument};
    out.wire = out.compressed ? 1 : 0;
    out.state = std::move(state);
    return out;
  }
  Status CheckHandshake(const Handshake& handshake,
                        const identity::LoginView& view) const override {
    const auto& state = static_cast<const State&>(*handshake.state);
    if (view.login.user.value != state.user) return Error{Code::kForbidden};
    return Ok();
  }
  std::string HandshakeAnswer(const Error* error) const override {
    return error == nullptr ? "fine" : std::string(CodeName(error->code));
  }
  void OnSocket(Session& session, const net::Request&) override {
    EXPECT_TRUE(session.signed_in());
    EXPECT_EQ(static_cast<State*>(session.state())->user, session.who().user.value);
  }
  void OnFrame(Session& session, std::string_view text, bool binary) override {
    if (text == "end") return session.End();
    if (text == "ping") return session.SendPing();
    if (text.substr(0, 5) == "step ") {
      session.Run(frame_rows.front(), Holder::Of(StepIn{*text::ParseInt(text.substr(5))}),
                  Holder::Of(std::string(text)));
      return;
    }
    binary ? session.SendBinary(text) : session.SendText(text);
  }
  void OnAnswered(Session& session, const FrameOutcome& outcome) override {
    const std::string& tag = *static_cast<const std::string*>(outcome.tag.get());
    session.SendText(tag + (outcome.error == nullptr ? " done" : " refused"));
  }
  bool renders_late() const override { return true; }
  bool Shows(const event::Event& event) const override {
    return std::holds_alternative<event::MessageCreated>(event.payload);
  }
  std::shared_ptr<const void> LoadFor(store::Txn&, const event::Event&,
                                      std::int64_t position) const override {
    ++loads;
    if (position == kHidden) return nullptr;
    return std::make_shared<const std::string>("read for " + std::to_string(position));
  }
  void RenderLoaded(const event::Event&, const void* loaded, View, int wire,
                    std::string* frames) const override {
    ++renderings;
    AppendBinaryFrame(frames, *static_cast<const std::string*>(loaded), wire == 1);
  }
  static constexpr std::int64_t kHidden = 666;
  mutable int loads = 0;
};

class HandshakeTest : public testing::Test {
 protected:
  HandshakeTest() {
    test_.AddDialect(judging_);
    test_.MakeUsers(3);
  }
  std::unique_ptr<Wire> Join(std::string_view query) {
    auto wire = std::make_unique<Wire>(test_.Connect());
    EXPECT_EQ(wire->Upgrade("/any/path?" + std::string(query)), 101);
    EXPECT_EQ(wire->Next(), "joined");
    return wire;
  }
  std::pair<int, std::string> Refused(std::string_view query) {
    Wire wire = test_.Connect();
    return wire.Do("GET", "/?" + std::string(query), {},
                   "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                   "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
  }
  // One frame is read for; then reads wait, that for the next message too.
  void HoldReadsFrom101(ConversationId group, Wire& ann) {
    test_.Publish(test_.Message(group, 1, 9), 100);
    EXPECT_EQ(ann.Next(), "binary read for 100");
    test_.store().inline_reads = false;
    test_.store().hold = true;
    test_.Publish(test_.Message(group, 2, 9), 101);
  }

  TestGateway test_;
  JudgingDialect judging_;
};

TEST_F(HandshakeTest, ARefusalIsAnAnswerOverHttp) {
  using Answer = std::pair<int, std::string>;
  EXPECT_EQ(Refused("user=1"), Answer(200, "MissingArgument"));
  EXPECT_EQ(Refused("token=x&user=1"), Answer(200, "Unauthenticated"));
  EXPECT_EQ(Refused("token=99&user=1"), Answer(200, "SessionRevoked"));
  EXPECT_EQ(Refused("token=1&user=2"), Answer(200, "Forbidden"));
  EXPECT_EQ(test_.thread().session_count(), 0u);
}

TEST_F(HandshakeTest, ARefusalThatIsToldComesAsTheFirstFrame) {
  Wire wire = test_.Connect();
  ASSERT_EQ(wire.Upgrade("/?token=1&user=2&told"), 101);
  EXPECT_EQ(wire.Next(), "Forbidden");
  EXPECT_EQ(wire.Next(), "closed 1000 ");
  EXPECT_EQ(test_.thread().session_count(), 0u);
}

TEST_F(HandshakeTest, SuccessIsToldBeforeAnythingElse) {
  Wire wire = test_.Connect();
  ASSERT_EQ(wire.Upgrade("/?token=1&user=1&told"), 101);
  EXPECT_EQ(wire.Next(), "fine");
  EXPECT_EQ(wire.Next(), "joined");
  EXPECT_EQ(test_.thread().session_count(), 1u);
}

TEST_F(HandshakeTest, TheLoginIsWaitedFor) {
  test_.store().inline_reads = false;
  test_.store().hold = true;
  Wire wire = test_.Connect();
  wire.peer().Send(
      "GET /?token=1&user=1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
  test_.Turns();
  EXPECT_EQ(wire.peer().Take(), "");
  ASSERT_TRUE(test_.store().Release());
  test_.Turns();
  EXPECT_EQ(wire.peer().Take().substr(0, 12), "HTTP/1.1 101");
}

TEST_F(HandshakeTest, NothingIsReadBeforeItHearsItsConversations) {
  auto bob = Join("token=2&user=2");
  const ConversationId group = test_.MakeGroup({1, 2});
  test_.Publish(test_.Message(group, 1, 9), 100);
  EXPECT_EQ(bob->Next(), "binary read for 100");  // the group's audience is in memory now
  test_.store().hold = true;
  Wire ann = test_.Connect();
  ASSERT_EQ(ann.Upgrade("/?token=1&user=1"), 101);
  ann.SendBinary("early");
  test_.Turns();
  EXPECT_TRUE(ann.All().empty());
  ASSERT_TRUE(test_.store().Release());
  EXPECT_EQ(ann.Next(), "joined");
  EXPECT_EQ(ann.Next(), "binary early");
}

TEST_F(HandshakeTest, BinaryFramesAndPings) {
  auto ann = Join("token=1&user=1");
  ann->SendBinary("raw");
  EXPECT_EQ(ann->Next(), "binary raw");
  ann->SendText("ping");
  EXPECT_EQ(ann->Next(), "ping");
}

std::string Zip(std::string_view text) {
  std::string out;
  net::AppendGzip(&out, text);
  return out;
}

TEST_F(HandshakeTest, CompressesBothWaysButText) {
  auto ann = Join("token=1&user=1&zip");
  const std::string text(900, 'z');
  ann->SendBinary(Zip(text));
  EXPECT_EQ(ann->Next(), "binary " + Zip(text));
  ann->SendText("plain");
  EXPECT_EQ(ann->Next(), "plain");
}

TEST_F(HandshakeTest, WhatCannotBeUnzippedEndsTheSession) {
  for (const std::string& bad : {std::string("raw"), Zip(std::string(1001, 'z'))}) {
    auto ann = Join("token=1&user=1&zip");
    ann->SendBinary(bad);
    ann->SendText("after");
    EXPECT_TRUE(test_.Until([&] { return !ann->All().empty() || ann->peer().closed(); }));
    EXPECT_EQ(ann->All(), std::vector<std::string>());
    ann->peer().CloseSend();
    EXPECT_TRUE(test_.Until([&] { return test_.thread().session_count() == 0; }));
  }
}

TEST_F(HandshakeTest, FramesRunOneAfterTheOther) {
  auto ann = Join("token=1&user=1");
  test_.store().hold = true;
  for (const char* step : {"step 1", "step -2", "step 3"}) ann->SendText(step);
  test_.Turns(20);
  EXPECT_EQ(test_.store().held_count(), 1u);
  for (const char* answer : {"step 1 done", "step -2 refused", "step 3 done"}) {
    ASSERT_TRUE(test_.store().Release());
    EXPECT_EQ(ann->Next(), answer);
  }
}

TEST_F(HandshakeTest, LateFramesAreReadForAndRenderedOnce) {
  auto ann = Join("token=1&user=1");
  auto bob = Join("token=2&user=2");
  auto cat = Join("token=3&user=3&zip");
  const ConversationId group = test_.MakeGroup({1, 2, 3});
  test_.Publish(test_.Message(group, 1, 9), 100);
  EXPECT_EQ(ann->Next(), "binary read for 100");
  EXPECT_EQ(bob->Next(), "binary read for 100");
  EXPECT_EQ(cat->Next(), "binary " + Zip("read for 100"));
  EXPECT_EQ(judging_.loads, 1);
  EXPECT_EQ(judging_.renderings, 2);  // plain and compressed
}

TEST_F(HandshakeTest, LateFramesKeepTheirOrderAndShareAReadThatWaits) {
  auto ann = Join("token=1&user=1");
  const ConversationId group = test_.MakeGroup({1});
  HoldReadsFrom101(group, *ann);
  test_.Publish(test_.Message(group, 3, 9), JudgingDialect::kHidden);
  test_.Turns();
  test_.Publish(test_.Message(group, 4, 9), 700);
  test_.Publish(test_.Message(group, 5, 9), 701);
  test_.Turns();
  EXPECT_EQ(test_.store().held_count(), 1u);
  ASSERT_TRUE(test_.store().Release());
  EXPECT_EQ(ann->Next(), "binary read for 101");
  EXPECT_EQ(test_.store().held_count(), 1u);
  ASSERT_TRUE(test_.store().Release());
  EXPECT_EQ(ann->Next(), "binary read for 700");
  EXPECT_EQ(ann->Next(), "binary read for 701");
  EXPECT_EQ(test_.store().held_count(), 0u);
}

TEST_F(HandshakeTest, LateFramesAreReadForAgainWhenThatFails) {
  auto ann = Join("token=1&user=1");
  const ConversationId group = test_.MakeGroup({1});
  HoldReadsFrom101(group, *ann);
  test_.Turns();
  ASSERT_TRUE(test_.store().Release(true));
  test_.Turns();
  test_.Publish(test_.Message(group, 3, 9), 102);
  test_.Turns();
  EXPECT_EQ(test_.store().held_count(), 0u);
  test_.clock.Advance(LateFrames::kAgainMs);
  test_.Turns();
  ASSERT_TRUE(test_.store().Release());
  EXPECT_EQ(ann->Next(), "binary read for 101");
  EXPECT_EQ(ann->Next(), "binary read for 102");
  // For ever it is not: then the session fetches them itself.
  test_.Publish(test_.Message(group, 4, 9), 103);
  test_.Turns();
  ASSERT_TRUE(test_.store().Release(true));
  test_.Turns();
  test_.clock.Advance(LateFrames::kTryMs);
  test_.Turns();
  ASSERT_TRUE(test_.store().Release(true));
  EXPECT_EQ(ann->Next(), "closed 1013 busy");
}

}  // namespace
}  // namespace koine::gateway
