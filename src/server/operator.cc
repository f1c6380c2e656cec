#include "server/operator.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "base/time.h"
#include "core/access/system.h"
#include "core/audit/audit.h"
#include "core/identity/system.h"
#include "server/admin.h"
#include "server/doctor.h"
#include "server/erase.h"
#include "server/takeout.h"
#include "server/users.h"
#include "server/wallet.h"

namespace koine::server {

struct WalletOut {
  std::int64_t findings = 0;
  std::string text;
};
KOINE_DESCRIBE(WalletOut, (findings, text))
struct LevelOut {
  std::string level;
};
KOINE_DESCRIBE(LevelOut, (level))
struct AuditRowOut {
  std::int64_t id = 0, at = 0;  // ms
  UserId actor;                 // 0: an application, or whoever runs the server
  std::string action, target, result, detail, address;
};
KOINE_DESCRIBE(AuditRowOut, (id, at, actor, action, target, result, detail, address))
struct AuditOut {
  std::int64_t total = 0;
  std::vector<AuditRowOut> entries;
};
KOINE_DESCRIBE(AuditOut, (total, entries))

namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kCommands[] = {"user",   "invite", "app",   "admin", "audit", "log",
                                          "reload", "status", "erase", "trace", "export"};
// Flags with a value that become words.
constexpr std::string_view kFlags[] = {"nickname", "role",   "email",          "find", "limit",
                                       "actor",    "action", "since",          "to",   "keep",
                                       "words",    "from",   "passphrase-file"};
// Flags without one, likewise.
constexpr std::string_view kSwitches[] = {"--yes", "--dry-run", "--no-wait", "--check",
                                          "--encrypt"};
constexpr std::int64_t kListed = 50, kListedMax = 10'000;
constexpr std::size_t kPasswordMax = 1024;  // bytes

Error Usage(const char* command, std::string text) {
  return FieldError(Code::kBadArgument, command, "usage: koine " + std::move(text));
}

Result<std::string> ReadPassword() {
  std::string out;
  for (int c = std::getchar(); c != EOF && c != '\n'; c = std::getchar()) {
    if (out.size() >= kPasswordMax) {
      return FieldError(Code::kTooLarge, "password", "--password-stdin: more than 1024 bytes");
    }
    out += static_cast<char>(c);
  }
  if (!out.empty() && out.back() == '\r') out.pop_back();
  if (out.empty()) {
    return FieldError(Code::kMissingArgument, "password",
                      "--password-stdin: there is no password on standard input");
  }
  return out;
}

// A word as it stood on the command line, before ReadOperatorFlags. A password is not said.
std::string AsTyped(const std::string& word) {
  if (word.starts_with("password=")) return "--password-stdin";
  const std::string flag = "--" + word;
  if (std::find(std::begin(kSwitches), std::end(kSwitches), flag) != std::end(kSwitches)) {
    return flag;
  }
  const std::string_view name = std::string_view(word).substr(0, word.find('='));
  const bool known = std::find(std::begin(kFlags), std::end(kFlags), name) != std::end(kFlags);
  return known && name.size() < word.size() ? flag : word;
}

// Which entries of the audit log.
struct Asked {
  audit::Filter filter;
  std::int64_t limit = kListed;
};
Result<Asked> ReadAsked(store::Txn& txn, const Words& words) {
  Asked out;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    const std::string value = word.substr(std::min(word.find('=') + 1, word.size()));
    if (word.starts_with("action=")) {
      out.filter.action = value;
    } else if (word.starts_with("actor=")) {
      const auto user = identity::FindUserByLoginName(txn, kDefaultTenant, value);
      if (!user) return NoUser("audit", value);
      out.filter.actor = user->id;
    } else if (word.starts_with("since=")) {
      const auto days = text::ParseInt(value.substr(0, value.size() - (value.empty() ? 0 : 1)));
      if (!days || *days < 1 || !value.ends_with('d')) {
        return FieldError(Code::kBadArgument, "audit",
                          "audit: --since takes days, such as 7d, not '" + value + "'");
      }
      out.filter.from_ms = txn.now_ms() - *days * kDayMs;
    } else if (word.starts_with("limit=")) {
      out.limit = text::ParseInt(value).value_or(0);
      if (out.limit < 1 || out.limit > kListedMax) {
        return FieldError(Code::kBadArgument, "audit", "audit: --limit is from 1 to 10000");
      }
    } else {
      return Usage("audit",
                   "audit list [--actor NAME] [--action TEXT] [--since 7d] [--limit N] | wallet");
    }
  }
  return out;
}

Result<Report> ListAudit(store::Store& store, const Words& words) {
  AuditOut out;
  Status done = Ok();
  KOINE_CHECK(store.ReadNow("audit list", [&](store::Txn& txn) {
    const auto asked = ReadAsked(txn, words);
    if (!asked.ok()) {
      done = asked.error();
      return;
    }
    out.total = audit::Count(txn, kDefaultTenant, asked->filter);
    for (audit::Entry& one : audit::List(txn, kDefaultTenant, asked->filter, asked->limit, 0)) {
      out.entries.push_back({one.id, one.at, one.actor, std::move(one.action),
                             std::move(one.target), std::move(one.result), std::move(one.detail),
                             std::move(one.address)});
    }
  }));
  KOINE_CHECK(done);
  std::string text;
  for (const AuditRowOut& one : out.entries) {
    text += FormatTime(one.at, Zone::Utc()) + " UTC\tby " + std::to_string(one.actor.value) + "\t" +
            one.action + "\t" + text::Visible(one.target) + "\t" + one.result + "\t" +
            text::Visible(one.detail) + "\t" + one.address + "\n";
  }
  return Report::Of(std::move(text), out);
}

Result<Report> Audit(store::Store& store, const Words& words) {
  if (!words.empty() && words[0] == "list") return ListAudit(store, words);
  if (words != Words{"wallet"}) return Usage("audit", "audit list [OPTION…] | wallet [--data DIR]");
  KOINE_TRY(MoneyReport found, CheckMoney(store));
  Report out = Report::Of(found.text, WalletOut{found.findings, found.text});
  out.good = found.findings == 0;
  return out;
}

Result<Report> SetLog(const Operated& on, const std::string& from, const Words& words) {
  static constexpr std::pair<const char*, log::Level> kLevels[] = {{"debug", log::Level::kDebug},
                                                                   {"info", log::Level::kInfo},
                                                                   {"warn", log::Level::kWarn},
                                                                   {"error", log::Level::kError}};
  log::Level level = log::Level::kOff;
  const bool shows = words == Words{"level"};
  if (!shows && (words.size() != 2 || words[0] != "level" || !log::ParseLevel(words[1], &level))) {
    return Usage("log", "log level [debug|info|warn|error|off] [--data DIR]");
  }
  if (!on.status) return NeedsServer("log");
  if (!shows) {
    log::SetLevel(level);
    const Status noted = on.store->WriteAndWait({"log level"}, [&](store::Txn& txn) -> Status {
      audit::Note(txn, access::OfOperator(kDefaultTenant, from), "log.level", "log", words[1]);
      return Ok();
    });
    KOINE_CHECK(noted);
  }
  LevelOut out{"off"};
  for (const auto& [name, one] : kLevels) {
    if (!log::IsOn(one)) continue;
    out.level = name;
    break;
  }
  return Report::Of("log.level is " + out.level + " until the server starts again or reloads\n",
                    out);
}

Result<Report> Reload(const Operated& on, const std::string& from, const Words& words) {
  if (!words.empty()) return Usage("reload", "reload [--data DIR]");
  if (!on.reload) return NeedsServer("reload");
  KOINE_TRY(const ReloadOut out, on.reload());
  KOINE_CHECK(on.store->WriteAndWait({"reload"}, [&](store::Txn& txn) -> Status {
    audit::Note(txn, access::OfOperator(kDefaultTenant, from), "server.reload", "server");
    return Ok();
  }));
  return Report::Of(ReloadText(out), out);
}

// "2026-01-02 03:15:00 UTC", or "never".
std::string TimeText(std::int64_t ms) {
  return ms == 0 ? "never" : FormatTime(ms, Zone::Utc()) + " UTC";
}

Result<Report> ShowStatus(const Operated& on, const Words& words) {
  if (!words.empty()) return Usage("status", "status [--data DIR] [--json]");
  if (!on.status) return NeedsServer("status");
  const StatusOut out = on.status();
  std::string text = "version=" + out.version + "\nengine=" + out.engine + "\nnode=" + out.node +
                     "\nstarted=" + FormatTime(out.started_at, Zone::Utc()) +
                     " UTC\nwritable=" + (out.writable ? "yes" : "no, " + out.fault) +
                     "\nusers online=" + std::to_string(out.users_online) +
                     "\nwaiting for the store=" + std::to_string(out.queued) +
                     "\nposition=" + std::to_string(out.position) + "\n";
  if (out.certificate_until != 0) {
    text += "certificate=" + CertificateText(out.certificate_until) + "\n";
  }
  text += "last backup=" + TimeText(out.backup.succeeded_at) +
          (out.backup.backup.empty() ? "" : ", " + out.backup.backup) + "\n";
  if (!out.backup.fault.empty()) {
    text += "backup failed=" + TimeText(out.backup.failed_at) + ", " + out.backup.fault + "\n";
  }
  if (out.backup_next_at != 0) text += "next backup=" + TimeText(out.backup_next_at) + "\n";
  Report report = Report::Of(std::move(text), out);
  report.good = out.writable;
  return report;
}

}  // namespace

bool IsOperatorCommand(std::string_view name) {
  return std::find(std::begin(kCommands), std::end(kCommands), name) != std::end(kCommands);
}

bool IsLiveCommand(std::string_view name) {
  return name == "log" || name == "reload" || name == "status";
}

Error NeedsServer(const std::string& command, const std::string& data) {
  const std::string where = data.empty() ? "this data directory" : data;
  return FieldError(Code::kUnavailable, command,
                    command + ": no server runs with " + where + "; `koine serve --data " +
                        (data.empty() ? "DIR" : data) + "` starts one");
}

Error NoUser(const char* command, const std::string& name) {
  return FieldError(Code::kUserNotFound, command,
                    "there is no user " + name + "; `koine user list --find TEXT` looks for one");
}

Status ReadOperatorFlags(std::vector<std::string>* args, bool* json) {
  for (std::size_t i = 0; i < args->size(); ++i) {
    std::string& arg = (*args)[i];
    if (arg == "--json") {
      *json = true;
      args->erase(args->begin() + static_cast<std::ptrdiff_t>(i--));
      continue;
    }
    if (arg == "--password-stdin") {
      KOINE_TRY(const std::string password, ReadPassword());
      arg = "password=" + password;
      continue;
    }
    if (std::find(std::begin(kSwitches), std::end(kSwitches), arg) != std::end(kSwitches)) {
      arg.erase(0, 2);
      continue;
    }
    if (!arg.starts_with("--")) continue;
    const std::string name = arg.substr(2, arg.find('=') - 2);
    if (std::find(std::begin(kFlags), std::end(kFlags), name) == std::end(kFlags)) continue;
    const bool whole = arg.find('=') != std::string::npos;
    arg.erase(0, 2);
    if (whole) continue;
    if (i + 1 == args->size() || (*args)[i + 1].starts_with("--")) {
      return FieldError(Code::kMissingArgument, name, "--" + name + " needs a value");
    }
    arg += "=" + (*args)[i + 1];
    args->erase(args->begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
  return Ok();
}

Result<Report> RunOperator(const Operated& on, const std::string& from, const Words& words) {
  if (words.empty() || (words[0] != "doctor" && !IsOperatorCommand(words[0]))) {
    return FieldError(Code::kBadArgument, "command", "there is no such command");
  }
  const std::string& command = words[0];
  const Words rest(words.begin() + 1, words.end());
  // Of `koine doctor`, which does the rest itself.
  if (command == "doctor") return LookInside(*on.store, SystemClock());
  const access::Principal who = access::OfOperator(kDefaultTenant, from);
  if (command == "user") return RunUser(*on.store, *on.random, who, rest);
  if (command == "erase") return RunErase(*on.store, who, on.status != nullptr, rest);
  if (command == "export") return RunExport(*on.store, who, rest);
  if (command == "invite") return RunInvite(*on.store, who, rest);
  if (command == "audit") return Audit(*on.store, rest);
  if (command == "log") return SetLog(on, from, rest);
  if (command == "reload") return Reload(on, from, rest);
  if (command == "status") return ShowStatus(on, rest);
  if (command == "trace") {
    const std::string node = on.status ? on.status().node : "";
    return RunTrace({on.store, on.seal, node, on.sessions, on.others}, who, rest);
  }
  if (command == "app") return RunApp(*on.store, on.keys, who, rest);
  return RunAdmin(*on.store, *on.random, who, rest);
}

OperatorAnswer AnswerOf(const Result<Report>& report, bool json) {
  if (report.ok()) return {report->good ? 0 : 1, false, json ? report->json : report->text};
  const Error& error = report.error();
  const std::string& text = error.text.empty() ? error.field : error.text;
  return {
      error.Is(Code::kBadArgument) || error.Is(Code::kMissingArgument) ? 2 : 1, true,
      "koine: " + (text.empty() ? std::string(CodeName(error.code)) : text::Visible(text, "\n\t")) +
          "\n"};
}

int PrintAnswer(const OperatorAnswer& answer, std::string_view command, const Words& words) {
  constexpr std::string_view kUsed = "koine: usage: ", kName = "koine: ";
  if (!answer.failed || !answer.text.starts_with(kUsed)) {
    std::fputs(answer.text.c_str(), answer.failed ? stderr : stdout);
    return static_cast<int>(answer.status);
  }
  std::string typed;
  for (const std::string& word : words) typed += (typed.empty() ? "" : " ") + AsTyped(word);
  const std::string why =
      typed.empty() ? " needs more than its name; " : ": cannot make sense of '" + typed + "'; ";
  const std::string text =
      std::string(kName) + std::string(command) + why + answer.text.substr(kName.size());
  std::fputs(text.c_str(), stderr);
  return static_cast<int>(answer.status);
}

std::string OperatorName(uid_t uid) {
  return "operator uid " + std::to_string(uid);
}

}  // namespace koine::server
