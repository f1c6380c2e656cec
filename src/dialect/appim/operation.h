#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/app/channel.h"
#include "store/txn.h"

namespace koine::appim {

class Appim;

// The number of a message in its conversation. kMessageNotFound: unknown, or in another one.
Result<std::int64_t> SeqOf(store::Txn& txn, const Appim& dialect, const access::Seated& place,
                           std::string_view msg_id);
Result<std::int64_t> SeqOf(store::Txn& txn, const Appim& dialect, const app::Managed& place,
                           std::string_view msg_id);

}  // namespace koine::appim
