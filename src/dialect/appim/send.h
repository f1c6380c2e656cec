#pragma once

#include <string_view>

#include "core/access/principal.h"
#include "core/channel/channel.h"
#include "dialect/appim/message.h"
#include "store/txn.h"

namespace koine::appim {

class Appim;

// Says something in a conversation as `sender`, who must be in it (kNotMember) unless the principal
// showed the master key and it is no conversation of two. `client_id`: see message::SendIn.
Result<SentOut> Say(store::Txn& txn, const access::Principal& sender,
                    const channel::Managed& place, const MessageFields& fields, bool number,
                    std::string_view client_id);

// A listed message.
MessageItem ToItem(const Appim& dialect, TenantId tenant, ConversationId conversation,
                   const channel::Said& said);

}  // namespace koine::appim
