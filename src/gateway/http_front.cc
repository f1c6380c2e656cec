#include "gateway/http_front.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/log_scope.h"
#include "base/text.h"
#include "core/access/behalf.h"
#include "gateway/bind.h"
#include "gateway/compress.h"
#include "gateway/file_reply.h"
#include "gateway/gateway.h"
#include "gateway/identified.h"
#include "gateway/io_thread.h"
#include "gateway/note.h"
#include "gateway/request_id.h"
#include "gateway/upload.h"
#include "net/static_files.h"

namespace koine::gateway {

namespace {

constexpr char kJson[] = "application/json; charset=utf-8";
// Bodies of one user, or of one application, that arrive at the same time, on one thread.
constexpr int kUploadsPerUser = 32;

// Who counts for what arrives at the same time: a user, else a tenant (its negative number).
std::int64_t UploaderOf(const access::Principal& who) {
  return who.user ? who.user.value : -who.tenant.value;
}

// The value of a query parameter; empty without it.
std::string QueryValue(std::string_view query, std::string_view name) {
  std::vector<json::Param> params;
  if (!text::ParseQuery(query, &params).ok()) return {};
  for (json::Param& param : params) {
    if (param.name == name) return std::move(param.value);
  }
  return {};
}

}  // namespace

struct HttpFront::Flight {
  net::Request request;
  net::Responder responder;
  Router::Match match;
  access::Principal who;
  std::shared_ptr<const CallerState> caller;
  std::string_view form;           // Dialect::AnswerFormOf
  std::unique_ptr<Upload> upload;  // what comes with it, in rows that take files
};

// Takes the body of a flight once it is known who sends it, and that they may.
class HttpFront::UploadSink final : public net::BodySink {
 public:
  UploadSink(HttpFront& front, std::shared_ptr<Flight> flight)
      : front_(front), flight_(std::move(flight)) {}
  ~UploadSink() override {
    if (counted_ && --front_.uploads_[uploader_] == 0) front_.uploads_.erase(uploader_);
  }

  const std::shared_ptr<Flight>& flight() const { return flight_; }
  const std::optional<Error>& error() const { return error_; }
  bool judged() const { return judged_; }

  // One more that arrives from its user.
  int Count() {
    counted_ = true;
    uploader_ = UploaderOf(flight_->who);
    return ++front_.uploads_[uploader_];
  }
  // Lets the body come, or refuses it. Once.
  void Judge(std::optional<Error> error) {
    judged_ = true;
    error_ = std::move(error);
    if (flow_) flow_->Resume();
    if (waiting_) std::exchange(waiting_, nullptr)();
  }
  // Calls `done` when it is judged. The request is complete.
  void WhenJudged(net::Task done) {
    if (judged_) {
      done();
    } else {
      waiting_ = std::move(done);
    }
  }

  void OnStart(std::shared_ptr<Flow> flow) override {
    flow_ = std::move(flow);
    if (!judged_) flow_->Pause();
  }
  std::optional<net::Response> OnData(std::string_view piece) override {
    if (!error_) {
      Status fed = flight_->upload->Feed(piece);
      if (!fed.ok()) error_ = std::move(fed).error();
    }
    if (!error_) return std::nullopt;
    const Router::Target& target = flight_->match.target;
    return front_.RefusalOf(*target.dialect, target.row, std::span<const Error>(&*error_, 1),
                            flight_->request);
  }
  void OnAbort() override { flight_->upload->files().clear(); }

 private:
  HttpFront& front_;
  std::shared_ptr<Flight> flight_;
  std::shared_ptr<Flow> flow_;
  net::Task waiting_;
  std::optional<Error> error_;
  bool judged_ = false;
  bool counted_ = false;
  std::int64_t uploader_ = 0;
};

// A row called over HTTP, on its way.
class HttpInvocation final : public Invocation {
 public:
  HttpInvocation(HttpFront& front, std::shared_ptr<HttpFront::Flight> flight)
      : front_(front), flight_(std::move(flight)) {}

  void Deliver() override {
    const log::Scope scope(IdOf(flight_->request));
    const std::string_view origin = flight_->request.Header("origin");
    if (!error && call.reply) {
      net::Response response = FileResponse(flight_->request, *std::move(call.reply));
      response.Add(kTraceHeader, IdOf(flight_->request));
      front_.Finish(call.dialect, origin, &response);
      const bool begins = Begins(flight_->request, response);
      flight_->responder.Send(std::move(response));
      if (begins && call.afterwards) call.afterwards();
      return;
    }
    net::Response response;
    if (error) {
      if (error->Is(Code::kRoleTooLow) && error->text.empty()) error->text = row->opt.refusal;
      response = front_.FailureOf(*call.dialect, row, row->name, {&*error, 1}, flight_->request,
                                  call.who.user);
    } else if (call.response) {
      response = *std::move(call.response);
    } else {
      response = net::Response::Make(
          200, kJson,
          call.dialect->Success(*static_cast<const Endpoint*>(row), call, result.get(), numbers));
      // It is the caller's alone, and may hold a token.
      response.Add("Cache-Control", "no-store");
    }
    if (!error) response.Add(kTraceHeader, IdOf(flight_->request));
    front_.Finish(call.dialect, origin, &response);
    Compress(flight_->request, &response);
    flight_->responder.Send(std::move(response));
    if (error) NoteRefusal(call, row->name, *error);
    const auto& after = error ? call.refused : call.afterwards;
    if (after) after();
  }
  void PostHome(net::Task task) override { front_.thread_.loop().Post(std::move(task)); }
  void PostHomeBehind(std::int64_t position, net::Task task) override {
    front_.thread_.PostBehind(position, std::move(task));
  }
  bool Unwanted() const override { return flight_->responder.left(); }

 private:
  HttpFront& front_;
  std::shared_ptr<HttpFront::Flight> flight_;
};

HttpFront::HttpFront(Gateway& gateway, IoThread& thread, const Site& site)
    : gateway_(gateway), thread_(thread), site_(site), sockets_(gateway, thread) {}

std::optional<Error> HttpFront::CountAddress(const Row& row, const net::Address& remote) {
  const std::uint64_t key = RateLimiter::KeyOfAddress(remote.Network());
  const std::int64_t now_ms = thread_.loop().now_ms();
  RateLimiter& limiter = thread_.limiter();
  const bool free = limiter.Take(key, LimitOf(row), now_ms) &&
                    (!row.opt.registers || limiter.Take(key, Limit::kRegistration, now_ms));
  return free ? std::nullopt : std::optional(Error{Code::kRateLimited});
}

std::optional<Error> HttpFront::CountUser(const Row& row, const access::Principal& who) {
  const std::uint64_t key = RateLimiter::KeyOfUser(who.user.value);
  if (!thread_.limiter().Take(key, LimitOf(row), thread_.loop().now_ms())) {
    return Error{Code::kRateLimited};
  }
  return CountMessage(thread_, row, who);
}

template <class Done>
void HttpFront::Authenticate(std::shared_ptr<Flight> flight, Done done) {
  const Endpoint& row = *flight->match.target.row;
  Dialect& dialect = *flight->match.target.dialect;
  flight->who = Identified::Nobody(dialect);
  if (row.opt.auth == Auth::kNone) {
    flight->form = dialect.AnswerFormOf(flight->request, nullptr);
    done(CountAddress(row, flight->request.remote));
    return;
  }
  if (dialect.judges_requests()) {
    AskDialect(std::move(flight), std::move(done));
    return;
  }
  std::string in_query;
  std::string_view token = dialect.TokenOf(flight->request);
  if (token.empty() && row.opt.query_token[0] != '\0') {
    in_query = QueryValue(flight->request.query(), row.opt.query_token);
    token = in_query;
  }
  // Not that of the turn: a token may be newer.
  auto claim = thread_.tokens().Read(dialect, token, gateway_.services().clock->NowMs());
  if (!claim.ok()) {
    done(std::optional(claim.error()));
    return;
  }
  flight->form = dialect.AnswerFormOf(flight->request, &*claim);
  thread_.logins().Check(*claim, [this, flight, done](const auto& view) {
    const Endpoint& endpoint = *flight->match.target.row;
    std::optional<Error> error;
    const Dialect& acting = *flight->match.target.dialect;
    if (!view.ok()) {
      error = view.error();
    } else if (!acting.Admits(endpoint, **view)) {
      error = Error{Code::kUnauthenticated};
    } else {
      flight->who = Identified::By(acting, **view, 0);
      if (!MayCall(endpoint.opt, flight->who) && !acting.habits().rights_after_body) {
        error = Error{Code::kForbidden};
      } else {
        error = CountUser(endpoint, flight->who);
      }
    }
    done(std::move(error));
  });
}

template <class Done>
void HttpFront::AskDialect(std::shared_ptr<Flight> flight, Done done) {
  const Endpoint& row = *flight->match.target.row;
  if (auto error = CountAddress(row, flight->request.remote)) {
    done(std::move(error));
    return;
  }
  // A copy: what is asked in another thread must not change here meanwhile.
  struct Asked {
    net::Request request;
    std::optional<Result<Caller>> caller;
  };
  auto asked = std::make_shared<Asked>();
  asked->request = flight->request;
  Dialect* dialect = flight->match.target.dialect;
  auto ask = [asked, dialect, &row](store::Txn& txn) {
    asked->caller.emplace(dialect->JudgeRequest(txn, row, asked->request));
  };
  auto end = [this, flight, asked, dialect, &row, done](std::optional<Error> failure) {
    if (!failure && !asked->caller->ok()) failure = asked->caller->error();
    if (!failure) {
      Caller& caller = **asked->caller;
      flight->who = Identified::FoundBy(*dialect, caller.who);
      flight->caller = std::move(caller.state);
      failure = CountMessage(thread_, row, flight->who);
    }
    done(std::move(failure));
  };
  store::Store& store = *gateway_.services().store;
  if (store.reads_inline()) {
    Status read = store.ReadNow(row.name, ask);
    end(read.ok() ? std::nullopt : std::optional(read.error()));
    return;
  }
  store.Read(row.name, ask, [this, end](const Error* failure) {
    std::optional<Error> error = failure != nullptr ? std::optional(*failure) : std::nullopt;
    thread_.loop().Post([end, error] { end(error); });
  });
}

net::BodyPlan HttpFront::OnHeaders(const net::Request& request) {
  constexpr std::string_view kMultipart = "multipart/";
  const std::string_view type = request.Header("content-type");
  const bool multipart = text::EqualsIgnoreCaseAscii(type.substr(0, kMultipart.size()), kMultipart);
  if (!multipart && request.method != net::Method::kPut) return net::BodyPlan::Collect();
  return PlanUpload(request, multipart);
}

net::BodyPlan HttpFront::PlanUpload(const net::Request& request, bool multipart) {
  const file::Storage* files = gateway_.services().files;
  Router::Match match = site_.router.Find(request.method, request.path());
  const Endpoint* row = match.target.row;
  const bool takes =
      row != nullptr && (row->opt.raw_body || (multipart && row->opt.files[0] != '\0'));
  if (files == nullptr || !takes) return net::BodyPlan::Collect();
  Dialect& dialect = *match.target.dialect;
  auto flight = std::make_shared<Flight>();
  flight->request = request;
  gateway_.settings().proxies.Apply(&flight->request);
  flight->match = std::move(match);
  auto sink = std::make_shared<UploadSink>(*this, flight);
  std::optional<std::string> boundary;
  if (!row->opt.raw_body) {
    auto found = net::MultipartParser::Boundary(request.Header("content-type"));
    if (!found.ok()) {
      return net::BodyPlan::Refuse(RefusalOf(dialect, row, {&found.error(), 1}, request));
    }
    boundary = std::move(found).value();
  }
  flight->upload =
      std::make_unique<Upload>(*row, *files, *gateway_.services().clock, std::move(boundary));
  JudgeUpload(sink);
  if (sink->error()) {
    return net::BodyPlan::Refuse(RefusalOf(dialect, row, {&*sink->error(), 1}, request));
  }
  // The sink itself says what is too much, in the words of the dialect.
  return net::BodyPlan::Stream(std::move(sink), UINT64_MAX);
}

void HttpFront::JudgeUpload(const std::shared_ptr<UploadSink>& sink) {
  Authenticate(sink->flight(), [this, sink](std::optional<Error> error) {
    const std::shared_ptr<Flight>& flight = sink->flight();
    const Endpoint& row = *flight->match.target.row;
    const file::Limits& limits = gateway_.services().files->limits;
    const std::int64_t announced = flight->request.content_length;
    if (!error && announced > Upload::BodyMax(row, limits)) {
      error = Error{Code::kFileRejected, "size", "", row.opt.too_large};
    }
    if (error || row.opt.admit == nullptr) {
      EndJudgement(sink, std::move(error));
    } else {
      AskUpload(sink);
    }
  });
}

void HttpFront::EndJudgement(const std::shared_ptr<UploadSink>& sink, std::optional<Error> error) {
  if (!error && sink->Count() > kUploadsPerUser) error = Error{Code::kRateLimited};
  sink->Judge(std::move(error));
}

void HttpFront::AskUpload(const std::shared_ptr<UploadSink>& sink) {
  // A copy: what is asked in another thread must not change here meanwhile.
  struct Asked {
    Call call;
    net::Request request;
    std::optional<Error> error;
  };
  const std::shared_ptr<Flight>& flight = sink->flight();
  const Endpoint& row = *flight->match.target.row;
  auto asked = std::make_shared<Asked>();
  asked->request = flight->request;
  asked->call.services = &gateway_.services();
  asked->call.dialect = flight->match.target.dialect;
  asked->call.who = flight->who;
  asked->call.caller = flight->caller;
  asked->call.request = &asked->request;
  // What stands around the files does not count here; the row itself judges to the byte.
  std::int64_t bytes = flight->request.content_length;
  if (!row.opt.raw_body) bytes = std::max<std::int64_t>(0, bytes - Upload::kWrappingMax);
  auto ask = [asked, bytes, &row](store::Txn& txn) {
    Status admitted = row.opt.admit(txn, asked->call, bytes);
    if (!admitted.ok()) asked->error = admitted.error();
  };
  auto end = [this, sink, asked] {
    sink->flight()->who = asked->call.who;
    EndJudgement(sink, std::move(asked->error));
  };
  store::Store& store = *gateway_.services().store;
  if (store.reads_inline()) {
    Status read = store.ReadNow(row.name, ask);
    if (!read.ok()) asked->error = read.error();
    end();
    return;
  }
  store.Read(row.name, ask, [this, asked, end](const Error* failure) {
    if (failure != nullptr) asked->error = *failure;
    thread_.loop().Post(end);
  });
}

void HttpFront::EndUpload(const std::shared_ptr<Flight>& flight, std::optional<Error> error) {
  if (!error) {
    Status end = flight->upload->Finish();
    if (!end.ok()) error = std::move(end).error();
  }
  if (error) {
    const Router::Target& target = flight->match.target;
    Refuse(*target.dialect, target.row, {&*error, 1}, flight->request, flight->responder);
    return;
  }
  Run(flight);
}

void HttpFront::AnswerUnknown(const net::Request& request, bool path_known,
                              net::Responder responder) {
  net::Response response;
  if (site_.page && site_.page(request, &response)) {
    responder.Send(std::move(response));
    return;
  }
  Dialect* dialect = OwnerOf(request.path());
  if (dialect == nullptr) dialect = site_.otherwise;
  const Error error{path_known ? Code::kMethodNotAllowed : Code::kNotFound, "path"};
  if (dialect != nullptr && !dialect->habits().unknown.empty()) {
    response = net::Response::Text(404, std::string(dialect->habits().unknown));
    Finish(dialect, request.Header("origin"), &response);
    responder.Send(std::move(response));
    return;
  }
  if (dialect != nullptr) {
    Refuse(*dialect, nullptr, {&error, 1}, request, std::move(responder));
    return;
  }
  responder.Send(net::Response::Text(path_known ? 405 : 404, "no such path\n"));
}

void HttpFront::Miss(net::Request&& request, bool path_known, net::Responder responder) {
  // What a caller needs to hear that there is nothing.
  static const Endpoint kAnyPath{};
  Dialect* dialect = OwnerOf(request.path());
  if (dialect == nullptr || !dialect->habits().login_before_path ||
      request.method != net::Method::kPost) {
    AnswerUnknown(request, path_known, std::move(responder));
    return;
  }
  auto flight = std::make_shared<Flight>();
  flight->request = std::move(request);
  flight->responder = std::move(responder);
  flight->match.target = {dialect, &kAnyPath};
  Authenticate(flight, [this, flight, path_known](std::optional<Error> error) {
    if (error) {
      Refuse(*flight->match.target.dialect, nullptr, {&*error, 1}, flight->request,
             flight->responder);
    } else {
      AnswerUnknown(flight->request, path_known, flight->responder);
    }
  });
}

void HttpFront::OnRequest(net::Request&& request, net::Responder responder) {
  gateway_.settings().proxies.Apply(&request);
  Dialect* const owner = OwnerOf(request.path());
  GiveId(owner, *gateway_.services().random, &request);
  const log::Scope scope(IdOf(request));
  if (sockets_.Open(site_, request, responder)) return;
  if (request.method == net::Method::kOptions) {
    responder.Send(Preflight(request));
    return;
  }
  if (owner != nullptr) {
    Status headers = owner->CheckHeaders(request);
    if (!headers.ok()) {
      Refuse(*owner, nullptr, {&headers.error(), 1}, request, responder);
      return;
    }
  }
  Router::Match match = site_.router.Find(request.method, request.path());
  if (match.target.row == nullptr) {
    Miss(std::move(request), match.path_known, std::move(responder));
    return;
  }
  if (request.sink) {
    // Only PlanUpload gives sinks.
    auto sink = std::static_pointer_cast<UploadSink>(std::move(request.sink));
    const std::shared_ptr<Flight>& flight = sink->flight();
    flight->request = std::move(request);
    flight->responder = std::move(responder);
    UploadSink* asked = sink.get();
    asked->WhenJudged([this, sink = std::move(sink)] { EndUpload(sink->flight(), sink->error()); });
    return;
  }
  auto flight = std::make_shared<Flight>();
  flight->request = std::move(request);
  flight->responder = std::move(responder);
  flight->match = std::move(match);
  Authenticate(flight, [this, flight](std::optional<Error> error) {
    const log::Scope named(IdOf(flight->request));
    if (!error && IsRepeated(*flight)) error = Error{Code::kConflict, "repeated"};
    if (error) {
      const Router::Target& target = flight->match.target;
      Refuse(*target.dialect, target.row, {&*error, 1}, flight->request, flight->responder,
             flight->who.user);
    } else {
      Run(flight);
    }
  });
}

bool HttpFront::IsRepeated(const Flight& flight) const {
  const std::int64_t within_ms = flight.match.target.dialect->habits().repeat_ms;
  const Endpoint& row = *flight.match.target.row;
  if (within_ms == 0 || row.opt.mode != Mode::kWrite || row.method == net::Method::kGet) {
    return false;
  }
  return flight.who.user && !gateway_.repeats().First(flight.who.user, flight.request, within_ms,
                                                      thread_.loop().now_ms());
}

void HttpFront::Run(std::shared_ptr<Flight> flight) {
  const Endpoint& row = *flight->match.target.row;
  Dialect& dialect = *flight->match.target.dialect;
  const net::Request& request = flight->request;
  auto invocation = std::make_unique<HttpInvocation>(*this, flight);
  invocation->row = &row;
  invocation->request = row.thunk.make_request();
  invocation->call.services = &gateway_.services();
  invocation->call.dialect = &dialect;
  invocation->call.who = flight->who;
  invocation->call.caller = flight->caller;
  invocation->call.operation = std::string(dialect.OperationOf(request));
  invocation->call.form = flight->form;
  invocation->call.request = &flight->request;
  if (row.opt.auth != Auth::kUser || row.opt.expensive || flight->who.oversees()) {
    invocation->call.address = request.remote.Ip();
    invocation->call.bearer = std::string(dialect.TokenOf(request));
    invocation->call.who = access::From(flight->who, invocation->call.address);
  }
  if (flight->upload) invocation->call.files = std::move(flight->upload->files());

  json::Errors errors;
  void* const fields = invocation->request.get();
  if (!BindRequest(flight->match, request, flight->upload.get(), fields, &errors)) {
    net::Response response = RefusalOf(dialect, &row, errors, request);
    if (row.opt.unread_status != 0) response.status = row.opt.unread_status;
    flight->responder.Send(std::move(response));
    return;
  }
  const bool judged = dialect.judges_requests();
  if (!judged && !MayCall(row.opt, flight->who)) {
    const Error refused{Code::kForbidden};
    Refuse(dialect, &row, {&refused, 1}, request, flight->responder, flight->who.user);
    return;
  }
  Invoke(std::move(invocation));
}

}  // namespace koine::gateway
