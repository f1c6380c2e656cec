#include "net/connection.h"

#include <sys/epoll.h>

#include <cstring>

#include "base/require.h"
#include "net/http_core.h"

namespace koine::net {
namespace {

// Reads per readiness, so that one busy connection does not hold up the others.
constexpr int kReadsPerTurn = 4;
// Shorter frames are copied (docs/adr/0023-shared-memory.md).
constexpr std::size_t kSharedBytes = 256;

}  // namespace

Connection::Connection(HttpCore* core, const Address& remote)
    : core_(core),
      last_progress_ms_(core->loop().now_ms()),
      remote_(remote),
      closed_(false),
      closing_(false),
      lingering_(false),
      broken_(false),
      dirty_(false),
      soon_(false),
      input_paused_(false),
      resume_(false),
      eof_(false),
      want_write_(false),
      read_wants_write_(false),
      write_wants_read_(false) {}

Connection::~Connection() = default;

namespace {

class SocketConnection final : public Connection {
 public:
  SocketConnection(HttpCore* core, int fd, const Address& remote)
      : Connection(core, remote), transport_(fd) {}
  Transport& transport() override { return transport_; }

 private:
  SocketTransport transport_;
};

// The members are ordered and sized for this: one more byte costs 16 for every connection.
static_assert(sizeof(SocketConnection) <= 120);

class OtherConnection final : public Connection {
 public:
  OtherConnection(HttpCore* core, std::unique_ptr<Transport> transport, const Address& remote)
      : Connection(core, remote), transport_(std::move(transport)) {}
  Transport& transport() override { return *transport_; }

 private:
  std::unique_ptr<Transport> transport_;
};

}  // namespace

std::unique_ptr<Connection> MakeConnection(HttpCore* core, int fd, const Address& remote) {
  return std::make_unique<SocketConnection>(core, fd, remote);
}

std::unique_ptr<Connection> MakeConnection(HttpCore* core, std::unique_ptr<Transport> transport,
                                           const Address& remote) {
  return std::make_unique<OtherConnection>(core, std::move(transport), remote);
}

EventLoop& Connection::loop() const {
  return core_->loop();
}

bool Connection::Start(std::unique_ptr<Protocol> protocol) {
  protocol_ = std::move(protocol);
  interest_ = EPOLLIN;
  return transport().Attach(loop(), interest_, this).ok();
}

void Connection::ReplaceProtocol(std::unique_ptr<Protocol> protocol) {
  loop().DeleteLater(std::move(protocol_));
  protocol_ = std::move(protocol);
}

void Connection::MarkDirty() {
  KOINE_REQUIRE(loop().InLoopThread());
  if (dirty_ || closed_) return;
  dirty_ = true;
  loop().FlushLater(this);
}

Outbox& Connection::TakeOut(int within_ms) {
  if (within_ms == 0) {
    MarkDirty();
  } else if (soon_) {
    loop().Hasten(within_ms);
  } else if (!dirty_ && !closed_) {
    soon_ = true;
    loop().FlushSoon(this, within_ms);
  }
  if (!out_) out_ = loop().TakeOutbox();
  return *out_;
}

std::string& Connection::Out() {
  return TakeOut(0).Bytes();
}

void Connection::OnSoon() {
  soon_ = false;
  if (out_) MarkDirty();
}

void Connection::Share(const SharedFrames& frames, int within_ms) {
  Outbox& out = TakeOut(within_ms);
  if (transport().gathers() && (out.shares() || frames->size() >= kSharedBytes)) {
    out.Share(frames);
  } else {
    out.Bytes() += *frames;
  }
}

IoResult Connection::WriteSome() {
  std::string_view pieces[Transport::kPiecesMax];
  const std::size_t count = out_->Next(pieces);
  return count == 1 ? transport().Write(pieces[0].data(), pieces[0].size())
                    : transport().WriteAll({pieces, count});
}

void Connection::FlushNow() {
  if (closed_ || broken_ || !out_) return;
  want_write_ = false;
  write_wants_read_ = false;
  while (!out_->empty()) {
    const IoResult result = WriteSome();
    if (result.state == IoState::kOk) {
      out_->Written(result.bytes);
      last_progress_ms_ = loop().now_ms();
      continue;
    }
    if (result.state == IoState::kWantWrite) {
      want_write_ = true;
    } else if (result.state == IoState::kWantRead) {
      write_wants_read_ = true;
    } else {
      broken_ = true;
      MarkDirty();
      return;
    }
    return;
  }
  loop().GiveOutbox(std::move(out_));
}

void Connection::WaitWritable() {
  want_write_ = true;
  UpdateInterest();
}

void Connection::PauseInput() {
  input_paused_ = true;
  resume_ = false;
}

void Connection::ResumeInput() {
  if (!input_paused_) return;
  input_paused_ = false;
  resume_ = true;
  MarkDirty();
}

void Connection::CloseAfterFlush() {
  if (ending()) return;
  closing_ = true;
  MarkDirty();
}

void Connection::Abort() {
  broken_ = true;
  MarkDirty();
}

void Connection::Drop() {
  Abort();
  out_.reset();
}

void Connection::CloseNow() {
  KOINE_REQUIRE(loop().InLoopThread());
  if (closed_) return;
  closed_ = true;
  if (soon_) loop().ForgetSoon(this);
  IdleWheel::Remove(this);
  transport().Detach(loop());
  tail_.reset();
  // What was not sent is still there: the protocol may want to know how much that is.
  protocol_->OnClosed();
  out_.reset();
  core_->Drop(this);
}

void Connection::SetDeadline(std::int64_t deadline_ms) {
  if (!closed_ && !lingering_) loop().idle_wheel().Set(this, deadline_ms);
}

std::int64_t Connection::OnDeadline(std::int64_t now_ms) {
  if (closed_) return 0;
  if (lingering_) {
    CloseNow();
    return 0;
  }
  return protocol_->OnDeadline(now_ms);
}

void Connection::UpdateInterest() {
  if (closed_) return;
  std::uint16_t wanted = 0;
  bool reads = !eof_ && (!input_paused_ || closing_);
  if ((reads && !read_wants_write_) || write_wants_read_) wanted |= EPOLLIN;
  if (want_write_ || read_wants_write_) wanted |= EPOLLOUT;
  // A reader that pauses between a request and its answer has mostly heard the last of its peer
  // until then: the socket stays watched until something comes all the same (OnReady).
  if (input_paused_ && !closing_ && !eof_) wanted |= interest_ & EPOLLIN;
  if (wanted == interest_) return;
  interest_ = wanted;
  transport().Interest(loop(), wanted, this);
}

void Connection::OnReady(std::uint32_t events) {
  if (closed_) return;
  bool reads = !eof_ && (!input_paused_ || closing_);
  if ((events & (EPOLLHUP | EPOLLERR)) != 0 && !reads) {
    // Nobody will read the error from the socket, and it would be reported again for ever.
    CloseNow();
    return;
  }
  if ((events & EPOLLIN) != 0 && !reads && !write_wants_read_ && (interest_ & EPOLLIN) != 0) {
    interest_ = static_cast<std::uint16_t>(interest_ & ~EPOLLIN);
    transport().Interest(loop(), interest_, this);
  }
  if ((events & EPOLLOUT) != 0 || write_wants_read_) {
    want_write_ = false;
    MarkDirty();  // flushed with whatever else this turn brings
  }
  if (reads && ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 || read_wants_write_)) {
    read_wants_write_ = false;
    if (closing_) {
      Drain();
    } else {
      ReadSome();
    }
  }
  if (!dirty_) UpdateInterest();
}

void Connection::ReadSome() {
  char* buffer = loop().read_buffer();
  for (int i = 0; i < kReadsPerTurn || transport().HasBufferedInput(); ++i) {
    std::size_t kept = 0;
    if (tail_) {
      kept = tail_->size();
      std::memcpy(buffer, tail_->data(), kept);
    }
    std::size_t room = EventLoop::kReadBufferBytes - kept;
    IoResult result = transport().Read(buffer + kept, room);
    if (result.state == IoState::kOk) {
      last_progress_ms_ = loop().now_ms();
      tail_.reset();
      Deliver(buffer, kept + result.bytes);
      if (ending() || input_paused_) return;
      if (result.bytes < room && !transport().HasBufferedInput()) return;
      continue;
    }
    if (result.state == IoState::kWantWrite) read_wants_write_ = true;
    if (result.state == IoState::kError) CloseNow();
    if (result.state == IoState::kEof) {
      eof_ = true;
      MarkDirty();
      protocol_->OnEof();
    }
    return;
  }
}

void Connection::Deliver(char* data, std::size_t size) {
  do {
    Protocol* before = protocol_.get();
    std::size_t used = protocol_->OnBytes(data, size);
    data += used;
    size -= used;
    // A new protocol gets what the old one left; the same one waits for more.
    if (protocol_.get() == before) break;
  } while (size > 0 && !ending() && !input_paused_);
  if (size == 0 || ending()) return;
  if (size >= EventLoop::kReadBufferBytes && !input_paused_) {
    // No protocol here needs so much at once to go on: it would never.
    CloseNow();
    return;
  }
  KeepTail(data, size);
}

void Connection::KeepTail(const char* data, std::size_t size) {
  // Of its own size: a lent buffer may be large, and this one may stay.
  tail_ = std::make_unique<std::string>(data, size);
}

void Connection::Drain() {
  char* buffer = loop().read_buffer();
  IoResult result = transport().Read(buffer, EventLoop::kReadBufferBytes);
  if (result.state == IoState::kOk) {
    if (++lingered_reads_ > kLingerReads) CloseNow();
  } else if (result.state == IoState::kEof) {
    eof_ = true;
    if (lingering_) {
      CloseNow();
    } else {
      MarkDirty();
    }
  } else if (result.state == IoState::kError) {
    CloseNow();
  }
}

void Connection::OnTurnEnd() {
  dirty_ = false;
  if (closed_) return;
  if (broken_) {
    CloseNow();
    return;
  }
  protocol_->OnTurn();
  if (closed_) return;
  bool had_output = out_ != nullptr;
  if (resume_) {
    resume_ = false;
    if (!ending() && !input_paused_) {
      std::unique_ptr<std::string> tail = std::move(tail_);
      std::size_t size = tail ? tail->size() : 0;
      if (size > 0) std::memcpy(loop().read_buffer(), tail->data(), size);
      // Without bytes too: the last step of what was read may be due.
      Deliver(loop().read_buffer(), size);
    }
    if (closed_) return;
    if (!ending() && !input_paused_ && transport().HasBufferedInput()) ReadSome();
    if (closed_) return;
    dirty_ = true;  // flushed just below: no second visit needed
  }
  had_output = had_output || out_ != nullptr;
  FlushNow();
  if (broken_) {
    CloseNow();
    return;
  }
  dirty_ = false;
  if (had_output) protocol_->OnFlushed(queued_bytes(), buffer_bytes());
  if (!out_ && !want_write_ && (had_output || !closing_)) {
    protocol_->OnDrained();
    if (closed_) return;
  }
  if (closing_ && !lingering_ && !out_ && !want_write_ && !dirty_) {
    lingering_ = true;
    transport().ShutdownWrite();
    if (eof_) {
      CloseNow();
      return;
    }
    loop().idle_wheel().Set(this, loop().now_ms() + kLingerMs);
  }
  UpdateInterest();
}

}  // namespace koine::net
