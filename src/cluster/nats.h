#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace koine::cluster {

// A connection to NATS that publishes to one subject and hears it, but not its own. It connects in
// the background and again for ever: a server that is away is no error. Thread safe.
class Nats {
 public:
  // Both are called on threads of the client library and must not block.
  struct Handlers {
    std::function<void(std::string_view message)> message;
    std::function<void(bool connected)> state;
  };

  struct Where {
    std::vector<std::string> urls;  // nats://host:port, tls://host:port
    std::string ca;  // PEM file of who signed the servers' certificates; empty: the system's
  };
  // An error says what is wrong with the addresses.
  static Result<std::unique_ptr<Nats>> Open(const Where& where, const std::string& name,
                                            const std::string& subject, Handlers handlers);
  ~Nats();  // no handler is called after it
  Nats(const Nats&) = delete;
  Nats& operator=(const Nats&) = delete;

  // Sends at once; may wait for the socket, at most kWriteMs. False: not connected, or it failed.
  static constexpr int kWriteMs = 1000;
  bool Publish(std::string_view message);
  bool connected() const { return state_->connected; }
  // Says anew that it hears the subject, for servers that have lost it; what comes meanwhile is
  // missed. After it, messages of before may still be handled beside new ones.
  void Renew();
  // The largest message, in bytes.
  std::size_t bytes_max() const;

 private:
  struct State;
  explicit Nats(std::unique_ptr<State> state);
  struct State {
    void* connection = nullptr;
    void* subscription = nullptr;
    std::string subject;
    Handlers handlers;
    std::atomic<bool> connected{false};
    std::atomic<bool> closing{false};
    std::atomic<int> callers{0};  // connection and subscriptions that may still call
    void SetConnected(bool now);
    Status Subscribe();
  };
  std::unique_ptr<State> state_;
};

}  // namespace koine::cluster
