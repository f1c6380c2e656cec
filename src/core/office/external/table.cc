#include "core/office/external/table.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/csv.h"
#include "base/text.h"
#include "core/office/external/titles.h"

namespace koine::external {

namespace {

std::string* TextOf(Column column, Entry* entry) {
  Details& w = entry->what;
  switch (column) {
    case Column::kName:
      return &w.name;
    case Column::kCompany:
      return &w.company;
    case Column::kPosition:
      return &w.position;
    case Column::kMobile:
      return &w.mobile;
    case Column::kEmail:
      return &w.email;
    case Column::kWechat:
      return &w.wechat;
    case Column::kAddress:
      return &w.address;
    case Column::kRemark:
      return &w.remark;
    case Column::kTags:
      return &w.tags;
    case Column::kAvatar:
      return &w.avatar;
    case Column::kGroup:
      return &entry->group;
    case Column::kStarred:
    case Column::kFamily:
    case Column::kGiven:
    case Column::kOther:
      break;
  }
  return nullptr;
}

Status TakeRow(const csv::Row& row, const std::vector<Column>& columns, File* file) {
  Entry entry;
  entry.line = row.line;
  bool beyond = false;
  std::string_view family, given;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const std::string_view cell = csv::WithoutGuard(row.cells[i]);
    const Column column = i < columns.size() ? columns[i] : Column::kOther;
    beyond = beyond || (i >= columns.size() && !text::IsBlank(cell));
    if (column == Column::kStarred) entry.starred = csv::IsYes(cell);
    if (column == Column::kFamily) family = cell;
    if (column == Column::kGiven) given = cell;
    std::string* text = TextOf(column, &entry);
    // Of two columns of one name the first that says something counts.
    if (text != nullptr && text->empty()) *text = std::string(cell);
  }
  if (text::IsBlank(entry.what.name)) entry.what.name = NameOf(family, given, "");
  const char* why = row.open ? "end" : beyond ? "columns" : nullptr;
  if (why == nullptr) return AddEntry(std::move(entry), file);
  const std::string_view name = text::Trim(entry.what.name);
  return AddUnread({row.line, std::string(text::Prefix(name, kNameChars)), why}, file);
}

}  // namespace

Result<File> ReadTable(std::string_view text) {
  csv::Reader reader(text);
  csv::Row row;
  std::vector<Column> columns;
  if (reader.Next(&row)) {
    for (const std::string& title : row.cells) columns.push_back(ColumnOf(title));
  }
  const bool named = std::any_of(columns.begin(), columns.end(), [](Column column) {
    return column == Column::kName || column == Column::kFamily || column == Column::kGiven;
  });
  if (!named) {
    return Error{Code::kBadArgument, "card_file"};
  }
  File file;
  while (reader.Next(&row)) {
    if (row.open || !row.blank()) KOINE_CHECK(TakeRow(row, columns, &file));
  }
  return file;
}

std::string WriteTable(std::span<const Contact> contacts) {
  std::string out(csv::kMark);
  for (const Title& title : WrittenTitles()) {
    if (out.size() > csv::kMark.size()) out += ',';
    out += title.name;
  }
  out += "\r\n";
  for (const Contact& c : contacts) {
    Entry entry{0, c.what, c.group_name, c.starred};
    bool first = true;
    for (const Title& title : WrittenTitles()) {
      if (!first) out += ',';
      first = false;
      const std::string* text = TextOf(title.column, &entry);
      csv::PutCell(text != nullptr ? std::string_view(*text) : c.starred ? "1" : "0", &out);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace koine::external
