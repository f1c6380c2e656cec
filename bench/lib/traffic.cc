#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <thread>

#include "bench/lib/openim.h"
#include "bench/lib/process.h"
#include "bench/lib/scenario.h"
#include "bench/lib/websocket.h"
#include "bench/lib/wire.h"

namespace koine::bench {
namespace {

constexpr std::size_t kSignInsAtOnce = 64;
constexpr int kSignInTimeoutMs = 60'000;
constexpr int kQuietMs = 500;
// The servers are done with what follows a load when they take less of a core than this, twice.
constexpr double kIdleShare = 0.02;
constexpr int kIdleMs = 250;
constexpr int kIdleLimitMs = 5'000;
constexpr int kSettleLimitMs = 15'000;
constexpr std::int64_t kDrainLimitNs = 15'000'000'000;
constexpr std::int64_t kLoopWaitUs = 2'000;
constexpr std::string_view kContentKey = "\"content\":\"k";
// 'k', 4 hexadecimal digits of the sender, 16 of the time it was due, and a space.
constexpr std::size_t kMarkBytes = 22;

class RuoyiWire final : public Wire {
 public:
  std::string Message(const Route& route, std::string_view text,
                      std::string_view client_id) override {
    return MessageFrame(route.conversation, text, client_id);
  }
  bool binary() const override { return false; }
  Heard Read(std::string_view frame, std::string_view* text) override {
    *text = frame;
    std::string_view type = TypeOf(frame);
    if (type == "new_message") return Heard::kDelivery;
    if (type == "message_ack") return Heard::kAck;
    if (type == "message_error" || type == "error") return Heard::kRefused;
    return type == "offline_message" ? Heard::kOffline : Heard::kOther;
  }
};

struct Sender {
  std::size_t connection = 0;
  Route route;
  std::int64_t sent = 0;
  std::int64_t delivered = 0;  // over all receivers
};

// Sends messages through a pool and counts what comes back.
class Traffic : public FrameHandler {
 public:
  // Each message is delivered `receivers` times; figures are per `counted` deliveries.
  Traffic(SocketPool& pool, Wire& wire, std::vector<Sender> senders, std::int64_t receivers,
          std::int64_t counted, const MessageLoad& load)
      : pool_(pool),
        wire_(wire),
        senders_(std::move(senders)),
        receivers_(receivers),
        counted_(counted),
        load_(load) {
    filler_.assign(load.text_bytes > kMarkBytes ? load.text_bytes - kMarkBytes : 0, 'x');
    run_ = std::to_string(NowNs() / 1000) + "-" + std::to_string(getpid());
  }

  Figures Run(Meter& meter) {
    pool_.Settle(kQuietMs, kSettleLimitMs);
    running_ = true;
    Meter whole = meter;
    whole.Begin();
    begin_ns_ = NowNs();
    if (load_.rate_per_s <= 0) {
      for (std::size_t i = 0; i < senders_.size(); i++) Fill(i);
    }
    RunFor(load_.warm_up_s);
    latencies_ms_.clear();
    std::int64_t delivered = delivered_;
    meter.Begin();
    RunFor(load_.seconds);
    meter.End();
    double count = static_cast<double>(delivered_ - delivered) / static_cast<double>(counted_);
    std::vector<double> latencies = std::move(latencies_ms_);
    Drain();
    if (count <= 0) Die("nothing was delivered in the measured interval");
    AwaitIdle(meter);
    whole.End();
    Figures out;
    out.Add("cpu_us", meter.cpu_us() / count);
    const auto all = static_cast<double>(delivered_) / static_cast<double>(counted_);
    out.Add("all_cpu_us", whole.cpu_us() / all);
    out.Add("store_cpu_us", meter.store_cpu_us() / count);
    out.Add("nats_cpu_us", meter.nats_cpu_us() / count);
    out.Add("per_s", count / meter.seconds());
    out.Add("cpu_share", meter.cpu_us() / 1e6 / meter.seconds());
    out.Add("p50_ms", Percentile(latencies, 0.50));
    out.Add("p99_ms", Percentile(latencies, 0.99));
    out.Add("in_bytes", Mean(in_bytes_, sent_));
    out.Add("ack_bytes", Mean(ack_bytes_, acks_));
    out.Add("out_bytes", Mean(out_bytes_, delivered_));
    out.Add("other_frames", static_cast<double>(others_));
    out.Add("offline_frames", static_cast<double>(offline_));
    return out;
  }

  void OnFrame(std::size_t connection, std::string_view frame) override {
    std::string_view text;
    switch (wire_.Read(frame, &text)) {
      case Heard::kDelivery:
        OnDelivery(text, frame.size());
        break;
      case Heard::kAck:
        acks_++;
        ack_bytes_ += static_cast<std::int64_t>(frame.size());
        break;
      case Heard::kRefused:
        Die("socket " + std::to_string(connection) + " was refused: " + std::string(text));
      case Heard::kOffline:
        offline_++;
        break;
      case Heard::kOther:
        others_++;
        break;
    }
  }

 private:
  static void AwaitIdle(const Meter& servers) {
    Meter meter = servers;
    for (int idle = 0, waited = 0; idle < 2 && waited < kIdleLimitMs; waited += kIdleMs) {
      meter.Begin();
      std::this_thread::sleep_for(std::chrono::milliseconds(kIdleMs));
      meter.End();
      idle = meter.cpu_us() / 1e6 < kIdleShare * meter.seconds() ? idle + 1 : 0;
    }
  }

  static double Mean(std::int64_t sum, std::int64_t count) {
    return count == 0 ? 0 : std::round(static_cast<double>(sum) / static_cast<double>(count));
  }

  void OnDelivery(std::string_view text, std::size_t bytes) {
    std::size_t at = text.find(kContentKey);
    if (at == std::string_view::npos) {
      others_++;  // a notice of the server
      return;
    }
    char mark[kMarkBytes] = {};
    text.substr(at + kContentKey.size()).copy(mark, kMarkBytes - 2);
    std::int64_t due_ns = std::strtoll(mark + 4, nullptr, 16);
    mark[4] = 0;
    auto index = static_cast<std::size_t>(std::strtoll(mark, nullptr, 16));
    if (index >= senders_.size() || due_ns < begin_ns_) {
      others_++;  // left over from an earlier run
      return;
    }
    delivered_++;
    out_bytes_ += static_cast<std::int64_t>(bytes);
    latencies_ms_.push_back(static_cast<double>(NowNs() - due_ns) / 1e6);
    senders_[index].delivered++;
    if (running_ && load_.rate_per_s <= 0) Fill(index);
  }

  // Sends until the sender's window is full.
  void Fill(std::size_t index) {
    Sender& sender = senders_[index];
    while (sender.sent - sender.delivered / receivers_ < static_cast<std::int64_t>(load_.window)) {
      Send(index, NowNs());
    }
  }

  void Send(std::size_t index, std::int64_t due_ns) {
    Sender& sender = senders_[index];
    char mark[kMarkBytes + 1];
    std::snprintf(mark, sizeof mark, "k%04zx%016llx ", index & 0xffff,
                  static_cast<long long>(due_ns));
    std::string client_id = run_ + "-" + std::to_string(index) + "-" + std::to_string(sender.sent);
    std::string frame = wire_.Message(sender.route, mark + filler_, client_id);
    pool_.Send(sender.connection, frame, wire_.binary() ? kBinaryFrame : kTextFrame);
    in_bytes_ += static_cast<std::int64_t>(frame.size());
    sender.sent++;
    sent_++;
  }

  void RunFor(double seconds) {
    std::int64_t end = NowNs() + static_cast<std::int64_t>(seconds * 1e9);
    if (load_.rate_per_s <= 0) {
      while (NowNs() < end) pool_.Turn(kLoopWaitUs);
      return;
    }
    auto gap_ns = static_cast<std::int64_t>(1e9 / load_.rate_per_s);
    std::int64_t due = NowNs();
    while (due < end) {
      for (; due <= NowNs() && due < end; due += gap_ns) Send(next_++ % senders_.size(), due);
      pool_.Turn(std::max<std::int64_t>(0, (due - NowNs()) / 1000));
    }
  }

  // Waits for what is on its way and checks that each message came exactly once everywhere.
  void Drain() {
    running_ = false;
    std::int64_t limit = NowNs() + kDrainLimitNs;
    while ((delivered_ < sent_ * receivers_ || acks_ < sent_) && NowNs() < limit) {
      pool_.Turn(kLoopWaitUs);
    }
    pool_.Settle(50, 1000);
    pool_.set_handler(nullptr);
    if (delivered_ != sent_ * receivers_ || acks_ != sent_) {
      Die("sent " + std::to_string(sent_) + ", acknowledged " + std::to_string(acks_) +
          ", delivered " + std::to_string(delivered_) + " instead of " +
          std::to_string(sent_ * receivers_));
    }
  }

  SocketPool& pool_;
  Wire& wire_;
  std::vector<Sender> senders_;
  const std::int64_t receivers_, counted_;
  const MessageLoad load_;
  std::string filler_;
  std::string run_;
  std::vector<double> latencies_ms_;
  std::size_t next_ = 0;
  std::int64_t begin_ns_ = 0;
  std::int64_t sent_ = 0, acks_ = 0, delivered_ = 0, others_ = 0, offline_ = 0;
  std::int64_t in_bytes_ = 0, ack_bytes_ = 0, out_bytes_ = 0;
  bool running_ = false;
};

std::vector<std::string> Tokens(const World& world, std::size_t count) {
  if (world.users.size() < count) {
    Die("needs " + std::to_string(count) + " prepared users, there are " +
        std::to_string(world.users.size()));
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; i++) out.push_back(world.users[i].token);
  return out;
}

}  // namespace

Figures RunPairs(const Target& target, World& world, const MessageLoad& load) {
  std::vector<Address> servers = {target.server};
  servers.insert(servers.end(), target.other_servers.begin(), target.other_servers.end());
  SocketPool pool(std::move(servers));
  std::vector<std::string> tokens = Tokens(world, 2 * load.pairs);
  HttpClient http(target.server);
  std::vector<Sender> senders(load.pairs);
  for (std::size_t i = 0; i < load.pairs; i++) {
    senders[i].connection = 2 * i;
    senders[i].route.conversation =
        DirectConversation(http, world.users[2 * i], world.users[2 * i + 1]);
  }
  RuoyiWire wire;
  Traffic traffic(pool, wire, std::move(senders), 1, 1, load);
  pool.set_handler(&traffic);
  pool.Open(tokens, kSignInsAtOnce, kSignInTimeoutMs);
  Meter meter(target.pid, target.store_pid, target.other_pids, target.nats_pid);
  return traffic.Run(meter);
}

Figures RunOpenimPairs(const Target& target, const World& world, const MessageLoad& load) {
  SocketPool pool(target.server);
  Tokens(world, 2 * load.pairs);
  std::vector<Sender> senders(load.pairs);
  std::vector<std::string> paths;
  for (std::size_t i = 0; i < load.pairs; i++) {
    senders[i].connection = 2 * i;
    senders[i].route.from = world.users[2 * i];
    senders[i].route.to = world.users[2 * i + 1];
    for (const User* user : {&senders[i].route.from, &senders[i].route.to}) {
      paths.push_back(OpenimWire::Path(*user));
    }
  }
  // The sending socket hears its own message too: so it learns the number.
  OpenimWire wire;
  Traffic traffic(pool, wire, std::move(senders), 2, 2, load);
  pool.set_handler(&traffic);
  pool.OpenPaths(paths, false, kSignInsAtOnce, kSignInTimeoutMs);
  Meter meter(target.pid, target.store_pid);
  return traffic.Run(meter);
}

Figures RunGroup(const Target& target, World& world, std::size_t members, std::size_t senders,
                 const MessageLoad& load) {
  SocketPool pool(target.server);
  std::vector<std::string> tokens = Tokens(world, members);
  if (world.group == 0) {
    HttpClient http(target.server);
    world.group = GroupConversation(http, world, members);
  }
  std::vector<Sender> from(senders);
  for (std::size_t i = 0; i < senders; i++) {
    from[i].connection = i;
    from[i].route.conversation = world.group;
  }
  // The sending socket itself gets the acknowledgement instead of the message.
  auto receivers = static_cast<std::int64_t>(members) - 1;
  RuoyiWire wire;
  Traffic traffic(pool, wire, std::move(from), receivers, 1, load);
  pool.set_handler(&traffic);
  pool.Open(tokens, kSignInsAtOnce, kSignInTimeoutMs);
  Meter meter(target.pid, target.store_pid);
  return traffic.Run(meter);
}

}  // namespace koine::bench
