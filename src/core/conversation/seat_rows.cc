#include "core/conversation/seat_rows.h"

#include <utility>

namespace koine::conversation {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::TextList;
using store::Txn;

const Sql kSilenced{
    "select p.peer from (select case when c.pair_lo = m.user_id then c.pair_hi else c.pair_lo end "
    "as peer from member m join conversation c on c.id = m.conversation_id where m.tenant_id = ? "
    "and m.user_id = ? and m.notify = ? and c.kind = 1) p order by p.peer"};
const Sql kSettings{
    "select m.pinned_at, m.notify, m.draft, m.remark, m.openim from member m join "
    "{lists a(place INT, who INT)} on m.conversation_id = a.place and m.user_id = a.who where "
    "m.tenant_id = ? order by m.conversation_id, m.user_id"};
const Sql kSetSettings{
    "update member set pinned_at = ?, notify = ?, draft = ?, remark = ?, openim = ?, "
    "destruct_at = ? where "
    "tenant_id = ? and conversation_id = ? and user_id = ?"};
const Sql kSetMany{
    "update member set pinned_at = a.pinned, notify = a.notified, openim = a.extra, hidden_seq = "
    "a.hidden, destruct_at = a.due from {lists a(place INT, who INT, pinned INT, notified INT, "
    "extra TEXT, hidden INT, due INT)} where member.conversation_id = a.place and member.user_id "
    "= a.who and member.tenant_id = ?"};

#define KOINE_ALL_READ \
  "read_seq = c.last_seq, read_counted = c.last_counted, read_sent = member.sent_counted "
#define KOINE_OF_USER                                                                     \
  "from conversation c where c.id = member.conversation_id and member.tenant_id = ? and " \
  "member.user_id = ? and member.conversation_id "
const Sql kHide{"update member set hidden_seq = c.last_seq, " KOINE_ALL_READ KOINE_OF_USER
                "{in ?}"};
const Sql kClear{"update member set min_seq = c.last_seq + 1, " KOINE_ALL_READ KOINE_OF_USER
                 "{in ?}"};
const Sql kCut{"update conversation set min_seq = last_seq + 1 where +tenant_id = ? and id {in ?}"};
const Sql kReadByAll{
    "update member set " KOINE_ALL_READ
    "from conversation c where c.id = member.conversation_id and member.tenant_id = ? and "
    "member.read_seq < c.last_seq and member.conversation_id {in ?} and (member.state = 1 or "
    "member.state > 1)"};

// Recalled, deleted or hidden messages, and mentions that were looked at, name nobody
// (core/message).
#define KOINE_OPEN                                                                             \
  "a.recalled_at = 0 and a.deleted_at = 0 and not exists (select 1 from message_mark k where " \
  "k.user_id = m.user_id and k.kind in (1, 4) and k.conversation_id = a.conversation_id and "  \
  "k.seq = a.seq)"
const Sql kOwn{
    "select m.conversation_id, m.pinned_at, m.notify, m.draft, m.remark, m.openim, m.hidden_seq, "
    "c.created_at, (case when c.last_seq <= m.read_seq then 0 else coalesce((select max(x.seq) "
    "from mention x cross join message a where x.conversation_id = c.id and x.user_id = "
    "m.user_id and x.seq > m.read_seq and a.conversation_id = x.conversation_id and a.seq = "
    "x.seq and " KOINE_OPEN
    "), 0) end), (case when c.all_mention_seq <= m.read_seq then 0 else coalesce((select "
    "max(a.seq) from message a where a.conversation_id = c.id and a.seq > m.read_seq and "
    "a.mention_all = 1 and a.sender_id <> m.user_id and " KOINE_OPEN
    "), 0) end), (case when c.notice_seq > m.read_seq and c.notice_seq >= m.min_seq and "
    "(m.max_seq = 0 or c.notice_seq <= m.max_seq) then c.notice_seq else 0 end) from member m "
    "join conversation c on c.id = m.conversation_id where m.tenant_id = ? and m.user_id = ? and "
    "m.conversation_id {in ?} order by m.conversation_id"};

std::string TextOf(const Extra& extra) {
  if (extra == Extra()) return {};
  json::Profile short_form;
  short_form.absent = json::Absent::kOmit;
  return json::ToText(extra, short_form);
}

Settings ReadSettings(const Row& row, int column) {
  Settings out{row.Int(column),
               static_cast<access::Notify>(row.Int(column + 1)),
               row.String(column + 2),
               row.String(column + 3),
               {}};
  const std::string stored = row.String(column + 4);
  if (stored.empty()) return out;
  if (auto extra = json::Parse<Extra>(stored); extra.ok()) out.extra = *std::move(extra);
  return out;
}

}  // namespace

std::vector<Settings> ListSettings(Txn& txn, TenantId tenant,
                                   std::span<const std::int64_t> conversations,
                                   std::span<const std::int64_t> users) {
  auto read = [](const Row& row) { return ReadSettings(row, 0); };
  return txn.All(kSettings, read, IntList{conversations}, IntList{users}, tenant);
}

void SetSettings(Txn& txn, TenantId tenant, ConversationId conversation, UserId user,
                 const Settings& settings) {
  txn.ExecSoon(kSetSettings, settings.pinned_at, settings.notify, settings.draft, settings.remark,
               TextOf(settings.extra), settings.extra.due_at(), tenant, conversation, user);
}

void SetManySettings(Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations,
                     std::span<const std::int64_t> users, std::span<const Stored> stored) {
  std::vector<std::int64_t> pinned, notify, hidden, due;
  std::vector<std::string> extra;
  for (const Stored& one : stored) {
    pinned.push_back(one.settings.pinned_at);
    notify.push_back(static_cast<std::int64_t>(one.settings.notify));
    extra.push_back(TextOf(one.settings.extra));
    hidden.push_back(one.hidden_seq);
    due.push_back(one.settings.extra.due_at());
  }
  txn.ExecSoon(kSetMany, IntList{conversations}, IntList{users}, IntList{pinned}, IntList{notify},
               TextList{extra}, IntList{hidden}, IntList{due}, tenant);
}

void HideFor(Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> conversations) {
  txn.ExecSoon(kHide, tenant, user, IntList{conversations});
}

void ClearFor(Txn& txn, TenantId tenant, UserId user, std::span<const std::int64_t> conversations) {
  txn.ExecSoon(kClear, tenant, user, IntList{conversations});
}

void ClearForAll(Txn& txn, TenantId tenant, std::span<const std::int64_t> conversations) {
  txn.ExecSoon(kCut, tenant, IntList{conversations});
  txn.ExecSoon(kReadByAll, tenant, IntList{conversations});
}

std::vector<Own> ListOwn(Txn& txn, const access::Principal& who,
                         std::span<const std::int64_t> conversations) {
  if (conversations.empty()) return {};
  auto read = [](const Row& row) {
    return Own{row.Get<ConversationId>(0),
               ReadSettings(row, 1),
               row.Int(6),
               row.Int(7),
               row.Int(8),
               row.Int(9),
               row.Int(10)};
  };
  return txn.All(kOwn, read, who.tenant, who.user, IntList{conversations});
}

std::vector<UserId> ListSilenced(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return row.Get<UserId>(0); };
  return txn.All(kSilenced, read, who.tenant, who.user, access::Notify::kSilent);
}

}  // namespace koine::conversation
