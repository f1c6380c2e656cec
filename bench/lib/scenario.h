#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bench/lib/meter.h"
#include "bench/lib/report.h"
#include "bench/lib/ruoyi.h"
#include "bench/lib/socket.h"

// The load scenarios. Each connects to a running server, warms it up, measures, checks that nothing
// was lost or doubled (and dies otherwise), and returns its figures.
namespace koine::bench {

struct Target {
  Address server;
  pid_t pid = 0;
  pid_t store_pid = 0;  // PostgreSQL's first process, 0 when the store is embedded
  // The other nodes of a cluster, and what carries messages between them.
  std::vector<Address> other_servers;
  std::vector<pid_t> other_pids;
  pid_t nats_pid = 0;
};

struct MessageLoad {
  std::size_t pairs = 50;
  std::size_t window = 16;  // messages of one sender on their way; closed loop
  double rate_per_s = 0;    // above 0: open loop of all senders together instead of the window
  std::size_t text_bytes = 200;
  double warm_up_s = 2;
  double seconds = 5;
};

// `pairs` senders, each to a receiver of its own, in stored 1:1 conversations. Figures: cpu_us per
// message the receiver had, per_s, p50_ms and p99_ms from (scheduled) sending to receiving, and the
// mean wire sizes in_bytes, ack_bytes, out_bytes. In a cluster senders are spread over the nodes,
// each receiver is at the node after its sender's, and cpu_us is of all nodes, the store and NATS.
Figures RunPairs(const Target& target, World& world, const MessageLoad& load);

// The same through OpenIM's gateway, in gob and gzip; the tokens of the users are those of platform
// 2 there. A message counts once, though its sender hears it too.
Figures RunOpenimPairs(const Target& target, const World& world, const MessageLoad& load);

// `senders` of a group of which `members` are online; the same figures per delivery.
Figures RunGroup(const Target& target, World& world, std::size_t members, std::size_t senders,
                 const MessageLoad& load);

// Opens `sockets` signed-in sockets, at most 20 per user. Figures: idle_bytes each costs the
// server, sign_in_per_s and sign_in_cpu_us.
Figures RunIdle(const Target& target, const World& world, std::size_t sockets);

// Signs `sockets` in, resets them all and signs them in again at once, as after a cut network.
Figures RunStorm(const Target& target, const World& world, std::size_t sockets);

// GET of `path` over `connections` keep-alive connections, one request at a time each, by the first
// `users` users.
struct HttpLoad {
  std::string path = "/api/im/user/profile";
  std::size_t connections = 64;
  std::size_t users = 1'000'000;
  double warm_up_s = 1;
  double seconds = 5;
};
Figures RunHttp(const Target& target, const World& world, const HttpLoad& load);

// Starts `command` on core `core`, waits for its `listening main=HOST:PORT` line and asks for
// /healthz. Figures: cold_start_ms, rest_mb (after a rest of `rest_ms`). Stops it again.
Figures RunStart(const std::vector<std::string>& command, int core, int rest_ms);

}  // namespace koine::bench
