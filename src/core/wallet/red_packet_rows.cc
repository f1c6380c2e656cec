#include "core/wallet/red_packet_rows.h"

namespace koine::wallet {

namespace {

using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kIds{"red_packet", 1};

const Sql kInsert{
    "insert into red_packet (id, tenant_id, uuid, space, sender_id, conversation_id, receiver_id, "
    "split, total, count, left_count, left_cents, state, remark, created_at, expires_at, ended_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"};
// engines: SQLite counts the places of a list from 0, PostgreSQL from 1
const Sql kInsertShares{
    "insert into red_share (packet_id, no, tenant_id, cents, user_id, taken_at) "
    "select ?, key + 1, ?, value, null, 0 from json_each(?)",
    "insert into red_share (packet_id, no, tenant_id, cents, user_id, taken_at) "
    "select ?, s.no, ?, s.cents, null, 0 from unnest(?::bigint[]) with ordinality as "
    "s (cents, no)"};
#define KOINE_PACKET                                                                         \
  "select id, uuid, space, sender_id, conversation_id, receiver_id, split, total, count, "   \
  "left_count, left_cents, state, remark, created_at, expires_at, ended_at from red_packet " \
  "where tenant_id = ? and space = ? "
const Sql kFind{KOINE_PACKET "and uuid = ?"};
const Sql kLock{KOINE_PACKET "and uuid = ? {for update}"};
const Sql kHasShare{
    "select 1 from red_share where tenant_id = ? and packet_id = ? and user_id = ?"};
const Sql kTake{
    "update red_share set user_id = ?, taken_at = ? where tenant_id = ? and packet_id = ? and "
    "no = ? and user_id is null returning cents"};
const Sql kSave{
    "update red_packet set left_count = ?, left_cents = ?, state = ?, ended_at = ? "
    "where tenant_id = ? and id = ?"};
#define KOINE_SHARES                                                                         \
  "select s.no, s.cents, coalesce(s.user_id, 0), coalesce(u.nickname, ''), "                 \
  "coalesce(u.avatar, ''), s.taken_at, coalesce(u.username, u.handle, '') from red_share s " \
  "left join users u on u.id = s.user_id and u.tenant_id = s.tenant_id "                     \
  "where s.tenant_id = ? and s.packet_id = ? "
const Sql kShares{KOINE_SHARES "order by s.no"};
const Sql kTaken{KOINE_SHARES "and s.user_id is not null order by s.no"};
// 0 stands for any.
#define KOINE_PACKET_FILTER \
  "and (? = 0 or sender_id = ?) and (? = 0 or conversation_id = ?) and (? = 0 or state = ?) "
const Sql kList{KOINE_PACKET KOINE_PACKET_FILTER
                "order by created_at desc, id desc limit ? offset ?"};
const Sql kCount{
    "select count(*) from red_packet where tenant_id = ? and space = ? " KOINE_PACKET_FILTER};

// Each: uuid, what is, what ought to be. Of packets of the service there are shares only.
// proof: the books of the whole store, of all tenants
const Sql kBadAccounts{
    "select p.uuid, coalesce(a.balance, 0), case when p.state = 1 then p.left_cents else 0 end "
    "from red_packet p left join account a on a.kind = 2 and a.owner_id = p.id "
    "where p.space = 1 and coalesce(a.balance, 0) <> "
    "case when p.state = 1 then p.left_cents else 0 end order by p.id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBadShares{
    "select p.uuid, coalesce(cast(sum(s.cents) as bigint), 0), p.total from red_packet p "
    "left join red_share s on s.packet_id = p.id "
    "group by p.id, p.uuid, p.total, p.count, p.left_count, p.left_cents "
    "having coalesce(sum(s.cents), 0) <> p.total or count(s.no) <> p.count or min(s.cents) < 1 or "
    "count(s.user_id) <> p.count - p.left_count or "
    "sum(case when s.user_id is null then s.cents else 0 end) <> p.left_cents "
    "order by p.id limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kBadEntries{
    "select p.uuid, coalesce(l.amount, 0), s.cents from red_share s "
    "join red_packet p on p.id = s.packet_id and p.space = 1 "
    "left join ledger l on l.ref = p.uuid and l.kind = 1 and l.type = 5 and "
    "l.owner_id = s.user_id where s.user_id is not null and "
    "(l.amount is null or l.amount <> s.cents) order by p.id, s.no limit ?"};
// proof: the books of the whole store, of all tenants
const Sql kCountAll{"select count(*) from red_packet"};

std::int64_t PacketNumber(const Row& row) {
  return row.Int(0);
}

Packet ReadPacket(const Row& row) {
  Packet out;
  out.id = row.Int(0);
  out.uuid = row.String(1);
  out.space = static_cast<PacketSpace>(row.Int(2));
  out.sender = row.Get<UserId>(3);
  out.conversation = row.Get<ConversationId>(4);
  out.receiver = row.Get<UserId>(5);
  out.split = static_cast<Split>(row.Int(6));
  out.total = row.Int(7);
  out.count = row.Int(8);
  out.left_count = row.Int(9);
  out.left_cents = row.Int(10);
  out.state = static_cast<PacketState>(row.Int(11));
  out.remark = row.String(12);
  out.created_at = row.Int(13);
  out.expires_at = row.Int(14);
  out.ended_at = row.Int(15);
  return out;
}

PacketShare ReadShare(const Row& row) {
  PacketShare out;
  out.no = row.Int(0);
  out.cents = row.Int(1);
  out.taker = {row.Get<UserId>(2), row.Text(3).empty() ? row.String(6) : row.String(3),
               row.String(4)};
  out.taken_at = row.Int(5);
  return out;
}

}  // namespace

std::int64_t NewPacketId(Txn& txn) {
  return txn.NextId(kIds);
}

void InsertPacket(Txn& txn, TenantId tenant, const Packet& p,
                  std::span<const std::int64_t> shares) {
  txn.ExecSoon(kInsert, p.id, tenant, p.uuid, p.space, p.sender, p.conversation, p.receiver,
               p.split, p.total, p.count, p.left_count, p.left_cents, p.state, p.remark,
               p.created_at, p.expires_at);
  txn.ExecSoon(kInsertShares, p.id, tenant, store::IntList{shares});
}

std::optional<Packet> FindPacket(Txn& txn, TenantId tenant, PacketSpace space,
                                 std::string_view uuid) {
  return txn.First(kFind, ReadPacket, tenant, space, uuid);
}

std::optional<Packet> LockPacket(Txn& txn, TenantId tenant, PacketSpace space,
                                 std::string_view uuid) {
  return txn.First(kLock, ReadPacket, tenant, space, uuid);
}

bool HasPacketShare(Txn& txn, TenantId tenant, std::int64_t packet, UserId user) {
  return txn.First(kHasShare, PacketNumber, tenant, packet, user).has_value();
}

std::int64_t TakeNextShare(Txn& txn, TenantId tenant, const Packet& p, UserId user) {
  const std::int64_t no = p.count - p.left_count + 1;
  return txn.First(kTake, PacketNumber, user, txn.now_ms(), tenant, p.id, no).value_or(0);
}

void SavePacket(Txn& txn, TenantId tenant, const Packet& p) {
  txn.ExecSoon(kSave, p.left_count, p.left_cents, p.state, p.ended_at, tenant, p.id);
}

std::vector<PacketShare> ListPacketShares(Txn& txn, TenantId tenant, std::int64_t packet,
                                          bool taken_only) {
  return txn.All(taken_only ? kTaken : kShares, ReadShare, tenant, packet);
}

std::vector<Packet> ListPackets(Txn& txn, TenantId tenant, const PacketFilter& f,
                                std::int64_t limit, std::int64_t offset) {
  return txn.All(kList, ReadPacket, tenant, PacketSpace::kWallet, f.sender, f.sender,
                 f.conversation, f.conversation, f.state, f.state, limit, offset);
}

std::int64_t CountPackets(Txn& txn, TenantId tenant, const PacketFilter& f) {
  return txn
      .First(kCount, PacketNumber, tenant, PacketSpace::kWallet, f.sender, f.sender, f.conversation,
             f.conversation, f.state, f.state)
      .value_or(0);
}

std::vector<PacketDisagreement> ListPacketDisagreements(Txn& txn, PacketRule rule,
                                                        std::int64_t limit) {
  auto read = [](const Row& row) {
    return PacketDisagreement{row.String(0), row.Int(1), row.Int(2)};
  };
  const Sql& sql = rule == PacketRule::kAccount  ? kBadAccounts
                   : rule == PacketRule::kShares ? kBadShares
                                                 : kBadEntries;
  return txn.All(sql, read, limit);
}

std::int64_t CountAllPackets(Txn& txn) {
  return txn.First(kCountAll, PacketNumber).value_or(0);
}

}  // namespace koine::wallet
