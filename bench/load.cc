// The load generator. `bench_load MODE --address HOST:PORT --pid SERVER --state FILE …` runs one
// scenario and prints its figures as one JSON object; bench/README.md explains them.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "bench/lib/echo_server.h"
#include "bench/lib/process.h"
#include "bench/lib/report.h"
#include "bench/lib/scenario.h"
#include "bench/lib/self_test.h"

namespace koine::bench {
namespace {

constexpr char kUsage[] =
    "usage: bench_load MODE --address HOST:PORT --pid SERVER_PID --state FILE [flags]\n"
    "  prepare  register and sign in --users (500) over --connections (4), write FILE\n"
    "  durable  --pairs (50) --window (16) --size (200)\n"
    "  openim   the same through OpenIM's gateway; FILE has its tokens\n"
    "  latency  --pairs (50) --rate (500 per second) --size (200)\n"
    "  fanout   --members (500) --senders (5) --window (4) --size (200)\n"
    "  idle     --sockets (10000)\n"
    "  storm    --sockets (10000)\n"
    "  http     --path (/api/im/user/profile) --connections (64) --users (all)\n"
    "  start    --server-core (0) --rest-ms (1000) -- COMMAND…\n"
    "  echo     serve a tiny stand-in for the server\n"
    "  --self-test\n"
    "durable and latency at a cluster: --others HOST:PORT=PID,… and --nats-pid\n"
    "common flags: --core (1), --store-pid (PostgreSQL), --warm-up and --seconds\n";

MessageLoad LoadFrom(const Args& args, std::int64_t window, double seconds) {
  MessageLoad load;
  load.pairs = static_cast<std::size_t>(args.Number("pairs", 50));
  load.window = static_cast<std::size_t>(args.Number("window", window));
  load.text_bytes = static_cast<std::size_t>(args.Number("size", 200));
  load.warm_up_s = args.Real("warm-up", 2);
  load.seconds = args.Real("seconds", seconds);
  return load;
}

// HOST:PORT=PID of each further node, with commas between them.
void AddOthers(std::string_view text, Target* target) {
  while (!text.empty()) {
    const std::string_view one = text.substr(0, text.find(','));
    const std::size_t sign = one.find('=');
    if (sign == std::string_view::npos) Die("--others: not HOST:PORT=PID: " + std::string(one));
    target->other_servers.push_back(ParseAddress(one.substr(0, sign)));
    target->other_pids.push_back(std::atoi(std::string(one.substr(sign + 1)).c_str()));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
}

Figures RunMode(const std::string& mode, const Args& args) {
  Target target;
  target.server = ParseAddress(args.Text("address", "no --address"));
  target.pid = static_cast<pid_t>(args.Number("pid", 0));
  target.store_pid = static_cast<pid_t>(args.Number("store-pid", 0));
  target.nats_pid = static_cast<pid_t>(args.Number("nats-pid", 0));
  AddOthers(args.Text("others", ""), &target);
  std::string state = args.Text("state", "");
  if (state.empty()) Die("--state FILE is missing");
  World world = World::Load(state);
  auto sockets = static_cast<std::size_t>(args.Number("sockets", 10'000));
  if (mode == "prepare") {
    std::int64_t begin = NowNs();
    AddUsers(target.server, static_cast<std::size_t>(args.Number("users", 500)),
             static_cast<int>(args.Number("connections", 4)), world);
    world.Save(state);
    Figures out;
    out.Add("users", static_cast<double>(world.users.size()));
    out.Add("seconds", static_cast<double>(NowNs() - begin) / 1e9);
    return out;
  }
  if (target.pid <= 0) Die("--pid of the server is missing");
  if (mode == "durable") return RunPairs(target, world, LoadFrom(args, 16, 5));
  if (mode == "openim") return RunOpenimPairs(target, world, LoadFrom(args, 16, 5));
  if (mode == "latency") {
    MessageLoad load = LoadFrom(args, 16, 10);
    load.rate_per_s = args.Real("rate", 500);
    return RunPairs(target, world, load);
  }
  if (mode == "fanout") {
    Figures out =
        RunGroup(target, world, static_cast<std::size_t>(args.Number("members", 500)),
                 static_cast<std::size_t>(args.Number("senders", 5)), LoadFrom(args, 4, 5));
    world.Save(state);
    return out;
  }
  if (mode == "idle") return RunIdle(target, world, sockets);
  if (mode == "storm") return RunStorm(target, world, sockets);
  if (mode == "http") {
    HttpLoad load;
    load.path = args.Text("path", load.path);
    load.connections = static_cast<std::size_t>(args.Number("connections", 64));
    load.users = static_cast<std::size_t>(args.Number("users", 1'000'000));
    load.warm_up_s = args.Real("warm-up", 1);
    load.seconds = args.Real("seconds", 5);
    return RunHttp(target, world, load);
  }
  Die("unknown mode " + mode + "\n" + kUsage);
}

int Main(int argc, char** argv) {
  Args args(argc, argv);
  if (args.Has("self-test")) return SelfTest(argv[0]) == 0 ? 0 : 1;
  if (args.words().empty()) {
    std::fputs(kUsage, stderr);
    return 2;
  }
  std::string mode = args.words()[0];
  if (mode == "echo") {
    int port = 0;
    int listener = Listen(&port);
    std::printf("listening main=127.0.0.1:%d\n", port);
    std::fflush(stdout);
    ServeEcho(listener);
  }
  PinToCore(static_cast<int>(args.Number("core", 1)));
  if (mode == "start") {
    RunStart(args.rest(), static_cast<int>(args.Number("server-core", 0)),
             static_cast<int>(args.Number("rest-ms", 1000)))
        .Print();
    return 0;
  }
  RunMode(mode, args).Print();
  return 0;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  return koine::bench::Main(argc, argv);
}
