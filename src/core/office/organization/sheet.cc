#include "core/office/organization/sheet.h"

#include <algorithm>
#include <utility>

#include "base/csv.h"
#include "base/text.h"
#include "core/office/organization/members.h"
#include "core/office/organization/tree.h"

namespace koine::organization {

namespace {

enum class Column : std::uint8_t {
  kDepartment,
  kUser,
  kName,  // of the user: for readers only
  kPosition,
  kPrimary,
  kSort,
  kLeader,
  kPhone,
  kEmail,
  kRemark,
  kOther,
};

// The first ones are written, in this order.
constexpr csv::Title<Column> kTitles[] = {
    {"部门", Column::kDepartment},
    {"用户名", Column::kUser},
    {"姓名", Column::kName},
    {"职位", Column::kPosition},
    {"主部门", Column::kPrimary},
    {"显示顺序", Column::kSort},
    {"负责人", Column::kLeader},
    {"部门电话", Column::kPhone},
    {"部门邮箱", Column::kEmail},
    {"备注", Column::kRemark},
    {"department", Column::kDepartment},
    {"username", Column::kUser},
    {"user", Column::kUser},
    {"name", Column::kName},
    {"position", Column::kPosition},
    {"primary", Column::kPrimary},
    {"order", Column::kSort},
    {"leader", Column::kLeader},
    {"phone", Column::kPhone},
    {"email", Column::kEmail},
    {"remark", Column::kRemark},
};
constexpr std::size_t kWritten = 10;

// Without control characters, nor white space around it.
std::string Settled(std::string_view cell) {
  std::string out(csv::WithoutGuard(cell));
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return std::string(text::Trim(out));
}

bool IsLonger(std::string_view text, std::int64_t chars) {
  return static_cast<std::int64_t>(text::CodePoints(text)) > chars;
}

// Empty where one of the names is missing or too long.
std::vector<std::string> NamesOf(std::string_view path) {
  std::vector<std::string> out(1);
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i] == '/') {
      out.emplace_back();
      continue;
    }
    if (path[i] == '\\' && i + 1 < path.size()) ++i;
    out.back() += path[i];
  }
  for (std::string& name : out) {
    name = std::string(text::Trim(name));
    if (name.empty() || IsLonger(name, kNameChars)) return {};
  }
  return out;
}

std::string* TextOf(Column column, SheetLine* line) {
  switch (column) {
    case Column::kDepartment:
      return &line->department;
    case Column::kUser:
      return &line->user;
    case Column::kPosition:
      return &line->position;
    case Column::kLeader:
      return &line->leader;
    case Column::kPhone:
      return &line->phone;
    case Column::kEmail:
      return &line->email;
    case Column::kRemark:
      return &line->remark;
    case Column::kName:
    case Column::kPrimary:
    case Column::kSort:
    case Column::kOther:
      break;
  }
  return nullptr;
}

// Why the line cannot be taken over, as far as it says it itself; nullptr: it can.
const char* FaultOf(const SheetLine& line, const std::string& sort, const SheetRules& rules) {
  if (line.path.empty()) return "department";
  if (line.path.size() > kLevelsMax) return "levels";
  if (!sort.empty() && (!line.sort || *line.sort < -kSortMax || *line.sort > kSortMax)) {
    return "sort";
  }
  if (!line.phone.empty() && !rules.phone(line.phone)) return "phone";
  if (!line.email.empty() && (IsLonger(line.email, kEmailChars) || !rules.email(line.email))) {
    return "email";
  }
  if (IsLonger(line.remark, kRemarkChars)) return "remark";
  if (IsLonger(line.position, kPositionChars)) return "position";
  return nullptr;
}

void TakeRow(const csv::Row& row, const std::vector<Column>& columns, const SheetRules& rules,
             Sheet* sheet) {
  SheetLine line;
  line.line = row.line;
  std::string sort;
  bool beyond = false;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    std::string cell = Settled(row.cells[i]);
    if (cell.empty()) continue;
    const Column column = i < columns.size() ? columns[i] : Column::kOther;
    beyond = beyond || i >= columns.size();
    if (column == Column::kPrimary) line.primary = csv::IsYes(cell);
    std::string* text = column == Column::kSort ? &sort : TextOf(column, &line);
    // Of two columns of one name the first that says something counts.
    if (text != nullptr && text->empty()) *text = std::move(cell);
  }
  line.path = NamesOf(line.department);
  line.sort = text::ParseInt(sort);
  const char* fault = row.open ? "end" : beyond ? "columns" : FaultOf(line, sort, rules);
  if (fault == nullptr) {
    sheet->lines.push_back(std::move(line));
    return;
  }
  sheet->refused.push_back({line.line, std::move(line.department), std::move(line.user), fault});
}

}  // namespace

Result<Sheet> ReadSheet(std::string_view text, const SheetRules& rules) {
  csv::Reader reader(text);
  csv::Row row;
  std::vector<Column> columns;
  if (reader.Next(&row)) {
    for (const std::string& title : row.cells) {
      columns.push_back(csv::ColumnOf(title, kTitles, Column::kOther));
    }
  }
  if (std::ranges::find(columns, Column::kDepartment) == columns.end()) {
    return Error{Code::kBadArgument, "sheet_file"};
  }
  Sheet sheet;
  while (reader.Next(&row)) {
    if (!row.open && row.blank()) continue;
    if (sheet.lines.size() + sheet.refused.size() >= kSheetLinesMax) {
      return Error{Code::kBadArgument, "sheet_many"};
    }
    TakeRow(row, columns, rules, &sheet);
  }
  return sheet;
}

SheetWriter::SheetWriter() : text_(csv::kMark) {
  for (std::size_t i = 0; i < kWritten; ++i) {
    if (i > 0) text_ += ',';
    text_ += kTitles[i].name;
  }
  text_ += "\r\n";
}

void SheetWriter::Put(const SheetLine& line, std::string_view name) {
  SheetLine copy = line;
  const std::string sort = line.sort ? std::to_string(*line.sort) : "";
  for (std::size_t i = 0; i < kWritten; ++i) {
    if (i > 0) text_ += ',';
    const Column column = kTitles[i].column;
    if (column == Column::kPrimary) {
      if (line.primary) text_ += csv::kYes;
    } else if (column == Column::kSort) {
      text_ += sort;  // never taken for more than a number
    } else if (column == Column::kName) {
      csv::PutCell(name, &text_);
    } else {
      csv::PutCell(*TextOf(column, &copy), &text_);
    }
  }
  text_ += "\r\n";
}

std::string InPath(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '/' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace koine::organization
