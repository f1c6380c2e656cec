// What passing messages on costs at least: an epoll loop that takes frames of a fixed size and
// passes them on, with one write per socket and turn. No WebSocket, no text, no store. `--mode
// pairs`: an acknowledgement to the sender and a frame to the peer; `--mode fanout`: a frame to all
// others. The sizes are those seen on the wire of the server under test.
#include <sys/socket.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "bench/lib/meter.h"
#include "bench/lib/report.h"
#include "bench/lib/socket.h"

namespace koine::bench {
namespace {

struct Shape {
  std::size_t pairs = 50;     // mode pairs
  std::size_t members = 500;  // mode fanout
  std::size_t senders = 5;    // mode fanout
  bool fanout = false;
  std::int64_t window = 16;
  std::size_t in_bytes = 320, ack_bytes = 160, out_bytes = 600;

  std::size_t sockets() const { return fanout ? members : 2 * pairs; }
  // In mode pairs the even sockets send to the next odd ones.
  bool Sends(std::size_t i) const { return fanout ? i < senders : i % 2 == 0; }
};

class RelayServer {
 public:
  RelayServer(int listener, const Shape& shape)
      : shape_(shape),
        ack_(shape.ack_bytes, 'a'),
        frame_(shape.out_bytes, 'm'),
        sockets_(shape.sockets()),
        pending_(shape.sockets()),
        stuck_(shape.sockets()) {
    // Connections arrive in the order in which the client made them.
    Poller waiting;
    waiting.Add(listener, 0);
    for (std::size_t i = 0; i < sockets_.size();) {
      waiting.Wait(-1);
      for (int fd = Accept(listener); fd >= 0; fd = Accept(listener)) {
        sockets_[i].fd = fd;
        poller_.Add(fd, i++);
      }
    }
  }

  void Run() {
    std::vector<char> buffer(256 * 1024);
    for (;;) {
      std::size_t spread = 0;
      for (const epoll_event& event : poller_.Wait(-1)) {
        auto i = static_cast<std::size_t>(event.data.u64);
        if ((event.events & EPOLLOUT) != 0) Touch(i);
        if ((event.events & EPOLLIN) == 0) continue;
        ssize_t n = recv(sockets_[i].fd, buffer.data(), buffer.size(), 0);
        if (n <= 0) std::_Exit(0);
        pending_[i] += static_cast<std::size_t>(n);
        std::size_t messages = pending_[i] / shape_.in_bytes;
        pending_[i] %= shape_.in_bytes;
        for (std::size_t k = 0; k < messages; k++) {
          sockets_[i].out += ack_;
          if (!shape_.fanout) sockets_[i + 1].out += frame_;
        }
        Touch(i);
        if (!shape_.fanout) Touch(i + 1);
        spread += messages;
      }
      if (shape_.fanout) Spread(spread);
      FlushTouched();
    }
  }

 private:
  void Touch(std::size_t i) { touched_.push_back(i); }

  // The frames of a turn exist once and are written to each socket in one call.
  void Spread(std::size_t messages) {
    if (messages == 0) return;
    std::string batch;
    for (std::size_t k = 0; k < messages; k++) batch += frame_;
    for (std::size_t i = 0; i < sockets_.size(); i++) {
      Outgoing& to = sockets_[i];
      ssize_t n = 0;
      if (to.out.empty()) n = send(to.fd, batch.data(), batch.size(), MSG_NOSIGNAL);
      if (n < 0) n = 0;
      if (static_cast<std::size_t>(n) == batch.size()) continue;
      to.out.append(batch, static_cast<std::size_t>(n), std::string::npos);
      Touch(i);
    }
  }

  void FlushTouched() {
    for (std::size_t i : touched_) {
      bool stuck = !sockets_[i].Flush();
      if (stuck != stuck_[i]) {
        stuck_[i] = stuck;
        poller_.WantWrite(sockets_[i].fd, i, stuck);
      }
    }
    touched_.clear();
  }

  Shape shape_;
  std::string ack_, frame_;
  Poller poller_;
  std::vector<Outgoing> sockets_;
  std::vector<std::size_t> pending_;
  std::vector<bool> stuck_;
  std::vector<std::size_t> touched_;
};

// Keeps the window of every sender full and counts what arrives.
class RelayClient {
 public:
  RelayClient(const Address& server, const Shape& shape)
      : shape_(shape),
        message_(shape.in_bytes, 'i'),
        sockets_(shape.sockets()),
        sent_(shape.sockets()),
        got_bytes_(shape.sockets()) {
    for (std::size_t i = 0; i < sockets_.size(); i++) {
      sockets_[i].fd = Connect(server);
      poller_.Add(sockets_[i].fd, i);
    }
  }

  // Messages (of a group: deliveries) since the beginning.
  double RunFor(double seconds) {
    std::vector<char> buffer(256 * 1024);
    std::int64_t end = NowNs() + static_cast<std::int64_t>(seconds * 1e9);
    FillAll();
    while (NowNs() < end) {
      for (const epoll_event& event : poller_.Wait(2'000)) {
        auto i = static_cast<std::size_t>(event.data.u64);
        ssize_t n = recv(sockets_[i].fd, buffer.data(), buffer.size(), 0);
        if (n <= 0) Die("the relay closed a socket");
        bool counts = shape_.fanout || !shape_.Sends(i);
        if (!counts) continue;  // acknowledgements
        got_bytes_[i] += n;
        total_bytes_ += n;
        if (!shape_.fanout)
          Fill(i - 1, got_bytes_[i] / static_cast<std::int64_t>(shape_.out_bytes));
      }
      if (shape_.fanout) FillAll();
    }
    return static_cast<double>(total_bytes_) / static_cast<double>(shape_.out_bytes);
  }

 private:
  void FillAll() {
    for (std::size_t i = 0; i < sockets_.size(); i++) {
      if (!shape_.Sends(i)) continue;
      // Raw bytes do not say who sent them: each sender counts an equal share of all deliveries.
      std::int64_t done =
          shape_.fanout ? total_bytes_ / static_cast<std::int64_t>(shape_.out_bytes *
                                                                   sockets_.size() * shape_.senders)
                        : got_bytes_[i + 1] / static_cast<std::int64_t>(shape_.out_bytes);
      Fill(i, done);
    }
  }

  void Fill(std::size_t i, std::int64_t done) {
    for (; sent_[i] - done < shape_.window; sent_[i]++) sockets_[i].out += message_;
    sockets_[i].Flush();
  }

  Shape shape_;
  std::string message_;
  Poller poller_;
  std::vector<Outgoing> sockets_;
  std::vector<std::int64_t> sent_;
  std::vector<std::int64_t> got_bytes_;
  std::int64_t total_bytes_ = 0;
};

Figures Measure(const Args& args) {
  Shape shape;
  shape.fanout = args.Text("mode", "pairs") == "fanout";
  shape.pairs = static_cast<std::size_t>(args.Number("pairs", 50));
  shape.members = static_cast<std::size_t>(args.Number("members", 500));
  shape.senders = static_cast<std::size_t>(args.Number("senders", 5));
  shape.window = args.Number("window", shape.fanout ? 4 : 16);
  shape.in_bytes = static_cast<std::size_t>(args.Number("in", 320));
  shape.ack_bytes = static_cast<std::size_t>(args.Number("ack", 160));
  shape.out_bytes = static_cast<std::size_t>(args.Number("out", 600));
  Child child = ForkServer(static_cast<int>(args.Number("server-core", 0)),
                           [&](int listener) { RelayServer(listener, shape).Run(); });
  PinToCore(static_cast<int>(args.Number("core", 1)));
  RelayClient client({"127.0.0.1", child.port}, shape);
  Meter meter(child.pid, 0);
  double before = client.RunFor(args.Real("warm-up", 1));
  meter.Begin();
  double count = client.RunFor(args.Real("seconds", 3)) - before;
  meter.End();
  StopChild(child);
  if (count <= 0) Die("nothing was relayed");
  Figures out;
  out.Add("cpu_us", meter.cpu_us() / count);
  out.Add("per_s", count / meter.seconds());
  return out;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  koine::bench::Measure(koine::bench::Args(argc, argv)).Print();
  return 0;
}
