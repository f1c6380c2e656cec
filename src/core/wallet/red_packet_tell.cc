#include "core/wallet/red_packet_tell.h"

#include <utility>

#include "core/access/system.h"
#include "core/change/change.h"
#include "core/event/event.h"
#include "core/notification/said.h"
#include "core/wallet/money.h"

namespace koine::wallet {

namespace {

void Note(store::Txn& txn, TenantId tenant, UserId from, const Packet& packet,
          const notification::Line& line) {
  notification::Notify(
      txn, tenant, from, {&packet.sender, 1},
      notification::ContentOf(notification::kSystem, line, "RED_PACKET", packet.id));
}

}  // namespace

void TellTaken(store::Txn& txn, const access::Member& place, const Packet& packet) {
  const access::Principal& who = place.who();
  event::PacketTaken taken;
  taken.packet = packet.uuid;
  taken.taker = place.member().person;
  taken.sender =
      packet.sender == who.user ? taken.taker : access::FindPerson(txn, who.tenant, packet.sender);
  const change::Tip tip{event::TipKind::kPacketTaken, taken.sender.name};
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.payload = taken;
  access::ConversationState conversation = place.conversation();
  change::AppendTip(txn, &conversation, who.user, tip, event);
  if (packet.sender == who.user) return;
  change::AppendTip(txn, &conversation, packet.sender, tip, std::move(event));
  Note(txn, who.tenant, who.user, packet, {notification::LineKind::kPacketTaken, taken.taker.name});
}

void TellRefund(store::Txn& txn, TenantId tenant, const Packet& packet) {
  notification::Line line{notification::LineKind::kPacketReturned};
  line.amount = wallet::ToText(packet.left_cents);
  Note(txn, tenant, UserId(), packet, line);
  event::Event event;
  event.tenant = tenant;
  event.actor = packet.sender;
  event.at = txn.now_ms();
  event.users = {packet.sender};
  event.payload =
      event::MoneyTold{event::MoneyMatter::kPacketRefund, packet.uuid, packet.left_cents, 0, ""};
  event::Emit(txn, std::move(event));
}

}  // namespace koine::wallet
