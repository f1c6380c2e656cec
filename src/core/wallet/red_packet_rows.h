#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/wallet/red_packet.h"
#include "store/txn.h"

// All SQL on red_packet and red_share.
namespace koine::wallet {

std::int64_t NewPacketId(store::Txn& txn);
void InsertPacket(store::Txn& txn, TenantId tenant, const Packet& packet,
                  std::span<const std::int64_t> shares);
std::optional<Packet> FindPacket(store::Txn& txn, TenantId tenant, PacketSpace space,
                                 std::string_view uuid);
// The same; its row stays locked.
std::optional<Packet> LockPacket(store::Txn& txn, TenantId tenant, PacketSpace space,
                                 std::string_view uuid);
// Whether the user has a share.
bool HasPacketShare(store::Txn& txn, TenantId tenant, std::int64_t packet, UserId user);
// The next share becomes the user's: its cents. REQUIRES: it is locked, and one is left
std::int64_t TakeNextShare(store::Txn& txn, TenantId tenant, const Packet& packet, UserId user);
// left_count, left_cents, state, ended_at.
void SavePacket(store::Txn& txn, TenantId tenant, const Packet& packet);
std::vector<PacketShare> ListPacketShares(store::Txn& txn, TenantId tenant, std::int64_t packet,
                                          bool taken_only);

// --- over all tenants: see CheckPackets

enum class PacketRule : std::uint8_t { kAccount, kShares, kEntry };
struct PacketDisagreement {
  std::string uuid;
  std::int64_t is = 0, ought = 0;  // cents
};
std::vector<PacketDisagreement> ListPacketDisagreements(store::Txn& txn, PacketRule rule,
                                                        std::int64_t limit);
std::int64_t CountAllPackets(store::Txn& txn);

}  // namespace koine::wallet
