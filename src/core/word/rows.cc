#include "core/word/rows.h"

namespace koine::word {

namespace {

using store::IntList;
using store::Row;
using store::Sql;
using store::Txn;

constexpr store::IdSequence kWordIds{"word", 1};

#define KOINE_WORD "select id, content, enabled, creator_id, created_at from word "
#define KOINE_WORD_FILTER "where tenant_id = ? and (? = -1 or enabled = ?) and "
// Ids are leased, and do not follow time.
const Sql kInsert{
    "insert into word (id, tenant_id, content, folded, enabled, creator_id, created_at) values "
    "(?, ?, ?, ?, ?, ?, ?) on conflict do nothing"};
const Sql kFind{KOINE_WORD "where tenant_id = ? and id = ?"};
const Sql kTaken{"select 1 from word where tenant_id = ? and folded = ? and id <> ?"};
const Sql kUpdate{
    "update word set content = ?, folded = ?, enabled = ? where tenant_id = ? and id = ?"};
const Sql kDelete{"delete from word where {+}tenant_id = ? and id {in ?}"};
const Sql kSelect{
    KOINE_WORD KOINE_WORD_FILTER
    "(? = '' or {instr}(content, ?) > 0) order by created_at desc, id desc limit ? offset ?"};
const Sql kCount{"select count(*) from word " KOINE_WORD_FILTER
                 "(? = '' or {instr}(content, ?) > 0)"};
const Sql kEnabled{"select content from word where tenant_id = ? and enabled = 1 limit ?"};
// proof: the tenant itself
const Sql kTag{"select words from tenant where id = ?"};
// proof: the tenant itself
const Sql kSetTag{"update tenant set words = ? where id = ?"};

Word ReadWord(const Row& row) {
  Word word;
  word.id = row.Int(0);
  word.content = row.String(1);
  word.enabled = row.Int(2) == 1;
  word.creator = row.Get<UserId>(3);
  word.created_at = row.Int(4);
  return word;
}

std::int64_t EnabledOf(const Filter& filter) {
  return filter.enabled ? (*filter.enabled ? 1 : 0) : -1;
}

}  // namespace

bool Insert(Txn& txn, TenantId tenant, Word* word, std::string_view folded) {
  word->id = txn.NextId(kWordIds);
  return txn.Exec(kInsert, word->id, tenant, word->content, folded, word->enabled, word->creator,
                  word->created_at) == 1;
}

std::optional<Word> Find(Txn& txn, TenantId tenant, std::int64_t id) {
  return txn.First(kFind, ReadWord, tenant, id);
}

bool Update(Txn& txn, TenantId tenant, const Word& word, std::string_view folded) {
  auto any = [](const Row&) { return true; };
  if (txn.First(kTaken, any, tenant, folded, word.id)) return false;
  txn.Exec(kUpdate, word.content, folded, word.enabled, tenant, word.id);
  return true;
}

std::int64_t Delete(Txn& txn, TenantId tenant, std::span<const std::int64_t> ids) {
  return txn.Exec(kDelete, tenant, IntList{ids});
}

std::vector<Word> Select(Txn& txn, TenantId tenant, const Filter& filter, std::int64_t limit,
                         std::int64_t offset) {
  const std::int64_t enabled = EnabledOf(filter);
  return txn.All(kSelect, ReadWord, tenant, enabled, enabled, filter.content, filter.content, limit,
                 offset);
}

std::int64_t CountWords(Txn& txn, TenantId tenant, const Filter& filter) {
  const std::int64_t enabled = EnabledOf(filter);
  auto number = [](const Row& row) { return row.Int(0); };
  return txn.First(kCount, number, tenant, enabled, enabled, filter.content, filter.content)
      .value_or(0);
}

std::vector<std::string> ListEnabled(Txn& txn, TenantId tenant, int limit) {
  return txn.All(
      kEnabled, [](const Row& row) { return row.String(0); }, tenant, limit);
}

std::int64_t FindTag(Txn& txn, TenantId tenant) {
  return txn
      .First(
          kTag, [](const Row& row) { return row.Int(0); }, tenant)
      .value_or(0);
}

void SetTag(Txn& txn, TenantId tenant, std::int64_t tag) {
  txn.Exec(kSetTag, tag, tenant);
}

}  // namespace koine::word
