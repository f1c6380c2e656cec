#include "store/row_feed.h"

#include <new>

#include "base/require.h"

namespace koine::store {

namespace {

constexpr char kModule[] = "row_feed";
constexpr char kPointer[] = "koine row feed";
// Columns of the table that the statement reads; the last one is hidden and takes the feed.
constexpr int kColumnsMax = 32;
constexpr std::size_t kKeptBytes = 1 << 20;  // of memory for the next batch

struct Cursor {
  sqlite3_vtab_cursor base;
  const RowFeed* feed;
  std::size_t row;
};

Cursor* Self(sqlite3_vtab_cursor* cursor) {
  return reinterpret_cast<Cursor*>(cursor);
}

int Connect(sqlite3* db, void*, int, const char* const*, sqlite3_vtab** out, char**) {
  std::string columns = "create table row_feed (";
  for (int i = 0; i < kColumnsMax; ++i) columns += "c" + std::to_string(i) + ", ";
  const int rc = sqlite3_declare_vtab(db, (columns + "feed hidden)").c_str());
  if (rc != SQLITE_OK) return rc;
  *out = new (std::nothrow) sqlite3_vtab{};
  return *out != nullptr ? SQLITE_OK : SQLITE_NOMEM;
}

int Disconnect(sqlite3_vtab* table) {
  delete table;
  return SQLITE_OK;
}

// The one way to read it: with the feed.
int BestIndex(sqlite3_vtab*, sqlite3_index_info* info) {
  for (int i = 0; i < info->nConstraint; ++i) {
    const auto& one = info->aConstraint[i];
    if (one.usable == 0 || one.iColumn != kColumnsMax) continue;
    info->aConstraintUsage[i].argvIndex = 1;
    info->aConstraintUsage[i].omit = 1;
    return SQLITE_OK;
  }
  return SQLITE_CONSTRAINT;
}

int Open(sqlite3_vtab*, sqlite3_vtab_cursor** out) {
  auto* const cursor = new (std::nothrow) Cursor{};
  *out = &cursor->base;
  return cursor != nullptr ? SQLITE_OK : SQLITE_NOMEM;
}

int Close(sqlite3_vtab_cursor* cursor) {
  delete Self(cursor);
  return SQLITE_OK;
}

int Filter(sqlite3_vtab_cursor* cursor, int, const char*, int count, sqlite3_value** values) {
  Cursor* const self = Self(cursor);
  self->row = 0;
  self->feed = count != 1 ? nullptr
                          : static_cast<const RowFeed*>(sqlite3_value_pointer(values[0], kPointer));
  return self->feed != nullptr ? SQLITE_OK : SQLITE_MISUSE;
}

int Next(sqlite3_vtab_cursor* cursor) {
  ++Self(cursor)->row;
  return SQLITE_OK;
}

int IsAtEnd(sqlite3_vtab_cursor* cursor) {
  return Self(cursor)->row >= Self(cursor)->feed->rows() ? 1 : 0;
}

int Column(sqlite3_vtab_cursor* cursor, sqlite3_context* out, int column) {
  const Cursor* const self = Self(cursor);
  const RowFeed::Cell& cell = self->feed->At(self->row, static_cast<std::size_t>(column));
  switch (cell.kind) {
    case Param::Kind::kInt:
      sqlite3_result_int64(out, cell.integer);
      break;
    case Param::Kind::kReal:
      sqlite3_result_double(out, cell.real);
      break;
    case Param::Kind::kText:
      sqlite3_result_text64(out, self->feed->TextOf(cell), cell.size, SQLITE_STATIC, SQLITE_UTF8);
      break;
    case Param::Kind::kBytes:
      sqlite3_result_blob64(out, self->feed->TextOf(cell), cell.size, SQLITE_STATIC);
      break;
    default:
      sqlite3_result_null(out);
  }
  return SQLITE_OK;
}

int RowNumber(sqlite3_vtab_cursor* cursor, sqlite3_int64* out) {
  *out = static_cast<sqlite3_int64>(Self(cursor)->row);
  return SQLITE_OK;
}

const sqlite3_module& Module() {
  static const sqlite3_module module = [] {
    sqlite3_module m{};
    m.xConnect = Connect;
    m.xBestIndex = BestIndex;
    m.xDisconnect = Disconnect;
    m.xOpen = Open;
    m.xClose = Close;
    m.xFilter = Filter;
    m.xNext = Next;
    m.xEof = IsAtEnd;
    m.xColumn = Column;
    m.xRowid = RowNumber;
    return m;
  }();
  return module;
}

// Its parameters become columns of the feed.
std::string WithColumns(std::string_view sql) {
  std::string out;
  int column = 0;
  for (const char c : sql) {
    if (c == '?') {
      out += "c" + std::to_string(column++);
    } else {
      out += c;
    }
  }
  return out;
}

// The statement for many rows.
std::string ManyOf(std::string_view sql) {
  constexpr std::string_view kInsert = "insert into", kValues = "values (", kFrom = " from ";
  const std::string feed = std::string(kFrom) + kModule + "(?)";
  const std::string with = WithColumns(sql);
  const std::string_view one = with;
  if (const std::size_t at = one.find(kValues); at != one.npos) {
    KOINE_REQUIRE(one.starts_with(kInsert) && one.ends_with(')'));
    // To take back those before a row that fails, it would copy each page that it changes.
    const std::string_view values = one.substr(at + kValues.size());
    return "insert or fail into" + std::string(one.substr(kInsert.size(), at - kInsert.size())) +
           "select " + std::string(values.substr(0, values.size() - 1)) + feed;
  }
  const std::size_t from = one.rfind(kFrom);
  KOINE_REQUIRE(from != one.npos);
  return std::string(one.substr(0, from)) + feed + " cross join " +
         std::string(one.substr(from + kFrom.size()));
}

}  // namespace

RowFeed::RowFeed(const Sql& one, std::size_t width) : one_(one), width_(width) {
  KOINE_REQUIRE(width_ <= kColumnsMax);
}

RowFeed::~RowFeed() {
  LetGo();
}

int RowFeed::Register(sqlite3* db) {
  return sqlite3_create_module_v2(db, kModule, &Module(), nullptr, nullptr);
}

void RowFeed::Add(const Param& value) {
  Cell cell{value.kind, value.integer, value.real};
  if (value.kind == Param::Kind::kText || value.kind == Param::Kind::kBytes) {
    cell.integer = static_cast<std::int64_t>(texts_.size());
    cell.size = value.text.size();
    texts_ += value.text;
  }
  cells_.push_back(cell);
}

void RowFeed::Clear() {
  if (bytes() > kKeptBytes) {
    cells_ = {};
    texts_ = {};
  }
  cells_.clear();
  texts_.clear();
}

int RowFeed::Insert(SqliteConn& conn, std::int64_t* added) {
  KOINE_REQUIRE(cells_.size() % width_ == 0);
  *added = 0;
  int rc = SQLITE_OK;
  if (statement_ == nullptr) {
    rc = sqlite3_prepare_v3(conn.db(), ManyOf(one_.sqlite()).c_str(), -1, SQLITE_PREPARE_PERSISTENT,
                            &statement_, nullptr);
  }
  if (rc == SQLITE_OK) rc = sqlite3_bind_pointer(statement_, 1, this, kPointer, nullptr);
  if (rc != SQLITE_OK) return rc;
  rc = sqlite3_step(statement_);
  if (rc == SQLITE_DONE) *added = sqlite3_changes64(conn.db());
  sqlite3_reset(statement_);
  return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

void RowFeed::LetGo() {
  sqlite3_finalize(statement_);
  statement_ = nullptr;
}

}  // namespace koine::store
