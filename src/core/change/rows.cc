#include "core/change/rows.h"

#include <map>
#include <memory>
#include <utility>

#include "core/access/shared_seats.h"
#include "store/shared.h"

namespace koine::change {

namespace {

using store::IntList;
using store::Param;
using store::Row;
using store::Sql;
using store::Txn;

const Sql kInsert{
    "insert into change (position, tenant_id, conversation_id, change_seq, kind, seq, to_seq, "
    "actor_id, visible_to, data, at) "
    "{values INT, INT, INT, INT, INT, INT, INT, INT, INT, TEXT, INT}"};
constexpr Param::Kind kInt = Param::Kind::kInt;
const store::LogTable kChanges{
    "change", &kInsert, {kInt, kInt, kInt, kInt, kInt, kInt, kInt, kInt, Param::Kind::kText, kInt}};

const Sql kFind{
    "select kind, seq, to_seq, actor_id, visible_to, data from change "
    "where tenant_id = ? and conversation_id = ? and change_seq = ?"};
const Sql kDelete{
    "delete from change where tenant_id = ? and conversation_id = ? and change_seq = ?"};
#define KOINE_SET_LAST "update conversation set change_seq = ? where tenant_id = ? and id = ?"
const Sql kSetLast{KOINE_SET_LAST};
// proof: each element brings the tenant of what its door opened, which the row must have
// engines: SQLite runs it for each row, PostgreSQL once (Txn::RunSoonForEach)
const Sql kSetLasts{
    KOINE_SET_LAST,
    "update conversation set change_seq = a.number from unnest(?::bigint[], ?::bigint[], "
    "?::bigint[]) as a(number, tenant, place) where conversation.tenant_id + 0 = a.tenant and "
    "conversation.id = a.place"};
const Sql kNextOwn{
    "insert into own_stream (user_id, tenant_id, change_seq) values (?, ?, 1) "
    "on conflict (user_id) do update set change_seq = own_stream.change_seq + 1 "
    "returning change_seq"};
const Sql kLastOwn{"select change_seq from own_stream where tenant_id = ? and user_id = ?"};

const Sql kList{
    "select c.conversation_id, c.change_seq, c.position, c.at, c.kind, c.seq, c.to_seq, "
    "c.actor_id, c.visible_to, c.data, u.handle, (case when g.nickname <> '' then g.nickname "
    "else u.nickname end), u.username, (case when g.avatar <> '' then g.avatar else u.avatar "
    "end), m.id, m.origin, m.client_id from {lists a(stream INT, first INT, last INT)} join "
    "change c on c.conversation_id = a.stream and c.change_seq >= a.first and c.change_seq <= "
    "a.last left join users u on u.id = c.actor_id left join member g on g.user_id = c.actor_id "
    "and g.conversation_id = c.conversation_id left join message m on m.conversation_id = "
    "c.conversation_id and m.seq = c.seq and c.kind in (1, 3) where c.tenant_id = ? order by "
    "c.conversation_id, c.change_seq"};
// The oldest are looked at; positions and times rise together.
// proof: the sweep of the whole store, of all tenants
const Sql kPrune{
    "delete from change where position in (select o.position from (select position, at from change "
    "order by position limit ?) o where o.at < ?)"};

// The last changes of conversations, which a batch writes at once.
class SharedLasts final : public store::Shared {
 public:
  static const store::SharedKind kKind;

  void Note(TenantId tenant, ConversationId conversation, std::int64_t number) {
    numbers_[conversation] = {tenant, number};
  }
  bool Load(Txn& /*txn*/) override { return false; }
  void Flush(Txn& txn) override {
    store::IntColumns columns(3);
    for (const auto& [conversation, last] : std::exchange(numbers_, {})) {
      columns.Add({last.second, last.first.value, conversation.value});
    }
    txn.RunSoonForEach(kSetLasts, columns.Lists());
  }
  void Forget() override {}

 private:
  std::map<ConversationId, std::pair<TenantId, std::int64_t>> numbers_;
};
const store::SharedKind SharedLasts::kKind{
    {"conversation"},
    []() -> std::unique_ptr<store::Shared> { return std::make_unique<SharedLasts>(); }};

Change ReadChange(const Row& row, int first) {
  Change out;
  out.kind = static_cast<Kind>(row.Int(first));
  out.seq = row.Int(first + 1);
  out.to_seq = row.Int(first + 2);
  out.actor = row.Get<UserId>(first + 3);
  out.visible_to = row.Get<UserId>(first + 4);
  out.data = row.String(first + 5);
  return out;
}

Entry ReadEntry(const Row& row) {
  Entry out;
  out.stream = row.Int(0);
  out.number = row.Int(1);
  out.position = row.Int(2);
  out.at = row.Int(3);
  out.change = ReadChange(row, 4);
  out.actor_handle = row.String(10);
  out.actor_name = row.String(11);
  if (out.actor_name.empty()) out.actor_name = row.String(12);
  if (out.actor_name.empty()) out.actor_name = out.actor_handle;
  out.actor_avatar = row.String(13);
  out.message = row.Get<MessageId>(14);
  out.origin = static_cast<std::uint8_t>(row.Int(15));
  out.client_id = row.String(16);
  return out;
}

}  // namespace

std::int64_t Insert(Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number,
                    const Change& change, std::shared_ptr<const void> object) {
  const Param columns[] = {tenant,
                           stream,
                           number,
                           change.kind,
                           change.seq,
                           change.to_seq,
                           change.actor,
                           change.visible_to,
                           change.data.empty() ? Param() : Param(change.data),
                           txn.now_ms()};
  return txn.Append(kChanges, columns, std::move(object));
}

std::optional<Change> Find(Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number) {
  auto read = [](const Row& row) { return ReadChange(row, 0); };
  return txn.First(kFind, read, tenant, stream, number);
}

void Delete(Txn& txn, TenantId tenant, std::int64_t stream, std::int64_t number) {
  txn.ExecSoon(kDelete, tenant, stream, number);
}

void SetLast(Txn& txn, TenantId tenant, ConversationId conversation, std::int64_t number) {
  if (auto* shared = txn.Share<SharedLasts>(); shared != nullptr && txn.MayNote()) {
    shared->Note(tenant, conversation, number);
    if (auto* seats = txn.Share<access::SharedSeats>()) seats->SetChangeSeq(conversation, number);
    return;
  }
  txn.ExecSoon(kSetLast, number, tenant, conversation);
}

std::int64_t NextOwn(Txn& txn, TenantId tenant, UserId user) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kNextOwn, read, user, tenant).value_or(0);
}

std::int64_t LastOwn(Txn& txn, const access::Principal& who) {
  auto read = [](const Row& row) { return row.Int(0); };
  return txn.First(kLastOwn, read, who.tenant, who.user).value_or(0);
}

std::vector<Entry> List(Txn& txn, TenantId tenant, std::span<const Range> ranges) {
  if (ranges.empty()) return {};
  std::vector<std::int64_t> streams, first, last;
  for (const Range& range : ranges) {
    streams.push_back(range.stream);
    first.push_back(range.first);
    last.push_back(range.last);
  }
  return txn.All(kList, ReadEntry, IntList{streams}, IntList{first}, IntList{last}, tenant);
}

std::int64_t Prune(Txn& txn, std::int64_t before_ms, int limit) {
  return txn.Exec(kPrune, limit, before_ms);
}

}  // namespace koine::change
