#include "core/file/app.h"

#include <atomic>

#include "core/core_test_util.h"
#include "core/file/rows.h"
#include "core/tenant/tenant.h"

namespace koine::file {
namespace {

Received Content(std::int64_t size) {
  Received content;
  content.name = "a.png";
  content.extension = "png";
  content.mime = "image/png";
  content.kind = Kind::kImage;
  content.size = size;
  content.md5 = std::string(32, 'a');
  content.sha256 = std::string(64, 'a');
  return content;
}

class AppFiles : public core::CoreOnBothTest {
 protected:
  tenant::App Make(const std::string& app_id, std::int64_t max_storage, bool bound = false) {
    tenant::AppIn in;
    in.app_id = app_id;
    in.settings.max_storage = max_storage;
    in.bound = bound;
    auto made = Write([&](store::Txn& txn) { return tenant::CreateApp(txn, in); });
    EXPECT_TRUE(made.ok());
    return made.ok() ? (*made).app : tenant::App();
  }
  Result<File> Add(const tenant::App& app, std::int64_t size) {
    return Write([&](store::Txn& txn) { return AddForApp(txn, app, Content(size)); });
  }
  std::optional<tenant::App> Find(const std::string& app_id) {
    return Read([&](store::Txn& txn) { return tenant::FindApp(txn, app_id); });
  }
  bool Opens(const std::string& name) {
    return Read([&](store::Txn& txn) { return FollowAppLink(txn, name, "", Storage()).ok(); });
  }
  static std::string NameOf(const File& file) {
    return AppLinkOf(file).substr(std::string("/storage/uploads/").size());
  }
  void Delete(const std::string& app_id) {
    const Status done = Write([&](store::Txn& txn) { return tenant::DeleteApp(txn, app_id); });
    ASSERT_TRUE(done.ok());
  }
  void RunJob(const tenant::App& app) {
    const Status done = Write([&](store::Txn& txn) {
      return EndFiles(txn, std::to_string(app.tenant.value), std::to_string(txn.now_ms()));
    });
    ASSERT_TRUE(done.ok());
  }
  std::size_t Blobs(const tenant::App& app) {
    return Read([&](store::Txn& txn) { return ListBlobs(txn, app.tenant, "aa").size(); });
  }
};
KOINE_ON_BOTH(AppFiles);

TEST_P(AppFiles, CountWithTheirApplication) {
  const tenant::App app = Make("one", 100);
  ASSERT_TRUE(Add(app, 60).ok());
  EXPECT_EQ(core::Outcome(Add(app, 41)), "FileRejected:quota");
  EXPECT_TRUE(Add(app, 40).ok());
  EXPECT_EQ(Find("one")->bytes, 100);
  EXPECT_EQ(Find("one")->files, 2);
  // Another one has room of its own; without a quota there is no end.
  const tenant::App other = Make("two", 0);
  EXPECT_TRUE(Add(other, 1LL << 40).ok());
}

TEST_P(AppFiles, ManyAtOnceStoreNoMoreThanTheQuota) {
  constexpr int kThreads = 8;
  constexpr int kEach = 10;
  const tenant::App app = Make("one", 300);
  std::atomic<int> stored = 0;
  std::atomic<int> refused = 0;
  core::OnThreads(kThreads, [&](int) {
    for (int i = 0; i < kEach; ++i) {
      const auto added = Add(app, 10);
      if (added.ok()) {
        ++stored;
      } else {
        EXPECT_EQ(core::Outcome(added), "FileRejected:quota") << added.error().text;
        ++refused;
      }
    }
  });
  EXPECT_EQ(stored, 30);
  EXPECT_EQ(refused, kThreads * kEach - 30);
  EXPECT_EQ(Find("one")->bytes, 300);
  EXPECT_EQ(Find("one")->files, 30);
}

TEST_P(AppFiles, AreReachedByTheirWholeNameOnly) {
  const tenant::App app = Make("one", 100);
  const auto file = Add(app, 10);
  ASSERT_TRUE(file.ok());
  const std::string name = NameOf(*file);
  EXPECT_EQ(name.size(), 32U + 4U);
  EXPECT_TRUE(Opens(name));
  EXPECT_FALSE(Opens(name.substr(0, 32)));
  EXPECT_FALSE(Opens(name.substr(0, 32) + ".jpg"));
  EXPECT_FALSE(Opens(std::string(32, '0') + ".png"));
  EXPECT_FALSE(Opens(""));
}

TEST_P(AppFiles, AUsersFileIsNotReachedSo) {
  Make("bound", 100, true);
  const UserId ann = AddUser("ann");
  const auto own = Write([&](store::Txn& txn) {
    return file::Add(txn, As(ann), Content(5), Purpose::kFile, ConversationId(), Limits{});
  });
  ASSERT_TRUE(own.ok());
  EXPECT_FALSE(Opens(own->key + ".png"));
}

TEST_P(AppFiles, EndWithTheirApplication) {
  const tenant::App app = Make("one", 100);
  const auto file = Add(app, 10);
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(Blobs(app), 1U);
  Delete("one");
  EXPECT_FALSE(Opens(NameOf(*file)));
  EXPECT_EQ(core::Outcome(Add(app, 10)), "NotFound:app");
  RunJob(app);
  EXPECT_EQ(Blobs(app), 0U);
  // One of the same name is another.
  const tenant::App again = Make("one", 100);
  EXPECT_FALSE(Opens(NameOf(*file)));
  EXPECT_EQ(core::Outcome(Add(app, 10)), "NotFound:app");
  EXPECT_EQ(again.bytes, 0);
}

TEST_P(AppFiles, OfTheNextBoundApplicationStay) {
  const tenant::App app = Make("one", 100, true);
  const auto old = Add(app, 10);
  clock.Advance(1000);
  Delete("one");
  const std::int64_t ended = clock.NowMs();
  clock.Advance(1000);
  const tenant::App next = Make("two", 100, true);
  const auto young = Add(next, 10);
  ASSERT_TRUE(old.ok() && young.ok());
  const Status done = Write([&](store::Txn& txn) {
    return EndFiles(txn, std::to_string(app.tenant.value), std::to_string(ended));
  });
  ASSERT_TRUE(done.ok());
  EXPECT_FALSE(Opens(NameOf(*old)));
  EXPECT_TRUE(Opens(NameOf(*young)));
}

TEST_P(AppFiles, QuotasChangeAndAreJudged) {
  Make("one", 100);
  auto set = [&](const tenant::Changes& quotas) {
    return Write([&](store::Txn& txn) { return tenant::ChangeApp(txn, "one", quotas); });
  };
  EXPECT_TRUE(set({.max_connections = 5}).ok());
  EXPECT_EQ(Find("one")->settings.max_connections, 5);
  EXPECT_EQ(Find("one")->settings.max_storage, 100);
  EXPECT_EQ(core::Outcome(set({.max_storage = -1})), "BadArgument:max_storage");
  EXPECT_EQ(core::Outcome(set({.max_messages_per_second = 1LL << 40})),
            "BadArgument:max_messages_per_second");
  EXPECT_EQ(Find("one")->settings.max_storage, 100);
}

}  // namespace
}  // namespace koine::file
