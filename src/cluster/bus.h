#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace koine::cluster {

// What carries messages between nodes: NATS (nats.h), or what a test puts in its place. A node
// does not hear its own messages. It may lose messages, bring them late and in another order.
// Thread safe.
class Bus {
 public:
  // Both are called on threads of the bus and must not block.
  struct Handlers {
    std::function<void(std::string_view message)> message;
    std::function<void(bool connected)> state;
  };

  virtual ~Bus() = default;  // no handler is called after it

  // Sends at once. False: not connected, or it failed.
  virtual bool Publish(std::string_view message) = 0;
  virtual bool connected() const = 0;
  // Says anew that it hears the others, where that was lost; what comes meanwhile is missed. After
  // it, messages of before may still be handled beside new ones.
  virtual void Renew() = 0;
  // The largest message, in bytes.
  virtual std::size_t bytes_max() const = 0;
};

}  // namespace koine::cluster
