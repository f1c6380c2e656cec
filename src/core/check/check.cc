#include "core/check/check.h"

#include <algorithm>
#include <utility>

#include "core/check/rows.h"

namespace koine::check {

namespace {

constexpr int kJobsAtOnce = 1'000;

Status CheckRule(store::Store& store, const Rule& rule, Report* out) {
  Range range;
  KOINE_CHECK(store.ReadNow("check", [&](store::Txn& txn) { range = FindRange(txn, rule); }));
  std::int64_t found = 0;
  for (std::int64_t after = range.first - 1; after < range.last; after += rule.step) {
    const std::int64_t to = std::min(range.last, after + rule.step);
    std::vector<std::string> ids;
    KOINE_CHECK(store.ReadNow("check", [&](store::Txn& txn) {
      ids = FindBroken(txn, rule, after, to, kFindingsMax + 1);
    }));
    ++out->slices;
    for (std::string& id : ids) {
      if (++found > kFindingsMax) {
        ++out->more;
        continue;
      }
      out->findings.push_back({rule.table, std::move(id), rule.what});
    }
  }
  return Ok();
}

}  // namespace

Result<Report> CheckTables(store::Store& store,
                           const std::function<void(std::int64_t, std::int64_t)>& progress) {
  Report out;
  for (const Rule& rule : Rules()) {
    const Status done = CheckRule(store, rule, &out);
    // Damage of one table is no reason to leave the others out.
    if (!done.ok())
      out.findings.push_back({rule.table, "", "cannot be read: " + done.error().text});
    progress(++out.rules, static_cast<std::int64_t>(Rules().size()));
  }
  return out;
}

Result<std::vector<Finding>> CheckJobs(store::Store& store, const std::vector<std::string>& kinds) {
  std::vector<Finding> out;
  for (std::int64_t after = 0;;) {
    std::vector<JobRow> jobs;
    KOINE_CHECK(
        store.ReadNow("check", [&](store::Txn& txn) { jobs = ListJobs(txn, after, kJobsAtOnce); }));
    for (const JobRow& job : jobs) {
      after = job.id;
      const bool known = std::find(kinds.begin(), kinds.end(), job.kind) != kinds.end();
      if (known && !job.dead) continue;
      if (out.size() >= static_cast<std::size_t>(kFindingsMax)) return out;
      out.push_back({"job", std::to_string(job.id),
                     "of kind '" + job.kind + "', " +
                         (known ? "was given up" : "which this program does not know")});
    }
    if (jobs.size() < static_cast<std::size_t>(kJobsAtOnce)) return out;
  }
}

Result<std::vector<Content>> ListContents(store::Store& store, TenantId tenant,
                                          const std::string& sha256, int limit) {
  std::vector<Content> out;
  KOINE_CHECK(store.ReadNow(
      "check", [&](store::Txn& txn) { out = ContentsAfter(txn, tenant, sha256, limit); }));
  return out;
}

Result<bool> IsNeeded(store::Store& store, const Content& content) {
  bool needed = false;
  KOINE_CHECK(store.ReadNow("check", [&](store::Txn& txn) { needed = HasContent(txn, content); }));
  return needed;
}

}  // namespace koine::check
