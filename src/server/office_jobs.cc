#include "server/office_jobs.h"

#include "core/office/approval/approval.h"
#include "core/office/ding/ding.h"
#include "core/office/document/document.h"
#include "core/office/drive/drive.h"
#include "core/office/mail/mail.h"
#include "core/office/room/booking.h"
#include "core/office/schedule/schedule.h"
#include "core/office/task/task.h"

namespace koine::server {

void AddOfficeJobs(store::JobRunner& jobs, std::int64_t release_after_ms) {
  room::AddJobs(jobs, release_after_ms);
  approval::AddJobs(jobs);
  schedule::AddJobs(jobs);
  ding::AddJobs(jobs);
  task::AddJobs(jobs);
  document::AddJobs(jobs);
  mail::AddJobs(jobs);
  drive::AddJobs(jobs);
}

}  // namespace koine::server
