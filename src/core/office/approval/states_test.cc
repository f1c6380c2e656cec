#include "core/office/approval/states.h"

#include <gtest/gtest.h>

#include "core/office/states_test_util.h"

namespace koine::approval {
namespace {

TEST(ApprovalStates, TheDocumentShowsTheTables) {
  EXPECT_EQ(office::DocumentedStates("approval"), office::TableOf(kStates));
  EXPECT_EQ(office::DocumentedStates("approval step"), office::TableOf(kStepStates));
  EXPECT_EQ(office::DocumentedStates("approval hand"), office::TableOf(kHandStates));
}

TEST(ApprovalStates, WhatIsOverStaysSo) {
  for (const ApprovalState state :
       {ApprovalState::kApproved, ApprovalState::kRejected, ApprovalState::kCancelled}) {
    for (const Act act : {Act::kAdvance, Act::kFinish, Act::kReject, Act::kCancel, Act::kPass}) {
      EXPECT_FALSE(office::Next(kStates, state, act)) << office::WordOf(state);
    }
  }
}

}  // namespace
}  // namespace koine::approval
