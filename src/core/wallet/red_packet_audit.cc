#include "core/wallet/books.h"
#include "core/wallet/money.h"
#include "core/wallet/red_packet_rows.h"

namespace koine::wallet {

namespace {

std::string PacketLine(PacketRule rule, const PacketDisagreement& d) {
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

PacketAudit CheckPackets(store::Txn& txn) {
  PacketAudit out;
  out.packets = CountAllPackets(txn);
  for (const PacketRule rule : {PacketRule::kAccount, PacketRule::kShares, PacketRule::kEntry}) {
    for (const PacketDisagreement& d : ListPacketDisagreements(txn, rule, wallet::kFindingsMax)) {
      out.findings.push_back(PacketLine(rule, d));
    }
  }
  return out;
}

}  // namespace koine::wallet
