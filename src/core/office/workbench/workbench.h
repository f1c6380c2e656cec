#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/access/principal.h"
#include "store/txn.h"

// The page on which somebody sees what waits for them (ruoyi 8.1, 8.7).
namespace koine::workbench {

// Of the principal; each is counted by one statement.
struct Counts {
  std::int64_t todos = 0;  // still to be done
  std::int64_t unread = 0;
  std::int64_t sent_today = 0;  // the day of GMT+8 (message/sent_day.h)
  std::int64_t conversations = 0;
  std::int64_t notices = 0;    // unread notifications
  std::int64_t approvals = 0;  // that wait for their decision
  std::int64_t dings = 0;      // unread
  std::int64_t mentions = 0;   // unread, at most message::kUnreadMentionsMax
};
Counts Overview(store::Txn& txn, const access::Principal& who);

inline constexpr std::size_t kLayoutBytesMax = 64 * 1024;
// How the client lays out the page: a text that only clients understand, kept as it is.
// kMissingArgument "layout" for none; kBadArgument "layout" above kLayoutBytesMax, "layout_text" if
// it is not UTF-8 or has a zero in it.
Status SaveLayout(store::Txn& txn, const access::Principal& who, std::string_view layout);
std::optional<std::string> Layout(store::Txn& txn, const access::Principal& who);
void ResetLayout(store::Txn& txn, const access::Principal& who);

}  // namespace koine::workbench
