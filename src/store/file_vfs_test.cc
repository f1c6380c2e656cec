#include "store/file_vfs.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>
#include <vector>

#include "store/sqlite_conn.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

const Sql kCountRows{"select count(*), sum(length(text)) from piece"};
const Sql kLength{"select length(text) from piece where id = ?"};

class FileVfsMapping : public testing::Test {
 protected:
  // A piece is a page and a little more.
  static constexpr int kPieceBytes = 5'000;
  static constexpr std::int64_t kPagesOfOne = 64 << 10;

  void SetUp() override {
    SqliteOpen open;
    open.path = database_.path();
    open.vfs = FileVfs(nullptr);
    writer_ = Opened(open);
    open.query_only = true;
    open.mmap_bytes = 1 << 30;
    reader_ = Opened(open);
    Write("create table piece (id integer primary key, text blob not null)");
    Add(200);
    Empty();
  }
  static std::unique_ptr<SqliteConn> Opened(const SqliteOpen& open) {
    auto conn = SqliteConn::Open(open);
    EXPECT_TRUE(conn.ok());
    return std::move(*conn);
  }
  void Write(const std::string& script) { ASSERT_EQ(writer_->Script(script.c_str()), SQLITE_OK); }
  void Add(int pieces) {
    Write("with recursive n(i) as (select 1 union all select i + 1 from n where i < " +
          std::to_string(pieces) + ") insert into piece (text) select zeroblob(" +
          std::to_string(kPieceBytes) + ") from n");
    there_ += pieces;
  }
  // Takes the log into the file.
  void Empty() { Write("pragma wal_checkpoint(truncate)"); }
  void ExpectAll() {
    std::int64_t count = 0;
    const Txn::RowFn read = [this](const Row& row) {
      EXPECT_EQ(row.Int(0), there_);
      EXPECT_EQ(row.Int(1), there_ * kPieceBytes);
    };
    EXPECT_EQ(reader_->Run(kCountRows, {}, &read, &count), SQLITE_OK);
  }
  void ExpectOne(int id) {
    std::int64_t count = 0;
    const Txn::RowFn read = [](const Row& row) { EXPECT_EQ(row.Int(0), kPieceBytes); };
    EXPECT_EQ(reader_->Run(kLength, std::vector<Param>{id}, &read, &count), SQLITE_OK);
    EXPECT_EQ(count, 1);
  }
  // How the file is mapped, as the system tells it, in bytes.
  struct Mapping {
    std::int64_t size = 0, resident = 0;
  };
  std::vector<Mapping> Mapped() const {
    constexpr std::int64_t kKib = 1024;
    std::vector<Mapping> out;
    std::ifstream maps("/proc/self/smaps");
    bool mine = false;
    for (std::string line; std::getline(maps, line);) {
      const bool begins = line.find('-') < line.find(' ');
      if (begins) mine = line.ends_with(database_.path());
      if (begins && mine) out.emplace_back();
      if (!mine) continue;
      if (line.starts_with("Size:")) out.back().size = kKib * std::stoll(line.substr(5));
      if (line.starts_with("Rss:")) out.back().resident = kKib * std::stoll(line.substr(4));
    }
    return out;
  }
  std::int64_t FileBytes() const {
    struct stat info {};
    EXPECT_EQ(::stat(database_.path().c_str(), &info), 0);
    return info.st_size;
  }

  TestDatabase database_{Engine::kSqlite};
  std::int64_t there_ = 0;
  std::unique_ptr<SqliteConn> writer_, reader_;
};

TEST_F(FileVfsMapping, OutlivesWhatOthersCommit) {
  ExpectAll();
  auto mapped = Mapped();
  ASSERT_EQ(mapped.size(), 1u);
  EXPECT_GE(mapped[0].size, FileBytes());
  const std::int64_t resident = mapped[0].resident;
  EXPECT_GT(resident, FileBytes() / 2);
  for (int i = 0; i < 5; ++i) {
    Write("update piece set text = zeroblob(" + std::to_string(kPieceBytes) + ") where id = 7");
    Write("delete from piece where id = " + std::to_string(20 + i));
    --there_;
    // From the log and, behind it, from the file. A new mapping would have little of it.
    ExpectOne(7);
    Empty();
    ExpectOne(7);
    mapped = Mapped();
    ASSERT_EQ(mapped.size(), 1u);
    EXPECT_GE(mapped[0].resident, resident - kPagesOfOne);
  }
  ExpectAll();
}

TEST_F(FileVfsMapping, FollowsTheFileAsItGrows) {
  ExpectAll();
  for (const int pieces : {1, 40, 400, 3'000}) {
    Add(pieces);
    Empty();
    ExpectAll();
    const auto mapped = Mapped();
    ASSERT_EQ(mapped.size(), 1u);
    EXPECT_GE(mapped[0].size, FileBytes());
    EXPECT_LE(mapped[0].size, 2 * FileBytes());
    EXPECT_GT(mapped[0].resident, FileBytes() - FileBytes() / 8);
  }
}

TEST_F(FileVfsMapping, ReadsAFileThatWasCut) {
  ExpectAll();
  Write("delete from piece where id > 20");
  Write("vacuum");
  Empty();
  there_ = 20;
  ExpectAll();
  // Cut and grown since it was read.
  Write("delete from piece where id > 10; vacuum;");
  there_ = 10;
  Empty();
  Add(11);
  Empty();
  ExpectAll();
  EXPECT_EQ(Mapped().size(), 1u);
}

TEST_F(FileVfsMapping, ReadsWhatIsNotMappedWithoutIt) {
  constexpr std::int64_t kMost = 1 << 20;
  SqliteOpen open;
  open.path = database_.path();
  open.vfs = FileVfs(nullptr);
  open.query_only = true;
  open.mmap_bytes = kMost;
  reader_ = Opened(open);
  Add(400);
  Empty();
  ExpectAll();
  const auto mapped = Mapped();
  ASSERT_EQ(mapped.size(), 1u);
  EXPECT_EQ(mapped[0].size, kMost);
  EXPECT_GT(FileBytes(), kMost);
}

TEST_F(FileVfsMapping, EndsWithItsConnection) {
  ExpectAll();
  reader_.reset();
  EXPECT_TRUE(Mapped().empty());
}

}  // namespace
}  // namespace koine::store
