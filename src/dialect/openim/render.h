#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/access/principal.h"
#include "core/history/sync.h"
#include "dialect/openim/extras.h"
#include "dialect/openim/proto.h"
#include "store/txn.h"

// Messages and events as clients of the gateway see them (openim-ws 5.1, 7, mapping 7, 9).
namespace koine::openim {

class Openim;

inline constexpr int kStatusDeleted = 4;

// What stands where there is no message to show: the numbers of a conversation have no holes.
MsgData Placeholder(std::int64_t seq);

// The content of a notification: its tips as text in `detail` (openim-ws 7.2).
struct NotificationElem {
  std::string detail;
};
KOINE_DESCRIBE(NotificationElem, (detail))
std::string InDetail(const std::string& tips);

// The sealed id of a stored message; one without an id of its writer gets it for both.
void FillIds(const Openim& dialect, MessageId id, MsgData* out);

// What is read instead of a recalled message (openim-http 5.4); `shown` with its ids, `parties` as
// it was made from.
std::string RevokedContent(const history::SyncEntry& entry, const MsgData& shown,
                           const Parties& parties);

// 100 owner, 60 administrator, 20 member.
int RoleNumber(access::MemberRole role);

// Messages as one user reads them. What they show besides `entries` is read when it is made.
class Renderer {
 public:
  // `dialect`, `own_handle` and `entries` must outlive it.
  Renderer(store::Txn& txn, const Openim& dialect, const access::Principal& who,
           std::string_view own_handle, const std::vector<history::SyncEntry>& entries);

  MsgData Message(const history::SyncEntry& entry, const history::SyncSeat& seat) const;

 private:
  const Openim& dialect_;
  UserId user_;
  std::string_view own_handle_;
  Extras extras_;
};

}  // namespace koine::openim
