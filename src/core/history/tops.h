#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>

#include "core/access/principal.h"
#include "core/body/message.h"
#include "core/message/top.h"
#include "store/txn.h"

namespace koine::history {

// What is on top of a group: a message, or a text that is none.
struct ShownTop {
  message::Top top;
  std::optional<body::Message> message;
};
// Of those of these groups that have something on top, in two statements; a message that is gone is
// on none. For who sees the groups whole (access::SightOf).
std::map<ConversationId, ShownTop> ListTops(store::Txn& txn, const access::Principal& who,
                                            std::span<const std::int64_t> groups);

}  // namespace koine::history
