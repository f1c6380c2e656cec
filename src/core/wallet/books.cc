#include "core/wallet/books.h"

#include "core/wallet/money.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

namespace {

std::string AccountName(const Disagreement& d) {
  static constexpr const char* kNames[] = {"",       "user", "packet", "hold",  "recharge",
                                           "payout", "fee",  "vip",    "adjust"};
  const bool known = d.kind > 0 && d.kind < static_cast<std::int64_t>(std::size(kNames));
  return std::string(known ? kNames[d.kind] : "account kind " + std::to_string(d.kind)) + " " +
         std::to_string(d.owner);
}

std::string LineOf(BookRule rule, const Disagreement& d) {
  const std::string is = ToText(d.is), ought = ToText(d.ought);
  switch (rule) {
    case BookRule::kTransfer:
      return "transfer " + std::to_string(d.owner) + ": entries sum to " + is;
    case BookRule::kBalance:
      return "account " + AccountName(d) + ": balance " + is + ", entries sum to " + ought;
    case BookRule::kNumbers:
      return "account " + AccountName(d) + ": " + std::to_string(d.is) + " entries noted, " +
             std::to_string(d.ought) + " found or numbered";
    case BookRule::kNoAccount:
      return "account " + AccountName(d) + ": has entries, but does not exist";
    case BookRule::kChain:
      return "account " + AccountName(d) + ": after entry " + d.name + " the balance is " + is +
             ", and should be " + ought;
    case BookRule::kTenant:
      return "tenant " + std::to_string(d.owner) + ": its accounts hold " + is + " together";
    case BookRule::kBelowNothing:
      return "account " + AccountName(d) + ": balance " + is;
    case BookRule::kHold:
      return "tenant " + std::to_string(d.owner) + ": " + is + " held for withdrawals, " + ought +
             " waits";
    case BookRule::kOrder:
      return "order " + d.name + ": moved " + is + ", its state asks for " + ought;
  }
  return d.name;
}

}  // namespace

Books CheckBooks(store::Txn& txn) {
  Books out = CountBooks(txn);
  for (const BookRule rule : kBookRules) {
    for (const Disagreement& d : ListDisagreements(txn, rule, kFindingsMax)) {
      out.findings.push_back(LineOf(rule, d));
    }
  }
  return out;
}

}  // namespace koine::wallet
