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

class FileVfsMapping : public testing::Test {
 protected:
  // A piece is a page and a little more.
  static constexpr int kPieceBytes = 5'000;

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
  // Where the file is mapped, as the system tells it: "from-to".
  std::vector<std::string> Mapped() const {
    std::vector<std::string> out;
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);) {
      if (line.ends_with(database_.path())) out.push_back(line.substr(0, line.find(' ')));
    }
    return out;
  }
  static std::int64_t Bytes(const std::string& mapped) {
    const std::size_t dash = mapped.find('-');
    return std::stoll(mapped.substr(dash + 1), nullptr, 16) - std::stoll(mapped, nullptr, 16);
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
  const auto before = Mapped();
  ASSERT_EQ(before.size(), 1u);
  Add(1);  // a new mapping would be larger
  for (int i = 0; i < 5; ++i) {
    Write("update piece set text = zeroblob(" + std::to_string(kPieceBytes) + ") where id = 7");
    Write("delete from piece where id = " + std::to_string(20 + i));
    --there_;
    // From the log and, behind it, from the file.
    ExpectAll();
    Empty();
    ExpectAll();
  }
  EXPECT_EQ(Mapped(), before);
}

TEST_F(FileVfsMapping, IsRenewedWhenTheFileHasGrown) {
  ExpectAll();
  const auto before = Mapped();
  Add(1);
  Empty();
  ExpectAll();
  EXPECT_EQ(Mapped(), before);
  Add(200);
  Empty();
  ExpectAll();
  const auto after = Mapped();
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(Bytes(after[0]), FileBytes());
}

TEST_F(FileVfsMapping, IsRenewedWhenTheFileWasCut) {
  ExpectAll();
  Write("delete from piece where id > 20");
  Write("vacuum");
  Empty();
  there_ = 20;
  ExpectAll();
  auto mapped = Mapped();
  ASSERT_EQ(mapped.size(), 1u);
  EXPECT_EQ(Bytes(mapped[0]), FileBytes());
  // Cut and grown since it was read.
  Write("delete from piece where id > 10; vacuum;");
  there_ = 10;
  Empty();
  Add(11);
  Empty();
  ExpectAll();
  mapped = Mapped();
  ASSERT_EQ(mapped.size(), 1u);
  EXPECT_LE(Bytes(mapped[0]), FileBytes());
}

}  // namespace
}  // namespace koine::store
