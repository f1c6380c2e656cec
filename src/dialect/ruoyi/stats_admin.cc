// Figures of the whole server for administrators (ruoyi 27 Stats).

#include "base/time.h"
#include "core/backoffice/messages.h"
#include "core/group/office.h"
#include "core/identity/directory.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"
#include "dialect/ruoyi/ruoyi.h"
#include "dialect/ruoyi/wire.h"
#include "gateway/presence.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr int kActiveGroups = 20;
constexpr int kActiveCounted = 10'000;  // more are not told apart
constexpr std::int64_t kActiveDays = 7;
constexpr std::int64_t kActiveDaysMax = 365;

struct OverviewOut {
  std::int64_t totalUsers = 0, activeUsers = 0, disabledUsers = 0, onlineUsers = 0;
  std::int64_t newUsersToday = 0, activeUsersToday = 0;
  std::int64_t totalGroups = 0, newGroupsToday = 0;
  std::int64_t totalMessages = 0, todayMessages = 0;
};
KOINE_DESCRIBE(OverviewOut,
               (totalUsers, activeUsers, disabledUsers, onlineUsers, newUsersToday,
                activeUsersToday, totalGroups, newGroupsToday, totalMessages, todayMessages))

struct ActiveGroupsIn {
  std::optional<std::int64_t> days;
};
KOINE_DESCRIBE(ActiveGroupsIn, (days))
KOINE_RULES(ActiveGroupsIn, json::Rule("days").Min(1).Max(kActiveDaysMax))

struct ActiveGroupOut {
  ConversationId groupId;
  std::string groupName, avatar;
  std::int64_t memberCount = 0, messageCount = 0;
  json::Time lastActiveTime;
};
KOINE_DESCRIBE(ActiveGroupOut,
               (groupId, groupName, avatar, memberCount, messageCount, lastActiveTime))
// What published clients read instead of the list (ruoyi 28).
struct ActiveFiguresOut {
  std::int64_t activeGroups = 0, newGroups = 0;
  std::vector<ActiveGroupOut> list;
};
KOINE_DESCRIBE(ActiveFiguresOut, (activeGroups, newGroups, list))

namespace {

Result<OverviewOut> Overview(Txn& txn, Call& call, Nothing&) {
  const std::int64_t today = DayBegin(txn.now_ms());
  KOINE_TRY(const auto messages, backoffice::CountMessages(txn, call.who, 0, 0));
  KOINE_TRY(const auto fresh, backoffice::CountMessages(txn, call.who, today, 0));
  KOINE_TRY(const auto users, identity::CountByState(txn, call.who, today, today));
  KOINE_TRY(const group::Stats groups, group::FindStats(txn, call.who, today));
  OverviewOut out;
  out.totalUsers = users.total;
  out.activeUsers = users.active;
  out.disabledUsers = users.disabled;
  out.onlineUsers = static_cast<std::int64_t>(call.services->presence->users());
  out.newUsersToday = users.created;
  out.activeUsersToday = users.seen;
  out.totalGroups = groups.normal;
  out.newGroupsToday = groups.fresh;
  for (const auto& one : messages) out.totalMessages += one.count;
  for (const auto& one : fresh) out.todayMessages += one.count;
  return out;
}

Result<std::vector<ActiveGroupOut>> ActiveGroups(Txn& txn, Call& call, ActiveGroupsIn& in) {
  const std::int64_t since = txn.now_ms() - in.days.value_or(kActiveDays) * kDayMs;
  const int limit = IsPublished(call) ? kActiveCounted : kActiveGroups;
  KOINE_TRY(const auto groups, backoffice::MostActiveGroups(txn, call.who, since, limit));
  std::vector<ActiveGroupOut> out;
  for (const auto& one : groups) {
    if (out.size() == static_cast<std::size_t>(kActiveGroups)) break;
    out.push_back({one.id,
                   one.name,
                   one.avatar.empty() ? kDefaultGroupAvatar : one.avatar,
                   one.members,
                   one.messages,
                   {one.last_sent_at}});
  }
  if (IsPublished(call)) {
    KOINE_TRY(const group::Stats stats, group::FindStats(txn, call.who, since));
    ShowInstead(call, ActiveFiguresOut{static_cast<std::int64_t>(groups.size()), stats.fresh, out});
  }
  return out;
}

}  // namespace

void AddStatsAdmin(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(Ep<&Overview>(Method::kGet, "/api/admin/stats/overview",
                                "Get statistics of users, groups and messages",
                                {.auth = Auth::kAdmin, .mode = Mode::kScan, .ref = "27"}));
  rows->push_back(Ep<&ActiveGroups>(
      Method::kGet, "/api/admin/stats/groups/active", "List the most active groups",
      {.auth = Auth::kAdmin, .mode = Mode::kScan, .example = R"({"days":7})", .ref = "27"}));
}

}  // namespace koine::ruoyi
