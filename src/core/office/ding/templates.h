#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"

// The texts that every server offers to begin a DING with (ruoyi 7.9).
namespace koine::ding {

enum class DingCategory : std::uint8_t { kMeeting, kWork, kNotice, kRemind };
KOINE_ENUM(DingCategory, (DingCategory::kMeeting, "MEETING"), (DingCategory::kWork, "WORK"),
           (DingCategory::kNotice, "NOTICE"), (DingCategory::kRemind, "REMIND"))

// Its number is its place in the list, from 1.
struct Template {
  std::string_view name;
  DingCategory category = DingCategory::kNotice;
  std::string_view content;  // with what is to be filled in as {name}
};
std::span<const Template> Templates();
// The template of that number. kNotFound "ding_template".
Result<Template> TemplateOf(std::int64_t number);
// Its content with values instead of what is named so; what has no value stays. kTooLarge "content"
// above kContentMax characters.
Result<std::string> Filled(const Template& one, const std::map<std::string, std::string>& values);

}  // namespace koine::ding
