#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/notification/notice.h"
#include "core/notification/notification.h"
#include "store/txn.h"

// How notifications of the office reach people of dialects that have no list of them (mapping 9.5):
// in IM Chat as notices, and by the account of the server (core/bulletin). A job gives each its
// number among the notices of the tenant, so that who writes them waits for nobody.
namespace koine::notification {

// Its key is the tenant; core/bulletin runs it.
inline constexpr char kTellJob[] = "notification.tell";
// Notifications in one transaction.
inline constexpr int kTellSlice = 100;
// How long they wait for a notice that is being sent: nobody is to have their number before its.
inline constexpr std::int64_t kTellTurnMs = 500;

// Whether it is of the office: what other dialects say in their own way is not.
bool GoesElsewhere(const Content& what);
void TellSoon(store::Txn& txn, TenantId tenant);

struct Unnumbered {
  NotificationId id;
  UserId receiver;
  Content what;
  std::int64_t created_at = 0;
  bool imchat = false;      // the receiver is signed in there
  bool by_account = false;  // the receiver is a user of App IM or OpenIM
};
// Numbers the next ones, at most kTellSlice, tells sessions of IM Chat (event::NoticeTold), and
// returns them. Absent: not now, for a notice is being sent. Locks the tenant.
std::optional<std::vector<Unnumbered>> NumberNext(store::Txn& txn, TenantId tenant);

// The id under which IM Chat shows it, above those of notices; and back.
std::int64_t NoticeIdOf(NotificationId id);
std::optional<NotificationId> NotificationOf(std::int64_t notice);
// As a notice shows it: its text once plain, and once as what browsers show.
NoticeContent AsNotice(const Content& what);

}  // namespace koine::notification
