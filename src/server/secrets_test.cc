#include "server/secrets.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace koine::server {
namespace {

class SecretsTest : public testing::Test {
 protected:
  SecretsTest() {
    std::string pattern = std::filesystem::temp_directory_path() / "koine-secrets-XXXXXX";
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
    folder_ = root_ + "/data";
    file_ = folder_ + "/secrets.toml";
  }
  ~SecretsTest() override { std::filesystem::remove_all(root_); }

  static unsigned ModeOf(const std::string& path) {
    struct stat info {};
    EXPECT_EQ(::stat(path.c_str(), &info), 0) << path;
    return info.st_mode & 0777;
  }
  void WriteFile(const std::string& text, mode_t mode = 0600) {
    std::filesystem::create_directories(folder_);
    std::ofstream(file_) << text;
    ASSERT_EQ(::chmod(file_.c_str(), mode), 0);
  }
  // What is wrong with the file, which the error must name.
  std::string Problem() {
    auto secrets = LoadSecrets(folder_, random_);
    EXPECT_FALSE(secrets.ok());
    if (secrets.ok()) return "";
    EXPECT_NE(secrets.error().text.find(file_), std::string::npos) << secrets.error().text;
    return secrets.error().text;
  }

  SystemRandom random_;
  std::string root_, folder_, file_;
};

const std::string kToken(64, 'a');
const std::string kSeal(32, 'b');

TEST_F(SecretsTest, AreMadeAtFirstStartForTheOwnerAlone) {
  auto made = LoadSecrets(folder_, random_);
  ASSERT_TRUE(made.ok()) << made.error().text;
  EXPECT_GE(made->ruoyi_token.size(), 32U);
  EXPECT_EQ(made->seal.size(), 16U);
  EXPECT_EQ(ModeOf(file_), 0600U);
  EXPECT_EQ(ModeOf(folder_), 0700U);
  auto again = LoadSecrets(folder_, random_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->ruoyi_token, made->ruoyi_token);
  EXPECT_EQ(again->seal, made->seal);
}

TEST_F(SecretsTest, EachInstallationHasItsOwn) {
  auto one = LoadSecrets(folder_, random_);
  auto other = LoadSecrets(root_ + "/other", random_);
  ASSERT_TRUE(one.ok() && other.ok());
  EXPECT_NE(one->ruoyi_token, other->ruoyi_token);
  EXPECT_NE(one->seal, other->seal);
}

TEST_F(SecretsTest, FilesThatOthersMayReadAreRefused) {
  for (const mode_t mode : {0640U, 0604U, 0620U, 0601U}) {
    WriteFile("ruoyi_token = \"" + kToken + "\"\nseal = \"" + kSeal + "\"\n", mode);
    EXPECT_NE(Problem().find("chmod 600"), std::string::npos);
  }
}

TEST_F(SecretsTest, ShortOrDamagedSecretsAreRefusedByName) {
  WriteFile("ruoyi_token = \"" + kToken.substr(2) + "\"\nseal = \"" + kSeal + "\"\n");
  EXPECT_NE(Problem().find("ruoyi_token"), std::string::npos);
  WriteFile("ruoyi_token = \"" + kToken + "\"\nseal = \"" + kSeal.substr(2) + "\"\n");
  EXPECT_NE(Problem().find("seal"), std::string::npos);
  WriteFile("ruoyi_token = \"" + std::string(64, 'z') + "\"\nseal = \"" + kSeal + "\"\n");
  EXPECT_NE(Problem().find("ruoyi_token"), std::string::npos);
  WriteFile("");
  EXPECT_NE(Problem().find("ruoyi_token"), std::string::npos);
}

TEST_F(SecretsTest, AnErrorNeverHoldsASecret) {
  WriteFile("ruoyi_token = \"" + kToken + "\"\nseal = \"cafe\"\n");
  const std::string problem = Problem();
  EXPECT_EQ(problem.find(kToken), std::string::npos);
  EXPECT_EQ(problem.find("cafe"), std::string::npos);
}

TEST_F(SecretsTest, CommentsAndSpacesAreAllowed) {
  WriteFile("# a = b\n  ruoyi_token=\"" + kToken + "\"  \n\nseal = " + kSeal + "\n");
  auto read = LoadSecrets(folder_, random_);
  ASSERT_TRUE(read.ok()) << read.error().text;
  EXPECT_EQ(read->ruoyi_token.size(), 32U);
}

TEST_F(SecretsTest, WhatAnOlderVersionDidNotKnowIsAdded) {
  WriteFile("ruoyi_token = \"" + kToken + "\"\nseal = \"" + kSeal + "\"\n");
  auto first = LoadSecrets(folder_, random_);
  ASSERT_TRUE(first.ok()) << first.error().text;
  EXPECT_EQ(first->openim.size(), 48U);
  auto again = LoadSecrets(folder_, random_);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->openim, first->openim);
  EXPECT_EQ(again->ruoyi_token, first->ruoyi_token);
}

TEST_F(SecretsTest, NodesOfAnOlderVersionAddTheSameOfImChat) {
  const std::string shared =
      "ruoyi_token = " + kToken + "\nseal = " + kSeal + "\nopenim = 0123456789abcdef\n";
  WriteFile(shared);
  auto one = LoadSecrets(folder_, random_);
  ASSERT_TRUE(one.ok()) << one.error().text;
  WriteFile(shared);
  auto other = LoadSecrets(folder_, random_);
  ASSERT_TRUE(other.ok());
  EXPECT_EQ(one->imchat_access, other->imchat_access);
  EXPECT_EQ(one->imchat_refresh, other->imchat_refresh);
  EXPECT_NE(one->imchat_access, one->imchat_refresh);
}

TEST_F(SecretsTest, AFolderThatCannotBeMadeIsNamed) {
  folder_ = root_ + "/missing/data";
  auto secrets = LoadSecrets(folder_, random_);
  ASSERT_FALSE(secrets.ok());
  EXPECT_NE(secrets.error().text.find(folder_), std::string::npos) << secrets.error().text;
}

}  // namespace
}  // namespace koine::server
