// What storing a message costs at least: bare SQLite with the rows of one text message (the message
// with its unique indexes, the conversation's and the sender's counters), committed in batches with
// write-ahead log and synchronous=FULL, checkpoints on a thread of their own. No rules, no reads.
#include <sqlite3.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <string>
#include <thread>

#include "bench/lib/process.h"
#include "bench/lib/report.h"

namespace koine::bench {
namespace {

constexpr int kCheckpointEveryMs = 200;

constexpr char kSchema[] =
    "create table conversation(id integer primary key, tenant_id integer not null,"
    " last_seq integer not null, last_counted integer not null, last_sent_at integer not null)"
    " strict;"
    "create table member(tenant_id integer not null, conversation_id integer not null,"
    " user_id integer not null, sent_seq integer not null, sent_counted integer not null,"
    " primary key(conversation_id, user_id)) strict;"
    "create table message(id integer primary key, tenant_id integer not null,"
    " conversation_id integer not null, seq integer not null, counted integer not null,"
    " sender_id integer not null, origin integer not null, kind integer not null,"
    " body text not null, raw text, client_key integer, client_id text, reply_seq integer,"
    " forwarded_from integer, mention_all integer not null, options integer not null,"
    " sent_at integer not null, edited_at integer, recalled_at integer, recalled_by integer,"
    " deleted_at integer) strict;"
    "create unique index message_seq on message(conversation_id, seq);"
    "create unique index message_client on message(tenant_id, sender_id, client_key)"
    " where client_key is not null;"
    "create index message_gone on message(conversation_id, seq)"
    " where recalled_at is not null or deleted_at is not null;";

void Run(sqlite3* db, const char* sql) {
  char* error = nullptr;
  if (sqlite3_exec(db, sql, nullptr, nullptr, &error) != SQLITE_OK)
    Die(std::string("sql: ") + error);
}

sqlite3* OpenAt(const std::string& path) {
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);  // as the server has it
  sqlite3* db = nullptr;
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path.c_str(), &db, flags, nullptr) != SQLITE_OK) Die("cannot open " + path);
  Run(db, "pragma journal_mode=wal; pragma synchronous=full; pragma wal_autocheckpoint=0;");
  return db;
}

sqlite3_stmt* Prepare(sqlite3* db, const char* sql) {
  sqlite3_stmt* out = nullptr;
  if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &out, nullptr) != SQLITE_OK) {
    Die(std::string("sql: ") + sqlite3_errmsg(db));
  }
  return out;
}

void Step(sqlite3* db, sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) Die(std::string("sql: ") + sqlite3_errmsg(db));
  sqlite3_reset(statement);
}

// Writes the rows of one message after another.
class Writer {
 public:
  Writer(sqlite3* db, std::int64_t conversations, std::size_t text_bytes)
      : db_(db), conversations_(conversations), body_("{\"text\":\"") {
    body_ += std::string(text_bytes, 'x') + "\"}";
    insert_ = Prepare(db,
                      "insert into message(id, tenant_id, conversation_id, seq, counted,"
                      " sender_id, origin, kind, body, client_key, client_id, mention_all,"
                      " options, sent_at) values(?,1,?,?,?,?,1,1,?,?,?,0,0,?)");
    conversation_ = Prepare(db,
                            "update conversation set last_seq = ?, last_counted = ?,"
                            " last_sent_at = ? where id = ? and tenant_id = 1");
    member_ = Prepare(db,
                      "update member set sent_seq = ?, sent_counted = ?"
                      " where conversation_id = ? and user_id = ? and tenant_id = 1");
  }

  void Message() {
    std::int64_t id = ++position_;
    std::int64_t conversation = id % conversations_ + 1;
    std::int64_t seq = id / conversations_ + 1;
    std::string client_id =
        "1732090000000000-4711-" + std::to_string(conversation) + "-" + std::to_string(seq);
    // Client keys are hashes: they scatter over their index.
    auto key = static_cast<std::int64_t>(static_cast<std::uint64_t>(id) * 0x9E3779B97F4A7C15u);
    std::int64_t now = 1'732'090'000'000 + id;
    std::int64_t values[] = {id, conversation, seq, seq, 2 * conversation};
    for (int i = 0; i < 5; i++) sqlite3_bind_int64(insert_, i + 1, values[i]);
    Text(6, body_);
    sqlite3_bind_int64(insert_, 7, key);
    Text(8, client_id);
    sqlite3_bind_int64(insert_, 9, now);
    Step(db_, insert_);
    Update(conversation_, {seq, seq, now, conversation});
    Update(member_, {seq, seq, conversation, 2 * conversation});
  }

 private:
  void Text(int at, const std::string& text) {
    sqlite3_bind_text(insert_, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
  }
  void Update(sqlite3_stmt* statement, const std::int64_t (&values)[4]) {
    for (int i = 0; i < 4; i++) sqlite3_bind_int64(statement, i + 1, values[i]);
    Step(db_, statement);
  }

  sqlite3* db_;
  std::int64_t conversations_;
  std::string body_;
  std::int64_t position_ = 0;
  sqlite3_stmt* insert_ = nullptr;
  sqlite3_stmt* conversation_ = nullptr;
  sqlite3_stmt* member_ = nullptr;
};

Figures Measure(const Args& args) {
  std::string path = args.Text("dir", ".") + "/floor_store.db";
  for (const char* tail : {"", "-wal", "-shm"}) unlink((path + tail).c_str());
  std::int64_t conversations = args.Number("conversations", 50);
  std::int64_t batch = args.Number("batch", 64);
  sqlite3* db = OpenAt(path);
  Run(db, kSchema);
  Run(db, "begin");
  for (std::int64_t id = 1; id <= conversations; id++) {
    std::string number = std::to_string(id);
    Run(db,
        ("insert into conversation values(" + number + ",1,0,0,0);insert into member values(1," +
         number + "," + std::to_string(2 * id) + ",0,0)")
            .c_str());
  }
  Run(db, "commit");
  std::atomic<bool> stop{false};
  std::thread checkpointer([&] {
    sqlite3* own = OpenAt(path);
    while (!stop) {
      SleepMs(kCheckpointEveryMs);
      sqlite3_wal_checkpoint_v2(own, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    }
    sqlite3_close(own);
  });
  Writer writer(db, conversations, static_cast<std::size_t>(args.Number("size", 200)));
  std::int64_t count = 0;
  std::int64_t cpu = -CpuNs(getpid());
  std::int64_t begin = NowNs();
  auto end = begin + static_cast<std::int64_t>(args.Real("seconds", 5) * 1e9);
  while (NowNs() < end) {
    Run(db, "begin immediate");
    for (std::int64_t i = 0; i < batch; i++) writer.Message();
    Run(db, "commit");
    count += batch;
  }
  cpu += CpuNs(getpid());
  double seconds = static_cast<double>(NowNs() - begin) / 1e9;
  stop = true;
  checkpointer.join();
  for (const char* tail : {"", "-wal", "-shm"}) unlink((path + tail).c_str());
  Figures out;
  out.Add("cpu_us", static_cast<double>(cpu) / 1e3 / static_cast<double>(count));
  out.Add("per_s", static_cast<double>(count) / seconds);
  return out;
}

}  // namespace
}  // namespace koine::bench

int main(int argc, char** argv) {
  koine::bench::Args args(argc, argv);
  koine::bench::PinToCore(static_cast<int>(args.Number("core", 0)));
  koine::bench::Measure(args).Print();
  std::fflush(stdout);
  std::_Exit(0);  // the database file is gone already; closing it would only write it back
}
