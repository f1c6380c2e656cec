#pragma once

#include <cstdint>
#include <span>
#include <string_view>

// What the columns of a table of people are called.
namespace koine::external {

enum class Column : std::uint8_t {
  kName,
  kCompany,
  kPosition,
  kMobile,
  kEmail,
  kWechat,
  kAddress,
  kRemark,
  kTags,
  kAvatar,
  kGroup,
  kStarred,
  kFamily,  // of a name
  kGiven,
  kOther,
};

// In lower case.
struct Title {
  std::string_view name;
  Column column = Column::kOther;
};

// In any case, with blanks around it or not; kOther for what is none.
Column ColumnOf(std::string_view title);
// The columns that are written, in their order.
std::span<const Title> WrittenTitles();
// Whether a cell says yes.
bool IsYes(std::string_view cell);

}  // namespace koine::external
