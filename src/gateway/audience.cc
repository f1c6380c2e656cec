#include "gateway/audience.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include "base/log.h"
#include "base/require.h"
#include "core/event/event.h"
#include "gateway/io_thread.h"
#include "gateway/rooms.h"
#include "gateway/session.h"

namespace koine::gateway {

namespace {

// What the thread keeps for the next event, at most.
constexpr std::size_t kSpareBytes = 64 << 10;
// If an event names so many users, those who hear it are few.
constexpr std::size_t kFewUsers = 4;

}  // namespace

int Pace::Next(std::size_t hearers, std::int64_t now_ms) {
  const auto writing_ms = static_cast<std::int64_t>(hearers / kWrittenInOneMs);
  const std::int64_t ago_ms = now_ms - last_ms_;
  last_ms_ = now_ms;
  if (writing_ms == 0 || ago_ms > kBusyMs + writing_ms) return 0;
  if (now_ms > written_ms_) {
    if (waited_ == 1) at_once_ = kAtOnce;
    waited_ = 0;
  }
  if (at_once_ > 0) {
    --at_once_;
    return 0;
  }
  const int wait_ms = static_cast<int>(std::min<std::int64_t>(writing_ms, kWaitMsMax));
  if (waited_++ == 0) written_ms_ = now_ms + wait_ms;
  return wait_ms;
}

Rendering::Rendering(const event::EventPtr& event, std::int64_t position)
    : Rendering(event, position, event->users.size() <= kFewUsers ? Hearers::kFew : Hearers::kMany,
                0) {}

Rendering::Rendering(const event::EventPtr& event, std::int64_t position, Hearers hearers,
                     int within_ms)
    : event_(event),
      position_(position),
      hearers_(hearers),
      within_ms_(within_ms),
      kept_(Deliveries::Keeps(*event)),
      room_(std::exchange(SpareRoom(), {})) {
  if (const auto* created = std::get_if<event::MessageCreated>(&event->payload)) {
    created_ = created;
  } else if (const auto* changed = std::get_if<event::CallChanged>(&event->payload)) {
    terminals_ = &changed->terminals;
  } else if (const auto* signal = std::get_if<event::CallSignal>(&event->payload)) {
    terminals_ = &signal->terminals;
  }
}

Rendering::~Rendering() {
  CountFanOut(room_.frames.size(), delivered_);
  for (auto& [dialect, hearers] : late_) {
    thread_->late_frames().Add(event_, position_, *dialect, within_ms_, std::move(hearers));
  }
  room_.frames.clear();
  room_.text.clear();
  if (room_.text.capacity() <= kSpareBytes) SpareRoom() = std::move(room_);
}

Rendering::Room& Rendering::SpareRoom() {
  thread_local Room room;
  return room;
}

void Rendering::SendLater(const std::shared_ptr<Session>& session, View view) {
  const Dialect* dialect = &session->dialect();
  auto found = std::find_if(late_.begin(), late_.end(),
                            [dialect](const auto& one) { return one.first == dialect; });
  if (found == late_.end()) {
    if (!dialect->Shows(*event_)) return;
    late_.push_back({dialect, {}});
    found = late_.end() - 1;
    thread_ = &session->thread();
  }
  found->second.push_back({session, view});
}

View Rendering::ViewOf(UserId user) const {
  if (user == event_->actor) return View::kOwn;
  const auto& targets = event_->targets;
  const bool named = std::find(targets.begin(), targets.end(), user) != targets.end();
  return named ? View::kTarget : View::kOther;
}

bool Rendering::IsOrigin(const Session& session) const {
  const access::Principal& who = session.who();
  if (created_->origin_session != 0) return who.session == created_->origin_session;
  return created_->origin_login && who.login == created_->origin_login &&
         !session.hears_own_login() &&
         static_cast<std::uint8_t>(who.policy->dialect) == created_->message.origin;
}

bool Rendering::Hears(const Session& session) const {
  const access::Principal& who = session.who();
  return std::all_of(terminals_->begin(), terminals_->end(), [&who](const event::Terminal& one) {
    return one.user != who.user || (one.login == who.login) == one.only;
  });
}

void Rendering::SendTo(UserEntry& entry) {
  const View view = ViewOf(entry.user);
  for (const auto& session : entry.sessions) Send(session, view);
}

void Rendering::SendTo(const std::shared_ptr<Session>& session, UserId user) {
  Send(session, ViewOf(user));
}

void Rendering::NoteHandover(const Session& session, IoThread& thread, std::size_t bytes) {
  if (!thread.handovers().on()) return;
  if (now_ms_ < 0) now_ms_ = thread.services().clock->NowMs();
  thread.handovers().Note(position_, session, bytes, now_ms_);
}

void Rendering::Send(const std::shared_ptr<Session>& session, View view) {
  if (!session->joined() || !session->hears(position_) || session->closing()) return;
  Queue(session, view);
  // Too much may have waited for it already.
  if (!session->closing()) session->RaiseDelivered(position_);
}

void Rendering::Queue(const std::shared_ptr<Session>& session, View view) {
  if (created_ != nullptr && IsOrigin(*session)) return;
  if (terminals_ != nullptr && !Hears(*session)) return;
  const Dialect* dialect = &session->dialect();
  if (!MayShow(*event_, *dialect)) return;
  if (dialect->renders_late()) {
    SendLater(session, view);
    return;
  }
  const Frame& frame = Rendered(*session, view);
  const std::size_t size = frame.size;
  if (size == 0) return;
  if (frame.shared != nullptr) {
    session->SendFrames(frame.shared, within_ms_);
  } else {
    session->SendFrames(std::string_view(room_.text).substr(frame.from, size));
  }
  if (session->closing()) return;
  if (created_ != nullptr) NoteHandover(*session, session->thread(), size);
  if (kept_) session->thread().deliveries().Note(*event_, session->who().user);
  ++delivered_;
}

const Rendering::Frame& Rendering::Rendered(const Session& session, View view) {
  const Dialect* dialect = &session.dialect();
  const int variant = static_cast<int>(view) * kWires + session.wire();
  std::vector<Frame>& frames = room_.frames;
  const auto found = std::find_if(frames.begin(), frames.end(), [&](const Frame& frame) {
    return frame.dialect == dialect && frame.variant == variant;
  });
  if (found != frames.end()) return *found;
  Frame frame{dialect, variant, room_.text.size(), 0, nullptr};
  if (hearers_ == Hearers::kFew) {
    dialect->Render(*event_, position_, view, session.wire(), &room_.text);
    frame.size = room_.text.size() - frame.from;
  } else {
    auto bytes = std::make_shared<std::string>();
    dialect->Render(*event_, position_, view, session.wire(), bytes.get());
    frame.size = bytes->size();
    frame.shared = std::move(bytes);
  }
  return frames.emplace_back(std::move(frame));
}

namespace {

// The seq of the message that an event is about; 0 where it is about none. Who may not read the
// message must not hear of it.
std::int64_t SeqOf(const event::Event& event) {
  if (const auto* created = std::get_if<event::MessageCreated>(&event.payload)) {
    return created->message.seq;
  }
  if (const auto* recalled = std::get_if<event::MessageRecalled>(&event.payload)) {
    return recalled->seq;
  }
  if (const auto* edited = std::get_if<event::MessageEdited>(&event.payload)) return edited->seq;
  if (const auto* reaction = std::get_if<event::ReactionChanged>(&event.payload)) {
    return reaction->seq;
  }
  if (const auto* deleted = std::get_if<event::MessagesDeleted>(&event.payload)) {
    const auto last = std::max_element(deleted->seqs.begin(), deleted->seqs.end());
    return last == deleted->seqs.end() ? 0 : *last;
  }
  return 0;
}

}  // namespace

bool Audiences::Ready(const event::Event& event) {
  const bool room = event.place.kind == ConversationKind::kRoom;
  if (!event.to_members || event.place.lo || room) return true;
  auto it = audiences_.find(event.place.id);
  if (it == audiences_.end()) {
    // Nobody here can hear it: nothing to read.
    if (thread_.session_count() == 0) return true;
    auto made = std::make_shared<Audience>();
    made->conversation = event.place.id;
    made->tenant = event.tenant;
    it = audiences_.emplace(event.place.id, std::move(made)).first;
    gauge_.Set(audiences_.size());
    Load(it->second);
  }
  it->second->used_ms = thread_.loop().now_ms();
  return !it->second->loading;
}

void Audiences::Deliver(const event::EventPtr& event, std::int64_t position) {
  const auto it = audiences_.find(event->place.id);
  if (it == audiences_.end()) return;
  Audience& audience = *it->second;
  KOINE_REQUIRE(!audience.loading);
  const std::int64_t seq = SeqOf(*event);
  Rendering rendering(event, position, Rendering::Hearers::kMany,
                      audience.pace.Next(audience.hearers.size(), thread_.loop().now_ms()));
  for (const Audience::Hearer& hearer : audience.hearers) {
    if (seq != 0 && seq < hearer.min_seq) continue;
    rendering.SendTo(*hearer.entry);
  }
}

void Audiences::Load(const std::shared_ptr<Audience>& audience) {
  auto loaded = std::make_shared<Loaded>();
  loaded->audience = audience;
  IoThread* thread = &thread_;
  thread_.services().store->Read(
      "audience",
      [loaded, id = audience->conversation, tenant = audience->tenant](store::Txn& txn) {
        loaded->listeners = conversation::ListListeners(txn, tenant, id);
        loaded->snapshot = txn.SnapshotPosition();
      },
      [loaded, thread](const Error* failure) {
        loaded->failed = failure != nullptr;
        thread->PostWhenHere(loaded->snapshot,
                             [loaded, thread] { thread->audiences().FinishLoad(*loaded); });
      });
}

bool Audiences::Awaited(const std::shared_ptr<Audience>& audience) const {
  const auto it = audiences_.find(audience->conversation);
  return it != audiences_.end() && it->second == audience;
}

void Audiences::FinishLoad(const Loaded& loaded) {
  if (!Awaited(loaded.audience)) return;
  if (loaded.failed) {
    Again(loaded.audience);
    return;
  }
  Audience& audience = *loaded.audience;
  audience.loading = false;
  audience.hearers.reserve(loaded.listeners.size() < 64 ? loaded.listeners.size() : 64);
  for (const conversation::Listener& listener : loaded.listeners) {
    if (UserEntry* entry = thread_.FindUser(listener.user)) {
      Insert(&audience, entry, listener.min_seq);
    }
  }
  // The snapshot is later than the first event that waits for it: who left until then is put back,
  // to hear what was said before and the line that says so, and each change is applied again in its
  // place. Who came and stayed hears what waits, such as that there is a group now; who came and
  // went only what is between.
  std::unordered_set<const UserEntry*> stay;
  for (const Audience::Hearer& hearer : audience.hearers) stay.insert(hearer.entry);
  const auto& held = thread_.held();
  for (auto it = held.rbegin(); it != held.rend(); ++it) {
    if (it->changes != audience.conversation || it->position > loaded.snapshot) continue;
    const auto& changes = it->event->membership;
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
      UserEntry* entry = thread_.FindUser(change->user);
      if (entry == nullptr) continue;
      if (!change->joined) {
        Insert(&audience, entry, 0);
      } else if (!stay.contains(entry)) {
        Erase(&audience, entry);
      }
    }
  }
  thread_.RunHeld();
}

void Audiences::Again(const std::shared_ptr<Audience>& audience) {
  const std::int64_t now = thread_.loop().now_ms();
  if (audience->failing_since_ms == 0) audience->failing_since_ms = now;
  if (now - audience->failing_since_ms >= LateFrames::kTryMs) {
    log::Warn("gateway", "the members of conversation {} could not be read",
              audience->conversation.value);
    thread_.GiveUpHeld();
    return;
  }
  thread_.loop().After(LateFrames::kAgainMs, [audience, this] {
    if (Awaited(audience)) Load(audience);
  });
}

void Audiences::Insert(Audience* audience, UserEntry* entry, std::int64_t min_seq) {
  for (Audience::Hearer& hearer : audience->hearers) {
    if (hearer.entry != entry) continue;
    hearer.min_seq = min_seq;
    return;
  }
  audience->hearers.push_back({entry, min_seq});
  entry->audiences.push_back(audience);
}

void Audiences::Erase(Audience* audience, UserEntry* entry) {
  std::erase_if(audience->hearers,
                [entry](const Audience::Hearer& hearer) { return hearer.entry == entry; });
  std::erase(entry->audiences, audience);
}

void Audiences::ApplyMembership(const event::Membership& change, std::int64_t position) {
  UserEntry* entry = thread_.FindUser(change.user);
  if (entry == nullptr) return;
  if (entry->joining) entry->changes.own().emplace_back(position, change);
  auto it = audiences_.find(change.conversation);
  // While it loads, the events that need it wait, and their changes with them.
  if (it == audiences_.end() || it->second->loading) return;
  if (change.joined) {
    Insert(it->second.get(), entry, change.min_seq);
  } else {
    Erase(it->second.get(), entry);
  }
}

void Audiences::Join(UserEntry* entry, std::span<const conversation::Heard> heard) {
  for (const conversation::Heard& one : heard) {
    auto it = audiences_.find(one.conversation);
    const bool known = it != audiences_.end() && !it->second->loading;
    if (known) Insert(it->second.get(), entry, one.min_seq);
  }
}

void Audiences::Forget(UserEntry* entry) {
  while (!entry->audiences.empty()) Erase(entry->audiences.back(), entry);
}

void Audiences::Clear() {
  for (const auto& [id, audience] : audiences_) {
    for (const Audience::Hearer& hearer : audience->hearers) hearer.entry->audiences.clear();
  }
  audiences_.clear();
  gauge_.Set(0);
}

void Audiences::DropIdle(std::int64_t now_ms) {
  for (auto it = audiences_.begin(); it != audiences_.end();) {
    Audience& audience = *it->second;
    if (audience.loading || now_ms - audience.used_ms < kIdleMs) {
      ++it;
      continue;
    }
    for (const Audience::Hearer& hearer : audience.hearers) {
      std::erase(hearer.entry->audiences, &audience);
    }
    it = audiences_.erase(it);
  }
  gauge_.Set(audiences_.size());
}

}  // namespace koine::gateway
