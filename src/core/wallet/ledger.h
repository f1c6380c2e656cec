#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "store/txn.h"

// Money in a double-entry ledger of integer cents. What one account gains others lose in the same
// posting, so all accounts together always hold nothing. A balance is kept with its account, and
// each entry says what it was after it; the entries of an account are numbered without holes.
namespace koine::wallet {

// Stored: never renumber. Those of users and packets never fall below nothing. Postings change
// accounts in the order of these numbers.
enum class AccountKind : std::uint8_t {
  kUser = 1,
  kPacket = 2,    // of one red packet: what nobody has taken yet
  kHold = 3,      // withdrawals that wait for their outcome
  kRecharge = 4,  // what came from outside, as a debt
  kPayout = 5,    // what went out
  kFee = 6,
  kVip = 7,
  kAdjust = 8,  // what administrators gave, as a debt
};

// Why (im-chat 2.1). Stored: never renumber. The last one touches no account of a user.
enum class Type : std::uint8_t {
  kRecharge = 1,
  kWithdrawal = 2,
  kVip = 3,
  kPacketSent = 4,
  kPacketTaken = 5,
  kPacketRefund = 6,
  kWithdrawalBack = 7,
  kAdjustment = 8,
  kPaidOut = 9,
};

// Large enough for any sum here, small enough that sums cannot overflow.
inline constexpr std::int64_t kCentsMax = 100'000'000'000;

struct AccountRef {
  AccountKind kind = AccountKind::kUser;
  std::int64_t owner = 0;  // the user, the packet, or the tenant

  friend auto operator<=>(const AccountRef&, const AccountRef&) = default;
};
AccountRef Of(UserId user);
AccountRef Of(TenantId tenant, AccountKind kind);

struct Line {
  AccountRef account;
  std::int64_t cents = 0;  // what it gains; less than 0: loses
};

struct Posting {
  Type type = Type::kAdjustment;
  std::string ref;          // the order's number, the packet's uuid; empty: none
  std::string remark;       // empty: the type says enough
  std::vector<Line> lines;  // sum 0, each account at most once
};

// Writes the posting and moves the balances; accounts that are missing begin with nothing. Returns
// the balance of the first line's account afterwards. kMoneyRefused "balance" when one of a user or
// a packet would fall below nothing, before anything is written; kInternal when a line moves
// nothing or more than kCentsMax, or is alone. The rows stay locked to the end of the transaction.
// REQUIRES: txn.writable(), sum 0, each account at most once
Result<std::int64_t> Post(store::Txn& txn, TenantId tenant, Posting posting);

}  // namespace koine::wallet
