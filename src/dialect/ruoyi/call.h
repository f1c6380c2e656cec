#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "core/call/call.h"
#include "dialect/ruoyi/wire.h"

// What the rows, frames and renderers of calls share (ruoyi 14, 22.3).
namespace koine::ruoyi {

enum class CallType : std::uint8_t { kVideo, kVoice, kAudio };
KOINE_ENUM(CallType, (CallType::kVideo, "VIDEO"), (CallType::kVoice, "VOICE"),
           (CallType::kAudio, "AUDIO"))
inline event::CallMode ModeOf(CallType type) {
  return type == CallType::kVideo ? event::CallMode::kVideo : event::CallMode::kVoice;
}
const char* TypeText(event::CallMode mode);
// The state of a call in the words of the contract.
const char* StatusText(const call::Call& call);

struct CallOut {
  event::CallId callId, id;
  UserId callerId;
  std::string callerName, callerAvatar;
  UserId calleeId;
  std::string calleeName, calleeAvatar;
  std::optional<ConversationId> conversationId;
  std::string callType, status;
  json::Time startTime;
  std::optional<json::Time> connectTime, endTime;
  std::int64_t duration = 0;  // seconds
  std::optional<std::string> rejectReason;
};
KOINE_DESCRIBE(CallOut, (callId, id, callerId, callerName, callerAvatar, calleeId, calleeName,
                         calleeAvatar, conversationId, callType, status, startTime, connectTime,
                         endTime, duration, rejectReason))

}  // namespace koine::ruoyi
