#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/event/event.h"

// Events as text: in the rows of the log, and between the nodes of a cluster.
namespace koine::event {

// The form in event.payload: all but tenant, time and kind, which have columns of their own. Of a
// MessageCreated too, whose row is the message: so it travels between nodes.
std::string Encode(const Event& event);

// Reads what Encode wrote, also of another version: members that it does not know are passed over,
// those that are missing have their default. `kind` is the index in Payload. kBadArgument: damaged,
// or of a kind that this version does not know.
Result<Event> Decode(int kind, std::string_view text);

// Whom a message names: those whom it mentions, and those whom a line of the system is about.
std::vector<UserId> TargetsOf(const MessageCreated& created);

}  // namespace koine::event
