#include "gateway/session.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "base/log_scope.h"
#include "base/require.h"
#include "core/event/event.h"
#include "gateway/gateway.h"
#include "gateway/identified.h"
#include "gateway/io_thread.h"
#include "gateway/refusal_log.h"
#include "gateway/request_id.h"
#include "net/gzip.h"
#include "net/websocket.h"

namespace koine::gateway {

namespace {
constexpr std::int64_t kPauseMs = 10;
}

// A frame's row on its way.
class FrameInvocation final : public Invocation {
 public:
  explicit FrameInvocation(std::shared_ptr<Session> session) : session_(std::move(session)) {}

  void Deliver() override {
    const log::Scope scope(frame);
    if (error) session_->LogRefused(*row, *error);
    // Of a session that has ended meanwhile everything was given up: an answer must not make it
    // enter, watch or hear anything again.
    if (session_->connection_ != nullptr) {
      session_->dialect().OnAnswered(
          *session_, {*static_cast<const FrameRow*>(row), tag, request.get(),
                      error ? nullptr : result.get(), error ? &*error : nullptr, numbers});
    }
    session_->Finished();
  }
  void PostHome(net::Task task) override { session_->thread().loop().Post(std::move(task)); }
  void PostHomeBehind(std::int64_t position, net::Task task) override {
    session_->thread().PostBehind(position, std::move(task));
  }

  Holder tag;

 private:
  std::shared_ptr<Session> session_;
};

void Dialect::OnAnswered(Session& session, const FrameOutcome& outcome) {
  const FrameRow& row = outcome.row;
  if (outcome.error != nullptr) {
    if (row.failed != nullptr) row.failed(session, *outcome.error, outcome.request);
  } else if (row.thunk.response() != json::TypeOf<Nothing>()) {
    std::string& text = SpareText();
    json::Write(row.thunk.response(), outcome.result, profile(), &text, outcome.numbers);
    session.SendText(text);
  }
}

std::string& SpareText() {
  constexpr std::size_t kKeptBytes = 64 << 10;
  thread_local std::string text;
  if (text.capacity() > kKeptBytes) text = std::string();
  text.clear();
  return text;
}

void AppendTextFrame(std::string* frames, std::string_view payload) {
  net::AppendWsFrame(frames, net::WsOpcode::kText, payload);
}

void AppendBinaryFrame(std::string* frames, std::string_view payload, bool compressed) {
  if (!compressed) {
    net::AppendWsFrame(frames, net::WsOpcode::kBinary, payload);
    return;
  }
  std::string zipped;
  net::AppendGzip(&zipped, payload);
  net::AppendWsFrame(frames, net::WsOpcode::kBinary, zipped);
}

Session::Session(IoThread& thread, Dialect& dialect) : thread_(thread), dialect_(dialect) {}

Services& Session::services() {
  return thread_.services();
}

void Session::SetAway(bool away) {
  if (entry_ != nullptr) thread_.SetAway(*this, away);
}

void Session::TakePlace() {
  event::Event event;
  event.tenant = who_.tenant;
  event.actor = who_.user;
  event.payload = event::PlaceTaken{static_cast<int>(dialect_.id()), dialect_.PlatformOf(*this),
                                    static_cast<std::int64_t>(who_.session)};
  services().store->Write(
      {"place", store::KeyOf('u', who_.user.value), false, true},
      [event](store::Txn& txn) -> Status {
        event::Emit(txn, event);
        return Ok();
      },
      [](const Status& status, const store::Numbering&) {
        if (!status.ok()) log::Warn("gateway", "a session could not be registered");
      });
}

void Session::OnOpen(net::WsConnection& connection) {
  connection_ = &connection;
}

void Session::OnMessage(std::string_view data, bool binary) {
  const NewId id(*services().random);
  const log::Scope scope(id.text());
  dialect_.series().frames_received->Add();
  if (entry_ != nullptr && !thread_.limiter().Take(RateLimiter::KeyOfUser(who_.user.value),
                                                   Limit::kRequest, thread_.loop().now_ms())) {
    Close(net::kWsPolicyViolation, "rate limit");
    return;
  }
  if (!binary || !compressed_) {
    dialect_.OnFrame(*this, data, binary);
    return;
  }
  std::string unzipped;
  if (!net::Gunzip(data, dialect_.unzipped_bytes_max(), &unzipped)) {
    End();
    return;
  }
  dialect_.OnFrame(*this, unzipped, true);
}

bool Session::OnIdle() {
  Close(dialect_.socket_idle_code(), "idle");
  return false;
}

void Session::ConfirmDelivered(std::int64_t position) {
  RaiseDelivered(position);
  if (owed_ == 0) confirmed_ = std::max(confirmed_, position);
}

void Session::ConfirmArrived() {
  if (confirmed_ < delivered_ && unacked_bytes() == 0) confirmed_ = delivered_;
}

void Session::NoteEnd(std::size_t unacked) {
  if (!ended_) cut_ = unacked > 0;
  ended_ = true;
}

void Session::OnEnding(std::size_t unacked) {
  NoteEnd(unacked);
  if (entry_ != nullptr) thread_.handovers().Cut(*this, unacked);
}

std::string Session::address() const {
  return connection_ != nullptr ? connection_->remote().Ip() : std::string();
}

std::size_t Session::unacked_bytes() const {
  return connection_ != nullptr ? connection_->unacked_bytes() : 0;
}

void Session::OnClose(const net::WsCloseInfo& info) {
  if (!info.by_peer && info.code == net::kWsTryAgainLater && info.reason == net::kWsOutboxFull) {
    dialect_.series().slow_readers->Add();
  }
  NoteEnd(unacked_bytes());
  if (entry_ != nullptr) {
    thread_.handovers().End(*this, unacked_bytes(), services().clock->NowMs());
  }
  connection_ = nullptr;
  thread_.Remove(*this);
}

void Session::LogRefused(const Row& row, const Error& error) const {
  LogRefusal({row.name, &error, 0, who_.user, address(), IdOfFrame()}, thread_.loop().now_ms());
}

void Session::Refuse(const Error& error) {
  LogRefusal({dialect_.name(), &error, 0, UserId(), address(), IdOfFrame()},
             thread_.loop().now_ms());
  dialect_.OnRefused(*this, error);
}

void Session::SignIn(std::string_view token) {
  auto claim = dialect_.ReadToken(token, services().clock->NowMs());
  if (!claim.ok()) {
    Refuse(claim.error());
    return;
  }
  auto self = shared_from_this();
  ++signing_in_;
  thread_.logins().Check(*claim, [self, id = std::string(IdOfFrame())](const auto& view) {
    const log::Scope scope(id);
    --self->signing_in_;
    if (self->connection_ == nullptr) return;
    if (self->waiting_ && self->signing_in_ == 0) {
      self->waiting_ = false;
      if (!self->paused_) self->connection_->ResumeReading();
    }
    if (!view.ok()) {
      self->Refuse(view.error());
      return;
    }
    if (self->entry_ != nullptr) return;  // signed in by an earlier frame meanwhile
    self->SetPrincipal(**view);
    self->thread_.Add(self);
  });
  if (signing_in_ > 0 && !waiting_ && connection_ != nullptr) {
    // The store answers later. Until then frames stay unread, for they need the login.
    waiting_ = true;
    connection_->PauseReading();
  }
}

void Session::SetPrincipal(const identity::LoginView& view) {
  who_ = Identified::By(dialect_, view, thread_.NewSessionNumber());
  hides_online_ = view.hides_online;
}

void Session::Enter(const identity::LoginView& view, Handshake handshake) {
  KOINE_REQUIRE(connection_ != nullptr);
  compressed_ = handshake.compressed;
  set_wire(handshake.wire);
  state_ = std::move(handshake.state);
  SetPrincipal(view);
  thread_.Add(shared_from_this());
  if (joined_ || connection_ == nullptr) return;
  // What it asks for now might be older than what it will hear: it is not read until then.
  waiting_ = true;
  connection_->PauseReading();
}

void Session::Join() {
  joined_ = true;
  joined_at_ = thread_.position();
  if (waiting_ && signing_in_ == 0) {
    waiting_ = false;
    if (connection_ != nullptr && !paused_) connection_->ResumeReading();
  }
  dialect_.OnJoined(*this);
}

void Session::SendText(std::string_view payload) {
  if (connection_ == nullptr) return;
  dialect_.series().frames_sent->Add();
  connection_->SendText(payload);
}

void Session::SendBinary(std::string_view payload) {
  if (connection_ == nullptr) return;
  dialect_.series().frames_sent->Add();
  if (!compressed_) {
    connection_->SendBinary(payload);
    return;
  }
  std::string zipped;
  net::AppendGzip(&zipped, payload);
  connection_->SendBinary(zipped);
}

void Session::SendPing() {
  if (connection_ != nullptr) connection_->SendPing({});
}

void Session::SendFrames(std::string_view encoded) {
  if (connection_ == nullptr) return;
  dialect_.series().frames_sent->Add();
  connection_->SendFrame(encoded);
}

void Session::SendFrames(const net::SharedFrames& encoded, int within_ms) {
  if (connection_ == nullptr) return;
  dialect_.series().frames_sent->Add();
  connection_->SendShared(encoded, within_ms);
}

void Session::Close(std::uint16_t code, std::string_view reason) {
  if (connection_ != nullptr) connection_->Close(code, reason);
}

void Session::End() {
  if (connection_ != nullptr) connection_->End();
}

bool Session::closing() const {
  return connection_ == nullptr || connection_->closing();
}

void Session::Run(const FrameRow& row, std::string_view fields) {
  Holder request = row.thunk.make_request();
  json::Errors errors;
  if (!json::Read(row.thunk.request(), fields, dialect_.profile(), request.get(), &errors)) {
    RefuseFrame(row, {}, request.get(), errors.front());
    return;
  }
  Run(row, std::move(request), {});
}

void Session::RefuseFrame(const FrameRow& row, const Holder& tag, const void* request,
                          const Error& error) {
  LogRefused(row, error);
  dialect_.OnAnswered(*this, {row, tag, request, nullptr, &error, {}});
}

void Session::Run(const FrameRow& row, Holder request, Holder tag, std::string_view operation) {
  const log::Scope scope(FitsLog(operation) ? operation : std::string_view());
  auto self = shared_from_this();
  if (const auto error = CountMessage(thread_, row, who_)) {
    CountRefusal(error->code);
    RefuseFrame(row, tag, request.get(), *error);
    return;
  }
  auto invocation = std::make_unique<FrameInvocation>(self);
  invocation->row = &row;
  invocation->tag = std::move(tag);
  invocation->call.services = &services();
  invocation->call.dialect = &dialect_;
  invocation->call.who = who_;
  invocation->call.session = state_.get();
  invocation->request = std::move(request);
  invocation->frame = IdOfFrame();
  ++in_flight_;
  Invoke(std::move(invocation));
  if (connection_ == nullptr || paused_ || in_flight_ == 0) return;
  if (in_flight_ >= dialect_.frames_at_once() || thread_.gateway().Congested()) {
    paused_ = true;
    connection_->PauseReading();
  }
}

void Session::Finished() {
  --in_flight_;
  if (!paused_ || in_flight_ > dialect_.frames_at_once() / 2) return;
  if (thread_.gateway().Congested() && in_flight_ > 0) return;
  if (thread_.gateway().Congested()) {
    After(kPauseMs, [](Session& session) {
      ++session.in_flight_;
      session.Finished();
    });
    return;
  }
  paused_ = false;
  if (connection_ != nullptr && !waiting_) connection_->ResumeReading();
}

void Session::After(std::int64_t delay_ms, void (*check)(Session&)) {
  std::weak_ptr<Session> weak = weak_from_this();
  thread_.loop().After(delay_ms, [weak, check] {
    if (auto self = weak.lock()) check(*self);
  });
}

}  // namespace koine::gateway
