#include "core/office/workbench/workbench.h"

#include "base/text.h"
#include "core/conversation/summary.h"
#include "core/message/mention.h"
#include "core/message/sent_day.h"
#include "core/notification/notification.h"
#include "core/office/approval/approval.h"
#include "core/office/ding/ding.h"
#include "core/office/workbench/rows.h"

namespace koine::workbench {

Counts Overview(store::Txn& txn, const access::Principal& who) {
  notification::Filter unread;
  unread.read = false;
  Counts out;
  const std::int64_t today = message::DayOf(txn.now_ms());
  txn.Together({[&] { out.todos = CountOpen(txn, who); },
                [&] { out.unread = conversation::TotalUnread(txn, who); },
                [&] { out.sent_today = message::CountSentOn(txn, who, today); },
                [&] { out.conversations = conversation::CountListed(txn, who); },
                [&] { out.notices = notification::Count(txn, who, unread); },
                [&] { out.approvals = approval::CountWaiting(txn, who); },
                [&] { out.dings = ding::CountReceived(txn, who, true); },
                [&] { out.mentions = message::CountUnreadMentionsOf(txn, who); }});
  return out;
}

Status SaveLayout(store::Txn& txn, const access::Principal& who, std::string_view layout) {
  if (text::IsBlank(layout)) return Error{Code::kMissingArgument, "layout"};
  if (layout.size() > kLayoutBytesMax) return Error{Code::kBadArgument, "layout"};
  if (!text::IsUtf8(layout) || layout.find('\0') != layout.npos) {
    return Error{Code::kBadArgument, "layout_text"};
  }
  SetLayout(txn, who.tenant, who.user, layout);
  return Ok();
}

std::optional<std::string> Layout(store::Txn& txn, const access::Principal& who) {
  return FindLayout(txn, who.tenant, who.user);
}

void ResetLayout(store::Txn& txn, const access::Principal& who) {
  ClearLayout(txn, who.tenant, who.user);
}

}  // namespace koine::workbench
