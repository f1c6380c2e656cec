#include "core/history/pull_rows.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "core/change/change.h"
#include "core/history/delivery.h"

namespace koine::history {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

const Sql kSeats{
    "select c.id, c.pair_lo, c.pair_hi, c.min_seq, m.min_seq, m.max_seq, c.last_seq, m.read_seq, "
    "m.receipt_seq, p.receipt_seq, c.last_sent_at, c.change_seq, m.delivered_seq, "
    "p.delivered_seq from member m "
    "join conversation c on c.id = m.conversation_id left join member p on "
    "p.conversation_id = c.id and p.user_id = (case when c.pair_lo = m.user_id then c.pair_hi "
    "else c.pair_lo end) where m.user_id = ? and c.tenant_id = ? and c.kind between ? and ? and "
    "(m.state = 1 or m.left_at > ?) order by c.id limit ?"};
const Sql kSeatsBehind{
    "select c.id, c.pair_lo, c.pair_hi, c.min_seq, m.min_seq, m.max_seq, c.last_seq, m.read_seq, "
    "0, 0, c.last_sent_at, c.change_seq, 0, 0 from member m "
    "join conversation c on c.id = m.conversation_id left join message l on "
    "l.conversation_id = c.id and l.seq = c.last_seq where m.user_id = ? and m.tenant_id = ? and "
    "m.state = 1 and c.id > ? and c.kind between ? and ? and c.status = 0 and (c.expires_at = 0 "
    "or c.expires_at > ? or (c.kind = ? and c.last_sent_at > c.expires_at)) and "
    "c.last_sent_at >= ? and (l.id is null or l.id > ?) order by c.id limit ?"};
const Sql kPlace{
    "select c.id, c.pair_lo, c.pair_hi, c.min_seq, 0, 0, c.last_seq, 0, 0, 0, c.last_sent_at, "
    "c.change_seq, 0, 0 from conversation c where c.tenant_id = ? and c.id = ?"};
const Sql kProbe{
    "select id, sent_at from message where tenant_id = ? and conversation_id = ? and seq = ?"};
#define KOINE_MARKER                                                                            \
  "select h.position, h.conversation_id, h.seq, m.id, m.sender_id, h.actor_id, "                \
  "(case when u.nickname <> '' then u.nickname else coalesce(u.username, u.handle) end), h.at " \
  "from change h join message m on m.conversation_id = h.conversation_id and m.seq = h.seq "    \
  "left join users u on u.id = h.actor_id where h.tenant_id = ? and h.kind = ? and "
#define KOINE_MARKERS_END "and h.position > ? and h.at >= ? order by h.position limit ?"
const Sql kMarkers{KOINE_MARKER "h.conversation_id {in ?} " KOINE_MARKERS_END};
#define KOINE_TIP                                                                                \
  "select h.position, h.conversation_id, h.seq, 0, 0, h.actor_id, "                              \
  "(case when u.nickname <> '' then u.nickname else coalesce(u.username, u.handle) end), h.at, " \
  "h.data, h.change_seq from change h left join users u on u.id = h.actor_id where "             \
  "h.tenant_id = ? and "
const Sql kTips{KOINE_TIP
                "h.kind = ? and h.visible_to = ? and h.visible_to > 0 and "
                "h.conversation_id {in ?} " KOINE_MARKERS_END};
const Sql kTipsAt{KOINE_TIP "h.conversation_id = ? and h.change_seq {in ?}"};
const Sql kMarker{KOINE_MARKER
                  "h.conversation_id = ? and h.seq = ? order by h.position desc limit 1"};
const Sql kLines{
    "select seq, sender_id, body from message where tenant_id = ? and conversation_id = ? and "
    "seq between ? and ? and kind = ? and deleted_at = 0 order by seq desc limit ?"};
#define KOINE_STANDING                                                                       \
  "from message m where m.tenant_id = ? and m.conversation_id = ? and m.seq between ? and "  \
  "? and m.recalled_at = 0 and m.deleted_at = 0 and not exists (select 1 from message_mark " \
  "h where h.user_id = ? and h.kind = 1 and h.conversation_id = m.conversation_id and "      \
  "h.seq = m.seq) and "
#define KOINE_WITHOUT "m.seq {not in ?} "
#define KOINE_OWN_LINES                                                            \
  "from change h where h.visible_to > 0 and h.visible_to = ? and h.tenant_id = ? " \
  "and h.conversation_id = ? and h.kind = ? and h.seq between ? and ?"
#define KOINE_COUNT(without) \
  "select (select count(*) " KOINE_STANDING without ") + (select count(*) " KOINE_OWN_LINES ")"
#define KOINE_PAGE(without)                                \
  "select m.seq as seq, 0 as line " KOINE_STANDING without \
  "union all select h.seq, h.change_seq " KOINE_OWN_LINES  \
  " order by seq desc, line desc limit ? offset ?"
const Sql kCount{KOINE_COUNT(KOINE_WITHOUT)};
const Sql kPage{KOINE_PAGE(KOINE_WITHOUT)};
const Sql kLastOwn{
    "select id from message where tenant_id = ? and conversation_id = ? and sender_id = ? and "
    "seq <= ? and kind <> ? order by seq desc limit 1"};

const Sql kReach{
    "select receipt_seq, delivered_seq from member where tenant_id = ? and conversation_id = ? and "
    "user_id = ?"};
// proof: each element brings the tenant of its seat, which the row must have
const Sql kRaiseDelivered{
    "update member set delivered_seq = a.seq from {lists a(tenant INT, who INT, place INT, seq "
    "INT)} where member.user_id = a.who and member.conversation_id = a.place and "
    "member.tenant_id = a.tenant and member.delivered_seq < a.seq"};

PullSeat ReadPullSeat(const Row& row) {
  PullSeat seat;
  seat.id = row.Get<ConversationId>(0);
  seat.lo = row.Get<UserId>(1);
  seat.hi = row.Get<UserId>(2);
  seat.from = std::max({std::int64_t{1}, row.Int(3), row.Int(4)});
  seat.to = row.Int(5) > 0 ? std::min(row.Int(5), row.Int(6)) : row.Int(6);
  seat.read_seq = row.Int(7);
  seat.own_receipt = row.Int(8);
  seat.peer_receipt = row.Int(9);
  seat.last_sent_at = row.Int(10);
  seat.changed = row.Int(11) > 0;
  seat.own_delivered = row.Int(12);
  seat.peer_delivered = row.Int(13);
  return seat;
}

Marker ReadMarker(const Row& row) {
  Marker marker;
  marker.position = row.Int(0);
  marker.conversation = row.Get<ConversationId>(1);
  marker.seq = row.Int(2);
  marker.message = row.Get<MessageId>(3);
  marker.sender = row.Get<UserId>(4);
  marker.by = row.Get<UserId>(5);
  marker.by_name = row.String(6);
  marker.at = row.Int(7);
  return marker;
}

Marker ReadTip(const Row& row) {
  Marker out = ReadMarker(row);
  auto tip = json::Parse<change::Tip>(row.Text(8));
  out.tip = tip.ok() ? *std::move(tip) : change::Tip{};
  out.change = row.Int(9);
  return out;
}

}  // namespace

std::vector<PullSeat> ListPullSeats(Txn& txn, TenantId tenant, UserId user, bool groups,
                                    std::int64_t left_after_ms, int limit) {
  const ConversationKind first = groups ? ConversationKind::kGroup : ConversationKind::kDirect;
  const ConversationKind last = groups ? ConversationKind::kTemporary : ConversationKind::kDirect;
  return txn.All(kSeats, ReadPullSeat, user, tenant, first, last, left_after_ms, limit);
}

std::vector<PullSeat> ListSeatsBehind(Txn& txn, TenantId tenant, UserId user, const Behind& behind,
                                      ConversationId from, int limit) {
  return txn.All(kSeatsBehind, ReadPullSeat, user, tenant, from, ConversationKind::kDirect,
                 ConversationKind::kTemporary, txn.now_ms(), ConversationKind::kDirect,
                 behind.since_ms, behind.after, limit);
}

std::optional<PullSeat> FindPullPlace(Txn& txn, TenantId tenant, ConversationId conversation) {
  return txn.First(kPlace, ReadPullSeat, tenant, conversation);
}

std::optional<Probe> FindProbe(Txn& txn, TenantId tenant, ConversationId conversation,
                               std::int64_t seq) {
  auto read = [](const Row& row) { return Probe{row.Get<MessageId>(0), row.Int(1)}; };
  return txn.First(kProbe, read, tenant, conversation, seq);
}

std::vector<Marker> ListMarkers(Txn& txn, TenantId tenant,
                                std::span<const std::int64_t> conversations, std::int64_t after,
                                std::int64_t since_ms, int limit) {
  if (conversations.empty()) return {};
  return txn.All(kMarkers, ReadMarker, tenant, change::Kind::kRecall, IntList{conversations}, after,
                 since_ms, limit);
}

std::vector<Marker> ListTips(Txn& txn, TenantId tenant, UserId user,
                             std::span<const std::int64_t> conversations, std::int64_t after,
                             std::int64_t since_ms, int limit) {
  if (conversations.empty()) return {};
  return txn.All(kTips, ReadTip, tenant, change::Kind::kTip, user, IntList{conversations}, after,
                 since_ms, limit);
}

std::vector<Marker> ListTipsAt(Txn& txn, TenantId tenant, ConversationId conversation,
                               std::span<const std::int64_t> changes) {
  if (changes.empty()) return {};
  return txn.All(kTipsAt, ReadTip, tenant, conversation, IntList{changes});
}

std::optional<Marker> FindMarker(Txn& txn, const access::Message& place) {
  return txn.First(kMarker, ReadMarker, place.who().tenant, change::Kind::kRecall,
                   place.conversation().id, place.seq());
}

std::vector<Line> ListLines(Txn& txn, TenantId tenant, ConversationId conversation,
                            std::int64_t from, std::int64_t to, int limit) {
  auto read = [](const Row& row) {
    Line line;
    line.seq = row.Int(0);
    line.actor = row.Get<UserId>(1);
    body::Body parsed = body::Decode(body::Kind::kNotice, row.Text(2));
    if (auto* notice = std::get_if<body::Notice>(&parsed)) line.notice = std::move(*notice);
    return line;
  };
  return txn.All(kLines, read, tenant, conversation, from, to, body::Kind::kNotice, limit);
}

std::int64_t CountStanding(Txn& txn, TenantId tenant, const PullRange& range) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn
      .First(kCount, read, tenant, range.conversation, range.from, range.to, range.user,
             IntList{range.without}, range.user, tenant, range.conversation, change::Kind::kTip,
             range.from, range.to)
      .value_or(0);
}

std::vector<PullPlace> PageStanding(Txn& txn, TenantId tenant, const PullRange& range,
                                    std::int64_t limit, std::int64_t offset) {
  auto read = [](const Row& row) { return PullPlace{row.Int(0), row.Int(1)}; };
  return txn.All(kPage, read, tenant, range.conversation, range.from, range.to, range.user,
                 IntList{range.without}, range.user, tenant, range.conversation, change::Kind::kTip,
                 range.from, range.to, limit, offset);
}

MessageId LastOwn(Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                  std::int64_t to) {
  auto read = [](const Row& row) { return row.Get<MessageId>(0); };
  return txn.First(kLastOwn, read, tenant, conversation, user, to, body::Kind::kNotice)
      .value_or(MessageId());
}

Reach FindReach(Txn& txn, TenantId tenant, ConversationId conversation, UserId member) {
  auto read = [](const Row& row) { return Reach{row.Int(0), row.Int(1)}; };
  return txn.First(kReach, read, tenant, conversation, member).value_or(Reach());
}

void RaiseDelivered(Txn& txn, std::vector<Delivered> marks) {
  if (marks.empty()) return;
  // In one order, so that those who write for the same members wait for each other in a row.
  std::sort(marks.begin(), marks.end(), [](const Delivered& a, const Delivered& b) {
    return std::tie(a.user, a.conversation) < std::tie(b.user, b.conversation);
  });
  std::vector<std::int64_t> tenants, users, places, seqs;
  for (const Delivered& one : marks) {
    tenants.push_back(one.tenant.value);
    users.push_back(one.user.value);
    places.push_back(one.conversation.value);
    seqs.push_back(one.seq);
  }
  txn.ExecSoon(kRaiseDelivered, IntList{tenants}, IntList{users}, IntList{places}, IntList{seqs});
}

}  // namespace koine::history
