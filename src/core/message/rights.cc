#include "core/message/rights.h"

#include <utility>

#include "core/message/rows.h"

namespace koine::message {

Result<Row> Kept(store::Txn& txn, const access::Member& place, std::int64_t seq) {
  auto row = FindBySeq(txn, place.who().tenant, place.conversation().id, seq);
  if (!row || row->message.deleted_at > 0) return Error{Code::kMessageNotFound};
  return *std::move(row);
}

Result<Row> Standing(store::Txn& txn, const access::Member& place, std::int64_t seq) {
  KOINE_TRY(Row row, Kept(txn, place, seq));
  if (row.message.recalled()) return Error{Code::kAlreadyRecalled};
  return row;
}

}  // namespace koine::message
