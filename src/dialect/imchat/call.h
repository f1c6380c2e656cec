#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "core/call/group.h"
#include "core/call/signal.h"
#include "dialect/imchat/imchat.h"
#include "gateway/row.h"
#include "gateway/session.h"

// What the rows, frames and renderers of calls share (im-chat 2.6).
namespace koine::imchat {

// im-chat 2.6: 1 video, 2 voice.
inline constexpr int kVideoMode = static_cast<int>(event::CallMode::kVideo);
inline constexpr int kVoiceMode = static_cast<int>(event::CallMode::kVoice);

struct CallKeyIn {
  std::string callId;
};
KOINE_DESCRIBE(CallKeyIn, (callId))
KOINE_RULES(CallKeyIn, json::Rule("callId").Required())
struct CallReasonIn {
  std::string callId;
  std::optional<std::string> reason;
};
KOINE_DESCRIBE(CallReasonIn, (callId, reason))
KOINE_RULES(CallReasonIn, json::Rule("callId").Required(),
            json::Rule("reason").MaxChars(static_cast<std::int64_t>(call::kReasonCharsMax)))

struct CallPersonOut {
  UserId userId;
  std::string nickName;
  std::optional<std::string> headImage;
};
KOINE_DESCRIBE(CallPersonOut, (userId, nickName, headImage))
CallPersonOut ToCallPerson(const Person& person);

struct CallStartedOut {
  std::string callId;
  int mode = kVideoMode;
  std::int64_t expireSeconds = 0;
};
KOINE_DESCRIBE(CallStartedOut, (callId, mode, expireSeconds))
CallStartedOut ToStarted(const call::Started& started, int mode);

// A call to a friend, as the verbs take it.
call::StartIn CallOf(UserId friend_id, int mode);

// A call that goes on, by its UUID, through a door of core/call. kCallRefused "gone".
template <class Door>
class ByUuid {
 public:
  static constexpr const char* kDoor = Door::kDoor;
  using Key = std::string;
  static Result<ByUuid> Open(store::Txn& txn, gateway::Call& call, const std::string& uuid) {
    KOINE_TRY(const call::Call found, call::FindOpen(txn, call.who, uuid));
    KOINE_TRY(Door door, Door::Open(txn, call.who, found.id));
    return ByUuid(std::move(door));
  }
  const Door& operator*() const { return door_; }

 private:
  explicit ByUuid(Door door) : door_(std::move(door)) {}
  Door door_;
};

// What a browser says; kBadArgument `field` when it is too long or, if it must be there, is not.
Result<call::SignalIn> ToSignal(event::SignalKind kind, const json::Raw& value, const char* field,
                                bool required);

// A session has joined: it hears what rings for its user, and goes on with the call that it takes
// part in.
void MeetCalls(gateway::Session& session);

// Appends the frames of a call.
void RenderCall(const event::Event& event, const event::CallChanged& changed, gateway::View view,
                const json::Profile& profile, std::string* frames);
void RenderSignal(const event::Event& event, const event::CallSignal& signal,
                  const json::Profile& profile, std::string* frames);

}  // namespace koine::imchat
