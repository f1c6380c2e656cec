#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "gateway/dialect.h"
#include "gateway/refusal_log.h"
#include "gateway/site.h"
#include "gateway/socket_front.h"
#include "net/http_server.h"

namespace koine::gateway {

class Gateway;
class IoThread;

// The HTTP side of one site on one I/O thread: from a request to a row and back. Checks in this
// order: path and method, rate limit, login, parameters, then (in the row's transaction) the door.
// A dialect may want some of them in another order (Dialect::habits).
class HttpFront final : public net::HttpHandler {
 public:
  // `site` must outlive it.
  HttpFront(Gateway& gateway, IoThread& thread, const Site& site);

  net::BodyPlan OnHeaders(const net::Request& request) override;
  void OnRequest(net::Request&& request, net::Responder responder) override;
  net::Response OnProtocolError(const net::ProtocolError& error) override;

 private:
  struct Flight;  // a matched request until its row runs
  class UploadSink;
  friend class HttpInvocation;

  void AnswerUnknown(const net::Request& request, bool path_known, net::Responder responder);
  // Finds out who calls and whether they may; done(std::optional<Error>) in this thread, maybe at
  // once.
  // Counts what an address or a user asks of a row. Why it may not, if there was too much.
  std::optional<Error> CountAddress(const Row& row, const net::Address& remote);
  std::optional<Error> CountUser(const Row& row, const access::Principal& who);
  template <class Done>
  void Authenticate(std::shared_ptr<Flight> flight, Done done);
  void Run(std::shared_ptr<Flight> flight);
  bool IsRepeated(const Flight& flight) const;  // and remembers it (Habits::repeat_ms)
  // Answers what no row answers, to whom the dialect tells so.
  void Miss(net::Request&& request, bool path_known, net::Responder responder);
  // The plan for the body of a row that takes files: who calls and how much may come is judged
  // before any of it is read.
  net::BodyPlan PlanUpload(const net::Request& request, bool multipart);
  void JudgeUpload(const std::shared_ptr<UploadSink>& sink);
  // Asks the row's `admit`.
  void AskUpload(const std::shared_ptr<UploadSink>& sink);
  void EndJudgement(const std::shared_ptr<UploadSink>& sink, std::optional<Error> error);
  void EndUpload(const std::shared_ptr<Flight>& flight, std::optional<Error> error);
  // `row` null: before it was known.
  net::Response RefusalOf(const Dialect& dialect, const Row* row, std::span<const Error> errors,
                          const net::Request& request, UserId user = UserId());
  void Refuse(const Dialect& dialect, const Row* row, std::span<const Error> errors,
              const net::Request& request, net::Responder responder, UserId user = UserId());
  // The answer to a call that was refused, without the headers of Finish.
  net::Response FailureOf(const Dialect& dialect, const Row* row, const char* name,
                          std::span<const Error> errors, const net::Request& request,
                          UserId user) const;
  // What Authenticate does where the dialect judges requests itself.
  template <class Done>
  void AskDialect(std::shared_ptr<Flight> flight, Done done);
  // Adds the headers that the dialect gives every answer, and those of cross-origin requests if the
  // origin is allowed. `dialect` may be null.
  void Finish(const Dialect* dialect, std::string_view origin, net::Response* response) const;
  net::Response Preflight(const net::Request& request) const;
  // Tells the id of a refused request, which its line in the log has too (ruoyi 0.2); empty: makes
  // one.
  void Trace(Refusal refusal, std::string id, net::Response* response) const;
  Dialect* OwnerOf(std::string_view path) const;

  Gateway& gateway_;
  IoThread& thread_;
  const Site& site_;
  SocketFront sockets_;
  std::unordered_map<std::int64_t, int> uploads_;  // that arrive now, by whom they are of
};

}  // namespace koine::gateway
