#include "gateway/row.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "base/log_scope.h"
#include "base/text.h"
#include "gateway/limits.h"
#include "gateway/request_id.h"
#include "store/statements.h"

namespace koine::gateway {

namespace {

// How long a password waits for its turn, and how long if its client seems to have left.
constexpr std::int64_t kTurnWaitMaxUs = 10'000'000;
constexpr std::int64_t kLeftWaitMaxUs = 250'000;

// The door's field of a request; null where the row has none.
const void* DoorKey(const Row& row, const void* request) {
  if (row.door_offset < 0) return nullptr;
  return static_cast<const char*>(request) + row.door_offset;
}

// The id in it; 0 where it is none.
std::int64_t DoorId(const Row& row, const void* request) {
  if (row.door_offset < 0 || row.thunk.door_key != nullptr) return 0;
  return *static_cast<const std::int64_t*>(DoorKey(row, request));
}

// Whether the request has that field, by a path through structs: its type and where it is.
bool FindField(const json::Type* type, std::string_view path, const json::Type** found,
               std::int32_t* offset) {
  *offset = 0;
  while (type->kind == json::Kind::kStruct) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const json::Field* at = nullptr;
    for (const json::Field& field : type->fields) {
      if (field.name == path.substr(0, dot)) at = &field;
    }
    if (at == nullptr) return false;
    *offset += static_cast<std::int32_t>(at->offset);
    type = at->type;
    if (dot == path.size()) {
      *found = type;
      return true;
    }
    path.remove_prefix(dot + 1);
  }
  return false;
}

// Whether a door of that row can be opened with a field of that type.
bool Fits(const Thunk& thunk, const json::Type* field) {
  if (thunk.door_key != nullptr) return field == thunk.door_key();
  return field->kind == json::Kind::kId || field->kind == json::Kind::kMessageId;
}

// What lines of the log call it.
std::string_view NameOf(const Invocation& i) {
  return i.call.request != nullptr ? IdOf(*i.call.request) : std::string_view(i.frame);
}

// Runs the row with `request` and keeps its outcome in the invocation.
bool RunRow(Invocation* i, store::Txn* txn, void* request) {
  const log::Scope scope(NameOf(*i));
  const std::int64_t before = store::StatementsOfThread();
  i->result = Holder();
  i->error.reset();
  i->call.reply.reset();
  i->call.response.reset();
  i->call.later = nullptr;
  i->call.afterwards = nullptr;
  i->call.refused = nullptr;
  Status status = i->row->thunk.run(txn, i->call, DoorKey(*i->row, request), request, &i->result);
  if (!status.ok()) i->error = std::move(status).error();
  if (i->row->series) {
    i->row->series.Use().statements->Add(
        static_cast<std::uint64_t>(store::StatementsOfThread() - before));
  }
  return !i->error;
}

bool IsFailedPassword(const Error& error) {
  return error.Is(Code::kWrongPassword) || error.Is(Code::kTooManyAttempts);
}

// Counts it and answers. Who did with a password what a stranger cannot is known from now on.
void Answer(Invocation& i) {
  if (i.turn != 0 && !i.error) i.call.services->pools.passwords->Trust(i.turn);
  if (i.turn != 0 && i.error && IsFailedPassword(*i.error)) CountFailedPassword();
  if (i.row->series) {
    const RowSeries::Made& series = i.row->series.Use();
    series.seconds->Observe(i.call.services->clock->SteadyUs() - i.begun_us);
    if (i.error) series.refused->Add();
  }
  i.Deliver();
}

// Hands the invocation home, where it is delivered and destroyed. What an answer tells is known to
// the caches of its thread when it leaves.
void SendHome(std::unique_ptr<Invocation> invocation) {
  Invocation* i = invocation.get();
  const auto last = std::max_element(i->numbers.begin(), i->numbers.end());
  const std::int64_t position = last == i->numbers.end() ? 0 : *last;
  net::Task answer = [owned = std::move(invocation)] { Answer(*owned); };
  if (position > 0) {
    i->PostHomeBehind(position, std::move(answer));
  } else {
    i->PostHome(std::move(answer));
  }
}

// Answers in the receiver's thread, once there is what the answer needs besides the row's outcome.
// `home`: this is that thread.
void Conclude(std::unique_ptr<Invocation> invocation, bool home) {
  Invocation* i = invocation.get();
  const auto later = std::exchange(i->call.later, nullptr);
  if (i->error || !later) {
    if (home) return Answer(*i);
    return SendHome(std::move(invocation));
  }
  auto shared = std::make_shared<std::unique_ptr<Invocation>>(std::move(invocation));
  later(i->call, [shared](Status status) {
    if (!status.ok()) (*shared)->error = std::move(status).error();
    SendHome(std::move(*shared));
  });
}

class RowCommand final : public store::Command {
 public:
  RowCommand(const store::CommandInfo& info, std::unique_ptr<Invocation> invocation)
      : Command(info), invocation_(std::move(invocation)) {}

  bool Run(store::Txn& txn) override {
    Invocation* i = invocation_.get();
    const auto copy = i->row->thunk.copy_request;
    // It may come again, and must find the request as it came.
    const Holder own = copy != nullptr ? copy(i->request.get()) : Holder();
    return RunRow(i, &txn, own ? own.get() : i->request.get());
  }

  void Finish(const Error* failure, const store::Numbering& numbering) override {
    if (failure != nullptr) invocation_->error = *failure;
    invocation_->numbers.assign(numbering.positions().begin(), numbering.positions().end());
    SendHome(std::move(invocation_));
  }

 private:
  std::unique_ptr<Invocation> invocation_;
};

// What the request says in the text field of that name; empty without one.
std::string_view TextOf(const json::Type& type, std::string_view name, const void* request) {
  if (name.empty()) return {};
  for (const json::Field& field : type.fields) {
    if (field.name != name || field.type->kind != json::Kind::kString) continue;
    return *reinterpret_cast<const std::string*>(static_cast<const char*>(request) + field.offset);
  }
  return {};
}

// Commands of a conversation keep their order, and so do those of a user.
store::Key KeyOfRow(const Invocation& i) {
  if (i.row->thunk.door_place) {
    const std::int64_t door = DoorId(*i.row, i.request.get());
    if (door != 0) return store::KeyOf('c', door);
  }
  const std::string_view named =
      TextOf(*i.row->thunk.request(), i.row->opt.in_turn, i.request.get());
  if (!named.empty()) {
    return store::KeyOf('t', static_cast<std::int64_t>(std::hash<std::string_view>{}(named) >> 1));
  }
  if (i.call.who.user) return store::KeyOf('u', i.call.who.user.value);
  return store::kNoKey;
}

// What a row reads in turn: a conversation by its name, the seat there, what a send must know.
int TrialsOf(const Row& row) {
  const int door = row.thunk.door_place ? 1 : 0;
  return row.opt.chains ? 3 - door : door;
}

void RunInStore(std::unique_ptr<Invocation> invocation) {
  Invocation* i = invocation.get();
  store::Store& store = *i->call.services->store;
  const Row& row = *i->row;
  if (row.opt.mode == Mode::kWrite) {
    store::CommandInfo info{row.name, KeyOfRow(*i), false, row.opt.repeatable};
    info.chains = row.opt.chains;
    info.needs_rows = row.opt.needs_rows;
    info.trials = TrialsOf(row);
    store.Submit(std::make_unique<RowCommand>(info, std::move(invocation)));
    return;
  }
  if (row.opt.mode == Mode::kRead && store.reads_inline()) {
    Status status =
        store.ReadNow(row.name, [i](store::Txn& txn) { RunRow(i, &txn, i->request.get()); });
    if (!status.ok()) i->error = std::move(status).error();
    Conclude(std::move(invocation), true);
    return;
  }
  const bool is_long = row.opt.mode == Mode::kScan || row.opt.expensive;
  auto shared = std::make_shared<std::unique_ptr<Invocation>>(std::move(invocation));
  store.Read(
      {row.name, is_long}, [i](store::Txn& txn) { RunRow(i, &txn, i->request.get()); },
      [shared](const Error* failure) {
        if (failure != nullptr) (*shared)->error = *failure;
        Conclude(std::move(*shared), false);
      });
}

// Whether it waited so long, or its client left in the meantime, that it is not worth beginning. A
// client may have sent all it has to say and still wait: it gets its answer, if that comes soon.
bool IsTooLate(const Invocation& i) {
  const std::int64_t waited_us = i.call.services->clock->SteadyUs() - i.begun_us;
  return waited_us > kTurnWaitMaxUs || (waited_us > kLeftWaitMaxUs && i.Unwanted());
}

// Its slow work, on a pool; then the rest.
void RunPrepared(std::unique_ptr<Invocation>& invocation) {
  Invocation* slow = invocation.get();
  const log::Scope scope(NameOf(*slow));
  if (slow->turn != 0 && IsTooLate(*slow)) {
    slow->error = Error{Code::kUnavailable, "busy"};
    return SendHome(std::move(invocation));
  }
  Status status = slow->row->thunk.prepare(slow->call, slow->request.get());
  if (!status.ok()) {
    slow->error = std::move(status).error();
    return SendHome(std::move(invocation));
  }
  // A read goes home first: its thread may be the one that runs it.
  if (slow->row->opt.mode == Mode::kWrite) return RunInStore(std::move(invocation));
  auto shared = std::make_shared<std::unique_ptr<Invocation>>(std::move(invocation));
  slow->PostHome([shared] { RunInStore(std::move(*shared)); });
}

// Who waits for a turn: a user, or else an address.
std::uint64_t TurnOf(const Call& call) {
  if (call.who.user || call.request == nullptr) return RateLimiter::KeyOf(call.who);
  return RateLimiter::KeyOfAddress(call.request->remote.Network());
}

// Hands `work` to the pool of the row. Why not, if it is not taken.
std::optional<Error> QueueSlowWork(Invocation& i, std::function<void()> work) {
  const Pools& pools = i.call.services->pools;
  FairPool* const shared = i.row->opt.work == Work::kPictures ? pools.pictures
                           : i.row->opt.work == Work::kRemote ? pools.remote
                                                              : nullptr;
  if (shared != nullptr) {
    const bool taken = shared->Submit(TurnOf(i.call), std::move(work)) == FairPool::Taken::kYes;
    return taken ? std::nullopt : std::optional(Error{Code::kUnavailable, "busy"});
  }
  if (pools.passwords == nullptr || !TakesTurns(*i.row)) {
    const bool taken = pools.Of(i.row->opt.work).Submit(std::move(work));
    return taken ? std::nullopt : std::optional(Error{Code::kUnavailable, "busy"});
  }
  i.turn = TurnOf(i.call);
  switch (pools.passwords->Submit(i.turn, std::move(work))) {
    case FairPool::Taken::kYes:
      return std::nullopt;
    case FairPool::Taken::kTooMany:
      return Error{Code::kRateLimited};
    case FairPool::Taken::kFull:
      break;
  }
  return Error{Code::kUnavailable, "busy"};
}

}  // namespace

std::string_view AuthName(Auth auth) {
  switch (auth) {
    case Auth::kNone:
      return "none";
    case Auth::kUser:
      return "user";
    case Auth::kAdmin:
      return "admin";
  }
  return "";
}

std::string_view ModeName(Mode mode) {
  switch (mode) {
    case Mode::kPlain:
      return "plain";
    case Mode::kRead:
      return "read";
    case Mode::kScan:
      return "scan";
    case Mode::kWrite:
      return "write";
  }
  return "";
}

std::string_view AboutName(About about) {
  static constexpr std::string_view kNames[] = {"",        "nothing", "caller",
                                                "ownlist", "people",  "link"};
  return kNames[static_cast<std::size_t>(about)];
}

bool Register(Row* row, std::string* why) {
  if (row->opt.files[0] != '\0') row->opt.work = Work::kFiles;
  const std::string_view door = row->opt.door;
  if (door.empty() != (row->thunk.door_kind[0] == '\0')) {
    *why = std::string(row->name) + ": a door needs both a proof and a field";
    return false;
  }
  if (row->opt.chains && row->opt.mode != Mode::kWrite) {
    *why = std::string(row->name) + ": only rows that write chain";
    return false;
  }
  if (row->opt.needs_rows && !row->opt.chains) {
    *why = std::string(row->name) + ": only rows that chain say what they need";
    return false;
  }
  if (door.empty()) return true;
  const json::Type* found = nullptr;
  std::int32_t offset = -1;
  for (const std::string_view field : text::Split(door, ' ')) {
    if (FindField(row->thunk.request(), field, &found, &offset)) continue;
    *why = std::string(row->name) + ": the request has no field " + std::string(field);
    return false;
  }
  if (row->thunk.door_whole) return true;
  if (!Fits(row->thunk, found)) {
    *why = std::string(row->name) + ": the door is not opened by what is in " + std::string(door);
    return false;
  }
  row->door_offset = offset;
  return true;
}

Pool& Pools::Of(Work work) const {
  const bool other = work == Work::kUsual || work == Work::kRemote;
  if (!other && files != nullptr) return *files;
  return *usual;
}

void Invoke(std::unique_ptr<Invocation> invocation) {
  Invocation* i = invocation.get();
  i->begun_us = i->call.services->clock->SteadyUs();
  if (i->row->opt.mode == Mode::kPlain) {
    RunRow(i, nullptr, i->request.get());
    Answer(*i);
    return;
  }
  if (i->row->thunk.prepare == nullptr) {
    RunInStore(std::move(invocation));
    return;
  }
  auto shared = std::make_shared<std::unique_ptr<Invocation>>(std::move(invocation));
  const std::optional<Error> refused = QueueSlowWork(*i, [shared] { RunPrepared(*shared); });
  if (refused) {
    (*shared)->error = *refused;
    Answer(**shared);
  }
}

}  // namespace koine::gateway
