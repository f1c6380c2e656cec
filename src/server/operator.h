#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/config.h"
#include "base/random.h"
#include "base/result.h"
#include "server/apps.h"
#include "server/backup.h"
#include "server/operator_socket.h"
#include "server/reload.h"
#include "server/report.h"
#include "server/trace.h"
#include "store/store.h"

// The commands for whoever runs the server: users, invitations, applications, audit, log level,
// reload, status. They reach a server that runs through its socket (operator_socket.h), and a store
// without a server directly; what they do is the same.
namespace koine::server {

// How a running server is.
struct StatusOut {
  std::string version, engine, node;
  bool writable = false;
  std::string fault;  // why not
  std::int64_t started_at = 0, users_online = 0, queued = 0, position = 0;
  std::int64_t certificate_until = 0;  // ms; 0: no TLS
  BackupState backup;                  // how the last ones went
  std::int64_t backup_next_at = 0;     // ms; 0: this server makes none
};
KOINE_DESCRIBE(StatusOut, (version, engine, node, writable, fault, started_at, users_online, queued,
                           position, certificate_until, backup, backup_next_at))

struct Operated {
  store::Store* store = nullptr;
  Random* random = nullptr;
  AppKeys keys;
  std::string seal = {};  // the key of opaque ids
  // Of a running server alone; empty in a command that opened the store itself.
  std::function<StatusOut()> status = {};
  std::function<Result<ReloadOut>()> reload = {};
  SessionsOf sessions = {};
  AskNodes others = {};
};

// Whether this is one of these commands.
bool IsOperatorCommand(std::string_view name);

// Whether the command is about the process and not its store: it needs a server that runs.
bool IsLiveCommand(std::string_view name);
// `data`: the directory in which no server answers; empty: this one.
Error NeedsServer(const std::string& command, const std::string& data = "");
// There is no user of this name, and how to find them.
Error NoUser(const char* command, const std::string& name);

// The flags of these commands as words: `--role admin` becomes `role=admin`, `--password-stdin` the
// password that is read, `--check` the word; `--json` is taken away and noted. An error names the
// flag.
Status ReadOperatorFlags(std::vector<std::string>* args, bool* json);

// Runs a command; `from` says who asks, for the audit. An error has a sentence.
Result<Report> RunOperator(const Operated& on, const std::string& from,
                           const std::vector<std::string>& words);

// The same as the socket carries it: with a finding the status is 1, with an error 1 or, for a
// command that is not written right, 2.
OperatorAnswer AnswerOf(const Result<Report>& report, bool json);

// Prints it and returns the status of the process. Where the answer only says how the command is
// used, the words that it does not understand come first.
int PrintAnswer(const OperatorAnswer& answer, std::string_view command,
                const std::vector<std::string>& words);

// "operator uid 1000", as the audit has it.
std::string OperatorName(uid_t uid);

}  // namespace koine::server
