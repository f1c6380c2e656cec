#pragma once

#include <sys/types.h>

#include <cstdint>

#include "bench/lib/process.h"

namespace koine::bench {

// CPU time of the measured server, and of the PostgreSQL it stores in, between two moments.
class Meter {
 public:
  // `store_pid` is 0 when the store lives inside the server.
  Meter(pid_t server_pid, pid_t store_pid) : server_pid_(server_pid), store_pid_(store_pid) {}
  void Begin() {
    begin_ns_ = NowNs();
    server_ns_ = -CpuNs(server_pid_);
    store_ns_ = store_pid_ == 0 ? 0 : -FamilyCpuNs(store_pid_);
  }
  void End() {
    server_ns_ += CpuNs(server_pid_);
    if (store_pid_ != 0) store_ns_ += FamilyCpuNs(store_pid_);
    seconds_ = static_cast<double>(NowNs() - begin_ns_) / 1e9;
  }
  // Of both processes together: what the machine paid.
  double cpu_us() const { return static_cast<double>(server_ns_ + store_ns_) / 1e3; }
  double store_cpu_us() const { return static_cast<double>(store_ns_) / 1e3; }
  double seconds() const { return seconds_; }

 private:
  pid_t server_pid_;
  pid_t store_pid_;
  std::int64_t begin_ns_ = 0;
  std::int64_t server_ns_ = 0;
  std::int64_t store_ns_ = 0;
  double seconds_ = 0;
};

}  // namespace koine::bench
