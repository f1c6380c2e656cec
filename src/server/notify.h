#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "gateway/gateway.h"

namespace koine::server {

// Tells the service manager how the server is, in the words of sd_notify(3), if one started it and
// gave NOTIFY_SOCKET; else each call does nothing.
class Notifier {
 public:
  Notifier();

  // "READY=1", "STOPPING=1", "STATUS=…"; one a call.
  void Tell(std::string_view line) const;
  // How long the manager waits for a sign of life; 0: it waits for none.
  std::int64_t watchdog_ms() const { return watchdog_ms_; }

 private:
  std::string socket_;  // empty: nobody listens
  std::int64_t watchdog_ms_ = 0;
};

// Whether all that must go on goes on: each I/O thread ran what it was given at the last call, and
// a store that can write has written if commands wait. To be called at intervals of seconds.
class Pulse {
 public:
  explicit Pulse(gateway::Gateway& gateway) : gateway_(gateway) {}
  bool Beats();

 private:
  gateway::Gateway& gateway_;
  std::shared_ptr<std::atomic<std::size_t>> waiting_;  // I/O threads that have not run it yet
  std::size_t queued_ = 0;
  std::int64_t head_ = 0;
};

}  // namespace koine::server
