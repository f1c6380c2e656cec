#include "base/loop_turn.h"

#include <gtest/gtest.h>

#include <thread>

namespace koine {
namespace {

struct Part final : TurnPart {
  explicit Part(int* ended) : ended_(ended) {}
  ~Part() override {
    EXPECT_EQ(LoopTurn::Current(), nullptr);
    ++*ended_;
  }
  int* ended_;
};

TEST(LoopTurn, KeepsPartsUntilItEnds) {
  int ended = 0;
  const int one = 1, other = 2;
  EXPECT_EQ(LoopTurn::Current(), nullptr);
  {
    LoopTurn turn;
    EXPECT_EQ(LoopTurn::Current(), &turn);
    EXPECT_EQ(turn.Find(&one), nullptr);
    auto part = std::make_unique<Part>(&ended);
    TurnPart* const put = part.get();
    turn.Put(&one, std::move(part));
    turn.Put(&other, std::make_unique<Part>(&ended));
    EXPECT_EQ(turn.Find(&one), put);
    EXPECT_NE(turn.Find(&other), put);
    EXPECT_EQ(ended, 0);
  }
  EXPECT_EQ(ended, 2);
  const LoopTurn next;
  EXPECT_EQ(next.Find(&one), nullptr);
}

TEST(LoopTurn, IsThatOfItsThread) {
  const LoopTurn turn;
  std::thread([] { EXPECT_EQ(LoopTurn::Current(), nullptr); }).join();
}

}  // namespace
}  // namespace koine
