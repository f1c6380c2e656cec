#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <string_view>

#include "net/ws_test_util.h"

namespace koine::net {
namespace {

TEST(SharedFrames, FramesOfManyKeepTheirPlaceHoweverMuchIsTaken) {
  std::mt19937 random(3);
  MemoryServer m;
  m.Open();
  std::string expected;
  std::string heard;
  for (int turn = 0; turn < 60; ++turn) {
    m.loop.Post([&] {
      for (int i = 0; i < 50; ++i) {
        const std::string text(random() % 900, static_cast<char>('a' + i % 26));
        const std::string frame = EncodeWsFrame(WsOpcode::kText, text);
        if (random() % 4 == 0) {
          m.echo->connection->SendText(text);
        } else {
          m.echo->connection->SendShared(std::make_shared<const std::string>(frame),
                                         random() % 2 == 0 ? 2 : 0);
        }
        expected += frame;
      }
      EXPECT_EQ(m.echo->connection->queued_bytes(), expected.size() - heard.size());
    });
    m.peer->SetWindow(random() % 40'000);
    m.Turns();
    heard += m.peer->Take();
    ASSERT_EQ(heard, expected.substr(0, heard.size()));
  }
  m.peer->SetWindow(SIZE_MAX);
  m.Turns();
  EXPECT_EQ(heard + m.peer->Take(), expected);
}

TEST(SharedFrames, FramesThatMayWaitLeaveTogether) {
  MemoryServer m;
  m.Open();
  const auto share = [&m](std::string_view text, int within_ms) {
    m.loop.Post([&m, within_ms, frame = EncodeWsFrame(WsOpcode::kText, text)] {
      m.echo->connection->SendShared(std::make_shared<const std::string>(frame), within_ms);
    });
    m.Turns();
  };
  const auto frame = [](std::string_view text) { return EncodeWsFrame(WsOpcode::kText, text); };
  share("one", 2);
  m.Pass(1);
  share("two", 2);
  EXPECT_EQ(m.peer->Take(), "");
  m.Pass(1);
  EXPECT_EQ(m.peer->Take(), frame("one") + frame("two"));
  // What does not wait takes along what does.
  share("three", 2);
  share("four", 0);
  EXPECT_EQ(m.peer->Take(), frame("three") + frame("four"));
  share("five", 2);
  m.Send("own");  // is echoed
  EXPECT_EQ(m.peer->Take(), frame("five") + frame("own"));
  m.Pass(2);
  EXPECT_EQ(m.peer->Take(), "");
  // The shortest wait is that of all.
  share("long", 50);
  share("short", 1);
  m.Pass(1);
  EXPECT_EQ(m.peer->Take(), frame("long") + frame("short"));
  // The loop wakes for them by itself.
  share("six", 2);
  const auto began = std::chrono::steady_clock::now();
  m.loop.RunOnce(10'000);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
  m.Pass(2);
  EXPECT_EQ(m.peer->Take(), frame("six"));
}

TEST(SharedFrames, FramesThatMayWaitAreSentBeforeTheEnd) {
  MemoryServer m;
  m.Open();
  const auto frame = std::make_shared<const std::string>(EncodeWsFrame(WsOpcode::kText, "last"));
  m.loop.Post([&] { m.echo->connection->SendShared(frame, 2); });
  m.Turns();
  m.loop.Post([&] { m.echo->connection->Close(kWsGoingAway, ""); });
  m.Turns();
  EXPECT_EQ(m.peer->Take().substr(0, frame->size()), *frame);
}

TEST(SharedFrames, WhatWaitsToLeaveEndsWithItsConnection) {
  MemoryServer m;
  m.Open();
  const auto frame =
      std::make_shared<const std::string>(EncodeWsFrame(WsOpcode::kText, std::string(900, 'x')));
  m.loop.Post([&] { m.echo->connection->SendShared(frame, 2); });
  m.Turns();
  m.loop.Post([&] { m.echo->connection->Abort(); });
  m.Turns();
  EXPECT_EQ(m.echo->closes, 1);
  EXPECT_EQ(frame.use_count(), 1);
  m.Pass(2);
}

TEST(SharedFrames, FramesOfManyCountForASlowReader) {
  MemoryServer m;
  m.settings.outbox_bytes = 10'000;
  m.Open();
  m.peer->SetWindow(0);
  const auto frame =
      std::make_shared<const std::string>(EncodeWsFrame(WsOpcode::kText, std::string(900, 'x')));
  m.loop.Post([&] {
    for (int i = 0; i < 20; ++i) m.echo->connection->SendShared(frame, 0);
  });
  m.Turns();
  m.peer->SetWindow(SIZE_MAX);
  m.Pass(10'000);
  EXPECT_EQ(m.echo->closes, 1);
  EXPECT_EQ(m.echo->code, kWsTryAgainLater);
  EXPECT_EQ(frame.use_count(), 1);
}

}  // namespace
}  // namespace koine::net
