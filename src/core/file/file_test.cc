#include "core/file/file.h"

#include <atomic>

#include "base/text.h"
#include "core/core_test_util.h"
#include "core/file/door.h"
#include "core/file/rows.h"

namespace koine::file {
namespace {

Received Content(std::int64_t size, const std::string& digit = "a") {
  Received content;
  content.name = "a.png";
  content.extension = "png";
  content.mime = "image/png";
  content.kind = Kind::kImage;
  content.size = size;
  content.md5 = std::string(32, digit[0]);
  content.sha256 = std::string(64, digit[0]);
  return content;
}

class Files : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
    eve_ = AddUser("eve");
    dm_ = Direct(ann_, bob_);
  }
  Result<File> AddFor(UserId who, const Received& content, ConversationId where = {}) {
    return Write([&](store::Txn& txn) {
      return Add(txn, As(who), content, Purpose::kFile, where, limits_);
    });
  }
  bool MayRead(UserId who, FileId id) {
    return Read([&](store::Txn& txn) { return FindReadable(txn, As(who), id).has_value(); });
  }
  Space SpaceNow(UserId who) {
    return Read([&](store::Txn& txn) { return SpaceOf(txn, As(who), limits_); });
  }
  std::size_t BlobCount() {
    return Read([&](store::Txn& txn) { return ListBlobs(txn, kTenant, "aa").size(); });
  }
  body::Image Picture(const File& file) const {
    body::Image image;
    image.file = file.id.value;
    image.url = "https://example.com/a.png";
    return image;
  }
  Result<message::Sent> SendPicture(UserId from, const File& file) {
    message::SendIn in;
    in.body = Picture(file);
    return Send(from, dm_, in);
  }
  Status DeleteAs(UserId who, FileId id) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto files, ReadableFiles::Open(txn, As(who), {id.value}));
      return Delete(txn, As(who), files);
    });
  }

  Limits limits_;
  UserId ann_, bob_, eve_;
  ConversationId dm_;
};
KOINE_ON_BOTH(Files);

TEST_P(Files, AMessageGivesItsReadersTheRightOfItsSender) {
  auto file = AddFor(ann_, Content(10));
  ASSERT_TRUE(file.ok());
  EXPECT_TRUE(MayRead(ann_, file->id));
  EXPECT_FALSE(MayRead(bob_, file->id));
  // A user who guesses the id gives nobody a right, neither others nor themselves.
  ASSERT_TRUE(SendPicture(bob_, *file).ok());
  EXPECT_FALSE(MayRead(bob_, file->id));
  auto sent = SendPicture(ann_, *file);
  ASSERT_TRUE(sent.ok());
  EXPECT_TRUE(MayRead(bob_, file->id));
  EXPECT_FALSE(MayRead(eve_, file->id));
  Exec(core::kSetRecalled, clock.NowMs(), dm_, sent->seq);
  EXPECT_FALSE(MayRead(bob_, file->id));
  EXPECT_TRUE(MayRead(ann_, file->id));
}

TEST_P(Files, AnotherTenantSeesNone) {
  auto file = AddFor(ann_, Content(10));
  ASSERT_TRUE(file.ok());
  const access::Principal admin = As(ann_, {.tenant = kOtherTenant, .role = access::Role::kAdmin});
  EXPECT_FALSE(
      Read([&](store::Txn& txn) { return FindReadable(txn, admin, file->id).has_value(); }));
}

TEST_P(Files, TheQuotaHoldsToTheByteAlsoAtOnce) {
  limits_.quota_bytes = 100;
  EXPECT_EQ(core::Outcome(AddFor(ann_, Content(101))), "FileRejected:quota");
  EXPECT_TRUE(AddFor(ann_, Content(60)).ok());
  EXPECT_EQ(core::Outcome(AddFor(ann_, Content(41))), "FileRejected:quota");
  std::atomic<int> taken{0};
  core::OnThreads(8, [&](int) {
    if (AddFor(ann_, Content(20)).ok()) ++taken;
  });
  EXPECT_EQ(taken.load(), 2);
  EXPECT_EQ(SpaceNow(ann_).used, 100);
  EXPECT_EQ(SpaceNow(ann_).files, 3);
  EXPECT_EQ(SpaceNow(bob_).used, 0);
}

TEST_P(Files, ContentsAreCountedAndGoWithTheLastFile) {
  auto one = AddFor(ann_, Content(10));
  auto two = AddFor(bob_, Content(10));
  ASSERT_TRUE(one.ok() && two.ok());
  EXPECT_NE(one->key, two->key);
  EXPECT_EQ(BlobCount(), 1U);
  EXPECT_EQ(core::Outcome(DeleteAs(bob_, one->id)), "NotFound:file");
  ASSERT_TRUE(DeleteAs(ann_, one->id).ok());
  EXPECT_EQ(BlobCount(), 1U);
  EXPECT_EQ(SpaceNow(ann_).used, 0);
  EXPECT_EQ(core::Outcome(DeleteAs(ann_, one->id)), "NotFound:file");
  ASSERT_TRUE(DeleteAs(bob_, two->id).ok());
  EXPECT_EQ(BlobCount(), 0U);
}

TEST_P(Files, DeletedFilesGoOutOfMessagesToo) {
  auto file = AddFor(ann_, Content(10));
  ASSERT_TRUE(file.ok());
  ASSERT_TRUE(SendPicture(ann_, *file).ok());
  EXPECT_EQ(core::Outcome(DeleteAs(bob_, file->id)), "Forbidden");
  ASSERT_TRUE(DeleteAs(ann_, file->id).ok());
  EXPECT_FALSE(MayRead(ann_, file->id));
  EXPECT_FALSE(MayRead(bob_, file->id));
  EXPECT_FALSE(Read([&](store::Txn& txn) { return FindByKey(txn, file->key).has_value(); }));
  EXPECT_EQ(SpaceNow(ann_).used, 0);
  EXPECT_EQ(BlobCount(), 0U);
}

TEST_P(Files, ADraftForAnothersConversationIsRefused) {
  EXPECT_EQ(core::Outcome(AddFor(eve_, Content(10), dm_)), "ConversationNotFound");
  EXPECT_EQ(SpaceNow(eve_).used, 0);
}

TEST_P(Files, OnlyMediaCostAStatement) {
  auto file = AddFor(ann_, Content(10));
  ASSERT_TRUE(file.ok());
  auto cost = [&](const message::SendIn& in) {
    int n = 0;
    auto sent = Write([&](store::Txn& txn) -> Status {
      core::CountingTxn counting(txn);
      auto place = access::Member::Open(counting, As(ann_), dm_);
      if (!place.ok()) return place.error();
      auto done = message::Send(counting, *place, in);
      n = counting.statements();
      return done.ok() ? Ok() : Status(done.error());
    });
    EXPECT_TRUE(sent.ok());
    return n;
  };
  message::SendIn text;
  text.body = body::Text{"hi"};
  message::SendIn picture;
  picture.body = Picture(*file);
  message::SendIn foreign;
  body::Image elsewhere;
  elsewhere.url = "https://example.com/x.png";
  foreign.body = elsewhere;
  cost(text);  // the first opens the way for an answer
  const int plain = cost(text);
  EXPECT_EQ(cost(picture), plain + 1);
  EXPECT_EQ(cost(foreign), plain);
}

TEST(Links, OfThisServerNameAKey) {
  const std::string key(32, 'a');
  const std::string path = "/uploads/2026/11/20/" + key + ".png";
  EXPECT_EQ(KeyOfLink(path), key);
  EXPECT_EQ(KeyOfLink("https://chat.example.com:8080" + path), key);
  EXPECT_EQ(KeyOfLink(path + "?e=1&s=2"), key);
  EXPECT_EQ(KeyOfLink("https://example.com/x" + path), "");
  EXPECT_EQ(KeyOfLink("example.com" + path), "");
  EXPECT_EQ(KeyOfLink("/uploads/2026/11/20/short.png"), "");
  EXPECT_EQ(KeyOfLink("/uploads/" + std::string(32, 'A')), "");
  EXPECT_EQ(KeyOfLink(""), "");
}

}  // namespace
}  // namespace koine::file
