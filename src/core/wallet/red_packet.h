#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/result.h"
#include "core/access/doors.h"
#include "core/person.h"
#include "core/wallet/red_packet_split.h"
#include "core/wallet/trade.h"
#include "store/job.h"
#include "store/txn.h"

// Red packets (im-chat 2.7): money that lies in an account of its own until members of a
// conversation take it in shares, or the rest comes back. The row of a packet is locked before
// anything is decided about it. Beside them there are packets of the service of im-chat 4, which
// only divides: no money of anybody moves, and neither kind is found as the other.
namespace koine::wallet {

// Stored: never renumber.
enum class PacketSpace : std::uint8_t { kWallet = 1, kService = 2 };
enum class PacketState : std::uint8_t { kActive = 1, kFinished = 2, kExpired = 3 };

inline constexpr std::size_t kPacketRemarkMax = 64;  // code points
inline constexpr char kPacketDefaultRemark[] = "恭喜发财，大吉大利";

// What packets may hold, as configured.
struct PacketLimits {
  std::int64_t count_max = 100;           // shares in a group
  std::int64_t share_cents_max = 20'000;  // total <= this times count
  std::int64_t expire_ms = 24LL * 3600 * 1000;
};

struct Packet {
  std::int64_t id = 0;
  std::string uuid;
  PacketSpace space = PacketSpace::kWallet;
  UserId sender;
  ConversationId conversation;  // of the service: 0
  UserId receiver;              // of a direct one; 0: a group's
  Split split = Split::kLucky;
  std::int64_t total = 0, count = 0;
  std::int64_t left_count = 0, left_cents = 0;
  PacketState state = PacketState::kActive;
  std::string remark;
  std::int64_t created_at = 0, expires_at = 0, ended_at = 0;  // ms

  // As it is at this moment, whether somebody has noted it or not.
  PacketState StateAt(std::int64_t now_ms) const;
};

struct PacketIn {
  std::int64_t total = 0, count = 0;  // cents, shares
  Split split = Split::kLucky;
  std::string remark;  // empty: kDefaultRemark
  wallet::TradeProof trade;
  PacketLimits limits;
  std::string request;  // see wallet::Request::name; the client id of its message, too
};
struct SentPacket {
  Packet packet;
  MessageId message;  // may be provisional
  std::int64_t balance = 0;
};
// Whether such a packet may be: kBadArgument "totalCount", "totalAmount", "remark". A direct one
// has one share.
Status CheckPacketShape(const PacketIn& in, bool direct);
// Debits the sender, fills the packet and sends its message, all or nothing. kBadArgument as above;
// refusals of message::Send; of wallet::RequireTrade, of wallet::Claim; kMoneyRefused "balance"; in
// this order. A repeated request gives its packet as it is now, with the balance of now.
Result<SentPacket> SendPacket(store::Txn& txn, const access::Member& place, const PacketIn& in);

struct GrabbedPacket {
  std::int64_t cents = 0;
  std::int64_t left_count = 0, left_cents = 0;  // right after it
};
// A packet for who may take a share of it. kNotFound "red_packet"; of a direct one, for anybody but
// its receiver: kForbidden; of a group's: kNotMember, kGroupDissolved; in this order.
class PacketDoor {
 public:
  static constexpr const char* kDoor = "red_packet";
  using Key = std::string;
  static Result<PacketDoor> Open(store::Txn& txn, const access::Principal& who,
                                 const std::string& uuid);
  const access::Member& place() const { return place_; }
  const std::string& uuid() const { return uuid_; }

 private:
  PacketDoor(access::Member place, std::string uuid)
      : place_(std::move(place)), uuid_(std::move(uuid)) {}
  access::Member place_;
  std::string uuid_;
};
// Takes one share. kMoneyRefused "taken", "expired", "none_left"; in this order. Who is told
// "expired" shall run Expire, which this one, refusing, cannot.
Result<GrabbedPacket> GrabPacket(store::Txn& txn, const PacketDoor& door);

// Ends a packet that is due, and gives the rest back to its sender, once; else does nothing.
Status ExpirePackets(store::Txn& txn, TenantId tenant, PacketSpace space, std::string_view uuid);
// The job that does it when the time has come, on whichever node.
void AddPacketJobs(store::JobRunner& jobs);

struct PacketShare {
  std::int64_t no = 0;
  std::int64_t cents = 0;
  Person taker;               // id 0: not taken
  std::int64_t taken_at = 0;  // ms
  bool best = false;          // of a lucky packet that was taken wholly: the first of the greatest
};
struct PacketDetail {
  Packet packet;
  std::vector<PacketShare> shares;  // as they were taken, then the others
};
// For those who could take, and the sender. kNotFound "red_packet"; refusals as in Grab. Only
// shares that were taken are in it.
Result<PacketDetail> LookAtPacket(store::Txn& txn, const access::Principal& who,
                                  std::string_view uuid);
// The packet that a message is. kNotFound "red_packet" when it is none;
// refusals of message::BodyOf, and as above.
Result<PacketDetail> LookAtPacketOf(store::Txn& txn, const access::Message& place);

// With all shares, for administrators and auditors: kForbidden else. kNotFound "red_packet".
Result<PacketDetail> LookAtPacketAsAdmin(store::Txn& txn, const access::Principal& who,
                                         std::string_view uuid);
struct PacketFilter {
  UserId sender;                // 0: any
  ConversationId conversation;  // 0: any
  std::int64_t state = 0;       // 0: any, as it is noted
};
// Packets of money, the newest first.
std::vector<Packet> ListPackets(store::Txn& txn, TenantId tenant, const PacketFilter& filter,
                                std::int64_t limit, std::int64_t offset);
std::int64_t CountPackets(store::Txn& txn, TenantId tenant, const PacketFilter& filter);

// --- the service (im-chat 4). `user` is any positive number.

// Whether such a packet may be handed out: kBadArgument "userId", "count", "total".
Status CheckPacketHandOut(std::int64_t user, std::int64_t total, std::int64_t count,
                          const PacketLimits& limits);
// Returns the uuid. kBadArgument "userId", "count", "total".
Result<std::string> HandOutPacket(store::Txn& txn, TenantId tenant, std::int64_t user,
                                  std::int64_t total, std::int64_t count, Split split,
                                  const PacketLimits& limits);
// The cents of the share. kBadArgument "userId"; kNotFound "red_packet"; kMoneyRefused as in Grab.
Result<std::int64_t> RobPacket(store::Txn& txn, TenantId tenant, std::int64_t user,
                               std::string_view uuid);
// Whether that user has a share of that packet; no packet: no.
bool HasRobbedPacket(store::Txn& txn, TenantId tenant, std::int64_t user, std::string_view uuid);

// Where packets, shares and ledger disagree, over all tenants, in lines as those of
// wallet::CheckBooks: what lies in a packet's account is what nobody took, or nothing once it has
// ended; its shares sum to what was sent, and none is empty; each that was taken is an entry of who
// took it.
struct PacketAudit {
  std::int64_t packets = 0;
  std::vector<std::string> findings;
};
PacketAudit CheckPackets(store::Txn& txn);

}  // namespace koine::wallet
