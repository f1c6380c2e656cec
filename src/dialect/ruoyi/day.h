#pragma once

#include <string>

#include "base/result.h"
#include "base/text.h"
#include "base/time.h"
#include "dialect/ruoyi/ruoyi.h"

// What the rows of the workbench and of tasks share.
namespace koine::ruoyi {

// The day of a date or a time (ruoyi 0.5), as yyyy-MM-dd; "" stays "". Refused as `msg` of `field`.
inline Result<std::string> DayIn(const std::string& given, const char* field, const char* msg) {
  const std::string_view text = text::Trim(given);
  if (text.empty()) return std::string();
  const auto ms = ParseTime(text, Zone::Shanghai());
  if (!ms) return FieldError(Code::kBadArgument, field, msg);
  return FormatDay(*ms, Zone::Shanghai());
}

}  // namespace koine::ruoyi
