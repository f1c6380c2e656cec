#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "core/access/doors.h"
#include "store/txn.h"

// What a member decides about a conversation for himself. His other sessions hear each change
// (ConversationChanged, ConversationRemoved); nobody else does. What changes nothing tells nothing.
namespace koine::conversation {

// What to change; absent = as it is. An empty draft or remark is none.
struct SettingsIn {
  std::optional<bool> pinned, muted;
  std::optional<std::string> draft, remark;
};
void ChangeSettings(store::Txn& txn, const access::Member& place, const SettingsIn& in);

// Pins it, or not; without a value the opposite of now. Returns what holds from now on.
bool SetPinned(store::Txn& txn, const access::Member& place, std::optional<bool> pinned);
// The same for notifications; a conversation that is muted still counts as unread.
bool SetMuted(store::Txn& txn, const access::Member& place, std::optional<bool> muted);

// Takes it off the list until its next message; nothing of it is unread any more. Receipts are not
// touched: the others do not learn that it was hidden (mapping 6).
void Hide(store::Txn& txn, const access::Member& place);

// What was said until now is gone for this member; nothing of it is unread any more.
void Clear(store::Txn& txn, const access::Member& place);

}  // namespace koine::conversation
