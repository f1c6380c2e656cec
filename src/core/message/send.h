#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/access/doors.h"
#include "core/body/body.h"
#include "core/body/message.h"
#include "store/txn.h"

namespace koine::message {

inline constexpr std::size_t kMentionsMax = 1000;
// Of body::Message::options, whatever dialect wrote it: its receiver takes messages, but wants no
// push to a device for them. No dialect has this bit for itself. Stored: never change it.
inline constexpr std::int64_t kQuietOption = std::int64_t{1} << 31;
static_assert(kQuietOption < body::kReceiptOption);

struct SendIn {
  body::Body body;
  std::string raw;        // see body::Message
  std::string client_id;  // empty: none, then a retry makes a second message
  MessageId reply_to;
  std::vector<std::int64_t> mentions;  // user ids; those who are no members are passed over
  bool mention_all = false;
  std::int64_t options = 0;  // bits below kQuietOption
  bool receipt = false;      // in a group: its readers are told of (im-chat 2.5.1)
  MessageId forwarded_from;
  bool answered = false;  // the caller's answer shows it: that login hears nothing of it
};

struct Sent {
  MessageId id;  // may be provisional
  std::int64_t seq = 0;
  std::int64_t sent_at = 0;
  std::optional<std::string> masked;    // the text as it is stored, where words were taken out
  std::optional<body::Message> before;  // it was there already, so, and nothing new happened
};

// Sends into a conversation (ruoyi 3.1, 3.c; mapping 4.3, 11.1).
// A repeated client id of the same sender and dialect gives the first message if conversation and
// content are the same, otherwise kClientIdReused (to who may write here), as long as the row of
// the first is kept: for kRetryMs (core/retention/drop.h) at least, unless core/erasure emptied it.
// Words that the tenant keeps out (core/word) are masked in a text before anything else.
// kMemberMuted, kGroupMuted, kGroupBanned; kRoleTooLow "mention_all"; kBlockedByPeer, kPeerRefuses,
// kNotFriends, kUserNotFound "receiver" in direct conversations; kMessageNotFound for reply_to;
// kTooLarge above body::kBodyBytesMax; kBadArgument for too many mentions; kBadState "receipt" in
// groups of more than kReadMarkMembersMax members.
// `in` stays as it is unless it is sent.
Result<Sent> Send(store::Txn& txn, const access::Member& place, SendIn&& in);
Result<Sent> Send(store::Txn& txn, const access::Member& place, const SendIn& in);

// The message that Send would answer with to who sends this again, for who may not write there any
// more, or is not in it: nothing when it is none of this conversation with this content.
std::optional<Sent> FindSent(store::Txn& txn, const access::Principal& who,
                             ConversationId conversation, const SendIn& in);

// The same into a group by the right of an administrator of the server, who need not be in it. Not
// for what replies to another message. kGroupBanned, sizes as above.
Result<Sent> SendAsAdmin(store::Txn& txn, const access::AnyGroup& place, SendIn in);

// The same, never stored: see SendTransient. Of what it says nobody is asked but for its size.
Status TellAsAdmin(store::Txn& txn, const access::AnyGroup& place, const SendIn& in);

// Into a room, where nobody has a seat: the caller knows that the sender may write. As Send, but
// for what is about members. kWrongKind when it is none.
Result<Sent> SendToRoom(store::Txn& txn, const access::AnyConversation& place, SendIn in);
// The same, never stored: see SendTransient.
Status TellRoom(store::Txn& txn, const access::AnyConversation& place, const SendIn& in);

// Tells the members who are there of a message that is never stored: it has neither id nor seq, and
// who is away never hears of it (mapping 7.1). May run in a read. Refusals as in Send, but for
// those of client ids and replies; `reply_to` and `forwarded_from` are not looked at.
Status SendTransient(store::Txn& txn, const access::Member& place, const SendIn& in);

// Whether the member may write here now; refusals as in Send.
Status MayWrite(store::Txn& txn, const access::Member& place);

// The message that the principal sent under this client id in this dialect, if there is one.
std::optional<body::Message> FindOwn(store::Txn& txn, const access::Principal& who,
                                     const std::string& client_id);

// The 64-bit key under which a client id is indexed. Where two ids of one sender share it, the next
// one is tried, kKeyTriesMax with the first.
std::int64_t ClientKey(access::Dialect dialect, std::string_view client_id);
inline constexpr int kKeyTriesMax = 8;

}  // namespace koine::message
