#pragma once

#include <cstdint>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"
#include "store/txn.h"

namespace koine::appim {

class Appim;

// The number of a message in its conversation. kMessageNotFound: unknown, or in another one.
Result<std::int64_t> SeqOf(store::Txn& txn, const Appim& dialect, TenantId tenant,
                           ConversationId conversation, std::string_view msg_id);

}  // namespace koine::appim
