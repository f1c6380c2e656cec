// What HttpFront answers besides the answers of rows: refusals, preflights, and the headers that
// all have.
#include <string>
#include <utility>

#include "gateway/gateway.h"
#include "gateway/http_front.h"
#include "gateway/http_status.h"
#include "gateway/io_thread.h"
#include "gateway/request_id.h"

namespace koine::gateway {

namespace {

constexpr std::size_t kTraceBytes = 8;
constexpr char kJson[] = "application/json; charset=utf-8";

}  // namespace

Dialect* HttpFront::OwnerOf(std::string_view path) const {
  for (Dialect* dialect : site_.dialects) {
    if (dialect->Owns(path)) return dialect;
  }
  return nullptr;
}

void HttpFront::Finish(const Dialect* dialect, std::string_view origin,
                       net::Response* response) const {
  const std::string& origins = gateway_.settings().cors_origins;
  if (dialect != nullptr) {
    response->headers += dialect->habits().headers;
    if (dialect->habits().any_origin && origins == "*") {
      response->Add("Access-Control-Allow-Origin", "*")
          .Add("Access-Control-Allow-Credentials", "false");
      return;
    }
  }
  if (origin.empty() || !AllowsOrigin(origins, origin)) return;
  const bool any = origins == "*";
  // Of what administrators do, other pages are told only if they are named.
  if (any && site_.named_origins) return;
  response->Add("Access-Control-Allow-Origin", origin).Add("Vary", "Origin");
  // Who may call from anywhere brings a token and no cookie.
  if (!any) response->Add("Access-Control-Allow-Credentials", "true");
}

void HttpFront::Trace(Refusal refusal, std::string id, net::Response* response) const {
  // A request that was refused before all of its headers were looked at has none yet.
  if (id.empty()) id = thread_.services().random->Hex(kTraceBytes);
  response->Add(kTraceHeader, id);
  refusal.trace = id;
  refusal.status = response->status;
  LogRefusal(refusal, thread_.loop().now_ms());
}

net::Response HttpFront::FailureOf(const Dialect& dialect, const Row* row, const char* name,
                                   std::span<const Error> errors, const net::Request& request,
                                   UserId user) const {
  const Error& first = errors.front();
  net::Response response;
  if (row != nullptr && row->opt.plain_refusals) {
    response = net::Response::Text(StatusOf(first), std::string(CodeName(first.code)) + "\n");
  } else {
    int status = 500;
    std::string body = dialect.FailureOf(request, errors, &status);
    response = net::Response::Make(status, kJson, std::move(body));
    const std::string reason = dialect.ReasonOf(first);
    if (!reason.empty()) response.Add("X-Refusal", reason);
  }
  Trace({name, &first, 0, user, request.remote.Ip(), {}}, std::string(IdOf(request)), &response);
  return response;
}

net::Response HttpFront::RefusalOf(const Dialect& dialect, const Row* row,
                                   std::span<const Error> errors, const net::Request& request,
                                   UserId user) {
  CountRefusal(errors.front().code);
  const char* name = row != nullptr ? row->name : "request";
  net::Response response = FailureOf(dialect, row, name, errors, request, user);
  Finish(&dialect, request.Header("origin"), &response);
  return response;
}

void HttpFront::Refuse(const Dialect& dialect, const Row* row, std::span<const Error> errors,
                       const net::Request& request, net::Responder responder, UserId user) {
  responder.Send(RefusalOf(dialect, row, errors, request, user));
}

net::Response HttpFront::OnProtocolError(const net::ProtocolError& error) {
  Dialect* dialect = OwnerOf(error.request.path());
  if (dialect == nullptr && !site_.dialects.empty()) dialect = site_.dialects.front();
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

net::Response HttpFront::Preflight(const net::Request& request) const {
  const Dialect* dialect = OwnerOf(request.path());
  net::Response response;
  response.status = 204;
  if (dialect != nullptr && !dialect->habits().preflight.empty()) {
    response = net::Response::Make(200, kJson, std::string(dialect->habits().preflight));
    Finish(dialect, request.Header("origin"), &response);
    return response;
  }
  Finish(dialect, request.Header("origin"), &response);
  response.Add("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE, OPTIONS, HEAD")
      .Add("Access-Control-Allow-Headers",
           request.HasHeader("access-control-request-headers")
               ? request.Header("access-control-request-headers")
               : "Authorization, userId, X-CSRF-Token, Content-Type")
      .Add("Access-Control-Max-Age",
           std::to_string(dialect != nullptr ? dialect->habits().preflight_s : 3600));
  return response;
}

}  // namespace koine::gateway
