// Numbers over the whole server (openim 4.9). Days are those of UTC (mapping 12).

#include "core/backoffice/statistics.h"

#include <map>
#include <utility>

#include "base/time.h"
#include "core/group/profile.h"
#include "core/identity/people.h"
#include "dialect/openim/dialect.h"
#include "dialect/openim/group.h"
#include "dialect/openim/wire.h"

namespace koine::openim {

using gateway::Call;
using store::Txn;

namespace {

constexpr std::int64_t kTimeMax = 253'402'300'799'000;  // the end of the year 9999

}  // namespace

struct GrowthIn {
  std::int64_t start = 0, end = 0;
};
KOINE_DESCRIBE(GrowthIn, (start, end))
KOINE_RULES(GrowthIn, json::Rule("start").Required().Min(1).Max(kTimeMax),
            json::Rule("end").Required().Min(1).Max(kTimeMax))
struct GrowthOut {
  std::int64_t total = 0, before = 0;
  std::map<std::string, std::int64_t> count;
};
KOINE_DESCRIBE(GrowthOut, (total, before, count))

struct ActiveUsersIn {
  std::int64_t start = 0, end = 0;
  bool ase = false;  // so on the wire: ascending
  bool group = false;
  Pagination pagination;
};
KOINE_DESCRIBE(ActiveUsersIn, (start, end, ase, group, pagination))
KOINE_RULES(ActiveUsersIn, json::Rule("start").Required().Min(1).Max(kTimeMax),
            json::Rule("end").Required().Min(1).Max(kTimeMax), json::Rule("pagination").Required())
struct ActiveUser {
  UserInfo user;
  std::int64_t count = 0;
};
KOINE_DESCRIBE(ActiveUser, (user, count))
struct ActiveUsersOut {
  std::int64_t msgCount = 0, userCount = 0;
  std::map<std::string, std::int64_t> dateCount;
  std::vector<ActiveUser> users;
};
KOINE_DESCRIBE(ActiveUsersOut, (msgCount, userCount, dateCount, users))

struct ActiveGroupsIn {
  std::int64_t start = 0, end = 0;
  bool ase = false;
  Pagination pagination;
};
KOINE_DESCRIBE(ActiveGroupsIn, (start, end, ase, pagination))
KOINE_RULES(ActiveGroupsIn, json::Rule("start").Required().Min(1).Max(kTimeMax),
            json::Rule("end").Required().Min(1).Max(kTimeMax), json::Rule("pagination").Required())
struct ActiveGroup {
  GroupInfo group;
  std::int64_t count = 0;
};
KOINE_DESCRIBE(ActiveGroup, (group, count))
struct ActiveGroupsOut {
  std::int64_t msgCount = 0, groupCount = 0;
  std::map<std::string, std::int64_t> dateCount;
  std::vector<ActiveGroup> groups;
};
KOINE_DESCRIBE(ActiveGroupsOut, (msgCount, groupCount, dateCount, groups))

namespace {

std::map<std::string, std::int64_t> ByDate(const std::map<std::int64_t, std::int64_t>& days) {
  std::map<std::string, std::int64_t> out;
  for (const auto& [day, count] : days) out[FormatDay(day * kDayMs, Zone::Utc())] = count;
  return out;
}

template <class In>
Status CheckSpan(const In& in) {
  return in.start > in.end ? Status(FieldError(Code::kBadArgument, "start")) : Ok();
}

template <class In>
backoffice::ActivityQuery QueryOf(const In& in, bool groups) {
  return {{in.start, in.end}, in.ase, groups, in.pagination.showNumber, in.pagination.offset()};
}

GrowthOut ToGrowth(const backoffice::Growth& growth) {
  return {growth.total, growth.before, ByDate(growth.days)};
}

Result<GrowthOut> UserGrowth(Txn& txn, Call& call, GrowthIn& in) {
  KOINE_CHECK(CheckSpan(in));
  return ToGrowth(backoffice::CountUsers(txn, call.who, {in.start, in.end}));
}

Result<GrowthOut> GroupGrowth(Txn& txn, Call& call, GrowthIn& in) {
  KOINE_CHECK(CheckSpan(in));
  KOINE_TRY(const backoffice::Growth growth,
            backoffice::CountGroups(txn, call.who, {in.start, in.end}));
  return ToGrowth(growth);
}

Result<ActiveUsersOut> ActiveUsers(Txn& txn, Call& call, ActiveUsersIn& in) {
  KOINE_CHECK(CheckSpan(in));
  KOINE_TRY(const backoffice::Activity activity,
            backoffice::CountSenders(txn, call.who, QueryOf(in, in.group)));
  std::vector<std::int64_t> ids;
  for (const backoffice::Active& one : activity.page) ids.push_back(one.id);
  std::map<std::int64_t, identity::User> users;
  for (identity::User& user : identity::FindUsers(txn, call.who, ids)) {
    users[user.id.value] = std::move(user);
  }
  ActiveUsersOut out{activity.messages, activity.active, ByDate(activity.days), {}};
  for (const backoffice::Active& one : activity.page) {
    ActiveUser& to = out.users.emplace_back();
    to.count = one.messages;
    const auto it = users.find(one.id);
    if (it == users.end()) {
      to.user.userID = to.user.nickname = std::to_string(one.id);
    } else {
      to.user = ToUserInfo(it->second);
    }
  }
  return out;
}

Result<ActiveGroupsOut> ActiveGroups(Txn& txn, Call& call, ActiveGroupsIn& in) {
  KOINE_CHECK(CheckSpan(in));
  KOINE_TRY(const backoffice::Activity activity,
            backoffice::CountActiveGroups(txn, call.who, QueryOf(in, true)));
  std::vector<std::string> handles;
  for (const backoffice::Active& one : activity.page) handles.push_back(one.handle);
  std::map<std::string, GroupInfo> groups;
  for (const group::Profile& profile : group::FindShown(txn, call.who, handles)) {
    GroupInfo info = ToGroup(profile);
    std::string handle = info.groupID;
    groups[std::move(handle)] = std::move(info);
  }
  ActiveGroupsOut out{activity.messages, activity.active, ByDate(activity.days), {}};
  for (const backoffice::Active& one : activity.page) {
    ActiveGroup& to = out.groups.emplace_back();
    to.count = one.messages;
    const auto it = groups.find(one.handle);
    if (it == groups.end()) {
      to.group.groupID = to.group.groupName = one.handle;
    } else {
      to.group = it->second;
    }
  }
  return out;
}

}  // namespace

void AddStatistics(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  constexpr auto kPost = net::Method::kPost;
  static constexpr char kSpan[] = R"({"start":1,"end":2000000000000})";
  static constexpr char kPage[] =
      R"({"start":1,"end":2000000000000,"pagination":{"pageNumber":1,"showNumber":10}})";
  gateway::Options options{
      .mode = gateway::Mode::kScan, .expensive = true, .example = kSpan, .ref = "4.9"};
  rows->push_back(Ep<&UserGrowth>(kPost, "/statistics/user/register",
                                  "Count users and registrations by day",
                                  gateway::Doorless(options, gateway::About::kNothing)));
  options.auth = Auth::kAdmin;
  rows->push_back(Ep<&GroupGrowth>(kPost, "/statistics/group/create",
                                   "Count groups and new groups by day", options));
  options.example = kPage;
  rows->push_back(
      Ep<&ActiveUsers>(kPost, "/statistics/user/active", "List the most active users", options));
  rows->push_back(
      Ep<&ActiveGroups>(kPost, "/statistics/group/active", "List the most active groups", options));
}

}  // namespace koine::openim
