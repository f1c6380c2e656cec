#include <gtest/gtest.h>

#include <string>

#include "core/event/event.h"
#include "core/identity/identity_test_util.h"
#include "core/identity/token.h"
#include "dialect/openim/content.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/envelope.h"
#include "dialect/openim/names.h"
#include "dialect/openim/numbers.h"
#include "dialect/openim/proto.h"
#include "gateway/gateway_test_util.h"

namespace koine::openim {
namespace {

using gateway::Wire;

const store::Sql kRewrite{"update message set raw = ? where raw = ?"};

// The gateway of this dialect on a connection in memory; users 1 to 3, whose handles are their
// numbers.
class OpenimGateway : public testing::Test {
 protected:
  OpenimGateway() {
    test_.AddDialect(openim_);
    test_.MakeUsers(3);
    // Their logins have the first numbers.
    const Status past = test_.store().WriteAndWait({"ids"}, [](store::Txn& txn) -> Status {
      identity::SkipLoginIds(txn, 3);
      return Ok();
    });
    EXPECT_TRUE(past.ok());
  }
  std::string TokenOf(int user, int platform) {
    const auto token = openim_.MakeToken(std::to_string(user), platform, test_.clock.NowMs());
    const auto kept = test_.store().WriteAndWait({"token"}, [&](store::Txn& txn) {
      return identity::KeepToken(txn, kDefaultTenant, UserId(user), token.kept,
                                 openim_.token_rule());
    });
    EXPECT_TRUE(kept.ok());
    return token.text;
  }
  std::unique_ptr<Wire> Open(int user, int platform, std::string_view more = "") {
    auto wire = std::make_unique<Wire>(test_.Connect());
    const std::string query = "sendID=" + std::to_string(user) +
                              "&token=" + TokenOf(user, platform) +
                              "&platformID=" + std::to_string(platform) +
                              "&operationID=o&isBackground=false" + std::string(more);
    EXPECT_EQ(wire->Upgrade("/?" + query), 101);
    test_.Turns();
    return wire;
  }
  // Moves the clock; the loop looks at it.
  void Pass(std::int64_t ms) {
    test_.clock.Advance(ms);
    test_.Turns();
  }

  gateway::TestGateway test_;
  Openim openim_{std::string(32, 's'), std::string(16, 'k'), {}};
};

TEST_F(OpenimGateway, BrowsersArePingedAndOthersMustSpeak) {
  auto browser = Open(1, kPlatformWeb);
  auto desktop = Open(2, 3);
  for (int i = 0; i < 3; ++i) {
    Pass(kPingMs);
    EXPECT_EQ(browser->Next(), "ping");
    browser->SendText(R"({"type":"pong"})");
    desktop->SendText(R"({"type":"ping"})");
    EXPECT_EQ(desktop->Next(), R"({"type":"pong","body":null})");
  }
  EXPECT_TRUE(desktop->All().empty());
  Pass(kReadDeadlineMs - 1000);
  EXPECT_EQ(browser->Next(), "ping");
  browser->SendText(R"({"type":"pong"})");
  test_.Turns();
  Pass(3000);
  EXPECT_EQ(desktop->Next(), "closed 1001 idle");
  EXPECT_TRUE(browser->All().empty());
}

TEST_F(OpenimGateway, APushIsOneBufferForEachForm) {
  auto zipped = Open(1, 3, "&compression=gzip");
  auto plain = Open(2, 3);
  auto json = Open(3, 3, "&sdkType=js");
  const ConversationId group = test_.MakeGroup({1, 2, 3});
  event::Event event = test_.Message(group, 7, 1);
  std::get<event::MessageCreated>(event.payload).message.body = body::Text{"hi"};
  test_.Publish(std::move(event), 100);

  const std::string raw = plain->Next().substr(7);  // without "binary "
  // So little is stored as it is.
  const std::string stored = zipped->Next().substr(7);
  EXPECT_EQ(stored.substr(0, 2), "\x1f\x8b");
  EXPECT_NE(stored.find(raw), stored.npos);
  const auto envelope = json::Parse<ReplyEnvelope>(json->Next().substr(7));
  ASSERT_TRUE(envelope.ok());
  EXPECT_EQ(envelope->reqIdentifier, kPushMessages);
  EXPECT_EQ(envelope->msgIncr, "");
  EXPECT_EQ(envelope->operationID, "event_100");
  const std::string data = envelope->data->data;
  EXPECT_NE(raw.find(data), std::string::npos);
  EXPECT_NE(data.find("sg_" + std::to_string(group.value)), std::string::npos);
  EXPECT_NE(data.find(R"({"content":"hi"})"), std::string::npos);
  EXPECT_NE(data.find(openim_.SealMessage(MessageId(100))), std::string::npos);
}

// Also where it is stored with all that a version before kept of it.
TEST_F(OpenimGateway, WhatIsSentAgainIsTheMessageThatIsThere) {
  auto wire = Open(1, 3, "&sdkType=js");
  MsgData message;
  message.sendID = "1";
  message.recvID = "2";
  message.sessionType = kSingle;
  message.msgFrom = kFromUser;
  message.contentType = kText;
  message.clientMsgID = "c1";
  message.senderPlatformID = 3;
  message.createTime = 1000;
  message.content.data = R"({"content":"hi"})";
  const auto send = [&] {
    wire->SendBinary(
        json::ToText(RequestEnvelope{kReqSend, "", "1", "op", "1", {ToProto(message)}}));
    for (std::string frame = wire->Next(); !frame.empty(); frame = wire->Next()) {
      const auto reply = json::Parse<ReplyEnvelope>(frame.substr(7));
      EXPECT_TRUE(reply.ok()) << frame;
      if (reply.ok() && reply->reqIdentifier == kReqSend) return *reply;
    }
    return ReplyEnvelope{};
  };
  const ReplyEnvelope first = send();
  ASSERT_EQ(first.errCode, 0) << first.errMsg;
  ASSERT_TRUE(first.data);
  const auto draft = ReadDraft(message);
  ASSERT_TRUE(draft.ok());
  const auto changed =
      test_.store().WriteAndWait({"raw"}, [&](store::Txn& txn) -> Result<std::int64_t> {
        return txn.Exec(kRewrite, WholeRaw(message, *draft), draft->in.raw);
      });
  ASSERT_TRUE(changed.ok());
  ASSERT_EQ(*changed, 1);
  EXPECT_EQ(send().data->data, first.data->data);
  message.senderPlatformID = 4;
  EXPECT_NE(send().errCode, 0);  // another message by the same name
}

TEST_F(OpenimGateway, AnotherTokenOfThePlatformEndsTheSession) {
  auto old = Open(1, 3, "&sdkType=js");
  const std::int64_t login = 1;
  event::Event event;
  event.tenant = kDefaultTenant;
  event.payload = event::LoginsRevoked{UserId(login), {}, "replaced"};
  test_.Publish(std::move(event), 100);
  EXPECT_EQ(old->Next(),
            "binary {\"reqIdentifier\":2002,\"msgIncr\":\"\",\"operationID\":\"\","
            "\"errCode\":0,\"errMsg\":\"\",\"data\":null}");
  // No close frame follows.
  EXPECT_TRUE(old->All().empty());
}

TEST(OpenimIds, DifferForEveryEvent) {
  const Openim openim(std::string(32, 's'), std::string(16, 'k'), {});
  event::Event event;
  event.tenant = kDefaultTenant;
  event.actor = UserId(5);
  const std::string stored = openim.NotificationId(event, 9, 1);
  EXPECT_EQ(stored.size(), 32u);
  EXPECT_EQ(stored, openim.NotificationId(event, 9, 2));
  EXPECT_NE(stored, openim.NotificationId(event, 10, 1));
  EXPECT_NE(stored, openim.SealMessage(MessageId(9)));
  const std::string transient = openim.NotificationId(event, 0, 1);
  EXPECT_EQ(transient.size(), 32u);
  EXPECT_NE(transient, openim.NotificationId(event, 0, 2));
}

}  // namespace
}  // namespace koine::openim
