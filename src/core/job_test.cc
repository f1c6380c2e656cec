#include "core/job.h"

#include <gtest/gtest.h>

namespace koine {
namespace {

TEST(RowJobs, AreReadFromKeyAndPayload) {
  const auto job = ReadRowJob("17", "3");
  ASSERT_TRUE(job.ok());
  EXPECT_EQ(job->id, 17);
  EXPECT_EQ(job->tenant, TenantId(3));
}

TEST(RowJobs, WhatIsNoNumberIsRefused) {
  for (const auto& [key, payload] : {std::pair{"", "3"}, {"17", ""}, {"x", "3"}, {"17", "3 "}}) {
    EXPECT_TRUE(ReadRowJob(key, payload).error().Is(Code::kInternal)) << key << "/" << payload;
  }
}

}  // namespace
}  // namespace koine
