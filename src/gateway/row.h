#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/fair_pool.h"
#include "base/json.h"
#include "base/pool.h"
#include "base/random.h"
#include "base/result.h"
#include "core/access/principal.h"
#include "core/file/file.h"
#include "core/identity/attempts.h"
#include "gateway/limits.h"
#include "gateway/series.h"
#include "net/http_message.h"
#include "net/task.h"
#include "store/store.h"

// An operation is one row: how it is reached, who may call it, which door it goes through, how its
// request and answer look, and the function. What a row declares is what is enforced.
namespace koine::gateway {

class Dialect;
class Presence;
class SessionState;

// What a row's slow work is about, and so where it runs: each kind has threads of its own, so that
// a picture that takes long stops no upload, and an upload no sign-in. kRemote waits for answers of
// other servers, in turns.
enum class Work : std::uint8_t { kUsual, kFiles, kPictures, kRemote };

struct Pools {
  Pool* usual = nullptr;
  Pool* files = nullptr;         // null: the usual one
  FairPool* pictures = nullptr;  // null: the one for files
  // Of rows that are `expensive`, which have nothing to do with files; null: the usual one.
  FairPool* passwords = nullptr;
  FairPool* remote = nullptr;  // null: the usual one
  Pool& Of(Work work) const;
};

// What every call may use. Lives as long as the gateway.
struct Services {
  store::Store* store = nullptr;
  Clock* clock = nullptr;
  Random* random = nullptr;
  Presence* presence = nullptr;
  identity::AttemptLimiter* attempts = nullptr;  // failed passwords, whatever dialect they came by
  file::Storage* files = nullptr;
  Pools pools;
};

// A part of a multipart body that is a file: all of it is here, on disk.
struct UploadedFile {
  std::string field;  // the name of the part
  std::string name;   // as the client gave it, never to be used as a path
  store::TempFile content;
};

// An answer that is a file and no envelope. The descriptor is closed with it.
struct FileReply {
  net::FileBody body;
  std::string mime;
  std::string etag;  // with quotes
  std::string name;  // for whom keeps it
  bool attachment = true;
  bool forever = false;  // the link never shows anything else
};

// What a dialect that judges requests itself knows of the caller beside the principal.
class CallerState {
 public:
  virtual ~CallerState() = default;
};

// Who calls, as such a dialect found (Dialect::judges_requests).
struct Caller {
  access::Principal who;  // without policy
  std::shared_ptr<const CallerState> state;
};

// One call of an operation, over HTTP or in a frame. Belongs to one thread at a time.
struct Call {
  Services* services = nullptr;
  Dialect* dialect = nullptr;
  access::Principal who;  // user 0 where the row needs no login
  std::string address;    // the caller's IP address
  std::string bearer;     // the token as presented, for rows that judge it themselves
  std::string operation;  // what the caller calls this call, where its dialect has that
  std::string_view form;  // over HTTP, of the answer (Dialect::AnswerFormOf)
  // In a frame: what the dialect keeps with the session. Rows that do not run on the I/O thread may
  // only look at what never changes in it.
  SessionState* session = nullptr;
  std::shared_ptr<const CallerState> caller;  // over HTTP, where the dialect judges requests itself
  // What a handler may add to the dialect's envelope.
  const char* message = nullptr;  // instead of the row's `ok`
  std::string members;            // further members of the envelope: `"rows":[…],"total":3`
  // Of rows that take files.
  std::vector<UploadedFile> files;
  // Over HTTP, what came. Nobody changes it; it is there until the answer.
  const net::Request* request = nullptr;
  // Instead of the envelope, in rows that are `binary`.
  std::optional<FileReply> reply;
  std::optional<net::Response> response;
  // Set by a row that reads, when its answer needs what lies elsewhere: begins to get it once the
  // row is through (so its rights are judged), and must not block. It calls `done` once, in any
  // thread; until then it may change `reply`.
  using Done = std::function<void(Status)>;
  std::function<void(Call& call, Done done)> later;
  // Runs on the I/O thread once the outcome stands, with the answer; not after a refusal, nor with
  // the rest of a file that was fetched in parts. Must not block.
  std::function<void()> afterwards;
  // The same after a refusal; over HTTP only.
  std::function<void()> refused;

  std::int64_t now_ms() const { return services->clock->NowMs(); }
};

// Who may call (issue of the rights matrix): nobody needs a login, a user, an administrator.
enum class Auth : std::uint8_t { kNone, kUser, kAdmin };
std::string_view AuthName(Auth auth);

// Where the function runs.
enum class Mode : std::uint8_t {
  kPlain,  // on the I/O thread, without the store
  kRead,   // a few indexed reads in one snapshot
  kScan,   // longer reads, always on the reader pool
  kWrite,  // a transaction of the writer
};
std::string_view ModeName(Mode mode);

// An answer without data.
struct Nothing {};
KOINE_DESCRIBE(Nothing, ())

// An object of a type known at run time.
class Holder {
 public:
  Holder() : object_(nullptr, [](void*) {}) {}
  template <class T>
  static Holder Of(T&& value) {
    static_assert(!std::is_reference_v<T>, "it holds what it is given, and no copy");
    Holder holder;
    holder.object_ = {std::make_unique<T>(std::move(value)).release(),
                      [](void* p) { std::unique_ptr<T>(static_cast<T*>(p)); }};
    return holder;
  }
  void* get() const { return object_.get(); }
  explicit operator bool() const { return object_ != nullptr; }

 private:
  std::unique_ptr<void, void (*)(void*)> object_;
};

// What a row is about that has no door. Every row has a door or says one of these; a test of the
// server refuses the others (src/server/routes_test.cc). What a request names by an id and is
// somebody's own (a contact, a favourite, a call) has a door.
enum class About : std::uint8_t {
  kUnsaid,   // has a door, or belongs to the back office: `auth` says so, and that is enough
  kNothing,  // signing in, the time, what is the same for all
  kCaller,   // the caller alone: their lists and settings, what they make, where they are signed in
  // Several of the caller's own things, named by their ids: what is not the caller's among them is
  // passed over, as if it were not there.
  kOwnList,
  kPeople,  // users and groups as anybody may find them; the verb judges what may be done to them
  kLink,    // what is shown is the right: a signed link, a code, a key of a service
};
std::string_view AboutName(About about);

// What all rows have. Texts are literals.
struct Options {
  Auth auth = Auth::kUser;
  unsigned also = 0;  // of kAdmin: roles besides administrators, as bits (access::Bit)
  Mode mode = Mode::kRead;
  // The request's field that names the object of the proof: a path through structs
  // ("info.groupID"). Of a door that looks at the whole request: its fields, with blanks between
  // them.
  const char* door = "";
  bool repeatable = false;  // an idempotent write: may be run again
  bool expensive = false;   // counts for the stricter rate limit (passwords, searches)
  bool registers = false;   // makes an account for anybody: counted by address
  bool sends = false;       // sends a message: counted by who sends it
  bool chains = false;      // may share a batch with others of its key (CommandInfo)
  bool needs_rows = false;  // of those that chain: not with what appends before it
  // A text of the request, if there is no door: commands that name the same run one after the
  // other, so that many who want one thing at once do not wait for each other's locks.
  const char* in_turn = "";
  const char* refusal = "";    // the dialect's text for kRoleTooLow at the door
  const char* ok = "";         // the dialect's text of success; empty: its usual one
  const char* example = "{}";  // a request, with placeholders such as {group.mine}
  const char* ref = "";        // the section of the contract
  // Rows that take files, as parts of a multipart body under these names ("file,image").
  const char* files = "";
  int files_max = 1;
  std::int64_t (*file_bytes)(const file::Limits&) = nullptr;  // of each
  const char* too_large = "";                                 // the dialect's text for more
  // Takes the whole body as one file, whatever its type.
  bool raw_body = false;
  // Judges, before any of the body is read, whether so many bytes may come (of a raw body as
  // announced, -1 if it is not). In a read. In rows without a login it says in `call.who` for whom.
  Status (*admit)(store::Txn& txn, Call& call, std::int64_t bytes) = nullptr;
  Work work = Work::kUsual;      // kind of its slow work; rows that take files have kFiles
  bool binary = false;           // may answer with a file
  bool own_body = false;         // the function reads the body itself, in whatever form it came
  bool plain_refusals = false;   // refuses with a status of HTTP and a text, without the envelope
  const char* query_token = "";  // name of a query parameter that may bring the token
  bool query_too = false;  // parameters may come in the query where the dialect takes a body only
  int unread_status = 0;   // of answers to requests that cannot be read; 0: as the dialect has it
  About about = About::kUnsaid;
};

// The options of a row without a door, of a group of rows that have the rest in common.
inline Options Doorless(Options options, About about) {
  options.about = about;
  return options;
}

// Whether somebody with a login may call it.
inline bool MayCall(const Options& row, const access::Principal& who) {
  return row.auth != Auth::kAdmin || who.admin() || (row.also & access::Bit(who.role)) != 0;
}

// The type-erased function of a row.
struct Thunk {
  const json::Type* (*request)() = nullptr;
  const json::Type* (*response)() = nullptr;
  Holder (*make_request)() = nullptr;
  // A copy for a function that may change it; null: it does not, or has what cannot be copied.
  Holder (*copy_request)(const void* request) = nullptr;
  // Opens the door with the field at `key` and runs the function. `txn` is null for kPlain.
  Status (*run)(store::Txn* txn, Call& call, const void* key, void* request, Holder* out) = nullptr;
  // Slow work before the transaction, on the pool of its kind; null = none.
  Status (*prepare)(Call& call, void* request) = nullptr;
  const char* door_kind = "";  // the proof: "member", "group_admin" …
  // The type of the door's field. Null: an id, or with `door_whole` the whole request.
  const json::Type* (*door_key)() = nullptr;
  bool door_whole = false;
  bool door_place = false;  // the door's field is the id of a conversation
};

struct Row {
  const char* name = "";  // for logs and metrics: "ruoyi message/send"
  const char* summary = "";
  Options opt;
  Thunk thunk;
  // Where in the request the door's field is, found at registration; -1: it has none.
  std::int32_t door_offset = -1;
  RowSeries series;  // none until the row is served
};

// A row reached over HTTP.
struct Endpoint : Row {
  net::Method method = net::Method::kGet;
  const char* path = "";  // {name} is an argument, a last *name the rest of the path
};

// A row reached by a frame of that type. `failed` answers the session when it is refused.
class Session;
struct FrameRow : Row {
  const char* type = "";
  void (*failed)(Session& session, const Error& error, const void* request) = nullptr;
};

// --- from a function to a thunk
//
// A function takes its request as `Req&` or `const Req&`. A write may be run several times
// (store/README.md), so the former gets a copy each time: what it changes or moves away is there
// again. Rows that are called often take the latter.

namespace internal {

template <class F>
struct Handler;

// Without a door: Result<Res> F(Txn&, Call&, Req&)
template <class Res, class Req>
struct Handler<Result<Res> (*)(store::Txn&, Call&, Req&)> {
  using Request = std::remove_const_t<Req>;
  static constexpr bool kKeepsRequest = std::is_const_v<Req>;
  using Response = Res;
  static constexpr const char* kDoor = "";
  template <auto F>
  static Result<Res> Run(store::Txn* txn, Call& call, const void*, Req& request) {
    return F(*txn, call, request);
  }
};

// A door, which is the type of the proof that a function takes. It has a name, kDoor, and one Open
// that gives a Result of the proof, or refuses:
//
//   Open(Txn&, const Principal&, Key)
//     of the core. Key is an id, or the type of the request's field.
//   Open(Txn&, Call&, const Key&)
//     a resolver. Key is the type of the request's field: a handle, a sealed id, a list of either.
//   Open(Txn&, Call&, const Request&)
//     a resolver that needs several fields.
template <class Proof, class Req>
concept OpensRequest = requires(store::Txn& txn, Call& call, const Req& request) {
  Proof::Open(txn, call, request);
};
template <class Proof>
concept Resolves = requires(store::Txn& txn, Call& call, const typename Proof::Key& key) {
  Proof::Open(txn, call, key);
};

// Of the core, with a key that is no id.
template <class Proof>
concept OpensText = requires {
  typename Proof::Key;
  requires !requires(const typename Proof::Key& key) {
    key.value;
  };
};

template <class Proof, class Req>
Result<Proof> OpenDoor(store::Txn& txn, Call& call, const void* key, const Req& request) {
  if constexpr (OpensRequest<Proof, Req>) {
    return Proof::Open(txn, call, request);
  } else if constexpr (Resolves<Proof>) {
    return Proof::Open(txn, call, *static_cast<const typename Proof::Key*>(key));
  } else if constexpr (OpensText<Proof>) {
    return Proof::Open(txn, call.who, *static_cast<const typename Proof::Key*>(key));
  } else {
    return Proof::Open(txn, call.who, typename Proof::Key(*static_cast<const std::int64_t*>(key)));
  }
}

// Through a door: Result<Res> F(Txn&, Call&, const Proof&, Req&). What is wrong with the request
// itself, beyond its rules, comes before the door: where it has `Status Check(Txn&, Principal)`, or
// `Status Check(Txn&, Call&)`.
// What was done already stands for who may not do it any more: where it has
// `std::optional<Res> Done(Txn&, Principal)`, which is asked when the door stays shut.
template <class Res, class Proof, class Req>
struct Handler<Result<Res> (*)(store::Txn&, Call&, const Proof&, Req&)> {
  using Request = std::remove_const_t<Req>;
  static constexpr bool kKeepsRequest = std::is_const_v<Req>;
  using Response = Res;
  using Door = Proof;
  static constexpr const char* kDoor = Proof::kDoor;
  template <auto F>
  static Result<Res> Run(store::Txn* txn, Call& call, const void* key, Req& request) {
    if constexpr (requires { request.Check(*txn, call.who); }) {
      KOINE_CHECK(request.Check(*txn, call.who));
    } else if constexpr (requires { request.Check(*txn, call); }) {
      KOINE_CHECK(request.Check(*txn, call));
    }
    auto proof = OpenDoor<Proof, Request>(*txn, call, key, request);
    if (!proof.ok()) {
      if constexpr (requires { request.Done(*txn, call.who); }) {
        std::optional<Res> done = request.Done(*txn, call.who);
        if (done) return *std::move(done);
      }
      return std::move(proof).error();
    }
    return F(*txn, call, *proof, request);
  }
};

// Without a store: Result<Res> F(Call&, Req&)
template <class Res, class Req>
struct Handler<Result<Res> (*)(Call&, Req&)> {
  using Request = std::remove_const_t<Req>;
  static constexpr bool kKeepsRequest = std::is_const_v<Req>;
  using Response = Res;
  static constexpr const char* kDoor = "";
  template <auto F>
  static Result<Res> Run(store::Txn*, Call& call, const void*, Req& request) {
    return F(call, request);
  }
};

template <auto F>
Thunk ThunkOf() {
  using H = Handler<decltype(F)>;
  using Req = typename H::Request;
  Thunk thunk;
  thunk.request = &json::TypeOf<Req>;
  thunk.response = &json::TypeOf<typename H::Response>;
  thunk.make_request = [] { return Holder::Of(Req{}); };
  if constexpr (!H::kKeepsRequest && std::is_copy_constructible_v<Req>) {
    thunk.copy_request = [](const void* request) {
      return Holder::Of(Req(*static_cast<const Req*>(request)));
    };
  }
  thunk.run = [](store::Txn* txn, Call& call, const void* key, void* request, Holder* out) {
    auto result = H::template Run<F>(txn, call, key, *static_cast<Req*>(request));
    if (!result.ok()) return Status(std::move(result).error());
    *out = Holder::Of(std::move(result).value());
    return Ok();
  };
  thunk.door_kind = H::kDoor;
  if constexpr (requires { typename H::Door; }) {
    if constexpr (OpensRequest<typename H::Door, Req>) {
      thunk.door_whole = true;
    } else if constexpr (Resolves<typename H::Door> || OpensText<typename H::Door>) {
      thunk.door_key = &json::TypeOf<typename H::Door::Key>;
    } else {
      thunk.door_place = std::is_same_v<typename H::Door::Key, ConversationId>;
    }
  }
  return thunk;
}

template <auto P>
struct Prepared;
template <class Req, Status (*P)(Call&, Req&)>
struct Prepared<P> {
  static Status Run(Call& call, void* request) { return P(call, *static_cast<Req*>(request)); }
};

}  // namespace internal

// `Ep<&Send>(net::Method::kPost, "/message/send", "Send a message", {.door = "conversationId"})`.
template <auto F>
Endpoint Ep(net::Method method, const char* path, const char* summary, Options opt) {
  Endpoint row;
  row.method = method;
  row.path = path;
  row.name = path;
  row.summary = summary;
  row.opt = opt;
  row.thunk = internal::ThunkOf<F>();
  return row;
}

// The same with slow work before the transaction: `Status P(Call&, Req&)`, run on the pool. It may
// read the store (ReadNow) and keep what it finds in members of the request that are not described.
template <auto F, auto P>
Endpoint EpPrepared(net::Method method, const char* path, const char* summary, Options opt) {
  Endpoint row = Ep<F>(method, path, summary, opt);
  row.thunk.prepare = &internal::Prepared<P>::Run;
  return row;
}

// A frame row. The answer is sent to the session as a frame, unless it is Nothing.
template <auto F>
FrameRow Fr(const char* type, const char* summary, Options opt,
            void (*failed)(Session&, const Error&, const void*)) {
  FrameRow row;
  row.type = type;
  row.name = type;
  row.summary = summary;
  row.opt = opt;
  row.thunk = internal::ThunkOf<F>();
  row.failed = failed;
  return row;
}

// Finds the door's field; false (with what is wrong in *why) if the row contradicts itself.
bool Register(Row* row, std::string* why);

// One call on its way: filled by whoever received it, run where the row says, answered by Deliver
// in the receiver's thread. Destroyed there too.
struct Invocation {
  const Row* row = nullptr;
  Holder request;
  Call call;
  Holder result;
  std::optional<Error> error;
  std::vector<std::int64_t> numbers;  // for provisional message ids in the result
  std::int64_t begun_us = 0;          // set by Invoke
  std::uint64_t turn = 0;             // of whom it waited for a password; 0: of nobody
  std::string frame;                  // the id of the frame that it came in; empty over HTTP

  virtual ~Invocation() = default;
  // Answers. In the receiver's thread, once.
  virtual void Deliver() = 0;
  // Posts `task` to the receiver's thread.
  virtual void PostHome(net::Task task) = 0;
  // The same, once all up to `position` came to its thread (IoThread::PostBehind).
  virtual void PostHomeBehind(std::int64_t position, net::Task task) = 0;
  // Whether nobody seems to wait for the answer any more. Any thread.
  virtual bool Unwanted() const { return false; }
};

// Whether the slow work of a row is of the kind that strangers may ask for, and so done in turns.
inline bool TakesTurns(const Row& row) {
  return row.thunk.prepare != nullptr && row.opt.work == Work::kUsual && row.opt.expensive;
}

// What counts for calls of a row.
inline Limit LimitOf(const Row& row) {
  if (TakesTurns(row)) return Limit::kPassword;
  return row.opt.expensive ? Limit::kExpensive : Limit::kRequest;
}

// Runs it as its row says. Deliver comes in the receiver's thread, maybe before this returns.
void Invoke(std::unique_ptr<Invocation> invocation);

}  // namespace koine::gateway
