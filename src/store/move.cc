#include "store/move.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <thread>

#include "base/crypto.h"
#include "base/text.h"
#include "store/diag.h"
#include "store/move_end.h"
#include "store/own_tables.h"

namespace koine::store {

namespace {

constexpr std::int64_t kSliceRows = 10'000;
constexpr std::size_t kSliceBytes = 8 << 20;
constexpr std::size_t kToldRows = 10'000;  // compared, between two words of progress

// How far a move is, in the target until it is done. `move_state` alone says that it is not.
constexpr const char* kMoveTables =
    "create table move_state (one ID check (one = 1), source TEXT not null);"
    "create table move_table (name TEXT primary key, last TEXT not null, count INT not null,"
    "  done INT not null);"
    "create table move_index (name TEXT primary key, made_by TEXT not null);";
constexpr const char* kDropMoveTables =
    "drop table move_index; drop table move_table; drop table move_state;";
// What tells one store from another, and from itself after an upgrade.
constexpr const char* kSchemaSteps =
    "select set_name, number, name, applied_at from schema_version order by set_name, number";

bool IsOfMove(const MoveTable& table) {
  return table.name.starts_with("move_");
}

// As both engines read a text.
std::string Literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string Select(const MoveTable& table) {
  std::string out = "select ";
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    out += (i > 0 ? ", \"" : "\"") + table.columns[i].name + "\"";
  }
  return out + " from \"" + table.name + "\"";
}

std::string KeyNames(const MoveTable& table) {
  std::string out;
  for (const std::size_t i : table.key) {
    out += (out.empty() ? "\"" : ", \"") + table.columns[i].name + "\"";
  }
  return out;
}

// Rows behind the key `after`, in its order.
std::string SelectAfter(const MoveTable& table, const std::string& after) {
  const std::string key = KeyNames(table);
  const std::string where = after.empty() ? "" : " where (" + key + ") > (" + after + ")";
  return Select(table) + where + " order by " + key;
}

// The key of a row as a statement has it.
Result<std::string> KeyOf(const MoveTable& table, std::string_view row) {
  const std::vector<MoveField> fields = TakeRow(&row);
  std::string out;
  for (const std::size_t i : table.key) {
    if (!out.empty()) out += ", ";
    const MoveColumn& column = table.columns[i];
    if (column.kind == MoveColumn::Kind::kInt) {
      out += std::to_string(IntOf(fields[i].data));
    } else if (column.kind == MoveColumn::Kind::kText) {
      out += Literal(fields[i].data);
    } else {
      return StoreError(Code::kInternal,
                        "the key " + column.name + " of " + table.name + " is no number or text");
    }
  }
  return out;
}

// The same for the same rows in any order.
class RowSum {
 public:
  void Add(std::string_view row) {
    ++rows_;
    const std::string digest = crypto::Sha256(row);
    std::size_t carry = 0;
    for (std::size_t i = 0; i < sum_.size(); ++i) {
      carry += sum_[i] + static_cast<unsigned char>(digest[i]);
      sum_[i] = static_cast<unsigned char>(carry);
      carry >>= 8;
    }
  }
  std::int64_t rows() const { return rows_; }
  std::string Text() const { return text::Hex(std::string(sum_.begin(), sum_.end())); }

 private:
  static constexpr std::size_t kBytes = 16;
  std::array<unsigned char, kBytes> sum_{};
  std::int64_t rows_ = 0;
};

Status SumOf(MoveEnd& end, const MoveTable& table, const std::function<void()>& told, RowSum* sum) {
  return end.Read(table, Select(table), [&](std::string_view row) -> Status {
    sum->Add(row);
    if (sum->rows() % kToldRows == 0) told();
    return Ok();
  });
}

class Mover {
 public:
  Mover(const MoveOptions& options, std::span<const Migration> migrations, MoveEnd& source,
        MoveEnd& target)
      : options_(options), migrations_(migrations), source_(source), target_(target) {}

  Result<std::vector<MovedTable>> Run() {
    KOINE_CHECK(LookAtSource());
    KOINE_CHECK(PrepareTarget());
    KOINE_CHECK(Count());
    for (const MoveTable& table : tables_) KOINE_CHECK(Copy(table));
    KOINE_CHECK(MakeIndexes());
    KOINE_CHECK(target_.Settle());
    std::vector<MovedTable> out;
    done_ = 0;
    for (const MoveTable& table : tables_) {
      KOINE_TRY(MovedTable compared, Compare(table));
      out.push_back(std::move(compared));
    }
    KOINE_CHECK(target_.Begin());
    KOINE_CHECK(target_.schema().Script(kDropMoveTables));
    KOINE_CHECK(target_.Commit());
    return out;
  }

 private:
  Status LookAtSource() {
    KOINE_TRY(const SchemaState state, LookAtSchema(source_.schema(), migrations_));
    if (!state.made) return StoreError(Code::kNotFound, "no store at " + source_.name());
    if (state.move_broken) {
      return StoreError(Code::kBadState, source_.name() +
                                             " is itself the target of a move that was not "
                                             "finished: move out of the store that it came from");
    }
    if (!state.pending.empty()) {
      return StoreError(Code::kBadState,
                        source_.name() + " has an older schema: run `koine upgrade` first");
    }
    if (state.applied > static_cast<std::int64_t>(migrations_.size())) {
      return StoreError(Code::kBadState,
                        source_.name() + " has a newer schema: move it with the newer koine");
    }
    KOINE_CHECK(source_.Freeze());
    KOINE_TRY(const MoveEnd::Lines steps, source_.Ask(kSchemaSteps));
    std::string all;
    for (const std::vector<std::string>& step : steps) {
      for (const std::string& word : step) all += word + "\n";
    }
    identity_ = text::Hex(crypto::Sha256(all));
    return Ok();
  }

  Status PrepareTarget() {
    KOINE_TRY(const bool empty, target_.Empty());
    if (empty) {
      KOINE_CHECK(target_.Begin());
      KOINE_CHECK(MakeTarget());
      KOINE_CHECK(target_.Commit());
    }
    KOINE_TRY(tables_, target_.Tables());
    const bool begun = std::ranges::any_of(
        tables_, [](const MoveTable& table) { return table.name == kMoveTable; });
    if (!begun) {
      return StoreError(Code::kBadState,
                        target_.name() + " is not empty: name another place, or empty this one");
    }
    std::erase_if(tables_, IsOfMove);
    KOINE_TRY(const MoveEnd::Lines source, target_.Ask("select source from move_state"));
    if (source.size() != 1 || source[0][0] != identity_) {
      return StoreError(Code::kBadState, target_.name() +
                                             " has a move of another store, or of this one before "
                                             "an upgrade: empty it");
    }
    return CompareTables();
  }

  // The tables, without rows or indexes.
  Status MakeTarget() {
    KOINE_CHECK(Migrate(target_.schema(), migrations_, Upgrading{options_.now_ms, true, {}}));
    KOINE_TRY(const std::vector<MoveTable> tables, target_.Tables());
    KOINE_TRY(const MoveEnd::Lines indexes, target_.Indexes());
    std::string script = ExpandSchema(kMoveTables, target_.schema().engine());
    script += "insert into move_state (one, source) values (1, " + Literal(identity_) + ");";
    for (const MoveTable& table : tables) {
      script += "delete from \"" + table.name + "\";";
      script += "insert into move_table (name, last, count, done) values (" + Literal(table.name) +
                ", '', 0, 0);";
    }
    for (const std::vector<std::string>& index : indexes) {
      script += "drop index \"" + index[0] + "\";";
      script += "insert into move_index (name, made_by) values (" + Literal(index[0]) + ", " +
                Literal(index[1]) + ");";
    }
    return target_.schema().Script(script);
  }

  // What the schema has is what the source has, so that nothing is forgotten.
  Status CompareTables() {
    KOINE_TRY(const std::vector<MoveTable> found, source_.Tables());
    for (const MoveTable& table : found) {
      if (std::ranges::find(tables_, table) != tables_.end()) continue;
      return StoreError(Code::kBadState, "table " + table.name + " of " + source_.name() +
                                             " is not one that this koine makes: take it away, or "
                                             "move with the koine that made it");
    }
    // A store that no koine of today has opened yet may lack what is kept of the schema itself.
    std::erase_if(tables_, [&](const MoveTable& table) {
      return table.name.starts_with("schema_") && std::ranges::find(found, table) == found.end();
    });
    if (tables_.size() == found.size()) return Ok();
    return StoreError(Code::kBadState, source_.name() + " lacks tables of its schema");
  }

  Status Count() {
    for (const MoveTable& table : tables_) {
      KOINE_TRY(const MoveEnd::Lines count,
                source_.Ask("select count(*) from \"" + table.name + "\""));
      all_ += text::ParseInt(count[0][0]).value_or(0);
    }
    KOINE_TRY(const MoveEnd::Lines lines, target_.Ask("select name, last, count, done"
                                                      " from move_table"));
    for (const std::vector<std::string>& line : lines) {
      State& state = states_[line[0]];
      state = {line[1], text::ParseInt(line[2]).value_or(0), line[3] == "1"};
      done_ += state.count;
    }
    return Ok();
  }

  Status Copy(const MoveTable& table) {
    State& state = states_[table.name];
    if (state.done) return Ok();
    std::string slice, last_row;
    std::int64_t rows = 0;
    const auto write = [&](bool end) -> Status {
      if (rows > 0) {
        KOINE_TRY(state.last, KeyOf(table, last_row));
        state.count += rows;
        done_ += rows;
      }
      const std::string note = "update move_table set last = " + Literal(state.last) +
                               ", count = " + std::to_string(state.count) +
                               ", done = " + (end ? "1" : "0") +
                               " where name = " + Literal(table.name);
      KOINE_CHECK(target_.Write(table, slice, note));
      slice.clear();
      rows = 0;
      options_.progress("copied", done_, all_);
      return Ok();
    };
    KOINE_CHECK(
        source_.Read(table, SelectAfter(table, state.last), [&](std::string_view row) -> Status {
          slice.append(row);
          last_row.assign(row);
          if (++rows < kSliceRows && slice.size() < kSliceBytes) return Ok();
          return write(false);
        }));
    return write(true);
  }

  Status MakeIndexes() {
    KOINE_TRY(const MoveEnd::Lines wanted, target_.Ask("select name, made_by from move_index"
                                                       " order by name"));
    KOINE_TRY(const MoveEnd::Lines there, target_.Indexes());
    std::set<std::string> names;
    for (const std::vector<std::string>& index : there) names.insert(index[0]);
    std::int64_t made = 0;
    for (const std::vector<std::string>& index : wanted) {
      if (!names.contains(index[0])) KOINE_CHECK(target_.schema().Script(index[1]));
      options_.progress("indexes", ++made, std::ssize(wanted));
    }
    return Ok();
  }

  Result<MovedTable> Compare(const MoveTable& table) {
    RowSum sums[2];
    std::array<Status, 2> ends = {Ok(), Ok()};
    std::thread other([&] {
      ends[1] = SumOf(
          target_, table, [] {}, &sums[1]);
    });
    ends[0] = SumOf(
        source_, table, [&] { options_.progress("compared", done_ + sums[0].rows(), all_); },
        &sums[0]);
    other.join();
    for (const Status& end : ends) KOINE_CHECK(end);
    done_ += sums[0].rows();
    options_.progress("compared", done_, all_);
    MovedTable out{table.name, sums[0].rows(), sums[0].Text()};
    if (sums[1].rows() == out.rows && sums[1].Text() == out.sum) return out;
    return StoreError(Code::kBadState,
                      "table " + table.name + " differs: " + std::to_string(out.rows) +
                          " rows and sum " + out.sum + " in " + source_.name() + ", " +
                          std::to_string(sums[1].rows()) + " and " + sums[1].Text() + " in " +
                          target_.name() +
                          "; did a server run between two tries? Empty the target and move again");
  }

  struct State {
    std::string last;  // key of the last row that was copied
    std::int64_t count = 0;
    bool done = false;
  };

  const MoveOptions& options_;
  std::span<const Migration> migrations_;
  MoveEnd& source_;
  MoveEnd& target_;
  std::string identity_;
  std::vector<MoveTable> tables_;
  std::map<std::string, State> states_;
  std::int64_t done_ = 0, all_ = 0;
};

}  // namespace

Result<std::vector<MovedTable>> MoveStore(const MoveOptions& options,
                                          std::span<const Migration> migrations) {
  if (options.from == options.to) {
    return StoreError(Code::kBadArgument, "the store is there already");
  }
  KOINE_TRY(const auto source, OpenEnd(options.from, MoveRole::kSource));
  KOINE_TRY(const auto target, OpenEnd(options.to, MoveRole::kTarget));
  return Mover(options, migrations, *source, *target).Run();
}

}  // namespace koine::store
