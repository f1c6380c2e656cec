#pragma once

#include <atomic>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "cluster/bus.h"

namespace koine::cluster {

// A connection to NATS that publishes to one subject and hears it, but not its own. It connects in
// the background and again for ever: a server that is away is no error. Thread safe.
class Nats final : public Bus {
 public:
  struct Where {
    std::vector<std::string> urls;  // nats://host:port, tls://host:port
    std::string ca;  // PEM file of who signed the servers' certificates; empty: the system's
  };
  // An error says what is wrong with the addresses.
  static Result<std::unique_ptr<Nats>> Open(const Where& where, const std::string& name,
                                            const std::string& subject, Handlers handlers);
  ~Nats() override;
  Nats(const Nats&) = delete;
  Nats& operator=(const Nats&) = delete;

  // May wait for the socket, at most kWriteMs.
  static constexpr int kWriteMs = 1000;
  bool Publish(std::string_view message) override;
  bool connected() const override { return state_->connected; }
  void Renew() override;
  std::size_t bytes_max() const override;

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
