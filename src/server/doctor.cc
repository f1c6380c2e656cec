#include "server/doctor.h"

#include <grp.h>
#include <pwd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/audit/audit.h"
#include "core/identity/admin.h"
#include "server/backlog_series.h"
#include "server/open.h"
#include "server/operator_socket.h"

namespace koine::server {

struct DoctorOut {
  bool sound = true;     // no faults; there may be warnings
  bool running = false;  // whether a server has the data directory
  std::vector<Finding> findings;
};
KOINE_DESCRIBE(DoctorOut, (sound, running, findings))

namespace {

constexpr int kAnswerMs = 15'000;  // a server that takes longer does not answer
constexpr std::int64_t kClockSlackMs = 2 * kMinuteMs;
constexpr std::uint64_t kOpenFilesMin = 16'384;
constexpr std::int64_t kMemoryMin = 256LL << 20;
constexpr std::int64_t kJobsLateMs = 10 * kMinuteMs;
constexpr std::int64_t kWebhooksWaiting = 5'000, kLettersWaiting = 500;
constexpr std::int64_t kUnindexed = 50'000;  // positions

std::string Minutes(std::int64_t ms) {
  return std::to_string(ms / kMinuteMs) + " minutes";
}

void LookAtBacklogs(const Backlogs& found, Findings* out) {
  if (found.jobs.given_up > 0) {
    out->Fault(
        "jobs-given-up",
        std::to_string(found.jobs.given_up) + " jobs failed too often and are not tried again",
        "look for `job` in the log of the server, and report what it says");
  }
  if (found.jobs.late_ms > kJobsLateMs) {
    out->Warning("jobs-late", "the oldest job has been due for " + Minutes(found.jobs.late_ms),
                 "start the server; if it runs, look at the load of the machine and its disk");
  }
  if (found.webhooks.dead > 0) {
    out->Fault("webhook-dead",
               std::to_string(found.webhooks.dead) + " deliveries to webhooks were given up",
               "`koine app webhook dead APP` tells why; when its server works, "
               "`koine app webhook resend APP all`");
  }
  if (found.webhooks.waiting > kWebhooksWaiting || found.webhooks.late_ms > kJobsLateMs) {
    out->Warning("webhook-backlog",
                 std::to_string(found.webhooks.waiting) +
                     " deliveries to webhooks wait, the oldest for " +
                     Minutes(found.webhooks.late_ms),
                 "look whether their servers answer, and how fast");
  }
  if (found.letters.waiting > kLettersWaiting || found.letters.late_ms > kJobsLateMs) {
    out->Warning("mail-backlog",
                 std::to_string(found.letters.waiting) + " letters wait, the oldest for " +
                     Minutes(found.letters.late_ms),
                 "look for `mail` in the log of the server, and at mail.relay");
  }
  if (found.unindexed > kUnindexed) {
    out->Warning(
        "search-behind",
        "the search index has not seen the last " + std::to_string(found.unindexed) + " positions",
        "wait, it catches up by itself; if the number grows, `koine reindex`");
  }
}

// The smallest memory.max of the groups that this process is in; 0: none.
std::int64_t MemoryLimit() {
  std::int64_t least = 0;
  const auto take = [&least](std::int64_t bytes) {
    if (bytes > 0 && (least == 0 || bytes < least)) least = bytes;
  };
  struct rlimit space {};
  if (::getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY) {
    take(static_cast<std::int64_t>(space.rlim_cur));
  }
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);) {
    if (!line.starts_with("0::")) continue;
    for (std::string path = line.substr(3);; path.resize(path.rfind('/'))) {
      std::ifstream in("/sys/fs/cgroup" + path + "/memory.max");
      std::string value;
      if (in >> value) take(text::ParseInt(value).value_or(0));
      if (path.find('/') == std::string::npos) break;
    }
  }
  return least;
}

void LookAtProcess(Findings* out) {
  struct rlimit files {};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0 && files.rlim_max < kOpenFilesMin) {
    out->Fault("open-files",
               "the process may have only " + std::to_string(files.rlim_max) +
                   " open files, and each connection takes one",
               "raise it: LimitNOFILE=1048576 in the unit, or `ulimit -n` before the start");
  }
  if (const std::int64_t memory = MemoryLimit(); memory > 0 && memory < kMemoryMin) {
    out->Warning("memory-small",
                 "the process may have only " + std::to_string(memory >> 20) + " MB of memory",
                 "give it 512 MB or more: MemoryMax in the unit, or the limit of the container");
  }
  constexpr std::size_t kPage = 4'096;
  void* const page = ::mmap(nullptr, kPage, PROT_READ | PROT_WRITE | PROT_EXEC,
                            MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) {
    out->Fault("memory-execute",
               "the process may not make machine code, which libvips needs for thumbnails",
               "take MemoryDenyWriteExecute out of the unit, or set files.thumbnails = false");
    return;
  }
  ::munmap(page, kPage);
}

std::string TextOf(const DoctorOut& out) {
  std::string text;
  std::size_t faults = 0;
  for (const Finding& one : out.findings) {
    faults += one.fault ? 1 : 0;
    text += std::string(one.fault ? "fault" : "warning") + " " + one.name + ": " + one.what +
            ".\n    " + one.advice + ".\n";
  }
  text += std::to_string(faults) + " faults, " + std::to_string(out.findings.size() - faults) +
          " warnings; the server " + (out.running ? "runs" : "does not run") + "\n";
  return text;
}

Report ReportOf(Findings found, bool running) {
  DoctorOut out;
  out.running = running;
  out.findings = found.all();
  std::stable_partition(out.findings.begin(), out.findings.end(),
                        [](const Finding& one) { return one.fault; });
  out.sound = out.findings.empty() || !out.findings.front().fault;
  Report report = Report::Of(TextOf(out), out);
  report.good = out.sound;
  return report;
}

// Root sees and may everything, the user of the server may not.
void BecomeOwner(const std::string& data) {
  struct stat info {};
  if (::geteuid() != 0 || ::stat(data.c_str(), &info) != 0 || info.st_uid == 0) return;
  const struct passwd* const user = ::getpwuid(info.st_uid);
  if (user != nullptr) ::initgroups(user->pw_name, info.st_gid);
  if (::setegid(info.st_gid) != 0 || ::seteuid(info.st_uid) != 0) return;
}

// What a running server says of itself; whether one runs.
bool AskInside(const std::string& data, Findings* out) {
  const auto answer = AskServer(data, OperatorRequest{{"doctor"}, true}, kAnswerMs);
  if (!answer.ok()) {
    out->Fault("server-silent", answer.error().text,
               "run this as the user of the server; if it is that already, look at the log and "
               "restart the server");
    return true;
  }
  if (!*answer) return false;
  const auto inside = json::Parse<InsideOut>((*answer)->text, {});
  if ((*answer)->failed || !inside.ok()) {
    out->Warning("server-version", "the server that runs does not know `koine doctor`",
                 "it is of another version than this program: restart it");
    return true;
  }
  for (const Finding& one : inside->findings) out->Add(one);
  if (inside->version != KOINE_VERSION) {
    out->Warning(
        "server-version",
        "the server that runs has version " + inside->version + ", this program " + KOINE_VERSION,
        "restart the server");
  }
  return true;
}

void LookAlone(const config::Config& config, Clock& clock, Findings* out) {
  SystemRandom random;
  auto store = OpenStore(config, clock, random, Missing::kIsRefused);
  if (!store.ok()) {
    const bool locked = store.error().text.find("is locked") != std::string::npos;
    out->Fault(locked ? "store-locked" : "store-unreadable", store.error().text,
               locked ? "a server has it but listens at no koine.sock: look for its process"
                      : "look at the log of the server, and restore a backup if it cannot start");
    return;
  }
  const auto report = LookInside(**store, clock);
  if (!report.ok()) return;
  const auto inside = json::Parse<InsideOut>(report->json, {});
  if (!inside.ok()) return;
  for (const Finding& one : inside->findings) out->Add(one);
}

}  // namespace

void Findings::Add(Finding finding) {
  if (!Has(finding.name)) all_.push_back(std::move(finding));
}

bool Findings::Has(std::string_view name) const {
  return std::ranges::any_of(all_, [name](const Finding& one) { return one.name == name; });
}

Result<Report> LookInside(store::Store& store, const Clock& clock) {
  Findings out;
  if (const Status health = store.health(); !health.ok()) {
    out.Fault("store-closed", "the store takes no writes: " + health.error().text,
              "see docs/operate/trouble.md; the server goes on by itself when the cause is gone");
  }
  std::int64_t newest_ms = 0;
  bool administrator = false;
  KOINE_CHECK(store.ReadNow("doctor", [&](store::Txn& txn) {
    administrator = identity::HasAdministrator(txn, kDefaultTenant);
    for (const auto& entry : audit::ListNewest(txn, kDefaultTenant, 1)) newest_ms = entry.at;
  }));
  if (!administrator) {
    out.Fault("no-administrator", "there is no administrator who can sign in",
              "the server prints a link for the first one at its start; or `koine user create NAME "
              "--role super_admin`");
  }
  if (newest_ms > clock.NowMs() + kClockSlackMs) {
    out.Fault("clock-behind",
              "the clock of this machine is " + Minutes(newest_ms - clock.NowMs()) +
                  " behind what the store has already noted",
              "set the clock, and keep it right with NTP: timedatectl set-ntp true");
  }
  const auto backlogs = ReadBacklogs(store);
  if (backlogs.ok()) LookAtBacklogs(*backlogs, &out);
  LookAtProcess(&out);
  InsideOut inside{KOINE_VERSION, out.all()};
  return Report::Of("", inside);
}

Report DoctorOfSettings(const Error& error) {
  Findings out;
  out.Fault("settings", error.text,
            "`koine help serve` and docs/operate/settings.md list them all");
  return ReportOf(out, false);
}

Result<Report> RunDoctor(const config::Config& config) {
  std::string backups;
  for (const std::string& word : config.words()) {
    if (!word.starts_with("to=") || !backups.empty() || word.size() == 3) {
      return FieldError(Code::kBadArgument, "doctor",
                        "usage: koine doctor [--to DIR] [--data DIR] [--json]");
    }
    backups = word.substr(3);
  }
  PrepareProcess();
  log::SetLevel(log::Level::kOff);  // what is wrong becomes a finding
  SystemClock clock;
  Findings out;
  const std::string& data = config.Text("data");
  LookAtSettings(config, clock, &out);
  BecomeOwner(data);
  LookAtMachine(config, backups, clock, &out);
  const bool running = AskInside(data, &out);
  const bool fit = LookAtStore(config, clock, &out);
  if (!running && fit) LookAlone(config, clock, &out);
  if (!running) LookAtListeners(config, &out);
  LookAround(config, clock, &out);
  return ReportOf(out, running);
}

}  // namespace koine::server
