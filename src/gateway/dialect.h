#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/event/fwd.h"
#include "core/identity/user.h"
#include "gateway/event_row.h"
#include "gateway/handshake.h"
#include "gateway/row.h"
#include "gateway/series.h"
#include "net/http_message.h"
#include "net/websocket.h"

namespace koine::gateway {

class Session;

// How a recipient stands to an event (mapping P8): it is their own doing, it names them, or
// neither.
enum class View : std::uint8_t { kOther = 0, kOwn = 1, kTarget = 2 };
// Wire forms of one dialect at most; with the views, its variants.
inline constexpr int kWires = 5;

// What a presented token says, before its login is looked up: by its id, or without one by the
// digest that the login keeps of the token.
struct TokenClaim {
  LoginId login;
  std::int64_t expires_ms = 0;
  std::string digest = {};  // hexadecimal SHA-256
  bool other_form = false;  // its client reads some answers in another form
};

// Where dialects want requests over HTTP treated differently. Constants of the dialect.
struct Habits {
  // "Name: value\r\n" lines that every answer carries.
  std::string_view headers = {};
  // Every answer may be read by pages of all origins, if the settings do not name some.
  bool any_origin = false;
  // What OPTIONS is answered with on any path; empty: nothing but headers.
  std::string_view preflight = {};
  int preflight_s = 3600;  // how long browsers keep the answer to OPTIONS
  // A text for unknown paths and methods, with 404; empty: the envelope.
  std::string_view unknown = {};
  bool login_before_path = false;  // a POST to an unknown path is told so only with a login
  bool rights_after_body = false;  // rows of administrators read the request before they refuse
  bool body_only = false;          // parameters come in a JSON body, which must be there
  // The same of a user within this time, where it changes something, is refused: kConflict
  // "repeated". Each process for itself; 0: never.
  std::int64_t repeat_ms = 0;
  // A word where a path has an id is no id, but the name of something that is not there.
  bool words_are_paths = false;
  bool json_only = false;  // a body that is not said to be JSON is refused, detail "json"
};

// What a provisional id of a result has become.
inline MessageId RealId(MessageId id, json::Numbers numbers) {
  return MessageId(json::RealNumber(id.value, numbers));
}

// What a dialect is, beside its rows.
struct Traits {
  access::Dialect id;
  const char* name;            // "ruoyi"; in routes, metrics and documents
  const char* title;           // for people
  access::Policy policy = {};  // the dialect of it is set by the constructor
  json::Profile profile = {};
  Habits habits = {};
};

// One API family: data and translators. Rules are in core, the machinery is in the gateway.
// Called from all I/O threads; everything it holds is constant after start.
class Dialect {
 public:
  virtual ~Dialect() = default;

  access::Dialect id() const { return traits_.id; }
  const char* name() const { return traits_.name; }
  const char* title() const { return traits_.title; }
  const access::Policy& policy() const { return traits_.policy; }
  const json::Profile& profile() const { return traits_.profile; }
  const Habits& habits() const { return traits_.habits; }
  std::span<Endpoint> endpoints() { return endpoints_; }
  std::span<const Endpoint> endpoints() const { return endpoints_; }
  std::span<FrameRow> frames() { return frames_; }
  std::span<const FrameRow> frames() const { return frames_; }
  std::span<const EventRow> events() const { return events_; }
  // Frames that its socket reads without a row: they sign in, or keep alive.
  std::span<const EventRow> own_frames() const { return own_frames_; }

  // Whether an unknown path is answered in this dialect's envelope.
  virtual bool Owns(std::string_view path) const = 0;
  // Judges the headers of a request to a path or none, before anything else is looked at.
  virtual Status CheckHeaders(const net::Request&) const { return Ok(); }
  // The role in which the user of a login acts here.
  virtual access::Role RoleOf(const identity::LoginView& view) const {
    return access::Rank(view.role) > 0 ? view.role : access::Role::kUser;
  }
  // Whether a login may be used for a row at all; where not, it is as good as none.
  virtual bool Admits(const Endpoint&, const identity::LoginView&) const { return true; }
  // The token of a request, as presented; empty without one.
  virtual std::string_view TokenOf(const net::Request& request) const = 0;
  // What the caller calls this request; empty where the dialect has no such thing.
  virtual std::string_view OperationOf(const net::Request&) const { return {}; }
  // In which form its caller reads the answer, where the dialect has several; a constant. `claim`
  // is that of its token where that was read, else null.
  virtual std::string_view AnswerFormOf(const net::Request&, const TokenClaim* /*claim*/) const {
    return {};
  }
  // Whether who calls a row over HTTP is judged by JudgeRequest, and not by a login.
  virtual bool judges_requests() const { return false; }
  // Who calls `row`, and whether they may. In a read, in any thread.
  virtual Result<Caller> JudgeRequest(store::Txn&, const Endpoint& /*row*/,
                                      const net::Request&) const {
    return Error{Code::kUnauthenticated};
  }
  // What a token claims, if this server signed it. kUnauthenticated, kTokenExpired.
  virtual Result<TokenClaim> ReadToken(std::string_view token, std::int64_t now_ms) const = 0;

  // The object that answers are, as an OpenAPI schema; `data` is the schema of the row's result, or
  // empty where it has none.
  virtual std::string EnvelopeSchema(std::string_view data) const;
  // The body of a refusal with the dialect's own number and words, for the description of the API.
  virtual std::string RefusalBody(int code, std::string_view text, int* status) const;
  // How a login is shown, as an OpenAPI security scheme.
  virtual const char* security_scheme() const { return R"({"type":"http","scheme":"bearer"})"; }

  // For the description of its socket, as JSON Schema: what stands in the query of the address; the
  // frame of this type in which clients send `fields`; that in which something of events() comes.
  virtual const char* socket_query() const { return R"({"type":"object"})"; }
  virtual std::string SentSchema(std::string_view type, std::string_view fields) const;
  virtual std::string HeardSchema(const EventRow& row, std::string_view body) const;
  // What a row is answered with in a frame that is not among events(), or null; and that frame.
  virtual const json::Type* AnswerType(const FrameRow& /*row*/) const { return nullptr; }
  virtual std::string AnswerSchema(std::string_view type, std::string_view fields) const;

  // Headers that its requests show beside the login, as a list of OpenAPI parameters.
  virtual const char* header_parameters() const { return ""; }
  // Bodies of answers. `result` is an object of row.thunk.response(), which may be used up.
  virtual std::string Success(const Endpoint& row, const Call& call, void* result,
                              json::Numbers numbers) const = 0;
  // `errors` holds at least one. The status of the answer in *status.
  virtual std::string Failure(std::span<const Error> errors, int* status) const = 0;
  // The same over HTTP, where the envelope shows what the caller calls the request (OperationOf),
  // or has the form that they read (AnswerFormOf).
  virtual std::string FailureOf(const net::Request&, std::span<const Error> errors,
                                int* status) const {
    return Failure(errors, status);
  }
  // Which of its refusals this is, in the letters of a header, for clients with words of their own;
  // empty: they have the text alone. It tells nothing that the text does not.
  virtual std::string ReasonOf(const Error& /*error*/) const { return {}; }

  // The path of its WebSocket, or null; empty: every path.
  virtual const char* socket_path() const = 0;
  virtual std::int64_t socket_idle_ms() const = 0;
  // With which code a socket is closed that was silent for so long.
  virtual std::uint16_t socket_idle_code() const { return net::kWsGoingAway; }
  // Larger messages end the connection. A dialect that answers them has a smaller limit itself.
  virtual std::size_t socket_bytes_max() const { return 256 * 1024; }
  // What a compressed message may hold.
  virtual std::size_t unzipped_bytes_max() const { return 256 * 1024; }
  // Frames of a session under way at once; above it the socket is not read. 1: one after the other.
  virtual int frames_at_once() const { return 256; }

  // Whether the login of an upgrade is judged before that is answered. Then there is no SignIn: the
  // session is signed in when OnSocket comes.
  virtual bool judges_upgrade() const { return false; }
  virtual Handshake ReadHandshake(const net::Request&, std::int64_t /*now_ms*/) const { return {}; }
  // Whether the login is the one that the upgrade speaks of.
  virtual Status CheckHandshake(const Handshake&, const identity::LoginView&) const { return Ok(); }
  // The outcome (null: it succeeded), as JSON.
  virtual std::string HandshakeAnswer(const Error* /*error*/) const { return {}; }
  // The status of a refusal over HTTP.
  virtual int handshake_status(const Error&) const { return 200; }
  // A socket was opened; `token` and the rest of the query are in the request.
  virtual void OnSocket(Session& session, const net::Request& request) = 0;
  // A frame came. `text` has readable slack behind it.
  virtual void OnFrame(Session& session, std::string_view text, bool binary) = 0;
  // Its user is signed in and hears their conversations from now on.
  virtual void OnJoined(Session& session) = 0;
  // Signing in failed.
  virtual void OnRefused(Session& session, const Error& error) = 0;
  // The kind of device that a session is on, as OpenIM numbers them (openim 2.1); of others a page.
  virtual int PlatformOf(const Session&) const { return 5; }
  // A user whom the session watches (Watchers) is on other platforms than before, maybe none.
  virtual void OnPlatforms(Session&, UserId, const std::vector<int>& /*platforms*/) {}
  // The login ended ("logout", "disabled", "password", "replaced"): say so and close.
  virtual void OnRevoked(Session& session, const std::string& reason) = 0;

  // The outcome of a frame's row: sends the result as a text frame of JSON, unless it is Nothing,
  // or calls FrameRow::failed.
  struct FrameOutcome {
    const FrameRow& row;
    const Holder& tag;  // as given to Session::Run
    const void* request;
    const void* result;  // null after a refusal
    const Error* error;  // null after success
    json::Numbers numbers;
  };
  virtual void OnAnswered(Session& session, const FrameOutcome& outcome);

  // Appends the encoded frames in which this dialect tells of an event, if it does.
  virtual void Render(const event::Event& event, std::int64_t position, View view, int wire,
                      std::string* frames) const = 0;

  // Instead of Render, where frames show more than the event holds. LoadFor reads that; null: no
  // frames. What it returns is used in another thread.
  virtual bool renders_late() const { return false; }
  // Whether an event may have frames; false spares the read.
  virtual bool Shows(const event::Event&) const { return true; }
  virtual std::shared_ptr<const void> LoadFor(store::Txn&, const event::Event&,
                                              std::int64_t /*position*/) const {
    return nullptr;
  }
  virtual void RenderLoaded(const event::Event&, const void* /*loaded*/, View, int /*wire*/,
                            std::string* /*frames*/) const {}

  // How often users may do what bothers others; set when it is added. Applications answer for their
  // users themselves.
  void set_allowances(const access::Allowances& allowed) {
    if (!judges_requests()) traits_.policy.allowances = allowed;
  }

  // What the gateway counts of it; set when it is added.
  const DialectSeries& series() const { return series_; }
  void set_series(const DialectSeries& series) { series_ = series; }

 protected:
  explicit Dialect(Traits traits) : traits_(std::move(traits)) {
    traits_.policy.dialect = traits_.id;
  }

  // Its rows, which the constructor of a dialect adds.
  std::vector<Endpoint> endpoints_;
  std::vector<FrameRow> frames_;
  std::vector<EventRow> events_;  // what it sends
  std::vector<EventRow> own_frames_;

 private:
  Traits traits_;
  DialectSeries series_;
};

}  // namespace koine::gateway
