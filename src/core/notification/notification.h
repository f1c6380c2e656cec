#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// The list of what a user shall notice besides messages (ruoyi 18). It grows by what happens to
// them and is bounded by the sweep.
namespace koine::notification {

// What it is about (ruoyi 18). Stored as text.
inline constexpr char kSystem[] = "SYSTEM";
inline constexpr char kApproval[] = "APPROVAL";
inline constexpr char kMessage[] = "MESSAGE";
inline constexpr char kMention[] = "MENTION";
inline constexpr char kDing[] = "DING";
inline constexpr char kSchedule[] = "SCHEDULE";
inline constexpr char kEmail[] = "EMAIL";
inline constexpr char kDocument[] = "DOCUMENT";
inline constexpr char kMeeting[] = "MEETING";
inline constexpr char kAttendance[] = "ATTENDANCE";
inline constexpr char kContact[] = "CONTACT";
inline constexpr char kGroup[] = "GROUP";
inline constexpr char kTodo[] =
    "TO"
    "DO";  // in two: not a mark for later work

// Read ones are kept so long after they were read, others so long after they came.
inline constexpr std::int64_t kReadKeepMs = 90LL * 24 * 3600 * 1000;
inline constexpr std::int64_t kKeepMs = 365LL * 24 * 3600 * 1000;

struct Content {
  std::string type;  // one of the words above
  std::string title, content;
  std::string related_type = {};  // what `related_id` is, such as "CONTACT_REQUEST"; empty: nothing
  std::int64_t related_id = 0;
  // The line that title and content say (said.h) as JSON; empty where a person wrote them.
  std::string line = {};
};

struct Notification {
  NotificationId id;
  UserId receiver, sender;  // sender 0: the system
  Content what;
  std::int64_t read_at = 0;  // ms; 0: unread
  std::int64_t created_at = 0;
};

// Adds it to the list of each receiver and tells their sessions (event::Notified); what the office
// says also reaches people of other dialects (elsewhere.h). Receivers who do
// not exist in the tenant or are deregistered are passed over, and so is a second mention of one.
// Returns the new ids, one per receiver reached. Each receiver costs an event: callers bound how
// many there are. REQUIRES: txn.writable()
std::vector<NotificationId> Notify(store::Txn& txn, TenantId tenant, UserId sender,
                                   std::span<const UserId> receivers, const Content& what);

// Which of a user's notifications; absent = any.
struct Filter {
  std::optional<std::string> type;
  std::optional<bool> read;
};
// The principal's own: unread before read, then the newest first.
std::vector<Notification> List(store::Txn& txn, const access::Principal& who, const Filter& filter,
                               std::int64_t limit, std::int64_t offset);
std::int64_t Count(store::Txn& txn, const access::Principal& who, const Filter& filter);

// One of the principal's own. kNotFound "notification"; kForbidden when it is somebody else's.
class OwnNotification {
 public:
  static constexpr const char* kDoor = "notification";
  using Key = NotificationId;
  static Result<OwnNotification> Open(store::Txn& txn, const access::Principal& who,
                                      NotificationId id);
  const Notification& notification() const { return notification_; }
  TenantId tenant() const { return tenant_; }

 private:
  OwnNotification(TenantId tenant, Notification notification)
      : tenant_(tenant), notification_(std::move(notification)) {}
  TenantId tenant_;
  Notification notification_;
};
// Idempotent.
void MarkRead(store::Txn& txn, const OwnNotification& own);
// Of one type, or all of them.
void MarkAllRead(store::Txn& txn, const access::Principal& who,
                 const std::optional<std::string>& type);
void Remove(store::Txn& txn, const OwnNotification& own);
// Removes those of `ids` that are the principal's; returns how many.
std::int64_t RemoveMany(store::Txn& txn, const access::Principal& who,
                        std::span<const std::int64_t> ids);
// Removes all of the principal's; returns how many.
std::int64_t Clear(store::Txn& txn, const access::Principal& who);

}  // namespace koine::notification
