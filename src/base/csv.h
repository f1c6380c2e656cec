#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"

// Tables as comma-separated values (RFC 4180), as spreadsheets write and read them.
namespace koine::csv {

// Before a text in UTF-8 that Excel shall read as such.
inline constexpr std::string_view kMark = "\xef\xbb\xbf";
inline constexpr std::size_t kColumnsMax = 200;  // cells beyond are looked at as none

struct Row {
  std::int64_t line = 0;  // where it begins; the first is 1
  std::vector<std::string> cells;
  bool open = false;  // a quote was not closed

  bool blank() const;
};

// Reads a text, with a mark or not, row by row. Between the cells stand commas, semicolons or tabs:
// whichever the first line has most of.
class Reader {
 public:
  // The text outlives the reader.
  explicit Reader(std::string_view text);
  // False at the end.
  bool Next(Row* row);

 private:
  bool ReadCell(Row* row);
  void ReadQuoted(Row* row, std::string* cell);

  std::string_view text_;
  char separator_ = ',';
  std::size_t at_ = 0;
  std::int64_t line_ = 1;
};

// What a first line may call a column, in lower case.
template <class Column>
struct Title {
  std::string_view name;
  Column column = {};
};
// Which column the title names, in any case, with blanks around it or not; `other` for none of
// these.
template <class Column, std::size_t N>
Column ColumnOf(std::string_view title, const Title<Column> (&titles)[N], Column other) {
  const std::string name = text::LowerAscii(text::Trim(title));
  for (const Title<Column>& known : titles) {
    if (known.name == name) return known.column;
  }
  return other;
}

// A cell that says yes, as this is written.
inline constexpr std::string_view kYes = "是";
// Whether a cell says yes: that, 1, yes or true.
bool IsYes(std::string_view cell);

// A cell without the apostrophe that keeps a spreadsheet from computing it.
std::string_view WithoutGuard(std::string_view cell);

// Puts a cell, quoted where it must be; one that a spreadsheet would compute gets an apostrophe.
void PutCell(std::string_view text, std::string* out);

}  // namespace koine::csv
