#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/call/pair_call.h"
#include "core/call/state.h"
#include "store/job.h"
#include "store/txn.h"

// Calls between two (ruoyi 14, im-chat 2.6.1): who rings, who answered where, what became of it.
// Media never pass here; what the browsers say to each other is handed on and forgotten. A user is
// busy from the moment they call or are called until that call is over, and then with that one
// only.
namespace koine::store {
class Store;
}

namespace koine::call {

// What a party's browser sends at once at most, in bytes (im-chat 2.6.1).
inline constexpr std::size_t kSignalBytesMax = 64 * 1024;
inline constexpr std::size_t kReasonCharsMax = 128;
// A party of which neither a connection nor a sign of life was seen for so long is gone.
inline constexpr std::int64_t kSilentMs = 60'000;
// How often a call that goes on is looked after.
inline constexpr std::int64_t kWatchMs = 20'000;
// Calls that may ring for one user and are told to a device that connects.
inline constexpr int kRingingMax = 20;

struct StartIn {
  UserId callee;
  CallMode mode = CallMode::kVideo;
  ConversationId conversation;    // 0, or that of the two
  bool callee_connected = false;  // on a device that can be called
  bool record = false;            // a line of it shall be left in their conversation
};
struct Started {
  CallId id;
  std::string uuid;
  std::int64_t ring_ms = 0;
};
// Calls somebody. kSelfTarget "call"; kUserNotFound "target"; kBadArgument "conversationId" when
// that is not the conversation of the two; kNotFriends; kBlockedByPeer; kPeerRefuses "call" (the
// peer's privacy); kCallRefused "self_busy", "offline", "busy". Tells both.
Result<Started> Start(store::Txn& txn, const access::Principal& who, const StartIn& in);

// The verbs on a call take its door (pair_call.h).

// The callee takes it. kCallRefused "state", "over".
Status Accept(store::Txn& txn, const CallToAccept& on);
// The callee does not want it. kCallRefused "state", "over".
Status Reject(store::Txn& txn, const CallToDecline& on, std::string_view reason);
// The caller gives up before there is an answer. kCallRefused "state", "over".
Status Cancel(store::Txn& txn, const CallToCancel& on);
// The callee's device cannot take it. kCallRefused "state", "over".
Status Fail(store::Txn& txn, const CallToDecline& on, std::string_view reason);
// Either ends it: before an answer the caller cancels, the callee rejects. False when it was over
// already.
Result<bool> End(store::Txn& txn, const CallToEnd& on);

// What is told the other party, to the sessions that take part once there was an answer.
struct SignalIn {
  event::SignalKind kind = event::SignalKind::kOffer;
  std::string data;  // at most kSignalBytesMax; kBadArgument "signalData"
  bool json = false;
};
// In a read. kCallRefused "over".
Status Signal(store::Txn& txn, const CallToSignal& on, const SignalIn& in);
// A sign of life of a party. Refused as Signal.
Status Renew(store::Txn& txn, const CallToSignal& on);

// The call that goes on, by its UUID. kCallRefused "gone" where there is none.
Result<Call> FindOpen(store::Txn& txn, const access::Principal& who, std::string_view uuid);

// A call as lists show it. Of a group's call the callee is nobody.
struct Shown {
  Call call;
  Person caller, callee;
};
Shown Get(store::Txn& txn, const PairCall& on);
// The call between two that the principal is busy with.
std::optional<Shown> Active(store::Txn& txn, const access::Principal& who);
// Those between two in which the principal was a party, the newest first.
std::vector<Shown> History(store::Txn& txn, const access::Principal& who, std::int64_t limit,
                           std::int64_t offset);
std::int64_t CountHistory(store::Txn& txn, const access::Principal& who);
// Those of these people, whose presence the principal may see, who are busy with a call, by id.
std::vector<UserId> BusyAmong(store::Txn& txn, const access::Principal& who,
                              std::span<const std::int64_t> people);

// What a device that connects must hear: calls that ring for its user. In a read.
std::vector<Shown> Ringing(store::Txn& txn, const access::Principal& who);
// Whether the principal is in a call, so that a new connection of theirs matters (Back).
bool InCall(store::Txn& txn, const access::Principal& who);
// The principal is connected again: the call goes on.
void Back(store::Txn& txn, const access::Principal& who);

// The event that a call rings for `who`, as it was told when it began; for devices that connect
// later.
event::Event RingingEvent(const access::Principal& who, const Shown& shown, std::int64_t now_ms);

// A call that was refused with "busy" (im-chat 2.6.1) or "offline" leaves a line, too, so that the
// other learns of it; and only of the first of many within kMissedAgainMs.
inline constexpr std::int64_t kMissedAgainMs = 60'000;
bool LeavesMissed(const access::Principal& who, const StartIn& in, const Error& error);
// That line, in a transaction of its own. None between people who have neither a conversation nor
// each other as contacts.
Status RecordMissed(store::Txn& txn, const access::Principal& who, const StartIn& in);
// Writes it if there is one to write, some time later.
void RecordRefused(store::Store* store, const access::Principal& who, const StartIn& in,
                   const Error& error);

// Sessions that ended. A party without any has its grace to come back; one who may not sign in any
// more has none.
struct Gone {
  TenantId tenant;
  UserId user;
  LoginId login;
  std::int64_t at = 0;  // ms
  bool last = false;    // the user's last session, as far as is known
};
void NoteGone(store::Txn& txn, std::span<const Gone> gone);

// Whether a user has a session somewhere.
using Connected = std::function<bool(UserId)>;
// The ends of calls that nobody answers or whose parties are gone or shut out
// (identity::TellShutOut): on any node, once.
void AddJobs(store::JobRunner& jobs, Connected connected);

}  // namespace koine::call
