#include "core/search/rows.h"

#include <algorithm>
#include <utility>

#include "core/event/event.h"
#include "core/message/columns.h"
#include "core/search/search.h"

namespace koine::search {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

// proof: the index is of all tenants
const Sql kAnyGone{
    "select 1 from message where id >= ? and id <= ? and (deleted_at >= ? or recalled_at >= ?) "
    "limit 1"};
// In the order of the index of such messages, so that it is read, and not all messages.
// proof: as above
const Sql kAllGone{
    "select id from message where recalled_at > 0 or deleted_at > 0 "
    "order by conversation_id, seq limit ?"};
// proof: as above
const Sql kGone{
    "select id from message where id >= ? and id <= ? and (deleted_at > 0 or recalled_at > 0) "
    "order by id limit ?"};
#define KOINE_DOC "select id, conversation_id, sender_id, kind, body, recalled_at from message "
// proof: the index covers all tenants; what is found is read again with tenant and seat
const Sql kDocs{KOINE_DOC
                "where id > ? and id <= ? and kind < 20 and deleted_at = 0 order by id limit ?"};
// proof: as above
const Sql kCountDocs{
    "select count(*) from message where id > ? and id <= ? and kind < 20 and deleted_at = 0"};
// proof: as above
const Sql kDocsById{KOINE_DOC "where id {in ?} and kind < 20 and deleted_at = 0 order by id"};
// proof: as above
const Sql kEdits{
    "select position, payload from event where position > ? and position <= ? and kind = ? "
    "order by position limit ?"};
// proof: a time only, by which positions are narrowed
const Sql kSentAt{"select sent_at from message where id >= ? order by id limit 1"};

// What the account of the server says (kind 5) is shown by none of those who search.
const Sql kSeats{
    "select c.id, c.min_seq, c.last_seq, m.min_seq, m.max_seq from member m join conversation c "
    "on c.id = m.conversation_id where m.tenant_id = ? and m.user_id = ? and m.state = 1 and "
    "c.status = 0 and c.kind <> 5"};
const Sql kOwnSeats{
    "select conversation_id, min_seq, max_seq from member where tenant_id = ? and user_id = ? and "
    "state = 1"};
// proof: of seats of the user
const Sql kHeads{"select id, min_seq, kind, status from conversation where id {in ?}"};
// Kind 1: hidden.
// proof: of one user
const Sql kHidden{
    "select conversation_id, seq from message_mark where user_id = ? and kind = 1 limit ?"};
#define KOINE_LIVE                                                          \
  "select m.id, m.conversation_id, m.seq, m.sender_id, m.sent_at, m.kind, " \
  "m.body, m.recalled_at from message m where m.tenant_id = ? and "         \
  "m.deleted_at = 0 and "
const Sql kLive{KOINE_LIVE "m.id {in ?}"};
// Neighbours, which one look-up finds.
const Sql kLiveNear{KOINE_LIVE "m.id >= ? and m.id <= ? and +m.id {in ?}"};
const Sql kLiveUnhidden{
    KOINE_LIVE
    "not exists (select 1 from message_mark h where h.user_id = ? and h.kind = 1 and "
    "h.conversation_id = m.conversation_id and h.seq = m.seq) and m.id {in ?}"};
// Messages are neighbours where not more than so many stand in the place of one.
constexpr std::size_t kNear = 4;
const Sql kFound{
    "select " KOINE_MESSAGE_COLUMNS
    ", s.nickname, u.nickname, u.avatar from message m left join "
    "users u on u.id = m.sender_id left join member s on s.conversation_id = m.conversation_id "
    "and s.user_id = m.sender_id where m.tenant_id = ? and m.id {in ?} order by m.id desc"};

const Sql kGroupNames{
    "select c.id, c.name, c.avatar, c.member_count from member m join conversation c on c.id = "
    "m.conversation_id where m.tenant_id = ? and m.user_id = ? and m.state = 1 and c.status = 0 "
    "and c.kind in (2, 3) order by c.created_at desc, c.id desc limit ?"};

struct EditedData {
  std::int64_t message = 0;
};
KOINE_DESCRIBE(EditedData, (message))
struct EditedEvent {
  EditedData data;
};
KOINE_DESCRIBE(EditedEvent, (data))

constexpr int EditedKind() {
  return static_cast<int>(event::AnyPayload(event::MessageEdited{}).index());
}

Doc ReadDoc(const Row& row) {
  return Doc{row.Get<MessageId>(0), row.Get<ConversationId>(1),
             row.Get<UserId>(2),    static_cast<int>(row.Int(3)),
             row.String(4),         row.Int(5) > 0};
}

}  // namespace

std::optional<Marked> NextUnmarked(Txn& txn, std::int64_t after) {
  const auto next = inverted::NextUnmarked(txn, after);
  if (!next) return std::nullopt;
  const bool gone = txn.First(
                           kAnyGone, [](const Row&) { return true; }, next->first, next->last,
                           next->created_at, next->created_at)
                        .has_value();
  return Marked{next->id, gone};
}

std::vector<std::int64_t> ListGone(Txn& txn, std::int64_t first, std::int64_t last, int limit) {
  const auto read = [](const Row& row) { return row.Int(0); };
  // Where there are few in all, these are read, and not the messages from `first` to `last`.
  std::vector<std::int64_t> all = txn.All(kAllGone, read, kFewGone);
  if (static_cast<int>(all.size()) == kFewGone) return txn.All(kGone, read, first, last, limit);
  std::erase_if(all, [&](std::int64_t id) { return id < first || id > last; });
  std::sort(all.begin(), all.end());
  if (static_cast<int>(all.size()) > limit) all.resize(static_cast<std::size_t>(limit));
  return all;
}

std::vector<Doc> ListDocs(Txn& txn, std::int64_t after, std::int64_t to, int limit) {
  return txn.All(kDocs, ReadDoc, after, to, limit);
}

std::int64_t CountDocs(Txn& txn, std::int64_t after, std::int64_t to) {
  const auto count = [](const Row& row) { return row.Int(0); };
  return txn.First(kCountDocs, count, after, to).value_or(0);
}

std::vector<Doc> FindDocs(Txn& txn, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  return txn.All(kDocsById, ReadDoc, IntList{ids});
}

std::vector<Edit> ListEdits(Txn& txn, std::int64_t after, std::int64_t to, int limit) {
  std::vector<Edit> out;
  auto take = [&out](const Row& row) {
    const auto event = json::Parse<EditedEvent>(row.Text(1));
    out.push_back({row.Int(0), event.ok() ? event->data.message : 0});
  };
  txn.Each(kEdits, take, after, to, EditedKind(), limit);
  return out;
}

std::vector<Seat> ListSeats(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) {
    access::ConversationState conversation;
    conversation.min_seq = row.Int(1);
    conversation.last_seq = row.Int(2);
    access::MemberState member;
    member.min_seq = row.Int(3);
    member.max_seq = row.Int(4);
    return Seat{row.Int(0), access::VisibleTo(conversation, member)};
  };
  return txn.All(kSeats, read, tenant, user);
}

std::vector<OwnSeat> ListOwnSeats(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) { return OwnSeat{row.Int(0), row.Int(1), row.Int(2)}; };
  return txn.All(kOwnSeats, read, tenant, user);
}

std::vector<Head> FindHeads(Txn& txn, std::span<const std::int64_t> conversations) {
  auto read = [](const Row& row) {
    return Head{row.Int(0), row.Int(1), row.Int(2) != 5 && row.Int(3) == 0};
  };
  if (conversations.empty()) return {};
  return txn.All(kHeads, read, IntList{conversations});
}

std::optional<Hidden> ListHidden(Txn& txn, UserId user) {
  Hidden out = txn.All(
      kHidden,
      [](const Row& row) {
        return std::pair{row.Int(0), row.Int(1)};
      },
      user, kHiddenMost + 1);
  if (out.size() > kHiddenMost) return std::nullopt;
  std::ranges::sort(out);
  return out;
}

std::vector<Live> ListLive(Txn& txn, TenantId tenant, UserId user,
                           const std::optional<Hidden>& hidden, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  auto read = [](const Row& row) {
    return Live{row.Int(0),    row.Int(1),    row.Int(2),
                row.Int(3),    row.Int(4),    static_cast<int>(row.Int(5)),
                row.String(6), row.Int(7) > 0};
  };
  if (!hidden) return txn.All(kLiveUnhidden, read, tenant, user, IntList{ids});
  const auto [low, high] = std::ranges::minmax(ids);
  const bool near = static_cast<std::size_t>(high - low) < kNear * ids.size();
  std::vector<Live> out = near ? txn.All(kLiveNear, read, tenant, low, high, IntList{ids})
                               : txn.All(kLive, read, tenant, IntList{ids});
  std::erase_if(out, [&hidden](const Live& one) {
    return std::ranges::binary_search(*hidden, std::pair{one.conversation, one.seq});
  });
  return out;
}

std::vector<message::Row> ListFound(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  auto read = [](const Row& row) {
    message::Row out;
    out.message = message::ReadMessage(row);
    constexpr int kOwn = message::kMessageColumns;
    out.sender = {out.message.sender,
                  row.Text(kOwn).empty() ? row.String(kOwn + 1) : row.String(kOwn),
                  row.String(kOwn + 2)};
    return out;
  };
  return txn.All(kFound, read, tenant, IntList{ids});
}

std::vector<GroupName> ListGroupNames(Txn& txn, const access::Principal& who, int limit) {
  auto read = [](const Row& row) {
    return GroupName{row.Get<ConversationId>(0), row.String(1), row.String(2), row.Int(3)};
  };
  return txn.All(kGroupNames, read, who.tenant, who.user, limit);
}

std::optional<std::int64_t> SentAtOrAfter(Txn& txn, std::int64_t id) {
  return txn.First(
      kSentAt, [](const Row& row) { return row.Int(0); }, id);
}

}  // namespace koine::search
