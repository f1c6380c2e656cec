#include "core/retention/rows.h"

#include <algorithm>

#include "core/retention/retention.h"

namespace koine::retention {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

static_assert(kBlock == 100, "the statement below has the number");
// Blocks are those of the numbers: 1 to 100, 101 to 200 …
#define KOINE_BLOCK_END \
  "(((case when c.min_seq < 1 then 1 else c.min_seq end) - 1) / 100 + 1) * 100"
#define KOINE_BLOCKS(conversations)                                                           \
  "select c.id, c.min_seq, c.last_seq, m.sent_at from (select id, min_seq, last_seq from "    \
  "conversation where +tenant_id = ? and " conversations                                      \
  ") c left join message m on "                                                               \
  "m.conversation_id = c.id and m.seq >= c.min_seq and "                                      \
  "m.seq = (case when c.last_seq < " KOINE_BLOCK_END " then c.last_seq else " KOINE_BLOCK_END \
  " end) order by c.id"
const Sql kBlocks{KOINE_BLOCKS("id > ? order by id limit ?")};
const Sql kBlocksOf{KOINE_BLOCKS("id {in ?}")};

const Sql kSent{
    "select m.conversation_id, m.seq, m.sent_at, m.counted from {lists a(place INT, seq INT)} "
    "join message m on m.conversation_id = a.place and m.seq = a.seq where m.tenant_id = ?"};

const Sql kBehind{
    "select user_id from member where tenant_id = ? and conversation_id = ? and read_seq < ? "
    "and (state = 1 or state > 1) "
    "limit ?"};

#define KOINE_RANGE "where tenant_id = ? and conversation_id = ? and seq between ? and ?"
const Sql kErase{"update message set body = '', raw = null, deleted_at = ? " KOINE_RANGE
                 " and deleted_at = 0"};
const Sql kDeleteEdits{"delete from message_edit " KOINE_RANGE};
const Sql kDeleteMentions{"delete from mention " KOINE_RANGE};
const Sql kDeleteReactions{"delete from reaction " KOINE_RANGE};
const Sql kDeleteReadMarks{"delete from read_mark " KOINE_RANGE};
// Favourites (2) stay: their list shows them without what they held.
const Sql kDeleteMarks{"delete from message_mark " KOINE_RANGE " and kind <> 2"};
const Sql kSetMinSeq{
    "update conversation set min_seq = ? where tenant_id = ? and id = ? and min_seq < ?"};

// proof: the job of the whole store, of all tenants
const Sql kDue{
    "select m.conversation_id, m.user_id, m.tenant_id, m.min_seq, c.min_seq, m.max_seq, "
    "c.last_seq, m.hidden_seq, c.kind, c.pair_lo, c.pair_hi from member m join conversation c on "
    "c.id = m.conversation_id where m.destruct_at > 0 and m.destruct_at <= ? order by "
    "m.destruct_at, m.conversation_id, m.user_id limit ? {for update of m}"};

#define KOINE_CUTS                                                  \
  "from {lists a(place INT, who INT, seq INT, counted INT)} where " \
  "member.conversation_id = a.place and member.user_id = a.who and member.tenant_id = ? and "
const Sql kCutSeats{"update member set min_seq = a.seq + 1 " KOINE_CUTS "member.min_seq <= a.seq"};
// Most have written nothing since they read.
const Sql kRaise{
    "update member set read_seq = a.seq, read_counted = a.counted, read_sent = (case when "
    "member.sent_seq <= member.read_seq then member.read_sent else member.read_sent + (select "
    "count(*) from message g where g.conversation_id = member.conversation_id and g.seq > "
    "member.read_seq and g.seq <= a.seq and g.sender_id = member.user_id and g.kind < 20) "
    "end) " KOINE_CUTS "member.read_seq < a.seq"};

Block ReadBlock(const Row& row) {
  return {row.Get<ConversationId>(0), row.Int(1), row.Int(2), row.Int(3)};
}

static_assert(kPagesSlice == 100, "the statement below has the number");
// engines: PostgreSQL gives back space by itself
const Sql kFreePages{
    "select case when (select auto_vacuum from pragma_auto_vacuum()) = 2 then "
    "(select freelist_count from pragma_freelist_count()) - min(1000, "
    "(select page_count from pragma_page_count()) / 50) else 0 end",
    "select 0::bigint"};
// engines: as above
const Sql kGiveBack{"pragma incremental_vacuum(100)", "select 1"};

struct Lists {
  explicit Lists(std::span<const Cut> cuts) {
    for (const Cut& cut : cuts) {
      places.push_back(cut.conversation.value);
      users.push_back(cut.user.value);
      seqs.push_back(cut.seq);
      counted.push_back(cut.counted);
    }
  }
  std::vector<std::int64_t> places, users, seqs, counted;
};

void Run(Txn& txn, const Sql& sql, TenantId tenant, std::span<const Cut> cuts) {
  if (cuts.empty()) return;
  const Lists lists(cuts);
  txn.ExecSoon(sql, IntList{lists.places}, IntList{lists.users}, IntList{lists.seqs},
               IntList{lists.counted}, tenant);
}

}  // namespace

std::vector<Block> ListBlocks(Txn& txn, TenantId tenant, ConversationId after, int limit) {
  return txn.All(kBlocks, ReadBlock, tenant, after, limit);
}

std::vector<Block> ListBlocksOf(Txn& txn, TenantId tenant, std::span<const std::int64_t> only) {
  if (only.empty()) return {};
  return txn.All(kBlocksOf, ReadBlock, tenant, IntList{only});
}

std::vector<Sent> ListSent(Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations,
                           std::span<const std::int64_t> seqs) {
  if (seqs.empty()) return {};
  auto read = [](const Row& row) { return Sent{row.Int(0), row.Int(1), row.Int(2), row.Int(3)}; };
  return txn.All(kSent, read, IntList{conversations}, IntList{seqs}, tenant);
}

std::vector<std::int64_t> ListBehind(Txn& txn, TenantId tenant, ConversationId conversation,
                                     std::int64_t seq, int limit) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.All(kBehind, read, tenant, conversation, seq, limit);
}

void EraseRange(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t from,
                std::int64_t to) {
  txn.ExecSoon(kErase, txn.now_ms(), tenant, conversation, from, to);
  for (const Sql* sql :
       {&kDeleteEdits, &kDeleteMentions, &kDeleteReactions, &kDeleteReadMarks, &kDeleteMarks}) {
    txn.ExecSoon(*sql, tenant, conversation, from, to);
  }
}

void SetMinSeq(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t seq) {
  txn.ExecSoon(kSetMinSeq, seq, tenant, conversation, seq);
}

DueSeats LockDue(Txn& txn, std::int64_t now_ms, int limit) {
  DueSeats out;
  auto read = [&out](const Row& row) {
    const auto tenant = row.Get<TenantId>(2);
    if (!out.tenant) out.tenant = tenant;
    if (tenant != out.tenant) return;
    Due due;
    due.place = {row.Get<ConversationId>(0), static_cast<ConversationKind>(row.Int(8)),
                 row.Get<UserId>(9), row.Get<UserId>(10)};
    due.user = row.Get<UserId>(1);
    due.to_seq = row.Int(6);
    due.hidden_seq = row.Int(7);
    due.min_seq = std::max({std::int64_t{1}, row.Int(3), row.Int(4)});
    if (row.Int(5) > 0) due.to_seq = std::min(due.to_seq, row.Int(5));
    out.seats.push_back(due);
  };
  txn.Each(kDue, read, now_ms, limit);
  std::sort(out.seats.begin(), out.seats.end(), [](const Due& a, const Due& b) {
    return a.place.id != b.place.id ? a.place.id < b.place.id : a.user < b.user;
  });
  return out;
}

void CutSeats(Txn& txn, TenantId tenant, std::span<const Cut> cuts) {
  Run(txn, kCutSeats, tenant, cuts);
}

void RaiseCursors(Txn& txn, TenantId tenant, std::span<const Cut> cuts) {
  Run(txn, kRaise, tenant, cuts);
}

std::int64_t CountSparePages(Txn& txn) {
  return txn.First(kFreePages, [](const Row& row) { return row.Int(0); }).value_or(0);
}

void GiveBackPages(Txn& txn) {
  txn.Each(kGiveBack, [](const Row&) {});
}

}  // namespace koine::retention
