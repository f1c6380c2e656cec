#include "gateway/io_thread.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>

#include "base/log.h"
#include "base/memory.h"
#include "base/require.h"
#include "core/call/call.h"
#include "core/call/system.h"
#include "core/conversation/presence.h"
#include "core/event/event.h"
#include "core/identity/system.h"
#include "gateway/gateway.h"
#include "gateway/presence.h"
#include "gateway/refusal_log.h"

namespace koine::gateway {

namespace {

// Conversations of a user that are taken into account at sign-in.
constexpr int kHeardMax = 20'000;
// Presence is merged for so long; ends of sessions and deliveries are written as often.
constexpr std::int64_t kMergeMs = 1000;
constexpr std::size_t kEndsPerCommand = 300;
constexpr std::size_t kToldPerRead = 50;
constexpr std::int64_t kSweepMs = 60'000;
constexpr std::int64_t kTrimMs = 15'000;

// How presence keeps a session.
int PlatformOf(Session& session) {
  Dialect& dialect = session.dialect();
  const int rings = dialect.policy().call.ring_ms > 0 ? Presence::kRings : 0;
  return dialect.PlatformOf(session) | rings;
}

// Numbers of sessions: ten bits of the node, nine of the thread, the rest counts.
constexpr int kNodeShift = 54;
constexpr int kThreadShift = 45;

// Why sessions end that end at once, whatever waits: so does this, or nobody would hear it.
bool TellsWhyItEnds(const event::Event& event) {
  const auto* told = std::get_if<event::SystemTold>(&event.payload);
  return told != nullptr && told->kind == event::SystemKind::kBanned;
}

}  // namespace

IoThread::IoThread(Gateway& gateway, Services& services, std::uint16_t number)
    : gateway_(gateway),
      services_(services),
      loop_(*services.clock),
      outboxes_(gateway.outboxes()),
      logins_(*this),
      audiences_(*this),
      rooms_(*this),
      late_frames_(*this),
      deliveries_(*this),
      handovers_(
          gateway.settings().trace_bytes / static_cast<std::size_t>(gateway.settings().threads),
          services.store != nullptr ? services.store->head() : 0),
      watchers_(gateway.watched()),
      position_(services.store != nullptr ? services.store->head() : 0),
      next_session_((static_cast<std::uint64_t>(number) + 1) << kThreadShift) {
  Sweep();
  if (number == 0) TrimMemory();
}

void IoThread::TrimMemory() {
  loop_.After(kTrimMs, [this] {
    GiveBackMemory();
    TrimMemory();
  });
}

void IoThread::Sweep() {
  loop_.After(kSweepMs, [this] {
    audiences_.DropIdle(loop_.now_ms());
    Sweep();
  });
}

RateLimiter& IoThread::limiter() {
  return gateway_.limiter();
}

std::optional<Error> CountMessage(IoThread& thread, const Row& row, const access::Principal& who) {
  const bool free =
      !row.opt.sends || thread.limiter().Take(RateLimiter::KeyOf(who), RateLimiter::OfMessages(who),
                                              thread.loop().now_ms());
  return free ? std::nullopt : std::optional(Error{Code::kRateLimited});
}

void IoThread::SetNode(std::uint16_t node) {
  KOINE_REQUIRE(loop_.InLoopThread());
  next_session_ |= static_cast<std::uint64_t>(node) << kNodeShift;
}

std::uint64_t IoThread::NewSessionNumber() {
  return ++next_session_;
}

UserEntry* IoThread::FindUser(UserId user) {
  auto it = users_.find(user);
  return it == users_.end() ? nullptr : &it->second;
}

void IoThread::Apply(const std::shared_ptr<const store::Batch>& batch) {
  KOINE_REQUIRE(loop_.InLoopThread());
  for (const store::Entry& entry : batch->entries) {
    position_ = std::max(position_, entry.position);
    if (!entry.object) continue;
    auto event = std::static_pointer_cast<const event::Event>(entry.object);
    if (ApplyOwn(*event)) continue;
    if (held_.size() >= kHeldMax) GiveUpHeld();
    // Asked for each that waits: their members are read at the same time.
    const bool ready = audiences_.Ready(*event);
    if (ready && held_.empty()) {
      ApplyEvent(event, entry.position);
      continue;
    }
    if (TellsWhyItEnds(*event)) {
      ApplyEvent(event, 0);  // what waits before it is not delivered by that
      continue;
    }
    const ConversationId changes = event->membership.empty() ? ConversationId() : event->place.id;
    held_.push_back({std::move(event), entry.position, changes});
  }
  position_ = std::max(position_, batch->last_position);
  held_gauge_.Set(held_.size());
  if (!behind_.empty()) RunBehind();
}

void IoThread::RunHeld() {
  while (!held_.empty() && audiences_.Ready(*held_.front().event)) {
    const Held next = std::move(held_.front());
    held_.pop_front();
    ApplyEvent(next.event, next.position);
  }
  held_gauge_.Set(held_.size());
}

void IoThread::GiveUpHeld() {
  log::Warn("gateway", "{} events were not delivered: {} sessions are sent away", held_.size(),
            session_count_);
  SendAway("busy");
}

void IoThread::Follow(std::int64_t position) {
  KOINE_REQUIRE(loop_.InLoopThread());
  follows_ = true;
  position_ = position;
  fresh_us_ = services_.clock->SteadyUs();
}

std::int64_t IoThread::StaleUs() const {
  return follows_ ? services_.clock->SteadyUs() - fresh_us_ : 0;
}

void IoThread::WatchBehind() {
  if (behind_timer_ || behind_.empty()) return;
  behind_timer_ = true;
  loop_.After(kBehindMaxMs, [this] {
    behind_timer_ = false;
    RunBehind();
    WatchBehind();
  });
}

void IoThread::PostBehind(std::int64_t position, net::Task task) {
  if (!follows_) {
    loop_.Post(std::move(task));
    return;
  }
  PostWhenHere(position, std::move(task));
}

void IoThread::PostWhenHere(std::int64_t position, net::Task task) {
  loop_.Post([this, position, task = std::move(task)]() mutable {
    if (position <= position_) {
      task();
      return;
    }
    behind_.emplace(position, Behind{loop_.now_ms() + kBehindMaxMs, std::move(task)});
    WatchBehind();
  });
}

void IoThread::RunBehind() {
  std::vector<net::Task> due;
  const std::int64_t now = loop_.now_ms();
  for (auto it = behind_.begin(); it != behind_.end();) {
    if (it->first > position_ && it->second.until_ms > now) {
      ++it;
      continue;
    }
    due.push_back(std::move(it->second.task));
    it = behind_.erase(it);
  }
  for (net::Task& task : due) task();
}

void IoThread::Forget() {
  KOINE_REQUIRE(loop_.InLoopThread());
  logins_.Clear();
  deliveries_.Clear();
  handovers_.Clear();
  SendAway("restart");
}

void IoThread::SendAway(std::string_view reason) {
  held_.clear();
  held_gauge_.Set(0);
  audiences_.Clear();
  std::vector<std::shared_ptr<Session>> sessions;
  for (const auto& [user, entry] : users_) {
    sessions.insert(sessions.end(), entry.sessions.begin(), entry.sessions.end());
  }
  for (const auto& session : sessions) session->Close(net::kWsTryAgainLater, reason);
}

bool IoThread::ApplyOwn(const event::Event& event) {
  if (const auto* revoked = std::get_if<event::LoginsRevoked>(&event.payload)) {
    Revoke(*revoked);
    return true;
  }
  if (const auto* taken = std::get_if<event::PlaceTaken>(&event.payload)) {
    Replace(event.actor, *taken);
    return true;
  }
  if (const auto* changed = std::get_if<event::AccountChanged>(&event.payload)) {
    logins_.DropUser(changed->user);
    if (changed->hides_online &&
        services_.presence->SetHidden(changed->user, *changed->hides_online)) {
      NotePresence(changed->user);
      NotePlatforms(changed->user);
    }
    return true;
  }
  return false;
}

void IoThread::ApplyEvent(const event::EventPtr& event, std::int64_t position) {
  // Nobody hears how available a user is who hides that they are online, or who is not.
  const auto* status = std::get_if<event::StatusChanged>(&event->payload);
  if (status != nullptr && !services_.presence->Online(status->user)) return;
  // After a call, a user who looks at none of their sessions is away.
  if (status != nullptr && status->status == "online" && services_.presence->Away(status->user)) {
    auto away = std::make_shared<event::Event>(*event);
    away->payload = event::StatusChanged{status->user, "away"};
    ApplyEvent(away, position);
    return;
  }
  const bool room = event->place.kind == ConversationKind::kRoom;
  auto apply = [&](bool joined) {
    for (const event::Membership& change : event->membership) {
      if (change.joined != joined) continue;
      if (room) {
        rooms_.Apply(change);
      } else {
        audiences_.ApplyMembership(change, position);
      }
    }
  };
  apply(true);
  if (!event->users.empty() || (event->to_members && event->place.lo)) {
    Rendering rendering(event, position);
    auto send = [&](UserId user) {
      if (UserEntry* entry = FindUser(user)) rendering.SendTo(*entry);
    };
    for (const UserId user : event->users) send(user);
    if (event->to_members && event->place.lo) {
      send(event->place.lo);
      if (event->place.hi != event->place.lo) send(event->place.hi);
    }
  }
  if (event->to_members && room) {
    rooms_.Deliver(event, position);
  } else if (event->to_members && !event->place.lo) {
    audiences_.Deliver(event, position);
  }
  apply(false);
}

void IoThread::Revoke(const event::LoginsRevoked& revoked) {
  if (revoked.logins.empty()) {
    logins_.DropUser(revoked.user);
  } else {
    for (const LoginId login : revoked.logins) logins_.Drop(login);
  }
  UserEntry* entry = FindUser(revoked.user);
  if (entry == nullptr) return;
  const auto sessions = entry->sessions;  // closing changes the list
  for (const auto& session : sessions) {
    const auto& ended = revoked.logins;
    const bool meant =
        ended.empty() || std::find(ended.begin(), ended.end(), session->who().login) != ended.end();
    if (meant) session->dialect().OnRevoked(*session, revoked.reason);
  }
}

void IoThread::Replace(UserId user, const event::PlaceTaken& taken) {
  UserEntry* entry = FindUser(user);
  if (entry == nullptr) return;
  const auto sessions = entry->sessions;  // closing changes the list
  for (const auto& session : sessions) {
    Dialect& dialect = session->dialect();
    if (static_cast<int>(dialect.id()) != taken.dialect ||
        dialect.PlatformOf(*session) != taken.platform) {
      continue;
    }
    // In the order of the log: one that has not taken its place yet will do so later.
    if (session->who().session == static_cast<std::uint64_t>(taken.session)) {
      session->placed_ = true;
    } else if (session->placed_ && !session->closing()) {
      dialect.OnRevoked(*session, "replaced");
    }
  }
}

void IoThread::Add(const std::shared_ptr<Session>& session) {
  KOINE_REQUIRE(loop_.InLoopThread());
  KOINE_REQUIRE(session->connection_ != nullptr && session->entry_ == nullptr);
  const access::Principal& who = session->who_;
  UserEntry* entry = &users_[who.user];
  const bool fresh = entry->sessions.empty();
  if (fresh) {
    entry->user = who.user;
    entry->tenant = who.tenant;
  }
  entry->sessions.push_back(session);
  session->entry_ = entry;
  ++session_count_;
  session->dialect().series().sessions->Add(1);
  const int platform = PlatformOf(*session);
  session->begun_ms_ = services_.clock->NowMs();
  services_.presence->Add(who.user, session->hides_online_, platform, who.tenant,
                          session->begun_ms_);
  LogSignIn({session->dialect().name(), static_cast<std::size_t>(session->dialect().id()), who.user,
             std::to_string(session->dialect().PlatformOf(*session)),
             session->connection_->remote().Ip(), true},
            session->begun_ms_);
  NotePresence(who.user);
  NotePlatforms(who.user);
  CheckSurplus(who.user);
  if (fresh && audiences_.size() > 0) {
    Join(entry);
  } else if (fresh || !entry->joining) {
    // Without audiences in memory there is none to be missing from.
    entry->joining = false;
    session->Join();
  }
}

void IoThread::Join(UserEntry* entry) {
  struct Found {
    std::vector<conversation::Heard> heard;
    std::int64_t snapshot = 0;
  };
  auto found = std::make_shared<Found>();
  const UserId user = entry->user;
  const TenantId tenant = entry->tenant;
  services_.store->Read(
      "join",
      [found, user, tenant](store::Txn& txn) {
        found->heard = conversation::ListHeard(txn, tenant, user, kHeardMax);
        found->snapshot = txn.SnapshotPosition();
      },
      [found, user, this](const Error* failure) {
        const bool failed = failure != nullptr;
        PostWhenHere(found->snapshot, [found, user, failed, this] {
          FinishJoin(user, failed ? nullptr : &found->heard, found->snapshot);
        });
      });
}

void IoThread::FinishJoin(UserId user, const std::vector<conversation::Heard>* heard,
                          std::int64_t snapshot) {
  UserEntry* entry = FindUser(user);
  if (entry == nullptr || !entry->joining) return;
  const auto sessions = entry->sessions;
  if (heard == nullptr) {
    for (const auto& session : sessions) session->Close(net::kWsTryAgainLater, "busy");
    return;
  }
  entry->joining = false;
  audiences_.Join(entry, *heard);
  const auto changes = std::exchange(entry->changes, {});
  for (const auto& [position, change] : changes.get()) {
    if (position > snapshot) audiences_.ApplyMembership(change, position);
  }
  for (const auto& session : sessions) {
    session->Join();
  }
}

void IoThread::Remove(Session& session) {
  KOINE_REQUIRE(loop_.InLoopThread());
  UserEntry* entry = session.entry_;
  if (entry == nullptr) return;
  rooms_.Forget(session);
  session.entry_ = nullptr;
  --session_count_;
  session.dialect().series().sessions->Add(-1);
  std::erase_if(entry->sessions, [&](const auto& other) { return other.get() == &session; });
  const access::Principal& who = session.who_;
  const int platform = PlatformOf(session);
  const bool last = services_.presence->Remove(who.user, platform, session.begun_ms_);
  NotePlatforms(who.user);
  CheckSurplus(who.user);
  watchers_.Forget(session);
  NotePresence(who.user);
  const bool calls = session.dialect_.policy().call.ring_ms > 0;
  if (last || calls || session.kept() > 0) {
    ends_.push_back({who.tenant, who.user, session.dialect_.id(), session.kept(), last, who.login,
                     services_.clock->NowMs()});
    MergeLater();
  }
  if (entry->sessions.empty()) {
    audiences_.Forget(entry);
    users_.erase(who.user);
  }
}

void IoThread::SetAway(Session& session, bool away) {
  const UserId user = session.who_.user;
  if (services_.presence->SetAway(user, PlatformOf(session), session.begun_ms_, away)) {
    NotePresence(user);
  }
}

void IoThread::NotePresence(UserId user) {
  presence_.insert(user);
  MergeLater();
}

void IoThread::CheckSurplus(UserId user) {
  const auto begun_ms =
      services_.presence->Surplus(user, gateway_.settings().sessions_per_user_max);
  if (begun_ms) gateway_.GiveWay(user, *begun_ms);
}

void IoThread::GiveWay(UserId user, std::int64_t begun_ms) {
  KOINE_REQUIRE(loop_.InLoopThread());
  UserEntry* entry = FindUser(user);
  if (entry == nullptr) return;
  for (const auto& session : entry->sessions) {
    if (session->begun_ms_ != begun_ms || session->closing()) continue;
    const std::shared_ptr<Session> oldest = session;  // closing changes the list
    services_.presence->Leave(user, PlatformOf(*oldest), begun_ms);
    oldest->begun_ms_ = Presence::kLeaving;
    oldest->dialect().OnRevoked(*oldest, "replaced");
    CheckSurplus(user);  // several may have come at once
    return;
  }
}

void IoThread::NoteRemote(const std::vector<UserId>& users) {
  for (const UserId user : users) {
    NotePresence(user);
    NotePlatforms(user);
    CheckSurplus(user);
  }
}

void IoThread::NotePlatforms(UserId user) {
  if (gateway_.watched() == 0) return;
  platforms_.insert(user);
  MergeLater();
}

void IoThread::TellPlatforms(const std::vector<UserId>& users) {
  for (const UserId user : users) {
    if (watchers_.Watches(user)) watchers_.Tell(user, services_.presence->Platforms(user));
  }
}

void IoThread::MergeLater() {
  if (merging_) return;
  merging_ = true;
  loop_.After(kMergeMs, [this] {
    merging_ = false;
    TellPresence();
    WriteNoted();
  });
}

void IoThread::WriteNoted() {
  KOINE_REQUIRE(loop_.InLoopThread());
  WriteEnds();
  deliveries_.Write();
}

namespace {

struct Told {
  UserId user;
  Presence::Change change;
};

// Those of them who are online and in a call.
std::vector<UserId> BusyOf(store::Txn& txn, const std::vector<Told>& told) {
  std::map<TenantId, std::vector<std::int64_t>> online;
  for (const Told& one : told) {
    if (one.change.online) online[one.change.tenant].push_back(one.user.value);
  }
  std::vector<UserId> out;
  for (const auto& [tenant, users] : online) {
    const std::vector<UserId> busy = call::BusyAmong(txn, tenant, users);
    out.insert(out.end(), busy.begin(), busy.end());
  }
  return out;
}

// Whether the user is there, with which devices, and whether they look; a user in a call is busy,
// which goes before being away.
void TellOne(store::Txn& txn, UserId user, const Presence::Change& change, bool busy) {
  event::PresenceChanged told;
  told.user = user;
  told.online = change.online;
  told.whole = change.whole;
  told.status = busy ? "busy" : change.away ? "away" : "online";
  for (const auto& [platform, here] : change.devices) told.devices.push_back({platform, here});
  const std::string status = told.status;
  if (change.whole || !told.devices.empty()) {
    conversation::TellPresence(txn, change.tenant, std::move(told));
  }
  if (change.turned && !busy) {
    conversation::TellStatus(txn, change.tenant, user, status);
  }
}

}  // namespace

void IoThread::TellPresence() {
  if (!platforms_.empty()) {
    gateway_.TellPlatforms({platforms_.begin(), platforms_.end()});
    platforms_.clear();
  }
  std::vector<Told> told;
  // If it is as they were told last when the time is over, others hear nothing.
  for (const UserId user : std::exchange(presence_, {})) {
    if (const auto change = services_.presence->TakeChange(user)) told.push_back({user, *change});
  }
  // Each node tells the sessions at it.
  if (services_.presence->local_users() == 0) return;
  for (std::size_t at = 0; at < told.size(); at += kToldPerRead) {
    const std::size_t to = std::min(told.size(), at + kToldPerRead);
    std::vector<Told> part(told.begin() + static_cast<std::ptrdiff_t>(at),
                           told.begin() + static_cast<std::ptrdiff_t>(to));
    services_.store->Read(
        "presence",
        [part = std::move(part)](store::Txn& txn) {
          const std::vector<UserId> busy = BusyOf(txn, part);
          for (const Told& one : part) {
            const bool calls = std::find(busy.begin(), busy.end(), one.user) != busy.end();
            TellOne(txn, one.user, one.change, calls);
          }
        },
        [](const Error*) {});
  }
}

void IoThread::WriteEnds() {
  std::size_t at = 0;
  while (at < ends_.size()) {
    const std::size_t to = std::min(ends_.size(), at + kEndsPerCommand);
    std::vector<End> part(ends_.begin() + static_cast<std::ptrdiff_t>(at),
                          ends_.begin() + static_cast<std::ptrdiff_t>(to));
    at = to;
    const std::size_t count = part.size();
    services_.store->Write(
        {"session ends", store::kNoKey, true, true},
        [part = std::move(part)](store::Txn& txn) -> Status {
          std::vector<call::Gone> gone;
          for (const End& end : part) {
            gone.push_back({end.tenant, end.user, end.login, end.at_ms, end.last});
            if (end.delivered > 0) {
              identity::RaiseDelivered(txn, end.tenant, end.user, end.dialect, end.delivered);
            }
            if (end.last) identity::SetLastOnline(txn, end.tenant, end.user, txn.now_ms());
          }
          call::NoteGone(txn, gone);
          return Ok();
        },
        [count](const Status& status, const store::Numbering&) {
          if (!status.ok())
            log::Warn("gateway", "the ends of {} sessions could not be stored", count);
        });
  }
  ends_.clear();
}

}  // namespace koine::gateway
