#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/pool.h"
#include "base/random.h"
#include "core/access/principal.h"
#include "core/identity/user.h"
#include "gateway/gateway.h"
#include "gateway/http_front.h"
#include "gateway/session.h"
#include "net/http_server.h"
#include "store/store.h"

namespace koine::gateway {

// A dialect of its own for tests of the gateway: tokens are numbers of logins, frames are plain
// text, every event is rendered as "view/wire@position".
class PlainDialect : public Dialect {
 public:
  explicit PlainDialect(Habits habits = {})
      : Dialect({access::Dialect::kImchat, "plain", "Plain", {}, {}, habits}) {}

  bool Owns(std::string_view path) const override { return path.substr(0, 3) == "/p/"; }
  std::string_view TokenOf(const net::Request& request) const override {
    return request.Header("x-token");
  }
  Result<TokenClaim> ReadToken(std::string_view token, std::int64_t now_ms) const override;
  std::string Success(const Endpoint& row, const Call& call, void* result,
                      json::Numbers numbers) const override;
  std::string Failure(std::span<const Error> errors, int* status) const override;
  const char* socket_path() const override { return "/p/ws"; }
  std::int64_t socket_idle_ms() const override { return 90'000; }
  // The query is `token=N&wire=W`, one digit each.
  void OnSocket(Session& session, const net::Request& request) override;
  // "run …" runs the first frame row with what follows.
  void OnFrame(Session& session, std::string_view text, bool binary) override;
  void OnJoined(Session& session) override { session.SendText("joined"); }
  void OnRefused(Session& session, const Error& error) override;
  void OnRevoked(Session& session, const std::string& reason) override;
  void Render(const event::Event& event, std::int64_t position, View view, int wire,
              std::string* frames) const override;

  std::vector<Endpoint>& rows = endpoints_;
  std::vector<FrameRow>& frame_rows = frames_;
  mutable int renderings = 0;
  std::vector<Session*> opened;  // in order; dangling once closed
};

// A store whose reads can be held back, and which can claim that they block.
class HeldStore final : public store::Store {
 public:
  explicit HeldStore(std::unique_ptr<store::Store> real) : real_(std::move(real)) {}

  void Submit(std::unique_ptr<store::Command> command) override;
  void Read(const store::ReadInfo& info, std::function<void(store::Txn&)> fn,
            std::function<void(const Error*)> done) override;
  Status ReadNow(const char* name, const std::function<void(store::Txn&)>& fn) override {
    return real_->ReadNow(name, fn);
  }
  bool reads_inline() const override { return inline_reads; }
  void SetPublisher(std::function<void(std::shared_ptr<const store::Batch>)> publisher) override {
    real_->SetPublisher(std::move(publisher));
  }
  std::size_t queued() const override { return queued_commands; }
  std::int64_t head() const override { return real_->head(); }
  std::string_view engine() const override { return real_->engine(); }
  Status health() const override { return real_->health(); }

  // Reads wait in `held` until Release, which runs the oldest here (or fails it).
  bool hold = false;
  bool inline_reads = true;
  bool twice = false;  // commands run again, as after one beside them that failed
  std::size_t queued_commands = 0;
  std::size_t held_count() const { return held_.size(); }
  // Runs the read itself but keeps its answer until Release.
  bool RunHeld();
  bool Release(bool fail = false);

 private:
  struct Held {
    store::ReadInfo info;
    std::function<void(store::Txn&)> fn;
    std::function<void(const Error*)> done;
    bool ran = false;
  };
  std::unique_ptr<store::Store> real_;
  std::deque<Held> held_;
};

// The far end of a connection in memory: one WebSocket or some requests.
class Wire {
 public:
  Wire(net::EventLoop& loop, std::shared_ptr<net::MemoryPeer> peer);

  // Sends a request and runs the loop until its answer is there; headers are "A: b\r\n" lines.
  // Returns status and body.
  std::pair<int, std::string> Do(std::string_view method, std::string_view path,
                                 std::string_view body = {}, std::string_view headers = {});
  std::string last_headers;

  // Upgrades; the status.
  int Upgrade(std::string_view path, std::string_view headers = {});
  void SendText(std::string_view text);
  void SendBinary(std::string_view data);
  // The next text frame, waiting up to a second for it; "" if none comes, "closed CODE REASON" for
  // the close frame, "binary …" for a binary one, "ping".
  std::string Next();
  // Frames that came without waiting.
  std::vector<std::string> All();
  net::MemoryPeer& peer() { return *peer_; }

 private:
  void Take();
  net::EventLoop& loop_;
  std::shared_ptr<net::MemoryPeer> peer_;
  std::string in_;
  std::deque<std::string> frames_;
  net::WsDecoder decoder_;
  bool upgraded_ = false;
};

// A gateway with one I/O thread, which runs in the test's own thread, on a SQLite store of its own.
// Events reach it only through Publish; of what the store commits it hears the positions.
class TestGateway {
 public:
  explicit TestGateway(Settings settings = {});
  ~TestGateway();

  // Rows are added before.
  void AddDialect(Dialect& dialect);
  // Users 1 … `users` with one login each, of the same number.
  void MakeUsers(int users);
  // A group of these users, all of whom hear it from `min_seq` on.
  ConversationId MakeGroup(const std::vector<std::int64_t>& users, std::int64_t min_seq = 0);

  Wire Connect();
  // A signed-in WebSocket of the plain dialect; its "joined" has been read.
  std::unique_ptr<Wire> Join(std::int64_t login, int wire = 0);

  // One batch with this event.
  void Publish(event::Event event, std::int64_t position);
  // A message with this seq to the group, and what leads to the views.
  event::Event Message(ConversationId group, std::int64_t seq, std::int64_t sender) const;

  // Turns of the loop until `condition` holds, for at most two seconds of real time.
  bool Until(const std::function<bool()>& condition);
  void Turns(int n = 5);

  IoThread& thread() { return *gateway->threads().front(); }
  HeldStore& store() { return *store_; }

  std::atomic<bool> commits_come = true;  // else commits can be read here, and are not heard of
  FakeClock clock{1'700'000'000'000};
  PlainDialect dialect;
  std::unique_ptr<Gateway> gateway;

 private:
  SystemRandom random_;
  std::string folder_;
  Pool pool_{"test", 1, 100};
  std::unique_ptr<HeldStore> store_;
  std::unique_ptr<HttpFront> front_;
  std::unique_ptr<net::HttpServer> server_;
};

}  // namespace koine::gateway
