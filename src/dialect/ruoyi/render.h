#pragma once

#include <string>

#include "base/json.h"
#include "core/event/event.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/dialect.h"

// What the files that render frames share (ruoyi 22.3, 22.4, 22.6).
namespace koine::ruoyi {

// A new message as a reader of `view` sees it.
MessageOut ToMessage(const event::MessageCreated& created, MessageId id, gateway::View view);
// The text of an edited message.
std::string EditedText(const event::MessageEdited& edited);

// Appends what clients of an older form (kFormD2, kFormD1) get beside the frames of the contract,
// or instead of one that is the same but for further members (ReplacesFrame).
void RenderLegacy(const event::Event& event, MessageId position, gateway::View view, int form,
                  const json::Profile& profile, std::string* frames);
// Whether RenderLegacy's frame of this event has the type and all members of the contract's.
bool ReplacesFrame(const event::Event& event, int form);

// One message as a chat frame of an older form.
void AppendLegacyMessage(const MessageOut& message, int form, const json::Profile& profile,
                         std::string* frames);

}  // namespace koine::ruoyi
