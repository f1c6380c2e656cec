#include "core/search/hot.h"

#include <algorithm>

#include "base/text.h"

namespace koine::search {

namespace {

std::string PrefixOf(TenantId tenant) {
  return std::to_string(tenant.value) + " ";
}

}  // namespace

void HotKeywords::Shrink(std::int64_t now_ms) {
  for (auto at = uses_.begin(); at != uses_.end();) {
    at = at->second.last_ms < now_ms - kKeepMs ? uses_.erase(at) : std::next(at);
  }
  if (uses_.size() >= kKeywordsMax) uses_.clear();
}

void HotKeywords::Count(TenantId tenant, UserId user, const std::string& keyword) {
  const std::string folded = text::Fold(keyword);
  const std::string_view trimmed = text::Trim(folded);
  if (trimmed.empty() || text::CodePoints(trimmed) > kCharsMax) return;
  const std::int64_t now = clock_.NowMs();
  const std::lock_guard lock(mutex_);
  if (uses_.size() >= kKeywordsMax) Shrink(now);
  Use& use = uses_[PrefixOf(tenant) + std::string(trimmed)];
  if (use.last_ms < now - kKeepMs) use.users.clear();
  use.last_ms = now;
  if (use.users.size() < kUsersCounted) use.users.insert(user.value);
}

std::vector<std::string> HotKeywords::List(TenantId tenant) {
  const std::int64_t since = clock_.NowMs() - kKeepMs;
  const std::string prefix = PrefixOf(tenant);
  std::vector<std::pair<std::size_t, std::string>> found;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, use] : uses_) {
      if (use.last_ms < since || use.users.size() < kUsersMin) continue;
      if (key.compare(0, prefix.size(), prefix) == 0) {
        found.emplace_back(use.users.size(), key.substr(prefix.size()));
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  std::vector<std::string> out;
  for (std::size_t i = 0; i < found.size() && i < kListMax; ++i) out.push_back(found[i].second);
  return out;
}

}  // namespace koine::search
