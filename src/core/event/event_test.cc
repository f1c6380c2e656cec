#include "core/event/event.h"

#include <gtest/gtest.h>

#include "core/core_test_util.h"
#include "core/event/rows.h"
#include "core/event/system.h"

namespace koine::event {
namespace {

// Stored in event.kind: the order of the variant is fixed.
TEST(EventKinds, NumbersStay) {
  const Payload in_order[] = {MessageCreated{},
                              ConversationRead{},
                              Typing{},
                              PresenceChanged{},
                              StatusChanged{},
                              ConversationAdded{},
                              ConversationRemoved{},
                              ContactEvent{},
                              GroupEvent{},
                              UserChanged{},
                              LoginsRevoked{},
                              MessageRecalled{},
                              MessageEdited{},
                              MessagesDeleted{},
                              ReactionChanged{},
                              ConversationChanged{},
                              Notified{},
                              MemberProfile{},
                              JoinEvent{},
                              ConversationCleared{},
                              CursorMoved{},
                              AccountChanged{},
                              BusinessTold{},
                              MoneyTold{},
                              PacketTaken{},
                              CallChanged{},
                              CallSignal{},
                              SystemTold{},
                              PlaceTaken{},
                              MemberTold{},
                              NoticeTold{},
                              DingTold{}};
  std::size_t index = 0;
  for (const Payload& payload : in_order) EXPECT_EQ(payload.index(), index++);
  EXPECT_EQ(index, std::variant_size_v<AnyPayload>);
}

class Events : public core::CoreOnBothTest {
 protected:
  void EmitOne() {
    ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                  Event event;
                  event.tenant = kTenant;
                  event.actor = UserId(7);
                  event.users = {UserId(7), UserId(8)};
                  event.payload = UserChanged{{UserId(7), "seven", "/a"}};
                  Emit(txn, std::move(event));
                  return Ok();
                }).ok());
  }
  std::vector<std::string> Payloads() {
    static const store::Sql kAll{"select payload from event order by position"};
    return Read([&](store::Txn& txn) {
      return txn.All(kAll, [](const store::Row& row) { return row.String(0); });
    });
  }
};
KOINE_ON_BOTH(Events);

TEST_P(Events, AreStoredAndPublishedWithOnePosition) {
  EmitOne();
  EmitOne();
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(heard[0].event->at, kStartMs);
  EXPECT_EQ(heard[1].position, heard[0].position + 1);
  const auto rows = Payloads();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_TRUE(json::Parse<json::Raw>(rows[0]).ok()) << rows[0];
  EXPECT_NE(rows[0].find(R"("users":[7,8])"), std::string::npos) << rows[0];
  EXPECT_NE(rows[0].find("seven"), std::string::npos) << rows[0];
}

TEST_P(Events, OfARefusedCommandNeverAppear) {
  EXPECT_FALSE(Write([&](store::Txn& txn) -> Status {
                 Event event;
                 event.tenant = kTenant;
                 event.payload = UserChanged{};
                 Emit(txn, std::move(event));
                 return Error{Code::kForbidden};
               }).ok());
  EXPECT_TRUE(Payloads().empty());
  EmitOne();
  EXPECT_EQ(TakeEvents().size(), 1u);
}

TEST_P(Events, TransientOnesLeaveNoRow) {
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                Event event;
                event.tenant = kTenant;
                event.payload = Typing{{UserId(7), "seven", ""}, true};
                EmitTransient(txn, std::move(event));
                return Ok();
              }).ok());
  EmitOne();
  const auto heard = TakeEvents();
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(heard[0].position, 0);
  ASSERT_NE(heard[0].As<Typing>(), nullptr);
  EXPECT_EQ(Payloads().size(), 1u);
}

TEST_P(Events, TheSweepDeletesOldOnesAFewAtATime) {
  for (int i = 0; i < 3; ++i) EmitOne();
  clock.Advance(kEventKeepMs);
  EmitOne();
  auto sweep = [&](int limit, std::int64_t read_up_to = 1'000) {
    return *Write([&](store::Txn& txn) -> Result<std::int64_t> {
      return DeleteEventsBefore(txn, clock.NowMs() - kEventKeepMs + 1, read_up_to, limit);
    });
  };
  EXPECT_EQ(sweep(2, 0), 0);  // a reader has not passed them
  EXPECT_EQ(sweep(2), 2);
  EXPECT_EQ(sweep(2), 1);
  EXPECT_EQ(sweep(2), 0);
  EXPECT_EQ(Payloads().size(), 1u);
}

}  // namespace
}  // namespace koine::event
