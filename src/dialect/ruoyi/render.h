#pragma once

#include <string>

#include "base/json.h"
#include "core/event/event.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/dialect.h"
#include "gateway/session.h"

// What the files that render frames share (ruoyi 22.3, 22.4, 22.6).
namespace koine::ruoyi {

// --- what frames of the contract and older ones show alike

struct TypingOut {
  std::string type = "typing";
  ConversationId conversationId;
  UserId userId;
  bool isTyping = false;
  std::string userName;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(TypingOut, (type, conversationId, userId, isTyping, userName, timestamp))
struct OnlineOut {
  std::string type;
  UserId userId;
  bool data = false;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(OnlineOut, (type, userId, data, timestamp))
struct RecalledPayload {
  MessageId messageId;
  ConversationId conversationId;
  UserId userId;
  std::string userName;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(RecalledPayload, (messageId, conversationId, userId, userName, timestamp))
struct EditedPayload {
  MessageId messageId;
  ConversationId conversationId;
  std::string content;
  bool isEdited = true;
  json::Time editTime;
};
KOINE_DESCRIBE(EditedPayload, (messageId, conversationId, content, isEdited, editTime))
RecalledPayload ToRecalled(const event::Event& event, const event::MessageRecalled& recalled);
EditedPayload ToEdited(const event::Event& event, const event::MessageEdited& edited);

// Writes an object as a text frame.
template <class T>
void AppendFrame(const T& frame, const json::Profile& profile, std::string* frames) {
  std::string& text = gateway::SpareText();
  json::Write(frame, profile, &text);
  gateway::AppendTextFrame(frames, text);
}

// A new message as a reader of `view` sees it.
MessageOut ToMessage(const event::MessageCreated& created, MessageId id, gateway::View view);

// Appends the frames of a call.
void RenderCall(const event::Event& event, const event::CallChanged& changed, gateway::View view,
                const json::Profile& profile, std::string* frames);
void RenderSignal(const event::Event& event, const event::CallSignal& signal,
                  const json::Profile& profile, std::string* frames);

// Appends the frame of a DING.
void RenderDing(const event::Event& event, const event::DingTold& told,
                const json::Profile& profile, std::string* frames);

// Appends what clients of an older form (kFormD2, kFormD1) get beside the frames of the contract,
// or instead of one that is the same but for further members (ReplacesFrame).
void RenderLegacy(const event::Event& event, MessageId position, gateway::View view, int form,
                  const json::Profile& profile, std::string* frames);
// Whether RenderLegacy's frame of this event has the type and all members of the contract's.
bool ReplacesFrame(const event::Event& event, int form);

// A message that was not delivered in time (ruoyi 22.5), in the contract's form.
void AppendMissedMessage(const MessageOut& message, const json::Profile& profile,
                         std::string* frames);
// Whether clients of the older forms can draw it: what the server says would be an empty bubble
// under a member's name.
bool DrawnByLegacy(const body::Message& message);
// One message as a chat frame of an older form.
void AppendLegacyMessage(const MessageOut& message, int form, const json::Profile& profile,
                         std::string* frames);

}  // namespace koine::ruoyi
