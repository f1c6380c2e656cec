#include "core/wallet/red_packet_split.h"

#include <utility>

#include "base/require.h"

namespace koine::wallet {

namespace {

std::vector<std::int64_t> DivideEqually(std::int64_t total, std::int64_t count) {
  std::vector<std::int64_t> out;
  for (std::int64_t i = 0; i < count; ++i) {
    out.push_back(total / count + (i < total % count ? 1 : 0));
  }
  return out;
}

std::vector<std::int64_t> DrawShares(Random& random, std::int64_t total, std::int64_t count) {
  std::vector<std::int64_t> out;
  std::int64_t left = total;
  for (std::int64_t k = count; k > 1; --k) {
    // At most 2·⌊left/k⌋ − 1, which leaves at least a cent for each that follows.
    const auto bound = static_cast<std::uint64_t>(2 * (left / k) - 1);
    const auto share = static_cast<std::int64_t>(random.Below(bound)) + 1;
    out.push_back(share);
    left -= share;
  }
  out.push_back(left);
  return out;
}

}  // namespace

std::vector<std::int64_t> Divide(Random& random, Split split, std::int64_t total,
                                 std::int64_t count) {
  KOINE_REQUIRE(count >= 1 && count <= total);
  if (split == Split::kEqual) return DivideEqually(total, count);
  std::vector<std::int64_t> out = DrawShares(random, total, count);
  for (std::size_t i = out.size(); i > 1; --i) {
    std::swap(out[i - 1], out[random.Below(i)]);
  }
  return out;
}

}  // namespace koine::wallet
