#include "core/group/office.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/group/rows.h"
#include "core/group/view_rows.h"

namespace koine::group {

namespace {

Status MayOversee(const access::Principal& who) {
  return who.oversees() ? Ok() : Status(Error{Code::kForbidden});
}

}  // namespace

Result<Info> FindInfo(store::Txn& txn, const access::Principal& who, ConversationId id) {
  KOINE_CHECK(MayOversee(who));
  auto info = FindInfo(txn, who.tenant, id);
  if (!info) return Error{Code::kGroupNotFound};
  if (info->state.banned) info->ban_reason = FindBanReason(txn, who.tenant, id);
  return *std::move(info);
}

Result<std::vector<Info>> ListInfos(store::Txn& txn, const access::Principal& who,
                                    const InfoFilter& filter, std::int64_t limit,
                                    std::int64_t offset) {
  KOINE_CHECK(MayOversee(who));
  return ListInfos(txn, who.tenant, filter, limit, offset);
}

Result<std::int64_t> CountInfos(store::Txn& txn, const access::Principal& who,
                                const InfoFilter& filter) {
  KOINE_CHECK(MayOversee(who));
  return CountInfos(txn, who.tenant, filter);
}

Result<Stats> FindStats(store::Txn& txn, const access::Principal& who, std::int64_t since_ms) {
  KOINE_CHECK(MayOversee(who));
  return FindStats(txn, who.tenant, since_ms);
}

Result<Found> SearchByName(store::Txn& txn, const access::Principal& who, std::string_view name,
                           std::int64_t limit, std::int64_t offset) {
  KOINE_CHECK(MayOversee(who));
  Found out;
  const auto ids = SearchGroups(txn, who.tenant, name, limit, offset);
  out.total = CountGroups(txn, who.tenant, name);
  out.page = FindProfilesById(txn, who.tenant, ids);
  std::map<std::int64_t, std::size_t> order;
  for (const std::int64_t id : ids) order.emplace(id, order.size());
  std::sort(out.page.begin(), out.page.end(), [&](const Profile& a, const Profile& b) {
    return order.at(a.id.value) < order.at(b.id.value);
  });
  return out;
}

}  // namespace koine::group
