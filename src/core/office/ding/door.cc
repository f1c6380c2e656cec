#include "core/office/ding/door.h"

#include "core/office/ding/rows.h"

namespace koine::ding {

namespace {

Result<Ding> Find(store::Txn& txn, const access::Principal& who, DingId id) {
  auto found = FindDing(txn, who.tenant, id, txn.writable());
  if (!found) return Error{Code::kNotFound, "ding"};
  return *std::move(found);
}

// What was delivered; nothing for everybody else.
std::optional<Receipt> ReceiptOf(store::Txn& txn, const access::Principal& who, DingId id) {
  auto receipt = FindReceipt(txn, who.tenant, id, who.user);
  if (!receipt || receipt->sent_at == 0) return std::nullopt;
  return receipt;
}

}  // namespace

Result<Seen> Seen::Open(store::Txn& txn, const access::Principal& who, DingId id) {
  KOINE_TRY(Ding ding, Find(txn, who, id));
  auto receipt = ReceiptOf(txn, who, id);
  if (!receipt && ding.sender != who.user) return Error{Code::kForbidden, "ding"};
  return Seen(who, std::move(ding), std::move(receipt));
}

Result<Received> Received::Open(store::Txn& txn, const access::Principal& who, DingId id) {
  KOINE_TRY(Ding ding, Find(txn, who, id));
  auto receipt = ReceiptOf(txn, who, id);
  if (!receipt) return Error{Code::kForbidden};
  return Received(who, std::move(ding), *std::move(receipt));
}

Result<Sent> Sent::Open(store::Txn& txn, const access::Principal& who, DingId id) {
  KOINE_TRY(Ding ding, Find(txn, who, id));
  if (ding.sender != who.user) return Error{Code::kRoleTooLow};
  return Sent(who, std::move(ding));
}

}  // namespace koine::ding
