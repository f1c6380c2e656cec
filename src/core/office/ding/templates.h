#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "base/json.h"

// The texts that every server offers to begin a DING with (ruoyi 7.9).
namespace koine::ding {

enum class Category : std::uint8_t { kMeeting, kWork, kNotice, kRemind };
KOINE_ENUM(Category, (Category::kMeeting, "MEETING"), (Category::kWork, "WORK"),
           (Category::kNotice, "NOTICE"), (Category::kRemind, "REMIND"))

// Its number is its place in the list, from 1.
struct Template {
  std::string_view name;
  Category category = Category::kNotice;
  std::string_view content;  // with what is to be filled in as {name}
};
std::span<const Template> Templates();

}  // namespace koine::ding
