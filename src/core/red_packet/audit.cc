#include "core/red_packet/rows.h"
#include "core/wallet/books.h"
#include "core/wallet/money.h"

namespace koine::red_packet {

namespace {

std::string Line(PacketRule rule, const Disagreement& d) {
  const std::string is = wallet::ToText(d.is), ought = wallet::ToText(d.ought);
  switch (rule) {
    case PacketRule::kAccount:
      return "packet " + d.uuid + ": its account holds " + is + ", and should hold " + ought;
    case PacketRule::kShares:
      return "packet " + d.uuid + ": shares of " + is + " of " + ought +
             ", or not as many, or not taken as noted";
    case PacketRule::kEntry:
      break;
  }
  return "packet " + d.uuid + ": a share of " + ought + " was taken, its entry says " + is;
}

}  // namespace

Audit CheckPackets(store::Txn& txn) {
  Audit out;
  out.packets = CountAll(txn);
  for (const PacketRule rule : {PacketRule::kAccount, PacketRule::kShares, PacketRule::kEntry}) {
    for (const Disagreement& d : ListDisagreements(txn, rule, wallet::kFindingsMax)) {
      out.findings.push_back(Line(rule, d));
    }
  }
  return out;
}

}  // namespace koine::red_packet
