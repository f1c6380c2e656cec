#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/text.h"
#include "base/time.h"
#include "dialect/ruoyi/ruoyi.h"
#include "gateway/row.h"

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

// Tasks (ruoyi 8.8).
void AddTasks(std::vector<gateway::Endpoint>* rows);
// Work reports (ruoyi 8.9).
void AddWorkReports(std::vector<gateway::Endpoint>* rows);

}  // namespace koine::ruoyi
