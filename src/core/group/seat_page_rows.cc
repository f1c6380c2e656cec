#include "core/group/seat_page_rows.h"

#include <algorithm>

namespace koine::group {

namespace {

// Pages that begin earlier are found soon enough from the start.
constexpr std::int64_t kFarSeats = 200;

const store::Sql kCount{"select member_count from conversation where tenant_id = ? and id = ?"};

}  // namespace

SeatPage FindSeatPage(store::Txn& txn, TenantId tenant, ConversationId conversation,
                      std::int64_t limit, std::int64_t offset) {
  if (offset < kFarSeats) return {false, limit, offset};
  const std::int64_t total = CountSeats(txn, tenant, conversation);
  if (offset < total / 2) return {false, limit, offset};
  const std::int64_t shown = std::clamp<std::int64_t>(total - offset, 0, limit);
  return {true, shown, std::max<std::int64_t>(total - offset - shown, 0)};
}

std::int64_t CountSeats(store::Txn& txn, TenantId tenant, ConversationId conversation) {
  const auto count = txn.First(
      kCount, [](const store::Row& row) { return row.Int(0); }, tenant, conversation);
  return count.value_or(0);
}

}  // namespace koine::group
