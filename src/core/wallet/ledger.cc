#include "core/wallet/ledger.h"

#include <algorithm>

#include "base/require.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

namespace {

bool Balanced(const std::vector<Line>& lines) {
  std::int64_t sum = 0;
  for (const Line& line : lines) {
    if (line.cents == 0 || line.cents > kCentsMax || line.cents < -kCentsMax) return false;
    sum += line.cents;
  }
  return sum == 0 && lines.size() >= 2;
}

// Only what is owed to others may be negative.
bool Bounded(AccountKind kind) {
  return kind <= AccountKind::kPacket;
}

}  // namespace

AccountRef Of(UserId user) {
  return {AccountKind::kUser, user.value};
}

AccountRef Of(TenantId tenant, AccountKind kind) {
  return {kind, tenant.value};
}

Result<std::int64_t> Post(store::Txn& txn, TenantId tenant, Posting posting) {
  KOINE_REQUIRE(txn.writable());
  if (posting.lines.empty() || !Balanced(posting.lines)) return Error{Code::kInternal, "posting"};
  const AccountRef first = posting.lines.front().account;
  std::sort(posting.lines.begin(), posting.lines.end(),
            [](const Line& a, const Line& b) { return a.account < b.account; });
  for (const Line& line : posting.lines) {
    if (line.cents > 0 || !Bounded(line.account.kind)) continue;
    if (LockBalance(txn, tenant, line.account) + line.cents < 0) {
      return Error{Code::kMoneyRefused, "balance"};
    }
  }
  const std::int64_t transfer = NewTransferId(txn);
  std::int64_t out = 0;
  for (const Line& line : posting.lines) {
    const std::int64_t balance = AddLine(txn, tenant, transfer, posting, line);
    // The accounts are locked, so this was decided above.
    KOINE_REQUIRE(balance >= 0 || !Bounded(line.account.kind));
    if (line.account == first) out = balance;
  }
  return out;
}

}  // namespace koine::wallet
