#include "core/message/key_rows.h"

#include "core/message/columns.h"
#include "store/late_index.h"

namespace koine::message {

namespace {

using store::IntList;
using store::Sql;
using store::Txn;

#define KOINE_BY_KEY              \
  "select " KOINE_MESSAGE_COLUMNS \
  " from message m where m.tenant_id = ? and m.sender_id = ? and m.client_key = ?"
// engines: on SQLite the index is written late, and only the writer knows what is to come into it
const Sql kByClientKey{KOINE_BY_KEY
                       " and m.id in (select message_id from message_key k where k.sender_id = "
                       "m.sender_id and k.client_key = m.client_key)",
                       KOINE_BY_KEY};
const Sql kByKeyAndId{KOINE_BY_KEY " and m.id = ?"};

#define KOINE_FILL_INTO                                                                            \
  "into message_key (sender_id, client_key, tenant_id, message_id) select sender_id, client_key, " \
  "tenant_id, id from message where "
#define KOINE_FILL "insert " KOINE_FILL_INTO
#define KOINE_OF_KEY "sender_id = ? and client_key = ? and id = ?"
#define KOINE_REPLACE                                                                     \
  " on conflict (sender_id, client_key) do update set message_id = excluded.message_id, " \
  "tenant_id = excluded.tenant_id"
// engines: "or ignore" is SQLite's, whose statements with "on conflict" take the journal that
// LateEntries does without
const Sql kAdd{"insert or ignore " KOINE_FILL_INTO KOINE_OF_KEY,
               KOINE_FILL KOINE_OF_KEY " on conflict do nothing"};
#define KOINE_ADD_THERE                                                                  \
  "into message_key (client_key, message_id, sender_id, tenant_id) select ?{::bigint}, " \
  "?{::bigint}, id, tenant_id from users where id = ?"
// engines: as above
// proof: the tenant is that of the sender
const Sql kAddThere{"insert or ignore " KOINE_ADD_THERE,
                    "insert " KOINE_ADD_THERE " on conflict do nothing"};
const Sql kPutIn{KOINE_FILL KOINE_OF_KEY KOINE_REPLACE};
const Sql kFill{KOINE_FILL
                "id > ? and client_key is not null order by sender_id, client_key" KOINE_REPLACE};
// proof: only a place, whose message is then looked for among those of its tenant
const Sql kFind{"select message_id from message_key where sender_id = ? and client_key = ?"};
// proof: as for kFind
const Sql kNext{
    "select client_key from message_key where sender_id = ? and client_key > ? order by client_key "
    "limit ?"};
// proof: the index is of all tenants
const Sql kListAbove{
    "select sender_id, client_key, id from message where id > ? and client_key is not null"};

// proof: each element brings the tenant of its sender, which the rows must have
const Sql kKeysTaken{
    "select a.tenant, a.sender, a.number, (select 1 from message m where "
    "m.tenant_id = a.tenant and m.sender_id = a.sender and m.client_key = a.number) "
    "from {lists a(tenant INT, sender INT, number INT)}"};

const store::LateIndex kClientKeys{"message_key", kAdd,  kAddThere,  kPutIn,
                                   kFind,         kNext, kListAbove, kFill};

}  // namespace

SharedKeys::Key AskKey(Txn& txn, const KeyOfSender& key) {
  using Key = SharedKeys::Key;
  if (auto* late = txn.Late(kClientKeys)) {
    return late->Find(txn, key.sender.value, key.number) ? Key::kTaken : Key::kFree;
  }
  auto* shared = txn.Share<SharedKeys>();
  return shared != nullptr ? shared->Ask(key) : Key::kUnknown;
}

void NoteKey(Txn& txn, const KeyOfSender& key, MessageId id) {
  if (auto* late = txn.Late(kClientKeys)) {
    late->Add(key.sender.value, key.number, id.value);
  } else if (auto* shared = txn.Share<SharedKeys>()) {
    shared->NoteAppended(key);
  }
}

std::optional<body::Message> FindByClientKey(Txn& txn, TenantId tenant, UserId sender,
                                             std::int64_t client_key) {
  if (auto* late = txn.Late(kClientKeys)) {
    const auto id = late->Find(txn, sender.value, client_key);
    if (!id) return std::nullopt;
    return txn.First(kByKeyAndId, ReadMessage, tenant, sender, client_key, *id);
  }
  const auto known = AskKey(txn, {tenant, sender, client_key});
  if (known == SharedKeys::Key::kFree) return std::nullopt;
  // Where it cannot be read yet, it can, and be answered again, once the batch is numbered.
  if (known == SharedKeys::Key::kAppended && txn.RunAfterBatch()) return std::nullopt;
  return txn.First(kByClientKey, ReadMessage, tenant, sender, client_key);
}

std::vector<KeyOfSender> ListKeysTaken(Txn& txn, std::span<const KeyOfSender> keys) {
  if (keys.empty()) return {};
  std::vector<std::int64_t> tenants, senders, numbers;
  for (const KeyOfSender& key : keys) {
    tenants.push_back(key.tenant.value);
    senders.push_back(key.sender.value);
    numbers.push_back(key.number);
  }
  std::vector<KeyOfSender> out;
  auto take = [&out](const store::Row& row) {
    if (row.Null(3)) return;
    out.push_back({row.Get<TenantId>(0), row.Get<UserId>(1), row.Int(2)});
  };
  txn.Each(kKeysTaken, take, IntList{tenants}, IntList{senders}, IntList{numbers});
  return out;
}

}  // namespace koine::message
