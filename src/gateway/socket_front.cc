#include "gateway/socket_front.h"

#include <memory>
#include <optional>
#include <utility>

#include "base/text.h"
#include "gateway/gateway.h"
#include "gateway/io_thread.h"
#include "gateway/refusal_log.h"
#include "gateway/request_id.h"
#include "gateway/session.h"

namespace koine::gateway {

namespace {

constexpr char kJson[] = "application/json; charset=utf-8";

void Refuse(const net::WsRefusal& refusal, net::Responder responder) {
  net::Response answer =
      net::Response::Text(refusal.status != 0 ? refusal.status : 400, refusal.detail);
  if (refusal.status == 426) {
    answer.Add("Upgrade", "websocket")
        .Add("Connection", "Upgrade")
        .Add("Sec-WebSocket-Version", "13");
  }
  responder.Send(std::move(answer));
}

}  // namespace

bool AllowsOrigin(const std::string& origins, std::string_view origin) {
  if (origins == "*") return true;
  for (const std::string_view one : text::Split(origins, ',')) {
    if (text::Trim(one) == origin) return true;
  }
  return false;
}

const net::WsSettings& SocketFront::SettingsOf(const Dialect& dialect) {
  auto [it, fresh] = settings_.try_emplace(&dialect);
  net::WsSettings& settings = it->second;
  if (!fresh) return settings;
  settings.outbox_bytes = gateway_.settings().outbox_bytes;
  settings.slow_bytes = settings.outbox_bytes / kSlowPart;
  settings.outboxes = &thread_.outboxes();
  settings.origin_allowed = [origins = gateway_.settings().socket_origins](
                                const net::Request&, std::string_view origin) {
    return origin.empty() || AllowsOrigin(origins, origin);
  };
  settings.limits = {dialect.socket_bytes_max(), dialect.socket_bytes_max()};
  settings.idle_timeout_ms = dialect.socket_idle_ms();
  return settings;
}

bool SocketFront::Open(const Site& site, const net::Request& request,
                       const net::Responder& responder) {
  for (Dialect* dialect : site.sockets) {
    if (dialect->socket_path() == nullptr) continue;
    const std::string_view path = dialect->socket_path();
    if (!request.upgrade_websocket) {
      if (path.empty() || request.path() != path || request.method != net::Method::kGet) continue;
      // Most often a proxy that does not pass the upgrade on.
      Refuse({426, "this path is for WebSockets, but the request does not ask for an upgrade"},
             responder);
      return true;
    }
    if (!path.empty() && !site.any_socket_path && request.path() != path) continue;
    if (dialect->judges_upgrade()) {
      Judge(*dialect, request, responder);
      return true;
    }
    auto session = std::make_shared<Session>(thread_, *dialect);
    const net::WsSettings& settings = SettingsOf(*dialect);
    if (net::AcceptWebSocket(request, responder, settings, session)) {
      dialect->OnSocket(*session, request);
    } else {
      Refuse(net::CheckWsUpgrade(request, settings), responder);
    }
    return true;
  }
  return false;
}

// An upgrade whose login is being judged.
struct SocketFront::Upgrade {
  net::Request request;
  net::Responder responder;
  Handshake handshake;
};

void SocketFront::Judge(Dialect& dialect, const net::Request& request,
                        const net::Responder& responder) {
  const std::int64_t now_ms = gateway_.services().clock->NowMs();
  auto upgrade = std::make_shared<Upgrade>();
  upgrade->request = request;
  upgrade->responder = responder;
  upgrade->handshake = dialect.ReadHandshake(request, now_ms);
  if (upgrade->handshake.error) {
    Finish(dialect, *upgrade, *upgrade->handshake.error);
    return;
  }
  auto claim = thread_.tokens().Read(dialect, upgrade->handshake.token, now_ms);
  if (!claim.ok()) {
    Finish(dialect, *upgrade, claim.error());
    return;
  }
  thread_.logins().Check(*claim, [this, &dialect, upgrade](const auto& view) {
    if (view.ok()) {
      Finish(dialect, *upgrade, **view);
    } else {
      Finish(dialect, *upgrade, view.error());
    }
  });
}

void SocketFront::Finish(Dialect& dialect, Upgrade& upgrade, Result<identity::LoginView> view) {
  Handshake& handshake = upgrade.handshake;
  std::optional<Error> error;
  if (!view.ok()) {
    error = view.error();
  } else {
    Status fits = dialect.CheckHandshake(handshake, *view);
    if (!fits.ok()) error = std::move(fits).error();
  }
  const std::string id(FitsLog(handshake.operation) ? handshake.operation : IdOf(upgrade.request));
  if (error) {
    CountRefusal(error->code);
    LogRefusal({dialect.name(), &*error, 0, UserId(), upgrade.request.remote.Ip(), id},
               thread_.loop().now_ms());
  }
  const net::WsSettings& settings = SettingsOf(dialect);
  const net::WsRefusal refusal = net::CheckWsUpgrade(upgrade.request, settings);
  if (refusal.status != 0) {
    Refuse(refusal, upgrade.responder);
    return;
  }
  const Error* told = error ? &*error : nullptr;
  if (error && !handshake.told) {
    net::Response response =
        net::Response::Make(dialect.handshake_status(*told), kJson, dialect.HandshakeAnswer(told));
    response.Add(kTraceHeader, id);
    upgrade.responder.Send(std::move(response));
    return;
  }
  auto session = std::make_shared<Session>(thread_, dialect);
  if (!net::AcceptWebSocket(upgrade.request, upgrade.responder, settings, session)) return;
  if (handshake.told) session->SendText(dialect.HandshakeAnswer(told));
  if (error) {
    session->Close(net::kWsNormal, {});
    return;
  }
  session->Enter(*view, std::move(handshake));
  dialect.OnSocket(*session, upgrade.request);
}

}  // namespace koine::gateway
