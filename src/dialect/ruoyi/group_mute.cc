// Who may not write in a group (ruoyi 6 "Mute", 27 GroupMute, 27.b).

#include <utility>

#include "base/time.h"
#include "core/access/doors.h"
#include "dialect/ruoyi/group.h"
#include "dialect/ruoyi/published.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::int64_t kMuteMinutesMax = 10LL * 365 * 24 * 60;
constexpr std::size_t kMuteBatchMax = 500;

struct MuteIn {
  ConversationId groupId;
  UserId userId;
  std::optional<std::int64_t> duration;  // minutes; absent or not above 0: may write again
};
KOINE_DESCRIBE(MuteIn, (groupId, userId, duration))
KOINE_RULES(MuteIn,
            json::Rule("duration").Alias("muteDuration").Max(kMuteMinutesMax, "禁言时长不正确"))
struct MuteMemberIn {
  ConversationId groupId;
  UserId targetUserId;
  std::optional<std::int64_t> muteDuration;
};
KOINE_DESCRIBE(MuteMemberIn, (groupId, targetUserId, muteDuration))
KOINE_RULES(MuteMemberIn, json::Rule("muteDuration")
                              .Alias("duration")
                              .Required("禁言时长不能为空")
                              .Min(1, "禁言时长不正确")
                              .Max(kMuteMinutesMax, "禁言时长不正确"))
struct MuteManyIn {
  ConversationId groupId;
  std::optional<std::int64_t> muteDuration;
  std::vector<std::int64_t> userIds;
};
KOINE_DESCRIBE(MuteManyIn, (groupId, muteDuration, userIds))
KOINE_RULES(
    MuteManyIn,
    json::Rule("muteDuration")
        .Alias("duration")
        .Required("禁言时长不能为空")
        .Min(1, "禁言时长不正确")
        .Max(kMuteMinutesMax, "禁言时长不正确"),
    json::Rule("userIds").Alias("ids").Required().WholeBody().MinItems(1).MaxItems(kMuteBatchMax))
struct UnmuteIn {
  ConversationId groupId;
  UserId targetUserId;
};
KOINE_DESCRIBE(UnmuteIn, (groupId, targetUserId))
struct MuteAllIn {
  ConversationId groupId;
  std::optional<bool> allMuted;
};
KOINE_DESCRIBE(MuteAllIn, (groupId, allMuted))
KOINE_RULES(MuteAllIn, json::Rule("allMuted").Alias("muted").Required("allMuted不能为空"))
struct CheckMuteIn {
  ConversationId groupId;
  UserId checkUserId;
};
KOINE_DESCRIBE(CheckMuteIn, (groupId, checkUserId))

namespace {

constexpr std::int64_t kMinuteSeconds = 60;
constexpr char kMuted[] = "禁言成功";
constexpr char kUnmuted[] = "解除禁言成功";
constexpr char kNotAllowed[] = "无权限禁言成员";

Status Mute(Txn& txn, Call& call, const access::GroupAdmin& place,
            const std::vector<std::int64_t>& users, std::int64_t minutes) {
  const std::int64_t until = minutes > 0 ? txn.now_ms() + minutes * kMinuteMs : 0;
  KOINE_CHECK(group::MuteMembers(txn, place, users, until));
  call.message = until > 0 ? kMuted : kUnmuted;
  return Ok();
}

Result<Nothing> PutMute(Txn& txn, Call& call, const access::GroupAdmin& place, MuteIn& in) {
  std::int64_t minutes = in.duration.value_or(0);
  // A published client counts in seconds.
  if (IsPublished(call)) minutes = (minutes + kMinuteSeconds - 1) / kMinuteSeconds;
  KOINE_CHECK(Mute(txn, call, place, {in.userId.value}, minutes));
  return Nothing{};
}

Result<Nothing> MuteMember(Txn& txn, Call& call, const access::GroupAdmin& place,
                           MuteMemberIn& in) {
  KOINE_CHECK(Mute(txn, call, place, {in.targetUserId.value}, *in.muteDuration));
  return Nothing{};
}

Result<Nothing> MuteMany(Txn& txn, Call& call, const access::GroupAdmin& place, MuteManyIn& in) {
  KOINE_CHECK(Mute(txn, call, place, in.userIds, *in.muteDuration));
  return Nothing{};
}

Result<Nothing> Unmute(Txn& txn, Call& call, const access::GroupAdmin& place, UnmuteIn& in) {
  KOINE_CHECK(Mute(txn, call, place, {in.targetUserId.value}, 0));
  return Nothing{};
}

Result<Nothing> PutMuteAll(Txn& txn, Call&, const access::GroupOwner& place, MuteAllIn& in) {
  KOINE_CHECK(group::MuteAll(txn, place, *in.allMuted));
  return Nothing{};
}

Result<bool> GetMuteAll(Txn&, Call&, const access::GroupMember& place, GroupIn&) {
  return place.conversation().mute_all;
}

// Whether the member cannot write now, for whatever reason.
Result<bool> CheckMute(Txn& txn, Call&, const access::GroupMember& place, CheckMuteIn& in) {
  KOINE_TRY(const access::MemberState member, access::FindOther(txn, place, in.checkUserId));
  const bool with_all = place.conversation().mute_all && member.role == access::MemberRole::kMember;
  return with_all || member.muted_until > txn.now_ms();
}

Result<std::optional<json::Time>> MuteEnd(Txn& txn, Call&, const access::GroupMember& place,
                                          CheckMuteIn& in) {
  KOINE_TRY(const access::MemberState member, access::FindOther(txn, place, in.checkUserId));
  if (member.muted_until <= txn.now_ms()) return std::optional<json::Time>();
  return std::optional(json::Time{member.muted_until});
}

}  // namespace

void AddGroupMutes(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  rows->push_back(
      Ep<&PutMute>(Method::kPut, "/api/im/group/{groupId}/mute/{userId}",
                   "Mute a member for some minutes, or unmute",
                   {.mode = Mode::kWrite,
                    .door = "groupId",
                    .refusal = kNotAllowed,
                    .example = R"({"groupId":"{group.mine}","userId":"{user.peer}","duration":10})",
                    .ref = "27.b"}));
  rows->push_back(Ep<&MuteMember>(
      Method::kPost, "/api/im/group/mute/member/{groupId}/{targetUserId}",
      "Mute a member for some minutes",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .refusal = kNotAllowed,
       .example = R"({"groupId":"{group.mine}","targetUserId":"{user.peer}","muteDuration":10})",
       .ref = "27"}));
  rows->push_back(Ep<&Unmute>(
      Method::kDelete, "/api/im/group/mute/member/{groupId}/{targetUserId}", "Unmute a member",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .repeatable = true,
       .refusal = kNotAllowed,
       .example = R"({"groupId":"{group.mine}","targetUserId":"{user.peer}"})",
       .ref = "27"}));
  rows->push_back(Ep<&MuteMany>(
      Method::kPost, "/api/im/group/mute/batch/{groupId}", "Mute several members for some minutes",
      {.mode = Mode::kWrite,
       .door = "groupId",
       .refusal = kNotAllowed,
       .example = R"({"groupId":"{group.mine}","userIds":["{user.peer}"],"muteDuration":10})",
       .ref = "27"}));
  rows->push_back(Ep<&PutMuteAll>(Method::kPut, "/api/im/group/mute/all/{groupId}",
                                  "Mute or unmute all ordinary members",
                                  {.mode = Mode::kWrite,
                                   .door = "groupId",
                                   .repeatable = true,
                                   .refusal = "只有群主可以设置全员禁言",
                                   .ok = "设置成功",
                                   .example = R"({"groupId":"{group.mine}","allMuted":true})",
                                   .ref = "27"}));
  rows->push_back(Ep<&GetMuteAll>(
      Method::kGet, "/api/im/group/mute/all/{groupId}", "Check whether all members are muted",
      {.door = "groupId", .example = R"({"groupId":"{group.mine}"})", .ref = "27"}));
  static constexpr char kPeer[] = R"({"groupId":"{group.mine}","checkUserId":"{user.peer}"})";
  rows->push_back(Ep<&CheckMute>(Method::kGet, "/api/im/group/mute/check/{groupId}/{checkUserId}",
                                 "Check whether a member is muted",
                                 {.door = "groupId", .example = kPeer, .ref = "27"}));
  rows->push_back(Ep<&MuteEnd>(Method::kGet, "/api/im/group/mute/endTime/{groupId}/{checkUserId}",
                               "Get until when a member is muted",
                               {.door = "groupId", .example = kPeer, .ref = "27"}));
}

}  // namespace koine::ruoyi
