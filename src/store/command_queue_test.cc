#include "store/command_queue.h"

#include <gtest/gtest.h>

namespace koine::store {
namespace {

class Nothing final : public Command {
 public:
  using Command::Command;
  bool Run(Txn&) override { return true; }
  void Finish(const Error*, const Numbering&) override {}
};

bool PushChain(CommandQueue& queue, const char* name, Key key, bool needs_rows = false) {
  CommandInfo info{name, key};
  info.chains = true;
  info.needs_rows = needs_rows;
  std::unique_ptr<Command> command = std::make_unique<Nothing>(info);
  return queue.Push(command);
}

bool Push(CommandQueue& queue, const char* name, Key key, bool background = false) {
  std::unique_ptr<Command> command =
      std::make_unique<Nothing>(CommandInfo{name, key, background, false});
  return queue.Push(command);
}

std::string Names(const Commands& commands) {
  std::string out;
  for (const auto& command : commands) out += command->info().name;
  return out;
}

std::string TakeNames(CommandQueue& queue, bool distinct_keys) {
  Commands out;
  return queue.TakeFor(distinct_keys, 0, &out) ? Names(out) : "closed";
}

TEST(CommandQueue, TakesEverythingInOrder) {
  CommandQueue queue(10, 4);
  for (const char* name : {"a", "b", "c", "d", "e"}) EXPECT_TRUE(Push(queue, name, Key{1}));
  EXPECT_EQ(queue.size(), 5u);
  EXPECT_EQ(TakeNames(queue, false), "abcd");
  EXPECT_EQ(TakeNames(queue, false), "e");
}

TEST(CommandQueue, RefusesWhenFullOrClosed) {
  CommandQueue queue(2, 4);
  EXPECT_TRUE(Push(queue, "a", Key{1}));
  EXPECT_TRUE(Push(queue, "b", Key{1}, true));
  EXPECT_FALSE(Push(queue, "c", Key{1}));
  EXPECT_EQ(TakeNames(queue, false), "ab");
  queue.Close();
  EXPECT_FALSE(Push(queue, "d", Key{1}));
  EXPECT_EQ(TakeNames(queue, false), "closed");
}

TEST(CommandQueue, BackgroundTakesAtMostAQuarter) {
  CommandQueue queue(10'000, 100);
  for (int i = 0; i < 1000; ++i) Push(queue, "b", Key{1}, true);
  EXPECT_EQ(TakeNames(queue, false).size(), 25u);
  for (int i = 0; i < 1000; ++i) Push(queue, "f", Key{1});
  const std::string mixed = TakeNames(queue, false);
  EXPECT_EQ(mixed.size(), 100u);
  EXPECT_EQ(std::count(mixed.begin(), mixed.end(), 'b'), 25);
  EXPECT_EQ(mixed.find('b'), 75u) << "others come first";
}

TEST(CommandQueue, FewOthersTakeFewBackgroundCommandsAlong) {
  CommandQueue queue(10'000, 100);
  for (int i = 0; i < 1000; ++i) Push(queue, "b", Key{1}, true);
  for (int i = 0; i < 6; ++i) Push(queue, "f", Key{1});
  EXPECT_EQ(TakeNames(queue, false), "ffffffbb");
}

TEST(CommandQueue, DistinctKeysComeInKeyOrderAndNeverTwice) {
  CommandQueue queue(100, 100);
  Push(queue, "c", Key{3});
  Push(queue, "a", Key{1});
  Push(queue, "d", Key{3});
  Push(queue, "b", Key{2});
  Push(queue, "e", Key{3});
  EXPECT_EQ(TakeNames(queue, true), "abc");
  EXPECT_EQ(TakeNames(queue, true), "d");
  EXPECT_EQ(TakeNames(queue, true), "e");
}

TEST(CommandQueue, CommandsThatChainShareABatchInTheirOrder) {
  CommandQueue queue(100, 100);
  PushChain(queue, "d", Key{3});
  PushChain(queue, "a", Key{1});
  PushChain(queue, "e", Key{3});
  PushChain(queue, "b", Key{1});
  Push(queue, "x", Key{1});
  PushChain(queue, "c", Key{1});
  EXPECT_EQ(TakeNames(queue, true), "abde");
  EXPECT_EQ(TakeNames(queue, true), "x") << "what does not chain waits, and is not overtaken";
  EXPECT_EQ(TakeNames(queue, true), "c");
}

TEST(CommandQueue, WhatNeedsRowsComesBeforeWhatAppends) {
  CommandQueue queue(100, 100);
  const auto push = [&queue](const char* name, std::uint64_t key) {
    PushChain(queue, name, Key{key}, /*needs_rows=*/name[0] == 'r');
  };
  for (const char* name : {"s", "s", "r1", "s", "r2", "r3", "s"}) push(name, 1);
  for (const char* name : {"r4", "r5", "s"}) push(name, 2);
  Push(queue, "x", Key{3});
  push("r6", 3);
  EXPECT_EQ(TakeNames(queue, true), "ssr4r5sx");
  EXPECT_EQ(TakeNames(queue, true), "r1sr6");
  EXPECT_EQ(TakeNames(queue, true), "r2r3s");
}

TEST(CommandQueue, AChainIsBounded) {
  CommandQueue queue(1000, 1000);
  for (int i = 0; i < 150; ++i) PushChain(queue, "a", Key{1});
  Push(queue, "b", Key{2});
  EXPECT_EQ(TakeNames(queue, true).size(), 65u);
  EXPECT_EQ(TakeNames(queue, true).size(), 64u);
  EXPECT_EQ(TakeNames(queue, true).size(), 22u);
}

TEST(CommandQueue, AFullBatchLeavesNoHoleInAChain) {
  CommandQueue queue(100, 3);
  PushChain(queue, "a", Key{1});
  PushChain(queue, "b", Key{1});
  PushChain(queue, "m", Key{2});
  PushChain(queue, "c", Key{1});
  PushChain(queue, "n", Key{2});
  EXPECT_EQ(TakeNames(queue, true), "abm");
  EXPECT_EQ(TakeNames(queue, true), "cn");
}

TEST(CommandQueue, ACommandWithoutKeyRunsAlone) {
  CommandQueue queue(100, 100);
  Push(queue, "a", Key{1});
  Push(queue, "x", kNoKey);
  Push(queue, "b", Key{2});
  Push(queue, "y", kNoKey, true);
  EXPECT_EQ(TakeNames(queue, true), "ab");
  EXPECT_EQ(TakeNames(queue, true), "x");
  EXPECT_EQ(TakeNames(queue, true), "y");
}

TEST(CommandQueue, ABackgroundCommandWithoutKeyDoesNotStarve) {
  CommandQueue queue(100, 100);
  Push(queue, "y", kNoKey, true);
  Push(queue, "z", kNoKey, true);
  std::string taken;
  for (int i = 0; i < 8; ++i) {
    if (queue.size() < 3) Push(queue, "a", Key{1});
    taken += TakeNames(queue, true);
  }
  EXPECT_EQ(taken, "aaayaaaz");
}

}  // namespace
}  // namespace koine::store
