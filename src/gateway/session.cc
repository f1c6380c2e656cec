#include "gateway/session.h"

#include <utility>

#include "gateway/gateway.h"
#include "gateway/io_thread.h"
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
    const auto& frame = *static_cast<const FrameRow*>(row);
    if (error) {
      if (frame.failed != nullptr) frame.failed(*session_, *error, request.get());
    } else if (frame.thunk.response() != json::TypeOf<Nothing>()) {
      std::string text;
      json::Write(frame.thunk.response(), result.get(), session_->dialect().profile(), &text,
                  numbers);
      session_->SendText(text);
    }
    session_->Finished();
  }
  void PostHome(net::Task task) override { session_->thread().loop().Post(std::move(task)); }

 private:
  std::shared_ptr<Session> session_;
};

void AppendTextFrame(std::string* frames, std::string_view payload) {
  net::AppendWsFrame(frames, net::WsOpcode::kText, payload);
}

Session::Session(IoThread& thread, Dialect& dialect) : thread_(thread), dialect_(dialect) {}

Services& Session::services() { return thread_.services(); }

void Session::OnOpen(net::WsConnection& connection) { connection_ = &connection; }

void Session::OnMessage(std::string_view data, bool binary) {
  dialect_.series().frames_received->Add();
  if (entry_ != nullptr &&
      !thread_.limiter().Take(RateLimiter::KeyOfUser(who_.user.value), false,
                              thread_.loop().now_ms())) {
    Close(net::kWsPolicyViolation, "rate limit");
    return;
  }
  dialect_.OnFrame(*this, data, binary);
}

void Session::OnClose(const net::WsCloseInfo& info) {
  if (!info.by_peer && info.code == net::kWsTryAgainLater && info.reason == net::kWsOutboxFull) {
    dialect_.series().slow_readers->Add();
  }
  connection_ = nullptr;
  thread_.Remove(*this);
}

void Session::SignIn(std::string_view token) {
  auto claim = dialect_.ReadToken(token, services().clock->NowMs());
  if (!claim.ok()) {
    dialect_.OnRefused(*this, claim.error());
    return;
  }
  auto self = shared_from_this();
  ++signing_in_;
  thread_.logins().Check(*claim, [self](Result<identity::LoginView> view) {
    --self->signing_in_;
    if (self->connection_ == nullptr) return;
    if (self->waiting_ && self->signing_in_ == 0) {
      self->waiting_ = false;
      if (!self->paused_) self->connection_->ResumeReading();
    }
    if (!view.ok()) {
      self->dialect_.OnRefused(*self, view.error());
      return;
    }
    if (self->entry_ != nullptr) return;  // signed in by an earlier frame meanwhile
    self->who_ = {view->login.tenant,
                  view->login.user,
                  view->login.id,
                  self->dialect_.RoleOf(*view),
                  &self->dialect_.policy(),
                  self->thread_.NewSessionNumber()};
    self->hides_online_ = view->hides_online;
    self->thread_.Add(self);
  });
  if (signing_in_ > 0 && !waiting_ && connection_ != nullptr) {
    // The store answers later. Until then frames stay unread, for they need the login.
    waiting_ = true;
    connection_->PauseReading();
  }
}

void Session::SendText(std::string_view payload) {
  if (connection_ == nullptr) return;
  dialect_.series().frames_sent->Add();
  connection_->SendText(payload);
}

void Session::SendFrames(std::string_view encoded) {
  if (connection_ == nullptr) return;
  dialect_.series().frames_sent->Add();
  connection_->SendFrame(encoded);
}

void Session::Close(std::uint16_t code, std::string_view reason) {
  if (connection_ != nullptr) connection_->Close(code, reason);
}

bool Session::closing() const { return connection_ == nullptr || connection_->closing(); }

void Session::Run(const FrameRow& row, std::string_view fields) {
  auto invocation = std::make_unique<FrameInvocation>(shared_from_this());
  invocation->row = &row;
  invocation->call.services = &services();
  invocation->call.dialect = &dialect_;
  invocation->call.who = who_;
  invocation->request = row.thunk.make_request();
  json::Errors errors;
  if (!json::Read(row.thunk.request(), fields, dialect_.profile(), invocation->request.get(),
                  &errors)) {
    if (row.failed != nullptr) row.failed(*this, errors.front(), invocation->request.get());
    return;
  }
  ++in_flight_;
  if (connection_ != nullptr && !paused_ &&
      (in_flight_ >= kInFlightMax || thread_.gateway().Congested())) {
    paused_ = true;
    connection_->PauseReading();
  }
  Invoke(std::move(invocation), thread_.pool());
}

void Session::Finished() {
  --in_flight_;
  if (!paused_ || in_flight_ > kInFlightMax / 2) return;
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
