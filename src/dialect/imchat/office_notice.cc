// The back office: notices to users, and the tasks that send them (im-chat 3.3.7).

#include <utility>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/file/chat.h"
#include "dialect/imchat/imchat.h"
#include "dialect/imchat/notice.h"

namespace koine::imchat {

using gateway::Call;
using gateway::Nothing;
using store::Txn;

struct OfficeNoticeOut {
  std::int64_t id = 0;
  std::string title;
  std::optional<std::string> coverUrl, intro;
  int contentType = 0;
  std::optional<std::string> richText, externLink;
  UserId creator;
  json::Time createTime, updateTime;
};
KOINE_DESCRIBE(OfficeNoticeOut, (id, title, coverUrl, intro, contentType, richText, externLink,
                                 creator, createTime, updateTime))
struct OfficeNoticePage {
  std::int64_t total = 0;
  std::vector<OfficeNoticeOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(OfficeNoticePage, (total, records, page, size))
struct OfficeNoticesIn {
  std::optional<std::string> title;
  std::optional<int> contentType;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(OfficeNoticesIn, (title, contentType, page, size))
KOINE_RULES(OfficeNoticesIn, json::Rule("title").MaxChars(notification::kNoticeTitleMax),
            json::Rule("contentType").Min(0).Max(1), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))
struct OfficeNoticeKey {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(OfficeNoticeKey, (id))
struct AddNoticeIn {
  std::string title;
  std::optional<std::string> coverUrl, intro;
  std::optional<int> contentType;
  std::optional<std::string> richText, externLink;
};
KOINE_DESCRIBE(AddNoticeIn, (title, coverUrl, intro, contentType, richText, externLink))
KOINE_RULES(
    AddNoticeIn,
    json::Rule("title")
        .NotBlank("标题不能为空")
        .MaxChars(notification::kNoticeTitleMax, "标题不能超过16个字符"),
    json::Rule("coverUrl").MaxChars(notification::kNoticeCoverMax, "封面地址不能超过255个字符"),
    json::Rule("intro").MaxChars(notification::kNoticeIntroMax, "简介不能超过512个字符"),
    json::Rule("contentType").Min(0).Max(1),
    json::Rule("richText").MaxChars(notification::kNoticeTextMax, "正文不能超过10000个字符"),
    json::Rule("externLink").MaxChars(notification::kNoticeLinkMax, "链接不能超过512个字符"))
struct NoticeAdded {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(NoticeAdded, (id))
struct ChangeNoticeIn {
  std::int64_t id = 0;
  std::optional<std::string> title, coverUrl, intro;
  std::optional<int> contentType;
  std::optional<std::string> richText, externLink;
};
KOINE_DESCRIBE(ChangeNoticeIn, (id, title, coverUrl, intro, contentType, richText, externLink))
KOINE_RULES(
    ChangeNoticeIn, json::Rule("id").Required("id不能为空"),
    json::Rule("title").MaxChars(notification::kNoticeTitleMax, "标题不能超过16个字符"),
    json::Rule("coverUrl").MaxChars(notification::kNoticeCoverMax, "封面地址不能超过255个字符"),
    json::Rule("intro").MaxChars(notification::kNoticeIntroMax, "简介不能超过512个字符"),
    json::Rule("contentType").Min(0).Max(1),
    json::Rule("richText").MaxChars(notification::kNoticeTextMax, "正文不能超过10000个字符"),
    json::Rule("externLink").MaxChars(notification::kNoticeLinkMax, "链接不能超过512个字符"))
struct NoticeIdsIn {
  std::string ids;
};
KOINE_DESCRIBE(NoticeIdsIn, (ids))

struct PushTaskIn {
  std::int64_t messageId = 0;
  std::optional<json::Time> sendTime;
  std::optional<bool> sendToAll;
  std::optional<std::vector<std::int64_t>> recvIds;
};
KOINE_DESCRIBE(PushTaskIn, (messageId, sendTime, sendToAll, recvIds))
KOINE_RULES(PushTaskIn, json::Rule("messageId").Required("messageId不能为空"),
            json::Rule("recvIds").MaxItems(notification::kNoticeReceiversMax,
                                           "接收人不能超过1000个"))
struct PushTaskAdded {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(PushTaskAdded, (id))
struct PushTaskKey {
  std::int64_t id = 0;
};
KOINE_DESCRIBE(PushTaskKey, (id))
KOINE_RULES(PushTaskKey, json::Rule("id").Required("id不能为空"))
struct PushTasksIn {
  std::optional<std::int64_t> messageId;
  std::optional<int> status;
  std::optional<std::int64_t> page, size;
};
KOINE_DESCRIBE(PushTasksIn, (messageId, status, page, size))
KOINE_RULES(PushTasksIn, json::Rule("status").Min(1).Max(4), json::Rule("page").Alias("pageNum"),
            json::Rule("size").Alias("pageSize"))
struct PushTaskOut {
  std::int64_t id = 0, messageId = 0;
  std::string title;
  json::Time sendTime;
  bool sendToAll = false;
  std::vector<std::int64_t> recvIds;
  int status = 1;
  std::optional<std::int64_t> seqNo;
  std::int64_t sentCount = 0;
  UserId creator;
  json::Time createTime;
  std::optional<json::Time> startTime, finishTime;
};
KOINE_DESCRIBE(PushTaskOut, (id, messageId, title, sendTime, sendToAll, recvIds, status, seqNo,
                             sentCount, creator, createTime, startTime, finishTime))
struct PushTaskPage {
  std::int64_t total = 0;
  std::vector<PushTaskOut> records;
  std::int64_t page = 1, size = kPageDefault;
};
KOINE_DESCRIBE(PushTaskPage, (total, records, page, size))

namespace {

void RecordAct(Txn& txn, Call& call, const char* action, const std::string& target) {
  audit::Record(txn, call.who, action, target, "ok", call.address);
}

std::optional<notification::NoticeKind> KindIn(const std::optional<int>& type) {
  return type ? std::optional(static_cast<notification::NoticeKind>(*type)) : std::nullopt;
}

OfficeNoticeOut ShowNotice(const notification::Notice& one) {
  OfficeNoticeOut out;
  out.id = one.id;
  FillNotice(one.what, &out);
  out.creator = one.creator;
  out.createTime = {one.created_at};
  out.updateTime = {one.updated_at};
  return out;
}

PushTaskOut ShowTask(const notification::ListedNoticeTask& one) {
  const notification::NoticeTask& task = one.task;
  PushTaskOut out;
  out.id = task.id;
  out.messageId = task.notice;
  out.title = one.title;
  out.sendTime = {task.due_at};
  out.sendToAll = task.to_all;
  out.recvIds = one.receivers;
  out.status = static_cast<int>(task.state);
  if (task.seq > 0) out.seqNo = task.seq;
  out.sentCount = task.told;
  out.creator = task.creator;
  out.createTime = {task.created_at};
  out.startTime = OptTime(task.started_at);
  out.finishTime = OptTime(task.ended_at);
  return out;
}

Result<NoticeAdded> AddNotice(Txn& txn, Call& call, AddNoticeIn& in) {
  notification::NoticeContent what;
  what.title = in.title;
  what.cover = in.coverUrl.value_or("");
  what.intro = in.intro.value_or("");
  what.kind = KindIn(in.contentType).value_or(notification::NoticeKind::kRichText);
  what.body =
      (what.kind == notification::NoticeKind::kLink ? in.externLink : in.richText).value_or("");
  KOINE_TRY(const std::int64_t id, notification::AddNotice(txn, call.who, what));
  file::KeepLinked(txn, call.who, {what.cover});
  RecordAct(txn, call, "notice.add", "notice " + std::to_string(id));
  return NoticeAdded{id};
}

Result<Nothing> ChangeNotice(Txn& txn, Call& call, ChangeNoticeIn& in) {
  if (in.title && text::IsBlank(*in.title)) {
    return FieldError(Code::kBadArgument, "title", "标题不能为空");
  }
  const notification::NoticeChanges changes{in.title,    in.coverUrl,   in.intro,
                                            in.richText, in.externLink, KindIn(in.contentType)};
  KOINE_CHECK(notification::ChangeNotice(txn, call.who, in.id, changes));
  if (in.coverUrl) file::KeepLinked(txn, call.who, {*in.coverUrl});
  RecordAct(txn, call, "notice.change", "notice " + std::to_string(in.id));
  return Nothing{};
}

Result<OfficeNoticePage> ListNotices(Txn& txn, Call& call, OfficeNoticesIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  const notification::NoticeFilter filter{in.title.value_or(""), KindIn(in.contentType)};
  KOINE_TRY(const notification::NoticePage found,
            notification::ListNotices(txn, call.who, filter, slice.limit, slice.offset()));
  return PageOf<OfficeNoticePage>(slice, found.total, found.items, ShowNotice);
}

Result<OfficeNoticeOut> GetNotice(Txn& txn, Call& call, OfficeNoticeKey& in) {
  KOINE_TRY(const notification::Notice found, notification::GetNotice(txn, call.who, in.id));
  return ShowNotice(found);
}

Result<Nothing> RemoveNotices(Txn& txn, Call& call, NoticeIdsIn& in) {
  std::vector<std::int64_t> ids;
  for (const std::string_view part : text::Split(in.ids, ',')) {
    const auto id = text::ParseInt(text::Trim(part));
    if (!id || ids.size() >= notification::kNoticesRemovedMax)
      return FieldError(Code::kBadArgument, "ids");
    ids.push_back(*id);
  }
  KOINE_CHECK(notification::RemoveNotice(txn, call.who, ids));
  RecordAct(txn, call, "notice.remove", "notices " + in.ids);
  return Nothing{};
}

Result<PushTaskAdded> AddPushTask(Txn& txn, Call& call, PushTaskIn& in) {
  notification::PushNoticeIn push;
  push.notice = in.messageId;
  if (in.sendTime) push.at_ms = in.sendTime->ms;
  push.to_all = in.sendToAll.value_or(false);
  push.receivers = in.recvIds.value_or(std::vector<std::int64_t>());
  KOINE_TRY(const std::int64_t id, notification::PushNotice(txn, call.who, push));
  RecordAct(txn, call, "notice.push",
            "notice " + std::to_string(in.messageId) + " task " + std::to_string(id));
  return PushTaskAdded{id};
}

Result<PushTaskPage> ListPushTasks(Txn& txn, Call& call, PushTasksIn& in) {
  const Slice slice = SliceOf(in.page, in.size);
  notification::NoticeTaskFilter filter;
  filter.notice = in.messageId.value_or(0);
  if (in.status) filter.state = static_cast<notification::NoticeState>(*in.status);
  KOINE_TRY(const notification::NoticeTaskPage found,
            notification::ListNoticeTasks(txn, call.who, filter, slice.limit, slice.offset()));
  return PageOf<PushTaskPage>(slice, found.total, found.items, ShowTask);
}

Result<Nothing> CancelPushTask(Txn& txn, Call& call, PushTaskKey& in) {
  KOINE_CHECK(notification::CancelNoticeTask(txn, call.who, in.id));
  RecordAct(txn, call, "notice.cancel", "task " + std::to_string(in.id));
  return Nothing{};
}

using gateway::Auth;
using gateway::Ep;
using gateway::Mode;
using net::Method;

void AddPushTasks(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(
      Ep<&AddPushTask>(Method::kPost, "/im/smPushTask", "Send a notice, now or later",
                       {.auth = Auth::kAdmin,
                        .mode = Mode::kWrite,
                        .example = R"({"messageId":"{notice.mine}","recvIds":["{user.mine}"]})",
                        .ref = "3.3.7"}));
  rows->push_back(Ep<&ListPushTasks>(
      Method::kGet, "/im/smPushTask/list", "List tasks of sending notices by page",
      {.auth = Auth::kAdmin, .also = kAuditors, .mode = Mode::kScan, .ref = "3.3.7"}));
  rows->push_back(Ep<&CancelPushTask>(Method::kPut, "/im/smPushTask/cancel",
                                      "Cancel a task that has not been sent",
                                      {.auth = Auth::kAdmin,
                                       .mode = Mode::kWrite,
                                       .example = R"({"id":"{pushtask.mine}"})",
                                       .ref = "3.3.7"}));
}

}  // namespace

void AddOfficeNotices(std::vector<gateway::Endpoint>* rows) {
  rows->push_back(Ep<&AddNotice>(
      Method::kPost, "/im/systemMessage", "Create a notice",
      {.auth = Auth::kAdmin,
       .mode = Mode::kWrite,
       .example = R"({"title":"Tonight","contentType":0,"richText":"<p>Closed.</p>"})",
       .ref = "3.3.7"}));
  rows->push_back(Ep<&ChangeNotice>(Method::kPut, "/im/systemMessage",
                                    "Update a notice that was not sent",
                                    {.auth = Auth::kAdmin,
                                     .mode = Mode::kWrite,
                                     .repeatable = true,
                                     .example = R"({"id":"{notice.mine}","title":"Tomorrow"})",
                                     .ref = "3.3.7"}));
  rows->push_back(Ep<&ListNotices>(
      Method::kGet, "/im/systemMessage/list", "List notices by page",
      {.auth = Auth::kAdmin, .also = kAuditors, .mode = Mode::kScan, .ref = "3.3.7"}));
  rows->push_back(Ep<&GetNotice>(Method::kGet, "/im/systemMessage/{id}", "Get a notice",
                                 {.auth = Auth::kAdmin,
                                  .also = kAuditors,
                                  .example = R"({"id":"{notice.mine}"})",
                                  .ref = "3.3.7"}));
  rows->push_back(Ep<&RemoveNotices>(Method::kDelete, "/im/systemMessage/{ids}",
                                     "Delete notices that were not sent",
                                     {.auth = Auth::kAdmin,
                                      .mode = Mode::kWrite,
                                      .example = R"({"ids":"{notice.mine}"})",
                                      .ref = "3.3.7"}));
  AddPushTasks(rows);
}

}  // namespace koine::imchat
