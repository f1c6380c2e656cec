#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/csv.h"

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

using Title = csv::Title<Column>;

// In any case, with blanks around it or not; kOther for what is none.
Column ColumnOf(std::string_view title);
// The columns that are written, in their order.
std::span<const Title> WrittenTitles();

}  // namespace koine::external
