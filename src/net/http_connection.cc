#include "net/http_connection.h"

#include <sys/sendfile.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <charconv>

#include "net/http_core.h"

namespace koine::net {
namespace {

// The first piece reserved for a body whose announced length may be a lie.
constexpr std::size_t kFirstBodyReserve = 64 * 1024;
// File bytes sent in one turn, so that a fast download does not hold up the others.
constexpr std::size_t kFileBytesPerTurn = 512 * 1024;
// Of a body that is sent from where it was made; a shorter one is copied behind its headers.
constexpr std::size_t kMovedBytes = 64 * 1024;

bool HasNoBody(int status) {
  return status < 200 || status == 204 || status == 304;
}

void AppendNumber(std::string* out, std::uint64_t value) {
  char digits[20];
  auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out->append(digits, static_cast<std::size_t>(end - digits));
}

}  // namespace

Exchange::~Exchange() {
  if (owner == nullptr) return;
  HttpHandler& handler = owner->handler();
  Request nothing;
  Response response = handler.OnProtocolError({500, "no answer", nothing});
  if (owner != nullptr) owner->Answer(this, std::move(response));
}

void Incoming::Reset() {
  parser.Reset();
  exchange.reset();
  sink.reset();
  limit = received = 0;
}

// Lets a sink stop the arrival of its body.
class HttpConnection::Flow final : public BodySink::Flow {
 public:
  explicit Flow(HttpConnection* owner) : owner_(owner) {}
  void Pause() override {
    if (owner_ != nullptr) owner_->flow_paused_ = true;
  }
  void Resume() override {
    if (owner_ == nullptr || !owner_->flow_paused_) return;
    owner_->flow_paused_ = false;
    owner_->ResumeIfPossible();
  }
  HttpConnection* owner_;
};

HttpConnection::HttpConnection(HttpCore* core, Connection* connection)
    : core_(core), connection_(connection) {}

HttpConnection::~HttpConnection() {
  AbortSink();
  ForgetSlots();
}

HttpHandler& HttpConnection::handler() const {
  return core_->handler();
}

void HttpConnection::ForgetSlots() {
  for (Slot& slot : slots_) {
    if (slot.exchange == nullptr) continue;
    slot.exchange->left.store(true, std::memory_order_relaxed);
    slot.exchange->owner = nullptr;
  }
  slots_.clear();
}

void HttpConnection::AbortSink() {
  if (flow_) {
    flow_->owner_ = nullptr;
    flow_.reset();
  }
  flow_paused_ = false;
  if (!incoming_) return;
  if (incoming_->sink) incoming_->sink->OnAbort();
  incoming_->sink.reset();
}

bool HttpConnection::MayParse() const {
  return !upgrade_pending_ && !flow_paused_ && slots_.size() < kMaxPipelined &&
         connection_->queued_bytes() < kMaxHttpOutboxBytes;
}

void HttpConnection::ResumeIfPossible() {
  if (connection_->input_paused() && MayParse()) connection_->ResumeInput();
}

std::size_t HttpConnection::OnBytes(char* data, std::size_t size) {
  std::size_t used = 0;
  for (;;) {
    if (last_request_seen_ && !incoming_) return size;
    // A request whose slot is open already may always be read to its end.
    bool full = incoming_ && incoming_->exchange ? flow_paused_ : !MayParse();
    if (full) {
      connection_->PauseInput();
      return used;
    }
    if (!incoming_) {
      if (used == size) return used;
      incoming_ = core_->TakeIncoming();
      incoming_->started_ms = connection_->loop().now_ms();
    }
    std::size_t n = 0;
    RequestParser::Step step = incoming_->parser.Next(data + used, size - used, &n);
    used += n;
    if (step == RequestParser::Step::kNeedMore) {
      connection_->SetDeadline(OnDeadline(connection_->loop().now_ms()));
      return used;
    }
    if (!OnStep(step)) return used;
  }
}

bool HttpConnection::OnStep(RequestParser::Step step) {
  switch (step) {
    case RequestParser::Step::kHeaders:
      return OnHeaders();
    case RequestParser::Step::kBody:
      return OnBodyPiece();
    case RequestParser::Step::kDone:
      return OnRequestDone();
    default:
      Fail(incoming_->parser.status(), incoming_->parser.detail());
      return true;
  }
}

void HttpConnection::OpenSlot(const RequestParser* parser) {
  // The deleter brings an exchange dropped in another thread home.
  auto destroy = [](Exchange* exchange) {
    EventLoop* loop = exchange->loop;
    std::unique_ptr<Exchange> owned(exchange);
    if (!loop->InLoopThread()) loop->Post([owned = std::move(owned)] {});
  };
  incoming_->exchange = std::shared_ptr<Exchange>(std::make_unique<Exchange>().release(), destroy);
  incoming_->exchange->owner = this;
  incoming_->exchange->loop = &connection_->loop();
  Slot slot;
  slot.exchange = incoming_->exchange.get();
  slot.keep_alive = false;
  if (parser != nullptr) {
    slot.keep_alive = parser->keep_alive();
    slot.send_continue = parser->expects_continue() && parser->has_body();
  }
  slot.head = incoming_->parser.request().method == Method::kHead;
  slot.version = incoming_->parser.request().version;
  slots_.push_back(std::move(slot));
}

bool HttpConnection::OnHeaders() {
  Request& request = incoming_->parser.request();
  request.remote = connection_->remote();
  request.tls = core_->tls();
  OpenSlot(&incoming_->parser);
  BodyPlan plan = core_->handler().OnHeaders(request);
  bool has_body = incoming_->parser.has_body();
  if (plan.kind == BodyPlan::Kind::kRefuse) {
    if (has_body) slots_.back().keep_alive = false;
    if (!slots_.back().keep_alive) last_request_seen_ = true;
    std::shared_ptr<Exchange> exchange = std::move(incoming_->exchange);
    FinishIncoming();
    Answer(exchange.get(), std::move(plan.refusal));
    return !connection_->ending();
  }
  incoming_->limit = plan.limit != 0 ? plan.limit : core_->limits().body_bytes;
  if (request.content_length > 0 &&
      static_cast<std::uint64_t>(request.content_length) > incoming_->limit) {
    Fail(413, "body too large");
    return !connection_->ending();
  }
  if (plan.kind == BodyPlan::Kind::kStream) {
    incoming_->sink = std::move(plan.sink);
    flow_ = std::make_shared<Flow>(this);
    incoming_->sink->OnStart(flow_);
  } else if (request.content_length > 0) {
    std::size_t first =
        std::min<std::size_t>(static_cast<std::size_t>(request.content_length), kFirstBodyReserve);
    request.body.reserve(first + EventLoop::kSlackBytes);
  }
  SendContinueIfDue();
  return !connection_->ending();
}

bool HttpConnection::OnBodyPiece() {
  std::string_view piece = incoming_->parser.piece();
  slots_.back().send_continue = false;  // the client did not wait for it
  incoming_->received += piece.size();
  if (incoming_->received > incoming_->limit) {
    Fail(413, "body too large");
    return true;
  }
  if (!incoming_->sink) {
    incoming_->parser.request().body.append(piece);
    return true;
  }
  std::optional<Response> refusal = incoming_->sink->OnData(piece);
  if (refusal) {
    slots_.back().keep_alive = false;
    last_request_seen_ = true;
    std::shared_ptr<Exchange> exchange = std::move(incoming_->exchange);
    incoming_->sink.reset();
    FinishIncoming();
    Answer(exchange.get(), std::move(*refusal));
  }
  return !connection_->ending();
}

bool HttpConnection::OnRequestDone() {
  Request request = std::move(incoming_->parser.request());
  request.body.reserve(request.body.size() + EventLoop::kSlackBytes);
  request.sink = std::move(incoming_->sink);
  std::shared_ptr<Exchange> exchange = std::move(incoming_->exchange);
  FinishIncoming();
  if (exchange->owner == nullptr) return true;
  if (!slots_.back().keep_alive) last_request_seen_ = true;
  if (request.upgrade_websocket) upgrade_pending_ = true;
  core_->stats().requests.fetch_add(1, std::memory_order_relaxed);
  core_->handler().OnRequest(std::move(request), Responder(std::move(exchange)));
  return connection_->protocol() == this && !connection_->ending();
}

void HttpConnection::Fail(int status, std::string_view detail) {
  core_->stats().protocol_errors.fetch_add(1, std::memory_order_relaxed);
  AbortSink();
  if (!incoming_->exchange) OpenSlot(nullptr);
  for (Slot& slot : slots_) {
    if (slot.exchange == incoming_->exchange.get()) slot.keep_alive = false;
  }
  last_request_seen_ = true;
  Response response =
      core_->handler().OnProtocolError({status, detail, incoming_->parser.request()});
  std::shared_ptr<Exchange> exchange = std::move(incoming_->exchange);
  FinishIncoming();
  Answer(exchange.get(), std::move(response));
}

void HttpConnection::FinishIncoming() {
  if (flow_) {
    flow_->owner_ = nullptr;
    flow_.reset();
  }
  flow_paused_ = false;
  core_->GiveIncoming(std::move(incoming_));
}

void HttpConnection::SendContinueIfDue() {
  if (slots_.empty() || !slots_.front().send_continue || file_) return;
  slots_.front().send_continue = false;
  connection_->Out() += "HTTP/1.1 100 Continue\r\n\r\n";
}

void HttpConnection::Answer(Exchange* exchange, Response response) {
  auto slot = std::find_if(slots_.begin(), slots_.end(),
                           [exchange](const Slot& s) { return s.exchange == exchange; });
  exchange->owner = nullptr;
  if (slot == slots_.end() || connection_->ending()) return;
  slot->exchange = nullptr;
  if (slot + 1 == slots_.end()) upgrade_pending_ = false;
  if (slot == slots_.begin() && !file_) {
    Slot done = std::move(*slot);
    slots_.erase(slot);
    Write(done, std::move(response));
  } else {
    slot->ready = std::make_unique<Response>(std::move(response));
  }
  Pump();
}

// Writes answers that are ready and next, and ends the connection when its time has come.
void HttpConnection::Pump() {
  while (!file_ && !connection_->ending() && !slots_.empty() && slots_.front().ready) {
    Slot slot = std::move(slots_.front());
    slots_.erase(slots_.begin());
    Write(slot, std::move(*slot.ready));
  }
  if (file_ || connection_->ending()) return;
  SendContinueIfDue();
  if (slots_.empty() && !incoming_ && (last_request_seen_ || eof_ || core_->stopping())) {
    connection_->CloseAfterFlush();
    return;
  }
  ResumeIfPossible();
}

void HttpConnection::Write(const Slot& slot, Response response) {
  std::string& out = connection_->Out();
  bool keep_alive = slot.keep_alive && !response.close && !core_->stopping();
  bool no_body = HasNoBody(response.status);
  std::size_t size = response.file.fd >= 0    ? static_cast<std::size_t>(response.file.size)
                     : !response.body.empty() ? response.body.size()
                                              : response.static_body.size();
  out += slot.version >= 11 ? "HTTP/1.1 " : "HTTP/1.0 ";
  AppendNumber(&out, static_cast<std::uint64_t>(response.status));
  out += ' ';
  out += StatusText(response.status);
  out += "\r\nDate: ";
  out += connection_->loop().HttpDate();
  out += "\r\n";
  out += response.headers;
  if (!no_body) {
    out += "Content-Length: ";
    AppendNumber(&out, size);
    out += "\r\n";
  }
  if (!keep_alive) {
    out += "Connection: close\r\n";
  } else if (slot.version < 11) {
    out += "Connection: keep-alive\r\n";
  }
  out += "\r\n";
  bool with_file = false;
  if (!no_body && !slot.head) {
    with_file = response.file.fd >= 0 && response.file.size > 0;
    if (response.body.size() >= kMovedBytes) {
      connection_->Share(std::make_shared<const std::string>(std::move(response.body)), 0);
    } else {
      out += response.body.empty() ? response.static_body : std::string_view(response.body);
    }
  }
  if (with_file) {
    file_ = std::make_unique<FileBody>(std::move(response.file));
    close_after_file_ = !keep_alive;
    return;  // OnDrained goes on
  }
  if (!keep_alive) {
    ForgetSlots();
    last_request_seen_ = true;
    connection_->CloseAfterFlush();
  }
}

void HttpConnection::OnDrained() {
  if (file_) PumpFile();
  if (!file_ && !connection_->ending()) ResumeIfPossible();
}

void HttpConnection::PumpFile() {
  std::size_t budget = kFileBytesPerTurn;
  int socket = connection_->transport().PlainFd();
  while (file_->size > 0) {
    if (budget == 0 || connection_->queued_bytes() > 0) {
      if (connection_->queued_bytes() == 0) connection_->WaitWritable();
      return;
    }
    std::size_t wanted = std::min<std::size_t>(static_cast<std::size_t>(file_->size), budget);
    ssize_t n = 0;
    if (socket >= 0) {
      off_t offset = file_->offset;
      n = ::sendfile(socket, file_->fd, &offset, wanted);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        connection_->WaitWritable();
        return;
      }
    } else {
      constexpr std::size_t kCopyBytes = 64 * 1024;
      std::string& out = connection_->Out();
      std::size_t before = out.size();
      wanted = std::min(wanted, kCopyBytes);
      out.resize(before + wanted);
      n = ::pread(file_->fd, out.data() + before, wanted, file_->offset);
      out.resize(before + static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    }
    if (n <= 0) {  // shorter than announced, or unreadable: the client must notice
      connection_->Abort();
      return;
    }
    file_->offset += n;
    file_->size -= n;
    budget -= static_cast<std::size_t>(n);
    connection_->NoteProgress();
    if (socket < 0) connection_->FlushNow();
    if (connection_->ending()) return;
  }
  file_.reset();
  if (close_after_file_) {
    ForgetSlots();
    last_request_seen_ = true;
    connection_->CloseAfterFlush();
    return;
  }
  Pump();
}

void HttpConnection::OnEof() {
  eof_ = true;
  if (incoming_) {
    AbortSink();
    if (incoming_->exchange) {
      // Its answer would have nobody to read it: the client left in the middle of its request.
      incoming_->exchange->owner = nullptr;
      slots_.pop_back();
    }
    FinishIncoming();
  }
  for (const Slot& slot : slots_) {
    if (slot.exchange != nullptr) slot.exchange->left.store(true, std::memory_order_relaxed);
  }
  Pump();
}

void HttpConnection::OnClosed() {
  AbortSink();
  ForgetSlots();
  if (incoming_) {
    if (incoming_->exchange) incoming_->exchange->owner = nullptr;
    FinishIncoming();
  }
  file_.reset();
}

std::int64_t HttpConnection::OnDeadline(std::int64_t now_ms) {
  const HttpLimits& limits = core_->limits();
  std::int64_t idle_due = connection_->last_progress_ms() + limits.idle_timeout_ms;
  if (incoming_ && !connection_->input_paused()) {
    bool streams = incoming_->sink != nullptr;
    std::int64_t due = streams ? idle_due : incoming_->started_ms + limits.request_timeout_ms;
    if (now_ms < due) return due;
    Fail(408, "request took too long");
    return now_ms + limits.idle_timeout_ms;
  }
  if (connection_->queued_bytes() > 0 || file_) {
    if (now_ms < idle_due) return idle_due;
    connection_->Abort();
    return 0;
  }
  // While the handler works the client is not to blame.
  if (!slots_.empty() || connection_->input_paused()) return now_ms + limits.idle_timeout_ms;
  if (now_ms < idle_due) return idle_due;
  connection_->CloseAfterFlush();
  return now_ms + limits.idle_timeout_ms;
}

void HttpConnection::OnShutdown() {
  Pump();
}

Connection* HttpConnection::Detach(Exchange* exchange) {
  if (slots_.size() != 1 || slots_.front().exchange != exchange || file_ || incoming_ ||
      connection_->ending()) {
    return nullptr;
  }
  exchange->owner = nullptr;
  slots_.clear();
  return connection_;
}

}  // namespace koine::net
