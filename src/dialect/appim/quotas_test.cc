#include "dialect/appim/quotas.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace koine::appim {
namespace {

tenant::App AppWith(std::int64_t connections, std::int64_t messages, std::int64_t tenant = 7) {
  tenant::App app;
  app.tenant = TenantId(tenant);
  app.settings.max_connections = connections;
  app.settings.max_messages_per_second = messages;
  return app;
}

TEST(AppQuotas, CountDevicesOfClientsNotSockets) {
  Quotas quotas;
  const tenant::App app = AppWith(2, 0);
  auto ann = quotas.TakeSeat(app, "ann", "phone");
  auto bob = quotas.TakeSeat(app, "bob", "phone");
  ASSERT_TRUE(ann.ok() && bob.ok());
  EXPECT_FALSE(quotas.TakeSeat(app, "ann", "tablet").ok());
  // The older socket of the same device has not gone yet.
  auto again = quotas.TakeSeat(app, "ann", "phone");
  ASSERT_TRUE(again.ok());
  *ann = Quotas::Seat();
  EXPECT_FALSE(quotas.TakeSeat(app, "cat", "phone").ok());
  *again = Quotas::Seat();
  EXPECT_TRUE(quotas.TakeSeat(app, "cat", "phone").ok());
  EXPECT_EQ(quotas.connections(app.tenant), 1U);
  // Another application has places of its own.
  EXPECT_TRUE(quotas.TakeSeat(AppWith(1, 0, 8), "ann", "phone").ok());
}

TEST(AppQuotas, AreExactOverThreads) {
  Quotas quotas;
  const tenant::App app = AppWith(50, 100);
  std::vector<std::vector<Quotas::Seat>> seats(4);
  std::vector<int> messages(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < seats.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i) {
        auto seat = quotas.TakeSeat(app, "c" + std::to_string(t) + "x" + std::to_string(i), "d");
        if (seat.ok()) seats[t].push_back(std::move(seat).value());
        messages[t] += quotas.TakeMessage(app, 1'000'000).ok() ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  std::size_t taken = 0;
  int sent = 0;
  for (std::size_t t = 0; t < seats.size(); ++t) {
    taken += seats[t].size();
    sent += messages[t];
  }
  EXPECT_EQ(taken, 50U);
  EXPECT_EQ(sent, 100);
}

TEST(AppQuotas, LetMessagesThroughAgainAsTimePasses) {
  Quotas quotas;
  const tenant::App app = AppWith(0, 2);
  EXPECT_TRUE(quotas.TakeMessage(app, 1000).ok());
  EXPECT_TRUE(quotas.TakeMessage(app, 1000).ok());
  const Status third = quotas.TakeMessage(app, 1000);
  ASSERT_FALSE(third.ok());
  EXPECT_TRUE(third.error().Is(Code::kRateLimited));
  EXPECT_TRUE(quotas.TakeMessage(app, 1600).ok());
  EXPECT_FALSE(quotas.TakeMessage(app, 1600).ok());
  // A clock that was set back gives nothing, and goes on from there.
  EXPECT_FALSE(quotas.TakeMessage(app, 500).ok());
  EXPECT_TRUE(quotas.TakeMessage(app, 1000).ok());
  EXPECT_TRUE(quotas.TakeMessage(AppWith(0, 0), 1600).ok());
}

TEST(AppQuotas, BoundNewClients) {
  Quotas quotas;
  tenant::App app = AppWith(0, 0);
  app.settings.max_new_clients_per_minute = 2;
  EXPECT_TRUE(quotas.TakeClient(app, 1000).ok());
  EXPECT_TRUE(quotas.TakeClient(app, 1000).ok());
  EXPECT_FALSE(quotas.TakeClient(app, 1000).ok());
  EXPECT_TRUE(quotas.TakeMessage(app, 1000).ok());
  EXPECT_TRUE(quotas.TakeClient(app, 31'000).ok());
  EXPECT_FALSE(quotas.TakeClient(app, 31'000).ok());
  app.settings.max_new_clients_per_minute = 0;
  EXPECT_TRUE(quotas.TakeClient(app, 31'000).ok());
}

}  // namespace
}  // namespace koine::appim
