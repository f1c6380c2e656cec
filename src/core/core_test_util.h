#pragma once

#include <gtest/gtest.h>

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "core/access/doors.h"
#include "core/conversation/summary.h"
#include "core/event/event.h"
#include "core/message/read.h"
#include "core/message/send.h"
#include "store/store.h"
#include "store/store_test_util.h"

namespace koine::core {

// A published event with its position (0 = transient).
struct Heard {
  std::int64_t position = 0;
  std::shared_ptr<const event::Event> event;

  // Its payload if it is a T, else null.
  template <class T>
  const T* As() const {
    return std::get_if<T>(&event->payload);
  }
};

// The domain on an empty store: users, conversations and verbs in one line each. Helpers that
// cannot fail in the test at hand report a failure of the test and go on.
class World {
 public:
  static constexpr TenantId kTenant{1};
  static constexpr TenantId kOtherTenant{2};
  static constexpr std::int64_t kStartMs = 1'800'000'000'000;

  // Opens the store. False (with a failed expectation) when there is none.
  bool Start(store::Engine engine);
  // The same on this database, with a schema of other steps.
  bool Start(std::shared_ptr<store::TestDatabase> database,
             std::span<const store::Migration> migrations);
  void Stop() { store_.reset(); }
  store::Store& store() { return *store_; }

  // Runs fn(Txn&) -> Result<T> as one command; positions in the result may be provisional.
  template <class F>
  auto Write(F fn, store::Key key = store::kNoKey) {
    return store_->WriteAndWait({"test", key}, std::move(fn));
  }
  // Runs fn(Txn&) -> T in a read and returns what it returned.
  template <class F>
  auto Read(F fn) {
    std::optional<decltype(fn(std::declval<store::Txn&>()))> out;
    const Status read = store_->ReadNow("test", [&](store::Txn& txn) { out.emplace(fn(txn)); });
    EXPECT_TRUE(read.ok());
    return *std::move(out);
  }
  // Runs one statement without rows.
  template <class... A>
  std::int64_t Exec(const store::Sql& sql, A... args) {
    auto done =
        Write([&](store::Txn& txn) -> Result<std::int64_t> { return txn.Exec(sql, args...); });
    EXPECT_TRUE(done.ok());
    return done.ok() ? *done : -1;
  }

  // Runs these one after the other in one batch, each tried `trials` times before; how each ended.
  // All are there when the worker comes back.
  std::vector<std::string> Together(std::vector<std::function<Status(store::Txn&)>> commands,
                                    int trials = 2);

  // A user with this login name; nickname the same with a capital "N" before it.
  UserId AddUser(std::string_view name, TenantId tenant = kTenant);
  access::Principal As(UserId user, std::uint64_t session = 0) const;
  // The same as whatever else a test needs: of kTenant if none is named, with this world's policy.
  access::Principal As(UserId user, access::Principal::Parts parts) const;
  // The same as an administrator of the server.
  access::Principal AsAdmin(UserId user) const;

  ConversationId Direct(UserId a, UserId b);
  ConversationId Group(UserId owner, std::vector<std::int64_t> members);
  // The result has the final id.
  Result<message::Sent> Send(UserId from, ConversationId to, message::SendIn in);
  Result<message::Sent> Say(UserId from, ConversationId to, std::string text,
                            std::string client_id = "");
  Status MarkRead(UserId who, ConversationId where, std::int64_t seq);
  Result<std::vector<message::Listed>> List(UserId who, ConversationId where, message::PageOf page);
  std::optional<conversation::Summary> Summary(UserId who, ConversationId where);
  std::int64_t Unread(UserId who, ConversationId where);
  void Befriend(UserId a, UserId b);
  void Block(UserId owner, UserId peer);

  // What was published since the last call, in order.
  std::vector<Heard> TakeEvents();

  FakeClock clock{kStartMs};
  access::Policy policy;

 private:
  store::FixedRandom random_;
  std::shared_ptr<store::TestDatabase> database_;
  std::unique_ptr<store::Store> store_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<Heard> heard_;
  std::int64_t last_position_ = 0;
};

// Suites that need one engine only.
class CoreTest : public testing::Test, protected World {
 protected:
  void SetUp() override { ASSERT_TRUE(Start(store::Engine::kSqlite)); }
  void TearDown() override { Stop(); }
};

// Suites that run on both (KOINE_ON_BOTH): what threads do at once, and what the engines do
// differently.
class CoreOnBothTest : public testing::TestWithParam<store::Engine>, protected World {
 protected:
  void SetUp() override { ASSERT_TRUE(Start(GetParam())); }
  void TearDown() override { Stop(); }
};

// Ann and Bob, who have a direct conversation.
class PairOnBothTest : public CoreOnBothTest {
 protected:
  void SetUp() override;
  UserId ann_, bob_;
  ConversationId direct_;
};

// Ann, Bob and Cat in a group that is Ann's.
class TrioOnBothTest : public CoreOnBothTest {
 protected:
  void SetUp() override;
  UserId ann_, bob_, cat_;
  ConversationId group_;
};

#define KOINE_ON_BOTH(Suite)                                                        \
  INSTANTIATE_TEST_SUITE_P(Sqlite, Suite, testing::Values(store::Engine::kSqlite)); \
  INSTANTIATE_TEST_SUITE_P(Postgresql, Suite, testing::Values(store::Engine::kPostgresql))

// Runs fn(0) … fn(n - 1) on n threads that start together; returns when all have ended.
void OnThreads(int n, const std::function<void(int)>& fn);

// Counts the statements of a transaction.
class CountingTxn final : public store::Txn {
 public:
  explicit CountingTxn(store::Txn& txn) : txn_(txn) {}
  int statements() const { return statements_; }

  std::int64_t Run(const store::Sql& sql, std::span<const store::Param> params,
                   const RowFn* row) override {
    ++statements_;
    return txn_.Run(sql, params, row);
  }
  std::int64_t Append(const store::LogTable& table, std::span<const store::Param> columns,
                      std::shared_ptr<const void> object) override {
    ++statements_;
    return txn_.Append(table, columns, std::move(object));
  }
  void PublishTransient(std::shared_ptr<const void> object) override {
    txn_.PublishTransient(std::move(object));
  }
  bool RunAfterBatch() override { return txn_.RunAfterBatch(); }
  std::int64_t NextId(const store::IdSequence& sequence) override { return txn_.NextId(sequence); }
  void PutJob(std::string_view kind, std::string_view key, std::int64_t due_ms,
              std::string_view payload) override {
    ++statements_;
    txn_.PutJob(kind, key, due_ms, payload);
  }
  void CancelJob(std::string_view kind, std::string_view key) override {
    ++statements_;
    txn_.CancelJob(kind, key);
  }
  std::int64_t SnapshotPosition() override { return txn_.SnapshotPosition(); }
  const store::Changes* FindChanges(const store::ChangeKind& kind) override {
    return txn_.FindChanges(kind);
  }
  std::int64_t now_ms() const override { return txn_.now_ms(); }
  Random& random() override { return txn_.random(); }
  bool writable() const override { return txn_.writable(); }
  bool failed() const override { return txn_.failed(); }

 private:
  store::Txn& txn_;
  int statements_ = 0;
};

// The code of a refusal, "ok" when there is none; with the detail or field after a colon.
template <class T>
std::string Outcome(const Result<T>& result) {
  if (result.ok()) return "ok";
  const Error& error = result.error();
  std::string out(CodeName(error.code));
  if (*error.detail != '\0') out += std::string(":") + error.detail;
  if (!error.field.empty()) out += ":" + error.field;
  return out;
}

// For conditions that no verb makes yet.
extern const store::Sql kDissolve;      // (conversation)
extern const store::Sql kSetMember;     // (muted_until, notify, role, conversation, user)
extern const store::Sql kSetGroup;      // (mute_all, banned_at, max_members, conversation)
extern const store::Sql kSetHidden;     // (hidden_seq, conversation, user)
extern const store::Sql kSetRecalled;   // (recalled_at, conversation, seq)
extern const store::Sql kSetUserState;  // (state, banned_until, user)
extern const store::Sql kSetMinSeq;     // (min_seq, conversation)

}  // namespace koine::core
