#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/conversation/seat_rows.h"
#include "store/txn.h"

// What a user decides about a conversation for himself. His other sessions hear each change
// (ConversationChanged, ConversationRemoved); nobody else does, but where everybody is concerned.
// What changes nothing tells nothing.
namespace koine::conversation {

// What to change; absent = as it is. An empty draft or remark is none.
struct SettingsIn {
  std::optional<bool> pinned, muted;
  std::optional<std::string> draft, remark;
  std::optional<access::Notify> notify;  // wins over `muted`
  // Of Extra:
  std::optional<std::int64_t> burn_s, destruct_s;
  std::optional<bool> destructs;
  std::optional<std::string> attached, ex;
  std::optional<int> at_kind;
};
void ChangeSettings(store::Txn& txn, const access::Seated& place, const SettingsIn& in);
// The same for many seats at once, by conversation and user, in few statements; no draft and no
// remark. Conversations that were hidden are listed again: who decides about one wants it.
void ChangeMany(store::Txn& txn, std::span<const access::Seated> places, const SettingsIn& in);

// Pins it, or not; without a value the opposite of now. Returns what holds from now on.
bool SetPinned(store::Txn& txn, const access::Seated& place, std::optional<bool> pinned);
// The same for notifications; a conversation that is muted still counts as unread.
bool SetMuted(store::Txn& txn, const access::Seated& place, std::optional<bool> muted);

// Both members of a direct conversation from now on let their messages vanish after reading, or no
// more; a line of the system tells it. kWrongKind for others.
Status SetPrivate(store::Txn& txn, const access::Member& place, bool on);

// Takes it off the list until its next message; nothing of it is unread any more. Receipts are not
// touched: the others do not learn that it was hidden (mapping 6).
void Hide(store::Txn& txn, const access::Seated& place);
// What was said until now is gone for this user; nothing of it is unread any more.
void Clear(store::Txn& txn, const access::Seated& place);
// The same for many conversations of one user. `everywhere`: whether his other devices are told to
// forget what they have.
void HideMany(store::Txn& txn, std::span<const access::Seated> places);
void ClearMany(store::Txn& txn, std::span<const access::Seated> places, bool everywhere);

// What was said until now is gone for everybody in these conversations of one user, and unread for
// nobody. Those in which he is no longer active are passed over.
void ClearForAll(store::Txn& txn, std::span<const access::Seated> places);

}  // namespace koine::conversation
