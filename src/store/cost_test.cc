// What a command like "send a message" costs. Not part of a normal run:
//   koine_store_test --gtest_also_run_disabled_tests --gtest_filter='*StoreCost*'

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <time.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "store/store_test_util.h"

namespace koine::store {
namespace {

constexpr Migration kMigrations[] = {
    {1, "messages",
     "create table conversation (id ID, kind INT not null, last_seq INT not null,"
     "  last_at INT not null);"
     "create table member (conversation_id INT not null, user_id INT not null, role INT not null,"
     "  read_seq INT not null, primary key (conversation_id, user_id));"
     "create table message (position ID, conversation_id INT not null, seq INT not null,"
     "  sender_id INT not null, client_key INT not null, sent_at INT not null, body TEXT not null,"
     "  unique (conversation_id, seq));"
     "create index message_client on message (client_key);"},
};

const Sql kAddConversation{
    "insert into conversation (id, kind, last_seq, last_at) values (?, 1, 0, 0)"};
const Sql kAddMember{
    "insert into member (conversation_id, user_id, role, read_seq) values (?, ?, 1, 0)"};
const Sql kMayI{
    "select c.kind, c.last_seq, m.role from conversation c"
    " join member m on m.conversation_id = c.id where c.id = ? and m.user_id = ?"
    " {for update of c}"};
const Sql kDedupe{"select position, seq from message where client_key = ? and sender_id = ?"};
const Sql kAdvance{"update conversation set last_seq = ?, last_at = ? where id = ?"};
const Sql kReadOwn{"update member set read_seq = ? where conversation_id = ? and user_id = ?"};
const Sql kInsertMessage{
    "insert into message (position, conversation_id, seq, sender_id, client_key, sent_at, body)"
    " {values INT, INT, INT, INT, INT, INT, TEXT}"};
const LogTable kMessageTable{"message",
                             &kInsertMessage,
                             {Param::Kind::kInt, Param::Kind::kInt, Param::Kind::kInt,
                              Param::Kind::kInt, Param::Kind::kInt, Param::Kind::kText}};

double Seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}
double ProcessCpu() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return Seconds(usage.ru_utime) + Seconds(usage.ru_stime);
}
double ThreadCpu() {
  timespec t{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}
int FromEnvironment(const char* name, int otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? static_cast<int>(std::strtol(text, nullptr, 10)) : otherwise;
}

class StoreCost : public StoreTest {
 protected:
  void SetUp() override {
    database_ = std::make_unique<TestDatabase>(GetParam());
    ASSERT_EQ(database_->problem(), "");
    options_.url = database_->url();
    options_.clock = &clock_;
    options_.random = &random_;
    auto opened = Store::Open(options_, kMigrations);
    ASSERT_TRUE(opened.ok()) << opened.error().text;
    store_ = std::move(*opened);
    ASSERT_TRUE(store_
                    ->WriteAndWait({"set up"},
                                   [&](Txn& txn) -> Result<int> {
                                     for (int c = 1; c <= conversations_; ++c) {
                                       txn.Exec(kAddConversation, c);
                                       for (int u = 0; u < 2; ++u)
                                         txn.Exec(kAddMember, c, c * 2 + u);
                                     }
                                     return 1;
                                   })
                    .ok());
  }

  static Result<std::int64_t> SendMessage(Txn& txn, std::int64_t conversation, std::int64_t user,
                                          std::int64_t client_key, std::string_view body) {
    std::int64_t seq = 0;
    txn.Each(
        kMayI, [&](const Row& row) { seq = row.Int(1) + 1; }, conversation, user);
    if (seq == 0) return Code::kNotMember;
    bool known = false;
    txn.Each(
        kDedupe, [&](const Row&) { known = true; }, client_key, user);
    if (known) return Code::kConflict;
    txn.Exec(kAdvance, seq, txn.now_ms(), conversation);
    txn.Exec(kReadOwn, seq, conversation, user);
    const Param columns[] = {Param(conversation), Param(seq),          Param(user),
                             Param(client_key),   Param(txn.now_ms()), Param(body)};
    return txn.Append(kMessageTable, columns, std::make_shared<Published>());
  }

  int conversations_ = FromEnvironment("COST_CONVERSATIONS", 64);
};
KOINE_ON_BOTH_ENGINES(StoreCost);

TEST_P(StoreCost, DISABLED_OfAMessage) {
  const int clients = FromEnvironment("COST_CLIENTS", 64);
  const int commands =
      FromEnvironment("COST_COMMANDS", GetParam() == Engine::kSqlite ? 400'000 : 60'000);
  const std::string body(200, 'x');
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<int> ready;
  for (int c = 0; c < clients; ++c) ready.push_back(c);
  int finished = 0;
  std::atomic<std::int64_t> batches = 0;
  // As a server does it: one hand-over per batch. Without positions there is no batch to tell.
  std::mutex done_mutex;
  std::vector<int> done;
  store_->SetPublisher([&](const std::shared_ptr<const Batch>&) {
    ++batches;
    const std::lock_guard done_lock(done_mutex);
    {
      const std::lock_guard lock(mutex);
      finished += static_cast<int>(done.size());
      ready.insert(ready.end(), done.begin(), done.end());
    }
    done.clear();
    wake.notify_one();
  });
  const double process = ProcessCpu();
  const double thread = ThreadCpu();
  const std::int64_t start = clock_.SteadyUs();
  int sent = 0;
  std::vector<int> now;
  while (finished < commands) {
    {
      std::unique_lock lock(mutex);
      wake.wait(lock, [&] { return !ready.empty() || finished >= commands; });
      now.swap(ready);
    }
    for (const int c : now) {
      if (sent == commands) break;
      const std::int64_t conversation = c % conversations_ + 1;
      const std::int64_t key = static_cast<std::int64_t>((++sent * 0x9E3779B97F4A7C15u) >> 1);
      store_->Write(
          {"send", KeyOf('c', conversation), false, true},
          [&body, conversation, key](Txn& txn) {
            return SendMessage(txn, conversation, conversation * 2 + key % 2, key, body);
          },
          [&, c](const Result<std::int64_t>& result, const Numbering&) {
            if (!result.ok()) std::abort();
            const std::lock_guard lock(done_mutex);
            done.push_back(c);
          });
    }
    now.clear();
  }
  const double wall = static_cast<double>(clock_.SteadyUs() - start) / 1e6;
  const double driver = ThreadCpu() - thread;
  const double store = ProcessCpu() - process - driver;
  store_.reset();  // the publisher is done with what lives here
  std::printf("%d clients: %.0f/s, store %.2f us CPU per command, driver %.2f, %.1f per batch\n",
              clients, commands / wall, store / commands * 1e6, driver / commands * 1e6,
              static_cast<double>(commands) / static_cast<double>(batches.load()));
}

}  // namespace
}  // namespace koine::store
