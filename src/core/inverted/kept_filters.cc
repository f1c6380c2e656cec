#include "core/inverted/kept_filters.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "base/kept_by_user.h"
#include "base/metrics.h"
#include "core/inverted/filter.h"
#include "core/inverted/pages.h"

namespace koine::inverted {

namespace {

// Those of all stores: one name, one filter.
KeptBy<Filter, std::int64_t>& Filters() {
  static KeptBy<Filter, std::int64_t> filters(kFiltersBytes, 2 * Filter::kBytesMax);
  return filters;
}

// Reads the filters of some of the parts, and keeps them.
void Read(store::Txn& txn, std::span<const FilteredPart> parts, std::span<const std::size_t> some,
          std::vector<std::shared_ptr<const Filter>>* filters) {
  std::vector<std::int64_t> ids;
  for (const std::size_t i : some) ids.push_back(parts[i].part);
  std::vector<FilterOfPart> found = FindFilters(txn, ids);
  if (txn.failed()) return;
  for (const std::size_t i : some) {
    const auto one = std::find_if(found.begin(), found.end(),
                                  [&](const FilterOfPart& f) { return f.part == parts[i].part; });
    auto filter = std::make_shared<Filter>(one == found.end() ? "" : std::move(one->bits));
    // A damaged one would leave out what is there; instead of it comes one that lets all pass.
    if (filter->Digest() != parts[i].filter) *filter = Filter("");
    (*filters)[i] = filter;
    Filters().Keep(parts[i].filter, std::move(filter));
  }
  static metrics::Gauge* const bytes = metrics::Default().GetGauge(
      "koine_search_filters_bytes", "Memory of filters of the parts of the index.");
  bytes->Set(static_cast<std::int64_t>(Filters().bytes()));
}

}  // namespace

std::vector<bool> MayHave(store::Txn& txn, std::span<const FilteredPart> parts,
                          std::span<const std::vector<Token>> texts, std::size_t read_most) {
  std::vector<std::shared_ptr<const Filter>> filters(parts.size());
  std::vector<std::size_t> unread;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].filter == 0) continue;
    filters[i] = Filters().Find(parts[i].filter);
    if (filters[i] == nullptr && unread.size() < read_most) unread.push_back(i);
  }
  if (!unread.empty()) Read(txn, parts, unread, &filters);
  std::vector<bool> out(parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out[i] = filters[i] == nullptr ||
             std::any_of(texts.begin(), texts.end(), [&filter = *filters[i]](const auto& tokens) {
               return filter.MayHaveAll(tokens);
             });
  }
  return out;
}

}  // namespace koine::inverted
