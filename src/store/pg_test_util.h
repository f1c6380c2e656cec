#pragma once

#include <sys/types.h>
#include <string>

#include "base/result.h"

namespace koine::store {

// A PostgreSQL server of the test process: made in a temporary directory at first use, reached
// through a socket in that directory, stopped and removed at exit (and when the process is killed).
class PgTestServer {
 public:
  static PgTestServer& Get();
  ~PgTestServer();

  // The name of a new empty database; the error's text says why there is no server.
  Result<std::string> CreateDatabase(const std::string& options = "");
  void DropDatabase(const std::string& name);
  std::string Url(const std::string& database) const;
  // Runs one statement in `database` and returns the first field of the answer.
  Result<std::string> Query(const std::string& database, const std::string& sql);
  // Ends the server at once (as in a crash) and starts it again.
  void Crash();
  Status Restart();

 private:
  PgTestServer();
  Status Start();
  // Waits until the server takes connections (it may recover from a crash); the error has the end
  // of its log.
  Status AwaitReady();
  std::string directory_;
  std::string problem_;
  pid_t pid_ = -1;
  int databases_ = 0;
};

}  // namespace koine::store
