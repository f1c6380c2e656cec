#include "core/people.h"

#include <gtest/gtest.h>

namespace koine {
namespace {

TEST(People, WhoIsNotAmongThemKeepsTheIdAlone) {
  const People people({{UserId(1), Person{UserId(1), "Ann", "a.png"}}});
  EXPECT_EQ(people.Of(UserId(1)).name, "Ann");
  EXPECT_EQ(people.Of(UserId(1)).avatar, "a.png");
  const Person gone = people.Of(UserId(2));
  EXPECT_EQ(gone.id, UserId(2));
  EXPECT_EQ(gone.name + gone.avatar, "");
  EXPECT_EQ(people.Find(UserId(2)), nullptr);
  EXPECT_EQ(people.Of(UserId()).id, UserId());
}

}  // namespace
}  // namespace koine
