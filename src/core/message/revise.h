#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/body/body.h"
#include "core/person.h"
#include "store/txn.h"

// What may happen to a message after it was sent (mapping 8): recalled, edited, deleted for all.
// Each is a change of its conversation, told to the members.
namespace koine::message {

// --- what the tenant may set

inline constexpr int kRecallMinutesMax = 7 * 24 * 60;
// For how long a message may be recalled, in minutes.
int RecallMinutes(store::Txn& txn, TenantId tenant, const access::Policy& policy);
void SetRecallMinutes(store::Txn& txn, TenantId tenant, int minutes);
// Whether owner and administrators of a group may recall what lower members wrote, at any time.
bool RecallOthersAllowed(store::Txn& txn, TenantId tenant);
void SetRecallOthers(store::Txn& txn, TenantId tenant, bool allowed);

// --- verbs

// Takes a message back: nobody reads it any more, its body stays for the back office (ruoyi 3.3).
// kNotYourMessage: of another (unless the policy lets managers do it), or with "line" one of the
// system; kAlreadyRecalled; kWindowOver: older than the policy's time (which does not hold where
// managers always may), with detail "recall_set" where the tenant set another one;
// kMessageNotFound: deleted for all in the meantime.
// `marker` gets the position of the change, which may be provisional.
Status Recall(store::Txn& txn, const access::Message& place, std::int64_t* marker = nullptr);

// The same by the right of an administrator of the server, whosever it is and at any time.
// kMessageNotFound, kAlreadyRecalled; kNotYourMessage "line" for one of the system. `actor` is
// who is noted for it, who may be unknown in the conversation.
Status RecallAsAdmin(store::Txn& txn, const access::AnyConversation& place, std::int64_t seq,
                     const access::Principal& actor);

// Replaces the text of an own message and keeps the old one (ruoyi 3.4). The same text again
// changes nothing. Errors as those of Recall, with detail "edit"; kWrongKind "edit" when it is no
// text; kTooLarge above body::kBodyBytesMax; those of message::Send when the principal may not
// write here now.
Status EditText(store::Txn& txn, const access::Message& place, const std::string& text);

// Replaces what a message says, by the right of an administrator of the server and at any time
// (app-im 2.7). kMessageNotFound, kAlreadyRecalled; kNotYourMessage for a system line; kWrongKind
// when it is another kind of content; kTooLarge above body::kBodyBytesMax.
Status EditAsAdmin(store::Txn& txn, const access::AnyConversation& place, std::int64_t seq,
                   const body::Body& body, const std::string& raw);

struct Edit {
  std::int64_t seq = 0, edited_at = 0;
  Person editor;
  std::string old_body, new_body;
};
inline constexpr int kEditsShown = 500;
// The edits of a message that the principal may read, the oldest first; kAlreadyRecalled.
Result<std::vector<Edit>> EditHistory(store::Txn& txn, const access::Message& place);

inline constexpr std::size_t kDeleteForAllMax = 100;  // in one call
// Deletes messages for everybody by the right of an administrator: their bodies are erased. Returns
// how many there were. kForbidden for others; kMessageNotFound when none is left; kBadArgument
// above kDeleteMax.
Result<std::int64_t> DeleteForAll(store::Txn& txn, const access::Principal& who,
                                  const std::vector<std::int64_t>& ids, std::string_view address);

inline constexpr std::size_t kEraseMax = 1000;  // in one call
// Deletes messages of a conversation for everybody: their bodies are erased (openim 5.5). Numbers
// without a message that the member may read are passed over. kTooLarge above kEraseMax.
Status EraseForAll(store::Txn& txn, const access::Member& place,
                   std::span<const std::int64_t> seqs);
// The same by the right of an administrator of the server, and not as a change of the conversation:
// clients that keep copies find out when they read it again. Returns how many there were.
Result<std::int64_t> EraseAsAdmin(store::Txn& txn, const access::AnyConversation& place,
                                  std::span<const std::int64_t> seqs, std::string_view address);

}  // namespace koine::message
