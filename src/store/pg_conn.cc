#include "store/pg_conn.h"

#include <endian.h>
#include <poll.h>

#include <bit>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>

#include "store/diag.h"
#include "store/sql_text.h"

namespace koine::store {

namespace {

// Types of PostgreSQL's catalogue, fixed for ever.
constexpr Oid kBool = 16, kBytea = 17, kInt8 = 20, kInt2 = 21, kInt4 = 23, kText = 25, kXid = 28;
constexpr Oid kFloat4 = 700, kFloat8 = 701;
constexpr Oid kInt8Array = 1016, kTextArray = 1009, kByteaArray = 1001, kFloat8Array = 1022;

constexpr std::int64_t kLockWaitMs = 500;
constexpr std::int64_t kDeadlockMs = 100;
// A transaction may hold the end of the log, for which all writers wait; one whose process hangs is
// taken back.
constexpr std::int64_t kIdleInTransactionMs = kPatience * 4000;
// Each statement is planned for a connection as if nothing was known of its values; planning it for
// the values of each time costs more than running it. What was planned while a table was small must
// serve when it is large, so that it is never read whole where there is an index. A look-up by one
// costs about what it costs in memory, where the upper pages of all indexes are: at four times
// that, which is the default, small tables are read whole for joins (docs/adr/0021-plans.md).
constexpr const char* kPlannedOnce =
    "set plan_cache_mode = force_generic_plan; set enable_seqscan = off; "
    "set random_page_cost = 1.1";
// In an empty table all indexes look alike, and the plan may take one that finds all rows of a
// tenant. PostgreSQL's own statistics come a minute later, so plans are made anew after as many
// statements again as a connection has had: tables that grow by thousands of rows meanwhile are
// seen as they are. Some hundred still look like none.
constexpr const char* kPlanAnew = "discard plans";
constexpr std::int64_t kWaitMs = 10'000;  // for an answer, beyond the statement time-out

template <class T>
T FromBytes(const char* data) {
  T value;
  std::memcpy(&value, data, sizeof(T));
  return value;
}

std::uint64_t BigEndian(double value) {
  return htobe64(std::bit_cast<std::uint64_t>(value));
}
std::uint64_t BigEndian(std::int64_t value) {
  return htobe64(static_cast<std::uint64_t>(value));
}

void AppendInt32(std::string& out, std::int32_t value) {
  const std::uint32_t be = htobe32(static_cast<std::uint32_t>(value));
  out.append(reinterpret_cast<const char*>(&be), sizeof(be));
}

Oid ArrayOf(Oid element) {
  switch (element) {
    case kInt8:
      return kInt8Array;
    case kFloat8:
      return kFloat8Array;
    case kBytea:
      return kByteaArray;
    default:
      return kTextArray;
  }
}

class PgRow final : public Row {
 public:
  explicit PgRow(const PGresult* result) : result_(result) {}
  void MoveTo(int row) { row_ = row; }
  bool Null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }

  std::int64_t Int(int column) const override {
    if (Null(column)) return 0;
    const char* data = PQgetvalue(result_, row_, column);
    switch (PQftype(result_, column)) {
      case kInt8:
        return static_cast<std::int64_t>(be64toh(FromBytes<std::uint64_t>(data)));
      case kInt4:
        return static_cast<std::int32_t>(be32toh(FromBytes<std::uint32_t>(data)));
      case kInt2:
        return static_cast<std::int16_t>(be16toh(FromBytes<std::uint16_t>(data)));
      case kXid:
        return be32toh(FromBytes<std::uint32_t>(data));
      case kBool:
        return *data;
      case kFloat8:
      case kFloat4:
        return static_cast<std::int64_t>(Real(column));
      default:
        LogWarn("column " + std::string(PQfname(result_, column)) + " has type " +
                std::to_string(PQftype(result_, column)) + ": cast it");
        return 0;
    }
  }

  double Real(int column) const override {
    if (Null(column)) return 0;
    const char* data = PQgetvalue(result_, row_, column);
    switch (PQftype(result_, column)) {
      case kFloat8:
        return std::bit_cast<double>(be64toh(FromBytes<std::uint64_t>(data)));
      case kFloat4:
        return std::bit_cast<float>(be32toh(FromBytes<std::uint32_t>(data)));
      default:
        return static_cast<double>(Int(column));
    }
  }

  std::string_view Text(int column) const override {
    if (Null(column)) return {};
    return {PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))};
  }

 private:
  const PGresult* result_;
  int row_ = 0;
};

// Parameters in binary form and the memory they point to.
class Encoded {
 public:
  explicit Encoded(std::span<const Param> params) : numbers_(params.size()) {
    values_.reserve(params.size());
    arrays_.reserve(params.size());
    for (std::size_t i = 0; i < params.size(); ++i) values_.push_back(One(params[i], i));
  }
  std::span<const PgValue> values() const { return values_; }

 private:
  PgValue One(const Param& p, std::size_t i) {
    switch (p.kind) {
      case Param::Kind::kNull:
        return {};
      case Param::Kind::kInt:
        numbers_[i] = BigEndian(p.integer);
        return {kInt8, reinterpret_cast<const char*>(&numbers_[i]), 8};
      case Param::Kind::kReal:
        numbers_[i] = BigEndian(p.real);
        return {kFloat8, reinterpret_cast<const char*>(&numbers_[i]), 8};
      case Param::Kind::kText:
      case Param::Kind::kBytes:
        return {p.kind == Param::Kind::kText ? kText : kBytea,
                p.text.data() != nullptr ? p.text.data() : "", static_cast<int>(p.text.size())};
      case Param::Kind::kIntList:
        arrays_.emplace_back(kInt8);
        for (const std::int64_t v : p.list) arrays_.back().Add(v);
        return arrays_.back().Value();
      case Param::Kind::kTextList:
        arrays_.emplace_back(kText);
        for (const std::string& v : p.texts) arrays_.back().Add(v);
        return arrays_.back().Value();
    }
    return {};
  }

  std::vector<std::uint64_t> numbers_;
  std::vector<PgArray> arrays_;
  std::vector<PgValue> values_;
};

}  // namespace

PgArray::PgArray(Oid element_type) : bytes_(20, '\0'), element_type_(element_type) {}

void PgArray::AddNull() {
  ++count_;
  has_null_ = true;
  AppendInt32(bytes_, -1);
}

void PgArray::Add(std::int64_t value) {
  const std::uint64_t be = BigEndian(value);
  Add(std::string_view(reinterpret_cast<const char*>(&be), sizeof(be)));
}

void PgArray::Add(double value) {
  const std::uint64_t be = BigEndian(value);
  Add(std::string_view(reinterpret_cast<const char*>(&be), sizeof(be)));
}

void PgArray::Add(std::string_view bytes) {
  ++count_;
  AppendInt32(bytes_, static_cast<std::int32_t>(bytes.size()));
  bytes_.append(bytes);
}

PgValue PgArray::Value() {
  std::string head;
  AppendInt32(head, 1);  // dimensions
  AppendInt32(head, has_null_ ? 1 : 0);
  AppendInt32(head, static_cast<std::int32_t>(element_type_));
  AppendInt32(head, count_);
  AppendInt32(head, 1);  // index of the first element
  bytes_.replace(0, head.size(), head);
  return {ArrayOf(element_type_), bytes_.data(), static_cast<int>(bytes_.size())};
}

bool PgAnswer::Conflict() const {
  return sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03" ||
         sqlstate == kUniqueViolation;
}

bool PgAnswer::MayPass() const {
  const bool refused = sqlstate == kUniqueViolation;
  return kind == Kind::kLost || sqlstate == kQueryCanceled || (Conflict() && !refused);
}

Result<std::unique_ptr<PgConn>> PgConn::Open(const PgOpen& options) {
  const char* keys[] = {"dbname",          "fallback_application_name", "client_encoding",
                        "connect_timeout", "tcp_user_timeout",          nullptr};
  const char* values[] = {options.url.c_str(), "koine", "UTF8", "5", "10000", nullptr};
  auto conn = std::make_unique<PgConn>();
  conn->conn_ = PQconnectdbParams(keys, values, /*expand_dbname=*/1);
  if (PQstatus(conn->conn_) != CONNECTION_OK) {
    return StoreError(Code::kUnavailable,
                      std::string("cannot connect: ") + PQerrorMessage(conn->conn_));
  }
  // Notices (such as "relation exists, skipping") are not ours to print.
  PQsetNoticeProcessor(
      conn->conn_, [](void*, const char*) {}, nullptr);
  const std::string timeout = std::to_string(options.statement_timeout_ms);
  KOINE_CHECK(
      conn->Script("set synchronous_commit = on; set statement_timeout = " + timeout +
                   "; set default_transaction_isolation = 'read committed'; set timezone = 'UTC';"
                   "set standard_conforming_strings = on; set jit = off; " +
                   kPlannedOnce));
  if (options.requests) KOINE_CHECK(conn->Script(kPgJoinedByLookUps));
  if (options.snapshots) {
    KOINE_CHECK(
        conn->Script("set default_transaction_isolation = 'repeatable read';"
                     "set default_transaction_read_only = on"));
  }
  // A deadlock ends after this time at the latest, and its commands are run again.
  KOINE_CHECK(conn->Script("set lock_timeout = " +
                           std::to_string(options.statement_timeout_ms > 0 ? kLockWaitMs : 0)));
  // Sooner where the role may say so.
  static_cast<void>(conn->Script("set deadlock_timeout = " + std::to_string(kDeadlockMs)));
  if (options.statement_timeout_ms > 0) {
    conn->wait_ms_ = options.statement_timeout_ms + kWaitMs;
    KOINE_CHECK(conn->Script("set idle_in_transaction_session_timeout = " +
                             std::to_string(kIdleInTransactionMs)));
  }
  if (PQenterPipelineMode(conn->conn_) != 1) {
    return StoreError(Code::kUnavailable, PQerrorMessage(conn->conn_));
  }
  return conn;
}

PgConn::~PgConn() {
  PQfinish(conn_);
}

void PgConn::Send(const char* utility) {
  ++asked_;
  if (PQsendQueryParams(conn_, utility, 0, nullptr, nullptr, nullptr, nullptr, 1) != 1) {
    lost_ = true;
  }
}

void PgConn::Send(const Sql& sql, std::span<const Param> params) {
  const Encoded encoded(params);
  SendValues(sql, encoded.values());
}

void PgConn::SendValues(const Sql& sql, std::span<const PgValue> values) {
  if (++sent_ == plan_anew_at_) {
    plan_anew_at_ *= 2;
    Send(kPlanAnew);
  }
  const std::string name = Find(sql, values).name;
  ++asked_;
  std::vector<const char*> data;
  std::vector<int> lengths;
  for (const PgValue& v : values) {
    data.push_back(v.data);
    lengths.push_back(v.length);
  }
  const std::vector<int> formats(values.size(), 1);
  if (PQsendQueryPrepared(conn_, name.c_str(), static_cast<int>(values.size()), data.data(),
                          lengths.data(), formats.data(), 1) != 1) {
    lost_ = true;
  }
}

const PgConn::Prepared& PgConn::Find(const Sql& sql, std::span<const PgValue> values) {
  if (sql.index() >= prepared_.size()) prepared_.resize(Sql::Count());
  std::vector<Prepared>& forms = prepared_[sql.index()];
  // A null fits any type that was stated before.
  const auto fits = [&](const Prepared& p) {
    if (p.types.size() != values.size()) return false;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i].type != 0 && values[i].type != p.types[i]) return false;
    }
    return true;
  };
  for (const Prepared& p : forms) {
    if (fits(p)) return p;
  }
  Prepared p;
  p.name = "s" + std::to_string(++names_);
  p.fresh = true;
  ++asked_;
  for (const PgValue& v : values) p.types.push_back(v.type);
  if (PQsendPrepare(conn_, p.name.c_str(), NumberParams(sql.pg()).c_str(),
                    static_cast<int>(p.types.size()), p.types.data()) != 1) {
    lost_ = true;
  }
  fresh_.push_back(sql.index());
  forms.push_back(std::move(p));
  return forms.back();
}

void PgConn::ForgetFresh(bool keep) {
  for (const std::uint32_t index : fresh_) {
    auto& forms = prepared_[index];
    if (keep) {
      for (Prepared& p : forms) p.fresh = false;
    } else {
      std::erase_if(forms, [](const Prepared& p) { return p.fresh; });
    }
  }
  fresh_.clear();
}

PGresult* PgConn::Next() {
  const auto start = std::chrono::steady_clock::now();
  while (PQisBusy(conn_) != 0) {
    pollfd fd{PQsocket(conn_), POLLIN, 0};
    int timeout = -1;
    if (wait_ms_ > 0) {
      const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(
          std::chrono::steady_clock::now() - start);
      timeout = static_cast<int>(wait_ms_ - waited.count());
      if (timeout <= 0) break;
    }
    if (poll(&fd, 1, timeout) < 0 && errno != EINTR) break;
    if (fd.revents != 0 && PQconsumeInput(conn_) != 1) break;
  }
  if (PQisBusy(conn_) != 0) {
    lost_ = true;
    return nullptr;
  }
  return PQgetResult(conn_);
}

void PgConn::Note(PGresult* raw, PgAnswer* answer) {
  std::shared_ptr<PGresult> result(raw, &PQclear);
  const ExecStatusType status = PQresultStatus(raw);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
    if (answer->result != nullptr && PQresultStatus(answer->result.get()) == PGRES_TUPLES_OK) {
      answer->earlier.push_back(std::move(answer->result));
    }
    answer->result = std::move(result);
  } else if (answer->ok() && status != PGRES_PIPELINE_ABORTED) {
    const char* state = PQresultErrorField(raw, PG_DIAG_SQLSTATE);
    const char* primary = PQresultErrorField(raw, PG_DIAG_MESSAGE_PRIMARY);
    answer->kind = PgAnswer::Kind::kError;
    answer->sqlstate = state != nullptr ? state : "";
    answer->message = primary != nullptr ? primary : PQresultErrorMessage(raw);
  }
}

PgAnswer PgConn::ReadToSync() {
  PgAnswer answer;
  int nulls = 0;
  while (!lost()) {
    PGresult* result = Next();
    if (result == nullptr) {
      if (++nulls > 2) lost_ = true;  // cannot be: there is still a synchronisation point
      continue;
    }
    nulls = 0;
    if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
      PQclear(result);
      return answer;
    }
    Note(result, &answer);
  }
  answer.kind = PgAnswer::Kind::kLost;
  if (answer.message.empty()) answer.message = "connection to the server lost";
  return answer;
}

PgAnswer PgConn::Receive() {
  if (!lost() && PQpipelineSync(conn_) != 1) lost_ = true;
  for (; owed_ > 0; --owed_) static_cast<void>(ReadToSync());
  asked_ = 0;
  PgAnswer answer = ReadToSync();
  ForgetFresh(answer.ok());
  return answer;
}

PgAnswer PgConn::ReceiveOpen() {
  Flush();
  PgAnswer answer = ReceivePart(TakeAsked());
  if (answer.ok()) ForgetFresh(true);
  return answer;
}

void PgConn::Flush() {
  if (!lost() && (PQsendFlushRequest(conn_) != 1 || PQflush(conn_) < 0)) lost_ = true;
}

PgAnswer PgConn::ReceivePart(int asked) {
  for (; owed_ > 0; --owed_) static_cast<void>(ReadToSync());
  PgAnswer answer;
  int nulls = 0;  // one ends the results of a statement
  for (bool seen = false; asked > 0 && !lost();) {
    PGresult* result = Next();
    if (result != nullptr) {
      Note(result, &answer);
      seen = true;
      nulls = 0;
    } else if (seen) {
      --asked;
      seen = false;
    } else if (++nulls > 2) {
      lost_ = true;  // cannot be: there is still a statement
    }
  }
  // The last words of a connection look like any error: only a further answer tells.
  if (!answer.ok() && !lost() && PQpipelineSync(conn_) == 1) static_cast<void>(ReadToSync());
  if (lost()) {
    answer.kind = PgAnswer::Kind::kLost;
    if (answer.message.empty()) answer.message = "connection to the server lost";
  }
  if (answer.ok()) return answer;
  asked_ = 0;
  ForgetFresh(false);
  return answer;
}

void PgConn::EndOpen() {
  ForgetFresh(true);
  Discard();
}

void PgConn::Discard() {
  if (lost() || PQpipelineSync(conn_) != 1) {
    lost_ = true;
    return;
  }
  ++owed_;
  asked_ = 0;
}

std::int64_t PgConn::Rows(const PGresult* result, const Txn::RowFn* row) {
  if (result == nullptr) return 0;
  if (PQresultStatus(result) == PGRES_COMMAND_OK) {
    return std::strtoll(PQcmdTuples(const_cast<PGresult*>(result)), nullptr, 10);
  }
  const int rows = PQntuples(result);
  if (row != nullptr) {
    PgRow view(result);
    for (int i = 0; i < rows; ++i) {
      view.MoveTo(i);
      (*row)(view);
    }
  }
  return rows;
}

PgAnswer PgConn::Run(const Sql& sql, std::span<const Param> params, const Txn::RowFn* row,
                     std::int64_t* count) {
  Send(sql, params);
  PgAnswer answer = Receive();
  *count = answer.ok() ? Rows(answer, row) : 0;
  return answer;
}

Status PgConn::Script(const std::string& sql) {
  const bool pipeline = PQpipelineStatus(conn_) != PQ_PIPELINE_OFF;
  if (pipeline && PQexitPipelineMode(conn_) != 1) {
    return StoreError(Code::kUnavailable, PQerrorMessage(conn_));
  }
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(conn_, sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (pipeline) PQenterPipelineMode(conn_);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_EMPTY_QUERY) {
    return Ok();
  }
  const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
  const bool in_the_way =
      PgAnswer{PgAnswer::Kind::kError, state == nullptr ? "" : state, "", nullptr}.MayPass();
  return StoreError(in_the_way ? Code::kConflict : Code::kUnavailable,
                    PQresultErrorMessage(result.get()));
}

}  // namespace koine::store
