#pragma once

#include <string_view>

#include "core/access/principal.h"
#include "core/app/channel.h"
#include "core/app/said.h"
#include "dialect/appim/message.h"
#include "dialect/appim/wire.h"
#include "gateway/presence.h"
#include "store/txn.h"

namespace koine::appim {

class Appim;

// Says something in a conversation as `sender`, who must be in it (kNotMember) unless the principal
// showed the master key and it is no conversation of two. `client_id`: see message::SendIn.
// `presence` tells who is in a room.
Result<SentOut> Say(store::Txn& txn, const access::Principal& sender, const app::Managed& place,
                    const MessageFields& fields, bool number, std::string_view client_id,
                    const gateway::Presence& presence);

inline constexpr std::int64_t kListSize = 10;
struct MessagePage {
  std::int64_t current_page = 1;
  std::vector<MessageItem> data;
  std::int64_t last_page = 1, per_page = 0, total = 0;
};
KOINE_DESCRIBE(MessagePage, (current_page, data, last_page, per_page, total))
MessagePage PageOf(const Paging& paging, std::int64_t total);

// A listed message.
MessageItem ToItem(const Appim& dialect, TenantId tenant, ConversationId conversation,
                   const app::Said& said);

}  // namespace koine::appim
