// RTC_CALL, client to server (im-chat 2.6): each action is the same as the row of that name.

#include <memory>
#include <utility>
#include <variant>

#include "core/access/doors.h"
#include "core/event/event.h"
#include "dialect/imchat/call.h"
#include "dialect/imchat/frames.h"
#include "gateway/io_thread.h"
#include "store/store.h"

namespace koine::imchat {

using event::CallId;
using event::SignalKind;
using gateway::Call;
using gateway::Session;
using store::Txn;

enum class RtcAction : std::uint8_t {
  kSetup,
  kAccept,
  kReject,
  kCancel,
  kFailed,
  kHandup,
  kQuit,
  kJoin,
  kInvite,
  kDevice,
  kHeartbeat,
  kOffer,
  kAnswer,
  kCandidate,
};
KOINE_ENUM(RtcAction, (RtcAction::kSetup, "SETUP"), (RtcAction::kAccept, "ACCEPT"),
           (RtcAction::kReject, "REJECT"), (RtcAction::kCancel, "CANCEL"),
           (RtcAction::kFailed, "FAILED"), (RtcAction::kHandup, "HANDUP"),
           (RtcAction::kQuit, "QUIT"), (RtcAction::kJoin, "JOIN"), (RtcAction::kInvite, "INVITE"),
           (RtcAction::kDevice, "DEVICE"), (RtcAction::kHeartbeat, "HEARTBEAT"),
           (RtcAction::kOffer, "OFFER"), (RtcAction::kAnswer, "ANSWER"),
           (RtcAction::kCandidate, "CANDIDATE"))

struct RtcIn {
  RtcAction action = RtcAction::kHeartbeat;
  std::optional<std::string> callId;
  std::optional<UserId> friendId;         // who is called
  std::optional<ConversationId> groupId;  // where a call begins
  std::optional<UserId> userId;           // to whom of a group a signal goes
  std::optional<std::vector<std::int64_t>> userIds;
  int mode = kVideoMode;
  std::optional<std::string> reason;
  json::Raw offer, answer, candidate;
  std::optional<bool> isCamera, isMicroPhone;
};
KOINE_DESCRIBE(RtcIn, (action, callId, friendId, groupId, userId, userIds, mode, reason, offer,
                       answer, candidate, isCamera, isMicroPhone))
KOINE_RULES(RtcIn, json::Rule("action").Required().AnyCase(),
            json::Rule("friendId").Alias("receiverId"), json::Rule("userId").Alias("toUserId"),
            json::Rule("userIds").MaxItems(call::kInvitedMax),
            json::Rule("mode").Min(kVideoMode).Max(kVoiceMode),
            json::Rule("reason").MaxChars(static_cast<std::int64_t>(call::kReasonCharsMax)))

// What the sending socket hears; the call's own fields after SETUP.
struct RtcAck {
  RtcAction action = RtcAction::kHeartbeat;
  std::string callId;
  std::optional<int> mode;
  std::optional<std::int64_t> expireSeconds;
};
KOINE_DESCRIBE(RtcAck, (action, callId, mode, expireSeconds))
struct RtcRefused {
  RtcAction action = RtcAction::kHeartbeat;
  std::optional<std::string> callId;
  bool ack = true;
};
KOINE_DESCRIBE(RtcRefused, (action, callId, ack))

namespace {

// A session that took the place of an older one of the same login looks after the call once more,
// when the end of that one is known.
constexpr std::int64_t kReplacedMs = 5000;
static_assert(kReplacedMs < kCallGraceMs);

Result<call::SignalIn> SaidIn(const RtcIn& in) {
  switch (in.action) {
    case RtcAction::kOffer:
      return ToSignal(SignalKind::kOffer, in.offer, "offer", true);
    case RtcAction::kAnswer:
      return ToSignal(SignalKind::kAnswer, in.answer, "answer", true);
    default:
      return ToSignal(SignalKind::kCandidate, in.candidate, "candidate",
                      in.action == RtcAction::kCandidate);
  }
}

Result<RtcAck> Begin(Txn& txn, const access::Principal& who, RtcIn& in) {
  Result<call::Started> started(Code::kMissingArgument);
  if (in.groupId) {
    KOINE_TRY(const access::GroupMember place, access::GroupMember::Open(txn, who, *in.groupId));
    started = call::StartGroup(txn, place,
                               {static_cast<event::CallMode>(in.mode), std::move(in.userIds)});
  } else if (in.friendId) {
    started = call::Start(txn, who, CallOf(*in.friendId, in.mode));
  } else {
    return FieldError(Code::kMissingArgument, "friendId");
  }
  if (!started.ok()) return std::move(started).error();
  const CallStartedOut out = ToStarted(*started, in.mode);
  return RtcAck{in.action, out.callId, out.mode, out.expireSeconds};
}

// The call that a frame is about, through the door of what it does there; none where one begins.
class RtcPlace {
 public:
  static constexpr const char* kDoor = "call";
  static Result<RtcPlace> Open(Txn& txn, Call& call, const RtcIn& in);

  using Door =
      std::variant<std::monostate, call::GroupCall, call::CallToAccept, call::CallToDecline,
                   call::CallToCancel, call::CallToEnd, call::CallToSignal>;
  const Door& door() const { return door_; }
  const call::SignalIn& said() const { return said_; }

 private:
  RtcPlace() = default;
  Door door_;
  call::SignalIn said_;
};

template <class Place>
Status OpenTo(Txn& txn, const access::Principal& who, CallId id, RtcPlace::Door* door) {
  KOINE_TRY(Place place, Place::Open(txn, who, id));
  *door = std::move(place);
  return Ok();
}

Status OpenPrivate(Txn& txn, const access::Principal& who, CallId id, RtcAction action,
                   RtcPlace::Door* door) {
  switch (action) {
    case RtcAction::kAccept:
      return OpenTo<call::CallToAccept>(txn, who, id, door);
    case RtcAction::kReject:
    case RtcAction::kFailed:
      return OpenTo<call::CallToDecline>(txn, who, id, door);
    case RtcAction::kCancel:
      return OpenTo<call::CallToCancel>(txn, who, id, door);
    case RtcAction::kHandup:
      return OpenTo<call::CallToEnd>(txn, who, id, door);
    case RtcAction::kOffer:
    case RtcAction::kAnswer:
    case RtcAction::kHeartbeat:
    case RtcAction::kCandidate:
      return OpenTo<call::CallToSignal>(txn, who, id, door);
    default:
      return FieldError(Code::kBadArgument, "action");
  }
}

Result<RtcPlace> RtcPlace::Open(Txn& txn, Call& call, const RtcIn& in) {
  RtcPlace out;
  if (in.action == RtcAction::kSetup) return out;
  if (!in.callId || in.callId->empty()) return FieldError(Code::kMissingArgument, "callId");
  if (in.action == RtcAction::kInvite && !in.userIds) {
    return FieldError(Code::kMissingArgument, "userIds");
  }
  KOINE_TRY(out.said_, SaidIn(in));
  KOINE_TRY(const call::Call found, call::FindOpen(txn, call.who, *in.callId));
  KOINE_CHECK(found.group() ? OpenTo<call::GroupCall>(txn, call.who, found.id, &out.door_)
                            : OpenPrivate(txn, call.who, found.id, in.action, &out.door_));
  return out;
}

Status OnPrivate(Txn& txn, const RtcPlace& place, const RtcIn& in) {
  const std::string reason = in.reason.value_or("");
  if (const auto* on = std::get_if<call::CallToAccept>(&place.door())) {
    return call::Accept(txn, *on);
  }
  if (const auto* on = std::get_if<call::CallToDecline>(&place.door())) {
    return in.action == RtcAction::kReject ? call::Reject(txn, *on, reason)
                                           : call::Fail(txn, *on, reason);
  }
  if (const auto* on = std::get_if<call::CallToCancel>(&place.door())) {
    return call::Cancel(txn, *on);
  }
  if (const auto* on = std::get_if<call::CallToEnd>(&place.door())) {
    KOINE_CHECK(call::End(txn, *on));
    return Ok();
  }
  const auto& on = std::get<call::CallToSignal>(place.door());
  if (in.action == RtcAction::kOffer || in.action == RtcAction::kAnswer) {
    return call::Signal(txn, on, place.said());
  }
  KOINE_CHECK(call::Renew(txn, on));
  return place.said().data.empty() ? Ok() : call::Signal(txn, on, place.said());
}

Status OnGroup(Txn& txn, const call::GroupCall& on, const RtcIn& in, const call::SignalIn& said) {
  const std::string reason = in.reason.value_or("");
  switch (in.action) {
    case RtcAction::kAccept:
      return call::AcceptGroup(txn, on);
    case RtcAction::kJoin:
      return call::JoinGroup(txn, on);
    case RtcAction::kReject:
      return call::RejectGroup(txn, on, reason);
    case RtcAction::kFailed:
      return call::FailGroup(txn, on, reason);
    case RtcAction::kCancel:
      return call::CancelGroup(txn, on);
    case RtcAction::kQuit:
    case RtcAction::kHandup:
      return call::LeaveGroup(txn, on);
    case RtcAction::kInvite:
      return call::InviteGroup(txn, on, *in.userIds);
    case RtcAction::kDevice:
      return call::SetDevice(txn, on, in.isCamera, in.isMicroPhone);
    case RtcAction::kHeartbeat:
      return call::RenewGroup(txn, on);
    case RtcAction::kOffer:
    case RtcAction::kAnswer:
    case RtcAction::kCandidate:
      if (!in.userId) return FieldError(Code::kMissingArgument, "userId");
      return call::SignalGroup(txn, on, *in.userId, said);
    case RtcAction::kSetup:
      break;
  }
  return FieldError(Code::kBadArgument, "action");
}

Result<RtcAck> RtcFrame(Txn& txn, Call& call, const RtcPlace& place, RtcIn& in) {
  if (in.action == RtcAction::kSetup) return Begin(txn, call.who, in);
  if (const auto* on = std::get_if<call::GroupCall>(&place.door())) {
    KOINE_CHECK(OnGroup(txn, *on, in, place.said()));
  } else {
    KOINE_CHECK(OnPrivate(txn, place, in));
  }
  return RtcAck{in.action, *in.callId, std::nullopt, std::nullopt};
}

void RtcFailed(Session& session, const Error& error, const void* request) {
  const auto& in = *static_cast<const RtcIn*>(request);
  const Answer answer = AnswerOf(error);
  const std::string data =
      json::ToText(RtcRefused{in.action, in.callId, true}, session.dialect().profile());
  session.SendText(AnswerText(kCallFrame, answer.code, answer.message, data));
  if (in.action == RtcAction::kSetup && in.friendId && !in.groupId) {
    call::RecordRefused(session.services().store, session.who(), CallOf(*in.friendId, in.mode),
                        error);
  }
}

void GoOn(Session& session) {
  session.services().store->Write(
      {"call goes on"},
      [who = session.who()](Txn& txn) -> Status {
        call::Back(txn, who);
        return Ok();
      },
      [](const Status&, const store::Numbering&) {});
}

}  // namespace

void MeetCalls(Session& session) {
  struct Found {
    std::vector<call::Shown> ringing;
    bool in_call = false;
  };
  auto found = std::make_shared<Found>();
  auto self = session.shared_from_this();
  session.services().store->Read(
      "calls",
      [found, who = session.who()](Txn& txn) {
        found->ringing = call::Ringing(txn, who);
        found->in_call = call::InCall(txn, who);
      },
      [found, self](const Error* failure) {
        if (failure != nullptr || (found->ringing.empty() && !found->in_call)) return;
        self->thread().loop().Post([found, self] {
          const std::int64_t now_ms = self->services().clock->NowMs();
          std::string frames;
          for (const call::Shown& shown : found->ringing) {
            self->dialect().Render(call::RingingEvent(self->who(), shown, now_ms), 0,
                                   gateway::View::kTarget, self->wire(), &frames);
          }
          if (!frames.empty()) self->SendFrames(frames);
          if (!found->in_call) return;
          GoOn(*self);
          self->After(kReplacedMs, &GoOn);
        });
      });
}

void AddCallFrames(std::vector<gateway::FrameRow>* rows) {
  using gateway::Fr;
  using gateway::Mode;
  rows->push_back(
      Fr<&RtcFrame>(kCallFrame, "Send a call action or signal",
                    {.mode = Mode::kWrite,
                     .door = "callId",
                     .example = R"({"action":"OFFER","callId":"{call.mine}","offer":"v=0"})",
                     .ref = "2.6"},
                    &RtcFailed));
}

}  // namespace koine::imchat
