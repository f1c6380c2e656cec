#include "gateway/gateway_test_util.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "base/text.h"
#include "core/conversation/system.h"
#include "core/event/event.h"
#include "core/group/group_test_util.h"
#include "core/identity/account.h"
#include "core/identity/identity_test_util.h"
#include "core/identity/system.h"
#include "core/schema/schema.h"
#include "gateway/io_thread.h"

namespace koine::gateway {

// --- the dialect

Result<TokenClaim> PlainDialect::ReadToken(std::string_view token, std::int64_t now_ms) const {
  auto number = text::ParseInt(token);
  if (!number) return Error{Code::kUnauthenticated};
  return TokenClaim{LoginId(*number), now_ms + 3'600'000};
}

std::string PlainDialect::Success(const Endpoint& row, const Call&, void* result,
                                  json::Numbers numbers) const {
  std::string out = "ok ";
  json::Write(row.thunk.response(), result, profile(), &out, numbers);
  return out;
}

std::string PlainDialect::Failure(std::span<const Error> errors, int* status) const {
  const Error& error = errors.front();
  *status = error.Is(Code::kNotFound)           ? 404
            : error.Is(Code::kMethodNotAllowed) ? 405
            : error.Is(Code::kRateLimited)      ? 429
            : error.Is(Code::kUnauthenticated)  ? 401
                                                : 400;
  return "no " + std::string(CodeName(error.code)) + " " + error.field;
}

void PlainDialect::OnSocket(Session& session, const net::Request& request) {
  opened.push_back(&session);
  const std::string_view query = request.query();
  const std::size_t wire = query.find("wire=");
  if (wire != query.npos) session.set_wire(query[wire + 5] - '0');
  const std::string_view rest = query.substr(query.find("token=") + 6);
  session.SignIn(rest.substr(0, rest.find('&')));
}

void PlainDialect::OnFrame(Session& session, std::string_view text, bool) {
  if (text.substr(0, 4) == "run " && !frame_rows.empty()) {
    session.Run(frame_rows.front(), text.substr(4));
    return;
  }
  session.SendText("echo " + std::string(text));
}

void PlainDialect::OnRefused(Session& session, const Error& error) {
  session.Close(net::kWsUnsupportedData, CodeName(error.code));
}

void PlainDialect::OnRevoked(Session& session, const std::string& reason) {
  session.Close(net::kWsNormal, reason);
}

void PlainDialect::Render(const event::Event&, std::int64_t position, View view, int wire,
                          std::string* frames) const {
  ++renderings;
  constexpr const char* kNames[] = {"other", "own", "target"};
  const std::string text = std::string(kNames[static_cast<int>(view)]) + "/" +
                           std::to_string(wire) + "@" + std::to_string(position);
  net::AppendWsFrame(frames, net::WsOpcode::kText, text);
}

// --- the store

namespace {

class RunTwice final : public store::Command {
 public:
  explicit RunTwice(std::unique_ptr<store::Command> command)
      : Command(command->info()), command_(std::move(command)) {}
  bool Run(store::Txn& txn) override {
    command_->Run(txn);
    return command_->Run(txn);
  }
  void Finish(const Error* failure, const store::Numbering& numbering) override {
    command_->Finish(failure, numbering);
  }

 private:
  std::unique_ptr<store::Command> command_;
};

}  // namespace

void HeldStore::Submit(std::unique_ptr<store::Command> command) {
  if (twice) command = std::make_unique<RunTwice>(std::move(command));
  real_->Submit(std::move(command));
}

void HeldStore::Read(const store::ReadInfo& info, std::function<void(store::Txn&)> fn,
                     std::function<void(const Error*)> done) {
  if (!hold) {
    real_->Read(info, std::move(fn), std::move(done));
    return;
  }
  held_.push_back({info, std::move(fn), std::move(done)});
}

bool HeldStore::RunHeld() {
  if (held_.empty()) return false;
  held_.front().ran = true;
  return real_->ReadNow(held_.front().info.name, held_.front().fn).ok();
}

bool HeldStore::Release(bool fail) {
  if (held_.empty()) return false;
  Held held = std::move(held_.front());
  held_.pop_front();
  const Error failure{Code::kUnavailable};
  if (!fail && !held.ran && !real_->ReadNow(held.info.name, held.fn).ok()) return false;
  held.done(fail ? &failure : nullptr);
  return true;
}

// --- the wire

namespace {

// The digits that begin at `at`.
std::int64_t NumberAt(const std::string& text, std::size_t at) {
  const std::size_t end = text.find_first_not_of("0123456789", at);
  return text::ParseInt(std::string_view(text).substr(at, end - at)).value_or(0);
}

}  // namespace

Wire::Wire(net::EventLoop& loop, std::shared_ptr<net::MemoryPeer> peer)
    : loop_(loop), peer_(std::move(peer)) {}

std::pair<int, std::string> Wire::Do(std::string_view method, std::string_view path,
                                     std::string_view body, std::string_view headers) {
  std::string text = std::string(method) + " " + std::string(path) + " HTTP/1.1\r\nHost: x\r\n" +
                     std::string(headers);
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  peer_->Send(text + "\r\n" + std::string(body));
  for (int i = 0; i < 2000; ++i) {
    loop_.RunOnce(1);
    in_ += peer_->Take();
    const std::size_t end = in_.find("\r\n\r\n");
    if (end == in_.npos) continue;
    last_headers = in_.substr(0, end + 2);
    constexpr std::string_view kLength = "Content-Length: ";
    const std::size_t length = last_headers.find(kLength);
    std::size_t size = 0;
    if (length != last_headers.npos && method != "HEAD") {
      size = static_cast<std::size_t>(NumberAt(last_headers, length + kLength.size()));
    }
    if (in_.size() < end + 4 + size) continue;
    const std::string answer = in_.substr(end + 4, size);
    in_.erase(0, end + 4 + size);
    return {static_cast<int>(NumberAt(last_headers, 9)), answer};
  }
  return {0, ""};
}

int Wire::Upgrade(std::string_view path, std::string_view headers) {
  const auto [status, body] =
      Do("GET", path, {},
         "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
             std::string(headers));
  upgraded_ = status == 101;
  return status;
}

void Wire::SendText(std::string_view text) {
  std::string frame;
  net::AppendWsClientFrame(&frame, net::WsOpcode::kText, text, 0x1234);
  peer_->Send(frame);
}

void Wire::SendBinary(std::string_view data) {
  std::string frame;
  net::AppendWsClientFrame(&frame, net::WsOpcode::kBinary, data, 0x1234);
  peer_->Send(frame);
}

void Wire::Take() {
  in_ += peer_->Take();
  char* data = in_.data();
  std::size_t size = in_.size();
  for (;;) {
    const net::WsEvent event = decoder_.Next({.role = net::WsRole::kClient}, &data, &size);
    if (event.kind == net::WsEvent::Kind::kText) {
      frames_.emplace_back(event.payload);
    } else if (event.kind == net::WsEvent::Kind::kBinary) {
      frames_.push_back("binary " + std::string(event.payload));
    } else if (event.kind == net::WsEvent::Kind::kPing) {
      frames_.push_back("ping");
    } else if (event.kind == net::WsEvent::Kind::kClose) {
      frames_.push_back("closed " + std::to_string(event.close_code) + " " +
                        std::string(event.payload));
    } else {
      break;
    }
  }
  in_.clear();
}

std::string Wire::Next() {
  for (int i = 0; i < 1000; ++i) {
    Take();
    if (!frames_.empty()) {
      std::string frame = std::move(frames_.front());
      frames_.pop_front();
      return frame;
    }
    loop_.RunOnce(1);
  }
  return "";
}

std::vector<std::string> Wire::All() {
  for (int i = 0; i < 5; ++i) loop_.RunOnce(0);
  Take();
  std::vector<std::string> out(frames_.begin(), frames_.end());
  frames_.clear();
  return out;
}

// --- the gateway

TestGateway::TestGateway(Settings settings) {
  std::string pattern = std::filesystem::temp_directory_path() / "koine-gateway-XXXXXX";
  EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
  folder_ = pattern;
  store::Options options;
  options.url = "sqlite:" + folder_ + "/koine.db";
  options.clock = &clock;
  options.random = &random_;
  options.readers = 1;
  auto opened = store::Store::Open(options, core::Migrations());
  EXPECT_TRUE(opened.ok()) << opened.error().text;
  store_ = std::make_unique<HeldStore>(std::move(opened).value());
  Services services{store_.get(), &clock, &random_, nullptr, nullptr, nullptr, {&pool_}};
  gateway = std::make_unique<Gateway>(services, std::move(settings));
  store_->SetPublisher([this](const std::shared_ptr<const store::Batch>& batch) {
    if (!commits_come) return;
    const store::Batch bare{batch->first_position, batch->last_position, {}};
    gateway->Publish(std::make_shared<store::Batch>(bare));
  });
}

TestGateway::~TestGateway() {
  store_->hold = false;
  while (store_->Release(true)) {
  }
  pool_.Stop();
  // Sessions end before the store; answers under way find their loop until then.
  if (server_ != nullptr) {
    bool done = false;
    server_->Stop(0, [&done] { done = true; });
    Until([&done] { return done; });
  }
  Turns();
  server_.reset();
  store_.reset();
  Turns();
  front_.reset();
  gateway.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void TestGateway::AddDialect(Dialect& added) {
  Status status = gateway->AddDialect(added);
  ASSERT_TRUE(status.ok()) << status.error().text;
  if (front_ != nullptr) return;
  front_ = std::make_unique<HttpFront>(*gateway, thread(), gateway->main_site());
  server_ = std::make_unique<net::HttpServer>(thread().loop(), *front_, net::HttpServerOptions{});
}

void TestGateway::MakeUsers(int users) {
  Status made = store_->WriteAndWait({"users"}, [users, this](store::Txn& txn) -> Status {
    identity::EnsureTenant(txn, kDefaultTenant, "default");
    for (int i = 1; i <= users; ++i) {
      identity::User user;
      user.id = UserId(i);
      user.tenant = kDefaultTenant;
      user.handle = std::to_string(i);
      user.username = "user" + std::to_string(i);
      if (!identity::PutUser(txn, user)) return Error{Code::kConflict};
      identity::Login login;
      login.id = LoginId(i);
      login.tenant = kDefaultTenant;
      login.user = UserId(i);
      login.dialect = access::Dialect::kImchat;
      login.issued_at = clock.NowMs();
      login.expires_at = clock.NowMs() + 3'600'000;
      identity::PutLogin(txn, login);
    }
    return Ok();
  });
  ASSERT_TRUE(made.ok());
}

ConversationId TestGateway::MakeGroup(const std::vector<std::int64_t>& users,
                                      std::int64_t min_seq) {
  auto made = store_->WriteAndWait({"group"}, [&](store::Txn& txn) -> Result<ConversationId> {
    return group::MakeGroup(txn, kDefaultTenant, users, min_seq);
  });
  EXPECT_TRUE(made.ok());
  return made.ok() ? *made : ConversationId();
}

Wire TestGateway::Connect() {
  net::MemoryPair pair = net::MakeMemoryTransport();
  net::Address remote;
  remote.bytes[10] = remote.bytes[11] = 0xff;
  remote.bytes[12] = 127;
  remote.bytes[15] = 1;
  server_->Serve(std::move(pair.server), remote);
  return Wire(thread().loop(), pair.peer);
}

std::unique_ptr<Wire> TestGateway::Join(std::int64_t login, int wire) {
  auto out = std::make_unique<Wire>(Connect());
  EXPECT_EQ(out->Upgrade("/p/ws?token=" + std::to_string(login) + "&wire=" + std::to_string(wire)),
            101);
  EXPECT_EQ(out->Next(), "joined");
  return out;
}

void TestGateway::Publish(event::Event event, std::int64_t position) {
  auto batch = std::make_shared<store::Batch>();
  batch->first_position = batch->last_position = position;
  batch->entries.push_back({position, std::make_shared<const event::Event>(std::move(event))});
  gateway->Publish(std::move(batch));
}

event::Event TestGateway::Message(ConversationId group, std::int64_t seq,
                                  std::int64_t sender) const {
  event::MessageCreated created;
  created.message.conversation = group;
  created.message.seq = seq;
  created.message.sender = UserId(sender);
  created.sender = {UserId(sender), "somebody", ""};
  event::Event event;
  event.tenant = kDefaultTenant;
  event.actor = UserId(sender);
  event.at = clock.NowMs();
  event.place = {group, ConversationKind::kGroup, UserId(), UserId()};
  event.to_members = true;
  event.payload = std::move(created);
  return event;
}

bool TestGateway::Until(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(2);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    thread().loop().RunOnce(1);
  }
  return true;
}

void TestGateway::Turns(int n) {
  for (int i = 0; i < n; ++i) thread().loop().RunOnce(0);
}

}  // namespace koine::gateway
