#include "core/wallet/wallet.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "core/audit/audit.h"
#include "core/identity/people.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

namespace {}  // namespace

std::int64_t VipPrice(std::int64_t base_cents, int days) {
  const std::int64_t price = (base_cents * days * 2 + kVipBaseDays) / (2 * kVipBaseDays);
  return std::max<std::int64_t>(price, 1);
}

Wallet LockOwn(store::Txn& txn, const access::Principal& who) {
  LockBalance(txn, who.tenant, Of(who.user));
  return Find(txn, who.tenant, who.user);
}

bool HoldsNothing(store::Txn& txn, TenantId tenant, UserId user) {
  return LockBalance(txn, tenant, Of(user)) == 0;
}

Result<VipOut> BuyVip(store::Txn& txn, const access::Principal& who, const VipIn& in) {
  if (in.days < 1 || in.days > kVipDaysMax) return FieldError(Code::kBadArgument, "duration");
  KOINE_CHECK(RequireTrade(txn, who, in.trade));
  VipOut out;
  out.price = VipPrice(in.base_cents, in.days);
  const Request request{in.request, RequestKind::kVip, std::to_string(in.days)};
  KOINE_TRY(const auto paid, Claim(txn, who, request));
  if (paid) {
    const Wallet now = Find(txn, who.tenant, who.user);
    return VipOut{now.vip_until, text::ParseInt(*paid).value_or(out.price), now.balance};
  }
  // Before deciding where it begins: two purchases at once must both count.
  if (LockBalance(txn, who.tenant, Of(who.user)) < out.price) {
    return Error{Code::kMoneyRefused, "balance"};
  }
  const std::int64_t before = Find(txn, who.tenant, who.user).vip_until;
  KOINE_TRY(out.balance,
            Post(txn, who.tenant,
                 {Type::kVip,
                  "",
                  "",
                  {{Of(who.user), -out.price}, {Of(who.tenant, AccountKind::kVip), out.price}}}));
  out.until = std::max(before, txn.now_ms()) + in.days * kDayMs;
  SetVip(txn, who.tenant, who.user, out.until);
  Keep(txn, who, request, std::to_string(out.price));
  return out;
}

Result<std::int64_t> Adjust(store::Txn& txn, const access::Principal& who, const AdjustIn& in,
                            std::string_view address) {
  if (!who.admin()) return Error{Code::kForbidden};
  if (in.cents == 0 || in.cents > kCentsMax || in.cents < -kCentsMax) {
    return FieldError(Code::kBadArgument, "amount");
  }
  if (text::CodePoints(in.remark) > kRemarkMax) {
    return FieldError(Code::kBadArgument, "remark");
  }
  KOINE_CHECK(identity::GetUser(txn, who, in.user));
  KOINE_TRY(const std::int64_t balance,
            Post(txn, who.tenant,
                 {Type::kAdjustment,
                  "",
                  in.remark,
                  {{Of(in.user), in.cents}, {Of(who.tenant, AccountKind::kAdjust), -in.cents}}}));
  audit::Record(txn, who, "wallet.adjust",
                "user " + std::to_string(in.user.value) + " by " + std::to_string(in.cents), "ok",
                address);
  return balance;
}

}  // namespace koine::wallet
