#include "core/search/rows.h"

#include <algorithm>
#include <utility>

#include "core/event/event.h"
#include "core/message/columns.h"
#include "core/search/block.h"
#include "core/search/search.h"

namespace koine::search {

namespace {

using store::Bytes;
using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kPartIds{"search_part", 1};

const Sql kParts{
    "select id, stream, first, last, messages, created_at from search_part where version = ? "
    "and state = 1 "
    "order by last desc, id desc"};
const Sql kInsertPart{
    "insert into search_part (id, version, stream, state, first, last, messages, created_at) "
    "values (?, ?, ?, ?, ?, ?, ?, ?)"};
const Sql kInsertPage{"insert into search_page (part_id, token, piece, data) values (?, ?, ?, ?)"};
const Sql kKill{"update search_part set state = 2 where state = 1 and id {in ?}"};
const Sql kEnliven{"update search_part set state = 1 where id = ? and state = 0"};
const Sql kRetire{
    "update search_part set state = 2 where state <> 2 and "
    "(version < ? or (state = 0 and created_at < ?))"};
const Sql kRetireAll{"update search_part set state = 2 where state <> 2 and stream in (0, 1)"};
const Sql kBlocks{
    "select first, id, created_at from search_part where version = ? and state = 1 order by first "
    "desc"};
const Sql kKillBlock{
    "update search_part set state = 2 where version = ? and first = ? and state = 1"};
const Sql kNextUnmarked{
    "select id, first, last, created_at from search_part where state = 1 and created_at > 0 "
    "and id > ? order by id limit 1"};
// proof: the index is of all tenants
const Sql kAnyGone{
    "select 1 from message where id >= ? and id <= ? and (deleted_at >= ? or recalled_at >= ?) "
    "limit 1"};
// proof: as above
const Sql kGone{
    "select id from message where id >= ? and id <= ? and (deleted_at > 0 or recalled_at > 0) "
    "order by id limit ?"};
const Sql kFirstStale{"select id from search_part where state = 1 and created_at = 0 limit 1"};
const Sql kMarkStale{"update search_part set created_at = 0 where id = ? and state = 1"};
const Sql kFirstDead{"select id from search_part where state = 2 order by id limit 1"};
const Sql kDeletePages{
    "delete from search_page where part_id = ? and (token, piece) in "
    "(select token, piece from search_page where part_id = ? order by token, piece limit ?)"};
const Sql kDeletePart{"delete from search_part where id = ?"};
const Sql kPages{
    "select token, piece, data from search_page where part_id = ? and (token, piece) > (?, ?) "
    "order by token, piece limit ?"};
// Of each part, the page where the token would stand; of a long list, all its pieces.
// engines: SQLite has no lateral join, with which PostgreSQL looks the token up once a part
const Sql kFindPages{
    "select g.part_id, g.token, g.data from json_each(?) p join search_page g on "
    "g.part_id = p.value and g.token = (select max(x.token) from search_page x where "
    "x.part_id = p.value and x.token <= ?) and (g.token = ? or g.piece = 0) "
    "order by g.part_id, g.piece",
    "select g.part_id, g.token, g.data from unnest(?::bigint[]) as p(id) cross join lateral "
    "(select max(x.token) as token from search_page x where x.part_id = p.id and x.token <= ?) "
    "as k join search_page g on g.part_id = p.id and g.token = k.token and "
    "(g.token = ? or g.piece = 0) order by g.part_id, g.piece"};

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
// Kind 1 of message_mark: hidden.
const Sql kLive{
    "select m.id, m.conversation_id, m.seq, m.sender_id, m.sent_at, m.kind, m.body, "
    "m.recalled_at from message m where m.tenant_id = ? and m.deleted_at = 0 and not exists "
    "(select 1 from message_mark h where h.user_id = ? and h.kind = 1 and h.conversation_id = "
    "m.conversation_id and h.seq = m.seq) and m.id {in ?}"};
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
  return static_cast<int>(event::Payload(event::MessageEdited{}).index());
}

Doc ReadDoc(const Row& row) {
  return Doc{row.Get<MessageId>(0), row.Get<ConversationId>(1),
             row.Get<UserId>(2),    static_cast<int>(row.Int(3)),
             row.String(4),         row.Int(5) > 0};
}

}  // namespace

std::vector<Part> ListParts(Txn& txn, int version) {
  auto read = [](const Row& row) {
    return Part{row.Int(0), static_cast<Stream>(row.Int(1)), row.Int(2), row.Int(3), row.Int(4),
                row.Int(5)};
  };
  return txn.All(kParts, read, version);
}

Part InsertPart(Txn& txn, int version, PartState state, Part part) {
  part.id = txn.NextId(kPartIds);
  txn.ExecSoon(kInsertPart, part.id, version, part.stream, state, part.first, part.last,
               part.messages, txn.now_ms());
  return part;
}

void InsertPage(Txn& txn, std::int64_t part, const Page& page) {
  txn.ExecSoon(kInsertPage, part, page.token, page.piece, Bytes{page.data});
}

bool ReplaceParts(Txn& txn, std::span<const std::int64_t> parts, std::int64_t by) {
  return txn.Exec(kKill, IntList{parts}) == static_cast<std::int64_t>(parts.size()) &&
         txn.Exec(kEnliven, by) == 1;
}

std::optional<Marked> NextUnmarked(Txn& txn, std::int64_t after) {
  struct Range {
    std::int64_t part = 0, first = 0, last = 0, made_at = 0;
  };
  auto read = [](const Row& row) { return Range{row.Int(0), row.Int(1), row.Int(2), row.Int(3)}; };
  const auto next = txn.First(kNextUnmarked, read, after);
  if (!next) return std::nullopt;
  const bool gone = txn.First(
                           kAnyGone, [](const Row&) { return true; }, next->first, next->last,
                           next->made_at, next->made_at)
                        .has_value();
  return Marked{next->part, gone};
}

void MarkStale(Txn& txn, std::int64_t part) {
  txn.ExecSoon(kMarkStale, part);
}

std::vector<Block> ListBlocks(Txn& txn) {
  return txn.All(
      kBlocks,
      [](const Row& row) {
        return Block{PlaceOfBlock(row.Int(0)), row.Int(1), row.Int(2)};
      },
      kBlocksVersion);
}

bool ReplaceBlock(Txn& txn, std::int64_t block, std::int64_t by) {
  const std::int64_t place = PlaceOfBlock(block);
  txn.ExecSoon(kKillBlock, kBlocksVersion, place);
  return txn.Exec(kEnliven, by) == 1;
}

bool HasStale(Txn& txn) {
  return txn.First(kFirstStale, [](const Row& row) { return row.Int(0); }).has_value();
}

std::vector<std::int64_t> ListGone(Txn& txn, std::int64_t first, std::int64_t last, int limit) {
  return txn.All(
      kGone, [](const Row& row) { return row.Int(0); }, first, last, limit);
}

void RetireParts(Txn& txn, int version, std::int64_t before_ms) {
  txn.ExecSoon(kRetire, version, before_ms);
}

void RetireAllParts(Txn& txn) {
  txn.ExecSoon(kRetireAll);
}

bool HasDead(Txn& txn) {
  return txn.First(kFirstDead, [](const Row& row) { return row.Int(0); }).has_value();
}

std::int64_t DeleteDead(Txn& txn, int limit) {
  const auto part = txn.First(kFirstDead, [](const Row& row) { return row.Int(0); });
  if (!part) return 0;
  const std::int64_t pages = txn.Exec(kDeletePages, *part, *part, limit);
  return pages > 0 ? pages : txn.Exec(kDeletePart, *part);
}

std::vector<Page> ReadPages(Txn& txn, std::int64_t part, Token token, std::int64_t piece,
                            int limit) {
  auto read = [](const Row& row) { return Page{row.Int(0), row.Int(1), row.String(2)}; };
  return txn.All(kPages, read, part, token, piece, limit);
}

std::vector<Postings> FindPostings(Txn& txn, std::span<const std::int64_t> parts, Token token) {
  std::vector<Postings> out(parts.size());
  if (parts.empty()) return out;
  std::vector<std::pair<std::int64_t, std::size_t>> places;
  for (std::size_t i = 0; i < parts.size(); ++i) places.emplace_back(parts[i], i);
  std::sort(places.begin(), places.end());
  auto take = [&](const Row& row) {
    const auto at = std::lower_bound(places.begin(), places.end(), std::pair(row.Int(0), 0UL));
    if (at != places.end() && at->first == row.Int(0)) {
      ReadToken(row.Int(1), row.Text(2), token, &out[at->second]);
    }
  };
  txn.Each(kFindPages, take, IntList{parts}, token, token);
  return out;
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

std::vector<Live> ListLive(Txn& txn, TenantId tenant, UserId user,
                           std::span<const std::int64_t> ids) {
  if (ids.empty()) return {};
  auto read = [](const Row& row) {
    return Live{row.Int(0),    row.Int(1),    row.Int(2),
                row.Int(3),    row.Int(4),    static_cast<int>(row.Int(5)),
                row.String(6), row.Int(7) > 0};
  };
  return txn.All(kLive, read, tenant, user, IntList{ids});
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
