#include "core/wallet/ledger.h"

#include <algorithm>

#include "base/require.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

namespace {

bool MayBePosted(const std::vector<Line>& lines) {
  for (const Line& line : lines) {
    if (line.cents == 0 || line.cents > kCentsMax || line.cents < -kCentsMax) return false;
  }
  return lines.size() >= 2;
}

// Money neither comes from nowhere nor goes there.
bool Balanced(const std::vector<Line>& lines) {
  std::int64_t sum = 0;
  for (const Line& line : lines) sum += line.cents;
  return sum == 0;
}

// Of lines in the order of their accounts.
bool EachOnce(const std::vector<Line>& lines) {
  const auto same = [](const Line& a, const Line& b) { return a.account == b.account; };
  return std::adjacent_find(lines.begin(), lines.end(), same) == lines.end();
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
  if (!MayBePosted(posting.lines)) return Error{Code::kInternal, "posting"};
  KOINE_REQUIRE(Balanced(posting.lines));
  const AccountRef first = posting.lines.front().account;
  std::sort(posting.lines.begin(), posting.lines.end(),
            [](const Line& a, const Line& b) { return a.account < b.account; });
  KOINE_REQUIRE(EachOnce(posting.lines));
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
