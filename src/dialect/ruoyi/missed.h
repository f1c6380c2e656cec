#pragma once

#include <cstdint>

#include "gateway/session.h"

namespace koine::ruoyi {

// Which forms of what was missed a session is sent.
enum class Missed : std::uint8_t { kContract, kOlder, kBoth };

// Sends what was not delivered to the user before (ruoyi 22.5), in portions, the next when the
// client has taken the one before; one to which it cannot be sent is sent away, so that it comes
// back for it. Of the older forms up to where its thread is now: what comes later is sent in the
// form of the session anyway.
void SendMissed(gateway::Session& session, Missed forms);

}  // namespace koine::ruoyi
