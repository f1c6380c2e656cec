#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "core/access/principal.h"
#include "gateway/dialect.h"
#include "net/ws_connection.h"

namespace koine::gateway {

class IoThread;
struct UserEntry;

// An empty text of the thread, for the next frame: most are larger than the pieces of memory that
// are cheap to have. What a long one took is given back with the next.
std::string& SpareText();
// Appends one encoded text frame, as Dialect::Render does.
void AppendTextFrame(std::string* frames, std::string_view payload);
// The same with a binary one; compressed: one complete gzip stream.
void AppendBinaryFrame(std::string* frames, std::string_view payload, bool compressed);

// One WebSocket of a client. Lives on one I/O thread; every call comes there.
class Session final : public net::WsHandler, public std::enable_shared_from_this<Session> {
 public:
  Session(IoThread& thread, Dialect& dialect);

  // Signs in with a login that was judged before the session began (Dialect::judges_upgrade).
  // REQUIRES: it is open
  void Enter(const identity::LoginView& view, Handshake handshake);
  // Signs in with a token. Answers through Dialect::OnJoined or OnRefused, maybe at once.
  void SignIn(std::string_view token);
  bool signed_in() const { return entry_ != nullptr; }
  bool joined() const { return joined_; }

  const access::Principal& who() const { return who_; }
  Dialect& dialect() { return dialect_; }
  const Dialect& dialect() const { return dialect_; }
  IoThread& thread() { return thread_; }
  Services& services();
  // The wire form in which events are rendered for it; the dialect's own numbering below kWires.
  int wire() const { return wire_; }
  void set_wire(int wire) { wire_ = static_cast<std::uint8_t>(wire); }
  // Whether it is told of messages that its own login sent otherwise and had an answer to
  // (event::MessageCreated::origin_login).
  bool hears_own_login() const { return hears_own_login_; }
  void set_hears_own_login(bool hears) { hears_own_login_ = hears; }

  // Queues a text frame with this payload.
  void SendText(std::string_view payload);
  // Queues a binary frame; compressed, if the session is.
  void SendBinary(std::string_view payload);
  void SendPing();
  // Queues encoded frames (net::EncodeWsFrame).
  void SendFrames(std::string_view encoded);
  // The same with frames that other sessions are sent too, and that may wait so many ms.
  void SendFrames(const net::SharedFrames& encoded, int within_ms);
  void Close(std::uint16_t code, std::string_view reason);
  // Sends what is queued, then closes without a close frame.
  void End();
  bool closing() const;
  // The IP address of the client; empty once closed.
  std::string address() const;
  // When it was signed in, ms.
  std::int64_t begun_ms() const { return begun_ms_; }
  // Bytes that the client's system has not acknowledged (net::WsConnection).
  std::size_t unacked_bytes() const;

  // Takes the user's place on its platform: older sessions of the same dialect there are told
  // "replaced" (Dialect::OnRevoked), at every node. Once, when it has joined.
  void TakePlace();

  // Whether nobody looks at it: others see a user as away who looks at none of their sessions.
  void SetAway(bool away);

  // Runs a frame's row; the request is in `fields` (JSON, with slack). Refusals go to row.failed.
  void Run(const FrameRow& row, std::string_view fields);
  // The same with the request read already. `tag` comes back in Dialect::OnAnswered; `operation` is
  // what the client calls the frame, and its id if it is fit for that.
  void Run(const FrameRow& row, Holder request, Holder tag, std::string_view operation = {});
  // Answers a frame that is refused before its row runs.
  void RefuseFrame(const FrameRow& row, const Holder& tag, const void* request, const Error& error);

  // Calls `check` once, `delay_ms` from now, unless the session is gone by then.
  void After(std::int64_t delay_ms, void (*check)(Session&));

  // What came with the handshake; null without.
  SessionState* state() const { return state_.get(); }

  // A small number that the dialect keeps with the session; 0 at first.
  int note() const { return note_; }
  void set_note(int note) { note_ = static_cast<std::uint8_t>(note); }

  // Whether it was here already when its thread came to this position: what is older reaches no
  // session that comes while the members of a conversation are still being read.
  bool hears(std::int64_t position) const { return position == 0 || position > joined_at_; }

  // The greatest position that was queued to it. Nothing counts while it is owed what is older:
  // what was missed before it came. That is raised as it is sent.
  std::int64_t delivered() const { return delivered_; }
  void RaiseDelivered(std::int64_t position) {
    if (owed_ == 0) RaiseOwed(position);
  }
  void RaiseOwed(std::int64_t position) {
    if (!ended_ && position > delivered_) delivered_ = position;
  }
  // False: it is owed so much already that this is sent with it.
  bool Owe() {
    if (owed_ == kOwedMax) return false;
    ++owed_;
    return true;
  }
  void Paid() { --owed_; }
  // Its client has this one and all before it; or all that was queued, if nothing of it is on its
  // way.
  void ConfirmDelivered(std::int64_t position);
  void ConfirmArrived();
  // What is kept as delivered for its next sign-in, once it has ended: if something was on its way,
  // only what was confirmed.
  std::int64_t kept() const { return cut_ ? confirmed_ : delivered_; }

  // net::WsHandler
  void OnOpen(net::WsConnection& connection) override;
  void OnMessage(std::string_view data, bool binary) override;
  bool OnIdle() override;
  void OnEnding(std::size_t unacked) override;
  void OnClose(const net::WsCloseInfo& info) override;

 private:
  static constexpr unsigned kOwedMax = 3;
  friend class IoThread;
  friend class FrameInvocation;
  void SetPrincipal(const identity::LoginView& view);
  void NoteEnd(std::size_t unacked);
  // It hears its conversations from now on.
  void Join();
  void Finished();
  void Refuse(const Error& error);
  void LogRefused(const Row& row, const Error& error) const;

  IoThread& thread_;
  Dialect& dialect_;
  net::WsConnection* connection_ = nullptr;  // null once closed
  UserEntry* entry_ = nullptr;               // null until signed in
  access::Principal who_;
  std::unique_ptr<SessionState> state_;
  std::int64_t delivered_ = 0;
  std::int64_t confirmed_ = 0;
  std::int64_t joined_at_ = 0;  // the position of its thread at that time
  std::int64_t begun_ms_ = 0;   // when it was signed in
  std::int16_t in_flight_ = 0;
  std::uint8_t wire_ = 0;
  std::uint8_t note_ = 0;
  std::uint8_t signing_in_ = 0;  // sign-ins that wait for the store
  bool waiting_ : 1 = false;     // not read because of them
  bool joined_ : 1 = false;
  bool paused_ : 1 = false;
  bool compressed_ : 1 = false;
  bool hears_own_login_ : 1 = false;
  std::uint8_t owed_ : 2 = 0;      // at most kOwedMax
  bool ended_ : 1 = false;         // nothing more reaches it
  bool cut_ : 1 = false;           // it ended with something on its way
  bool placed_ : 1 = false;        // it has its place (event::PlaceTaken)
  bool hides_online_ : 1 = false;  // as it was at the sign-in
};

// With the counts of std::make_shared; one more byte costs 16 for every session.
static_assert(sizeof(Session) + 16 <= 184);

}  // namespace koine::gateway
