#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

// The organization as a table (base/csv), one line for each department and each membership. The
// first line names the columns, in Chinese or English.
namespace koine::organization {

inline constexpr std::size_t kSheetBytes = 512 * 1024;
inline constexpr std::size_t kSheetLinesMax = 1'000;

// A department, or with a user their place in it. Empty texts say nothing.
struct SheetLine {
  std::int64_t line = 0;          // where it begins; the first is 1
  std::string department;         // as it is written: names with a slash between them
  std::vector<std::string> path;  // the same as names, from the top down; never empty
  std::optional<std::int64_t> sort;
  std::string leader, phone, email, remark;  // of the department; the leader's login name
  std::string user, position;                // a login name, and what they are there
  bool primary = false;
};
// A line that is not taken over, and the column at fault: "department", "sort", "leader", "phone",
// "email", "remark", "user", "position"; or "columns" (more than the first line names), "end" (a
// quote is open), "levels" (the path is too long), "disabled" (the department is out of use),
// "memberships" (the user is in too many).
struct RefusedLine {
  std::int64_t line = 0;
  std::string department, user;
  const char* reason = "";
};
struct Sheet {
  std::vector<SheetLine> lines;
  std::vector<RefusedLine> refused;
};

// What may be in cells that say something.
struct SheetRules {
  bool (*phone)(std::string_view text) = nullptr;
  bool (*email)(std::string_view text) = nullptr;
};
// The text is UTF-8 without U+0000, with a mark or not. A slash or backslash in the name of a
// department has a backslash before it. Columns of other names are left out. kBadArgument
// "sheet_file" where no column is called department, "sheet_many" beyond kSheetLinesMax.
Result<Sheet> ReadSheet(std::string_view text, const SheetRules& rules);

// Writes such a table, with a mark.
class SheetWriter {
 public:
  SheetWriter();
  void Put(const SheetLine& line, std::string_view name = {});
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};
// A name as it stands in a path.
std::string InPath(std::string_view name);

}  // namespace koine::organization
