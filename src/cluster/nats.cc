#include "cluster/nats.h"

#include <nats/nats.h>

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "base/log.h"

namespace koine::cluster {

namespace {

constexpr int kReconnectMs = 200;
constexpr int kConnectMs = 2'000;
constexpr int kPingMs = 1'000;
constexpr int kPingsOut = 2;
constexpr std::size_t kBytesMaxDefault = 1 << 20;  // of a server that is not known yet
constexpr auto kCloseWait = std::chrono::milliseconds(2'000);

Error NatsError(const std::string& what, natsStatus status) {
  return FieldError(Code::kUnavailable, "cluster.nats",
                    "cluster.nats: " + what + ": " + natsStatus_GetText(status));
}

natsConnection* ConnectionOf(void* connection) {
  return static_cast<natsConnection*>(connection);
}

}  // namespace

void Nats::State::SetConnected(bool now) {
  if (connected.exchange(now) == now) return;
  if (now) {
    log::Info("cluster", "connected to NATS");
  } else if (!closing) {
    log::Warn("cluster", "no connection to NATS: other nodes are followed through the store");
  }
  handlers.state(now);
}

Status Nats::State::Subscribe() {
  auto heard = [](natsConnection*, natsSubscription*, natsMsg* message, void* closure) {
    auto* to = static_cast<State*>(closure);
    to->handlers.message(
        {natsMsg_GetData(message), static_cast<std::size_t>(natsMsg_GetDataLength(message))});
    natsMsg_Destroy(message);
  };
  natsSubscription* made = nullptr;
  const natsStatus s =
      natsConnection_Subscribe(&made, ConnectionOf(connection), subject.c_str(), heard, this);
  if (s != NATS_OK) return NatsError("cannot subscribe", s);
  ++callers;
  auto done = [](void* closure) { --static_cast<State*>(closure)->callers; };
  natsSubscription_SetOnCompleteCB(made, done, this);
  subscription = made;
  return Ok();
}

Nats::Nats(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Nats>> Nats::Open(const Where& where, const std::string& name,
                                         const std::string& subject, Handlers handlers) {
  auto made = std::make_unique<State>();
  State* state = made.get();
  state->subject = subject;
  state->handlers = std::move(handlers);
  std::vector<const char*> servers;
  bool secure = false;
  for (const std::string& url : where.urls) {
    servers.push_back(url.c_str());
    secure = secure || url.starts_with("tls://");
  }

  natsOptions* options = nullptr;
  auto up = [](natsConnection*, void* closure) {
    static_cast<State*>(closure)->SetConnected(true);
  };
  auto down = [](natsConnection*, void* closure) {
    static_cast<State*>(closure)->SetConnected(false);
  };
  auto closed = [](natsConnection*, void* closure) { --static_cast<State*>(closure)->callers; };
  // Messages that came faster than they were taken: the rows of the log tell the same.
  auto failed = [](natsConnection*, natsSubscription*, natsStatus, void*) {};
  natsStatus s = natsOptions_Create(&options);
  auto set = [&s](natsStatus next) {
    if (s == NATS_OK) s = next;
  };
  set(natsOptions_SetServers(options, servers.data(), static_cast<int>(servers.size())));
  if (s != NATS_OK) {
    natsOptions_Destroy(options);
    return NatsError("not an address such as nats://127.0.0.1:4222", s);
  }
  if (secure) set(natsOptions_SetSecure(options, true));
  if (s == NATS_OK && secure && !where.ca.empty() &&
      natsOptions_LoadCATrustedCertificates(options, where.ca.c_str()) != NATS_OK) {
    natsOptions_Destroy(options);
    return FieldError(
        Code::kBadArgument, "cluster.nats_ca",
        "cluster.nats_ca = " + where.ca + ": no certificate could be read from this file");
  }
  set(natsOptions_SetName(options, name.c_str()));
  set(natsOptions_SetNoEcho(options, true));
  set(natsOptions_SetSendAsap(options, true));
  set(natsOptions_SetTimeout(options, kConnectMs));
  set(natsOptions_SetWriteDeadline(options, kWriteMs));
  set(natsOptions_SetPingInterval(options, kPingMs));
  set(natsOptions_SetMaxPingsOut(options, kPingsOut));
  set(natsOptions_SetAllowReconnect(options, true));
  set(natsOptions_SetMaxReconnect(options, -1));
  set(natsOptions_SetReconnectWait(options, kReconnectMs));
  set(natsOptions_SetReconnectJitter(options, kReconnectMs, kReconnectMs));
  set(natsOptions_SetRetryOnFailedConnect(options, true, up, state));
  set(natsOptions_SetReconnectedCB(options, up, state));
  set(natsOptions_SetDisconnectedCB(options, down, state));
  set(natsOptions_SetClosedCB(options, closed, state));
  set(natsOptions_SetErrorHandler(options, failed, state));
  natsConnection* connection = nullptr;
  if (s == NATS_OK) s = natsConnection_Connect(&connection, options);
  natsOptions_Destroy(options);
  const bool later = s == NATS_NOT_YET_CONNECTED;
  if (s != NATS_OK && !later) return NatsError("cannot connect", s);
  state->connection = connection;
  ++state->callers;
  std::unique_ptr<Nats> nats(new Nats(std::move(made)));
  KOINE_CHECK(state->Subscribe());
  if (!later) state->SetConnected(true);
  return nats;
}

void Nats::Renew() {
  auto* old = static_cast<natsSubscription*>(state_->subscription);
  natsSubscription_Unsubscribe(old);
  natsSubscription_Destroy(old);
  state_->subscription = nullptr;
  // Fails only when the connection is closed for good.
  static_cast<void>(state_->Subscribe());
}

Nats::~Nats() {
  state_->closing = true;
  // The subscription ends with the connection, and is not taken back before: servers (2.9.10) that
  // met both at once were seen to tell the others that nobody hears the subject there, although
  // another node did.
  natsConnection_Close(ConnectionOf(state_->connection));
  // The library's threads say when they are done with the handlers.
  const auto until = std::chrono::steady_clock::now() + kCloseWait;
  while (state_->callers > 0 && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  natsSubscription_Destroy(static_cast<natsSubscription*>(state_->subscription));
  natsConnection_Destroy(ConnectionOf(state_->connection));
  // Better a piece of memory at the end of the process than a late call into what is gone.
  if (state_->callers > 0) static_cast<void>(state_.release());
}

bool Nats::Publish(std::string_view message) {
  if (!connected()) return false;
  return natsConnection_Publish(ConnectionOf(state_->connection), state_->subject.c_str(),
                                message.data(), static_cast<int>(message.size())) == NATS_OK;
}

std::size_t Nats::bytes_max() const {
  const std::int64_t max = natsConnection_GetMaxPayload(ConnectionOf(state_->connection));
  return max > 0 ? static_cast<std::size_t>(max) : kBytesMaxDefault;
}

}  // namespace koine::cluster
