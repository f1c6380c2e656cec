#include "store/store_test_util.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <map>

#include "store/pg_test_util.h"

namespace koine::store {

void FixedRandom::Fill(void* out, std::size_t size) {
  auto* bytes = static_cast<unsigned char*>(out);
  for (std::size_t i = 0; i < size; ++i) {
    // Mixed well, or a few hundred keys of 16 bytes had two that are the same.
    std::uint64_t z = state_.fetch_add(0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    bytes[i] = static_cast<unsigned char>(z >> 56);
  }
}

TestDatabase::TestDatabase(Engine engine) {
  if (engine == Engine::kPostgresql) {
    auto made = PgTestServer::Get().CreateDatabase();
    if (!made.ok()) {
      problem_ = made.error().text;
      return;
    }
    name_ = *made;
    url_ = PgTestServer::Get().Url(name_);
    return;
  }
  std::string pattern = (std::filesystem::temp_directory_path() / "koine-store-XXXXXX").string();
  directory_ = mkdtemp(pattern.data());
  path_ = directory_ + "/koine.db";
  url_ = "sqlite:" + path_;
}

TestDatabase::~TestDatabase() {
  if (!name_.empty()) PgTestServer::Get().DropDatabase(name_);
  if (!directory_.empty()) std::filesystem::remove_all(directory_);
}

namespace {
constexpr Migration kMigrations[] = {
    {1, "things",
     "create table thing (id ID, name TEXT not null, n INT, ratio REAL, data BYTES);"
     "create table counter (id ID, value INT not null);"},
    {2, "entries",
     "create table entry (position ID, sender INT not null, seq INT not null, body TEXT,"
     "  data BYTES, unique (sender, seq));"
     "create table entry_key (sender INT not null, seq INT not null, position INT not null,"
     "  primary key (sender, seq)) without rowid;"},
};

const Sql kInsertEntry{
    "insert into entry (position, sender, seq, body, data) {values INT, INT, INT, TEXT, BYTES}"};
#define KOINE_ON_TAKEN " on conflict (sender, seq) do update set position = excluded.position"
#define KOINE_INTO_KEYS \
  "into entry_key (sender, seq, position) select sender, seq, position from entry where "
#define KOINE_THAT_ONE "sender = ? and seq = ? and position = ?"
const Sql kAddKey{"insert or ignore " KOINE_INTO_KEYS KOINE_THAT_ONE,
                  "insert " KOINE_INTO_KEYS KOINE_THAT_ONE " on conflict do nothing"};
#define KOINE_KEY_THERE                                                                  \
  "into entry_key (seq, position, sender) select ?{::bigint}, ?{::bigint}, ?{::bigint} " \
  "from log_head"
const Sql kAddKeyThere{"insert or ignore " KOINE_KEY_THERE,
                       "insert " KOINE_KEY_THERE " on conflict do nothing"};
const Sql kPutKey{"insert " KOINE_INTO_KEYS KOINE_THAT_ONE KOINE_ON_TAKEN};
const Sql kFindKey{"select position from entry_key where sender = ? and seq = ?"};
const Sql kNextKeys{"select seq from entry_key where sender = ? and seq > ? order by seq limit ?"};
const Sql kListAbove{"select sender, seq, position from entry where position > ?"};
const Sql kFillKeys{"insert " KOINE_INTO_KEYS "position > ? order by sender, seq" KOINE_ON_TAKEN};
}  // namespace

const LateIndex kEntryKeys{"entry_key", kAddKey,   kAddKeyThere, kPutKey,
                           kFindKey,    kNextKeys, kListAbove,   kFillKeys};

std::span<const Migration> TestMigrations() {
  return kMigrations;
}

const LogTable kEntryTable{
    "entry",
    &kInsertEntry,
    {Param::Kind::kInt, Param::Kind::kInt, Param::Kind::kText, Param::Kind::kBytes}};

const Sql kInsertThing{"insert into thing (id, name, n, ratio, data) values (?, ?, ?, ?, ?)"};
const Sql kSelectThing{"select name, n, ratio, data from thing where id = ?"};
const Sql kCountThings{"select count(*) from thing"};
const Sql kBumpCounter{
    "insert into counter (id, value) values (?, ?)"
    " on conflict (id) do update set value = counter.value + 1 returning value"};
const Sql kSelectCounter{"select value from counter where id = ?"};
const Sql kNumber{"select ?"};
const Sql kDivide{"select 1 / ?"};
const Sql kEndOwnBackend{"select 1 where pg_terminate_backend(pg_backend_pid()) and ? = 0"};

std::int64_t One(Txn& txn, const Sql& sql, std::int64_t param) {
  std::int64_t out = -1;
  txn.Each(
      sql, [&](const Row& row) { out = row.Int(0); }, param);
  return out;
}
const Sql kLockCounter{"select value from counter where id = ? {for update}"};
const Sql kEntriesAfter{
    "select position, sender, seq, body from entry where position > ? order by position"};
const Sql kCountEntries{"select count(*), coalesce(max(position), 0) from entry"};
const Sql kSpin{
    "with recursive n (i) as (select 1 union all select i + 1 from n where i < ?)"
    " select count(*) from n"};

std::int64_t AppendEntry(Txn& txn, std::int64_t sender, std::int64_t seq, std::string_view body) {
  const Param columns[] = {Param(sender), Param(seq), Param(body), Param(std::nullopt)};
  const std::int64_t position =
      txn.Append(kEntryTable, columns, std::make_shared<Published>(Published{sender, seq}));
  auto* late = txn.Late(kEntryKeys);
  if (late != nullptr && !txn.failed()) late->Add(sender, seq, position);
  return position;
}

std::int64_t CountThings(Store& store) {
  std::int64_t count = -1;
  const Status read = store.ReadNow("count", [&](Txn& txn) {
    count = txn.First(kCountThings, [](const Row& row) { return row.Int(0); }).value_or(-1);
  });
  EXPECT_TRUE(read.ok());
  return count;
}

std::pair<std::int64_t, std::int64_t> CountEntries(Txn& txn) {
  const auto read = [](const Row& row) { return std::pair(row.Int(0), row.Int(1)); };
  return txn.First(kCountEntries, read).value_or(std::pair(std::int64_t{-1}, std::int64_t{-1}));
}

std::pair<std::int64_t, std::int64_t> CountEntries(Store& store) {
  std::pair<std::int64_t, std::int64_t> out{-1, -1};
  const Status read = store.ReadNow("count", [&](Txn& txn) { out = CountEntries(txn); });
  EXPECT_TRUE(read.ok());
  return out;
}

void ExpectKeys(Store& store) {
  const auto looked = store.WriteAndWait({"keys"}, [](Txn& txn) -> Result<int> {
    struct Entry {
      std::int64_t position, sender, seq;
    };
    const auto read = [](const Row& row) { return Entry{row.Int(0), row.Int(1), row.Int(2)}; };
    std::map<std::int64_t, std::int64_t> last;
    LateEntries* const keys = txn.Late(kEntryKeys);
    if (keys == nullptr) return 0;
    for (const Entry& entry : txn.All(kEntriesAfter, read, 0)) {
      EXPECT_EQ(keys->Find(txn, entry.sender, entry.seq), entry.position);
      last[entry.sender] = std::max(last[entry.sender], entry.seq);
    }
    for (const auto& [sender, seq] : last) {
      EXPECT_EQ(keys->Find(txn, sender, seq + 1), std::nullopt);
    }
    return 1;
  });
  EXPECT_TRUE(looked.ok());
}

void StoreTest::SetUp() {
  database_ = std::make_unique<TestDatabase>(GetParam());
  ASSERT_EQ(database_->problem(), "");
  options_.url = database_->url();
  options_.late_most = kLateMost;
  options_.clock = &clock_;
  options_.random = &random_;
  Open();
}

void StoreTest::Open(const Options& options) {
  store_.reset();
  auto opened = Store::Open(options, TestMigrations());
  ASSERT_TRUE(opened.ok()) << opened.error().text;
  store_ = std::move(*opened);
}

std::vector<int> StoreTest::WriteTogether(const char* name, int n,
                                          std::function<Result<int>(Txn&, int)> fn) {
  const auto release = HoldWriters();
  Countdown done(n);
  std::vector<int> codes(static_cast<std::size_t>(n), -1);
  for (int i = 0; i < n; ++i) {
    store_->Write(
        {name, KeyOf('c', i)}, [i, fn](Txn& txn) { return fn(txn, i); },
        [&, i](Result<int> result, const Numbering&) {
          codes[static_cast<std::size_t>(i)] =
              result.ok() ? 0 : static_cast<int>(result.error().code);
          done.Down();
        });
  }
  release();
  done.Wait();
  return codes;
}

std::function<void()> StoreTest::HoldWriters() {
  const int n = GetParam() == Engine::kSqlite ? 1 : options_.pg_writers * 16;
  auto release = std::make_shared<std::promise<void>>();
  auto gate = std::make_shared<std::shared_future<void>>(release->get_future().share());
  auto held = std::make_shared<std::atomic<int>>(0);
  for (int i = 0; i < n; ++i) {
    store_->Write(
        {"hold", KeyOf('h', i)},
        [gate, held](Txn&) -> Result<int> {
          ++*held;
          gate->wait();
          return 1;
        },
        [](Result<int>, const Numbering&) {});
  }
  const int workers = GetParam() == Engine::kSqlite ? 1 : options_.pg_writers;
  while (held->load() < workers) usleep(1000);
  return [release] { release->set_value(); };
}

}  // namespace koine::store
