#include "gateway/http_front.h"

#include <optional>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/log.h"
#include "base/text.h"
#include "gateway/gateway.h"
#include "gateway/io_thread.h"
#include "gateway/session.h"

namespace koine::gateway {

namespace {

constexpr std::size_t kTraceBytes = 8;
constexpr std::size_t kSocketBytesMax = 256 * 1024;
constexpr char kJson[] = "application/json; charset=utf-8";

// Whether `origins` ("*" or a comma separated list) holds this one.
bool Allows(const std::string& origins, std::string_view origin) {
  if (origins == "*") return true;
  for (const std::string_view one : text::Split(origins, ',')) {
    if (text::Trim(one) == origin) return true;
  }
  return false;
}

}  // namespace

struct HttpFront::Flight {
  net::Request request;
  net::Responder responder;
  Router::Match match;
  access::Principal who;
};

// A row called over HTTP, on its way.
class HttpInvocation final : public Invocation {
 public:
  HttpInvocation(HttpFront& front, net::Responder responder, std::string origin)
      : front_(front), responder_(std::move(responder)), origin_(std::move(origin)) {}

  void Deliver() override {
    int status = 200;
    std::string body;
    if (error) {
      if (error->Is(Code::kRoleTooLow) && error->text.empty()) error->text = row->opt.refusal;
      body = call.dialect->Failure(std::span<const Error>(&*error, 1), &status);
    } else {
      body = call.dialect->Success(*static_cast<const Endpoint*>(row), call, result.get(), numbers);
    }
    net::Response response = net::Response::Make(status, kJson, std::move(body));
    if (error) front_.Trace(row->name, *error, status, &response);
    front_.AllowOrigin(origin_, &response);
    responder_.Send(std::move(response));
  }
  void PostHome(net::Task task) override { front_.thread_.loop().Post(std::move(task)); }

 private:
  HttpFront& front_;
  net::Responder responder_;
  std::string origin_;
};

HttpFront::HttpFront(Gateway& gateway, IoThread& thread) : gateway_(gateway), thread_(thread) {}

const net::WsSettings& HttpFront::SocketSettings(const Dialect& dialect) {
  auto [it, fresh] = socket_settings_.try_emplace(&dialect);
  net::WsSettings& settings = it->second;
  if (!fresh) return settings;
  settings.outbox_bytes = gateway_.settings().outbox_bytes;
  settings.origin_allowed = [origins = gateway_.settings().socket_origins](
                                const net::Request&, std::string_view origin) {
    return origin.empty() || Allows(origins, origin);
  };
  // Larger messages end the connection. A dialect with a smaller limit answers in its own words.
  settings.limits = {kSocketBytesMax, kSocketBytesMax};
  settings.idle_timeout_ms = dialect.socket_idle_ms();
  return settings;
}

Dialect* HttpFront::OwnerOf(std::string_view path) const {
  for (Dialect* dialect : gateway_.dialects()) {
    if (dialect->Owns(path)) return dialect;
  }
  return nullptr;
}

void HttpFront::AllowOrigin(std::string_view origin, net::Response* response) const {
  if (origin.empty() || !Allows(gateway_.settings().cors_origins, origin)) return;
  response->Add("Access-Control-Allow-Origin", origin)
      .Add("Access-Control-Allow-Credentials", "true")
      .Add("Vary", "Origin");
}

void HttpFront::Trace(std::string_view name, const Error& error, int status,
                      net::Response* response) const {
  const std::string id = thread_.services().random->Hex(kTraceBytes);
  response->Add("X-Trace-Id", id);
  if (status >= 500) log::Error("gateway", "{}: {} [{}]", name, CodeName(error.code), id);
}

void HttpFront::Refuse(const Dialect& dialect, std::span<const Error> errors,
                       const net::Request& request, net::Responder responder) {
  int status = 500;
  CountRefusal(errors.front().code);
  std::string body = dialect.Failure(errors, &status);
  net::Response response = net::Response::Make(status, kJson, std::move(body));
  Trace("request", errors.front(), status, &response);
  AllowOrigin(request.Header("origin"), &response);
  responder.Send(std::move(response));
}

net::Response HttpFront::OnProtocolError(const net::ProtocolError& error) {
  Dialect* dialect = OwnerOf(error.request.path());
  if (dialect == nullptr && !gateway_.dialects().empty()) dialect = gateway_.dialects().front();
  if (dialect == nullptr) return net::Response::Text(error.status, std::string(error.detail));
  Error refusal = FieldError(Code::kBadArgument, "request", std::string(error.detail));
  if (error.status == 413 || error.status == 414 || error.status == 431) {
    refusal = FieldError(Code::kTooLarge, "request", std::string(error.detail));
  } else if (error.status == 405 || error.status == 501) {
    refusal = Error{Code::kMethodNotAllowed};
  } else if (error.status == 503) {
    refusal = Error{Code::kUnavailable};
  } else if (error.status >= 500) {
    refusal = Error{Code::kInternal};
  }
  int status = error.status;
  std::string body = dialect->Failure(std::span<const Error>(&refusal, 1), &status);
  return net::Response::Make(error.status, kJson, std::move(body));
}

net::BodyPlan HttpFront::OnHeaders(const net::Request& /*request*/) {
  return net::BodyPlan::Collect();
}

bool HttpFront::OpenSocket(const net::Request& request, const net::Responder& responder) {
  if (!request.upgrade_websocket) return false;
  for (Dialect* dialect : gateway_.dialects()) {
    if (dialect->socket_path() == nullptr || request.path() != dialect->socket_path()) continue;
    auto session = std::make_shared<Session>(thread_, *dialect);
    const net::WsSettings& settings = SocketSettings(*dialect);
    if (net::AcceptWebSocket(request, responder, settings, session)) {
      dialect->OnSocket(*session, request);
    } else {
      const net::WsRefusal refusal = net::CheckWsUpgrade(request, settings);
      net::Responder(responder).Send(
          net::Response::Text(refusal.status != 0 ? refusal.status : 400, refusal.detail));
    }
    return true;
  }
  return false;
}

void HttpFront::AnswerUnknown(const net::Request& request, bool path_known,
                              net::Responder responder) {
  net::Response response;
  if (gateway_.page() && gateway_.page()(request, &response)) {
    responder.Send(std::move(response));
    return;
  }
  Dialect* dialect = OwnerOf(request.path());
  const Error error{path_known ? Code::kMethodNotAllowed : Code::kNotFound, "path"};
  if (dialect != nullptr) {
    Refuse(*dialect, std::span<const Error>(&error, 1), request, std::move(responder));
    return;
  }
  responder.Send(net::Response::Text(path_known ? 405 : 404, "no such path\n"));
}

void HttpFront::OnRequest(net::Request&& request, net::Responder responder) {
  if (OpenSocket(request, responder)) return;
  if (request.method == net::Method::kOptions) {
    net::Response response;
    response.status = 204;
    AllowOrigin(request.Header("origin"), &response);
    response.Add("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS, HEAD")
        .Add("Access-Control-Allow-Headers",
             request.HasHeader("access-control-request-headers")
                 ? request.Header("access-control-request-headers")
                 : "Authorization, userId, X-CSRF-Token, Content-Type")
        .Add("Access-Control-Max-Age", "3600");
    responder.Send(std::move(response));
    return;
  }
  Router::Match match = gateway_.router().Find(request.method, request.path());
  if (match.target.row == nullptr) {
    AnswerUnknown(request, match.path_known, std::move(responder));
    return;
  }
  auto flight = std::make_shared<Flight>();
  flight->request = std::move(request);
  flight->responder = std::move(responder);
  flight->match = std::move(match);
  Authenticate(std::move(flight));
}

void HttpFront::Authenticate(std::shared_ptr<Flight> flight) {
  const Endpoint& row = *flight->match.target.row;
  Dialect& dialect = *flight->match.target.dialect;
  flight->who.policy = &dialect.policy();
  flight->who.tenant = kDefaultTenant;
  if (row.opt.auth == Auth::kNone) {
    const std::uint64_t key = RateLimiter::KeyOfAddress(flight->request.remote.Ip());
    if (!thread_.limiter().Take(key, row.opt.expensive, thread_.loop().now_ms())) {
      const Error error{Code::kRateLimited};
      Refuse(dialect, std::span<const Error>(&error, 1), flight->request, flight->responder);
      return;
    }
    Run(std::move(flight));
    return;
  }
  auto claim = thread_.tokens().Read(dialect, dialect.TokenOf(flight->request),
                                     gateway_.services().clock->NowMs());
  if (!claim.ok()) {
    Refuse(dialect, std::span<const Error>(&claim.error(), 1), flight->request,
           flight->responder);
    return;
  }
  thread_.logins().Check(claim->login, [this, flight](Result<identity::LoginView> view) {
    const Endpoint& endpoint = *flight->match.target.row;
    std::optional<Error> error;
    if (!view.ok()) {
      error = view.error();
    } else {
      flight->who.tenant = view->login.tenant;
      flight->who.user = view->login.user;
      flight->who.login = view->login.id;
      flight->who.role = view->role;
      if (endpoint.opt.auth == Auth::kAdmin && !flight->who.admin()) {
        error = Error{Code::kForbidden};
      } else if (!thread_.limiter().Take(RateLimiter::KeyOfUser(flight->who.user.value),
                                         endpoint.opt.expensive, thread_.loop().now_ms())) {
        error = Error{Code::kRateLimited};
      }
    }
    if (error) {
      Refuse(*flight->match.target.dialect, std::span<const Error>(&*error, 1), flight->request,
             flight->responder);
      return;
    }
    Run(flight);
  });
}

void HttpFront::Run(std::shared_ptr<Flight> flight) {
  const Endpoint& row = *flight->match.target.row;
  Dialect& dialect = *flight->match.target.dialect;
  const net::Request& request = flight->request;
  auto invocation = std::make_unique<HttpInvocation>(*this, flight->responder,
                                                     std::string(request.Header("origin")));
  invocation->row = &row;
  invocation->request = row.thunk.make_request();
  invocation->call.services = &gateway_.services();
  invocation->call.dialect = &dialect;
  invocation->call.who = flight->who;
  if (row.opt.auth != Auth::kUser || row.opt.expensive) {
    invocation->call.address = request.remote.Ip();
    invocation->call.bearer = std::string(dialect.TokenOf(request));
  }

  json::Errors errors;
  std::vector<json::Param> query;
  std::vector<json::Param> form;
  auto parse = [&errors](std::string_view text, std::vector<json::Param>* out) {
    if (text.empty()) return;
    Status status = text::ParseQuery(text, out);
    if (!status.ok()) errors.push_back(std::move(status).error());
  };
  parse(request.query(), &query);
  std::string_view body = request.body;
  const std::string_view type = request.Header("content-type");
  // Clients that name no type send JSON as a form.
  const std::string_view start = text::Trim(std::string_view(body).substr(0, 16));
  const bool json_text = !start.empty() && (start.front() == '{' || start.front() == '[');
  if (!json_text && text::LowerAscii(type.substr(0, 33)) == "application/x-www-form-urlencoded") {
    parse(body, &form);
    body = {};
  } else if (!body.empty() && text::LowerAscii(type.substr(0, 10)) == "multipart/") {
    errors.push_back(FieldError(Code::kBadArgument, "Content-Type"));
  }
  const json::Sources sources{flight->match.args, query, form, body};
  if (errors.empty() && json::Bind(row.thunk.request(), sources, dialect.profile(),
                                   invocation->request.get(), &errors)) {
    Invoke(std::move(invocation), thread_.pool());
    return;
  }
  Refuse(dialect, errors, request, flight->responder);
}

}  // namespace koine::gateway
