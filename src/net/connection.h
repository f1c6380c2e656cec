#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "net/address.h"
#include "net/event_loop.h"
#include "net/idle_wheel.h"
#include "net/outbox.h"
#include "net/outbox_budget.h"
#include "net/transport.h"

namespace koine::net {

class Connection;
class HttpCore;

// What speaks on a connection. Owned by it; calls come in the loop's thread.
class Protocol : public OutboxOwner {
 public:
  // [data, data + size) is all that was received and not consumed yet, with 64 readable bytes after
  // it; may be changed in place. Returns how many bytes were consumed; the rest is offered again
  // with the next bytes, or after Connection::ResumeInput.
  virtual std::size_t OnBytes(char* data, std::size_t size) = 0;
  // The peer will send no more.
  virtual void OnEof() = 0;
  // The connection is gone. The last call, and not made after the protocol was replaced.
  virtual void OnClosed() = 0;
  // Nothing is queued any more. May be called without need.
  virtual void OnDrained() {}
  // A turn ends in which something was queued or changed here. Calls of the application that must
  // not come from inside its own calls are made now.
  virtual void OnTurn() {}
  // Something was written; so many bytes are left, in a buffer of that size.
  virtual void OnFlushed(std::size_t /*left*/, std::size_t /*buffer*/) {}
  // A deadline set by Connection::SetDeadline may have passed. Returns the next one, or 0.
  virtual std::int64_t OnDeadline(std::int64_t now_ms) = 0;
  // The server stops: end when what is under way is done.
  virtual void OnShutdown() = 0;
};

// One byte stream and the protocol that speaks on it: reading into the loop's shared buffer, an
// outbox flushed once per turn, closing. Owned by its HttpCore. Loop thread only. The byte stream
// belongs to what is derived, so that a socket costs no memory of its own.
class Connection : public FdHandler, public IdleEntry {
 public:
  // How long a closed connection waits for the peer to close too, so that the last answer is not
  // lost to a reset, and how much it reads in that time.
  static constexpr std::int64_t kLingerMs = 2000;
  static constexpr std::uint16_t kLingerReads = 1024;  // of up to a read buffer each

  ~Connection() override;

  // Begins to read. False if the system refuses to watch it.
  bool Start(std::unique_ptr<Protocol> protocol);

  EventLoop& loop() const;
  HttpCore* core() const { return core_; }
  const Address& remote() const { return remote_; }
  Protocol* protocol() const { return protocol_.get(); }
  // From inside a call of the old protocol too, which stays alive until the end of the turn.
  void ReplaceProtocol(std::unique_ptr<Protocol> protocol);

  // Where to append bytes to send; they leave at the end of the turn.
  std::string& Out();
  // Sends these too, without a copy where that pays: at the end of the turn, or within so many ms
  // together with what is queued until then, which never leaves before them.
  void Share(const SharedFrames& frames, int within_ms);
  std::size_t queued_bytes() const { return out_ ? out_->size() : 0; }
  // What they take in memory.
  std::size_t buffer_bytes() const { return out_ ? out_->capacity() : 0; }
  // Writes now what can be written. Failures show at the end of the turn.
  void FlushNow();
  virtual Transport& transport() = 0;
  // Waits for the socket to take more, though the outbox is empty (sendfile).
  void WaitWritable();

  void PauseInput();
  // Offers what is kept to the protocol at the end of the turn, and reads on.
  void ResumeInput();
  bool input_paused() const { return input_paused_; }

  // Writes what is queued, then closes; input is dropped from now on. The protocol's OnClosed is
  // called when the connection is gone.
  void CloseAfterFlush();
  // Closes at the end of the turn, dropping what is queued.
  void Abort();
  // The same, and what is queued is gone at once.
  void Drop();
  // Closes now. Not from inside calls of the application.
  void CloseNow();
  bool closed() const { return closed_; }
  // Closed, or on the way.
  bool ending() const { return closed_ || closing_ || broken_; }

  void SetDeadline(std::int64_t deadline_ms);
  // When bytes last moved in either direction.
  std::int64_t last_progress_ms() const { return last_progress_ms_; }

  void NoteProgress() { last_progress_ms_ = loop().now_ms(); }

  // For the loop and the core.
  void OnReady(std::uint32_t events) override;
  void OnTurnEnd();
  // What was to leave within some time leaves at the end of this turn.
  void OnSoon();
  std::uint32_t core_index() const { return core_index_; }
  void set_core_index(std::uint32_t index) { core_index_ = index; }

 protected:
  Connection(HttpCore* core, const Address& remote);
  std::int64_t OnDeadline(std::int64_t now_ms) override;

 private:
  void MarkDirty();
  Outbox& TakeOut(int within_ms);
  IoResult WriteSome();
  void ReadSome();
  void Drain();
  void Deliver(char* data, std::size_t size);
  void KeepTail(const char* data, std::size_t size);
  void UpdateInterest();

  HttpCore* core_;
  std::unique_ptr<Protocol> protocol_;
  std::unique_ptr<Outbox> out_;
  std::unique_ptr<std::string> tail_;
  std::int64_t last_progress_ms_;
  std::uint32_t core_index_ = 0;
  std::uint16_t interest_ = 0;  // EPOLLIN and EPOLLOUT, which fit
  std::uint16_t lingered_reads_ = 0;
  Address remote_;
  bool closed_ : 1;
  bool closing_ : 1;
  bool lingering_ : 1;
  bool broken_ : 1;
  bool dirty_ : 1;
  bool soon_ : 1;  // queued with EventLoop::FlushSoon
  bool input_paused_ : 1;
  bool resume_ : 1;
  bool eof_ : 1;
  bool want_write_ : 1;
  bool read_wants_write_ : 1;
  bool write_wants_read_ : 1;
};

// Takes over `fd`, a connected non-blocking socket.
std::unique_ptr<Connection> MakeConnection(HttpCore* core, int fd, const Address& remote);
std::unique_ptr<Connection> MakeConnection(HttpCore* core, std::unique_ptr<Transport> transport,
                                           const Address& remote);

}  // namespace koine::net
