// Frames of DINGs, server to client (ruoyi 22.4).

#include <utility>

#include "core/event/event.h"
#include "dialect/ruoyi/render.h"
#include "dialect/ruoyi/ruoyi.h"

namespace koine::ruoyi {

struct NewDingPayload {
  event::DingId dingId;
  std::string content, dingType;
  int isUrgent = 0, receiptRequired = 0;
  json::Time sendTime;
  UserId senderId;
  std::string senderName, senderAvatar;
};
KOINE_DESCRIBE(NewDingPayload, (dingId, content, dingType, isUrgent, receiptRequired, sendTime,
                                senderId, senderName, senderAvatar))
struct NewDingFrame {
  std::string type = "ding", action = "new_ding";
  NewDingPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(NewDingFrame, (type, action, payload, timestamp))
struct DingReadPayload {
  event::DingId dingId;
  UserId userId;
  std::string userName;
  json::Time readTime;
};
KOINE_DESCRIBE(DingReadPayload, (dingId, userId, userName, readTime))
struct DingReadFrame {
  std::string type = "ding", action = "ding_read";
  DingReadPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(DingReadFrame, (type, action, payload, timestamp))
struct DingConfirmedPayload {
  event::DingId dingId;
  UserId userId;
  std::string userName;
  json::Time confirmTime;
  std::optional<std::string> remark;
};
KOINE_DESCRIBE(DingConfirmedPayload, (dingId, userId, userName, confirmTime, remark))
struct DingConfirmedFrame {
  std::string type = "ding", action = "ding_confirmed";
  DingConfirmedPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(DingConfirmedFrame, (type, action, payload, timestamp))
struct DingReminderPayload {
  event::DingId dingId;
  std::string content, senderName;
  std::int64_t remindCount = 0, maxRemindCount = 0;
};
KOINE_DESCRIBE(DingReminderPayload, (dingId, content, senderName, remindCount, maxRemindCount))
struct DingReminderFrame {
  std::string type = "ding", action = "ding_reminder";
  DingReminderPayload payload;
  std::int64_t timestamp = 0;
};
KOINE_DESCRIBE(DingReminderFrame, (type, action, payload, timestamp))

void RenderDing(const event::Event& event, const event::DingTold& told,
                const json::Profile& profile, std::string* frames) {
  switch (told.action) {
    case event::DingAction::kNew: {
      NewDingFrame out;
      out.payload = {told.ding,      told.content,       told.way,
                     told.urgent,    told.needs_receipt, {told.sent_at},
                     told.sender.id, told.sender.name,   AvatarOf(told.sender.avatar)};
      out.timestamp = event.at;
      return AppendFrame(out, profile, frames);
    }
    case event::DingAction::kRead: {
      DingReadFrame out;
      out.payload = {told.ding, told.who.id, told.who.name, {told.at}};
      out.timestamp = event.at;
      return AppendFrame(out, profile, frames);
    }
    case event::DingAction::kConfirmed: {
      DingConfirmedFrame out;
      out.payload = {told.ding, told.who.id, told.who.name, {told.at}, std::nullopt};
      if (!told.remark.empty()) out.payload.remark = told.remark;
      out.timestamp = event.at;
      return AppendFrame(out, profile, frames);
    }
    case event::DingAction::kReminded: {
      DingReminderFrame out;
      out.payload = {told.ding, told.content, told.sender.name, told.count, told.max};
      out.timestamp = event.at;
      return AppendFrame(out, profile, frames);
    }
  }
}

void AddDingEvents(std::vector<gateway::EventRow>* rows) {
  using gateway::EventOf;
  rows->insert(rows->end(), {EventOf<NewDingFrame>("The user received a DING"),
                             EventOf<DingReadFrame>("A DING of the user was read"),
                             EventOf<DingConfirmedFrame>("A DING of the user was confirmed"),
                             EventOf<DingReminderFrame>("A DING waits to be confirmed")});
}

}  // namespace koine::ruoyi
