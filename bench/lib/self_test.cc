#include "bench/lib/self_test.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "bench/lib/echo_server.h"
#include "bench/lib/openim.h"
#include "bench/lib/process.h"
#include "bench/lib/scenario.h"
#include "bench/lib/websocket.h"

namespace koine::bench {
namespace {

constexpr std::size_t kUsers = 12;
constexpr double kSeconds = 0.3;

int failures = 0;

void Check(bool good, const std::string& what) {
  if (good) return;
  failures++;
  std::printf("FAILED: %s\n", what.c_str());
}

void TestFrames() {
  for (bool masked : {false, true}) {
    for (std::size_t size : {0, 1, 125, 126, 65535, 65536}) {
      std::string text;
      for (std::size_t i = 0; i < size; i++) text += static_cast<char>('a' + i % 26);
      std::string wire;
      AppendFrame(wire, kTextFrame, text, masked);
      std::string name = std::to_string(size) + (masked ? " masked" : " plain");
      Check(masked == (wire.find(text.substr(0, 9)) == std::string::npos) || size < 9,
            "mask " + name);
      Frame frame;
      std::string half = wire.substr(0, wire.size() - 1);
      Check(ParseFrame(half.data(), half.size(), frame) == 0, "half frame " + name);
      wire += "next";
      Check(ParseFrame(wire.data(), wire.size(), frame) == wire.size() - 4, "length " + name);
      Check(frame.opcode == kTextFrame && frame.payload == text, "content " + name);
    }
  }
  Check(TypeOf(R"({"type":"pong","a":1})") == "pong", "type first");
  Check(TypeOf(R"({"timestamp":1,"type":"online"})") == "online", "type later");
  Check(TypeOf("{}").empty(), "type absent");
}

void TestFigures() {
  std::vector<double> samples;
  for (int i = 100; i >= 1; i--) samples.push_back(i);
  Check(Percentile(samples, 0.5) == 50, "median of 1..100");
  Check(Percentile(samples, 0.99) == 99, "p99 of 1..100");
  std::vector<double> none;
  Check(Percentile(none, 0.5) == 0, "median of nothing");
  Figures figures;
  figures.Add("a", 3);
  figures.Add("b", 0.25);
  Check(figures.Json() == R"({"a":3,"b":0.25})", "figures as JSON: " + figures.Json());
  int status = 0;
  std::size_t body_at = 0;
  std::string answer = "HTTP/1.1 404 X\r\nA: b\r\ncontent-length: 2\r\n\r\nokHTTP";
  Check(ParseAnswer(answer, &status, &body_at) == answer.size() - 4, "answer length");
  Check(status == 404 && answer.substr(body_at, 2) == "ok", "answer status and body");
  Check(ParseAnswer(answer.substr(0, answer.size() - 5), &status, &body_at) == 0, "half answer");
}

void TestOpenim() {
  // The example of openim-ws 4.4, with the id of another runtime.
  const std::string request = GobRequest(1001, "u1", "op1", "u1_1", "\x0a\x02u1");
  Check(request.size() == 131 && GobNumber(request) == 1001,
        "gob: " + std::to_string(request.size()));
  OpenimWire wire;
  User ann{10001, "ann", "t"}, bob{10002, "bob", "t"};
  const std::string frame = wire.Message({0, ann, bob}, "k0000text", "id");
  std::string_view text;
  Check(wire.Read(frame, &text) == Heard::kAck && text.find("k0000text") != text.npos,
        "a frame reads back");
}

void TestScenarios() {
  Child child = ForkServer(-1, ServeEcho);
  Target target{{"127.0.0.1", child.port}, child.pid, 0};
  World world;
  AddUsers(target.server, kUsers, 2, world);
  std::string path = "/tmp/koine-bench-self-test-" + std::to_string(getpid());
  world.Save(path);
  World loaded = World::Load(path);
  unlink(path.c_str());
  Check(loaded.users.size() == kUsers && loaded.users[5].token == world.users[5].token,
        "the world is the same after loading");

  MessageLoad load;
  load.pairs = 4;
  load.window = 16;
  load.warm_up_s = 0.1;
  load.seconds = kSeconds;
  Figures pairs = RunPairs(target, world, load);
  Check(pairs.Get("per_s") > 1000, "pairs: " + pairs.Json());
  Check(pairs.Get("cpu_us") > 0 && pairs.Get("cpu_us") < 1000, "pairs: " + pairs.Json());
  Check(pairs.Get("in_bytes") > 280 && pairs.Get("in_bytes") < 360, "pairs: " + pairs.Json());

  load.rate_per_s = 500;
  Figures open = RunPairs(target, world, load);
  Check(open.Get("per_s") > 400 && open.Get("per_s") < 600, "open loop: " + open.Json());
  Check(open.Get("p50_ms") > 0 && open.Get("p99_ms") >= open.Get("p50_ms"),
        "latency: " + open.Json());

  load.rate_per_s = 0;
  load.window = 4;
  Figures group = RunGroup(target, world, kUsers, 3, load);
  Check(group.Get("per_s") > 1000, "group: " + group.Json());
  Check(world.group > 0, "the group is remembered");

  Figures idle = RunIdle(target, world, 200);
  Check(idle.Get("idle_bytes") >= 0 && idle.Get("sign_in_per_s") > 10, "idle: " + idle.Json());
  Figures storm = RunStorm(target, world, 200);
  Check(storm.Get("sign_in_per_s") > 10, "storm: " + storm.Json());
  Figures http = RunHttp(target, world, {"/api/im/user/profile", 8, 1000, 0.05, kSeconds});
  Check(http.Get("per_s") > 1000 && http.Get("out_bytes") > 50, "http: " + http.Json());
  StopChild(child);
}

// A generator that cannot fail proves nothing: a refused message must end it with an error.
void TestRefusal() {
  pid_t pid = fork();
  if (pid == 0) {
    (void)!freopen("/dev/null", "w", stderr);
    Child child = ForkServer(-1, ServeEcho);
    Target target{{"127.0.0.1", child.port}, child.pid, 0};
    World world;
    AddUsers(target.server, kUsers, 1, world);
    world.group = 99;  // no such conversation
    RunGroup(target, world, kUsers, 1, MessageLoad{});
    std::_Exit(0);
  }
  int status = 0;
  waitpid(pid, &status, 0);
  Check(WIFEXITED(status) && WEXITSTATUS(status) == 1, "a refused message ends the run");
}

}  // namespace

int SelfTest(const std::string& program) {
  TestFrames();
  TestFigures();
  TestOpenim();
  TestScenarios();
  TestRefusal();
  Figures start = RunStart({program, "echo"}, -1, 10);
  Check(start.Get("cold_start_ms") > 0 && start.Get("cold_start_ms") < 5000,
        "start: " + start.Json());
  Check(start.Get("rest_mb") > 0.5, "start: " + start.Json());
  std::printf("self-test: %s\n", failures == 0 ? "all good" : "failed");
  return failures;
}

}  // namespace koine::bench
