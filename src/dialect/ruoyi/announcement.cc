// Announcements of a group (ruoyi 6.8, 6.9, 27 GroupAnnouncement, 27.b).

#include "core/group/announcement.h"

#include <utility>

#include "core/access/doors.h"
#include "core/audit/audit.h"
#include "core/file/link.h"
#include "dialect/ruoyi/group.h"
#include "dialect/ruoyi/paging.h"

namespace koine::ruoyi {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

constexpr std::int64_t kExpireMinutesMax = 10LL * 365 * 24 * 60;
constexpr int kCleanupMax = 500;  // announcements in one call

struct AnnouncementOut {
  AnnouncementId id;
  ConversationId groupId;
  UserId senderId;
  std::string senderName, senderAvatar, content;
  int type = 1;  // text
  std::optional<std::string> attachmentUrl;
  int isPinned = 0, status = 1;
  json::Time createTime, updateTime;
  std::optional<json::Time> expireTime;
};
KOINE_DESCRIBE(AnnouncementOut,
               (id, groupId, senderId, senderName, senderAvatar, content, type, attachmentUrl,
                isPinned, status, createTime, updateTime, expireTime))

struct AnnouncementsIn {
  ConversationId groupId;
  std::optional<std::int64_t> pageNum, pageSize;
};
KOINE_DESCRIBE(AnnouncementsIn, (groupId, pageNum, pageSize))
struct PublishIn {
  ConversationId groupId;
  std::string content;
  std::optional<bool> isPinned;
  std::optional<std::int64_t> expireMinutes;  // absent or 0: never
  std::optional<std::string> attachmentUrl;
};
KOINE_DESCRIBE(PublishIn, (groupId, content, isPinned, expireMinutes, attachmentUrl))
KOINE_RULES(PublishIn, json::Rule("groupId").Required("群组ID不能为空"),
            json::Rule("content")
                .Alias("announcement")
                .Alias("notice")
                .NotBlank("公告内容不能为空")
                .MaxChars(kAnnouncementChars, "公告内容不能超过2000个字符"),
            json::Rule("expireMinutes").Min(0).Max(kExpireMinutesMax),
            json::Rule("attachmentUrl").MaxChars(500))
struct AnnouncementIn {
  AnnouncementId announcementId;
};
KOINE_DESCRIBE(AnnouncementIn, (announcementId))
struct EditAnnouncementIn {
  AnnouncementId announcementId;
  std::string content;
};
KOINE_DESCRIBE(EditAnnouncementIn, (announcementId, content))
KOINE_RULES(EditAnnouncementIn, json::Rule("content")
                                    .NotBlank("公告内容不能为空")
                                    .MaxChars(kAnnouncementChars, "公告内容不能超过2000个字符"))
struct PinAnnouncementIn {
  AnnouncementId announcementId;
  std::optional<bool> isPinned;
};
KOINE_DESCRIBE(PinAnnouncementIn, (announcementId, isPinned))
KOINE_RULES(PinAnnouncementIn, json::Rule("isPinned").Required("isPinned不能为空"))

namespace {

AnnouncementOut ToAnnouncement(const group::Announcement& a) {
  AnnouncementOut out;
  out.id = a.id;
  out.groupId = a.conversation;
  out.senderId = a.sender.id;
  out.senderName = a.sender.name;
  out.senderAvatar = AvatarOf(a.sender.avatar);
  out.content = a.content;
  if (!a.attachment.empty()) {
    out.attachmentUrl = a.attachment;
    file::Freshen(&*out.attachmentUrl, {{}, 0, a.sender.id});
  }
  out.isPinned = a.pinned ? 1 : 0;
  out.status = a.recalled ? 0 : 1;
  out.createTime = {a.created_at};
  out.updateTime = {a.updated_at};
  out.expireTime = OptTime(a.expires_at);
  return out;
}

// A group for its members. Here the contract has words of its own for who is not in it any more.
class ReadableGroup {
 public:
  static constexpr const char* kDoor = "group_member";
  using Key = ConversationId;
  static Result<ReadableGroup> Open(Txn& txn, Call& call, const ConversationId& id) {
    auto place = access::GroupMember::Open(txn, call.who, id);
    if (place.ok()) return ReadableGroup(*std::move(place));
    if (place.error().Is(Code::kNotMember)) return Error{Code::kForbidden, "not_in_group"};
    return std::move(place).error();
  }
  const access::GroupMember& place() const { return place_; }

 private:
  explicit ReadableGroup(access::GroupMember place) : place_(std::move(place)) {}
  access::GroupMember place_;
};

Result<std::optional<AnnouncementOut>> Latest(Txn& txn, Call&, const ReadableGroup& group,
                                              GroupIn&) {
  const auto found = group::ListAnnouncements(txn, group.place(), group::Which::kValid, 1);
  if (found.empty()) return std::optional<AnnouncementOut>();
  return std::optional(ToAnnouncement(found.front()));
}

template <group::Which kWhich>
Result<std::vector<AnnouncementOut>> ListThem(Txn& txn, Call& call, const ReadableGroup& group,
                                              AnnouncementsIn& in) {
  const access::GroupMember& place = group.place();
  const Slice slice = SliceOf(in.pageNum, in.pageSize);
  std::vector<AnnouncementOut> out;
  for (const auto& a : group::ListAnnouncements(txn, place, kWhich, slice.reach(), slice.offset)) {
    out.push_back(ToAnnouncement(a));
  }
  TellTotal(call, out, slice, [&] { return group::CountAnnouncements(txn, place, kWhich); });
  return out;
}

Result<AnnouncementId> Publish(Txn& txn, Call&, const access::GroupAdmin& place, PublishIn& in) {
  group::AnnouncementIn a;
  a.content = in.content;
  a.attachment = in.attachmentUrl.value_or("");
  a.pinned = in.isPinned.value_or(false);
  const std::int64_t minutes = in.expireMinutes.value_or(0);
  if (minutes > 0) a.expires_at = txn.now_ms() + minutes * 60'000;
  return group::Publish(txn, place, a);
}

Result<Nothing> Pin(Txn& txn, Call&, const group::ManagedAnnouncement& place,
                    PinAnnouncementIn& in) {
  KOINE_CHECK(group::PinAnnouncement(txn, place, *in.isPinned));
  return Nothing{};
}

Result<Nothing> Recall(Txn& txn, Call&, const group::ManagedAnnouncement& place, AnnouncementIn&) {
  KOINE_CHECK(group::RecallAnnouncement(txn, place));
  return Nothing{};
}

Result<Nothing> Edit(Txn& txn, Call&, const group::ManagedAnnouncement& place,
                     EditAnnouncementIn& in) {
  KOINE_CHECK(group::EditAnnouncement(txn, place, in.content));
  return Nothing{};
}

Result<Nothing> Remove(Txn& txn, Call&, const group::ManagedAnnouncement& place, AnnouncementIn&) {
  KOINE_CHECK(group::RemoveAnnouncement(txn, place));
  return Nothing{};
}

Result<std::int64_t> CleanUp(Txn& txn, Call& call, Nothing&) {
  KOINE_TRY(const std::int64_t count, group::RemoveExpired(txn, call.who, kCleanupMax));
  audit::Record(txn, call.who, "announcement.cleanup", "announcements " + std::to_string(count),
                "ok", call.address);
  return count;
}

constexpr char kManagersOnly[] = "只有群主和管理员可以发布公告";
constexpr char kGroup[] = R"({"groupId":"{group.mine}"})";
constexpr char kOne[] = R"({"announcementId":"{announcement.mine}"})";

void AddReading(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using group::Which;
  using net::Method;
  for (const char* path :
       {"/api/im/group/{groupId}/announcement", "/api/im/group/announcement/latest/{groupId}"}) {
    rows->push_back(Ep<&Latest>(Method::kGet, path, "Get the current announcement",
                                {.door = "groupId", .example = kGroup, .ref = "6.8"}));
  }
  rows->push_back(Ep<&ListThem<Which::kAll>>(
      Method::kGet, "/api/im/group/announcement/list/{groupId}",
      "List the announcements of a group",
      {.mode = Mode::kScan, .door = "groupId", .example = kGroup, .ref = "27"}));
  rows->push_back(Ep<&ListThem<Which::kValid>>(
      Method::kGet, "/api/im/group/announcement/valid/{groupId}",
      "List the announcements that have not expired",
      {.mode = Mode::kScan, .door = "groupId", .example = kGroup, .ref = "27"}));
  rows->push_back(Ep<&ListThem<Which::kPinned>>(
      Method::kGet, "/api/im/group/announcement/pinned/{groupId}", "List the pinned announcements",
      {.mode = Mode::kScan, .door = "groupId", .example = kGroup, .ref = "27"}));
}

}  // namespace

void AddAnnouncements(std::vector<gateway::Endpoint>* rows) {
  using gateway::Ep;
  using gateway::Mode;
  using net::Method;
  AddReading(rows);
  static constexpr char kText[] = R"({"groupId":"{group.mine}","content":"Lunch at one"})";
  rows->push_back(Ep<&Publish>(Method::kPut, "/api/im/group/{groupId}/announcement",
                               "Publish an announcement",
                               {.mode = Mode::kWrite,
                                .door = "groupId",
                                .refusal = kManagersOnly,
                                .ok = "更新成功",
                                .example = kText,
                                .ref = "6.9"}));
  rows->push_back(Ep<&Publish>(Method::kPost, "/api/im/group/announcement",
                               "Publish an announcement",
                               {.mode = Mode::kWrite,
                                .door = "groupId",
                                .refusal = kManagersOnly,
                                .ok = "发布成功",
                                .example = kText,
                                .ref = "27.b"}));
  rows->push_back(Ep<&Edit>(
      Method::kPut, "/api/im/group/announcement/{announcementId}", "Update an announcement",
      {.mode = Mode::kWrite,
       .door = "announcementId",
       .repeatable = true,
       .refusal = kManagersOnly,
       .ok = "更新成功",
       .example = R"({"announcementId":"{announcement.mine}","content":"Lunch at two"})",
       .ref = "27"}));
  rows->push_back(Ep<&Pin>(
      Method::kPut, "/api/im/group/announcement/pin/{announcementId}", "Pin an announcement",
      {.mode = Mode::kWrite,
       .door = "announcementId",
       .repeatable = true,
       .refusal = kManagersOnly,
       .ok = "设置成功",
       .example = R"({"announcementId":"{announcement.mine}","isPinned":true})",
       .ref = "27"}));
  rows->push_back(Ep<&Recall>(Method::kPut, "/api/im/group/announcement/recall/{announcementId}",
                              "Recall an announcement",
                              {.mode = Mode::kWrite,
                               .door = "announcementId",
                               .repeatable = true,
                               .refusal = kManagersOnly,
                               .ok = "撤回成功",
                               .example = kOne,
                               .ref = "27"}));
  rows->push_back(Ep<&Remove>(Method::kDelete, "/api/im/group/announcement/{announcementId}",
                              "Delete an announcement",
                              {.mode = Mode::kWrite,
                               .door = "announcementId",
                               .refusal = kManagersOnly,
                               .ok = "删除成功",
                               .example = kOne,
                               .ref = "27"}));
  rows->push_back(Ep<&CleanUp>(Method::kPost, "/api/im/group/announcement/cleanup",
                               "Delete expired announcements",
                               {.auth = gateway::Auth::kAdmin,
                                .mode = Mode::kWrite,
                                .repeatable = true,
                                .ok = "清理成功",
                                .ref = "27"}));
}

}  // namespace koine::ruoyi
