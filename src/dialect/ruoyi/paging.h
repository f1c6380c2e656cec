#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "gateway/dialect.h"

namespace koine::ruoyi {

// Paging that a list's request may carry (ruoyi 0.6).
inline constexpr std::int64_t kPageDefault = 10;
inline constexpr std::int64_t kPageSizeMax = 100;
// Longest list without paging.
inline constexpr int kListMax = 5000;

// When the request pages: the slice, and the same with `total` beside `data` in the envelope.
template <class T>
std::vector<T> Paged(gateway::Call& call, std::vector<T> all,
                     const std::optional<std::int64_t>& page_num,
                     const std::optional<std::int64_t>& page_size) {
  if (!page_num && !page_size) return all;
  const std::int64_t size = std::clamp(page_size.value_or(kPageDefault), std::int64_t{1},
                                       kPageSizeMax);
  const auto total = static_cast<std::int64_t>(all.size());
  const std::int64_t number = std::clamp(page_num.value_or(1), std::int64_t{1}, total + 1);
  const std::int64_t from = std::min(total, (number - 1) * size);
  const std::int64_t to = std::min(total, from + size);
  std::vector<T> slice(std::make_move_iterator(all.begin() + from),
                       std::make_move_iterator(all.begin() + to));
  std::string rows = R"("rows":)";
  json::Write(slice, call.dialect->profile(), &rows);
  call.members = std::move(rows) + R"(,"total":)" + std::to_string(total);
  return slice;
}

}  // namespace koine::ruoyi
