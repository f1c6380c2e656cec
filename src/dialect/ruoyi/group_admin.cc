// Administration of groups (ruoyi 27 GroupAdmin). Each change leaves an entry in the audit log.

#include <algorithm>
#include <utility>

#include "base/time.h"
#include "core/access/doors.h"
#include "core/audit/audit.h"
#include "core/group/membership.h"
#include "dialect/ruoyi/group.h"
#include "dialect/ruoyi/paging.h"
#include "dialect/ruoyi/published.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::size_t kDissolveMax = 100;  // groups in one call

struct FindGroupsIn {
  std::optional<std::string> keyword;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(FindGroupsIn, (keyword, pageNum, pageSize))
KOINE_RULES(FindGroupsIn, json::Rule("keyword").MaxChars(50))
struct GroupPageOut : PageOf<GroupOut> {};
KOINE_DESCRIBE(GroupPageOut, (records, rows, list, total, size, current, pages))
struct GroupStatsOut {
  std::int64_t totalCount = 0, normalCount = 0, dissolvedCount = 0, publicCount = 0;
  std::int64_t allMutedCount = 0, memberCount = 0, todayCount = 0;
};
KOINE_DESCRIBE(GroupStatsOut, (totalCount, normalCount, dissolvedCount, publicCount, allMutedCount,
                               memberCount, todayCount))
struct AdminMemberIn {
  ConversationId groupId;
  UserId userId;
};
KOINE_DESCRIBE(AdminMemberIn, (groupId, userId))
struct GroupIdsIn {
  std::vector<std::int64_t> ids;
};
KOINE_DESCRIBE(GroupIdsIn, (ids))
KOINE_RULES(GroupIdsIn, json::Rule("ids").Required().WholeBody().MinItems(1).MaxItems(kDissolveMax))

namespace {

void Note(Txn& txn, Call& call, const char* action, ConversationId group,
          const std::string& more = "") {
  audit::Record(txn, call.who, action, "group " + std::to_string(group.value) + more, "ok",
                call.address);
}

Result<GroupPageOut> FindGroups(Txn& txn, Call& call, FindGroupsIn& in) {
  group::InfoFilter filter;
  filter.keyword = in.keyword.value_or("");
  const Slice slice = SliceOf(in.pageNum.value_or(1), in.pageSize.value_or(kAdminPageDefault));
  std::vector<GroupOut> groups;
  KOINE_TRY(const auto list, group::ListInfos(txn, call.who, filter, slice.limit, slice.offset));
  for (const auto& info : list) {
    groups.push_back(ToGroup(info));
    if (IsPublished(call)) groups.back().allMuted.text = info.state.mute_all ? "1" : "0";
  }
  KOINE_TRY(const std::int64_t total, group::CountInfos(txn, call.who, filter));
  return PageData<GroupPageOut>(call, std::move(groups), total, slice);
}

Result<GroupStatsOut> Stats(Txn& txn, Call& call, Nothing&) {
  KOINE_TRY(const group::Stats s, group::FindStats(txn, call.who, txn.now_ms() - kDayMs));
  return GroupStatsOut{s.total, s.normal, s.dissolved, s.open, s.muted, s.members, s.fresh};
}

Result<GroupOut> AdminGetGroup(Txn& txn, Call& call, GroupIn& in) {
  KOINE_TRY(const group::Info info, group::FindInfo(txn, call.who, in.groupId));
  return ToGroup(info);
}

Result<std::vector<GroupMemberOut>> AdminListMembers(Txn& txn, Call& call,
                                                     const access::AnyGroup& place,
                                                     ListMembersIn& in) {
  return PageMembersOf(txn, call, place, place.conversation().member_count, in);
}

Result<Nothing> AdminPutGroup(Txn& txn, Call& call, const access::AnyGroup& place,
                              GroupUpdateIn& in) {
  KOINE_CHECK(CheckMemberLimit(call, in.memberLimit));
  KOINE_CHECK(group::UpdateGroup(txn, place, ToChange(in)));
  if (in.allMuted) {
    // The door again: a line about the change moved the conversation on.
    KOINE_TRY(const access::AnyGroup now, access::AnyGroup::Open(txn, call.who, in.groupId));
    KOINE_CHECK(group::MuteAll(txn, now, *in.allMuted));
  }
  Note(txn, call, "group.update", place.conversation().id);
  return Nothing{};
}

Result<Nothing> AdminDissolve(Txn& txn, Call& call, const access::AnyGroup& place, GroupIn&) {
  KOINE_CHECK(group::Dissolve(txn, place));
  Note(txn, call, "group.dissolve", place.conversation().id);
  return Nothing{};
}

// Those that exist; answers how many. One after the other: the end of a group tells its members,
// leaves a line and ends its requests, each under the lock of that group; kDissolveMax bounds it.
Result<std::int64_t> AdminDissolveMany(Txn& txn, Call& call, GroupIdsIn& in) {
  std::sort(in.ids.begin(), in.ids.end());  // one order of locks
  std::int64_t count = 0;
  std::vector<FailedItem> failed;
  for (const std::int64_t id : in.ids) {
    auto place = access::AnyGroup::Open(txn, call.who, ConversationId(id));
    if (!place.ok()) {
      failed.push_back({{std::to_string(id)}, AnswerOf(place.error()).msg});
      continue;
    }
    KOINE_CHECK(group::Dissolve(txn, *place));
    Note(txn, call, "group.dissolve", place->conversation().id);
    ++count;
  }
  if (IsPublished(call)) ShowInstead(call, ToBatch(count, std::move(failed)));
  return count;
}

Result<Nothing> AdminRemoveMember(Txn& txn, Call& call, const access::AnyGroup& place,
                                  AdminMemberIn& in) {
  KOINE_TRY(const std::int64_t removed, group::RemoveMembers(txn, place, {in.userId.value}));
  if (removed == 0) return Error{Code::kNotMember, "target"};
  Note(txn, call, "group.remove_member", place.conversation().id,
       " user " + std::to_string(in.userId.value));
  return Nothing{};
}

}  // namespace

void AddGroupAdmin(std::vector<gateway::Endpoint>* rows) {
  using gateway::Auth;
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  static constexpr char kOne[] = R"({"groupId":"{group.mine}"})";
  rows->push_back(Ep<&FindGroups>(
      Method::kGet, "/api/admin/groups", "List all groups",
      {.auth = Auth::kAdmin, .mode = Mode::kScan, .example = R"({"pageNum":1})", .ref = "27"}));
  rows->push_back(Ep<&Stats>(Method::kGet, "/api/admin/groups/stats",
                             "Get statistics of all groups",
                             {.auth = Auth::kAdmin, .mode = Mode::kScan, .ref = "27"}));
  rows->push_back(Ep<&AdminGetGroup>(Method::kGet, "/api/admin/groups/{groupId}", "Get any group",
                                     {.auth = Auth::kAdmin, .example = kOne, .ref = "27"}));
  rows->push_back(Ep<&AdminListMembers>(Method::kGet, "/api/admin/groups/{groupId}/members",
                                        "List the members of any group",
                                        {.auth = Auth::kAdmin,
                                         .mode = Mode::kScan,
                                         .door = "groupId",
                                         .example = kOne,
                                         .ref = "27"}));
  rows->push_back(Ep<&AdminPutGroup>(Method::kPut, "/api/admin/groups/{groupId}",
                                     "Update any group",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .door = "groupId",
                                      .ok = "更新成功",
                                      .example = R"({"groupId":"{group.mine}","memberLimit":5000})",
                                      .ref = "27"}));
  rows->push_back(Ep<&AdminDissolve>(Method::kDelete, "/api/admin/groups/{groupId}",
                                     "Dissolve any group",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .door = "groupId",
                                      .ok = "解散成功",
                                      .example = kOne,
                                      .ref = "27"}));
  rows->push_back(Ep<&AdminDissolveMany>(Method::kDelete, "/api/admin/groups/batch",
                                         "Dissolve several groups",
                                         {.auth = Auth::kAdmin,
                                          .mode = Mode::kWrite,
                                          .ok = "解散成功",
                                          .example = R"({"ids":["{group.mine}"]})",
                                          .ref = "27"}));
  rows->push_back(
      Ep<&AdminRemoveMember>(Method::kDelete, "/api/admin/groups/{groupId}/members/{userId}",
                             "Remove a member from any group",
                             {.auth = Auth::kAdmin,
                              .mode = Mode::kWrite,
                              .door = "groupId",
                              .ok = "移除成功",
                              .example = R"({"groupId":"{group.mine}","userId":"{user.peer}"})",
                              .ref = "27"}));
}

}  // namespace koine::ruoyi
