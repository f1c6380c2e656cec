#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "core/access/doors.h"
#include "store/txn.h"

// The settings of a conversation that a user makes for themselves. Their other sessions hear each
// change (ConversationChanged, ConversationRemoved); nobody else does, but where everybody is
// concerned. A call that changes nothing tells nothing.
namespace koine::conversation {

// What some clients keep with a conversation and nobody else shows. Stored as JSON: never rename.
struct Extra {
  bool is_private = false;  // messages are to vanish some time after they were read
  std::int64_t burn_s = 0;  // that time
  bool destructs = false;   // messages vanish for this user at this age
  std::int64_t destruct_s = 0;
  std::int64_t destructed_at = 0;  // when that was last done, ms
  std::string attached, ex;
  // How the user is mentioned, as their client set it by hand when the conversation was at
  // `at_seq`; mentions after that count anew.
  int at_kind = 0;
  std::int64_t at_seq = 0;

  // When messages are to vanish next, ms; 0: they do not.
  std::int64_t due_at() const {
    return destructs && destruct_s > 0 ? destructed_at + destruct_s * 1000 : 0;
  }

  friend bool operator==(const Extra&, const Extra&) = default;
};
KOINE_DESCRIBE(Extra, (is_private, burn_s, destructs, destruct_s, destructed_at, attached, ex,
                       at_kind, at_seq))

// A member's own settings of the conversation.
struct Settings {
  std::int64_t pinned_at = 0;  // 0: not pinned
  access::Notify notify = access::Notify::kOn;
  std::string draft, remark;  // empty: none
  Extra extra;

  bool muted() const { return notify == access::Notify::kSilent; }
  friend bool operator==(const Settings&, const Settings&) = default;
};
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
// The same for many conversations of one user. `everywhere`: whether the user's other devices are
// told to forget what they have.
void HideMany(store::Txn& txn, std::span<const access::Seated> places);
void ClearMany(store::Txn& txn, std::span<const access::Seated> places, bool everywhere);

// What was said until now is gone for everybody in these conversations of one user, and unread for
// nobody. Those in which the user is no longer active are passed over.
void ClearForAll(store::Txn& txn, std::span<const access::Seated> places);

// A conversation as its user's list shows it, beside what history::SyncSeat tells.
struct Own {
  ConversationId conversation;
  Settings settings;
  std::int64_t hidden_seq = 0;  // listed while what the user may read goes further
  std::int64_t created_at = 0;
  // The last unread messages in which the user is named, and in which all are; 0 = none.
  std::int64_t named_seq = 0, all_seq = 0;
  std::int64_t notice_seq = 0;  // the last announcement, unread
};
// The principal's own, by conversation.
std::vector<Own> ListOwn(store::Txn& txn, const access::Principal& who,
                         std::span<const std::int64_t> conversations);

// With whom the principal has direct conversations that notify them of nothing, by id.
std::vector<UserId> ListSilenced(store::Txn& txn, const access::Principal& who);

}  // namespace koine::conversation
