#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/boxed.h"
#include "core/conversation/audience.h"
#include "core/event/event.h"
#include "gateway/dialect.h"
#include "gateway/late_frames.h"
#include "net/outbox.h"

namespace koine::gateway {

class IoThread;
class Session;

struct Audience;

// How long what a group or room hears waits to be written, so that one system call writes several
// messages to a hearer (docs/adr/0032-busy-groups.md): where something was heard just before, about
// as long as it takes to write to all, and only while others come in that time.
class Pace {
 public:
  // A group that heard something so long ago is busy.
  static constexpr std::int64_t kBusyMs = 10;
  // To how many are written in a millisecond, about.
  static constexpr std::size_t kWrittenInOneMs = 128;
  static constexpr int kWaitMsMax = 2;
  // After one that waited alone so many do not wait.
  static constexpr int kAtOnce = 8;

  // Of what so many hearers are told now, in ms. 0: it does not wait.
  int Next(std::size_t hearers, std::int64_t now_ms);

 private:
  std::int64_t last_ms_ = INT64_MIN / 2;
  std::int64_t written_ms_ = INT64_MIN / 2;  // when those that waited last were written, about
  int waited_ = 0;                           // so many of them
  int at_once_ = 0;                          // so many to come do not wait
};

// A user with sessions on this thread.
struct UserEntry {
  UserId user;
  TenantId tenant;
  std::vector<std::shared_ptr<Session>> sessions;
  std::vector<Audience*> audiences;  // those in memory that the user belongs to
  bool joining = true;               // the user's conversations are being read
  // While they are: what changed meanwhile, with its position.
  Boxed<std::vector<std::pair<std::int64_t, event::Membership>>> changes;
};

// The users of this thread who hear a conversation.
struct Audience {
  struct Hearer {
    UserEntry* entry;
    std::int64_t min_seq;  // the user may not hear earlier messages
  };
  ConversationId conversation;
  TenantId tenant;
  std::vector<Hearer> hearers;
  bool loading = true;
  Pace pace;
  std::int64_t used_ms = 0;
  std::int64_t failing_since_ms = 0;  // 0: its last read did not fail
};

// Audiences of the group conversations in use: read at the first event, kept current by events of
// membership and by sign-ins, dropped when idle. A message to a group costs what is online of it.
class Audiences {
 public:
  // One that heard nothing for so long is dropped.
  static constexpr std::int64_t kIdleMs = 10 * 60 * 1000;

  explicit Audiences(IoThread& thread) : thread_(thread) {}

  // Whether the members of event->place are known. If not, they are being read, and the thread's
  // RunHeld follows. Nothing needs to be known of an event that goes to no group's members.
  bool Ready(const event::Event& event);
  // Delivers to the members of event->place. REQUIRES: Ready.
  void Deliver(const event::EventPtr& event, std::int64_t position);
  // REQUIRES: the event that carries the change is delivered to the same conversation.
  void ApplyMembership(const event::Membership& change, std::int64_t position);
  // The user's conversations, as read at sign-in.
  void Join(UserEntry* entry, std::span<const conversation::Heard> heard);
  void Forget(UserEntry* entry);
  void DropIdle(std::int64_t now_ms);
  // Knows nothing any more.
  void Clear();
  std::size_t size() const { return audiences_.size(); }

 private:
  struct Loaded {
    std::shared_ptr<Audience> audience;
    std::vector<conversation::Listener> listeners;
    std::int64_t snapshot = 0;  // the last position they take into account
    bool failed = false;
  };
  void Load(const std::shared_ptr<Audience>& audience);
  void FinishLoad(const Loaded& loaded);
  void Again(const std::shared_ptr<Audience>& audience);
  // Still the one that is waited for.
  bool Awaited(const std::shared_ptr<Audience>& audience) const;
  static void Insert(Audience* audience, UserEntry* entry, std::int64_t min_seq);
  static void Erase(Audience* audience, UserEntry* entry);

  IoThread& thread_;
  std::unordered_map<ConversationId, std::shared_ptr<Audience>> audiences_;
  GaugePart gauge_{AudiencesGauge()};
};

// Renders an event at most once for each variant that somebody needs.
class Rendering {
 public:
  // Each connection copies what few hear: that is less work than to share it.
  enum class Hearers : std::uint8_t { kFew, kMany };
  // For the users that an event names, and both of a direct conversation.
  Rendering(const event::EventPtr& event, std::int64_t position);
  // What is queued may wait so many ms (Pace).
  Rendering(const event::EventPtr& event, std::int64_t position, Hearers hearers, int within_ms);
  ~Rendering();
  Rendering(const Rendering&) = delete;
  Rendering& operator=(const Rendering&) = delete;
  // Queues it to all sessions of the user but the one it came from.
  void SendTo(UserEntry& entry);
  // The same to one session of a user.
  void SendTo(const std::shared_ptr<Session>& session, UserId user);

 private:
  View ViewOf(UserId user) const;
  void Send(const std::shared_ptr<Session>& session, View view);
  void Queue(const std::shared_ptr<Session>& session, View view);
  // Whether the message came from this session, or its user has it from an answer.
  bool IsOrigin(const Session& session) const;
  // Whether a session is one of those of its user that the event is for.
  bool Hears(const Session& session) const;
  // Remembers that the session was handed the message in these bytes (Handovers).
  void NoteHandover(const Session& session, IoThread& thread, std::size_t bytes);
  void SendLater(const std::shared_ptr<Session>& session, View view);
  const event::EventPtr& event_;
  std::int64_t position_;
  const Hearers hearers_;
  const int within_ms_;
  const bool kept_;           // Deliveries::Keeps
  std::int64_t now_ms_ = -1;  // looked up at the first message that is handed over
  const event::MessageCreated* created_ = nullptr;
  const std::vector<event::Terminal>* terminals_ = nullptr;  // of calls
  struct Frame {
    const Dialect* dialect = nullptr;
    int variant = 0;
    std::size_t from = 0, size = 0;  // its bytes in the text
    net::SharedFrames shared;        // the same, for many
  };
  struct Room {
    std::vector<Frame> frames;
    std::string text;
  };
  static Room& SpareRoom();
  const Frame& Rendered(const Session& session, View view);

  Room room_;  // of the thread, which keeps it for the next
  // Of dialects that render late: who hears it, by dialect.
  std::vector<std::pair<const Dialect*, std::vector<LateFrames::Hearer>>> late_;
  IoThread* thread_ = nullptr;  // of those
  std::size_t delivered_ = 0;
};

}  // namespace koine::gateway
