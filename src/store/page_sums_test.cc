#include "store/page_sums.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "store/compact.h"
#include "store/inspect.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

constexpr std::size_t kPage = 4096;
constexpr int kThings = 400;

std::string TextOf(int id) {
  return "text " + std::to_string(id) + " " + std::string(300 + id % 7 * 900, 'a' + id % 26);
}

std::string Contents(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void Put(const std::string& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary) << contents;
}

struct Pages {
  int sound = 0;
  int unsealed = 0;
  int damaged = 0;
};

Pages LookAt(const std::string& path) {
  const std::string all = Contents(path);
  Pages out;
  for (std::size_t at = 0; at + kPage <= all.size(); at += kPage) {
    const auto number = static_cast<std::uint32_t>(at / kPage + 1);
    switch (LookAtPage(all.data() + at, kPage, number)) {
      case PageState::kSound:
        ++out.sound;
        break;
      case PageState::kUnsealed:
        ++out.unsealed;
        break;
      case PageState::kDamaged:
        ++out.damaged;
        break;
    }
  }
  return out;
}

// What another program does to a file.
void Foreign(const std::string& path, const char* sql) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
  ASSERT_EQ(sqlite3_close(db), SQLITE_OK);
}

// The backup of SQLite's own program, beside the store.
void Backup(const std::string& from, const std::string& to) {
  sqlite3* source = nullptr;
  sqlite3* target = nullptr;
  ASSERT_EQ(sqlite3_open(from.c_str(), &source), SQLITE_OK);
  ASSERT_EQ(sqlite3_open(to.c_str(), &target), SQLITE_OK);
  sqlite3_backup* backup = sqlite3_backup_init(target, "main", source, "main");
  ASSERT_NE(backup, nullptr);
  EXPECT_EQ(sqlite3_backup_step(backup, -1), SQLITE_DONE);
  EXPECT_EQ(sqlite3_backup_finish(backup), SQLITE_OK);
  sqlite3_close(target);
  sqlite3_close(source);
}

TEST(PageSumsTest, OnlyASizeThatThereIsCounts) {
  std::string header(kDatabaseHeaderBytes, '\0');
  EXPECT_EQ(PageSizeOf(header), 0u) << "no header";
  header.replace(0, 16, std::string("SQLite format 3\0", 16));
  EXPECT_EQ(PageSizeOf(header), 0u);
  for (const std::size_t size : {512u, 4096u, 32'768u}) {
    header[16] = static_cast<char>(size >> 8);
    EXPECT_EQ(PageSizeOf(header), size);
    header[16] = static_cast<char>((size >> 8) + 4);
    EXPECT_EQ(PageSizeOf(header), 0u) << size + 1'024;
  }
  header[16] = 0;
  header[17] = 1;
  EXPECT_EQ(PageSizeOf(header), 65'536u);
  EXPECT_EQ(PageSizeOf(std::string_view(header).substr(1)), 0u);
}

TEST(PageSumsTest, AnyBitThatDiffersIsDamage) {
  std::string page(kPage, '\0');
  for (std::size_t i = 0; i < kPage - kSumBytes; ++i) page[i] = static_cast<char>(i * 31);
  EXPECT_EQ(LookAtPage(page.data(), kPage, 7), PageState::kUnsealed);
  SealPage(page.data(), kPage, 7);
  EXPECT_EQ(LookAtPage(page.data(), kPage, 7), PageState::kSound);
  EXPECT_EQ(LookAtPage(page.data(), kPage, 8), PageState::kDamaged) << "the page of another place";
  for (std::size_t bit = 0; bit < kPage * 8; ++bit) {
    page[bit / 8] ^= static_cast<char>(1 << bit % 8);
    EXPECT_EQ(LookAtPage(page.data(), kPage, 7), PageState::kDamaged) << bit;
    page[bit / 8] ^= static_cast<char>(1 << bit % 8);
  }
  // The page that has the bytes of SQLite's locks is never written.
  constexpr std::uint32_t kLocks = (1 << 30) / kPage + 1;
  EXPECT_EQ(LookAtPage(std::string(kPage, '\0').data(), kPage, kLocks), PageState::kUnsealed);
  EXPECT_EQ(LookAtPage(std::string(kPage, '\0').data(), kPage, kLocks + 1), PageState::kDamaged);
  EXPECT_EQ(LookAtPage(std::string(kPage, '\0').data(), kPage, kLocks - 1), PageState::kDamaged);
  const std::string lost(kPage, '\0');
  EXPECT_EQ(LookAtPage(lost.data(), kPage, 7), PageState::kDamaged);
}

class SqliteDamage : public StoreTest {
 protected:
  const std::string& path() const { return database_->path(); }

  Status Insert(int id) {
    const auto done =
        store().WriteAndWait({"put", KeyOf('k', id)}, [&](Txn& txn) -> Result<std::int64_t> {
          txn.Exec(kInsertThing, id, TextOf(id), 1, std::nullopt, std::nullopt);
          return 1;
        });
    return done.ok() ? Ok() : Status(done.error());
  }
  void Fill() {
    for (int id = 1; id <= kThings; ++id) ASSERT_TRUE(Insert(id).ok());
  }
  struct Files {
    std::string all, log;
    int things = 0;
  };
  // The file and its log after a write. On a slow machine the log may have been taken into the file
  // before it is read.
  Files Written() {
    Files out;
    for (int more = 1; more <= 20 && out.log.size() <= kLogHeaderBytes + 2 * kPage; ++more) {
      EXPECT_TRUE(Insert(kThings + more).ok());
      out = {Contents(path()), Contents(path() + "-wal"), kThings + more};
    }
    return out;
  }
  // The page of one of its leaves; the store is closed.
  int ThirdLeafOf(const char* table) {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    int page = 0;
    EXPECT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
    const char* sql =
        "select pageno from dbstat where name = ? and pagetype = 'leaf' order by path";
    EXPECT_EQ(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr), SQLITE_OK);
    sqlite3_bind_text(statement, 1, table, -1, SQLITE_STATIC);
    for (int i = 0; i < 3 && sqlite3_step(statement) == SQLITE_ROW; ++i) {
      page = sqlite3_column_int(statement, 0);
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return page;
  }
  // Texts that are right, or refused; another one is a failure.
  int Refused() {
    int refused = 0;
    for (int id = 1; id <= kThings; ++id) {
      std::string text;
      const Status read = store().ReadNow("get", [&](Txn& txn) {
        txn.Each(
            kSelectThing, [&](const Row& row) { text = row.String(0); }, id);
      });
      if (read.ok()) {
        EXPECT_EQ(text, TextOf(id));
      } else {
        ++refused;
      }
    }
    return refused;
  }
};
INSTANTIATE_TEST_SUITE_P(Sqlite, SqliteDamage, testing::Values(Engine::kSqlite));

TEST_P(SqliteDamage, WrongTextIsNeverRead) {
  Fill();
  store_.reset();
  const std::string sound = Contents(path());
  const int pages = static_cast<int>(sound.size() / kPage);
  EXPECT_EQ(LookAt(path()).sound, pages);
  int refused = 0;
  for (int page = 0; page < pages; page += 1 + page / 8) {
    std::string damaged = sound;
    // In the first page the byte that says that there are sums.
    const std::size_t at = page == 0 ? 20 : page * kPage + page * 977 % kPage;
    damaged[at] ^= static_cast<char>(page == 0 ? 8 : 1 << page % 8);
    Put(path(), damaged);
    auto opened = Store::Open(options_, TestMigrations());
    if (!opened.ok()) {
      ++refused;
      continue;
    }
    store_ = std::move(*opened);
    refused += Refused() > 0 ? 1 : 0;
    store_.reset();
  }
  EXPECT_GT(refused, 10);
  Put(path(), sound);
  Open();
  EXPECT_EQ(Refused(), 0);
}

// A page that was found sound is taken as it is for a moment only.
TEST_P(SqliteDamage, APageThatWasReadIsLookedAtAgain) {
  Fill();
  store_.reset();
  Open();
  EXPECT_EQ(Refused(), 0);
  const std::size_t at = Contents(path()).find(TextOf(200).substr(0, 60));
  ASSERT_NE(at, std::string::npos);
  std::fstream file(path(), std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at) + kPage / 2);
  file.put('!');
  file.close();
  std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
  EXPECT_GT(Refused(), 0);
}

TEST_P(SqliteDamage, ACommandThatNeedsADamagedPageFailsAlone) {
  Fill();
  store_.reset();
  std::string all = Contents(path());
  const std::size_t at = all.find(TextOf(200).substr(0, 60));
  ASSERT_NE(at, std::string::npos);
  all[at + 50] ^= 1;
  Put(path(), all);
  Open();
  const Sql change{"update thing set n = n + 1 where id = ?"};
  for (int round = 0; round < 2; ++round) {
    const auto release = HoldWriters();
    Countdown done(20);
    std::atomic<int> failed = 0;
    for (int i = 0; i < 20; ++i) {
      const int id = i == 10 ? 200 : 1'000 * (round + 1) + i;
      store().Write(
          {"change", KeyOf('k', id)},
          [&change, id](Txn& txn) -> Result<int> {
            if (id == 200) {
              txn.Exec(change, id);
            } else {
              AppendEntry(txn, id, 1, "body");
            }
            return 1;
          },
          [&](const Result<int>& result, const Numbering&) {
            failed += result.ok() ? 0 : 1;
            done.Down();
          });
    }
    release();
    done.Wait();
    EXPECT_EQ(failed, 1);
    EXPECT_TRUE(store().health().ok()) << store().health().error().text;
  }
  EXPECT_EQ(CountEntries(store()).first, 38);
}

// Of a sender with many client ids, one page of which is damaged, other ids are found, and new
// ones.
TEST_P(SqliteDamage, WhoseIndexHasADamagedPageIsFoundInTheOthers) {
  constexpr int kKeys = 4'000;
  for (int from = 0; from < kKeys; from += 400) {
    const auto filled = store().WriteAndWait({"fill"}, [&](Txn& txn) -> Result<int> {
      for (int i = from; i < from + 400; ++i) AppendEntry(txn, 1, i * 1'000, "");
      return 1;
    });
    ASSERT_TRUE(filled.ok());
  }
  store_.reset();
  const int leaf = ThirdLeafOf("entry_key");
  ASSERT_GT(leaf, 1);
  std::string all = Contents(path());
  all[static_cast<std::size_t>(leaf - 1) * kPage + kPage / 2] ^= 1;
  Put(path(), all);
  Open();
  int failed = 0;
  for (int i = 0; i < kKeys; i += 20) {
    const auto found = store().WriteAndWait({"find"}, [&](Txn& txn) -> Result<int> {
      LateEntries* const keys = txn.Late(kEntryKeys);
      EXPECT_EQ(keys->Find(txn, 1, i * 1'000 + 1), std::nullopt);
      const auto there = keys->Find(txn, 1, i * 1'000);
      EXPECT_TRUE(there || txn.failed());
      return 1;
    });
    failed += found.ok() ? 0 : 1;
  }
  EXPECT_GT(failed, 0);
  EXPECT_LT(failed, kKeys / 20 / 4);
  EXPECT_TRUE(store().health().ok());
}

TEST_P(SqliteDamage, AFrameOfTheLogIsHeldAgainstItsSum) {
  Fill();
  const Sql change{"update thing set n = n + 1 where id = ?"};
  std::size_t at = std::string::npos;
  // On a slow machine the log may have been taken into the file meanwhile.
  for (int i = 0; i < 20 && at == std::string::npos; ++i) {
    const auto done = store().WriteAndWait({"change", KeyOf('k', kThings)}, [&](Txn& txn) {
      return Result<std::int64_t>(txn.Exec(change, kThings));
    });
    ASSERT_TRUE(done.ok());
    at = Contents(path() + "-wal").rfind(TextOf(kThings).substr(0, 60));
  }
  ASSERT_NE(at, std::string::npos);
  std::fstream log(path() + "-wal", std::ios::in | std::ios::out | std::ios::binary);
  log.seekp(static_cast<std::streamoff>(at) + 50);
  log.put('!');
  log.close();
  EXPECT_GT(Refused(), 0);
}

// The log as a machine writes it whose numbers begin with the highest byte.
std::string WithHighestFirst(std::string log) {
  const auto number = [&log](std::size_t at) {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < 4; ++i) out = out << 8 | static_cast<unsigned char>(log[at + i]);
    return out;
  };
  const auto put = [&log](std::size_t at, std::uint32_t value) {
    for (std::size_t i = 4; i-- > 0; value >>= 8) log[at + i] = static_cast<char>(value & 0xFF);
  };
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  const auto add = [&](std::size_t at, std::size_t size) {
    for (const std::size_t end = at + size; at < end; at += 8) {
      a += number(at) + b;
      b += number(at + 4) + a;
    }
  };
  const auto put_sum = [&](std::size_t at) {
    put(at, a);
    put(at + 4, b);
  };
  put(0, number(0) | 1);
  add(0, kLogHeaderBytes - 8);
  put_sum(kLogHeaderBytes - 8);
  for (std::size_t at = kLogHeaderBytes; at + kFrameHeaderBytes + kPage <= log.size();
       at += kFrameHeaderBytes + kPage) {
    add(at, 8);
    add(at + kFrameHeaderBytes, kPage);
    put_sum(at + kFrameHeaderBytes - 8);
  }
  return log;
}

TEST_P(SqliteDamage, ALogOfAnotherByteOrderIsRead) {
  Fill();
  store_.reset();
  Open();
  const auto [all, log, things] = Written();
  ASSERT_GT(log.size(), kLogHeaderBytes + 2 * kPage);
  ASSERT_NE(log, WithHighestFirst(log));
  store_.reset();
  Put(path(), all);
  Put(path() + "-wal", WithHighestFirst(log));
  Open();
  EXPECT_EQ(Refused(), 0);
  EXPECT_EQ(CountThings(store()), things) << "the log was left out";
}

// A loss of power may leave a page half written in the file that is whole in the log.
TEST_P(SqliteDamage, WhatIsWholeInTheLogIsNoDamage) {
  Fill();
  store_.reset();
  Open();
  Files written = Written();
  std::string& all = written.all;
  const std::string& log = written.log;
  std::size_t number = 0;
  for (std::size_t at = kLogHeaderBytes; at + kFrameHeaderBytes + kPage <= log.size();
       at += kFrameHeaderBytes + kPage) {
    std::size_t of_frame = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      of_frame = of_frame << 8 | static_cast<unsigned char>(log[at + i]);
    }
    if (of_frame > 1 && of_frame * kPage <= all.size()) number = of_frame;
  }
  ASSERT_GT(number, 0u) << "no page of the file is in the log";
  all[(number - 1) * kPage + 1'000] ^= 1;
  const std::string copy = path() + "-copy";
  Put(copy, all);
  Put(copy + "-wal", log);
  const SqliteFacts whole = InspectSqlite(copy);
  EXPECT_FALSE(whole.fault) << whole.fault->text;
  EXPECT_EQ(whole.damaged, 0);
  EXPECT_EQ(whole.looked, whole.pages);
  std::filesystem::remove(copy + "-wal");
  Put(copy, all);
  EXPECT_EQ(InspectSqlite(copy).damaged, static_cast<std::int64_t>(number));
}

TEST_P(SqliteDamage, BackupsOfOtherProgramsOpen) {
  Fill();
  const std::string copy = path() + "-copy";
  Backup(path(), copy);
  const Pages pages = LookAt(copy);
  EXPECT_EQ(pages.damaged, 0);
  EXPECT_GT(pages.unsealed, 0) << "what was still in the log has no sum";
  store_.reset();
  Backup(path(), copy);
  EXPECT_EQ(LookAt(copy).damaged, 0);
  std::filesystem::rename(copy, path());
  Open();
  EXPECT_EQ(Refused(), 0);
}

TEST_P(SqliteDamage, AnOlderFileGetsSumsWhenItIsRewritten) {
  Fill();
  store_.reset();
  const std::string older = path() + "-older";
  // Another program makes a file without room for sums.
  Foreign(path(), ("vacuum into '" + older + "'").c_str());
  EXPECT_FALSE(LacksSums(older));
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((path() + "-plain").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "create table plain (a)", nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(db);
  EXPECT_TRUE(LacksSums(path() + "-plain"));
  ASSERT_TRUE(CompactSqlite(path() + "-plain").ok());
  EXPECT_FALSE(LacksSums(path() + "-plain"));
  EXPECT_EQ(LookAt(path() + "-plain").damaged, 0);
  EXPECT_GT(LookAt(path() + "-plain").sound, 0);

  // One that writes without sums has its pages refused, until it rewrites them all.
  Foreign(path(), "update thing set n = n + 1 where id < 50");
  EXPECT_GT(LookAt(path()).damaged, 0);
  Foreign(path(), "vacuum");
  EXPECT_EQ(LookAt(path()).damaged, 0);
  ASSERT_TRUE(CompactSqlite(path()).ok());
  EXPECT_EQ(LookAt(path()).unsealed, 0);
  Open();
  EXPECT_EQ(Refused(), 0);
  EXPECT_TRUE(CompactSqlite(path() + "-none").error().Is(Code::kNotFound));
  EXPECT_FALSE(CompactSqlite(path()).ok()) << "the store is open";
}

}  // namespace
}  // namespace koine::store
