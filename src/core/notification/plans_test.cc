// How SQLite finds the rows of statements of this noun (core/plan_test_util).

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/notification/notice_rows.h"
#include "core/notification/rows.h"
#include "core/plan_test_util.h"

namespace koine::notification {
namespace {

class NoticePlans : public core::PlansTest {};

TEST_F(NoticePlans, NoticesAreLookedUp) {
  const UserId ann = AddUser("ann");
  const std::vector<std::int64_t> ids = {1, 2};
  const std::vector<std::int64_t> users = {ann.value};
  ExpectLookedUp([&](core::PlanTxn& plan) {
    LockNotices(plan, kTenant, ids);
    HasNoticeTask(plan, kTenant, ids, NoticeState::kSending, NoticeState::kSent);
    InsertNoticeReceivers(plan, kTenant, 1, users);
    ListNamedNotices(plan, kTenant, ids);
    NoticeTask task;
    task.id = 1;
    NumberNoticeReceivers(plan, kTenant, task);
    NextNoticeReceivers(plan, kTenant, task, 10);
    task.to_all = true;
    NextNoticeReceivers(plan, kTenant, task, 10);
    PullNoticesFor(plan, kTenant, ann, 0, 10);
    FindNoticeFor(plan, kTenant, ann, 1);
    DeleteNotices(plan, kTenant, ids);
    SetNumber(plan, kTenant, NotificationId(1), 1);
    PullNumbered(plan, kTenant, ann, 0, 10);
    FindNumbered(plan, kTenant, ann, NotificationId(1));
  });
}

}  // namespace
}  // namespace koine::notification
