#pragma once

#include <sys/types.h>

#include <cstdint>
#include <utility>
#include <vector>

#include "bench/lib/process.h"

namespace koine::bench {

// CPU time of the measured servers, of the PostgreSQL they store in, and of what carries messages
// between them, between two moments.
class Meter {
 public:
  // `store_pid` is 0 when the store lives inside the server, `nats_pid` where there is none.
  Meter(pid_t server_pid, pid_t store_pid, std::vector<pid_t> other_pids = {}, pid_t nats_pid = 0)
      : server_pids_(std::move(other_pids)), store_pid_(store_pid), nats_pid_(nats_pid) {
    server_pids_.push_back(server_pid);
  }
  void Begin() {
    begin_ns_ = NowNs();
    server_ns_ = store_ns_ = nats_ns_ = 0;
    Add(-1);
  }
  void End() {
    Add(1);
    seconds_ = static_cast<double>(NowNs() - begin_ns_) / 1e9;
  }
  // Of all processes together: what the machine paid.
  double cpu_us() const { return static_cast<double>(server_ns_ + store_ns_ + nats_ns_) / 1e3; }
  double store_cpu_us() const { return static_cast<double>(store_ns_) / 1e3; }
  double nats_cpu_us() const { return static_cast<double>(nats_ns_) / 1e3; }
  double seconds() const { return seconds_; }

 private:
  void Add(std::int64_t sign) {
    for (const pid_t pid : server_pids_) server_ns_ += sign * CpuNs(pid);
    if (store_pid_ != 0) store_ns_ += sign * FamilyCpuNs(store_pid_);
    if (nats_pid_ != 0) nats_ns_ += sign * CpuNs(nats_pid_);
  }

  std::vector<pid_t> server_pids_;
  pid_t store_pid_;
  pid_t nats_pid_;
  std::int64_t begin_ns_ = 0;
  std::int64_t server_ns_ = 0;
  std::int64_t store_ns_ = 0;
  std::int64_t nats_ns_ = 0;
  double seconds_ = 0;
};

}  // namespace koine::bench
