#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "gateway/dialect.h"

namespace koine::ruoyi {

// Paging that a list's request may carry (ruoyi 0.6).
inline constexpr std::int64_t kPageDefault = 10;
inline constexpr std::int64_t kAdminPageDefault = 20;
inline constexpr std::int64_t kPageSizeMax = 100;
inline constexpr std::int64_t kPageNumberMax = 1'000'000'000;
// Longest list without paging; a longer one comes with its total, as a page does.
inline constexpr int kListMax = 20'000;

// The part of a list that a request wants from a reader which pages itself.
struct Slice {
  std::int64_t limit = kListMax, offset = 0;
  bool paged = false;
  // How many a reader is asked for: one more tells TellTotal whether the page is the last one.
  std::int64_t reach() const { return paged ? limit + 1 : limit; }
};
inline Slice SliceOf(const std::optional<std::int64_t>& page_num,
                     const std::optional<std::int64_t>& page_size) {
  if (!page_num && !page_size) return {};
  const std::int64_t size =
      std::clamp(page_size.value_or(kPageDefault), std::int64_t{1}, kPageSizeMax);
  // Far beyond any list, so that the product stays small.
  const std::int64_t number = std::clamp(page_num.value_or(1), std::int64_t{1}, kPageNumberMax);
  return {size, (number - 1) * size, true};
}

// Puts the slice and the total beside `data` in the envelope (ruoyi 0.6).
template <class T>
void AddPage(gateway::Call& call, const T& slice, std::int64_t total) {
  std::string rows = R"("rows":)";
  json::Write(slice, call.dialect->profile(), &rows);
  call.members = std::move(rows) + R"(,"total":)" + std::to_string(total);
}

// The total beside a list whose reader pages itself, if the request wants pages or the list does
// not hold all. `out` is what the reader gave for slice.reach(), and becomes the page. Only where
// more follows, or nothing came, are all counted.
template <class T, std::invocable Count>
void TellTotal(gateway::Call& call, std::vector<T>& out, const Slice& slice, const Count& count) {
  const bool more = std::ssize(out) >= slice.reach();
  if (std::ssize(out) > slice.limit) out.resize(static_cast<std::size_t>(slice.limit));
  if (!slice.paged && !more) return;
  const bool beyond = out.empty() && slice.offset > 0;
  AddPage(call, out, more || beyond ? count() : slice.offset + std::ssize(out));
}

// The same where the reader, asked for slice.limit, says how many there are.
template <class T>
void TellTotal(gateway::Call& call, const std::vector<T>& out, const Slice& slice,
               std::int64_t total) {
  if (slice.paged || std::ssize(out) >= slice.limit) AddPage(call, out, total);
}

// A page as published clients read it, as `data`. Each kind of page derives from it, for its name.
template <class T>
struct PageOf {
  using Item = T;
  std::vector<T> records, rows, list;  // three names of the same
  std::int64_t total = 0, size = 0, current = 1, pages = 0;
};
// The slice as a page; and as AddPage.
template <class Page>
Page PageData(gateway::Call& call, std::vector<typename Page::Item> slice, std::int64_t total,
              const Slice& wanted) {
  AddPage(call, slice, total);
  Page page;
  page.rows = page.list = slice;
  page.records = std::move(slice);
  page.total = total;
  page.size = wanted.limit;
  page.current = wanted.offset / wanted.limit + 1;
  page.pages = (total + wanted.limit - 1) / wanted.limit;
  return page;
}

// The first moment of that day where the contract keeps its time (ruoyi 0.5), in ms.
inline std::int64_t DayBegin(std::int64_t ms) {
  constexpr std::int64_t kZoneMs = 8 * 3600 * 1000LL;
  return (ms + kZoneMs) / kDayMs * kDayMs - kZoneMs;
}

// When the request pages: the slice, and the same with `total` beside `data` in the envelope.
template <class T>
std::vector<T> Paged(gateway::Call& call, std::vector<T> all,
                     const std::optional<std::int64_t>& page_num,
                     const std::optional<std::int64_t>& page_size) {
  if (!page_num && !page_size) return all;
  const std::int64_t size =
      std::clamp(page_size.value_or(kPageDefault), std::int64_t{1}, kPageSizeMax);
  const auto total = static_cast<std::int64_t>(all.size());
  const std::int64_t number = std::clamp(page_num.value_or(1), std::int64_t{1}, total + 1);
  const std::int64_t from = std::min(total, (number - 1) * size);
  const std::int64_t to = std::min(total, from + size);
  std::vector<T> slice(std::make_move_iterator(all.begin() + from),
                       std::make_move_iterator(all.begin() + to));
  AddPage(call, slice, total);
  return slice;
}

}  // namespace koine::ruoyi
