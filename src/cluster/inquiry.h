#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/pool.h"
#include "cluster/frame.h"

namespace koine::cluster {

// What other nodes answered.
struct Answers {
  std::map<std::string, std::string> by_node;
  std::vector<std::string> silent;  // names of those that did not, in the order of the question
};

// Asks other nodes what only they know, because it lies in their memory. A frame carries the
// question to all, and each that is meant answers with one frame; NATS may lose either, so whoever
// asks waits for a bounded time. Questions of others are answered on a thread of its own. Thread
// safe.
class Inquiry {
 public:
  static constexpr std::int64_t kWaitMs = 2'000;
  // Questions of others that wait; above it new ones are not answered.
  static constexpr std::size_t kWaitingMax = 64;
  static constexpr std::size_t kNodesMax = 1'024;  // in one question
  // Longer answers are not given: NATS takes 1 MiB unless its file says otherwise.
  static constexpr std::size_t kAnswerBytesMax = 768 * 1024;

  // Sends a frame to all; false: it did not go.
  using Send = std::function<bool(FrameKind kind, std::string content)>;
  // What this node answers; nothing: it cannot. May block.
  using Answerer = std::function<std::optional<std::string>(std::string_view question)>;

  Inquiry(Speaker self, Send send, Answerer answerer);
  ~Inquiry() { Stop(); }

  // Asks these nodes and waits until all have answered, at most `wait_ms`. Not from a thread that
  // others wait for.
  Answers Ask(const std::vector<std::string>& nodes, std::string_view question,
              std::int64_t wait_ms = kWaitMs);

  // A frame of kind kQuestion or kAnswer came. Does not block.
  void HearQuestion(const Speaker& from, std::string_view content);
  void HearAnswer(const Speaker& from, std::string_view content);

  // Nobody is asked or answered after it. Idempotent.
  void Stop();

 private:
  struct Waiting {
    const std::vector<std::string>* nodes = nullptr;
    std::map<std::string, std::string> answers;
  };

  const Speaker self_;
  const Send send_;
  const Answerer answerer_;
  Pool pool_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::int64_t next_ = 1;
  std::map<std::int64_t, Waiting> waiting_;  // by the number of the question
  bool stop_ = false;
};

}  // namespace koine::cluster
