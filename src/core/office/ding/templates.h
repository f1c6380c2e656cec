#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/json.h"

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

}  // namespace koine::ding
