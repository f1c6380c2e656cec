#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/ids.h"
#include "core/event/event.h"

// What a call is, and who takes part in it.
namespace koine::call {

using event::CallId;
using event::CallMode;

// Stored in call.scope: never renumber.
enum class Scope : std::uint8_t { kPrivate = 1, kGroup = 2 };
// Stored in call.state: never renumber.
enum class CallState : std::uint8_t {
  kRinging = 1,
  kTalking = 2,  // of a group: goes on
  kRejected = 3,
  kTimedOut = 4,
  kCancelled = 5,
  kEnded = 6,
  kFailed = 7,
};

struct Call {
  CallId id;
  std::string uuid;
  Scope scope = Scope::kPrivate;
  CallMode mode = CallMode::kVideo;
  ConversationId conversation;  // the group; between two, their conversation if they had one
  UserId caller, callee;        // callee 0 in a group
  CallState state = CallState::kRinging;
  std::string reason;
  int origin = 0;            // access::Dialect of who began it
  bool record = false;       // leaves a line in the conversation
  int participants_max = 2;  // at once
  // ms; 0: not yet
  std::int64_t ring_until = 0, started_at = 0, connected_at = 0, ended_at = 0;

  bool group() const { return scope == Scope::kGroup; }
  bool over() const { return ended_at > 0; }
  // Whole seconds that it was talked; 0 while it is not over.
  std::int64_t seconds() const {
    return over() && connected_at > 0 ? (ended_at - connected_at) / 1000 : 0;
  }
};

// Stored in call_party.state: never renumber.
enum class PartyState : std::uint8_t { kInvited = 1, kIn = 2, kOut = 3 };

struct Party {
  CallId call;
  UserId user;
  PartyState state = PartyState::kInvited;
  bool active = false;  // the user is busy with it; at most one call of a user is
  LoginId login;        // with which they take part; 0: not yet
  bool device = false;  // that login stands for one device
  bool camera = true, microphone = true;
  std::int64_t grace_ms = 0;
  // ms; when they were seen last, and since when they have no connection
  std::int64_t ring_until = 0, started_at = 0, seen_at = 0, lost_at = 0;

  // The sessions that take part, if it is not all of the user's.
  std::optional<event::Terminal> Terminal(bool only) const {
    if (!device || state != PartyState::kIn) return std::nullopt;
    return event::Terminal{user, login, only};
  }
};

}  // namespace koine::call
