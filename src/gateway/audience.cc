#include "gateway/audience.h"

#include <algorithm>
#include <utility>

#include "base/log.h"
#include "core/event/event.h"
#include "gateway/io_thread.h"
#include "gateway/rooms.h"
#include "gateway/session.h"

namespace koine::gateway {

Rendering::Rendering(const event::EventPtr& event, std::int64_t position)
    : event_(event), position_(position), kept_(Deliveries::Keeps(*event)) {
  if (const auto* created = std::get_if<event::MessageCreated>(&event->payload)) {
    created_ = created;
  } else if (const auto* changed = std::get_if<event::CallChanged>(&event->payload)) {
    terminals_ = &changed->terminals;
  } else if (const auto* signal = std::get_if<event::CallSignal>(&event->payload)) {
    terminals_ = &signal->terminals;
  }
}

Rendering::~Rendering() {
  CountFanOut(frames_.size(), delivered_);
  for (auto& [dialect, hearers] : late_) {
    thread_->late_frames().Add(event_, position_, *dialect, std::move(hearers));
  }
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
  if (!session->joined() || !session->hears(position_)) return;
  session->RaiseDelivered(position_);
  if (created_ != nullptr && IsOrigin(*session)) return;
  if (terminals_ != nullptr && !Hears(*session)) return;
  const Dialect* dialect = &session->dialect();
  if (!MayShow(*event_, *dialect)) return;
  if (dialect->renders_late()) {
    SendLater(session, view);
    return;
  }
  const int variant = static_cast<int>(view) * kWires + session->wire();
  auto found = std::find_if(frames_.begin(), frames_.end(), [&](const Frame& frame) {
    return frame.dialect == dialect && frame.variant == variant;
  });
  if (found == frames_.end()) {
    auto bytes = std::make_shared<std::string>();
    dialect->Render(*event_, position_, view, session->wire(), bytes.get());
    frames_.push_back({dialect, variant, std::move(bytes)});
    found = frames_.end() - 1;
  }
  if (found->bytes->empty()) return;
  session->SendFrames(found->bytes);
  if (created_ != nullptr && !session->closing()) {
    NoteHandover(*session, session->thread(), found->bytes->size());
  }
  if (kept_ && !session->closing()) {
    session->thread().deliveries().Note(*event_, session->who().user);
  }
  ++delivered_;
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

void Audiences::Deliver(const event::EventPtr& event, std::int64_t position) {
  const ConversationId id = event->place.id;
  auto it = audiences_.find(id);
  if (it == audiences_.end()) {
    // Nobody here can hear it: nothing to read.
    if (thread_.session_count() == 0) return;
    auto made = std::make_unique<Audience>();
    made->conversation = id;
    it = audiences_.emplace(id, std::move(made)).first;
    gauge_.Set(audiences_.size());
    it->second->waiting.emplace_back(position, event);
    it->second->used_ms = thread_.loop().now_ms();
    Load(it->second.get(), event->tenant);
    return;
  }
  Audience& audience = *it->second;
  audience.used_ms = thread_.loop().now_ms();
  if (audience.loading) {
    if (audience.waiting.size() >= kWaitingMax) {
      // Never one that says who belongs to it.
      auto oldest = std::find_if(audience.waiting.begin(), audience.waiting.end(),
                                 [](const auto& one) { return one.second->membership.empty(); });
      if (oldest != audience.waiting.end()) audience.waiting.erase(oldest);
    }
    audience.waiting.emplace_back(position, event);
    return;
  }
  const std::int64_t seq = SeqOf(*event);
  Rendering rendering(event, position);
  for (const Audience::Hearer& hearer : audience.hearers) {
    if (seq != 0 && seq < hearer.min_seq) continue;
    rendering.SendTo(*hearer.entry);
  }
}

void Audiences::Load(Audience* audience, TenantId tenant) {
  const ConversationId id = audience->conversation;
  auto loaded = std::make_shared<Loaded>();
  IoThread* thread = &thread_;
  thread_.services().store->Read(
      "audience",
      [loaded, id, tenant](store::Txn& txn) {
        loaded->listeners = conversation::ListListeners(txn, tenant, id);
        loaded->snapshot = txn.SnapshotPosition();
      },
      [loaded, id, thread](const Error* failure) {
        loaded->failed = failure != nullptr;
        thread->PostBehind(loaded->snapshot,
                           [loaded, id, thread] { thread->audiences().FinishLoad(id, *loaded); });
      });
}

void Audiences::FinishLoad(ConversationId id, const Loaded& loaded) {
  auto it = audiences_.find(id);
  if (it == audiences_.end()) return;
  Audience& audience = *it->second;
  auto waiting = std::move(audience.waiting);
  if (loaded.failed) {
    log::Warn("gateway", "members of conversation {} could not be read: {} events not delivered",
              id.value, waiting.size());
    for (const Audience::Hearer& hearer : audience.hearers) {
      std::erase(hearer.entry->audiences, &audience);
    }
    audiences_.erase(it);
    gauge_.Set(audiences_.size());
    return;
  }
  audience.loading = false;
  audience.hearers.reserve(loaded.listeners.size() < 64 ? loaded.listeners.size() : 64);
  for (const conversation::Listener& listener : loaded.listeners) {
    if (UserEntry* entry = thread_.FindUser(listener.user)) {
      Insert(&audience, entry, listener.min_seq);
    }
  }
  // Who left until then is not in the snapshot, but hears of it as the last, and what was before
  // it: the line that says so comes first. Unless they came in meanwhile.
  std::unordered_map<std::int64_t, std::vector<UserId>> leavers;
  std::unordered_set<UserId> came;
  for (const auto& [position, event] : waiting) {
    if (position > loaded.snapshot) continue;
    for (const event::Membership& change : event->membership) {
      if (change.joined) came.insert(change.user);
    }
    leavers[position] = InsertLeavers(&audience, *event, came);
  }
  // The members are those of the snapshot; later changes are applied again in their order.
  for (const auto& [position, event] : waiting) {
    const bool later = position > loaded.snapshot;
    for (const event::Membership& change : event->membership) {
      if (later && change.joined) ApplyMembership(change, position);
    }
    std::vector<UserId>& gone = leavers[position];
    if (!later) {
      const std::vector<UserId> others = InsertLeavers(&audience, *event);
      gone.insert(gone.end(), others.begin(), others.end());
    }
    Deliver(event, position);
    for (const UserId user : gone) {
      if (UserEntry* entry = thread_.FindUser(user)) Erase(&audience, entry);
    }
    for (const event::Membership& change : event->membership) {
      if (later && !change.joined) ApplyMembership(change, position);
    }
  }
}

std::vector<UserId> Audiences::InsertLeavers(Audience* audience, const event::Event& event,
                                             const std::unordered_set<UserId>& others) {
  std::vector<UserId> out;
  for (const event::Membership& change : event.membership) {
    UserEntry* entry = change.joined ? nullptr : thread_.FindUser(change.user);
    if (entry == nullptr || others.count(change.user) > 0) continue;
    const bool known =
        std::any_of(audience->hearers.begin(), audience->hearers.end(),
                    [entry](const Audience::Hearer& hearer) { return hearer.entry == entry; });
    if (known) continue;
    Insert(audience, entry, 0);
    out.push_back(change.user);
  }
  return out;
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
  // While it loads, the event itself waits: its change is applied in its place among the others.
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
