// What clients uploaded for messages goes once it is old.

#include <gtest/gtest.h>

#include "base/time.h"
#include "core/access/doors.h"
#include "core/core_test_util.h"
#include "core/file/file.h"
#include "core/file/group_file.h"
#include "core/file/link.h"
#include "core/file/object.h"
#include "core/retention/retention.h"
#include "store/job.h"

namespace koine::retention {
namespace {

constexpr std::int64_t kKeepMs = 180 * kDayMs;

class OldObjects : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  file::File Put(const std::string& name, std::string_view cause, char digit) {
    file::Received content;
    content.extension = "bin";
    content.mime = "application/octet-stream";
    content.size = 10;
    content.md5 = std::string(32, digit);
    content.sha256 = std::string(64, digit);
    auto made = Write([&](store::Txn& txn) {
      return file::AddObject(txn, As(ann_), content, {name, "hash", cause}, file::Limits());
    });
    EXPECT_EQ(core::Outcome(made), "ok");
    return made.ok() ? *made : file::File();
  }
  bool IsThere(const file::File& file) {
    return Read([&](store::Txn& txn) { return file::FindByKey(txn, file.key).has_value(); });
  }
  // Contents that rows name.
  std::size_t Blobs(char digit) {
    return Read([&](store::Txn& txn) {
             return file::ListBlobs(txn, kTenant, std::string(2, digit));
           })
        .size();
  }
  file::Space Space() {
    return Read([&](store::Txn& txn) { return file::SpaceOf(txn, As(ann_), file::Limits()); });
  }
  // Lets a night pass.
  void Night(std::int64_t keep_ms = kKeepMs, std::vector<std::string> causes = Keep().causes) {
    Keep keep;
    keep.objects_ms = keep_ms;
    keep.causes = std::move(causes);
    Night(keep);
  }
  void Night(const Keep& keep) {
    ASSERT_TRUE(Write([](store::Txn& txn) -> Result<int> {
                  PutNightJob(txn);
                  return 0;
                }).ok());
    clock.Advance(kDayMs);
    store::JobRunner jobs(store(), clock);
    AddJobs(jobs, keep);
    for (int idle = 0; idle < 3;) {
      idle = jobs.RunDue() == 0 ? idle + 1 : 0;
      clock.Advance(60);
    }
  }
  UserId ann_, bob_;
};
KOINE_ON_BOTH(OldObjects);

TEST_P(OldObjects, GoByCauseAndAge) {
  std::vector<file::File> old;
  for (const std::string_view cause : file::kExpiringCauses) {
    old.push_back(Put("ann/" + std::string(cause), cause, 'a'));
  }
  const file::File avatar = Put("ann/avatar", "avatar", 'b');
  const file::File plain = Put("ann/plain", "", 'b');
  clock.Advance(kKeepMs - 2 * kDayMs);
  const file::File young = Put("ann/young", "msg-file", 'b');
  Night();
  for (const file::File& one : old) EXPECT_TRUE(IsThere(one)) << one.cause;
  Night(0);
  Night(0);
  for (const file::File& one : old) EXPECT_TRUE(IsThere(one)) << one.cause;
  Night();
  for (const file::File& one : old) EXPECT_FALSE(IsThere(one)) << one.cause;
  EXPECT_TRUE(IsThere(avatar));
  EXPECT_TRUE(IsThere(plain));
  EXPECT_TRUE(IsThere(young));
  EXPECT_EQ(Space().files, 3);
  EXPECT_EQ(Space().used, 30);
  EXPECT_EQ(Blobs('a'), 0U);
  EXPECT_EQ(Blobs('b'), 1U);
}

TEST_P(OldObjects, GoForTheCausesThatAreSet) {
  const file::File picture = Put("ann/picture", "msg-picture", 'a');
  const file::File avatar = Put("ann/avatar", "avatar", 'b');
  clock.Advance(kKeepMs);
  Night(kKeepMs, {});
  EXPECT_TRUE(IsThere(picture));
  Night(kKeepMs, {"avatar"});
  EXPECT_TRUE(IsThere(picture));
  EXPECT_FALSE(IsThere(avatar));
}

TEST_P(OldObjects, GoOutOfMessagesButNotFromOtherFilesOrGroups) {
  const file::File sent = Put("ann/sent", "msg-picture", 'a');
  const file::File same = Put("ann/same", "", 'a');
  const file::File kept = Put("ann/kept", "msg-file", 'c');
  const ConversationId dm = Direct(ann_, bob_);
  message::SendIn in;
  body::Image image;
  image.url = "http://h/object/ann/sent?k=" + sent.key;
  in.body = image;
  ASSERT_TRUE(Send(ann_, dm, in).ok());
  const ConversationId group = Group(ann_, {bob_.value});
  const auto entry = Write([&](store::Txn& txn) -> Result<file::GroupFile> {
    KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(ann_), group));
    return file::AddGroupFile(txn, place, {kept.id, "", "", file::GroupFilePermission::kAll});
  });
  ASSERT_TRUE(entry.ok());
  clock.Advance(kKeepMs);
  Night();
  EXPECT_FALSE(IsThere(sent));
  EXPECT_TRUE(IsThere(same));
  EXPECT_TRUE(IsThere(kept));
  EXPECT_EQ(Blobs('a'), 1U);
  // What the group lets go goes, too.
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Status {
                KOINE_TRY(const auto list,
                          file::GroupFileList::Open(txn, As(ann_), {entry->id.value}));
                return file::RemoveGroupFiles(txn, list);
              }).ok());
  Night();
  EXPECT_FALSE(IsThere(kept));
  EXPECT_EQ(Blobs('c'), 0U);
}

TEST_P(OldObjects, FilesThatWereSentGoApartFromTheirMessages) {
  const ConversationId dm = Direct(ann_, bob_);
  auto plain = [&](char digit) {
    file::Received content;
    content.name = std::string(1, digit) + ".png";
    content.extension = "png";
    content.mime = "image/png";
    content.kind = file::Kind::kImage;
    content.size = 10;
    content.md5 = std::string(32, digit);
    content.sha256 = std::string(64, digit);
    auto made = Write([&](store::Txn& txn) {
      return file::Add(txn, As(ann_), content, file::Purpose::kFile, {}, file::Limits());
    });
    EXPECT_EQ(core::Outcome(made), "ok");
    return made.ok() ? *made : file::File();
  };
  auto send = [&](const file::File& file) {
    body::Image image;
    image.file = file.id.value;
    image.url = "/uploads/" + file.key + ".png";
    message::SendIn in;
    in.body = image;
    auto sent = Send(ann_, dm, in);
    EXPECT_EQ(core::Outcome(sent), "ok");
  };
  const file::File old = plain('a'), again = plain('b'), unsent = plain('c'), grouped = plain('d');
  for (const file::File& one : {old, again, grouped}) send(one);
  const ConversationId group = Group(ann_, {bob_.value});
  ASSERT_TRUE(Write([&](store::Txn& txn) -> Result<file::GroupFile> {
                KOINE_TRY(const auto place, access::GroupMember::Open(txn, As(ann_), group));
                return file::AddGroupFile(txn, place,
                                          {grouped.id, "", "", file::GroupFilePermission::kAll});
              }).ok());
  clock.Advance(kKeepMs);
  const file::File young = plain('e');
  send(young);
  send(again);
  Night(0);
  EXPECT_TRUE(IsThere(old));
  Keep keep;
  keep.files_ms = kKeepMs - kDayMs;
  Night(keep);
  EXPECT_FALSE(IsThere(old));
  for (const file::File& one : {again, unsent, grouped, young})
    EXPECT_TRUE(IsThere(one)) << one.name;
  EXPECT_EQ(Blobs('a'), 0U);
  message::PageOf page;
  page.limit = 100;
  EXPECT_EQ(List(bob_, dm, page)->size(), 5u);
}

TEST_P(OldObjects, GoInSlices) {
  constexpr int kMany = 230;
  for (int i = 0; i < kMany; ++i) {
    Put("ann/" + std::to_string(i), "sdklog", static_cast<char>('a' + i % 6));
  }
  EXPECT_EQ(Space().files, kMany);
  clock.Advance(kKeepMs);
  Night();
  EXPECT_EQ(Space().files, 0);
  EXPECT_EQ(Space().used, 0);
  for (char digit = 'a'; digit < 'g'; ++digit) EXPECT_EQ(Blobs(digit), 0U);
}

}  // namespace
}  // namespace koine::retention
