#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "store/txn.h"

namespace koine::store {

struct PgOpen {
  std::string url;
  std::int64_t statement_timeout_ms = 0;  // 0: none
  bool snapshots = false;                 // transactions only read, each from one snapshot
  bool requests = false;  // it serves requests: every join is a look-up (docs/adr/0021-plans.md)
};

// A parameter in binary form.
struct PgValue {
  Oid type = 0;  // 0: unknown, of a null
  const char* data = nullptr;
  int length = 0;
};

// Appends to `out` the binary form of an array: numbers and lengths are big-endian.
class PgArray {
 public:
  explicit PgArray(Oid element_type);
  void AddNull();
  void Add(std::int64_t value);
  void Add(double value);
  void Add(std::string_view bytes);
  // The array as a parameter; valid as long as this object.
  PgValue Value();

 private:
  std::string bytes_;
  std::int32_t count_ = 0;
  bool has_null_ = false;
  Oid element_type_;
};

// For requests, which are about few rows: no other side of a join is read whole or kept, nor what a
// look-up found, for hardly one is asked for twice (a setting that PostgreSQL 13 does not have).
// What evaluates all rows does not share their connections.
inline constexpr const char* kPgJoinedByLookUps =
    "select set_config(name, 'off', false) from pg_settings where name in "
    "('enable_hashjoin', 'enable_mergejoin', 'enable_material', 'enable_memoize')";

// How an exchange with the server ended.
inline constexpr const char* kUniqueViolation = "23505";
inline constexpr const char* kQueryCanceled = "57014";  // it took too long
// The server closed the connection, since nothing came in a transaction for too long.
inline constexpr const char* kIdleInTransaction = "25P03";

struct PgAnswer {
  enum class Kind { kOk, kError, kLost };
  Kind kind = Kind::kOk;
  std::string sqlstate;              // of kError; of kLost where the server said why
  std::string message;               // for the log
  std::shared_ptr<PGresult> result;  // of the last statement sent
  // The rows of those before it.
  std::vector<std::shared_ptr<PGresult>> earlier;

  bool ok() const { return kind == Kind::kOk; }
  // Deadlock, serialization, lock time-out, unique conflict: may pass when run again.
  bool Conflict() const;
  // The command itself may be in order: it waited too long, or others were in its way.
  bool MayPass() const;
};

// A connection in pipeline mode with its prepared statements. What is sent is answered together:
// one round trip per Receive. Used by one thread at a time.
class PgConn {
 public:
  // Statements after which all are planned anew the first time; then after twice as many.
  static constexpr std::int64_t kPlanAnewFirst = 256;

  // Connects and sets the session up.
  static Result<std::unique_ptr<PgConn>> Open(const PgOpen& options);
  PgConn() = default;  // closed; use Open
  ~PgConn();
  PgConn(const PgConn&) = delete;
  PgConn& operator=(const PgConn&) = delete;

  // Adds a statement to what will be answered by the next Receive. Views may die after the call.
  void Send(const char* utility);
  void Send(const Sql& sql, std::span<const Param> params);
  void SendValues(const Sql& sql, std::span<const PgValue> values);
  // Waits for the answers: the first failure, or the result of the last statement.
  PgAnswer Receive();
  // Waits as Receive does, but leaves the transaction open that the server begins by itself with
  // the first statement; Discard or Receive ends it, and a failure does.
  PgAnswer ReceiveOpen();
  // Sends without waiting; the answers are dropped by the next Receive.
  void Discard();

  // ReceiveOpen in parts, for several callers who ask at once and get their answers in turn. How
  // many statements were sent since it was asked last:
  int TakeAsked() { return std::exchange(asked_, 0); }
  // Has the server answer all that was sent.
  void Flush();
  // Waits for the answers to the next `asked` statements. A failure ends the transaction: what else
  // was sent has no effect, and no answer.
  PgAnswer ReceivePart(int asked);
  // Ends the transaction when all is answered.
  void EndOpen();

  // Send, Receive, rows; `count` as in Txn::Run.
  PgAnswer Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row,
               std::int64_t* count);
  // Calls `row` for each row of an answer.
  static std::int64_t Rows(const PgAnswer& answer, const Txn::RowFn* row) {
    return Rows(answer.result.get(), row);
  }
  static std::int64_t Rows(const PGresult* result, const Txn::RowFn* row);

  // Several statements of fixed text, one after the other, outside of the pipeline.
  Status Script(const std::string& sql);
  bool lost() const { return lost_ || PQstatus(conn_) != CONNECTION_OK; }
  int server_pid() const { return PQbackendPID(conn_); }
  // For what this class does not do, outside of the pipeline; the caller leaves it and comes back.
  PGconn* raw() { return conn_; }

 private:
  struct Prepared {
    std::string name;
    std::vector<Oid> types;
    bool fresh = false;  // sent, not yet answered
  };

  const Prepared& Find(const Sql& sql, std::span<const PgValue> values);
  // The next result; null at the end of a statement's results, and when the connection is lost.
  PGresult* Next();
  // Reads up to and including the next synchronisation point.
  PgAnswer ReadToSync();
  void Note(PGresult* result, PgAnswer* answer);
  void ForgetFresh(bool keep);

  PGconn* conn_ = nullptr;
  bool lost_ = false;
  int owed_ = 0;   // synchronisation points sent by Discard and not read yet
  int asked_ = 0;  // statements sent since the last answer
  std::int64_t sent_ = 0;
  std::int64_t plan_anew_at_ = kPlanAnewFirst;
  std::vector<std::vector<Prepared>> prepared_;  // by Sql::index()
  std::vector<std::uint32_t> fresh_;
  std::uint64_t names_ = 0;
  std::int64_t wait_ms_ = 0;
};

}  // namespace koine::store
