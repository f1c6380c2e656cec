#include "core/notification/elsewhere.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/event/event.h"
#include "core/notification/notice_rows.h"
#include "core/notification/rows.h"

namespace koine::notification {

namespace {

constexpr std::string_view kOfOffice[] = {kApproval,   kDing, kSchedule, kMeeting,
                                          kAttendance, kTodo, kDocument, kEmail};
// Notices are far fewer, and numbers of JSON are exact up to 2^53.
constexpr std::int64_t kFirstId = std::int64_t{1} << 50;

std::string AsHtml(std::string_view plain) {
  std::string out = "<p>";
  for (const char c : plain) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\n':
        out += "<br>";
        break;
      default:
        out += c;
    }
  }
  return out + "</p>";
}

}  // namespace

bool GoesElsewhere(const Content& what) {
  return std::find(std::begin(kOfOffice), std::end(kOfOffice), what.type) != std::end(kOfOffice);
}

void TellSoon(store::Txn& txn, TenantId tenant) {
  txn.PutJob(kTellJob, std::to_string(tenant.value), txn.now_ms(), "");
}

std::optional<std::vector<Unnumbered>> NumberNext(store::Txn& txn, TenantId tenant) {
  std::int64_t last = LockNoticeSeq(txn, tenant);
  if (AnyNoticeSending(txn, tenant)) return std::nullopt;
  std::vector<Unnumbered> out = ListUnnumbered(txn, tenant, kTellSlice);
  if (out.empty()) return out;
  for (const Unnumbered& one : out) {
    SetNumber(txn, tenant, one.id, ++last);
    if (!one.imchat) continue;
    NoticeContent notice = AsNotice(one.what);
    event::NoticeTold told;
    told.seq = last;
    told.notice = NoticeIdOf(one.id);
    told.title = std::move(notice.title);
    told.intro = std::move(notice.intro);
    told.body = std::move(notice.body);
    told.sent_at = one.created_at;
    event::Event event;
    event.tenant = tenant;
    event.users = {one.receiver};
    event.payload = std::move(told);
    event::Emit(txn, std::move(event));
  }
  SetNoticeSeq(txn, tenant, last);
  return out;
}

std::int64_t NoticeIdOf(NotificationId id) {
  return kFirstId + id.value;
}

std::optional<NotificationId> NotificationOf(std::int64_t notice) {
  if (notice < kFirstId) return std::nullopt;
  return NotificationId(notice - kFirstId);
}

NoticeContent AsNotice(const Content& what) {
  NoticeContent out;
  out.title = what.title;
  out.intro = what.content;
  out.body = AsHtml(what.content);
  return out;
}

}  // namespace koine::notification
