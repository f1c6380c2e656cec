#include "core/notification/notice.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <map>
#include <thread>

#include "core/core_test_util.h"
#include "core/event/event.h"
#include "core/identity/account.h"
#include "core/notification/notification.h"

namespace koine::notification {
namespace {

using core::Outcome;
using store::Txn;

NoticeContent Text(std::string title, std::string body = "<p>text</p>") {
  return {std::move(title), "/cover.png", "intro", NoticeKind::kRichText, std::move(body)};
}

class Notices : public core::CoreOnBothTest {
 protected:
  void SetUp() override {
    CoreOnBothTest::SetUp();
    boss_ = AddUser("boss");
    ann_ = AddUser("ann");
    bob_ = AddUser("bob");
  }
  access::Principal Boss() { return AsAdmin(boss_); }
  std::int64_t Written(const NoticeContent& what) {
    const auto id = Write([&](Txn& txn) { return AddNotice(txn, Boss(), what); });
    EXPECT_EQ(Outcome(id), "ok");
    return id.ok() ? *id : 0;
  }
  Result<std::int64_t> Put(const PushNoticeIn& in) {
    return Write([&](Txn& txn) { return PushNotice(txn, Boss(), in); });
  }
  std::int64_t PutAll(std::int64_t notice, std::optional<std::int64_t> at_ms = {}) {
    const auto id = Put({notice, at_ms, true, {}});
    EXPECT_EQ(Outcome(id), "ok");
    return id.ok() ? *id : 0;
  }
  Status CancelTask(std::int64_t id, store::Key key = store::kNoKey) {
    return Write([&](Txn& txn) { return CancelNoticeTask(txn, Boss(), id); }, key);
  }
  Status Changed(std::int64_t id, const NoticeChanges& changes) {
    return Write([&](Txn& txn) { return ChangeNotice(txn, Boss(), id, changes); });
  }
  Status Removed(std::vector<std::int64_t> ids) {
    return Write([&](Txn& txn) { return RemoveNotice(txn, Boss(), ids); });
  }
  int RunJobs() {
    store::JobRunner jobs(store(), clock);
    AddNoticeJobs(jobs);
    return jobs.RunDue();
  }
  void RunAll() {
    while (RunJobs() > 0) clock.Advance(1000);
  }
  NoticeTask TaskOf(std::int64_t id) {
    for (const ListedNoticeTask& one : Tasks({})) {
      if (one.task.id == id) return one.task;
    }
    ADD_FAILURE() << "no task " << id;
    return {};
  }
  std::vector<ListedNoticeTask> Tasks(const NoticeTaskFilter& filter) {
    const auto page = Read([&](Txn& txn) { return ListNoticeTasks(txn, Boss(), filter, 1000, 0); });
    EXPECT_EQ(Outcome(page), "ok");
    EXPECT_EQ(page->total, static_cast<std::int64_t>(page->items.size()));
    return page->items;
  }
  // The numbers of the notices that were sent to the user.
  std::vector<std::int64_t> Pulled(UserId who, std::int64_t after = 0, int limit = kNoticePullMax) {
    std::vector<std::int64_t> out;
    for (const ReceivedNotice& one :
         Read([&](Txn& txn) { return PullNotices(txn, As(who), after, limit); })) {
      out.push_back(one.seq);
    }
    return out;
  }
  // How often each user was told of each number since the last call.
  std::map<std::pair<std::int64_t, std::int64_t>, int> Told() {
    std::map<std::pair<std::int64_t, std::int64_t>, int> out;
    for (const auto& heard : TakeEvents()) {
      const auto* told = heard.As<event::NoticeTold>();
      if (told == nullptr) continue;
      for (const UserId user : heard.event->users) ++out[{told->seq, user.value}];
    }
    return out;
  }
  std::vector<UserId> AddMany(int count, const std::string& prefix) {
    std::vector<identity::GivenUser> users;
    for (int i = 0; i < count; ++i) {
      const std::string name = prefix + std::to_string(i);
      users.push_back({name, name, "", "", 0, 0});
    }
    auto made = Write([&](Txn& txn) { return identity::RegisterGiven(txn, kTenant, users); });
    EXPECT_EQ(Outcome(made), "ok");
    return *made;
  }
  UserId boss_, ann_, bob_;
};
KOINE_ON_BOTH(Notices);

TEST_P(Notices, AreWrittenByAdministratorsOnly) {
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return AddNotice(txn, As(ann_), Text("a")); })),
            "Forbidden");
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return AddNotice(txn, Boss(), Text("a", "")); })),
            "MissingArgument:richText");
  NoticeContent link{"a", "", "", NoticeKind::kLink, ""};
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return AddNotice(txn, Boss(), link); })),
            "MissingArgument:externLink");
  link.body = "javascript:alert(1)";
  EXPECT_EQ(Outcome(Write([&](Txn& txn) { return AddNotice(txn, Boss(), link); })),
            "BadArgument:externLink");
  const std::int64_t one = Written(Text("one"));
  clock.Advance(1);
  link.body = "https://example.org";
  const std::int64_t two = Written(link);
  const access::Principal auditor = As(ann_, {.role = access::Role::kAuditor});
  const auto all =
      Read([&](Txn& txn) { return notification::ListNotices(txn, auditor, {}, 10, 0); });
  ASSERT_EQ(Outcome(all), "ok");
  EXPECT_EQ(all->total, 2);
  ASSERT_EQ(all->items.size(), 2u);
  EXPECT_EQ(all->items[0].id, two);  // the newest first
  EXPECT_EQ(all->items[0].what.body, "https://example.org");
  EXPECT_EQ(all->items[1].what.body, "<p>text</p>");
  const auto texts = Read([&](Txn& txn) {
    return notification::ListNotices(txn, auditor, {"ne", NoticeKind::kRichText}, 10, 0);
  });
  EXPECT_EQ(texts->total, 1);
  EXPECT_EQ(
      Outcome(Read([&](Txn& txn) { return notification::ListNotices(txn, As(ann_), {}, 10, 0); })),
      "Forbidden");
  EXPECT_EQ(Outcome(Read([&](Txn& txn) { return GetNotice(txn, As(ann_), one); })), "Forbidden");
  EXPECT_EQ(Outcome(Read([&](Txn& txn) { return ListNoticeTasks(txn, As(ann_), {}, 10, 0); })),
            "Forbidden");
  EXPECT_EQ(Read([&](Txn& txn) { return GetNotice(txn, auditor, one); })->what.body, "<p>text</p>");
  for (const auto& who : {As(ann_), auditor}) {
    const std::int64_t ids[] = {one};
    EXPECT_EQ(Outcome(Write([&](Txn& txn) { return ChangeNotice(txn, who, one, {}); })),
              "Forbidden");
    EXPECT_EQ(Outcome(Write([&](Txn& txn) { return RemoveNotice(txn, who, ids); })), "Forbidden");
    EXPECT_EQ(Outcome(Write([&](Txn& txn) {
                return PushNotice(txn, who, {one, {}, true, {}});
              })),
              "Forbidden");
    EXPECT_EQ(Outcome(Write([&](Txn& txn) { return CancelNoticeTask(txn, who, 1); })), "Forbidden");
  }
}

TEST_P(Notices, AreChangedAndRemovedUntilTheyAreSent) {
  const std::int64_t id = Written(Text("one"));
  NoticeChanges changes;
  changes.title = "two";
  ASSERT_EQ(Outcome(Changed(id, changes)), "ok");
  NoticeChanges to_link;
  to_link.kind = NoticeKind::kLink;
  EXPECT_EQ(Outcome(Changed(id, to_link)), "MissingArgument:externLink");
  to_link.link = "http://example.org";
  ASSERT_EQ(Outcome(Changed(id, to_link)), "ok");
  NoticeChanges text;
  text.text = "not of its kind";
  ASSERT_EQ(Outcome(Changed(id, text)), "ok");
  auto now = Read([&](Txn& txn) { return GetNotice(txn, Boss(), id); });
  EXPECT_EQ(now->what.title, "two");
  EXPECT_EQ(now->what.intro, "intro");
  EXPECT_EQ(now->what.body, "http://example.org");
  EXPECT_EQ(Outcome(Changed(id + 1000, changes)), "NotFound:notice");
  // What a task shall send may be changed, and is sent as it is then; it cannot go.
  const std::int64_t task = PutAll(id, kStartMs + 5000);
  changes.title = "three";
  EXPECT_EQ(Outcome(Changed(id, changes)), "ok");
  EXPECT_EQ(Outcome(Removed({id})), "BadState:notice_waits");
  ASSERT_EQ(Outcome(CancelTask(task)), "ok");
  const std::int64_t other = Written(Text("other"));
  EXPECT_EQ(Outcome(Removed({other, id, other + 1000})), "NotFound:notice");
  EXPECT_EQ(Outcome(Removed({other, id, other})), "ok");
  EXPECT_EQ(Outcome(Read([&](Txn& txn) { return GetNotice(txn, Boss(), id); })), "NotFound:notice");
  EXPECT_TRUE(Tasks({}).empty());  // the cancelled one went with it
  const std::int64_t sent = Written(Text("sent"));
  PutAll(sent);
  RunAll();
  EXPECT_EQ(Outcome(Changed(sent, changes)), "BadState:notice_sent");
  EXPECT_EQ(Outcome(Removed({sent})), "BadState:notice_sent");
  EXPECT_EQ(Read([&](Txn& txn) { return notification::OwnNotice::Open(txn, As(ann_), sent); })
                ->notice()
                .what.title,
            "sent");
}

TEST_P(Notices, ReachThoseWhomTheyNameAndNobodyElse) {
  const UserId gone = AddUser("gone");
  const UserId mute = AddMany(1, "mute").front();  // signs in by no name
  const std::int64_t id = Written(Text("one"));
  EXPECT_EQ(Outcome(Put({id, {}, false, {}})), "MissingArgument:recvIds");
  EXPECT_EQ(Outcome(Put({id, {}, true, {ann_.value}})), "BadArgument:recvIds");
  EXPECT_EQ(Outcome(Put({id, {}, false, std::vector<std::int64_t>(1001, ann_.value)})),
            "TooLarge:recvIds");
  EXPECT_EQ(Outcome(Put({id, kStartMs + kNoticeAheadMaxMs + 1, true, {}})), "BadArgument:sendTime");
  EXPECT_EQ(Outcome(Put({id + 1000, {}, false, {1}})), "NotFound:notice");
  EXPECT_EQ(Outcome(Put({id, {}, false, {ann_.value, 1}})), "UserNotFound");
  const UserId foreign = AddUser("foreign", kOtherTenant);
  EXPECT_EQ(Outcome(Put({id, {}, false, {foreign.value}})), "UserNotFound");
  const auto task =
      Put({id, kStartMs - 5000, false, {ann_.value, mute.value, ann_.value, gone.value}});
  ASSERT_EQ(Outcome(task), "ok");
  EXPECT_TRUE(Pulled(ann_).empty());
  Exec(core::kSetUserState, 3, 0, gone.value);
  TakeEvents();
  RunAll();
  int lines = 0;
  std::map<std::int64_t, int> told;
  for (const auto& heard : TakeEvents()) {
    if (const auto* line = heard.As<event::Notified>()) {
      ++lines;
      EXPECT_EQ(heard.event->users, std::vector<UserId>{ann_});
      EXPECT_EQ(line->title, "one");
      EXPECT_EQ(line->content, "intro");
      EXPECT_EQ(line->related_id, id);
    }
    if (const auto* one = heard.As<event::NoticeTold>()) {
      for (const UserId user : heard.event->users) ++told[user.value];
      EXPECT_EQ(one->seq, 1);
      EXPECT_EQ(one->notice, id);
      EXPECT_EQ(one->body, "<p>text</p>");
      EXPECT_EQ(one->cover, "/cover.png");
      EXPECT_FALSE(one->link);
      EXPECT_EQ(one->sent_at, kStartMs);
    }
  }
  EXPECT_EQ(lines, 1);
  EXPECT_EQ(told, (std::map<std::int64_t, int>{{ann_.value, 1}, {mute.value, 1}}));
  const NoticeTask done = TaskOf(*task);
  EXPECT_EQ(done.state, NoticeState::kSent);
  EXPECT_EQ(done.told, 2);
  EXPECT_EQ(done.seq, 1);
  EXPECT_EQ(Tasks({id, NoticeState::kSent}).front().receivers.size(), 3u);
  EXPECT_EQ(Pulled(ann_), std::vector<std::int64_t>{1});
  EXPECT_TRUE(Pulled(bob_).empty());
  EXPECT_EQ(
      Outcome(Read([&](Txn& txn) { return notification::OwnNotice::Open(txn, As(bob_), id); })),
      "NotFound:notice");
}

TEST_P(Notices, ReachAllOfThatMomentInSlices) {
  const std::vector<UserId> many = AddMany(kNoticeSlice + 100, "m");
  AddMany(1000, "n");
  const std::int64_t id = Written(Text("all"));
  const std::int64_t task = PutAll(id);
  TakeEvents();
  EXPECT_EQ(RunJobs(), 1);
  EXPECT_EQ(Told().size(), static_cast<std::size_t>(kNoticeSlice));
  EXPECT_EQ(TaskOf(task).state, NoticeState::kSending);
  // It is there for all at once, and for none who comes later.
  EXPECT_EQ(Pulled(many.back()), std::vector<std::int64_t>{1});
  EXPECT_EQ(Outcome(CancelTask(task)), "BadState:push_task");
  EXPECT_EQ(Outcome(Changed(id, {})), "BadState:notice_sent");
  clock.Advance(1);
  const UserId late = AddUser("late");
  EXPECT_TRUE(Pulled(late).empty());
  EXPECT_EQ(RunJobs(), 0);  // a pause
  clock.Advance(kNoticePauseMs);
  std::map<std::pair<std::int64_t, std::int64_t>, int> told;
  for (int runs = 0; TaskOf(task).state == NoticeState::kSending; ++runs) {
    ASSERT_LT(runs, 10);
    ASSERT_EQ(RunJobs(), 1);
    const auto slice = Told();
    EXPECT_LE(slice.size(), static_cast<std::size_t>(kNoticeSlice));
    for (const auto& [key, times] : slice) told[key] += times;
    clock.Advance(kNoticePauseMs);
  }
  // 3 by name and the many, less those of the first slice.
  EXPECT_EQ(told.size(), static_cast<std::size_t>(3 + kNoticeSlice + 100 + 1000 - kNoticeSlice));
  for (const auto& [key, times] : told) EXPECT_EQ(times, 1) << key.second;
  EXPECT_EQ(TaskOf(task).told, 3 + kNoticeSlice + 100 + 1000);
  EXPECT_EQ(RunJobs(), 0);
  EXPECT_TRUE(Pulled(late).empty());
  PutAll(id);
  RunAll();
  EXPECT_EQ(Pulled(late), std::vector<std::int64_t>{2});
  EXPECT_EQ(Pulled(ann_), (std::vector<std::int64_t>{1, 2}));
}

TEST_P(Notices, AreSentOneAfterTheOther) {
  AddMany(kNoticeSlice, "m");
  const std::int64_t id = Written(Text("all"));
  const std::int64_t first = PutAll(id);
  TakeEvents();
  RunJobs();
  const auto second = Put({id, {}, false, {ann_.value}});
  RunJobs();
  EXPECT_EQ(TaskOf(first).state, NoticeState::kSending);
  EXPECT_EQ(TaskOf(*second).state, NoticeState::kWaiting);
  std::vector<std::int64_t> heard;
  clock.Advance(1000);
  RunAll();
  for (const auto& one : TakeEvents()) {
    const auto* told = one.As<event::NoticeTold>();
    if (told == nullptr) continue;
    for (const UserId user : one.event->users) {
      if (user == ann_) heard.push_back(told->seq);
    }
  }
  EXPECT_EQ(heard, (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(TaskOf(*second).state, NoticeState::kSent);
}

TEST_P(Notices, ArePulledInOrderAndInBounds) {
  const std::int64_t id = Written(Text("one"));
  for (int i = 0; i < 7; ++i) {
    ASSERT_EQ(Outcome(i % 2 == 0 ? Put({id, {}, true, {}})
                                 : Put({id, {}, false, {(i == 5 ? bob_ : ann_).value}})),
              "ok");
    RunAll();
  }
  EXPECT_EQ(Pulled(ann_), (std::vector<std::int64_t>{1, 2, 3, 4, 5, 7}));
  EXPECT_EQ(Pulled(ann_), (std::vector<std::int64_t>{1, 2, 3, 4, 5, 7}));
  EXPECT_EQ(Pulled(ann_, 1, 3), (std::vector<std::int64_t>{2, 3, 4}));
  EXPECT_EQ(Pulled(ann_, 5, 3), std::vector<std::int64_t>{7});
  EXPECT_EQ(Pulled(bob_), (std::vector<std::int64_t>{1, 3, 5, 6, 7}));
  EXPECT_TRUE(Pulled(ann_, 7).empty());
  EXPECT_TRUE(Pulled(AddUser("foreign", kOtherTenant)).empty());
  EXPECT_EQ(Read([&](Txn& txn) { return notification::OwnNotice::Open(txn, As(bob_), id); })
                ->notice()
                .seq,
            7);
}

TEST_P(Notices, AreNotSentOnceCancelled) {
  const std::int64_t id = Written(Text("one"));
  const std::int64_t task = PutAll(id, kStartMs + 60'000);
  EXPECT_EQ(RunJobs(), 0);
  EXPECT_EQ(Outcome(CancelTask(task + 1000)), "NotFound:push_task");
  ASSERT_EQ(Outcome(CancelTask(task)), "ok");
  EXPECT_EQ(Outcome(CancelTask(task)), "BadState:push_task");
  clock.Advance(60'000);
  RunAll();
  EXPECT_EQ(TaskOf(task).state, NoticeState::kCancelled);
  EXPECT_TRUE(Pulled(ann_).empty());
  const std::int64_t sent = PutAll(id);
  RunAll();
  EXPECT_EQ(Outcome(CancelTask(sent)), "BadState:push_task");
  EXPECT_EQ(Pulled(ann_), std::vector<std::int64_t>{1});  // the other one took no number
}

// Two nodes send while somebody cancels: each task is sent to each once, or to nobody.
TEST_P(Notices, AreSentOnceOrCancelled) {
  constexpr int kRounds = 4;
  constexpr int kTasks = 6;
  AddMany(kNoticeSlice, "m");
  const std::int64_t id = Written(Text("one"));
  TakeEvents();
  std::atomic<int> cancelled{0};
  for (int round = 0; round < kRounds; ++round) {
    std::vector<std::int64_t> tasks;
    for (int i = 0; i < kTasks; ++i) {
      const auto put = i == round ? Put({id, {}, true, {}}) : Put({id, {}, false, {ann_.value}});
      ASSERT_EQ(Outcome(put), "ok");
      tasks.push_back(*put);
    }
    core::OnThreads(4, [&](int thread) {
      if (thread < 2) {
        RunJobs();
        return;
      }
      // Both begin at the last, which the nodes come to later.
      for (std::size_t i = tasks.size(); i-- > 0;) {
        const std::string outcome = Outcome(CancelTask(tasks[i], store::KeyOf('t', thread)));
        if (outcome == "ok") {
          ++cancelled;
        } else {
          EXPECT_EQ(outcome, "BadState:push_task");
        }
      }
    });
    clock.Advance(1000);  // no command may be under way: it would take too long
  }
  for (int i = 0; i < kRounds * kTasks * 2; ++i) {
    RunJobs();
    clock.Advance(1000);
  }
  std::map<std::int64_t, bool> to_all;  // by number, of what was sent
  for (const ListedNoticeTask& one : Tasks({})) {
    if (one.task.state == NoticeState::kCancelled) {
      EXPECT_EQ(one.task.seq, 0);
      --cancelled;
      continue;
    }
    EXPECT_EQ(one.task.state, NoticeState::kSent);
    EXPECT_TRUE(to_all.emplace(one.task.seq, one.task.to_all).second) << "two with one number";
    EXPECT_EQ(one.task.told, one.task.to_all ? kNoticeSlice + 3 : 1);
  }
  EXPECT_EQ(cancelled, 0);
  std::map<std::int64_t, std::int64_t> told;
  for (const auto& [key, times] : Told()) {
    EXPECT_EQ(times, 1);
    ++told[key.first];
  }
  ASSERT_EQ(told.size(), to_all.size());
  std::int64_t next = 1;
  for (const auto& [seq, all] : to_all) {
    EXPECT_EQ(seq, next++);
    EXPECT_EQ(told[seq], all ? kNoticeSlice + 3 : 1);
  }
}

// A notice that is changed while it is sent is sent in one form, and stays in that.
TEST_P(Notices, AreSentAsTheyStay) {
  constexpr int kChangesMax = 100'000;
  for (int round = 0; round < 8; ++round) {
    const std::int64_t id = Written(Text("old"));
    const std::int64_t task = PutAll(id);
    TakeEvents();
    core::OnThreads(2, [&](int thread) {
      if (thread == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(round));
        RunJobs();
        return;
      }
      // Again and again, until it is being sent.
      std::string outcome = "ok";
      for (int i = 0; i < kChangesMax && outcome == "ok"; ++i) {
        NoticeChanges changes;
        changes.title = "new " + std::to_string(i);
        outcome = Outcome(Changed(id, changes));
      }
      EXPECT_EQ(outcome, "BadState:notice_sent");
    });
    RunAll();
    EXPECT_EQ(TaskOf(task).state, NoticeState::kSent);
    const auto now = Read([&](Txn& txn) { return GetNotice(txn, Boss(), id); });
    int told = 0;
    for (const auto& heard : TakeEvents()) {
      const auto* one = heard.As<event::NoticeTold>();
      if (one == nullptr) continue;
      ++told;
      EXPECT_EQ(one->title, now->what.title);
    }
    EXPECT_EQ(told, 1);
  }
}

}  // namespace
}  // namespace koine::notification
