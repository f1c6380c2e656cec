#include "core/message/mark_rows.h"

#include "core/access/state.h"
#include "core/message/columns.h"
#include "core/message/mark.h"

namespace koine::message {

namespace {

using store::IntList;
using store::Sql;
using store::Txn;

// The rows that doors let pass, for many messages at once (access::Message).
const Sql kStanding{
    "select m.id, c.id, c.kind, c.pair_lo, c.pair_hi, m.seq from message m join conversation c "
    "on c.id = m.conversation_id join member s on s.conversation_id = c.id and s.user_id = ? "
    "where m.tenant_id = ? and s.state = 1 and c.status = 0 and m.deleted_at = 0 and m.seq >= "
    "c.min_seq and m.seq >= s.min_seq and (s.max_seq = 0 or m.seq <= s.max_seq) and not exists "
    "(select 1 from message_mark h where h.user_id = s.user_id and h.kind = 1 and "
    "h.conversation_id = m.conversation_id and h.seq = m.seq) and m.id {in ?} order by c.id, "
    "m.seq"};
const Sql kInsertHidden{
    "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, created_at) "
    "select ?, 1, m.conversation_id, m.seq, m.tenant_id, ? from message m where m.tenant_id = ? "
    "and m.id {in ?} on conflict do nothing"};

const Sql kShown{
    "select m.id, m.seq from message m where m.tenant_id = ? and m.conversation_id = ? and "
    "m.deleted_at = 0 and not exists (select 1 from message_mark h where h.user_id = ? and "
    "h.kind = 1 and h.conversation_id = m.conversation_id and h.seq = m.seq) and m.seq {in ?} "
    "order by m.seq"};
const Sql kInsertFavourite{
    "insert into message_mark (user_id, kind, conversation_id, seq, tenant_id, value, tags, "
    "created_at) values (?, 2, ?, ?, ?, ?, ?, ?) on conflict do nothing"};
#define KOINE_OF_MESSAGE                                                            \
  "where tenant_id = ? and user_id = ? and kind = 2 and "                           \
  "conversation_id = (select m.conversation_id from message m where m.id = ?) and " \
  "seq = (select m.seq from message m where m.id = ?)"
const Sql kDeleteFavourite{"delete from message_mark " KOINE_OF_MESSAGE};
const Sql kHasFavourite{"select 1 from message_mark " KOINE_OF_MESSAGE};
const Sql kUpdateFavourite{
    "update message_mark set value = coalesce(?, value), tags = coalesce(?, "
    "tags) " KOINE_OF_MESSAGE};

#define KOINE_FAVOURITE_FILTER \
  "where f.tenant_id = ? and f.user_id = ? and f.kind = 2 and (? = 0 or f.conversation_id = ?) "
const Sql kFavourites{
    "select " KOINE_MESSAGE_COLUMNS
    ", s.nickname, u.nickname, "
    "u.avatar, c.kind, c.name, p.nickname, k.remark, f.value, f.tags, f.created_at, c.status, "
    "c.min_seq, c.last_seq, o.state, o.min_seq, o.max_seq, (case when exists (select 1 from "
    "message_mark h where h.user_id = f.user_id and h.kind = 1 and h.conversation_id = "
    "f.conversation_id and h.seq = f.seq) then 1 else 0 end) from message_mark f join message m "
    "on m.conversation_id = f.conversation_id and m.seq = f.seq join conversation c on c.id = "
    "f.conversation_id left join member o on o.conversation_id = c.id and o.user_id = f.user_id "
    "left join users u on u.id = m.sender_id left join member s on s.conversation_id = c.id and "
    "s.user_id = m.sender_id left join users p on c.kind = 1 and p.id = (case when c.pair_lo = "
    "f.user_id then c.pair_hi else c.pair_lo end) left join contact k on k.owner_id = f.user_id "
    "and k.peer_id = p.id " KOINE_FAVOURITE_FILTER
    "and (? = '' or {instr}(f.tags, ?) > 0) order by f.created_at desc, f.conversation_id desc, "
    "f.seq desc limit ? offset ?"};
const Sql kCountFavourites{"select count(*) from message_mark f " KOINE_FAVOURITE_FILTER
                           "and (? = '' or {instr}(f.tags, ?) > 0)"};

FavouriteRow ReadFavourite(const store::Row& row) {
  FavouriteRow out;
  out.message = ReadMessage(row);
  const body::Message& m = out.message;
  constexpr int kOwn = kMessageColumns;
  out.sender = {m.sender, row.Text(kOwn).empty() ? row.String(kOwn + 1) : row.String(kOwn),
                row.String(kOwn + 2)};
  const auto kind = static_cast<ConversationKind>(row.Int(kOwn + 3));
  const bool direct = kind == ConversationKind::kDirect || kind == ConversationKind::kSystem;
  out.conversation_name = !direct                      ? row.String(kOwn + 4)
                          : row.Text(kOwn + 6).empty() ? row.String(kOwn + 5)
                                                       : row.String(kOwn + 6);
  out.remark = row.String(kOwn + 7);
  out.tags = row.String(kOwn + 8);
  out.created_at = row.Int(kOwn + 9);
  access::ConversationState conversation;
  conversation.min_seq = row.Int(kOwn + 11);
  conversation.last_seq = row.Int(kOwn + 12);
  access::MemberState member;
  member.min_seq = row.Int(kOwn + 14);
  member.max_seq = row.Int(kOwn + 15);
  const bool seated = row.Int(kOwn + 10) == static_cast<int>(access::ConversationStatus::kNormal) &&
                      row.Int(kOwn + 13) == static_cast<int>(access::MemberStatus::kActive) &&
                      access::VisibleTo(conversation, member).Has(m.seq);
  out.visible = seated && row.Int(kOwn + 16) == 0 && m.recalled_at == 0 && m.deleted_at == 0;
  return out;
}

std::string Needle(const FavouriteFilter& filter) {
  return filter.tag.empty() ? "" : "," + filter.tag + ",";
}

}  // namespace

std::vector<ReadableMessage> FindReadable(Txn& txn, TenantId tenant, UserId user,
                                          std::span<const std::int64_t> ids) {
  auto read = [](const store::Row& row) {
    return ReadableMessage{row.Get<MessageId>(0),
                           row.Get<ConversationId>(1),
                           static_cast<ConversationKind>(row.Int(2)),
                           row.Get<UserId>(3),
                           row.Get<UserId>(4),
                           row.Int(5)};
  };
  return txn.All(kStanding, read, user, tenant, IntList{ids});
}

std::vector<ShownMessage> ListShownMessages(Txn& txn, TenantId tenant, UserId user,
                                            ConversationId conversation,
                                            std::span<const std::int64_t> seqs) {
  if (seqs.empty()) return {};
  auto read = [](const store::Row& row) { return ShownMessage{row.Get<MessageId>(0), row.Int(1)}; };
  return txn.All(kShown, read, tenant, conversation, user, IntList{seqs});
}

void InsertHidden(Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> ids) {
  txn.ExecSoon(kInsertHidden, user, txn.now_ms(), tenant, IntList{ids});
}

bool InsertFavourite(Txn& txn, TenantId tenant, UserId user, ConversationId conversation,
                     std::int64_t seq, std::string_view remark, std::string_view tags) {
  return txn.Exec(kInsertFavourite, user, conversation, seq, tenant, remark, tags, txn.now_ms()) ==
         1;
}

bool DeleteFavourite(Txn& txn, TenantId tenant, UserId user, MessageId id) {
  return txn.Exec(kDeleteFavourite, tenant, user, id, id) == 1;
}

bool HasFavourite(Txn& txn, const access::Principal& who, MessageId id) {
  return txn
      .First(
          kHasFavourite, [](const store::Row&) { return true; }, who.tenant, who.user, id, id)
      .value_or(false);
}

bool UpdateFavourite(Txn& txn, TenantId tenant, UserId user, MessageId id,
                     const std::optional<std::string>& remark,
                     const std::optional<std::string>& tags) {
  return txn.Exec(kUpdateFavourite, remark, tags, tenant, user, id, id) == 1;
}

std::vector<FavouriteRow> ListFavourites(Txn& txn, const access::Principal& who,
                                         const FavouriteFilter& filter, int limit,
                                         std::int64_t offset) {
  const std::string needle = Needle(filter);
  return txn.All(kFavourites, ReadFavourite, who.tenant, who.user, filter.conversation,
                 filter.conversation, needle, needle, limit, offset);
}

std::int64_t CountFavourites(Txn& txn, const access::Principal& who,
                             const FavouriteFilter& filter) {
  const std::string needle = Needle(filter);
  return txn
      .First(
          kCountFavourites, [](const store::Row& row) { return row.Int(0); }, who.tenant, who.user,
          filter.conversation, filter.conversation, needle, needle)
      .value_or(0);
}

}  // namespace koine::message
