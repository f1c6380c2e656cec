#include "server/erase.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/erasure/deregister.h"
#include "core/erasure/erasure.h"
#include "core/erasure/place.h"
#include "core/tenant/system.h"
#include "core/tenant/tenant.h"
#include "server/manage.h"
#include "server/open.h"
#include "server/operator.h"
#include "server/places.h"
#include "server/users.h"
#include "store/compact.h"

namespace koine::server {

struct EraseOut {
  std::string what;  // "user 10002"
  std::int64_t messages = 0, files = 0;
  bool erased = false;  // false: it was only counted
};
KOINE_DESCRIBE(EraseOut, (what, messages, files, erased))
struct PendingOut {
  std::vector<std::string> pending;  // kind and key of a job
};
KOINE_DESCRIBE(PendingOut, (pending))

namespace {

using Words = std::vector<std::string>;

constexpr char kUsage[] =
    "usage: koine erase user NAME [--words keep|delete] --yes [--dry-run] [--no-wait]\n"
    "       koine erase conversation ID --yes [--dry-run] [--no-wait]\n"
    "       koine erase app ID --yes [--no-wait] | status [--json]";
constexpr char kGivenUp[] = " given up";
constexpr auto kLook = std::chrono::milliseconds(500);
constexpr int kLooksPerLine = 20;  // where nobody watches: a line each ten seconds
constexpr std::size_t kAnswerMax = 16;

Error Told(Code code, std::string text) {
  return FieldError(code, "erase", std::move(text));
}
Error Usage() {
  return Told(Code::kBadArgument, kUsage);
}

struct Asked {
  std::string kind, name;
  erasure::Said said = erasure::Said::kBySetting;
  bool yes = false, dry_run = false;
};

Result<Asked> ReadAsked(const Words& words) {
  if (words.size() < 2) return Usage();
  Asked out{words[0], words[1]};
  if (out.kind != "user" && out.kind != "conversation" && out.kind != "app") return Usage();
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (word == "yes") {
      out.yes = true;
    } else if (word == "dry-run") {
      out.dry_run = true;
    } else if (out.kind == "user" && word == "words=keep") {
      out.said = erasure::Said::kKeep;
    } else if (out.kind == "user" && word == "words=delete") {
      out.said = erasure::Said::kDelete;
    } else if (word.starts_with("words=")) {
      return Told(Code::kBadArgument, "--words is keep or delete, and of a user");
    } else {
      return Usage();
    }
  }
  if (!out.yes && !out.dry_run) {
    return Told(Code::kBadArgument,
                "erasing cannot be undone: --dry-run counts what would go, --yes does it");
  }
  return out;
}

Result<EraseOut> ErasePerson(store::Txn& txn, const access::Principal& who, const Asked& asked) {
  KOINE_TRY(const identity::User user, FindNamed(txn, who, "erase", asked.name));
  const erasure::Amount amount = erasure::CountPerson(txn, who.tenant, user.id);
  EraseOut out{audit::UserTarget(user.id), amount.messages, amount.files, !asked.dry_run};
  if (asked.dry_run) return out;
  if (user.status == identity::UserStatus::kDeregistered) {
    erasure::PutErasePerson(txn, user, asked.said);
    return out;
  }
  const Status done = erasure::Deregister(txn, who, user.id, asked.said);
  if (done.ok()) return out;
  const Error& error = done.error();
  if (error.Is(Code::kBadState) && error.detail == std::string_view("money")) {
    return Told(error.code, asked.name +
                                " has money: pay it out, or wait until no order and no "
                                "packet of theirs is open");
  }
  if (error.Is(Code::kForbidden)) {
    return Told(error.code, asked.name + " is a super administrator: koine user role " +
                                asked.name + " user comes first");
  }
  return error;
}

Result<EraseOut> ErasePlace(store::Txn& txn, const access::Principal& who, const Asked& asked) {
  const ConversationId id(text::ParseInt(asked.name).value_or(0));
  const erasure::Amount amount = erasure::CountConversation(txn, who.tenant, id);
  EraseOut out{"conversation " + asked.name, amount.messages, amount.files, !asked.dry_run};
  if (asked.dry_run) return out;
  if (!erasure::EraseConversation(txn, who.tenant, id).ok()) {
    return Told(Code::kConversationNotFound, "there is no conversation " + asked.name +
                                                 "; `koine trace` tells that of a message");
  }
  return out;
}

Result<EraseOut> EraseApp(store::Txn& txn, const Asked& asked) {
  EraseOut out{"app " + asked.name, 0, 0, !asked.dry_run};
  const std::vector<tenant::App> apps = tenant::ListApps(txn);
  const auto app = std::find_if(apps.begin(), apps.end(),
                                [&](const tenant::App& one) { return one.app_id == asked.name; });
  if (app == apps.end()) {
    return Told(Code::kNotFound,
                "there is no application " + asked.name + "; `koine app list` lists them");
  }
  out.files = app->files;
  if (!asked.dry_run) KOINE_CHECK(tenant::DeleteApp(txn, asked.name));
  return out;
}

Result<EraseOut> EraseOne(store::Txn& txn, const access::Principal& who, const Asked& asked) {
  if (asked.kind == "user") return ErasePerson(txn, who, asked);
  if (asked.kind == "conversation") return ErasePlace(txn, who, asked);
  return EraseApp(txn, asked);
}

Result<Report> ListPending(store::Store& store) {
  PendingOut out;
  KOINE_CHECK(store.ReadNow("erase status",
                            [&](store::Txn& txn) { out.pending = erasure::ListPending(txn); }));
  std::string text;
  for (const std::string& one : out.pending) text += one + "\n";
  Report report = Report::Of(text.empty() ? "nothing is being erased\n" : text, out);
  report.good = std::none_of(out.pending.begin(), out.pending.end(),
                             [](const std::string& one) { return one.ends_with(kGivenUp); });
  return report;
}

bool Takes(Words* words, const std::string& word) {
  const auto it = std::find(words->begin(), words->end(), word);
  if (it == words->end()) return false;
  words->erase(it);
  return true;
}

// Whether whoever sits there wants what `counted` says.
bool Confirmed(const std::string& counted) {
  std::fprintf(stderr, "%sThis cannot be undone. Type yes to erase it: ", counted.c_str());
  char line[kAnswerMax] = "";
  return std::fgets(line, sizeof line, stdin) != nullptr && std::string(line) == "yes\n";
}

// Until the server has nothing to erase any more, or says that it does not get on.
int Wait(const config::Config& config) {
  const bool watched = ::isatty(STDERR_FILENO) != 0;
  for (int look = 1;; ++look) {
    std::this_thread::sleep_for(kLook);
    const auto answer = AskServer(config.Text("data"), {{"erase", "status"}, true});
    if (!answer.ok()) return Fail(answer.error());
    if (!*answer) {
      return Fail(Told(Code::kUnavailable, "the server ended; it goes on when it starts again"));
    }
    if ((*answer)->failed) return PrintAnswer(**answer, "erase", {});
    const auto left = json::Parse<PendingOut>((*answer)->text, {});
    if (!left.ok()) return Fail(Told(Code::kUnavailable, "the server did not answer"));
    if (left->pending.empty()) {
      if (watched) std::fputs("\n", stderr);
      return 0;
    }
    if ((*answer)->status != 0) {
      return Fail(Told(Code::kUnavailable, left->pending[0] + ": the log of the server says why"));
    }
    if (watched) {
      std::fprintf(stderr, "\rstill to do: %-60s", left->pending[0].c_str());
    } else if (look % kLooksPerLine == 0) {
      std::fprintf(stderr, "still to do: %s\n", left->pending[0].c_str());
    }
  }
}

// How far the log of one erasing is cleared, on a thread of a pool.
struct Clearings {
  std::mutex mutex;
  std::map<std::string, erasure::Cleared, std::less<>> of;  // kNotYet: at work
};

}  // namespace

Result<Report> RunErase(store::Store& store, const access::Principal& who, bool serves,
                        const Words& words) {
  if (words == Words{"status"}) return ListPending(store);
  KOINE_TRY(const Asked asked, ReadAsked(words));
  const std::string action = "erase." + asked.kind;
  auto done = store.WriteAndWait({"erase"}, [&](store::Txn& txn) -> Result<EraseOut> {
    auto out = EraseOne(txn, who, asked);
    if (out.ok() && out->erased) {
      audit::Note(txn, who, action, out->what,
                  asked.said == erasure::Said::kBySetting ? ""
                  : asked.said == erasure::Said::kKeep    ? "keep"
                                                          : "delete");
    }
    return out;
  });
  if (!done.ok()) return done.error();
  std::string text = done->what + ": ";
  if (asked.kind != "app") text += std::to_string(done->messages) + " messages, ";
  text += std::to_string(done->files) + " files\n";
  if (done->erased) {
    text += serves ? "it is being erased\n" : "the server erases it when it starts\n";
  }
  return Report::Of(std::move(text), *done);
}

int AskErase(const config::Config& config, bool json) {
  Words words = config.words();
  const bool waits = !Takes(&words, "no-wait");
  words.insert(words.begin(), "erase");
  const bool dry_run = std::find(words.begin(), words.end(), "dry-run") != words.end();
  const bool asks = std::find(words.begin(), words.end(), "yes") == words.end() && !dry_run &&
                    words.size() > 2 && ::isatty(STDIN_FILENO) != 0;
  if (asks) {
    Words counting = words;
    counting.emplace_back("dry-run");
    const auto counted = AskStore(config, {counting, false});
    if (!counted.ok()) return Fail(counted.error());
    if (counted->failed) return PrintAnswer(*counted, "erase", config.words());
    if (!Confirmed(counted->text)) return Fail(Told(Code::kBadArgument, "nothing was erased"));
    words.emplace_back("yes");
  }
  const auto answer = AskStore(config, {words, json});
  if (!answer.ok()) return Fail(answer.error());
  const int status = PrintAnswer(*answer, "erase", config.words());
  if (status != 0 || !waits || dry_run || words.size() < 3) return status;
  const auto alive = AskServer(config.Text("data"), {{"erase", "status"}, true});
  return alive.ok() && *alive ? Wait(config) : status;
}

void AddEraseEnd(store::JobRunner& jobs, const config::Config& config, Pool& pool) {
  if (IsPostgres(config)) {
    erasure::AddFinishJob(jobs, [](std::string_view) { return erasure::Cleared::kDone; });
    return;
  }
  const auto all = std::make_shared<Clearings>();
  erasure::AddFinishJob(jobs, [all, &pool, path = SqliteFile(config)](std::string_view what) {
    const std::lock_guard lock(all->mutex);
    const auto found = all->of.find(what);
    if (found != all->of.end()) {
      const erasure::Cleared now = found->second;
      if (now != erasure::Cleared::kNotYet) all->of.erase(found);
      // Readers of old pages end soon.
      return now == erasure::Cleared::kDone ? now : erasure::Cleared::kNotYet;
    }
    const std::string key(what);
    const bool taken = pool.Submit([all, path, key] {
      const Status done = store::EmptySqliteLog(path);
      const std::lock_guard inner(all->mutex);
      all->of[key] = done.ok() ? erasure::Cleared::kDone : erasure::Cleared::kFailed;
    });
    if (taken) all->of.emplace(key, erasure::Cleared::kNotYet);
    return erasure::Cleared::kNotYet;
  });
}

}  // namespace koine::server
