#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/principal.h"
#include "core/office/ding/door.h"
#include "core/office/ding/notice.h"
#include "store/job.h"
#include "store/txn.h"

// DINGs (ruoyi 7): urgent notices that are delivered at once or at their time, and repeated until
// they are confirmed.
namespace koine::ding {

// Texts are within their limits, the content is not empty.
struct Draft {
  std::string content;
  DingAudience audience = DingAudience::kUser;
  std::vector<std::int64_t> receivers = {};  // users, or groups
  // Instead of them: the other of a direct conversation, the other members of a group.
  std::optional<ConversationId> conversation = {};
  DingWay way = DingWay::kApp;
  bool urgent = false, needs_receipt = true;
  std::int64_t scheduled_at = 0;  // ms; 0: at once
  std::string attachment = {};
  std::int64_t remind_minutes = 0, remind_max = 0;
};
// Each receiver once, without the principal. Who belongs to a group is decided now, also of a
// scheduled one. kUserNotFound "ding_receiver" with the number in `text`; kBlockedByPeer when
// nobody is left but users who block the principal (in a group that does not count);
// access::GroupMember for a group, access::Member for a conversation, kWrongKind when it is neither
// direct nor a group; kBadArgument "receivers" for nobody, "receivers_many" above kReceiversMax or
// kGroupsMax, "ding_past", "ding_far"; kContentRejected; kRateLimited (access/allowance.h).
Result<DingId> Send(store::Txn& txn, const access::Principal& who, const Draft& draft);

// kBadState "ding_cancel" unless it still waits for its time.
Status Cancel(store::Txn& txn, const Sent& place);
// The first time counts, and the sender is told.
Status Read(store::Txn& txn, const Received& place);
// The same, and it is read thereby.
Status Confirm(store::Txn& txn, const Received& place, std::string_view remark);

// What was delivered to the principal, the newest first.
std::vector<Shown> ListReceived(store::Txn& txn, const access::Principal& who, bool unread,
                                std::int64_t limit, std::int64_t offset);
std::int64_t CountReceived(store::Txn& txn, const access::Principal& who, bool unread);
// Whatever the principal made, the newest first.
std::vector<Shown> ListSent(store::Txn& txn, const access::Principal& who,
                            const std::optional<DingState>& state, std::int64_t limit,
                            std::int64_t offset);
std::int64_t CountSent(store::Txn& txn, const access::Principal& who,
                       const std::optional<DingState>& state);
// With receipts: all for the sender, who received it sees their own.
Shown Show(store::Txn& txn, const Seen& place);
// Of all receivers, by user.
std::vector<Receipt> Receipts(store::Txn& txn, const Sent& place);

// Deliver what is due, and what has many receivers; remind.
void AddJobs(store::JobRunner& jobs);

}  // namespace koine::ding
