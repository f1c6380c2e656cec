#include "core/wallet/red_packet.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/uuid.h"
#include "core/message/read.h"
#include "core/message/rights.h"
#include "core/message/send.h"
#include "core/wallet/ledger.h"
#include "core/wallet/once.h"
#include "core/wallet/red_packet_rows.h"
#include "core/wallet/red_packet_tell.h"
#include "core/wallet/rows.h"

namespace koine::wallet {

namespace {

constexpr char kExpireJob[] = "red_packet.expire";

wallet::AccountRef AccountOf(const Packet& packet) {
  return {wallet::AccountKind::kPacket, packet.id};
}

// What a job is called, and what it needs to know.
std::string JobKey(const Packet& packet) {
  return (packet.space == PacketSpace::kWallet ? "w " : "s ") + packet.uuid;
}

Packet NewPacket(store::Txn& txn, PacketSpace space, std::int64_t total, std::int64_t count,
                 Split split, const PacketLimits& limits) {
  Packet out;
  out.id = NewPacketId(txn);
  out.uuid = uuid::New(txn.random());
  out.space = space;
  out.split = split;
  out.total = out.left_cents = total;
  out.count = out.left_count = count;
  out.created_at = txn.now_ms();
  out.expires_at = txn.now_ms() + limits.expire_ms;
  return out;
}

void KeepPacket(store::Txn& txn, TenantId tenant, const Packet& packet) {
  const auto shares = Divide(txn.random(), packet.split, packet.total, packet.count);
  InsertPacket(txn, tenant, packet, shares);
  txn.PutJob(kExpireJob, JobKey(packet), packet.expires_at, std::to_string(tenant.value));
}

Status CheckSum(std::int64_t total, std::int64_t count, std::int64_t count_max,
                const PacketLimits& limits, const char* count_field, const char* total_field) {
  if (count < 1 || count > count_max) return FieldError(Code::kBadArgument, count_field);
  if (total < count || total > limits.share_cents_max * count) {
    return FieldError(Code::kBadArgument, total_field);
  }
  return Ok();
}

// Whether this user may still take a share of it, which is locked.
Status MayTake(store::Txn& txn, TenantId tenant, const Packet& packet, UserId user) {
  if (HasPacketShare(txn, tenant, packet.id, user)) return Error{Code::kMoneyRefused, "taken"};
  if (packet.StateAt(txn.now_ms()) == PacketState::kExpired) {
    return Error{Code::kMoneyRefused, "expired"};
  }
  if (packet.left_count == 0) return Error{Code::kMoneyRefused, "none_left"};
  return Ok();
}

// A user who knows of a packet may know that it is in a conversation that they are not in.
Result<access::Member> PlaceOf(store::Txn& txn, const access::Principal& who,
                               const Packet& packet) {
  auto place = access::Member::Open(txn, who, packet.conversation);
  if (!place.ok() && place.error().Is(Code::kConversationNotFound)) return Error{Code::kNotMember};
  return place;
}

// Pops a share; the last one ends the packet.
Result<std::int64_t> Take(store::Txn& txn, TenantId tenant, Packet* packet, UserId user) {
  const std::int64_t cents = TakeNextShare(txn, tenant, *packet, user);
  if (cents < 1) return Error{Code::kInternal, "red_share"};
  packet->left_count -= 1;
  packet->left_cents -= cents;
  if (packet->left_count == 0) {
    packet->state = PacketState::kFinished;
    packet->ended_at = txn.now_ms();
    txn.CancelJob(kExpireJob, JobKey(*packet));
  }
  SavePacket(txn, tenant, *packet);
  return cents;
}

wallet::Request RequestOf(ConversationId to, const PacketIn& in) {
  std::string content;
  for (const std::int64_t part :
       {to.value, in.total, in.count, static_cast<std::int64_t>(in.split)}) {
    content += std::to_string(part) + " ";
  }
  return {in.request, wallet::RequestKind::kPacket, std::move(content)};
}

// The packet that was sent under this name already.
Result<SentPacket> EarlierPacket(store::Txn& txn, const access::Principal& who,
                                 const std::string& uuid, const std::string& name) {
  auto packet = FindPacket(txn, who.tenant, PacketSpace::kWallet, uuid);
  const auto message = message::FindOwn(txn, who, name);
  // A message of the same batch cannot be read yet: then this runs again after it.
  if (packet && !message && txn.RunAfterBatch()) return Error{Code::kUnavailable, "batch"};
  if (!packet || !message) return Error{Code::kInternal, "money_request"};
  return SentPacket{*std::move(packet), message->id,
                    wallet::Find(txn, who.tenant, who.user).balance};
}

void MarkBest(const Packet& packet, std::vector<PacketShare>* shares) {
  if (packet.state != PacketState::kFinished || packet.split != Split::kLucky) return;
  auto best = std::max_element(
      shares->begin(), shares->end(),
      [](const PacketShare& a, const PacketShare& b) { return a.cents < b.cents; });
  if (best != shares->end()) best->best = true;
}

Status RunExpire(store::Txn& txn, std::string_view key, std::string_view payload) {
  const auto tenant = text::ParseInt(payload);
  if (!tenant || key.size() < 3) return Error{Code::kInternal, "job"};
  const PacketSpace space = key.front() == 'w' ? PacketSpace::kWallet : PacketSpace::kService;
  return ExpirePackets(txn, TenantId(*tenant), space, key.substr(2));
}

}  // namespace

PacketState Packet::StateAt(std::int64_t now_ms) const {
  return state == PacketState::kActive && now_ms >= expires_at ? PacketState::kExpired : state;
}

Status CheckPacketShape(const PacketIn& in, bool direct) {
  KOINE_CHECK(CheckSum(in.total, in.count, direct ? 1 : in.limits.count_max, in.limits,
                       "totalCount", "totalAmount"));
  if (text::CodePoints(in.remark) > kPacketRemarkMax)
    return FieldError(Code::kBadArgument, "remark");
  return Ok();
}

Result<SentPacket> SendPacket(store::Txn& txn, const access::Member& place, const PacketIn& in) {
  const access::Principal& who = place.who();
  const auto& conversation = place.conversation();
  KOINE_CHECK(CheckPacketShape(in, conversation.direct()));
  KOINE_CHECK(message::MayWrite(txn, place));
  KOINE_CHECK(wallet::RequireTrade(txn, who, in.trade));
  const wallet::Request request = RequestOf(conversation.id, in);
  KOINE_TRY(const auto made, wallet::Claim(txn, who, request));
  if (made) return EarlierPacket(txn, who, *made, in.request);
  SentPacket out;
  Packet& packet = out.packet;
  packet = NewPacket(txn, PacketSpace::kWallet, in.total, in.count, in.split, in.limits);
  packet.sender = who.user;
  packet.conversation = conversation.id;
  if (conversation.direct()) {
    packet.receiver =
        conversation.pair_lo == who.user ? conversation.pair_hi : conversation.pair_lo;
  }
  packet.remark = in.remark.empty() ? kPacketDefaultRemark : in.remark;
  KOINE_TRY(out.balance,
            wallet::Post(txn, who.tenant,
                         {wallet::Type::kPacketSent,
                          packet.uuid,
                          "",
                          {{wallet::Of(who.user), -in.total}, {AccountOf(packet), in.total}}}));
  KeepPacket(txn, who.tenant, packet);
  message::SendIn draft;
  draft.body =
      body::RedPacket{packet.uuid, static_cast<int>(packet.split), packet.count, packet.remark};
  draft.client_id = in.request;
  draft.answered = true;
  KOINE_TRY(const message::Sent sent, message::Send(txn, place, draft));
  out.message = sent.id;
  wallet::Keep(txn, who, request, packet.uuid);
  return out;
}

Result<PacketDoor> PacketDoor::Open(store::Txn& txn, const access::Principal& who,
                                    const std::string& uuid) {
  const auto found = FindPacket(txn, who.tenant, PacketSpace::kWallet, uuid);
  if (!found) return Error{Code::kNotFound, "red_packet"};
  if (found->receiver && found->receiver != who.user) return Error{Code::kForbidden};
  // The conversation before the packet, as everywhere.
  KOINE_TRY(access::Member place, PlaceOf(txn, who, *found));
  return PacketDoor(std::move(place), found->uuid);
}

Result<GrabbedPacket> GrabPacket(store::Txn& txn, const PacketDoor& door) {
  const access::Principal& who = door.place().who();
  auto packet = LockPacket(txn, who.tenant, PacketSpace::kWallet, door.uuid());
  if (!packet) return Error{Code::kNotFound, "red_packet"};
  KOINE_CHECK(MayTake(txn, who.tenant, *packet, who.user));
  KOINE_TRY(const std::int64_t cents, Take(txn, who.tenant, &*packet, who.user));
  KOINE_TRY(const std::int64_t balance,
            wallet::Post(txn, who.tenant,
                         {wallet::Type::kPacketTaken,
                          packet->uuid,
                          "",
                          {{wallet::Of(who.user), cents}, {AccountOf(*packet), -cents}}}));
  static_cast<void>(balance);
  TellTaken(txn, door.place(), *packet);
  return GrabbedPacket{cents, packet->left_count, packet->left_cents};
}

Status ExpirePackets(store::Txn& txn, TenantId tenant, PacketSpace space, std::string_view uuid) {
  auto packet = LockPacket(txn, tenant, space, uuid);
  if (!packet || packet->state != PacketState::kActive) return Ok();
  if (packet->expires_at > txn.now_ms()) {
    // The clock went back since the job was taken.
    txn.PutJob(kExpireJob, JobKey(*packet), packet->expires_at, std::to_string(tenant.value));
    return Ok();
  }
  packet->state = PacketState::kExpired;
  packet->ended_at = txn.now_ms();
  SavePacket(txn, tenant, *packet);
  txn.CancelJob(kExpireJob, JobKey(*packet));
  if (space == PacketSpace::kService || packet->left_cents == 0) return Ok();
  KOINE_TRY(const std::int64_t balance,
            wallet::Post(txn, tenant,
                         {wallet::Type::kPacketRefund,
                          packet->uuid,
                          "",
                          {{wallet::Of(packet->sender), packet->left_cents},
                           {AccountOf(*packet), -packet->left_cents}}}));
  static_cast<void>(balance);
  TellRefund(txn, tenant, *packet);
  return Ok();
}

void AddPacketJobs(store::JobRunner& jobs) {
  jobs.Add(kExpireJob, RunExpire);
}

Result<PacketDetail> LookAtPacket(store::Txn& txn, const access::Principal& who,
                                  std::string_view uuid) {
  auto packet = FindPacket(txn, who.tenant, PacketSpace::kWallet, uuid);
  if (!packet) return Error{Code::kNotFound, "red_packet"};
  if (packet->receiver && packet->receiver != who.user && packet->sender != who.user) {
    return Error{Code::kForbidden};
  }
  if (packet->sender != who.user) {
    KOINE_TRY(const access::Member place, PlaceOf(txn, who, *packet));
    static_cast<void>(place);
  }
  PacketDetail out{*packet, ListPacketShares(txn, who.tenant, packet->id, true)};
  MarkBest(out.packet, &out.shares);
  return out;
}

Result<PacketDetail> LookAtPacketOf(store::Txn& txn, const access::Message& place) {
  KOINE_TRY(const body::Body said, message::BodyOf(txn, place));
  const auto* packet = std::get_if<body::RedPacket>(&said);
  if (packet == nullptr) return Error{Code::kNotFound, "red_packet"};
  return LookAtPacket(txn, place.who(), packet->packet);
}

Result<PacketDetail> LookAtPacketAsAdmin(store::Txn& txn, const access::Principal& who,
                                         std::string_view uuid) {
  if (!who.oversees()) return Error{Code::kForbidden};
  auto packet = FindPacket(txn, who.tenant, PacketSpace::kWallet, uuid);
  if (!packet) return Error{Code::kNotFound, "red_packet"};
  PacketDetail out{*packet, ListPacketShares(txn, who.tenant, packet->id, false)};
  MarkBest(out.packet, &out.shares);
  return out;
}

Status CheckPacketHandOut(std::int64_t user, std::int64_t total, std::int64_t count,
                          const PacketLimits& limits) {
  if (user < 1) return FieldError(Code::kBadArgument, "userId");
  return CheckSum(total, count, limits.count_max, limits, "count", "total");
}

Result<std::string> HandOutPacket(store::Txn& txn, TenantId tenant, std::int64_t user,
                                  std::int64_t total, std::int64_t count, Split split,
                                  const PacketLimits& limits) {
  KOINE_CHECK(CheckPacketHandOut(user, total, count, limits));
  Packet packet = NewPacket(txn, PacketSpace::kService, total, count, split, limits);
  packet.sender = UserId(user);
  KeepPacket(txn, tenant, packet);
  return packet.uuid;
}

Result<std::int64_t> RobPacket(store::Txn& txn, TenantId tenant, std::int64_t user,
                               std::string_view uuid) {
  if (user < 1) return FieldError(Code::kBadArgument, "userId");
  auto packet = LockPacket(txn, tenant, PacketSpace::kService, uuid);
  if (!packet) return Error{Code::kNotFound, "red_packet"};
  KOINE_CHECK(MayTake(txn, tenant, *packet, UserId(user)));
  return Take(txn, tenant, &*packet, UserId(user));
}

bool HasRobbedPacket(store::Txn& txn, TenantId tenant, std::int64_t user, std::string_view uuid) {
  const auto packet = FindPacket(txn, tenant, PacketSpace::kService, uuid);
  return packet && HasPacketShare(txn, tenant, packet->id, UserId(user));
}

}  // namespace koine::wallet
