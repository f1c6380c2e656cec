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

// Columns of tables by what the schema says of them: for tests that what is kept of rows
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
  ColumnSetter(const std::string& table, const std::string& column, std::string_view type,
               bool may_be_null)
      : text_(type == "TEXT"),
        bytes_(type == "BLOB"),
        null_(may_be_null),
        name_(table + "." + column) {
    const bool seats = table == "member";
    const char* const keys[] = {seats ? kSeat : "rowid",
                                seats ? kSeat : "hashtext(ctid::text)::bigint"};
    for (std::size_t i = 0; i < std::size(keys); ++i) {
      set_[i] = "update " + table + " set " + column + " = ? where " + keys[i] + " = ?";
      rows_[i] = std::string("select ") + keys[i] + " from " + table;
    }
    set_sql_.emplace(set_[0].c_str(), set_[1].c_str());
    rows_sql_.emplace(rows_[0].c_str(), rows_[1].c_str());
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
    } else if (text_ || bytes_) {
      static constexpr std::string_view kTexts[] = {"", "word0", "word1", "word2"};
      const std::string_view text = kTexts[upto(std::size(kTexts))];
      if (text_) {
        txn.Exec(*set_sql_, text, row);
      } else {
        txn.Exec(*set_sql_, store::Bytes{text}, row);
      }
    } else {
      txn.Exec(*set_sql_, kNumbers[upto(std::size(kNumbers))], row);
    }
  }

 private:
  static constexpr char kSeat[] = "user_id * 1000 + conversation_id";
  const bool text_, bytes_, null_;
  const std::string name_;
  std::string set_[2], rows_[2];  // of the engines
  std::optional<store::Sql> set_sql_, rows_sql_;
};

// The columns of tables, which are named in quotes and with commas.
#define KOINE_COLUMNS_OF(tables)                                                          \
  "select t.name, c.name, c.type, c.\"notnull\" from pragma_table_list t join "           \
  "pragma_table_info(t.name) c where t.schema = 'main' and t.type = 'table' and "         \
  "t.name in (" tables ")",                                                               \
      "select table_name::text, column_name::text, (case data_type when 'text' then "     \
      "'TEXT' when 'bytea' then 'BLOB' else '' end), (case is_nullable when 'NO' then 1 " \
      "else 0 end) from information_schema.columns where table_schema = 'public' and "    \
      "table_name in (" tables ")"
// But for the tenant: nothing goes from one to another.
inline void ReadColumns(store::Txn& txn, const store::Sql& columns, std::deque<ColumnSetter>* out) {
  txn.Each(columns, [out](const store::Row& row) {
    if (row.Text(1) == "tenant_id") return;
    out->emplace_back(row.String(0), row.String(1), row.Text(2), row.Int(3) == 0);
  });
}

}  // namespace koine::core
