#include "base/fiber.h"

#include <gtest/gtest.h>

#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace koine {
namespace {

TEST(Fiber, GoesOnWhereItWaited) {
  const FiberStack stack;
  std::string told;
  Fiber fiber(stack, [&] {
    for (const char* word : {"a", "b", "c"}) {
      told += word;
      Fiber::Wait();
    }
    told += ".";
  });
  for (const char* sofar : {"a", "ab", "abc", "abc."}) {
    EXPECT_FALSE(fiber.done());
    fiber.Resume();
    EXPECT_EQ(told, sofar);
  }
  EXPECT_TRUE(fiber.done());
}

TEST(Fiber, ManyTakeTurns) {
  constexpr int kFibers = 50;
  std::vector<std::unique_ptr<FiberStack>> stacks;
  std::vector<std::unique_ptr<Fiber>> fibers;
  std::vector<int> sums(kFibers);
  for (int i = 0; i < kFibers; ++i) {
    stacks.push_back(std::make_unique<FiberStack>());
    fibers.push_back(std::make_unique<Fiber>(*stacks.back(), [&sums, i] {
      const std::string own(1000, static_cast<char>('a' + i % 26));  // stays its own meanwhile
      for (int round = 1; round <= i; ++round) {
        sums[static_cast<std::size_t>(i)] += round;
        Fiber::Wait();
        EXPECT_EQ(own, std::string(1000, static_cast<char>('a' + i % 26)));
      }
    }));
  }
  for (bool any = true; any;) {
    any = false;
    for (auto& fiber : fibers) {
      if (fiber->done()) continue;
      fiber->Resume();
      any = true;
    }
  }
  for (int i = 0; i < kFibers; ++i) EXPECT_EQ(sums[static_cast<std::size_t>(i)], i * (i + 1) / 2);
}

TEST(Fiber, AStackServesOneAfterTheOther) {
  const FiberStack stack;
  int ran = 0;
  for (int i = 0; i < 3; ++i) {
    Fiber fiber(stack, [&] {
      Fiber::Wait();
      ++ran;
    });
    fiber.Resume();
    fiber.Resume();
  }
  EXPECT_EQ(ran, 3);
}

TEST(Fiber, GoesBackToTheFiberThatRanIt) {
  const FiberStack one;
  const FiberStack two;
  std::string told;
  Fiber outer(one, [&] {
    Fiber inner(two, [&] {
      told += "a";
      Fiber::Wait();
      told += "d";
    });
    inner.Resume();
    told += "b";
    Fiber::Wait();
    told += "c";
    inner.Resume();
    told += "e";
  });
  outer.Resume();
  EXPECT_EQ(told, "ab");
  outer.Resume();
  EXPECT_EQ(told, "abcde");
  EXPECT_TRUE(outer.done());
}

TEST(Fiber, HasExceptionsOfItsOwn) {
  const FiberStack one;
  const FiberStack two;
  std::string told;
  const auto handle = [&told](const char* text) {
    try {
      throw std::runtime_error(text);
    } catch (const std::exception& e) {
      Fiber::Wait();  // the other handles its own meanwhile
      try {
        throw;
      } catch (const std::exception& again) {
        told += again.what();
      }
    }
  };
  Fiber first(one, [&] { handle("first "); });
  Fiber second(two, [&] { handle("second "); });
  first.Resume();
  EXPECT_EQ(std::current_exception(), nullptr);
  second.Resume();
  first.Resume();
  second.Resume();
  EXPECT_EQ(told, "first second ");
  EXPECT_EQ(std::uncaught_exceptions(), 0);
}

TEST(Fiber, NamesItsOwnRequestInTheLog) {
  const FiberStack stack;
  const log::Scope outer("outer");
  std::string inside;
  Fiber fiber(stack, [&] {
    const log::Scope scope("inner");
    Fiber::Wait();
    inside = log::RequestId();
  });
  fiber.Resume();
  EXPECT_EQ(log::RequestId(), "outer");
  fiber.Resume();
  EXPECT_EQ(log::RequestId(), "outer");
  EXPECT_EQ(inside, "inner");
}

TEST(Fiber, OneThatWasNeverRunJustGoes) {
  const FiberStack stack;
  const auto held = std::make_shared<int>(1);
  {
    const Fiber fiber(stack, [held] {});
    EXPECT_EQ(held.use_count(), 2);
  }
  EXPECT_EQ(held.use_count(), 1);
}

TEST(FiberStack, EndsTheProcessBeforeOthersAreWrittenOver) {
  const FiberStack stack;
  auto* const below = static_cast<volatile char*>(stack.bottom()) - 1;
  EXPECT_DEATH(*below = 1, "");
}

}  // namespace
}  // namespace koine
