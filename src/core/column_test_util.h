#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "core/core_test_util.h"
#include "store/txn.h"

// Columns of tables by what the schema of SQLite says of them: for tests that what is kept of rows
// is what would be read, whichever column changes, also one of some day that nobody thought of.
namespace koine::core {

// Statements by which a program that looks for faults compares what was kept with what is read.
#ifdef KOINE_SANITIZED
inline constexpr int kKeptChecks = 1;
#else
inline constexpr int kKeptChecks = 0;
#endif

class ColumnSetter {
 public:
  ColumnSetter(const std::string& table, const std::string& column, bool is_text, bool may_be_null)
      : text_(is_text), null_(may_be_null), name_(table + "." + column) {
    const std::string key = table == "member" ? "user_id * 1000 + conversation_id" : "rowid";
    set_ = "update " + table + " set " + column + " = ? where " + key + " = ?";
    rows_ = "select " + key + " from " + table;
    set_sql_.emplace(set_.c_str());
    rows_sql_.emplace(rows_.c_str());
  }
  ColumnSetter(const ColumnSetter&) = delete;
  const std::string& name() const { return name_; }

  // In any row, if there is one, any of few values, so that it often meets one that means
  // something. Refused where a key is there already.
  void SetAny(store::Txn& txn, std::mt19937& dice) const {
    const auto rows = txn.All(*rows_sql_, [](const store::Row& row) { return row.Int(0); });
    if (rows.empty()) return;
    auto upto = [&dice](std::size_t n) {
      return std::uniform_int_distribution<std::size_t>(0, n - 1)(dice);
    };
    const std::int64_t row = rows[upto(rows.size())];
    static constexpr std::int64_t kNumbers[] = {0, 1, 2, 3, 5, World::kStartMs};
    if (null_ && upto(3) == 0) {
      txn.Exec(*set_sql_, std::nullopt, row);
    } else if (text_) {
      static constexpr std::string_view kTexts[] = {"", "word0", "word1", "word2"};
      txn.Exec(*set_sql_, kTexts[upto(std::size(kTexts))], row);
    } else {
      txn.Exec(*set_sql_, kNumbers[upto(std::size(kNumbers))], row);
    }
  }

 private:
  const bool text_, null_;
  const std::string name_;
  std::string set_, rows_;
  std::optional<store::Sql> set_sql_, rows_sql_;
};

// The columns of tables, which are named in quotes and with commas.
#define KOINE_COLUMNS_OF(tables)                                                  \
  "select t.name, c.name, c.type, c.\"notnull\" from pragma_table_list t join "   \
  "pragma_table_info(t.name) c where t.schema = 'main' and t.type = 'table' and " \
  "t.name in (" tables ")"
// But for the tenant: nothing goes from one to another.
inline void ReadColumns(store::Txn& txn, const store::Sql& columns, std::deque<ColumnSetter>* out) {
  txn.Each(columns, [out](const store::Row& row) {
    if (row.Text(1) == "tenant_id") return;
    out->emplace_back(row.String(0), row.String(1), row.Text(2) == "TEXT", row.Int(3) == 0);
  });
}

}  // namespace koine::core
