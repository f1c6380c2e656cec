#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/event/event.h"
#include "gateway/audience.h"
#include "gateway/late_frames.h"
#include "gateway/limits.h"
#include "gateway/logins.h"
#include "gateway/session.h"
#include "gateway/watchers.h"
#include "net/event_loop.h"

namespace koine::gateway {

class Gateway;

// One I/O thread with all that lives on it: its sessions by user, the audiences they form, its
// cache of logins. Nothing is shared between threads but the store, presence and the pools, so
// there are no locks; a committed batch is applied once on each.
class IoThread {
 public:
  IoThread(Gateway& gateway, Services& services, std::uint16_t number);

  net::EventLoop& loop() { return loop_; }
  Services& services() { return services_; }
  Gateway& gateway() { return gateway_; }
  LoginCache& logins() { return logins_; }
  TokenCache& tokens() { return tokens_; }
  RateLimiter& limiter() { return limiter_; }
  Audiences& audiences() { return audiences_; }
  LateFrames& late_frames() { return late_frames_; }
  Watchers& watchers() { return watchers_; }
  // Users whose platforms changed somewhere in this process.
  void TellPlatforms(const std::vector<UserId>& users);

  // Delivers what a commit made known. In position order.
  void Apply(const std::shared_ptr<const store::Batch>& batch);
  // The greatest position delivered so far; 0 before the first.
  std::int64_t position() const { return position_; }

  // A signed-in session begins, hears its conversations (OnJoined follows), ends.
  void Add(const std::shared_ptr<Session>& session);
  void Remove(Session& session);
  // A number for a session that no other of the process has.
  std::uint64_t NewSessionNumber();
  std::size_t session_count() const { return session_count_; }
  UserEntry* FindUser(UserId user);

 private:
  // What is written when a session ends.
  struct End {
    TenantId tenant;
    UserId user;
    access::Dialect dialect;
    std::int64_t delivered;
    bool last;  // the user's last session
  };

  void ApplyEvent(const event::EventPtr& event, std::int64_t position);
  void Revoke(const event::LoginsRevoked& revoked);
  void Join(UserEntry* entry);
  void FinishJoin(UserId user, const std::vector<conversation::Heard>* heard,
                  std::int64_t snapshot);
  void NotePresence(TenantId tenant, UserId user, bool before);
  void NotePlatforms(UserId user);
  void MergeLater();
  void TellPresence();
  void WriteEnds();
  void Sweep();

  Gateway& gateway_;
  Services& services_;
  net::EventLoop loop_;
  LoginCache logins_;
  TokenCache tokens_;
  RateLimiter limiter_;
  Audiences audiences_;
  LateFrames late_frames_;
  Watchers watchers_;
  std::unordered_map<UserId, std::unique_ptr<UserEntry>> users_;
  std::unordered_map<UserId, std::pair<TenantId, bool>> presence_;  // changed, and what was before
  std::unordered_set<UserId> platforms_;                            // whose sessions changed
  std::vector<End> ends_;
  std::size_t session_count_ = 0;
  std::int64_t position_ = 0;
  std::uint64_t next_session_;
  bool merging_ = false;
};

}  // namespace koine::gateway
