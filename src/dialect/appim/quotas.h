#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "core/tenant/tenant.h"

namespace koine::appim {

// What each application does in this process, against its quotas. Any thread; a call is short.
class Quotas {
 public:
  // A client that is connected on a device; counts as long as it lives.
  class Seat {
   public:
    Seat() = default;
    Seat(Seat&& other) noexcept;
    Seat& operator=(Seat&& other) noexcept;
    ~Seat() { Leave(); }

   private:
    friend class Quotas;
    void Leave();
    Quotas* quotas_ = nullptr;
    TenantId tenant_;
    std::string key_;
  };

  // One more connection. A client that comes again on the same device takes the place that it has,
  // for its older socket gives way. kRateLimited "connections". The seat must not outlive this.
  Result<Seat> TakeSeat(const tenant::App& app, std::string_view client, std::string_view device);
  // One more message, of at most so many in a second, which may come at once. kRateLimited
  // "messages".
  Status TakeMessage(const tenant::App& app, std::int64_t now_ms);
  // One more client that somebody without token and key has made. kRateLimited "clients".
  Status TakeClient(const tenant::App& app, std::int64_t now_ms);

  std::size_t connections(TenantId tenant) const;

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;
  };
  using Buckets = std::unordered_map<TenantId, Bucket>;
  // Whether there was one in the bucket of the application, into which so many come in `per_ms`.
  bool Take(Buckets* buckets, TenantId tenant, std::int64_t count, std::int64_t per_ms,
            std::int64_t now_ms);

  mutable std::mutex mutex_;
  // How many sockets each client has on each device.
  std::unordered_map<TenantId, std::unordered_map<std::string, int>> seats_;
  Buckets messages_, clients_;
};

}  // namespace koine::appim
