#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/event/event.h"
#include "gateway/audience.h"
#include "gateway/deliveries.h"
#include "gateway/handovers.h"
#include "gateway/late_frames.h"
#include "gateway/limits.h"
#include "gateway/logins.h"
#include "gateway/rooms.h"
#include "gateway/session.h"
#include "gateway/turns.h"
#include "gateway/watchers.h"
#include "net/event_loop.h"
#include "net/outbox_budget.h"

namespace koine::gateway {

class Gateway;

// One I/O thread with all that lives on it: its sessions by user, the audiences they form, its
// cache of logins. Nothing is shared between threads but the store, presence and the pools, so
// there are no locks; a committed batch is applied once on each.
class IoThread {
 public:
  IoThread(Gateway& gateway, Services& services, std::uint16_t number);
  // Before the thread runs: sessions of other nodes have other numbers.
  void SetNode(std::uint16_t node);

  net::EventLoop& loop() { return loop_; }
  Services& services() { return services_; }
  Gateway& gateway() { return gateway_; }
  LoginCache& logins() { return logins_; }
  TokenCache& tokens() { return tokens_; }
  RateLimiter& limiter();
  Audiences& audiences() { return audiences_; }
  net::OutboxShare& outboxes() { return outboxes_; }
  Rooms& rooms() { return rooms_; }
  LateFrames& late_frames() { return late_frames_; }
  Deliveries& deliveries() { return deliveries_; }
  Handovers& handovers() { return handovers_; }
  // Reads of what sessions missed: many may come at once, and the store has others to read for.
  Turns& missed_reads() { return missed_reads_; }
  Watchers& watchers() { return watchers_; }
  // Users whose platforms changed somewhere in this process.
  void TellPlatforms(const std::vector<UserId>& users);
  // A user has too many sessions: the one here that began then gives way (mapping 3.4).
  void GiveWay(UserId user, std::int64_t begun_ms);
  // Users whose sessions at other nodes changed: whoever hears of such here is told.
  void NoteRemote(const std::vector<UserId>& users);

  // Delivers what a commit made known. In position order, at once or, where the members of a group
  // must be read first, when they are: what comes behind waits as well, so that no session hears
  // a later event before an earlier one.
  void Apply(const std::shared_ptr<const store::Batch>& batch);
  // The greatest position that came so far; at first that of the store.
  std::int64_t position() const { return position_; }
  // Events that wait, the oldest first. Above kHeldMax, and where members cannot be read, the
  // sessions are sent away, so that their clients come back and fetch what they missed.
  static constexpr std::size_t kHeldMax = 50'000;
  struct Held {
    event::EventPtr event;
    std::int64_t position;
    ConversationId changes;  // whose members it changes, for whoever looks through many; else 0
  };
  const std::deque<Held>& held() const { return held_; }
  // Delivers what waits up to the next that must.
  void RunHeld();
  void GiveUpHeld();
  // Before the thread runs: batches come from a log that others write too, and those up to
  // `position` never come. From then on what a snapshot shows may be far ahead of what came.
  void Follow(std::int64_t position);
  // From any thread: runs `task` here when all up to `position` came, after about kBehindMaxMs in
  // any case; at once where nothing is followed.
  static constexpr std::int64_t kBehindMaxMs = 1000;
  void PostBehind(std::int64_t position, net::Task task);
  // It waits where nothing is followed, too: a commit can be read a moment before it comes here.
  void PostWhenHere(std::int64_t position, net::Task task);
  // All that was committed before `steady_us` is delivered.
  void SetFresh(std::int64_t steady_us) { fresh_us_ = steady_us; }
  // How old what is in memory may be, in microseconds; 0 where nothing is followed.
  std::int64_t StaleUs() const;
  // The store lost what was delivered: forgets all and sends the sessions away.
  void Forget();

  // A signed-in session begins, hears its conversations (OnJoined follows), ends.
  void Add(const std::shared_ptr<Session>& session);
  void Remove(Session& session);
  // Nobody looks at it, or somebody does again.
  void SetAway(Session& session, bool away);
  // A number for a session that no other has, nor one of another node.
  std::uint64_t NewSessionNumber();
  // Soon, and at most once a second, what was noted is told and written.
  void MergeLater();
  // Once the thread has ended: what was noted is written now.
  void WriteNoted();
  std::size_t session_count() const { return session_count_; }
  UserEntry* FindUser(UserId user);

 private:
  static constexpr std::size_t kMissedReadsAtOnce = 64;

  // What is written when a session ends.
  struct End {
    TenantId tenant;
    UserId user;
    access::Dialect dialect;
    std::int64_t delivered;
    bool last;  // the user's last session
    LoginId login;
    std::int64_t at_ms;
  };

  // What waits for a position, and until when at most.
  struct Behind {
    std::int64_t until_ms;
    net::Task task;
  };

  // Of what concerns the server itself, which waits for nothing. False: it is something else.
  bool ApplyOwn(const event::Event& event);
  void ApplyEvent(const event::EventPtr& event, std::int64_t position);
  // Forgets what waits and who hears what, and ends all sessions: their clients come back.
  void SendAway(std::string_view reason);
  void RunBehind();
  void WatchBehind();
  void Revoke(const event::LoginsRevoked& revoked);
  // Sessions of the user that had this place before end.
  void Replace(UserId user, const event::PlaceTaken& taken);
  void Join(UserEntry* entry);
  void FinishJoin(UserId user, const std::vector<conversation::Heard>* heard,
                  std::int64_t snapshot);
  void NotePresence(UserId user);
  void CheckSurplus(UserId user);
  void NotePlatforms(UserId user);
  void TellPresence();
  void WriteEnds();
  void Sweep();
  void TrimMemory();

  Gateway& gateway_;
  Services& services_;
  net::EventLoop loop_;
  net::OutboxShare outboxes_;
  LoginCache logins_;
  TokenCache tokens_;
  Audiences audiences_;
  Rooms rooms_;
  LateFrames late_frames_;
  Deliveries deliveries_;
  Handovers handovers_;
  Turns missed_reads_{kMissedReadsAtOnce};
  Watchers watchers_;
  std::unordered_map<UserId, UserEntry> users_;
  std::unordered_set<UserId> presence_;   // who may have come or gone
  std::unordered_set<UserId> platforms_;  // whose sessions changed
  std::vector<End> ends_;
  std::size_t session_count_ = 0;
  std::int64_t position_;
  std::deque<Held> held_;
  GaugePart held_gauge_{HeldGauge()};
  bool follows_ = false;
  std::int64_t fresh_us_ = 0;
  std::multimap<std::int64_t, Behind> behind_;  // by the position they wait for
  bool behind_timer_ = false;
  std::uint64_t next_session_;
  bool merging_ = false;
};

// Counts a message of `who`, if the row sends one. Why it may not be sent, if there were too many.
std::optional<Error> CountMessage(IoThread& thread, const Row& row, const access::Principal& who);

}  // namespace koine::gateway
