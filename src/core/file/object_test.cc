#include "core/file/object.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>

#include "base/text.h"
#include "core/core_test_util.h"
#include "core/file/rows.h"
#include "core/file/upload_object.h"

namespace koine::file {
namespace {

TEST(ObjectNames, BeginWithTheHandleOfWhoGivesThem) {
  auto outcome = [](std::string_view name, bool admin = false) {
    return core::Outcome(CheckObjectName(name, "ann", admin));
  };
  EXPECT_EQ(outcome("ann/a.png"), "ok");
  EXPECT_EQ(outcome("ann/b/../c"), "ok");
  EXPECT_EQ(outcome("bob/a.png"), "Forbidden:name");
  EXPECT_EQ(outcome("ann"), "Forbidden:name");
  EXPECT_EQ(outcome("anna/a.png"), "Forbidden:name");
  EXPECT_EQ(outcome("bob/a.png", true), "ok");
  for (const std::string& name : {std::string(), std::string("  "), std::string("/ann/a"),
                                  std::string(kObjectNameBytes + 1, 'a'), std::string("ann/\xff"),
                                  std::string("ann/\0", 5)}) {
    EXPECT_FALSE(CheckObjectName(name, "ann", true).ok()) << name;
  }
  EXPECT_EQ(outcome("ann/" + std::string(kObjectNameBytes - 4, 'a')), "ok");
}

TEST(ObjectParts, AreAsLargeAsTheirNumberAllows) {
  EXPECT_EQ(*ObjectPartSize(1), kObjectPartMin);
  EXPECT_EQ(*ObjectPartSize(kObjectPartMin * kObjectPartsMax), kObjectPartMin);
  EXPECT_EQ(*ObjectPartSize(kObjectPartMin * kObjectPartsMax + 1), kObjectPartMin + 1);
  EXPECT_EQ(*ObjectPartSize(kObjectPartMax * kObjectPartsMax), kObjectPartMax);
  EXPECT_FALSE(ObjectPartSize(kObjectPartMax * kObjectPartsMax + 1).ok());
  EXPECT_FALSE(ObjectPartSize(0).ok());
  EXPECT_FALSE(ObjectPartSize(-1).ok());
}

TEST(ObjectParts, GiveTheHashOfTheirHashes) {
  auto md5 = [](std::string_view text) { return text::Hex(crypto::Md5(text)); };
  EXPECT_EQ(ObjectHash({md5("ab")}), md5(md5("ab")));
  EXPECT_EQ(ObjectHash({"ABCD", "ef"}), md5("abcd,ef"));
  std::FILE* file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  ASSERT_EQ(::write(::fileno(file), "abcde", 5), 5);
  EXPECT_EQ(*ObjectHash(::fileno(file), 5, 2), ObjectHash({md5("ab"), md5("cd"), md5("e")}));
  EXPECT_EQ(*ObjectHash(::fileno(file), 5, 5), ObjectHash({md5("abcde")}));
  EXPECT_FALSE(ObjectHash(::fileno(file), 6, 5).ok());
  std::fclose(file);
}

TEST(ObjectLinks, CarryTheirKey) {
  const std::string key(32, 'a');
  EXPECT_EQ(KeyOfLink("http://h:10002/object/ann/a.png?k=" + key), key);
  EXPECT_EQ(KeyOfLink("https://h/api/object/ann/a.png?type=image&k=" + key + "&width=1"), key);
  EXPECT_EQ(KeyOfLink("http://h/object/ann/a.png"), "");
  EXPECT_EQ(KeyOfLink("http://h/other/a.png?k=" + key), "");
  EXPECT_EQ(KeyOfLink("http://h/object/a?k=" + std::string(31, 'a')), "");
}

class Objects : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  static Received Content(std::int64_t size, char digit = 'a') {
    Received content;
    content.extension = "png";
    content.mime = "image/png";
    content.kind = Kind::kImage;
    content.size = size;
    content.md5 = std::string(32, digit);
    content.sha256 = std::string(64, digit);
    return content;
  }
  Result<File> Put(UserId who, const std::string& name, const Received& content) {
    return Write([&](store::Txn& txn) {
      return AddObject(txn, As(who), content, {name, "hash" + content.md5.substr(0, 1), cause_},
                       limits_);
    });
  }
  Result<std::optional<File>> Again(UserId who, const std::string& name, const std::string& hash,
                                    std::int64_t size) {
    return Write([&](store::Txn& txn) {
      return NameAgain(txn, As(who), {name, hash, cause_}, size, limits_);
    });
  }
  std::optional<File> Named(const std::string& name) {
    return Read([&](store::Txn& txn) { return FindObject(txn, As(UserId()), name); });
  }
  std::int64_t Used(UserId who) {
    return Read([&](store::Txn& txn) { return SpaceOf(txn, As(who), limits_).used; });
  }

  Limits limits_;
  std::string cause_;
  UserId ann_, bob_;
};
KOINE_ON_BOTH(Objects);

TEST_P(Objects, ANameGivenAgainReplacesWhatHadIt) {
  auto first = Put(ann_, "ann/a.png", Content(10, 'a'));
  auto second = Put(ann_, "ann/a.png", Content(30, 'b'));
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(Named("ann/a.png")->id, second->id);
  EXPECT_EQ(Named("ann/a.png")->name, "a.png");
  EXPECT_EQ(Used(ann_), 30);
  // In a message the old one stays behind its link, and counts.
  const ConversationId dm = Direct(ann_, bob_);
  body::Image image;
  image.url = "http://h/object/ann/a.png?k=" + second->key;
  message::SendIn in;
  in.body = image;
  ASSERT_TRUE(Send(ann_, dm, in).ok());
  EXPECT_TRUE(Read(
      [&](store::Txn& txn) { return FindReadableObject(txn, As(bob_), "ann/a.png").has_value(); }));
  ASSERT_TRUE(Put(ann_, "ann/a.png", Content(5, 'c')).ok());
  EXPECT_EQ(Read([&](store::Txn& txn) { return FindByKey(txn, second->key)->id; }), second->id);
  EXPECT_EQ(Used(ann_), 35);
  EXPECT_FALSE(Read(
      [&](store::Txn& txn) { return FindReadableObject(txn, As(bob_), "ann/a.png").has_value(); }));
}

TEST_P(Objects, OnlyOwnContentsAreNamedAgain) {
  auto first = Put(ann_, "ann/a.png", Content(10, 'a'));
  ASSERT_TRUE(first.ok());
  auto again = Again(ann_, "ann/b.png", "hasha", 10);
  ASSERT_TRUE(again.ok() && again->has_value());
  EXPECT_EQ((*again)->sha256, first->sha256);
  EXPECT_NE((*again)->key, first->key);
  EXPECT_EQ(Used(ann_), 20);
  EXPECT_EQ((*Again(ann_, "ann/a.png", "hasha", 10))->id, first->id);
  // Neither another's, nor another size or kind.
  EXPECT_FALSE(Again(bob_, "bob/b.png", "hasha", 10)->has_value());
  EXPECT_FALSE(Again(ann_, "ann/c.png", "hasha", 11)->has_value());
  EXPECT_FALSE(Again(ann_, "ann/c.pdf", "hasha", 10)->has_value());
  limits_.quota_bytes = 25;
  EXPECT_EQ(core::Outcome(Again(ann_, "ann/d.png", "hasha", 10)), "FileRejected:quota");
}

TEST_P(Objects, WhatIsForMessagesIsMadeAnewOnceItIsADayOld) {
  cause_ = "msg-picture";
  auto first = Put(ann_, "ann/a.png", Content(10, 'a'));
  ASSERT_TRUE(first.ok());
  EXPECT_EQ((*Again(ann_, "ann/a.png", "hasha", 10))->id, first->id);
  clock.Advance(25LL * 3600 * 1000);
  auto second = Again(ann_, "ann/a.png", "hasha", 10);
  ASSERT_TRUE(second.ok() && second->has_value());
  EXPECT_NE((*second)->id, first->id);
  EXPECT_EQ((*second)->cause, "msg-picture");
  EXPECT_EQ((*second)->created_at, clock.NowMs());
  EXPECT_EQ(Used(ann_), 10);  // no message held the first one
  // Another cause is another object at once; one that does not expire lasts.
  cause_ = "avatar";
  auto third = Again(ann_, "ann/a.png", "hasha", 10);
  ASSERT_TRUE(third.ok() && third->has_value());
  EXPECT_NE((*third)->id, (*second)->id);
  clock.Advance(365LL * 24 * 3600 * 1000);
  EXPECT_EQ((*Again(ann_, "ann/a.png", "hasha", 10))->id, (*third)->id);
}

TEST_P(Objects, CarryTheCauseOfTheirUpload) {
  using file::UploadKind;
  auto finish = [&](UploadKind kind, const std::string& key, const std::string& name,
                    const std::string& cause, char digit) {
    auto made = Write([&](store::Txn& txn) -> Result<file::File> {
      KOINE_TRY(const auto door, file::UploadDoor::Open(txn, As(ann_), key, kind));
      return file::FinishObject(txn, door, {name, "hash", cause}, Content(10, digit), limits_);
    });
    EXPECT_TRUE(made.ok());
    return Named(name)->cause;
  };
  auto begin = [&](char digit) {
    auto begun = Write([&](store::Txn& txn) {
      return file::BeginObject(txn, As(ann_), {"ann/a", std::string(32, digit), 10, "sdklog"},
                               limits_);
    });
    return begun->upload.key;
  };
  EXPECT_EQ(finish(UploadKind::kObject, begin('1'), "ann/1", "msg-file", 'a'), "msg-file");
  EXPECT_EQ(finish(UploadKind::kObject, begin('2'), "ann/2", "", 'b'), "sdklog");
  auto form = Write([&](store::Txn& txn) {
    return file::BeginForm(txn, As(ann_), {"ann/3", "", 10, "msg-voice"}, 1000, limits_);
  });
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(finish(UploadKind::kForm, form->key, "ann/3", "", 'c'), "msg-voice");
}

TEST_P(Objects, OneNameHasOneObjectAlsoAtOnce) {
  std::atomic<int> taken{0};
  core::OnThreads(8, [&](int i) {
    const auto who = i % 2 == 0 ? ann_ : bob_;
    const auto put = Put(who, "ann/a.png", Content(10, static_cast<char>('a' + i)));
    if (put.ok()) ++taken;
  });
  EXPECT_GE(taken.load(), 1);
  ASSERT_TRUE(Named("ann/a.png").has_value());
  EXPECT_EQ(Used(ann_) + Used(bob_), 10);
}

TEST_P(Objects, UploadsOfOneKindAreNoneOfAnother) {
  using file::UploadKind;
  auto begun = Write([&](store::Txn& txn) {
    return file::BeginObject(txn, As(ann_), {"ann/a", std::string(32, 'a'), 10, ""}, limits_);
  });
  ASSERT_TRUE(begun.ok());
  const std::string key = begun->upload.key;
  auto opens = [&](UserId who, UploadKind kind) {
    return Read(
        [&](store::Txn& txn) { return file::UploadDoor::Open(txn, As(who), key, kind).ok(); });
  };
  EXPECT_TRUE(opens(ann_, UploadKind::kObject));
  EXPECT_FALSE(opens(ann_, UploadKind::kFile));
  EXPECT_FALSE(opens(ann_, UploadKind::kForm));
  EXPECT_FALSE(opens(bob_, UploadKind::kObject));
  auto follow = [&] {
    return Read(
        [&](store::Txn& txn) { return file::FollowObject(txn, UploadKind::kObject, key).ok(); });
  };
  EXPECT_TRUE(follow());
  clock.Advance(limits_.upload_ttl_ms + 1);
  EXPECT_FALSE(follow());
}

TEST_P(Objects, AFormTakesNoMoreThanItWasBegunFor) {
  auto form = Write([&](store::Txn& txn) {
    return file::BeginForm(txn, As(ann_), {"ann/a", "", 10, ""}, 1000, limits_);
  });
  ASSERT_TRUE(form.ok());
  EXPECT_EQ(form->expires_at, clock.NowMs() + 1000);
  EXPECT_TRUE(file::FitsPart(*form, 1, 9).ok());
  EXPECT_EQ(core::Outcome(file::FitsPart(*form, 1, 11)), "FileRejected:size");
  EXPECT_FALSE(file::FitsPart(*form, 2, 9).ok());
}

}  // namespace
}  // namespace koine::file
