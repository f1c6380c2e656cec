#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "base/result.h"

namespace koine::store {

// Connections that are lent for one read at a time, so that there are as many as ever read at once
// and not one for each thread that reads now and then. A thread gets the one that it had last, if
// that is there: what it prepared and read is warm. Thread safe.
template <class Conn>
class IdleConnections {
 public:
  using Opener = std::function<Result<std::unique_ptr<Conn>>()>;

  // A lent connection; comes back by itself.
  class Lent {
   public:
    Lent(IdleConnections* home, std::unique_ptr<Conn> conn) : home_(home), conn_(std::move(conn)) {}
    ~Lent() {
      if (conn_ != nullptr) home_->GiveBack(std::move(conn_));
    }
    Lent(Lent&&) noexcept = default;
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    Conn& operator*() const { return *conn_; }

   private:
    IdleConnections* home_;
    std::unique_ptr<Conn> conn_;
  };

  explicit IdleConnections(Opener opener) : opener_(std::move(opener)) {}

  Result<Lent> Take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto it = std::find_if(idle_.begin(), idle_.end(), [](const Idle& one) {
          return one.had_by == std::this_thread::get_id();
        });
        // Else the one that was not used for the longest time.
        if (it == idle_.end()) it = idle_.begin();
        Lent out(this, std::move(it->conn));
        idle_.erase(it);
        return out;
      }
    }
    KOINE_TRY(std::unique_ptr<Conn> conn, opener_());
    return Lent(this, std::move(conn));
  }

  // REQUIRES: none is lent, nor will be
  void CloseAll() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  struct Idle {
    std::unique_ptr<Conn> conn;
    std::thread::id had_by;
  };

  void GiveBack(std::unique_ptr<Conn> conn) {
    const std::lock_guard lock(mutex_);
    idle_.push_back({std::move(conn), std::this_thread::get_id()});
  }

  Opener opener_;
  std::mutex mutex_;
  std::vector<Idle> idle_;  // the longest idle one first
};

}  // namespace koine::store
