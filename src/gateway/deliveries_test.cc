#include "gateway/deliveries.h"

#include <gtest/gtest.h>

#include "core/access/principal.h"
#include "core/event/event.h"
#include "gateway/gateway_test_util.h"
#include "gateway/io_thread.h"

namespace koine::gateway {
namespace {

const store::Sql kDelivered{
    "select delivered_seq from member where tenant_id = ? and conversation_id = ? and user_id = ?"};

class DeliveriesTest : public testing::Test {
 protected:
  DeliveriesTest() {
    test_.AddDialect(test_.dialect);
    test_.MakeUsers(3);
    // The gateway does not ask what kind it is of which the event says that it is of two.
    pair_ = test_.MakeGroup({1, 2});
  }
  event::Event Direct(std::int64_t seq, std::int64_t sender,
                      access::Dialect origin = access::Dialect::kImchat) {
    event::Event event = test_.Message(pair_, seq, sender);
    std::get<event::MessageCreated>(event.payload).message.origin =
        static_cast<std::uint8_t>(origin);
    event.place = {pair_, ConversationKind::kDirect, UserId(1), UserId(2)};
    return event;
  }
  std::int64_t Delivered(std::int64_t user) {
    std::int64_t out = -1;
    EXPECT_TRUE(test_.store()
                    .ReadNow("test",
                             [&](store::Txn& txn) {
                               out = txn.First(
                                            kDelivered,
                                            [](const store::Row& row) { return row.Int(0); },
                                            kDefaultTenant, pair_, UserId(user))
                                         .value_or(0);
                             })
                    .ok());
    return out;
  }
  Deliveries& deliveries() { return test_.thread().deliveries(); }

  static constexpr std::int64_t kFirst = 1000;
  TestGateway test_;
  ConversationId pair_;
};

TEST_F(DeliveriesTest, TheGreatestOfEachReceiverIsWrittenOnce) {
  auto ann = test_.Join(1);
  auto bob = test_.Join(2);
  for (int i = 0; i < 3; ++i) test_.Publish(Direct(i + 1, 1), kFirst + i);
  EXPECT_EQ(bob->Next(), "other/0@1000");
  EXPECT_EQ(deliveries().size(), 1U);  // the sender is none
  test_.thread().WriteNoted();
  EXPECT_EQ(deliveries().size(), 0U);
  EXPECT_TRUE(test_.Until([&] { return Delivered(2) == 3; }));
  EXPECT_EQ(Delivered(1), 0);
  // An older one takes nothing back.
  test_.Publish(Direct(2, 1), kFirst + 3);
  test_.Publish(Direct(4, 2), kFirst + 4);
  test_.Turns();
  test_.thread().WriteNoted();
  EXPECT_TRUE(test_.Until([&] { return Delivered(1) == 4; }));
  EXPECT_EQ(Delivered(2), 3);
}

TEST_F(DeliveriesTest, ItIsWrittenWithinASecondByItself) {
  auto bob = test_.Join(2);
  test_.Publish(Direct(1, 1), kFirst);
  test_.Turns();
  EXPECT_EQ(Delivered(2), 0);
  test_.clock.Advance(1001);
  EXPECT_TRUE(test_.Until([&] { return Delivered(2) == 1; }));
}

TEST_F(DeliveriesTest, NothingIsKeptOfOtherDialectsNorOfWhoIsNotThere) {
  test_.Publish(Direct(1, 1), kFirst);
  auto bob = test_.Join(2);
  test_.Publish(Direct(2, 1, access::Dialect::kOpenim), kFirst + 1);
  test_.Publish(test_.Message(pair_, 3, 1), kFirst + 2);
  test_.Turns();
  EXPECT_EQ(bob->Next(), "other/0@1001");
  EXPECT_EQ(deliveries().size(), 0U);
}

}  // namespace
}  // namespace koine::gateway
