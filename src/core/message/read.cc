#include "core/message/read.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "core/access/floor.h"
#include "core/change/change.h"
#include "core/event/event.h"
#include "core/message/reading_rows.h"
#include "core/message/receipt.h"
#include "core/message/rights.h"
#include "core/message/rows.h"

namespace koine::message {

namespace {

// Probes of the binary search for a seq; 2^40 messages.
constexpr int kProbesMax = 40;

// The greatest seq whose message has a smaller id; ids grow with seq.
std::int64_t SeqBefore(store::Txn& txn, const access::Member& place, MessageId id) {
  const TenantId tenant = place.who().tenant;
  const ConversationId conversation = place.conversation().id;
  const auto seq = access::SeqIn(txn, place, id);
  if (seq.ok()) return *seq - 1;
  // Of what nobody may read any more there need not be rows.
  std::int64_t low = access::FloorOf(place.conversation());
  std::int64_t high = place.conversation().last_seq + 1;
  for (int i = 0; i < kProbesMax && high - low > 1; ++i) {
    const std::int64_t middle = low + (high - low) / 2;
    auto mark = MarkAt(txn, tenant, conversation, middle);
    if (mark && mark->id < id) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

// Counters at a cursor: own messages are counted on the shorter side of it.
access::ReadCursor CursorAt(store::Txn& txn, const access::Seated& place, std::int64_t to,
                            std::int64_t counted) {
  const auto& member = place.member();
  const auto& conversation = place.conversation();
  access::ReadCursor cursor{to, counted, 0, std::max(member.receipt_seq, to)};
  if (to >= member.sent_seq) {
    cursor.read_sent = member.sent_counted;
  } else if (member.sent_seq - to <= to - member.read_seq) {
    cursor.read_sent = member.sent_counted - CountSent(txn, place.who().tenant, conversation.id,
                                                       member.user, to + 1, member.sent_seq);
  } else {
    cursor.read_sent = member.read_sent + CountSent(txn, place.who().tenant, conversation.id,
                                                    member.user, member.read_seq + 1, to);
  }
  return cursor;
}

// Whether a message that the counters at `to` are made of cannot be read yet, for it is of the same
// batch: then the command runs again after it.
bool ComesLater(store::Txn& txn, const access::Seated& place, std::int64_t to, bool found) {
  if (to > 0 && !found) return txn.RunAfterBatch();
  const std::int64_t own = place.member().sent_seq;
  if (own <= to || MarkAt(txn, place.who().tenant, place.conversation().id, own)) return false;
  return txn.RunAfterBatch();
}

access::SeatOf SeatOf(const access::Seated& place) {
  return {place.who().tenant, place.conversation().id, place.who().user};
}

void AttachQuotes(store::Txn& txn, const access::Member& place, std::vector<Listed>* list) {
  std::vector<std::int64_t> seqs;
  for (const Listed& item : *list) {
    if (item.row.message.reply_seq > 0) seqs.push_back(item.row.message.reply_seq);
  }
  auto rows = ListSeqs(txn, place.who().tenant, place.conversation().id, seqs);
  for (Listed& item : *list) {
    for (const Row& row : rows) {
      if (row.message.seq != item.row.message.reply_seq) continue;
      item.quote =
          body::Quote{row.message.id, row.message.body, row.sender.name, row.message.sent_at,
                      row.message.recalled() || row.message.deleted_at > 0};
    }
  }
}

// `list` is in ascending order.
void AttachMentions(store::Txn& txn, const access::Member& place, std::vector<Listed>* list) {
  if (list->empty() || place.conversation().direct()) return;
  const std::int64_t from = list->front().row.message.seq;
  const std::int64_t to = list->back().row.message.seq;
  auto item = list->begin();
  for (const Mention& mention :
       ListMentions(txn, place.who().tenant, place.conversation().id, from, to)) {
    while (item != list->end() && item->row.message.seq < mention.seq) ++item;
    if (item == list->end()) return;
    if (item->row.message.seq == mention.seq) item->mentioned.push_back(mention.user.value);
  }
}

void AttachReadCounts(store::Txn& txn, const access::Member& place, std::vector<Listed>* list) {
  const auto& conversation = place.conversation();
  if (!conversation.direct() && conversation.member_count > kReadMarkMembersMax) return;
  const UserId me = place.who().user;
  const bool any = std::any_of(list->begin(), list->end(),
                               [me](const Listed& i) { return i.row.message.sender == me; });
  if (!any) return;
  auto receipts = ReceiptsOfOthers(txn, place.who().tenant, conversation.id, me,
                                   static_cast<int>(kReadMarkMembersMax));
  for (Listed& item : *list) {
    if (item.row.message.sender != me) continue;
    item.readers = static_cast<std::int64_t>(receipts.size());
    item.read_by = std::count_if(receipts.begin(), receipts.end(),
                                 [&item](std::int64_t seq) { return seq >= item.row.message.seq; });
  }
}

void Take(std::vector<Row> rows, bool newest_first, std::vector<Listed>* list) {
  if (newest_first) std::reverse(rows.begin(), rows.end());
  for (Row& row : rows) list->push_back(Listed{std::move(row), std::nullopt, 0, -1});
}

}  // namespace

Status MarkRead(store::Txn& txn, const access::Seated& place, std::int64_t to_seq) {
  const auto& conversation = place.conversation();
  const auto& member = place.member();
  const access::Principal& who = place.who();
  std::int64_t to = std::min(to_seq, place.visible().to);
  if (to <= member.read_seq && to <= member.receipt_seq) return Ok();
  to = std::max(to, access::FloorOf(conversation));
  const std::int64_t from = std::min(member.read_seq, member.receipt_seq) + 1;
  auto [mark, others] = FindReading(txn, {SeatOf(place), from, to});
  if (ComesLater(txn, place, to, mark.has_value()) || !mark) return Ok();
  access::ReadCursor cursor{member.read_seq, member.read_counted, member.read_sent,
                            std::max(member.receipt_seq, to)};
  if (to > member.read_seq) cursor = CursorAt(txn, place, to, mark->counted);
  SetReadCursor(txn, SeatOf(place), cursor);
  if (conversation.direct() || conversation.member_count <= kReadMarkMembersMax) {
    InsertReadMark(txn, SeatOf(place), to);
  }
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.at = txn.now_ms();
  event.place = conversation.place();
  // A member who left a group reads on for themselves.
  event.to_members =
      conversation.direct() || (place.active() && conversation.member_count <= kReadMarkMembersMax);
  if (!event.to_members) event.users = {who.user};
  event::ConversationRead read;
  read.reader = member.person;
  read.from_seq = from;
  read.to_seq = to;
  read.last_id = mark->id;
  read.message_ids = std::move(others);
  if (event.to_members && !conversation.direct()) read.receipts = NewReceipts(txn, place, to);
  event.payload = std::move(read);
  if (conversation.with_oneself()) {
    event.to_members = false;
    event.users = {who.user};
    event::Emit(txn, std::move(event));
  } else if (conversation.direct()) {
    // Direct conversations keep readings in the stream of changes (mapping 8).
    access::ConversationState state = conversation;
    change::AppendRead(txn, &state, {change::Kind::kRead, from, to, who.user, {}, {}},
                       std::move(event));
  } else {
    event::Emit(txn, std::move(event));
  }
  return Ok();
}

Status MarkSeqsRead(store::Txn& txn, const access::Seated& place,
                    std::span<const std::int64_t> seqs) {
  const auto last = std::max_element(seqs.begin(), seqs.end());
  if (last == seqs.end() || *last > place.visible().to) {
    return FieldError(Code::kBadArgument, "seqs");
  }
  return MarkRead(txn, place, *last);
}

Status SetCursor(store::Txn& txn, const access::Seated& place, std::int64_t seq) {
  if (seq > place.visible().to) return FieldError(Code::kBadArgument, "hasReadSeq");
  const auto& member = place.member();
  const access::Principal& who = place.who();
  const ConversationId conversation = place.conversation().id;
  // Nothing is unread that nobody may read.
  const std::int64_t to = std::max(seq, access::FloorOf(place.conversation()));
  if (to == member.read_seq) return Ok();
  const auto mark = MarkAt(txn, who.tenant, conversation, to);
  if (ComesLater(txn, place, to, mark.has_value())) return Ok();
  access::ReadCursor cursor{to, mark ? mark->counted : 0, 0, member.receipt_seq};
  if (to > member.read_seq) {
    cursor.read_sent = CursorAt(txn, place, to, cursor.read_counted).read_sent;
  } else {
    cursor.read_sent = member.read_sent -
                       CountSent(txn, who.tenant, conversation, who.user, to + 1, member.read_seq);
  }
  SetReadCursor(txn, SeatOf(place), cursor);
  event::Event event;
  event.tenant = who.tenant;
  event.actor = who.user;
  event.place = place.conversation().place();
  event.users = {who.user};
  event.payload = event::CursorMoved{to};
  event::Emit(txn, std::move(event));
  return Ok();
}

Status MarkUnread(store::Txn& txn, const access::Member& place, std::int64_t seq) {
  if (seq > place.member().read_seq || seq < place.visible().from) return Ok();
  return SetCursor(txn, place, seq - 1);
}

Result<ReadDetail> FindReaders(store::Txn& txn, const access::Message& place) {
  const access::Principal& who = place.who();
  KOINE_TRY(Row row, Kept(txn, place, place.seq()));
  if (row.message.sender != who.user) return Error{Code::kNotYourMessage};
  return ReadDetail{std::move(row), ListReaders(txn, who.tenant, place.conversation().id, who.user,
                                                place.seq(), kReadersMax)};
}

Result<std::vector<Reader>> ReadersOf(store::Txn& txn, const access::Message& place) {
  KOINE_TRY(const Row row, Kept(txn, place, place.seq()));
  return ListReaders(txn, place.who().tenant, place.conversation().id, row.message.sender,
                     place.seq(), kReadersMax);
}

std::optional<Row> FindAsAdmin(store::Txn& txn, const access::AnyConversation& place,
                               std::int64_t seq) {
  return FindBySeq(txn, place.who().tenant, place.conversation().id, seq);
}

std::optional<Row> FindTold(store::Txn& txn, const event::Event& event,
                            const event::MessageEdited& edited) {
  return FindBySeq(txn, event.tenant, event.place.id, edited.seq);
}

Result<body::Body> BodyOf(store::Txn& txn, const access::Message& place) {
  KOINE_TRY(Row row, Standing(txn, place, place.seq()));
  return std::move(row.message.body);
}

Result<SendIn> ForwardOf(store::Txn& txn, const access::Message& place) {
  const access::Principal& who = place.who();
  KOINE_TRY(Row row, Standing(txn, place, place.seq()));
  body::Message& m = row.message;
  // Elsewhere nobody could take of a red packet.
  if (!body::Countable(m.body) || body::KindOf(m.body) == body::Kind::kRedPacket) {
    return Error{Code::kBadArgument, "message_type"};
  }
  SendIn out;
  out.body = std::move(m.body);
  // Only the dialect that wrote it reads it back.
  if (m.origin == static_cast<std::uint8_t>(who.policy->dialect)) out.raw = std::move(m.raw);
  out.forwarded_from = place.id();
  return out;
}

void TellTyping(store::Txn& txn, const access::Member& place, bool on, int platform) {
  event::Event event;
  event.tenant = place.who().tenant;
  event.actor = place.who().user;
  event.place = place.conversation().place();
  event.to_members = true;
  event.payload = event::Typing{place.member().person, on, platform};
  event::EmitTransient(txn, std::move(event));
}

std::int64_t GreatestSeq(store::Txn& txn, const access::Member& place,
                         std::span<const std::int64_t> ids) {
  return GreatestSeqOf(txn, place.who().tenant, place.conversation().id, ids);
}

Result<std::vector<Listed>> ListMessages(store::Txn& txn, const access::Member& place,
                                         const PageOf& page) {
  const TenantId tenant = place.who().tenant;
  const ConversationId conversation = place.conversation().id;
  const UserId me = place.who().user;
  const access::VisibleRange range = place.visible();
  const int limit = std::clamp(page.limit, 1, kPageMax);
  std::vector<Listed> list;
  if (page.kind == PageOf::Kind::kAfter) {
    const std::int64_t seen = SeqBefore(txn, place, MessageId(page.id.value + 1));
    const std::int64_t from = std::max(range.from, seen + 1);
    Take(ListOldest(txn, tenant, conversation, me, from, range.to, limit), false, &list);
  } else if (page.kind == PageOf::Kind::kAround) {
    const std::int64_t middle = SeqBefore(txn, place, page.id);
    const int before = limit / 2;
    if (before > 0) {
      Take(
          ListNewest(txn, tenant, conversation, me, range.from, std::min(range.to, middle), before),
          true, &list);
    }
    Take(ListOldest(txn, tenant, conversation, me, std::max(range.from, middle + 1), range.to,
                    limit - before),
         false, &list);
  } else {
    const std::int64_t to = page.id ? std::min(range.to, SeqBefore(txn, place, page.id)) : range.to;
    Take(ListNewest(txn, tenant, conversation, me, range.from, to, limit), true, &list);
  }
  txn.Together({[&] { AttachQuotes(txn, place, &list); },
                [&] { AttachReadCounts(txn, place, &list); },
                [&] { AttachMentions(txn, place, &list); }});
  return list;
}

}  // namespace koine::message
