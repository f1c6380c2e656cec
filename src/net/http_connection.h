#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

#include "net/connection.h"
#include "net/http_server.h"
#include "net/request_parser.h"

namespace koine::net {

class HttpConnection;

// One request from its headers to its answer, shared by the copies of its Responder. Destroyed in
// the loop's thread.
struct Exchange {
  ~Exchange();
  HttpConnection* owner = nullptr;  // null once answered or the client is gone
  EventLoop* loop = nullptr;
  // Its client sends no more, or is gone. Any thread.
  std::atomic<bool> left{false};
};

// A request being read.
struct Incoming {
  explicit Incoming(const HttpLimits* limits) : parser(limits) {}
  void Reset();

  RequestParser parser;
  std::shared_ptr<Exchange> exchange;  // from the headers on
  std::shared_ptr<BodySink> sink;
  std::uint64_t limit = 0;
  std::uint64_t received = 0;
  std::int64_t started_ms = 0;
};

// HTTP/1 on a connection: requests in, answers out in their order.
class HttpConnection final : public Protocol {
 public:
  HttpConnection(HttpCore* core, Connection* connection);
  ~HttpConnection() override;

  std::size_t OnBytes(char* data, std::size_t size) override;
  void OnEof() override;
  void OnClosed() override;
  void OnDrained() override;
  std::int64_t OnDeadline(std::int64_t now_ms) override;
  void OnShutdown() override;

  HttpHandler& handler() const;
  void Answer(Exchange* exchange, Response response);
  // Takes `exchange` out for an upgrade: its connection if its answer would be the next and only
  // one, else null. The caller replaces this protocol.
  Connection* Detach(Exchange* exchange);

 private:
  class Flow;
  struct Slot {
    Exchange* exchange = nullptr;  // null once answered
    std::unique_ptr<Response> ready;
    bool head = false;
    bool keep_alive = true;
    bool send_continue = false;
    std::uint8_t version = 11;
  };

  bool MayParse() const;
  void ResumeIfPossible();
  // What a step of the parser leads to; false when parsing must not go on now.
  bool OnStep(RequestParser::Step step);
  bool OnHeaders();
  bool OnBodyPiece();
  bool OnRequestDone();
  void Fail(int status, std::string_view detail);
  void FinishIncoming();
  void AbortSink();
  void OpenSlot(const RequestParser* parser);
  void SendContinueIfDue();
  void Pump();
  void Write(const Slot& slot, Response response);
  void PumpFile();
  void ForgetSlots();

  HttpCore* core_;
  Connection* connection_;
  std::unique_ptr<Incoming> incoming_;
  std::vector<Slot> slots_;
  std::unique_ptr<FileBody> file_;
  std::shared_ptr<Flow> flow_;
  bool last_request_seen_ = false;
  bool upgrade_pending_ = false;
  bool eof_ = false;
  bool flow_paused_ = false;
  bool close_after_file_ = false;
};

}  // namespace koine::net
