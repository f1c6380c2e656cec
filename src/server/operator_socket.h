#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/json.h"
#include "base/result.h"

// koine.sock in the data directory: through it the commands of whoever runs the server reach one
// that runs. Nobody but the user that runs the server may open it. A request and an answer are one
// JSON document each, which the end of the stream ends.
namespace koine::server {

inline constexpr char kOperatorSocket[] = "koine.sock";
inline constexpr std::size_t kOperatorRequestMax = 64 * 1024;        // bytes
inline constexpr std::size_t kOperatorAnswerMax = 16 * 1024 * 1024;  // bytes

struct OperatorRequest {
  std::vector<std::string> words;  // of the command line, the command first
  bool json = false;               // the answer as JSON instead of text
};
KOINE_DESCRIBE(OperatorRequest, (words, json))

struct OperatorAnswer {
  std::int64_t status = 0;  // of the process that asked; 0: it was done
  bool failed = false;      // the text is a sentence for standard error
  std::string text;
};
KOINE_DESCRIBE(OperatorAnswer, (status, failed, text))

// Answers one request after another on a thread of its own. `uid`: who asks.
class OperatorSocket {
 public:
  using Handler = std::function<OperatorAnswer(const OperatorRequest& request, uid_t uid)>;

  OperatorSocket(std::string directory, Handler handler)
      : directory_(std::move(directory)), handler_(std::move(handler)) {}
  ~OperatorSocket() { Stop(); }
  OperatorSocket(const OperatorSocket&) = delete;
  OperatorSocket& operator=(const OperatorSocket&) = delete;

  // kUnavailable with a sentence that names the file: another server has it, or the file system has
  // no sockets.
  Status Start();
  // Ends after the request that is being answered, and takes the file away. Idempotent.
  void Stop();

 private:
  void Run();
  void Answer(int connection);

  const std::string directory_;
  const Handler handler_;
  int listening_ = -1, ending_ = -1;
  std::thread thread_;
};

// Asks the server of this data directory; nothing if none listens there. kUnavailable with a
// sentence if it may not be asked or does not answer in time: some commands read everything.
inline constexpr int kOperatorAnswerMs = 600'000;
Result<std::optional<OperatorAnswer>> AskServer(const std::string& directory,
                                                const OperatorRequest& request,
                                                int answer_ms = kOperatorAnswerMs);

}  // namespace koine::server
