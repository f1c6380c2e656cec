#include "core/notification/notification.h"

#include <gtest/gtest.h>

#include <set>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/notification/rows.h"
#include "core/notification/said.h"
#include "core/notification/system.h"

namespace koine::core {
namespace {

using notification::Content;
using notification::Filter;
using notification::Notification;

class Notifications : public CoreOnBothTest {
 protected:
  std::vector<NotificationId> Tell(UserId sender, std::vector<UserId> receivers,
                                   const Content& what) {
    auto out = Write([&](store::Txn& txn) -> Result<std::vector<NotificationId>> {
      return notification::Notify(txn, kTenant, sender, receivers, what);
    });
    EXPECT_TRUE(out.ok());
    return out.ok() ? *out : std::vector<NotificationId>();
  }
  std::vector<std::string> Titles(UserId who, const Filter& filter = {}, int limit = 100,
                                  int offset = 0) {
    return Read([&](store::Txn& txn) {
      std::vector<std::string> out;
      for (const Notification& n : notification::List(txn, As(who), filter, limit, offset)) {
        out.push_back(n.what.title);
      }
      return out;
    });
  }
  std::int64_t Count(UserId who, const Filter& filter = {}) {
    return Read([&](store::Txn& txn) { return notification::Count(txn, As(who), filter); });
  }
  Status MarkRead(UserId who, NotificationId id) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto own, notification::OwnNotification::Open(txn, As(who), id));
      notification::MarkRead(txn, own);
      return Ok();
    });
  }
};
KOINE_ON_BOTH(Notifications);

using Words = std::vector<std::string>;

TEST_P(Notifications, ReachEachReceiverOnceAndNobodyElse) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const UserId cat = AddUser("cat");
  const UserId gone = AddUser("gone");
  const UserId foreign = AddUser("eve", kOtherTenant);
  Exec(kSetUserState, 3, 0, gone);
  TakeEvents();
  const auto ids = Tell(ann, {bob, cat, bob, gone, foreign, UserId(999999)},
                        {notification::kGroup, "t", "c", "GROUP", 7});
  ASSERT_EQ(ids.size(), 2u);
  EXPECT_NE(ids[0], ids[1]);
  EXPECT_EQ(Titles(bob), Words{"t"});
  EXPECT_EQ(Titles(cat), Words{"t"});
  EXPECT_EQ(Titles(ann), Words{});
  EXPECT_EQ(Count(gone), 0);
  EXPECT_EQ(Count(foreign), 0);
  const auto events = TakeEvents();
  ASSERT_EQ(events.size(), 2u);
  std::vector<UserId> hearers;
  for (const Heard& heard : events) {
    const auto* notified = heard.As<event::Notified>();
    ASSERT_NE(notified, nullptr);
    EXPECT_EQ(notified->title, "t");
    EXPECT_EQ(notified->related_id, 7);
    ASSERT_EQ(heard.event->users.size(), 1u);
    hearers.push_back(heard.event->users[0]);
  }
  std::sort(hearers.begin(), hearers.end());
  EXPECT_EQ(hearers, (std::vector<UserId>{bob, cat}));
}

TEST_P(Notifications, OfManyReceiversAreWrittenInOneStatement) {
  std::vector<UserId> users;
  for (int i = 0; i < 20; ++i) users.push_back(AddUser("u" + std::to_string(i)));
  auto statements = Write([&](store::Txn& txn) -> Result<int> {
    CountingTxn counting(txn);
    notification::Insert(counting, kTenant, UserId(), std::vector<std::int64_t>{users[0].value},
                         {"SYSTEM", "a", "b"}, false);
    std::vector<std::int64_t> all;
    for (const UserId user : users) all.push_back(user.value);
    notification::Insert(counting, kTenant, UserId(), all, {"SYSTEM", "a", "b"}, false);
    return counting.statements();
  });
  ASSERT_TRUE(statements.ok());
  EXPECT_EQ(*statements, 2);
  EXPECT_EQ(Count(users[0]), 2);
  EXPECT_EQ(Count(users[19]), 1);
}

TEST_P(Notifications, AreListedUnreadFirstThenNewestAndFiltered) {
  const UserId ann = AddUser("ann");
  std::vector<NotificationId> ids;
  for (const char* title : {"one", "two", "three"}) {
    clock.Advance(1000);
    ids.push_back(
        Tell(UserId(), {ann}, {title[1] == 'w' ? notification::kTodo : "SYSTEM", title, "c"})[0]);
  }
  EXPECT_EQ(Titles(ann), (Words{"three", "two", "one"}));
  ASSERT_TRUE(MarkRead(ann, ids[2]).ok());
  EXPECT_EQ(Titles(ann), (Words{"two", "one", "three"}));
  EXPECT_EQ(Titles(ann, {}, 2, 1), (Words{"one", "three"}));
  EXPECT_EQ(Titles(ann, {std::nullopt, true}), Words{"three"});
  EXPECT_EQ(Titles(ann, {std::nullopt, false}), (Words{"two", "one"}));
  EXPECT_EQ(Titles(ann, {"SYSTEM", false}), Words{"one"});
  EXPECT_EQ(Count(ann), 3);
  EXPECT_EQ(Count(ann, {std::nullopt, false}), 2);
  EXPECT_EQ(Count(ann, {notification::kTodo, std::nullopt}), 1);
}

TEST_P(Notifications, BelongToTheirReceiver) {
  const UserId ann = AddUser("ann");
  const UserId bob = AddUser("bob");
  const NotificationId id = Tell(bob, {ann}, {"SYSTEM", "t", "c"})[0];
  EXPECT_EQ(Outcome(MarkRead(bob, id)), "Forbidden");
  EXPECT_EQ(Outcome(MarkRead(bob, NotificationId(987654))), "NotFound:notification");
  auto remove = [&](UserId who) {
    return Write([&](store::Txn& txn) -> Status {
      KOINE_TRY(const auto own, notification::OwnNotification::Open(txn, As(who), id));
      notification::Remove(txn, own);
      return Ok();
    });
  };
  EXPECT_EQ(Outcome(remove(bob)), "Forbidden");
  auto many = Write([&](store::Txn& txn) -> Result<std::int64_t> {
    return notification::RemoveMany(txn, As(bob), std::vector<std::int64_t>{id.value});
  });
  EXPECT_EQ(*many, 0);
  EXPECT_EQ(Count(ann), 1);
  EXPECT_EQ(Outcome(remove(ann)), "ok");
  EXPECT_EQ(Outcome(remove(ann)), "NotFound:notification");
}

TEST_P(Notifications, AreReadOnceAndAllAtOnce) {
  const UserId ann = AddUser("ann");
  const NotificationId id = Tell(UserId(), {ann}, {"SYSTEM", "a", "c"})[0];
  Tell(UserId(), {ann}, {notification::kTodo, "b", "c"});
  ASSERT_TRUE(MarkRead(ann, id).ok());
  const std::int64_t first = clock.NowMs();
  clock.Advance(5000);
  ASSERT_TRUE(MarkRead(ann, id).ok());
  auto got =
      Read([&](store::Txn& txn) { return notification::OwnNotification::Open(txn, As(ann), id); });
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->notification().read_at, first);
  auto all = [&](std::optional<std::string> type) {
    return Write([&](store::Txn& txn) -> Status {
      notification::MarkAllRead(txn, As(ann), type);
      return Ok();
    });
  };
  ASSERT_TRUE(all("SYSTEM").ok());
  EXPECT_EQ(Count(ann, {std::nullopt, false}), 1);
  ASSERT_TRUE(all(std::nullopt).ok());
  EXPECT_EQ(Count(ann, {std::nullopt, false}), 0);
  auto cleared = Write(
      [&](store::Txn& txn) -> Result<std::int64_t> { return notification::Clear(txn, As(ann)); });
  EXPECT_EQ(*cleared, 2);
}

TEST_P(Notifications, LinesOfTheServerAreKeptBesideTheirSentence) {
  const UserId ann = AddUser("ann");
  notification::Line line{notification::LineKind::kJoinInvited, "Bob"};
  line.target = "Cat";
  line.count = 3;
  line.group = "Tea";
  line.text = "good \"people\"";
  Tell(UserId(), {ann}, notification::ContentOf(notification::kGroup, line, "JOIN_REQUEST", 7));
  Tell(UserId(), {ann}, {notification::kSystem, "written", "by a person"});
  const auto listed =
      Read([&](store::Txn& txn) { return notification::List(txn, As(ann), {}, 100, 0); });
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_EQ(listed[0].what.line, "");
  EXPECT_EQ(listed[1].what.title, "入群申请");
  EXPECT_EQ(listed[1].what.content, "Bob邀请Cat等3人加入群聊'Tea'：good \"people\"");
  EXPECT_EQ(listed[1].what.related_id, 7);
  auto kept = json::Parse<notification::Line>(listed[1].what.line);
  ASSERT_TRUE(kept.ok());
  EXPECT_EQ(json::ToText(*kept), json::ToText(line));
}

TEST(NotificationLines, EachKindHasATitleAndASentenceOfItsOwn) {
  const auto& kinds = json::TypeOf<notification::LineKind>()->enumerators;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    notification::Line line{static_cast<notification::LineKind>(i), "Ann"};
    line.order = "A1";
    line.amount = "5.00";
    const std::string title = notification::TitleOf(line.kind);
    const std::string text = notification::TextOf(line);
    EXPECT_FALSE(title.empty() || text.empty()) << kinds[i].text;
    EXPECT_TRUE(seen.insert(title + "/" + text).second) << kinds[i].text;
  }
  // The last one has a name, too.
  EXPECT_EQ(notification::TitleOf(static_cast<notification::LineKind>(kinds.size())), "");
}

TEST_P(Notifications, OldOnesAreSweptReadOnesSooner) {
  const UserId ann = AddUser("ann");
  const NotificationId read = Tell(UserId(), {ann}, {"SYSTEM", "read", "c"})[0];
  Tell(UserId(), {ann}, {"SYSTEM", "unread", "c"});
  ASSERT_TRUE(MarkRead(ann, read).ok());
  auto sweep = [&] {
    return *Write([&](store::Txn& txn) -> Result<std::int64_t> {
      return notification::DeleteOld(txn, txn.now_ms() - notification::kReadKeepMs,
                                     txn.now_ms() - notification::kKeepMs, 10);
    });
  };
  clock.Advance(notification::kReadKeepMs);
  EXPECT_EQ(sweep(), 0);
  clock.Advance(1);
  EXPECT_EQ(sweep(), 1);
  EXPECT_EQ(Titles(ann), Words{"unread"});
  clock.Advance(notification::kKeepMs);
  EXPECT_EQ(sweep(), 1);
  EXPECT_EQ(Titles(ann), Words{});
}

}  // namespace
}  // namespace koine::core
