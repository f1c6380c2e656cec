#include "store/blob.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "base/crypto.h"
#include "base/text.h"
#include "store/store_test_util.h"

namespace koine::store {
namespace {

constexpr TenantId kTenant{1};
constexpr TenantId kOther{2};

std::int64_t RealNow() {
  SystemClock clock;
  return clock.NowMs();
}

class BlobTest : public testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/koine-blob-XXXXXX";
    ASSERT_NE(::mkdtemp(name), nullptr);
    root_ = name;
    Open();
  }
  void TearDown() override { std::filesystem::remove_all(root_); }
  void Open() {
    blobs_.reset();
    auto opened = OpenLocalBlobs(root_ + "/files", clock_, random_);
    ASSERT_TRUE(opened.ok());
    blobs_ = std::move(opened).value();
  }
  TempFile File(std::string_view bytes) {
    auto file = blobs_->NewFile();
    EXPECT_TRUE(file.ok());
    EXPECT_TRUE(file->Write(bytes).ok());
    return std::move(file).value();
  }
  std::string Put(std::string_view bytes, TenantId tenant = kTenant) {
    TempFile file = File(bytes);
    auto digest = blobs_->Hash(file);
    EXPECT_TRUE(digest.ok());
    EXPECT_TRUE(blobs_->Put(tenant, digest->sha256, std::move(file)).ok());
    return digest->sha256;
  }
  static std::string Drain(Result<int> fd) {
    if (!fd.ok()) return std::string(CodeName(fd.error().code));
    std::string out(1000, '\0');
    const ssize_t n = ::read(*fd, out.data(), out.size());
    ::close(*fd);
    out.resize(static_cast<std::size_t>(n < 0 ? 0 : n));
    return out;
  }
  int Count(const std::string& folder) const {
    int n = 0;
    for (const auto& entry : std::filesystem::directory_iterator(root_ + "/files/" + folder)) {
      n += entry.exists() ? 1 : 0;
    }
    return n;
  }

  std::string root_;
  SystemRandom random_;
  FakeClock clock_{RealNow()};
  std::unique_ptr<BlobStore> blobs_;
};

TEST_F(BlobTest, WhatIsPutIsReadBackUnderItsDigest) {
  TempFile file = File("hel");
  ASSERT_TRUE(file.Write("lo").ok());
  EXPECT_EQ(file.size(), 5);
  auto digest = blobs_->Hash(file);
  ASSERT_TRUE(digest.ok());
  EXPECT_EQ(digest->sha256, text::Hex(crypto::Sha256("hello")));
  EXPECT_EQ(digest->md5, text::Hex(crypto::Md5("hello")));
  ASSERT_TRUE(blobs_->Put(kTenant, digest->sha256, std::move(file)).ok());
  EXPECT_EQ(Drain(blobs_->Open(kTenant, digest->sha256)), "hello");
  EXPECT_EQ(Count("tmp"), 0);
  Open();
  EXPECT_EQ(Drain(blobs_->Open(kTenant, digest->sha256)), "hello");
}

TEST_F(BlobTest, WhatWasDamagedIsRefused) {
  const std::string sha256 = Put("a content that lies on a disk");
  EXPECT_EQ(Drain(blobs_->Open(kTenant, sha256)), "a content that lies on a disk");
  const std::string path = root_ + "/files/1/" + sha256.substr(0, 2) + "/" + sha256.substr(2);
  std::ofstream(path) << "a content that lies on b disk";
  auto refused = blobs_->Open(kTenant, sha256);
  ASSERT_FALSE(refused.ok());
  EXPECT_TRUE(refused.error().Is(Code::kUnavailable));
  EXPECT_FALSE(IsOutOfReach(refused.error())) << "nobody can bring it";
  EXPECT_EQ(Put("a content that lies on a disk"), sha256) << "sent again";
  EXPECT_EQ(Drain(blobs_->Open(kTenant, sha256)), "a content that lies on a disk");
}

TEST_F(BlobTest, TenantsHaveTheirOwn) {
  const std::string sha256 = Put("hello");
  EXPECT_EQ(Drain(blobs_->Open(kOther, sha256)), "NotFound");
}

TEST_F(BlobTest, OnlyDigestsAreNames) {
  Put("hello");
  for (const std::string& name :
       {std::string(), std::string("../../etc/passwd"), std::string(64, '.'), std::string(64, '/'),
        std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A')}) {
    EXPECT_EQ(Drain(blobs_->Open(kTenant, name)), "NotFound") << name;
    EXPECT_FALSE(blobs_->Put(kTenant, name, File("x")).ok()) << name;
  }
}

TEST_F(BlobTest, WhatIsNotPutLeavesNothing) {
  {
    TempFile file = File("half");
    EXPECT_EQ(Count("tmp"), 1);
    TempFile moved = std::move(file);
    EXPECT_FALSE(file);
    EXPECT_TRUE(moved);
  }
  EXPECT_EQ(Count("tmp"), 0);
}

TEST_F(BlobTest, WhatAKilledProcessLeftIsGoneAtTheNextStart) {
  const int fd = ::open((root_ + "/files/tmp/left").c_str(), O_WRONLY | O_CREAT, 0600);
  ASSERT_GE(fd, 0);
  ::close(fd);
  Open();
  EXPECT_EQ(Count("tmp"), 0);
}

TEST_F(BlobTest, OldBlobsAreListedAndRemovedWithWhatWasMadeOfThem) {
  const std::string sha256 = Put("hello");
  const int shelf = static_cast<unsigned char>(crypto::Sha256("hello")[0]);
  ASSERT_TRUE(blobs_->PutVariant(kTenant, sha256, "200x200", File("small")).ok());
  EXPECT_EQ(Drain(blobs_->OpenVariant(kTenant, sha256, "200x200")), "small");
  EXPECT_TRUE(blobs_->ListOld(shelf).empty());
  blobs_->RemoveOld({kTenant, sha256});  // young: stays
  EXPECT_EQ(Drain(blobs_->Open(kTenant, sha256)), "hello");
  clock_.Advance(BlobStore::kYoungMs + 10'000);
  auto old = blobs_->ListOld(shelf);
  ASSERT_EQ(old.size(), 1U);
  EXPECT_EQ(old[0].sha256, sha256);
  EXPECT_EQ(old[0].tenant, kTenant);
  blobs_->RemoveOld(old[0]);
  EXPECT_EQ(Drain(blobs_->Open(kTenant, sha256)), "NotFound");
  EXPECT_EQ(Drain(blobs_->OpenVariant(kTenant, sha256, "200x200")), "NotFound");
}

// The clock of the disk, or that of the system before it was set, may be days off.
TEST_F(BlobTest, ABlobIsYoungByTheClockOfTheServer) {
  const int shelf = static_cast<unsigned char>(crypto::Sha256("hello")[0]);
  for (const std::int64_t off : {48 * BlobStore::kYoungMs, -96 * BlobStore::kYoungMs}) {
    clock_.Advance(off);
    Put("hello");
    EXPECT_TRUE(blobs_->ListOld(shelf).empty()) << off;
    clock_.Advance(BlobStore::kYoungMs + 10'000);
    EXPECT_EQ(blobs_->ListOld(shelf).size(), 1U) << off;
  }
}

TEST_F(BlobTest, PartsAreJoinedInOrderAndSurviveARestart) {
  const std::string key = "0123abcd";
  ASSERT_TRUE(blobs_->PutPart(key, 2, File("lo")).ok());
  EXPECT_FALSE(blobs_->JoinParts(key, 2).ok());
  ASSERT_TRUE(blobs_->PutPart(key, 1, File("xx")).ok());
  ASSERT_TRUE(blobs_->PutPart(key, 1, File("hel")).ok());  // sent again
  Open();
  EXPECT_EQ(blobs_->ListUploads(), std::vector<std::string>{key});
  auto joined = blobs_->JoinParts(key, 2);
  ASSERT_TRUE(joined.ok());
  EXPECT_EQ(joined->size(), 5);
  EXPECT_EQ(blobs_->Hash(*joined)->sha256, text::Hex(crypto::Sha256("hello")));
  blobs_->RemoveParts(key);
  EXPECT_TRUE(blobs_->ListUploads().empty());
  EXPECT_FALSE(blobs_->PutPart("../x", 1, File("x")).ok());
}

TEST_F(BlobTest, ADirectoryThatCannotBeMadeIsNamed) {
  auto opened = OpenLocalBlobs("/proc/none/files", clock_, random_);
  ASSERT_FALSE(opened.ok());
  EXPECT_EQ(opened.error().field, "data");
  EXPECT_NE(opened.error().text.find("/proc/none/files"), std::string::npos);
}

}  // namespace
}  // namespace koine::store
