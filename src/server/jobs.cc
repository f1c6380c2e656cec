#include "server/jobs.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "core/app/channel_expire.h"
#include "core/app/client.h"
#include "core/bulletin/bulletin.h"
#include "core/call/call.h"
#include "core/erasure/erasure.h"
#include "core/erasure/farewell.h"
#include "core/erasure/place.h"
#include "core/file/app.h"
#include "core/group/manage.h"
#include "core/notification/notice.h"
#include "core/retention/retention.h"
#include "core/tenant/tenant.h"
#include "core/wallet/red_packet.h"
#include "core/webhook/webhook.h"
#include "server/office_jobs.h"
#include "server/sweeps.h"

namespace koine::server {

void AddStoreJobs(store::JobRunner& jobs, const config::Config& config,
                  std::function<bool(UserId)> connected) {
  group::AddJobs(jobs);
  erasure::AddFarewellJobs(jobs);
  app::AddChannelJobs(jobs);
  call::AddJobs(jobs, std::move(connected));
  jobs.Add(tenant::kEndLoginsJob, app::EndLogins);
  erasure::AddPersonJob(jobs, config.Text("accounts.erased_words") == "delete"
                                  ? erasure::Said::kDelete
                                  : erasure::Said::kKeep);
  erasure::AddConversationJob(jobs);
  erasure::AddTenantJob(jobs);
  retention::AddJobs(jobs,
                     {config.DurationMs("messages.keep"), config.DurationMs("openim.objects_keep"),
                      config.List("openim.objects_expire"), config.DurationMs("files.keep")});
  jobs.Add(tenant::kEndFilesJob, file::EndFiles);
  jobs.Add(webhook::kClearJob, webhook::Clear);
  wallet::AddPacketJobs(jobs);
  notification::AddNoticeJobs(jobs);
  bulletin::AddJobs(jobs);
  AddOfficeJobs(jobs, config.DurationMs("rooms.release_after"));
  AddStoreSweeps(jobs, config.DurationMs("ding.keep"));
}

std::vector<std::string> JobKinds(store::Store& store, Clock& clock, const config::Config& config) {
  store::JobRunner jobs(store, clock);
  AddStoreJobs(jobs, config, [](UserId) { return false; });
  std::vector<std::string> out = jobs.Kinds();
  // Those that need more than the store.
  for (const char* kind : {"sweep.blobs", "wallet.audit", "erasure.finish"}) out.emplace_back(kind);
  return out;
}

void CompareKinds(const store::JobRunner& jobs, const std::vector<std::string>& kinds) {
  for (const std::string& kind : jobs.Kinds()) {
    if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) continue;
    log::Error("server", "`koine check` does not know jobs of kind {}", kind);
  }
}

}  // namespace koine::server
