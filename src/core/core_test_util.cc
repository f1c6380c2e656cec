#include "core/core_test_util.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "core/contact/contact_test_util.h"
#include "core/conversation/direct.h"
#include "core/event/event.h"
#include "core/group/membership.h"
#include "core/identity/account.h"
#include "core/identity/system.h"
#include "core/schema/schema.h"
#include "store/pg_test_util.h"

namespace koine::core {

using store::Sql;

const Sql kDissolve{"update conversation set status = 1 where id = ?"};
const Sql kSetMember{
    "update member set muted_until = ?, notify = ?, role = ? "
    "where conversation_id = ? and user_id = ?"};
const Sql kSetGroup{
    "update conversation set mute_all = ?, banned_at = ?, max_members = ? where id = ?"};
const Sql kSetHidden{"update member set hidden_seq = ? where conversation_id = ? and user_id = ?"};
const Sql kSetRecalled{"update message set recalled_at = ? where conversation_id = ? and seq = ?"};
const Sql kSetUserState{"update users set state = ?, banned_until = ? where id = ?"};
const Sql kSetMinSeq{"update conversation set min_seq = ? where id = ?"};

namespace {
const Sql kBlock{
    "insert into block (owner_id, peer_id, tenant_id, operator_id, created_at) "
    "values (?, ?, ?, 0, 0)"};

// Of a database that was migrated: the rows away, the schema stays.
constexpr char kEmptyAll[] = R"sql(
do $$ declare t text; begin
  for t in select tablename from pg_tables where schemaname = 'public'
      and tablename not in ('schema_version', 'schema_sum', 'log_head', 'meta',
        'row_change_floor') loop
    execute 'delete from ' || quote_ident(t);
  end loop;
  update log_head set position = 0;
end $$)sql";

// A copy of one that was migrated once for the process: to make the tables takes longer than a
// test.
std::shared_ptr<store::TestDatabase> EmptySqlite() {
  const auto make = [] { return std::make_shared<store::TestDatabase>(store::Engine::kSqlite); };
  static const std::shared_ptr<store::TestDatabase> migrated = [&] {
    auto out = make();
    SystemClock clock;
    store::FixedRandom random;
    store::Options options;
    options.url = out->url();
    options.clock = &clock;
    options.random = &random;
    EXPECT_TRUE(store::Store::Open(options, Migrations()).ok());
    return out;
  }();
  auto out = make();
  std::filesystem::copy_file(migrated->path(), out->path());
  return out;
}

// One for the process: making and migrating a new one takes longer than a test.
std::shared_ptr<store::TestDatabase> EmptyPostgresql() {
  auto& server = store::PgTestServer::Get();  // first, so that it ends after the database
  static std::shared_ptr<store::TestDatabase> database;
  if (!database) {
    database = std::make_shared<store::TestDatabase>(store::Engine::kPostgresql);
    return database;
  }
  const std::string& url = database->url();
  const std::size_t slash = url.find("@/") + 2;
  const std::string name = url.substr(slash, url.find('?') - slash);
  const auto emptied = server.Query(name, kEmptyAll);
  EXPECT_TRUE(emptied.ok());
  return database;
}
}  // namespace

bool World::Start(store::Engine engine) {
  // These tests are about rules, not about disks: in memory a sync costs nothing.
  if (std::filesystem::exists("/dev/shm")) setenv("TMPDIR", "/dev/shm", 0);
  return Start(engine == store::Engine::kPostgresql ? EmptyPostgresql() : EmptySqlite(),
               Migrations());
}

bool World::Start(std::shared_ptr<store::TestDatabase> database,
                  std::span<const store::Migration> migrations) {
  database_ = std::move(database);
  EXPECT_EQ(database_->problem(), "");
  if (!database_->problem().empty()) return false;
  store::Options options;
  options.url = database_->url();
  options.clock = &clock;
  options.random = &random_;
  options.late_most = 4;  // so that most are found where they were written
  auto opened = store::Store::Open(options, migrations);
  EXPECT_TRUE(opened.ok()) << opened.error().text;
  if (!opened.ok()) return false;
  store_ = std::move(*opened);
  store_->SetPublisher([this](const std::shared_ptr<const store::Batch>& batch) {
    const std::lock_guard lock(mutex_);
    for (const store::Entry& entry : batch->entries) {
      if (!entry.object) continue;  // kept in the log, told by another row
      heard_.push_back(
          {entry.position, std::static_pointer_cast<const event::Event>(entry.object)});
    }
    last_position_ = std::max(last_position_, batch->last_position);
    arrived_.notify_all();
  });
  return Write([](store::Txn& txn) -> Status {
           identity::EnsureTenant(txn, kTenant, "one");
           identity::EnsureTenant(txn, kOtherTenant, "two");
           return Ok();
         })
      .ok();
}

UserId World::AddUser(std::string_view name, TenantId tenant) {
  auto id = Write([&](store::Txn& txn) {
    identity::Registration in;
    in.username = std::string(name);
    in.password_hash = "none";
    in.nickname = "N" + in.username;
    return identity::Register(txn, tenant, in);
  });
  EXPECT_EQ(Outcome(id), "ok") << name;
  return id.ok() ? *id : UserId();
}

access::Principal World::As(UserId user, std::uint64_t session) const {
  return As(user, {.session = session});
}

access::Principal World::As(UserId user, access::Principal::Parts parts) const {
  parts.user = user;
  parts.policy = &policy;
  if (!parts.tenant) parts.tenant = kTenant;
  return access::Principal(std::move(parts));
}

access::Principal World::AsAdmin(UserId user) const {
  return As(user, {.role = access::Role::kAdmin});
}

ConversationId World::Direct(UserId a, UserId b) {
  auto id = Write([&](store::Txn& txn) { return conversation::OpenDirect(txn, As(a), b); });
  EXPECT_EQ(Outcome(id), "ok");
  return id.ok() ? *id : ConversationId();
}

ConversationId World::Group(UserId owner, std::vector<std::int64_t> members) {
  auto id = Write([&](store::Txn& txn) {
    group::GroupIn in;
    in.name = "group";
    in.members = members;
    return group::CreateGroup(txn, As(owner), in);
  });
  EXPECT_EQ(Outcome(id), "ok");
  return id.ok() ? *id : ConversationId();
}

Result<message::Sent> World::Send(UserId from, ConversationId to, message::SendIn in) {
  std::promise<Result<message::Sent>> promise;
  auto future = promise.get_future();
  store_->Write(
      {"send", store::KeyOf('c', to.value), false, !in.client_id.empty()},
      [this, from, to, in](store::Txn& txn) -> Result<message::Sent> {
        KOINE_TRY(const access::Member place, access::Member::Open(txn, As(from), to));
        return message::Send(txn, place, in);
      },
      [&promise](Result<message::Sent> sent, const store::Numbering& numbering) {
        if (sent.ok()) sent->id = MessageId(numbering.Resolve(sent->id.value));
        promise.set_value(std::move(sent));
      });
  return future.get();
}

Result<message::Sent> World::Say(UserId from, ConversationId to, std::string text,
                                 std::string client_id) {
  message::SendIn in;
  in.body = body::Text{std::move(text)};
  in.client_id = std::move(client_id);
  return Send(from, to, std::move(in));
}

Status World::MarkRead(UserId who, ConversationId where, std::int64_t seq) {
  return Write(
      [&](store::Txn& txn) -> Status {
        KOINE_TRY(const access::Member place, access::Member::Open(txn, As(who), where));
        return message::MarkRead(txn, place, seq);
      },
      store::KeyOf('c', where.value));
}

Result<std::vector<message::Listed>> World::List(UserId who, ConversationId where,
                                                 message::PageOf page) {
  return Read([&](store::Txn& txn) -> Result<std::vector<message::Listed>> {
    KOINE_TRY(const access::Member place, access::Member::Open(txn, As(who), where));
    return message::ListMessages(txn, place, page);
  });
}

std::optional<conversation::Summary> World::Summary(UserId who, ConversationId where) {
  return Read([&](store::Txn& txn) { return conversation::FindSummary(txn, As(who), where); });
}

std::int64_t World::Unread(UserId who, ConversationId where) {
  auto summary = Summary(who, where);
  return summary ? summary->unread : -1;
}

void World::Befriend(UserId a, UserId b) {
  const auto done = Write([&](store::Txn& txn) -> Status {
    contact::MakeFriends(txn, kTenant, a, b);
    return Ok();
  });
  EXPECT_TRUE(done.ok());
}

void World::Block(UserId owner, UserId peer) {
  EXPECT_EQ(Exec(kBlock, owner, peer, kTenant), 1);
}

std::vector<std::string> World::Together(std::vector<std::function<Status(store::Txn&)>> commands,
                                         int trials) {
  constexpr store::Key kKey{7};
  store::CommandInfo info{"test", kKey};
  info.chains = true;
  info.trials = trials;
  std::promise<void> held, go;
  std::future<void> free = go.get_future();
  bool once = false;
  auto hold = [&](store::Txn&) -> Status {
    if (!once) held.set_value();
    once = true;
    free.wait();
    return Ok();
  };
  std::vector<std::promise<std::string>> done(commands.size() + 1);
  auto finish = [&done](std::size_t i) {
    return [&done, i](const Status& status, const store::Numbering&) {
      done[i].set_value(Outcome(status));
    };
  };
  store().Write({"hold", kKey}, hold, finish(commands.size()));
  held.get_future().wait();
  for (std::size_t i = 0; i < commands.size(); ++i) {
    store().Write(info, commands[i], finish(i));
  }
  go.set_value();
  std::vector<std::string> out;
  for (auto& one : done) out.push_back(one.get_future().get());
  out.pop_back();
  return out;
}

std::vector<Heard> World::TakeEvents() {
  // Events come after the answers, so wait for those of the last commit.
  const std::int64_t head = store_->head();
  std::unique_lock lock(mutex_);
  EXPECT_TRUE(
      arrived_.wait_for(lock, std::chrono::seconds(10), [&] { return last_position_ >= head; }));
  return std::exchange(heard_, {});
}

void PairOnBothTest::SetUp() {
  CoreOnBothTest::SetUp();
  ann_ = AddUser("ann");
  bob_ = AddUser("bob");
  direct_ = Direct(ann_, bob_);
}

void TrioOnBothTest::SetUp() {
  CoreOnBothTest::SetUp();
  ann_ = AddUser("ann");
  bob_ = AddUser("bob");
  cat_ = AddUser("cat");
  group_ = Group(ann_, {bob_.value, cat_.value});
}

void OnThreads(int n, const std::function<void(int)>& fn) {
  std::promise<void> start;
  const std::shared_future<void> started = start.get_future().share();
  std::vector<std::thread> threads;
  for (int i = 0; i < n; ++i) {
    threads.emplace_back([&fn, started, i] {
      started.wait();
      fn(i);
    });
  }
  start.set_value();
  for (std::thread& thread : threads) thread.join();
}

}  // namespace koine::core
