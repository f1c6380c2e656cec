#include "server/backup_files.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace koine::server {
namespace {

namespace fs = std::filesystem;

class Removing : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / ("koine-removing-" + std::to_string(::getpid()));
    fs::create_directories(root_ / "gone/deep");
    fs::create_directories(root_ / "kept");
    Make(root_ / "kept/file");
  }
  void TearDown() override { fs::remove_all(root_); }
  // Larger than what is freed at a time; it takes no room.
  static void Make(const fs::path& path) {
    std::ofstream(path) << "x";
    fs::resize_file(path, kBytes);
  }
  static constexpr std::uintmax_t kBytes = 70 << 20;
  fs::path root_;
};

TEST_F(Removing, TakesAllOfADirectory) {
  Make(root_ / "gone/file");
  Make(root_ / "gone/deep/file");
  EXPECT_TRUE(RemoveGently((root_ / "gone").string()));
  EXPECT_FALSE(fs::exists(root_ / "gone"));
  EXPECT_TRUE(RemoveGently((root_ / "gone").string()));  // it is not there any more
}

TEST_F(Removing, TakesAFile) {
  EXPECT_TRUE(RemoveGently((root_ / "kept/file").string()));
  EXPECT_FALSE(fs::exists(root_ / "kept/file"));
  EXPECT_TRUE(fs::exists(root_ / "kept"));
}

TEST_F(Removing, LeavesWhatLinksLeadTo) {
  fs::create_symlink(root_ / "kept/file", root_ / "gone/link");
  fs::create_directory_symlink(root_ / "kept", root_ / "gone/folder");
  EXPECT_TRUE(RemoveGently((root_ / "gone").string()));
  fs::create_directory_symlink(root_ / "kept", root_ / "link");
  EXPECT_TRUE(RemoveGently((root_ / "link").string()));
  EXPECT_FALSE(fs::exists(fs::symlink_status(root_ / "link")));
  ASSERT_TRUE(fs::exists(root_ / "kept/file"));
  EXPECT_EQ(fs::file_size(root_ / "kept/file"), kBytes);
}

}  // namespace
}  // namespace koine::server
