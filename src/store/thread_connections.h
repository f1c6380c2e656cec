#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "base/result.h"

namespace koine::store {

// One connection per thread, opened at first use, closed when the thread or the store ends.
template <class Conn>
class ThreadConnections {
 public:
  using Opener = std::function<Result<std::unique_ptr<Conn>>()>;

  explicit ThreadConnections(Opener opener)
      : opener_(std::move(opener)), registry_(std::make_shared<Registry>()) {}
  ~ThreadConnections() { CloseAll(); }

  // The connection of the calling thread.
  Result<Conn*> Get() {
    Local& local = ThreadLocal();
    for (auto& [registry, slot] : local.slots) {
      if (registry == registry_ && slot->conn != nullptr) return slot->conn.get();
    }
    return Open(local);
  }

  // Closes all. REQUIRES: no thread is using one
  void CloseAll() {
    const std::lock_guard lock(registry_->mutex);
    for (auto& slot : registry_->slots) slot->conn.reset();
    registry_->slots.clear();
    registry_->closed = true;
  }

 private:
  struct Slot {
    std::unique_ptr<Conn> conn;
  };
  struct Registry {
    std::mutex mutex;
    std::vector<std::shared_ptr<Slot>> slots;
    bool closed = false;
  };
  struct Local {
    std::vector<std::pair<std::shared_ptr<Registry>, std::shared_ptr<Slot>>> slots;
    ~Local() {
      for (auto& [registry, slot] : slots) {
        const std::lock_guard lock(registry->mutex);
        slot->conn.reset();
        std::erase(registry->slots, slot);
      }
    }
  };

  static Local& ThreadLocal() {
    thread_local Local local;
    return local;
  }

  Result<Conn*> Open(Local& local) {
    std::erase_if(local.slots, [](const auto& entry) {
      const std::lock_guard lock(entry.first->mutex);
      return entry.first->closed;
    });
    KOINE_TRY(std::unique_ptr<Conn> conn, opener_());
    auto slot = std::make_shared<Slot>();
    slot->conn = std::move(conn);
    const std::lock_guard lock(registry_->mutex);
    if (registry_->closed) return Code::kUnavailable;
    registry_->slots.push_back(slot);
    local.slots.emplace_back(registry_, slot);
    return slot->conn.get();
  }

  Opener opener_;
  std::shared_ptr<Registry> registry_;
};

}  // namespace koine::store
