#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "core/app/find.h"
#include "core/event/fwd.h"
#include "store/txn.h"

// What is shown around events that were routed to their audience, and around messages that their
// reader has been given: there may be no caller here.
namespace koine::app {

// The conversation of the event as it is now; nothing when it was deleted or is over.
std::optional<Channel> ChannelOf(store::Txn& txn, const event::Event& event);

struct Handle {
  UserId user;
  std::string handle;
};
std::vector<Handle> HandlesOf(store::Txn& txn, TenantId tenant, std::span<const std::int64_t> ids);

}  // namespace koine::app
